use super::samples::{docx, first, refusal, source, tbl, tc, texts, tr, zip};

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of one cell that holds these runs.
fn cell_of(content: &str) -> String {
    let bytes = docx(&format!("<w:tbl><w:tr><w:tc><w:tcPr/>{content}</w:tc></w:tr></w:tbl>"));
    first(&bytes, "a.docx").text(0, 0).to_owned()
}

#[test]
fn tables_come_in_order_and_are_named_after_the_paragraph_before() {
    let table = |text| tbl(&[tr(&[tc("", text)])]);
    let body = table("甲") + &paragraph("附件1 目录") + &paragraph(" ") + &table("乙") + &table("丙");
    let source = source(&docx(&body), "a.docx");
    let names: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.text(0, 0))).collect();
    assert_eq!(names, [("第1个表格", "甲"), ("附件1 目录", "乙"), ("附件1 目录（2）", "丙")]);
    assert_eq!(source.grids[0].address(6, 1), "第7行第2列");
}

#[test]
fn spans_of_word_become_rectangles() {
    let rows = [
        tr(&[tc("<w:vMerge w:val=\"restart\"/>", "序号"), tc("<w:gridSpan w:val=\"2\"/>", "公开内容")]),
        tr(&[tc("<w:vMerge/>", ""), tc("", "一级"), tc("", "二级")]),
        tr(&[tc("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", "甲"), tc("", "乙")]),
        tr(&[tc("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"continue\"/>", ""), tc("", "丙")]),
        tr(&[tc("<w:vMerge w:val=\"restart\"/>", "另起"), tc("", "丁"), tc("", "戊")]),
    ];
    let grid = first(&docx(&tbl(&rows)), "a.docx");
    assert_eq!(
        texts(&grid),
        [["序号", "公开内容", ""], ["", "一级", "二级"], ["甲", "", "乙"], ["", "", "丙"], ["另起", "丁", "戊"]]
    );
    assert_eq!((grid.span(0, 0), grid.span(0, 1), grid.span(2, 0), grid.span(4, 0)), ((2, 1), (1, 2), (2, 2), (1, 1)));
    assert_eq!(grid.spanned(3, 1), "甲");
}

#[test]
fn rows_that_begin_late_or_end_early_keep_their_columns() {
    let late = format!("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr>", tc("", "二"), tc("", "三"));
    let early = format!("<w:tr><w:trPr><w:gridAfter w:val=\"2\"/></w:trPr>{}</w:tr>", tc("", "一"));
    let grid = first(&docx(&tbl(&[late, early])), "a.docx");
    assert_eq!(texts(&grid), [["", "二", "三"], ["一", "", ""]]);
}

#[test]
fn an_inner_table_follows_the_outer_one() {
    let inner = tbl(&[tr(&[tc("", "内")])]);
    let outer = format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>", paragraph("前"), paragraph("后"));
    let source = source(&docx(&(outer + &tbl(&[tr(&[tc("", "末")])]))), "a.docx");
    let found: Vec<_> = source.grids.iter().map(|grid| (grid.name.as_str(), grid.text(0, 0))).collect();
    assert_eq!(found[..2], [("第1个表格", "前\n后"), ("前", "内")]);
    assert_eq!(found[2].1, "末");
}

#[test]
fn line_ends_tabs_and_paragraphs_are_kept() {
    let runs = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">甲 &amp; </w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r></w:p>";
    assert_eq!(cell_of(&format!("{runs}{}", paragraph("丁"))), "甲 & \t乙\n丙-\n丁");
}

#[test]
fn symbols_become_the_signs_they_show() {
    let symbol = |font: &str, code: &str| format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
    let codes = ["F0FE", "FE", "F0A8", "F0FC", "F06E", "F0FB"].map(|code| symbol("Wingdings", code)).concat()
        + &["F052", "F0A3", "50"].map(|code| symbol("Wingdings 2", code)).concat();
    assert_eq!(cell_of(&format!("<w:p>{codes}</w:p>")), "☑☑☐√■×☑□√");
}

#[test]
fn letters_in_a_symbol_font_become_the_signs_they_show() {
    let run = |font: &str, text: &str| {
        format!("<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let runs = run("Wingdings", "þ¨ün") + &run("Wingdings 2", "R£P") + "<w:r><w:t>R£P</w:t></w:r>" + &run("宋体", "n");
    assert_eq!(cell_of(&format!("<w:p>{runs}</w:p>")), "☑☐√■☑□√R£Pn");
}

#[test]
fn what_reviewers_took_out_is_left_out_and_what_they_put_in_stays() {
    let runs = "<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
                <w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>";
    assert_eq!(cell_of(runs), "新移来");
    let removed = format!("<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr>", tc("", "删去的行"));
    let grid = first(&docx(&tbl(&[tr(&[tc("", "甲")]), removed, tr(&[tc("", "乙")])])), "a.docx");
    assert_eq!(texts(&grid), [["甲"], ["乙"]]);
}

#[test]
fn controls_and_links_are_read_and_field_instructions_and_notes_are_not() {
    let runs = "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>\
                <w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>\
                <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>指令</w:t></w:r>\
                <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r>\
                <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/><w:t>页</w:t></w:r></w:p>";
    assert_eq!(cell_of(runs), "控件\n链接12页");
}

#[test]
fn a_text_box_is_read_once_and_an_old_check_box_shows_its_state() {
    let both = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>\
                </mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback>\
                </mc:AlternateContent></w:r></w:p>";
    assert_eq!(cell_of(both), "框");
    let check = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/>\
                 </w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>是</w:t></w:r></w:p>";
    assert_eq!(cell_of(check), "☑是");
}

#[test]
fn a_document_type_is_refused() {
    let evil = b"<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:tbl/></w:document>";
    assert!(refusal(&zip(&[("word/document.xml", evil)]), "a.docx").contains("DOCTYPE"));
}

#[test]
fn a_document_without_tables_says_so() {
    assert!(refusal(&docx(&paragraph("只有正文")), "a.docx").contains("没有表格"));
    assert!(refusal(&docx("<w:tbl><w:tr>"), "a.docx").contains("已损坏"));
}
