//! From the domain to documents: the annual report, the guide page, the booklet. The only crate that knows both.

pub mod annual_report;
pub mod application_sheet;
pub mod booklet;
pub mod case_bundle;
pub mod catalogue_sheet;
pub mod chart;
pub mod due_sheet;
pub mod facts;
pub mod guide_page;
pub mod letter;
pub mod notice_board;
pub mod process_page;
pub mod publication_sheet;
pub mod revision_table;
mod step_table;
mod table;
