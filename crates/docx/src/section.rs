//! Paper, margins and grid of a section.

use crate::layout::{Page, Twips};
use docx_rs::{DocGrid, DocGridType, PageMargin, PageOrientationType, PageSize, SectionProperty, SectionType};
use mingce_document::{Orientation, Section, SectionStart, StyleSheet};

/// The properties of a section without its page numbers, heads and feet.
pub(crate) fn property(sheet: &StyleSheet, section: &Section) -> SectionProperty {
    let page = Page::of(sheet, section.orientation);
    let orientation = match section.orientation {
        Orientation::Portrait => PageOrientationType::Portrait,
        Orientation::Landscape => PageOrientationType::Landscape,
    };
    let margin = PageMargin {
        top: page.top,
        left: page.left,
        bottom: page.bottom,
        right: page.right,
        header: page.header,
        footer: page.footer,
        gutter: 0,
    };
    let pitch = sheet.line_pitch.tw().unsigned_abs() as usize;
    let grid = DocGrid::with_empty().grid_type(grid_type(&page, pitch)).line_pitch(pitch);
    let mut property = SectionProperty::new()
        .page_size(PageSize::new().size(page.width.unsigned_abs(), page.height.unsigned_abs()).orient(orientation))
        .page_margin(margin)
        .doc_grid(grid);
    property.section_type = Some(match section.start {
        SectionStart::NextPage => SectionType::NextPage,
        SectionStart::OddPage => SectionType::OddPage,
    });
    property
}

/// A grid only where its lines fill the text area: LibreOffice puts what is left over above and below them, so that the
/// text of a page across would begin lower than on our pages, and end on more of them. Lines only: LibreOffice gives each
/// character two cells of a grid of lines and characters.
fn grid_type(page: &Page, pitch: usize) -> DocGridType {
    // Less than a point is rounding.
    const ROUNDING: usize = 20;
    let height = page.text_height().unsigned_abs() as usize;
    if height % pitch.max(1) < ROUNDING { DocGridType::Lines } else { DocGridType::Default }
}
