//! The program's count of invented counties, in the shape of the other counter's.

use super::county::{Case, County, YEARS};
use super::stored::CellsByUnit;
use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{CountingSettings, UnitYear, contributors, tally, units_for_year};
use mingce_domain::application::{ApplicationFact, Event, project};
use mingce_domain::deadline::{Calendar, Term};
use std::collections::BTreeMap;

/// How cases are read before they are counted. The right way is [`AS_ENTERED`]; tests try wrong ones, too.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The events that are taken for true.
    pub events: fn(&Case) -> Vec<Event>,
    /// How often a case appears among the facts.
    pub times: fn(&Case) -> usize,
    /// Whether a unit's report counts what it took over.
    pub follows_successors: bool,
}

/// Every event, every case once, successors followed.
pub const AS_ENTERED: Reading = Reading { events: |case| case.events.clone(), times: |_| 1, follows_successors: true };

/// The terms of the Regulation.
pub fn term() -> Term {
    Term {
        valid_from: NaiveDate::MIN,
        valid_to: None,
        article: "第三十三条".into(),
        checked: false,
        answer_working_days: 20,
        longest_extension: 20,
        supplement_working_days: 7,
        third_party_working_days: 15,
    }
}

/// The facts of a county by agency.
pub type Facts = BTreeMap<AgencyId, Vec<ApplicationFact>>;

/// Projects every case of a county.
pub fn facts(county: &County, reading: &Reading) -> Facts {
    // Due dates are not counted: neither calendar nor terms matter here.
    let calendar = Calendar::default();
    let term = term();
    let mut facts = Facts::new();
    for case in &county.cases {
        let projection = project(&(reading.events)(case), &calendar, &term);
        let fact = ApplicationFact { application: case.application.clone(), projection };
        let of_agency = facts.entry(case.application.agency.clone()).or_default();
        of_agency.extend(std::iter::repeat_n(fact, (reading.times)(case)));
    }
    facts
}

/// What an agency's report of a year is made from; `None` when another one reports in its place.
pub fn unit_year(county: &County, facts: &Facts, agency: usize, year: i32) -> Option<UnitYear> {
    let unit = &county.agencies[agency];
    let sources = contributors(&county.agencies, &unit.id, year);
    if sources.is_empty() {
        return None;
    }
    let mut unit_year = UnitYear::empty(unit.clone(), year);
    for source in sources {
        unit_year.applications.extend(facts.get(&source.id).into_iter().flatten().cloned());
        unit_year.disputes.extend(county.disputes.iter().filter(|dispute| dispute.agency == source.id).cloned());
        if source.id != unit.id {
            unit_year.taken_over.push(source.clone());
        }
    }
    Some(unit_year)
}

/// Counts every unit of a county in every year.
pub fn count_units(county: &County, reading: &Reading, settings: &CountingSettings) -> CellsByUnit {
    let facts = facts(county, reading);
    let mut counted = CellsByUnit::new();
    for year in YEARS {
        for agency in 0..county.agencies.len() {
            let Some(mut unit) = unit_year(county, &facts, agency, year) else { continue };
            if !reading.follows_successors {
                unit.applications.retain(|fact| fact.application.agency == unit.agency.id);
            }
            let tally = tally(year, &unit.applications, &unit.disputes, settings);
            let cells = tally.cells().map(|(at, records)| (at.clone(), records.len() as i64));
            for (at, n) in cells {
                counted.entry((unit.agency.id.clone(), year)).or_default().insert(at, n);
            }
        }
    }
    counted
}

/// Adds up the units that report in the county.
pub fn count_area(county: &County, units: &CellsByUnit) -> CellsByUnit {
    let mut areas = CellsByUnit::new();
    for year in YEARS {
        for unit in units_for_year(&county.agencies, &county.id, year).units {
            for (at, n) in units.get(&(unit.id, year)).into_iter().flatten() {
                *areas.entry((county.id.clone(), year)).or_default().entry(at.clone()).or_insert(0) += n;
            }
        }
    }
    areas
}
