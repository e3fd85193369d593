//! The document as a structure tree: the types of tagged PDF (ISO 32000-1, 14.8.4) in reading order, before anybody
//! knows on which page they stand.
//!
//! The title is H1 and the headings follow below it, as in the HTML; without a title they begin at H1. A level is never
//! skipped on the way down.

use mingce_typeset::document::{
    Block, Document, Figure, Inline, NodeId, ParaStyle, Paragraph, Scope, Section, TableOfContents,
};
use std::collections::HashMap;

/// How many kids an element gets at most: an array of PDF/A-1 holds 8191 (ISO 19005-1, 6.1.12).
pub(crate) const MANY: usize = 4000;

/// Types of elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Sect,
    Heading(u8),
    P,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Figure,
    Caption,
    Toc,
    TocItem,
    Link,
    Reference,
    Note,
}

impl Kind {
    /// The name of the structure type.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Document => "Document",
            Kind::Sect => "Sect",
            Kind::Heading(level) => match level {
                0 | 1 => "H1",
                2 => "H2",
                3 => "H3",
                4 => "H4",
                5 => "H5",
                _ => "H6",
            },
            Kind::P => "P",
            Kind::Table => "Table",
            Kind::THead => "THead",
            Kind::TBody => "TBody",
            Kind::TR => "TR",
            Kind::TH => "TH",
            Kind::TD => "TD",
            Kind::Figure => "Figure",
            Kind::Caption => "Caption",
            Kind::Toc => "TOC",
            Kind::TocItem => "TOCI",
            Kind::Link => "Link",
            Kind::Reference => "Reference",
            Kind::Note => "Note",
        }
    }
}

/// What an element holds, in reading order.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kid {
    /// Another element.
    Element(usize),
    /// A marked piece of a page's content.
    Content { page: usize, mcid: usize },
    /// A link's annotation, counted over the file, and its page.
    Annotation { page: usize, at: usize },
}

/// What only some elements say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Says<'a> {
    /// Of a table: what it shows.
    pub summary: &'a str,
    /// Of a head cell: which cells it speaks for.
    pub scope: Option<Scope>,
    /// Grid columns and rows of a cell; 1 and 1 unless it is merged.
    pub spans: (usize, usize),
    /// The element's identifier, for those who refer to it.
    pub id: Option<String>,
    /// Of a data cell: the identifiers of its heads, where directions do not tell them.
    pub heads: Vec<String>,
    /// Of a figure: what it shows.
    pub alt: String,
    /// Of text that is set unusually: what it reads.
    pub text: String,
    /// Of a figure: left, upper, right and lower edge on its page, and the page's height.
    pub bounds: Option<([f64; 4], f64)>,
}

/// An element.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub kind: Kind,
    pub kids: Vec<Kid>,
    /// Its footnotes: read after everything else in it, so that no sentence is torn.
    pub notes: Vec<usize>,
    pub says: Option<Box<Says<'a>>>,
}

/// The tree. Elements stand after the ones that hold them; the first one is the document.
#[derive(Debug)]
pub(crate) struct Structure<'a> {
    pub elements: Vec<Element<'a>>,
    /// Where the content of a node goes. Of nodes with the same name, which a sound document has none of, the first one.
    owners: HashMap<&'a NodeId, usize>,
    /// The link of an entry of the contents: by contents and heading.
    entries: HashMap<(&'a NodeId, &'a NodeId), usize>,
    /// Where content goes that no node owns.
    stray: Option<usize>,
}

impl<'a> Structure<'a> {
    /// The structure of a document.
    pub(crate) fn of(document: &'a Document) -> Structure<'a> {
        let mut tree = Structure { elements: Vec::new(), owners: HashMap::new(), entries: HashMap::new(), stray: None };
        let root = tree.add(Kind::Document);
        let levels = levels(document);
        let parts: Vec<&[Block]> = document.sections.iter().flat_map(|s: &Section| s.blocks.chunks(MANY)).collect();
        for blocks in &parts {
            let place = if parts.len() == 1 { root } else { tree.below(root, Kind::Sect) };
            tree.blocks(blocks, place, document, &levels);
        }
        tree
    }

    fn add(&mut self, kind: Kind) -> usize {
        self.elements.push(Element { kind, kids: Vec::new(), notes: Vec::new(), says: None });
        self.elements.len() - 1
    }

    /// A new element, the last one in `parent`.
    pub(crate) fn below(&mut self, parent: usize, kind: Kind) -> usize {
        let element = self.add(kind);
        self.hold(parent, Kid::Element(element));
        element
    }

    /// Puts a kid into an element. Most elements, the cells of tables, have one: room for four would be a hundred bytes each.
    pub(crate) fn hold(&mut self, element: usize, kid: Kid) {
        let kids = &mut self.elements[element].kids;
        if kids.is_empty() {
            kids.reserve_exact(1);
        }
        kids.push(kid);
    }

    /// A footnote of an element.
    pub(crate) fn note(&mut self, parent: usize) -> usize {
        let element = self.add(Kind::Note);
        // Notes are known by their identifiers (ISO 14289-1, 7.9).
        self.says(element).id = Some(format!("n{element}"));
        self.elements[parent].notes.push(element);
        element
    }

    /// What an element says, to be filled in.
    pub(crate) fn says(&mut self, element: usize) -> &mut Says<'a> {
        self.elements[element].says.get_or_insert_default()
    }

    /// Makes an element the place of a node's content.
    pub(crate) fn own(&mut self, node: &'a NodeId, element: usize) {
        self.owners.entry(node).or_insert(element);
    }

    /// Whether a node's content has a place.
    pub(crate) fn owns(&self, node: &NodeId) -> bool {
        self.owners.contains_key(node)
    }

    /// Where the content of a node goes. Content that no node of the document owns is put into a paragraph at the end
    /// rather than kept from the reader.
    pub(crate) fn owner(&mut self, node: Option<&NodeId>) -> usize {
        if let Some(&element) = node.and_then(|node| self.owners.get(node)) {
            return element;
        }
        match self.stray {
            Some(element) => element,
            None => {
                let element = self.below(0, Kind::P);
                self.stray = Some(element);
                element
            }
        }
    }

    /// The link of the entry for a heading in a table of contents.
    pub(crate) fn entry(&self, contents: &NodeId, heading: &NodeId) -> Option<usize> {
        self.entries.get(&(contents, heading)).copied()
    }

    fn blocks(
        &mut self,
        blocks: &'a [Block],
        place: usize,
        document: &'a Document,
        levels: &HashMap<*const Paragraph, u8>,
    ) {
        let mut captions: Vec<&'a Paragraph> = Vec::new();
        for (i, block) in blocks.iter().enumerate() {
            match block {
                // The caption above a table is the table's.
                Block::Paragraph(p)
                    if p.style == ParaStyle::Caption && matches!(blocks.get(i + 1), Some(Block::Table(_))) =>
                {
                    captions.push(p);
                }
                Block::Paragraph(p) => {
                    let kind = levels.get(&std::ptr::from_ref(p)).map_or(Kind::P, |level| Kind::Heading(*level));
                    let element = self.below(place, kind);
                    self.own(&p.id, element);
                }
                Block::Table(table) => self.table(table, captions.pop(), place),
                Block::Figure(figure) => self.figure(figure, place),
                Block::TableOfContents(contents) => self.contents(contents, document, place),
                Block::PageBreak => {}
            }
        }
    }

    fn figure(&mut self, figure: &'a Figure, place: usize) {
        let element = self.below(place, Kind::Figure);
        self.own(&figure.id, element);
        self.says(element).alt = alternative(figure);
        if let Some(caption) = &figure.caption {
            // Beside the figure and not in it: the alternative text stands for all that a figure holds.
            let element = self.below(place, Kind::Caption);
            self.own(&caption.id, element);
        }
    }

    fn contents(&mut self, contents: &'a TableOfContents, document: &'a Document, place: usize) {
        let list = self.below(place, Kind::Toc);
        for (_, heading) in document.headings().filter(|(level, _)| *level <= contents.depth) {
            let item = self.below(list, Kind::TocItem);
            let reference = self.below(item, Kind::Reference);
            let link = self.below(reference, Kind::Link);
            self.entries.entry((&contents.id, &heading.id)).or_insert(link);
        }
    }
}

/// The level of each heading, by its paragraph.
fn levels(document: &Document) -> HashMap<*const Paragraph, u8> {
    let paragraphs = || {
        document.sections.iter().flat_map(|section: &Section| &section.blocks).filter_map(|block| match block {
            Block::Paragraph(p) => Some(p),
            _ => None,
        })
    };
    let titled = paragraphs().any(|p| p.style == ParaStyle::Title);
    let mut last = 0;
    let mut levels = HashMap::new();
    for p in paragraphs() {
        let wanted = match (p.style, p.style.heading_level()) {
            (ParaStyle::Title, _) => 1,
            (_, Some(level)) => level + u8::from(titled),
            _ => continue,
        };
        last = wanted.min(last + 1);
        levels.insert(std::ptr::from_ref(p), last);
    }
    levels
}

/// What a figure shows: as the document says, or else its caption, or else the words in it.
fn alternative(figure: &Figure) -> String {
    if !figure.alt.trim().is_empty() {
        return figure.alt.clone();
    }
    match &figure.caption {
        Some(caption) if !caption.plain_text().trim().is_empty() => caption.plain_text(),
        _ => {
            let words = figure.drawing.shapes.iter();
            words
                .map(|shape| shape.lines.iter().map(|line| line.text.as_str()).collect::<String>())
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join("；")
        }
    }
}

/// Whether a paragraph can leave anything on a page.
pub(crate) fn is_blank(paragraph: &Paragraph) -> bool {
    paragraph.inlines.iter().all(|inline| match inline {
        Inline::Text { text, .. } => text.is_empty(),
        Inline::LineBreak | Inline::Tab | Inline::IndexMark { .. } => true,
        _ => false,
    })
}
