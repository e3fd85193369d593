//! Workbooks read back by another library.

use super::write;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use mingce_document::{
    Block, Cell, CellRole, Document, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Row, RowHeight, Scope,
    Section, SectionStart, StyleSheet, Table,
};
use std::io::Cursor;

fn cell(id: &str, role: CellRole, text: &str) -> Cell {
    Cell::of(role, Paragraph::text(id, ParaStyle::TableNumber, text))
}

fn document(texts: [&str; 4]) -> Document {
    let head = CellRole::Head(Scope::Column);
    let rows = vec![
        vec![cell("a", head, "合并两列").spanning(2, 1), cell("b", head, "两行").spanning(1, 2)],
        vec![cell("c", head, "甲"), cell("d", head, "乙")],
        vec![
            cell("e", CellRole::Data, texts[0]),
            cell("f", CellRole::Data, texts[1]),
            cell("g", CellRole::Data, texts[2]),
        ],
    ];
    let rows = rows.into_iter().map(|cells| Row { height: RowHeight::Auto, cells }).collect();
    let table = Table { id: "t".into(), summary: String::new(), columns: vec![0.5, 0.25, 0.25], head_rows: 2, rows };
    let blocks = vec![
        Block::Paragraph(Paragraph::text("h", ParaStyle::Heading1, "三、某表")),
        Block::Table(table),
        Block::Paragraph(Paragraph::text("p", ParaStyle::Body, texts[3])),
    ];
    let section = Section {
        id: "s".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Restart(1),
        running_head: None,
        blocks,
    };
    let meta = Meta { title: "题名".into(), created: "2026-01-20T01:02:03Z".into(), ..Meta::default() };
    Document { meta, sections: vec![section], watermark: None }
}

fn read(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = write(document, &StyleSheet::gb9704()).expect("written");
    open_workbook_from_rs(Cursor::new(bytes)).expect("opens")
}

#[test]
fn numbers_are_numbers_and_everything_else_is_text_never_a_formula() {
    let mut book = read(&document(["12", "0.50", "=1+1", "+cmd|calc"]));
    assert_eq!(book.sheet_names(), ["三、某表", "文字部分"]);
    let range = book.worksheet_range("三、某表").expect("readable");
    assert_eq!(range.get((2, 0)), Some(&Data::Float(12.0)));
    assert_eq!(range.get((2, 1)), Some(&Data::Float(0.5)));
    assert_eq!(range.get((2, 2)), Some(&Data::String("=1+1".into())));
    let formulas = book.worksheet_formula("三、某表").expect("readable");
    assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()), "no formula anywhere");
    let text = book.worksheet_range("文字部分").expect("readable");
    assert_eq!(text.get((1, 0)), Some(&Data::String("+cmd|calc".into())));
}

#[test]
fn what_is_not_exactly_a_number_stays_as_written() {
    for odd in ["007", "1e5", "1234567890123456", "/", "", "1.", "-", "3件"] {
        let mut book = read(&document([odd, "1", "1", "x"]));
        let range = book.worksheet_range("三、某表").expect("readable");
        match range.get((2, 0)) {
            Some(Data::String(text)) => assert_eq!(text, odd),
            Some(Data::Empty) | None => assert_eq!(odd, ""),
            other => panic!("{odd:?} became {other:?}"),
        }
    }
}

#[test]
fn merges_are_those_of_the_form() {
    let mut book = read(&document(["1", "2", "3", "x"]));
    let merges = book.merge_cells_by_sheet_name("三、某表").expect("readable");
    let merges: Vec<_> = merges.iter().map(|d| (d.start, d.end)).collect();
    assert_eq!(merges, [((0, 0), (0, 1)), ((0, 2), (1, 2))]);
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let sheet = StyleSheet::gb9704();
    let document = document(["1", "2", "3", "x\u{1}\u{b}&<>"]);
    assert_eq!(write(&document, &sheet).expect("written"), write(&document, &sheet).expect("written"));
}
