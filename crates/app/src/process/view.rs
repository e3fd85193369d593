//! Processes for the command line and the window.

use mingce_domain::process::lint::{self, check_limits};
use mingce_domain::process::renew::PartThreeWay;
use mingce_domain::process::{Process, ProcessNode};
use serde::Serialize;
use serde_json::{Value as Json, json};

/// A process in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcessRow {
    /// How commands name it: a shipped id, or the identity in the data file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For whom it is.
    pub level: String,
    /// How many nodes it has.
    pub nodes: usize,
    /// Errors of its lint.
    pub errors: usize,
    /// Warnings of its lint.
    pub warnings: usize,
    /// Whose it is; empty for shipped and shared ones.
    pub agency: String,
    /// The shipped process that it was copied from; empty when it is its own.
    pub base: String,
}

impl ProcessRow {
    /// A row of a process that stands under `id`.
    pub fn of(id: &str, process: &Process, agency: &str, base: &str) -> ProcessRow {
        let findings = lint::lint(process);
        ProcessRow {
            id: id.to_string(),
            title: process.title.clone(),
            level: process.level.label().to_string(),
            nodes: process.nodes.len(),
            errors: findings.errors().count(),
            warnings: findings.warnings().count(),
            agency: agency.to_string(),
            base: base.to_string(),
        }
    }
}

/// A statutory limit with the longest way between its marks, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitSaid {
    /// What the law allows, and its article.
    pub allowed: String,
    /// What the longest way takes, and which it is.
    pub longest: String,
    /// The loops between the marks, with what one more round adds.
    pub loops: Vec<String>,
}

/// The statutory limits in their order; of more than twenty the first twenty.
pub fn limits(process: &Process) -> Vec<LimitSaid> {
    let name = |at: &usize| process.nodes.get(*at).map_or("", |node: &ProcessNode| node.text.as_str());
    let way = |path: &[usize]| path.iter().map(name).collect::<Vec<_>>().join(" → ");
    let said = check_limits(process).into_iter().map(|found| {
        let basis = process.statutory_limits.get(found.limit).map_or("", |limit| limit.basis.as_str());
        LimitSaid {
            allowed: format!("法定时限{}个工作日（{basis}）", found.allowed),
            longest: match found.longest {
                None => "起止环节之间没有路径".into(),
                Some(days) => format!("最长{days}个工作日，{}", way(&found.path)),
            },
            loops: found.loops.iter().map(|it| format!("回路，每循环一次 +{}：{}", it.days, way(&it.path))).collect(),
        }
    });
    said.collect()
}

/// `process-diff/1`.
pub fn diff_json(own: &Process, other: &Process, parts: &[PartThreeWay]) -> Json {
    let parts: Vec<Json> = parts
        .iter()
        .map(|it| {
            json!({
                "part": it.part.key(), "label": it.part.label(&[own, other]), "group": it.group, "base": it.base,
                "own": it.own, "standard": it.standard, "changed_here": it.changed_here(),
                "changed_there": it.changed_there(),
            })
        })
        .collect();
    json!({ "schema": "process-diff/1", "title": own.title, "parts": parts })
}
