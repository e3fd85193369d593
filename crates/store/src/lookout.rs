//! The lookout: sees every action that changes what reports count, before it is kept. It may refuse it; what it says of
//! one that it lets pass is written down with the action.

use crate::act::Act;
use crate::error::Result;
use crate::sql;
use crate::store::Store;
use crate::version::VersionId;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::ApplicationId;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

/// The tables that reports are counted from, and what decides how they are counted.
pub(crate) const COUNTED: [&str; 7] =
    ["application", "application_event", "dispute", "dispute_application", "agency", "agency_parent", "setting"];

/// Sees the file before and after. An action that changes nothing that is counted is not shown to it.
pub trait Lookout: std::fmt::Debug + Send {
    /// The file before the first change.
    ///
    /// # Errors
    /// When it cannot be read; then nothing of the action stays.
    fn before(&mut self, store: &Store) -> Result<()>;

    /// The file after the action. Gives what is to be kept with it.
    ///
    /// # Errors
    /// When the action is refused; then nothing of it stays.
    fn after(&mut self, store: &Store) -> Result<Vec<NewLateChange>>;
}

/// A counted cell that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateCell {
    /// Its address.
    pub at: String,
    /// What was counted before; empty for a blank cell.
    pub before: String,
    /// What is counted now.
    pub after: String,
}

/// What an action did to the figures of a report that is final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLateChange {
    /// The report as it was made public.
    pub version: VersionId,
    /// Why it was done all the same.
    pub reason: String,
    /// Which cells moved.
    pub cells: Vec<LateCell>,
}

/// The same as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateChange {
    /// Who reports.
    pub agency: AgencyId,
    /// Report year.
    pub year: i32,
    /// What was done, in words.
    pub label: String,
    /// When: RFC 3339 in UTC.
    pub at_utc: String,
    /// Who.
    pub who: String,
    /// Why.
    pub reason: String,
    /// Which cells moved.
    pub cells: Vec<LateCell>,
    /// Whether the action was undone since.
    pub undone: bool,
}

const LATE: &str = "SELECT v.agency, v.year, a.label, a.at_utc, a.who, l.reason, l.cells,
    EXISTS (SELECT 1 FROM action u WHERE u.undoes = a.uid)
    FROM late_change l JOIN report_version v ON v.uid = l.version JOIN action a ON a.uid = l.action";

impl Store {
    /// Sets the lookout: from now on it is shown every action that changes what is counted.
    pub fn set_lookout(&mut self, lookout: Box<dyn Lookout>) {
        self.lookout = std::cell::RefCell::new(Some(lookout));
    }

    /// What was changed in the ledger after the report was final, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn late_changes(&self, agency: &AgencyId, year: i32) -> Result<Vec<LateChange>> {
        let sql = format!("{LATE} WHERE v.agency = ?1 AND v.year = ?2 ORDER BY l.id");
        sql::all(&self.connection, &sql, (&agency.0, year), read)
    }

    /// Those that touched one case, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn late_changes_of(&self, application: &ApplicationId) -> Result<Vec<LateChange>> {
        let sql = format!(
            "{LATE} WHERE EXISTS (SELECT 1 FROM change c WHERE c.action = a.id AND (c.uid = ?1
                OR json_extract(coalesce(c.after, c.before), '$.application') = ?1)) ORDER BY l.id"
        );
        sql::all(&self.connection, &sql, [&application.0], read)
    }
}

fn read(row: &Row<'_>) -> Result<LateChange> {
    Ok(LateChange {
        agency: AgencyId(sql::get(row, 0)?),
        year: sql::get(row, 1)?,
        label: sql::get(row, 2)?,
        at_utc: sql::get(row, 3)?,
        who: sql::get(row, 4)?,
        reason: sql::get(row, 5)?,
        cells: sql::json(row, 6)?,
        undone: sql::get(row, 7)?,
    })
}

impl Act<'_> {
    pub(crate) fn add_late_change(&mut self, note: &NewLateChange) -> Result<()> {
        let uid = self.new_id();
        let cells = serde_json::to_string(&note.cells)
            .map_err(|e| crate::StoreError::invalid("改动无法记录", "请把技术信息交给维护人员").detailed(e))?;
        self.tx.execute(
            "INSERT INTO late_change (uid, action, version, reason, cells) VALUES (?1, ?2, ?3, ?4, ?5)",
            (uid, &self.action, &note.version.0, &note.reason, cells),
        )?;
        Ok(())
    }
}
