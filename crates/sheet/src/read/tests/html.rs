use super::samples::{first, refusal, source, texts};
use crate::read::{SourceKind, read, read_pasted};
use encoding_rs::GB18030;

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>题</title></head><body>{body}</body></html>")
}

#[test]
fn rowspan_and_colspan_become_rectangles() {
    let html = page(
        "<table><thead><tr><th rowspan=2>序号<th colspan='2'>内容</thead>\
         <tbody><tr><td rowspan=\"2\">甲</td><td>乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td></tr></tbody></table>",
    );
    let grid = first(html.as_bytes(), "a.html");
    assert_eq!(texts(&grid), [["序号", "内容", ""], ["甲", "乙", "丙"], ["", "丁", "戊"]]);
    assert_eq!((grid.span(0, 1), grid.span(1, 0), grid.spanned(2, 0)), ((1, 2), (2, 1), "甲"));
    assert_eq!(grid.span(0, 0), (1, 1), "a head's cell reaches no further than the head");
}

#[test]
fn text_reads_as_a_browser_shows_it() {
    let html = page(
        "<table><tr><td> 政府\n   信息 <b>公 开</b><br>第二行<p>第三行</p>&nbsp;A&amp;B&#8212;&#x6C49;&lt;x&gt;&unknown; \
         <script>if (a<b) '</td>'</script><style>td{}</style><!-- <td>注</td> --></td><td>a<5</td></tr></table>",
    );
    assert_eq!(
        texts(&first(html.as_bytes(), "a.html")),
        [["政府信息 公 开\n第二行\n第三行\n A&B—汉<x>&unknown;", "a<5"]]
    );
}

#[test]
fn tables_are_named_by_caption_or_heading_and_inner_ones_follow() {
    let html = page(
        "<table><tr><td>甲</table><h2>目录<br>一</h2><table><tr><td>外<table><caption> 内表 </caption><tr><td>内</table>再外</table>\
         <table><tr><td>乙</table>",
    );
    let source = source(html.as_bytes(), "a.htm");
    assert_eq!(source.kind, SourceKind::Html);
    let found: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.text(0, 0))).collect();
    assert_eq!(found[0], ("第1个表格", "甲"));
    assert_eq!(found[1], ("目录 一", "外再外"));
    assert_eq!(found[2], ("内表", "内"));
    assert_eq!(found[3].1, "乙");
}

#[test]
fn a_page_saved_as_a_workbook_is_a_page() {
    let html = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
                <head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><!--[if gte mso 9]><xml><x:A/></xml><![endif]-->\
                </head><body><table x:str><tr><td x:num=\"1\">名称</td><td>镕</td></tr><![if supportMisalignedColumns]>\
                <tr height=0 style='display:none'><td width=72></td></tr><![endif]></table></body></html>";
    let (bytes, ..) = GB18030.encode(html);
    let source = source(&bytes, "导出.xls");
    assert_eq!(source.kind, SourceKind::Html);
    assert_eq!(texts(&source.grids[0]), [["名称", "镕"]]);
}

#[test]
fn the_encoding_of_a_page_is_found() {
    let table = "<table><tr><td>政务公开标准目录</td></tr></table>";
    let gb = |head: &str| GB18030.encode(&format!("<html><head>{head}</head><body>{table}")).0.into_owned();
    let wide: Vec<u8> = format!("\u{FEFF}<html>{table}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lying = format!("<html><meta charset=gb2312>{table}");
    for bytes in [gb("<meta charset=\"GBK\">"), gb(""), gb("<meta charset=utf-8>"), wide, lying.into_bytes()] {
        assert_eq!(first(&bytes, "a.html").text(0, 0), "政务公开标准目录");
    }
    let mut broken = page(&table.repeat(5)).into_bytes();
    broken.extend_from_slice(b"\n\n\xFF\xFF");
    assert!(refusal(&broken, "a.html").contains("第3行"));
}

#[test]
fn spans_without_measure_are_kept_in_bounds() {
    let wide = page("<table><tr><td colspan=99999999999 rowspan=4000000000>甲<td>乙</td></tr><tr><td>丙</table>");
    let grid = first(wide.as_bytes(), "a.html");
    assert!(grid.columns() <= 1_001 && grid.rows.len() == 2, "{}", grid.columns());
    let wider = page(&format!("<table><tr>{}</table>", "<td colspan=1000>甲".repeat(20)));
    assert!(refusal(wider.as_bytes(), "a.html").contains("16384列"));
    let deep = page(&"<table><tr><td>".repeat(5_000));
    assert!(refusal(deep.as_bytes(), "a.html").contains("嵌套"));
}

#[test]
fn a_page_without_a_table_says_so() {
    assert!(refusal(page("<p>没有</p>").as_bytes(), "a.xls").contains("没有表格"));
    assert!(refusal(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<table>", "a.xls").contains("MHT"));
    assert!(refusal(b"From: <Saved by WPS>\r\nMIME-Version: 1.0\r\n\r\n<table>", "a.mht").contains("另存为 XLSX"));
}

#[test]
fn pasted_html_with_a_table_goes_before_the_text() {
    let html = "<meta charset='utf-8'><table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>";
    let source = read_pasted("甲\t乙\n\t丙", Some(html)).unwrap();
    assert_eq!((source.kind, source.grids[0].span(0, 0)), (SourceKind::Html, (2, 1)));
    let source = read_pasted("甲\t乙", Some("<p>甲 乙</p>")).unwrap();
    assert_eq!((source.kind, texts(&source.grids[0])), (SourceKind::Text, vec![vec!["甲", "乙"]]));
    assert!(read(b"  \n ", "a.html").is_err());
}
