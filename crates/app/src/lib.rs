//! Use cases: the only crate that the window and the command line call.

mod assets;
mod error;
pub mod figures_json;
pub mod files;
pub mod formats;
pub mod output;
pub mod prepare;
pub mod view;

pub use assets::{Assets, AssetsError};
pub use prepare::Now;
