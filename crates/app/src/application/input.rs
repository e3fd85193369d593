//! What the clerk writes down of an application. Days are texts as people write them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ApplicantInput {
    /// Key or label of its kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// 身份证, 营业执照.
    pub document_kind: String,
    /// The document's number.
    pub document: String,
    /// 联系人 of an organisation.
    pub contact: String,
    /// Telephone.
    pub phone: String,
    /// Electronic mail.
    pub email: String,
    /// Address.
    pub address: String,
}

/// A new application.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct RegisterInput {
    /// Key of the channel.
    pub channel: String,
    /// When it was handed in, signed for, or reached the office.
    pub arrived_on: String,
    /// When both sides confirmed it; may be empty.
    pub confirmed_on: String,
    /// Who asks, the first-named one first.
    pub applicants: Vec<ApplicantInput>,
    /// What is asked for, in one line.
    pub subject: String,
    /// In full.
    pub description: String,
    /// In which form.
    pub form: String,
    /// By which way.
    pub way: String,
    /// Remarks.
    pub note: String,
    /// The letter that several applications share.
    pub letter: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct EventInput {
    /// Key of its kind.
    pub kind: String,
    /// When it happened.
    pub on: String,
    /// The end of a term that it gives: supplement, delay.
    pub until: String,
    /// Working days of an extension.
    pub working_days: Option<u32>,
    /// Who consented.
    pub approved_by: String,
    /// To which office.
    pub to: String,
    /// Proof of delivery.
    pub proof: String,
    /// Key of why it is open again.
    pub cause: String,
    /// The right kind of the applicant.
    pub applicant_kind: String,
    /// Fee by pages.
    pub pages: Option<u32>,
    /// Fee by application: which of the applicant's month it is.
    pub nth: Option<u32>,
    /// Fee: whether the information is public already.
    pub public: bool,
    /// Correction and revocation: which event.
    pub event: String,
    /// Correction: the right day.
    pub new_on: String,
    /// Correction of a receipt: key of the right channel.
    pub channel: String,
    /// Correction of a receipt: the right day of arrival.
    pub arrived_on: String,
    /// Correction of a receipt: the right day of confirmation.
    pub confirmed_on: String,
    /// Correction and revocation: why.
    pub reason: String,
}

/// How a case ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CloseInput {
    /// Answers to the questions, by the question's name.
    pub answers: BTreeMap<String, String>,
    /// The date of the reply.
    pub on: String,
    /// The reason, as the letter says it.
    pub reason: String,
    /// Remarks; what 其他 means.
    pub note: String,
    /// What the letter says, by the field's name.
    pub fields: BTreeMap<String, String>,
}

/// What the office writes into all its letters.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct LetterOffice {
    /// 代字 of its numbers: 青政公开.
    pub code: String,
    /// Where reconsideration is applied for; empty: the agency above.
    pub review_organ: String,
    /// The court; never guessed.
    pub court: String,
    /// When the office held the shipped terms of remedies against the law in force: until then they are 依据待核, and no
    /// letter with them is issued.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub remedies_checked_on: Option<chrono::NaiveDate>,
}

/// A letter as files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct LetterRequest {
    /// Key of its kind.
    pub kind: String,
    /// What the clerk fills in, for a draft.
    pub fields: BTreeMap<String, String>,
    /// Formats by key.
    pub formats: Vec<String>,
    /// An issued letter by its number or identity; empty: the last one of the kind, or a draft when there is none.
    pub number: String,
    /// Whether personal data is masked in the applicant's letters, too: a copy for others.
    pub masked: bool,
    /// A draft, even if one was issued.
    pub draft: bool,
    /// Of a void letter, what went out before it was void, without the mark 作废.
    pub original: bool,
}
