//! What the window asks for when many cases are printed at once, and the views of the ledger that are kept under a name.

use serde::{Deserialize, Serialize};

/// 时限表 as files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DueSheetRequest {
    /// Whose.
    pub agency: String,
    /// Whether applicants are named in full.
    pub full: bool,
    /// Formats by key: pdf, docx, xlsx.
    pub formats: Vec<String>,
}

/// Chosen cases as one PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PrintRequest {
    /// Whose.
    pub agency: String,
    /// Which, in the order of the print.
    pub ids: Vec<String>,
    /// What of them.
    pub what: PrintWhat,
    /// Whether personal data is printed in full.
    pub full: bool,
}

/// What is printed of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PrintWhat {
    /// Its letters that stand.
    Letters,
    /// Its facts, what happened, how its term was reckoned.
    Sheets,
}

impl PrintWhat {
    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            PrintWhat::Letters => "文书",
            PrintWhat::Sheets => "办理单",
        }
    }
}

/// A view of the ledger: what it lets through and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerView {
    /// Its name.
    pub name: String,
    /// Key of the filter.
    pub filter: String,
    /// What is searched for.
    pub question: String,
    /// Key of the order.
    pub sort: String,
}

/// A change of the kept views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LedgerViewEdit {
    /// Keeps a view; one of the same name is replaced.
    Keep {
        /// The view.
        view: LedgerView,
    },
    /// Gives a view another name.
    Rename {
        /// Its name.
        name: String,
        /// The new one.
        to: String,
    },
    /// Forgets a view.
    Remove {
        /// Its name.
        name: String,
    },
}

/// The kept views after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerViewsEdited {
    /// The views, in the order in which they were made.
    pub views: Vec<LedgerView>,
    /// What can be undone now.
    pub history: crate::view::HistoryView,
}
