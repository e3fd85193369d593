//! Applications as they are shown. Personal data is masked.

use mingce_domain::check::Finding;
use serde::{Deserialize, Serialize};

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApplicationRow {
    /// Identity.
    pub id: String,
    /// 受理号.
    pub number: String,
    /// What is asked for, in one line.
    pub subject: String,
    /// The first-named applicant, masked.
    pub applicant: String,
    /// The applicant's kind: its label.
    pub applicant_kind: String,
    /// How it came in: its label.
    pub channel: String,
    /// The day of receipt; empty when none is known.
    pub received_on: String,
    /// Where it stands: key and label.
    pub stage: String,
    /// The label.
    pub stage_label: String,
    /// How it ended: key; empty while open.
    pub outcome: String,
    /// The label.
    pub outcome_label: String,
    /// The last day for the reply; empty while none runs.
    pub due: String,
    /// Whether that is 暂定.
    pub provisional: bool,
    /// Days left, by the calendar; negative: overdue.
    pub days: Option<i32>,
    /// When it was closed; empty while open.
    pub closed_on: String,
    /// 作废.
    pub void: bool,
}

/// What is due, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DueView {
    /// The application.
    pub application: String,
    /// 受理号.
    pub number: String,
    /// What is asked for.
    pub subject: String,
    /// What is due: key and label.
    pub duty: String,
    /// The label.
    pub label: String,
    /// By when; empty while that cannot be reckoned.
    pub on: String,
    /// 暂定.
    pub provisional: bool,
    /// Days left, by the calendar; negative: overdue.
    pub days: Option<i32>,
    /// Whether the office has to act.
    pub ours: bool,
    /// Why.
    pub why: String,
    /// The article.
    pub article: String,
}

/// One day of an explained due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DayView {
    /// Which.
    pub on: String,
    /// Whether it counts.
    pub counts: bool,
    /// Which day of the term it is; `None` when it does not count.
    pub nth: Option<u32>,
    /// What the day is: the key of its kind in the calendar; `stopped` or `paused` while the clock stands still.
    pub sort: String,
    /// Why.
    pub why: String,
}

/// `deadline/1`: a due date told day by day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DeadlineView {
    /// `deadline/1`.
    pub schema: String,
    /// The day of receipt.
    pub received_on: String,
    /// The day after which counting began.
    pub counted_from: String,
    /// Working days of the term.
    pub days: u32,
    /// The due date; empty while the clock stands still.
    pub due_on: String,
    /// 暂定.
    pub provisional: bool,
    /// The whole in one sentence.
    pub sentence: String,
    /// What the start rests on.
    pub article: String,
    /// Each day.
    pub explained: Vec<DayView>,
}

/// An event as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EventView {
    /// Identity: corrections name it.
    pub id: String,
    /// The day on which it happened.
    pub on: String,
    /// Its kind: key and label.
    pub kind: String,
    /// The label.
    pub label: String,
    /// What is particular about it, in words.
    pub what: String,
    /// When it was entered.
    pub recorded_at: String,
    /// Who entered it.
    pub by: String,
    /// 更正 or 撤销 with its reason; empty for what stands as entered.
    pub changed: String,
}

/// What may be entered next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NextView {
    /// Key of the event's kind.
    pub kind: String,
    /// Its label.
    pub label: String,
    /// The article.
    pub article: String,
}

/// A letter that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterView {
    /// Identity.
    pub id: String,
    /// Key of its kind.
    pub kind: String,
    /// The label.
    pub label: String,
    /// Its number; empty for documents without.
    pub number: String,
    /// When it was issued.
    pub issued_on: String,
    /// Why it is void; empty when it stands.
    pub void_reason: String,
    /// The copies that went out and are kept; empty for letters issued before copies were kept.
    pub kept: Vec<LetterCopyView>,
}

/// A kept copy of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterCopyView {
    /// Which copy: 原件.pdf, 遮盖.pdf; of a void letter also 作废.pdf, 作废_遮盖.pdf. Empty once erased.
    pub name: String,
    /// Bytes.
    #[cfg_attr(test, ts(type = "number"))]
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether its content was erased with the personal data.
    pub erased: bool,
}

/// An applicant, masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApplicantView {
    /// Its kind's label.
    pub kind: String,
    /// The name.
    pub name: String,
    /// The document.
    pub document: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

/// `application/1`: one case with all that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApplicationView {
    /// `application/1`.
    pub schema: String,
    /// Its line.
    pub row: ApplicationRow,
    /// The letter that several applications share.
    pub letter: String,
    /// What is asked for in full.
    pub description: String,
    /// In which form.
    pub form: String,
    /// By which way.
    pub way: String,
    /// Remarks.
    pub note: String,
    /// Who asks.
    pub applicants: Vec<ApplicantView>,
    /// What happened, in the order of its days.
    pub events: Vec<EventView>,
    /// The due date, explained.
    pub deadline: Option<DeadlineView>,
    /// What is due.
    pub due: Vec<DueView>,
    /// What may come next.
    pub next: Vec<NextView>,
    /// Letters.
    pub letters: Vec<LetterView>,
    /// Reconsiderations and lawsuits that concern it.
    pub disputes: Vec<crate::dispute::view::DisputeView>,
    /// What was changed in it after the report of its year was final.
    pub late: Vec<crate::year_lock::LateChangeView>,
    /// What the ledger check says of it.
    #[cfg_attr(test, ts(as = "Vec<crate::bindings_test::Finding>"))]
    pub findings: Vec<Finding>,
}

/// A case after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApplicationEdited {
    /// The case.
    pub application: ApplicationView,
    /// What can be undone.
    pub history: crate::view::HistoryView,
    /// What was done, in one sentence.
    pub said: String,
}

/// An answer that can be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AnswerView {
    /// Its word.
    pub key: String,
    /// Its label.
    pub label: String,
}

/// `outcome/1`: the next question, or the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OutcomeView {
    /// `outcome/1`.
    pub schema: String,
    /// The question that is open: its name; empty at the end.
    pub question: String,
    /// Its words.
    pub text: String,
    /// What helps.
    pub help: String,
    /// What can be answered.
    pub answers: Vec<AnswerView>,
    /// The row of 表三; empty before the end, and where the case goes on.
    pub outcome: String,
    /// Its label.
    pub outcome_label: String,
    /// What to do, where the case goes on.
    pub next_step: String,
    /// The provision.
    pub article: String,
    /// Whether it was checked.
    pub checked: bool,
    /// The letter: its kind.
    pub letter: String,
    /// The letter's label.
    pub letter_label: String,
    /// What the letter must say: names and labels.
    pub must_say: Vec<AnswerView>,
    /// Which remedies are open.
    pub remedy: String,
}
