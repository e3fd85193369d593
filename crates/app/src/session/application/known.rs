//! Whether a row of another ledger is a case that is there already: two clerks' copies of one ledger lose nothing, and
//! neither overwrites the other.

use chrono::NaiveDate;
use mingce_domain::application::old::OldCase;
use mingce_domain::application::{ApplicantKind, ApplicationFact, ApplicationId, Outcome};
use mingce_domain::personal::{Personal, Purpose};
use std::collections::HashMap;

/// What stands in the column of numbers and is none: 序号, which begins anew on every sheet.
pub(super) fn no_number(text: &str) -> bool {
    text.chars().count() <= 4 && text.chars().all(|c| c.is_ascii_digit())
}

/// A case that is there, as far as another ledger can tell of it.
struct There {
    received_on: Option<NaiveDate>,
    subject: String,
    /// Empty when they were erased.
    names: Vec<String>,
    closed: Option<(NaiveDate, Outcome)>,
}

/// What a row of another ledger is.
pub(super) enum Found {
    /// None that is there.
    New,
    /// The same case; and how far its handling differs.
    There(Option<String>),
    /// Another case of the same number: nothing is taken for what it is not.
    OtherCase(String),
}

/// The cases that are there, in the file or in rows before, by their numbers and by day and subject.
#[derive(Default)]
pub(super) struct Known {
    all: Vec<There>,
    by_number: HashMap<String, Vec<usize>>,
    by_content: HashMap<(Option<NaiveDate>, String), Vec<usize>>,
}

impl Known {
    pub(super) fn of(
        facts: &[ApplicationFact],
        names: &HashMap<ApplicationId, Vec<(ApplicantKind, Personal)>>,
    ) -> Known {
        let mut known = Known::default();
        for fact in facts.iter().filter(|fact| !fact.application.void) {
            let all = names.get(&fact.application.id).map(Vec::as_slice).unwrap_or_default();
            let all = all.iter().map(|(_, name)| name.reveal(Purpose::FindCase).trim().to_string());
            let there = There {
                received_on: fact.projection.received_on,
                subject: fact.application.subject.clone(),
                names: all.filter(|name| !name.is_empty()).collect(),
                closed: fact.projection.closed_on.zip(fact.projection.outcome),
            };
            known.push(&fact.application.number, there);
        }
        known
    }

    fn push(&mut self, number: &str, there: There) {
        let at = self.all.len();
        self.by_number.entry(number.to_string()).or_default().push(at);
        self.by_content.entry((there.received_on, there.subject.clone())).or_default().push(at);
        self.all.push(there);
    }

    pub(super) fn add(&mut self, case: &OldCase) {
        let there = There {
            received_on: Some(case.received_on),
            subject: case.subject.clone(),
            names: vec![case.applicant.clone()],
            closed: case.closed,
        };
        self.push(&case.number, there);
    }

    pub(super) fn find(&self, case: &OldCase) -> Found {
        let alike = |it: &&There| {
            let asked = it.names.is_empty() || case.applicant.is_empty() || it.names.contains(&case.applicant);
            asked && it.received_on == Some(case.received_on) && it.subject == case.subject
        };
        let at = |places: Option<&Vec<usize>>| -> Vec<&There> {
            places.into_iter().flatten().filter_map(|at| self.all.get(*at)).collect()
        };
        if no_number(&case.number) {
            let there = at(self.by_content.get(&(Some(case.received_on), case.subject.clone())));
            let there = there.into_iter().find(alike);
            return there.map_or(Found::New, |it| Found::There(difference(it, case)));
        }
        let there = at(self.by_number.get(&case.number));
        let Some(first) = there.first() else { return Found::New };
        let other = format!(
            "受理号“{}”已用于另一件（{}收到，{}），没有读入；编号写错的，改正后再导入",
            case.number,
            first.received_on.map(|on| on.to_string()).unwrap_or_default(),
            first.subject
        );
        let same = there.iter().copied().find(alike);
        same.map_or(Found::OtherCase(other), |it| Found::There(difference(it, case)))
    }
}

/// How the handling of a case differs from what is there; nothing is overwritten.
fn difference(there: &There, case: &OldCase) -> Option<String> {
    let (on, outcome) = case.closed.filter(|closed| there.closed.as_ref() != Some(closed))?;
    let stands = match there.closed {
        Some((on, outcome)) => format!("{on}以“{}”办结", outcome.label()),
        None => "还没有办结".into(),
    };
    let label = outcome.label();
    Some(format!("已有这一件，办理情况不同：文件中{on}以“{label}”办结，本台账{stands}。没有改动，请核对"))
}
