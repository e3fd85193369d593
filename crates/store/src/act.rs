//! Actions: everything that is written, is written in one, and an action is one undo step.

use crate::error::{Result, StoreError};
use crate::lookout::COUNTED;
use crate::record::Table;
use crate::stamp::Stamp;
use crate::store::Store;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// A running action: the only thing that can write. The tables add their verbs to it.
#[derive(Debug)]
pub struct Act<'a> {
    /// The file inside the running transaction.
    pub(crate) tx: &'a Connection,
    pub(crate) stamp: &'a Stamp,
    pub(crate) action: String,
    pub(crate) replica: &'a str,
    pub(crate) lamport: i64,
    pub(crate) undoes: Option<String>,
    pub(crate) reversible: bool,
    label: &'a str,
    /// The file as the action sees it: for the lookout, and where identities come from.
    store: &'a Store,
    /// Whether the lookout has seen the file as it was.
    watched: bool,
    /// The number of the action's row, once it is written.
    row: Option<i64>,
    /// Whether it may go on with the action before it, and whether it does.
    join: Join,
}

/// How an action stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// It is one of its own.
    Not,
    /// It goes on with it when it is more of the same.
    May,
    /// It does.
    Does,
}

/// So long, in seconds, more of the same belongs to one step: what one writes in a breath is taken back in one.
const STRETCH: i64 = 10;

impl Store {
    /// Does one thing (登记申请, 导入台账) as a whole: when `work` fails, nothing of it stays. Its changes stand in the
    /// change log under this label. An action that changes nothing leaves no trace.
    ///
    /// # Errors
    /// Those of `work`; when the file is open for reading only; when it cannot be written.
    pub fn act<T>(&mut self, stamp: &Stamp, label: &str, work: impl FnOnce(&mut Act<'_>) -> Result<T>) -> Result<T> {
        self.run(stamp, label, None, Join::Not, work)
    }

    /// Does more of what was done last, as when a text is being typed: when it is about the same record under the same
    /// label within ten seconds, it is one undo step with it; else an action of its own. The entries of the change log go on, too: a log of every key would
    /// hold the whole text each time.
    ///
    /// # Errors
    /// As [`Store::act`].
    pub fn act_on<T>(&mut self, stamp: &Stamp, label: &str, work: impl FnOnce(&mut Act<'_>) -> Result<T>) -> Result<T> {
        self.run(stamp, label, None, Join::May, work)
    }

    /// Reverses an action as an action of its own.
    pub(crate) fn act_back(
        &mut self,
        stamp: &Stamp,
        label: &str,
        undoes: &str,
        work: impl FnOnce(&mut Act<'_>) -> Result<()>,
    ) -> Result<()> {
        self.run(stamp, label, Some(undoes.to_string()), Join::Not, work)
    }

    fn run<T>(
        &mut self,
        stamp: &Stamp,
        label: &str,
        undoes: Option<String>,
        join: Join,
        work: impl FnOnce(&mut Act<'_>) -> Result<T>,
    ) -> Result<T> {
        if self.is_read_only() {
            return Err(StoreError::opened_for_reading());
        }
        self.check_place()?;
        let store: &Store = self;
        let tx = Transaction::new_unchecked(&store.connection, TransactionBehavior::Immediate)?;
        let lamport = tx.query_row("SELECT coalesce(max(lamport), 0) + 1 FROM action", [], |row| row.get(0))?;
        let action = store.next_id(stamp);
        let mut act = Act {
            tx: &tx,
            stamp,
            action,
            replica: &store.replica,
            lamport,
            undoes,
            reversible: true,
            label,
            store,
            watched: false,
            row: None,
            join,
        };
        let outcome = work(&mut act)?;
        act.look_after()?;
        act.finish()?;
        tx.commit()?;
        Ok(outcome)
    }
}

impl Act<'_> {
    /// A fresh identity for a record that is about to be written.
    pub fn new_id(&mut self) -> String {
        self.store.next_id(self.stamp)
    }

    /// Says that this cannot be undone: what the file begins with, for undoing it would leave nothing to work on.
    pub fn keep_for_good(&mut self) {
        self.reversible = false;
    }

    /// Who does this and when.
    pub fn stamp(&self) -> &Stamp {
        self.stamp
    }

    /// Lets the lookout see the file before the first change of what reports count.
    pub(crate) fn look_before(&mut self, table: &Table) -> Result<()> {
        if self.watched || !COUNTED.contains(&table.name) {
            return Ok(());
        }
        self.watched = true;
        match self.store.lookout.borrow_mut().as_mut() {
            Some(lookout) => lookout.before(self.store),
            None => Ok(()),
        }
    }

    /// Lets the lookout see what became of the file, and writes down what it says of it.
    fn look_after(&mut self) -> Result<()> {
        if !self.watched {
            return Ok(());
        }
        let notes = match self.store.lookout.borrow_mut().as_mut() {
            Some(lookout) => lookout.after(self.store)?,
            None => Vec::new(),
        };
        notes.iter().try_for_each(|note| self.add_late_change(note))
    }

    /// Writes the action's own row, once, before the first of its changes, which is to this record. Gives the number of the
    /// row.
    pub(crate) fn begin(&mut self, uid: &str) -> Result<i64> {
        if let Some(row) = self.row {
            return Ok(row);
        }
        if self.join == Join::May
            && let Some(row) = self.last_alike(uid)?
        {
            self.join = Join::Does;
            self.row = Some(row);
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

    /// Whether entries of the change log are added to those of an earlier action.
    pub(crate) fn goes_on(&self) -> bool {
        self.join == Join::Does
    }

    /// The last action of the file, when this is more of the same: another report has sections of the same name.
    fn last_alike(&self, uid: &str) -> Result<Option<i64>> {
        let sql = "SELECT id, at_utc FROM action
            WHERE id = (SELECT max(id) FROM action) AND label = ?1 AND who = ?2 AND replica = ?3 AND undoes IS NULL
              AND id > ?4 AND NOT EXISTS (SELECT 1 FROM change WHERE change.action = action.id AND change.uid <> ?5)";
        let barrier = crate::undo::barrier(self.tx)?;
        let given = (self.label, self.stamp.who(), self.replica, barrier, uid);
        let found = crate::sql::first(self.tx, sql, given, |row| {
            Ok((crate::sql::get::<i64>(row, 0)?, crate::sql::get::<String>(row, 1)?))
        })?;
        let Some((row, at)) = found else { return Ok(None) };
        let began = Stamp::new(&at, self.stamp.who())?.millis();
        let age = i64::try_from(self.stamp.millis()).unwrap_or(i64::MAX) - i64::try_from(began).unwrap_or(0);
        Ok((0..STRETCH * 1000).contains(&age).then_some(row))
    }

    fn finish(self) -> Result<()> {
        if !self.reversible {
            self.tx.execute("UPDATE action SET reversible = 0 WHERE uid = ?1", [&self.action])?;
        }
        let given = self.store.ids.borrow().counter().to_string();
        self.tx.execute("UPDATE meta SET value = ?1 WHERE key = 'ids'", [given])?;
        Ok(())
    }
}
