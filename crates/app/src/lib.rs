//! Use cases: the only crate that the window and the command line call.

mod assets;
mod error;
pub mod export;
pub mod figures_json;
pub mod files;
pub mod findings_text;
pub mod formats;
pub mod output;
pub mod prepare;
mod report_view;
pub mod view;

pub use assets::{Assets, AssetsError};
pub use prepare::Now;
