//! A question: words parted by blanks.

use crate::fold::fold;

/// The most words that a question may have: more are no question, and each costs a look at every text.
pub const MOST_WORDS: usize = 20;

/// A question had more than [`MOST_WORDS`] words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooManyWords {
    /// How many it had.
    pub words: usize,
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    pub(crate) words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded.
    pub text: String,
    /// The letters and digits that may spell characters; `None` when it holds anything else, or digits only.
    pub letters: Option<Vec<u8>>,
}

impl Query {
    /// Reads a question. Words of punctuation alone say nothing and are left out, as are those said twice.
    ///
    /// # Errors
    /// When it has more than [`MOST_WORDS`] words.
    pub fn new(question: &str) -> Result<Query, TooManyWords> {
        let mut words: Vec<Word> = Vec::new();
        let mut said = std::collections::HashSet::new();
        for text in question.split(|c: char| c.is_whitespace() || c.is_control()).map(fold) {
            if !text.is_empty() && said.insert(text.clone()) && said.len() <= MOST_WORDS {
                words.push(Word { letters: letters(&text), text });
            }
        }
        // Long words leave few records, and few are looked through quickly.
        words.sort_by_key(|word| std::cmp::Reverse(word.text.chars().count()));
        if said.len() > MOST_WORDS { Err(TooManyWords { words: said.len() }) } else { Ok(Query { words }) }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Input methods write ü as v.
fn letters(text: &str) -> Option<Vec<u8>> {
    let typed = text.replace('ü', "v");
    let spells = typed.bytes().all(|b| b.is_ascii_alphanumeric()) && typed.bytes().any(|b| b.is_ascii_alphabetic());
    spells.then(|| typed.into_bytes())
}
