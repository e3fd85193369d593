//! On other people's pages and devices: in a website's editor, on a telephone, read aloud.

use super::{FLAVOURS, dom::Node, fixture::report, html, only};
use crate::{Flavour, write};
use mingce_document::*;

#[test]
fn a_fragment_says_nothing_that_the_page_around_it_could_say_too() {
    let fragment = Node::parse(&html(&report(), Flavour::Pasteable));
    for node in fragment.all("*") {
        assert_eq!(node.attr("id"), None, "{}: the site may have the same id", node.name);
        assert!(!["a", "style", "script", "link", "main", "body"].contains(&node.name.as_str()), "{}", node.name);
    }
    // What is left when an editor drops all that it does not know.
    for cell in fragment.all("td").into_iter().chain(fragment.all("th")) {
        assert!(cell.attr("style").is_some_and(|style| style.contains("border:0.5pt solid #000")));
    }
}

#[test]
fn what_is_too_wide_for_a_telephone_scrolls_in_a_box_of_its_own_that_has_a_name() {
    let mut document = report();
    let twice = document.sections[0].blocks.clone();
    document.sections[0].blocks.extend(twice);
    for flavour in FLAVOURS {
        let root = Node::parse(&html(&document, flavour));
        let boxes: Vec<_> = root.all("div").into_iter().filter(|node| node.attr("tabindex") == Some("0")).collect();
        assert_eq!(boxes.len(), 6, "two of the three tables and a figure, twice");
        let mut names: Vec<_> = boxes.iter().filter_map(|node| node.attr("aria-label")).collect();
        assert!(names.contains(&"图（可左右滚动）：图1 依申请公开流程图（2）"), "{names:?}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 6, "no two boxes have one name");
        assert!(boxes.iter().all(|node| node.attr("role") == Some("region")));
        assert_eq!(boxes.iter().map(|node| node.all("table").len() + node.all("svg").len()).sum::<usize>(), 6);
    }
    let css = Node::parse(&html(&document, Flavour::Standalone)).one("style").text();
    assert!(
        css.contains(".wide{min-width:156mm}")
            && css.contains("@media print{")
            && css.contains(".scroll{overflow:visible;outline:none}")
    );
}

#[test]
fn ranks_of_headings_go_down_step_by_step() {
    let heading = |style, text: &str| Block::Paragraph(Paragraph::text(text, style, text));
    let document = only(vec![
        heading(ParaStyle::Title, "题"),
        heading(ParaStyle::Heading1, "一、"),
        heading(ParaStyle::Heading3, "1."),
        heading(ParaStyle::Heading4, "（1）"),
        heading(ParaStyle::Heading2, "（二）"),
        heading(ParaStyle::Heading3, "2."),
    ]);
    let root = Node::parse(&html(&document, Flavour::Standalone));
    let ranks: Vec<_> =
        root.all("*").into_iter().filter(|node| node.name.len() == 2 && node.name.starts_with('h')).collect();
    let ranks: Vec<_> = ranks.iter().map(|node| (node.name.as_str(), node.text())).collect();
    let expected = [("h1", "题"), ("h2", "一、"), ("h3", "1."), ("h4", "（1）"), ("h3", "（二）"), ("h4", "2.")];
    assert_eq!(ranks, expected.map(|(name, text)| (name, text.to_string())));
}

#[test]
fn a_head_cell_without_a_word_is_none() {
    let head = |text: &str| Cell::of(CellRole::Head(Scope::Column), Paragraph::text("", ParaStyle::TableHead, text));
    let table = Table {
        id: "t".into(),
        summary: "表".into(),
        columns: vec![0.5, 0.5],
        head_rows: 1,
        rows: vec![Row { height: RowHeight::Auto, cells: vec![head(" "), head("年")] }],
    };
    let root = Node::parse(&html(&only(vec![Block::Table(table)]), Flavour::Standalone));
    assert_eq!((root.all("th").len(), root.all("td").len()), (1, 1));
}

#[test]
fn an_office_that_sets_headings_bold_gets_them_bold() {
    let mut style = OfficeStyle::default();
    style.set(Choice::BoldHeading2, Value::Flag(true)).unwrap();
    style.set(Choice::Face(Face::KaiTi), Choice::Face(Face::KaiTi).parse("某楷体").unwrap()).unwrap();
    let css = Node::parse(&write(&report(), &style.apply().unwrap(), Flavour::Standalone)).one("style").text();
    assert!(css.contains(".heading-2{font-family:'某楷体',serif;font-size:16pt;font-weight:bold;"), "{css}");
    assert!(css.contains(".heading-3{font-family:'仿宋_GB2312','FangSong',serif;font-size:16pt;font-weight:normal;"));
}
