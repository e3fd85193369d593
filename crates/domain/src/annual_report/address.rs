//! Addresses of cells: `requests.granted.natural`, `proactive.licences`. Public: they stand in JSON and on screen.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The address of one cell of a form: table, row or group, column, joined by dots.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// An address from its text. Whether a form has such a cell is the form's business.
    pub fn new(text: impl Into<String>) -> Self {
        Address(text.into())
    }

    /// `requests.<row>.<column>`.
    pub fn request(row: &str, column: &str) -> Self {
        Address(format!("requests.{row}.{column}"))
    }

    /// `disputes.<group>.<column>`.
    pub fn dispute(group: &str, column: &str) -> Self {
        Address(format!("disputes.{group}.{column}"))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first dot: `proactive`, `requests`, `disputes`.
    pub fn table(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// The second part: a row or group, or the single value's name.
    pub fn row(&self) -> &str {
        self.0.split('.').nth(1).unwrap_or_default()
    }

    /// The third part; empty for a single value.
    pub fn column(&self) -> &str {
        self.0.split('.').nth(2).unwrap_or_default()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Address {
    fn from(text: &str) -> Self {
        Address::new(text)
    }
}
