use super::samples::{first, refusal, source, texts};
use crate::read::{ReadError, SourceKind, read, read_pasted};
use encoding_rs::GB18030;

const TABLE: &str = "名称,依据\n政府信息公开指南,《条例》\n";

fn expected() -> Vec<Vec<&'static str>> {
    vec![vec!["名称", "依据"], vec!["政府信息公开指南", "《条例》"]]
}

#[test]
fn every_encoding_gives_the_same_table() {
    let marked = format!("\u{FEFF}{TABLE}");
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let files: [(Vec<u8>, Option<&str>); 7] = [
        (TABLE.into(), None),
        (marked.clone().into(), None),
        (little(&marked), None),
        (big(&marked), None),
        (little(TABLE), Some("UTF-16LE")),
        (big(TABLE), Some("UTF-16BE")),
        (GB18030.encode(TABLE).0.into_owned(), Some("GB18030")),
    ];
    for (bytes, guess) in files {
        let source = source(&bytes, "目录/清单.csv");
        assert_eq!((source.kind, source.grids[0].name.as_str()), (SourceKind::Csv, "清单"));
        assert_eq!(texts(&source.grids[0]), expected(), "{guess:?}");
        match guess {
            Some(guess) => assert!(source.notes[0].contains(guess), "{:?}", source.notes),
            None => assert_eq!(source.notes, [""; 0]),
        }
    }
}

#[test]
fn characters_of_four_bytes_survive() {
    let (bytes, ..) = GB18030.encode("姓名,乡镇\n䶮㛃,𬭎堃\n");
    assert_eq!(texts(&first(&bytes, "a.csv"))[1], ["䶮㛃", "𬭎堃"]);
}

#[test]
fn bytes_that_are_no_characters_are_refused_by_line() {
    let mut bytes = GB18030.encode("名称,依据\n甲,乙\n").0.into_owned();
    bytes.extend_from_slice(b"ab,\xFF\n");
    assert_eq!(read(&bytes, "a.csv"), Err(ReadError::Undecodable { line: 3, encoding: "gb18030" }));
    let mut bytes = TABLE.repeat(10).into_bytes();
    bytes.extend_from_slice("信息".as_bytes());
    bytes.pop();
    let sentence = refusal(&bytes, "a.csv");
    assert!(
        sentence.contains("第21行") && sentence.contains("UTF-8"),
        "a cut UTF-8 file is not taken for GBK: {sentence}"
    );
}

#[test]
fn the_separator_is_guessed() {
    for (text, name) in [("a\tb,c\n1\t2,3\n", "tab.csv"), ("a;b,c\n1;2", "semicolon.csv"), ("a|b,c\n1|2", "bar.txt")] {
        let grid = first(text.as_bytes(), name);
        assert_eq!(grid.columns(), 2, "{name}");
        assert_eq!(grid.text(1, 0), "1", "{name}");
    }
    assert_eq!(texts(&first(b"sep=;\r\na;b\r\n", "a.csv")), [["a", "b"]]);
    assert_eq!(texts(&first("只有一列\n甲\n".as_bytes(), "a.txt")), [["只有一列"], ["甲"]]);
}

#[test]
fn quoted_cells_hold_line_ends_separators_and_doubled_marks() {
    let text = "a,\"甲,乙\r\n第二行\",\"说\"\"好\"\"\"\r\n\r\n\"\",d,e";
    let grid = first(text.as_bytes(), "a.csv");
    assert_eq!(texts(&grid), [["a", "甲,乙\n第二行", "说\"好\""], ["", "", ""], ["", "d", "e"]]);
    assert_eq!(grid.address(2, 1), "第3行第2列", "a blank line is a row");
}

#[test]
fn marks_that_only_begin_a_cell_are_characters() {
    assert_eq!(
        texts(&first("\"放管服\"改革,b\n\"没有结束,d".as_bytes(), "a.csv")),
        [["\"放管服\"改革", "b"], ["\"没有结束", "d"]]
    );
}

#[test]
fn a_pasted_block_is_tabs_and_quoted_lines() {
    let source = read_pasted("名称\t说明\r\n甲,乙\t\"第一行\n第二行\"\r\n\"放管服\"改革\t末\r\n", None).unwrap();
    assert_eq!(source.kind, SourceKind::Text);
    assert_eq!(texts(&source.grids[0]), [["名称", "说明"], ["甲,乙", "第一行\n第二行"], ["\"放管服\"改革", "末"]]);
    assert_eq!(read_pasted(" \n\t", None), Err(ReadError::NoTable));
}

#[test]
fn blanks_around_and_control_characters_go_and_the_inside_stays() {
    let text = "\u{3000}甲 乙\u{A0}丙\u{200B}\u{A0},\"\u{FEFF}a\u{1}b\r\r\nc\u{B}d \u{200D}\"";
    assert_eq!(texts(&first(text.as_bytes(), "a.csv")), [["甲 乙\u{A0}丙", "ab\n\nc\nd"]]);
}

#[test]
fn a_quoted_tag_in_separated_text_does_not_make_it_a_page() {
    let source = source("名称,代码\n片段,<table><tr><td>x".as_bytes(), "a.csv");
    assert_eq!(source.kind, SourceKind::Csv);
}
