//! Tables: fixed grid, spans, repeated heads.

use crate::{
    DocxError,
    body::{Body, Slots, end_mark, start_mark},
    layout::{Twips, share_out},
    styles::{alignment, style_id},
    xml::{Element, Written},
};
use docx_rs::{
    BorderType, BuildXML, HeightRule, Paragraph, Table as WordTable, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, TextDirectionType,
    VAlignType, VMergeType, WidthType,
};
use mingce_document::{ParaStyle, Row, RowHeight, Table, TableFormat, Tile, VerticalAlign};

/// So many rows are built as objects before they are written.
const BATCH: usize = 256;
/// From so many rows on they are shared out to the processors.
const MANY: usize = 64;

/// What is added to a table after docx-rs wrote it without rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableExtras {
    pub summary: String,
    /// A long table is written row by row: all its rows as objects and as a tree would take half a gigabyte.
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
    pub(crate) fn table(&mut self, table: &Table) -> Result<Option<WordTable>, DocxError> {
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
        let mut built = Vec::with_capacity(count.min(BATCH));
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
            built.push((row, at < repeated));
            if built.len() == BATCH || at + 1 == count {
                write_all(self.slots(), &built, &mut written)?;
                built.clear();
            }
        }
        self.tables.push(TableExtras { summary: table.summary.clone(), rows: written });
        let format = &self.sheet.table;
        Ok(Some(
            WordTable::new(Vec::new())
                .set_grid(columns)
                .width(width.unsigned_abs() as usize, WidthType::Dxa)
                .align(TableAlignmentType::Center)
                .layout(TableLayoutType::Fixed)
                .set_borders(borders(format))
                .margins(margins(format)),
        ))
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

/// Writes rows, many of them by all processors: no row looks at another.
fn write_all(slots: &Slots, rows: &[(TableRow, bool)], written: &mut Written) -> Result<(), DocxError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if rows.len() < MANY || threads == 1 {
        return write_rows(slots, rows, written);
    }
    let shares: Vec<_> = rows.chunks(rows.len().div_ceil(threads)).collect();
    let work = |share| {
        let mut written = Written::default();
        write_rows(slots, share, &mut written).map(|()| written)
    };
    let done: Vec<_> = std::thread::scope(|scope| {
        let running: Vec<_> = shares.iter().map(|share| scope.spawn(|| work(share))).collect();
        running.into_iter().map(|thread| thread.join().ok()).collect()
    });
    for (done, share) in done.into_iter().zip(shares) {
        // A thread that ended otherwise: what it had to do is done here, and ends the same way if it must.
        written.append(done.unwrap_or_else(|| work(share))?);
    }
    Ok(())
}

/// Finishes rows and writes them; a head is repeated on each page.
fn write_rows(slots: &Slots, rows: &[(TableRow, bool)], written: &mut Written) -> Result<(), DocxError> {
    for (row, head) in rows {
        let xml = row.build();
        let mut element = crate::read("word/document.xml", &xml)?;
        slots.fill(&mut element);
        if *head {
            element.change("w:trPr", |properties| properties.push(Element::new("w:tblHeader")));
        }
        crate::arrange(&mut element);
        written.add(&element).map_err(|source| DocxError::Part { part: "word/document.xml".into(), source })?;
    }
    Ok(())
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
