//! What must hold on every ledger whatever is in it: the form's equations, the chain of years, and that the records
//! behind a cell are as many as its number says.

use super::county::{County, YEARS, county};
use super::own::{AS_ENTERED, Facts, facts, unit_year};
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{
    Address, AreaUnits, AreaYear, Compiled, CountingSettings, Figures, Form, ReopenedCases, ReportHead, Sections,
    TraceKind, UnitYear, Value, area, compile, contributors, reporting_agency, trace, trace_area, units_for_year,
};
use mingce_domain::application::ApplicantKind;
use std::collections::{BTreeMap, BTreeSet};

/// How many counties are compiled: ten thousand ledgers, four years each.
const COUNTIES: usize = 1_700;

pub fn form_2021() -> Form {
    let text = include_str!("../../../assets/formats/annual_report_2021.json");
    serde_json::from_str(text).expect("the form of 2021")
}

/// Every report of a county, by agency and year.
fn compiled(
    form: &Form,
    county: &County,
    facts: &Facts,
    settings: &CountingSettings,
) -> BTreeMap<(AgencyId, i32), (UnitYear, Compiled)> {
    let mut reports = BTreeMap::new();
    for year in YEARS {
        for agency in 0..county.agencies.len() {
            let Some(unit) = unit_year(county, facts, agency, year) else { continue };
            let compiled = compile(form, &unit, settings);
            reports.insert((unit.agency.id.clone(), year), (unit, compiled));
        }
    }
    reports
}

fn assert_equations(form: &Form, figures: &Figures, who: &str) {
    for equation in &form.equations {
        let (left, right) = (figures.sum(&equation.left), figures.sum(&equation.right));
        assert_eq!(left, right, "{who} {}: {} = {}", equation.rule, equation.left_label, equation.right_label);
        assert!(left.is_some(), "{who} {}: {} is counted", equation.rule, equation.left_label);
    }
}

#[test]
fn every_report_counted_from_any_ledger_satisfies_the_equations_of_the_form() {
    let form = form_2021();
    assert!(form.equations.iter().filter(|equation| equation.rule == "A01").count() == 7);
    for number in 0..COUNTIES {
        let county = county(number);
        let facts = facts(&county, &AS_ENTERED);
        let settings = CountingSettings::new(ReopenedCases::ALL[number % 2]);
        for ((id, year), (_, compiled)) in compiled(&form, &county, &facts, &settings) {
            assert_equations(&form, &compiled.figures, &format!("{id:?} {year}"));
        }
    }
}

#[test]
fn what_is_carried_forward_is_carried_in_by_whoever_has_the_cases_next_year() {
    let form = form_2021();
    for number in 0..COUNTIES {
        let county = county(number);
        let facts = facts(&county, &AS_ENTERED);
        let settings = CountingSettings::new(ReopenedCases::ALL[number % 2]);
        let reports = compiled(&form, &county, &facts, &settings);
        for ((id, year), (_, next)) in reports.iter().filter(|((_, year), _)| *year > YEARS[0]) {
            let last_day = chrono::NaiveDate::from_ymd_opt(year - 1, 12, 31).expect("a date");
            let before: BTreeSet<&AgencyId> = contributors(&county.agencies, id, *year)
                .iter()
                .filter_map(|agency| reporting_agency(&county.agencies, &agency.id, last_day))
                .map(|agency| &agency.id)
                .filter(|agency| reports.contains_key(&((*agency).clone(), year - 1)))
                .collect();
            for kind in ApplicantKind::ALL {
                let forward = Address::request("carried_forward", kind.column());
                let carried: i64 = before
                    .iter()
                    .filter_map(|agency| reports[&((*agency).clone(), year - 1)].1.figures.count(&forward))
                    .sum();
                let carried_in = next.figures.count(&Address::request("carried_in", kind.column()));
                assert_eq!(carried_in, Some(carried), "{id:?} {year} {}", kind.label());
            }
        }
    }
}

/// The numbers that stand before 件 to the right of ＝, up to the first remark.
fn terms(sentence: &str) -> Vec<i64> {
    let Some((_, right)) = sentence.split_once('＝') else { return Vec::new() };
    let right = right.split(['；', '，']).next().unwrap_or_default();
    right
        .split('件')
        .filter_map(|piece| {
            let digits: String = piece.chars().rev().take_while(char::is_ascii_digit).collect();
            digits.chars().rev().collect::<String>().parse().ok()
        })
        .collect()
}

#[test]
fn every_cell_is_explained_by_as_many_records_as_it_says() {
    let form = form_2021();
    for number in 0..40 {
        let county = county(number);
        let facts = facts(&county, &AS_ENTERED);
        let settings = CountingSettings::new(ReopenedCases::ALL[number % 2]);
        let reports = compiled(&form, &county, &facts, &settings);
        for (unit, compiled) in reports.values() {
            for cell in form.cells().filter(|cell| cell.at.table() != "proactive") {
                let traced = trace(&form, unit, compiled, &settings, &cell.at).expect("a trace");
                let n = compiled.figures.count(&cell.at).expect("a number");
                assert_eq!(traced.counted, Some(n), "{}", traced.sentence);
                assert_eq!(traced.records.len() as i64, n, "{}", traced.sentence);
                assert_eq!(terms(&traced.sentence).iter().sum::<i64>(), n, "{}", traced.sentence);
                assert!(traced.sentence.ends_with('。') && traced.sentence.matches('。').count() == 1);
            }
        }
    }
}

#[test]
fn an_area_is_the_sum_of_its_units_down_to_the_last_case() {
    let form = form_2021();
    let settings = CountingSettings::default();
    for number in 0..20 {
        let county = county(number);
        let facts = facts(&county, &AS_ENTERED);
        let reports = compiled(&form, &county, &facts, &settings);
        for year in YEARS {
            let units: AreaUnits = units_for_year(&county.agencies, &county.id, year);
            let figures = reports
                .iter()
                .filter(|((_, of_year), _)| *of_year == year)
                .map(|((id, _), (_, compiled))| (id.clone(), compiled.figures.clone()))
                .collect();
            let county_year = AreaYear {
                government: county.agencies[0].clone(),
                year,
                units: units.clone(),
                sections: Sections::new(),
                head: ReportHead::default(),
                reasons: Vec::new(),
                information_fee: None,
                sample: false,
            };
            let sums = area(&form, &county_year, figures);
            assert_equations(&form, &sums.figures, &format!("county {number} {year}"));
            assert_eq!(sums.parts.len(), units.units.len());
            for cell in form.cells().filter(|cell| cell.at.table() != "proactive") {
                let traced = trace_area(&form, &sums, &cell.at, |id| {
                    let (unit, compiled) = &reports[&(id.clone(), year)];
                    trace(&form, unit, compiled, &settings, &cell.at)
                })
                .expect("a trace");
                let n = sums.figures.count(&cell.at).expect("a number");
                assert_eq!(traced.value, Value::Integer(n));
                assert_eq!(traced.records.len() as i64, n, "{}", traced.sentence);
                assert_eq!(terms(&traced.sentence).iter().sum::<i64>(), n, "{}", traced.sentence);
                assert!(traced.parts.iter().all(|part| part.kind == TraceKind::Unit));
                let cases: BTreeSet<&str> = traced.records.iter().map(|record| record.id.as_str()).collect();
                assert_eq!(cases.len() as i64, n, "no case twice: {}", traced.sentence);
            }
        }
    }
}
