//! The report of an area: the sum of all reporting units, each once (A12).
//!
//! Two things can be missing, and they are treated differently, because the clerk does different things about them:
//! - a *unit* without any figures is named in [`AreaCompiled::missing`] and left out of the sums. The sums then say what
//!   the other units have; the final version waits until the unit reports or somebody excuses it in writing.
//! - a *cell* that a unit left blank, or in which something stands that is no number, makes the area's cell blank: a sum
//!   must not look complete when it is not, and no excuse can replace the number. [`AreaCompiled::incomplete`] names
//!   the units and the sum of the others, so that the clerk sees how far it is and whom to ask.

use super::area_units::{AreaUnits, ReportingUnit};
use super::{
    Address, CellSpec, Decimal, Figures, FiguresAgency, Form, InformationFee, Provenance, Reason, ReportHead, Scope,
    Sections, Source, Value, ValueKind, period,
};
use crate::agency::{Agency, AgencyId};
use std::collections::BTreeMap;

/// What an area's report holds besides the sums.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaYear {
    /// The government that reports.
    pub government: Agency,
    /// The report year.
    pub year: i32,
    /// Who reports in the area ([`super::units_for_year`]).
    pub units: AreaUnits,
    /// Text.
    pub sections: Sections,
    /// What stands around the sections.
    pub head: ReportHead,
    /// Reasons for exceptions.
    pub reasons: Vec<Reason>,
    /// 信息处理费 as typed for the area; where it is not typed, the units' are added up.
    pub information_fee: Option<InformationFee>,
    /// Whether it belongs to the invented sample.
    pub sample: bool,
}

/// One unit's figures in the area's report.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaPart {
    /// The unit.
    pub id: AgencyId,
    /// Its name on 31 December of the report year.
    pub name: String,
    /// Its figures; of a government below, those of its whole area.
    pub figures: Figures,
}

/// Why a unit's numbers are missing in the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyAbsent {
    /// It has no figures at all for the year.
    NoFigures,
    /// It ended in the year and nobody took over.
    EndedWithoutSuccessor,
}

/// A unit whose numbers are not in the sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsentUnit {
    /// The unit.
    pub id: AgencyId,
    /// Its name.
    pub name: String,
    /// Why.
    pub why: WhyAbsent,
}

/// A cell that cannot be added up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncompleteCell {
    /// The cell of the area's report; it is blank.
    pub at: Address,
    /// The units whose cell is blank or no number, in the order of the units.
    pub units: Vec<(AgencyId, String)>,
    /// The sum over the other units, as it would be printed.
    pub so_far: String,
}

/// The area's report: sums, and what they are made of.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaCompiled {
    /// The figures of the whole area.
    pub figures: Figures,
    /// The units that are in the sums.
    pub parts: Vec<AreaPart>,
    /// The units that are not.
    pub missing: Vec<AbsentUnit>,
    /// The cells that cannot be added up yet, in the order of the form; totals are not listed.
    pub incomplete: Vec<IncompleteCell>,
}

/// Adds up the area's report from the figures of its units. Figures of anybody else are left out.
pub fn area(form: &Form, area: &AreaYear, mut figures: BTreeMap<AgencyId, Figures>) -> AreaCompiled {
    let mut parts = Vec::new();
    let mut missing = Vec::new();
    for unit in &area.units.units {
        let ReportingUnit { id, name, .. } = unit.clone();
        match figures.remove(&id).filter(|figures| has_something(form, figures)) {
            Some(figures) => parts.push(AreaPart { id, name, figures }),
            None => missing.push(AbsentUnit { id, name, why: WhyAbsent::NoFigures }),
        }
    }
    missing.extend(area.units.orphaned.iter().map(|(id, name)| AbsentUnit {
        id: id.clone(),
        name: name.clone(),
        why: WhyAbsent::EndedWithoutSuccessor,
    }));
    let mut sums = blank_figures(form, area, &parts);
    let mut incomplete = Vec::new();
    for cell in form.cells().filter(|cell| cell.sum_of.is_empty()) {
        match sum(form, cell, &parts) {
            Ok(value) => put(&mut sums, cell, value),
            Err(found) => incomplete.push(found),
        }
    }
    sums.compute_totals(form);
    AreaCompiled { figures: sums, parts, missing, incomplete }
}

fn has_something(form: &Form, figures: &Figures) -> bool {
    form.cells().any(|cell| cell.sum_of.is_empty() && !figures.value(&cell.at).is_blank())
}

fn blank_figures(form: &Form, area: &AreaYear, parts: &[AreaPart]) -> Figures {
    let government = &area.government;
    let agency = FiguresAgency {
        name: period(area.year).map_or("", |(_, last)| government.name_on(last)).to_string(),
        code: government.code.clone(),
        kind: government.kind,
        level: government.level,
    };
    Figures {
        sections: area.sections.clone(),
        head: area.head.clone(),
        reasons: area.reasons.clone(),
        information_fee: area.information_fee.clone().or_else(|| fee_of(parts)),
        sample: area.sample || parts.iter().any(|part| part.figures.sample),
        ..Figures::blank(form, agency, area.year, Scope::Area)
    }
}

fn put(sums: &mut Figures, cell: &CellSpec, value: Value) {
    if value.is_blank() {
        return;
    }
    let source =
        Source { kind: Provenance::Computed, by: None, from: Some("各单位年报汇总".to_string()), on: None };
    sums.sources.insert(cell.at.clone(), source);
    sums.cells.insert(cell.at.clone(), value);
}

/// One cell's sum over the units; blank only when there are no units.
fn sum(form: &Form, cell: &CellSpec, parts: &[AreaPart]) -> Result<Value, IncompleteCell> {
    let mut total = Value::NotApplicable;
    let mut without = Vec::new();
    // An amount whose unit stands in a cell of its own (元 or 万元) can only be added up where the units agree.
    let yardstick = form.cells().find(|other| {
        other.kind == ValueKind::Word && cell.kind == ValueKind::Amount && other.at.row() == cell.at.row()
    });
    let mut agreed: Option<&Value> = None;
    for part in parts {
        let value = part.figures.value(&cell.at);
        let added = match yardstick.map(|at| part.figures.value(&at.at)) {
            Some(word) if !is_nothing(value) && **agreed.get_or_insert(word) != *word => None,
            _ => add(cell, &total, value),
        };
        match added {
            Some(sum) => total = sum,
            None => without.push((part.id.clone(), part.name.clone())),
        }
    }
    if parts.is_empty() {
        return Ok(Value::Blank);
    }
    if without.is_empty() {
        return Ok(total);
    }
    Err(IncompleteCell { at: cell.at.clone(), units: without, so_far: total.to_string() })
}

fn is_nothing(value: &Value) -> bool {
    value.decimal().is_none_or(Decimal::is_zero)
}

/// The sum of two cells' values; 不适用 only while all are. `None` when the second cannot be added.
fn add(cell: &CellSpec, sum: &Value, value: &Value) -> Option<Value> {
    if cell.kind == ValueKind::Word {
        // Words do not add up; the same word everywhere stays.
        return match (sum, value) {
            (_, Value::Blank) => None,
            (sum, Value::NotApplicable) => Some(sum.clone()),
            (Value::NotApplicable, word) => Some(word.clone()),
            (sum, word) => (sum == word).then(|| word.clone()),
        };
    }
    match (sum, value) {
        (Value::NotApplicable, Value::NotApplicable) => Some(Value::NotApplicable),
        _ if cell.kind == ValueKind::Amount => Some(plain(sum.decimal()?.checked_add(value.decimal()?)?)),
        _ => Some(Value::Integer(sum.count()?.checked_add(value.count()?)?)),
    }
}

/// A whole amount as an integer, as it is typed: 12, not 12 with places.
fn plain(amount: Decimal) -> Value {
    let value = Value::Decimal(amount);
    let whole = !amount.to_string().contains('.');
    value.count().filter(|_| whole).map_or(value, Value::Integer)
}

/// The units' fees together; `None` unless every unit states its own.
fn fee_of(parts: &[AreaPart]) -> Option<InformationFee> {
    let mut notices = 0_i64;
    let mut noticed = Decimal::new(0, 0)?;
    let mut received = Decimal::new(0, 0)?;
    for part in parts {
        let fee = part.figures.information_fee.as_ref()?;
        notices = notices.checked_add(fee.notices)?;
        noticed = noticed.checked_add(Decimal::parse(&fee.noticed_yuan)?)?;
        received = received.checked_add(Decimal::parse(&fee.received_yuan)?)?;
    }
    (!parts.is_empty()).then(|| InformationFee {
        notices,
        noticed_yuan: noticed.to_string(),
        received_yuan: received.to_string(),
    })
}
