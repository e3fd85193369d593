//! What the layout tells: balanced titles and heads, tables kept whole.

use super::{Element, all, parts, spans::document};
use crate::{Options, write_with};
use mingce_document::{Block, Cell, CellRole, ParaStyle, Paragraph, Pt, Row, RowHeight, Scope, StyleSheet, Table};

fn body(blocks: Vec<Block>, options: &Options) -> Element {
    let bytes = write_with(&document(blocks), &StyleSheet::gb9704(), options).unwrap();
    parts(&bytes)["word/document.xml"].clone()
}

#[test]
fn a_title_is_parted_where_the_layout_parts_it_and_keeps_all_its_characters() {
    let title = || Block::Paragraph(Paragraph::text("t", ParaStyle::Title, "某县人民政府2025年报告"));
    let options = Options { line_ends: [("t".into(), vec![6])].into(), ..Options::default() };
    let root = body(vec![title()], &options);
    let texts: Vec<String> = all(&root, "w:t").iter().map(|text| super::characters(text)).collect();
    assert_eq!(texts, ["某县人民政府", "2025年报告"]);
    assert_eq!(all(&root, "w:br").len(), 1);
    let options = Options { line_ends: [("t".into(), vec![2, 6])].into(), ..Options::default() };
    assert_eq!(all(&body(vec![title()], &options), "w:br").len(), 2);
    for nowhere in [0, 13, 14, usize::MAX] {
        let options = Options { line_ends: [("t".into(), vec![nowhere])].into(), ..Options::default() };
        let root = body(vec![title()], &options);
        assert!(all(&root, "w:br").is_empty(), "{nowhere}");
        assert_eq!(super::characters(&root), "某县人民政府2025年报告");
    }
}

fn table() -> Table {
    let head =
        |id: &str| Cell::of(CellRole::Head(Scope::Column), Paragraph::text(id, ParaStyle::TableHead, "商业企业"));
    let data = |id: &str| Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableNumber, "0"));
    let row = |cells| Row { height: RowHeight::Auto, cells };
    Table {
        id: "table".into(),
        summary: String::new(),
        columns: vec![0.5, 0.5],
        head_rows: 1,
        rows: vec![
            row(vec![head("h1"), head("h2")]),
            row(vec![data("a").spanning(1, 2), data("b")]),
            row(vec![data("c")]),
        ],
    }
}

/// For each row, how many of its paragraphs say that they stay with the next.
fn kept(root: &Element) -> Vec<(usize, usize)> {
    let rows = all(root, "w:tr");
    let count = |row: &&Element| (all(row, "w:keepNext").len(), all(row, "w:p").len());
    rows.iter().map(count).collect()
}

#[test]
fn the_rows_of_a_table_that_stands_whole_stay_together_and_heads_always_stay_with_their_rows() {
    let free = body(vec![Block::Table(table())], &Options::default());
    assert_eq!(kept(&free), [(2, 2), (0, 2), (0, 2)]);
    let options = Options { whole_tables: ["table".into()].into(), ..Options::default() };
    let whole = body(vec![Block::Table(table())], &options);
    // In every paragraph, fillers of merged cells too: Word asks any, LibreOffice the first.
    assert_eq!(kept(&whole), [(2, 2), (2, 2), (0, 2)]);
}

#[test]
fn a_balanced_head_is_narrower_on_both_sides() {
    let options = Options { narrower: [("h1".into(), Pt(11.0))].into(), ..Options::default() };
    let root = body(vec![Block::Table(table())], &options);
    let indents: Vec<_> = all(&root, "w:ind").iter().map(|i| (i.attribute("w:left"), i.attribute("w:right"))).collect();
    assert_eq!(indents, [(Some("110"), Some("110"))]);
}

#[test]
fn name_and_date_stand_where_the_pages_have_them_and_not_where_their_styles_say() {
    let paragraph = |id, style| Block::Paragraph(Paragraph::text(id, style, "某县人民政府"));
    let blocks = vec![paragraph("name", ParaStyle::Signature), paragraph("date", ParaStyle::SignatureDate)];
    let options = Options {
        end_indents: [("name".into(), Pt(71.5))].into(),
        start_indents: [("date".into(), Pt(300.0))].into(),
        ..Options::default()
    };
    let root = body(blocks, &options);
    // The styles' indents are in characters, which count more than twips unless the paragraph says that it has none.
    let names = ["w:left", "w:leftChars", "w:right", "w:rightChars"];
    let indents: Vec<_> = all(&root, "w:ind").iter().map(|ind| names.map(|name| ind.attribute(name))).collect();
    let zero = Some("0");
    assert_eq!(indents, [[zero, zero, Some("1430"), zero], [Some("6000"), zero, zero, zero]]);
    // The date's digits measure what the reader's face says: only its beginning can be told.
    assert_eq!(all(&root, "w:jc").last().unwrap().attribute("w:val"), Some("left"));
}
