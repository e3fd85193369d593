//! Old ledgers: read from a file of any kind, with what was assumed and what was refused.

use crate::catalogue::import::foreign;
use crate::view::AppError;
use base64::Engine;
use mingce_domain::application::old::{self, Answers, AtCell, Column, OldCase, OldColumn};
use mingce_domain::catalogue::foreign::ForeignTable;
use mingce_domain::catalogue::tidy_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is imported and how.
#[derive(Debug, Clone, Default)]
pub struct LedgerImport {
    /// The file's name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What columns hold whose heads are not recognised: the head, and the word.
    pub columns: BTreeMap<String, String>,
    /// The year of days without one.
    pub year: Option<i32>,
    /// Only to see what would happen.
    pub dry_run: bool,
}

/// What became of it, or would.
#[derive(Debug, Clone, Default)]
pub struct LedgerImported {
    /// What was done; empty for a trial.
    pub said: String,
    /// Cases that are new.
    pub added: usize,
    /// Cases that are there already.
    pub unchanged: usize,
    /// Rows that are no cases: totals, notes.
    pub skipped: usize,
    /// Rows that cannot be taken over: where, and why.
    pub refused: Vec<(String, String)>,
    /// What was assumed: where, and what.
    pub doubts: Vec<(String, String)>,
    /// The columns as they were recognised.
    pub columns: Vec<OldColumn>,
    /// The first thing that stands in each of them.
    pub samples: Vec<String>,
    /// Labels of columns without which no case can be made; then nothing is read.
    pub missing: Vec<String>,
}

/// A file as the window hands it over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct LedgerImportRequest {
    /// The file's name.
    pub name: String,
    /// Its content in Base64.
    pub content: String,
    /// What columns hold, by their heads, as the clerk said.
    pub columns: BTreeMap<String, String>,
    /// The year of days without one.
    pub year: Option<i32>,
    /// Do it; else only show what it would do.
    pub apply: bool,
}

/// A place in the file and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AtPlace {
    /// The cell: `台账!C5`.
    pub at: String,
    /// What.
    pub reason: String,
}

/// A column of an old ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerColumn {
    /// Its head.
    pub head: String,
    /// The first thing that stands in it.
    pub sample: String,
    /// What it holds: a word; `None`: not recognised, so not read.
    pub column: Option<String>,
    /// Of a column that is ticked: for which outcome or kind of applicant. Then there is nothing to choose.
    pub ticked: String,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerImportView {
    /// The file's name.
    pub name: String,
    /// Whether it was done.
    pub applied: bool,
    /// Cases that are new.
    pub added: u32,
    /// Cases that are there already.
    pub unchanged: u32,
    /// Rows that are no cases: totals, notes.
    pub skipped: u32,
    /// Rows that cannot be taken over.
    pub refused: Vec<AtPlace>,
    /// What was assumed, and should be looked at.
    pub doubts: Vec<AtPlace>,
    /// The columns as they were recognised.
    pub columns: Vec<LedgerColumn>,
    /// Labels of columns that have to be named before anything can be read.
    pub missing: Vec<String>,
    /// What a column can hold: the words.
    pub words: Vec<String>,
}

impl LedgerImportRequest {
    /// What is imported and how.
    ///
    /// # Errors
    /// When the content did not arrive whole.
    pub fn given(&self) -> Result<LedgerImport, AppError> {
        let decoded = base64::engine::general_purpose::STANDARD.decode(&self.content);
        let bytes = decoded.map_err(|error| AppError::with_detail("文件没有完整送到，请重新选择".into(), &error))?;
        let (name, columns) = (self.name.clone(), self.columns.clone());
        Ok(LedgerImport { name, bytes, columns, year: self.year, dry_run: !self.apply })
    }
}

impl LedgerImportView {
    /// What became of a file.
    pub fn of(name: &str, applied: bool, told: LedgerImported) -> LedgerImportView {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let places = |all: Vec<(String, String)>| all.into_iter().map(|(at, reason)| AtPlace { at, reason }).collect();
        let columns = told.columns.iter().zip(told.samples).map(|(column, sample)| {
            let ticked = match column.column {
                Some(Column::Kind(kind)) => kind.label().to_string(),
                Some(Column::Result(outcome)) => outcome.label().to_string(),
                Some(Column::Kinds) => "申请人类型（勾选的一组，按名称推断）".to_string(),
                Some(Column::Results) => "办理结果（勾选的一组，要写明是哪一种）".to_string(),
                _ => String::new(),
            };
            let word = column
                .column
                .and_then(|column| Column::keys().into_iter().find(|key| Column::from_key(key) == Some(column)));
            LedgerColumn { head: column.head.clone(), sample, column: word.map(str::to_string), ticked }
        });
        LedgerImportView {
            name: name.to_string(),
            applied,
            columns: columns.collect(),
            added: count(told.added),
            unchanged: count(told.unchanged),
            skipped: count(told.skipped),
            refused: places(told.refused),
            doubts: places(told.doubts),
            missing: told.missing,
            words: Column::keys().into_iter().map(str::to_string).collect(),
        }
    }
}

/// Reads the file; each case with the place of its row. When a column is missing without which there are no cases, that
/// is told and no case is read.
///
/// # Errors
/// When it cannot be read, or has no head of a ledger.
pub fn read(from: &LedgerImport) -> Result<(LedgerImported, Vec<(String, OldCase)>), AppError> {
    let mut answers = Answers::new();
    for (head, word) in &from.columns {
        let column = Column::from_key(word).ok_or_else(|| {
            AppError::plain(format!("栏目“{head}”不能是“{word}”。可以用：{}", Column::keys().join("、")))
        })?;
        answers.insert(head.clone(), column);
    }
    let source = mingce_sheet::read(&from.bytes, &from.name).map_err(|error| AppError::plain(error.to_string()))?;
    let mut told = LedgerImported::default();
    let mut cases = Vec::new();
    for grid in source.grids.iter().filter(|grid| !grid.hidden) {
        let table = foreign(grid, false);
        let ledger = old::read(&table, &answers, from.year);
        if ledger.columns.is_empty() {
            continue;
        }
        let place = |row: usize, column: usize| format!("{}!{}", grid.name, grid.address(row, column));
        let at = |cell: AtCell| (place(cell.row, cell.column), cell.message);
        told.doubts.extend(ledger.doubts.into_iter().map(at));
        told.refused.extend(ledger.refused.into_iter().map(at));
        told.skipped += ledger.skipped;
        told.samples.extend(ledger.columns.iter().map(|column| sample(&table, column)));
        told.columns.extend(ledger.columns);
        cases.extend(ledger.cases.into_iter().map(|case| (place(case.row, 0), case)));
    }
    if told.columns.is_empty() {
        let message = "没有找到台账的表头（如“申请人”“申请内容”“收到日期”）。请确认表头与表格在同一张表上，再导入";
        return Err(AppError::plain(message.into()));
    }
    for (column, label) in [(Column::ReceivedOn, "收到日期"), (Column::Subject, "申请内容")] {
        if !told.columns.iter().any(|it| it.column == Some(column)) {
            told.missing.push(label.to_string());
        }
    }
    if !told.missing.is_empty() {
        // Every row would be refused for the same reason.
        (told.refused, told.doubts, told.skipped) = (Vec::new(), Vec::new(), 0);
        cases.clear();
    }
    Ok((told, cases))
}

/// That something is missing, for the command line.
///
/// # Errors
/// When a column is missing.
pub fn whole(told: &LedgerImported) -> Result<(), AppError> {
    let Some(label) = told.missing.first() else { return Ok(()) };
    let unknown = told.columns.iter().filter(|it| it.column.is_none());
    let heads: Vec<&str> = unknown.map(|it| it.head.as_str()).collect();
    let message = format!(
        "表中没有认出“{label}”这一栏。没有认出的表头：{}。请用 --column 表头=内容 指明，内容可以是：{}",
        heads.join("、"),
        Column::keys().join("、")
    );
    Err(AppError::plain(message))
}

/// The first thing that stands below a head.
fn sample(table: &ForeignTable, column: &OldColumn) -> String {
    let leaf = column.head.rsplit('/').next().unwrap_or_default();
    let text = |row: &usize| table.text_at(*row, column.index).trim();
    let head = (0..table.rows.len()).find(|row| tidy_name(text(row)) == leaf);
    let below = head.map_or(0, |row| row + 1)..table.rows.len();
    let found = below.clone().map(|row| text(&row)).find(|text| !text.is_empty() && tidy_name(text) != leaf);
    found.map(|text| text.chars().take(LONGEST_SAMPLE).collect()).unwrap_or_default()
}

/// How much of a cell is shown as a sample, in characters.
const LONGEST_SAMPLE: usize = 30;
