//! What a reader hands over: rectangles of cells.

/// A table as it stood in a foreign file: a rectangle of cells, merges resolved to their rectangle.
///
/// It begins at the file's first row and column, so that an address leads back to the very cell; empty rows and columns
/// after the last text are cut, and a merge that reached into them is as large as what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The sheet's name, the heading before the table, or 「第2个表格」.
    pub name: String,
    /// All of the same length.
    pub rows: Vec<Vec<GridCell>>,
    /// A sheet that its workbook does not show.
    pub hidden: bool,
    /// Whether its columns have letters where it comes from, as those of workbooks do.
    pub lettered: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GridCell {
    /// Empty in a cell that a merge covers.
    pub text: String,
    /// Row and column of the merge's upper left cell when this one is covered by it.
    pub origin: Option<(usize, usize)>,
}

impl Grid {
    /// The cell's own text; empty outside of the table.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| &cell.text)
    }

    /// The text of the merge that covers the cell, or its own.
    pub fn spanned(&self, row: usize, column: usize) -> &str {
        match self.cell(row, column).and_then(|cell| cell.origin) {
            Some((row, column)) => self.text(row, column),
            None => self.text(row, column),
        }
    }

    /// How many rows and columns the merge takes that starts here: (1, 1) where none does.
    pub fn span(&self, row: usize, column: usize) -> (usize, usize) {
        let ours = |row, column| self.cell(row, column).and_then(|cell| cell.origin);
        let here = Some((row, column));
        let down = (row + 1..self.rows.len()).take_while(|below| ours(*below, column) == here).count();
        let right = (column + 1..self.columns()).take_while(|beside| ours(row, *beside) == here).count();
        (down + 1, right + 1)
    }

    /// Where a person finds the cell: 「B7」 in a workbook, 「第7行第2列」 elsewhere.
    pub fn address(&self, row: usize, column: usize) -> String {
        if self.lettered {
            format!("{}{}", letters(column), row + 1)
        } else {
            format!("第{}行第{}列", row + 1, column + 1)
        }
    }

    /// How many columns every row has.
    pub fn columns(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.rows.get(row)?.get(column)
    }
}

/// A, B, … Z, AA, AB, …
fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        // Below 26, so it is a letter.
        out.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    out.iter().rev().collect()
}
