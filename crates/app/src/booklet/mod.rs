//! Guide booklets: what stands in one, whether it may be final, its files.

mod charts;
pub(crate) mod content;
mod gate;
pub mod view;

pub use mingce_domain::booklet::{Edition, KeptBooklet};

pub(crate) use charts::{Charts, LastCharts};
pub(crate) use content::{Content, Named, index, office};
pub(crate) use gate::refuse_unfinished;

use crate::formats::Format;
use mingce_document::PdfFonts;

/// Formats that a booklet has.
pub const FORMATS: [Format; 2] = [Format::Docx, Format::Pdf];

/// The longest title, and the longest name of who compiled it, in characters: they stand on one cover.
pub const LONGEST_TITLE: usize = 60;

/// What booklet is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookletRequest {
    /// Which edition.
    pub edition: Edition,
    /// The offices, by identity, name or code; empty for all of the edition's tiers.
    pub agencies: Vec<String>,
    /// The items, by identity, number, name or path (一级事项/二级事项); empty for all that may be shown.
    pub items: Vec<String>,
    /// Its title, if not the usual one.
    pub title: Option<String>,
    /// 编印单位, if not the file's own office.
    pub compiler: Option<String>,
    /// The day up to which it is right, if not today.
    pub day: Option<chrono::NaiveDate>,
    /// Formats; never empty.
    pub formats: Vec<Format>,
    /// Where the fonts of a PDF come from, if not as the style says.
    pub fonts: Option<PdfFonts>,
    /// Whether the office has checked the shipped passages that are 依据待核.
    pub texts_checked: bool,
    /// Whether the final version is wanted.
    pub is_final: bool,
}

impl BookletRequest {
    /// A draft of an edition, with everything as usual, in all formats.
    pub fn of(edition: Edition) -> BookletRequest {
        BookletRequest {
            edition,
            agencies: Vec::new(),
            items: Vec::new(),
            title: None,
            compiler: None,
            day: None,
            formats: FORMATS.to_vec(),
            fonts: None,
            texts_checked: false,
            is_final: false,
        }
    }
}
