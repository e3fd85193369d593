//! The list of a catalogue, asked for window by window: which items fit a question, in which order, how many of what.

use super::list_view::{FindingCount, GroupView, ItemFilter, ItemSort, Only, SortKey, TreeView};
use super::view::ItemRow;
use crate::search::question;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::catalogue::{DisclosureItem, ItemKind};
use mingce_domain::check::{
    CatalogueContext, Finding, Findings, Severity, Twin, catalogue_unchecked, check_item, check_twins,
};
use mingce_search::{Fitting, Shelf};
use mingce_store::ItemHead;
use std::collections::{HashMap, HashSet};

/// So many findings of one rule are given in full; of the rest only the number: a page draws a few, and a hundred thousand
/// would fill the memory.
const MOST_ALIKE: usize = 20;

/// A kind of finding, in the order in which kinds were met.
type Kind = (String, Severity);

/// An item of a list with what the checks said of it.
struct Row {
    head: ItemHead,
    /// What is searched in, by its numbers on the shelf; put there when somebody searches.
    texts: Option<[u32; 8]>,
    /// The kinds of its findings, by their number.
    marks: Vec<u8>,
}

impl Row {
    fn new(head: ItemHead) -> Row {
        Row { head, texts: None, marks: Vec::new() }
    }

    fn put_texts(&mut self, shelf: &mut Shelf) {
        let head = &self.head;
        self.texts.get_or_insert_with(|| {
            let modes: String = head.modes.iter().map(|mode| mode.label()).collect();
            [
                &head.number,
                &head.sector,
                &head.primary,
                &head.secondary,
                &head.tertiary,
                &head.time_limit,
                &head.body,
                &modes,
            ]
            .map(|text| shelf.number(text))
        });
    }
}

/// The list of an agency as it was read, and as far as it was checked.
pub(crate) struct Listed {
    rows: Vec<Row>,
    /// The texts that are searched in.
    shelf: Shelf,
    today: NaiveDate,
    kinds: Vec<Kind>,
    /// What is compared between items, of the rows that were checked, in their order.
    twins: Vec<Twin>,
    /// What was found between items, once all were checked.
    between: Option<Vec<Finding>>,
    /// The last question and its answer: a page asks for window after window of it.
    asked: Option<(ItemFilter, Option<ItemSort>, Vec<u32>)>,
}

impl Listed {
    /// A list of which nothing was checked yet.
    pub(crate) fn new(heads: Vec<ItemHead>, today: NaiveDate) -> Listed {
        let rows = heads.into_iter().map(Row::new).collect();
        Listed {
            rows,
            shelf: Shelf::default(),
            today,
            kinds: Vec::new(),
            twins: Vec::new(),
            between: None,
            asked: None,
        }
    }

    /// Whether all of them were checked.
    pub(crate) fn is_checked(&self) -> bool {
        self.between.is_some()
    }

    /// The next of those that were not.
    pub(crate) fn unchecked(&self, most: usize) -> Vec<&str> {
        self.rows.iter().skip(self.twins.len()).take(most).map(|row| row.head.id.0.as_str()).collect()
    }

    /// Checks the next items, given in the order of the list; what is between items is looked at behind the last.
    pub(crate) fn check_next(&mut self, items: &[DisclosureItem], context: &CatalogueContext<'_>) {
        for item in items {
            let at = self.twins.len();
            let marks = self.marks(item, context);
            if let Some(row) = self.rows.get_mut(at) {
                row.marks = marks;
                self.twins.push(Twin::of(item));
            }
        }
        if self.twins.len() >= self.rows.len() {
            self.check_between(context);
        }
        self.asked = None;
    }

    fn marks(&mut self, item: &DisclosureItem, context: &CatalogueContext<'_>) -> Vec<u8> {
        check_item(item, context).into_iter().map(|finding| self.number(&finding)).collect()
    }

    /// The number of a finding's kind. There are two dozen rules.
    fn number(&mut self, finding: &Finding) -> u8 {
        let there =
            self.kinds.iter().position(|(rule, severity)| *rule == finding.rule && *severity == finding.severity);
        let at = there.unwrap_or_else(|| {
            self.kinds.push((finding.rule.clone(), finding.severity));
            self.kinds.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// Marks of what is between items stand behind those of the items themselves, in [`Listed::between`] alone.
    fn check_between(&mut self, context: &CatalogueContext<'_>) {
        self.between = Some(check_twins(&self.twins, context.kind));
        self.asked = None;
    }

    /// These items were changed, added at the end, or taken away: the rest is still as it was.
    pub(crate) fn renew(
        &mut self,
        ids: &[String],
        heads: &HashMap<String, ItemHead>,
        items: &HashMap<String, DisclosureItem>,
        context: &CatalogueContext<'_>,
    ) {
        let named: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let complete = self.is_checked();
        let (rows, twins) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.twins));
        let mut twins = twins.into_iter();
        let mut there: HashSet<String> = HashSet::new();
        for mut row in rows {
            let mut twin = twins.next();
            let id = row.head.id.0.as_str();
            if named.contains(id) {
                let Some(head) = heads.get(id) else { continue };
                there.insert(id.to_string());
                row = Row::new(head.clone());
                // What was not checked yet is checked in its turn.
                if let (true, Some(item)) = (twin.is_some(), items.get(&row.head.id.0)) {
                    row.marks = self.marks(item, context);
                    twin = Some(Twin::of(item));
                }
            }
            self.rows.push(row);
            self.twins.extend(twin);
        }
        for id in ids.iter().filter(|id| !there.contains(*id)) {
            let (Some(head), Some(item)) = (heads.get(id), items.get(id)) else { continue };
            let mut row = Row::new(head.clone());
            if complete {
                row.marks = self.marks(item, context);
                self.twins.push(Twin::of(item));
            }
            self.rows.push(row);
        }
        if complete {
            self.check_between(context);
        }
        self.asked = None;
    }

    fn counts(&self, row: &Row, between: &HashMap<&str, (u32, u32)>) -> (u32, u32) {
        let mut count = between.get(row.head.id.0.as_str()).copied().unwrap_or_default();
        for mark in &row.marks {
            match self.kinds.get(usize::from(*mark)).map(|(_, severity)| severity) {
                Some(Severity::Error) => count.0 += 1,
                Some(Severity::Warning) => count.1 += 1,
                _ => {}
            }
        }
        count
    }

    /// Errors and warnings between items, by item.
    fn counts_between(&self) -> HashMap<&str, (u32, u32)> {
        let mut counts: HashMap<&str, (u32, u32)> = HashMap::new();
        for finding in self.between.iter().flatten() {
            let Some(id) = item_of(finding) else { continue };
            let count = counts.entry(id).or_default();
            match finding.severity {
                Severity::Error => count.0 += 1,
                Severity::Warning => count.1 += 1,
                Severity::Note => {}
            }
        }
        counts
    }

    fn fits(
        &self,
        row: &Row,
        filter: &ItemFilter,
        words: Option<&Fitting>,
        counts: &HashMap<&str, (u32, u32)>,
    ) -> bool {
        let head = &row.head;
        let one = |wish: &Option<String>, have: &str| wish.as_ref().is_none_or(|wish| wish == have);
        let rule = |rule: &String| {
            let of = |mark: &u8| self.kinds.get(usize::from(*mark)).is_some_and(|(name, _)| name == rule);
            row.marks.iter().any(of)
                || self.between.iter().flatten().any(|it| it.rule == *rule && item_of(it) == Some(&head.id.0))
        };
        one(&filter.sector, &head.sector)
            && one(&filter.body, &head.body)
            && one(&filter.kind, head.kind.key())
            && filter.only.is_none_or(|only| match only {
                Only::Errors => self.counts(row, counts).0 > 0,
                Only::Findings => self.counts(row, counts) != (0, 0),
                Only::Unpublished => head.published_on.is_none() && !head.withheld,
                Only::Overdue => head.next_due_on.is_some_and(|due| due < self.today),
            })
            && filter.rule.as_ref().is_none_or(rule)
            && words.is_none_or(|words| row.texts.is_some_and(|texts| words.all_in(&texts)))
    }

    fn places(&mut self, filter: &ItemFilter) -> Result<Vec<usize>, AppError> {
        let query = question(&filter.words)?;
        if !query.is_empty() {
            self.rows.iter_mut().for_each(|row| row.put_texts(&mut self.shelf));
        }
        let words = (!query.is_empty()).then(|| self.shelf.fitting(&query));
        let counts = self.counts_between();
        let fitting = self.rows.iter().enumerate().filter(|(_, row)| self.fits(row, filter, words.as_ref(), &counts));
        Ok(fitting.map(|(at, _)| at).collect())
    }

    /// The places of the items that fit, sorted.
    fn ordered(&mut self, filter: &ItemFilter, sort: Option<ItemSort>) -> Result<&[u32], AppError> {
        if !matches!(&self.asked, Some((last, by, _)) if last == filter && *by == sort) {
            let fitting = self.places(filter)?.into_iter();
            let mut places: Vec<u32> = fitting.filter_map(|at| u32::try_from(at).ok()).collect();
            if let Some(sort) = sort {
                self.sort(&mut places, sort);
            }
            self.asked = Some((filter.clone(), sort, places));
        }
        Ok(self.asked.as_ref().map_or(&[], |(_, _, places)| places.as_slice()))
    }

    fn sort(&self, places: &mut [u32], sort: ItemSort) {
        let between = self.counts_between();
        let key = |at: &u32| {
            let Some(row) = self.rows.get(*at as usize) else { return Vec::new() };
            let head = &row.head;
            match sort.key {
                SortKey::Number => order_key(&head.number),
                SortKey::Kind => order_key(head.kind.label()),
                SortKey::Sector => order_key(&head.sector),
                SortKey::Primary => order_key(&head.primary),
                SortKey::Secondary => order_key(&head.secondary),
                SortKey::Tertiary => order_key(&head.tertiary),
                SortKey::TimeLimit => order_key(&head.time_limit),
                SortKey::Body => order_key(&head.body),
                // The worst first.
                SortKey::State => {
                    let (errors, warnings) = self.counts(row, &between);
                    [u32::MAX - errors, u32::MAX - warnings].iter().flat_map(|n| n.to_be_bytes()).collect()
                }
            }
        };
        let mut keyed: Vec<(Vec<u8>, u32)> = places.iter().map(|at| (key(at), *at)).collect();
        keyed.sort_unstable_by(|a, b| {
            let order = if sort.down { b.0.cmp(&a.0) } else { a.0.cmp(&b.0) };
            order.then(a.1.cmp(&b.1))
        });
        for (place, (_, at)) in places.iter_mut().zip(keyed) {
            *place = at;
        }
    }

    /// A window of the items that fit: how many fit, and these rows.
    pub(crate) fn window(
        &mut self,
        filter: &ItemFilter,
        sort: Option<ItemSort>,
        (from, most): (u32, u32),
        version: &str,
    ) -> Result<(u32, Vec<ItemRow>), AppError> {
        let places = self.ordered(filter, sort)?;
        let total = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let here: Vec<u32> = places.iter().skip(from as usize).take(most as usize).copied().collect();
        let between = self.counts_between();
        let rows = here.iter().filter_map(|at| self.rows.get(*at as usize));
        Ok((total, rows.map(|row| row_of(&row.head, self.counts(row, &between), version)).collect()))
    }

    /// The identities of all that fit, in this order.
    pub(crate) fn ids(&mut self, filter: &ItemFilter, sort: Option<ItemSort>) -> Result<Vec<String>, AppError> {
        let places = self.ordered(filter, sort)?.to_vec();
        Ok(places.iter().filter_map(|at| Some(self.rows.get(*at as usize)?.head.id.0.clone())).collect())
    }

    /// How many fit in each sector, body and kind, whatever of these the question names.
    pub(crate) fn tree(&mut self, filter: &ItemFilter) -> Result<TreeView, AppError> {
        let wide = ItemFilter { sector: None, body: None, kind: None, ..filter.clone() };
        let (mut sectors, mut bodies) = (Groups::default(), Groups::default());
        let mut kinds: HashMap<ItemKind, u32> = HashMap::new();
        let mut all = 0;
        let places = self.places(&wide)?;
        for head in places.into_iter().filter_map(|at| self.rows.get(at)).map(|row| &row.head) {
            sectors.count(&head.sector);
            bodies.count(&head.body);
            *kinds.entry(head.kind).or_default() += 1;
            all += 1;
        }
        let kinds = ItemKind::ALL.iter().filter_map(|kind| {
            let count = *kinds.get(kind)?;
            Some(GroupView { key: kind.key().into(), name: kind.label().into(), count })
        });
        Ok(TreeView { all, sectors: sectors.views(), bodies: bodies.views(), kinds: kinds.collect() })
    }

    /// How many findings of each kind there are, the graver first.
    pub(crate) fn finding_counts(&self) -> Vec<FindingCount> {
        let mut counts = vec![0u32; self.kinds.len()];
        for mark in self.rows.iter().flat_map(|row| &row.marks) {
            if let Some(count) = counts.get_mut(usize::from(*mark)) {
                *count += 1;
            }
        }
        let own = self.kinds.iter().zip(counts);
        let mut out: Vec<FindingCount> = own
            .map(|((rule, severity), count)| FindingCount { rule: rule.clone(), severity: *severity, count })
            .collect();
        for finding in self.between.iter().flatten() {
            match out.iter_mut().find(|it| it.rule == finding.rule && it.severity == finding.severity) {
                Some(count) => count.count += 1,
                None => {
                    let (rule, severity) = (finding.rule.clone(), finding.severity);
                    out.push(FindingCount { rule, severity, count: 1 });
                }
            }
        }
        out.retain(|it| it.count > 0);
        out.sort_by(|a, b| rank(a.severity).cmp(&rank(b.severity)).then_with(|| a.rule.cmp(&b.rule)));
        out
    }

    /// The items whose findings are given in full: for each kind the first that have it.
    pub(crate) fn exemplary(&self) -> Vec<String> {
        let mut counts = vec![0usize; self.kinds.len()];
        let mut out = Vec::new();
        for row in &self.rows {
            let mut wanted = false;
            for mark in &row.marks {
                if let Some(count) = counts.get_mut(usize::from(*mark)) {
                    wanted |= *count < MOST_ALIKE;
                    *count += 1;
                }
            }
            if wanted {
                out.push(row.head.id.0.clone());
            }
        }
        out
    }

    /// The findings of these items and between items, a few of each kind, the graver first.
    pub(crate) fn findings(&self, items: &[DisclosureItem], context: &CatalogueContext<'_>) -> Findings {
        let own = items.iter().flat_map(|item| check_item(item, context));
        let mut counts: HashMap<(String, u8), usize> = HashMap::new();
        let mut findings: Vec<Finding> = own
            .chain(self.between.iter().flatten().cloned())
            .filter(|finding| {
                let count = counts.entry((finding.rule.clone(), rank(finding.severity))).or_default();
                *count += 1;
                *count <= MOST_ALIKE
            })
            .collect();
        findings.sort_by_key(|finding| rank(finding.severity));
        Findings { findings, unchecked: catalogue_unchecked() }
    }
}

fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// Groups in the order of their first item.
#[derive(Default)]
struct Groups {
    places: HashMap<String, usize>,
    groups: Vec<(String, u32)>,
}

impl Groups {
    fn count(&mut self, name: &str) {
        if let Some(at) = self.places.get(name) {
            self.groups[*at].1 += 1;
        } else {
            self.places.insert(name.to_string(), self.groups.len());
            self.groups.push((name.to_string(), 1));
        }
    }

    fn views(self) -> Vec<GroupView> {
        self.groups.into_iter().map(|(name, count)| GroupView { key: name.clone(), name, count }).collect()
    }
}

/// What texts are sorted by: numbers as numbers, Chinese as GB 18030 has it, where the common characters stand in the order
/// of their pinyin. That is the order clerks know from Excel and WPS, without a table of its own.
fn order_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (part, after) = rest.split_at(if digits > 0 { digits } else { first.len_utf8() });
        if digits > 0 {
            let number = part.trim_start_matches('0');
            // Digits stand before letters; a longer number is a larger one.
            key.push(b'0');
            key.push(u8::try_from(number.len()).unwrap_or(u8::MAX));
            key.extend(number.bytes());
        } else {
            key.extend(encoding_rs::GB18030.encode(&part.to_lowercase()).0.iter());
        }
        rest = after;
    }
    key
}

/// The item that a finding is about.
pub(crate) fn item_of(finding: &Finding) -> Option<&str> {
    finding.at.strip_prefix("item.")?.split('.').next()
}

/// A row; `later` says only that it was taken from another version of the standard than this.
pub(crate) fn row_of(head: &ItemHead, (errors, warnings): (u32, u32), version: &str) -> ItemRow {
    ItemRow {
        id: head.id.0.clone(),
        number: head.number.clone(),
        kind: head.kind.key().into(),
        sector: head.sector.clone(),
        primary: head.primary.clone(),
        secondary: head.secondary.clone(),
        tertiary: head.tertiary.clone(),
        time_limit: head.time_limit.clone(),
        body: head.body.clone(),
        modes: if head.withheld {
            "不予公开".into()
        } else {
            head.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、")
        },
        published_on: head.published_on.map(|day| day.to_string()).unwrap_or_default(),
        standard: head.base_version.is_some(),
        superior: false,
        later: head.base_version.as_ref().is_some_and(|base| base != version),
        withdrawn: false,
        errors,
        warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sorted_as_clerks_know_it() {
        let mut texts = ["10", "9", "安全", "B2", "b10", "补贴", "重大", "2", "自然", "A"];
        texts.sort_by_key(|text| order_key(text));
        assert_eq!(texts, ["2", "9", "10", "A", "B2", "b10", "安全", "补贴", "重大", "自然"]);
    }
}
