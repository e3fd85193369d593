//! The year lock: once a report is final, a change of the ledger that moves its figures needs a reason.
//!
//! There is one place for it, and no command knows of it: [`Guard`] is the data file's lookout. It counts every final report
//! before and after an action, inside the action's transaction. When a counted cell moves away from what is public and
//! nobody has said why, the action is refused and leaves nothing; with a reason it passes, and the reason is kept with it.

use super::Session;
use super::edit::saved;
use crate::compile::{Compiler, Ledgers};
use crate::figures_json;
use crate::output::sha256;
use crate::prepare::Now;
use crate::view::AppError;
use crate::year_lock::{LateChangeView, LateView, LockView, LockedReport, MovedCell};
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Address, Figures, Form, Forms, Value};
use mingce_domain::application::ApplicationId;
use mingce_store::{
    ErrorCode, FinalVersion, LateCell, LateChange, Lookout, NewLateChange, Store, StoreError, VersionId,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 500;
/// How many moved cells a message names; of more only the number is said. The window shows all.
const MOST_NAMED: usize = 6;

/// The code of the error that asks for a reason.
pub const LATE: &str = "year_lock";

/// What the session and the lookout share.
#[derive(Debug, Clone, Default)]
pub(super) struct YearLock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The question that was asked last.
    asked: Option<LockView>,
    /// The answer, and to which question; `None`: to whichever comes.
    given: Option<(Option<String>, String)>,
}

impl YearLock {
    fn state(&self) -> MutexGuard<'_, State> {
        // Whoever panicked here left a question or an answer, both whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lookout for a file.
    pub(super) fn guard(&self, forms: &Forms) -> Guard {
        Guard { lock: self.clone(), forms: forms.clone(), before: BTreeMap::new() }
    }
}

/// What a final report counts now: the cells of 表三 and 表四.
type Counts = BTreeMap<VersionId, Vec<(Address, Value)>>;

/// The lookout.
#[derive(Debug)]
pub(super) struct Guard {
    lock: YearLock,
    forms: Forms,
    before: Counts,
}

impl Lookout for Guard {
    fn before(&mut self, store: &Store) -> mingce_store::Result<()> {
        let finals = store.final_versions()?;
        self.before = if finals.is_empty() { Counts::new() } else { self.counts(store, &finals)? };
        Ok(())
    }

    fn after(&mut self, store: &Store) -> mingce_store::Result<Vec<NewLateChange>> {
        let before = std::mem::take(&mut self.before);
        if before.is_empty() {
            return Ok(Vec::new());
        }
        let mut finals = store.final_versions()?;
        finals.retain(|version| before.contains_key(&version.id));
        let after = self.counts(store, &finals)?;
        let mut reports = Vec::new();
        let mut notes = Vec::new();
        let mut leaves = false;
        for version in &finals {
            let (was, is) = (before.get(&version.id), after.get(&version.id));
            let (Some(was), Some(is)) = (was, is) else { continue };
            if was == is {
                continue;
            }
            let public = published(version, &self.forms)?;
            let form = self.form(version.year)?;
            let cells = moved(form, was, is, &public);
            leaves |= cells.iter().any(|cell| cell.after != cell.published);
            notes.push(NewLateChange { version: version.id.clone(), reason: String::new(), cells: kept(&cells) });
            reports.push(LockedReport {
                agency: public.agency.name.clone(),
                year: version.year,
                status: version.status.label().into(),
                number: version.number,
                cells,
            });
        }
        // What goes back to what is public, or moves nothing, needs no reason.
        let mut state = self.lock.state();
        if !leaves {
            return Ok(Vec::new());
        }
        let token = sha256(serde_json::to_string(&reports).unwrap_or_default().as_bytes());
        let given = state.given.take().filter(|(to, _)| to.as_ref().is_none_or(|to| *to == token));
        let Some((_, reason)) = given else {
            let error = StoreError::told(ErrorCode::Late, message(&reports), "请写明理由后再办，理由会同改动一起留存");
            state.asked = Some(LockView { token, reports });
            return Err(error);
        };
        state.asked = None;
        notes.iter_mut().for_each(|note| note.reason.clone_from(&reason));
        Ok(notes)
    }
}

impl Guard {
    fn form(&self, year: i32) -> mingce_store::Result<&Form> {
        let none = || StoreError::told(ErrorCode::Failed, format!("没有{year}年度报告的格式"), "请重新安装本程序");
        self.forms.for_year(year).ok_or_else(none)
    }

    fn counts(&self, store: &Store, finals: &[FinalVersion]) -> mingce_store::Result<Counts> {
        let failed = |error: AppError| StoreError {
            detail: error.detail.clone(),
            ..StoreError::told(ErrorCode::Failed, error.message, "这一步没有写入；请把技术信息交给维护人员")
        };
        // Read anew: what is read inside an action must not outlive it.
        let ledgers = Ledgers::default();
        let compiler = Compiler::new(store, &self.forms, &ledgers).map_err(failed)?;
        let mut counts = Counts::new();
        for version in finals {
            let form = self.form(version.year)?;
            // An agency that is not there at the end of the year any more reports nothing then: nothing is counted.
            let report = compiler.report(&version.agency, version.year).map_err(failed)?;
            let cells = form.cells().filter(|cell| from_records(&cell.at));
            let cells = cells.map(|cell| (cell.at.clone(), report.figures().value(&cell.at).clone()));
            counts.insert(version.id.clone(), cells.collect());
        }
        Ok(counts)
    }
}

/// Whether a cell belongs to a table that is counted from the ledger.
fn from_records(at: &Address) -> bool {
    table(at).is_some()
}

fn table(at: &Address) -> Option<&'static str> {
    match at.table() {
        "requests" => Some("表三"),
        "disputes" => Some("表四"),
        _ => None,
    }
}

fn published(version: &FinalVersion, forms: &Forms) -> mingce_store::Result<Figures> {
    let read = figures_json::read(version.figures.as_bytes(), forms);
    read.map(|read| read.figures).map_err(|refusal| {
        StoreError::told(ErrorCode::Damaged, format!("{}年度报告的定稿读不出：{refusal}", version.year), "请用备份恢复")
    })
}

/// How a figure reads in a sentence.
fn shown(value: &Value) -> String {
    match value {
        Value::Blank => "空白".into(),
        Value::NotApplicable => "不适用".into(),
        other => other.to_string(),
    }
}

fn moved(form: &Form, was: &[(Address, Value)], is: &[(Address, Value)], public: &Figures) -> Vec<MovedCell> {
    let differing = was.iter().zip(is).filter(|((_, was), (_, is))| was != is);
    let cells = differing.map(|((at, was), (_, is))| MovedCell {
        at: at.to_string(),
        table: table(at).unwrap_or_default().into(),
        label: form.label(at).to_string(),
        published: shown(public.value(at)),
        before: shown(was),
        after: shown(is),
    });
    cells.collect()
}

fn kept(cells: &[MovedCell]) -> Vec<LateCell> {
    let cell =
        |cell: &MovedCell| LateCell { at: cell.at.clone(), before: cell.before.clone(), after: cell.after.clone() };
    cells.iter().map(cell).collect()
}

fn in_words(cell: &MovedCell) -> String {
    format!("{}“{}”{}→{}", cell.table, cell.label, cell.before, cell.after)
}

fn message(reports: &[LockedReport]) -> String {
    let one = |report: &LockedReport| {
        let named: Vec<String> = report.cells.iter().take(MOST_NAMED).map(in_words).collect();
        let more = report.cells.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!("等{}格", report.cells.len()) } else { String::new() };
        format!("{}{}年度报告已{}：{}{more}", report.agency, report.year, report.status, named.join("、"))
    };
    let reports: Vec<String> = reports.iter().map(one).collect();
    format!("没有写入：这一步会改变已定稿的报告所统计的数。{}", reports.join("；"))
}

impl Session {
    /// The question behind the last refusal with the code [`LATE`]; `None` when it has been answered.
    pub fn year_lock_question(&self) -> Option<LockView> {
        self.lock.state().asked.clone()
    }

    /// Says why the ledger is changed after the report: the next action that needs it takes it. With a token it only
    /// answers that question.
    ///
    /// # Errors
    /// When the reason is empty or too long, with the field `late_reason`.
    pub fn give_late_reason(&mut self, token: Option<&str>, reason: &str) -> Result<(), AppError> {
        let reason: String = reason.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if reason.is_empty() {
            let message = "请写明为什么在报告定稿以后改动台账（如：漏登、登记有误、复议改变结果）";
            return Err(AppError::plain(message.into()).at("late_reason"));
        }
        if reason.chars().count() > LONGEST_REASON {
            return Err(AppError::plain(format!("理由过长（最多{LONGEST_REASON}字）")).at("late_reason"));
        }
        self.lock.state().given = Some((token.map(str::to_string), reason));
        Ok(())
    }

    /// How the ledger stands to the newest final version of a report.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn late(&self, agency: &AgencyId, year: i32, now: &Now) -> Result<LateView, AppError> {
        let open = self.opened()?;
        let finals = open.store.final_versions()?;
        let Some(version) = finals.into_iter().find(|it| it.agency == *agency && it.year == year) else {
            return Ok(LateView::default());
        };
        let compiler = open.compiler(&self.assets)?;
        let form = compiler.form(year)?;
        let public = published(&version, &self.assets.forms)?;
        let live = compiler.report(agency, year)?;
        let cells = form.cells().filter(|cell| from_records(&cell.at)).filter_map(|cell| {
            let (was, is) = (public.value(&cell.at), live.figures().value(&cell.at));
            let table = table(&cell.at).unwrap_or_default().to_string();
            let (at, label) = (cell.at.to_string(), cell.label.clone());
            let (before, after) = (shown(was), shown(is));
            (was != is).then(|| MovedCell { at, table, label, published: before.clone(), before, after })
        });
        let changes = open.store.late_changes(agency, year)?;
        Ok(LateView { cells: cells.collect(), changes: self.late_views(&changes, now) })
    }

    /// What was changed in a case after its report.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn late_in_case(&self, id: &ApplicationId, now: &Now) -> Result<Vec<LateChangeView>, AppError> {
        Ok(self.late_views(&self.opened()?.store.late_changes_of(id)?, now))
    }

    fn late_views(&self, changes: &[LateChange], now: &Now) -> Vec<LateChangeView> {
        let view = |change: &LateChange| {
            let form = self.assets.forms.for_year(change.year);
            let cells = change.cells.iter().map(|cell| {
                let at = Address::new(cell.at.as_str());
                let label = form.map_or_else(|| cell.at.clone(), |form| form.label(&at).to_string());
                format!("{}“{label}”{}→{}", table(&at).unwrap_or_default(), cell.before, cell.after)
            });
            LateChangeView {
                year: change.year,
                what: change.label.clone(),
                at: saved(&change.at_utc, now),
                reason: change.reason.clone(),
                cells: cells.collect(),
                undone: change.undone,
            }
        };
        changes.iter().map(view).collect()
    }
}

#[cfg(test)]
#[path = "year_lock_tests.rs"]
pub(super) mod tests;
