//! The ledger, checked.

use super::{Case, Session};
use crate::prepare::Now;
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::Event;
use mingce_domain::application::letter::Letter;
use mingce_domain::check::{Finding, Findings, LedgerCase, check_case, check_ledger, check_report_fees, fees_of_year};
use mingce_domain::personal::Purpose;
use mingce_store::Applicant;
use std::collections::BTreeMap;

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

    /// Checks the ledger of an agency: L01–L15, F01–F06.
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
        Ok(Findings { findings: found, unchecked: Vec::new() })
    }
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
