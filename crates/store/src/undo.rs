//! Undo: the reverse of an action is appended, as an action of its own, so that it can be undone, too.

use crate::act::Act;
use crate::error::{ErrorCode, Result, StoreError};
use crate::event::Law;
use crate::history::ActionId;
use crate::record::{self, Table};
use crate::sql;
use crate::stamp::Stamp;
use crate::store::Store;
use rusqlite::{Connection, Row};
use serde_json::Value as Json;
use std::collections::BTreeSet;

impl Store {
    /// Undoes an action: what it made goes, what it deleted comes back, what it changed gets its former values. Works
    /// after a restart, and on an undo (重做).
    ///
    /// # Errors
    /// [`ErrorCode::Conflict`] when something of it was changed or used later, or it was undone already;
    /// [`ErrorCode::Frozen`] when a report became final after it, or it cannot be undone at all. Nothing is changed then.
    pub fn undo(&mut self, stamp: &Stamp, action: &ActionId, law: &Law<'_>) -> Result<()> {
        let sql =
            "SELECT id, label, reversible, EXISTS (SELECT 1 FROM action u WHERE u.undoes = a.uid), undoes IS NOT NULL
            FROM action a WHERE uid = ?1";
        let found = sql::first(&self.connection, sql, [&action.0], |row| {
            Ok((
                sql::get::<i64>(row, 0)?,
                sql::get::<String>(row, 1)?,
                sql::get::<bool>(row, 2)?,
                sql::get::<bool>(row, 3)?,
                sql::get::<bool>(row, 4)?,
            ))
        })?;
        let (id, label, reversible, undone, is_undo) = found.ok_or_else(|| StoreError::not_found("操作", &action.0))?;
        if undone {
            return Err(conflict(&label, "它已经撤销过了"));
        }
        if !reversible {
            return Err(frozen(format!("“{label}”按规定不能撤销")));
        }
        if id <= barrier(&self.connection)? {
            return Err(frozen(format!("“{label}”之后已有年度报告定稿，不能再撤销定稿之前的操作")));
        }
        let title = match (is_undo, label.strip_prefix("撤销："), label.strip_prefix("重做：")) {
            (true, Some(done), _) => format!("重做：{done}"),
            (true, _, Some(done)) => format!("撤销：{done}"),
            _ => format!("撤销：{label}"),
        };
        self.act_back(stamp, &title, &action.0, |act| act.reverse(&action.0, &label, law)).map_err(|error| {
            // References are checked at the commit: something made later still points at what would go.
            if error.code == ErrorCode::Invalid {
                conflict(&label, "后来的记录用到了它").detailed(error.detail)
            } else {
                error
            }
        })
    }
}

/// The number of the last action that made a report final: nothing up to it is undone any more.
pub(crate) fn barrier(connection: &Connection) -> Result<i64> {
    // CROSS JOIN: from the few versions to their changes, never through the whole log.
    let sql = "SELECT max(c.action) FROM report_version v CROSS JOIN change c ON c.uid = v.uid
        WHERE c.table_name = 'report_version' AND c.field = 'status'
          AND c.after IN ('\"final\"', '\"published\"', '\"corrected\"')";
    Ok(sql::first(connection, sql, [], |row| sql::get::<Option<i64>>(row, 0))?.flatten().unwrap_or(0))
}

fn conflict(label: &str, why: &str) -> StoreError {
    StoreError::new(ErrorCode::Conflict, format!("“{label}”不能撤销：{why}"), "请先撤销后来的操作，或者直接修改")
}

fn frozen(message: String) -> StoreError {
    StoreError::new(ErrorCode::Frozen, message, "需要更正的，请直接修改或者登记更正")
}

/// An entry of the log, to be reversed.
struct Entry {
    table: &'static Table,
    uid: String,
    field: Option<String>,
    before: Option<Json>,
    after: Option<Json>,
}

impl Entry {
    /// Whether a field of a record was changed, not the whole made or deleted.
    fn is_field(&self) -> bool {
        self.field.is_some()
    }

    fn read(row: &Row<'_>) -> Result<Entry> {
        let name: String = sql::get(row, 0)?;
        let value = |column: usize| match sql::get::<Option<String>>(row, column)? {
            Some(_) => sql::json(row, column).map(Some),
            None => Ok(None),
        };
        Ok(Entry {
            table: Table::named(&name).ok_or_else(|| StoreError::unreadable("change", &name))?,
            uid: sql::get(row, 1)?,
            field: sql::get(row, 2)?,
            before: value(3)?,
            after: value(4)?,
        })
    }
}

impl Act<'_> {
    fn reverse(&mut self, action: &str, label: &str, law: &Law<'_>) -> Result<()> {
        self.tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let sql = "SELECT table_name, uid, field, before, after FROM change
            WHERE action = (SELECT id FROM action WHERE uid = ?1) ORDER BY seq DESC";
        let entries = sql::all(self.tx, sql, [action], Entry::read)?;
        let mut cases = BTreeSet::new();
        for entry in &entries {
            note_case(entry, &mut cases);
        }
        // The fields of one record that changed together go back together: rules of shape may hold between them.
        for run in
            entries.chunk_by(|a, b| a.is_field() && b.is_field() && a.table.name == b.table.name && a.uid == b.uid)
        {
            match run {
                [entry] if !entry.is_field() => self.reverse_record(entry, label)?,
                fields => self.reverse_fields(fields, label)?,
            }
        }
        for case in cases {
            if record::read(self.tx, &crate::application::APPLICATION, &case)?.is_some() {
                self.reproject(&case, law)?;
            }
        }
        Ok(())
    }

    /// Takes away what was made, brings back what was deleted.
    fn reverse_record(&mut self, entry: &Entry, label: &str) -> Result<()> {
        let Entry { table, uid, before, after, .. } = entry;
        let now = record::read(self.tx, table, uid)?;
        match (before, after) {
            (None, Some(Json::Object(made))) => {
                let now = now.ok_or_else(|| conflict(label, "它登记的内容后来被删除了"))?;
                if now != record::from_whole(table, made) {
                    return Err(conflict(label, "它登记的内容后来又改过"));
                }
                let sql = "SELECT 1 FROM attachment_link WHERE owner_table = ?1 AND owner = ?2";
                if sql::first(self.tx, sql, (table.name, uid), |_| Ok(()))?.is_some() {
                    return Err(conflict(label, "后来给它加了附件"));
                }
                self.remove(table, "记录", uid)
            }
            (Some(Json::Object(deleted)), None) => {
                if now.is_some() {
                    return Err(conflict(label, "它删除的内容后来又有了"));
                }
                self.insert(table, uid, record::from_whole(table, deleted))
            }
            _ => Err(StoreError::unreadable("change", table.name)),
        }
    }

    /// Gives the fields of one record their former values, the last change first.
    fn reverse_fields(&mut self, entries: &[Entry], label: &str) -> Result<()> {
        let Some(Entry { table, uid, .. }) = entries.first() else { return Ok(()) };
        let mut values =
            record::read(self.tx, table, uid)?.ok_or_else(|| conflict(label, "它修改的内容后来被删除了"))?;
        for Entry { field, before, after, .. } in entries {
            let unreadable = || StoreError::unreadable("change", table.name);
            let place = field.as_deref().and_then(|field| table.position(field)).and_then(|at| values.get_mut(at));
            let (Some(place), Some(before), Some(after)) = (place, before, after) else { return Err(unreadable()) };
            if *place != record::from_json(after) {
                return Err(conflict(label, "它修改的内容后来又改过"));
            }
            *place = record::from_json(before);
        }
        self.put(table, uid, values)
    }
}

/// Remembers the case that an entry is about: its projection follows.
fn note_case(entry: &Entry, cases: &mut BTreeSet<String>) {
    if entry.table.name == "application" {
        cases.insert(entry.uid.clone());
    } else if entry.table.name == "application_event" {
        let whole = entry.before.as_ref().or(entry.after.as_ref());
        if let Some(case) = whole.and_then(|record| record.get("application")).and_then(Json::as_str) {
            cases.insert(case.to_string());
        }
    }
}
