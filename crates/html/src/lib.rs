//! Document to semantic HTML: headings as headings, tables as tables with spans and scopes, figures as vector pictures
//! with a text for who cannot see them. No script, nothing loaded from elsewhere.
//!
//! The output is also well-formed XML, so that other programs can read it without guessing.

mod css;
mod figure;
mod inline;
mod look;
mod markup;
mod page;
mod table;
#[cfg(test)]
mod tests;

use mingce_document::{Document, StyleSheet};

/// What the HTML is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// A file of its own, with one embedded style sheet and rules for printing on the sheet's paper.
    Standalone,
    /// A fragment for the editor of a website (复制到网站): editors drop `<style>` and classes, so that every element
    /// carries its own styles.
    Pasteable,
}

/// The document as HTML; same input, same text.
///
/// Whatever a document's text holds, it stays text: marks are escaped, control characters and direction overrides
/// dropped. Pages do not exist here: running heads are left out, a watermark becomes a banner on top (and stands on each
/// page when the stand-alone file is printed), a page number becomes a link.
pub fn write(document: &Document, sheet: &StyleSheet, flavour: Flavour) -> String {
    page::Page::new(document, sheet, flavour).write()
}
