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
    layout_told(document, sheet, fonts, &mut |_, _| true).unwrap_or_default()
}

/// The same for long documents: `told` hears in which pass it is, from 1, and which part of the document is placed, from 0
/// to 1; `None` when it says to stop.
pub fn layout_told(
    document: &Document,
    sheet: &StyleSheet,
    fonts: &FontSet,
    told: &mut dyn FnMut(usize, f64) -> bool,
) -> Option<Pages> {
    let targets = contents::referenced(document);
    let blocks: usize = document.sections.iter().map(|section| section.blocks.len() + 1).sum();
    let mut numbers: HashMap<NodeId, String> = HashMap::new();
    for pass in 1..=PASSES {
        let mut told = |placed: usize| told(pass, placed as f64 / blocks.max(1) as f64);
        let pages = flow::pass(document, sheet, fonts, &numbers, &mut told)?;
        let found = contents::printed_numbers(&pages, &targets);
        if found == numbers || pass == PASSES {
            return Some(pages);
        }
        // These pages are let go before the next ones are made: a booklet has a thousand and more.
        numbers = found;
    }
    None
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
