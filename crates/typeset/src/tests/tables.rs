//! Tables on pages.

use super::build::*;
use crate::*;
use mingce_document::*;

fn head(id: &str, text: &str) -> Cell {
    Cell::of(CellRole::Head(Scope::Column), Paragraph::text(id, ParaStyle::TableHead, text))
}

/// A table of a head row and so many rows of one line.
fn long(rows: usize) -> Table {
    let mut all = vec![row(vec![head("h1", "项目"), head("h2", "件数")])];
    all.extend((0..rows).map(|i| row(vec![cell(&format!("a{i}"), &format!("甲{i}")), cell(&format!("b{i}"), "0")])));
    table(2, 1, all)
}

#[test]
fn heads_stand_on_every_page_but_are_read_once() {
    let pages = set(&document(vec![Block::Table(long(400))]));
    assert!(pages.pages.len() > 8);
    for page in &pages.pages {
        assert_eq!(page.text(true).matches("项目").count(), 1);
    }
    assert_eq!(read(&pages).concat().matches("项目").count(), 1);
    for i in 0..400 {
        assert!(pages.anchors.contains_key(&NodeId(format!("a{i}"))), "row {i} is lost");
    }
}

#[test]
fn a_row_that_fits_on_a_page_is_not_torn() {
    let tall = "公".repeat(400);
    let rows = (0..12).map(|i| row(vec![cell(&format!("a{i}"), &tall), cell(&format!("b{i}"), "0")])).collect();
    let pages = set(&document(vec![body("p", 100), Block::Table(table(2, 0, rows))]));
    for i in 0..12 {
        let on: Vec<usize> = pages
            .pages
            .iter()
            .enumerate()
            .filter(|(_, page)| page.ops.iter().any(|op| op.node == Some(NodeId(format!("a{i}")))))
            .map(|(n, _)| n)
            .collect();
        assert_eq!(on.len(), 1, "row {i} stands on pages {on:?}");
    }
}

#[test]
fn no_stop_stands_on_the_rule_of_its_cell() {
    let mut hung = 0;
    for length in 10..40 {
        let text = format!("{}，后文。", "甲".repeat(length));
        let pages = set(&document(vec![Block::Table(table(2, 0, vec![row(vec![cell("a", &text), cell("b", "0")])]))]));
        let right = runs(&pages.pages[0])
            .filter(|(_, run)| run.text().contains('甲'))
            .map(|(_, run)| run.x + run.glyphs.iter().map(|glyph| glyph.x).fold(0.0, f64::max) + run.size);
        let mid = (pages.pages[0].ops.iter()).filter_map(|op| match op.draw {
            Draw::Line { from, to, .. } if from.0 == to.0 => Some(from.0),
            _ => None,
        });
        let mut rules: Vec<f64> = mid.collect();
        rules.sort_by(f64::total_cmp);
        let rule = rules[rules.len() / 2];
        for edge in right {
            assert!(edge < rule, "{length}: {edge} against the rule at {rule}");
            hung += 1;
        }
    }
    assert!(hung > 30);
}

#[test]
fn a_row_whose_text_says_so_stands_on_the_page_of_the_next() {
    let pages = |kept: Option<usize>| -> Vec<usize> {
        let rows = (0..80).map(|i| {
            let mut cells = vec![cell(&format!("a{i}"), &format!("甲{i}")), cell(&format!("b{i}"), "0")];
            cells.iter_mut().for_each(|cell| cell.blocks[0].keep_with_next = kept == Some(i));
            row(cells)
        });
        let pages = set(&document(vec![Block::Table(table(2, 0, rows.collect()))]));
        (0..80).map(|i| pages.anchors[&NodeId(format!("a{i}"))].page).collect()
    };
    let free = pages(None);
    let last = free.iter().position(|page| *page > 0).expect("two pages") - 1;
    assert_eq!((free[last], free[last + 1]), (0, 1));
    let kept = pages(Some(last));
    assert_eq!((kept[last - 1], kept[last], kept[last + 1]), (0, 1, 1));
}

#[test]
fn a_cell_taller_than_a_page_goes_on_without_loss() {
    let text: String = ('\u{4E00}'..='\u{5E00}').collect();
    let rows = vec![row(vec![head("h1", "项目"), head("h2", "内容")]), row(vec![cell("a", "甲"), cell("b", &text)])];
    let pages = set(&document(vec![body("p", 300), Block::Table(table(2, 1, rows))]));
    let found: String = read(&pages).concat().chars().filter(|c| *c != '公').collect();
    let expected: String = text.chars().filter(|c| *c != '公').collect();
    assert!(found.contains(&expected[..expected.len() - 30]), "text of the tall cell is not whole or not in order");
    assert!(pages.pages.len() > 3);
}

#[test]
fn a_cell_over_many_rows_is_ruled_on_each_page_and_its_text_stands_once() {
    let mut rows = vec![row(vec![cell("group", "本年度办理结果").spanning(1, 120), cell("b0", "0")])];
    rows.extend((1..120).map(|i| row(vec![cell(&format!("b{i}"), "0")])));
    let pages = set(&document(vec![Block::Table(table(2, 0, rows))]));
    assert!(pages.pages.len() >= 3);
    assert_eq!(read(&pages).concat().matches("本年度办理结果").count(), 1);
    let left = StyleSheet::gb9704().page.upright.left.pt().0;
    for page in &pages.pages {
        let long = page.ops.iter().any(|op| {
            matches!(op.draw, Draw::Line { from, to, .. } if (from.0 - left).abs() < 0.01 && (to.0 - left).abs() < 0.01 && to.1 - from.1 > 100.0)
        });
        assert!(long, "the left rule is missing");
    }
}

/// A table of so many rows with the stacked label of the official form beside them.
fn grouped(rows: usize) -> Block {
    let mut label = head("group", "三、本年度办理结果").spanning(1, rows);
    label.vertical_text = true;
    let mut all = vec![row(vec![label, cell("b0", "0")])];
    all.extend((1..rows).map(|i| row(vec![cell(&format!("b{i}"), "0")])));
    Block::Table(table(2, 0, all))
}

#[test]
fn a_table_that_fits_on_one_page_is_never_torn_and_its_heading_goes_with_it() {
    for lines in 1..22 {
        let heading = para("h", ParaStyle::Heading1, "三、收到和处理政府信息公开申请情况");
        let pages = set(&document(vec![body("p", 28 * lines), heading, grouped(30)]));
        let page = |id: &str| pages.anchors[&NodeId::from(id)].page;
        assert_eq!((page("h"), page("b0")), (page("b29"), page("b29")), "{lines} lines above");
    }
}

#[test]
fn the_label_of_a_group_is_shown_whole_on_every_page_that_has_room_and_read_once() {
    for lines in 1..20 {
        let pages = set(&document(vec![body("p", 28 * lines), grouped(90)]));
        assert_eq!(read(&pages).concat().matches('果').count(), 1);
        for page in &pages.pages {
            let text = page.text(true).replace('\n', "");
            // Whole, or not at all: never a rest of it.
            assert_eq!(text.contains('果'), text.contains("三、本年度办理结果"), "{lines} lines above: {text}");
        }
        assert!(pages.pages.iter().filter(|p| p.text(true).contains('果')).count() >= 2);
    }
}

#[test]
fn column_heads_go_where_their_rows_go() {
    // Sub-heads inside a table, as in the official form: never the last row of a page.
    for lines in 8..20 {
        let mut rows = Vec::new();
        for i in 0..8 {
            rows.push(row(vec![head(&format!("h{i}"), "第二十条").spanning(2, 1)]));
            rows.push(row(vec![cell(&format!("a{i}"), "甲"), cell(&format!("b{i}"), "0")]));
        }
        let pages = set(&document(vec![body("p", 28 * lines), Block::Table(table(2, 0, rows))]));
        for i in 0..8 {
            let page = |id: &str| pages.anchors[&NodeId(format!("{id}{i}"))].page;
            assert_eq!(page("h"), page("a"), "{lines} lines above");
        }
    }
}

#[test]
fn rows_are_as_high_as_the_form_says_unless_text_needs_more() {
    let with = |height, text: &str| Row { height, cells: vec![cell("x", text)] };
    let heights = |rows: Vec<Row>| {
        let pages = set(&document(vec![Block::Table(table(1, 0, rows))]));
        let mut ys: Vec<f64> = pages.pages[0]
            .ops
            .iter()
            .filter_map(|op| match op.draw {
                Draw::Line { from, to, .. } if from.1 == to.1 => Some(from.1),
                _ => None,
            })
            .collect();
        ys.sort_by(f64::total_cmp);
        ys.windows(2).map(|w| (w[1] - w[0]).round() as i64).collect::<Vec<_>>()
    };
    let pad = 2.0 * Mm(0.5).pt().0;
    let line = (StyleSheet::gb9704().pitch(ParaStyle::TableText).0 + pad).round() as i64;
    let rows = vec![
        with(RowHeight::Auto, "一行"),
        with(RowHeight::AtLeast(Mm(10.0)), "一行"),
        with(RowHeight::Exact(Mm(20.0)), "一行"),
        with(RowHeight::Exact(Mm(1.0)), "不够高"),
    ];
    assert_eq!(heights(rows), [line, 28, 57, line]);
}

#[test]
fn characters_of_a_vertical_cell_stand_one_below_the_other() {
    let mut stacked = cell("v", "办理（结果）");
    stacked.vertical_text = true;
    let pages = set(&document(vec![Block::Table(table(4, 0, vec![row(vec![stacked, cell("b", "0")])]))]));
    let of_v: Vec<_> = pages.pages[0].ops.iter().filter(|op| op.node == Some("v".into())).collect();
    let ys: Vec<f64> = of_v
        .iter()
        .filter_map(|op| match &op.draw {
            Draw::Glyphs(run) => Some(run.y),
            _ => None,
        })
        .collect();
    assert_eq!(ys.len(), 6);
    assert!(ys.windows(2).all(|w| w[1] > w[0] + 10.0));
    assert_eq!(read(&pages)[0], "办理（结果）0");
}

#[test]
fn a_cell_outside_the_grid_is_not_lost() {
    let rows = vec![row(vec![cell("a", "甲"), cell("b", "乙"), cell("c", "丙"), cell("d", "丁")])];
    assert_eq!(read(&set(&document(vec![Block::Table(table(2, 0, rows))])))[0], "甲乙丙丁");
    let empty = Table { columns: vec![], ..table(1, 0, vec![row(vec![cell("a", "甲"), cell("b", "乙")])]) };
    assert_eq!(read(&set(&document(vec![Block::Table(empty)])))[0], "甲乙");
}
