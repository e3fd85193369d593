//! The law and the counting: types, working days, tallies, checks.
//!
//! No IO, no clock, no SQL: `today` is an argument, forms and law tables are passed in. Terms follow the glossary; one
//! English name per Chinese term.

#[macro_use]
mod words;

pub mod agency;
pub mod annual_report;
pub mod application;
pub mod booklet;
pub mod catalogue;
pub mod check;
pub mod deadline;
pub mod dispute;
pub mod personal;
pub mod process;
pub mod publication;
pub mod veil;
