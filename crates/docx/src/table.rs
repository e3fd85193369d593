//! Tables: fixed grid, spans, repeated heads.

use crate::{
    DocxError,
    body::{Body, end_mark, start_mark},
    layout::{Twips, share_out},
    pieces::{Piece, ROWS, write_all},
    styles::{alignment, style_id},
    xml::Written,
};
use docx_rs::{
    BorderType, HeightRule, Paragraph, Table as WordTable, TableAlignmentType, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, TextDirectionType, VAlignType, VMergeType,
    WidthType,
};
use mingce_document::{ParaStyle, Row, RowHeight, Table, TableFormat, Tile, VerticalAlign};

/// What is added to a table after docx-rs wrote it without rows.
#[derive(Debug)]
pub(crate) struct TableExtras {
    pub summary: String,
    pub rows: Written,
}

/// A place of the grid, as a row's cells see it.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// A tile begins here.
    Begin(Tile<'a>),
    /// The left edge of a tile from a row above, so many columns wide.
    Below(usize),
    /// Covered by the place to its left.
    Covered,
}

/// Every place of the grid, row by row: Word wants a cell in each row that a span covers.
fn places(table: &Table) -> Vec<Vec<Place<'_>>> {
    let mut grid = vec![vec![Place::Covered; table.columns.len()]; table.rows.len()];
    for tile in table.tiles() {
        for line in grid.iter_mut().skip(tile.row + 1).take(tile.row_span - 1) {
            line[tile.column] = Place::Below(tile.col_span);
        }
        grid[tile.row][tile.column] = Place::Begin(tile);
    }
    grid
}

impl Body<'_> {
    /// The table, or nothing when it has no rows or no columns: Word takes such a table for damage.
    pub(crate) fn table(&mut self, table: &Table) -> Result<Option<Piece<'static>>, DocxError> {
        if table.rows.is_empty() || table.columns.is_empty() {
            return Ok(None);
        }
        let width = self.page.text_width();
        let columns = share_out(width, &table.columns);
        let whole = self.options.whole_tables.contains(&table.id);
        let count = table.rows.len();
        // At least one row must be left to repeat the heads for.
        let repeated = table.head_len().min(count - 1);
        let mut written = Written::default();
        let mut built = Vec::with_capacity(count.min(ROWS));
        for (at, (row, places)) in table.rows.iter().zip(places(table)).enumerate() {
            // Keeping a row with the next is said in its paragraphs.
            let keep = at + 1 < count && (whole || at < table.head_len() || row.keeps_with_next());
            let mut cells = Vec::new();
            for (at, place) in places.iter().enumerate() {
                let width_of = |wide: usize| columns[at..at + wide].iter().sum::<usize>();
                match *place {
                    Place::Covered => {}
                    Place::Below(wide) => {
                        let cell = filler(width_of(wide), wide, keep);
                        cells.push(cell.vertical_merge(VMergeType::Continue));
                    }
                    Place::Begin(tile) => cells.push(self.tile(tile, width_of(tile.col_span), keep)),
                }
            }
            let row = with_height(TableRow::new(cells).cant_split(), row);
            built.push(Piece::Row(Box::new(row), at < repeated));
            if built.len() == ROWS || at + 1 == count {
                write_all(self.slots(), std::mem::take(&mut built), &mut written)?;
            }
        }
        let format = &self.sheet.table;
        let word = WordTable::new(Vec::new())
            .set_grid(columns)
            .width(width.unsigned_abs() as usize, WidthType::Dxa)
            .align(TableAlignmentType::Center)
            .layout(TableLayoutType::Fixed)
            .set_borders(borders(format))
            .margins(margins(format));
        Ok(Some(Piece::Table(Box::new(word), TableExtras { summary: table.summary.clone(), rows: written })))
    }

    fn tile(&mut self, tile: Tile<'_>, width: usize, keep: bool) -> TableCell {
        let Some(cell) = tile.cell else { return filler(width, tile.col_span, keep) };
        let mut word = sized(width, tile.col_span).vertical_align(match cell.vertical {
            VerticalAlign::Top => VAlignType::Top,
            VerticalAlign::Middle => VAlignType::Center,
            VerticalAlign::Bottom => VAlignType::Bottom,
        });
        if tile.row_span > 1 {
            word = word.vertical_merge(VMergeType::Restart);
        }
        if cell.vertical_text {
            word = word.text_direction(TextDirectionType::TbRlV);
        }
        let mark = self.open_mark(&cell.id);
        if cell.blocks.is_empty() {
            let paragraph = Paragraph::new().style(style_id(ParaStyle::TableText)).keep_next(keep);
            return word.add_paragraph(end_mark(start_mark(paragraph, &mark), &mark));
        }
        for (at, block) in cell.blocks.iter().enumerate() {
            let mut paragraph = Paragraph::new().style(style_id(block.style)).keep_next(keep);
            if let Some(align) = block.align {
                paragraph = paragraph.align(alignment(align));
            }
            if at == 0 {
                paragraph = end_mark(start_mark(paragraph, &mark), &mark);
            }
            word = word.add_paragraph(self.fill(paragraph, block));
        }
        word
    }
}

fn filler(width: usize, wide: usize, keep: bool) -> TableCell {
    sized(width, wide).add_paragraph(Paragraph::new().style(style_id(ParaStyle::TableText)).keep_next(keep))
}

fn sized(width: usize, wide: usize) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    if wide > 1 { cell.grid_span(wide) } else { cell }
}

fn with_height(row: TableRow, from: &Row) -> TableRow {
    let (height, rule) = match from.height {
        RowHeight::Auto => return row,
        RowHeight::AtLeast(height) => (height, HeightRule::AtLeast),
        RowHeight::Exact(height) => (height, HeightRule::Exact),
    };
    row.row_height(height.tw().max(1) as f32).height_rule(rule)
}

fn borders(format: &TableFormat) -> TableBorders {
    // Eighths of a point.
    let size = (format.border.0 * 8.0).round().clamp(2.0, 96.0) as usize;
    [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ]
    .into_iter()
    .fold(TableBorders::with_empty(), |borders, position| {
        borders.set(TableBorder::new(position).border_type(BorderType::Single).size(size).color("000000"))
    })
}

fn margins(format: &TableFormat) -> TableCellMargins {
    let (x, y) = (format.pad_x.tw().unsigned_abs() as usize, format.pad_y.tw().unsigned_abs() as usize);
    TableCellMargins::new()
        .margin_top(y, WidthType::Dxa)
        .margin_bottom(y, WidthType::Dxa)
        .margin_left(x, WidthType::Dxa)
        .margin_right(x, WidthType::Dxa)
}
