//! Copies of a data file: through SQLite's backup interface, written beside, reopened and checked, then named.

use crate::connection::{self, Access, Journal};
use crate::error::{Result, StoreError};
use crate::migrate;
use crate::store::Store;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A copy that was made and found sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFacts {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many applications are in it.
    pub applications: u64,
    /// How many entries its change log has.
    pub changes: u64,
}

impl Store {
    /// Copies the file, attachments included, while it stays open. The copy is one file, reopened and checked before
    /// it gets its name.
    ///
    /// # Errors
    /// When something is at the path already, the folder is not writable, the disk is full, or the copy is not sound
    /// (it is removed then).
    pub fn backup_to(&self, path: &Path) -> Result<BackupFacts> {
        copy(&self.connection, path)?;
        let copied = connection::open(path, Access::Read)?;
        let count = |table: &str| -> Result<u64> {
            let n: i64 = copied.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
            Ok(u64::try_from(n).unwrap_or_default())
        };
        Ok(BackupFacts {
            path: path.to_path_buf(),
            bytes: path.metadata().map_err(|e| StoreError::io(&e, path))?.len(),
            applications: count("application")?,
            changes: count("change")?,
        })
    }
}

/// Copies a database to a new file.
pub(crate) fn copy(from: &Connection, path: &Path) -> Result<()> {
    if path.exists() {
        return Err(StoreError::exists(path));
    }
    let mut name = path.as_os_str().to_os_string();
    name.push(".part");
    let part = PathBuf::from(name);
    let made = write(from, &part).and_then(|()| std::fs::rename(&part, path).map_err(|e| StoreError::io(&e, path)));
    if made.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    made
}

fn write(from: &Connection, part: &Path) -> Result<()> {
    let _ = std::fs::remove_file(part);
    let mut to = connection::open(part, Access::Create)?;
    Backup::new(from, &mut to)?.run_to_completion(4096, Duration::ZERO, None)?;
    // The copy of a file in use says that it has a write-ahead log; at rest it has none.
    connection::set_journal(&to, Journal::Delete)?;
    drop(to);
    let copied = connection::open(part, Access::Read)?;
    connection::recognise(&copied, part, migrate::latest(migrate::MIGRATIONS)).map(|_| ())
}
