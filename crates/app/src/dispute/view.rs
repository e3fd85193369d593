//! Disputes as they are shown.

use mingce_domain::check::Finding;
use serde::{Deserialize, Serialize};

/// A dispute with all that happened to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeView {
    /// Identity.
    pub id: String,
    /// The reviewing organ's or court's number; may be empty.
    pub number: String,
    /// Its kind: key.
    pub kind: String,
    /// The label.
    pub kind_label: String,
    /// The organ's role: key.
    pub role: String,
    /// The label.
    pub role_label: String,
    /// Reviewing organ or court of first instance.
    pub decided_by: String,
    /// When it was filed.
    pub filed_on: String,
    /// From when it counts as decided; empty while 尚未审结.
    pub settled_on: String,
    /// In 表四's words: 结果维持, 结果纠正, 其他结果, 尚未审结.
    pub result_label: String,
    /// The applications it concerns.
    pub applications: Vec<DisputeCase>,
    /// Remarks.
    pub note: String,
    /// Why it is void; empty when it stands.
    pub void_reason: String,
    /// What happened, in the order of its days.
    pub happened: Vec<HappenedView>,
    /// Where it stands in 表四, year by year: `2025年度：行政复议—尚未审结`.
    pub counted: Vec<String>,
    /// What may be entered next: key and label.
    pub next: Vec<(String, String)>,
    /// What the ledger check says of it.
    #[cfg_attr(test, ts(as = "Vec<crate::bindings_test::Finding>"))]
    pub findings: Vec<Finding>,
}

/// An application that a dispute concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeCase {
    /// Identity.
    pub id: String,
    /// 受理号.
    pub number: String,
    /// What was asked for.
    pub subject: String,
}

/// What happened in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HappenedView {
    /// When.
    pub on: String,
    /// What, in a few words.
    pub what: String,
}

/// `disputes/1`: the disputes of an agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputesView {
    /// `disputes/1`.
    pub schema: String,
    /// Today in China.
    pub today: String,
    /// All of them, newest first.
    pub rows: Vec<DisputeView>,
    /// The kinds: key and label.
    pub kinds: Vec<(String, String)>,
    /// The roles: key and label.
    pub roles: Vec<(String, String)>,
    /// The results: key and label.
    pub results: Vec<(String, String)>,
    /// Where reconsideration of this office's answers is applied for; empty when not set.
    pub review_organ: String,
    /// The court; empty when not set.
    pub court: String,
    /// Whether 表四 is counted from this ledger; else it is typed, and what stands here is not in it.
    pub counted: bool,
}

/// A dispute after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DisputeEdited {
    /// The dispute.
    pub dispute: DisputeView,
    /// What can be undone.
    pub history: crate::view::HistoryView,
    /// What was done, in one sentence.
    pub said: String,
}
