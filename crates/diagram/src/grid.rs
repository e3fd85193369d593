//! The coarse grid: which node stands in which cell.

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    pub row: usize,
    pub col: usize,
}

/// Nodes in cells.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub rows: usize,
    pub cols: usize,
    cells: Vec<Option<usize>>,
    places: Vec<Option<Cell>>,
}

impl Grid {
    pub fn new(rows: usize, cols: usize, nodes: usize) -> Grid {
        Grid { rows, cols, cells: vec![None; rows * cols], places: vec![None; nodes] }
    }

    /// The node in a cell.
    pub fn node(&self, cell: Cell) -> Option<usize> {
        self.cells[cell.row * self.cols + cell.col]
    }

    /// Where a node stands.
    pub fn place(&self, node: usize) -> Option<Cell> {
        self.places[node]
    }

    pub fn put(&mut self, node: usize, cell: Cell) {
        self.take(node);
        self.cells[cell.row * self.cols + cell.col] = Some(node);
        self.places[node] = Some(cell);
    }

    pub fn take(&mut self, node: usize) {
        if let Some(cell) = self.places[node].take() {
            self.cells[cell.row * self.cols + cell.col] = None;
        }
    }

    /// One more than the last row with a node in it.
    pub fn used_rows(&self) -> usize {
        self.places.iter().flatten().map(|cell| cell.row + 1).max().unwrap_or(0)
    }
}
