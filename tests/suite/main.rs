//! Integration tests over all crates: one binary, one module per concern.

mod counting;
mod invariants;
