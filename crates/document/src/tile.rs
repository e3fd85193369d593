//! A table's grid without holes and overlaps: what a writer of rectangles needs.

use crate::{Cell, Table};

/// A rectangle of a table's grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile<'a> {
    /// First grid row.
    pub row: usize,
    /// First grid column.
    pub column: usize,
    /// Grid rows covered, at least 1.
    pub row_span: usize,
    /// Grid columns covered, at least 1.
    pub col_span: usize,
    /// The cell that stands there; nothing where no cell covers the place.
    pub cell: Option<&'a Cell>,
}

impl Table {
    /// How many of the rows are heads: never more than there are.
    pub fn head_len(&self) -> usize {
        self.head_rows.min(self.rows.len())
    }

    /// The grid in reading order as rectangles that cover each place exactly once: the cells of [`Table::placed`],
    /// clipped to the grid, to places that are free and to their half (heads or body); then what is left over, one
    /// place each. A cell for which its row has no place left is not among them.
    pub fn tiles(&self) -> Vec<Tile<'_>> {
        let (width, height, heads) = (self.columns.len(), self.rows.len(), self.head_len());
        let mut covered = vec![vec![false; width]; height];
        let mut tiles = Vec::new();
        for (row, column, cell) in self.placed() {
            if column >= width {
                continue;
            }
            let free = |place: &&bool| !**place;
            let col_span = covered[row][column..].iter().take(cell.col_span.max(1)).take_while(free).count();
            if col_span == 0 {
                continue;
            }
            // A place below is free when the one above it is: what covers it would have to cover both.
            let below = if row < heads { heads - row } else { height - row };
            let row_span = cell.row_span.clamp(1, below);
            for line in covered.iter_mut().skip(row).take(row_span) {
                line[column..column + col_span].fill(true);
            }
            tiles.push(Tile { row, column, row_span, col_span, cell: Some(cell) });
        }
        for (row, line) in covered.iter().enumerate() {
            for (column, _) in line.iter().enumerate().filter(|(_, covered)| !**covered) {
                tiles.push(Tile { row, column, row_span: 1, col_span: 1, cell: None });
            }
        }
        tiles.sort_by_key(|tile| (tile.row, tile.column));
        tiles
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CellRole, ParaStyle, Paragraph, Row, RowHeight};

    fn table(columns: usize, head_rows: usize, rows: &[&[(usize, usize)]]) -> Table {
        let cell = |at: String, (col_span, row_span): (usize, usize)| {
            Cell::of(CellRole::Data, Paragraph::text(at.clone(), ParaStyle::TableText, at)).spanning(col_span, row_span)
        };
        Table {
            id: "t".into(),
            summary: String::new(),
            columns: vec![1.0 / columns as f64; columns],
            head_rows,
            rows: rows
                .iter()
                .enumerate()
                .map(|(r, spans)| Row {
                    height: RowHeight::Auto,
                    cells: spans.iter().enumerate().map(|(c, span)| cell(format!("{r}.{c}"), *span)).collect(),
                })
                .collect(),
        }
    }

    /// How often each place is covered, row by row.
    fn coverage(table: &Table) -> Vec<Vec<u32>> {
        let mut count = vec![vec![0; table.columns.len()]; table.rows.len()];
        for tile in table.tiles() {
            for line in &mut count[tile.row..tile.row + tile.row_span] {
                for place in &mut line[tile.column..tile.column + tile.col_span] {
                    *place += 1;
                }
            }
        }
        count
    }

    #[test]
    fn every_place_is_covered_once_whatever_the_spans() {
        let shapes: [&[&[(usize, usize)]]; 6] = [
            &[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1), (1, 1), (1, 1)]],
            &[&[(1, 1), (1, 3), (1, 1)], &[(3, 1)], &[(1, 1)]],
            &[&[(0, 0)], &[], &[(usize::MAX, usize::MAX)]],
            &[&[(1, 1), (usize::MAX, 1), (1, 1), (1, 1)], &[(2, 9), (2, 9)], &[(1, 1)]],
            &[&[(3, 3)], &[(1, 1)], &[(1, 1)]],
            &[],
        ];
        for head_rows in [0, 1, 2, 9] {
            for rows in shapes {
                let table = table(3, head_rows, rows);
                assert!(
                    coverage(&table).iter().flatten().all(|count| *count == 1),
                    "{rows:?} with {head_rows} head rows: {:?}",
                    coverage(&table)
                );
            }
        }
        assert!(table(0, 0, &[&[(1, 1)]]).tiles().is_empty());
    }

    #[test]
    fn a_sound_table_keeps_its_cells_where_they_are_placed() {
        let table = table(3, 1, &[&[(1, 1), (2, 1)], &[(1, 2), (1, 1), (1, 1)], &[(2, 1)]]);
        let placed: Vec<_> =
            table.placed().into_iter().map(|(r, c, cell)| (r, c, cell.row_span, cell.col_span)).collect();
        let tiles: Vec<_> = table.tiles().iter().map(|t| (t.row, t.column, t.row_span, t.col_span)).collect();
        assert_eq!(tiles, placed);
    }

    #[test]
    fn a_head_cell_does_not_reach_into_the_body() {
        let table = table(2, 1, &[&[(1, 2), (1, 1)], &[(1, 1), (1, 1)]]);
        assert_eq!(table.tiles()[0].row_span, 1);
    }
}
