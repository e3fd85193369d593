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

/// Fewer texts than these are looked through before another processor has begun.
const FEW: usize = 20_000;

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
    /// For each text: the first letters in it, none when it cannot be spelled.
    initials: Vec<Letters>,
    /// For each text: where its row in `rows` ends, and the next one begins.
    row_ends: Vec<usize>,
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
            && (self.row(*number as usize).is_empty() != can_be_spelled || self.folded.get(*number as usize).is_empty())
        {
            return *number;
        }
        let number = self.signs.len() as u32;
        let folded = fold(text);
        self.signs.push(signs(&folded));
        let initials = match can_be_spelled {
            true => self.alphabet.spell(&folded, &mut self.rows),
            false => Letters::default(),
        };
        self.initials.push(initials);
        self.row_ends.push(self.rows.len());
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

    /// How each text fits a word. The processors share the work where it is worth it.
    pub fn fits(&self, word: &Word) -> Vec<Fit> {
        let fit_of = self.fit_of(word);
        let mut fits = vec![NO; self.len()];
        let workers =
            if self.len() < FEW { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(4) };
        let size = self.len().div_ceil(workers).max(1);
        std::thread::scope(|scope| {
            let mut parts = (0..).step_by(size).zip(fits.chunks_mut(size));
            let own = parts.next();
            let judge = |(from, part): (usize, &mut [Fit])| {
                for (at, fit) in (from..).zip(part) {
                    *fit = fit_of(at);
                }
            };
            for part in parts {
                scope.spawn(move || judge(part));
            }
            own.into_iter().for_each(judge);
        });
        fits
    }

    /// How a text, by its number, fits a word.
    pub fn fit_of<'a>(&'a self, word: &'a Word) -> impl Fn(usize) -> Fit + Sync + 'a {
        let wanted = signs(&word.text);
        let finder = Finder::new(word.text.as_bytes());
        let needs = word.letters.as_deref().map(|letters| self.alphabet.needs(letters));
        move |at: usize| {
            if self.signs[at] & wanted == wanted {
                let folded = self.folded.get(at).as_bytes();
                match finder.find(folded) {
                    Some(0) if folded.len() == word.text.len() => return WHOLE,
                    Some(0) => return BEGINS,
                    Some(_) => return WITHIN,
                    None => {}
                }
            }
            let (Some(letters), Some(needs)) = (&word.letters, &needs) else { return NO };
            // One letter spells whatever begins with it.
            let spells = needs.allow(self.initials[at])
                && (letters.len() == 1 || self.alphabet.find(self.row(at), letters).is_some());
            if spells { SPELLED } else { NO }
        }
    }

    /// What a text is spelled with; empty when it cannot be spelled.
    fn row(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.row_ends[at - 1] };
        &self.rows[start..self.row_ends[at]]
    }
}
