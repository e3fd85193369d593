//! Actions: everything that is written, is written in one, and an action is one undo step.

use crate::error::{Result, StoreError};
use crate::ids::Ids;
use crate::stamp::Stamp;
use crate::store::Store;
use rusqlite::{Transaction, TransactionBehavior};

/// A running action: the only thing that can write. The tables add their verbs to it.
#[derive(Debug)]
pub struct Act<'a> {
    pub(crate) tx: Transaction<'a>,
    pub(crate) stamp: &'a Stamp,
    pub(crate) action: String,
    pub(crate) replica: &'a str,
    pub(crate) lamport: i64,
    pub(crate) undoes: Option<String>,
    pub(crate) reversible: bool,
    label: &'a str,
    ids: &'a mut Ids,
    /// The number of the action's row, once it is written.
    row: Option<i64>,
}

impl Store {
    /// Does one thing (登记申请, 导入台账) as a whole: when `work` fails, nothing of it stays. Its changes stand in the
    /// change log under this label. An action that changes nothing leaves no trace.
    ///
    /// # Errors
    /// Those of `work`; when the file is open for reading only; when it cannot be written.
    pub fn act<T>(&mut self, stamp: &Stamp, label: &str, work: impl FnOnce(&mut Act<'_>) -> Result<T>) -> Result<T> {
        self.run(stamp, label, None, work)
    }

    pub(crate) fn run<T>(
        &mut self,
        stamp: &Stamp,
        label: &str,
        undoes: Option<String>,
        work: impl FnOnce(&mut Act<'_>) -> Result<T>,
    ) -> Result<T> {
        if self.is_read_only() {
            return Err(StoreError::opened_for_reading());
        }
        self.check_place()?;
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let lamport = tx.query_row("SELECT coalesce(max(lamport), 0) + 1 FROM action", [], |row| row.get(0))?;
        let action = self.ids.next(stamp.millis());
        let mut act = Act {
            tx,
            stamp,
            action,
            replica: &self.replica,
            lamport,
            undoes,
            reversible: true,
            label,
            ids: &mut self.ids,
            row: None,
        };
        let outcome = work(&mut act)?;
        act.finish()?;
        Ok(outcome)
    }
}

impl Act<'_> {
    /// A fresh identity for a record that is about to be written.
    pub fn new_id(&mut self) -> String {
        self.ids.next(self.stamp.millis())
    }

    /// Says that this cannot be undone: what the file begins with, for undoing it would leave nothing to work on.
    pub fn keep_for_good(&mut self) {
        self.reversible = false;
    }

    /// Who does this and when.
    pub fn stamp(&self) -> &Stamp {
        self.stamp
    }

    /// Writes the action's own row, once, before the first of its changes. Gives the number of the row.
    pub(crate) fn begin(&mut self) -> Result<i64> {
        if let Some(row) = self.row {
            return Ok(row);
        }
        self.tx.execute(
            "INSERT INTO action (uid, label, replica, lamport, at_utc, who, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (&self.action, self.label, self.replica, self.lamport, self.stamp.at_utc(), self.stamp.who(), &self.undoes),
        )?;
        let row = self.tx.last_insert_rowid();
        self.row = Some(row);
        Ok(row)
    }

    fn finish(self) -> Result<()> {
        if !self.reversible {
            self.tx.execute("UPDATE action SET reversible = 0 WHERE uid = ?1", [&self.action])?;
        }
        self.tx.execute("UPDATE meta SET value = ?1 WHERE key = 'ids'", [self.ids.counter().to_string()])?;
        self.tx.commit()?;
        Ok(())
    }
}
