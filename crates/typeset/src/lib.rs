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
use std::collections::{BTreeSet, HashMap};

/// How often a document is laid out at most until the page numbers printed in it are right. Two passes do, unless a
/// longer number pushes a line; more only where a reference moves its own target to and fro.
const PASSES: usize = 4;

/// The page numbers that are printed in a document, by the node that they point at.
type Numbers = HashMap<NodeId, String>;

/// Lays a document out.
pub fn layout(document: &Document, sheet: &StyleSheet, fonts: &FontSet) -> Pages {
    layout_told(document, sheet, fonts, &mut |_, _| true).unwrap_or_default()
}

/// The same pages as [`layout`] gives, of a document of which an earlier version was laid out: the numbers printed then are
/// mostly those that the first pass finds now, so the second pass is made beside it, with them, and counts if they are.
pub fn layout_after(document: &Document, sheet: &StyleSheet, fonts: &FontSet, before: &Pages) -> Pages {
    let targets = contents::referenced(document);
    let guess = contents::printed_numbers(before, &targets);
    if guess.is_empty() {
        return layout(document, sheet, fonts);
    }
    let pass = |numbers: &Numbers| flow::pass(document, sheet, fonts, numbers, &mut |_| true).unwrap_or_default();
    let first = || contents::printed_numbers(&pass(&Numbers::new()), &targets);
    let (found, second) = std::thread::scope(|scope| {
        let beside = scope.spawn(first);
        let second = pass(&guess);
        // A thread that ended otherwise: what it had to do is done here, and ends the same way if it must.
        (beside.join().unwrap_or_else(|_| first()), second)
    });
    if found == guess && contents::printed_numbers(&second, &targets) == found {
        return second;
    }
    until_right(2, found, &targets, |_, numbers| Some(pass(numbers))).unwrap_or_default()
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
    until_right(1, Numbers::new(), &targets, |pass, numbers| {
        let mut told = |placed: usize| told(pass, placed as f64 / blocks.max(1) as f64);
        flow::pass(document, sheet, fonts, numbers, &mut told)
    })
}

/// Passes, from the one with this number on, until the numbers that are printed are those of the pages.
fn until_right(
    from: usize,
    mut numbers: Numbers,
    targets: &BTreeSet<NodeId>,
    mut make: impl FnMut(usize, &Numbers) -> Option<Pages>,
) -> Option<Pages> {
    for pass in from..=PASSES {
        let pages = make(pass, &numbers)?;
        let found = contents::printed_numbers(&pages, targets);
        if found == numbers || pass == PASSES {
            return Some(pages);
        }
        // These pages are let go before the next ones are made: a booklet has a thousand and more.
        drop(pages);
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
