//! Tables of other offices and other years: heads of every kind, merges, blanks that mean 同上, damaged ticks. What is
//! read for certain is read; what is not is flagged at its cell; nothing is silently wrong.

mod columns;
mod fields;
mod heads;
mod plan;
mod row;
mod rows;
#[cfg(test)]
mod tests;
mod titles;

pub use columns::{Column, levels_in};
pub use heads::{ColumnAnswers, ReadColumn};
pub use plan::{FieldChange, Plan, Planned, plan};
pub use row::{day as read_day, write as write_column};
pub use rows::{Doubt, ReadItem, ReadTable, Skipped, read_table};

use super::likeness;

/// A cell of a foreign table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignCell {
    /// Its text; empty when a merge covers it.
    pub text: String,
    /// The upper left cell of the merge that covers it.
    pub origin: Option<(usize, usize)>,
}

/// A table as it stood in a foreign file. Rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignTable {
    /// The sheet's name, or the heading above.
    pub name: String,
    /// Whether it is one of several sheets of a workbook: then the sheets may be one for each sector.
    pub one_of_many: bool,
    /// Its rows.
    pub rows: Vec<Vec<ForeignCell>>,
}

impl ForeignTable {
    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    fn cell(&self, row: usize, column: usize) -> Option<&ForeignCell> {
        self.rows.get(row)?.get(column)
    }

    fn origin(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        self.cell(row, column)?.origin
    }

    /// The cell's own text or that of the merge that covers it.
    fn text(&self, row: usize, column: usize) -> &str {
        let (row, column) = self.origin(row, column).unwrap_or((row, column));
        self.cell(row, column).map_or("", |cell| cell.text.as_str())
    }

    /// [`ForeignTable::text`] for readers of other tables; a place outside is blank.
    pub fn text_at(&self, row: usize, column: usize) -> &str {
        self.text(row, column)
    }

    /// The upper left cell of the merge that covers a place.
    pub fn origin_at(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        self.origin(row, column)
    }

    /// A row's own texts, without blank ones; none for a row outside.
    pub fn own_texts_at(&self, row: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice).iter();
        cells.filter(|cell| cell.origin.is_none()).map(|cell| cell.text.trim()).filter(|text| !text.is_empty())
    }

    /// The row's own texts, without blank ones.
    fn own_texts(&self, row: usize) -> impl Iterator<Item = &str> {
        self.rows[row]
            .iter()
            .filter(|cell| cell.origin.is_none())
            .map(|cell| cell.text.trim())
            .filter(|text| !text.is_empty())
    }
}
