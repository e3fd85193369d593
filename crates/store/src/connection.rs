//! The one place that opens connections to a data file, and says what an unfit file is.

use crate::error::{Result, StoreError};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// Marks a file as ours, in SQLite's header: `MGCE`.
pub(crate) const APPLICATION_ID: i64 = 0x4D47_4345;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Makes a new file.
    Create,
    /// Reads and writes.
    Write,
    /// Reads only.
    Read,
}

/// How changes are made safe against a crash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Write-ahead log: readers go on while one writes. For local disks.
    Wal,
    /// Rollback journal: the file at rest is the only file; for network and removable media.
    Delete,
}

/// Opens a connection. Nothing in the file is changed: it may turn out to be somebody else's.
pub(crate) fn open(path: &Path, access: Access) -> Result<Connection> {
    let mode = match access {
        Access::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
    };
    let connection =
        Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(|error| {
            match (path.metadata(), error.sqlite_error_code()) {
                (Err(io), _) => StoreError::io(&io, path),
                (Ok(meta), _) if meta.is_dir() => StoreError::not_ours(path, "它是一个文件夹"),
                (Ok(_), Some(rusqlite::ErrorCode::CannotOpen)) => StoreError::read_only(path).detailed(&error),
                _ => StoreError::from(error),
            }
        })?;
    connection.busy_timeout(Duration::from_secs(5))?;
    prepare(&connection).map_err(|error| unfit(error, path))?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    // A schema from elsewhere may not call functions with effects; pages are checked as they are read; what is
    // deleted is overwritten, because it may be personal; temporary tables never touch the disk, for the same reason.
    connection.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL;",
    )?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// What an error on first looking into a file says about the file.
fn unfit(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::not_ours(path, "不是数据库文件").detailed(error),
        Some(rusqlite::ErrorCode::CannotOpen) => StoreError::read_only(path).detailed(error),
        _ => error.into(),
    }
}

/// The version of the file's tables, once it is clear that the file is ours and sound.
///
/// # Errors
/// `NotOurs`, `Newer` than `known`, `Damaged`, `Busy`.
pub(crate) fn recognise(connection: &Connection, path: &Path, known: i64) -> Result<i64> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let id = number("application_id").map_err(|error| unfit(error, path))?;
    if path.metadata().is_ok_and(|meta| meta.len() == 0) {
        return Err(StoreError::not_ours(path, "文件是空的"));
    }
    if id != APPLICATION_ID {
        return Err(StoreError::not_ours(path, "它是别的程序的数据库").detailed(format!("application_id {id:#x}")));
    }
    let version = number("user_version")?;
    if version > known {
        return Err(StoreError::newer(version, known));
    }
    if version < 1 {
        return Err(StoreError::damaged(format!("user_version {version}")));
    }
    check(connection)?;
    Ok(version)
}

/// Whether every page and every row is sound.
pub(crate) fn check(connection: &Connection) -> Result<()> {
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => StoreError::from(error),
            _ => StoreError::damaged(error),
        }
    })?;
    if verdict == "ok" { Ok(()) } else { Err(StoreError::damaged(verdict)) }
}

/// Sets how changes are kept safe; says which way the file really goes.
pub(crate) fn set_journal(connection: &Connection, journal: Journal) -> Result<Journal> {
    let wanted = match journal {
        Journal::Wal => "wal",
        Journal::Delete => "delete",
    };
    let got: String = connection.pragma_update_and_check(None, "journal_mode", wanted, |row| row.get(0))?;
    Ok(if got == "wal" { Journal::Wal } else { Journal::Delete })
}
