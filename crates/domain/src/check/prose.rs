//! The text of a report, its live numbers resolved, cut into sentences that still know which digits were looked up.

use crate::annual_report::{LiveNumbers, Narrative, Origin, WhyMissing};
use std::ops::Range;
use std::rc::Rc;

/// The whole text: what stands before section 一, then the sections in printed order.
#[derive(Debug, Default)]
pub(super) struct Prose {
    passages: Vec<Passage>,
    /// Live numbers without a value: where, what is written, why.
    pub(super) missing: Vec<(String, String, WhyMissing)>,
}

/// One paragraph.
#[derive(Debug)]
struct Passage {
    text: String,
    sentences: Vec<Sentence>,
}

/// One sentence, up to `。；！？`.
#[derive(Debug)]
pub(super) struct Sentence {
    /// The section: `sections.overview`, `preamble`.
    pub(super) at: String,
    /// The text without its closing mark.
    pub(super) text: String,
    /// Byte ranges of `text` that were looked up.
    pub(super) live: Vec<Range<usize>>,
    /// The beginning of the paragraph it stands in, with the heading above it: what it is about.
    pub(super) about: Rc<str>,
}

impl Sentence {
    /// The sentence, shortened for a message.
    pub(super) fn excerpt(&self) -> String {
        const LONGEST: usize = 40;
        let text = self.text.trim();
        if text.chars().count() <= LONGEST {
            return text.to_string();
        }
        text.chars().take(LONGEST).chain(['…']).collect()
    }
}

impl Prose {
    pub(super) fn read(numbers: &LiveNumbers<'_>) -> Prose {
        let mut prose = Prose::default();
        if let Some(preamble) = &numbers.figures.head.preamble {
            prose.section("preamble", preamble, numbers);
        }
        for heading in &numbers.form.headings {
            if let Some(key) = &heading.section {
                prose.section(&format!("sections.{key}"), numbers.figures.section(key), numbers);
            }
        }
        prose
    }

    /// All sentences in order, but for heaps of characters too long to be one.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        const LONGEST: usize = 3_000;
        self.passages.iter().flat_map(|passage| &passage.sentences).filter(|sentence| sentence.text.len() <= LONGEST)
    }

    /// All paragraphs with the section they stand in.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.passages.iter().filter_map(|passage| Some((passage.sentences.first()?.at.as_str(), passage.text.as_str())))
    }

    /// Whether there is no text at all.
    pub(super) fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    fn section(&mut self, at: &str, text: &str, numbers: &LiveNumbers<'_>) {
        let mut heading = String::new();
        for block in numbers.resolve(&Narrative::parse(text)) {
            let mut text = String::new();
            let mut live = Vec::new();
            for span in &block.spans {
                let from = text.len();
                text.push_str(&span.text);
                match &span.origin {
                    Origin::Typed => {}
                    Origin::Live(_) => live.push(from..text.len()),
                    Origin::Missing { written, why } => {
                        live.push(from..text.len());
                        self.missing.push((at.to_string(), written.clone(), why.clone()));
                    }
                }
            }
            if block.kind.level() > 0 {
                heading = text.chars().take(40).collect();
            }
            let sentences = sentences(at, &heading, &text, &live);
            self.passages.push(Passage { text, sentences });
        }
    }
}

fn sentences(at: &str, heading: &str, text: &str, live: &[Range<usize>]) -> Vec<Sentence> {
    let beginning: String = text.chars().take(500).collect();
    let about: Rc<str> = format!("{heading}\n{beginning}").into();
    let mut out = Vec::new();
    let mut from = 0;
    let stops = text.char_indices().filter(|(_, c)| matches!(c, '。' | '；' | ';' | '！' | '？' | '!' | '?'));
    for (to, next) in stops.map(|(i, c)| (i, i + c.len_utf8())).chain([(text.len(), text.len())]) {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.trim().is_empty()) {
            let inside = live.iter().filter(|range| from <= range.start && range.end <= to);
            let live = inside.map(|range| range.start - from..range.end - from).collect();
            out.push(Sentence { at: at.to_string(), text: piece.to_string(), live, about: Rc::clone(&about) });
        }
        from = next;
    }
    out
}
