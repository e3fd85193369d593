//! Blocks to body content: paragraphs, tables, figures, in sections.

use crate::{
    DocxError, Options, drawing,
    layout::{Page, Twips},
    package::Part,
    pieces::{PIECES, Piece, write_all},
    running::RunningParts,
    styles::{FIGURE, GAP, alignment, style_id},
    xml::{Element, Tree, Written},
};
use docx_rs::{
    AlignmentType, BookmarkEnd, BookmarkStart, Footnote, LineSpacing, LineSpacingType, Paragraph as WordParagraph, Run,
    Sym,
};
use mingce_document::{
    Block, Document, Figure, Inline, NodeId, Orientation, PageNumbering, ParaStyle, Paragraph, Pt, Section, StyleSheet,
};
use std::collections::{BTreeMap, HashSet};

/// Font name of the placeholder runs that [`Body::fill_slots`] replaces: docx-rs writes symbols as they are, and this
/// crate uses none otherwise.
const SLOT: &str = "mingce-slot";

/// Number of the placeholder of a paragraph's own drawing.
const DRAWING: &str = "drawing";

/// What stands for a page number that is not known yet.
const UNKNOWN_PAGE: &str = "…";

/// The content of a document while it is built.
pub(crate) struct Body<'a> {
    pub sheet: &'a StyleSheet,
    pub document: &'a Document,
    pub bookmarks: &'a BTreeMap<NodeId, String>,
    pub options: &'a Options,
    /// The page of the section at hand.
    pub page: Page,
    /// Footnotes so far, numbered from 1.
    pub notes: Vec<Footnote>,
    /// Drawing objects so far: their ids are unique in the whole document, or Word repairs it and LibreOffice crawls.
    pub drawing_ids: u32,
    /// The last pieces, which are not written yet.
    pieces: Vec<Piece<'a>>,
    /// What is written, before them.
    written: Written,
    slots: Slots,
    bookmark_count: usize,
    marked: HashSet<&'a NodeId>,
    running: RunningParts,
    any_numbered: bool,
    after_unnumbered: bool,
}

/// What docx-rs cannot write, by the numbers of the placeholders that stand for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slots(Vec<Element>);

impl Slots {
    /// Puts everything where its placeholder stands.
    pub fn fill(&self, root: &mut Tree<'_>) {
        root.walk(&mut |element| {
            if element.name == "w:sym" && element.attribute("w:font") == Some(SLOT) {
                let content = element.attribute("w:char").and_then(|number| number.parse::<usize>().ok());
                if let Some(content) = content.and_then(|number| self.0.get(number)) {
                    *element = content.clone();
                }
            }
        });
    }

    /// The same, with a drawing in the place of [`DRAWING`]: drawings are large, and none is kept once it is written.
    pub fn fill_with(&self, root: &mut Tree<'_>, drawing: Element) {
        self.fill(root);
        let mut drawing = Some(drawing);
        root.walk(&mut |element| {
            if element.name == "w:sym"
                && element.attribute("w:char") == Some(DRAWING)
                && let Some(drawing) = drawing.take()
            {
                *element = drawing;
            }
        });
    }
}

/// What stands around a block, as far as it changes the block's look.
#[derive(Debug, Clone, Copy, Default)]
struct Neighbours {
    table_before: bool,
    table_after: bool,
    break_before: bool,
}

impl<'a> Body<'a> {
    /// Writes the content of all sections, and says how the last one's page is set.
    ///
    /// # Errors
    /// When docx-rs wrote something that cannot be read.
    pub fn build(
        document: &'a Document,
        sheet: &'a StyleSheet,
        bookmarks: &'a BTreeMap<NodeId, String>,
        options: &'a Options,
    ) -> Result<(docx_rs::SectionProperty, Self), DocxError> {
        let mut body = Body {
            sheet,
            document,
            bookmarks,
            options,
            page: Page::of(sheet, Orientation::Portrait),
            notes: Vec::new(),
            drawing_ids: 0,
            pieces: Vec::with_capacity(PIECES),
            written: Written::default(),
            slots: Slots::default(),
            bookmark_count: 0,
            marked: HashSet::new(),
            running: RunningParts::default(),
            any_numbered: false,
            after_unnumbered: false,
        };
        let mut last_property = docx_rs::Document::new().section_property;
        for (at, section) in document.sections.iter().enumerate() {
            body.section(section)?;
            let property = body.section_property(section);
            if at + 1 == document.sections.len() {
                last_property = property;
            } else if let Some(last) = body.pieces.last_mut().and_then(Piece::paragraph) {
                last.property.section_property = Some(property);
            }
        }
        body.write_pieces()?;
        Ok((last_property, body))
    }

    /// What is written of the body.
    pub fn take_written(&mut self) -> Written {
        std::mem::take(&mut self.written)
    }

    /// Adds a piece. The last one is never written before another follows: a section's page is set in its last paragraph.
    fn add(&mut self, piece: Piece<'a>) -> Result<(), DocxError> {
        if self.pieces.len() >= PIECES {
            self.write_pieces()?;
        }
        self.pieces.push(piece);
        Ok(())
    }

    fn write_pieces(&mut self) -> Result<(), DocxError> {
        let pieces = std::mem::replace(&mut self.pieces, Vec::with_capacity(PIECES));
        write_all(&self.slots, pieces, &mut self.written)
    }

    /// The headers and footers, in the order of their references.
    pub fn running_parts(&mut self) -> Vec<Part> {
        std::mem::take(&mut self.running).parts
    }

    fn section(&mut self, section: &'a Section) -> Result<(), DocxError> {
        self.page = Page::of(self.sheet, section.orientation);
        if let Some((id, name)) = self.open_mark(&section.id) {
            self.add(Piece::BookmarkStart(BookmarkStart::new(id, name)))?;
            self.add(Piece::BookmarkEnd(BookmarkEnd::new(id)))?;
        }
        let mut around = Neighbours::default();
        for (at, block) in section.blocks.iter().enumerate() {
            around.table_after = matches!(section.blocks.get(at + 1), Some(Block::Table(_)));
            match block {
                Block::PageBreak => {
                    around = Neighbours { break_before: true, ..Neighbours::default() };
                    continue;
                }
                Block::Paragraph(paragraph) => self.paragraph(paragraph, around)?,
                Block::Figure(figure) => self.figure(figure, around, self.kept_above(&section.blocks[..at]))?,
                Block::TableOfContents(contents) => self.contents(contents, around.break_before)?,
                Block::Table(table) => {
                    if around.break_before {
                        self.gap(1, true)?;
                    } else if around.table_before {
                        // Without a paragraph between them, Word makes two tables one.
                        self.gap(self.sheet.table.around.tw() * 2, false)?;
                    }
                    let mark = self.open_mark(&table.id);
                    if let Some(word) = self.table(table)? {
                        let id = mark.as_ref().map(|(id, _)| *id);
                        if let Some((id, name)) = mark {
                            self.add(Piece::BookmarkStart(BookmarkStart::new(id, name)))?;
                        }
                        self.add(word)?;
                        if let Some(id) = id {
                            self.add(Piece::BookmarkEnd(BookmarkEnd::new(id)))?;
                        }
                    }
                }
            }
            around = Neighbours { table_before: matches!(block, Block::Table(_)), ..Neighbours::default() };
        }
        // A section's properties stand in its last paragraph, and Word wants one after a table.
        if around.break_before || self.pieces.last_mut().and_then(Piece::paragraph).is_none() {
            self.gap(1, around.break_before)?;
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph, around: Neighbours) -> Result<(), DocxError> {
        let format = self.sheet.format(paragraph.style);
        let mut word = WordParagraph::new().style(style_id(paragraph.style));
        if let Some(align) = paragraph.align {
            word = word.align(alignment(align));
        }
        if paragraph.keep_with_next {
            word = word.keep_next(true);
        }
        if around.break_before {
            word = word.page_break_before(true);
        }
        if around.table_before || around.table_after {
            let space = self.sheet.table.around.tw();
            let with = |base: i32, table: bool| (base + if table { space } else { 0 }).unsigned_abs();
            let spacing = LineSpacing::new()
                .before(with(format.before.tw(), around.table_before))
                .after(with(format.after.tw(), around.table_after));
            word = word.line_spacing(spacing);
        }
        let word = self.fill(word, paragraph);
        self.push(word)
    }

    /// Adds a paragraph's text, after its bookmark.
    pub fn fill(&mut self, word: WordParagraph, paragraph: &Paragraph) -> WordParagraph {
        let mark = self.open_mark(&paragraph.id);
        // A bookmark that ended after the text would make LibreOffice take a stop that hangs at its end for a line more.
        let mut word = end_mark(start_mark(word, &mark), &mark);
        if let Some(narrower) = self.options.narrower.get(&paragraph.id) {
            let side = Pt(narrower.0 / 2.0).tw();
            word = word.indent(Some(side), None, Some(side), None);
        }
        if let Some(end) = self.options.end_indents.get(&paragraph.id) {
            word = word.indent(None, None, Some(end.tw()), None);
        }
        if let Some(start) = self.options.start_indents.get(&paragraph.id) {
            word = word.indent(Some(start.tw()), None, Some(0), None).align(AlignmentType::Left);
        }
        match self.options.line_ends.get(&paragraph.id) {
            Some(at) => self.add_inlines(word, paragraph.style, &parted(&paragraph.inlines, at)),
            None => self.add_inlines(word, paragraph.style, &paragraph.inlines),
        }
    }

    /// The height, in twips, of the paragraphs that must stand on the page of what follows these blocks: a figure as
    /// high as the page leaves room for its heading. One line each: headings of figures are short.
    fn kept_above(&self, before: &[Block]) -> i32 {
        let kept = before.iter().rev().map_while(|block| match block {
            Block::Paragraph(p) if p.keep_with_next || self.sheet.format(p.style).keep_with_next => Some(p.style),
            _ => None,
        });
        kept.map(|style| {
            let format = self.sheet.format(style);
            format.before.tw() + self.sheet.pitch(style).tw() + format.after.tw()
        })
        .sum()
    }

    fn figure(&mut self, figure: &'a Figure, around: Neighbours, kept_above: i32) -> Result<(), DocxError> {
        let plan = drawing::plan(self, figure, kept_above);
        let slot = Sym::new(SLOT, DRAWING);
        let mark = self.open_mark(&figure.id);
        let mut word = start_mark(WordParagraph::new().style(FIGURE), &mark).add_run(Run::new().add_sym(slot));
        word = end_mark(word, &mark).keep_next(figure.caption.is_some());
        if !around.break_before {
            word = word.line_spacing(LineSpacing::new().before(self.sheet.table.around.tw().unsigned_abs()));
        }
        if around.break_before {
            word = word.page_break_before(true);
        }
        self.add(Piece::Figure(Box::new(word), plan))?;
        match &figure.caption {
            Some(caption) => self.paragraph(caption, Neighbours { break_before: false, table_before: false, ..around }),
            None => Ok(()),
        }
    }

    /// A paragraph without text, exactly so high (in twips).
    fn gap(&mut self, height: i32, break_before: bool) -> Result<(), DocxError> {
        let spacing = LineSpacing::new().before(0).after(0).line_rule(LineSpacingType::Exact).line(height.max(20));
        let gap = WordParagraph::new().style(GAP).line_spacing(spacing);
        self.push(if break_before { gap.page_break_before(true) } else { gap })
    }

    pub fn push(&mut self, paragraph: WordParagraph) -> Result<(), DocxError> {
        self.add(Piece::Paragraph(Box::new(paragraph)))
    }

    /// A placeholder for content that docx-rs cannot write.
    pub fn slot(&mut self, content: Element) -> Sym {
        self.slots.0.push(content);
        Sym::new(SLOT, (self.slots.0.len() - 1).to_string())
    }

    /// Puts the content back for its placeholders.
    pub fn fill_slots(&self, root: &mut Tree<'_>) {
        self.slots.fill(root);
    }

    /// What the placeholders stand for, to be filled in elsewhere.
    pub fn slots(&self) -> &Slots {
        &self.slots
    }

    /// Number and name of a node's bookmark; none when the node has no name or had its bookmark before (a cell and its
    /// paragraph may share an id).
    pub fn open_mark(&mut self, id: &NodeId) -> Option<(usize, String)> {
        let (id, name) = self.bookmarks.get_key_value(id)?;
        self.marked.insert(id).then(|| {
            self.bookmark_count += 1;
            (self.bookmark_count, name.clone())
        })
    }

    /// The page of a node as text.
    pub fn page_text(&self, id: &NodeId) -> String {
        self.options.pages.get(id).map_or_else(|| UNKNOWN_PAGE.to_owned(), u32::to_string)
    }

    fn section_property(&mut self, section: &Section) -> docx_rs::SectionProperty {
        let mut property = crate::section::property(self.sheet, section);
        let numbered = section.page_numbers != PageNumbering::None;
        let start = match section.page_numbers {
            PageNumbering::Restart(number) => Some(number),
            // Word counts pages that bear no number: the numbers behind them have to be set.
            PageNumbering::Continue if self.after_unnumbered && !self.any_numbered => Some(1),
            PageNumbering::Continue if self.after_unnumbered => self.options.pages.get(&section.id).copied(),
            PageNumbering::Continue | PageNumbering::None => None,
        };
        if let Some(number) = start {
            property = property.page_num_type(docx_rs::PageNumType::new().start(number));
        }
        self.any_numbered |= numbered;
        self.after_unnumbered = !numbered;
        let mut running = std::mem::take(&mut self.running);
        property = running.refer(self, section, property);
        self.running = running;
        property
    }
}

/// The inlines with line ends before the characters at these places, counted as in the plain text; places that are not
/// inside a text are passed over.
fn parted(inlines: &[Inline], places: &[usize]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len() + 2 * places.len());
    let mut passed = 0;
    for inline in inlines {
        let Inline::Text { text, style } = inline else {
            passed += usize::from(matches!(inline, Inline::LineBreak | Inline::Tab | Inline::CheckBox { .. }));
            out.push(inline.clone());
            continue;
        };
        let mut piece = String::new();
        for ch in text.chars() {
            if !piece.is_empty() && places.contains(&passed) {
                out.push(Inline::Text { text: std::mem::take(&mut piece), style: *style });
                out.push(Inline::LineBreak);
            }
            piece.push(ch);
            passed += 1;
        }
        out.push(Inline::Text { text: piece, style: *style });
    }
    out
}

/// Opens a bookmark in a paragraph.
pub(crate) fn start_mark(word: WordParagraph, mark: &Option<(usize, String)>) -> WordParagraph {
    match mark {
        Some((id, name)) => word.add_bookmark_start(*id, name),
        None => word,
    }
}

/// Closes it.
pub(crate) fn end_mark(word: WordParagraph, mark: &Option<(usize, String)>) -> WordParagraph {
    match mark {
        Some((id, _)) => word.add_bookmark_end(*id),
        None => word,
    }
}

/// Whether a style is a heading that the contents list down to this depth.
pub(crate) fn is_listed(style: ParaStyle, depth: u8) -> bool {
    style.heading_level().is_some_and(|level| level <= depth)
}
