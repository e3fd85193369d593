//! Findings as text for the terminal and as `findings/1`.

use mingce_domain::annual_report::{Address, Form};
use mingce_domain::check::{Blocker, Finding, Findings, Gate, Severity};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// `findings/1`.
pub fn json(findings: &Findings) -> String {
    let answer = json!({ "schema": "findings/1", "findings": findings.findings, "unchecked": findings.unchecked });
    serde_json::to_string_pretty(&answer).unwrap_or_default()
}

/// How many blank cells of one table are still named one by one.
const FEW: usize = 3;

/// Findings, one paragraph each, and what could not be checked. A table that is hardly filled in is said once, not in
/// a paragraph for each of its cells; [`json`] has them all.
pub fn text(findings: &Findings, form: &Form) -> String {
    let crowds = Crowds::of(findings.findings.iter(), form);
    let mut said = BTreeSet::new();
    said_by(findings, |finding| match crowds.table_of(finding) {
        Some(table) if !said.insert(table) => None,
        Some(table) => Some(crowds.message(table, form)),
        None => Some(finding.message.clone()),
    })
}

/// The same where there is no form: every finding by itself.
pub fn plain(findings: &Findings) -> String {
    said_by(findings, |finding| Some(finding.message.clone()))
}

fn said_by(findings: &Findings, mut message: impl FnMut(&Finding) -> Option<String>) -> String {
    let mut lines = Vec::new();
    for finding in &findings.findings {
        let Some(message) = message(finding) else { continue };
        let excused = finding.excused.as_ref().map_or(String::new(), |e| format!("（已说明理由：{}）", e.reason));
        lines.push(format!("{} {} {message}{excused}", finding.severity.label(), finding.rule));
        if !finding.at.starts_with("item.") {
            lines.push(format!("    位置：{}", finding.at));
        }
        if let Some(expected) = finding.expected.as_ref().filter(|_| finding.at.starts_with("item.")) {
            lines.push(format!("    应为：{expected}"));
        }
        if !finding.basis.is_empty() {
            lines.push(format!("    依据：{}", finding.basis));
        }
        lines.push(format!("    怎么改：{}", finding.remedy));
    }
    if !findings.unchecked.is_empty() {
        lines.push("未检查：".to_string());
        for unchecked in &findings.unchecked {
            lines.push(format!("    {}：{}", unchecked.rule, unchecked.reason));
        }
    }
    let count = |severity| findings.findings.iter().filter(|f| f.severity == severity && f.excused.is_none()).count();
    let excused = findings.findings.iter().filter(|f| f.excused.is_some()).count();
    lines.push(format!(
        "共 {} 个错误、{} 个警告、{} 个提示，{} 项已说明理由，{} 条规则未检查",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Note),
        excused,
        findings.unchecked.len()
    ));
    lines.join("\n")
}

/// What keeps the gate shut, a line each; blank cells of a table together.
pub fn gate(gate: &Gate, form: &Form) -> Vec<String> {
    let finding = |blocker: &'_ Blocker| match blocker {
        Blocker::Finding { finding, .. } => Some(finding.clone()),
        Blocker::Sample | Blocker::UnverifiedBasis { .. } => None,
    };
    let findings: Vec<_> = gate.blocking.iter().filter_map(finding).collect();
    let crowds = Crowds::of(findings.iter().map(|finding| &**finding), form);
    let mut said = BTreeSet::new();
    let mut lines = Vec::new();
    for blocker in &gate.blocking {
        let table = finding(blocker).and_then(|finding| crowds.table_of(&finding));
        match table {
            Some(table) if !said.insert(table) => {}
            Some(table) => lines.push(format!("{}确实没有的填 0。", crowds.message(table, form))),
            None => lines.push(blocker.message()),
        }
    }
    lines
}

/// Tables of which many cells are blank (A09).
struct Crowds<'a>(BTreeMap<&'a str, usize>);

impl<'a> Crowds<'a> {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>, form: &'a Form) -> Crowds<'a> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in findings.filter(|finding| finding.rule == "A09") {
            if let Some(table) = form.table(Address::new(finding.at.clone()).table()) {
                *counts.entry(&table.id).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count > FEW);
        Crowds(counts)
    }

    fn table_of(&self, finding: &Finding) -> Option<&'a str> {
        let at = Address::new(finding.at.clone());
        let named = self.0.keys().find(|table| **table == at.table()).copied();
        named.filter(|_| finding.rule == "A09" && finding.excused.is_none())
    }

    fn message(&self, table: &str, form: &Form) -> String {
        let heading = form.headings.iter().find(|heading| heading.table.as_deref() == Some(table));
        let count = self.0.get(table).copied().unwrap_or_default();
        format!("“{}”有{count}格没有填写或填的不是数。", heading.map_or(table, |heading| heading.text.as_str()))
    }
}
