//! Whatever the document: every character on exactly one page, inside the text area, and never a panic.

use super::build::*;
use crate::*;
use mingce_document::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn text() -> impl Strategy<Value = String> {
    let ch = prop_oneof![
        6 => proptest::char::range('\u{4E00}', '\u{9FA0}'),
        2 => proptest::sample::select("，。、；：“”‘’（）《》——……·！？".chars().collect::<Vec<_>>()),
        2 => proptest::char::range('0', '9'),
        1 => proptest::char::range('a', 'z'),
        1 => Just(' '),
    ];
    proptest::collection::vec(ch, 0..160).prop_map(|chars| chars.into_iter().collect())
}

fn style() -> impl Strategy<Value = ParaStyle> {
    proptest::sample::select(ParaStyle::ALL.to_vec())
}

fn a_paragraph() -> impl Strategy<Value = Paragraph> {
    (style(), text(), text(), any::<bool>()).prop_map(|(style, one, two, keep)| {
        let mut p = Paragraph::text("x", style, one);
        p.inlines.push(Inline::LineBreak);
        p.inlines.push(Inline::Text { text: two, style: CharStyle::Strong });
        p.keep_with_next = keep;
        p
    })
}

fn a_cell() -> impl Strategy<Value = Cell> {
    (text(), 1..4usize, 1..5usize, any::<bool>(), 1..4usize).prop_map(|(t, cols, rows, vertical, repeat)| {
        let mut cell = Cell::of(CellRole::Data, Paragraph::text("x", ParaStyle::TableText, t.repeat(repeat)));
        cell.vertical_text = vertical && cols == 1;
        cell.spanning(cols, rows)
    })
}

fn height() -> impl Strategy<Value = RowHeight> {
    prop_oneof![
        3 => Just(RowHeight::Auto),
        1 => (1.0..400.0f64).prop_map(|mm| RowHeight::AtLeast(Mm(mm))),
        1 => (1.0..400.0f64).prop_map(|mm| RowHeight::Exact(Mm(mm))),
    ]
}

fn a_table() -> impl Strategy<Value = Table> {
    let rows = proptest::collection::vec((height(), proptest::collection::vec(a_cell(), 0..4)), 0..9);
    (rows, proptest::collection::vec(0.1..1.0f64, 1..5), 0..4usize).prop_map(|(rows, columns, head_rows)| Table {
        id: "x".into(),
        summary: String::new(),
        columns,
        head_rows,
        rows: rows.into_iter().map(|(height, cells)| Row { height, cells }).collect(),
    })
}

fn a_document() -> impl Strategy<Value = Document> {
    let block = prop_oneof![
        4 => a_paragraph().prop_map(Block::Paragraph),
        2 => a_table().prop_map(Block::Table),
        1 => Just(Block::PageBreak),
    ];
    (proptest::collection::vec(block, 0..10), any::<bool>()).prop_map(|(blocks, across)| {
        let mut document = document(blocks);
        if across {
            document.sections[0].orientation = Orientation::Landscape;
        }
        name(&mut document);
        document
    })
}

/// Gives every paragraph a name of its own.
fn name(document: &mut Document) {
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        NodeId(format!("n{next}"))
    };
    for block in document.sections.iter_mut().flat_map(|s| &mut s.blocks) {
        match block {
            Block::Paragraph(p) => p.id = fresh(),
            Block::Table(t) => {
                t.rows.iter_mut().flat_map(|r| &mut r.cells).flat_map(|c| &mut c.blocks).for_each(|p| p.id = fresh());
            }
            _ => {}
        }
    }
}

fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    for block in document.sections.iter().flat_map(|s| &s.blocks) {
        match block {
            Block::Paragraph(p) => found.push(p),
            Block::Table(t) => found.extend(t.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.blocks)),
            _ => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_character_stands_on_exactly_one_page_in_order(document in a_document()) {
        let pages = set(&document);
        let mut drawn: BTreeMap<&NodeId, String> = BTreeMap::new();
        for op in pages.pages.iter().flat_map(|p| &p.ops).filter(|op| op.role != Role::Artifact) {
            if let (Some(node), Draw::Glyphs(run)) = (&op.node, &op.draw) {
                drawn.entry(node).or_default().push_str(&run.text());
            }
        }
        for p in paragraphs(&document) {
            let expected = p.plain_text().replace('\n', "");
            prop_assert_eq!(drawn.get(&p.id).map_or("", String::as_str), expected.as_str());
        }
    }

    #[test]
    fn nothing_stands_below_or_beside_the_text_area(document in a_document()) {
        let sheet = StyleSheet::gb9704();
        let orientation = document.sections[0].orientation;
        let margins = sheet.page.margins(orientation);
        let (width, height) = sheet.page.size(orientation);
        let (right, bottom) = (width.pt().0 - margins.right.pt().0, height.pt().0 - margins.bottom.pt().0);
        for op in set(&document).pages.iter().flat_map(|p| &p.ops).filter(|op| op.role != Role::Artifact) {
            if let Draw::Glyphs(run) = &op.draw {
                prop_assert!(run.y <= bottom + 0.1, "{} stands at {}", run.text(), run.y);
                // A stop may hang, but it begins inside.
                let ink = run.glyphs.iter().rev().find(|g| g.ch != ' ');
                let width = |g: &PlacedGlyph| match g.ch {
                    '，' | '。' | '、' | '；' | '：' | '！' | '？' => 0.0,
                    ch => fonts().fonts()[run.font].glyph(ch).map_or(1.0, |(_, advance)| advance),
                };
                let edge = ink.map_or(0.0, |g| run.x + g.x + width(g) * run.size);
                prop_assert!(edge <= right + 0.3, "{} ends at {edge}, the text area at {right}", run.text());
            }
        }
    }
}
