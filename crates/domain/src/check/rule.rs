//! A rule as a record: what it is called, how grave it is, what it rests on, what it needs, and the function that runs
//! it. The register of all rules is what 未检查 and the list of unowned ids are made from.

use super::{Finding, ReportContext, Severity, Unchecked};

/// A rule of the register.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its public id: `A01`. Ids are never given again.
    pub id: &'static str,
    /// The gravest severity it can give.
    pub severity: Severity,
    /// What it looks for, in Chinese.
    pub title: &'static str,
    /// What it rests on.
    pub basis: Basis,
    /// What it cannot run without, beside the report itself.
    pub needs: &'static [Need],
    /// Whether a written reason may excuse its errors (its warnings always can be). See [`crate::check::gate`].
    pub errors_excusable: bool,
    /// Runs it.
    pub(super) run: fn(&Rule, &ReportContext<'_>, &mut Outcome),
}

/// What a rule rests on. Nothing here is quoted from memory: numbers of documents come from the form's citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The form of the year, with words that say where in it.
    Form(&'static str),
    /// An article of the regulation, which is printed with its number.
    Regulation(&'static str),
    /// What was not checked against a published text; prints with 【依据待核】.
    Unverified(&'static str),
    /// The arithmetic or plain usage of reports: there is nothing to cite.
    Practice,
}

/// An input that a report may come without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Last year's report.
    Previous,
    /// The reports of the units below.
    Children,
    /// A composed document, or figures that carry their title and headings.
    Head,
    /// Sections with text.
    Text,
}

/// What one rule gives.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) unchecked: Vec<Unchecked>,
}

impl Outcome {
    /// Adds a finding.
    pub(super) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Says that the rule, or a part of it, could not run.
    pub(super) fn unchecked(&mut self, rule: &Rule, reason: impl Into<String>) {
        self.unchecked.push(Unchecked { rule: rule.id.to_string(), reason: reason.into() });
    }
}

impl Rule {
    /// A finding of this rule at its own severity, with its basis.
    pub(super) fn finding(
        &self,
        context: &ReportContext<'_>,
        at: impl Into<String>,
        message: impl Into<String>,
    ) -> Finding {
        self.finding_as(self.severity, context, at, message)
    }

    /// A finding of this rule at a milder severity.
    pub(super) fn finding_as(
        &self,
        severity: Severity,
        context: &ReportContext<'_>,
        at: impl Into<String>,
        message: impl Into<String>,
    ) -> Finding {
        Finding::new(self.id, severity, at, message).basis(context.basis(self.basis))
    }
}
