//! Compiling one unit's report: counted, adjusted and typed cells, each with where it comes from.

use super::compile_note::CompileNote;
use super::tally::{Tally, tally};
use super::tally_rules::CountingSettings;
use super::{
    Address, Adjustment, CellSpec, Figures, FiguresAgency, Form, InformationFee, Provenance, Reason, ReportHead, Scope,
    Sections, Source, Value, ValueKind, period,
};
use crate::agency::Agency;
use crate::application::ApplicationFact;
use crate::dispute::Dispute;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A cell that somebody filled in by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedFigure {
    /// Which cell.
    pub at: Address,
    /// What was typed.
    pub value: Value,
    /// Who typed it.
    pub by: Option<String>,
    /// From what source: 法规股报表.
    pub from: Option<String>,
    /// When.
    pub on: Option<NaiveDate>,
}

/// Everything that one unit's report of one year is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitYear {
    /// The unit.
    pub agency: Agency,
    /// The report year.
    pub year: i32,
    /// The other agencies whose records are among those below, because the unit took over their business or, as a
    /// government's office, answers for it ([`super::contributors`] without the unit itself).
    pub taken_over: Vec<Agency>,
    /// The applications in the ledgers of the unit and of those it took over, of any year.
    pub applications: Vec<ApplicationFact>,
    /// The disputes in the same ledgers, of any year.
    pub disputes: Vec<Dispute>,
    /// Cells filled in by hand. Of several for one cell the last one holds.
    pub typed: Vec<TypedFigure>,
    /// Changes to counted cells.
    pub adjustments: Vec<Adjustment>,
    /// Text.
    pub sections: Sections,
    /// What stands around the sections.
    pub head: ReportHead,
    /// Reasons for exceptions.
    pub reasons: Vec<Reason>,
    /// 信息处理费.
    pub information_fee: Option<InformationFee>,
    /// Whether it belongs to the invented sample.
    pub sample: bool,
}

impl UnitYear {
    /// A unit without any records, figures or text.
    pub fn empty(agency: Agency, year: i32) -> UnitYear {
        UnitYear {
            agency,
            year,
            taken_over: Vec::new(),
            applications: Vec::new(),
            disputes: Vec::new(),
            typed: Vec::new(),
            adjustments: Vec::new(),
            sections: Sections::new(),
            head: ReportHead::default(),
            reasons: Vec::new(),
            information_fee: None,
            sample: false,
        }
    }
}

/// A unit's report: its figures, the records behind them, and what the clerk should know about how they came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Compiled {
    /// The figures, totals computed.
    pub figures: Figures,
    /// The records behind the counted cells, in the rows of the form.
    pub tally: Tally,
    /// What did not go as somebody may have expected.
    pub notes: Vec<CompileNote>,
}

/// How far the ledgers reach in a report year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// No ledger yet: 表三 and 表四 are typed.
    None,
    /// From a day in the year: counted, but what was carried in is typed.
    FromWithin,
    /// From before the year: counted.
    Whole,
}

/// Compiles the report of one unit for one year.
///
/// 表二 is typed. 表三 and 表四 are counted once the unit's ledger is complete from a day not after 31 December, else
/// typed; 上年结转 is typed where the ledger does not reach back before the year. A counted cell is its records plus the
/// signed adjustments, and may so become negative, which shows (A07). What nobody filled in stays blank; totals are only
/// ever computed. A typed number beside a counted one does not replace it: the difference is a note.
pub fn compile(form: &Form, unit: &UnitYear, settings: &CountingSettings) -> Compiled {
    let mut notes = Vec::new();
    let reach = reach(unit, &mut notes);
    let tally = match reach {
        Reach::None => Tally::default(),
        _ => tally(unit.year, &unit.applications, &unit.disputes, settings).in_form(form),
    };
    let mut typed: BTreeMap<&Address, &TypedFigure> = BTreeMap::new();
    for figure in &unit.typed {
        if form.cell(&figure.at).is_some() {
            typed.insert(&figure.at, figure);
        } else {
            notes.push(CompileNote::NotInForm { at: figure.at.clone() });
        }
    }
    let mut figures = blank_figures(form, unit);
    let leaves = || form.cells().filter(|cell| cell.sum_of.is_empty());
    for cell in leaves() {
        let entry = typed.get(&cell.at).copied();
        let counted = tally.count(&cell.at);
        if is_counted(&cell.at, reach) {
            figures.cells.insert(cell.at.clone(), Value::Integer(counted));
            figures.sources.insert(cell.at.clone(), counted_source());
        } else if let Some(entry) = entry {
            fill_in(&mut figures, cell, entry);
        }
        if let Some(entry) = entry.filter(|_| reach != Reach::None && is_from_records(&cell.at)) {
            compare(&mut notes, entry, counted, is_counted(&cell.at, reach));
        }
        if entry.is_none_or(|entry| entry.value.is_blank()) && !is_counted(&cell.at, reach) && counted > 0 {
            notes.push(CompileNote::CarriedInNotTyped { at: cell.at.clone(), counted });
        }
    }
    for adjustment in &unit.adjustments {
        adjust(&mut figures, adjustment, &mut notes);
    }
    figures.compute_totals(form);
    for cell in form.cells().filter(|cell| !cell.sum_of.is_empty()) {
        let Some(entry) = typed.get(&cell.at).filter(|entry| !entry.value.is_blank()) else { continue };
        if entry.value.count() != figures.count(&cell.at) {
            let (typed, computed) = (entry.value.clone(), figures.value(&cell.at).clone());
            notes.push(CompileNote::TotalTyped { at: cell.at.clone(), typed, computed });
        }
    }
    Compiled { figures, tally, notes }
}

/// 零报告: the cells that are still blank and would be set to 0, in the order of the form. Totals are not among them
/// (they follow), nor are words. Setting them is an action of the clerk's, stored with who and when.
pub fn zero_report(form: &Form, figures: &Figures) -> Vec<Address> {
    form.cells()
        .filter(|cell| cell.sum_of.is_empty() && cell.kind != ValueKind::Word && figures.value(&cell.at).is_blank())
        .map(|cell| cell.at.clone())
        .collect()
}

fn blank_figures(form: &Form, unit: &UnitYear) -> Figures {
    let name = period(unit.year).map_or_else(
        || unit.agency.names.first().map(|name| name.name.clone()).unwrap_or_default(),
        |(_, last)| unit.agency.name_on(last).to_string(),
    );
    let agency =
        FiguresAgency { name, code: unit.agency.code.clone(), kind: unit.agency.kind, level: unit.agency.level };
    Figures {
        sections: unit.sections.clone(),
        head: unit.head.clone(),
        reasons: unit.reasons.clone(),
        information_fee: unit.information_fee.clone(),
        sample: unit.sample,
        ..Figures::blank(form, agency, unit.year, Scope::Own)
    }
}

/// How far the ledgers reach, with notes on what they leave open.
fn reach(unit: &UnitYear, notes: &mut Vec<CompileNote>) -> Reach {
    let Some((first, last)) = period(unit.year) else { return Reach::None };
    if !unit.agency.exists_on(last) {
        notes.push(CompileNote::NotThereAtYearEnd {
            ended: unit.agency.ended.as_ref().map(|ending| ending.on).filter(|on| *on < last),
        });
        return Reach::None;
    }
    let Some(own_since) = unit.agency.ledger_since.filter(|since| *since <= last) else { return Reach::None };
    // What began with its ledger has nothing from before it.
    let reaches_back =
        |agency: &Agency, since: NaiveDate| since < first || agency.since.is_some_and(|began| since <= began);
    let mut begins = (!reaches_back(&unit.agency, own_since)).then_some(own_since);
    // A government that goes on beside its office has no ledger of its own to look at.
    let ended_in_year = |agency: &&Agency| agency.ended.as_ref().is_some_and(|ending| ending.on >= first);
    for agency in unit.taken_over.iter().filter(ended_in_year) {
        match agency.ledger_since {
            Some(since) if reaches_back(agency, since) => {}
            Some(since) if since <= last => begins = Some(begins.map_or(since, |day| day.max(since))),
            _ => notes.push(CompileNote::TakenOverWithoutLedger { name: agency.name_on(first).to_string() }),
        }
    }
    match begins {
        None => Reach::Whole,
        Some(since) => {
            if since > first {
                notes.push(CompileNote::LedgerBeginsInYear { since });
            }
            Reach::FromWithin
        }
    }
}

/// Whether a cell belongs to a table that is made from records.
fn is_from_records(at: &Address) -> bool {
    matches!(at.table(), "requests" | "disputes")
}

fn is_counted(at: &Address, reach: Reach) -> bool {
    match reach {
        Reach::None => false,
        Reach::FromWithin => is_from_records(at) && at.row() != "carried_in",
        Reach::Whole => is_from_records(at),
    }
}

fn counted_source() -> Source {
    Source { kind: Provenance::Counted, by: None, from: Some("台账".to_string()), on: None }
}

fn fill_in(figures: &mut Figures, cell: &CellSpec, entry: &TypedFigure) {
    if entry.value.is_blank() {
        return;
    }
    figures.cells.insert(cell.at.clone(), entry.value.clone());
    let source = Source { kind: Provenance::Typed, by: entry.by.clone(), from: entry.from.clone(), on: entry.on };
    figures.sources.insert(cell.at.clone(), source);
}

/// A typed number beside what the ledger has: silent when they agree.
fn compare(notes: &mut Vec<CompileNote>, entry: &TypedFigure, counted: i64, counted_holds: bool) {
    if entry.value.is_blank() || entry.value.count() == Some(counted) {
        return;
    }
    let (at, typed) = (entry.at.clone(), entry.value.clone());
    if counted_holds {
        notes.push(CompileNote::TypedBesideCounted { at, typed, counted });
    } else if entry.value.count().is_some_and(|typed| typed < counted) {
        notes.push(CompileNote::CarriedInBelowLedger { at, typed, counted });
    }
}

fn adjust(figures: &mut Figures, adjustment: &Adjustment, notes: &mut Vec<CompileNote>) {
    let at = &adjustment.at;
    let is_counted =
        figures.sources.get(at).is_some_and(|source| matches!(source.kind, Provenance::Counted | Provenance::Adjusted));
    if !is_counted {
        notes.push(CompileNote::AdjustmentOfUncounted { at: at.clone(), delta: adjustment.delta });
        return;
    }
    if adjustment.reason.trim().is_empty() || adjustment.source.trim().is_empty() {
        notes.push(CompileNote::AdjustmentWithoutReason { at: at.clone(), delta: adjustment.delta });
        return;
    }
    let value = figures.count(at).unwrap_or_default().saturating_add(adjustment.delta);
    figures.cells.insert(at.clone(), Value::Integer(value));
    let source = Source {
        kind: Provenance::Adjusted,
        by: Some(adjustment.by.clone()),
        from: Some(adjustment.source.clone()),
        on: Some(adjustment.on),
    };
    figures.sources.insert(at.clone(), source);
    figures.adjustments.push(adjustment.clone());
}
