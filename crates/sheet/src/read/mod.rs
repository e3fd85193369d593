//! Tables of foreign files: workbooks, documents, pages, separated text, the clipboard.
//!
//! A file is what its bytes are, whatever it is called: systems export pages as `.xls` and text as `.xlsx`. Whatever the
//! bytes, reading ends with tables or with a sentence for the clerk, within bounds of memory that the readers keep
//! themselves (`draft`, `package`, `biff`).

mod biff;
mod book;
mod clean;
mod compound;
mod delimited;
mod docx;
mod docx_table;
mod draft;
mod encoding;
mod error;
mod grid;
mod html;
mod html_table;
mod kind;
mod markup;
mod names;
mod ods;
mod package;
mod records;
mod shared;
mod strings;
mod symbols;
#[cfg(test)]
mod tests;
mod value;
mod xml;

pub use error::ReadError;
pub use grid::{Grid, GridCell};

use compound::Compound;
use draft::Room;
use kind::Content;
use package::Package;

/// What a table came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A workbook of Excel or WPS.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// An OpenDocument workbook.
    Ods,
    /// Text with commas, tabs or semicolons.
    Csv,
    /// A document of Word or WPS.
    Docx,
    /// A web page, whatever its file is called.
    Html,
    /// Pasted text.
    Text,
}

/// Everything a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it turned out to be.
    pub kind: SourceKind,
    /// At least one; none without text.
    pub grids: Vec<Grid>,
    /// What the clerk should know: a guessed encoding, hidden sheets, macros that were not run.
    pub notes: Vec<String>,
}

/// No office sends a larger catalogue, and some readers hold a file more than once.
const MAX_FILE: usize = 200 << 20;
/// Formats read as one piece of text or laid out by calamine as a whole.
const MAX_PLAIN: usize = 64 << 20;

/// Reads a file. What it is is found in its bytes; the name decides only between kinds of plain text.
///
/// # Errors
/// When there is no table in it that can be read, with what the clerk can do about it.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Source, ReadError> {
    let limit = |most: usize| match bytes.len() {
        length if length > most => Err(ReadError::TooLarge(format!("有 {} MB，最多 {} MB", length >> 20, most >> 20))),
        _ => Ok(()),
    };
    limit(MAX_FILE)?;
    let mut room = Room::default();
    match kind::of(bytes, file_name)? {
        Content::Zip => zipped(bytes, &mut room),
        Content::Compound => {
            limit(MAX_PLAIN)?;
            compound(bytes, &mut room)
        }
        Content::Page => {
            limit(MAX_PLAIN)?;
            let page = encoding::decode_page(bytes)?;
            source(SourceKind::Html, html::read(&page.text, &mut room)?, page.note.into_iter().collect())
        }
        Content::Plain => {
            limit(MAX_PLAIN)?;
            let text = encoding::decode(bytes)?;
            let grid = delimited::read(&text.text, stem(file_name), &mut room)?;
            source(SourceKind::Csv, grid.into_iter().collect(), text.note.into_iter().collect())
        }
    }
}

/// Reads a block pasted from Excel, WPS or a page: from its HTML where that holds a table, because only HTML knows of
/// merges; otherwise from the text, with a tab between cells and quotation marks around those that hold line ends.
///
/// # Errors
/// When neither holds any text, or too much.
pub fn read_pasted(text: &str, html: Option<&str>) -> Result<Source, ReadError> {
    if text.len().max(html.map_or(0, str::len)) > MAX_PLAIN {
        return Err(ReadError::TooLarge(format!("粘贴的内容超过 {} MB", MAX_PLAIN >> 20)));
    }
    let mut room = Room::default();
    if let Some(html) = html {
        let grids = html::read(html, &mut room)?;
        if !grids.is_empty() {
            return source(SourceKind::Html, grids, Vec::new());
        }
    }
    let grid = delimited::read_tabs(text, "粘贴的内容", &mut room)?;
    source(SourceKind::Text, grid.into_iter().collect(), Vec::new())
}

fn zipped(bytes: &[u8], room: &mut Room) -> Result<Source, ReadError> {
    let mut package = Package::open(bytes)?;
    let mut notes = Vec::new();
    if package.names().any(|name| name.ends_with("vbaproject.bin")) {
        notes.push(MACROS.into());
    }
    match kind::of_package(&mut package)? {
        kind @ SourceKind::Ods => source(kind, ods::read(&mut package, room)?, notes),
        kind @ SourceKind::Docx => source(kind, docx::read(&mut package, room)?, notes),
        kind => source(kind, book::read_xlsx(bytes, &mut package, room)?, notes),
    }
}

const MACROS: &str = "文件中有宏，没有运行，也不会导入。";

fn compound(bytes: &[u8], room: &mut Room) -> Result<Source, ReadError> {
    let file = Compound::open(bytes)?;
    kind::of_compound(&file)?;
    // The stream that calamine will take: the second only where the first cannot be read.
    let streams = ["Workbook", "Book"].iter().filter_map(|name| file.stream(name));
    let stream = streams.filter_map(Result::ok).next().ok_or(ReadError::Damaged)?;
    biff::scan(&stream)?;
    let notes = if file.has("_VBA_PROJECT_CUR") { vec![MACROS.into()] } else { Vec::new() };
    drop((file, stream));
    source(SourceKind::Xls, book::read_xls(bytes, room)?, notes)
}

fn source(kind: SourceKind, grids: Vec<Grid>, mut notes: Vec<String>) -> Result<Source, ReadError> {
    if grids.is_empty() {
        return Err(ReadError::NoTable);
    }
    for grid in grids.iter().filter(|grid| grid.hidden) {
        notes.push(format!("工作表“{}”在原文件中是隐藏的，请确认是否需要导入。", grid.name));
    }
    Ok(Source { kind, grids, notes })
}

/// The file's name without folders and ending.
fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
