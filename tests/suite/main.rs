//! Integration tests over all crates: one binary, one module per concern.

mod counting;
mod documents;
mod golden;
mod invariants;
mod journeys;
mod preview;
mod program;
mod raster;
