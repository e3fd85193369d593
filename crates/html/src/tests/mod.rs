//! What is written is read back by a parser and compared with the document.

mod dom;
mod elsewhere;
mod fixture;

use crate::{Flavour, write};
use dom::Node;
use fixture::report;
use mingce_document::*;

const FLAVOURS: [Flavour; 2] = [Flavour::Standalone, Flavour::Pasteable];

fn html(document: &Document, flavour: Flavour) -> String {
    write(document, &StyleSheet::gb9704(), flavour)
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

/// A document of one section with these blocks.
fn only(blocks: Vec<Block>) -> Document {
    let mut document = report();
    document.sections[0].blocks = blocks;
    document
}

#[test]
fn the_official_tables_come_out_with_their_spans_texts_and_names() {
    let document = report();
    for flavour in FLAVOURS {
        let root = Node::parse(&html(&document, flavour));
        let (written, expected) = (root.all("table"), tables(&document));
        assert_eq!(written.len(), 3);
        for (table, expected) in written.into_iter().zip(expected) {
            let found: Vec<_> = table
                .grid()
                .into_iter()
                .map(|(row, column, high, wide, cell)| {
                    let id = cell.attr("id").unwrap_or_default().to_string();
                    (row, column, high, wide, id, cell.name.clone(), cell.text())
                })
                .collect();
            let wanted: Vec<_> = expected
                .placed()
                .into_iter()
                .map(|(row, column, cell)| {
                    let tag = if cell.role == CellRole::Data { "td" } else { "th" };
                    let (high, wide) = (cell.row_span, cell.col_span);
                    let id = if flavour == Flavour::Standalone { cell.id.0.clone() } else { String::new() };
                    (row, column, high, wide, id, tag.to_string(), cell.plain_text())
                })
                .collect();
            assert_eq!(found, wanted, "{}", expected.id.0);
            assert_eq!(table.all("col").len(), expected.columns.len());
        }
    }
}

#[test]
fn heads_say_for_which_cells_they_speak_and_repeat_on_paper() {
    let root = Node::parse(&html(&report(), Flavour::Standalone));
    let requests = root.all("table")[1];
    assert_eq!(requests.one("thead").all("tr").len(), 3);
    assert_eq!(requests.one("tbody").all("tr").len(), 25);
    let scope = |text: &str| {
        let cell = requests.all("th").into_iter().find(|cell| cell.text() == text);
        cell.unwrap_or_else(|| panic!("{text}")).attr("scope").map(str::to_owned)
    };
    assert_eq!(scope("法人或其他组织").as_deref(), Some("col"));
    assert_eq!(scope("（一）予以公开").as_deref(), Some("row"));
    assert_eq!(scope("三、本年度办理结果").as_deref(), Some("row"));
    assert!(requests.all("td").iter().all(|cell| cell.attr("scope").is_none()));
}

#[test]
fn a_table_has_a_name_for_screen_readers_that_is_not_printed() {
    let document = report();
    let summaries: Vec<_> = tables(&document).iter().map(|table| table.summary.clone()).collect();
    let file = Node::parse(&html(&document, Flavour::Standalone));
    let captions: Vec<_> = file.all("caption").iter().map(|caption| caption.text()).collect();
    assert_eq!(captions, summaries);
    assert!(file.all("caption").iter().all(|caption| caption.attr("class") == Some("hidden")));
    assert!(file.one("style").text().contains(".hidden{position:absolute;"));
    let fragment = Node::parse(&html(&document, Flavour::Pasteable));
    assert!(fragment.all("caption").is_empty(), "an editor would show it");
    let labels: Vec<_> = fragment.all("table").iter().filter_map(|table| table.attr("aria-label")).collect();
    assert_eq!(labels, summaries);
}

#[test]
fn headings_are_headings_and_the_contents_link_to_them() {
    for flavour in FLAVOURS {
        let root = Node::parse(&html(&report(), flavour));
        assert_eq!(root.one("h1").text(), "清溪县青石镇人民政府2025年政府信息公开工作年度报告");
        let headings: Vec<_> = root.all("h2").iter().map(|heading| heading.text()).collect();
        assert_eq!(headings.len(), 6);
        assert_eq!(headings[5], "六、其他需要报告的事项");
        let links = root.one("nav");
        let listed: Vec<_> = links.all("a").iter().map(|link| link.text()).collect();
        let contents: Vec<_> = links.all("li").iter().map(|entry| entry.text()).collect();
        assert_eq!(contents.iter().filter(|text| headings.contains(text)).count(), 6);
        assert_eq!(listed.len(), if flavour == Flavour::Standalone { contents.len() } else { 0 });
        for link in root.all("a") {
            let target = link.attr("href").and_then(|href| href.strip_prefix('#')).expect("a link inside the document");
            assert!(root.all("*").iter().any(|node| node.attr("id") == Some(target)), "{target}");
        }
    }
}

#[test]
fn ids_are_unique_also_when_the_document_names_two_nodes_alike() {
    let text = |id: &str| Block::Paragraph(Paragraph::text(id, ParaStyle::Body, "一"));
    let mut document = report();
    document.sections[0].blocks.extend([text("title"), text("a b"), text("a\u{1}_b"), text("footnote.1"), text(" ")]);
    {
        let root = Node::parse(&html(&document, Flavour::Standalone));
        let mut ids: Vec<_> = root.all("*").into_iter().filter_map(|node| node.attr("id")).collect();
        assert!(ids.contains(&"requests.granted.natural") && ids.contains(&"a_b") && ids.contains(&"report"));
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains(char::is_whitespace)));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn pieces_of_text_keep_their_meaning() {
    let root = Node::parse(&html(&report(), Flavour::Standalone));
    let all = root.all("p");
    let paragraph = all.iter().find(|p| p.attr("id") == Some("inlines")).unwrap();
    assert_eq!(paragraph.one("strong").text(), "重点");
    assert_eq!(paragraph.one("mark").text(), "【待填写】");
    assert_eq!(paragraph.one("span").attr("style"), Some("width:30mm"));
    assert_eq!(paragraph.attr("class"), Some("body start kept"));
    assert!(paragraph.text().contains("☑书面\u{2003}☐当面，姓名"), "{}", paragraph.text());
    let notes: Vec<_> = root.one("ol").all("li").iter().map(|note| note.text()).collect();
    assert_eq!(notes, ["〔1〕见三、收到和处理政府信息公开申请情况〔2〕", "〔2〕注中之注"]);
}

#[test]
fn a_fragment_carries_every_look_in_place_and_a_file_carries_none() {
    let file = Node::parse(&html(&report(), Flavour::Standalone));
    assert!(file.all("td").iter().all(|cell| cell.attr("style").is_none() && cell.attr("class").is_some()));
    let css = file.one("style").text();
    for node in file.all("*") {
        for class in node.attr("class").unwrap_or_default().split(' ').filter(|class| !class.is_empty()) {
            assert!(css.contains(&format!(".{class}{{")), "{class} has a rule");
        }
    }
    let fragment = Node::parse(&html(&report(), Flavour::Pasteable));
    assert!(fragment.all("style").is_empty() && fragment.all("html").is_empty());
    for node in fragment.all("*") {
        assert_eq!(node.attr("class"), None, "{}", node.name);
        if ["td", "th", "p", "h1", "h2"].contains(&node.name.as_str()) {
            let style = node.attr("style").unwrap();
            assert!(style.contains("font-family:'") && style.contains("font-size:"), "{style}");
        }
    }
}

#[test]
fn sizes_and_faces_follow_the_sheet() {
    let mut sheet = StyleSheet::gb9704();
    for (style, format) in &mut sheet.styles {
        if *style == ParaStyle::TableNumber {
            format.size = Pt(9.25);
        }
    }
    sheet.page.width = Mm(200.5);
    sheet.faces.retain(|(face, _)| *face != Face::SongTi);
    sheet.faces.push((Face::SongTi, FaceName { name: "我的宋体".into(), alt: "My Song".into() }));
    let root = Node::parse(&write(&report(), &sheet, Flavour::Standalone));
    let css = root.one("style").text();
    assert!(css.contains(".table-number{font-family:'我的宋体','My Song',serif;font-size:9.25pt;"), "{css}");
    assert!(css.contains("@page{size:200.5mm 297mm;margin:37mm 26mm 35mm 28mm;"), "{css}");
    assert!(css.contains("@page landscape{size:297mm 200.5mm;margin:28mm 37mm 26mm 35mm;"), "{css}");
}

#[test]
fn a_draft_says_so_on_top_and_on_each_printed_page() {
    let root = Node::parse(&html(&report(), Flavour::Standalone));
    let first = root.one("main").children.iter().find(|node| !node.name.is_empty()).unwrap();
    assert_eq!((first.text().as_str(), first.attr("role")), ("草稿", Some("note")));
    assert!(root.one("style").text().contains("@top-center{content:'草稿';"));
    let mut document = report();
    document.watermark = None;
    let clean = html(&document, Flavour::Standalone);
    assert!(!clean.contains("草稿") && !clean.contains("@top-center"));
    assert!(html(&report(), Flavour::Pasteable).contains(">草稿</p>"));
}

#[test]
fn a_figure_is_drawn_in_vectors_and_told_in_words() {
    let document = report();
    for flavour in FLAVOURS {
        let root = Node::parse(&html(&document, flavour));
        let figure = root.one("figure");
        let svg = figure.one("svg");
        assert_eq!(svg.attr("viewBox"), Some("0 0 142 72"));
        assert_eq!(svg.one("title").text(), "图1 依申请公开流程图");
        assert_eq!(svg.one("desc").text(), "依申请公开流程：登记、审查、答复");
        assert_eq!(svg.attr("aria-label"), Some("依申请公开流程：登记、审查、答复"));
        assert_eq!(figure.one("figcaption").text(), "图1 依申请公开流程图");
        assert_eq!((svg.all("path").len(), svg.all("polyline").len(), svg.all("polygon").len()), (9, 8, 8));
        let texts: Vec<_> = svg.all("text").iter().map(|text| text.text()).collect();
        assert!(texts.contains(&"内容明确？".to_string()) && texts.contains(&"否".to_string()));
        // 10.5 pt in millimetres.
        assert!(svg.all("text").iter().all(|text| text.attr("font-size") == Some("3.704")));
    }
}

#[test]
fn hostile_text_stays_text_wherever_it_stands() {
    let evil = "</style></title><script>alert(1)</script>\" onload='x' &lt; ]]> \u{0}\u{8}\u{FFFE}\u{202E}\\";
    let mut document = report();
    document.watermark = Some(Watermark { text: evil.into() });
    document.meta = Meta {
        title: evil.into(),
        author: evil.into(),
        subject: evil.into(),
        keywords: vec![evil.into()],
        language: evil.into(),
        created: evil.into(),
    };
    document.sections[0].id = evil.into();
    for block in &mut document.sections[0].blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.id = format!("{evil}{}", paragraph.id.0).into();
                paragraph.inlines.push(Inline::Text { text: evil.into(), style: CharStyle::Plain });
                paragraph.inlines.push(Inline::PageRef { target: evil.into() });
            }
            Block::Table(table) => {
                table.summary = evil.into();
                table.columns[0] = f64::NAN;
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.blocks = vec![Paragraph::text(evil, ParaStyle::TableText, evil)];
                }
            }
            Block::Figure(figure) => {
                figure.alt = evil.into();
                figure.drawing.width = Mm(f64::INFINITY);
                figure.drawing.shapes[0].lines[0].text = evil.into();
            }
            Block::TableOfContents(_) | Block::PageBreak => {}
        }
    }
    let mut sheet = StyleSheet::gb9704();
    for (_, name) in &mut sheet.faces {
        *name = FaceName { name: evil.into(), alt: format!("x'}}body{{display:none}}{evil}") };
    }
    for flavour in FLAVOURS {
        let text = write(&document, &sheet, flavour);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n' || matches!(c, '\u{FFFE}' | '\u{202E}')));
        let root = Node::parse(&text);
        for node in root.all("*") {
            assert!(!["script", "iframe", "img", "link", "object"].contains(&node.name.as_str()), "{}", node.name);
            for (name, value) in &node.attributes {
                assert!(!name.starts_with("on"), "{name}");
                assert!(name != "href" || value.starts_with('#'));
                assert!(name != "src" && (name != "style" || !value.contains("url(")));
            }
        }
        let styles = if flavour == Flavour::Standalone { root.one("style").text() } else { String::new() };
        assert!(!styles.contains("body{display") && !styles.contains('<'));
        assert!(root.text().contains("<script>alert(1)</script>"), "shown as it was typed");
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for flavour in FLAVOURS {
        let text = html(&report(), flavour);
        let without_names = text.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", "");
        assert!(!without_names.contains("://") && !text.contains("url(") && !text.contains("@import"));
    }
}

#[test]
fn same_document_same_text() {
    for flavour in FLAVOURS {
        assert_eq!(html(&report(), flavour), html(&report(), flavour));
    }
}

#[test]
fn malformed_tables_are_closed_to_a_grid_instead_of_torn() {
    let cell = |text: &str, col_span, row_span| {
        Cell::of(CellRole::Data, Paragraph::text(text, ParaStyle::TableText, text)).spanning(col_span, row_span)
    };
    let row = |cells| Row { height: RowHeight::AtLeast(Mm(f64::NAN)), cells };
    let table = Table {
        id: "t".into(),
        summary: String::new(),
        columns: vec![0.5, 0.5, f64::INFINITY],
        head_rows: 1,
        rows: vec![row(vec![cell("甲", 1, 9), cell("乙", usize::MAX, 1)]), row(vec![cell("丙", 2, 1)]), row(vec![])],
    };
    for flavour in FLAVOURS {
        let root = Node::parse(&html(&only(vec![Block::Table(table.clone())]), flavour));
        let grid = root.one("table").grid();
        assert_eq!(grid.iter().map(|(_, _, high, wide, _)| high * wide).sum::<usize>(), 9);
    }
}

#[test]
fn an_empty_document_is_still_a_sound_file() {
    let document = Document { meta: Meta::default(), sections: vec![], watermark: None };
    let root = Node::parse(&html(&document, Flavour::Standalone));
    assert_eq!(root.one("html").attr("lang"), Some("zh-CN"));
    assert_eq!(Node::parse(&html(&document, Flavour::Pasteable)).one("div").attr("lang"), Some("zh-CN"));
}

#[test]
fn several_paragraphs_and_stacked_text_fit_into_a_cell() {
    let mut stacked = Cell::of(CellRole::Head(Scope::Row), Paragraph::text("s", ParaStyle::TableHead, "竖排"));
    stacked.vertical_text = true;
    let mut long = Cell::of(CellRole::Data, Paragraph::text("l", ParaStyle::TableText, "第一段"));
    long.blocks.push(Paragraph::text("l2", ParaStyle::TableText, "第二段"));
    let table = Table {
        id: "t".into(),
        summary: "表".into(),
        columns: vec![0.1, 0.9],
        head_rows: 0,
        rows: vec![Row { height: RowHeight::Auto, cells: vec![stacked, long] }],
    };
    let root = Node::parse(&html(&only(vec![Block::Table(table)]), Flavour::Standalone));
    assert_eq!(root.one("th").one("span").attr("class"), Some("stacked"));
    let paragraphs: Vec<_> = root.one("td").all("p").iter().map(|p| p.text()).collect();
    assert_eq!(paragraphs, ["第一段", "第二段"]);
}

/// Writes the fixture where a browser can be pointed at it: `MINGCE_SHOW=<folder> cargo test -p mingce-html -- --ignored`.
#[test]
#[ignore = "for looking at the result"]
fn show() {
    let folder = std::path::PathBuf::from(std::env::var_os("MINGCE_SHOW").expect("MINGCE_SHOW"));
    for (flavour, name) in FLAVOURS.into_iter().zip(["file.html", "fragment.html"]) {
        std::fs::write(folder.join(name), html(&report(), flavour)).unwrap();
    }
}
