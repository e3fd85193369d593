//! Bringing a file's tables to this program's version: all pending steps in one transaction, after a copy of the file.

use crate::connection::{self, APPLICATION_ID, Access, Journal};
use crate::error::{Result, StoreError};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The steps, oldest first: the n-th leads to version n. A shipped one never changes (a test holds their hashes).
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_initial.sql"),
    include_str!("../migrations/0002_publication.sql"),
    include_str!("../migrations/0003_application.sql"),
    include_str!("../migrations/0004_dispute.sql"),
    include_str!("../migrations/0005_late_change.sql"),
    include_str!("../migrations/0006_kept_letter.sql"),
];

/// The version that these steps lead to.
pub(crate) fn latest(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Applies what is pending to a file of this version. Gives the path of the copy made before, if there was a need.
///
/// A fresh file (version 0) is marked as ours and gets no copy.
pub(crate) fn apply(
    connection: &mut Connection,
    path: &Path,
    version: i64,
    migrations: &[&str],
) -> Result<Option<PathBuf>> {
    let done = usize::try_from(version).unwrap_or_default();
    let pending = migrations.get(done..).unwrap_or_default();
    if pending.is_empty() {
        return Ok(None);
    }
    let copy = if version > 0 { Some(copy_before(connection, path, version)?) } else { None };
    // A step may rebuild tables, which references would forbid; they are checked as a whole before the commit.
    connection.execute_batch("PRAGMA foreign_keys = OFF")?;
    let outcome = run(connection, pending, latest(migrations));
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    outcome.map(|()| copy)
}

fn run(connection: &mut Connection, pending: &[&str], latest: i64) -> Result<()> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in pending {
        tx.execute_batch(step)?;
    }
    let broken: Option<String> = tx
        .prepare("PRAGMA foreign_key_check")?
        .query([])?
        .next()?
        .map_or(Ok(None), |row| row.get::<_, String>(0).map(Some))?;
    if let Some(table) = broken {
        return Err(StoreError::damaged(format!("foreign_key_check: {table}")));
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", latest)?;
    tx.commit()?;
    Ok(())
}

/// The file as it was, beside it: `清溪县.升级前第1版.mingce`. The content of attachments stays out: it can be large, and
/// no step changes it.
fn copy_before(connection: &Connection, path: &Path, version: i64) -> Result<PathBuf> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let copy = (1..)
        .map(|n: u32| if n == 1 { String::new() } else { format!("（{n}）") })
        .map(|again| path.with_file_name(format!("{stem}.升级前第{version}版{again}.mingce")))
        .find(|candidate| !candidate.exists())
        .unwrap_or_else(|| path.with_extension("copy"));
    crate::backup::copy(connection, &copy)?;
    let mut copied = connection::open(&copy, Access::Write)?;
    let chunks: i64 = copied.query_row("SELECT count(*) FROM attachment_chunk", [], |row| row.get(0))?;
    if chunks > 0 {
        let tx = copied.transaction()?;
        tx.execute("DELETE FROM attachment_chunk", [])?;
        tx.commit()?;
        copied.execute_batch("VACUUM")?;
        connection::set_journal(&copied, Journal::Delete)?;
    }
    Ok(copy)
}
