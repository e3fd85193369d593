//! What the rules of one report share: last year's report made comparable, the text with its live numbers resolved.

use super::prose::Prose;
use super::{Basis, ReportInput};
use crate::annual_report::{Address, Citation, LiveNumbers, PreviousReport};

/// The regulation under which reports are written since 2019, as it is cited.
const REGULATION: &str = "《中华人民共和国政府信息公开条例》（国务院令第711号）";

/// The first report year under it: it is in force since 15 May 2019.
const REGULATION_SINCE: i32 = 2019;

/// One report as the rules see it.
pub(super) struct ReportContext<'a> {
    pub(super) input: &'a ReportInput<'a>,
    /// Last year's report, or why it cannot be compared.
    pub(super) previous: Result<PreviousReport<'a>, String>,
    pub(super) prose: Prose,
}

impl<'a> ReportContext<'a> {
    pub(super) fn new(input: &'a ReportInput<'a>) -> ReportContext<'a> {
        let previous = match input.previous {
            Some(previous) => PreviousReport::of(input.figures, previous, input.forms),
            None => Err("没有提供上一年度报告".to_string()),
        };
        let numbers = LiveNumbers { form: input.form, figures: input.figures, previous: previous.clone().ok() };
        let prose = Prose::read(&numbers);
        ReportContext { input, previous, prose }
    }

    /// The integer of a cell this year; `None` when the form has no such cell, or it is blank or no number.
    pub(super) fn count(&self, at: &str) -> Option<i64> {
        let at = Address::from(at);
        self.input.form.cell(&at)?;
        self.input.figures.count(&at)
    }

    /// The integer of a row's 总计 in table 三.
    pub(super) fn row_total(&self, row: &str) -> Option<i64> {
        self.count(&format!("requests.{row}.total"))
    }

    /// Whether the form of the year has this cell.
    pub(super) fn has_cell(&self, at: &str) -> bool {
        self.input.form.cell(&Address::from(at)).is_some()
    }

    /// A basis as printed.
    pub(super) fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Form(place) => format!("{}{place}", cited(&self.input.form.citation)),
            // Reports of the years before it rest on what their form cites.
            Basis::Regulation(_) if self.input.figures.year < REGULATION_SINCE => cited(&self.input.form.citation),
            Basis::Regulation(article) => format!("{REGULATION}{article}"),
            Basis::Unverified(words) => format!("{words}【依据待核】"),
            Basis::Practice => String::new(),
        }
    }
}

fn cited(citation: &Citation) -> String {
    let mark = if citation.checked { "" } else { "【依据待核】" };
    format!("《{}》（{}）{mark}", citation.title, citation.number)
}
