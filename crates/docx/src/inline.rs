//! Inlines to runs.

use crate::{
    body::Body,
    fields,
    layout::Twips,
    styles::{ATTENTION, CHECK_BOX, FOOTNOTE_REFERENCE, STRONG, style_id},
    text,
    xml::Element,
};
use docx_rs::{BreakType, Footnote, Paragraph, Run};
use mingce_document::{CharStyle, Inline, Mm, ParaStyle};

/// Half as wide as it is high in every Chinese face, and its line goes from edge to edge.
const LOW_LINE: char = '_';

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

    /// Low lines, a little closer than they are wide, so that they join. Underlined spaces would do as well but for the end
    /// of a line: word processors let spaces hang there, and neither Word nor LibreOffice draws what hangs.
    fn blank(&self, style: ParaStyle, width: Mm) -> Run {
        let width = width.tw().max(1);
        let stroke = (self.sheet.format(style).size.tw() / 2).max(1);
        let count = (width.saturating_add(stroke - 1) / stroke).max(1);
        let line: String = std::iter::repeat_n(LOW_LINE, count.unsigned_abs() as usize).collect();
        Run::new().character_spacing(width / count - stroke).add_text(line)
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
