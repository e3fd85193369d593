//! Integration tests over all crates: one binary, one module per concern.

mod application;
mod booklets;
mod catalogue_import;
mod catalogue_sheets;
mod chart_looks;
mod counting;
mod documents;
mod golden;
mod invariants;
mod journeys;
mod preview;
mod processes;
mod program;
mod raster;
mod same_pages;
mod search;
mod styles;
