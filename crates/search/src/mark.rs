//! What to mark in a text that was found.

use crate::fold::fold_with_places;
use crate::query::Word;
use crate::spelling;

/// The longest snippet, in characters, and how much of it stands before the first mark.
const SNIPPET: usize = 60;
const BEFORE: usize = 12;

/// A text with marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The marks, in characters: from, and up to but not with. In order, apart from each other.
    pub marks: Vec<(usize, usize)>,
}

impl Marked {
    pub(crate) fn plain(text: &str) -> Marked {
        Marked { text: text.to_string(), marks: Vec::new() }
    }

    /// A text with every place of every word; where a word is only spelled, the first run that it spells.
    pub(crate) fn new(text: &str, words: &[Word], can_be_spelled: bool) -> Marked {
        let (chars, places) = fold_with_places(text);
        let mut marks: Vec<(usize, usize)> = Vec::new();
        for word in words {
            let wanted: Vec<char> = word.text.chars().collect();
            let before = marks.len();
            let mut at = 0;
            while at + wanted.len() <= chars.len() {
                if chars[at..].starts_with(&wanted) {
                    marks.push((places[at], places[at + wanted.len() - 1] + 1));
                    at += wanted.len();
                } else {
                    at += 1;
                }
            }
            let letters = word.letters.as_deref().filter(|_| can_be_spelled && marks.len() == before);
            if let Some(run) = letters.and_then(|letters| spelling::find(&chars, letters)) {
                marks.push((places[run.start], places[run.end - 1] + 1));
            }
        }
        Marked { text: text.to_string(), marks: joined(marks) }
    }

    /// The part around the first mark, in one line.
    pub(crate) fn snippet(self) -> Marked {
        let chars: Vec<char> = self.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let first = self.marks.first().map_or(0, |mark| mark.0);
        let from = if chars.len() <= SNIPPET { 0 } else { first.saturating_sub(BEFORE) };
        let to = (from + SNIPPET).min(chars.len());
        let (head, tail) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
        let shift = head.chars().count();
        let inside = self.marks.iter().filter(|mark| mark.0 < to);
        let marks = inside.map(|mark| (mark.0 - from + shift, mark.1.min(to) - from + shift)).collect();
        Marked { text: format!("{head}{}{tail}", chars[from..to].iter().collect::<String>()), marks }
    }
}

/// In order; those that touch are one.
fn joined(mut marks: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    marks.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (from, to) in marks {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
