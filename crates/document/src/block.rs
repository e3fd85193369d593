//! The tree: sections, blocks, inlines. Every node that a reader may point at has a stable [`NodeId`].

use crate::{Align, CharStyle, Drawing, Mm, Orientation, ParaStyle};
use serde::{Deserialize, Serialize};

/// A stable name of a node, unique in its document: a form address (`requests.granted.natural`), a heading's key.
/// It becomes the bookmark in DOCX, the `id` in HTML, and the mark on the page in `typeset`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub String);

impl<T: Into<String>> From<T> for NodeId {
    fn from(text: T) -> Self {
        NodeId(text.into())
    }
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the file says about itself.
    pub meta: Meta,
    /// Parts with paper and page numbers of their own.
    pub sections: Vec<Section>,
    /// A word across each page (草稿, 示例), if any.
    pub watermark: Option<Watermark>,
}

/// Title and properties that go into the file's metadata.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The title, as shown by a viewer's title bar.
    pub title: String,
    /// The organ that issues the document; never a person's login name.
    pub author: String,
    /// What it is about, one line.
    pub subject: String,
    /// Keywords for search.
    pub keywords: Vec<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// The instant that the file bears as created and modified: RFC 3339 in UTC. An input, so that the same document
    /// gives the same bytes.
    pub created: String,
}

/// A watermark across every page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// One or a few characters.
    pub text: String,
}

/// A part of a document with its own paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its stable name.
    pub id: NodeId,
    /// Portrait or landscape; size and margins stand in the style sheet.
    pub orientation: Orientation,
    /// Where it starts.
    pub start: SectionStart,
    /// How its pages are numbered.
    pub page_numbers: PageNumbering,
    /// The running head, if any.
    pub running_head: Option<String>,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// Where a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionStart {
    /// On the next page.
    NextPage,
    /// On the next right-hand page.
    OddPage,
}

/// How the pages of a section are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageNumbering {
    /// Going on from the section before.
    Continue,
    /// Beginning anew with this number.
    Restart(u32),
    /// Not printed (and not counted).
    None,
}

/// A block-level node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph or heading: which of the two its style says.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A drawing with caption and alternative text.
    Figure(Figure),
    /// A table of contents over the headings of the document.
    TableOfContents(TableOfContents),
    /// A forced page break.
    PageBreak,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Its stable name.
    pub id: NodeId,
    /// Its named style: look and role (heading, body, cell text).
    pub style: ParaStyle,
    /// Alignment that differs from the style's.
    pub align: Option<Align>,
    /// Its text.
    pub inlines: Vec<Inline>,
    /// Whether it must stand on the page where the next block begins. Headings do so by style.
    pub keep_with_next: bool,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Text in one character style.
    Text {
        /// The characters; no line ends and no tabs.
        text: String,
        /// How they look.
        style: CharStyle,
    },
    /// A forced line end inside the paragraph.
    LineBreak,
    /// To the next tab stop.
    Tab,
    /// A blank to be filled in by hand, drawn as an underline.
    Blank {
        /// Its width.
        width: Mm,
    },
    /// A box to be ticked.
    CheckBox {
        /// Whether it is ticked.
        checked: bool,
    },
    /// The number of the page on which the node stands.
    PageRef {
        /// The node.
        target: NodeId,
    },
    /// A footnote.
    Footnote {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// A mark for the index; prints nothing.
    IndexMark {
        /// The entry.
        entry: String,
        /// How it sorts (pinyin).
        sort: String,
    },
}

/// A table, described by its cells with spans (covered grid places are left out).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Its stable name.
    pub id: NodeId,
    /// What the table shows, in one sentence, for screen readers.
    pub summary: String,
    /// Widths of the grid's columns as shares of the text width; they sum to 1.
    pub columns: Vec<f64>,
    /// How many rows at the top are heads, repeated on each page.
    pub head_rows: usize,
    /// All rows, heads first.
    pub rows: Vec<Row>,
}

/// A table row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its height.
    pub height: RowHeight,
    /// The cells that begin in this row, left to right.
    pub cells: Vec<Cell>,
}

/// How high a row is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowHeight {
    /// As its content needs.
    Auto,
    /// At least so high.
    AtLeast(Mm),
    /// Exactly so high.
    Exact(Mm),
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its stable name: for number cells, the form address.
    pub id: NodeId,
    /// Head or data.
    pub role: CellRole,
    /// Grid columns covered; at least 1.
    pub col_span: usize,
    /// Grid rows covered; at least 1.
    pub row_span: usize,
    /// Vertical alignment.
    pub vertical: VerticalAlign,
    /// Characters stacked top to bottom.
    pub vertical_text: bool,
    /// What it holds.
    pub blocks: Vec<Paragraph>,
}

/// What a cell is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellRole {
    /// A head cell, for the cells in this direction.
    Head(Scope),
    /// Data.
    Data,
}

/// The direction in which a head cell speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// For the columns below.
    Column,
    /// For the rows to its right.
    Row,
}

/// Vertical alignment in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerticalAlign {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// A drawing in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Its stable name.
    pub id: NodeId,
    /// The geometry.
    pub drawing: Drawing,
    /// A caption below it.
    pub caption: Option<Paragraph>,
    /// What it shows, for who cannot see it.
    pub alt: String,
}

/// A table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableOfContents {
    /// Its stable name.
    pub id: NodeId,
    /// The deepest heading level listed, 1 to 4.
    pub depth: u8,
}

impl Paragraph {
    /// A paragraph of plain text.
    pub fn text(id: impl Into<NodeId>, style: ParaStyle, text: impl Into<String>) -> Self {
        Paragraph {
            id: id.into(),
            style,
            align: None,
            inlines: vec![Inline::Text { text: text.into(), style: CharStyle::Plain }],
            keep_with_next: false,
        }
    }

    /// Its characters without marks and fields: for tests, contents, alternative text.
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        for inline in &self.inlines {
            match inline {
                Inline::Text { text, .. } => out.push_str(text),
                Inline::LineBreak => out.push('\n'),
                Inline::Tab => out.push('\t'),
                Inline::CheckBox { checked } => out.push(if *checked { '☑' } else { '☐' }),
                Inline::Blank { .. } | Inline::PageRef { .. } | Inline::Footnote { .. } | Inline::IndexMark { .. } => {}
            }
        }
        out
    }
}

impl Cell {
    /// A cell of one paragraph, one grid place large, in the middle of its height.
    pub fn of(role: CellRole, paragraph: Paragraph) -> Self {
        Cell {
            id: paragraph.id.clone(),
            role,
            col_span: 1,
            row_span: 1,
            vertical: VerticalAlign::Middle,
            vertical_text: false,
            blocks: vec![paragraph],
        }
    }

    /// The same cell over so many columns and rows.
    pub fn spanning(mut self, col_span: usize, row_span: usize) -> Self {
        self.col_span = col_span;
        self.row_span = row_span;
        self
    }

    /// Its text, paragraphs joined by line ends.
    pub fn plain_text(&self) -> String {
        self.blocks.iter().map(Paragraph::plain_text).collect::<Vec<_>>().join("\n")
    }
}

impl Row {
    /// Whether the row holds nothing but heads of columns: it speaks for the rows below and stands with them.
    pub fn is_heading(&self) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| cell.role == CellRole::Head(Scope::Column))
    }

    /// Whether the row stands on the page of the next one: a heading does, and a row whose text says so, as word
    /// processors have it.
    pub fn keeps_with_next(&self) -> bool {
        let says_so = |cell: &Cell| cell.blocks.first().is_some_and(|text| text.keep_with_next);
        self.is_heading() || (!self.cells.is_empty() && self.cells.iter().all(says_so))
    }
}

impl Table {
    /// Where each cell stands in the grid: `(row, column, cell)` for its top-left place, in reading order.
    /// A cell that would leave the grid or cover a covered place is still returned at the first free place; writers
    /// clip it (`check` in `compose`'s tests makes sure that shipped forms have none).
    pub fn placed(&self) -> Vec<(usize, usize, &Cell)> {
        let width = self.columns.len();
        let mut covered = vec![vec![false; width]; self.rows.len()];
        let mut out = Vec::new();
        for (r, row) in self.rows.iter().enumerate() {
            let mut c = 0;
            for cell in &row.cells {
                while c < width && covered[r][c] {
                    c += 1;
                }
                out.push((r, c, cell));
                for line in covered.iter_mut().skip(r).take(cell.row_span.max(1)) {
                    for place in line.iter_mut().skip(c).take(cell.col_span.max(1)) {
                        *place = true;
                    }
                }
                c = c.saturating_add(cell.col_span.max(1));
            }
        }
        out
    }
}

fn inlines(list: &mut [Inline], change: &mut dyn FnMut(&mut String)) {
    for inline in list {
        match inline {
            Inline::Text { text, .. } => change(text),
            Inline::Footnote { inlines: note } => inlines(note, change),
            Inline::IndexMark { entry, sort } => [entry, sort].into_iter().for_each(&mut *change),
            Inline::LineBreak
            | Inline::Tab
            | Inline::Blank { .. }
            | Inline::CheckBox { .. }
            | Inline::PageRef { .. } => {}
        }
    }
}

impl Document {
    /// Goes over every text that a reader meets or that the file says of itself; names of nodes and styles are none.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        let Meta { title, author, subject, keywords, language: _, created: _ } = &mut self.meta;
        [title, author, subject].into_iter().chain(keywords).for_each(&mut *change);
        self.watermark.iter_mut().for_each(|mark| change(&mut mark.text));
        for section in &mut self.sections {
            section.running_head.iter_mut().for_each(&mut *change);
            for block in &mut section.blocks {
                match block {
                    Block::Paragraph(paragraph) => inlines(&mut paragraph.inlines, change),
                    Block::Table(table) => {
                        change(&mut table.summary);
                        let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                        cells.flat_map(|cell| &mut cell.blocks).for_each(|it| inlines(&mut it.inlines, change));
                    }
                    Block::Figure(figure) => {
                        change(&mut figure.alt);
                        figure.caption.iter_mut().for_each(|caption| inlines(&mut caption.inlines, change));
                        let shapes = figure.drawing.shapes.iter_mut().flat_map(|shape| &mut shape.lines);
                        let labels = figure.drawing.connectors.iter_mut().filter_map(|line| line.label.as_mut());
                        let lines = shapes.chain(labels.map(|label| &mut label.line));
                        lines.for_each(|line| change(&mut line.text));
                    }
                    Block::TableOfContents(_) | Block::PageBreak => {}
                }
            }
        }
    }

    /// All paragraphs that are headings, with their levels (title excluded), in order.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &Paragraph)> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Paragraph(p) => p.style.heading_level().map(|level| (level, p)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Drawing, Mm, Rect, Shape, ShapeKind, TextLine};

    /// A document with the same word in every place that can hold one.
    fn everywhere(word: &str) -> Document {
        let inlines = vec![
            Inline::Text { text: word.into(), style: CharStyle::Plain },
            Inline::Footnote { inlines: vec![Inline::Text { text: word.into(), style: CharStyle::Plain }] },
            Inline::IndexMark { entry: word.into(), sort: word.into() },
        ];
        let paragraph = Paragraph { inlines, ..Paragraph::text("p", ParaStyle::Body, "") };
        let cell = Cell::of(CellRole::Data, paragraph.clone());
        let table = Table {
            id: "t".into(),
            summary: word.into(),
            columns: vec![1.0],
            head_rows: 0,
            rows: vec![Row { height: RowHeight::Auto, cells: vec![cell] }],
        };
        let rect = Rect { x: Mm(0.0), y: Mm(0.0), width: Mm(9.0), height: Mm(9.0) };
        let lines = vec![TextLine { text: word.into(), center_x: Mm(1.0), baseline_y: Mm(1.0) }];
        let shape = Shape { id: "s".into(), kind: ShapeKind::Process, rect, lines, size: crate::Pt(9.0) };
        let drawing = Drawing {
            width: Mm(9.0),
            height: Mm(9.0),
            shapes: vec![shape],
            connectors: Vec::new(),
            stroke: crate::Pt(0.5),
        };
        let figure = Figure { id: "f".into(), drawing, caption: Some(paragraph.clone()), alt: word.into() };
        let section = Section {
            id: "x".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Continue,
            running_head: Some(word.into()),
            blocks: vec![Block::Paragraph(paragraph), Block::Table(table), Block::Figure(figure)],
        };
        let meta = Meta { title: word.into(), author: word.into(), subject: word.into(), ..Meta::default() };
        let watermark = Some(Watermark { text: word.into() });
        Document { meta: Meta { keywords: vec![word.into()], ..meta }, sections: vec![section], watermark }
    }

    #[test]
    fn every_text_is_gone_over_wherever_it_stands() {
        let mut document = everywhere("李四");
        document.each_text(&mut |text| *text = text.replace("李四", "李*"));
        assert!(!format!("{document:?}").contains("李四"));
        assert_eq!(document, everywhere("李*"));
    }
}
