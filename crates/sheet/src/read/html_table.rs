//! One table of a web page while it is read: cells find their columns beside those that reach down from above.

use super::{
    Grid, ReadError,
    clean::clean,
    draft::{Draft, MAX_COLUMNS, Merge, Room},
    markup::Tag,
};

/// The most that `rowspan` or `colspan` may claim: what browsers allow for columns.
const MAX_SPAN: usize = 1_000;

/// A table whose end has not come.
pub(crate) struct Table {
    draft: Draft,
    /// Its place among the page's tables.
    pub place: usize,
    /// Rows begun so far.
    rows: usize,
    column: usize,
    /// For each column, the first row that no cell above reaches into.
    taken: Vec<usize>,
    /// The merges of this `<tbody>`, whose end may cut them short.
    merges: Vec<Merge>,
    cell: Option<Cell>,
    caption: Option<String>,
}

struct Cell {
    column: usize,
    rows: usize,
    columns: usize,
    text: String,
}

impl Table {
    pub(crate) fn new(name: String, place: usize) -> Self {
        let draft = Draft::new(name);
        Self { draft, place, rows: 0, column: 0, taken: Vec::new(), merges: Vec::new(), cell: None, caption: None }
    }

    /// Where text goes that stands in the table: its caption, the open cell, or nowhere.
    pub(crate) fn sink(&mut self) -> Option<&mut String> {
        self.caption.as_mut().or(self.cell.as_mut().map(|cell| &mut cell.text))
    }

    pub(crate) fn begin_caption(&mut self) {
        self.caption = Some(String::new());
    }

    /// A caption with text is the table's name.
    pub(crate) fn end_caption(&mut self) {
        let caption = self.caption.take().map(|caption| clean(&caption).replace('\n', " "));
        if let Some(name) = caption.filter(|name| !name.is_empty()) {
            self.draft.name = name;
        }
    }

    pub(crate) fn finish(mut self, room: &mut Room) -> Result<Option<Grid>, ReadError> {
        self.end_group(room)?;
        self.draft.finish(room)
    }

    pub(crate) fn begin_row(&mut self, room: &mut Room) -> Result<(), ReadError> {
        self.end_cell(room)?;
        self.rows += 1;
        self.column = 0;
        Ok(())
    }

    /// A cell above reaches no further than its `<tbody>`.
    pub(crate) fn end_group(&mut self, room: &mut Room) -> Result<(), ReadError> {
        self.end_cell(room)?;
        self.taken.clear();
        for merge in std::mem::take(&mut self.merges) {
            self.draft.merge(Merge { rows: merge.rows.min(self.rows - merge.row), ..merge }, room)?;
        }
        Ok(())
    }

    pub(crate) fn begin_cell(&mut self, tag: &Tag<'_>, room: &mut Room) -> Result<(), ReadError> {
        self.end_cell(room)?;
        if self.rows == 0 {
            self.begin_row(room)?;
        }
        let row = self.rows - 1;
        let beside = self.taken.iter().skip(self.column).take_while(|free| **free > row).count();
        room.passed(beside)?;
        self.column += beside;
        let span = |name| tag.number(name);
        // A rowspan of 0 reaches to the end.
        let rows = span("rowspan").map_or(1, |rows| if rows == 0 { MAX_SPAN } else { rows.min(MAX_SPAN) });
        let columns = span("colspan").unwrap_or(1).clamp(1, MAX_SPAN);
        self.cell = Some(Cell { column: self.column, rows, columns, text: String::new() });
        let end = self.column + columns;
        if end > MAX_COLUMNS {
            return Err(ReadError::TooLarge(format!("“{}”超过{MAX_COLUMNS}列", self.draft.name)));
        }
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        for taken in &mut self.taken[self.column..end] {
            *taken = row + rows;
        }
        self.column = end;
        Ok(())
    }

    pub(crate) fn end_cell(&mut self, room: &mut Room) -> Result<(), ReadError> {
        self.caption = None;
        let (Some(cell), Some(row)) = (self.cell.take(), self.rows.checked_sub(1)) else { return Ok(()) };
        self.draft.put(row, cell.column, &cell.text, room)?;
        if cell.rows > 1 || cell.columns > 1 {
            self.merges.push(Merge { row, column: cell.column, rows: cell.rows, columns: cell.columns });
        }
        Ok(())
    }
}
