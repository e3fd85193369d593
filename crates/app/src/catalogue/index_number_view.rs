//! What the window sees of the pattern of 索引号.

use serde::{Deserialize, Serialize};

/// The pattern of an agency's index numbers, and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct IndexNumberView {
    /// The pattern.
    pub template: String,
    /// Whether it is the usual one, because none was set.
    pub usual: bool,
    /// The next number of this year; empty when none can be given.
    pub next: String,
    /// Why none can be given; empty when one can.
    pub problem: String,
}
