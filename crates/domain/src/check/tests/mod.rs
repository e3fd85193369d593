//! Rules as tables of cases.

mod across;
mod gate;
mod ledger;
mod prose;
mod structure;

use super::fixture;
use super::{Findings, ReportInput, check_report, rules};
use crate::annual_report::Figures;
use chrono::NaiveDate;

/// The day of every check in tests.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date")
}

/// Checks a report by itself.
pub(crate) fn check(figures: &Figures) -> Findings {
    check_with(figures, |_| {})
}

/// Checks a report with more input.
pub(crate) fn check_with<'a>(figures: &'a Figures, more: impl FnOnce(&mut ReportInput<'a>)) -> Findings {
    let forms = fixture::forms();
    let form = forms.for_year(figures.year).expect("a form");
    let mut input = ReportInput::new(form, forms, figures, today());
    more(&mut input);
    check_report(&input)
}

/// The rules that found something at a place, in order.
pub(crate) fn rules_at<'a>(findings: &'a Findings, at: &str) -> Vec<&'a str> {
    findings.findings.iter().filter(|f| f.at == at).map(|f| f.rule.as_str()).collect()
}

/// Whether a rule found something.
pub(crate) fn found(findings: &Findings, rule: &str) -> bool {
    findings.findings.iter().any(|f| f.rule == rule)
}

/// The reason for which a rule is unchecked.
pub(crate) fn unchecked<'a>(findings: &'a Findings, rule: &str) -> Option<&'a str> {
    findings.unchecked.iter().find(|u| u.rule == rule).map(|u| u.reason.as_str())
}

#[test]
fn the_register_holds_every_id_once_and_with_words() {
    let mut ids: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    let owned = [
        "A01", "A02", "A03", "A04", "A05", "A06", "A07", "A08", "A09", "A10", "A11", "A12", "A13", "A14", "A15", "A16",
        "N01", "N02", "N03", "N07", "N11", "N14", "N16", "S01", "S02", "S03", "S04", "S07", "S13",
    ];
    assert_eq!(ids, owned);
    assert!(rules().iter().all(|rule| rule.title.chars().count() > 4));
}

#[test]
fn what_the_reader_found_is_told_once_and_in_the_order_of_the_report() {
    use super::{Finding, Severity};
    use crate::annual_report::Address;
    let forms = fixture::forms();
    let mut figures = fixture::consistent_report(forms.by_id("2021").expect("2021"), 2025);
    figures.cells.remove(&Address::from("requests.granted.natural"));
    let read = Finding::new("A09", Severity::Error, "requests.granted.natural", "该行缺少一格。");
    let unknown = Finding::new("S04", Severity::Error, "proactive.procurement", "不认识的项目。");
    let found = check_with(&figures, |input| input.read_findings = vec![read, unknown]);
    let told: Vec<&str> = found
        .findings
        .iter()
        .filter(|f| f.at == "requests.granted.natural" && f.rule == "A09")
        .map(|f| f.message.as_str())
        .collect();
    assert_eq!(told, ["该行缺少一格。"]);
    let places: Vec<&str> = found.findings.iter().map(|f| f.at.as_str()).collect();
    assert!(
        places.iter().position(|at| *at == "proactive.procurement")
            < places.iter().position(|at| at.starts_with("requests"))
    );
}

#[test]
fn a_report_without_tables_is_checked_for_what_it_has() {
    let forms = fixture::forms();
    let mut figures = fixture::zero_report(forms.by_id("narrative").expect("narrative"), 2015);
    figures.sections.insert("problems".into(), String::new());
    figures.sections.insert("requests_text".into(), "全年收到申请XX件。".into());
    let found = check(&figures);
    let told: Vec<(&str, &str)> = found.findings.iter().map(|f| (f.rule.as_str(), f.at.as_str())).collect();
    assert_eq!(told, [("N11", "sections.requests_text"), ("S02", "sections.problems")]);
    assert!(found.unchecked.iter().all(|u| !u.rule.starts_with('A')), "{:#?}", found.unchecked);
    assert!(found.findings.iter().all(|f| !f.basis.contains("711")), "the regulation of 2019 is no basis for 2015");
}
