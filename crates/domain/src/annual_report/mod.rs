//! The annual report (政府信息公开工作年度报告): its form, its figures, how they are counted, what it says.

mod address;
mod figures;
mod form;
mod value;

pub use address::Address;
pub use figures::{
    Adjustment, Figures, FiguresAgency, InformationFee, Provenance, Reason, ReportHead, Scope, Sections, Source,
};
pub use form::{
    CellSpec, Citation, Equation, Form, FormCell, FormHeading, FormRow, FormTable, Forms, HeadScope, ValueKind,
};
pub use value::{Decimal, Value};

use chrono::NaiveDate;

/// The first and the last day of a report year (统计期限: 1 January to 31 December).
///
/// `None` outside the years that calendar dates can hold.
pub fn period(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}
