//! What the window's pages of 依申请公开 are told beside the cases themselves: the ledger as a list, what is known before
//! an application is registered, the blanks of a letter, what the office says in all its letters.

use super::input::LetterOffice;
use super::view::{ApplicationRow, DueView};
use serde::{Deserialize, Serialize};

/// The ledger of an agency as a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ApplicationsView {
    /// `applications/1`.
    pub schema: String,
    /// Today in China.
    pub today: String,
    /// All cases, newest first.
    pub rows: Vec<ApplicationRow>,
    /// What is due in the open ones and why, soonest first.
    pub due: Vec<DueView>,
    /// How an application can come in.
    pub channels: Vec<ChannelView>,
    /// The kinds of applicants: key and label.
    pub kinds: Vec<(String, String)>,
    /// Why a closed case can be opened again: labels.
    pub causes: Vec<String>,
    /// Whether 表三 is counted from this ledger; else it is typed.
    pub counted: bool,
}

/// A channel with what it means for the day of receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChannelView {
    /// Its key.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Which day is the day of receipt (条例第三十一条).
    pub rule: String,
    /// Whether that is the day on which both sides confirm.
    pub confirmed: bool,
}

/// What would follow from registering an application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BeforeView {
    /// The day of receipt; empty while there is none.
    pub received_on: String,
    /// By when it is to be answered; empty while that is not known.
    pub due_on: String,
    /// 暂定.
    pub provisional: bool,
    /// Why then, in one sentence; or why there is no day of receipt yet.
    pub why: String,
    /// Which application of this applicant in this calendar month it is, by the name; 0 without a name.
    pub nth_in_month: u32,
    /// Cases that may have asked for the same, the same applicant's first.
    pub repeats: Vec<RepeatView>,
}

/// A case that may have asked for the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RepeatView {
    /// The case.
    pub row: ApplicationRow,
    /// Whether an applicant of this name asked.
    pub same_applicant: bool,
}

/// The blanks of a letter of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterFormView {
    /// Key of its kind.
    pub kind: String,
    /// The label of its kind.
    pub label: String,
    /// For whom it is: a label.
    pub to: String,
    /// Whether it bears a number.
    pub numbered: bool,
    /// Why it cannot be issued now; empty when it can.
    pub barred: String,
    /// Its usual date: the day of what it tells, else today.
    pub on: String,
    /// What the clerk fills in.
    pub fields: Vec<LetterFieldView>,
}

/// A blank of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterFieldView {
    /// Its name.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Whether the letter is not issued without it.
    pub required: bool,
    /// What is known already.
    pub text: String,
}

/// A kind of letter that a case can have now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterChoice {
    /// Key of its kind.
    pub kind: String,
    /// The label.
    pub label: String,
    /// Why it cannot be issued now; empty when it can. A draft can always be looked at.
    pub barred: String,
}

/// What the office says in all its letters, with what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LetterOfficeView {
    /// As it holds.
    pub office: LetterOffice,
    /// A number as it would be printed.
    pub example: String,
    /// What letters say of remedies today.
    pub remedies: Vec<RemedyView>,
}

/// What letters say of remedies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RemedyView {
    /// Which way is open: a label.
    pub way: String,
    /// Against which outcomes: labels.
    pub outcomes: Vec<String>,
    /// The paragraph, with the names that are set.
    pub text: String,
    /// What it rests on.
    pub article: String,
    /// Whether it was checked against the official text by whoever made this program.
    pub checked: bool,
}

/// The ledger as files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LedgerExportRequest {
    /// Whose.
    pub agency: String,
    /// Only what was received or closed in this year.
    pub year: Option<i32>,
    /// Formats by key.
    pub formats: Vec<String>,
}
