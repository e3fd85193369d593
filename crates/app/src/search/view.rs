//! What the window sees of a search.

use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SearchView {
    /// How many records in all.
    pub total: u32,
    /// By kind, only those of which there are any; the kind with the best hit first.
    pub groups: Vec<HitGroup>,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HitGroup {
    /// The kind's key.
    pub kind: String,
    /// Its name.
    pub label: String,
    /// How many.
    pub total: u32,
    /// The best of them.
    pub hits: Vec<HitView>,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HitView {
    /// The kind's key.
    pub kind: String,
    /// Identity, unique within its kind.
    pub id: String,
    /// Whose it is, by its latest name; empty for what is shared by all.
    pub owner: String,
    /// Its title.
    pub title: Vec<MarkedPiece>,
    /// The name of the field that `snippet` is from; empty when every word is in the title.
    pub field: String,
    /// A part of that field.
    pub snippet: Vec<MarkedPiece>,
    /// What is to know of it, a line each: 文号：…
    pub facts: Vec<String>,
    /// Where it is opened; `None`: nowhere yet, its facts are all there is to show.
    pub place: Option<HitPlace>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MarkedPiece {
    /// The text.
    pub text: String,
    /// Whether it is what was looked for.
    pub marked: bool,
}

/// Where a record is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "page", rename_all = "snake_case")]
pub enum HitPlace {
    /// In the catalogue of an agency: an item.
    Catalogue {
        /// The agency.
        agency: String,
        /// The item.
        item: String,
    },
    /// Among the publications of an agency.
    Publications {
        /// The agency.
        agency: String,
        /// The publication.
        publication: String,
    },
    /// Among the applications of an agency.
    Applications {
        /// The agency.
        agency: String,
        /// The application.
        application: String,
    },
    /// Among the disputes of an agency: a part of the page of applications.
    Disputes {
        /// The agency.
        agency: String,
        /// The dispute.
        dispute: String,
    },
    /// In an agency's report.
    Report {
        /// The agency.
        agency: String,
        /// The year; `None`: the one that is shown.
        year: Option<i32>,
        /// The section, if it is about one: `sections.overview`.
        at: Option<String>,
    },
}
