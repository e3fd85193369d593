//! Short ways to make documents, and to look at their pages.

use crate::*;
use mingce_document::*;
use std::{path::Path, sync::OnceLock};

pub(super) fn fonts() -> &'static FontSet {
    static FONTS: OnceLock<FontSet> = OnceLock::new();
    FONTS.get_or_init(|| FontSet::bundled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")).unwrap())
}

pub(super) fn set(document: &Document) -> Pages {
    layout(document, &StyleSheet::gb9704(), fonts())
}

pub(super) fn section(blocks: Vec<Block>) -> Section {
    Section {
        id: "s".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: None,
        blocks,
    }
}

pub(super) fn document(blocks: Vec<Block>) -> Document {
    Document { meta: Meta::default(), sections: vec![section(blocks)], watermark: None }
}

pub(super) fn para(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

/// Body text of so many characters.
pub(super) fn body(id: &str, count: usize) -> Block {
    para(id, ParaStyle::Body, &"公".repeat(count))
}

pub(super) fn cell(id: &str, text: &str) -> Cell {
    Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableText, text))
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { height: RowHeight::Auto, cells }
}

pub(super) fn table(columns: usize, head_rows: usize, rows: Vec<Row>) -> Table {
    let columns = vec![1.0 / columns as f64; columns];
    Table { id: "t".into(), summary: String::new(), columns, head_rows, rows }
}

/// All glyph runs of a page with their roles.
pub(super) fn runs(page: &Page) -> impl Iterator<Item = (Role, &GlyphRun)> {
    page.ops.iter().filter_map(|op| match &op.draw {
        Draw::Glyphs(run) => Some((op.role, run)),
        _ => None,
    })
}

/// Text that is read (no artifacts), page by page.
pub(super) fn read(pages: &Pages) -> Vec<String> {
    pages.pages.iter().map(|p| p.text(false).replace('\n', "")).collect()
}

/// Baselines of read text on a page, without repeats.
pub(super) fn baselines(page: &Page) -> Vec<f64> {
    let mut found: Vec<f64> = runs(page).filter(|(role, _)| *role != Role::Artifact).map(|(_, run)| run.y).collect();
    found.dedup();
    found
}

/// Where a node's first run stands: page and run.
pub(super) fn first_run<'a>(pages: &'a Pages, node: &str) -> (usize, &'a GlyphRun) {
    let node = NodeId::from(node);
    pages
        .pages
        .iter()
        .enumerate()
        .find_map(|(i, page)| {
            page.ops.iter().find_map(|op| match &op.draw {
                Draw::Glyphs(run) if op.node.as_ref() == Some(&node) && op.role != Role::Artifact => Some((i, run)),
                _ => None,
            })
        })
        .unwrap()
}
