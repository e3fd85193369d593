//! What the checks of one report look at.

use super::Finding;
use crate::annual_report::{Figures, FiguresAgency, Form, Forms};
use chrono::NaiveDate;

/// One report and what it can be compared with. What is missing makes rules 未检查, never passed.
#[derive(Debug, Clone)]
pub struct ReportInput<'a> {
    /// The form of the report *year* ([`Forms::for_year`]), whatever the figures say of themselves.
    pub form: &'a Form,
    /// All forms: last year's may be another one.
    pub forms: &'a Forms,
    /// The report.
    pub figures: &'a Figures,
    /// Last year's report.
    pub previous: Option<&'a Figures>,
    /// The reports of the units below, the government office's own included.
    pub children: Option<&'a [Figures]>,
    /// The units that have to report, where somebody knows them: names the missing ones (A12).
    pub units: Option<&'a [FiguresAgency]>,
    /// What the tolerant reader found while reading: wrong cells, unknown keys, rows of a wrong length.
    pub read_findings: Vec<Finding>,
    /// The composed or read document, as neutral facts.
    pub document: Option<&'a DocumentFacts>,
    /// The day of the check.
    pub today: NaiveDate,
}

impl<'a> ReportInput<'a> {
    /// A report by itself; comparisons are added by setting fields.
    pub fn new(form: &'a Form, forms: &'a Forms, figures: &'a Figures, today: NaiveDate) -> ReportInput<'a> {
        ReportInput {
            form,
            forms,
            figures,
            previous: None,
            children: None,
            units: None,
            read_findings: Vec::new(),
            document: None,
            today,
        }
    }
}

/// What the checks need to know of a document, whatever it is written in. All texts as printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentFacts {
    /// The title, its lines joined.
    pub title: String,
    /// The headings of the first level in order.
    pub headings: Vec<String>,
    /// The tables in order.
    pub tables: Vec<TableFacts>,
    /// All other text, paragraph by paragraph: searched for 【依据待核】.
    pub paragraphs: Vec<String>,
}

/// One table of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableFacts {
    /// Every head cell's text, of columns and of rows, in reading order.
    pub heads: Vec<String>,
    /// The unit printed above the table (`单位：件`), if any.
    pub unit: Option<String>,
}
