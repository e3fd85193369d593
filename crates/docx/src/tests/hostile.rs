//! Input that nobody should send, and that comes all the same.

use super::{all, characters, keep, parts, sample, spans::document, written};
use crate::write;
use mingce_document::{
    Block, CharStyle, Connector, Document, Drawing, End, Figure, Inline, Label, Meta, Mm, NodeId, ParaStyle, Paragraph,
    Point, Pt, Rect, Shape, ShapeKind, Side, StyleSheet, TableOfContents, TextLine, Watermark,
};

const NASTY: &str = "甲\u{0}\u{1}\u{8}乙]]><w:p/>&amp;\"'\u{FFFE}\u{1F}\r\n\t丙👩‍⚖️𬭎\u{7F}";
const CLEAN: &str = "甲乙]]><w:p/>&amp;\"'  丙👩‍⚖️𬭎";

#[test]
fn text_comes_back_as_it_was_less_what_xml_cannot_hold() {
    let paragraph = Paragraph::text(NASTY, ParaStyle::Body, NASTY);
    let mut heading = Paragraph::text("heading", ParaStyle::Heading1, NASTY);
    heading.inlines.push(Inline::IndexMark { entry: format!("{NASTY}:\"\\"), sort: NASTY.into() });
    heading.inlines.push(Inline::Footnote {
        inlines: vec![
            Inline::Text { text: NASTY.into(), style: CharStyle::Attention },
            Inline::Footnote { inlines: vec![Inline::Text { text: "内".into(), style: CharStyle::Plain }] },
        ],
    });
    let mut document = document(vec![
        Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 200 }),
        Block::Paragraph(heading),
        Block::Paragraph(paragraph),
    ]);
    document.sections[0].running_head = Some(NASTY.into());
    document.watermark = Some(Watermark { text: NASTY.into() });
    document.meta = Meta {
        title: NASTY.into(),
        author: NASTY.into(),
        subject: NASTY.into(),
        keywords: vec![NASTY.into()],
        language: "zh\"<CN".into(),
        created: NASTY.into(),
    };
    let mut sheet = StyleSheet::gb9704();
    for (_, name) in &mut sheet.faces {
        name.name = format!("{}<&\"'>", name.name);
    }
    for (_, format) in &mut sheet.styles {
        format.name = format!("{}<&\"'>", format.name);
    }
    document.meta.language = "zh-CN".into();
    let bytes = write(&document, &sheet).unwrap();
    keep("hostile.docx", &bytes);
    let parts = parts(&bytes);
    let texts: Vec<String> = all(&parts["word/document.xml"], "w:t").into_iter().map(characters).collect();
    assert_eq!(texts.iter().filter(|text| *text == CLEAN).count(), 2, "heading and paragraph: {texts:?}");
    assert_eq!(texts[0], CLEAN.replace("  ", " "), "an entry of the contents is one line");
    assert!(all(&parts["word/footnotes.xml"], "w:t").into_iter().any(|text| characters(text) == CLEAN));
    assert!(all(&parts["word/header1.xml"], "w:t").into_iter().any(|text| characters(text) == CLEAN));
    assert_eq!(all(&parts["word/header1.xml"], "v:textpath")[1].attribute("string"), Some(CLEAN));
    assert_eq!(characters(all(&parts["docProps/core.xml"], "dc:title")[0]), CLEAN);
    assert!(all(&parts["docProps/core.xml"], "dcterms:created").is_empty());
    let styles = &parts["word/styles.xml"];
    assert!(all(styles, "w:name").iter().any(|name| name.attribute("w:val") == Some("正文顶格<&\"'>")));
    assert!(all(styles, "w:rFonts").iter().any(|fonts| fonts.attribute("w:ascii") == Some("黑体<&\"'>")));
    assert_eq!(all(&parts["word/fontTable.xml"], "w:font")[2].attribute("w:name"), Some("黑体<&\"'>"));
    let marks: Vec<_> = all(&parts["word/document.xml"], "w:instrText").into_iter().map(characters).collect();
    assert!(marks.iter().any(|mark| mark.starts_with(" XE \"甲乙]]><w\\:p/>&amp;\\\"'")), "{marks:?}");
}

#[test]
fn very_long_names_are_written_whole_where_word_allows_it() {
    let name = "示例县".repeat(2_000);
    let mut document = document(vec![Block::Paragraph(Paragraph::text(name.as_str(), ParaStyle::Title, &name))]);
    document.meta.title = name.clone();
    document.sections[0].running_head = Some(name.clone());
    let bytes = write(&document, &StyleSheet::gb9704()).unwrap();
    keep("long.docx", &bytes);
    let parts = parts(&bytes);
    assert_eq!(characters(all(&parts["word/document.xml"], "w:t")[0]), name);
    let bookmarks = all(&parts["word/document.xml"], "w:bookmarkStart");
    assert!(bookmarks.iter().all(|bookmark| bookmark.attribute("w:name").is_some_and(|name| name.len() <= 40)));
}

#[test]
fn documents_with_nothing_in_them_are_files_all_the_same() {
    let none = Document { meta: Meta::default(), sections: vec![], watermark: None };
    let contents = Block::TableOfContents(TableOfContents { id: "".into(), depth: 0 });
    let breaks = vec![contents, Block::PageBreak, Block::PageBreak];
    for (name, document) in
        [("none", none), ("empty", document(vec![])), ("breaks", document(breaks)), ("sample", sample::everything())]
    {
        let bytes = write(&document, &StyleSheet::gb9704()).unwrap();
        keep(&format!("{name}.docx"), &bytes);
        let parts = parts(&bytes);
        let body = parts["word/document.xml"].find("w:body").unwrap();
        assert!(body.find("w:sectPr").is_some(), "{name}");
    }
}

#[test]
fn impossible_geometry_is_drawn_somehow_and_breaks_nothing() {
    let wild = [0.0, -1.0, 1e300, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let blocks = wild.iter().enumerate().map(|(at, &value)| {
        let (other, line) =
            (wild[(at + 1) % wild.len()], TextLine { text: NASTY.into(), center_x: Mm(value), baseline_y: Mm(value) });
        let rect = Rect { x: Mm(value), y: Mm(other), width: Mm(value), height: Mm(other) };
        let end = |side| End { shape: "same".into(), side };
        let point = |x: f64, y: f64| Point { x: Mm(x), y: Mm(y) };
        let shape = Shape {
            id: "same".into(),
            kind: ShapeKind::Data,
            rect,
            lines: vec![line.clone(), line.clone()],
            size: Pt(value),
        };
        let connector = Connector {
            id: String::new(),
            from: end(Side::Left),
            to: End { shape: "nowhere".into(), side: Side::Right },
            points: vec![point(value, other), point(other, value), point(0.0, 1.0), point(1.0, 1.0)],
            label: Some(Label { line, rect, size: Pt(other) }),
        };
        let lonely = Connector { points: vec![point(1.0, 1.0)], ..connector.clone() };
        Block::Figure(Figure {
            id: NodeId::from("figure"),
            drawing: Drawing {
                width: Mm(value),
                height: Mm(other),
                shapes: vec![shape.clone(), shape],
                connectors: vec![connector, lonely],
                stroke: Pt(value),
            },
            caption: None,
            alt: NASTY.into(),
        })
    });
    let bytes = written(&document(blocks.collect()));
    keep("geometry.docx", &bytes);
    let parts = parts(&bytes);
    assert_eq!(all(&parts["word/document.xml"], "wp:inline").len(), 2 * wild.len());
}

#[test]
fn lengths_without_measure_are_cut_to_what_word_takes() {
    let mut paragraph = Paragraph::text("blank", ParaStyle::Body, "");
    paragraph.inlines = [0.0, -5.0, 1e9, f64::NAN].map(|width| Inline::Blank { width: Mm(width) }).to_vec();
    let mut sheet = StyleSheet::gb9704();
    sheet.line_pitch = Pt(1e12);
    sheet.page.chars = u32::MAX;
    sheet.page.upright.left = Mm(-1e12);
    sheet.table.around = Pt(1e12);
    let bytes = write(&document(vec![Block::Paragraph(paragraph)]), &sheet).unwrap();
    let parts = parts(&bytes);
    let line = |text: &&&crate::xml::Element| {
        text.children.iter().any(|node| matches!(node, crate::xml::Node::Text(text) if text.starts_with('_')))
    };
    assert_eq!(all(&parts["word/document.xml"], "w:t").iter().filter(line).count(), 4);
}
