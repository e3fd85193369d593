//! The search against a naive scan, and the cases that clerks meet.

mod cases;
mod naive;
mod order;
mod random;

use crate::{Field, Found, Index, Key, Query, Record, Role, Wish};

fn record(row: i64, title: &str, texts: &[&str]) -> Record {
    let texts = texts.iter().map(|text| Field::new(2, Role::Text, *text));
    Record {
        key: Key { kind: 1, row },
        place: row.to_string(),
        owner: None,
        order: row as u64,
        line: String::new(),
        fields: std::iter::once(Field::new(1, Role::Name, title)).chain(texts).collect(),
        sealed: Vec::new(),
    }
}

fn index(records: impl IntoIterator<Item = Record>) -> Index {
    let mut index = Index::default();
    records.into_iter().for_each(|record| index.put(record));
    index
}

fn search(index: &Index, question: &str) -> Found {
    let query = Query::new(question).expect("few words");
    index.search(&query, &Wish { most: usize::MAX, ..Wish::default() })
}

/// The rows that are found, the best first.
fn rows(index: &Index, question: &str) -> Vec<i64> {
    search(index, question).best(usize::MAX).into_iter().map(|hit| hit.key.row).collect()
}
