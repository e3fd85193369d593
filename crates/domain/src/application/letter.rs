//! Letters of the procedure: their kinds, their templates with fields, their numbers. The words stand in templates that
//! an office may replace; what a letter was made from is kept with it.

use super::{ApplicationId, Outcome};
use crate::agency::AgencyId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// What kind of document it is.
    LetterKind {
        Form "form" "政府信息公开申请表",
        Receipt "receipt" "登记回执",
        SupplementNotice "supplement_notice" "补正告知书",
        ExtensionNotice "extension_notice" "延期答复告知书",
        DelayNotice "delay_notice" "延迟答复告知书",
        ThirdPartyInquiry "third_party_inquiry" "征求第三方意见书",
        ThirdPartyAnswer "third_party_answer" "第三方意见回执",
        OrganInquiry "organ_inquiry" "征求其他机关意见函",
        ReasonsNotice "reasons_notice" "说明理由告知书",
        FeeNotice "fee_notice" "信息处理费收费通知书",
        ReplyGranted "reply_granted" "予以公开告知书",
        ReplyPublic "reply_public" "主动公开信息告知书",
        ReplyPartly "reply_partly" "部分公开告知书",
        ReplyWithheld "reply_withheld" "不予公开告知书",
        ReplyNotExisting "reply_not_existing" "政府信息不存在告知书",
        ReplyNotOurs "reply_not_ours" "非本机关政府信息告知书",
        ReplyNeedsMaking "reply_needs_making" "没有现成信息告知书",
        ReplyUnclear "reply_unclear" "申请内容不明确告知书",
        ReplyRepeated "reply_repeated" "重复申请告知书",
        ReplySpecialLaw "reply_special_law" "另有规定告知书",
        ReplyPetition "reply_petition" "信访举报投诉类告知书",
        ReplyPublication "reply_publication" "公开出版物告知书",
        ReplyExcessive "reply_excessive" "不予处理告知书",
        ReplyReconfirm "reply_reconfirm" "不予重复出具告知书",
        ClosingNotice "closing_notice" "终止办理告知书",
        Transfer "transfer" "转办通知单",
        Delivery "delivery" "送达回证",
        SecrecyReview "secrecy_review" "保密审查表",
    }
}

words! {
    /// Whose copy it is: only the applicant's shows personal data.
    Recipient {
        Applicant "applicant" "申请人",
        ThirdParty "third_party" "第三方",
        Organ "organ" "其他机关",
        Office "office" "本机关内部",
    }
}

impl LetterKind {
    /// Whether it answers the application, or closes it.
    pub fn is_reply(self) -> bool {
        self.key().starts_with("reply_") || self == LetterKind::ClosingNotice
    }

    /// The letters that may go with an outcome, the usual one first.
    pub fn for_outcome(outcome: Outcome) -> &'static [LetterKind] {
        use LetterKind as K;
        match outcome {
            Outcome::Granted => &[K::ReplyGranted, K::ReplyPublic],
            Outcome::PartlyGranted => &[K::ReplyPartly],
            Outcome::WithheldStateSecret
            | Outcome::WithheldByLaw
            | Outcome::WithheldSecurityStability
            | Outcome::WithheldThirdParty
            | Outcome::WithheldInternalAffairs
            | Outcome::WithheldDeliberative
            | Outcome::WithheldEnforcementFile => &[K::ReplyWithheld],
            Outcome::WithheldInquiry => &[K::ReplySpecialLaw],
            Outcome::UnavailableNotHeld => &[K::ReplyNotExisting, K::ReplyNotOurs],
            Outcome::UnavailableNeedsMaking => &[K::ReplyNeedsMaking],
            Outcome::UnavailableUnclear => &[K::ReplyUnclear],
            Outcome::NotProcessedPetition => &[K::ReplyPetition],
            Outcome::NotProcessedRepeated => &[K::ReplyRepeated],
            Outcome::NotProcessedPublishedMatter => &[K::ReplyPublication],
            Outcome::NotProcessedExcessive => &[K::ReplyExcessive],
            Outcome::NotProcessedReconfirm => &[K::ReplyReconfirm],
            Outcome::OtherNoSupplement | Outcome::OtherFeeUnpaid | Outcome::OtherOther => &[K::ClosingNotice],
        }
    }
}

/// A blank of a template that the clerk fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name: `unclear`.
    pub key: String,
    /// What the clerk reads.
    pub label: String,
    /// Whether the letter is not issued without it.
    #[serde(default)]
    pub required: bool,
}

/// A fact of a case that templates may name beside their own fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub key: &'static str,
    /// What the clerk reads where it is missing.
    pub label: &'static str,
    /// Whether a paragraph that names it is left out where there is none; else it is marked as missing.
    pub optional: bool,
}

const fn fact(key: &'static str, label: &'static str) -> Fact {
    Fact { key, label, optional: false }
}

const fn optional(key: &'static str, label: &'static str) -> Fact {
    Fact { key, label, optional: true }
}

/// The facts that templates may name.
pub const FACTS: [Fact; 36] = [
    fact("agency", "机关名称"),
    optional("number", "文号"),
    fact("case_number", "受理号"),
    fact("subject", "申请内容"),
    fact("description", "申请内容的描述"),
    optional("form", "获取方式"),
    optional("way", "获取途径"),
    optional("wish_note", "申请的备注"),
    fact("channel", "申请渠道"),
    fact("receipt_rule", "收到日期的依据"),
    fact("received_on", "收到日期"),
    optional("arrived_on", "到达日期"),
    fact("applicant", "申请人"),
    fact("applicant_kind", "申请人类型"),
    optional("applicant_document", "证件"),
    optional("applicant_contact", "联系人"),
    optional("applicant_phone", "联系电话"),
    optional("applicant_email", "电子邮箱"),
    optional("applicant_address", "通信地址"),
    fact("due_on", "答复期限"),
    fact("reply_by", "补正的期限"),
    fact("extension_days", "延长的工作日数"),
    fact("approved_by", "延期由谁同意"),
    fact("delay_until", "延迟答复的日期"),
    fact("amount_yuan", "金额"),
    fact("charge", "收费的计算"),
    fact("closed_on", "答复日期"),
    fact("outcome", "办理结果"),
    fact("article", "条款"),
    fact("basis", "理由"),
    fact("transferred_to", "转办科室"),
    fact("third_party_days", "答复意见的工作日数"),
    optional("letter_title", "送达的文书"),
    optional("letter_number", "送达文书的文号"),
    optional("inquiry_number", "征求意见书文号"),
    optional("issued_on", "签发日期"),
];

/// A template. Braces hold fields and facts of the case: `{subject}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterTemplate {
    /// What it makes.
    pub kind: LetterKind,
    /// The word of its number series; empty: it bears no number.
    #[serde(default)]
    pub series: String,
    /// The heading.
    pub title: String,
    /// For whom it is.
    pub to: Recipient,
    /// The first line, to whom it speaks; empty for forms.
    #[serde(default)]
    pub addressee: String,
    /// What the clerk fills in.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Paragraphs. One that names an empty fact that is not required is left out.
    #[serde(default)]
    pub body: Vec<String>,
    /// Rows of a form: pairs of label and text, one or two in a row.
    #[serde(default)]
    pub rows: Vec<Vec<String>>,
    /// Paragraphs below the form.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Whether it says which remedies are open.
    #[serde(default)]
    pub remedy: bool,
    /// Whether it ends with the office's name and the date.
    #[serde(default)]
    pub signed: bool,
}

/// Facts and fields by name.
pub type Facts = BTreeMap<String, String>;

/// A piece of a text that was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// What is still to be filled in.
    Missing(String),
}

/// A line of a form: pairs of label and text.
pub type FilledRow = Vec<(String, Vec<Piece>)>;

/// A letter with its blanks filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The heading.
    pub title: String,
    /// The first line.
    pub addressee: Vec<Piece>,
    /// Paragraphs.
    pub body: Vec<Vec<Piece>>,
    /// Rows of the form.
    pub rows: Vec<FilledRow>,
    /// Paragraphs below the form.
    pub notes: Vec<Vec<Piece>>,
    /// What is required and not there: labels.
    pub missing: Vec<String>,
}

impl LetterTemplate {
    /// The series in which it is counted: letters that share a word share their numbers.
    pub fn counted_in(&self) -> &str {
        if self.series.is_empty() { self.kind.key() } else { &self.series }
    }

    /// The letter with these facts.
    pub fn fill(&self, facts: &Facts) -> Filled {
        let empty = |key: &str| facts.get(key).is_none_or(|text| text.trim().is_empty());
        let fields = self.fields.iter().filter(|field| field.required && empty(&field.key));
        let mut missing: Vec<String> = fields.map(|field| field.label.clone()).collect();
        let named = self.body.iter().chain(&self.notes).chain([&self.addressee]).flat_map(|text| names(text));
        for label in named.filter(|key| empty(key)).filter_map(|key| self.needed(key)) {
            if !missing.iter().any(|known| known == label) {
                missing.push(label.to_string());
            }
        }
        let lines = |texts: &[String]| {
            let lines = texts.iter().filter(|text| self.stands(text, facts));
            lines.map(|text| self.pieces(text, facts)).collect::<Vec<_>>()
        };
        let rows = self.rows.iter().map(|row| {
            row.chunks(2)
                .map(|pair| {
                    let text = pair.get(1).map_or("", String::as_str);
                    (pair.first().cloned().unwrap_or_default(), self.cell(text, facts))
                })
                .collect()
        });
        Filled {
            title: self.title.clone(),
            addressee: self.pieces(&self.addressee, facts),
            body: lines(&self.body),
            rows: rows.collect(),
            notes: lines(&self.notes),
            missing,
        }
    }

    fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// What the clerk reads where a name is missing that has to be there; `None` for one that may be.
    fn needed(&self, key: &str) -> Option<&str> {
        match self.field(key) {
            Some(field) => field.required.then_some(field.label.as_str()),
            // What was withdrawn, or merged with another case, is closed on no article.
            None if key == "article" && self.kind == LetterKind::ClosingNotice => None,
            None => FACTS.iter().find(|fact| fact.key == key && !fact.optional).map(|fact| fact.label),
        }
    }

    /// Whether a paragraph is printed: it is not when what it is about is empty and may be.
    fn stands(&self, text: &str, facts: &Facts) -> bool {
        let empty = |key: &str| facts.get(key).is_none_or(|text| text.trim().is_empty());
        !names(text).any(|key| empty(key) && self.needed(key).is_none())
    }

    fn pieces(&self, text: &str, facts: &Facts) -> Vec<Piece> {
        self.filled(text, facts, |key| self.needed(key))
    }

    /// In a form a blank is written in by hand, unless the clerk has to fill it in here.
    fn cell(&self, text: &str, facts: &Facts) -> Vec<Piece> {
        self.filled(text, facts, |key| self.field(key).and_then(|_| self.needed(key)))
    }

    fn filled<'a>(&'a self, text: &str, facts: &Facts, needed: impl Fn(&str) -> Option<&'a str>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, key, after)) = next_name(rest) {
            pieces.push(Piece::Text(before.to_string()));
            match facts.get(key).map(|text| text.trim()).filter(|text| !text.is_empty()) {
                Some(found) => pieces.push(Piece::Text(found.to_string())),
                None => pieces.extend(needed(key).map(|label| Piece::Missing(label.to_string()))),
            }
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_string()));
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        pieces
    }

    /// The names in braces that are neither a field nor a fact: a slip in a template that an office wrote.
    pub fn unknown(&self) -> Vec<String> {
        let texts = self.body.iter().chain(&self.notes).chain(self.rows.iter().flatten());
        let texts = texts.map(String::as_str).chain([self.addressee.as_str()]);
        let mut unknown: Vec<String> = texts
            .flat_map(names)
            .filter(|key| self.field(key).is_none() && !FACTS.iter().any(|fact| fact.key == *key))
            .map(str::to_string)
            .collect();
        unknown.dedup();
        unknown
    }
}

/// What stands before a name in braces, the name, and what comes after.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, name, after) = next_name(rest)?;
        rest = after;
        Some(name)
    })
}

/// The number of a letter: `青政告〔2026〕1号`. `code` is the office's 代字.
pub fn number(code: &str, series: &str, year: i32, n: i64) -> String {
    format!("{code}{series}〔{year}〕{n}号")
}

/// The stable identity of a letter (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterId(pub String);

/// A letter that was issued. What it was made from is kept, personal data excepted: that is looked up when it is
/// printed, so that erasing it erases it here, too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Identity.
    pub id: LetterId,
    /// Whose case.
    pub application: ApplicationId,
    /// Which organ issued it.
    pub agency: AgencyId,
    /// Its kind.
    pub kind: LetterKind,
    /// The word of its number series, or its kind's key where it bears no number.
    pub series: String,
    /// The year of its number.
    pub year: i32,
    /// Its place in the series of the year, from 1.
    pub place: i64,
    /// The number as printed; empty for documents without.
    pub number: String,
    /// When.
    pub issued_on: NaiveDate,
    /// The template as it was then.
    pub template: LetterTemplate,
    /// The facts as they were then.
    pub facts: Facts,
    /// What it says of remedies.
    pub remedy: String,
    /// 作废: kept with its number, which is never given again.
    pub void_reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> LetterTemplate {
        LetterTemplate {
            kind: LetterKind::SupplementNotice,
            series: "补".into(),
            title: "补正告知书".into(),
            to: Recipient::Applicant,
            addressee: "{applicant}：".into(),
            fields: vec![
                Field { key: "unclear".into(), label: "不明确之处".into(), required: true },
                Field { key: "hint".into(), label: "指引".into(), required: false },
            ],
            body: vec!["经查，{unclear}。".into(), "另请参考{hint}。".into(), "编号{number}。".into()],
            rows: vec![vec!["姓名".into(), "{applicant}".into()]],
            notes: Vec::new(),
            remedy: false,
            signed: true,
        }
    }

    #[test]
    fn what_is_required_is_marked_and_what_is_not_leaves_its_paragraph_out() {
        let facts = Facts::from([("applicant".into(), "示例甲".into()), ("number".into(), "1".into())]);
        let filled = template().fill(&facts);
        assert_eq!(filled.missing, ["不明确之处"]);
        assert_eq!(filled.body.len(), 2, "the hint is left out");
        assert_eq!(filled.body[0][1], Piece::Missing("不明确之处".into()));
        assert_eq!(filled.rows[0][0], ("姓名".into(), vec![Piece::Text("示例甲".into())]));
        let mut slip = template();
        slip.notes = vec!["{applicannt}".into()];
        assert_eq!((template().unknown(), slip.unknown()), (Vec::new(), vec!["applicannt".to_string()]));
        let nobody = template().fill(&Facts::new());
        assert_eq!(nobody.missing, ["不明确之处", "申请人"], "a fact of the case that has to be there");
        assert!(nobody.rows[0][0].1.is_empty(), "in a form it is written in by hand");
    }

    #[test]
    fn a_brace_that_never_closes_is_plain_text() {
        let mut open = template();
        open.body = vec!["甲{乙".into()];
        assert_eq!(open.fill(&Facts::new()).body, [[Piece::Text("甲{乙".into())]]);
    }

    #[test]
    fn every_outcome_has_its_letter() {
        for outcome in Outcome::ALL {
            assert!(LetterKind::for_outcome(outcome).iter().all(|kind| kind.is_reply()), "{outcome:?}");
        }
    }
}
