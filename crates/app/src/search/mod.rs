//! The search over everything: the open file and the shipped data.
//!
//! The index lies in memory, is made when it is first asked, and is kept current by the rows that SQLite says have
//! changed, an undo's included: there is nothing in the file that could come apart from it.

pub mod kinds;
pub mod view;

use crate::assets::Assets;
use crate::view::AppError;
use kinds::{FIELDS, KINDS};
use mingce_domain::agency::{Agency, AgencyId};
use mingce_search::{Found, Hit, Index, Key, MOST_WORDS, Marked, Query, Wish};
use mingce_store::{ChangedRows, Store};
use std::collections::{BTreeSet, HashMap};
use view::{HitGroup, HitView, MarkedPiece, SearchView};

/// What records are read from.
pub struct Source<'a> {
    /// The open file.
    pub store: &'a Store,
    /// The shipped data.
    pub assets: &'a Assets,
    /// The agencies of the file in the order of lists.
    pub agencies: &'a [Agency],
    /// The rows that are wanted; `None`: all.
    pub rows: Option<&'a BTreeSet<i64>>,
    numbers: &'a HashMap<AgencyId, u32>,
}

impl Source<'_> {
    /// An agency's number: its place in the list.
    pub fn number(&self, agency: &AgencyId) -> Option<u32> {
        self.numbers.get(agency).copied()
    }

    /// All agencies.
    pub fn agency_ids(&self) -> Vec<AgencyId> {
        self.agencies.iter().map(|agency| agency.id.clone()).collect()
    }

    /// An agency's name on a day, or its latest.
    pub fn name(&self, agency: &AgencyId, day: Option<chrono::NaiveDate>) -> &str {
        let agency = self.number(agency).and_then(|number| self.agencies.get(number as usize));
        agency.map_or("", |agency| day.map_or_else(|| latest(agency), |day| agency.name_on(day)))
    }
}

fn latest(agency: &Agency) -> &str {
    agency.names.last().map_or("（未命名单位）", |dated| &dated.name)
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked<'a> {
    /// The question as it was typed.
    pub words: &'a str,
    /// Whose records come first.
    pub own: Option<AgencyId>,
    /// Keys of the kinds that are wanted; empty: all.
    pub kinds: &'a [String],
    /// How many hits of each kind.
    pub most: usize,
}

/// The index with what it was made from.
#[derive(Default)]
pub struct Searching {
    index: Index,
    agencies: Vec<Agency>,
    numbers: HashMap<AgencyId, u32>,
    made: bool,
}

impl Searching {
    /// Makes the index, or brings it up to what the file holds now.
    ///
    /// # Errors
    /// When the file cannot be read; the next call makes all of it anew then.
    pub fn renew(&mut self, store: &Store, assets: &Assets) -> Result<(), AppError> {
        let changed = store.changed_rows()?;
        let was_made = std::mem::replace(&mut self.made, false);
        match changed {
            ChangedRows::These(rows)
                if was_made && !self.index.is_worn() && !rows.keys().any(|table| table.starts_with("agency")) =>
            {
                for (number, kind) in (0..).zip(KINDS) {
                    let mut tables = kind.tables.iter().filter_map(|table| rows.get(table));
                    let Some(first) = tables.next() else { continue };
                    self.read(number, kind.by_row.then_some(first), store, assets)?;
                }
            }
            _ => {
                *self = Searching::default();
                self.agencies = store.agencies()?;
                self.numbers = (0..).zip(&self.agencies).map(|(number, agency)| (agency.id.clone(), number)).collect();
                for number in 0..KINDS.len() {
                    self.read(number, None, store, assets)?;
                }
            }
        }
        self.made = true;
        Ok(())
    }

    /// Reads a kind, or some rows of it, in place of what was there.
    fn read(
        &mut self,
        number: usize,
        rows: Option<&BTreeSet<i64>>,
        store: &Store,
        assets: &Assets,
    ) -> Result<(), AppError> {
        let kind = number as u16;
        match rows {
            Some(rows) => rows.iter().for_each(|row| self.index.remove(Key { kind, row: *row })),
            None => self.index.remove_kind(kind),
        }
        let source = Source { store, assets, agencies: &self.agencies, rows, numbers: &self.numbers };
        let index = &mut self.index;
        (KINDS[number].read)(&source, &mut |draft| index.put(draft.record(kind, &source)))
    }

    /// Searches.
    ///
    /// # Errors
    /// When nothing is looked for, too much, or a kind is unknown.
    pub fn find(&self, asked: &Asked<'_>) -> Result<Found, AppError> {
        let query = question(asked.words)?;
        if query.is_empty() {
            return Err(AppError::plain("请写出要查找的文字、数字或拼音字母".into()).at("words"));
        }
        let mut kinds = Vec::new();
        for key in asked.kinds {
            let known = KINDS.iter().position(|kind| kind.key == key);
            kinds.push(known.ok_or_else(|| unknown(key))? as u16);
        }
        let own = asked.own.as_ref().and_then(|agency| self.numbers.get(agency).copied());
        Ok(self.index.search(&query, &Wish { own, kinds: &kinds, most: asked.most }))
    }

    /// What was found, for the window: the kind with the best hit first.
    pub fn view(&self, found: Found) -> SearchView {
        let total = count(found.total);
        let mut groups: Vec<(Option<Hit>, HitGroup)> = Vec::new();
        for of_kind in found.kinds {
            let kind = &KINDS[usize::from(of_kind.kind)];
            let best = of_kind.hits.first().cloned();
            let group = HitGroup {
                kind: kind.key.into(),
                label: kind.label.into(),
                total: count(of_kind.total),
                hits: of_kind.hits.into_iter().map(|hit| self.hit(hit)).collect(),
            };
            groups.push((best, group));
        }
        groups.sort_by(|(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) => one.cmp_rank(other),
            _ => std::cmp::Ordering::Equal,
        });
        SearchView { total, groups: groups.into_iter().map(|(_, group)| group).collect() }
    }

    /// One hit.
    pub fn hit(&self, hit: Hit) -> HitView {
        let kind = &KINDS[usize::from(hit.key.kind)];
        let agency = hit.owner.and_then(|number| self.agencies.get(number as usize));
        let (field, snippet) = hit.snippet.unwrap_or_default();
        let field = if snippet.text.is_empty() { "" } else { FIELDS[usize::from(field)] };
        // What the snippet says already is not said again.
        let shown = format!("{field}：{}", snippet.text);
        HitView {
            kind: kind.key.into(),
            owner: agency.map_or("", latest).into(),
            title: pieces(&hit.title),
            field: field.into(),
            snippet: pieces(&snippet),
            facts: hit.line.lines().filter(|fact| *fact != shown).map(str::to_string).collect(),
            place: (kind.place)(agency.map(|agency| &agency.id), &hit.place),
            id: hit.place,
        }
    }
}

/// Reads what was typed to be found.
///
/// # Errors
/// When it has too many words.
pub(crate) fn question(words: &str) -> Result<Query, AppError> {
    Query::new(words).map_err(|many| {
        let said = format!("一次最多查{MOST_WORDS}个词，这里有{}个。请只写最要紧的几个词", many.words);
        AppError::plain(said).at("words")
    })
}

fn unknown(key: &str) -> AppError {
    let all: Vec<String> = KINDS.iter().map(|kind| format!("{}（{}）", kind.key, kind.label)).collect();
    AppError::plain(format!("没有“{key}”这种记录。可以查的有：{}", all.join("、"))).at("kinds")
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn pieces(text: &Marked) -> Vec<MarkedPiece> {
    let chars: Vec<char> = text.text.chars().collect();
    let mut out = Vec::new();
    let mut add = |from: usize, to: usize, marked: bool| {
        if from < to {
            out.push(MarkedPiece { text: chars[from..to].iter().collect(), marked });
        }
    };
    let mut at = 0;
    for (from, to) in &text.marks {
        add(at, *from, false);
        add(*from, *to, true);
        at = *to;
    }
    add(at, chars.len(), false);
    out
}
