//! The table of contents: a field that Word can update, holding the entries as they are now.

use crate::{
    DocxError,
    body::{Body, end_mark, is_listed, start_mark},
    fields,
    inline::text_run,
    layout::advance,
    styles::style_id,
};
use docx_rs::{Hyperlink, HyperlinkType, Paragraph as WordParagraph, Run};
use mingce_document::{Block, CharStyle, NodeId, ParaStyle, Paragraph, TableOfContents};

impl Body<'_> {
    pub(crate) fn contents(&mut self, contents: &TableOfContents, break_before: bool) -> Result<(), DocxError> {
        let depth = contents.depth.clamp(1, 4);
        let instruction = format!("TOC \\o \"1-{depth}\" \\h \\z \\u");
        let entries: Vec<&Paragraph> = self
            .document
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) if is_listed(paragraph.style, depth) => Some(paragraph),
                _ => None,
            })
            .collect();
        let mark = self.open_mark(&contents.id);
        // Without entries one empty paragraph holds the field, so that it can be updated later.
        let count = entries.len().max(1);
        for at in 0..count {
            let style = entries.get(at).map_or(ParaStyle::Contents1, |entry| entry_style(entry.style));
            let mut word = WordParagraph::new().style(style_id(style));
            // A part does not stand last on its page before its first chapter.
            let level = |at: usize| entries.get(at).and_then(|entry| entry.style.heading_level());
            if level(at + 1) > level(at) {
                word = word.keep_next(true);
            }
            if let Some(start) = entries.get(at).and_then(|entry| self.deeper(entry.style)) {
                word = word.indent(Some(start), None, None, None);
            }
            if at == 0 {
                word = start_mark(word.page_break_before(break_before), &mark);
                word = fields::begin(&instruction).into_iter().fold(word, WordParagraph::add_run);
            }
            if let Some(entry) = entries.get(at) {
                word = self.entry(word, entry);
            }
            if at + 1 == count {
                word = end_mark(word.add_run(fields::end()), &mark);
            }
            self.push(word)?;
        }
        Ok(())
    }

    /// Where an entry of the third level or deeper begins, in twips: the sheet has styles for two levels, and deeper ones go on
    /// stepping in by a character, as on our pages.
    fn deeper(&self, heading: ParaStyle) -> Option<i32> {
        let steps = heading.heading_level()?.checked_sub(2).filter(|steps| *steps > 0)?;
        let format = self.sheet.format(ParaStyle::Contents2);
        let chars = format.start_chars + f64::from(steps);
        Some((f64::from(advance(self.sheet, format)) * chars).round() as i32)
    }

    fn entry(&self, word: WordParagraph, heading: &Paragraph) -> WordParagraph {
        let title: String = heading.plain_text().chars().filter(|c| !matches!(c, '\n' | '\t')).collect();
        let runs = text_run(&title, CharStyle::Plain).into_iter().chain([Run::new().add_tab()]);
        let runs = runs.chain(self.page_field(&heading.id));
        match self.bookmarks.get(&heading.id) {
            Some(bookmark) => {
                let link = Hyperlink::new(bookmark, HyperlinkType::Anchor);
                word.add_hyperlink(runs.fold(link, Hyperlink::add_run))
            }
            None => runs.fold(word, WordParagraph::add_run),
        }
    }

    fn page_field(&self, id: &NodeId) -> Vec<Run> {
        match self.bookmarks.get(id) {
            Some(bookmark) => fields::field(&format!("PAGEREF {bookmark} \\h"), &self.page_text(id)),
            None => Vec::new(),
        }
    }
}

/// The sheet has two levels of contents; deeper headings look like the second.
fn entry_style(heading: ParaStyle) -> ParaStyle {
    if heading.heading_level() == Some(1) { ParaStyle::Contents1 } else { ParaStyle::Contents2 }
}
