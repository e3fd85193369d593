//! A report, ready to be shown, checked and written: figures, document, findings and the gate, made once.

use crate::assets::Assets;
use crate::figures_json;
use crate::formats::{self, Format, Writers};
use crate::missing_glyphs;
use crate::output::Output;
use crate::view::AppError;
use mingce_compose::annual_report::{ReportParts, Status, compose};
use mingce_document::Document;
use mingce_domain::annual_report::{Figures, FiguresAgency, Form, PreviousReport};
use mingce_domain::check::{Finding, Findings, Gate, ReportInput, check_report, gate};
use serde_json::{Map, Value as Json};

/// The instant of an action, made at the program's edge: the core asks no clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// Today in China.
    pub today: chrono::NaiveDate,
    /// RFC 3339 in UTC.
    pub at_utc: String,
}

impl Now {
    /// The instant so many seconds after 1970 in UTC. The day is China's, eight hours ahead, wherever the machine
    /// thinks it is.
    pub fn at(seconds: i64) -> Now {
        let instant = chrono::DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let in_china = instant + chrono::TimeDelta::hours(8);
        Now { today: in_china.date_naive(), at_utc: instant.format("%Y-%m-%dT%H:%M:%SZ").to_string() }
    }
}

/// What a report is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// A draft.
    Draft,
    /// Final, if nothing stands in the way; else a draft.
    FinalIfOpen,
    /// Final already: what a later check, or a later version of this program, finds does not make it a draft again.
    Frozen {
        /// Why nothing in it can be changed.
        why: String,
    },
}

/// What a report is prepared from.
#[derive(Debug, Clone)]
pub struct Material {
    /// The figures.
    pub figures: Figures,
    /// What the reader found wrong.
    pub read_findings: Vec<Finding>,
    /// Fields that are kept when the figures are written again.
    pub unknown: Map<String, Json>,
    /// Last year's report.
    pub previous: Option<Figures>,
    /// The reports of the units below.
    pub children: Option<Vec<Figures>>,
    /// The units that have to report.
    pub units: Option<Vec<FiguresAgency>>,
    /// What did not go as somebody may have expected when the figures were compiled: a figure typed beside a counted
    /// one, an adjustment without a reason.
    pub notes: Vec<String>,
}

impl Material {
    /// Material from a figures file alone.
    pub fn from_file(file: figures_json::FiguresFile) -> Material {
        Material {
            figures: file.figures,
            read_findings: file.findings,
            unknown: file.unknown,
            previous: None,
            children: None,
            units: None,
            notes: Vec::new(),
        }
    }
}

/// A report with everything that follows from its figures.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The form of its year.
    pub form: Form,
    /// Its figures.
    pub figures: Figures,
    /// The document: final when that was asked for and the gate is open.
    pub document: Document,
    /// What it is.
    pub status: Status,
    /// What the checks say.
    pub findings: Findings,
    /// Whether it may become final, and what stops it.
    pub gate: Gate,
    /// Last year's report of the same agency, to be shown beside this one.
    pub previous: Option<Figures>,
    /// Why nothing in it can be changed: it is final or published.
    pub locked: Option<String>,
    /// What did not go as somebody may have expected when the figures were compiled.
    pub notes: Vec<String>,
    unknown: Map<String, Json>,
}

impl Prepared {
    /// Prepares a report.
    ///
    /// # Errors
    /// Only when no form is known for its year, or the shipped faces are gone.
    pub fn new(material: Material, wish: Wish, assets: &Assets, now: &Now) -> Result<Prepared, AppError> {
        let Material { figures, read_findings, unknown, previous, children, units, notes } = material;
        // A year that cannot be read is a finding already; its figures are shown in the form that they name.
        let form = assets
            .forms
            .for_year(figures.year)
            .or_else(|| assets.forms.by_id(&figures.format))
            .or_else(|| assets.forms.for_year(2021))
            .ok_or_else(|| AppError::plain(format!("没有{}年度报告的格式", figures.year)))?;
        // A report of another year or agency is no "last year": its numbers must not be printed as such, and the
        // checks say why it was not compared.
        let previous_report =
            previous.as_ref().and_then(|previous| PreviousReport::of(&figures, previous, &assets.forms).ok());
        let parts =
            |status| ReportParts { form, figures: &figures, previous: previous_report, status, created: &now.at_utc };
        let draft = if figures.sample { Status::Sample } else { Status::Draft };
        let document = compose(&parts(draft));
        let mut read_findings = read_findings;
        read_findings.extend(missing_glyphs::findings(&document, assets)?);
        let facts = mingce_compose::facts::of(&document);
        let input = ReportInput {
            form,
            forms: &assets.forms,
            figures: &figures,
            previous: previous.as_ref(),
            children: children.as_deref(),
            units: units.as_deref(),
            read_findings,
            document: Some(&facts),
            today: now.today,
        };
        let findings = check_report(&input);
        let gate = gate(&input, &findings);
        let (is_final, locked) = match wish {
            Wish::Draft => (false, None),
            Wish::FinalIfOpen => (gate.open, None),
            Wish::Frozen { why } => (!figures.sample, Some(why)),
        };
        let (status, document) =
            if is_final { (Status::Final, compose(&parts(Status::Final))) } else { (draft, document) };
        let previous = if previous_report.is_some() { previous } else { None };
        let form = form.clone();
        Ok(Prepared { form, document, status, findings, gate, previous, locked, notes, unknown, figures })
    }

    /// The file title: the official one, with what it is when it is not final.
    pub fn file_title(&self) -> String {
        let title = self.figures.title(&self.form);
        match self.status {
            Status::Final => title,
            Status::Draft => format!("{title}（草稿）"),
            Status::Sample => format!("{title}（示例）"),
        }
    }

    /// The figures as public JSON (`figures/1`).
    pub(crate) fn figures_json(&self) -> String {
        figures_json::write(&self.figures, &self.form, &self.unknown)
    }

    /// The report in one format: one file, or one for each page.
    ///
    /// # Errors
    /// When a writer fails.
    pub fn write(&self, format: Format, writers: &Writers, notes: &mut Vec<String>) -> Result<Vec<Output>, AppError> {
        let title = self.file_title();
        if format == Format::Json {
            let bytes = self.figures_json().into_bytes();
            return Ok(vec![formats::output(&title, format, bytes, notes)]);
        }
        writers.outputs(&self.document, &title, format, notes)
    }
}

#[cfg(test)]
mod tests {
    use super::Now;

    #[test]
    fn the_day_is_the_day_in_china_and_the_instant_is_utc() {
        let evening_in_london = Now::at(1_767_196_800); // 2025-12-31T16:00:00Z
        assert_eq!(evening_in_london.today.to_string(), "2026-01-01");
        assert_eq!(evening_in_london.at_utc, "2025-12-31T16:00:00Z");
        assert_eq!(Now::at(1_767_196_799).today.to_string(), "2025-12-31");
    }
}
