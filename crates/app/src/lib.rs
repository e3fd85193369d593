//! Use cases: the only crate that the window and the command line call.

mod assets;
pub mod figures_json;
pub mod output;
pub mod view;

pub use assets::{Assets, AssetsError};
