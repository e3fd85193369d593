//! Pieces of paragraphs.

use crate::{
    Flavour,
    look::Look,
    markup::{Element, number},
    page::{Note, Page},
};
use mingce_document::{CharStyle, Inline, NodeId};

impl<'a> Page<'a> {
    pub(crate) fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, style: CharStyle::Plain } => self.text(text),
                Inline::Text { text, style: CharStyle::Strong } => {
                    self.element(Element::new("strong"), |page| page.text(text));
                }
                Inline::Text { text, style: CharStyle::Attention } => {
                    self.element(Element::new("mark").look(Look::Attention), |page| page.text(text));
                }
                Inline::LineBreak => self.void(Element::new("br")),
                // There are no tab stops in HTML: one character's space.
                Inline::Tab => self.text("\u{2003}"),
                Inline::Blank { width } => {
                    let own = format!("width:{}mm", number(width.0.max(0.0)));
                    self.element(Element::new("span").look(Look::Blank).own(own), |page| page.text("\u{A0}"));
                }
                Inline::CheckBox { checked } => self.text(if *checked { "☑" } else { "☐" }),
                Inline::PageRef { target } => {
                    let title = self.heading(target).map(str::to_owned);
                    // Where no page has a number, a link takes its place.
                    self.link_to(target, |page| page.text(title.as_deref().unwrap_or("此处")));
                }
                Inline::Footnote { inlines } => self.footnote_mark(inlines),
                Inline::IndexMark { .. } => {}
            }
        }
    }

    fn footnote_mark(&mut self, inlines: &'a [Inline]) {
        let number = self.notes.len() + 1;
        let at = self.claim_new(format!("footnote.{number}"));
        let mark = self.claim_new(format!("footnote-mark.{number}"));
        let sup = Element::new("sup").look(Look::Mark);
        let sup = if self.flavour == Flavour::Standalone { sup.attr("id", &mark) } else { sup };
        self.notes.push(Note { at: at.clone(), mark, inlines });
        self.element(sup, |page| page.link_to(&NodeId(at), |page| page.text(&format!("〔{number}〕"))));
    }
}
