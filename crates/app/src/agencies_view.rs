//! What the window sees of the agencies of a file, and what it can ask to be done with them.

use serde::{Deserialize, Serialize};

/// The agencies of the open file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AgenciesView {
    /// `agencies/1`.
    pub schema: String,
    /// In the order of the tree.
    pub agencies: Vec<AgencyDetail>,
    /// Superiors' catalogues that were taken in from files.
    pub received: Vec<ReceivedView>,
    /// The kinds there are: key and label.
    pub kinds: Vec<(String, String)>,
    /// The levels there are: key and label.
    pub levels: Vec<(String, String)>,
}

/// One agency with all that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AgencyDetail {
    /// Identity.
    pub id: String,
    /// The latest name.
    pub name: String,
    /// Earlier names, oldest first, each with the last day on which it held.
    pub earlier: Vec<(String, String)>,
    /// The key of its kind.
    pub kind: String,
    /// The key of its level.
    pub level: String,
    /// 统一社会信用代码, or empty.
    pub code: String,
    /// Its latest parent's id, or empty.
    pub parent: String,
    /// Depth in the tree.
    pub depth: u32,
    /// The first day from which its ledger is complete, or empty: its table 三 and 四 are typed.
    pub ledger_since: String,
    /// Its first day, or empty.
    pub since: String,
    /// Its last day, or empty.
    pub ended_on: String,
    /// Who took over, or empty.
    pub successor: String,
    /// Whether it is the file's own agency.
    pub own: bool,
    /// Why it cannot be deleted; empty when it can.
    pub held_by: String,
}

/// A superior's catalogue that was taken in from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReceivedView {
    /// Identity of the superior in this file.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its level in words.
    pub level: String,
    /// How many items it has.
    pub items: u32,
    /// When the superior made the file, or empty when the file does not say so.
    pub made_on: String,
    /// When it was taken in.
    pub taken_on: String,
}

/// A field of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AgencyField {
    /// The latest name, as a correction.
    Name,
    /// The key of its kind.
    Kind,
    /// The key of its level.
    Level,
    /// 统一社会信用代码.
    Code,
    /// The id of its parent.
    Parent,
    /// The first day of its ledger.
    LedgerSince,
    /// Its first day.
    Since,
}

/// What can be done with the agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum AgencyEdit {
    /// A new one.
    Add {
        /// 全称.
        name: String,
        /// The key of its kind.
        kind: String,
        /// 统一社会信用代码, or empty.
        code: String,
        /// The id of its parent, or empty.
        parent: String,
    },
    /// Writes one field; days as the clerk writes them, an empty text takes the value away.
    Set {
        /// Which agency.
        id: String,
        /// Which field.
        field: AgencyField,
        /// The value.
        text: String,
    },
    /// It has another name from a day on: reports of earlier years keep the earlier one.
    Rename {
        /// Which agency.
        id: String,
        /// The new name.
        name: String,
        /// The first day of the new name.
        from: String,
    },
    /// It was dissolved or merged.
    End {
        /// Which agency.
        id: String,
        /// Its last day; empty takes the ending back.
        on: String,
        /// Who took over, or empty.
        successor: String,
    },
    /// One place up or down among its siblings.
    Move {
        /// Which agency.
        id: String,
        /// Up, or down.
        up: bool,
    },
    /// Deletes one of which nothing is recorded.
    Remove {
        /// Which agency.
        id: String,
    },
    /// Deletes a superior's catalogue; what was adopted from it stays.
    Forget {
        /// The superior.
        id: String,
    },
}

/// What was done with the agencies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AgenciesEdited {
    /// The agencies now.
    pub view: AgenciesView,
    /// What was done, for people.
    pub said: String,
    /// The agency it was about, when it is still there.
    pub id: Option<String>,
}

/// What taking in a superior's catalogue does, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReceiveView {
    /// `received/1`.
    pub schema: String,
    /// The superior's name.
    pub name: String,
    /// When the superior made the file, or empty.
    pub made_on: String,
    /// Whether it was here before.
    pub known: bool,
    /// New items.
    pub added: u32,
    /// Items with other words.
    pub changed: u32,
    /// Items that are the same.
    pub unchanged: u32,
    /// Items that the superior no longer has.
    pub removed: u32,
    /// Whether it was done; otherwise nothing was written.
    pub applied: bool,
    /// What was done, or would be, for people.
    pub said: String,
}
