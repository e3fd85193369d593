//! Document to pages: fonts, line breaking, tables, pagination.
//!
//! [`layout`] is a function of the document, the style sheet and the fonts: the same three give the same pages on every
//! machine. Preview and PDF draw the same [`Pages`]. It never fails: what cannot be drawn is a finding
//! ([`Pages::missing`]), and nothing of a document is ever left out.

mod atoms;
mod breaks;
mod contents;
mod figure;
mod flow;
mod font;
mod font_set;
mod fragment;
mod furniture;
mod ink;
mod lines;
mod office;
mod page;
mod paragraph;
mod signature;
mod symbol;
mod table;
mod title;

/// The document tree that is laid out: writers of pages need its properties and node names, and nothing else of it.
pub use mingce_document as document;

pub use contents::referenced;
pub use font::{ASCENT, Embedding, Font, FontError, Glyph};
pub use font_set::FontSet;
pub use office::{FaceChoice, Found};
pub use page::{Draw, GlyphRun, Heading, MissingGlyph, Op, Page, Pages, Parting, Place, PlacedGlyph, Role, Segment};

use mingce_document::{Document, NodeId, StyleSheet};
use std::collections::HashMap;

/// How often a document is laid out at most until the page numbers printed in it are right. Two passes do, unless a
/// longer number pushes a line; more only where a reference moves its own target to and fro.
const PASSES: usize = 4;

/// Lays a document out.
pub fn layout(document: &Document, sheet: &StyleSheet, fonts: &FontSet) -> Pages {
    let targets = contents::referenced(document);
    let mut numbers: HashMap<NodeId, String> = HashMap::new();
    let mut pages = flow::pass(document, sheet, fonts, &numbers);
    for _ in 1..PASSES {
        let found = contents::printed_numbers(&pages, &targets);
        if found == numbers {
            break;
        }
        numbers = found;
        pages = flow::pass(document, sheet, fonts, &numbers);
    }
    pages
}

/// A drawing by itself, on a page as large as it is: what a page of a document shows of it.
pub fn drawing(drawing: &mingce_document::Drawing, sheet: &StyleSheet, fonts: &FontSet) -> Pages {
    let numbers = HashMap::new();
    let mut setter = atoms::Setter::new(fonts, sheet, &numbers);
    let page = setter.drawing_page(drawing);
    Pages { pages: vec![page], missing: setter.missing, ..Pages::default() }
}

#[cfg(test)]
mod tests;
