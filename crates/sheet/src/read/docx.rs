//! Tables of a Word document, in the order in which they begin.
//!
//! Only the main part is read, and only as text: no relations are followed, so nothing outside of the file is reached.

use super::{
    Grid, ReadError,
    docx_table::{Cell, Table},
    draft::Room,
    names::Names,
    package::Package,
    symbols, xml,
};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

const MAX_DEPTH: usize = 100;

/// Reads every table, an inner one after the one it stands in.
pub(crate) fn read(package: &mut Package<'_>, room: &mut Room) -> Result<Vec<Grid>, ReadError> {
    // Some exporters number it.
    let parts = package.names().filter(|name| name.starts_with("word/document") && name.ends_with(".xml"));
    let part = parts.min_by_key(|name| name.len()).map(str::to_owned).ok_or(ReadError::Damaged)?;
    let text = xml::decoded(&package.part(&part)?.ok_or(ReadError::Damaged)?)?;
    let mut reader = Reader::from_str(&text);
    let mut reading = Reading::new(room);
    loop {
        match reader.read_event().map_err(|_| ReadError::Damaged)? {
            Event::Start(start) if is_left_out(&start) => {
                if start.local_name().as_ref() == b"del" {
                    reading.row_removed();
                }
                reader.read_to_end(start.name()).map_err(|_| ReadError::Damaged)?;
            }
            Event::Start(start) => reading.start(&start)?,
            Event::Empty(start) => {
                reading.start(&start)?;
                reading.end(start.local_name().as_ref())?;
            }
            Event::End(end) => reading.end(end.local_name().as_ref())?,
            Event::Text(text) => reading.text(&text.decode().map_err(|_| ReadError::Damaged)?)?,
            Event::CData(text) => reading.text(&text.decode().map_err(|_| ReadError::Damaged)?)?,
            Event::GeneralRef(reference) => reading.text(&xml::reference(&reference)?)?,
            Event::DocType(_) => return Err(ReadError::Doctype),
            Event::Eof if reading.open.is_empty() => return Ok(reading.done.into_iter().flatten().collect()),
            Event::Eof => return Err(ReadError::Damaged),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

/// What the paper does not show: text that a reviewer took out, the copy of a drawing for old programs, the reading
/// above a character.
fn is_left_out(start: &BytesStart<'_>) -> bool {
    matches!(start.local_name().as_ref(), b"del" | b"moveFrom" | b"Fallback" | b"rt")
}

struct Reading<'r> {
    room: &'r mut Room,
    open: Vec<Table>,
    /// In the order in which they begin; empty ones stay `None`.
    done: Vec<Option<Grid>>,
    names: Names,
    /// The paragraph outside of tables that is being read.
    outside: String,
    /// For each open field, whether its instruction is being read and not its result.
    fields: Vec<bool>,
    in_run: bool,
    in_text: bool,
    in_row_properties: bool,
    /// The run's font.
    font: Option<String>,
    /// An old form's check box: ticked or not.
    tick: Option<bool>,
}

impl<'r> Reading<'r> {
    fn new(room: &'r mut Room) -> Self {
        Self {
            room,
            open: Vec::new(),
            done: Vec::new(),
            names: Names::default(),
            outside: String::new(),
            fields: Vec::new(),
            in_run: false,
            in_text: false,
            in_row_properties: false,
            font: None,
            tick: None,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        match start.local_name().as_ref() {
            b"tbl" => self.open_table()?,
            b"r" => {
                self.in_run = true;
                self.font = None;
            }
            // A paragraph in a text box has tab stops inside of the run that holds the box.
            b"pPr" => self.in_run = false,
            // Drawings have texts of their own in `a:t`; what boxes hold comes as `w:t` as well.
            b"t" => self.in_text = !start.name().as_ref().starts_with(b"a:"),
            b"rFonts" if self.in_run => {
                self.font = xml::attribute(start, "ascii").or_else(|| xml::attribute(start, "hAnsi"));
            }
            b"tab" | b"ptab" if self.in_run => self.push("\t")?,
            b"br" | b"cr" if self.in_run => self.push("\n")?,
            b"noBreakHyphen" => self.push("-")?,
            b"sym" => self.symbol(start)?,
            b"fldChar" => match xml::attribute(start, "fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => {
                    self.fields.iter_mut().next_back().into_iter().for_each(|instruction| *instruction = false)
                }
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            b"checkBox" => self.tick = Some(false),
            b"default" | b"checked" => {
                let on = !matches!(xml::attribute(start, "val").as_deref(), Some("0" | "false" | "off"));
                self.tick = self.tick.map(|_| on);
            }
            b"trPr" => self.in_row_properties = true,
            b"del" => self.row_removed(),
            name => {
                if let Some(table) = self.open.last_mut() {
                    table.start(name, start);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        match name {
            b"tbl" => self.close_table()?,
            b"r" => self.in_run = false,
            b"t" => self.in_text = false,
            b"p" => self.end_paragraph()?,
            b"trPr" => self.in_row_properties = false,
            b"checkBox" => {
                if let Some(on) = self.tick.take() {
                    self.append(if on { "☑" } else { "☐" })?;
                }
            }
            b"tc" | b"tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.end(name, self.room)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_table(&mut self) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::TooLarge(format!("表格嵌套超过{MAX_DEPTH}层")));
        }
        // The paragraph above an inner table is in the cell around it.
        if let Some(text) = self.open.last().and_then(Table::text) {
            self.names.heading(text.trim_end().rsplit('\n').next().unwrap_or_default());
        }
        self.open.push(Table::new(self.names.give(), self.done.len()));
        self.done.push(None);
        Ok(())
    }

    fn close_table(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.open.pop() else { return Ok(()) };
        let place = table.place;
        self.done[place] = table.finish(self.room)?;
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        if self.open.is_empty() {
            self.names.heading(&std::mem::take(&mut self.outside));
            return Ok(());
        }
        self.append("\n")
    }

    /// A row that a reviewer took out.
    fn row_removed(&mut self) {
        if let Some(table) = self.open.last_mut().filter(|_| self.in_row_properties) {
            table.row_removed();
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if !self.in_text {
            return Ok(());
        }
        match &self.font {
            Some(font) => self.push(&symbols::shown_text(font, text)),
            None => self.push(text),
        }
    }

    fn symbol(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        let code = xml::attribute(start, "char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        let Some(letter) = code.and_then(char::from_u32) else { return Ok(()) };
        let font = xml::attribute(start, "font").unwrap_or_default();
        let shown = symbols::shown(&font, letter).unwrap_or(letter);
        self.push(shown.encode_utf8(&mut [0; 4]))
    }

    /// Text of a run, unless it belongs to a field's instruction.
    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if self.fields.contains(&true) { Ok(()) } else { self.append(text) }
    }

    fn append(&mut self, text: &str) -> Result<(), ReadError> {
        self.room.text(text.len())?;
        match self.open.last_mut() {
            Some(table) => table.cell().into_iter().for_each(|cell: &mut Cell| cell.text.push_str(text)),
            None => self.outside.push_str(text),
        }
        Ok(())
    }
}
