//! By when a report must be out (条例 art. 49), as rows of law data.

use crate::agency::AgencyKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The day by which agencies of some kinds publish the report of a year: always in the year after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDate {
    /// First report year.
    pub first_year: i32,
    /// Last report year, if the row no longer holds.
    pub last_year: Option<i32>,
    /// For whom.
    pub kinds: Vec<AgencyKind>,
    /// Month.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// The article, or what is known instead of one.
    pub article: String,
    /// Whether the row was checked against the official text.
    pub checked: bool,
}

impl ReportDate {
    /// The row for the reports that agencies of this kind make of a year, and the day; `None` when no row says one.
    pub fn of(rows: &[ReportDate], kind: AgencyKind, year: i32) -> Option<(&ReportDate, NaiveDate)> {
        let row = rows.iter().find(|row| {
            row.kinds.contains(&kind) && row.first_year <= year && row.last_year.is_none_or(|last| year <= last)
        })?;
        Some((row, NaiveDate::from_ymd_opt(year.checked_add(1)?, row.month, row.day)?))
    }
}
