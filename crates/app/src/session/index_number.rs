//! 索引号: given when something is published first, never twice.

use super::Session;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::agency::AgencyId;
use mingce_store::{Act, StoreError};

/// The series from which they are given.
const SERIES: &str = "index";

/// How an agency's index numbers are made.
pub(super) struct IndexNumbers {
    /// 统一社会信用代码; `None`: not filled in, so no number can be given.
    code: Option<String>,
}

impl Session {
    /// How an agency's index numbers are made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn index_numbers(&self, agency: &AgencyId) -> Result<IndexNumbers, AppError> {
        let found = self.opened()?.store.agency(agency)?;
        Ok(IndexNumbers { code: found.and_then(|it| it.code).filter(|code| !code.is_empty()) })
    }
}

impl IndexNumbers {
    /// Whether numbers can be given at all.
    pub(super) fn known(&self) -> bool {
        self.code.is_some()
    }

    /// The next number of the year in which the information was formed; `None` when none can be given.
    pub(super) fn next(&self, act: &mut Act<'_>, agency: &AgencyId, formed: NaiveDate) -> Result<Option<String>, StoreError> {
        let Some(code) = &self.code else { return Ok(None) };
        let year = formed.year();
        Ok(Some(format!("{code}/{year}-{:05}", act.next_number(agency, SERIES, year)?)))
    }
}
