use super::samples::{first, ods, ods_with, refusal, source, texts};

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn cell(attributes: &str, text: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
}

fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\"><table:table-column/>{rows}</table:table>")
}

#[test]
fn merges_of_ods_are_read_and_covered_texts_are_not() {
    let merged = cell("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", "合并");
    let covered = "<table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell>";
    let rows = row(&format!("{merged}{covered}{}", cell("", "右")))
        + &row(&format!("<table:covered-table-cell table:number-columns-repeated=\"2\"/>{}", cell("", "下")));
    let grid = first(&ods("", &table("表一", &rows)), "a.ods");
    assert_eq!(texts(&grid), [["合并", "", "右"], ["", "", "下"]]);
    assert_eq!((grid.span(0, 0), grid.spanned(1, 1), grid.address(1, 2)), ((2, 2), "合并", "C2".into()));
}

#[test]
fn values_of_ods_come_from_their_type_and_texts_from_their_paragraphs() {
    let cells = [
        cell("office:value-type=\"float\" office:value=\"1200\"", "1,200.00"),
        cell("office:value-type=\"date\" office:date-value=\"2026-01-20\"", "2026年1月20日"),
        cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "TRUE"),
        cell("office:value-type=\"time\" office:time-value=\"PT08H30M00S\"", "08:30:00"),
        cell("office:value-type=\"percentage\" office:value=\"0.5\"", "50.00%"),
        cell("office:value-type=\"string\" calcext:value-type=\"error\"", "#REF!"),
        cell("office:value-type=\"string\"", "甲<text:s text:c=\"2\"/>乙</text:p><text:p><text:span>丙</text:span>&amp;<text:tab/>丁"),
        "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation><text:p>正文</text:p></table:table-cell>".into(),
    ];
    let grid = first(&ods("", &table("表", &row(&cells.concat()))), "a.ods");
    assert_eq!(texts(&grid), [["1200", "2026-01-20", "TRUE", "08:30", "50%", "#REF!", "甲  乙\n丙&\t丁", "正文"]]);
}

#[test]
fn repeated_cells_are_repeated_and_repeated_emptiness_is_not_stored() {
    let rows = row(&format!(
        "{}<table:table-cell table:number-columns-repeated=\"16380\"/>",
        cell("table:number-columns-repeated=\"3\"", "同")
    )) + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"
        + &row(&cell("", "末"))
        + "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let grid = first(&ods("", &table("表", &rows)), "a.ods");
    assert_eq!(texts(&grid), [["同", "同", "同"], ["", "", ""], ["", "", ""], ["末", "", ""]]);
}

#[test]
fn repeated_text_beyond_measure_is_refused() {
    let wide = "<table:table-row table:number-rows-repeated=\"100000\">".to_owned()
        + &cell("table:number-columns-repeated=\"16384\"", "多")
        + "</table:table-row>";
    assert!(refusal(&ods("", &table("表", &wide)), "a.ods").contains("文件太大"));
    let far = row(&cell("table:number-columns-repeated=\"99999999999\"", "多"));
    assert!(refusal(&ods("", &table("表", &far)), "a.ods").contains("列"));
}

#[test]
fn hidden_and_empty_sheets_of_ods() {
    let style = "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>";
    let hidden = table("乙", &row(&cell("", "x"))).replace("<table:table ", "<table:table table:style-name=\"ta2\" ");
    let source = source(&ods(style, &(table("甲", &row(&cell("", "x"))) + &hidden + &table("丙", ""))), "a.ods");
    let names: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.hidden)).collect();
    assert_eq!(names, [("甲", false), ("乙", true)]);
}

#[test]
fn encrypted_ods_is_protected() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert!(refusal(&ods_with(manifest, "", ""), "a.ods").contains("受密码保护"));
}
