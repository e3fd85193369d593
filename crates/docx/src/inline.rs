//! Inlines to runs.

use crate::{
    body::Body,
    fields,
    layout::{Twips, advance},
    styles::{ATTENTION, CHECK_BOX, FOOTNOTE_REFERENCE, STRONG, style_id},
    text,
    xml::Element,
};
use docx_rs::{BreakType, Footnote, Paragraph, Run};
use mingce_document::{CharStyle, Inline, Mm, ParaStyle};

/// A full-width space: the only one whose width every Chinese face agrees on.
const WIDE_SPACE: char = '\u{3000}';

impl Body<'_> {
    /// Adds inlines to a paragraph of this style.
    pub(crate) fn add_inlines(&mut self, mut paragraph: Paragraph, style: ParaStyle, inlines: &[Inline]) -> Paragraph {
        for inline in inlines {
            for run in self.runs(style, inline) {
                paragraph = paragraph.add_run(run);
            }
        }
        paragraph
    }

    fn runs(&mut self, style: ParaStyle, inline: &Inline) -> Vec<Run> {
        match inline {
            Inline::Text { text, style } => text_run(text, *style).into_iter().collect(),
            Inline::LineBreak => vec![Run::new().add_break(BreakType::TextWrapping)],
            Inline::Tab => vec![Run::new().add_tab()],
            Inline::Blank { width } => vec![self.blank(style, *width)],
            Inline::CheckBox { checked } => {
                vec![Run::new().style(CHECK_BOX).add_text(if *checked { "☑" } else { "☐" })]
            }
            Inline::PageRef { target } => match self.bookmarks.get(target) {
                Some(bookmark) => fields::field(&format!("PAGEREF {bookmark} \\h"), &self.page_text(target)),
                None => Vec::new(),
            },
            Inline::Footnote { inlines } => vec![self.footnote(inlines)],
            Inline::IndexMark { entry, sort } => fields::index_mark(entry, sort),
        }
    }

    /// Underlined wide spaces, spread or squeezed to the exact width.
    fn blank(&self, style: ParaStyle, width: Mm) -> Run {
        let width = width.tw().max(1);
        let size = self.sheet.format(style).size.tw().max(1);
        let count = ((f64::from(width) / f64::from(advance(self.sheet, self.sheet.format(style)).max(1))).round()
            as i32)
            .max(1);
        let spaces: String = std::iter::repeat_n(WIDE_SPACE, count.unsigned_abs() as usize).collect();
        Run::new().underline("single").character_spacing(width / count - size).add_text(spaces)
    }

    fn footnote(&mut self, inlines: &[Inline]) -> Run {
        let id = self.notes.len() + 1;
        let mark = Element::new("w:footnoteRef");
        let slot = self.slot(mark);
        let mark = Run::new().style(FOOTNOTE_REFERENCE).add_sym(slot);
        let content = Paragraph::new().style(style_id(ParaStyle::Footnote)).add_run(mark);
        // A note inside a note has no place on the page: its text follows in the outer one.
        let flat: Vec<Inline> = inlines.iter().flat_map(flatten).cloned().collect();
        let content = self.add_inlines(content, ParaStyle::Footnote, &flat);
        // The notes of rows that are written one by one are not in the tree in which docx-rs looks for them.
        self.notes.push(Footnote { id, content: vec![content] });
        let slot = self.slot(Element::new("w:footnoteReference").with("w:id", id));
        Run::new().style(FOOTNOTE_REFERENCE).add_sym(slot)
    }
}

fn flatten(inline: &Inline) -> Vec<&Inline> {
    match inline {
        Inline::Footnote { inlines } => inlines.iter().flat_map(flatten).collect(),
        other => vec![other],
    }
}

/// A run of text, or none for no text.
pub(crate) fn text_run(text: &str, style: CharStyle) -> Option<Run> {
    let text = text::clean(text);
    let run = match style {
        CharStyle::Plain => Run::new(),
        CharStyle::Strong => Run::new().style(STRONG),
        CharStyle::Attention => Run::new().style(ATTENTION),
    };
    (!text.is_empty()).then(|| run.add_text(text))
}
