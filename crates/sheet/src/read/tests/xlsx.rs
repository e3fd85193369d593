use super::samples::{first, refusal, source, texts, unzip, xlsx, zip};
use crate::read::{SourceKind, read};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Workbook};

fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_reads_as_the_clerk_sees_it() {
    let source = source(&xlsx(), "目录.xlsx");
    assert_eq!(source.kind, SourceKind::Xlsx);
    let grid = &source.grids[0];
    assert_eq!(grid.name, "目录");
    assert_eq!(
        texts(grid),
        [
            ["主动公开基本目录", "", "", ""],
            ["义务教育", "学校名录", "12", "0.3"],
            ["", "2026-01-20", "TRUE", "3"],
            ["", "县教育局\n办公室", "", ""],
        ]
    );
}

#[test]
fn merges_are_rectangles_that_lead_back_to_their_text() {
    let grid = first(&xlsx(), "目录.xlsx");
    assert_eq!((grid.span(0, 0), grid.span(1, 0), grid.span(1, 1)), ((1, 4), (2, 1), (1, 1)));
    assert_eq!((grid.text(0, 3), grid.spanned(0, 3), grid.spanned(2, 0)), ("", "主动公开基本目录", "义务教育"));
    assert_eq!(grid.rows[2][0].origin, Some((1, 0)));
    assert_eq!(grid.rows[1][0].origin, None);
    assert_eq!(
        (grid.address(6, 1), grid.address(0, 26), grid.address(9, 16_383)),
        ("B7".into(), "AA1".into(), "XFD10".into())
    );
}

#[test]
fn hidden_sheets_are_marked_and_empty_ones_left_out() {
    let source = source(&xlsx(), "目录.xlsx");
    let names: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.hidden)).collect();
    assert_eq!(names, [("目录", false), ("代码表", true)]);
    assert!(source.notes.iter().any(|note| note.contains("代码表") && note.contains("隐藏")), "{:?}", source.notes);
}

#[test]
fn a_coloured_cell_at_the_far_corner_adds_nothing() {
    let bytes = book(|sheet| {
        sheet.write(1, 1, "名称").unwrap();
        let colour = Format::new().set_background_color(Color::Yellow);
        sheet.write_blank(1_048_575, 16_383, &colour).unwrap();
        sheet.write(1_000_000, 100, " \u{3000}").unwrap();
    });
    assert_eq!(texts(&first(&bytes, "a.xlsx")), [["", ""], ["", "名称"]], "addresses still count from A1");
}

#[test]
fn a_title_merged_over_the_whole_sheet_is_as_wide_as_the_table() {
    let bytes = book(|sheet| {
        sheet.merge_range(0, 0, 0, 16_383, "标题", &Format::new()).unwrap();
        sheet.write(1, 2, "末列").unwrap();
    });
    let grid = first(&bytes, "a.xlsx");
    assert_eq!((grid.columns(), grid.span(0, 0)), (3, (1, 3)));
}

#[test]
fn a_text_at_the_far_corner_is_refused_with_the_sheet_named() {
    let bytes = book(|sheet| {
        sheet.write(1_048_575, 0, "远").unwrap();
    });
    let sentence = refusal(&bytes, "a.xlsx");
    assert!(sentence.contains("Sheet1") && sentence.contains("1048576行"), "{sentence}");
    let bytes = book(|sheet| {
        sheet.write(0, 16_000, "宽").unwrap();
        sheet.write(199_000, 0, "高").unwrap();
    });
    let sentence = refusal(&bytes, "a.xlsx");
    assert!(sentence.contains("500万格"), "each way it would do, together it is too much: {sentence}");
}

#[test]
fn dates_times_shares_and_errors_have_one_form_each() {
    let bytes = book(|sheet| {
        let format = |code: &str| Format::new().set_num_format(code);
        let day = ExcelDateTime::from_ymd(2026, 1, 20).unwrap();
        sheet.write_with_format(0, 0, &day, &Format::new().set_num_format_index(31)).unwrap();
        sheet.write_with_format(0, 1, day.clone().and_hms(8, 30, 0).unwrap(), &format("yyyy-mm-dd hh:mm")).unwrap();
        sheet.write_with_format(0, 2, ExcelDateTime::from_hms(8, 30, 0).unwrap(), &format("h:mm")).unwrap();
        sheet.write_with_format(0, 3, 1.5, &format("[h]:mm:ss")).unwrap();
        sheet.write_with_format(0, 4, 0.125, &format("0.0%")).unwrap();
        sheet.write_formula(0, 5, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(0, 6, -0.0).unwrap();
        sheet.write(0, 7, 12_345_678_901.0).unwrap();
        sheet.write(0, 8, "=SUM(A1)").unwrap();
        sheet.write(0, 9, 1.10).unwrap();
    });
    let grid = first(&bytes, "a.xlsx");
    let row = &texts(&grid)[0];
    assert_eq!(row[..5], ["2026-01-20", "2026-01-20 08:30", "08:30", "36:00:00", "12.5%"]);
    assert_eq!(row[6..8], ["0", "12345678901"]);
    assert_eq!(row[9], "1.1");
    assert_eq!(row[5], "#DIV/0!");
}

#[test]
fn ticks_in_a_symbol_font_are_ticks() {
    let wingdings = Format::new().set_font_name("Wingdings 2");
    let plain = Format::new();
    let bytes = book(|sheet| {
        sheet.write_with_format(0, 0, "R", &wingdings).unwrap();
        sheet
            .write_rich_string(0, 1, &[(&wingdings, "R"), (&plain, "全文"), (&wingdings, "£"), (&plain, "不公开")])
            .unwrap();
        sheet.write(0, 2, "R全文").unwrap();
    });
    assert_eq!(texts(&first(&bytes, "a.xlsx")), [["☑", "☑全文□不公开", "R全文"]]);
}

#[test]
fn macros_are_mentioned() {
    let mut parts = unzip(&xlsx());
    parts.push(("xl/vbaProject.bin".into(), vec![1, 2, 3]));
    let source = source(&rezip(&parts), "目录.xlsm");
    assert!(source.notes.iter().any(|note| note.contains("宏")), "{:?}", source.notes);
}

#[test]
fn strings_that_are_only_announced_reserve_no_memory() {
    let mut parts = unzip(&xlsx());
    for (name, bytes) in &mut parts {
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let from = text.find("uniqueCount=\"").unwrap() + 13;
            let to = from + text[from..].find('"').unwrap();
            *bytes = format!("{}99999999999{}", &text[..from], &text[to..]).into_bytes();
        }
    }
    assert!(refusal(&rezip(&parts), "a.xlsx").contains("已损坏"));
}

#[test]
fn a_damaged_sheet_is_refused_and_not_read_in_part() {
    let mut parts = unzip(&xlsx());
    for (name, bytes) in &mut parts {
        if name == "xl/worksheets/sheet1.xml" {
            let half = bytes.len() / 2;
            bytes.truncate(half);
        }
    }
    assert!(refusal(&rezip(&parts), "a.xlsx").contains("已损坏"));
    assert!(read(&zip(&[("xl/workbook.xml", b"<workbook/>")]), "a.xlsx").is_err());
}

fn rezip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    zip(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}
