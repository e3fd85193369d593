//! Checks: findings with rule ids, places and remedies. Drafting never fails on incomplete data; only the final
//! version passes the gate.

mod finding;

pub use finding::{Excuse, Finding, Findings, Severity, Unchecked};
