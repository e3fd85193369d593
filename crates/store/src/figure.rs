//! Figures that somebody typed, and signed changes to counted ones.

use crate::act::Act;
use crate::error::{Result, StoreError};
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Address, Adjustment, Decimal, TypedFigure, Value};
use rusqlite::Row;
use rusqlite::types::Value as SqlValue;

pub(crate) const FIGURE: Table = Table {
    name: "figure",
    columns: &["agency", "year", "address", "value_is", "value", "source_from", "source_by", "source_on"],
};
pub(crate) const ADJUSTMENT: Table = Table {
    name: "adjustment",
    columns: &["agency", "year", "address", "delta", "reason", "source", "made_by", "made_on"],
};

/// The stable identity of an adjustment (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AdjustmentId(pub String);

impl Store {
    /// The cells of an agency's report that were filled in by hand, by address.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn typed_figures(&self, agency: &AgencyId, year: i32) -> Result<Vec<TypedFigure>> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2 ORDER BY address", FIGURE.select());
        sql::all(&self.connection, &sql, (&agency.0, year), |row| {
            Ok(TypedFigure {
                at: Address::new(sql::get::<String>(row, 3)?),
                value: read_value(row)?,
                from: sql::get(row, 6)?,
                by: sql::get(row, 7)?,
                on: sql::day_or_none(row, 8)?,
            })
        })
    }

    /// The adjustments to counted cells of an agency's report, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn adjustments(&self, agency: &AgencyId, year: i32) -> Result<Vec<Adjustment>> {
        Ok(self.adjustment_records(agency, year)?.into_iter().map(|(_, adjustment)| adjustment).collect())
    }

    /// The same with their identities, for a list in which they can be removed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn adjustment_records(&self, agency: &AgencyId, year: i32) -> Result<Vec<(AdjustmentId, Adjustment)>> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2 ORDER BY made_on, uid", ADJUSTMENT.select());
        sql::all(&self.connection, &sql, (&agency.0, year), |row| {
            let adjustment = Adjustment {
                at: Address::new(sql::get::<String>(row, 3)?),
                delta: sql::get(row, 4)?,
                reason: sql::get(row, 5)?,
                source: sql::get(row, 6)?,
                by: sql::get(row, 7)?,
                on: sql::day(row, 8)?,
            };
            Ok((AdjustmentId(sql::get(row, 0)?), adjustment))
        })
    }
}

impl Act<'_> {
    /// Fills in a cell by hand, or changes what was filled in. A blank value is kept as one: somebody emptied the cell.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn set_figure(&mut self, agency: &AgencyId, year: i32, figure: &TypedFigure) -> Result<()> {
        let sql = "SELECT uid FROM figure WHERE agency = ?1 AND year = ?2 AND address = ?3";
        let uid = self.uid_of(sql, (&agency.0, year, figure.at.as_str()))?;
        let (kind, value) = value_columns(&figure.value);
        let values = vec![
            sql::text(&agency.0),
            i64::from(year).into(),
            sql::text(figure.at.as_str()),
            sql::text(kind),
            value,
            sql::text_or_null(figure.from.as_deref()),
            sql::text_or_null(figure.by.as_deref()),
            sql::day_or_null(figure.on)?,
        ];
        self.put(&FIGURE, &uid, values)
    }

    /// Adds a signed change to a counted cell.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn add_adjustment(&mut self, agency: &AgencyId, year: i32, adjustment: &Adjustment) -> Result<AdjustmentId> {
        let id = AdjustmentId(self.new_id());
        let values = vec![
            sql::text(&agency.0),
            i64::from(year).into(),
            sql::text(adjustment.at.as_str()),
            adjustment.delta.into(),
            sql::text(&adjustment.reason),
            sql::text(&adjustment.source),
            sql::text(&adjustment.by),
            sql::day_value(adjustment.on)?,
        ];
        self.insert(&ADJUSTMENT, &id.0, values)?;
        Ok(id)
    }

    /// Takes an adjustment back.
    ///
    /// # Errors
    /// When it is unknown.
    pub fn remove_adjustment(&mut self, id: &AdjustmentId) -> Result<()> {
        self.remove(&ADJUSTMENT, "调整", &id.0)
    }
}

fn value_columns(value: &Value) -> (&'static str, SqlValue) {
    match value {
        Value::Blank => ("blank", SqlValue::Null),
        Value::NotApplicable => ("not_applicable", SqlValue::Null),
        Value::Integer(n) => ("integer", sql::text(n.to_string())),
        Value::Decimal(decimal) => ("decimal", sql::text(decimal.to_string())),
        Value::Text(text) => ("text", sql::text(text.as_str())),
    }
}

fn read_value(row: &Row<'_>) -> Result<Value> {
    let kind: String = sql::get(row, 4)?;
    let text: Option<String> = sql::get(row, 5)?;
    match (kind.as_str(), text) {
        ("blank", _) => Ok(Value::Blank),
        ("not_applicable", _) => Ok(Value::NotApplicable),
        ("text", Some(text)) => Ok(Value::Text(text)),
        ("integer", Some(text)) => {
            text.parse().map(Value::Integer).map_err(|e| StoreError::unreadable("figure", format!("{text}: {e}")))
        }
        ("decimal", Some(text)) => {
            Decimal::parse(&text).map(Value::Decimal).ok_or_else(|| StoreError::unreadable("figure", text))
        }
        (kind, _) => Err(StoreError::unreadable("figure", kind)),
    }
}
