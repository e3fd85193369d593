//! The file of a case: its index, what happened, its letters, each as a PDF, and all of it as one PDF with page numbers.

use super::kept::Which;
use super::{Case, Session};
use crate::application::facts;
use crate::export::{self, Report};
use crate::formats::{Format, output, page_count};
use crate::output::file_name;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use mingce_compose::case_bundle::{BundleLetter, BundleParts};
use mingce_domain::veil::Veil;
use mingce_pdf::Part;
use std::path::{Path, PathBuf};

impl Session {
    /// The folder of a case's file below the one that the clerk picked: always a fresh one, so that nothing of an earlier
    /// state stays among it.
    ///
    /// # Errors
    /// When the case is unknown.
    pub fn bundle_folder(&self, id: &str, below: &Path) -> Result<PathBuf, AppError> {
        let case = self.case(id)?;
        let (name, _) = file_name(&format!("{}案卷", called(&case)), "x");
        let name = name.trim_end_matches(".x");
        let mut nth = 1;
        loop {
            let folder = below.join(if nth == 1 { name.to_string() } else { format!("{name}（{nth}）") });
            if !folder.exists() {
                return Ok(folder);
            }
            nth += 1;
        }
    }

    /// Writes the file of a case into a folder. Personal data is masked everywhere unless `full`; then only the letters
    /// that go to the applicant and the case's own facts have it, as elsewhere.
    ///
    /// # Errors
    /// When the case is unknown, a writer or the folder fails; nothing is left half written.
    pub fn export_bundle(
        &self,
        id: &str,
        full: bool,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let case = self.case(id)?;
        let application = &case.fact.application;
        // Day by day, as a file is read.
        let letters = self.opened()?.store.letters_of(&application.id)?;
        let total = u32::try_from(letters.len()).unwrap_or(u32::MAX).saturating_add(4);
        let writers = self.writers(&application.agency, None)?;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        let (mut bound, mut lengths) = (Vec::new(), Vec::new());
        for (nth, letter) in letters.iter().enumerate() {
            let mut title = format!("{:02}_{}", nth + 2, letter.kind.label());
            if !letter.number.is_empty() {
                title.push_str(&format!("_{}", letter.number));
            }
            if letter.void_reason.is_some() {
                title.push_str("_作废");
            }
            export::step(report, nth as u32, total, title.clone())?;
            let which = Which { masked: !full, original: false };
            let bytes = self.letter_pdf(&case, letter, which, now, &mut notes)?;
            let pages = page_count(&bytes)?;
            let made = output(&title, Format::Pdf, bytes, &mut notes);
            let file = made.name.clone();
            outputs.push(made);
            lengths.push(pages);
            bound.push(BundleLetter {
                page: 0,
                label: letter.kind.label().into(),
                number: letter.number.clone(),
                on: letter.issued_on.to_string(),
                void_reason: letter.void_reason.clone().unwrap_or_default(),
                file,
            });
        }
        let texts = self.bundle_texts(&case, full, now)?;
        // The letters come after the index and what happened: where each begins is known once these are laid out.
        let mut page = writers.page_count(&texts.parts(&bound, &now.at_utc).front())? + 1;
        for (letter, pages) in bound.iter_mut().zip(&lengths) {
            letter.page = page;
            page += pages;
        }
        let parts = texts.parts(&bound, &now.at_utc);
        let done = total.saturating_sub(4);
        for (nth, (document, title)) in (0..).zip([(parts.index(), "00_卷内目录"), (parts.course(), "01_办理经过")])
        {
            export::step(report, done + nth, total, title.into())?;
            outputs.extend(writers.outputs(&document, title, Format::Pdf, &mut notes)?);
        }
        let whole = format!("{}_全卷", called(&case));
        export::step(report, total - 2, total, whole.clone())?;
        let front = parts.front();
        let first = writers.outputs(&front, &whole, Format::Pdf, &mut notes)?;
        let titles = bound.iter().map(|letter| format!("{} {}", letter.label, letter.number));
        let titles: Vec<String> = std::iter::once("目录、办理经过".to_string()).chain(titles).collect();
        let files = first.iter().chain(bound.iter().filter_map(|it| outputs.iter().find(|made| made.name == it.file)));
        let files: Vec<Part<'_>> =
            titles.iter().zip(files).map(|(title, file)| Part { title: title.trim(), bytes: &file.bytes }).collect();
        let bytes = writers.bind(&front.meta, &files, true)?;
        outputs.push(output(&whole, Format::Pdf, bytes, &mut notes));
        export::step(report, total - 1, total, "写入磁盘".into())?;
        notes.sort();
        notes.dedup();
        outputs.sort_by(|a, b| a.name.cmp(&b.name));
        export::finish(outputs.into_iter().map(|output| (Format::Pdf, output)).collect(), folder, notes)
    }

    /// What a case's file says of it beside its letters.
    pub(super) fn bundle_texts(&self, case: &Case, full: bool, now: &Now) -> Result<BundleTexts, AppError> {
        let application = &case.fact.application;
        let view = self.application(&application.id.0, now)?;
        let on = case.fact.projection.received_on.unwrap_or(now.today);
        let agency =
            self.opened()?.store.agency(&application.agency)?.map(|it| it.name_on(on).to_string()).unwrap_or_default();
        let events: Vec<[String; 3]> = view
            .events
            .iter()
            .map(|it| {
                let said = [it.what.as_str(), it.changed.as_str()].into_iter().filter(|text| !text.is_empty());
                [it.on.clone(), it.label.clone(), said.collect::<Vec<_>>().join("；")]
            })
            .collect();
        let deadline = view.deadline.as_ref();
        let days: Vec<[String; 3]> = deadline
            .map(|told| told.explained.iter())
            .into_iter()
            .flatten()
            .map(|day| [day.on.clone(), day.nth.map(|nth| nth.to_string()).unwrap_or_default(), day.why.clone()])
            .collect();
        let term = deadline.map(|told| format!("{}（{}）", told.sentence, told.article)).unwrap_or_default();
        let disputes: Vec<[String; 4]> = view
            .disputes
            .iter()
            .map(|it| {
                let name = [it.kind_label.as_str(), it.number.as_str()].into_iter().filter(|text| !text.is_empty());
                let happened: Vec<String> = it.happened.iter().map(|it| format!("{}{}", it.on, it.what)).collect();
                let void = if it.void_reason.is_empty() {
                    it.result_label.clone()
                } else {
                    format!("作废：{}", it.void_reason)
                };
                [name.collect::<Vec<_>>().join(" "), it.decided_by.clone(), happened.join("；"), void]
            })
            .collect();
        let mut texts = BundleTexts {
            agency,
            number: application.number.clone(),
            facts: self.bundle_facts(case, full)?,
            events,
            term,
            days,
            disputes,
            masked: !full,
            sample: self.opened()?.store.is_sample(),
        };
        if !full {
            texts.hide(&self.veil(case)?);
        }
        Ok(texts)
    }

    fn bundle_facts(&self, case: &Case, full: bool) -> Result<Vec<(String, String)>, AppError> {
        let store = &self.opened()?.store;
        let wish = store.wish(&case.fact.application.id)?;
        let mut known = facts::of_case(&case.fact, &wish, &[], "");
        known.extend(facts::personal(&case.applicants, full));
        if known.get("description") == known.get("subject") {
            known.remove("description");
        }
        let labels = [
            ("case_number", "受理号"),
            ("subject", "所需信息"),
            ("description", "详细描述"),
            ("applicant", "申请人"),
            ("applicant_kind", "申请人类型"),
            ("applicant_document", "证件"),
            ("applicant_phone", "联系电话"),
            ("applicant_address", "通信地址"),
            ("channel", "渠道"),
            ("form", "获取方式"),
            ("way", "获取途径"),
            ("received_on", "收到日期"),
            ("due_on", "答复期限"),
            ("closed_on", "办结日期"),
        ];
        let mut found: Vec<(String, String)> = labels
            .iter()
            .filter_map(|(key, label)| Some(((*label).to_string(), known.get(*key)?.clone())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let outcome = case.fact.projection.outcome.filter(|_| case.fact.projection.closed_on.is_some());
        let stood = outcome.map_or(case.fact.projection.stage.label(), |outcome| outcome.label());
        let stood = if case.fact.application.void { "已作废" } else { stood };
        found.push(("办理结果".into(), stood.into()));
        Ok(found)
    }
}

/// What a case's file says of it beside its letters.
pub(super) struct BundleTexts {
    agency: String,
    number: String,
    facts: Vec<(String, String)>,
    events: Vec<[String; 3]>,
    term: String,
    days: Vec<[String; 3]>,
    disputes: Vec<[String; 4]>,
    masked: bool,
    sample: bool,
}

impl BundleTexts {
    /// Hides names in whatever was written freely.
    fn hide(&mut self, veil: &Veil) {
        let facts = self.facts.iter_mut().map(|(_, text)| text);
        let tables = self.events.iter_mut().flatten().chain(self.disputes.iter_mut().flatten());
        facts.chain(tables).for_each(|text| {
            veil.hide_in(text);
        });
    }

    /// The parts of its document.
    pub(super) fn parts<'a>(&'a self, letters: &'a [BundleLetter], created: &'a str) -> BundleParts<'a> {
        BundleParts {
            agency: &self.agency,
            number: &self.number,
            facts: &self.facts,
            events: &self.events,
            term: &self.term,
            days: &self.days,
            disputes: &self.disputes,
            letters,
            course_file: "01_办理经过.pdf",
            masked: self.masked,
            sample: self.sample,
            created,
        }
    }
}

/// How a case is named in names of files.
fn called(case: &Case) -> String {
    let application = &case.fact.application;
    if application.number.is_empty() { application.id.0.clone() } else { application.number.clone() }
}
