//! Files as other programs write them, small enough to be read in the test.

use crate::read::{Grid, Source, read};
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The only grid, or the first.
pub fn first(bytes: &[u8], name: &str) -> Grid {
    source(bytes, name).grids.remove(0)
}

pub fn source(bytes: &[u8], name: &str) -> Source {
    read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The refusal's sentence.
pub fn refusal(bytes: &[u8], name: &str) -> String {
    read(bytes, name).expect_err(name).to_string()
}

/// Own texts, row by row.
pub fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows.iter().map(|row| row.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    );
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

/// A cell with properties and one run.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

pub fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

pub fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

pub const ODS_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

pub fn ods(styles: &str, tables: &str) -> Vec<u8> {
    ods_with("<manifest:manifest/>", styles, tables)
}

pub fn ods_with(manifest: &str, styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", ODS_TYPE), ("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", content.as_bytes())])
}

/// A catalogue with a title over all columns, a merge downwards, a rich text, numbers, a date and a hidden sheet.
pub fn xlsx() -> Vec<u8> {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let plain = Format::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let sheet = book.add_worksheet();
    sheet.set_name("目录").unwrap();
    sheet.merge_range(0, 0, 0, 3, "主动公开基本目录", &plain).unwrap();
    sheet.merge_range(1, 0, 2, 0, "义务教育", &plain).unwrap();
    sheet.write(1, 1, " 学校名录\u{3000}").unwrap();
    sheet.write(1, 2, 12).unwrap();
    sheet.write(1, 3, 0.1 + 0.2).unwrap();
    sheet.write_with_format(2, 1, ExcelDateTime::from_ymd(2026, 1, 20).unwrap(), &day).unwrap();
    sheet.write(2, 2, true).unwrap();
    sheet.write_formula(2, 3, rust_xlsxwriter::Formula::new("=1+2").set_result("3")).unwrap();
    let bold = Format::new().set_bold();
    sheet.write_rich_string(3, 1, &[(&bold, "县"), (&plain, "教育局\n办公室")]).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("代码表").unwrap().set_hidden(true);
    hidden.write(0, 0, "A01").unwrap();
    book.add_worksheet().set_name("空表").unwrap();
    book.save_to_buffer().unwrap()
}

/// The parts of a zip, to change one and pack it again.
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().to_owned(), bytes)
        })
        .collect()
}
