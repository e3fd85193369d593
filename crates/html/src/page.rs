//! The document's frame, sections and blocks.

use crate::{
    Flavour, css,
    look::Look,
    markup::{Element, anchor, push_text},
};
use mingce_document::{
    Block, Document, Inline, NodeId, Orientation, ParaStyle, Paragraph, Section, SectionStart, StyleSheet,
    TableOfContents,
};
use std::collections::{HashMap, HashSet};

/// The language of a document that names none.
const LANGUAGE: &str = "zh-CN";

/// HTML being written.
pub(crate) struct Page<'a> {
    document: &'a Document,
    pub(crate) sheet: &'a StyleSheet,
    pub(crate) flavour: Flavour,
    out: String,
    /// Values of `id` given so far: each may stand once.
    anchors: HashSet<String>,
    /// The text of each heading, for links to it.
    headings: HashMap<&'a NodeId, String>,
    /// Paper of the section being written.
    pub(crate) orientation: Orientation,
    /// Names of scrolling boxes given so far: each may stand once.
    labels: HashSet<String>,
    /// Rank of the last heading: 1 for `h1`.
    rank: u8,
    /// Footnotes met so far: where they and their marks stand, and their text.
    pub(crate) notes: Vec<Note<'a>>,
}

/// A footnote, printed at the end.
pub(crate) struct Note<'a> {
    /// `id` of the note.
    pub at: String,
    /// `id` of its mark in the text.
    pub mark: String,
    pub inlines: &'a [Inline],
}

impl<'a> Page<'a> {
    pub(crate) fn new(document: &'a Document, sheet: &'a StyleSheet, flavour: Flavour) -> Self {
        Page {
            document,
            sheet,
            flavour,
            out: String::new(),
            anchors: HashSet::new(),
            headings: document.headings().map(|(_, heading)| (&heading.id, one_line(heading))).collect(),
            orientation: Orientation::Portrait,
            labels: HashSet::new(),
            rank: 1,
            notes: Vec::new(),
        }
    }

    pub(crate) fn write(mut self) -> String {
        let language = match self.document.meta.language.trim() {
            "" => LANGUAGE,
            language => language,
        };
        match self.flavour {
            Flavour::Standalone => {
                self.out.push_str("<!DOCTYPE html>\n");
                let html = Element::new("html")
                    .attr("xmlns", "http://www.w3.org/1999/xhtml")
                    .attr("lang", language)
                    .attr("xml:lang", language);
                self.element(html, |page| {
                    page.element(Element::new("head"), Page::head);
                    page.element(Element::new("body"), |page| page.element(Element::new("main"), Page::content));
                });
            }
            // Words without a gap (addresses) must not widen a narrow page.
            Flavour::Pasteable => {
                let own = "overflow-wrap:anywhere".to_string();
                self.element(Element::new("div").attr("lang", language).own(own), Page::content);
            }
        }
        self.out
    }

    /// Opens, fills and closes an element: nothing stays open, whatever is written inside.
    pub(crate) fn element(&mut self, element: Element, inside: impl FnOnce(&mut Self)) {
        self.open(&element);
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(element.name);
        self.out.push('>');
        self.end_line(&element);
    }

    /// An element that holds nothing.
    pub(crate) fn void(&mut self, element: Element) {
        self.open(&element);
        self.out.push_str("/>");
        self.end_line(&element);
    }

    pub(crate) fn text(&mut self, text: &str) {
        push_text(&mut self.out, text);
    }

    /// The node's name as an `id`, unless another node has it already. A fragment has none: the page that it is pasted
    /// into may have the same ones.
    pub(crate) fn claim(&mut self, id: &NodeId) -> Option<String> {
        if self.flavour == Flavour::Pasteable {
            return None;
        }
        anchor(&id.0).filter(|anchor| self.anchors.insert(anchor.clone()))
    }

    /// An `id` that begins so and that no node has.
    pub(crate) fn claim_new(&mut self, wish: String) -> String {
        let mut name = wish;
        while !self.anchors.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// What a narrow screen shows in a scrolling box of its own. The box can be focused, or a keyboard could not scroll
    /// it, and so has a name.
    pub(crate) fn scrolling(&mut self, kind: &str, name: &str, inside: impl FnOnce(&mut Self)) {
        let wish = if name.is_empty() { kind.to_string() } else { format!("{kind}（可左右滚动）：{name}") };
        let mut label = wish.clone();
        let mut count = 1;
        while !self.labels.insert(label.clone()) {
            count += 1;
            label = format!("{wish}（{count}）");
        }
        let scroll = Element::new("div").attr("role", "region").attr("aria-label", &label).attr("tabindex", "0");
        self.element(scroll.look(Look::Scroll), inside);
    }

    /// The element of a paragraph. Ranks of headings go down step by step, also where a draft leaves out a level: a
    /// reader that lists headings would miss one.
    fn tag(&mut self, style: ParaStyle) -> &'static str {
        let rank = match style {
            ParaStyle::Title => 1,
            style => match style.heading_level() {
                Some(level) => (level + 1).min(self.rank + 1),
                None => return "p",
            },
        };
        self.rank = rank;
        match rank {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            _ => "h5",
        }
    }

    /// The text of the heading with this name.
    pub(crate) fn heading(&self, id: &NodeId) -> Option<&str> {
        self.headings.get(id).map(String::as_str)
    }

    fn open(&mut self, element: &Element) {
        self.out.push('<');
        self.out.push_str(element.name);
        self.out.push_str(&element.attributes);
        let (mut classes, mut styles) = (Vec::new(), Vec::new());
        for look in &element.looks {
            match self.flavour {
                Flavour::Standalone => classes.push(look.class()),
                Flavour::Pasteable => styles.push(look.declarations(self.sheet)),
            }
        }
        if !element.own.is_empty() {
            styles.push(element.own.clone());
        }
        for (name, value) in [("class", classes.join(" ")), ("style", styles.join(";"))] {
            if !value.is_empty() {
                self.out.push_str(&format!(" {name}=\""));
                // Declarations quote strings with ', which may stand in an attribute as it is.
                self.out.push_str(&value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;"));
                self.out.push('"');
            }
        }
    }

    fn end_line(&mut self, element: &Element) {
        if element.ends_line() {
            self.out.push('\n');
        }
    }

    fn head(&mut self) {
        let meta = &self.document.meta;
        self.void(Element::new("meta").attr("charset", "utf-8"));
        // Nothing is to be loaded or run, even if the file is tampered with later by adding a link.
        self.void(
            Element::new("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", "default-src 'none'; style-src 'unsafe-inline'"),
        );
        self.void(Element::new("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1"));
        self.element(Element::new("title"), |page| page.text(&meta.title));
        let entries = [
            ("author", meta.author.clone()),
            ("description", meta.subject.clone()),
            ("keywords", meta.keywords.join(",")),
            ("dcterms.created", meta.created.clone()),
        ];
        for (name, content) in entries.iter().filter(|(_, content)| !content.is_empty()) {
            self.void(Element::new("meta").attr("name", name).attr("content", content));
        }
        let css = css::style_sheet(self.document, self.sheet);
        self.element(Element::new("style"), |page| page.out.push_str(&css));
    }

    fn content(&mut self) {
        let document = self.document;
        if let Some(mark) = &document.watermark {
            let banner = Element::new("p").attr("role", "note").look(Look::Banner);
            self.element(banner, |page| page.text(&mark.text));
        }
        for section in &document.sections {
            self.section(section);
        }
        self.footnotes();
    }

    fn section(&mut self, section: &'a Section) {
        self.orientation = section.orientation;
        let id = self.claim(&section.id);
        let mut element = Element::new("section").maybe("id", id.as_deref());
        if self.flavour == Flavour::Standalone {
            let paper = match section.orientation {
                Orientation::Portrait => "portrait",
                Orientation::Landscape => "landscape",
            };
            let start = match section.start {
                SectionStart::NextPage => "",
                SectionStart::OddPage => " odd",
            };
            element = element.attr("class", &format!("{paper}{start}"));
        }
        self.element(element, |page| {
            for block in &section.blocks {
                page.block(block);
            }
        });
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let tag = self.tag(paragraph.style);
                self.paragraph(tag, paragraph);
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::TableOfContents(contents) => self.contents(contents),
            Block::PageBreak => self.element(Element::new("div").look(Look::Break), |_| {}),
        }
    }

    /// A paragraph as this element.
    pub(crate) fn paragraph(&mut self, tag: &'static str, paragraph: &'a Paragraph) {
        let id = self.claim(&paragraph.id);
        let mut element = Element::new(tag).maybe("id", id.as_deref()).look(Look::Paragraph(paragraph.style));
        if let Some(align) = paragraph.align {
            element = element.look(Look::Align(align));
        }
        if paragraph.keep_with_next {
            element = element.look(Look::Kept);
        }
        self.element(element, |page| {
            if paragraph.inlines.is_empty() || paragraph.style == ParaStyle::Spacer {
                // An element without content would have no height.
                page.void(Element::new("br"));
            }
            page.inlines(&paragraph.inlines);
        });
    }

    fn contents(&mut self, contents: &'a TableOfContents) {
        let document = self.document;
        let id = self.claim(&contents.id);
        self.element(Element::new("nav").maybe("id", id.as_deref()).attr("aria-label", "目录"), |page| {
            page.element(Element::new("ul").look(Look::Plain), |page| {
                for (level, heading) in document.headings().filter(|(level, _)| *level <= contents.depth) {
                    let style = if level == 1 { ParaStyle::Contents1 } else { ParaStyle::Contents2 };
                    page.element(Element::new("li").look(Look::Paragraph(style)), |page| {
                        page.link_to(&heading.id, |page| page.text(&one_line(heading)));
                    });
                }
            });
        });
    }

    /// A link to a node of this document; plain content where the node has no name, and in a fragment, where none has.
    pub(crate) fn link_to(&mut self, id: &NodeId, inside: impl FnOnce(&mut Self)) {
        match anchor(&id.0) {
            Some(anchor) if self.flavour == Flavour::Standalone => {
                self.element(Element::new("a").attr("href", &format!("#{anchor}")), inside)
            }
            _ => inside(self),
        }
    }

    fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let notes = Element::new("section").attr("role", "doc-endnotes").attr("aria-label", "脚注");
        self.element(notes, |page| page.element(Element::new("ol").look(Look::Plain), Page::footnote_list));
    }

    fn footnote_list(&mut self) {
        // A note may hold notes: they queue up behind.
        let mut at = 0;
        while let Some(note) = self.notes.get(at) {
            at += 1;
            let (id, mark, inlines) = (note.at.clone(), NodeId(note.mark.clone()), note.inlines);
            let id = (self.flavour == Flavour::Standalone).then_some(id);
            let item = Element::new("li").maybe("id", id.as_deref()).look(Look::Paragraph(ParaStyle::Footnote));
            self.element(item, |page| {
                page.link_to(&mark, |page| page.text(&format!("〔{at}〕")));
                page.inlines(inlines);
            });
        }
    }
}

fn one_line(paragraph: &Paragraph) -> String {
    paragraph.plain_text().replace(['\n', '\t'], " ")
}
