//! Letters as files, and the register of their numbers.

use super::Case;
use super::letters::which;
use crate::application::input::LetterRequest;
use crate::application::view::LetterView;
use crate::export::{self, Report};
use crate::formats::{Format, Writers, output};
use crate::prepare::Now;
use crate::session::Session;
use crate::view::{AppError, ExportOutcome};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::letter::{Letter, LetterKind};
use mingce_store::letter_series;
use std::collections::BTreeMap;
use std::path::Path;

/// A letter of the register, also one whose issue was undone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RegisterLine {
    /// The series word.
    pub series: String,
    /// The year.
    pub year: i32,
    /// The place in it.
    pub place: i64,
    /// The number as printed; empty when its letter is gone.
    pub number: String,
    /// The kind's label.
    pub label: String,
    /// 有效, or why it is void.
    pub state: String,
}

impl Session {
    /// The register of letters without gaps: also numbers whose issue was undone stand in it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letter_register(&self, agency: &str) -> Result<Vec<RegisterLine>, AppError> {
        let store = &self.opened()?.store;
        let agency = AgencyId(agency.to_string());
        let mut by_series: BTreeMap<(i32, String), BTreeMap<i64, Letter>> = BTreeMap::new();
        for letter in store.letters(&agency)?.into_iter().filter(|letter| !letter.number.is_empty()) {
            by_series.entry((letter.year, letter.series.clone())).or_default().insert(letter.place, letter);
        }
        let mut lines = Vec::new();
        for ((year, series), letters) in by_series {
            let given = store.last_number(&agency, &letter_series(&series), year)?;
            let last = letters.keys().next_back().copied().unwrap_or(0).max(given);
            for place in 1..=last {
                let letter = letters.get(&place);
                let state = match letter.map(|letter| &letter.void_reason) {
                    Some(None) => "有效".to_string(),
                    Some(Some(reason)) => format!("作废：{reason}"),
                    None => "作废：签发已撤销，文号不再使用".to_string(),
                };
                lines.push(RegisterLine {
                    series: series.clone(),
                    year,
                    place,
                    number: letter.map(|letter| letter.number.clone()).unwrap_or_default(),
                    label: letter.map(|letter| letter.kind.label().to_string()).unwrap_or_default(),
                    state,
                });
            }
        }
        Ok(lines)
    }

    /// Writes a letter as files.
    ///
    /// # Errors
    /// As [`Session::letter_document`]; when a writer or the folder fails.
    pub fn export_letter(
        &self,
        id: &str,
        request: &LetterRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let (printed, name) = self.letter_document(id, request, now)?;
        let case = self.case(id)?;
        let kept = self.kept_for(&case, request, now)?;
        let writers = Writers::new(&self.assets).styled(&printed.style, None)?;
        let formats: Vec<Format> = request.formats.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        let total = formats.len() as u32 + 1;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for (done, format) in (0..).zip(&formats) {
            export::step(report, done, total, format!("{name}（{}）", format.key().to_uppercase()))?;
            let files = match &kept {
                // As it went out, not as it would be set today.
                Some(bytes) if *format == Format::Pdf => vec![output(&name, *format, bytes.clone(), &mut notes)],
                _ => writers.outputs(&printed.document, &name, *format, &mut notes)?,
            };
            outputs.extend(files.into_iter().map(|output| (*format, output)));
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }

    /// The kept copy of the issued letter that is meant; `None` for drafts, for letters without copies, and where the copy
    /// shows names that are to be hidden.
    fn kept_for(&self, case: &Case, request: &LetterRequest, now: &Now) -> Result<Option<Vec<u8>>, AppError> {
        match self.issued(&case.fact.application.id, request)? {
            Some(letter) if self.veiled(case, &letter, which(request), now)?.is_none() => {
                self.kept_copy(&letter, which(request))
            }
            _ => Ok(None),
        }
    }

    /// All kinds of letters.
    pub fn letter_kinds(&self) -> Vec<LetterView> {
        let all = LetterKind::ALL.iter().map(|kind| LetterView {
            id: String::new(),
            kind: kind.key().into(),
            label: kind.label().into(),
            number: String::new(),
            issued_on: String::new(),
            void_reason: String::new(),
            kept: Vec::new(),
        });
        all.collect()
    }
}
