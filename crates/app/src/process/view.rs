//! Processes for the command line and the window.

use mingce_domain::process::{Process, lint};
use serde::Serialize;

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
