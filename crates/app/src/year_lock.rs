//! What the window shows before a change of the ledger moves figures that are public already, and what was so changed.

use serde::{Deserialize, Serialize};

/// A question: why the ledger is changed although figures of a final report move with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LockView {
    /// Of exactly these moves: the answer names it, so that a reason is never given for others than were shown.
    pub token: String,
    /// The reports concerned.
    pub reports: Vec<LockedReport>,
}

/// A report that is final, and what of it would move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LockedReport {
    /// The agency's name in that year.
    pub agency: String,
    /// Report year.
    pub year: i32,
    /// 定稿, 发布 or 更正.
    pub status: String,
    /// The version's number.
    pub number: u32,
    /// In the order of the form.
    pub cells: Vec<MovedCell>,
}

/// A counted cell that moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MovedCell {
    /// Its address.
    pub at: String,
    /// 表三 or 表四.
    pub table: String,
    /// Its name in a sentence.
    pub label: String,
    /// What the final version says.
    pub published: String,
    /// What the ledger gave before the change.
    pub before: String,
    /// What it gives after.
    pub after: String,
}

/// A change that was made all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LateChangeView {
    /// The report that it concerns: 2025年度.
    pub year: i32,
    /// What was done, in words.
    pub what: String,
    /// When, in China.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Which cells moved, in words: 表三“…”12→13.
    pub cells: Vec<String>,
    /// Whether the step was taken back since.
    pub undone: bool,
}

/// How the ledger stands to a report that is final.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LateView {
    /// Cells that the ledger now counts otherwise than the newest final version says.
    pub cells: Vec<MovedCell>,
    /// What was changed since it became final, with the reasons, oldest first.
    pub changes: Vec<LateChangeView>,
}
