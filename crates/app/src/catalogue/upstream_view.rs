//! What the window sees of what an office follows: the standard and its superiors.

use super::view::CompareView;
use serde::{Deserialize, Serialize};

/// What is different upstream, for the office to decide on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UpstreamView {
    /// `upstream/1`.
    pub schema: String,
    /// Items whose original was changed since.
    pub changed: Vec<UpstreamChange>,
    /// Items whose original was deleted.
    pub withdrawn: Vec<UpstreamItem>,
    /// What superiors have that the office neither has nor was shown.
    pub added: Vec<UpstreamItem>,
}

impl UpstreamView {
    /// Whether there is nothing to decide on.
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.withdrawn.is_empty() && self.added.is_empty()
    }
}

/// An item whose original was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UpstreamChange {
    /// The office's item.
    pub item: UpstreamItem,
    /// The fields that were changed.
    pub fields: Vec<CompareView>,
}

/// An item: the office's own, or, where it is new, the superior's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UpstreamItem {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 领域.
    pub sector: String,
    /// Who has the original: an agency's name, or 标准目录.
    pub from: String,
    /// The superior's identity; empty for the standard and where it is not needed.
    pub source: String,
}

/// A catalogue that entries can be taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceView {
    /// The superior's identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many items it has.
    pub count: u32,
}
