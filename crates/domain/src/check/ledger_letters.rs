//! The letters of the ledger: L07, L08, L14.

use super::ledger::Standing;
use super::{Finding, Severity};
use crate::application::letter::{LetterKind, LetterTemplate};
use crate::application::{Remedy, RemedyRow, remedy_on};

pub(super) fn letters(case: &Standing<'_>, remedies: &[RemedyRow], found: &mut Vec<Finding>) {
    let outcome = case.case.projection.outcome;
    let closed = case.case.projection.closed_on;
    for letter in case.case.letters.iter().filter(|letter| letter.void_reason.is_none()) {
        let named = format!("《{}》{}", letter.kind.label(), letter.number);
        if old_term(&letter.template) {
            let what = format!("{named}的模板还写着15个工作日");
            let remedy = "改用现行的模板：答复期限为20个工作日";
            found.push(case.finding("L14", Severity::Error, what, "条例第三十三条", remedy));
        }
        // A reply from before a reopening was right for the outcome of then.
        let now = closed.is_some_and(|closed| letter.issued_on >= closed);
        let Some(outcome) = outcome.filter(|_| letter.kind.is_reply() && now) else { continue };
        if !LetterKind::for_outcome(outcome).contains(&letter.kind) {
            let what = format!("办理结果是“{}”，发出的却是{named}", outcome.label());
            let remedy = "核对办理结果和告知书，以告知书为准更正，或者作废重发";
            found.push(case.finding("L08", Severity::Error, what, "条例第三十六条", remedy));
            continue;
        }
        let Some(row) = remedy_on(remedies, outcome, letter.issued_on) else { continue };
        let what = match (row.remedy, letter.remedy.as_str()) {
            (Remedy::None, _) => continue,
            (_, "") => "没有写明救济途径",
            (Remedy::ReviewFirst, text) if !text.contains("应当先") => "应当写明先申请行政复议",
            (Remedy::Either, text) if text.contains("应当先") => "不属于复议前置，却写成先申请行政复议",
            _ => continue,
        };
        let what = format!("{named}{what}");
        found.push(case.finding("L07", Severity::Error, what, &row.article, "作废后按现行的救济途径重新签发"));
    }
}

/// Whether a template still gives the fifteen days of the old Regulation; opinions have fifteen days today, too.
pub fn old_term(template: &LetterTemplate) -> bool {
    let opinion = [LetterKind::ThirdPartyInquiry, LetterKind::ThirdPartyAnswer, LetterKind::OrganInquiry];
    let mut texts = template.body.iter().chain(&template.notes);
    !opinion.contains(&template.kind) && texts.any(|text| text.contains("15个工作日"))
}
