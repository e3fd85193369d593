//! Use cases: the only crate that the window and the command line call.

pub mod agencies_view;
pub mod application;
mod assets;
#[cfg(test)]
mod bindings_test;
pub mod booklet;
pub mod catalogue;
pub mod compile;
pub mod desk;
pub mod dispute;
mod error;
pub mod export;
pub mod figures_json;
pub mod files;
pub mod findings_text;
mod font_folders;
pub mod formats;
mod guide;
mod missing_glyphs;
mod new_file;
pub mod output;
pub mod prepare;
mod preview;
mod preview_find;
pub mod process;
pub mod publication;
mod report_view;
mod sample;
pub mod search;
mod session;
mod shipped_fonts;
pub mod style;
pub mod style_view;
mod text_diff;
pub mod version_view;
pub mod view;
pub mod workbench_view;
pub mod year_lock;

pub use assets::{Assets, AssetsError};
pub use export::Continue;
pub use mingce_domain::agency::{AgencyId, AgencyLevel};
pub use mingce_domain::check::{ClauseCover, Findings};
pub use mingce_domain::process::renew::PartThreeWay;
pub use prepare::Now;
pub use preview::{Preview, Printed, Turn};
pub use session::{CalendarAdded, Compared, LATE, Moved, RegisterLine, Session};
