//! The versions of a report and the way from draft to publication.
//!
//! 送审 freezes the report as it is; 定稿 takes the newest submitted version, if the report has not been changed since and
//! passes the gate; 发布 follows. From 定稿 on the report is locked. 更正 unlocks it: a draft that corrects the last version
//! is begun, goes the same way, and when it is published the other becomes 更正. A submitted version locks nothing: what the
//! reviewer wants changed is changed and submitted again.

use super::Session;
use super::edit::saved;
use crate::figures_json;
use crate::new_file::{PROGRAM, WHO};
use crate::output::sha256;
use crate::prepare::{Now, Prepared};
use crate::text_diff::pieces;
use crate::version_view::{ComparisonView, Difference, TextDifference, VersionStep, VersionView, VersionsView};
use crate::view::AppError;
use mingce_compose::annual_report::chinese_date;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Figures, LiveNumbers, Narrative, PreviousReport, Sections, Value};
use mingce_store::{NewVersion, ReportVersion, Stamp, VersionContent, VersionId, VersionStatus};

impl Session {
    /// The versions of a report, and what can be done next.
    ///
    /// # Errors
    /// When the file cannot be read or the report cannot be made.
    pub fn versions(&self, agency: &str, year: i32, now: &Now) -> Result<VersionsView, AppError> {
        let id = AgencyId(agency.to_string());
        let versions = self.opened()?.store.versions(&id, year)?;
        let current = self.content(&self.prepare_live(&id, year, now)?)?;
        let newest = versions.first();
        let changed = newest.is_none_or(|version| !is_same(&version.content, &current));
        let number = |id: &VersionId| versions.iter().find(|version| version.id == *id).map(|version| version.number);
        Ok(VersionsView {
            late: self.late(&id, year, now)?,
            locked: newest.and_then(locked),
            changed,
            steps: steps(newest.map(|version| version.status), changed),
            versions: versions
                .iter()
                .map(|version| VersionView {
                    id: version.id.0.clone(),
                    number: version.number,
                    status: version.status.label().to_string(),
                    at: saved(&version.created_at, now),
                    corrects: version.corrects.as_ref().and_then(number),
                })
                .collect(),
        })
    }

    /// Takes one step.
    ///
    /// # Errors
    /// When the step is not the next one; 定稿 also with the code `gate_shut`, when something stands in its way, and when
    /// the report has been changed since 送审. Nothing is changed then.
    pub fn take_version_step(
        &mut self,
        agency: &str,
        year: i32,
        step: VersionStep,
        now: &Now,
    ) -> Result<VersionsView, AppError> {
        let id = AgencyId(agency.to_string());
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let prepared = self.prepare_live(&id, year, now)?;
        let content = self.content(&prepared)?;
        let newest = self.opened()?.store.versions(&id, year)?.into_iter().next();
        let changed = newest.as_ref().is_none_or(|version| !is_same(&version.content, &content));
        if !steps(newest.as_ref().map(|version| version.status), changed).contains(&step) {
            return Err(AppError::plain(refusal(step, newest.as_ref()).into()));
        }
        if step == VersionStep::Finish && !prepared.gate.open {
            let first = prepared.gate.blocking.first().map(|blocker| blocker.message()).unwrap_or_default();
            let count = prepared.gate.blocking.len();
            return Err(AppError::plain(format!("还有{count}项没有解决，不能定稿。{first}")).coded("gate_shut"));
        }
        let scope = prepared.figures.scope;
        let store = &mut self.opened_mut()?.store;
        let new = |corrects| NewVersion { agency: id.clone(), year, scope, corrects, content: content.clone() };
        match (step, newest) {
            (VersionStep::Submit, Some(draft)) if draft.status == VersionStatus::Draft => {
                store.act(&stamp, &format!("送审：第{}版", draft.number), |act| {
                    act.replace_draft(&draft.id, &content)?;
                    act.advance_version(&draft.id, VersionStatus::Submitted)
                })?;
            }
            (VersionStep::Submit, newest) => {
                let number = newest.as_ref().map_or(1, |version| version.number + 1);
                // What is submitted again still corrects what its predecessor was to correct.
                let corrects = newest.and_then(|version| version.corrects);
                store.act(&stamp, &format!("送审：第{number}版"), |act| {
                    let version = act.add_version(&new(corrects))?;
                    act.advance_version(&version, VersionStatus::Submitted)
                })?;
            }
            (VersionStep::Finish, Some(version)) => {
                let label = format!("定稿：第{}版", version.number);
                store.act(&stamp, &label, |act| act.advance_version(&version.id, VersionStatus::Final))?;
            }
            (VersionStep::Publish, Some(version)) => {
                store.act(&stamp, &format!("发布：第{}版", version.number), |act| {
                    act.advance_version(&version.id, VersionStatus::Published)?;
                    match &version.corrects {
                        Some(corrected) => act.advance_version(corrected, VersionStatus::Corrected),
                        None => Ok(()),
                    }
                })?;
            }
            (VersionStep::Correct, Some(version)) => {
                let label = format!("更正：第{}版", version.number);
                store.act(&stamp, &label, |act| act.add_version(&new(Some(version.id.clone()))).map(|_| ()))?;
            }
            (step, None) => return Err(AppError::plain(refusal(step, None).into())),
        }
        self.versions(agency, year, now)
    }

    /// What differs between a version and the report as it is now.
    ///
    /// # Errors
    /// When there is no such version, or what it holds cannot be read.
    pub fn compare_version(&self, version: &str, now: &Now) -> Result<ComparisonView, AppError> {
        let found = self.opened()?.store.version(&VersionId(version.to_string()))?;
        let found = found.ok_or_else(|| AppError::plain("没有这个版本，请刷新后重试".into()))?;
        let before = figures_json::read(found.content.figures.as_bytes(), &self.assets().forms)?.figures;
        let prepared = self.prepare_live(&found.agency, found.year, now)?;
        let text = |value: &Value| if *value == Value::NotApplicable { "不适用".into() } else { value.to_string() };
        let figures = prepared.form.cells().filter_map(|cell| {
            let (was, is) = (before.value(&cell.at), prepared.figures.value(&cell.at));
            (was != is).then(|| Difference {
                at: cell.at.to_string(),
                label: cell.label.clone(),
                before: text(was),
                after: text(is),
            })
        });
        let sections = self.resolved(&prepared);
        let around = |figures: &Figures| {
            let head = &figures.head;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let signed_on = head.signed_on.map(chinese_date).unwrap_or_default();
            [figures.title(&prepared.form), text(&head.preamble), text(&head.signed_by), signed_on]
        };
        let names =
            [("title", "标题"), ("preamble", "引言"), ("report.signed_by", "署名"), ("report.signed_on", "成文日期")];
        let head = names.into_iter().zip(around(&before)).zip(around(&prepared.figures));
        let head = head.map(|(((at, label), was), is)| (at.to_string(), label.to_string(), was, is));
        let written = prepared.form.headings.iter().filter_map(|heading| {
            let key = heading.section.as_ref()?;
            let of = |sections: &Sections| sections.get(key).cloned().unwrap_or_default();
            Some((format!("sections.{key}"), heading.text.clone(), of(&found.content.sections), of(&sections)))
        });
        let texts = head
            .chain(written)
            .filter(|(_, _, was, is)| was != is)
            .map(|(at, label, was, is)| TextDifference { at, label, pieces: pieces(&was, &is) });
        Ok(ComparisonView { number: found.number, figures: figures.collect(), texts: texts.collect() })
    }

    /// Why a report cannot be changed now: its newest version is final or published.
    ///
    /// # Errors
    /// With the code `locked`; when the file cannot be read.
    pub(super) fn check_unlocked(&self, agency: &AgencyId, year: i32) -> Result<(), AppError> {
        match self.opened()?.store.versions(agency, year)?.first().and_then(locked) {
            Some(why) => Err(AppError::plain(why).coded("locked")),
            None => Ok(()),
        }
    }

    /// What a version of the report as it is now would be made from.
    pub(super) fn content(&self, prepared: &Prepared) -> Result<VersionContent, AppError> {
        let form = serde_json::to_vec(&prepared.form)
            .map_err(|error| AppError::with_detail("年报格式无法读出".into(), &error))?;
        Ok(VersionContent {
            figures: prepared.figures_json(),
            sections: self.resolved(prepared),
            form: prepared.form.id.clone(),
            form_sha256: sha256(&form),
            calendars: self.assets().calendar.years.keys().map(i32::to_string).collect(),
            fonts: Vec::new(),
            program_version: PROGRAM.into(),
        })
    }

    /// The sections with their numbers put in: what was submitted says the same for ever.
    fn resolved(&self, prepared: &Prepared) -> Sections {
        let Prepared { form, figures, previous, .. } = prepared;
        let forms = &self.assets().forms;
        let previous = previous.as_ref().and_then(|previous| PreviousReport::of(figures, previous, forms).ok());
        let live = LiveNumbers { form, figures, previous };
        let lines = |text: &str| -> String {
            let blocks = live.resolve(&Narrative::parse(text));
            blocks.iter().map(|block| block.text()).collect::<Vec<_>>().join("\n")
        };
        let Figures { sections, .. } = figures;
        sections.iter().map(|(key, text)| (key.clone(), lines(text))).collect()
    }
}

/// Whether two versions say the same: what made them does not matter.
fn is_same(a: &VersionContent, b: &VersionContent) -> bool {
    a.figures == b.figures && a.sections == b.sections && a.form == b.form
}

/// Why nothing can be changed when this is the newest version.
pub(super) fn locked(newest: &ReportVersion) -> Option<String> {
    matches!(newest.status, VersionStatus::Final | VersionStatus::Published).then(|| {
        let (number, status) = (newest.number, newest.status.label());
        format!("第{number}版已{status}，报告不能再改动；需要更正的，请先在“版本”中开始更正")
    })
}

fn steps(newest: Option<VersionStatus>, changed: bool) -> Vec<VersionStep> {
    match newest {
        None | Some(VersionStatus::Draft | VersionStatus::Corrected) => vec![VersionStep::Submit],
        Some(VersionStatus::Submitted) if changed => vec![VersionStep::Submit],
        Some(VersionStatus::Submitted) => vec![VersionStep::Finish],
        Some(VersionStatus::Final) => vec![VersionStep::Publish, VersionStep::Correct],
        Some(VersionStatus::Published) => vec![VersionStep::Correct],
    }
}

fn refusal(step: VersionStep, newest: Option<&ReportVersion>) -> &'static str {
    let status = newest.map(|version| version.status);
    match (step, status) {
        (VersionStep::Submit, Some(VersionStatus::Submitted)) => "送审之后没有改动，不必重新送审",
        (VersionStep::Submit, _) => "报告已定稿，不能再送审；需要更正的，请先开始更正",
        (VersionStep::Finish, Some(VersionStatus::Submitted)) => "送审之后报告又有改动，请重新送审后再定稿",
        (VersionStep::Finish, _) => "请先送审，再定稿",
        (VersionStep::Publish, _) => "请先定稿，再登记发布",
        (VersionStep::Correct, _) => "报告还没有定稿，直接修改即可，不必更正",
    }
}

#[cfg(test)]
#[path = "version_tests.rs"]
mod tests;
