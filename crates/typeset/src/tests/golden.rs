//! One small document, every operation: a change of layout must be seen and meant.

use super::build::*;
use crate::*;
use mingce_document::*;
use std::fmt::Write;

fn small() -> Document {
    let mut v = cell("v", "合计");
    v.vertical_text = true;
    let rows = vec![
        row(vec![
            Cell::of(CellRole::Head(Scope::Column), Paragraph::text("h", ParaStyle::TableHead, "项目")).spanning(2, 1),
            cell("n", "件数"),
        ]),
        row(vec![v.spanning(1, 2), cell("a", "予以公开"), cell("b", "12")]),
        row(vec![cell("c", "部分公开（区分处理）"), cell("d", "3")]),
    ];
    let mut p =
        Paragraph::text("p", ParaStyle::Body, "本机关坚持“以公开为常态、不公开为例外”，全年公开信息1234条，占45.9%。");
    p.inlines.push(Inline::Text { text: "待核".into(), style: CharStyle::Attention });
    document(vec![
        para("t", ParaStyle::Title, "示例县公开报告"),
        para("h1", ParaStyle::Heading1, "一、总体情况"),
        Block::Paragraph(p),
        Block::Table(table(3, 1, rows)),
    ])
}

/// Operations as text, a line each, rounded to a hundredth of a point.
fn listing(pages: &Pages) -> String {
    let mut out = String::new();
    for (i, page) in pages.pages.iter().enumerate() {
        let _ = writeln!(out, "page {} {:.2}x{:.2} number {:?}", i + 1, page.width, page.height, page.number);
        for op in &page.ops {
            let node = op.node.as_ref().map_or("-", |n| n.0.as_str());
            let _ = write!(out, "{:?} {node} ", op.role);
            let _ = match &op.draw {
                Draw::Glyphs(run) => {
                    let xs: Vec<String> = run.glyphs.iter().map(|g| format!("{:.2}", g.x)).collect();
                    let at = format!("{:.2},{:.2} {}pt font {}", run.x, run.y, run.size, run.font);
                    writeln!(out, "text {at} {:?} {} [{}]", run.range, run.text(), xs.join(" "))
                }
                Draw::Line { from, to, width } => {
                    writeln!(out, "line {:.2},{:.2} {:.2},{:.2} {width}", from.0, from.1, to.0, to.1)
                }
                Draw::Rect { x, y, width, height, fill, stroke } => {
                    writeln!(out, "rect {x:.2},{y:.2} {width:.2}x{height:.2} fill {fill:?} stroke {stroke:?}")
                }
                Draw::Path { segments, .. } => writeln!(out, "path of {}", segments.len()),
                Draw::Link { target, .. } => writeln!(out, "link to {}", target.0),
            };
        }
    }
    out
}

#[test]
fn the_pages_of_a_small_document_are_as_recorded() {
    let found = listing(&set(&small()));
    let recorded = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/small.pages.txt");
    // To record anew after a change that is meant: MINGCE_RECORD=1 cargo test -p mingce-typeset
    if std::env::var_os("MINGCE_RECORD").is_some() {
        std::fs::write(&recorded, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&recorded).unwrap();
    assert_eq!(found, expected, "layout has changed; see MINGCE_RECORD in this test");
}

#[test]
fn the_same_document_gives_the_same_pages() {
    assert_eq!(set(&small()), set(&small()));
}
