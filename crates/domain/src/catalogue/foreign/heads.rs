//! Where the heads of a foreign table stand, and what its columns are.

use super::columns::Column;
use super::{ForeignTable, likeness};
use crate::catalogue::tidy_name;
use std::collections::BTreeMap;

/// One column as it was recognised.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReadColumn {
    /// Its index, from 0.
    pub index: usize,
    /// Its head with those above it: 公开对象/全社会.
    pub head: String,
    /// What it holds; `None`: not recognised, so not read.
    pub column: Option<Column>,
}

/// A head and the rows below it.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    /// The first row of the head.
    pub head: usize,
    /// The rows of data.
    pub rows: std::ops::Range<usize>,
    pub columns: Vec<ReadColumn>,
}

/// What an office said its columns hold, by their heads.
pub type ColumnAnswers = BTreeMap<String, Column>;

/// The heads of a table, each with its rows: several tables on one sheet, heads repeated on every page.
pub(super) fn segments(table: &ForeignTable, answers: &ColumnAnswers) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut row = 0;
    while row < table.rows.len() {
        if !begins_head(table, row) {
            row += 1;
            continue;
        }
        let head = row;
        row += 1;
        while row < table.rows.len() && row - head < 3 && continues_head(table, head, row) {
            row += 1;
        }
        if let Some(before) = found.last_mut() {
            before.rows.end = head;
        }
        found.push(Segment { head, rows: row..table.rows.len(), columns: columns(table, head..row, answers) });
    }
    found
}

/// Distinct head words of a row, and whether it holds nothing else.
fn head_words(table: &ForeignTable, row: usize) -> (usize, bool) {
    let texts: Vec<String> = table.own_texts(row).map(tidy_name).collect();
    let heads: std::collections::BTreeSet<String> =
        texts.iter().filter(|text| Column::is_head_word(text)).map(|text| likeness(text)).collect();
    (heads.len(), texts.iter().all(|text| Column::is_head_word(text)))
}

fn begins_head(table: &ForeignTable, row: usize) -> bool {
    let (words, only) = head_words(table, row);
    let texts = table.own_texts(row).count();
    words >= 3 && (only || words * 3 >= texts * 2)
}

/// Whether a row still belongs to the head that began above it: sub-heads, or nothing but merges that hang down.
fn continues_head(table: &ForeignTable, head: usize, row: usize) -> bool {
    let (words, only) = head_words(table, row);
    let same_again = words >= 3 && table.own_texts(head).eq(table.own_texts(row));
    let hangs =
        (0..table.width()).any(|column| table.origin(row, column).is_some_and(|(from, _)| (head..row).contains(&from)));
    !same_again && ((words > 0 && only) || (table.own_texts(row).next().is_none() && hangs))
}

fn columns(table: &ForeignTable, head: std::ops::Range<usize>, answers: &ColumnAnswers) -> Vec<ReadColumn> {
    let mut columns = Vec::new();
    for index in 0..table.width() {
        let mut path: Vec<String> = Vec::new();
        for row in head.clone() {
            let mut text = tidy_name(table.text(row, index));
            if text.is_empty() && row + 1 < head.end && !tidy_name(table.text(row + 1, index)).is_empty() {
                // Without merges (CSV) a group's head stands over its first column only.
                let left = (0..index).rev().map(|at| tidy_name(table.text(row, at))).find(|text| !text.is_empty());
                text = left.unwrap_or_default();
            }
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        if path.is_empty() {
            continue;
        }
        let head = path.join("/");
        let column = answers.get(&head).copied().or_else(|| Column::of_head(&path));
        columns.push(ReadColumn { index, head, column });
    }
    only_one_of_each(&mut columns);
    columns
}

/// Two columns that claim the same: the first keeps it, tiers excepted. 公开事项 over 二级事项 is no claim.
fn only_one_of_each(columns: &mut [ReadColumn]) {
    let mut seen = std::collections::BTreeSet::new();
    for column in columns {
        let Some(kind) = column.column else { continue };
        if !matches!(kind, Column::Tier | Column::Ignored | Column::Note) && !seen.insert(kind) {
            column.column = None;
        }
    }
}
