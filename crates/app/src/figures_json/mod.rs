//! `figures/1`: the public JSON of an annual report's figures.
//!
//! Reading never fails on content: what is wrong inside is a finding with its place. Only what is no JSON, no
//! `figures/*`, or of a newer schema is refused. Writing keeps fields that this program does not know.

mod read;
mod write;

pub use read::{FiguresFile, Refusal, read};
pub use write::write;

/// The schema that is written.
pub const SCHEMA: &str = "figures/1";
