//! Who reports: the units of an area on the last day of the report year, and whose records each of them counts.
//!
//! Agencies change: they are renamed, merged and abolished. The day that decides is 31 December of the report year. Who
//! exists then reports, under the name of that day, and counts what those whose business it took over had in their
//! ledgers (结转 follows the successor).

use super::{Scope, period};
use crate::agency::{Agency, AgencyId, AgencyKind};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A unit whose report goes into the area's sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingUnit {
    /// Which agency.
    pub id: AgencyId,
    /// Its name on 31 December of the report year.
    pub name: String,
    /// Its kind.
    pub kind: AgencyKind,
    /// `Area` for a government below (a county inside a city): its own report already covers everything beneath it.
    pub scope: Scope,
}

/// The units of an area in a report year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AreaUnits {
    /// Who reports, each once, in the order of lists.
    pub units: Vec<ReportingUnit>,
    /// Who ended in the year without anyone in the file that took over: their cases of the year stand in no report.
    pub orphaned: Vec<(AgencyId, String)>,
}

/// The agency that answers for `id` on a day: itself while it exists, else the successor of its successor and so on.
///
/// `None` for an unknown agency, when the chain ends without a successor, and when it runs in a circle.
pub fn reporting_agency<'a>(agencies: &'a [Agency], id: &AgencyId, day: NaiveDate) -> Option<&'a Agency> {
    let mut seen = BTreeSet::new();
    let mut id = id;
    loop {
        let agency = agencies.iter().find(|agency| agency.id == *id)?;
        match &agency.ended {
            Some(ending) if ending.on < day => {
                if !seen.insert(&agency.id) {
                    return None;
                }
                id = ending.successor.as_ref()?;
            }
            _ => return Some(agency),
        }
    }
}

/// The agencies whose records the report of `unit` counts in a year, the unit itself first: those whose business it has
/// taken over by 31 December; for a government's office (its first one, in the order of lists) also the government in
/// whose name applications arrive.
///
/// Empty when the unit does not exist on that day: its successor reports.
pub fn contributors<'a>(agencies: &'a [Agency], unit: &AgencyId, year: i32) -> Vec<&'a Agency> {
    let Some((_, day)) = period(year) else { return Vec::new() };
    let mut found: Vec<&Agency> = in_list_order(agencies)
        .into_iter()
        .filter(|agency| {
            let Some(answers) = reporting_agency(agencies, &agency.id, day) else { return false };
            let answers = seat(agencies, answers, day).unwrap_or(answers);
            answers.id == *unit && answers.exists_on(day)
        })
        .collect();
    found.sort_by_key(|agency| agency.id != *unit);
    found
}

/// The units that report in the area of a government on 31 December of a year: everything beneath it that exists on
/// that day.
///
/// Not among them: vertical agencies and what is beneath them (they report in their own line), village committees
/// unless they keep a ledger, whatever lies beneath another government (that government's report covers it), and the
/// government itself, whose own figures its office carries. A government without an office is a unit of its own area.
pub fn units_for_year(agencies: &[Agency], government: &AgencyId, year: i32) -> AreaUnits {
    let Some((first, day)) = period(year) else { return AreaUnits::default() };
    let mut area = AreaUnits::default();
    let mut inside: BTreeSet<&AgencyId> = BTreeSet::from([government]);
    let mut waiting: Vec<&AgencyId> = vec![government];
    let mut reporting: BTreeSet<&AgencyId> = BTreeSet::new();
    while let Some(parent) = waiting.pop() {
        for agency in agencies.iter().filter(|agency| is_beneath(agencies, agency, parent, day)) {
            if agency.kind == AgencyKind::Vertical || !inside.insert(&agency.id) {
                continue;
            }
            if agency.exists_on(day) && reports(agency, day) {
                reporting.insert(&agency.id);
            }
            if agency.kind != AgencyKind::Government {
                waiting.push(&agency.id);
            }
        }
    }
    let own = agencies.iter().find(|agency| agency.id == *government);
    if let Some(own) = own.filter(|own| own.exists_on(day) && seat(agencies, own, day).is_none()) {
        reporting.insert(&own.id);
    }
    for agency in in_list_order(agencies) {
        let name = agency.name_on(day).to_string();
        if reporting.contains(&agency.id) {
            let below = agency.kind == AgencyKind::Government && agency.id != *government;
            let scope = if below { Scope::Area } else { Scope::Own };
            area.units.push(ReportingUnit { id: agency.id.clone(), name, kind: agency.kind, scope });
        } else if inside.contains(&agency.id)
            && agency.id != *government
            && agency.ended.as_ref().is_some_and(|ending| first <= ending.on && ending.on < day)
            && reporting_agency(agencies, &agency.id, day).is_none()
        {
            area.orphaned.push((agency.id.clone(), name));
        }
    }
    area
}

/// The office that carries a government's own figures on a day.
fn seat<'a>(agencies: &'a [Agency], government: &Agency, day: NaiveDate) -> Option<&'a Agency> {
    if government.kind != AgencyKind::Government {
        return None;
    }
    in_list_order(agencies).into_iter().find(|agency| {
        agency.kind == AgencyKind::GovernmentOffice
            && agency.exists_on(day)
            && is_beneath(agencies, agency, &government.id, day)
    })
}

/// Whether an agency stands directly beneath another one; beneath the successor when its recorded parent has ended.
fn is_beneath(agencies: &[Agency], agency: &Agency, parent: &AgencyId, day: NaiveDate) -> bool {
    agency.id != *parent
        && agency.parent_on(day).is_some_and(|recorded| {
            recorded == parent || reporting_agency(agencies, recorded, day).is_some_and(|now| now.id == *parent)
        })
}

fn reports(agency: &Agency, day: NaiveDate) -> bool {
    agency.kind != AgencyKind::Village || agency.ledger_since.is_some_and(|since| since <= day)
}

fn in_list_order(agencies: &[Agency]) -> Vec<&Agency> {
    let mut sorted: Vec<&Agency> = agencies.iter().collect();
    sorted.sort_by(|a, b| (a.position, &a.id).cmp(&(b.position, &b.id)));
    sorted
}
