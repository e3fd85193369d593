use super::samples::{docx, ods, refusal, source, tbl, tc, tr, xlsx, zip};
use crate::read::SourceKind;

#[test]
fn a_file_is_what_its_bytes_are() {
    let sheet = "<table:table table:name=\"表\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(source(&xlsx(), "目录.xls").kind, SourceKind::Xlsx);
    assert_eq!(source(&docx(&tbl(&[tr(&[tc("", "x")])])), "目录.xlsx").kind, SourceKind::Docx);
    assert_eq!(source(&ods("", sheet), "目录.xlsx").kind, SourceKind::Ods);
    assert_eq!(source(b"a,b\n1,2", "目录.xlsx").kind, SourceKind::Csv);
    assert_eq!(source(b"<div><TABLE><tr><td>x</table>", "目录.xlsx").kind, SourceKind::Html);
}

#[test]
fn what_cannot_be_read_is_refused_with_what_to_do() {
    let cases: [(&[u8], &str); 12] = [
        (b"", "文件是空的"),
        (b"\xEF\xBB\xBF \r\n", "文件是空的"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "DOCX"),
        (b"Rar!\x1A", "解压"),
        (b"\x89PNG\r\n", "图片"),
        (b"PK\x03\x04cut", "已损坏"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "已损坏"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x00\x00", "不认识"),
        (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "Excel 2003"),
        (b"<!DOCTYPE html><html><frameset>", "没有表格"),
        (b",,\n,", "没有表格"),
    ];
    for (bytes, words) in cases {
        let sentence = refusal(bytes, "a.xls");
        assert!(sentence.contains(words), "{words}: {sentence}");
    }
    for (parts, words) in
        [("xl/workbook.bin", "XLSB"), ("ppt/presentation.xml", "演示文稿"), ("OFD.xml", "OFD"), ("目录.xlsx", "解压")]
    {
        let sentence = refusal(&zip(&[(parts, b"x")]), "a.xlsx");
        assert!(sentence.contains(words) && sentence.ends_with('。'), "{words}: {sentence}");
    }
    assert!(refusal(&zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "a.ods").contains("DOCX"));
}
