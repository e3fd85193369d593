//! What leaves the catalogue, and one edition against another.

use super::ImportSource;
use serde::{Deserialize, Serialize};

/// What is exported, and in which formats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CatalogueExportRequest {
    /// The agency.
    pub agency: String,
    /// `standard` (基层政务公开标准目录), `information` (信息公开目录) or `notice` (公开栏).
    pub sheet: String,
    /// Formats by key.
    pub formats: Vec<String>,
    /// Only these items; empty: all.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Whether carriers that are not chosen are printed, with □.
    pub all_carriers: bool,
    /// Whether it is the final version: refused while an error stands.
    pub is_final: bool,
    /// The paper and the days of a notice.
    #[serde(default)]
    pub notice: Option<NoticeRequest>,
}

/// How a notice hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NoticeRequest {
    /// `a4` or `a3`.
    pub paper: String,
    /// Whether the paper lies across.
    pub landscape: bool,
    /// 公示期: its first day, as people write it.
    pub from: String,
    /// Its last day.
    pub to: String,
}

/// Two editions to compare: a file against the list as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionRequest {
    /// The agency.
    pub agency: String,
    /// The earlier edition.
    pub earlier: ImportSource,
}

/// What changed from an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionView {
    /// The earlier edition's name.
    pub earlier: String,
    /// What the clerk should know of it.
    pub notes: Vec<String>,
    /// How many are new, changed and gone, in one sentence.
    pub summary: String,
    /// The items that changed.
    pub items: Vec<EditionItem>,
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionItem {
    /// `added`, `removed` or `changed`.
    pub became: String,
    /// The same in Chinese.
    pub label: String,
    /// 领域; empty for none.
    pub sector: String,
    /// Its name, after the group it stands in.
    pub name: String,
    /// The fields that differ.
    pub fields: Vec<EditionField>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionField {
    /// Its label.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Clause by clause.
    pub pieces: Vec<crate::version_view::Piece>,
}
