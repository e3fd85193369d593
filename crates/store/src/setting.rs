//! Choices of the office, by key: counting rules, number templates, looks, the file's own agency.

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(crate) const SETTING: Table = Table { name: "setting", columns: &["key", "value"] };

/// The key of the file's own agency: the one that is meant when none is named.
const OWN_AGENCY: &str = "own_agency";

impl Store {
    /// The choice under this key, if one was made.
    ///
    /// # Errors
    /// When the file cannot be read or holds something else than a `T` there.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        sql::first(&self.connection, "SELECT value FROM setting WHERE key = ?1", [key], |row| sql::json(row, 0))
    }

    /// The last number that was given out in a series of an agency in a year; 0 when none was.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_number(&self, agency: &AgencyId, series: &str, year: i32) -> Result<i64> {
        let sql = "SELECT last FROM number_series WHERE agency = ?1 AND series = ?2 AND year = ?3";
        let last = sql::first(&self.connection, sql, (&agency.0, series, year), |row| sql::get::<i64>(row, 0))?;
        Ok(last.unwrap_or(0))
    }

    /// The file's own agency.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn own_agency(&self) -> Result<Option<AgencyId>> {
        self.setting(OWN_AGENCY)
    }
}

impl Act<'_> {
    /// Makes a choice.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<()> {
        let uid = self.uid_of("SELECT uid FROM setting WHERE key = ?1", [key])?;
        self.put(&SETTING, &uid, vec![sql::text(key), sql::json_value(value)?])
    }

    /// Takes a choice back; one that was never made changes nothing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn clear_setting(&mut self, key: &str) -> Result<()> {
        let found: Option<String> =
            sql::first(self.tx, "SELECT uid FROM setting WHERE key = ?1", [key], |row| sql::get(row, 0))?;
        match found {
            Some(uid) => self.remove(&SETTING, "设置", &uid),
            None => Ok(()),
        }
    }

    /// Says which agency the file belongs to.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_own_agency(&mut self, agency: &AgencyId) -> Result<()> {
        self.set_setting(OWN_AGENCY, agency)
    }

    /// The identity of the row that this query finds, or a new one.
    pub(crate) fn uid_of(&mut self, sql: &str, params: impl rusqlite::Params) -> Result<String> {
        let found = sql::first(self.tx, sql, params, |row| sql::get(row, 0))?;
        Ok(found.unwrap_or_else(|| self.new_id()))
    }

    /// The next number of a series (受理号, 文号, 索引号) of an agency in a year, from 1. Never given twice, also when the
    /// action is undone later.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn next_number(&mut self, agency: &AgencyId, series: &str, year: i32) -> Result<i64> {
        let last = self
            .tx
            .prepare_cached(
                "INSERT INTO number_series (agency, series, year, last) VALUES (?1, ?2, ?3, 1)
                 ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            )?
            .query_row((&agency.0, series, year), |row| row.get(0))?;
        Ok(last)
    }
}
