//! The records, and the search over them.

use crate::fold::fold;
use crate::mark::Marked;
use crate::query::{Query, Word};
use crate::record::{Key, Record, Role, Sealed};
use crate::texts::{self, BEGINS, Fit, NO, SPELLED, Texts, WHOLE};
use std::collections::HashMap;
use std::ops::Range;

/// All records that can be found.
#[derive(Default)]
pub struct Index {
    texts: Texts,
    slots: Vec<Slot>,
    /// For each text: the record that held it first, and as what. One that is gone stays until all is made anew.
    first_holders: Vec<Holder>,
    /// The others that hold it, where there are any.
    more_holders: Vec<Vec<Holder>>,
    /// For each record what ranks it, apart from what is only shown.
    standings: Vec<Standing>,
    records: Vec<Option<Stored>>,
    by_key: HashMap<Key, usize>,
    /// The numbers of records with sealed texts.
    sealed: Vec<usize>,
    /// Slots of records that were changed or taken out.
    idle: usize,
}

/// A field: which text, as what.
#[derive(Clone, Copy)]
struct Slot {
    text: u32,
    label: u8,
    role: Role,
}

/// A record that holds a text: its number among the records. What stands first for a text says, too, where among
/// `more_holders` the others are (0: there are none).
#[derive(Clone, Copy)]
struct Holder {
    record: u32,
    more: u32,
    role: Role,
}

/// What ranks a record.
#[derive(Clone, Copy)]
struct Standing {
    key: Key,
    order: u64,
    owner: Option<u32>,
    there: bool,
}

struct Stored {
    key: Key,
    place: Box<str>,
    owner: Option<u32>,
    line: Box<str>,
    slots: Range<usize>,
    /// With their folded texts.
    sealed: Box<[(String, Sealed)]>,
}

/// What is wanted of a search.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// Whose records come first among those of one rank.
    pub own: Option<u32>,
    /// Of these kinds only; empty: of all.
    pub kinds: &'a [u16],
    /// How many hits of each kind are given.
    pub most: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// How many records in all.
    pub total: usize,
    /// By kind, in the order of kinds; only those of which there are any.
    pub kinds: Vec<FoundKind>,
}

/// What was found of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundKind {
    /// The kind.
    pub kind: u16,
    /// How many.
    pub total: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub key: Key,
    /// Where it leads to, as it was put in.
    pub place: String,
    /// Whose it is.
    pub owner: Option<u32>,
    /// Its title.
    pub title: Marked,
    /// The line that tells it from others.
    pub line: String,
    /// A field in which a word was found that is not in the title, with its label; `None` when all are in the title.
    pub snippet: Option<(u8, Marked)>,
    rank: Rank,
}

/// Less is better: the word that fits worst, all words, own before others', kind, place in the list, row.
type Rank = (u8, u8, bool, u16, u64, i64);

/// How well a word fits a record by a field that it does fit; less is better.
fn score(role: Role, fit: Fit) -> u8 {
    let called = matches!(role, Role::Name | Role::Number);
    match fit {
        SPELLED if role == Role::Name => 4,
        SPELLED => 5,
        WHOLE if called => 0,
        BEGINS if called => 1,
        _ if called => 2,
        _ => 3,
    }
}
/// A record has some twenty fields, and one that is picked out costs as much as two or three in a row.
const FIELDS_PER_TEXT: usize = 50;
/// What a sealed text scores.
const SEALED: u8 = 3;
/// What a record scores in which a word is not found.
const OUT: u8 = u8::MAX;

impl Index {
    /// Puts a record in, in place of what was there under its key.
    pub fn put(&mut self, record: Record) {
        self.remove(record.key);
        let first = self.slots.len();
        let number = self.records.len();
        for (at, field) in record.fields.iter().enumerate() {
            // The title has its place even when it is blank.
            if at > 0 && field.text.is_empty() {
                continue;
            }
            let text = self.texts.number(&field.text, field.role.can_be_spelled());
            self.slots.push(Slot { text, label: field.label, role: field.role });
            self.hold(text as usize, Holder { record: number as u32, more: 0, role: field.role });
        }
        let stored = Stored {
            key: record.key,
            place: record.place.into(),
            owner: record.owner,
            line: record.line.into(),
            slots: first..self.slots.len(),
            sealed: record.sealed.into_iter().map(|sealed| (fold(&sealed.text), sealed)).collect(),
        };
        if !stored.sealed.is_empty() {
            self.sealed.push(number);
        }
        self.by_key.insert(record.key, number);
        let (key, order, owner) = (record.key, record.order, record.owner);
        self.standings.push(Standing { key, order, owner, there: true });
        self.records.push(Some(stored));
    }

    /// Notes who holds a text.
    fn hold(&mut self, text: usize, holder: Holder) {
        match self.first_holders.get(text).map(|first| first.more as usize) {
            None => self.first_holders.push(holder),
            Some(0) => {
                // Number 0 says that there are none.
                self.more_holders.resize_with(self.more_holders.len().max(1), Vec::new);
                self.first_holders[text].more = self.more_holders.len() as u32;
                self.more_holders.push(vec![holder]);
            }
            Some(more) => self.more_holders[more].push(holder),
        }
    }

    /// Takes a record out, if it is there.
    pub fn remove(&mut self, key: Key) {
        let Some(at) = self.by_key.remove(&key) else { return };
        self.standings[at].there = false;
        self.idle += self.records[at].take().map_or(0, |gone| gone.slots.len());
    }

    /// Takes all records of a kind out.
    pub fn remove_kind(&mut self, kind: u16) {
        let keys: Vec<Key> = self.by_key.keys().copied().filter(|key| key.kind == kind).collect();
        keys.into_iter().for_each(|key| self.remove(key));
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Whether so much of it belongs to records that are gone that it had better be made anew.
    pub fn is_worn(&self) -> bool {
        self.idle > 10_000 && self.idle * 2 > self.slots.len()
    }

    /// The records in which every word is found, the best first, those of one rank in the order of their lists.
    pub fn search(&self, query: &Query, wish: &Wish<'_>) -> Found {
        if query.is_empty() {
            return Found::default();
        }
        let mut fits: Vec<Vec<Fit>> = Vec::new();
        // For each record the worst and the sum of what the words score; the worst is `OUT` once a word is not found.
        let mut scores: Vec<(u8, u8)> = vec![(0, 0); self.records.len()];
        for word in &query.words {
            let of_word = self.fits(word, &scores);
            if !self.add_scores(word, &of_word, &mut scores) {
                return Found::default();
            }
            fits.push(of_word);
        }
        let mut by_kind: Vec<Vec<(Rank, usize)>> = Vec::new();
        for (at, ((worst, sum), standing)) in scores.into_iter().zip(&self.standings).enumerate() {
            let key = standing.key;
            if worst != OUT && standing.there && (wish.kinds.is_empty() || wish.kinds.contains(&key.kind)) {
                let other = wish.own.is_some() && standing.owner != wish.own;
                let rank = (worst, sum, other, key.kind, standing.order, key.row);
                let kind = usize::from(key.kind);
                if by_kind.len() <= kind {
                    by_kind.resize_with(kind + 1, Vec::new);
                }
                by_kind[kind].push((rank, at));
            }
        }
        let some = (0..).zip(by_kind).filter(|(_, found)| !found.is_empty());
        let kinds: Vec<FoundKind> = some
            .map(|(kind, mut found)| {
                let total = found.len();
                if total > wish.most {
                    if wish.most > 0 {
                        found.select_nth_unstable(wish.most - 1);
                    }
                    found.truncate(wish.most);
                }
                found.sort_unstable();
                let hits = found.into_iter().filter_map(|(rank, at)| self.hit(at, rank, &query.words, &fits)).collect();
                FoundKind { kind, total, hits }
            })
            .collect();
        Found { total: kinds.iter().map(|kind| kind.total).sum(), kinds }
    }

    /// How the texts fit a word: all of them, or, where the words so far have left few records, those of these records;
    /// the others count as not fitting then, which nobody will ask.
    fn fits(&self, word: &Word, scores: &[(u8, u8)]) -> Vec<Fit> {
        let left = scores.iter().filter(|(worst, _)| *worst != OUT).count();
        if left * FIELDS_PER_TEXT > self.texts.len() {
            return self.texts.fits(word);
        }
        let left = scores.iter().zip(&self.records).filter(|((worst, _), _)| *worst != OUT);
        let left = left.filter_map(|(_, stored)| stored.as_ref());
        let fit_of = self.texts.fit_of(word);
        let mut fits = vec![NO; self.texts.len()];
        let mut judged = vec![false; self.texts.len()];
        for slot in left.flat_map(|stored| &self.slots[stored.slots.clone()]) {
            let text = slot.text as usize;
            if !std::mem::replace(&mut judged[text], true) {
                fits[text] = fit_of(text);
            }
        }
        fits
    }

    /// Adds what a word scores in each record; whether there is a record left in which all words so far are found.
    fn add_scores(&self, word: &Word, fits: &[Fit], scores: &mut [(u8, u8)]) -> bool {
        let mut of_word = vec![OUT; self.records.len()];
        let mut note = |holder: &Holder, fit: Fit| {
            let best = &mut of_word[holder.record as usize];
            *best = (*best).min(score(holder.role, fit));
        };
        for (fit, first) in fits.iter().zip(&self.first_holders).filter(|(fit, _)| **fit != NO) {
            note(first, *fit);
            if first.more > 0 {
                self.more_holders[first.more as usize].iter().for_each(|holder| note(holder, *fit));
            }
        }
        for (at, stored) in self.sealed.iter().filter_map(|at| Some((*at, self.records[*at].as_ref()?))) {
            if of_word[at] > SEALED && stored.sealed.iter().any(|sealed| opens(sealed, word)) {
                of_word[at] = SEALED;
            }
        }
        let mut any = false;
        for ((worst, sum), score) in scores.iter_mut().zip(of_word) {
            *worst = (*worst).max(score);
            *sum = sum.saturating_add(score);
            any |= *worst != OUT;
        }
        any
    }

    fn hit(&self, at: usize, rank: Rank, words: &[Word], fits: &[Vec<Fit>]) -> Option<Hit> {
        let stored = self.records.get(at)?.as_ref()?;
        let slots = &self.slots[stored.slots.clone()];
        let title = slots.first()?;
        let mark = |slot: &Slot| Marked::new(self.texts.original(slot.text), words, slot.role.can_be_spelled());
        let elsewhere = words.iter().zip(fits).find(|(_, fits)| fits[title.text as usize] == NO);
        let snippet = elsewhere.and_then(|(word, fits)| {
            let fitting = slots.iter().filter(|slot| fits[slot.text as usize] != NO);
            let best = fitting.min_by_key(|slot| score(slot.role, fits[slot.text as usize]));
            let sealed = || stored.sealed.iter().find(|sealed| opens(sealed, word));
            match best {
                Some(slot) => Some((slot.label, mark(slot).snippet())),
                None => sealed().map(|(_, sealed)| (sealed.label, Marked::plain(&sealed.shown))),
            }
        });
        Some(Hit {
            key: stored.key,
            place: stored.place.to_string(),
            owner: stored.owner,
            title: mark(title),
            line: stored.line.to_string(),
            snippet,
            rank,
        })
    }
}

/// Whether a word finds a sealed text.
fn opens((folded, sealed): &(String, Sealed), word: &Word) -> bool {
    match texts::fit(folded, word) {
        NO => false,
        fit => fit == WHOLE || !sealed.whole,
    }
}

impl Hit {
    /// Which of two comes first.
    pub fn cmp_rank(&self, other: &Hit) -> std::cmp::Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl Found {
    /// The best hits of all kinds, as many as each kind gave at most.
    pub fn best(self, most: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.kinds.into_iter().flat_map(|kind| kind.hits).collect();
        hits.sort_by_key(|hit| hit.rank);
        hits.truncate(most);
        hits
    }
}
