//! Processes behind charts and step tables.

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::Adopted;
use mingce_domain::process::Process;
use rusqlite::Row;
use std::collections::BTreeMap;

pub(crate) const PROCESS: Table = Table {
    name: "process",
    columns: &["agency", "title", "body", "position", "base_id", "base_version", "base_snapshot"],
};

/// The stable identity of a stored process (UUIDv7 text); [`mingce_domain::catalogue::DisclosureItem::process`] holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcessId(pub String);

/// A process of this file.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredProcess {
    /// Identity.
    pub id: ProcessId,
    /// Whose it is; `None`: shared by the agencies of the file.
    pub agency: Option<AgencyId>,
    /// The process itself.
    pub process: Process,
    /// Order in lists.
    pub position: i64,
    /// The shipped process it was copied from.
    pub adopted: Option<Adopted>,
}

impl Store {
    /// All processes in the order of lists.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn processes(&self) -> Result<Vec<StoredProcess>> {
        sql::all(&self.connection, &format!("{} ORDER BY position, id", PROCESS.select()), [], read)
    }

    /// How many items of the catalogue show each process.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn process_uses(&self) -> Result<BTreeMap<ProcessId, u32>> {
        let counted = "SELECT process, count(*) FROM catalogue_item WHERE process IS NOT NULL GROUP BY process";
        let rows = sql::all(&self.connection, counted, [], |row| {
            Ok((ProcessId(sql::get(row, 0)?), sql::get::<u32>(row, 1)?))
        })?;
        Ok(rows.into_iter().collect())
    }

    /// One process.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn process(&self, id: &ProcessId) -> Result<Option<StoredProcess>> {
        sql::first(&self.connection, &format!("{} WHERE uid = ?1", PROCESS.select()), [&id.0], read)
    }
}

/// The base of an adopted record, from its three columns.
pub(crate) fn adopted(row: &Row<'_>, first: usize) -> Result<Option<Adopted>> {
    let id: Option<String> = sql::get(row, first)?;
    id.map(|base_id| {
        Ok(Adopted { base_id, base_version: sql::get(row, first + 1)?, base_snapshot: sql::get(row, first + 2)? })
    })
    .transpose()
}

/// The three columns of a base.
pub(crate) fn adopted_values(adopted: Option<&Adopted>) -> [rusqlite::types::Value; 3] {
    [
        sql::text_or_null(adopted.map(|base| base.base_id.as_str())),
        sql::text_or_null(adopted.map(|base| base.base_version.as_str())),
        sql::text_or_null(adopted.map(|base| base.base_snapshot.as_str())),
    ]
}

fn read(row: &Row<'_>) -> Result<StoredProcess> {
    Ok(StoredProcess {
        id: ProcessId(sql::get(row, 0)?),
        agency: sql::get::<Option<String>>(row, 1)?.map(AgencyId),
        process: sql::json(row, 3)?,
        position: sql::get(row, 4)?,
        adopted: adopted(row, 5)?,
    })
}

impl Act<'_> {
    /// Writes a process, a new one or a changed one.
    ///
    /// # Errors
    /// When its agency is unknown or it cannot be written.
    pub fn put_process(&mut self, stored: &StoredProcess) -> Result<()> {
        let mut values = vec![
            sql::text_or_null(stored.agency.as_ref().map(|id| id.0.as_str())),
            sql::text(&stored.process.title),
            sql::json_value(&stored.process)?,
            stored.position.into(),
        ];
        values.extend(adopted_values(stored.adopted.as_ref()));
        self.put(&PROCESS, &stored.id.0, values)
    }

    /// Deletes a process.
    ///
    /// # Errors
    /// When it is unknown, or an item still shows it.
    pub fn remove_process(&mut self, id: &ProcessId) -> Result<()> {
        self.remove(&PROCESS, "流程", &id.0)
    }
}
