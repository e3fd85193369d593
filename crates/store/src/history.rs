//! What was done: actions, and the changes of a record.

use crate::error::Result;
use crate::sql;
use crate::store::Store;
use rusqlite::Row;

/// The stable identity of an action (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub String);

/// Something that was done, as one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Identity.
    pub id: ActionId,
    /// What was done, in words.
    pub label: String,
    /// When: RFC 3339 in UTC.
    pub at_utc: String,
    /// Who.
    pub who: String,
    /// How many entries of the change log it made.
    pub changes: u64,
    /// The action that it undid.
    pub undoes: Option<ActionId>,
    /// The action that undid it.
    pub undone_by: Option<ActionId>,
}

/// One entry of the change log. Values are JSON; those of erased personal data are empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the log.
    pub seq: i64,
    /// The action that made it.
    pub action: ActionId,
    /// When: RFC 3339 in UTC.
    pub at_utc: String,
    /// Who.
    pub who: String,
    /// Which table.
    pub table: String,
    /// Which record.
    pub uid: String,
    /// Which field; `None` when the whole record was made or deleted.
    pub field: Option<String>,
}

const ACTION: &str = "SELECT a.uid, a.label, a.at_utc, a.who, (SELECT count(*) FROM change c WHERE c.action = a.id),
    a.undoes, (SELECT u.uid FROM action u WHERE u.undoes = a.uid) FROM action a";

impl Store {
    /// The last actions, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actions(&self, limit: u32) -> Result<Vec<Action>> {
        sql::all(&self.connection, &format!("{ACTION} ORDER BY a.id DESC LIMIT ?1"), [limit], read)
    }

    /// The action that 撤销 would undo: the last one that is in effect and can be undone.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_undo(&self) -> Result<Option<Action>> {
        self.next(0)
    }

    /// The action that 重做 would undo: the last undo, as long as nothing else was done after it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next_redo(&self) -> Result<Option<Action>> {
        self.next(1)
    }

    /// An action that undoes nothing has depth 0, its undo 1, the undo of that 2, and so on: even ones do, odd ones
    /// undo. Steps that are undone are out of the way; so are those behind a 定稿.
    fn next(&self, parity: i64) -> Result<Option<Action>> {
        let barrier = crate::undo::barrier(&self.connection)?;
        let sql = format!(
            "WITH RECURSIVE depth (uid, n) AS (
                 SELECT uid, 0 FROM action WHERE undoes IS NULL
                 UNION ALL SELECT a.uid, d.n + 1 FROM action a JOIN depth d ON a.undoes = d.uid)
             {ACTION} JOIN depth d ON d.uid = a.uid
             WHERE NOT EXISTS (SELECT 1 FROM action u WHERE u.undoes = a.uid)
               AND a.id > ?1 AND d.n % 2 = ?2 AND (?2 = 1 OR a.reversible)
               AND (?2 = 0 OR a.id > (SELECT coalesce(max(id), 0) FROM action WHERE undoes IS NULL))
             ORDER BY a.id DESC LIMIT 1"
        );
        sql::first(&self.connection, &sql, (barrier, parity), read)
    }

    /// What happened to a record, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes_of(&self, table: &str, uid: &str) -> Result<Vec<Change>> {
        let sql = "SELECT seq, action, at_utc, who, table_name, uid, field FROM change_log
            WHERE table_name = ?1 AND uid = ?2 ORDER BY seq";
        sql::all(&self.connection, sql, (table, uid), |row| {
            Ok(Change {
                seq: sql::get(row, 0)?,
                action: ActionId(sql::get(row, 1)?),
                at_utc: sql::get(row, 2)?,
                who: sql::get(row, 3)?,
                table: sql::get(row, 4)?,
                uid: sql::get(row, 5)?,
                field: sql::get(row, 6)?,
            })
        })
    }
}

fn read(row: &Row<'_>) -> Result<Action> {
    Ok(Action {
        id: ActionId(sql::get(row, 0)?),
        label: sql::get(row, 1)?,
        at_utc: sql::get(row, 2)?,
        who: sql::get(row, 3)?,
        changes: u64::try_from(sql::get::<i64>(row, 4)?).unwrap_or_default(),
        undoes: sql::get::<Option<String>>(row, 5)?.map(ActionId),
        undone_by: sql::get::<Option<String>>(row, 6)?.map(ActionId),
    })
}
