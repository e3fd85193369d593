//! One table of a Word document while it is read: Word writes rows of cells with widths in columns, and a merge downwards
//! as a cell that continues the one above.

use super::{
    Grid, ReadError,
    draft::{Draft, MAX_COLUMNS, Merge, Room},
    xml,
};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// A table whose end has not come.
pub(crate) struct Table {
    draft: Draft,
    /// Where it stands among the document's tables.
    pub place: usize,
    row: usize,
    column: usize,
    removed: bool,
    cell: Option<Cell>,
    /// Merges downwards that may go on, by their first column.
    downwards: HashMap<usize, Merge>,
    /// What the row before holds of them is kept only if this row continues it.
    continued: HashMap<usize, Merge>,
    /// The row's cells, not put down before it is known that the row stays.
    cells: Vec<Cell>,
}

/// A cell.
#[derive(Default)]
pub(crate) struct Cell {
    pub text: String,
    column: usize,
    columns: usize,
    /// It begins a merge downwards.
    begins: bool,
    /// It continues one.
    continues: bool,
    /// It belongs to the cell before it, as documents from Word 97 have it.
    joins: bool,
}

impl Table {
    pub(crate) fn new(name: String, place: usize) -> Self {
        Self {
            draft: Draft::new(name),
            place,
            row: 0,
            column: 0,
            removed: false,
            cell: None,
            downwards: HashMap::new(),
            continued: HashMap::new(),
            cells: Vec::new(),
        }
    }

    /// The open cell.
    pub(crate) fn cell(&mut self) -> Option<&mut Cell> {
        self.cell.as_mut()
    }

    /// The text of the open cell so far.
    pub(crate) fn text(&self) -> Option<&str> {
        self.cell.as_ref().map(|cell| cell.text.as_str())
    }

    /// This row is not in the document any more.
    pub(crate) fn row_removed(&mut self) {
        self.removed = true;
    }

    pub(crate) fn start(&mut self, name: &[u8], start: &BytesStart<'_>) {
        let value = || xml::attribute(start, "val");
        let number = || xml::count(start, "val").unwrap_or(0).min(MAX_COLUMNS);
        match (name, &mut self.cell) {
            (b"tr", _) => {
                (self.column, self.removed) = (0, false);
                self.cells.clear();
            }
            (b"tc", _) => self.cell = Some(Cell { columns: 1, ..Cell::default() }),
            (b"gridBefore", _) => self.column += number(),
            (b"gridSpan", Some(cell)) => cell.columns = number().max(1),
            (b"vMerge", Some(cell)) => match value().as_deref() {
                Some("restart") => cell.begins = true,
                _ => cell.continues = true,
            },
            (b"hMerge", Some(cell)) => cell.joins = value().as_deref() != Some("restart"),
            // `gridAfter` needs nothing: rows that end early are filled with empty cells.
            _ => {}
        }
    }

    pub(crate) fn end(&mut self, name: &[u8], room: &mut Room) -> Result<(), ReadError> {
        match name {
            b"tc" => self.end_cell(),
            b"tr" => self.end_row(room),
            _ => Ok(()),
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        cell.column = self.column;
        self.column += cell.columns;
        if self.column > MAX_COLUMNS {
            return Err(ReadError::TooLarge(format!("“{}”超过{MAX_COLUMNS}列", self.draft.name)));
        }
        match self.cells.last_mut() {
            Some(before) if cell.joins => before.columns += cell.columns,
            _ => self.cells.push(cell),
        }
        Ok(())
    }

    fn end_row(&mut self, room: &mut Room) -> Result<(), ReadError> {
        if self.removed {
            return Ok(());
        }
        for cell in std::mem::take(&mut self.cells) {
            let (row, column) = (self.row, cell.column);
            if cell.continues
                && let Some(mut merge) = self.downwards.remove(&column)
            {
                merge.rows += 1;
                self.continued.insert(column, merge);
                continue;
            }
            self.draft.put(row, column, &cell.text, room)?;
            let merge = Merge { row, column, rows: 1, columns: cell.columns };
            if cell.begins || cell.continues {
                self.continued.insert(column, merge);
            } else {
                self.draft.merge(merge, room)?;
            }
        }
        // What was not continued has ended with the row above.
        let ended = std::mem::replace(&mut self.downwards, std::mem::take(&mut self.continued));
        self.row += 1;
        self.lay(ended, room)
    }

    fn lay(&mut self, merges: HashMap<usize, Merge>, room: &mut Room) -> Result<(), ReadError> {
        let mut merges: Vec<Merge> = merges.into_values().collect();
        merges.sort_by_key(|merge| (merge.row, merge.column));
        merges.into_iter().try_for_each(|merge| self.draft.merge(merge, room))
    }

    pub(crate) fn finish(mut self, room: &mut Room) -> Result<Option<Grid>, ReadError> {
        let open = std::mem::take(&mut self.downwards);
        self.lay(open, room)?;
        self.draft.finish(room)
    }
}
