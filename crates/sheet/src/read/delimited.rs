//! Text with a separator: CSV, TSV, and what Excel and WPS put on the clipboard.
//!
//! Read by hand rather than by the `csv` crate, for two reasons the clerk would notice: a blank line counts as a row (or
//! every address below it would be wrong), and a quotation mark that only begins a cell, as in 「"放管服"改革」, is a
//! character like any other.

use super::{
    Grid, ReadError,
    draft::{Draft, MAX_COLUMNS, Room},
};

/// In the order of preference where several would do.
const DELIMITERS: [char; 4] = ['\t', ',', ';', '|'];
/// So many lines tell which separator a file uses.
const SAMPLE: usize = 50;

/// A whole file: the separator is guessed, or named by the `sep=` line that Excel understands.
pub(crate) fn read(text: &str, name: &str, room: &mut Room) -> Result<Option<Grid>, ReadError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match named(text) {
        Some((delimiter, rest)) => split(rest, delimiter, name, room),
        None => split(text, guess(text), name, room),
    }
}

/// A block from the clipboard: always tabs.
pub(crate) fn read_tabs(text: &str, name: &str, room: &mut Room) -> Result<Option<Grid>, ReadError> {
    split(text, '\t', name, room)
}

fn split(text: &str, delimiter: char, name: &str, room: &mut Room) -> Result<Option<Grid>, ReadError> {
    let mut draft = Draft::new(name);
    for (row, cells) in (Rows { rest: text, delimiter }).enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            draft.put(row, column, cell, room)?;
        }
    }
    draft.finish(room)
}

fn named(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let mut sign = line.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    let delimiter = sign.next()?;
    sign.next().is_none().then_some((delimiter, rest))
}

/// The separator by which most lines have the same number of cells.
fn guess(text: &str) -> char {
    let score = |delimiter: char| -> (usize, usize) {
        let lines: Vec<usize> = Rows { rest: text, delimiter }
            .take(SAMPLE)
            .filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|cells| cells.len())
            .collect();
        let alike = |width: usize| lines.iter().filter(|other| **other == width).count();
        lines.iter().filter(|width| **width > 1).map(|width| (alike(*width), *width)).max().unwrap_or_default()
    };
    let mut best = (DELIMITERS[1], (0, 0));
    for delimiter in DELIMITERS {
        let score = score(delimiter);
        if score.0 > best.1.0 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// The rows of a text, each with its cells unquoted.
struct Rows<'a> {
    rest: &'a str,
    delimiter: char,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let cell = self.cell();
            // What no worksheet could hold is not kept, only passed over up to the line's end: one cell too many makes
            // the table refuse itself.
            if cells.len() <= MAX_COLUMNS {
                cells.push(cell);
            }
            match self.rest.chars().next() {
                Some(c) if c == self.delimiter => self.rest = &self.rest[c.len_utf8()..],
                Some('\r') if self.rest[1..].starts_with('\n') => {
                    self.rest = &self.rest[2..];
                    return Some(cells);
                }
                Some(_) => {
                    // Only a line end of one byte stops a cell otherwise.
                    self.rest = &self.rest[1..];
                    return Some(cells);
                }
                None => return Some(cells),
            }
        }
    }
}

impl Rows<'_> {
    /// Takes a cell up to, and without, what ends it.
    fn cell(&mut self) -> String {
        if let Some((text, length)) = quoted(self.rest, self.delimiter) {
            self.rest = &self.rest[length..];
            return text;
        }
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text.to_owned()
    }
}

/// A cell in quotation marks and its length with them; `None` where the marks do not enclose the whole cell.
fn quoted(text: &str, delimiter: char) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    let mut out = String::new();
    let mut at = 0;
    loop {
        let mark = at + inside.get(at..)?.find('"')?;
        out.push_str(&inside[at..mark]);
        let after = &inside[mark + 1..];
        if after.starts_with('"') {
            out.push('"');
            at = mark + 2;
            continue;
        }
        let ends = after.is_empty() || after.starts_with([delimiter, '\n', '\r']);
        return ends.then_some((out, mark + 2));
    }
}
