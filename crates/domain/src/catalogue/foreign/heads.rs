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
    /// Whether its columns are those of the table before: a head repeated on a new page.
    pub goes_on: bool,
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
        let columns = columns(table, head..row, answers);
        let goes_on = found.last().is_some_and(|before| before.columns == columns);
        found.push(Segment { head, rows: row..table.rows.len(), goes_on, columns });
    }
    for segment in &mut found {
        name_the_headless(table, segment);
    }
    found
}

/// Columns with words below and no head are shown as not read: what is left out is seen to be.
fn name_the_headless(table: &ForeignTable, segment: &mut Segment) {
    let mut known: Vec<bool> = Vec::new();
    known.resize(segment.columns.last().map_or(0, |last| last.index + 1), false);
    segment.columns.iter().for_each(|column| known[column.index] = true);
    let mut headless = std::collections::BTreeSet::new();
    for row in segment.rows.clone() {
        let texts = table.rows[row].iter().enumerate().filter(|(_, cell)| !cell.text.trim().is_empty());
        // A title or a note may stand anywhere.
        if texts.clone().count() >= 3 {
            headless
                .extend(texts.map(|(index, _)| index).filter(|index| !known.get(*index).is_some_and(|known| *known)));
        }
    }
    let columns = headless.into_iter().map(|index| (index, format!("第{}列（无表头）", index + 1)));
    segment.columns.extend(columns.map(|(index, head)| ReadColumn { index, head, column: None }));
}

/// Whether a head begins in a row: three different head words at least, and little else beside them.
fn begins_head(table: &ForeignTable, row: usize) -> bool {
    let mut texts = 0;
    let mut words = std::collections::BTreeSet::new();
    // 全社会, 主动公开 and 县级 stand in cells as well as over them: a row of these is no head.
    let (mut said, mut only_heads) = (0, 0);
    for text in table.own_texts(row) {
        texts += 1;
        let text = tidy_name(text);
        if Column::is_head_word(&text) {
            said += 1;
            only_heads += usize::from(!Column::is_value_too(&text));
            words.insert(likeness(&text));
        }
    }
    words.len() >= 3 && only_heads >= 2 && (said == texts || words.len() * 3 >= texts * 2)
}

/// Whether a row still belongs to the head that began above it: sub-heads, an unknown one among them, or cells beside
/// merges that hang down.
fn continues_head(table: &ForeignTable, head: usize, row: usize) -> bool {
    let texts: Vec<String> = table.own_texts(row).map(tidy_name).collect();
    let words = texts.iter().filter(|text| Column::is_sub_head_word(text)).count();
    let same_again = words >= 3 && table.own_texts(head).eq(table.own_texts(row));
    let hangs = (0..table.rows[row].len())
        .any(|column| table.origin(row, column).is_some_and(|(from, _)| (head..row).contains(&from)));
    // Without merges the parts of a group stand under the blank cells beside its head, a group under a larger one.
    let own = |row: usize, column| table.cell(row, column).is_some_and(|cell| !cell.text.trim().is_empty());
    let beside = (0..table.rows[row].len()).any(|column| own(row, column) && !own(head, column));
    let groups =
        !texts.is_empty() && texts.iter().all(|text| Column::is_head_word(text) && !Column::is_value_too(text));
    !same_again && (hangs || groups || (beside && words > 0 && words * 3 >= texts.len() * 2))
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
