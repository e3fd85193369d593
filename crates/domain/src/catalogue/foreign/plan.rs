//! What an import would do: added, changed, unchanged.

use super::columns::Column;
use super::likeness;
use super::rows::{ReadItem, copy};
use crate::catalogue::{DisclosureItem, EntryField};
use std::collections::{BTreeSet, HashMap, HashSet};

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
}

/// Compares what was read with what is there. Items are the same when sector and the three names are; what the table has
/// no column for stays as it is.
pub fn plan(read: &[ReadItem], existing: &[DisclosureItem]) -> Plan {
    let mut by_name: HashMap<String, &DisclosureItem> = HashMap::new();
    for item in existing {
        by_name.entry(identity(item)).or_insert(item);
    }
    let mut seen: HashSet<(String, String)> = HashSet::new();
    let items = read.iter().map(|one| {
        let key = identity(&one.item);
        // Two rows of one name are one item only when they say the same content.
        let content = EntryField::Elements.text(&one.item);
        let first = !seen.iter().any(|(name, _)| *name == key);
        if !seen.insert((key.clone(), content)) {
            return Planned::Repeated;
        }
        match by_name.get(&key).filter(|_| first) {
            Some(there) => changed(one, there),
            None => match existing
                .iter()
                .find(|it| identity(it) == key && EntryField::Elements.text(it) == EntryField::Elements.text(&one.item))
            {
                Some(there) => changed(one, there),
                None => Planned::Added(Box::new(one.item.clone())),
            },
        }
    });
    Plan { items: items.collect() }
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
    let mut seen = BTreeSet::new();
    let shared = EntryField::ALL.into_iter().map(|field| (field.label(), field.text(before), field.text(after)));
    let of = |label: &'static str, text: fn(&DisclosureItem) -> String| (label, text(before), text(after));
    let own = [
        of("序号", |item| item.number.clone()),
        of("公开主体", |item| item.responsible_body.clone()),
        of("责任科室", |item| item.contacts.office.clone()),
        of("索引号", |item| item.index_number.clone()),
        of("内容概述", |item| item.summary.clone()),
        of("生成日期", |item| item.formed_on.map(|day| day.to_string()).unwrap_or_default()),
        of("联系电话", |item| item.contacts.phone.clone()),
        of("监督电话", |item| item.contacts.supervision_phone.clone()),
        of("五公开环节", |item| item.stage.map(|stage| stage.label().to_string()).unwrap_or_default()),
        of("备注", |item| item.note.clone()),
    ];
    let changes = shared.chain(own).filter(|(label, before, after)| before != after && seen.insert(*label));
    changes.map(|(field, before, after)| FieldChange { field: field.to_string(), before, after }).collect()
}
