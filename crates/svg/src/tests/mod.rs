//! What the SVG and the PNG say, by reading them back. Whether they look like the PDF is asked in tests/suite.

use crate::{page, png};
use mingce_document::*;
use mingce_typeset::{Draw, FontSet, GlyphRun, Op, Page, Pages, PlacedGlyph, Role, Segment, layout};
use quick_xml::events::{BytesStart, Event};
use std::path::Path;

fn fonts() -> FontSet {
    FontSet::bundled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")).unwrap()
}

/// Pages with one page, a hundred points square, that holds these operations.
fn square(ops: Vec<Op>) -> Pages {
    Pages { pages: vec![Page { width: 100.0, height: 100.0, number: None, ops }], ..Pages::default() }
}

fn op(role: Role, node: &str, draw: Draw) -> Op {
    Op { role, node: (!node.is_empty()).then(|| node.into()), draw }
}

fn run(fonts: &FontSet, text: &str) -> GlyphRun {
    let face = Face::FangSong;
    let mut x = 0.0;
    let mut font = 0;
    let mut glyphs = Vec::new();
    for ch in text.chars() {
        let glyph = fonts.glyph(face, ch).unwrap();
        font = glyph.font;
        glyphs.push(PlacedGlyph { id: glyph.id, x, ch });
        x += glyph.advance * 16.0;
    }
    let range = 0..glyphs.len();
    GlyphRun { font, size: 16.0, x: 10.0, y: 50.0, glyphs, range, embolden: 0.0, gray: 0.0, turn: 0.0 }
}

/// The elements in order: name and attributes.
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let read = |start: &BytesStart| {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = quick_xml::escape::unescape(std::str::from_utf8(&attribute.value).unwrap()).unwrap();
            (String::from_utf8_lossy(attribute.key.as_ref()).into_owned(), value.into_owned())
        });
        (String::from_utf8_lossy(start.name().as_ref()).into_owned(), attributes.collect())
    };
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut out = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) | Event::Empty(start) => out.push(read(&start)),
            Event::Eof => return out,
            _ => {}
        }
    }
}

/// The values of an attribute in the elements of a name.
fn values(svg: &str, name: &str, attribute: &str) -> Vec<String> {
    let of_name = elements(svg).into_iter().filter(|(element, _)| element == name);
    of_name.flat_map(|(_, attributes)| attributes).filter(|(key, _)| key == attribute).map(|(_, v)| v).collect()
}

#[test]
fn a_page_is_as_large_as_the_paper_and_counts_in_points() {
    let mut pages = square(vec![]);
    (pages.pages[0].width, pages.pages[0].height) = (Mm(210.0).pt().0, Mm(297.0).pt().0);
    let svg = page(&pages, 0, &fonts()).unwrap();
    let root = elements(&svg).remove(0).1;
    for (key, value) in [("width", "210mm"), ("height", "297mm"), ("viewBox", "0 0 595.276 841.89")] {
        assert!(root.contains(&(key.into(), value.into())), "{key}={value} in {root:?}");
    }
    assert_eq!(page(&pages, 1, &fonts()), None);
}

#[test]
fn each_character_is_the_outline_of_the_font_at_its_place() {
    let fonts = fonts();
    let of = |text| page(&square(vec![op(Role::Paragraph, "p", Draw::Glyphs(run(&fonts, text)))]), 0, &fonts).unwrap();
    let d = |text| values(&of(text), "path", "d").remove(0);
    let (one, both) = (d("公"), d("公公"));
    // The second begins where the first does, one em of a thousand units to the right; inside they are alike.
    assert!(both.starts_with(&one), "{both}");
    let inside = |d: &str| d[d[1..].find(|c: char| c.is_ascii_alphabetic()).unwrap() + 1..].to_string();
    assert!(both.ends_with(&inside(&one)), "{both}\n{one}");
    let matrix = values(&of("公"), "path", "transform").remove(0);
    assert_eq!(matrix, "matrix(.016 0 0 .016 10 50)");
}

#[test]
fn strong_words_are_drawn_over_and_turned_ones_turned_clockwise() {
    let fonts = fonts();
    let strong = GlyphRun { embolden: 0.4, gray: 0.5, turn: 90.0, ..run(&fonts, "公") };
    let svg = page(&square(vec![op(Role::Paragraph, "p", Draw::Glyphs(strong))]), 0, &fonts).unwrap();
    assert_eq!(values(&svg, "path", "stroke-width"), ["25"], "0.4 pt where a point is 62.5 units");
    assert_eq!(values(&svg, "path", "fill"), ["#808080"]);
    assert_eq!(values(&svg, "path", "transform"), ["matrix(0 .016 -.016 0 10 50)"]);
}

#[test]
fn no_character_is_left_to_the_fonts_of_whoever_looks() {
    let fonts = fonts();
    let svg = page(&square(vec![op(Role::Title, "t", Draw::Glyphs(run(&fonts, "年度报告")))]), 0, &fonts).unwrap();
    let names: Vec<String> = elements(&svg).into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name == "text" || name == "style" || name == "image"), "{names:?}");
    assert!(!svg.contains("font-") && !svg.contains("url("), "{svg}");
}

#[test]
fn a_click_on_the_page_finds_the_node_and_a_link_its_target() {
    let fonts = fonts();
    let link = Draw::Link { x: 1.0, y: 2.0, width: 30.0, height: 4.0, target: "sections.\"other\"".into() };
    let ops = vec![
        op(Role::TableData, "requests.new.natural", Draw::Glyphs(run(&fonts, "12"))),
        op(Role::Contents, "toc.1", link),
    ];
    let svg = page(&square(ops), 0, &fonts).unwrap();
    assert_eq!(values(&svg, "g", "data-node"), ["requests.new.natural", "toc.1"]);
    assert_eq!(values(&svg, "rect", "data-link"), ["sections.\"other\""]);
    let areas: Vec<_> = elements(&svg)
        .into_iter()
        .filter(|(_, attributes)| attributes.iter().any(|(key, _)| key == "pointer-events"))
        .map(|(_, attributes)| {
            attributes.into_iter().take(4).map(|(_, v)| v.parse::<f64>().unwrap()).collect::<Vec<_>>()
        })
        .collect();
    // The em boxes of two half-wide digits at (10, 50): from 0.88 em above the baseline to 0.12 em below it.
    assert_eq!(areas, [[10.0, 35.92, 24.0, 16.0], [1.0, 2.0, 30.0, 4.0]]);
}

#[test]
fn a_screen_reader_hears_headings_and_words_and_no_decoration() {
    let fonts = fonts();
    let words = |text| Draw::Glyphs(run(&fonts, text));
    let rule = Draw::Line { from: (0.0, 0.0), to: (9.0, 0.0), width: 0.5 };
    let ops = vec![
        op(Role::Artifact, "", words("草稿")),
        op(Role::Title, "title", words("报告")),
        op(Role::Heading(1), "h", words("一、总体情况")),
        op(Role::Paragraph, "p", words("主动")),
        op(Role::Paragraph, "p", words("公开")),
        op(Role::Artifact, "", rule),
    ];
    let svg = page(&square(ops), 0, &fonts).unwrap();
    let heard: Vec<Vec<String>> = elements(&svg)
        .into_iter()
        .filter(|(name, _)| name == "g")
        .map(|(_, a)| a.into_iter().filter(|(key, _)| key != "data-node").map(|(_, value)| value).collect())
        .collect();
    let expected: [&[&str]; 5] =
        [&["true"], &["heading", "1", "报告"], &["heading", "2", "一、总体情况"], &["img", "主动公开"], &["true"]];
    assert_eq!(heard, expected);
    assert_eq!(values(&svg, "svg", "aria-label"), ["第1页，共1页"]);
}

#[test]
fn hostile_ids_and_words_stay_inside_their_attributes() {
    let ops = vec![op(
        Role::Paragraph,
        "\"/><script>&\u{0}\u{FFFF}",
        Draw::Rect { x: f64::NAN, y: f64::INFINITY, width: -1.0, height: 1e300, fill: Some(f64::NAN), stroke: None },
    )];
    let svg = page(&square(ops), 0, &fonts()).unwrap();
    assert!(!elements(&svg).iter().any(|(name, _)| name == "script"), "{svg}");
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn a_path_is_written_in_steps_that_end_where_the_path_does() {
    let segments = vec![
        Segment::Move(10.0004, 20.0),
        Segment::Line(30.0, 20.0),
        Segment::Line(30.0, 5.5),
        Segment::Line(31.25, 6.0),
        Segment::Curve([(31.25, 7.0), (30.0, 8.0), (10.1234, 9.0)]),
        Segment::Close,
        Segment::Move(1.0, 1.0),
        Segment::Line(2.0, 2.0),
    ];
    let svg = page(
        &square(vec![op(Role::Figure, "f", Draw::Path { segments, fill: None, stroke: Some(0.75) })]),
        0,
        &fonts(),
    );
    // After the close the pen is back at the start of the part (10, 20).
    assert_eq!(values(&svg.unwrap(), "path", "d"), ["m10 20h20v-14.5l1.25 .5c0 1-1.25 2-21.127 3zm-9-19 1 1"]);
}

/// A pixel's shade, from 0 to 255.
fn shade(bytes: &[u8], x: usize, y: usize) -> u8 {
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    pixels[y * info.width as usize + x]
}

#[test]
fn a_picture_has_the_size_and_resolution_asked_for() {
    let fill = |x, gray| {
        op(Role::Figure, "f", Draw::Rect { x, y: 0.0, width: 50.0, height: 100.0, fill: Some(gray), stroke: None })
    };
    let pages = square(vec![fill(0.0, 0.0), fill(50.0, 0.5)]);
    let bytes = png(&pages, 0, &fonts(), 144.0).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let info = reader.info();
    assert_eq!((info.width, info.height), (200, 200));
    let dims = info.pixel_dims.unwrap();
    assert_eq!((dims.xppu, dims.yppu), (5669, 5669), "144 dpi in pixels to the metre");
    assert_eq!((shade(&bytes, 50, 50), shade(&bytes, 150, 50)), (0, 128));
}

#[test]
fn a_picture_that_no_printer_needs_is_refused_in_chinese() {
    let pages = square(vec![]);
    for dpi in [0.0, -3.0, f64::NAN, 1e9] {
        let error = png(&pages, 0, &fonts(), dpi).unwrap_err();
        assert!(error.to_string().contains("分辨率"), "{error}");
    }
    assert_eq!(png(&pages, 4, &fonts(), 72.0).unwrap_err().to_string(), "没有第5页，未生成图片。");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let fonts = fonts();
    let text = Block::Paragraph(Paragraph::text("p", ParaStyle::Body, "政府信息公开工作年度报告。".repeat(20)));
    let document = Document {
        meta: Meta::default(),
        sections: vec![Section {
            id: "s".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Continue,
            running_head: None,
            blocks: vec![text],
        }],
        watermark: Some(Watermark { text: "草稿".into() }),
    };
    let pages = layout(&document, &StyleSheet::gb9704(), &fonts);
    // Fonts read anew, outlines asked for in another order.
    let again = self::fonts();
    again.fonts()[0].outline(77);
    assert_eq!(page(&pages, 0, &fonts), page(&pages, 0, &again));
    assert_eq!(png(&pages, 0, &fonts, 100.0).unwrap(), png(&pages, 0, &again, 100.0).unwrap());
}
