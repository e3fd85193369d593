//! How characters are spelled, and whether letters spell a run of them.

use pinyin::ToPinyinMulti;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// So many ways to part a word into syllables are looked at; a word with more is looked for in every text that has its
/// first letter.
const MOST_WAYS: usize = 64;

/// The characters met so far with their readings; a text that can be spelled is a row of numbers in it.
#[derive(Default)]
pub(crate) struct Alphabet {
    numbers: HashMap<char, u32>,
    spelled: Vec<Spelled>,
    /// All syllables of these.
    syllables: BTreeSet<Box<[u8]>>,
}

/// The first letters of characters that a word asks for: one of these sets must be in a text that it spells a part of.
pub(crate) struct Needs(Vec<Letters>);

impl Needs {
    /// Whether a text with these first letters may be spelled.
    pub fn allow(&self, initials: Letters) -> bool {
        self.0.iter().any(|needed| initials.holds(*needed))
    }
}

/// One character.
pub(crate) struct Spelled {
    /// Its syllables without tones, each once.
    syllables: Vec<Box<[u8]>>,
    /// The first letters of these.
    initials: Letters,
}

/// A set of letters and digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Letters(u64);

impl Letters {
    fn of(byte: u8) -> Letters {
        Letters(match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (26 + byte - b'0'),
            _ => 0,
        })
    }

    pub fn all_of(bytes: &[u8]) -> Letters {
        Letters(bytes.iter().fold(0, |set, byte| set | Letters::of(*byte).0))
    }

    pub fn holds(self, other: Letters) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Alphabet {
    /// The row of numbers of a folded text, and all first letters in it.
    pub fn spell(&mut self, folded: &str, row: &mut Vec<u32>) -> Letters {
        let mut all = Letters::default();
        for c in folded.chars() {
            let next = self.spelled.len() as u32;
            let number = *self.numbers.entry(c).or_insert(next);
            if number == next {
                let spelled = Spelled::of(c);
                self.syllables.extend(spelled.syllables.iter().cloned());
                self.spelled.push(spelled);
            }
            all.0 |= self.spelled[number as usize].initials.0;
            row.push(number);
        }
        all
    }

    /// What a word of these letters asks for.
    pub fn needs(&self, letters: &[u8]) -> Needs {
        let mut sets = vec![Letters::all_of(letters)];
        // Each way so far: the first letters of its syllables, and how much of the word they take.
        let mut ways = vec![(Letters::default(), 0)];
        while let Some((set, from)) = ways.pop() {
            if sets.len() + ways.len() > MOST_WAYS {
                return Needs(vec![Letters::all_of(&letters[..letters.len().min(1)])]);
            }
            let rest = &letters[from..];
            let set = Letters(set.0 | Letters::all_of(&rest[..rest.len().min(1)]).0);
            let mut longer =
                self.syllables.range::<[u8], _>((std::ops::Bound::Included(rest), std::ops::Bound::Unbounded));
            if longer.next().is_some_and(|syllable| syllable.starts_with(rest)) && !sets.contains(&set) {
                sets.push(set);
            }
            let whole = (1..rest.len()).filter(|length| self.syllables.contains(&rest[..*length]));
            ways.extend(whole.take(MOST_WAYS).map(|length| (set, from + length)));
        }
        Needs(sets)
    }

    /// The first run of a row that the letters spell.
    pub fn find(&self, row: &[u32], letters: &[u8]) -> Option<Range<usize>> {
        let first = Letters::all_of(letters.get(..1)?);
        (0..row.len())
            .filter(|at| self.at(row[*at]).initials.holds(first))
            .find_map(|at| Some(at..at + self.run(&row[at..], letters)?))
    }

    fn at(&self, number: u32) -> &Spelled {
        &self.spelled[number as usize]
    }

    /// How many of these characters, from the first on, the letters spell.
    fn run(&self, row: &[u32], letters: &[u8]) -> Option<usize> {
        self.by_initials(row, letters).or_else(|| self.by_syllables(row, letters))
    }

    fn by_initials(&self, row: &[u32], letters: &[u8]) -> Option<usize> {
        let mut pairs = row.get(..letters.len())?.iter().zip(letters);
        let fits = pairs.all(|(number, letter)| self.at(*number).initials.holds(Letters::of(*letter)));
        fits.then_some(letters.len())
    }

    /// All places that can be reached are followed together, so that many readings cost no more than their number.
    fn by_syllables(&self, row: &[u32], letters: &[u8]) -> Option<usize> {
        let mut reached = vec![0];
        for (count, number) in (1..).zip(row) {
            let mut next: Vec<usize> = Vec::new();
            for from in reached {
                let rest = &letters[from..];
                for syllable in &self.at(*number).syllables {
                    if syllable.starts_with(rest) {
                        return Some(count);
                    }
                    let to = from + syllable.len();
                    if rest.starts_with(syllable) && !next.contains(&to) {
                        next.push(to);
                    }
                }
            }
            if next.is_empty() {
                return None;
            }
            reached = next;
        }
        None
    }
}

impl Spelled {
    fn of(c: char) -> Spelled {
        let mut syllables: Vec<Box<[u8]>> = Vec::new();
        let mut add = |syllable: String| {
            let bytes = syllable.into_bytes().into_boxed_slice();
            if !bytes.is_empty() && bytes.iter().all(u8::is_ascii_alphanumeric) && !syllables.contains(&bytes) {
                syllables.push(bytes);
            }
        };
        if c.is_ascii() {
            add(c.to_string());
        }
        for reading in c.to_pinyin_multi().into_iter().flatten() {
            let plain = reading.plain().replace('ê', "e");
            add(plain.replace('ü', "v"));
            // 略 is typed lve and lue.
            if plain.ends_with("üe") {
                add(plain.replace('ü', "u"));
            }
        }
        let initials: Vec<u8> = syllables.iter().filter_map(|syllable| syllable.first().copied()).collect();
        Spelled { initials: Letters::all_of(&initials), syllables }
    }
}

/// The first run of these characters that the letters spell.
pub(crate) fn find(characters: &[char], letters: &[u8]) -> Option<Range<usize>> {
    let mut alphabet = Alphabet::default();
    let mut row = Vec::new();
    alphabet.spell(&characters.iter().collect::<String>(), &mut row);
    alphabet.find(&row, letters)
}
