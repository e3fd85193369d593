//! The body piece by piece: what docx-rs wrote is finished and written as soon as it is built. A booklet of a thousand pages and
//! five hundred charts, all of it as objects and as a tree, would take a gigabyte.

use crate::{
    DocxError,
    body::Slots,
    drawing::Plan,
    table::TableExtras,
    text,
    xml::{Element, Written},
};
use docx_rs::{BookmarkEnd, BookmarkStart, BuildXML, Paragraph, Table, TableRow};

/// So many rows are built as objects before they are written.
pub(crate) const ROWS: usize = 256;
/// So many other pieces: a chart among them may weigh as much as a hundred rows.
pub(crate) const PIECES: usize = 64;
/// From so many pieces on they are shared out to the processors.
const MANY: usize = 32;

/// A piece of the body as docx-rs knows it, and what docx-rs cannot say about it.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    Paragraph(Box<Paragraph>),
    /// A paragraph with the placeholder of a drawing.
    Figure(Box<Paragraph>, Plan<'a>),
    /// A table built without rows.
    Table(Box<Table>, TableExtras),
    /// A row; whether it is repeated on each page.
    Row(Box<TableRow>, bool),
    BookmarkStart(BookmarkStart),
    BookmarkEnd(BookmarkEnd),
}

impl Piece<'_> {
    /// The paragraph that it is.
    pub fn paragraph(&mut self) -> Option<&mut Paragraph> {
        match self {
            Piece::Paragraph(paragraph) | Piece::Figure(paragraph, _) => Some(paragraph),
            _ => None,
        }
    }

    /// Finishes the piece and writes it.
    fn write(self, slots: &Slots, written: &mut Written) -> Result<(), DocxError> {
        let xml = match &self {
            Piece::Paragraph(paragraph) | Piece::Figure(paragraph, _) => paragraph.build(),
            Piece::Table(table, _) => table.build(),
            Piece::Row(row, _) => row.build(),
            Piece::BookmarkStart(mark) => mark.build(),
            Piece::BookmarkEnd(mark) => mark.build(),
        };
        let mut element = crate::read(PART, &xml)?;
        let mut rows = None;
        match self {
            Piece::Figure(_, plan) => slots.fill_with(&mut element, plan.draw()),
            Piece::Row(_, head) => {
                slots.fill(&mut element);
                if head {
                    element.change("w:trPr", |properties| properties.push(Element::new("w:tblHeader")));
                }
            }
            Piece::Table(_, extras) => {
                if !extras.summary.is_empty() {
                    let summary = text::clean(&extras.summary);
                    element.change("w:tblPr", |table| {
                        table.push(Element::new("w:tblDescription").with("w:val", summary));
                    });
                }
                rows = Some(extras.rows);
            }
            Piece::Paragraph(_) | Piece::BookmarkStart(_) | Piece::BookmarkEnd(_) => slots.fill(&mut element),
        }
        crate::arrange(&mut element);
        match rows {
            Some(rows) => written.add_around(&element, rows),
            None => written.add(&element),
        }
        .map_err(|source| DocxError::Part { part: PART.into(), source })
    }
}

/// Where the pieces stand.
const PART: &str = "word/document.xml";

/// Writes pieces, many of them by all processors: no piece looks at another.
pub(crate) fn write_all(slots: &Slots, pieces: Vec<Piece<'_>>, written: &mut Written) -> Result<(), DocxError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if pieces.len() < MANY || threads == 1 {
        return pieces.into_iter().try_for_each(|piece| piece.write(slots, written));
    }
    let size = pieces.len().div_ceil(threads);
    let mut pieces = pieces.into_iter();
    let shares: Vec<Vec<Piece<'_>>> = std::iter::from_fn(|| Some(pieces.by_ref().take(size).collect()))
        .take_while(|share: &Vec<Piece<'_>>| !share.is_empty())
        .collect();
    let done: Vec<_> = std::thread::scope(|scope| {
        let work = |share: Vec<Piece<'_>>| {
            let mut written = Written::default();
            share.into_iter().try_for_each(|piece| piece.write(slots, &mut written)).map(|()| written)
        };
        let running: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || work(share))).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    for done in done {
        written.append(done?);
    }
    Ok(())
}
