//! The copies of a letter that went out: made when it is issued, kept with it, given out again as they were. A later change of
//! the template, the style or the record changes none of them. When a letter becomes void, its copies marked 作废 are kept
//! beside them.
//!
//! A copy is a PDF, and beside it what it was laid out from ([`AsIssued`]): the preview and the DOCX are set from that, so
//! that they, too, say what went out.

use super::{Case, Session};
use crate::application::facts;
use crate::formats::{Format, Writers};
use crate::prepare::Now;
use crate::preview::Printed;
use crate::style;
use crate::view::AppError;
use mingce_compose::annual_report::chinese_date;
use mingce_compose::letter::{LetterParts, compose};
use mingce_document::{Document, OfficeStyle};
use mingce_domain::application::letter::{Letter, Recipient};
use mingce_domain::veil::Veil;
use mingce_store::{Act, Applicant, AttachmentFact, ErrorCode, Law, NewAttachment, Owner, StoreError};

/// What a letter's copies are made with.
pub(in crate::session) struct Printer<'a> {
    writers: Writers<'a>,
    style: OfficeStyle,
    applicants: Vec<Applicant>,
    sample: bool,
    created: String,
}

/// The watermark of a void letter.
const VOID: &str = "作废";
/// The form in which it is kept what a copy was laid out from.
const AS_ISSUED: &str = "as_issued/1";

/// What a copy was laid out from.
#[derive(serde::Serialize)]
struct AsIssued<'a> {
    schema: &'static str,
    document: &'a Document,
    style: &'a OfficeStyle,
}

/// The same as it is read again.
#[derive(serde::Deserialize)]
struct Read {
    schema: String,
    document: Document,
    style: serde_json::Value,
}

/// Which copy of a letter is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Which {
    /// Whether personal data is masked in it.
    pub masked: bool,
    /// Of a void letter, what went out, without the mark.
    pub original: bool,
}

impl Session {
    /// One step that can be undone, with the law at hand and a printer for the letters of a case.
    pub(super) fn act_and_print<T>(
        &mut self,
        said: &str,
        case: &Case,
        now: &Now,
        work: impl FnOnce(&mut Act<'_>, &Law<'_>, &Printer<'_>) -> mingce_store::Result<T>,
    ) -> Result<T, AppError> {
        let stamp = mingce_store::Stamp::new(&now.at_utc, crate::new_file::WHO)?;
        let style = self.style(Some(&case.fact.application.agency))?;
        let sample = self.opened()?.store.is_sample();
        let Session { assets, open, .. } = self;
        let law = Law { calendar: &assets.calendar, terms: &assets.terms };
        let writers = Writers::new(assets).styled(&style, None)?;
        let printer =
            Printer { writers, style, applicants: case.applicants.clone(), sample, created: now.at_utc.clone() };
        match open {
            Some(open) => Ok(open.store.act(&stamp, said, |act| work(act, &law, &printer))?),
            None => Err(AppError::plain("还没有打开数据文件".into()).coded("no_file")),
        }
    }

    /// The copies that are kept of a letter, as files: what went out, or, once it is void, what is marked so.
    ///
    /// # Errors
    /// When the file cannot be read, or a copy differs from its hash.
    pub(super) fn kept_copy(&self, letter: &Letter, which: Which) -> Result<Option<Vec<u8>>, AppError> {
        self.kept_file(letter, &format!("{}.pdf", name_of(letter, which)))
    }

    fn kept_file(&self, letter: &Letter, name: &str) -> Result<Option<Vec<u8>>, AppError> {
        let store = &self.opened()?.store;
        let all = store.attachments(Owner::Letter(&letter.id.0))?;
        let found = all.into_iter().find(|copy| copy.erased_at.is_none() && copy.name == name);
        found.map(|copy| Ok(store.attachment_bytes(&copy.id)?)).transpose()
    }

    /// An issued letter as it went out, the names of persons hidden where personal data is to be masked. What has no copies
    /// any more, or never had, is set from its template and facts.
    ///
    /// # Errors
    /// When the file cannot be read, or a newer program kept the letter.
    pub(super) fn as_issued(&self, case: &Case, letter: &Letter, which: Which, now: &Now) -> Result<Printed, AppError> {
        match self.veiled(case, letter, which, now)? {
            Some(printed) => Ok(printed),
            None => self.went_out(case, letter, which, now),
        }
    }

    /// An issued letter with names hidden that its masked copy shows: third parties are known to the letters that ask
    /// them, and applicants may be named in what was written freely. `None` when there is nothing to hide.
    ///
    /// # Errors
    /// As [`Session::as_issued`].
    pub(super) fn veiled(
        &self,
        case: &Case,
        letter: &Letter,
        which: Which,
        now: &Now,
    ) -> Result<Option<Printed>, AppError> {
        if !which.masked {
            return Ok(None);
        }
        let veil = self.veil(case)?;
        if veil.is_empty() {
            return Ok(None);
        }
        let mut printed = self.went_out(case, letter, which, now)?;
        let hidden = hide(&veil, &mut printed.document);
        Ok(hidden.then_some(printed))
    }

    /// What hides the names of persons in masked copies of a case.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn veil(&self, case: &Case) -> Result<Veil, AppError> {
        let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
        Ok(facts::veil(&case.applicants, &letters, None))
    }

    fn went_out(&self, case: &Case, letter: &Letter, which: Which, now: &Now) -> Result<Printed, AppError> {
        let Some(bytes) = self.kept_file(letter, &format!("{}.json", name_of(letter, which)))? else {
            let sample = self.opened()?.store.is_sample();
            let letter =
                Letter { void_reason: letter.void_reason.clone().filter(|_| !which.original), ..letter.clone() };
            let document = document_of(&letter, &case.applicants, which.masked, sample, &now.at_utc);
            return Ok(Printed { document, style: self.style(Some(&letter.agency))? });
        };
        let read: Read = serde_json::from_slice(&bytes).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain(format!("《{}》{}存下的版式读不出来", letter.kind.label(), letter.number))
        })?;
        if read.schema != AS_ISSUED {
            let message = format!("《{}》{}是更新的版本签发的，请用新版本打开", letter.kind.label(), letter.number);
            return Err(AppError::plain(message));
        }
        Ok(Printed { document: read.document, style: style::from_json(&read.style)? })
    }

    /// An issued letter as a PDF: the copy that is kept, or, where there is none, set anew; the notes say so then. One in
    /// which names are to be hidden that the kept copy shows is set anew as it was laid out.
    ///
    /// # Errors
    /// As [`Session::as_issued`]; when a writer fails.
    pub(super) fn letter_pdf(
        &self,
        case: &Case,
        letter: &Letter,
        which: Which,
        now: &Now,
        notes: &mut Vec<String>,
    ) -> Result<Vec<u8>, AppError> {
        let printed = match self.veiled(case, letter, which, now)? {
            Some(printed) => printed,
            None => {
                if let Some(bytes) = self.kept_copy(letter, which)? {
                    return Ok(bytes);
                }
                notes.push(format!("《{}》{}没有存下的 PDF，按现在的版式排出", letter.kind.label(), letter.number));
                self.went_out(case, letter, which, now)?
            }
        };
        let writers = Writers::new(&self.assets).styled(&printed.style, None)?;
        let made = writers.outputs(&printed.document, letter.kind.label(), Format::Pdf, notes)?;
        Ok(made.into_iter().next().map(|output| output.bytes).unwrap_or_default())
    }

    /// All copies of a letter, those whose content was erased with the personal data included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(super) fn kept_copies(&self, letter: &Letter) -> Result<Vec<AttachmentFact>, AppError> {
        let mut all = self.opened()?.store.attachments(Owner::Letter(&letter.id.0))?;
        all.retain(|copy| copy.media_type == PDF);
        Ok(all)
    }
}

/// How a copy is named among those of its letter. What does not go to the applicant has one copy only: it shows no personal
/// data.
fn name_of(letter: &Letter, which: Which) -> &'static str {
    let void = letter.void_reason.is_some() && !which.original;
    match (void, which.masked || letter.template.to != Recipient::Applicant) {
        (false, false) => "原件",
        (false, true) => "遮盖",
        (true, false) => "作废",
        (true, true) => "作废_遮盖",
    }
}

/// Hides names in a document; says whether there were any.
pub(super) fn hide(veil: &Veil, document: &mut Document) -> bool {
    let mut hidden = false;
    document.each_text(&mut |text| hidden |= veil.hide_in(text));
    hidden
}

/// The type of the copies.
const PDF: &str = "application/pdf";

impl Printer<'_> {
    /// Makes the copies of a letter and keeps them with it.
    ///
    /// # Errors
    /// When fonts are missing, or they cannot be written; then nothing of the step stays.
    pub(super) fn keep(&self, act: &mut Act<'_>, letter: &Letter) -> mingce_store::Result<()> {
        let copies: &[bool] = if letter.template.to == Recipient::Applicant { &[false, true] } else { &[true] };
        for &masked in copies {
            let document = document_of(letter, &self.applicants, masked, self.sample, &self.created);
            let name = name_of(letter, Which { masked, original: false });
            let made = self.writers.outputs(&document, name, Format::Pdf, &mut Vec::new()).map_err(|error| {
                let failed = StoreError::told(ErrorCode::Failed, error.message, "文书没有签发；请重新安装本程序后再试");
                StoreError { detail: error.detail, ..failed }
            })?;
            let bytes = made.first().map(|output| output.bytes.as_slice()).unwrap_or_default();
            let from = AsIssued { schema: AS_ISSUED, document: &document, style: &self.style };
            let from = serde_json::to_vec(&from).map_err(|error| {
                let failed =
                    StoreError::told(ErrorCode::Failed, "文书的版式存不下来", "文书没有签发；请把技术信息交给维护人员");
                StoreError { detail: error.to_string(), ..failed }
            })?;
            let files = [("pdf", PDF, bytes), ("json", "application/json", from.as_slice())];
            for (extension, media_type, bytes) in files {
                let name = format!("{name}.{extension}");
                let new = NewAttachment { name: &name, media_type, holds_personal: !masked, taken_on: None, bytes };
                act.attach(Owner::Letter(&letter.id.0), &new)?;
            }
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
