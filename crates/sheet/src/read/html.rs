//! Tables of a web page, and of a page saved under the name `.xls` as many systems export it.

use super::{
    Grid, ReadError,
    draft::Room,
    html_table::Table,
    markup::{Piece, Pieces, Tag},
    names::Names,
};

/// Tables in tables; layout pages have a dozen.
const MAX_DEPTH: usize = 100;
/// These stand on lines of their own.
const BLOCKS: [&str; 18] = [
    "address",
    "article",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "form",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "ul",
    "footer",
];

/// Reads every table, an inner one after the one it stands in.
pub(crate) fn read(page: &str, room: &mut Room) -> Result<Vec<Grid>, ReadError> {
    let mut reading = Reading { room, open: Vec::new(), done: Vec::new(), names: Names::default(), heading: None };
    for piece in Pieces::of(page) {
        match piece {
            Piece::Open(tag) => reading.start(&tag)?,
            Piece::Close(name) => reading.end(&name)?,
            Piece::Text(text) => reading.text(&text)?,
        }
    }
    while !reading.open.is_empty() {
        reading.close_table()?;
    }
    Ok(reading.done.into_iter().flatten().collect())
}

struct Reading<'r> {
    room: &'r mut Room,
    open: Vec<Table>,
    /// In the order in which they begin; empty ones stay `None`.
    done: Vec<Option<Grid>>,
    names: Names,
    /// The text of a heading while it is read.
    heading: Option<String>,
}

impl Reading<'_> {
    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        let name = tag.name.as_str();
        if is_heading(name) {
            self.heading = Some(String::new());
        }
        if name == "table" {
            return self.open_table();
        }
        match (name, self.open.last_mut()) {
            ("br", _) => self.push("\n"),
            ("caption", Some(table)) => {
                table.begin_caption();
                Ok(())
            }
            ("tr", Some(table)) => table.begin_row(self.room),
            ("thead" | "tbody" | "tfoot", Some(table)) => table.end_group(self.room),
            ("td" | "th", Some(table)) => table.begin_cell(tag, self.room),
            _ if breaks(name) => self.line(),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if is_heading(name)
            && let Some(heading) = self.heading.take()
        {
            self.names.heading(&heading);
        }
        match (name, self.open.last_mut()) {
            ("table", Some(_)) => self.close_table(),
            ("caption", Some(table)) => {
                table.end_caption();
                Ok(())
            }
            ("tr" | "td" | "th", Some(table)) => table.end_cell(self.room),
            ("thead" | "tbody" | "tfoot", Some(table)) => table.end_group(self.room),
            _ if breaks(name) => self.line(),
            _ => Ok(()),
        }
    }

    fn open_table(&mut self) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(ReadError::TooLarge(format!("表格嵌套超过{MAX_DEPTH}层")));
        }
        if let Some(heading) = self.heading.take() {
            self.names.heading(&heading);
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

    /// Text as a browser shows it: white space is one space, and none where a line of Chinese was only wrapped.
    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let space = |c: char| c.is_ascii_whitespace();
            if space(c) {
                let after = rest.trim_start_matches(space);
                let gap = &rest[..rest.len() - after.len()];
                let before = self.sink().and_then(|sink| sink.chars().next_back());
                let wrapped =
                    gap.contains('\n') && before.is_some_and(is_wide) && after.chars().next().is_some_and(is_wide);
                if !wrapped && before.is_some_and(|c| c != '\n' && c != ' ') {
                    self.push(" ")?;
                }
                rest = after;
            } else {
                let (word, after) = rest.split_at(rest.find(space).unwrap_or(rest.len()));
                self.push(&word.replace('\u{A0}', " "))?;
                rest = after;
            }
        }
        Ok(())
    }

    /// Where text goes: a heading, a caption, the cell that is open; text outside of these is dropped.
    fn sink(&mut self) -> Option<&mut String> {
        match self.open.last_mut() {
            Some(table) => table.sink(),
            None => self.heading.as_mut(),
        }
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(sink) = self.sink() {
            sink.push_str(text);
            self.room.text(text.len())?;
        }
        Ok(())
    }

    /// The beginning or the end of a block: a new line, once.
    fn line(&mut self) -> Result<(), ReadError> {
        match self.sink() {
            Some(sink) if !sink.is_empty() && !sink.ends_with('\n') => self.push("\n"),
            _ => Ok(()),
        }
    }
}

fn breaks(name: &str) -> bool {
    BLOCKS.contains(&name) || is_heading(name)
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Characters between which a wrapped line leaves no space.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
