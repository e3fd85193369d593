//! One writer per file: a lock beside the file that ends with the process, also when the process is killed.
//!
//! The lock is a tiny database `<file>.lock` in which the holder keeps a write transaction open. The operating system
//! drops it with the process; others can still read who holds it; SQLite knows how to lock on every system. Neither
//! this nor the data file is ever opened by plain file calls: closing such a handle would drop SQLite's own locks.

use crate::error::{ErrorCode, Result, StoreError};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The right to write to a data file. Given back on drop.
#[derive(Debug)]
pub(crate) struct WriterLock {
    connection: Option<Connection>,
    path: PathBuf,
}

impl WriterLock {
    /// Takes the lock of the data file at this canonical path.
    ///
    /// # Errors
    /// [`ErrorCode::InUse`] with host and time when somebody else has it; [`ErrorCode::ReadOnly`] when the folder
    /// takes no files.
    pub(crate) fn take(data_file: &Path) -> Result<WriterLock> {
        let path = beside(data_file);
        // A holder that closes removes its file: whoever opened it just before would hold a lock that no path leads
        // to. So the lock is looked at again through its path, and taken anew if that is another file by now.
        for _ in 0..20 {
            let mut connection = open(&path, data_file)?;
            let held = write_holder(&mut connection).and_then(|token| {
                connection.execute_batch("BEGIN IMMEDIATE")?;
                Ok(token)
            });
            match held {
                Ok(token) if leads_to(&path, &token) => return Ok(WriterLock { connection: Some(connection), path }),
                Ok(_) => {}
                Err(error) if is_moved(&error) => {}
                // Left by a program that died while it wrote its name. Who holds a lock has a sound one.
                Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                    std::fs::remove_file(&path).map_err(|e| StoreError::io(&e, &path))?;
                }
                Err(error) => return Err(explain(&connection, error, &path, data_file)),
            }
        }
        Err(in_use(None))
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Removed while held, so that nobody else's lock is removed. Windows removes no open file: there afterwards,
        // where it fails again if somebody else has opened it.
        let removed = std::fs::remove_file(&self.path).is_ok();
        drop(self.connection.take());
        if !removed && cfg!(windows) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn beside(data_file: &Path) -> PathBuf {
    let mut name = data_file.as_os_str().to_os_string();
    name.push(".lock");
    PathBuf::from(name)
}

fn open(path: &Path, data_file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(|e| StoreError::read_only(data_file).detailed(e))?;
    // Others are read for a moment only, when they write their names.
    connection.busy_timeout(Duration::from_millis(200))?;
    Ok(connection)
}

/// Writes who holds it; the token tells this taking from every other.
fn write_holder(connection: &mut Connection) -> rusqlite::Result<String> {
    static TAKEN: AtomicU64 = AtomicU64::new(0);
    let token = format!("{}-{}-{}", host(), std::process::id(), TAKEN.fetch_add(1, Ordering::Relaxed));
    // No journal beside the lock: it would be found by the next taker under the same name.
    connection.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")?;
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch("CREATE TABLE IF NOT EXISTS holder (host TEXT, since TEXT, token TEXT); DELETE FROM holder")?;
    // The machine's own time: it is shown to a person and stands nowhere in the data file.
    tx.execute("INSERT INTO holder VALUES (?1, strftime('%Y-%m-%d %H:%M', 'now', 'localtime'), ?2)", (host(), &token))?;
    tx.commit()?;
    Ok(token)
}

fn leads_to(path: &Path, token: &str) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
        .and_then(|c| c.query_row("SELECT token FROM holder", [], |row| row.get::<_, String>(0)))
        .is_ok_and(|found| found == token)
}

/// SQLite itself saw that the path leads to another file by now.
fn is_moved(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_READONLY_DBMOVED)
}

fn explain(connection: &Connection, error: rusqlite::Error, path: &Path, data_file: &Path) -> StoreError {
    use rusqlite::ErrorCode as Sql;
    match error.sqlite_error_code() {
        Some(Sql::DatabaseBusy | Sql::DatabaseLocked) => {
            let holder = connection.query_row("SELECT host, since FROM holder", [], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            });
            in_use(holder.ok()).detailed(error)
        }
        Some(Sql::ReadOnly | Sql::CannotOpen | Sql::PermissionDenied) => {
            StoreError::read_only(data_file).detailed(error)
        }
        Some(Sql::NotADatabase | Sql::DatabaseCorrupt) => StoreError::new(
            ErrorCode::Failed,
            format!("数据文件旁边的“{}”无法使用", path.display()),
            "请确认没有别的窗口开着这个数据文件，然后删除该文件再试",
        )
        .detailed(error),
        _ => error.into(),
    }
}

fn in_use(holder: Option<(String, String)>) -> StoreError {
    let at = holder.map_or_else(String::new, |(host, since)| format!("（电脑“{host}”，自{since}起）"));
    StoreError::new(
        ErrorCode::InUse,
        format!("该文件已在另一个窗口或程序中打开{at}"),
        "请先在那里关闭它；只需查看的，可以用只读方式打开",
    )
}

fn host() -> String {
    let named = std::env::var("COMPUTERNAME").ok();
    let named = named.or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok());
    let named = named.or_else(|| std::env::var("HOSTNAME").ok());
    named.map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).unwrap_or_else(|| "未知".to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn what_a_dying_program_left_half_written_does_not_lock_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.mingce");
        let lock = WriterLock::take(&file).expect("taken");
        let whole = std::fs::read(beside(&file)).expect("its content");
        drop(lock);
        for half in [&whole[..0], &whole[..4096]] {
            std::fs::write(beside(&file), half).expect("left behind");
            drop(WriterLock::take(&file).expect("taken all the same"));
        }
        std::fs::write(beside(&file), "别人的文件".repeat(300)).expect("somebody else's");
        let error = WriterLock::take(&file).expect_err("not ours to remove");
        assert!(error.message.contains("a.mingce.lock"), "{error}");
        assert!(beside(&file).exists());
    }

    #[test]
    fn of_many_who_take_and_give_back_only_one_ever_has_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.mingce");
        let (holding, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..60 {
                        match WriterLock::take(&file) {
                            Ok(lock) => {
                                assert_eq!(holding.fetch_add(1, Ordering::SeqCst), 0, "two at once");
                                taken.fetch_add(1, Ordering::SeqCst);
                                std::thread::yield_now();
                                holding.fetch_sub(1, Ordering::SeqCst);
                                drop(lock);
                            }
                            Err(error) => assert_eq!(error.code, ErrorCode::InUse, "{error:?}"),
                        }
                    }
                });
            }
        });
        assert!(taken.load(Ordering::SeqCst) > 0);
        assert!(!beside(&file).exists());
    }
}
