//! The structure, read back: everything is reached, once, in order, and tables are the document's tables.

use super::reader::{Node, Tagged, read, utf16};
use super::*;
use std::collections::BTreeSet;

/// A report whose paragraphs, cells and contents are torn over pages, with footnotes.
fn torn() -> Document {
    let mut document = report::document();
    let section = &mut document.sections[0];
    section.blocks.insert(1, Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 2 }));
    let sentence = "依法公开政府信息，接受社会监督。";
    let mut long = Paragraph::text("long", ParaStyle::Body, sentence.repeat(60));
    let note =
        |text: &str| Inline::Footnote { inlines: vec![Inline::Text { text: text.into(), style: CharStyle::Plain }] };
    long.inlines.insert(0, note("首见于第一条。"));
    long.inlines.push(note(&"另见指南。".repeat(40)));
    section.blocks.push(Block::Paragraph(long));
    let rows = (0..60).map(|row| {
        let label = Cell::of(
            CellRole::Head(Scope::Row),
            Paragraph::text(format!("r{row}"), ParaStyle::TableLabel, format!("第{row}项")),
        );
        let mut data = Cell::of(
            CellRole::Data,
            Paragraph::text(format!("d{row}"), ParaStyle::TableText, sentence.repeat(1 + row % 7 * 9)),
        );
        data.blocks.push(Paragraph::text(
            format!("e{row}"),
            ParaStyle::TableText,
            format!("第{row}段，（见“附件”）。"),
        ));
        Row { height: RowHeight::Auto, cells: vec![label, data] }
    });
    let head =
        |id: &str, text: &str| Cell::of(CellRole::Head(Scope::Column), Paragraph::text(id, ParaStyle::TableHead, text));
    let heads = Row { height: RowHeight::Auto, cells: vec![head("c0", "项目"), head("c1", "内容")] };
    section.blocks.push(Block::Paragraph(Paragraph::text("list.caption", ParaStyle::Caption, "表1 清单")));
    section.blocks.push(Block::Table(Table {
        id: "list".into(),
        summary: "六十项".into(),
        columns: vec![0.2, 0.8],
        head_rows: 1,
        rows: std::iter::once(heads).chain(rows).collect(),
    }));
    document
}

pub(super) fn everything() -> [(&'static str, Document); 3] {
    [("report", report::document()), ("specimen", specimen::document()), ("torn", torn())]
}

pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn everything_drawn_is_either_content_or_an_artifact() {
    for (name, document) in everything() {
        let tagged = read(&pdf(&document));
        assert!(tagged.faults.is_empty(), "{name}: {:#?}", tagged.faults);
    }
}

#[test]
fn each_marked_piece_and_each_link_is_reached_once_from_the_tree_and_finds_back() {
    for (name, document) in everything() {
        let tagged = read(&pdf(&document));
        let pieces: BTreeSet<_> = tagged.pieces.keys().copied().collect();
        let reached: BTreeSet<_> = tagged.reached.keys().copied().collect();
        assert_eq!(pieces, reached, "{name}");
        let back = tagged.parent_tree();
        for (place, elements) in &tagged.reached {
            assert_eq!(tagged.pieces[place].uses, 1, "{name}: {place:?} is used once");
            let owners = back[&(place.0 as i64)].as_array().unwrap();
            assert_eq!(elements[..], [owners[place.1 as usize].as_reference().unwrap()], "{name}: {place:?}");
        }
        let count: usize = back.values().filter_map(|v| v.as_array().ok()).map(Vec::len).sum();
        assert_eq!(count, pieces.len(), "{name}: nothing else is in the way back");
        links_find_back(name, &tagged);
    }
}

fn links_find_back(name: &str, tagged: &Tagged) {
    let back = tagged.parent_tree();
    for (index, id) in tagged.file.get_pages().into_values().enumerate() {
        let page = tagged.file.get_dictionary(id).unwrap();
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        assert_eq!(page.get(b"StructParents").unwrap().as_i64().unwrap(), index as i64);
        let Ok(links) = page.get(b"Annots").and_then(lopdf::Object::as_array) else { continue };
        for link in links {
            let id = link.as_reference().unwrap();
            let link = tagged.file.get_dictionary(id).unwrap();
            let owner = back[&link.get(b"StructParent").unwrap().as_i64().unwrap()].as_reference().unwrap();
            assert_eq!(tagged.annotations[&id], [owner], "{name}");
            let element = tagged.root.all().into_iter().find(|node| node.id == owner).unwrap();
            assert_eq!(element.kind, "Link");
            let says = utf16(link.get(b"Contents").unwrap());
            assert!(squeezed(&element.text).starts_with(&squeezed(&says)), "{says}: {}", element.text);
        }
    }
}

/// What a reader must hear, block by block: written down from the document, not from the tree.
pub(super) fn heard(document: &Document, pages: &Pages) -> String {
    let number = |node: &NodeId| {
        let place = pages.anchors[node];
        pages.pages[place.page].number.map(|n| n.to_string()).unwrap_or_default()
    };
    let mut notes = 0;
    let mut paragraph = |p: &Paragraph| {
        let (mut text, mut below) = (String::new(), String::new());
        for inline in &p.inlines {
            match inline {
                Inline::Text { text: t, .. } => text.push_str(t),
                Inline::CheckBox { checked } => text.push(if *checked { '☑' } else { '☐' }),
                Inline::Blank { .. } => text.push_str("____"),
                Inline::PageRef { target } => text.push_str(&number(target)),
                Inline::Footnote { inlines } => {
                    let mark = char::from_u32(0x2460 + notes).unwrap();
                    notes += 1;
                    text.push(mark);
                    let note = Paragraph { inlines: inlines.clone(), ..Paragraph::text("", ParaStyle::Footnote, "") };
                    below.push_str(&format!("{mark}{}", note.plain_text()));
                }
                _ => {}
            }
        }
        text + &below
    };
    let mut out = String::new();
    for block in document.sections.iter().flat_map(|s| &s.blocks) {
        match block {
            Block::Paragraph(p) => out.push_str(&paragraph(p)),
            Block::Table(t) => {
                let cells = t.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.blocks);
                cells.for_each(|p| out.push_str(&paragraph(p)));
            }
            Block::Figure(f) => {
                out.push_str(
                    &f.drawing.shapes.iter().flat_map(|s| &s.lines).map(|l| l.text.as_str()).collect::<String>(),
                );
                let labels = f.drawing.connectors.iter().filter_map(|c| c.label.as_ref());
                out.push_str(&labels.map(|l| l.line.text.as_str()).collect::<String>());
                out.push_str(&f.caption.as_ref().map(&mut paragraph).unwrap_or_default());
            }
            Block::TableOfContents(toc) => {
                for (_, heading) in document.headings().filter(|(level, _)| *level <= toc.depth) {
                    out.push_str(&format!("{}{}", heading.plain_text(), number(&heading.id)));
                }
            }
            Block::PageBreak => {}
        }
    }
    squeezed(&out)
}

#[test]
fn the_tree_reads_the_whole_document_in_order_however_pages_tear_it() {
    for (name, document) in everything() {
        let pages = layout(&document, &StyleSheet::gb9704(), &fonts());
        let (heard, read) = (heard(&document, &pages), squeezed(&read(&pdf(&document)).root.text));
        if heard != read {
            let at = heard.chars().zip(read.chars()).take_while(|(a, b)| a == b).count();
            let show = |text: &str| text.chars().skip(at.saturating_sub(10)).take(60).collect::<String>();
            panic!("{name} at {at}:\nmust be {}\nreads   {}", show(&heard), show(&read));
        }
    }
}

/// The text at each place of the grid, from rows, cells and spans as ISO 32000-1 lays them out.
fn grid(table: &Node) -> Vec<Vec<String>> {
    let rows = table.find("TR");
    let mut grid: Vec<Vec<Option<String>>> = vec![Vec::new(); rows.len()];
    for (r, row) in rows.iter().enumerate() {
        let mut c = 0;
        for cell in &row.kids {
            let span = |key| cell.attribute(key).map_or(1, |n| n.as_i64().unwrap() as usize);
            while grid[r].get(c).is_some_and(Option::is_some) {
                c += 1;
            }
            for line in &mut grid[r..r + span("RowSpan")] {
                line.resize(line.len().max(c + span("ColSpan")), None);
                line[c..c + span("ColSpan")].fill(Some(squeezed(&cell.text)));
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(|place| place.expect("no hole in the grid")).collect()).collect()
}

#[test]
fn a_table_put_together_from_its_cells_is_the_documents_table() {
    for (name, document) in everything() {
        let tagged = read(&pdf(&document));
        let tables = document.sections.iter().flat_map(|s| &s.blocks).filter_map(|b| match b {
            Block::Table(t) => Some(t),
            _ => None,
        });
        let written = tagged.root.find("Table");
        let mut count = 0;
        for (table, node) in tables.zip(&written) {
            let mut expected = vec![vec![String::new(); table.columns.len()]; table.rows.len()];
            for (r, c, cell) in table.placed() {
                for line in &mut expected[r..r + cell.row_span] {
                    line[c..c + cell.col_span].fill(squeezed(&cell.plain_text()));
                }
            }
            assert_eq!(grid(node), expected, "{name}: {}", table.id.0);
            assert_eq!(utf16(node.attribute("Summary").unwrap()), table.summary);
            heads_are_heads(table, node);
            count += 1;
        }
        assert_eq!(count, written.len(), "{name}");
    }
}

fn heads_are_heads(table: &Table, node: &Node) {
    let cells = node.all().into_iter().filter(|n| n.kind == "TH" || n.kind == "TD");
    for ((_, _, cell), node) in table.placed().into_iter().zip(cells) {
        let scope = node.attribute("Scope").map(|s| s.as_name().unwrap());
        let expected: (&str, Option<&[u8]>) = match cell.role {
            CellRole::Head(Scope::Column) => ("TH", Some(b"Column")),
            CellRole::Head(Scope::Row) => ("TH", Some(b"Row")),
            CellRole::Data => ("TD", None),
        };
        assert_eq!((node.kind.as_str(), scope), expected, "{}", cell.id.0);
    }
    let in_head: usize = node.find("THead").iter().map(|head| head.find("TR").len()).sum();
    assert_eq!(in_head, table.head_rows);
}

#[test]
fn a_number_of_table_three_names_all_heads_that_speak_for_it() {
    let tagged = read(&pdf(&report::document()));
    let tables = tagged.root.find("Table");
    let cells = tables[1].all();
    let named: std::collections::BTreeMap<String, String> =
        cells.iter().filter_map(|n| Some((n.says("ID")?, n.text.clone()))).collect();
    // The row “5.属于三类内部事务信息”, the column “科研机构”.
    let row = tables[1].find("TR").into_iter().find(|row| row.text.starts_with("5.属于三类")).unwrap();
    let heads = row.kids[3].attribute("Headers").unwrap().as_array().unwrap();
    let heads: Vec<&str> = heads.iter().map(|head| named[&utf16(head)].as_str()).collect();
    assert_eq!(
        heads,
        ["申请人情况", "法人或其他组织", "科研机构", "三、本年度办理结果", "（三）不予公开", "5.属于三类内部事务信息"]
    );
}

#[test]
fn headings_begin_with_the_title_and_skip_no_level() {
    for (name, document) in everything() {
        let tagged = read(&pdf(&document));
        let levels: Vec<u8> = tagged
            .root
            .all()
            .into_iter()
            .filter_map(|n| n.kind.strip_prefix('H').and_then(|level| level.parse().ok()))
            .collect();
        assert_eq!(levels[0], 1, "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
        assert_eq!(levels.len(), 1 + document.headings().count(), "{name}");
    }
    let mut skipping = report::document();
    skipping.sections[0].blocks.retain(|b| !matches!(b, Block::Paragraph(p) if p.style == ParaStyle::Heading1));
    let tagged = read(&pdf(&skipping));
    assert_eq!(tagged.root.find("H2").len(), 1, "（一） follows the title");
}

#[test]
fn a_figure_is_told_in_words_and_shown_where_it_stands() {
    let tagged = read(&pdf(&report::document()));
    let figures = tagged.root.find("Figure");
    assert_eq!(figures.len(), 1);
    assert_eq!(figures[0].says("Alt").unwrap(), "依申请公开办理流程");
    let edges: Vec<f32> =
        figures[0].attribute("BBox").unwrap().as_array().unwrap().iter().map(|v| v.as_float().unwrap()).collect();
    // The drawing is 152 × 106 mm: from the return line at 25 mm to the right column's end at 150 mm.
    assert!((edges[2] - edges[0] - 125.0 * 72.0 / 25.4).abs() < 3.0, "{edges:?}");
    assert!(
        edges[0] > 79.0 && edges[2] < 522.0 && edges[1] > 99.0 && edges[3] < 737.0,
        "inside the text area: {edges:?}"
    );
    let mut silent = report::document();
    for block in &mut silent.sections[0].blocks {
        if let Block::Figure(figure) = block {
            figure.alt = String::new();
        }
    }
    let tagged = read(&pdf(&silent));
    assert_eq!(tagged.root.find("Figure")[0].says("Alt").unwrap(), "图1 依申请公开办理流程");
}

#[test]
fn repeated_heads_page_numbers_and_the_watermark_are_not_read() {
    let tagged = read(&pdf(&torn()));
    let repeated = tagged.artifacts.iter().filter(|text| text.contains("项目内容")).count();
    assert!(repeated >= 3, "the list goes over pages: {:?}", tagged.artifacts);
    assert!(tagged.artifacts.iter().all(|text| text.contains("—")), "each page has a number");
    assert_eq!(tagged.root.text.matches("项目").count(), 1);
    assert_eq!(tagged.root.find("Note").len(), 2);
    assert!(tagged.root.find("Note").iter().all(|note| note.says("ID").is_some()));
    assert_eq!(tagged.root.find("Reference").iter().filter(|r| r.text == "①" || r.text == "②").count(), 2);
}

#[test]
fn pages_are_labelled_with_their_printed_numbers() {
    let mut document = specimen::document();
    document.sections[0].page_numbers = PageNumbering::None;
    document.sections[1].page_numbers = PageNumbering::Restart(7);
    let tagged = read(&pdf(&document));
    let labels = tagged.follow(tagged.file.catalog().unwrap().get(b"PageLabels").unwrap());
    let pairs = labels.get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(pairs.len(), 4);
    assert_eq!(utf16(pairs[1].as_dict().unwrap().get(b"P").unwrap()), "—");
    assert_eq!(pairs[3].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap(), 7);
}

#[test]
fn tables_whose_cells_overlap_or_leave_the_grid_lose_no_text_to_the_reader() {
    // Columns of the grid; then for each row the spans of its cells.
    type Spans = &'static [&'static [(usize, usize)]];
    let shapes: [(usize, Spans); 5] = [
        (3, &[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1), (1, 1), (1, 1)]]),
        (3, &[&[(1, 1), (1, 3), (1, 1)], &[(3, 1)], &[(1, 1)]]),
        (3, &[&[(0, 0)], &[], &[(99, 99)]]),
        (2, &[&[(1, 1), (99, 1), (1, 1), (1, 1)], &[(2, 9), (2, 9)], &[(1, 1)]]),
        (0, &[&[(1, 1), (1, 1)], &[(1, 1)]]),
    ];
    for (number, (columns, spans)) in shapes.into_iter().enumerate() {
        for head_rows in [0, 1, 9] {
            let cell = |r: usize, (c, (cols, rows)): (usize, &(usize, usize))| {
                let text = format!("格{r}{c}");
                Cell::of(CellRole::Data, Paragraph::text(&text, ParaStyle::TableText, &text)).spanning(*cols, *rows)
            };
            let rows = spans.iter().enumerate().map(|(r, row)| Row {
                height: RowHeight::Auto,
                cells: row.iter().enumerate().map(|at| cell(r, at)).collect(),
            });
            let table = Table {
                id: "t".into(),
                summary: String::new(),
                columns: vec![1.0; columns],
                head_rows,
                rows: rows.collect(),
            };
            let texts: Vec<String> = table.rows.iter().flat_map(|r| &r.cells).map(Cell::plain_text).collect();
            let tagged = read(&pdf(&report::of(vec![Block::Table(table)])));
            assert!(tagged.faults.is_empty(), "{:?}", tagged.faults);
            assert_eq!(tagged.pieces.len(), tagged.reached.len());
            for text in texts {
                assert_eq!(tagged.root.text.matches(&text).count(), 1, "table {number}, {head_rows} heads: {text}");
            }
        }
    }
}
