//! What a search over the file is made from: rows read one after the other, and which of them have changed since.

use crate::catalogue::{self, ITEM};
use crate::error::Result;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::letter::LetterKind;
use mingce_domain::application::{ApplicantKind, ApplicationId};
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::personal::{Personal, PersonalKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The tables that are searched. Changes of the others are of no interest.
const WATCHED: [&str; 13] = [
    "catalogue_item",
    "application",
    "applicant",
    "application_applicant",
    "letter",
    "dispute",
    "dispute_application",
    "process",
    "publication",
    "publication_placing",
    "report_section",
    "agency",
    "agency_name",
];
/// After so many changed rows it is quicker to read all of them.
const MANY: usize = 20_000;

/// The rows that changed since somebody asked last, by table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedRows {
    /// These, and no others; some of them may be gone.
    These(BTreeMap<&'static str, BTreeSet<i64>>),
    /// Any: too many to keep, or another program wrote.
    Any,
}

/// Collects changed rows. An action that was rolled back leaves rows here that did not change, which does no harm.
#[derive(Debug, Default)]
pub(crate) struct Watch(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    rows: BTreeMap<&'static str, BTreeSet<i64>>,
    count: usize,
    many: bool,
    /// What the file was when a reader asked last.
    version: Option<u64>,
}

impl Watch {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Whoever panicked here left a set of numbers.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn see(&self, table: &str, row: i64) {
        let Some(table) = WATCHED.into_iter().find(|watched| *watched == table) else { return };
        let mut seen = self.seen();
        if seen.many {
            return;
        }
        seen.count += usize::from(seen.rows.entry(table).or_default().insert(row));
        if seen.count > MANY {
            seen.many = true;
            seen.rows.clear();
        }
    }
}

/// A disclosure item with its row and its place in the list of its agency.
#[derive(Debug, Clone, PartialEq)]
pub struct Searched {
    /// The row: as long as the item is in the file.
    pub row: i64,
    /// The place.
    pub position: i64,
    /// The item, but for what it was adopted from.
    pub item: DisclosureItem,
}

impl Store {
    /// Which searched rows changed since this was asked last, or since the file was opened.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changed_rows(&self) -> Result<ChangedRows> {
        let version = if self.is_read_only() { Some(self.changes()?) } else { None };
        let mut seen = self.watch.seen();
        let seen = std::mem::replace(&mut *seen, Seen { version, ..Seen::default() });
        let any = seen.many || seen.version.is_some() && seen.version != version;
        Ok(if any { ChangedRows::Any } else { ChangedRows::These(seen.rows) })
    }

    /// Shows disclosure items one after the other, all of them or those in these rows.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_item(&self, rows: Option<&BTreeSet<i64>>, mut show: impl FnMut(Searched)) -> Result<()> {
        // What an item was adopted from is the largest part of it, and is not searched.
        let column = |name: &&'static str| if name.starts_with("base_") { "NULL" } else { *name };
        let columns: Vec<&str> = ITEM.columns.iter().map(column).collect();
        let row_at = ITEM.columns.len() + 1;
        let among = rows.map_or("", |_| "WHERE id IN (SELECT value FROM json_each(?1))");
        let sql = format!("SELECT uid, {}, id FROM {} {among}", columns.join(", "), ITEM.name);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut found = match rows {
            Some(rows) => statement.query([serde_json::json!(rows).to_string()])?,
            None => statement.query([])?,
        };
        while let Some(row) = found.next()? {
            let (number, position) = (sql::get(row, row_at)?, sql::get(row, 2)?);
            show(Searched { row: number, position, item: catalogue::read(row)? });
        }
        Ok(())
    }

    /// The applicants of all cases, by kind and name, the first-named one first; without those whose data was erased.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applicants_by_case(&self) -> Result<HashMap<ApplicationId, Vec<(ApplicantKind, Personal)>>> {
        let mut cases: HashMap<ApplicationId, Vec<(ApplicantKind, Personal)>> = HashMap::new();
        let sql = "SELECT link.application, p.kind, p.name
            FROM application_applicant link JOIN applicant p ON p.uid = link.applicant
            WHERE p.erased_at IS NULL ORDER BY link.application, link.position";
        sql::all(&self.connection, sql, [], |row| {
            let name = Personal::new(PersonalKind::Name, sql::get::<String>(row, 2)?);
            cases.entry(ApplicationId(sql::get(row, 0)?)).or_default().push((sql::word(row, 1)?, name));
            Ok(())
        })?;
        Ok(cases)
    }

    /// The letters of all cases, by kind and number as printed, in the order of their issue; void ones, too, since their
    /// numbers are asked for as well.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letters_by_case(&self) -> Result<HashMap<ApplicationId, Vec<(LetterKind, String)>>> {
        let mut cases: HashMap<ApplicationId, Vec<(LetterKind, String)>> = HashMap::new();
        let sql = "SELECT application, kind, number FROM letter ORDER BY application, issued_on, id";
        sql::all(&self.connection, sql, [], |row| {
            let letter = (sql::word(row, 1)?, sql::get(row, 2)?);
            cases.entry(ApplicationId(sql::get(row, 0)?)).or_default().push(letter);
            Ok(())
        })?;
        Ok(cases)
    }

    /// The sections of text of all reports: whose, of which year, which, what. Newest years first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn all_sections(&self) -> Result<Vec<(AgencyId, i32, String, String)>> {
        let sql = "SELECT agency, year, key, text FROM report_section ORDER BY year DESC, agency, key";
        sql::all(&self.connection, sql, [], |row| {
            Ok((AgencyId(sql::get(row, 0)?), sql::get(row, 1)?, sql::get(row, 2)?, sql::get(row, 3)?))
        })
    }
}
