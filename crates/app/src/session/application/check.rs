//! The ledger, checked.

use super::{Case, Session};
use crate::prepare::Now;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::Event;
use mingce_domain::application::letter::Letter;
use mingce_domain::check::{
    Finding, Findings, LedgerCase, Severity, check_case, check_ledger, check_report_fees, fees_of_year,
};
use mingce_domain::personal::Purpose;
use mingce_store::Applicant;
use std::collections::{BTreeMap, BTreeSet};

impl Session {
    /// What the checks say of one case alone.
    pub(super) fn findings_of(&self, case: &Case, now: &Now) -> Result<Vec<Finding>, AppError> {
        let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
        let ledger = LedgerCase {
            application: &case.fact.application,
            projection: &case.fact.projection,
            events: &case.events,
            applicant: who(&case.applicants),
            letters: &letters,
            rules: self.rules(&case.events, now.today)?,
        };
        Ok(check_case(&ledger, &self.assets.remedies))
    }

    /// Checks the ledger of an agency: L01–L15, F01–F06; its disputes: D01–D06.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn check_applications(&self, agency: &str, now: &Now) -> Result<Findings, AppError> {
        let store = &self.opened()?.store;
        let agency = AgencyId(agency.to_string());
        let facts = store.applications_of(std::slice::from_ref(&agency))?;
        let mut all_events = store.events_of_agency(&agency)?;
        let mut letters: BTreeMap<String, Vec<Letter>> = BTreeMap::new();
        for letter in store.letters(&agency)? {
            letters.entry(letter.application.0.clone()).or_default().push(letter);
        }
        let events: Vec<Vec<Event>> =
            facts.iter().map(|fact| all_events.remove(&fact.application.id).unwrap_or_default()).collect();
        let none = Vec::new();
        let mut cases = Vec::with_capacity(facts.len());
        for (fact, events) in facts.iter().zip(&events) {
            cases.push(LedgerCase {
                application: &fact.application,
                projection: &fact.projection,
                events,
                applicant: who(&store.applicants_of(&fact.application.id)?),
                letters: letters.get(&fact.application.id.0).unwrap_or(&none),
                rules: self.rules(events, now.today)?,
            });
        }
        let register = self.letter_register(&agency.0)?;
        let gaps: Vec<String> = register
            .iter()
            .filter(|line| line.number.is_empty())
            .map(|line| format!("“{}”〔{}〕{}号", line.series, line.year, line.place))
            .collect();
        let mut found = check_ledger(&cases, &self.assets.remedies, &gaps);
        for year in store.years_of(std::slice::from_ref(&agency))? {
            if let Some(said) = store.information_fee(&agency, year)? {
                let counted = cases.iter().filter(|case| !case.application.void).map(|case| case.events);
                found.extend(check_report_fees(&said, fees_of_year(counted, year), year));
            }
        }
        found.extend(self.dispute_findings(&agency)?);
        Ok(Findings { findings: found, unchecked: Vec::new() })
    }
}

/// Fee notices, what they ask for and what was paid, in 分.
type Fees = (i64, i64, i64);

/// What the ledger's checks say to the report of a year; kept until the ledger changes.
pub(in crate::session) struct LedgerTold {
    agency: AgencyId,
    year: i32,
    today: NaiveDate,
    changes: u64,
    findings: Vec<Finding>,
    fees: Fees,
}

impl Session {
    /// What the ledger's checks say to a report whose 表三 is counted from it: one finding for each rule, with how many
    /// cases it is about. A late answer cannot be undone and changes no figure, so most are notes; what leaves a case out
    /// of the figures asks for a reason; a fee that is not the ledger's (F06) is an error.
    pub(in crate::session) fn ledger_in_report(
        &self,
        agency: &AgencyId,
        year: i32,
        now: &Now,
    ) -> Result<Vec<Finding>, AppError> {
        let open = self.opened()?;
        let counted = open.store.agency(agency)?.and_then(|it| it.ledger_since).is_some_and(|on| on.year() <= year);
        if !counted {
            return Ok(Vec::new());
        }
        let changes = open.store.ledger_changes()?;
        let same = |told: &LedgerTold| {
            (&told.agency, told.year, told.today, told.changes) == (agency, year, now.today, changes)
        };
        if !open.ledger_told.borrow().as_ref().is_some_and(same) {
            let told = self.ledger_told(agency, year, now)?;
            *open.ledger_told.borrow_mut() = Some(told);
        }
        let told = open.ledger_told.borrow();
        let Some(told) = told.as_ref() else { return Ok(Vec::new()) };
        let mut findings = told.findings.clone();
        if let Some(said) = open.store.information_fee(agency, year)? {
            findings.extend(check_report_fees(&said, told.fees, year));
        }
        Ok(findings)
    }

    fn ledger_told(&self, agency: &AgencyId, year: i32, now: &Now) -> Result<LedgerTold, AppError> {
        let store = &self.opened()?.store;
        let facts = store.applications_of(std::slice::from_ref(agency))?;
        let of_year: BTreeMap<String, String> = facts
            .iter()
            .filter(|fact| {
                let dates = &fact.projection;
                dates.received_on.is_none_or(|on| on.year() <= year)
                    && dates.closed_on.is_none_or(|on| on.year() >= year)
            })
            .map(|fact| (format!("application.{}", fact.application.id.0), fact.application.number.clone()))
            .collect();
        // Without a day of receipt or a kind of applicant a case is in no column of 表三.
        let left_out: BTreeSet<&str> = facts
            .iter()
            .filter(|fact| fact.projection.received_on.is_none() || fact.projection.applicant_kind.is_none())
            .map(|fact| fact.application.id.0.as_str())
            .collect();
        let mut by_rule: BTreeMap<(String, bool), (Finding, Vec<String>)> = BTreeMap::new();
        for finding in self.check_applications(&agency.0, now)?.findings {
            let Some(number) = of_year.get(&finding.at) else { continue };
            // That a case is counted in two years is how the figures are made, and no fault.
            if finding.rule == "L11" {
                continue;
            }
            let id = finding.at.trim_start_matches("application.");
            let key = (finding.rule.clone(), matches!(finding.rule.as_str(), "L01" | "L10") && left_out.contains(id));
            let (_, numbers) = by_rule.entry(key).or_insert_with(|| (finding, Vec::new()));
            if !numbers.contains(number) {
                numbers.push(number.clone());
            }
        }
        let findings = by_rule.into_iter().map(|((_, out), (first, numbers))| summary(&first, &numbers, out)).collect();
        let events = store.events_of_agency(agency)?;
        let counted = facts.iter().filter(|fact| !fact.application.void);
        let counted = counted.filter_map(|fact| events.get(&fact.application.id).map(Vec::as_slice));
        let fees = fees_of_year(counted, year);
        let changes = store.ledger_changes()?;
        Ok(LedgerTold { agency: agency.clone(), year, today: now.today, changes, findings, fees })
    }
}

/// How many cases are named in a finding about several.
const NAMED: usize = 3;

/// One finding of the report for all of a rule in its ledger.
fn summary(first: &Finding, numbers: &[String], left_out: bool) -> Finding {
    let severity = if left_out { Severity::Warning } else { Severity::Note };
    let message = match numbers {
        [_] => format!("台账：{}", first.message),
        _ => {
            let some: Vec<&str> = numbers.iter().take(NAMED).map(String::as_str).collect();
            let more = if numbers.len() > NAMED { "等" } else { "" };
            format!("台账中有{}件（{}{more}）：如{}", numbers.len(), some.join("、"), first.message)
        }
    };
    let remedy = format!("{}。各件见“依申请公开”页的检查，或者 mingce application check", first.remedy);
    Finding::new(&first.rule, severity, "requests", message).basis(&first.basis).remedy(&remedy)
}

/// The first-named applicant as a word that is compared and never shown.
fn who(applicants: &[Applicant]) -> String {
    let Some(first) = applicants.first() else { return String::new() };
    let name = first.name.reveal(Purpose::FindCase).trim();
    if name.is_empty() {
        String::new()
    } else {
        format!("{}\u{0}{}", name, first.document.reveal(Purpose::FindCase).trim())
    }
}
