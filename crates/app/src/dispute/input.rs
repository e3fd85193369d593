//! What the clerk writes down of a dispute. Days are texts as people write them.

use serde::{Deserialize, Serialize};

/// A dispute, new or corrected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct DisputeInput {
    /// Key or label of its kind.
    pub kind: String,
    /// Key of the organ's role; empty: its own conduct.
    pub role: String,
    /// The reviewing organ's or court's number; may be empty until it is known.
    pub number: String,
    /// Reviewing organ or court of first instance.
    pub decided_by: String,
    /// When it was filed.
    pub filed_on: String,
    /// 受理号 or identities of the applications it concerns.
    pub applications: Vec<String>,
    /// Remarks; what it is about, where it concerns no application of this ledger.
    pub note: String,
    /// Correction: why.
    pub reason: String,
}

/// What happened to a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct DisputeStep {
    /// `decided`, `in_force`, `second`, `remand`, `retrial`, `taken_back`.
    pub kind: String,
    /// When; empty: today.
    pub on: String,
    /// Key or label of the result.
    pub result: String,
    /// From when a judgment is in force, if that is known.
    pub in_force_on: String,
    /// A further instance's court; empty: the court of first instance.
    pub court: String,
    /// Its number.
    pub number: String,
    /// Why the last step is taken back.
    pub reason: String,
}
