//! Worksheets of XLSX and XLS, by calamine.
//!
//! XLSX is taken cell by cell, so that a cell at the far corner costs no rectangle. XLS is read whole by calamine, after
//! [`compound`](super::compound) and [`biff`](super::biff) have seen that it may be.

use super::{
    Grid, ReadError,
    draft::{Draft, Merge, Room},
    package::Package,
    strings, symbols, value,
};
use calamine::{Data, Dimensions, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use std::{
    collections::HashMap,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

const MAX_SHEETS: usize = 1_000;
/// Cells looked at, blank ones too: a workbook may name one part as many sheets.
const MAX_SEEN: usize = 50_000_000;

/// Runs calamine, which indexes into what a file claims: where the claim is false it panics, and the file is damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(ReadError::Damaged))
}

/// Reads every worksheet of an XLSX that has text.
pub(crate) fn read_xlsx(bytes: &[u8], package: &mut Package<'_>, room: &mut Room) -> Result<Vec<Grid>, ReadError> {
    let ticks = strings::ticks(package)?;
    guarded(|| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
        let mut left = MAX_SEEN;
        let mut grids = Vec::new();
        for sheet in worksheets(book.sheets_metadata())? {
            let mut draft = draft(&sheet);
            let merges = match book.merge_cells_by_sheet_name(&sheet.name) {
                Ok(merges) => merges,
                // Declared as a sheet, and something else inside.
                Err(XlsxError::NotAWorksheet(_)) => continue,
                Err(error) => return Err(xlsx_error(error)),
            };
            put_cells(&mut book, &sheet.name, &mut draft, &ticks, &mut left, room)?;
            put_merges(&mut draft, &merges, room)?;
            grids.extend(draft.finish(room)?);
        }
        Ok(grids)
    })
}

fn put_cells(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    draft: &mut Draft,
    ticks: &HashMap<String, String>,
    left: &mut usize,
    room: &mut Room,
) -> Result<(), ReadError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(xlsx_error(error)),
    };
    let looks: Vec<Look> = cells.styles().iter().map(Look::of).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_error)? {
        *left = left.checked_sub(1).ok_or_else(|| ReadError::TooLarge("单元格太多".into()))?;
        let value = Data::from(cell.get_value().clone());
        let text = match (looks.get(style), &value) {
            (_, Data::Empty) => continue,
            (Some(Look { symbols: Some(font), .. }), Data::String(text)) => symbols::shown_text(font, text),
            (Some(Look { percent: true, .. }), Data::Float(share)) => value::percent(*share),
            (_, Data::String(text)) => ticks.get(text.trim()).unwrap_or(text).clone(),
            (_, value) => value::text(value),
        };
        let (row, column) = cell.get_position();
        draft.put(row as usize, column as usize, &text, room)?;
    }
    Ok(())
}

/// What a cell's style changes about what the clerk sees.
struct Look {
    /// A font whose letters are ticks.
    symbols: Option<String>,
    percent: bool,
}

impl Look {
    fn of(style: &calamine::Style) -> Self {
        let font = style.font.as_ref().and_then(|font| font.name.clone());
        let format = style.number_format.as_ref().map(|format| format.format_code.as_str()).unwrap_or_default();
        Self { symbols: font.filter(|font| symbols::is_symbol_font(font)), percent: format.ends_with('%') }
    }
}

/// Reads every worksheet of an XLS that has text.
pub(crate) fn read_xls(bytes: &[u8], room: &mut Room) -> Result<Vec<Grid>, ReadError> {
    guarded(|| {
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
        let mut grids = Vec::new();
        for sheet in worksheets(book.sheets_metadata())? {
            let mut draft = draft(&sheet);
            let range = book.worksheet_range(&sheet.name).map_err(xls_error)?;
            if let Some((first_row, first_column)) = range.start() {
                for (row, column, value) in range.used_cells() {
                    draft.put(first_row as usize + row, first_column as usize + column, &value::text(value), room)?;
                }
            }
            drop(range);
            let merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(xls_error)?;
            put_merges(&mut draft, &merges, room)?;
            grids.extend(draft.finish(room)?);
        }
        Ok(grids)
    })
}

/// Charts and macro sheets are no tables.
fn worksheets(sheets: &[Sheet]) -> Result<Vec<Sheet>, ReadError> {
    if sheets.len() > MAX_SHEETS {
        return Err(ReadError::TooLarge(format!("有{}个工作表，最多{MAX_SHEETS}个", sheets.len())));
    }
    Ok(sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect())
}

fn draft(sheet: &Sheet) -> Draft {
    let mut draft = Draft::new(&sheet.name);
    draft.hidden = sheet.visible != SheetVisible::Visible;
    draft.lettered = true;
    draft
}

fn put_merges(draft: &mut Draft, merges: &[Dimensions], room: &mut Room) -> Result<(), ReadError> {
    merges.iter().try_for_each(|merge| {
        let length = |from: u32, to: u32| (to as usize + 1).saturating_sub(from as usize);
        let (rows, columns) = (length(merge.start.0, merge.end.0), length(merge.start.1, merge.end.1));
        draft.merge(Merge { row: merge.start.0 as usize, column: merge.start.1 as usize, rows, columns }, room)
    })
}

fn xlsx_error(error: XlsxError) -> ReadError {
    if matches!(error, XlsxError::Password) { ReadError::Protected } else { ReadError::Damaged }
}

fn xls_error(error: XlsError) -> ReadError {
    if matches!(error, XlsError::Password) { ReadError::Protected } else { ReadError::Damaged }
}
