//! Tables: every row fills the grid, whatever the spans.

use super::{Element, all, parts, sample, written};
use crate::layout::Page;
use mingce_document::{
    Block, Cell, CellRole, Document, Meta, Mm, Orientation, PageNumbering, ParaStyle, Paragraph, Row, RowHeight,
    Section, SectionStart, StyleSheet, Table,
};

/// A document of one section with these blocks.
pub(super) fn document(blocks: Vec<Block>) -> Document {
    let section = Section {
        id: "section".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: None,
        blocks,
    };
    Document { meta: Meta::default(), sections: vec![section], watermark: None }
}

fn number(element: Option<&Element>, attribute: &str) -> Option<usize> {
    element?.attribute(attribute)?.parse().ok()
}

/// Per row: width in columns, `vMerge` and text of each cell. Checks grid and widths on the way.
fn rows(table: &Element) -> Vec<Vec<(usize, Option<String>, String)>> {
    let grid: Vec<usize> = all(table, "w:gridCol").iter().map(|column| number(Some(column), "w:w").unwrap()).collect();
    let text_width = Page::of(&StyleSheet::gb9704(), Orientation::Portrait).text_width() as usize;
    assert_eq!(grid.iter().sum::<usize>(), text_width);
    let cells = |row: &Element| {
        let mut column = 0;
        let cells: Vec<_> = row
            .elements()
            .filter(|cell| cell.name == "w:tc")
            .map(|cell| {
                let properties = cell.find("w:tcPr").unwrap();
                let wide = number(properties.find("w:gridSpan"), "w:val").unwrap_or(1);
                let width: usize = grid[column..column + wide].iter().sum();
                assert_eq!(number(properties.find("w:tcW"), "w:w"), Some(width));
                column += wide;
                let merge = properties.find("w:vMerge").and_then(|merge| merge.attribute("w:val")).map(str::to_owned);
                assert!(cell.find("w:p").is_some(), "every cell has a paragraph");
                (wide, merge, super::characters(cell))
            })
            .collect();
        assert_eq!(column, grid.len(), "every row fills the grid");
        cells
    };
    table.elements().filter(|row| row.name == "w:tr").map(cells).collect()
}

#[test]
fn the_official_tables_have_the_official_grid() {
    let parts = parts(&written(&sample::everything()));
    let tables = all(&parts["word/document.xml"], "w:tbl");
    let two = rows(tables[0]);
    assert_eq!(two[0].iter().map(|cell| cell.0).collect::<Vec<_>>(), [4]);
    assert_eq!(two[5].iter().map(|cell| cell.0).collect::<Vec<_>>(), [1, 3]);

    let three = rows(tables[1]);
    assert_eq!(three.len(), 3 + 25);
    let merge = |row: usize, cell: usize| three[row][cell].1.as_deref();
    assert_eq!(three[0].iter().map(|cell| cell.0).collect::<Vec<_>>(), [3, 7]);
    assert_eq!((merge(0, 0), merge(1, 0), merge(2, 0)), (Some("restart"), Some("continue"), Some("continue")));
    // 三、本年度办理结果 over 22 rows, （三）不予公开 over 8 of them.
    let result: Vec<_> = (5..28).map(|row| merge(row, 0)).collect();
    assert_eq!(result[0], Some("restart"));
    assert!(result[1..22].iter().all(|merge| *merge == Some("continue")));
    assert_eq!(result[22], None);
    assert_eq!(three[5][0].2, "三、本年度办理结果");
    assert_eq!(three[7][1].2, "（三）不予公开");
    assert_eq!((merge(7, 1), merge(14, 1), merge(15, 1)), (Some("restart"), Some("continue"), Some("restart")));
    let numbers = three.iter().flatten().filter(|cell| cell.2 == "12").count();
    assert_eq!(numbers, 175);

    let four = rows(tables[2]);
    assert_eq!(four[0].iter().map(|cell| cell.0).collect::<Vec<_>>(), [5, 10]);
    assert_eq!(four[3].len(), 15);
    let exact = all(tables[2], "w:trHeight").pop().unwrap();
    assert_eq!((exact.attribute("w:val"), exact.attribute("w:hRule")), (Some("454"), Some("exact")));
}

#[test]
fn heads_repeat_and_no_row_is_split() {
    let parts = parts(&written(&sample::everything()));
    let tables = all(&parts["word/document.xml"], "w:tbl");
    let heads: Vec<_> = tables.iter().map(|table| all(table, "w:tblHeader").len()).collect();
    assert_eq!(heads, [0, 3, 3, 0]);
    for table in tables {
        assert_eq!(all(table, "w:cantSplit").len(), all(table, "w:tr").len());
    }
}

#[test]
fn cells_that_do_not_fit_are_clipped_and_holes_are_filled() {
    let cell = |text: &str, wide: usize, high: usize| {
        Cell::of(CellRole::Data, Paragraph::text(text, ParaStyle::TableText, text)).spanning(wide, high)
    };
    let table = |columns: usize, cells: Vec<Vec<Cell>>| {
        Block::Table(Table {
            id: "table".into(),
            summary: String::new(),
            columns: vec![1.0; columns],
            head_rows: usize::MAX,
            rows: cells.into_iter().map(|cells| Row { height: RowHeight::Exact(Mm(1e9)), cells }).collect(),
        })
    };
    let blocks = vec![
        table(3, vec![vec![cell("甲", 9, 9)], vec![cell("乙", 1, 1)], vec![]]),
        table(3, vec![vec![cell("甲", 1, 2), cell("乙", 1, 1)], vec![cell("丙", usize::MAX, usize::MAX)]]),
        table(2, vec![vec![cell("甲", 0, 0)]]),
        table(0, vec![vec![cell("甲", 1, 1)]]),
        table(3, vec![]),
    ];
    let bytes = written(&document(blocks));
    super::keep("clipped.docx", &bytes);
    let parts = parts(&bytes);
    let tables = all(&parts["word/document.xml"], "w:tbl");
    assert_eq!(tables.len(), 3, "tables without rows or columns are left out");
    for table in &tables {
        rows(table);
    }
    assert_eq!(rows(tables[2])[0].len(), 2);
    // Between two tables stands a paragraph, or Word makes them one.
    let body = parts["word/document.xml"].find("w:body").unwrap();
    let names: Vec<_> = body.elements().map(|block| &*block.name).filter(|name| name.len() < 6).collect();
    assert!(names.windows(2).all(|pair| pair != ["w:tbl", "w:tbl"]), "{names:?}");
}
