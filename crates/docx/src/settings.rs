//! Document settings and the fixed parts of the footnotes.

use crate::{
    layout::char_advance,
    text,
    xml::{Element, Tree},
};
use mingce_document::{Document, StyleSheet};

/// Completes the settings that docx-rs wrote. `updateFields` stays unset: it makes Word ask a question on opening.
pub(crate) fn finish(root: &mut Tree<'_>, sheet: &StyleSheet, document: &Document, footnotes: bool) {
    if sheet.page_number.outside {
        root.push(Element::new("w:evenAndOddHeaders"));
    }
    // Two characters, as the first line's indent.
    root.change("w:defaultTabStop", |stop| stop.set("w:val", char_advance(sheet) * 2));
    let control = if sheet.punctuation.squeeze { "compressPunctuation" } else { "doNotCompress" };
    root.push(Element::new("w:characterSpacingControl").with("w:val", control));
    let language = if document.meta.language.is_empty() { "zh-CN" } else { document.meta.language.as_str() };
    root.push(Element::new("w:themeFontLang").with("w:val", "en-US").with("w:eastAsia", text::clean(language)));
    if footnotes {
        let separators = SEPARATORS.map(|(id, ..)| Element::new("w:footnote").with("w:id", id));
        root.push(Element::new("w:footnotePr").children(separators));
    }
}

/// The lines above footnotes: id, type, content.
const SEPARATORS: [(i32, &str, &str); 2] =
    [(-1, "separator", "w:separator"), (0, "continuationSeparator", "w:continuationSeparator")];

/// Puts the separators before the notes.
pub(crate) fn add_separators(root: &mut Tree<'_>) {
    let separators = SEPARATORS.map(|(id, kind, content)| {
        let line = Element::new("w:p").child(Element::new("w:r").child(Element::new(content)));
        crate::xml::Node::Element(Element::new("w:footnote").with("w:type", kind).with("w:id", id).child(line))
    });
    root.children.splice(0..0, separators);
}
