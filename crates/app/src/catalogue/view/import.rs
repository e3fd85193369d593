//! Other offices' tables on their way in.

use mingce_domain::catalogue::foreign::Column;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where an import comes from. A page never names a path: it hands over what the clerk picked or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ImportSource {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its content in Base64.
        content: String,
    },
    /// A pasted block.
    Pasted {
        /// As text.
        text: String,
        /// As HTML, if the clipboard had it.
        html: Option<String>,
    },
}

/// What to import, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRequest {
    /// Where it comes from.
    pub source: ImportSource,
    /// What columns hold, by their heads; what is not named is proposed.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "{ [head: string]: string }"))]
    pub columns: BTreeMap<String, Column>,
    /// Tables that are not read, by their place; none said: the hidden ones.
    #[serde(default)]
    pub without: Option<Vec<u32>>,
    /// Whether it is done, or only shown.
    pub apply: bool,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportView {
    /// What the file turned out to be.
    pub source: String,
    /// What the clerk should know of it.
    pub notes: Vec<String>,
    /// Its tables.
    pub tables: Vec<ImportTable>,
    /// How many items are new.
    pub added: u32,
    /// How many change.
    pub changed: u32,
    /// How many stay as they are.
    pub unchanged: u32,
    /// The rows, each with what would become of it.
    pub rows: Vec<ImportRow>,
    /// Rows that cannot be read.
    pub refused: Vec<ImportRemark>,
    /// Rows that are no items: titles, notes.
    pub skipped: Vec<ImportRemark>,
    /// Whether it was done.
    pub applied: bool,
}

/// A table of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportTable {
    /// Its name.
    pub name: String,
    /// Whether its workbook hides it.
    pub hidden: bool,
    /// Whether it is read.
    pub read: bool,
    /// How many items were found in it.
    pub items: u32,
    /// Its columns; none when no head was found.
    pub columns: Vec<ImportColumn>,
}

/// A column of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportColumn {
    /// Its head.
    pub head: String,
    /// What it holds; `None`: not read.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub column: Option<Column>,
    /// Something that stands in it.
    pub sample: String,
}

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRow {
    /// Where it stands.
    pub at: String,
    /// The item's name.
    pub name: String,
    /// `added`, `changed`, `unchanged` or `repeated`.
    pub outcome: String,
    /// What would change.
    pub changes: Vec<ImportChange>,
    /// What should be looked at.
    pub doubts: Vec<ImportRemark>,
}

/// A field that an import changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportChange {
    /// Its label.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it becomes.
    pub after: String,
}

/// Something to know, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRemark {
    /// Where: sheet and cell.
    pub at: String,
    /// What.
    pub reason: String,
}
