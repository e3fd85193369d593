//! Tables of an OpenDocument workbook.
//!
//! Not by calamine, which knows no merges of ODS, takes comments on a cell for its text, and repeats cells as often as
//! the file asks before it counts them.

use super::{
    Grid, ReadError,
    draft::{Draft, MAX_COLUMNS, MAX_ROWS, Merge, Room},
    package::Package,
    value, xml,
};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::HashSet;

/// Reads every sheet that has text.
pub(crate) fn read(package: &mut Package<'_>, room: &mut Room) -> Result<Vec<Grid>, ReadError> {
    if let Some(manifest) = package.part("meta-inf/manifest.xml")?
        && xml::decoded(&manifest)?.contains("encryption-data")
    {
        return Err(ReadError::Protected);
    }
    let text = xml::decoded(&package.part("content.xml")?.ok_or(ReadError::Damaged)?)?;
    let mut reader = Reader::from_str(&text);
    let mut reading =
        Reading { room, done: Vec::new(), sheet: None, cell: None, style: String::new(), hidden: HashSet::new() };
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(start) if is_left_out(start.name().as_ref()) => {
                reader.read_to_end(start.name()).map_err(|_| ReadError::Damaged)?;
            }
            Event::Start(start) => reading.start(&start)?,
            Event::Empty(start) => {
                reading.start(&start)?;
                reading.end(start.name().as_ref())?;
            }
            Event::End(end) => reading.end(end.name().as_ref())?,
            Event::Text(text) => reading.text(&text.decode().map_err(|_| ReadError::Damaged)?)?,
            Event::CData(text) => reading.text(&text.decode().map_err(|_| ReadError::Damaged)?)?,
            Event::GeneralRef(reference) => reading.text(&xml::reference(&reference)?)?,
            Event::DocType(_) => return Err(ReadError::Doctype),
            Event::Eof if reading.sheet.is_none() => return Ok(reading.done),
            Event::Eof => return Err(ReadError::Damaged),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

/// What has paragraphs of its own but is not what a cell says: comments, drawings, older versions.
fn is_left_out(name: &[u8]) -> bool {
    matches!(name, b"office:annotation" | b"table:shapes" | b"table:tracked-changes" | b"text:ruby-text" | b"text:note")
        || name.starts_with(b"draw:")
}

struct Reading<'r> {
    room: &'r mut Room,
    done: Vec<Grid>,
    sheet: Option<Sheet>,
    cell: Option<Cell>,
    /// The style that is being read.
    style: String,
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
}

struct Sheet {
    draft: Draft,
    row: usize,
    column: usize,
    repeats: usize,
    /// The row's texts, put down as often as it is repeated.
    cells: Vec<(usize, String)>,
}

#[derive(Default)]
struct Cell {
    covered: bool,
    repeats: usize,
    rows: usize,
    columns: usize,
    /// What the value's type says, before any paragraph.
    value: Option<String>,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Reading<'_> {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let repeated = |name, limit| xml::count(start, name).unwrap_or(1).clamp(1, limit);
        match (start.name().as_ref(), &mut self.sheet, &mut self.cell) {
            (b"style:style", ..) => self.style = xml::attribute(start, "name").unwrap_or_default(),
            (b"style:table-properties", ..) if xml::attribute(start, "display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            (b"table:table", None, _) => {
                let mut draft = Draft::new(xml::attribute(start, "name").unwrap_or_default());
                draft.lettered = true;
                draft.hidden = xml::attribute(start, "style-name").is_some_and(|style| self.hidden.contains(&style));
                self.sheet = Some(Sheet { draft, row: 0, column: 0, repeats: 1, cells: Vec::new() });
            }
            (b"table:table-row", Some(sheet), None) => {
                sheet.column = 0;
                sheet.repeats = repeated("number-rows-repeated", usize::MAX >> 1);
            }
            (name @ (b"table:table-cell" | b"table:covered-table-cell"), Some(_), None) => {
                self.cell = Some(Cell {
                    covered: name == b"table:covered-table-cell",
                    repeats: repeated("number-columns-repeated", usize::MAX >> 1),
                    rows: repeated("number-rows-spanned", MAX_ROWS),
                    columns: repeated("number-columns-spanned", MAX_COLUMNS),
                    value: typed(start),
                    ..Cell::default()
                });
            }
            (b"text:p" | b"text:h", _, Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
                cell.in_paragraph = true;
            }
            (b"text:s", ..) => self.text(&" ".repeat(repeated("c", 1_000)))?,
            (b"text:tab", ..) => self.text("\t")?,
            (b"text:line-break", ..) => self.text("\n")?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        match name {
            b"text:p" | b"text:h" => self.cell.iter_mut().for_each(|cell| cell.in_paragraph = false),
            b"table:table-cell" | b"table:covered-table-cell" => {
                if let (Some(cell), Some(sheet)) = (self.cell.take(), &mut self.sheet) {
                    sheet.end_cell(cell, self.room)?;
                }
            }
            b"table:table-row" => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.end_row(self.room)?;
                }
            }
            // A table inside of a cell has not become the sheet, so it must not end it.
            b"table:table" if self.cell.is_none() => {
                if let Some(sheet) = self.sheet.take() {
                    self.done.extend(sheet.draft.finish(self.room)?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_paragraph) {
            self.room.text(text.len())?;
            cell.text.push_str(text);
        }
        Ok(())
    }
}

impl Sheet {
    fn end_cell(&mut self, cell: Cell, room: &mut Room) -> Result<(), ReadError> {
        let column = self.column;
        self.column = column.saturating_add(cell.repeats);
        let text = cell.value.unwrap_or(cell.text);
        if cell.covered || text.trim().is_empty() {
            return Ok(());
        }
        if self.column > MAX_COLUMNS {
            return Err(ReadError::TooLarge(format!("“{}”超过{MAX_COLUMNS}列", self.draft.name)));
        }
        if cell.rows > 1 || cell.columns > 1 {
            self.draft.merge(Merge { row: self.row, column, rows: cell.rows, columns: cell.columns }, room)?;
        }
        for column in column..self.column {
            room.text(text.len())?;
            self.cells.push((column, text.clone()));
        }
        Ok(())
    }

    fn end_row(&mut self, room: &mut Room) -> Result<(), ReadError> {
        let (first, cells) = (self.row, std::mem::take(&mut self.cells));
        self.row = first.saturating_add(self.repeats);
        if cells.is_empty() {
            return Ok(());
        }
        if self.row > MAX_ROWS {
            return Err(ReadError::TooLarge(format!("“{}”超过{MAX_ROWS}行", self.draft.name)));
        }
        for row in first..self.row {
            for (column, text) in &cells {
                self.draft.put(row, *column, text, room)?;
            }
        }
        Ok(())
    }
}

/// The value of a cell that has one other than its paragraphs; an error's number is not what the cell shows.
fn typed(start: &BytesStart<'_>) -> Option<String> {
    let get = |name| xml::attribute(start, name);
    let number = || get("value")?.trim().parse::<f64>().ok();
    let kinds: Vec<_> = start.attributes().flatten().filter(|a| a.key.local_name().as_ref() == b"value-type").collect();
    if kinds.iter().any(|kind| kind.value.as_ref() == b"error") {
        return None;
    }
    match kinds.first()?.value.as_ref() {
        b"float" | b"currency" => number().map(value::number),
        b"percentage" => number().map(value::percent),
        b"date" => get("date-value").map(|date| value::iso(&date)),
        b"time" => get("time-value").map(|time| value::duration(&time)),
        b"boolean" => get("boolean-value").map(|value| value.to_uppercase()),
        b"string" => get("string-value"),
        _ => None,
    }
}
