//! Findings as text for the terminal and as `findings/1`.

use mingce_domain::check::{Findings, Gate, Severity};
use serde_json::json;

/// `findings/1`.
pub fn json(findings: &Findings) -> String {
    let answer = json!({ "schema": "findings/1", "findings": findings.findings, "unchecked": findings.unchecked });
    serde_json::to_string_pretty(&answer).unwrap_or_default()
}

/// Findings, one paragraph each, and what could not be checked.
pub fn text(findings: &Findings) -> String {
    let mut lines = Vec::new();
    for finding in &findings.findings {
        let excused = finding.excused.as_ref().map_or(String::new(), |e| format!("（已说明理由：{}）", e.reason));
        lines.push(format!("{} {} {}{excused}", finding.severity.label(), finding.rule, finding.message));
        lines.push(format!("    位置：{}", finding.at));
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

/// What keeps the gate shut.
pub fn gate(gate: &Gate) -> String {
    gate.blocking.iter().map(|reason| format!("  {}", reason.message())).collect::<Vec<_>>().join("\n")
}
