//! Behind a cell: the records that make it, and one sentence that explains its number.

use super::area::AreaCompiled;
use super::compile::{Compiled, UnitYear};
use super::tally::Record;
use super::tally_rules::{CountingSettings, ReopenedCases};
use super::trace_sentence as words;
use super::{Address, Adjustment, CellSpec, Form, Provenance, Value};
use crate::agency::AgencyId;
use crate::application::{ApplicationFact, ApplicationId};
use crate::dispute::{Dispute, DisputeId};
use std::collections::BTreeMap;

/// What a line of a trace stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceKind {
    /// An application (or, once it was reopened, one of its runs).
    Application,
    /// A dispute.
    Dispute,
    /// A unit of the area.
    Unit,
    /// Another cell, of which the traced one is the sum.
    Cell,
}

impl TraceKind {
    /// The word in `trace/1`.
    pub fn key(self) -> &'static str {
        match self {
            TraceKind::Application => "application",
            TraceKind::Dispute => "dispute",
            TraceKind::Unit => "unit",
            TraceKind::Cell => "cell",
        }
    }
}

/// A record behind a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceRecord {
    /// What it is.
    pub kind: TraceKind,
    /// Its identity in the data file.
    pub id: String,
    /// 受理号, or the number of the reviewing organ or court.
    pub number: String,
    /// Its dates and result in one line. Never a name, never what was asked for: both can be personal data.
    pub summary: String,
}

/// A part of a sum: a cell of the same report, or the same cell of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct TracePart {
    /// [`TraceKind::Cell`] or [`TraceKind::Unit`].
    pub kind: TraceKind,
    /// The cell's address or the unit's id.
    pub id: String,
    /// The cell's label or the unit's name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// What is behind one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The cell.
    pub cell: Address,
    /// Its name in a sentence.
    pub label: String,
    /// What stands in it.
    pub value: Value,
    /// How many records were counted, a total's over all its parts; `None` where something in it is typed.
    pub counted: Option<i64>,
    /// The sum of the adjustments, a total's over all its parts.
    pub adjusted: i64,
    /// The adjustments.
    pub adjustments: Vec<Adjustment>,
    /// One Chinese sentence that explains the number.
    pub sentence: String,
    /// The records that were counted, in the order of the ledger; for a total, part by part.
    pub records: Vec<TraceRecord>,
    /// Reopened applications that would stand here, had the office's setting not set them aside.
    pub set_aside: Vec<TraceRecord>,
    /// For sums: what was added up, zeros included.
    pub parts: Vec<TracePart>,
}

/// Traces a cell of a unit's own report; `None` when the form has no such cell. `compiled` must come from the same form,
/// unit and settings.
pub fn trace(
    form: &Form,
    unit: &UnitYear,
    compiled: &Compiled,
    settings: &CountingSettings,
    at: &Address,
) -> Option<Trace> {
    let ledger = Ledger::of(unit);
    let cell = form.cell(at)?;
    if cell.sum_of.is_empty() {
        Some(ledger.leaf(form, cell, compiled, settings))
    } else {
        ledger.total(form, cell, compiled, settings)
    }
}

/// Traces a cell of an area's report; `None` when the form has no such cell. `of_unit` traces the same cell in a unit's
/// report, from which the records come; where it answers `None` (figures received without records), the unit stands
/// alone.
pub fn trace_area(
    form: &Form,
    area: &AreaCompiled,
    at: &Address,
    mut of_unit: impl FnMut(&AgencyId) -> Option<Trace>,
) -> Option<Trace> {
    let cell = form.cell(at)?;
    let mut counted = Some(0_i64);
    let mut traced = Trace {
        cell: at.clone(),
        label: cell.label.clone(),
        value: area.figures.value(at).clone(),
        counted: None,
        adjusted: 0,
        adjustments: Vec::new(),
        sentence: words::area_sentence(form, cell, area),
        records: Vec::new(),
        set_aside: Vec::new(),
        parts: Vec::new(),
    };
    for part in &area.parts {
        traced.parts.push(TracePart {
            kind: TraceKind::Unit,
            id: part.id.0.clone(),
            name: part.name.clone(),
            value: part.figures.value(at).clone(),
        });
        let below = of_unit(&part.id);
        counted = counted.zip(below.as_ref().and_then(|below| below.counted)).map(|(sum, n)| sum.saturating_add(n));
        if let Some(below) = below {
            traced.absorb(below);
        }
    }
    traced.counted = counted.filter(|_| !area.parts.is_empty());
    Some(traced)
}

impl Trace {
    /// Takes over what is behind a part.
    fn absorb(&mut self, part: Trace) {
        self.adjusted = self.adjusted.saturating_add(part.adjusted);
        self.adjustments.extend(part.adjustments);
        self.records.extend(part.records);
        self.set_aside.extend(part.set_aside);
    }
}

/// A unit's records by identity.
struct Ledger<'a> {
    unit: &'a UnitYear,
    applications: BTreeMap<&'a ApplicationId, &'a ApplicationFact>,
    disputes: BTreeMap<&'a DisputeId, &'a Dispute>,
    /// How many applications came in each letter.
    letters: BTreeMap<(&'a AgencyId, &'a str), usize>,
}

impl<'a> Ledger<'a> {
    fn of(unit: &'a UnitYear) -> Ledger<'a> {
        let mut letters = BTreeMap::new();
        for application in unit.applications.iter().map(|fact| &fact.application).filter(|it| !it.void) {
            if let Some(letter) = &application.letter {
                *letters.entry((&application.agency, letter.as_str())).or_insert(0) += 1;
            }
        }
        Ledger {
            unit,
            letters,
            applications: unit.applications.iter().map(|fact| (&fact.application.id, fact)).collect(),
            disputes: unit.disputes.iter().map(|dispute| (&dispute.id, dispute)).collect(),
        }
    }

    fn leaf(&self, form: &Form, cell: &CellSpec, compiled: &Compiled, settings: &CountingSettings) -> Trace {
        let figures = &compiled.figures;
        let source = figures.sources.get(&cell.at);
        let is_counted = source.is_some_and(|source| matches!(source.kind, Provenance::Counted | Provenance::Adjusted));
        let records = if is_counted { compiled.tally.records(&cell.at) } else { &[] };
        let set_aside = match settings.reopened {
            ReopenedCases::NotCounted if is_counted => compiled.tally.set_aside(&cell.at),
            _ => &[],
        };
        let adjustments: Vec<Adjustment> =
            figures.adjustments.iter().filter(|adjustment| adjustment.at == cell.at).cloned().collect();
        let value = figures.value(&cell.at).clone();
        let sentence = if is_counted {
            let terms = self.terms(cell, records);
            words::counted_sentence(form, cell, &value, &terms, &adjustments, set_aside.len())
        } else {
            words::typed_sentence(form, cell, &value, source)
        };
        Trace {
            cell: cell.at.clone(),
            label: cell.label.clone(),
            counted: is_counted.then(|| compiled.tally.count(&cell.at)),
            adjusted: adjustments.iter().fold(0, |sum, adjustment| sum.saturating_add(adjustment.delta)),
            adjustments,
            sentence,
            records: self.lines(records),
            set_aside: self.lines(set_aside),
            parts: Vec::new(),
            value,
        }
    }

    fn total(&self, form: &Form, cell: &CellSpec, compiled: &Compiled, settings: &CountingSettings) -> Option<Trace> {
        let mut counted = Some(0_i64);
        let mut traced = Trace {
            cell: cell.at.clone(),
            label: cell.label.clone(),
            value: compiled.figures.value(&cell.at).clone(),
            counted: None,
            adjusted: 0,
            adjustments: Vec::new(),
            sentence: String::new(),
            records: Vec::new(),
            set_aside: Vec::new(),
            parts: Vec::new(),
        };
        for at in &cell.sum_of {
            let part = trace(form, self.unit, compiled, settings, at)?;
            traced.parts.push(TracePart {
                kind: TraceKind::Cell,
                id: at.to_string(),
                name: part.label.clone(),
                value: part.value.clone(),
            });
            counted = counted.zip(part.counted).map(|(sum, n)| sum.saturating_add(n));
            traced.absorb(part);
        }
        traced.counted = counted;
        traced.sentence = words::total_sentence(form, cell, &traced.value, &traced.parts);
        Some(traced)
    }

    /// How the records of a cell divide: from this year, from earlier ones, handled again.
    fn terms(&self, cell: &CellSpec, records: &[Record]) -> Vec<(String, usize)> {
        let mut terms: Vec<(String, usize)> = Vec::new();
        let mut add = |term: String| match terms.iter_mut().find(|(known, _)| *known == term) {
            Some((_, n)) => *n += 1,
            None => terms.push((term, 1)),
        };
        // In the order of the terms, not of the records: this year's first, then earlier years from the latest.
        let mut ranked: Vec<(words::TermRank, String)> = records
            .iter()
            .filter_map(|record| match record {
                Record::Application { id, run } => {
                    let episode = self.applications.get(id)?.projection.episodes.get(*run)?;
                    Some(words::application_term(cell.at.row(), self.unit.year, episode))
                }
                Record::Dispute { id } => {
                    let dispute = self.disputes.get(id)?;
                    Some(words::dispute_term(cell.at.column(), self.unit.year, dispute))
                }
            })
            .collect();
        ranked.sort();
        for (_, term) in ranked {
            add(term);
        }
        terms
    }

    fn lines(&self, records: &[Record]) -> Vec<TraceRecord> {
        records.iter().filter_map(|record| self.line(record)).collect()
    }

    fn line(&self, record: &Record) -> Option<TraceRecord> {
        match record {
            Record::Application { id, run } => {
                let fact = self.applications.get(id)?;
                let letter = fact.application.letter.as_deref();
                let parts = letter.and_then(|letter| self.letters.get(&(&fact.application.agency, letter)).copied());
                let from = (fact.application.agency != self.unit.agency.id)
                    .then(|| self.unit.taken_over.iter().find(|agency| agency.id == fact.application.agency))
                    .flatten();
                Some(TraceRecord {
                    kind: TraceKind::Application,
                    id: id.0.clone(),
                    number: fact.application.number.clone(),
                    summary: words::application_summary(
                        fact,
                        fact.projection.episodes.get(*run)?,
                        parts.unwrap_or(1),
                        from,
                    ),
                })
            }
            Record::Dispute { id } => {
                let dispute = self.disputes.get(id)?;
                Some(TraceRecord {
                    kind: TraceKind::Dispute,
                    id: id.0.clone(),
                    number: dispute.number.clone(),
                    summary: words::dispute_summary(dispute),
                })
            }
        }
    }
}
