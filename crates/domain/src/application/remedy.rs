//! 救济途径: which way is open against a decision, by its kind and its date. The rows are law data.

use super::Outcome;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// Which way is open.
    Remedy {
        ReviewFirst "review_first" "先申请行政复议",
        Either "either" "可以申请行政复议，也可以提起行政诉讼",
        None "none" "不另列救济途径",
    }
}

/// A row: outcomes of a time, and what the letter says of remedies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemedyRow {
    /// First day on which the row holds.
    pub valid_from: NaiveDate,
    /// Last day, if it no longer holds.
    pub valid_to: Option<NaiveDate>,
    /// For these outcomes.
    pub outcomes: Vec<Outcome>,
    /// Which way.
    pub remedy: Remedy,
    /// The paragraph of the letter, with `{review_organ}` and `{court}`.
    pub text: String,
    /// What it rests on.
    pub article: String,
    /// Whether it was checked against the official text.
    pub checked: bool,
}

/// The row for an outcome on the day of the decision.
pub fn remedy_on(rows: &[RemedyRow], outcome: Outcome, on: NaiveDate) -> Option<&RemedyRow> {
    rows.iter()
        .filter(|row| row.valid_from <= on && row.valid_to.is_none_or(|last| on <= last))
        .find(|row| row.outcomes.contains(&outcome))
}
