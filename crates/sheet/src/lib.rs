//! Tables of a document to XLSX: one worksheet for each table with the form's merges, one for the text; and the way back,
//! tables of foreign files to grids ([`read`](fn@read)).
//!
//! Numbers are written as numbers, everything else as text, never as a formula: what begins with `=` in a document
//! stays what it is. Same document, same bytes: the time in the file is the document's.

mod cells;
mod name;
mod properties;
mod read;
#[cfg(test)]
mod tests;

use cells::Look;
use mingce_document::{Block, Document, ParaStyle, StyleSheet, Table};
use name::Names;
use rust_xlsxwriter::{Workbook, XlsxError};

pub use read::{Grid, GridCell, ReadError, Source, SourceKind, read, read_pasted};

/// The sheet that holds the text.
const TEXT_SHEET: &str = "文字部分";

/// A workbook that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("生成 XLSX 时出错，未写出文件。请重试；若再次出现，请将此问题报告给软件维护者。")]
pub struct SheetError(#[from] XlsxError);

/// Writes a document as a workbook.
///
/// # Errors
/// When the library refuses something (a table larger than a worksheet).
pub fn write(document: &Document, sheet: &StyleSheet) -> Result<Vec<u8>, SheetError> {
    let mut book = Workbook::new();
    book.set_properties(&properties::of(&document.meta));
    let look = Look::of(sheet, document);
    let mut names = Names::default();
    let mut heading = String::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) if paragraph.style == ParaStyle::Heading1 => heading = paragraph.plain_text(),
            Block::Table(table) => write_table(&mut book, table, &names.give(&heading), &look)?,
            Block::Paragraph(_) | Block::Figure(_) | Block::TableOfContents(_) | Block::PageBreak => {}
        }
    }
    write_text(&mut book, document, &names.give(TEXT_SHEET), &look)?;
    Ok(book.save_to_buffer()?)
}

fn write_table(book: &mut Workbook, table: &Table, name: &str, look: &Look) -> Result<(), SheetError> {
    let page = book.add_worksheet();
    page.set_name(name)?;
    look.paper(page)?;
    for (column, share) in (0_u16..).zip(&table.columns) {
        page.set_column_width(column, look.column_width(*share))?;
    }
    if table.head_len() > 0 {
        page.set_repeat_rows(0, table.head_len() as u32 - 1)?;
        page.set_freeze_panes(table.head_len() as u32, 0)?;
    }
    let mut lines = vec![1.0_f64; table.rows.len()];
    for tile in table.tiles() {
        let (row, column) = (tile.row as u32, tile.column as u16);
        let last = (row + tile.row_span as u32 - 1, column + tile.col_span as u16 - 1);
        let format = look.cell(tile.cell);
        if (row, column) != last {
            page.merge_range(row, column, last.0, last.1, "", &format)?;
        }
        let Some(cell) = tile.cell else {
            page.write_blank(row, column, &format)?;
            continue;
        };
        let text = cell.plain_text();
        match cells::number(cell, &text) {
            Some(number) => page.write_number_with_format(row, column, number, &look.number(cell, &text))?,
            None => page.write_string_with_format(row, column, cells::safe(&text), &format)?,
        };
        let width: f64 = table.columns.iter().skip(tile.column).take(tile.col_span).sum();
        let needed = look.lines(&text, width, cell) / tile.row_span as f64;
        for line in lines.iter_mut().skip(tile.row).take(tile.row_span) {
            *line = line.max(needed);
        }
    }
    for (row, lines) in (0_u32..).zip(lines) {
        page.set_row_height(row, look.row_height(lines))?;
    }
    Ok(())
}

/// The title and every paragraph in one column; tables stand on their own sheets.
fn write_text(book: &mut Workbook, document: &Document, name: &str, look: &Look) -> Result<(), SheetError> {
    let page = book.add_worksheet();
    page.set_name(name)?;
    look.paper(page)?;
    page.set_column_width(0, look.column_width(1.0))?;
    let mut row = 0;
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = paragraph.plain_text();
        if text.trim().is_empty() {
            continue;
        }
        page.write_string_with_format(row, 0, cells::safe(&text), &look.paragraph(paragraph.style))?;
        page.set_row_height(row, look.paragraph_height(&text, paragraph.style))?;
        row += 1;
    }
    Ok(())
}
