//! The versions of a report as the window shows them.

use crate::year_lock::LateView;
use serde::{Deserialize, Serialize};

/// The versions of one agency's report of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VersionsView {
    /// The versions, newest first.
    pub versions: Vec<VersionView>,
    /// Why the report cannot be changed now; `None` when it can.
    pub locked: Option<String>,
    /// Whether the report differs from its newest version.
    pub changed: bool,
    /// What can be done next.
    pub steps: Vec<VersionStep>,
    /// How the ledger has moved since the report became final.
    pub late: LateView,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct VersionView {
    /// Identity.
    pub id: String,
    /// From 1.
    pub number: u32,
    /// 草稿, 送审, 定稿, 发布, 更正.
    pub status: String,
    /// When it was made, in China.
    pub at: String,
    /// The number of the version that it corrects.
    pub corrects: Option<u32>,
}

/// A step from one state of a report to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum VersionStep {
    /// 送审: the report as it is now becomes a version that never changes.
    Submit,
    /// 定稿: the version passes the gate; from here on the report is locked, and nothing before it can be undone.
    Finish,
    /// 发布.
    Publish,
    /// 更正: unlocks a final report for a new version.
    Correct,
}

/// What differs between a version and the report as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ComparisonView {
    /// The version's number.
    pub number: u32,
    /// Figures, in the order of the form.
    pub figures: Vec<Difference>,
    /// Texts, in the order in which they are printed.
    pub texts: Vec<TextDifference>,
}

/// One difference. A blank is an empty text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Difference {
    /// Where: a cell's address, `sections.overview`.
    pub at: String,
    /// Its name.
    pub label: String,
    /// In the version.
    pub before: String,
    /// Now.
    pub after: String,
}

/// A text that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextDifference {
    /// Where: `sections.overview`, `title`.
    pub at: String,
    /// Its name.
    pub label: String,
    /// What is the same, gone and new, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Piece {
    /// How it came about.
    pub kind: PieceKind,
    /// The words.
    pub text: String,
}

/// How a run of a text came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PieceKind {
    /// In both.
    Same,
    /// Only in the version.
    Gone,
    /// Only in the report as it is now.
    New,
}
