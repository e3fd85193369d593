//! Checking one report: every rule of the register, then the written reasons.

use super::register::rules;
use super::rule::Outcome;
use super::{Excuse, Finding, Findings, ReportContext, ReportInput, Severity};
use crate::annual_report::{Form, Reason};

/// All that the rules say about a report, in the order of the report. Never fails, whatever the figures hold.
///
/// What the tolerant reader found comes with it; the same rule at the same place is told once, in the reader's words.
pub fn check_report(input: &ReportInput<'_>) -> Findings {
    let context = ReportContext::new(input);
    let mut outcome = Outcome { findings: input.read_findings.clone(), unchecked: Vec::new() };
    let read = outcome.findings.len();
    // The rules of arithmetic say nothing of a report without tables (before 2019): not even that they could not run.
    let narrative = input.form.tables.is_empty();
    for rule in rules().iter().filter(|rule| !(narrative && rule.id.starts_with('A'))) {
        (rule.run)(rule, &context, &mut outcome);
    }
    let Outcome { findings, unchecked } = outcome;
    let (from_reader, own) = findings.split_at(read.min(findings.len()));
    let told = |finding: &&Finding| !from_reader.iter().any(|f| f.rule == finding.rule && f.at == finding.at);
    let mut findings: Vec<Finding> = from_reader.iter().chain(own.iter().filter(told)).cloned().collect();
    for finding in &mut findings {
        finding.excused = excuse(finding, &input.figures.reasons);
    }
    findings.sort_by_cached_key(|finding| place(input.form, &finding.at));
    Findings { findings, unchecked }
}

/// Whether a written reason may stand in for correcting this finding (common_errors.md, the gate): warnings always;
/// errors only of rules that say so; notes need none.
pub fn is_excusable(finding: &Finding) -> bool {
    match finding.severity {
        Severity::Warning => true,
        Severity::Error => rules().iter().any(|rule| rule.id == finding.rule && rule.errors_excusable),
        Severity::Note => false,
    }
}

/// The reason written for this rule at this place, if it has words and may be given.
fn excuse(finding: &Finding, reasons: &[Reason]) -> Option<Excuse> {
    if !is_excusable(finding) {
        return None;
    }
    let written = reasons
        .iter()
        .rev()
        .find(|reason| reason.rule == finding.rule && reason.at == finding.at && !reason.reason.trim().is_empty())?;
    Some(Excuse { reason: written.reason.clone(), by: written.by.clone(), on: written.on })
}

/// Where a place stands in the printed report: the title, then heading by heading, then the rest.
fn place(form: &Form, at: &str) -> (usize, usize) {
    if matches!(at, "title" | "format" | "agency" | "scope") || at.starts_with("headings") {
        return (0, 0);
    }
    if at == "preamble" {
        return (0, 1);
    }
    for (i, heading) in form.headings.iter().enumerate() {
        if heading.section.as_deref().is_some_and(|section| at.strip_prefix("sections.") == Some(section)) {
            return (i + 1, 0);
        }
        let Some(table) = heading.table.as_deref().and_then(|id| form.table(id)) else { continue };
        if at.strip_prefix("tables.") == Some(table.id.as_str()) {
            return (i + 1, 0);
        }
        if at.split('.').next() == Some(table.id.as_str()) {
            let cell = table.cells.iter().position(|cell| cell.at.as_str() == at);
            return (i + 1, cell.map_or(usize::MAX, |cell| cell + 1));
        }
    }
    (usize::MAX, 0)
}
