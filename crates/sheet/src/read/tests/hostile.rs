//! Files that were cut, broken or made to do harm: reading ends with tables or with a sentence, never otherwise.

use super::samples::{docx, ods, refusal, tbl, tc, tr, unzip, xlsx, zip};
use crate::read::{read, read_pasted};
use encoding_rs::GB18030;

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let rows = [
        tr(&[tc("<w:vMerge w:val=\"restart\"/>", "甲"), tc("<w:gridSpan w:val=\"2\"/>", "乙")]),
        tr(&[tc("<w:vMerge/>", ""), tc("", "丙"), tc("", "丁")]),
    ];
    let sheet = "<table:table table:name=\"表\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
                 table:number-columns-spanned=\"2\" office:value-type=\"float\" office:value=\"1.5\"><text:p>x</text:p>\
                 </table:table-cell><table:covered-table-cell/></table:table-row></table:table>";
    let page = "<html><meta charset=gb2312><h1>目录</h1><table><caption>题<tr><td rowspan=2>甲&nbsp;<td colspan=\"3\">乙\
                <tr><td><table><tr><td>内&#65;</table></table><script>x</script><!-- y -->";
    let wide: Vec<u8> = "\u{FEFF}名称,依据\n\"甲\n乙\",丙\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("a.xlsx", xlsx()),
        ("a.xls", super::xls::FIXTURE.to_vec()),
        ("a.ods", ods("", sheet)),
        ("a.docx", docx(&tbl(&rows))),
        ("a.html", page.into()),
        ("b.xls", GB18030.encode(page).0.into_owned()),
        ("a.csv", "名称,依据\n\"甲\n\"\"乙\",丙\n".into()),
        ("b.csv", wide),
    ]
}

#[test]
fn files_cut_anywhere_end_in_tables_or_a_sentence() {
    for (name, bytes) in samples() {
        let step = (bytes.len() / 60).max(1);
        for length in (0..bytes.len()).step_by(step) {
            let _ = read(&bytes[..length], name);
        }
    }
}

#[test]
fn files_with_changed_bytes_end_in_tables_or_a_sentence() {
    for (name, bytes) in samples() {
        let mut dice = Dice(bytes.len() as u64);
        for _ in 0..150 {
            let mut bytes = bytes.clone();
            for _ in 0..=dice.throw(8) {
                let at = dice.throw(bytes.len());
                bytes[at] = match dice.throw(3) {
                    0 => 0xFF,
                    1 => bytes[at] ^ 1 << dice.throw(8),
                    _ => dice.throw(256) as u8,
                };
            }
            if let Ok(source) = read(&bytes, name) {
                for grid in &source.grids {
                    assert!(grid.rows.iter().all(|row| row.len() == grid.columns()), "{name}: a rectangle");
                }
            }
        }
    }
}

#[test]
fn parts_with_changed_bytes_end_in_tables_or_a_sentence() {
    // A changed zip hardly ever gets past its checksums, so the parts are changed and packed again.
    for (name, bytes) in samples().into_iter().filter(|(_, bytes)| bytes.starts_with(b"PK")) {
        let parts = unzip(&bytes);
        let mut dice = Dice(7);
        for _ in 0..120 {
            let mut parts = parts.clone();
            let which = dice.throw(parts.len());
            let part = &mut parts[which].1;
            for _ in 0..=dice.throw(4) {
                if !part.is_empty() {
                    let at = dice.throw(part.len());
                    part[at] = b"<>\"/0123456789A&;"[dice.throw(17)];
                }
            }
            let parts: Vec<_> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            let _ = read(&zip(&parts), name);
        }
    }
}

#[test]
fn pasted_rubbish_ends_in_a_table_or_a_sentence() {
    let mut dice = Dice(3);
    for _ in 0..300 {
        let text: String = (0..dice.throw(60))
            .map(|_| ['"', '\t', '\n', '\r', '甲', '<', '&', '#', ';', '='][dice.throw(10)])
            .collect();
        let _ = read_pasted(&text, Some(&format!("<table><tr><td {text}>{text}")));
        let _ = read(text.as_bytes(), "a.csv");
    }
}

#[test]
fn a_zip_that_bursts_is_refused_whatever_sizes_it_declares() {
    let mut bytes = zip(&[("word/document.xml", &vec![b' '; 51 << 20])]);
    let sentence = refusal(&bytes, "a.docx");
    assert!(sentence.contains("压缩得不正常"), "{sentence}");
    // The size in the zip's directory is set to one; what is inside stays.
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&[1, 0, 0, 0]);
    let sentence = refusal(&bytes, "a.docx");
    assert!(sentence.contains("压缩得不正常"), "{sentence}");
}

#[test]
fn a_zip_of_too_many_parts_is_refused() {
    let names: Vec<String> = (0..10_001).map(|number| format!("xl/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"" as &[u8])).collect();
    assert!(refusal(&zip(&parts), "a.xlsx").contains("10001个文件"));
}

#[test]
fn an_encrypted_zip_is_protected() {
    let mut bytes = xlsx();
    for mark in [b"PK\x01\x02".as_slice(), b"PK\x03\x04"] {
        let flag = if mark[2] == 1 { 8 } else { 6 };
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..at + 4] == mark).collect();
        for at in places {
            bytes[at + flag] |= 1;
        }
    }
    assert!(refusal(&bytes, "a.xlsx").contains("受密码保护"));
}

#[test]
fn a_page_made_to_grow_stays_as_large_as_it_is() {
    // In a browser's tree every paragraph repeats all the tags that are still open.
    let open: String = (0..2_000).map(|number| format!("<font color={number}>")).collect();
    let page = format!("<table><tr><td>{open}{}</table>", "<p>甲".repeat(200_000));
    let source = read(page.as_bytes(), "a.html").unwrap();
    assert_eq!(source.grids[0].text(0, 0).lines().count(), 200_000);
    let attributes: String = (0..300_000).map(|number| format!(" a{number}=1")).collect();
    let page = format!("<table><tr><td{attributes} colspan=2>甲<td>乙</table>");
    assert_eq!(read(page.as_bytes(), "a.html").unwrap().grids[0].text(0, 2), "乙");
}
