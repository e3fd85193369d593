//! Checks: findings with rule ids, places and remedies. Drafting never fails on incomplete data; only the final
//! version passes the gate.
//!
//! One file per family of rules; [`rules`] lists those of the report, the catalogue and the ledger have their own doors. What `domain/common_errors.md` names beyond them is owned by
//! nobody yet.

mod applications;
mod applications_words;
mod catalogue;
mod catalogue_whole;
mod cells;
mod context;
mod continuity;
mod disputes;
mod disputes_text;
mod documents_text;
mod equations;
mod finding;
mod gate;
mod input;
mod ledger;
mod ledger_fees;
mod ledger_letters;
mod mention;
mod plausible;
mod prose;
mod reading;
mod register;
mod repetition;
mod report;
mod rollup;
mod rule;
mod structure;
mod version;
mod wording;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;

pub use catalogue::{CatalogueContext, Twin, catalogue_unchecked, check_catalogue, check_item, check_twins};
pub use catalogue_whole::{ClauseCover, clause_cover};
pub use disputes::check_disputes;
pub use finding::{Excuse, Finding, Findings, Severity, Unchecked};
pub use gate::{Blocker, Gate, gate};
pub use input::{DocumentFacts, ReportInput, TableFacts};
pub use ledger::{LedgerCase, check_case, check_ledger};
pub use ledger_fees::{check_report_fees, fees_of_year};
pub use ledger_letters::old_term;
pub use register::rules;
pub use report::{check_report, is_excusable};
pub use rule::{Basis, Need, Rule};

use context::ReportContext;
