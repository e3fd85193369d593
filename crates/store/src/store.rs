//! Opening, making and closing a data file.

use crate::connection::{self, Access, Journal};
use crate::error::{Result, StoreError};
use crate::ids::Ids;
use crate::lock::WriterLock;
use crate::lookout::Lookout;
use crate::migrate::{self, MIGRATIONS};
use crate::place::{self, PlaceWarning};
use crate::searched::Watch;
use crate::stamp::Stamp;
use rusqlite::{Connection, OptionalExtension};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The tables that no ledger is read from: what is written about a report, and the log of it. A table that is not named
/// here counts as part of the ledger.
const BESIDE_LEDGER: &[&str] = &[
    "figure",
    "adjustment",
    "report_section",
    "report_head",
    "report_reason",
    "information_fee",
    "report_version",
    "report_file",
    "late_change",
    "action",
    "change",
];

/// What a new file is made with.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Who makes it and when.
    pub stamp: Stamp,
    /// Name and version of the program: `mingce 0.1.0`.
    pub program: String,
    /// Whether it holds the invented sample (示例): nothing in it can be exported as final.
    pub sample: bool,
    /// Where its identities come from: [`Ids::random`] but for sample and tests.
    pub ids: Ids,
}

/// An open data file (`*.mingce`).
///
/// One program at a time can write; others can read meanwhile ([`Store::open_read_only`]). [`Store::close`] leaves one
/// file; dropping does the same as well as it can.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) ids: RefCell<Ids>,
    pub(crate) lookout: RefCell<Option<Box<dyn Lookout>>>,
    pub(crate) replica: String,
    path: PathBuf,
    /// Which file stands at the path: `None` when nobody can tell.
    file: Option<FileNumber>,
    sample: bool,
    warning: Option<PlaceWarning>,
    migrated_from: Option<PathBuf>,
    /// Rows changed outside reports.
    ledger_changes: Arc<AtomicU64>,
    /// Rows changed in what is searched.
    pub(crate) watch: Arc<Watch>,
    /// After the connection, so that it is given back last. `None`: opened for reading.
    lock: Option<WriterLock>,
}

impl Store {
    /// Moves whenever the file may have changed: what was read before is still true while it stays the same.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes(&self) -> Result<u64> {
        self.changed(self.connection.total_changes())
    }

    /// Moves whenever a record of a ledger (an agency, an application, a dispute) may have changed: what was read of them
    /// before is still true while it stays the same.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledger_changes(&self) -> Result<u64> {
        self.changed(self.ledger_changes.load(Ordering::Relaxed))
    }

    /// A file that is open for reading may be written to by another program; of nobody else's changes need be asked.
    fn changed(&self, own: u64) -> Result<u64> {
        if self.is_read_only() {
            return Ok(u64::from(self.connection.query_row("PRAGMA data_version", [], |row| row.get::<_, u32>(0))?));
        }
        Ok(own)
    }

    /// Makes a new file and opens it.
    ///
    /// # Errors
    /// When something is at the path already or the folder is not writable. Nothing half-made stays.
    pub fn create(path: &Path, new: NewFile) -> Result<Store> {
        if path.exists() {
            return Err(StoreError::exists(path));
        }
        let mut name = path.as_os_str().to_os_string();
        name.push(".part");
        let part = PathBuf::from(name);
        let NewFile { stamp, program, sample, mut ids } = new;
        let made = write_new(&part, path, &stamp, &program, sample, &mut ids)
            .and_then(|()| std::fs::rename(&part, path).map_err(|e| StoreError::io(&e, path)));
        if let Err(error) = made {
            let _ = std::fs::remove_file(&part);
            return Err(error);
        }
        let mut store = Store::open(path)?;
        store.use_ids(ids);
        Ok(store)
    }

    /// Opens a file for reading and writing, after bringing it to this program's version.
    ///
    /// # Errors
    /// One clear message each for a missing, foreign, newer or damaged file, one that is open elsewhere, and one that
    /// cannot be written ([`crate::ErrorCode`]). The file is not changed then.
    pub fn open(path: &Path) -> Result<Store> {
        Store::open_with(path, MIGRATIONS)
    }

    pub(crate) fn open_with(path: &Path, migrations: &[&str]) -> Result<Store> {
        let path = path.canonicalize().map_err(|e| StoreError::io(&e, path))?;
        if path.is_dir() {
            return Err(StoreError::not_ours(&path, "它是一个文件夹"));
        }
        let lock = WriterLock::take(&path)?;
        let mut connection = connection::open(&path, Access::Write)?;
        let version = connection::recognise(&connection, &path, migrate::latest(migrations))?;
        if connection.is_readonly("main")? {
            return Err(StoreError::read_only(&path));
        }
        let migrated_from = migrate::apply(&mut connection, &path, version, migrations)?;
        let warning = place::warning(&path);
        connection::set_journal(&connection, if warning.is_some() { Journal::Delete } else { Journal::Wal })?;
        Store::assemble(connection, path, warning, migrated_from, Some(lock))
    }

    /// Opens a file for reading, also while another program writes to it: each read sees what was saved last.
    ///
    /// # Errors
    /// As for [`Store::open`], but not for a file that is open elsewhere. A file of an older version has to be opened
    /// for writing once.
    pub fn open_read_only(path: &Path) -> Result<Store> {
        let path = path.canonicalize().map_err(|e| StoreError::io(&e, path))?;
        if path.is_dir() {
            return Err(StoreError::not_ours(&path, "它是一个文件夹"));
        }
        let connection = connection::open(&path, Access::Read)?;
        let known = migrate::latest(MIGRATIONS);
        if connection::recognise(&connection, &path, known)? < known {
            return Err(StoreError::invalid(
                "文件是旧版本的明册保存的，需要先升级",
                "请用本程序正常打开一次，升级前会自动留一份副本",
            ));
        }
        let warning = place::warning(&path);
        Store::assemble(connection, path, warning, None, None)
    }

    fn assemble(
        mut connection: Connection,
        path: PathBuf,
        warning: Option<PlaceWarning>,
        migrated_from: Option<PathBuf>,
        lock: Option<WriterLock>,
    ) -> Result<Store> {
        let replica = meta(&connection, "replica")?.ok_or_else(|| StoreError::damaged("meta: no replica"))?;
        let sample = meta(&connection, "sample")?.as_deref() == Some("1");
        let file = file_number(&path);
        let ledger_changes = Arc::new(AtomicU64::new(0));
        let count = ledger_changes.clone();
        let watch = Arc::new(Watch::default());
        let watching = watch.clone();
        connection.update_hook(Some(move |_, _: &str, table: &str, row| {
            watching.see(table, row);
            if !BESIDE_LEDGER.contains(&table) {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }))?;
        let (ids, lookout) = (RefCell::new(Ids::random()), RefCell::new(None));
        let mut store = Store {
            connection,
            ids,
            lookout,
            replica,
            path,
            file,
            sample,
            warning,
            migrated_from,
            ledger_changes,
            watch,
            lock,
        };
        store.use_ids(Ids::random());
        Ok(store)
    }

    /// The file must still be where it was opened: on some systems one that was moved, deleted or replaced meanwhile can
    /// be written to all the same, and what is written there is lost.
    pub(crate) fn check_place(&self) -> Result<()> {
        let there = self.path.is_file() && file_number(&self.path) == self.file;
        if there { Ok(()) } else { Err(StoreError::moved_away(&self.path)) }
    }

    /// Takes identities from another source from now on; it goes on after those the file has given out.
    pub fn use_ids(&mut self, mut ids: Ids) {
        let given = meta(&self.connection, "ids").ok().flatten().and_then(|text| text.parse().ok()).unwrap_or(0);
        ids.resume(given);
        self.ids = RefCell::new(ids);
    }

    /// A fresh identity.
    pub(crate) fn next_id(&self, stamp: &Stamp) -> String {
        self.ids.borrow_mut().next(stamp.millis())
    }

    /// Closes the file: the log is written back, one file remains.
    ///
    /// # Errors
    /// When that could not be done; what was saved is safe all the same.
    pub fn close(mut self) -> Result<()> {
        self.settle()
    }

    /// Writes the log back while nothing else happens; does nothing when a reader is in the way.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn checkpoint(&self) -> Result<()> {
        if self.lock.is_some() {
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        if self.lock.is_none() {
            return Ok(());
        }
        self.connection.flush_prepared_statement_cache();
        self.checkpoint()?;
        // With a reader on it the file stays in its mode; the next clean close sees to that.
        self.connection.busy_timeout(std::time::Duration::from_millis(50))?;
        match connection::set_journal(&self.connection, Journal::Delete) {
            Err(error) if error.code != crate::ErrorCode::Busy => Err(error),
            _ => Ok(()),
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it holds the invented sample (示例).
    pub fn is_sample(&self) -> bool {
        self.sample
    }

    /// Whether it was opened for reading only.
    pub fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    /// What the clerk should know about the place in which the file lies.
    pub fn place_warning(&self) -> Option<&PlaceWarning> {
        self.warning.as_ref()
    }

    /// The copy that was made before the file was brought to this version, if that was done on opening.
    pub fn copy_before_migration(&self) -> Option<&Path> {
        self.migrated_from.as_deref()
    }

    /// The program that made the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn created_by(&self) -> Result<String> {
        Ok(meta(&self.connection, "created_by")?.unwrap_or_default())
    }
}

/// Device and number of a file.
type FileNumber = (u64, u64);

#[cfg(unix)]
fn file_number(path: &Path) -> Option<FileNumber> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// Elsewhere an open file cannot be moved or deleted.
#[cfg(not(unix))]
fn file_number(_path: &Path) -> Option<FileNumber> {
    None
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.settle();
    }
}

fn write_new(part: &Path, path: &Path, stamp: &Stamp, program: &str, sample: bool, ids: &mut Ids) -> Result<()> {
    let _ = std::fs::remove_file(part);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(StoreError::new(
            crate::ErrorCode::Missing,
            format!("文件夹“{}”不存在", folder.display()),
            "请先建立文件夹，或者另选位置",
        ));
    }
    let mut connection = connection::open(part, Access::Create).map_err(|error| match error.code {
        crate::ErrorCode::Missing | crate::ErrorCode::Failed => StoreError::read_only(path).detailed(error.detail),
        _ => error,
    })?;
    migrate::apply(&mut connection, part, 0, MIGRATIONS)?;
    let replica = ids.next(stamp.millis());
    let facts = [
        ("replica", replica),
        ("sample", if sample { "1" } else { "0" }.to_string()),
        ("created_at", stamp.at_utc()),
        ("created_by", program.to_string()),
        ("ids", ids.counter().to_string()),
    ];
    for (key, value) in facts {
        connection.execute("INSERT INTO meta (key, value) VALUES (?1, ?2)", (key, value))?;
    }
    Ok(())
}

fn meta(connection: &Connection, key: &str) -> Result<Option<String>> {
    Ok(connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}
