//! Pages: breaks, keeping together, numbers, sections, contents, footnotes, figures.

use super::build::*;
use crate::*;
use mingce_document::*;

#[test]
fn a_heading_goes_to_the_page_of_its_text() {
    // 21 lines of text leave one line: a heading alone would fit there.
    let pages = set(&document(vec![
        para("p", ParaStyle::BodyFlush, &"政".repeat(28 * 21)),
        para("h", ParaStyle::Heading1, "一、总体情况"),
        body("q", 60),
    ]));
    assert_eq!(pages.anchors[&NodeId::from("h")].page, 1);
    assert_eq!(pages.anchors[&NodeId::from("q")].page, 1);
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    for before in 15..22 {
        for count in 2..9 {
            let pages = set(&document(vec![
                para("p", ParaStyle::BodyFlush, &"政".repeat(28 * before)),
                para("q", ParaStyle::BodyFlush, &"府".repeat(28 * count)),
            ]));
            let of_q = |page: &Page| runs(page).filter(|(_, run)| run.text().starts_with('府')).count();
            let lines: Vec<usize> = pages.pages.iter().map(of_q).collect();
            assert!(lines.iter().all(|n| *n != 1) || count == 1, "{before} lines, then {count}: {lines:?}");
            assert_eq!(lines.iter().sum::<usize>(), count);
        }
    }
}

/// The page numbers as printed, with their left edges.
fn numbers(pages: &Pages) -> Vec<(String, f64)> {
    let of = |page: &Page| {
        let run = runs(page).filter(|(role, _)| *role == Role::Artifact).last().map(|(_, run)| run.clone());
        run.map_or((String::new(), 0.0), |run| (run.text(), run.x))
    };
    pages.pages.iter().map(of).collect()
}

#[test]
fn odd_numbers_stand_right_and_even_ones_left_between_dashes() {
    let pages = set(&document(vec![body("a", 10), Block::PageBreak, body("b", 10)]));
    let [(first, right), (second, left)] = &numbers(&pages)[..] else { panic!("two pages") };
    assert_eq!((first.as_str(), second.as_str()), ("— 1 —", "— 2 —"));
    // One character (14 pt) inside the text area's edge, 28 mm from the paper's.
    assert!((left - Mm(28.0).pt().0 - 14.0).abs() < 0.01);
    assert!(*right > 450.0);
}

#[test]
fn a_section_on_an_odd_page_leaves_an_empty_page_without_a_number() {
    let mut second = section(vec![body("b", 10)]);
    second.start = SectionStart::OddPage;
    let mut document = document(vec![body("a", 10)]);
    document.sections.push(second);
    let pages = set(&document);
    assert_eq!(pages.pages.iter().map(|p| p.number).collect::<Vec<_>>(), [Some(1), None, Some(3)]);
    assert!(pages.pages[1].ops.is_empty());
}

#[test]
fn numbers_that_begin_anew_begin_on_a_sheet_of_their_own() {
    for (front, blank) in [(1, true), (2, false)] {
        let mut blocks = vec![body("a", 10)];
        blocks.extend((1..front).flat_map(|i| [Block::PageBreak, body(&format!("a{i}"), 10)]));
        let cover = Section { page_numbers: PageNumbering::None, ..section(blocks) };
        let part = Section {
            page_numbers: PageNumbering::Restart(1),
            start: SectionStart::OddPage,
            ..section(vec![body("b", 10)])
        };
        let document = Document { sections: vec![cover, part], ..document(vec![]) };
        let pages = set(&document);
        assert_eq!(pages.pages.len(), front + usize::from(blank) + 1, "{front} pages before");
        assert_eq!(pages.anchors[&NodeId::from("b")].page % 2, 0, "on a right-hand page");
        assert_eq!(pages.pages.last().unwrap().number, Some(1));
    }
}

#[test]
fn long_layout_tells_how_far_it_is_and_stops_when_told() {
    let mut blocks = vec![Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 1 })];
    for i in 1..=5 {
        blocks.extend([Block::PageBreak, para(&format!("h{i}"), ParaStyle::Heading1, "一、总体情况")]);
    }
    let (document, sheet) = (document(blocks), StyleSheet::gb9704());
    let mut heard: Vec<(usize, f64)> = Vec::new();
    let all = layout_told(&document, &sheet, fonts(), &mut |pass, share| {
        heard.push((pass, share));
        true
    });
    assert_eq!(all, Some(layout(&document, &sheet, fonts())));
    assert_eq!(heard.len(), 12, "six pages in two passes: {heard:?}");
    assert!(heard.windows(2).all(|pair| pair[0] < pair[1]), "{heard:?}");
    assert!(heard.iter().all(|(_, share)| (0.0..=1.0).contains(share)), "{heard:?}");
    for stop in 1..heard.len() {
        let mut left = stop;
        let stopped = layout_told(&document, &sheet, fonts(), &mut |_, _| {
            left -= 1;
            left > 0
        });
        assert_eq!(stopped, None, "stopped at {stop}");
    }
}

#[test]
fn pages_laid_out_after_an_earlier_version_are_those_of_a_first_layout() {
    let made = |parts: usize, title: &str, lines: usize, toc: bool| {
        let mut blocks =
            if toc { vec![Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 1 })] } else { vec![] };
        for i in 1..=parts {
            blocks.extend([Block::PageBreak, para(&format!("h{i}"), ParaStyle::Heading1, title)]);
            blocks.push(body(&format!("p{i}"), 28 * lines));
        }
        document(blocks)
    };
    // A title so long that a number of two figures takes another line of the contents.
    let long = "一".repeat(27);
    let versions = [
        made(8, "一、总体情况", 3, true),
        made(8, "一、总体情况", 4, true),
        made(9, "一、总体情况", 3, true),
        made(12, "一、总体情况", 30, true),
        made(40, &long, 3, true),
        made(28, &long, 3, true),
        made(3, &long, 3, false),
        made(2, "一、总体情况", 3, true),
    ];
    let sheet = StyleSheet::gb9704();
    let first: Vec<_> = versions.iter().map(|version| layout(version, &sheet, fonts())).collect();
    for (version, expected) in versions.iter().zip(&first) {
        for before in &first {
            assert_eq!(&layout_after(version, &sheet, fonts(), before), expected);
        }
    }
}

#[test]
fn unnumbered_pages_are_not_counted_and_numbering_may_begin_anew() {
    let with = |numbering| Section { page_numbers: numbering, ..section(vec![body("p", 5)]) };
    let numberings = [PageNumbering::None, PageNumbering::Continue, PageNumbering::Restart(7), PageNumbering::Continue];
    let document = Document { sections: numberings.map(with).to_vec(), ..document(vec![]) };
    let numbers: Vec<_> = set(&document).pages.iter().map(|p| p.number).collect();
    assert_eq!(numbers, [None, Some(1), Some(7), Some(8)]);
}

#[test]
fn a_page_across_has_its_number_where_the_bound_page_has_it() {
    let mut document = document(vec![body("p", 5)]);
    document.sections[0].orientation = Orientation::Landscape;
    let pages = set(&document);
    let page = &pages.pages[0];
    assert!(page.width > page.height);
    let number = runs(page).last().unwrap().1;
    assert_eq!(number.turn, 90.0);
    // Left of the text area, which begins 35 mm in; near its lower end, for an odd page.
    assert!(number.x < Mm(35.0).pt().0 && number.y > page.height / 2.0);
}

#[test]
fn contents_give_the_pages_of_headings_and_lead_there() {
    let mut blocks = vec![Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 2 }), Block::PageBreak];
    for i in 1..=12 {
        blocks.push(para(&format!("h{i}"), ParaStyle::Heading1, "一、总体情况"));
        blocks.push(body(&format!("p{i}"), 28 * 21));
    }
    let pages = set(&document(blocks));
    let entries: Vec<String> =
        runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Contents).map(|(_, run)| run.text()).collect();
    let printed: Vec<String> = entries.iter().filter(|t| t.chars().all(|c| c.is_ascii_digit())).cloned().collect();
    let real: Vec<String> = (1..=12)
        .map(|i| pages.pages[pages.anchors[&NodeId(format!("h{i}"))].page].number.unwrap().to_string())
        .collect();
    assert_eq!(printed, real);
    let sheet = StyleSheet::gb9704();
    let right = sheet.page.width.pt().0 - sheet.page.upright.right.pt().0;
    for (_, run) in runs(&pages.pages[0]).filter(|(r, run)| *r == Role::Contents && run.text().len() < 3) {
        let end = run.x + run.glyphs.len() as f64 * run.size / 2.0;
        assert!((end - right).abs() < 1.0, "{} ends at {end}", run.text());
    }
    let targets: Vec<_> = pages.pages[0].ops.iter().filter(|op| matches!(op.draw, Draw::Link { .. })).collect();
    assert_eq!(targets.len(), 12);
}

#[test]
fn in_the_contents_a_part_never_stands_last_on_its_page_before_its_first_chapter() {
    // So many chapters of the first part that the second part would be the last line of some page.
    for chapters in 15..30 {
        let mut blocks = vec![Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 2 }), Block::PageBreak];
        blocks.push(para("part.1", ParaStyle::Heading1, "第一部分"));
        blocks.extend((0..chapters).map(|i| para(&format!("c{i}"), ParaStyle::Heading2, "（一）办法")));
        blocks.push(para("part.2", ParaStyle::Heading1, "第二部分"));
        blocks.push(para("last", ParaStyle::Heading2, "（二）规定"));
        let pages = set(&document(blocks));
        let listed = |page: &Page| -> String {
            runs(page).filter(|(r, _)| *r == Role::Contents).map(|(_, run)| run.text()).collect()
        };
        let with = |word: &str| pages.pages.iter().position(|page| listed(page).contains(word));
        assert_eq!(with("第二部分"), with("（二）规定"), "{chapters}");
    }
}

#[test]
fn a_page_reference_is_the_number_of_its_page() {
    let inlines = vec![
        Inline::Text { text: "见第".into(), style: CharStyle::Plain },
        Inline::PageRef { target: "far".into() },
        Inline::Text { text: "页".into(), style: CharStyle::Plain },
    ];
    let see = Paragraph { inlines, ..Paragraph::text("p", ParaStyle::Body, "") };
    let pages = set(&document(vec![Block::Paragraph(see), body("long", 28 * 22 * 10), body("far", 10)]));
    let number = pages.pages[pages.anchors[&NodeId::from("far")].page].number.unwrap();
    assert!(number > 9);
    assert!(read(&pages)[0].starts_with(&format!("见第{number}页")));
}

#[test]
fn footnotes_stand_on_the_page_of_their_mark_and_too_many_go_on() {
    let note =
        |text: &str| Inline::Footnote { inlines: vec![Inline::Text { text: text.into(), style: CharStyle::Plain }] };
    let called = |id: &str, count: usize| {
        let mut p = Paragraph::text(id, ParaStyle::Body, "正文");
        p.inlines.extend((0..count).map(|_| note(&"注".repeat(200))));
        Block::Paragraph(p)
    };
    let pages = set(&document(vec![body("a", 28 * 10), called("b", 1), body("c", 28 * 12)]));
    let notes = |page: &Page| {
        let of: String = runs(page).filter(|(r, _)| *r == Role::Note).map(|(_, run)| run.text()).collect();
        of.matches('注').count()
    };
    assert_eq!(pages.pages.iter().map(notes).collect::<Vec<_>>(), [200, 0]);
    let many = set(&document(vec![called("b", 30)]));
    assert_eq!(many.pages.iter().map(notes).sum::<usize>(), 30 * 200);
    assert!(many.pages.len() > 2);
}

#[test]
fn the_outline_holds_headings_with_their_places() {
    let pages = set(&document(vec![
        para("t", ParaStyle::Title, "报告"),
        para("h", ParaStyle::Heading1, "一、总体情况"),
        para("g", ParaStyle::Heading2, "（一）主动公开"),
        body("p", 5),
    ]));
    let found: Vec<_> = pages.outline.iter().map(|h| (h.level, h.title.as_str(), h.place.page)).collect();
    assert_eq!(found, [(1, "一、总体情况", 0), (2, "（一）主动公开", 0)]);
    assert!(pages.outline[0].place.y < pages.outline[1].place.y);
}

#[test]
fn a_chart_larger_than_the_page_is_scaled_down_with_its_text() {
    let shape = Shape {
        id: "s".into(),
        kind: ShapeKind::Process,
        rect: Rect { x: Mm(0.0), y: Mm(0.0), width: Mm(300.0), height: Mm(900.0) },
        lines: vec![TextLine { text: "受理".into(), center_x: Mm(150.0), baseline_y: Mm(450.0) }],
        size: Pt(10.5),
    };
    let drawing =
        Drawing { width: Mm(300.0), height: Mm(900.0), shapes: vec![shape], connectors: vec![], stroke: Pt(0.75) };
    let caption = Some(Paragraph::text("c", ParaStyle::Caption, "图1 流程"));
    let figure = Figure { id: "f".into(), drawing, caption, alt: String::new() };
    let heading = para("h", ParaStyle::Heading1, "一、办理流程");
    let pages = set(&document(vec![body("p", 40), heading, Block::Figure(figure)]));
    assert_eq!(pages.anchors[&NodeId::from("h")].page, 1);
    let sheet = StyleSheet::gb9704();
    let bottom = sheet.page.height.pt().0 - sheet.page.upright.bottom.pt().0;
    assert_eq!(pages.anchors[&NodeId::from("f")].page, 1);
    assert_eq!(pages.anchors[&NodeId::from("f")].page, pages.anchors[&NodeId::from("c")].page);
    let text = first_run(&pages, "f").1;
    assert!(text.size < 4.0, "{}", text.size);
    assert!(pages.anchors[&NodeId::from("c")].y + StyleSheet::gb9704().pitch(ParaStyle::Caption).0 <= bottom + 0.1);
}

#[test]
fn a_watermark_lies_under_every_page() {
    let mut document = document(vec![body("a", 10), Block::PageBreak, body("b", 10)]);
    document.watermark = Some(Watermark { text: "草稿".into() });
    for page in &set(&document).pages {
        for op in &page.ops[..2] {
            let Draw::Path { segments, fill: Some(gray), .. } = &op.draw else { panic!("not an outline: {op:?}") };
            assert!(segments.len() > 20 && *gray > 0.8 && op.role == Role::Artifact);
        }
        assert!(!page.text(true).contains('稿'));
    }
}
