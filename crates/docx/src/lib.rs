//! Document to DOCX, built on docx-rs.
//!
//! docx-rs writes paragraphs, tables, styles and sections. Its XML is then read into a tree, piece by piece, and finished: what
//! it cannot say is added, and all children are put into the order of the schema. Same document, same bytes.
//!
//! Faces are named as the style sheet does (仿宋_GB2312), never embedded: the office has them installed.

mod aside;
mod body;
mod bookmarks;
mod contents;
mod drawing;
mod error;
mod fields;
mod inline;
mod layout;
mod order;
mod package;
mod pieces;
mod running;
mod section;
mod settings;
mod styles;
mod table;
mod text;
mod watermark;
mod xml;

#[cfg(test)]
mod tests;

pub use bookmarks::bookmark_names;
pub use error::{DocxError, XmlError};

use body::Body;
use docx_rs::{BuildXML, Docx, Settings};
use mingce_document::{Document, NodeId, Pt, StyleSheet};
use package::{Part, PartKind};
use std::collections::{BTreeMap, BTreeSet};
use xml::{Node, Tree};

/// What the document itself does not say: how it was laid out, so that word processors set it alike.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Printed page numbers by node, from laying the document out: shown in contents and page references until Word
    /// updates them. An unknown page is shown as `…`.
    pub pages: BTreeMap<NodeId, u32>,
    /// Tables that stand whole on one page: their rows are kept together.
    pub whole_tables: BTreeSet<NodeId>,
    /// Paragraphs in which lines are forced to end before characters, counted as in their plain text, in order: titles.
    pub line_ends: BTreeMap<NodeId, Vec<usize>>,
    /// Paragraphs set narrower by so much, half of it on each side: balanced heads of columns.
    pub narrower: BTreeMap<NodeId, Pt>,
    /// Paragraphs that begin so far from the left edge, whatever their style says: 成文日期.
    pub start_indents: BTreeMap<NodeId, Pt>,
    /// Paragraphs that end so far from the right edge, whatever their style says: 署名.
    pub end_indents: BTreeMap<NodeId, Pt>,
}

/// The document as the bytes of a DOCX file.
///
/// # Errors
/// Only when the program is at fault or memory runs out: incomplete content is written as it is.
pub fn write(document: &Document, sheet: &StyleSheet) -> Result<Vec<u8>, DocxError> {
    write_with(document, sheet, &Options::default())
}

/// The same, with options.
///
/// # Errors
/// As [`write()`].
pub fn write_with(document: &Document, sheet: &StyleSheet, options: &Options) -> Result<Vec<u8>, DocxError> {
    let bookmarks = bookmark_names(document);
    let (last_section, mut body) = Body::build(document, sheet, &bookmarks, options)?;
    let mut word = Docx::new().styles(styles::styles(sheet)).settings(Settings::new());
    word.document.section_property = last_section;
    let built = word.build();

    let mut root = read("word/document.xml", &built.document)?;
    // The body has only the last section's page so far.
    let written = body.take_written();
    root.change("w:body", |element| element.children.insert(0, Node::Written(written)));
    complete(&mut root);

    let mut parts = Vec::new();
    let mut add = |kind, mut root: Tree<'_>| -> Result<(), DocxError> {
        complete(&mut root);
        let mut part = Part { kind, number: 0, xml: Vec::new() };
        part.xml = package::rendered(&part.file(), &root)?;
        parts.push(part);
        Ok(())
    };
    let mut style_part = read("word/styles.xml", &built.styles)?;
    styles::finish(&mut style_part, sheet, document);
    add(PartKind::Styles, style_part)?;
    let mut setting_part = read("word/settings.xml", &built.settings)?;
    settings::finish(&mut setting_part, sheet, document, !body.notes.is_empty());
    add(PartKind::Settings, setting_part)?;
    add(PartKind::FontTable, styles::font_table(sheet))?;
    if !body.notes.is_empty() {
        let mut notes = read("word/footnotes.xml", &built.footnotes)?;
        for note in &body.notes {
            notes.push(read("word/footnotes.xml", &note.build())?.into_owned());
        }
        finish(&mut notes, &body);
        settings::add_separators(&mut notes);
        add(PartKind::Footnotes, notes)?;
    }
    for part in body.running_parts() {
        let mut root = read(&part.file(), &part.xml)?;
        finish(&mut root, &body);
        let xml = package::rendered(&part.file(), &root)?;
        parts.push(Part { xml, ..part });
    }
    package::pack(&document.meta, &root, &parts)
}

fn read<'a>(name: &str, bytes: &'a [u8]) -> Result<Tree<'a>, DocxError> {
    xml::parse(bytes).map_err(|source| DocxError::Part { part: name.to_owned(), source })
}

/// Turns what docx-rs wrote into what the schema wants.
fn finish(root: &mut Tree<'_>, body: &Body<'_>) {
    body.fill_slots(root);
    complete(root);
}

fn complete(root: &mut Tree<'_>) {
    arrange(root);
    xml::declare_namespaces(root);
}

/// The same for a piece of a part.
fn arrange(piece: &mut Tree<'_>) {
    piece.walk(&mut tidy);
    order::normalise(piece);
}

/// Drops what docx-rs writes and the schema does not know, or what says nothing.
fn tidy(element: &mut Tree<'_>) {
    element.attributes.retain(|(name, value)| match (&*element.name, &**name) {
        // Numbers of paragraphs serve comments, and there are none.
        (_, "w14:paraId" | "w14:textId") | ("w:gridCol", "w:type") => false,
        ("w:fldChar", "w:dirty") => value != "false",
        _ => true,
    });
    element
        .children
        .retain(|node| !matches!(node, Node::Element(child) if child.name == "w:rPr" && child.children.is_empty()));
    // An indent of a style in characters would win over one in twips.
    let indented = |name| element.attribute(name).is_some_and(|value| value != "0");
    if element.name == "w:ind" && (indented("w:left") || indented("w:right")) {
        for name in ["w:leftChars", "w:rightChars"] {
            if element.attribute(name).is_none() {
                element.set(name, "0");
            }
        }
    }
    if element.name == "w:instrText" {
        element.set("xml:space", "preserve");
    }
}
