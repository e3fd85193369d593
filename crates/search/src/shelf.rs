//! The texts of a list that its owner filters himself, found by the same rules as everything else.

use crate::query::Query;
use crate::texts::{Fit, NO, Texts};

/// Texts, each once, by number.
#[derive(Default)]
pub struct Shelf {
    texts: Texts,
}

/// Which texts of a [`Shelf`] hold the words of a question.
pub struct Fitting {
    words: Vec<Vec<Fit>>,
}

impl Shelf {
    /// The number of a text, which is kept when it is new. It can be spelled.
    pub fn number(&mut self, text: &str) -> u32 {
        self.texts.number(text, true)
    }

    /// Looks for every word in every text.
    pub fn fitting(&self, query: &Query) -> Fitting {
        Fitting { words: query.words.iter().map(|word| self.texts.fits(word)).collect() }
    }
}

impl Fitting {
    /// Whether each word is found in one of these texts; of a question without words: yes.
    pub fn all_in(&self, texts: &[u32]) -> bool {
        let holds = |fits: &Vec<Fit>| texts.iter().any(|text| fits.get(*text as usize).is_some_and(|fit| *fit != NO));
        self.words.iter().all(holds)
    }
}
