//! Old ledgers: read from a file of any kind, with what was assumed and what was refused.

use crate::catalogue::import::foreign;
use crate::view::AppError;
use mingce_domain::application::old::{self, Answers, AtCell, Column, OldCase, OldColumn};
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
}

/// Reads the file; each case with the place of its row.
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
        let ledger = old::read(&foreign(grid, false), &answers, from.year);
        if ledger.columns.is_empty() {
            continue;
        }
        let place = |row: usize, column: usize| format!("{}!{}", grid.name, grid.address(row, column));
        let at = |cell: AtCell| (place(cell.row, cell.column), cell.message);
        told.doubts.extend(ledger.doubts.into_iter().map(at));
        told.refused.extend(ledger.refused.into_iter().map(at));
        told.skipped += ledger.skipped;
        told.columns.extend(ledger.columns);
        cases.extend(ledger.cases.into_iter().map(|case| (place(case.row, 0), case)));
    }
    if told.columns.is_empty() {
        let message = "没有找到台账的表头（如“申请人”“申请内容”“收到日期”）。请确认表头与表格在同一张表上，再导入";
        return Err(AppError::plain(message.into()));
    }
    let needed = [(Column::ReceivedOn, "收到日期"), (Column::Subject, "申请内容")];
    for (column, label) in needed {
        if !told.columns.iter().any(|it| it.column == Some(column)) {
            let heads: Vec<&str> =
                told.columns.iter().filter(|it| it.column.is_none()).map(|it| it.head.as_str()).collect();
            let message = format!(
                "表中没有认出“{label}”这一栏。没有认出的表头：{}。请用 --column 表头=内容 指明，内容可以是：{}",
                heads.join("、"),
                Column::keys().join("、")
            );
            return Err(AppError::plain(message));
        }
    }
    Ok((told, cases))
}
