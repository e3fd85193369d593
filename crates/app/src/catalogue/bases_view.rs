//! What the window sees of the basis library (依据库).

use serde::{Deserialize, Serialize};

/// The library, with what an agency's catalogue cites of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BasesView {
    /// `bases/1`.
    pub schema: String,
    /// The acts: the program's, then the office's own.
    pub bases: Vec<BasisRow>,
    /// What is cited and is not in the library.
    pub unknown: Vec<UnknownBasis>,
    /// How many items cite something that no longer holds.
    pub stale_items: u32,
    /// How many of them can be given what took its place.
    pub replaceable: u32,
}

/// An act of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BasisRow {
    /// Its identity.
    pub id: String,
    /// Its name, without brackets.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When it was issued and revised, in words.
    pub issued: String,
    /// From when it holds, in words.
    pub effective: String,
    /// Whether it holds: a key.
    pub state: String,
    /// The same in words.
    pub state_label: String,
    /// Whether it may no longer stand as a basis.
    pub stale: bool,
    /// What took its place, in words.
    pub replaced_by: String,
    /// What took its place, and of that, and so on.
    pub successors: Vec<BasisStep>,
    /// Whether one of them holds, so that citations can be replaced.
    pub replaceable: bool,
    /// Whether name and number were checked; otherwise 依据待核.
    pub checked: bool,
    /// What else is to know.
    pub note: String,
    /// Whether it is the office's own.
    pub own: bool,
    /// The items that cite it.
    pub cited: Vec<CitingItem>,
}

/// A successor of an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BasisStep {
    /// Its identity.
    pub id: String,
    /// As it is printed.
    pub text: String,
    /// Whether it holds, in words.
    pub state_label: String,
}

/// An item that cites an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CitingItem {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A citation that the library does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnknownBasis {
    /// As it is printed, without its article.
    pub text: String,
    /// The name without brackets.
    pub name: String,
    /// The number.
    pub number: String,
    /// The items that cite it.
    pub cited: Vec<CitingItem>,
}

/// An act of the office's own (县政府文件), as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OwnBasis {
    /// Its identity; `None`: a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// The day on which it was issued, as people write it; may be empty.
    pub issued: String,
    /// Whether it holds: a key.
    pub state: String,
    /// The act of the library that took its place; empty: none.
    pub successor: String,
    /// Whether name and number were checked.
    pub checked: bool,
    /// What else is to know.
    pub note: String,
}
