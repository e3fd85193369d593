//! The copies of a letter that went out: made when it is issued, kept with it, given out again as they were. A later change of
//! the template, the style or the record changes none of them. When a letter becomes void, its copies marked 作废 are kept
//! beside them.

use super::Session;
use crate::application::facts;
use crate::formats::{Format, Writers};
use crate::prepare::Now;
use crate::view::AppError;
use mingce_compose::annual_report::chinese_date;
use mingce_compose::letter::{LetterParts, compose};
use mingce_document::Document;
use mingce_domain::application::letter::{Letter, Recipient};
use mingce_store::{Act, Applicant, AttachmentFact, ErrorCode, Law, NewAttachment, Owner, StoreError};

/// What a letter's copies are made with.
pub(in crate::session) struct Printer<'a> {
    writers: Writers<'a>,
    applicants: Vec<Applicant>,
    sample: bool,
    created: String,
}

/// The watermark of a void letter.
const VOID: &str = "作废";

impl Session {
    /// One step that can be undone, with the law at hand and a printer for the letters of a case.
    pub(super) fn act_and_print<T>(
        &mut self,
        said: &str,
        case: &super::Case,
        now: &Now,
        work: impl FnOnce(&mut Act<'_>, &Law<'_>, &Printer<'_>) -> mingce_store::Result<T>,
    ) -> Result<T, AppError> {
        let stamp = mingce_store::Stamp::new(&now.at_utc, crate::new_file::WHO)?;
        let style = self.style(Some(&case.fact.application.agency))?;
        let sample = self.opened()?.store.is_sample();
        let Session { assets, open, .. } = self;
        let law = Law { calendar: &assets.calendar, terms: &assets.terms };
        let writers = Writers::new(assets).styled(&style, None)?;
        let printer = Printer { writers, applicants: case.applicants.clone(), sample, created: now.at_utc.clone() };
        match open {
            Some(open) => Ok(open.store.act(&stamp, said, |act| work(act, &law, &printer))?),
            None => Err(AppError::plain("还没有打开数据文件".into()).coded("no_file")),
        }
    }

    /// The copies that are kept of a letter, as files: what went out, or, once it is void, what is marked so.
    ///
    /// # Errors
    /// When the file cannot be read, or a copy differs from its hash.
    pub(super) fn kept_copy(&self, letter: &Letter, masked: bool) -> Result<Option<Vec<u8>>, AppError> {
        let found = self.kept_copies(letter)?.into_iter().find(|copy| {
            copy.erased_at.is_none() && copy.name == name_of(letter, masked, letter.void_reason.is_some())
        });
        let store = &self.opened()?.store;
        found.map(|copy| Ok(store.attachment_bytes(&copy.id)?)).transpose()
    }

    /// All copies of a letter, those whose content was erased with the personal data included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn kept_copies(&self, letter: &Letter) -> Result<Vec<AttachmentFact>, AppError> {
        Ok(self.opened()?.store.attachments(Owner::Letter(&letter.id.0))?)
    }
}

/// How a copy is named among those of its letter. What does not go to the applicant has one copy only: it shows no personal
/// data.
fn name_of(letter: &Letter, masked: bool, void: bool) -> &'static str {
    match (void, masked || letter.template.to != Recipient::Applicant) {
        (false, false) => "原件.pdf",
        (false, true) => "遮盖.pdf",
        (true, false) => "作废.pdf",
        (true, true) => "作废_遮盖.pdf",
    }
}

impl Printer<'_> {
    /// Makes the copies of a letter and keeps them with it.
    ///
    /// # Errors
    /// When fonts are missing, or they cannot be written; then nothing of the step stays.
    pub(super) fn keep(&self, act: &mut Act<'_>, letter: &Letter) -> mingce_store::Result<()> {
        let void = letter.void_reason.is_some();
        let copies: &[bool] = if letter.template.to == Recipient::Applicant { &[false, true] } else { &[true] };
        for &masked in copies {
            let document = document_of(letter, &self.applicants, masked, self.sample, &self.created);
            let name = name_of(letter, masked, void);
            let made = self.writers.outputs(&document, name, Format::Pdf, &mut Vec::new()).map_err(|error| {
                let failed = StoreError::told(ErrorCode::Failed, error.message, "文书没有签发；请重新安装本程序后再试");
                StoreError { detail: error.detail, ..failed }
            })?;
            let bytes = made.first().map(|output| output.bytes.as_slice()).unwrap_or_default();
            let new =
                NewAttachment { name, media_type: "application/pdf", holds_personal: !masked, taken_on: None, bytes };
            act.attach(Owner::Letter(&letter.id.0), &new)?;
        }
        Ok(())
    }
}

/// An issued letter as a document, from what it was made of; personal data as the records have it.
pub(super) fn document_of(
    letter: &Letter,
    applicants: &[Applicant],
    masked: bool,
    sample: bool,
    created: &str,
) -> Document {
    let Letter { template, number, remedy, issued_on, .. } = letter;
    let mut facts = letter.facts.clone();
    facts.extend(facts::personal(applicants, template.to == Recipient::Applicant && !masked));
    facts.insert("number".into(), number.clone());
    facts.insert("issued_on".into(), chinese_date(*issued_on));
    let filled = template.fill(&facts);
    let agency = facts.get("agency").cloned().unwrap_or_default();
    let watermark = letter.void_reason.is_some().then_some(VOID).or(sample.then_some("示例"));
    compose(&LetterParts {
        filled: &filled,
        number,
        remedy,
        agency: &agency,
        signed: template.signed.then_some(Some(*issued_on)),
        watermark,
        created,
    })
}
