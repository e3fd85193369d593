//! A table while it is read: texts and merges as they come, made a rectangle when all is known.
//!
//! Every reader goes through here, so the limits are kept in one place: a file says how large it is only by what it
//! holds, never by what it declares.

use super::{Grid, GridCell, ReadError, clean::clean};
use std::collections::HashSet;

/// As many rows as a catalogue of a whole county could have, many times over.
pub(crate) const MAX_ROWS: usize = 200_000;
/// A worksheet has no more.
pub(crate) const MAX_COLUMNS: usize = 16_384;
const MAX_CELLS: usize = 5_000_000;
const MAX_TEXT: usize = 256 << 20;
const MAX_MERGES: usize = 1_000_000;
/// Cells looked at while merges are laid; honest merges do not overlap and stay below [`MAX_CELLS`].
const MAX_COVERED: usize = 4 * MAX_CELLS;

/// What a whole file may still take, over all its tables.
pub(crate) struct Room {
    cells: usize,
    text: usize,
    merges: usize,
    covered: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self { cells: MAX_CELLS, text: MAX_TEXT, merges: MAX_MERGES, covered: MAX_COVERED }
    }
}

fn spend(left: &mut usize, amount: usize, what: impl Fn() -> String) -> Result<(), ReadError> {
    *left = left.checked_sub(amount).ok_or_else(|| ReadError::TooLarge(what()))?;
    Ok(())
}

impl Room {
    /// Takes the room that a piece of text needs.
    pub(crate) fn text(&mut self, bytes: usize) -> Result<(), ReadError> {
        spend(&mut self.text, bytes, || format!("文字超过 {} MB", MAX_TEXT >> 20))
    }

    /// Takes the room for looking at cells that merges cover.
    pub(crate) fn passed(&mut self, cells: usize) -> Result<(), ReadError> {
        spend(&mut self.covered, cells, || "合并单元格互相重叠".into())
    }
}

/// A rectangle of merged cells: first row, first column, rows, columns.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Merge {
    pub row: usize,
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub name: String,
    pub hidden: bool,
    pub lettered: bool,
    cells: Vec<(usize, usize, String)>,
    merges: Vec<Merge>,
}

impl Draft {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Writes a text into a cell, cleaned; a blank one leaves no trace, so formatted emptiness costs nothing.
    pub(crate) fn put(&mut self, row: usize, column: usize, text: &str, room: &mut Room) -> Result<(), ReadError> {
        let text = clean(text);
        if text.is_empty() {
            return Ok(());
        }
        room.text(text.len())?;
        if self.cells.len() >= MAX_CELLS {
            return Err(too_many_cells());
        }
        self.cells.push((row, column, text));
        Ok(())
    }

    /// Notes a merge; one of a single cell is none.
    pub(crate) fn merge(&mut self, merge: Merge, room: &mut Room) -> Result<(), ReadError> {
        if merge.rows > 1 || merge.columns > 1 {
            spend(&mut room.merges, 1, || format!("合并单元格超过{MAX_MERGES}处"))?;
            self.merges.push(merge);
        }
        Ok(())
    }

    /// The table, or nothing where no cell has a text.
    pub(crate) fn finish(self, room: &mut Room) -> Result<Option<Grid>, ReadError> {
        let height = self.cells.iter().map(|(row, ..)| row + 1).max().unwrap_or(0);
        let width = self.cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(0);
        if height > MAX_ROWS {
            return Err(ReadError::TooLarge(format!("“{}”有{height}行，最多{MAX_ROWS}行", self.name)));
        }
        if width > MAX_COLUMNS {
            return Err(ReadError::TooLarge(format!("“{}”有{width}列，最多{MAX_COLUMNS}列", self.name)));
        }
        // Both are below the limits just checked: no overflow.
        room.cells = room.cells.checked_sub(height * width).ok_or_else(too_many_cells)?;
        if height == 0 {
            return Ok(None);
        }
        let mut rows = vec![vec![GridCell::default(); width]; height];
        cover(&mut rows, &self.merges, room)?;
        for (row, column, text) in self.cells {
            let cell = &mut rows[row][column];
            if cell.origin.is_none() && cell.text.is_empty() {
                cell.text = text;
            }
        }
        Ok(Some(Grid { name: self.name, rows, hidden: self.hidden, lettered: self.lettered }))
    }
}

fn too_many_cells() -> ReadError {
    ReadError::TooLarge(format!("表格超过{}万格", MAX_CELLS / 10_000))
}

/// Lays the merges. Where damaged files let two overlap, the first has the cells: an upper left cell is never covered,
/// so the way from a covered cell to its text is always one step.
fn cover(rows: &mut [Vec<GridCell>], merges: &[Merge], room: &mut Room) -> Result<(), ReadError> {
    let mut origins = HashSet::new();
    for merge in merges {
        let origin = (merge.row, merge.column);
        let Some(start) = rows.get(merge.row).and_then(|row| row.get(merge.column)) else { continue };
        if start.origin.is_some() || !origins.insert(origin) {
            continue;
        }
        for (row, cells) in rows.iter_mut().enumerate().skip(merge.row).take(merge.rows) {
            let covered = cells.iter_mut().enumerate().skip(merge.column).take(merge.columns);
            room.passed(covered.len())?;
            for (column, cell) in covered {
                if cell.origin.is_none() && !origins.contains(&(row, column)) {
                    cell.origin = Some(origin);
                }
            }
        }
    }
    Ok(())
}
