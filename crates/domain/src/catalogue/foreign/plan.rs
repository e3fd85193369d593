//! What an import would do: added, changed, unchanged.

use super::columns::Column;
use super::fields::copy;
use super::likeness;
use super::rows::ReadItem;
use crate::catalogue::{DisclosureItem, EntryField};
use std::collections::{HashMap, HashSet, VecDeque};

/// A field that an import would change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldChange {
    /// Its label.
    pub field: String,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// What an import would do with one item that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// A new item.
    Added(Box<DisclosureItem>),
    /// An item that is there, with these fields changed.
    Changed(Box<DisclosureItem>, Vec<FieldChange>),
    /// An item that is there just so.
    Unchanged,
    /// The same item stood in the table before.
    Repeated,
}

/// What an import would do, item by item, in the order of what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// One for each item that was read.
    pub items: Vec<Planned>,
    /// The place of the item that is there for each that was read, if there is one.
    pub places: Vec<Option<usize>>,
}

/// Compares what was read with what is there. Items are the same when sector and the three names are; of several of one
/// name those belong together that say the same content, in their order. What the table has no column for stays as it is.
pub fn plan(read: &[ReadItem], existing: &[DisclosureItem]) -> Plan {
    let mut there: HashMap<String, Vec<usize>> = HashMap::new();
    let mut same_content: HashMap<(String, String), VecDeque<usize>> = HashMap::new();
    for (at, item) in existing.iter().enumerate() {
        let name = identity(item);
        same_content.entry((name.clone(), content(item))).or_default().push_back(at);
        there.entry(name).or_default().push(at);
    }
    let keys: Vec<(String, String)> = read.iter().map(|one| (identity(&one.item), content(&one.item))).collect();
    // Said twice in every respect but the number, it is one item; the town's row beside the county's is another.
    let mut seen = HashSet::new();
    let repeated: Vec<bool> = read.iter().map(|one| !seen.insert(signature(&one.item))).collect();
    let mut found: Vec<Option<usize>> = vec![None; read.len()];
    for (at, key) in keys.iter().enumerate().filter(|(at, _)| !repeated[*at]) {
        found[at] = same_content.get_mut(key).and_then(VecDeque::pop_front);
    }
    let taken: HashSet<usize> = found.iter().flatten().copied().collect();
    // What is left of a name has new content.
    let mut left: HashMap<String, VecDeque<usize>> = there
        .into_iter()
        .map(|(name, all)| (name, all.into_iter().filter(|at| !taken.contains(at)).collect()))
        .collect();
    for (at, key) in keys.iter().enumerate().filter(|(at, _)| !repeated[*at]) {
        found[at] = found[at].or_else(|| left.get_mut(&key.0).and_then(VecDeque::pop_front));
    }
    let items = read.iter().enumerate().map(|(at, one)| match found[at] {
        _ if repeated[at] => Planned::Repeated,
        Some(place) => changed(one, &existing[place]),
        None => Planned::Added(Box::new(one.item.clone())),
    });
    Plan { items: items.collect(), places: found }
}

fn content(item: &DisclosureItem) -> String {
    EntryField::Elements.text(item)
}

/// Everything that a table can say of an item but its number.
fn signature(item: &DisclosureItem) -> Vec<String> {
    let of = fields(item).into_iter().filter(|(label, _)| *label != "序号").map(|(_, text)| text);
    of.chain([identity(item)]).collect()
}

fn identity(item: &DisclosureItem) -> String {
    [&item.sector, &item.primary, &item.secondary, &item.tertiary].map(|name| likeness(name)).join("|")
}

fn changed(read: &ReadItem, there: &DisclosureItem) -> Planned {
    let mut item = there.clone();
    for column in &read.given {
        // A number of the old list is no reason to renumber this one, nor is an empty cell to forget an index number.
        let keeps = matches!(column, Column::IndexNumber) && read.item.index_number.is_empty();
        if !keeps {
            copy(&read.item, &mut item, *column);
        }
    }
    let changes = differences(there, &item);
    if changes.is_empty() { Planned::Unchanged } else { Planned::Changed(Box::new(item), changes) }
}

fn differences(before: &DisclosureItem, after: &DisclosureItem) -> Vec<FieldChange> {
    let pairs = fields(before).into_iter().zip(fields(after));
    let changes = pairs.filter(|((_, before), (_, after))| before != after);
    changes.map(|((field, before), (_, after))| FieldChange { field: field.to_string(), before, after }).collect()
}

/// What an item says, field by field, in words.
fn fields(item: &DisclosureItem) -> Vec<(&'static str, String)> {
    let shared = EntryField::STANDARD.iter().map(|field| (field.label(), field.text(item)));
    let own = [
        ("三级事项", item.tertiary.clone()),
        ("序号", item.number.clone()),
        ("公开主体", item.responsible_body.clone()),
        ("责任科室", item.contacts.office.clone()),
        ("索引号", item.index_number.clone()),
        ("内容概述", item.summary.clone()),
        ("生成日期", item.formed_on.map(|day| day.to_string()).unwrap_or_default()),
        ("联系电话", item.contacts.phone.clone()),
        ("监督电话", item.contacts.supervision_phone.clone()),
        ("五公开环节", item.stage.map(|stage| stage.label().to_string()).unwrap_or_default()),
        ("备注", item.note.clone()),
    ];
    shared.chain(own).collect()
}
