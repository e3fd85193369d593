//! Sheets as files of every kind. Written by hand where the file is text, so that nothing of ours vouches for itself.

use super::shape::{Format, Variant};
use super::sheets::Sheet;
use std::io::Write;

/// What the clerk picks or pastes.
pub enum Given {
    File { name: &'static str, bytes: Vec<u8> },
    Pasted { text: String, html: Option<String> },
}

/// The sheets of a variant in its format. Text holds only one table, so the sheets follow one another there.
pub fn write(variant: &Variant, sheets: &[Sheet]) -> Given {
    let file = |name, bytes| Given::File { name, bytes };
    match variant.format {
        Format::Xlsx => file("目录.xlsx", workbook(sheets, variant.far_corner)),
        Format::CsvUtf8 => file("目录.csv", separated(sheets, ',').into_bytes()),
        Format::CsvBom => file("目录.csv", [&b"\xEF\xBB\xBF"[..], separated(sheets, ',').as_bytes()].concat()),
        Format::CsvGb => file("目录.csv", encoding_rs::GB18030.encode(&separated(sheets, ',')).0.into_owned()),
        Format::CsvUtf16 => {
            let text = separated(sheets, '\t');
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            file("目录.csv", units.flat_map(u16::to_le_bytes).collect())
        }
        Format::Html => file("目录.html", page(sheets, "utf-8").into_bytes()),
        Format::HtmlAsXls => file("目录.xls", page(sheets, "utf-8").into_bytes()),
        Format::HtmlGb => file("目录.htm", encoding_rs::GB18030.encode(&page(sheets, "gb2312")).0.into_owned()),
        Format::Docx => file("目录.docx", document(sheets)),
        Format::Pasted => Given::Pasted { text: separated(sheets, '\t'), html: None },
        Format::PastedHtml => Given::Pasted { text: separated(sheets, '\t'), html: Some(page(sheets, "utf-8")) },
    }
}

fn workbook(sheets: &[Sheet], far_corner: bool) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let format = rust_xlsxwriter::Format::new().set_text_wrap();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).expect("a name").set_hidden(sheet.hidden);
        let at = |row: usize, column: usize| (row as u32, column as u16);
        for [row, column, rows, columns] in sheet.merges.iter().filter(|[_, _, rows, columns]| rows * columns > 1) {
            let ((top, left), (bottom, right)) = (at(*row, *column), at(row + rows - 1, column + columns - 1));
            page.merge_range(top, left, bottom, right, "", &format).expect("a merge");
        }
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (row, column) = at(row, column);
                match text.parse::<f64>() {
                    Ok(number) => page.write_number_with_format(row, column, number, &format),
                    Err(_) => page.write_string_with_format(row, column, text, &format),
                }
                .expect("a cell");
            }
        }
        if far_corner {
            page.write_blank(60_000, 200, &format).expect("a blank cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn separated(sheets: &[Sheet], delimiter: char) -> String {
    let quoted = |text: &String| match text.contains(['\n', '"', delimiter]) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.clone(),
    };
    let mut out = String::new();
    for row in sheets.iter().filter(|sheet| !sheet.hidden).flat_map(|sheet| &sheet.rows) {
        let cells: Vec<String> = row.iter().map(quoted).collect();
        out.push_str(&cells.join(&delimiter.to_string()));
        out.push_str("\r\n");
    }
    out
}

/// The spans of the merge that begins in a cell; `None` in a cell that one covers.
fn spans(sheet: &Sheet, row: usize, column: usize) -> Option<(usize, usize)> {
    for [top, left, rows, columns] in &sheet.merges {
        if (*top..top + rows).contains(&row) && (*left..left + columns).contains(&column) {
            return (row == *top && column == *left).then_some((*rows, *columns));
        }
    }
    Some((1, 1))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn page(sheets: &[Sheet], charset: &str) -> String {
    let mut out = format!("<html><head><meta charset=\"{charset}\"></head><body>");
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
        out.push_str(&format!("<h3>{}</h3><table border=1>", sheet.name));
        for (row, cells) in sheet.rows.iter().enumerate() {
            out.push_str("<tr>");
            for (column, text) in cells.iter().enumerate() {
                let Some((rows, columns)) = spans(sheet, row, column) else { continue };
                let text = escaped(text).replace('\n', "<br>");
                out.push_str(&format!("<td rowspan={rows} colspan=\"{columns}\"><span>{text}</span></td>"));
            }
            out.push_str("</tr>");
        }
        out.push_str("</table>");
    }
    out + "</body></html>"
}

fn document(sheets: &[Sheet]) -> Vec<u8> {
    let mut body = String::new();
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
        body.push_str(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p><w:tbl>", sheet.name));
        for (row, cells) in sheet.rows.iter().enumerate() {
            body.push_str("<w:tr>");
            for (column, text) in cells.iter().enumerate() {
                body.push_str(&document_cell(sheet, row, column, text));
            }
            body.push_str("</w:tr>");
        }
        body.push_str("</w:tbl>");
    }
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_string(),
        ),
        ("word/document.xml", format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>")),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a package").into_inner()
}

/// A cell of a document: a merge goes on in every row that it covers, over its whole width.
fn document_cell(sheet: &Sheet, row: usize, column: usize, text: &str) -> String {
    let merge = sheet.merges.iter().find(|[top, left, rows, columns]| {
        (*top..top + rows).contains(&row) && (*left..left + columns).contains(&column)
    });
    let mut properties = String::new();
    if let Some([top, left, rows, columns]) = merge {
        if column != *left {
            return String::new();
        }
        properties.push_str(&format!("<w:gridSpan w:val=\"{columns}\"/>"));
        if *rows > 1 {
            let value = if row == *top { "restart" } else { "continue" };
            properties.push_str(&format!("<w:vMerge w:val=\"{value}\"/>"));
        }
    }
    let lines = text
        .split('\n')
        .map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(line)));
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", lines.collect::<String>())
}
