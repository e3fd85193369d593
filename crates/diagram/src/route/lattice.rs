//! The lattice that lines run on: the middles of the grid's cells and of the channels between them.
//!
//! Odd x are columns of cells, even x the upright channels beside them; odd y are rows, even y the level channels. A
//! channel has room for any number of lines, the middle line of a row or column for one.

use crate::grid::Cell;

/// A direction of travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dir {
    Up,
    Right,
    Down,
    Left,
}

impl Dir {
    pub const ALL: [Dir; 4] = [Dir::Up, Dir::Right, Dir::Down, Dir::Left];

    pub fn back(self) -> Dir {
        match self {
            Dir::Up => Dir::Down,
            Dir::Right => Dir::Left,
            Dir::Down => Dir::Up,
            Dir::Left => Dir::Right,
        }
    }

    pub fn upright(self) -> bool {
        matches!(self, Dir::Up | Dir::Down)
    }
}

/// A point of the lattice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub x: usize,
    pub y: usize,
}

impl Spot {
    pub fn of(cell: Cell) -> Spot {
        Spot { x: 2 * cell.col + 1, y: 2 * cell.row + 1 }
    }

    /// The cell whose middle it is.
    pub fn cell(self) -> Option<Cell> {
        (self.x % 2 == 1 && self.y % 2 == 1).then_some(Cell { row: self.y / 2, col: self.x / 2 })
    }

    /// The direction of the next spot of a way.
    pub fn towards(self, next: Spot) -> Dir {
        if next.y < self.y {
            Dir::Up
        } else if next.y > self.y {
            Dir::Down
        } else if next.x > self.x {
            Dir::Right
        } else {
            Dir::Left
        }
    }
}

/// Size and numbering.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lattice {
    pub width: usize,
    pub height: usize,
}

impl Lattice {
    pub fn new(rows: usize, cols: usize) -> Lattice {
        Lattice { width: 2 * cols + 1, height: 2 * rows + 1 }
    }

    pub fn spots(&self) -> usize {
        self.width * self.height
    }

    pub fn index(&self, spot: Spot) -> usize {
        spot.y * self.width + spot.x
    }

    pub fn spot(&self, index: usize) -> Spot {
        Spot { x: index % self.width, y: index / self.width }
    }

    pub fn next(&self, spot: Spot, dir: Dir) -> Option<Spot> {
        let Spot { x, y } = spot;
        match dir {
            Dir::Up => y.checked_sub(1).map(|y| Spot { x, y }),
            Dir::Left => x.checked_sub(1).map(|x| Spot { x, y }),
            Dir::Down => (y + 1 < self.height).then_some(Spot { x, y: y + 1 }),
            Dir::Right => (x + 1 < self.width).then_some(Spot { x: x + 1, y }),
        }
    }

    /// The number of the link that leaves a spot in a direction; the same from both ends.
    pub fn link(&self, spot: Spot, dir: Dir) -> usize {
        let at = self.index(spot);
        match dir {
            Dir::Right => 2 * at,
            Dir::Left => 2 * (at - 1),
            Dir::Down => 2 * at + 1,
            Dir::Up => 2 * (at - self.width) + 1,
        }
    }
}
