//! Between rows and types: days, enum words, JSON lists. Text that a type cannot hold is a damaged file, not a panic.

use crate::error::{Result, StoreError};
use chrono::NaiveDate;
use rusqlite::types::{FromSql, Value};
use rusqlite::{Connection, Params, Row};
use serde::Serialize;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// Reads all rows of a query; the statement is kept prepared.
pub(crate) fn all<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(row)?);
    }
    Ok(out)
}

/// Reads the first row of a query, if there is one.
pub(crate) fn first<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

/// A column as it is.
pub(crate) fn get<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T> {
    Ok(row.get(column)?)
}

/// A column with a day, or none.
pub(crate) fn day_or_none(row: &Row<'_>, column: usize) -> Result<Option<NaiveDate>> {
    match row.get_ref(column)?.as_str_or_null() {
        Ok(text) => text.map(parse_day).transpose(),
        Err(error) => Err(StoreError::unreadable("day", error)),
    }
}

/// A column with a day.
pub(crate) fn day(row: &Row<'_>, column: usize) -> Result<NaiveDate> {
    day_or_none(row, column)?.ok_or_else(|| StoreError::unreadable("day", "null"))
}

fn parse_day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|e| StoreError::unreadable("day", format!("{text}: {e}")))
}

/// A column with an enum word, or none.
pub(crate) fn word_or_none<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null() {
        Ok(text) => text.map(parse_word).transpose(),
        Err(error) => Err(StoreError::unreadable("word", error)),
    }
}

/// A column with an enum word.
pub(crate) fn word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T> {
    word_or_none(row, column)?.ok_or_else(|| StoreError::unreadable("word", "null"))
}

fn parse_word<T: DeserializeOwned>(text: &str) -> Result<T> {
    let reader: StrDeserializer<'_, WordError> = text.into_deserializer();
    T::deserialize(reader).map_err(|e| StoreError::unreadable("word", e))
}

/// A column with JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|e| StoreError::unreadable("JSON", e))?;
    // The error's own words may quote the text, which may be personal.
    serde_json::from_str(text)
        .map_err(|e| StoreError::unreadable("JSON", format!("{:?} at {}:{}", e.classify(), e.line(), e.column())))
}

/// A text to store.
pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// A text to store, or NULL.
pub(crate) fn text_or_null(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.to_string()))
}

/// A day to store.
///
/// # Errors
/// Outside the years 0000 to 9999, in which text order is order in time.
pub(crate) fn day_value(day: NaiveDate) -> Result<Value> {
    if (0..=9999).contains(&chrono::Datelike::year(&day)) {
        Ok(Value::Text(day.to_string()))
    } else {
        Err(StoreError::invalid(format!("日期“{day}”超出可以保存的范围"), "请核对年份"))
    }
}

/// A day to store, or NULL.
pub(crate) fn day_or_null(day: Option<NaiveDate>) -> Result<Value> {
    day.map_or(Ok(Value::Null), day_value)
}

/// An enum as its word.
pub(crate) fn word_value<T: Serialize>(value: T) -> Result<Value> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(Value::Text(word)),
        Ok(other) => Err(StoreError::invalid("所选项目无法保存", "请把技术信息交给维护人员").detailed(other)),
        Err(error) => Err(StoreError::invalid("所选项目无法保存", "请把技术信息交给维护人员").detailed(error)),
    }
}

/// An enum as its word, or NULL.
pub(crate) fn word_or_null<T: Serialize>(value: Option<T>) -> Result<Value> {
    value.map_or(Ok(Value::Null), word_value)
}

/// Anything as JSON text.
pub(crate) fn json_value<T: Serialize>(value: &T) -> Result<Value> {
    serde_json::to_string(value)
        .map(Value::Text)
        .map_err(|e| StoreError::invalid("内容无法保存", "请把技术信息交给维护人员").detailed(e))
}

/// A list of identities for `IN (SELECT value FROM json_each(?))`.
pub(crate) fn id_list<'a>(ids: impl Iterator<Item = &'a str>) -> Result<String> {
    serde_json::to_string(&ids.collect::<Vec<_>>())
        .map_err(|e| StoreError::invalid("内容无法读取", "请把技术信息交给维护人员").detailed(e))
}
