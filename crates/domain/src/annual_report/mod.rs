//! The annual report (政府信息公开工作年度报告): its form, its figures, how they are counted, what it says.

mod address;
mod area;
mod area_units;
mod compile;
mod compile_note;
mod earlier_form;
mod figures;
mod form;
mod narrative;
mod narrative_numbers;
mod report_date;
mod tally;
mod tally_rules;
mod trace;
mod trace_sentence;
mod value;

pub use address::Address;
pub use area::{AbsentUnit, AreaCompiled, AreaPart, AreaYear, IncompleteCell, WhyAbsent, area};
pub use area_units::{AreaUnits, ReportingUnit, contributors, reporting_agency, units_for_year};
pub use compile::{Compiled, TypedFigure, UnitYear, compile, zero_report};
pub use compile_note::CompileNote;
pub use earlier_form::PreviousReport;
pub use figures::{
    Adjustment, Figures, FiguresAgency, InformationFee, Provenance, Reason, ReportHead, Scope, Sections, Source,
};
pub use form::{
    CellSpec, Citation, Equation, Form, FormCell, FormHeading, FormRow, FormTable, Forms, HeadScope, ValueKind,
};
pub use narrative::{BlockKind, LiveNumber, Measure, Narrative, NarrativeBlock, Span};
pub use narrative_numbers::{LiveNumbers, Origin, ResolvedBlock, ResolvedSpan, WhyMissing};
pub use report_date::ReportDate;
pub use tally::{Record, Tally, dispute_years, tally};
pub use tally_rules::{CountingRule, CountingRules, CountingSettings, ReopenedCases};
pub use trace::{Trace, TraceKind, TracePart, TraceRecord, trace, trace_area};
pub use value::{Decimal, Value};

use chrono::NaiveDate;

/// The first and the last day of a report year (统计期限: 1 January to 31 December).
///
/// `None` outside the years that calendar dates can hold.
pub fn period(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}
