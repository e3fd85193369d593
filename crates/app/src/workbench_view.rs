//! What the workbench shows.

use crate::application::view::DueView;
use serde::{Deserialize, Serialize};

/// 工作台.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkbenchView {
    /// The report year that it is about.
    pub year: i32,
    /// Today in China, `YYYY-MM-DD`.
    pub today: String,
    /// Who has to report, each with how far it is.
    pub agencies: Vec<AgencyProgress>,
    /// The day by which the superior office wants the report, `MM-DD`; empty when none was said.
    pub local: String,
    /// The day on which the file was last worked on before today, `YYYY-MM-DD`; empty when there was none.
    pub last_used: String,
    /// Items of the catalogue that must be published again, the most urgent first.
    pub items: Vec<DueItem>,
    /// What is due in applications for disclosure, the most urgent first.
    pub cases: Vec<DueCase>,
    /// What was done lately, newest first.
    pub done: Vec<Done>,
}

/// What an office has to do in an application for disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DueCase {
    /// Its agency's id.
    pub agency: String,
    /// Its agency's name.
    pub agency_name: String,
    /// What is due.
    pub due: DueView,
}

/// An item of the catalogue that must be published again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DueItem {
    /// Its id.
    pub id: String,
    /// Its agency's id.
    pub agency: String,
    /// Its agency's name.
    pub agency_name: String,
    /// Its name.
    pub name: String,
    /// By when, `YYYY-MM-DD`.
    pub due: String,
    /// Days until then; negative when it is over.
    pub days: i32,
    /// The publication, when it is information that is not out yet; `None`: the item itself comes round again.
    pub publication: Option<String>,
}

/// How far an agency's report is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AgencyProgress {
    /// The agency's id.
    pub id: String,
    /// Its name at the end of the year.
    pub name: String,
    /// By when it must be out, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Days until then; negative when it is over.
    pub days: Option<i32>,
    /// What says so.
    pub basis: String,
    /// Whether that was checked against the official text.
    pub checked: bool,
    /// How many figures there are, totals not counted.
    pub cells: u32,
    /// How many of them are filled in.
    pub filled: u32,
    /// Errors that no reason excuses.
    pub errors: u32,
    /// Warnings that no reason excuses.
    pub warnings: u32,
    /// How far its newest version is: 送审, 定稿, 发布 …; `None` before the first.
    pub version: Option<String>,
    /// It is published: nothing is due any more.
    pub published: bool,
    /// It fell due after the file was last worked on, and is not published: what one must be told on coming back.
    pub fell_due: bool,
    /// Nothing stands in the way of the final version.
    pub ready: bool,
    /// Why no report can be made.
    pub trouble: Option<String>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Done {
    /// When.
    pub at: String,
    /// What.
    pub what: String,
}

/// The superior office's date as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LocalDate {
    /// `MM-DD`, or empty.
    pub local: String,
}
