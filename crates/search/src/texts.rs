//! All texts, each once.

use crate::fold::fold;
use crate::query::Word;
use crate::spelling::{Alphabet, Letters};
use memchr::memmem::Finder;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How a text fits a word; more is better.
pub(crate) type Fit = u8;
/// It does not.
pub(crate) const NO: Fit = 0;
/// The word spells a run of it.
pub(crate) const SPELLED: Fit = 1;
/// The word is somewhere in it.
pub(crate) const WITHIN: Fit = 2;
/// It begins with the word.
pub(crate) const BEGINS: Fit = 3;
/// It is the word.
pub(crate) const WHOLE: Fit = 4;

/// How a folded text fits a word, spelling left aside.
pub(crate) fn fit(folded: &str, word: &Word) -> Fit {
    match folded.find(&word.text) {
        None => NO,
        Some(0) if folded.len() == word.text.len() => WHOLE,
        Some(0) => BEGINS,
        Some(_) => WITHIN,
    }
}

/// The texts. One that nobody holds any longer stays: see [`crate::Index::is_worn`].
#[derive(Default)]
pub(crate) struct Texts {
    original: Pieces,
    folded: Pieces,
    /// For each text: which characters may be in it.
    signs: Vec<u128>,
    /// For each text: its row in `rows`, empty when it cannot be spelled, and the first letters in it.
    spelled: Vec<(std::ops::Range<usize>, Letters)>,
    rows: Vec<u32>,
    alphabet: Alphabet,
    /// By hash. Should two texts share one, the later is simply not shared.
    known: HashMap<u64, u32>,
}

/// Strings in one piece of memory.
#[derive(Default)]
struct Pieces {
    all: String,
    ends: Vec<usize>,
}

impl Pieces {
    fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(self.all.len());
    }

    fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.all[start..self.ends[at]]
    }
}

/// One bit of 128 for each character. Neighbours in Unicode get bits that are not neighbours: common characters crowd.
fn signs(text: &str) -> u128 {
    text.chars().fold(0, |bits, c| bits | 1 << ((c as u32).wrapping_mul(0x9E37_79B9) >> 25))
}

impl Texts {
    /// The number of a text, which is kept when it is new.
    pub fn number(&mut self, text: &str, can_be_spelled: bool) -> u32 {
        let mut hasher = DefaultHasher::new();
        (text, can_be_spelled).hash(&mut hasher);
        let hash = hasher.finish();
        if let Some(number) = self.known.get(&hash)
            && self.original.get(*number as usize) == text
            && (self.spelled[*number as usize].0.is_empty() != can_be_spelled || self.folded(*number).is_empty())
        {
            return *number;
        }
        let number = self.signs.len() as u32;
        let folded = fold(text);
        self.signs.push(signs(&folded));
        let start = self.rows.len();
        let letters = match can_be_spelled {
            true => self.alphabet.spell(&folded, &mut self.rows),
            false => Letters::default(),
        };
        self.spelled.push((start..self.rows.len(), letters));
        self.original.push(text);
        self.folded.push(&folded);
        self.known.insert(hash, number);
        number
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.signs.len()
    }

    /// A text as it was given.
    pub fn original(&self, number: u32) -> &str {
        self.original.get(number as usize)
    }

    fn folded(&self, number: u32) -> &str {
        self.folded.get(number as usize)
    }

    /// How each text fits a word.
    pub fn fits(&self, word: &Word) -> Vec<Fit> {
        let wanted = signs(&word.text);
        let finder = Finder::new(word.text.as_bytes());
        let needs = word.letters.as_deref().map(|letters| self.alphabet.needs(letters));
        let fit_of = |at: usize| {
            let folded = self.folded.get(at).as_bytes();
            match (self.signs[at] & wanted == wanted).then(|| finder.find(folded)).flatten() {
                Some(0) if folded.len() == word.text.len() => return WHOLE,
                Some(0) => return BEGINS,
                Some(_) => return WITHIN,
                None => {}
            }
            let (row, initials) = &self.spelled[at];
            let (Some(letters), Some(needs)) = (&word.letters, &needs) else { return NO };
            // One letter spells whatever begins with it.
            let spells = !row.is_empty()
                && needs.allow(*initials)
                && (letters.len() == 1 || self.alphabet.find(&self.rows[row.clone()], letters).is_some());
            if spells { SPELLED } else { NO }
        };
        (0..self.len()).map(fit_of).collect()
    }
}
