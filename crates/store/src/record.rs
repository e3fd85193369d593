//! Records and their trace: every write of a logged table goes through here and leaves its rows in the change log.

use crate::act::Act;
use crate::error::{Result, StoreError};
use crate::sql;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Map, Value as Json};

/// A logged table: its name and the columns that belong to the record (no row number, no identity, nothing derived).
#[derive(Debug)]
pub(crate) struct Table {
    /// In SQL and in the change log.
    pub(crate) name: &'static str,
    /// In the order of reads and writes.
    pub(crate) columns: &'static [&'static str],
}

/// All logged tables. The change log names tables and columns; only these are ever put into a statement.
pub(crate) const TABLES: &[&Table] = &[
    &crate::setting::SETTING,
    &crate::agency::AGENCY,
    &crate::agency::NAME,
    &crate::agency::PARENT,
    &crate::applicant::APPLICANT,
    &crate::application::APPLICATION,
    &crate::application::APPLICANTS,
    &crate::event::EVENT,
    &crate::letter::WISH,
    &crate::letter::LETTER,
    &crate::dispute::DISPUTE,
    &crate::dispute::APPLICATIONS,
    &crate::figure::FIGURE,
    &crate::figure::ADJUSTMENT,
    &crate::report::SECTION,
    &crate::report::HEAD,
    &crate::report::REASON,
    &crate::report::FEE,
    &crate::version::VERSION,
    &crate::version::FILE,
    &crate::process::PROCESS,
    &crate::catalogue::ITEM,
    &crate::publication::PUBLICATION,
    &crate::publication::PLACING,
    &crate::publication::FEEDBACK,
    &crate::attachment::LINK,
];

/// Values of a record in the order of its table's columns.
pub(crate) type Values = Vec<Value>;

impl Table {
    pub(crate) fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().copied().find(|table| table.name == name)
    }

    /// Where a column stands among the record's values.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }

    /// `SELECT uid, <columns> FROM <table>`.
    pub(crate) fn select(&self) -> String {
        format!("SELECT uid, {} FROM {}", self.columns.join(", "), self.name)
    }
}

/// The record as it stands; `None` when there is none.
pub(crate) fn read(connection: &Connection, table: &Table, uid: &str) -> Result<Option<Values>> {
    let sql = format!("{} WHERE uid = ?1", table.select());
    sql::first(connection, &sql, [uid], |row| {
        (1..=table.columns.len()).map(|column| Ok(row.get::<_, Value>(column)?)).collect()
    })
}

impl Act<'_> {
    /// Writes a record: a new one, or what differs in the one that is there.
    pub(crate) fn put(&mut self, table: &'static Table, uid: &str, values: Values) -> Result<()> {
        if values.len() != table.columns.len() {
            return Err(StoreError::invalid("内容无法保存", "请把技术信息交给维护人员").detailed(table.name));
        }
        match read(self.tx, table, uid)? {
            None => self.insert(table, uid, values),
            Some(before) => self.update(table, uid, &before, values),
        }
    }

    /// Writes a new record.
    pub(crate) fn insert(&mut self, table: &'static Table, uid: &str, values: Values) -> Result<()> {
        self.look_before(table)?;
        let marks: Vec<String> = (2..values.len() + 2).map(|n| format!("?{n}")).collect();
        let sql =
            format!("INSERT INTO {} (uid, {}) VALUES (?1, {})", table.name, table.columns.join(", "), marks.join(", "));
        let after = whole(table, &values);
        let uid_value = Value::Text(uid.to_string());
        self.tx.prepare_cached(&sql)?.execute(params_from_iter(std::iter::once(uid_value).chain(values)))?;
        self.log(table, uid, None, None, Some(&after))
    }

    /// All columns that differ in one statement: rules of shape may hold between columns.
    fn update(&mut self, table: &'static Table, uid: &str, before: &[Value], values: Values) -> Result<()> {
        let differing: Vec<(&str, &Value, Value)> = table
            .columns
            .iter()
            .zip(before)
            .zip(values)
            .filter(|((_, before), after)| *before != after)
            .map(|((column, before), after)| (*column, before, after))
            .collect();
        if differing.is_empty() {
            return Ok(());
        }
        self.look_before(table)?;
        let settings: Vec<String> =
            differing.iter().zip(2..).map(|((column, _, _), n)| format!("{column} = ?{n}")).collect();
        let sql = format!("UPDATE {} SET {} WHERE uid = ?1", table.name, settings.join(", "));
        let uid_value = Value::Text(uid.to_string());
        let after = differing.iter().map(|(_, _, after)| after);
        self.tx.prepare_cached(&sql)?.execute(params_from_iter(std::iter::once(&uid_value).chain(after)))?;
        for (column, before, after) in &differing {
            self.log(table, uid, Some(column), Some(&to_json(before)), Some(&to_json(after)))?;
        }
        Ok(())
    }

    /// Takes a record away.
    ///
    /// # Errors
    /// When there is none, or another record refers to it.
    pub(crate) fn remove(&mut self, table: &'static Table, what: &str, uid: &str) -> Result<()> {
        self.look_before(table)?;
        let before = read(self.tx, table, uid)?.ok_or_else(|| StoreError::not_found(what, uid))?;
        let sql = format!("DELETE FROM {} WHERE uid = ?1", table.name);
        self.tx.prepare_cached(&sql)?.execute([uid]).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => {
                StoreError::invalid(format!("这条{what}还有别的记录在引用，不能删除"), "请先处理引用它的记录")
                    .detailed(&error)
            }
            _ => StoreError::from(error),
        })?;
        self.log(table, uid, None, Some(&whole(table, &before)), None)
    }

    /// Writes one entry of the change log.
    pub(crate) fn log(
        &mut self,
        table: &'static Table,
        uid: &str,
        field: Option<&str>,
        before: Option<&Json>,
        after: Option<&Json>,
    ) -> Result<()> {
        let action = self.begin(uid)?;
        if self.goes_on() && self.log_on(action, table, uid, field, after)? {
            return Ok(());
        }
        let (before, after) = (before.map(Json::to_string), after.map(Json::to_string));
        self.tx
            .prepare_cached(
                "INSERT INTO change (action, table_name, uid, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((action, table.name, uid, field, before, after))?;
        Ok(())
    }
}

impl Act<'_> {
    /// Puts a field's newer value into the entry that the same step has for it already. False when there is none: then it
    /// is an entry of its own.
    fn log_on(
        &mut self,
        action: i64,
        table: &'static Table,
        uid: &str,
        field: Option<&str>,
        after: Option<&Json>,
    ) -> Result<bool> {
        let (Some(field), Some(after)) = (field, after) else { return Ok(false) };
        let sql = "SELECT seq, field, after FROM change WHERE action = ?1 AND table_name = ?2 AND uid = ?3
            AND (field = ?4 OR field IS NULL) ORDER BY seq DESC LIMIT 1";
        let found = sql::first(self.tx, sql, (action, table.name, uid, field), |row| {
            Ok((sql::get::<i64>(row, 0)?, sql::get::<Option<String>>(row, 1)?, sql::get::<Option<String>>(row, 2)?))
        })?;
        let Some((seq, of, stood)) = found else { return Ok(false) };
        let newer = match (of, stood) {
            (Some(_), _) => after.to_string(),
            // The step made the whole record.
            (None, Some(whole)) => {
                let mut whole: Map<String, Json> = serde_json::from_str(&whole)
                    .map_err(|error| StoreError::unreadable("change", table.name).detailed(&error))?;
                if after.is_null() {
                    whole.remove(field);
                } else {
                    whole.insert(field.to_string(), after.clone());
                }
                Json::Object(whole).to_string()
            }
            (None, None) => return Ok(false),
        };
        self.tx.prepare_cached("UPDATE change SET after = ?2 WHERE seq = ?1")?.execute((seq, newer))?;
        Ok(true)
    }
}

/// A record as one JSON object; columns that are NULL are left out.
fn whole(table: &Table, values: &[Value]) -> Json {
    let fields = table.columns.iter().zip(values).filter(|(_, value)| **value != Value::Null);
    Json::Object(fields.map(|(column, value)| ((*column).to_string(), to_json(value))).collect())
}

/// The values in such an object, in the order of the table's columns.
pub(crate) fn from_whole(table: &Table, record: &Map<String, Json>) -> Values {
    table.columns.iter().map(|column| record.get(*column).map_or(Value::Null, from_json)).collect()
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(n) => Json::from(*n),
        Value::Real(n) => Json::from(*n),
        Value::Text(text) => Json::from(text.as_str()),
        // No logged table holds bytes.
        Value::Blob(_) => Json::Null,
    }
}

/// A logged value as it was.
pub(crate) fn from_json(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Integer(i64::from(*b)),
        Json::Number(n) => n.as_i64().map_or(Value::Null, Value::Integer),
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
