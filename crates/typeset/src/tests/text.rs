//! Lines: grid, justification, punctuation, missing characters.

use super::build::*;
use crate::*;
use mingce_document::*;

/// Body lines as strings.
fn lines(text: &str) -> Vec<String> {
    let pages = set(&document(vec![para("p", ParaStyle::BodyFlush, text)]));
    runs(&pages.pages[0]).filter(|(r, _)| *r != Role::Artifact).map(|(_, run)| run.text()).collect()
}

fn right_edge(run: &GlyphRun) -> f64 {
    let last = run.glyphs.last().unwrap();
    let font = &fonts().fonts()[run.font];
    run.x + last.x + font.glyph(last.ch).map_or(1.0, |(_, advance)| advance) * run.size
}

#[test]
fn a_page_of_body_text_has_22_lines_of_28_characters() {
    let pages = set(&document(vec![para("p", ParaStyle::BodyFlush, &"政".repeat(28 * 22 + 1))]));
    let counts: Vec<usize> =
        runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Paragraph).map(|(_, run)| run.glyphs.len()).collect();
    // The last line of the paragraph is one character: it takes a second line with it to the next page.
    assert_eq!(counts, vec![28; 21]);
    assert_eq!(read(&pages)[1].chars().count(), 29);
    let full = set(&document(vec![para("p", ParaStyle::BodyFlush, &"政".repeat(28 * 22))]));
    assert_eq!(full.pages.len(), 1);
    assert_eq!(baselines(&full.pages[0]).len(), 22);
}

#[test]
fn the_first_line_of_a_paragraph_starts_two_characters_in() {
    let pages = set(&document(vec![body("p", 30)]));
    let lines: Vec<_> = runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Paragraph).map(|(_, run)| run).collect();
    let pitch = StyleSheet::gb9704().char_advance().0;
    assert!((lines[0].x - lines[1].x - 2.0 * pitch).abs() < 0.01);
    assert_eq!(lines[0].glyphs.len(), 26);
}

/// The standard's sheet with its punctuation set otherwise.
fn punctuated(squeeze: bool, hang: bool) -> StyleSheet {
    StyleSheet { punctuation: PunctuationFormat { squeeze, hang }, ..StyleSheet::gb9704() }
}

fn lines_in(sheet: &StyleSheet, text: &str) -> Vec<String> {
    let pages = layout(&document(vec![para("p", ParaStyle::BodyFlush, text)]), sheet, fonts());
    runs(&pages.pages[0]).filter(|(r, _)| *r != Role::Artifact).map(|(_, run)| run.text()).collect()
}

#[test]
fn a_stop_that_does_not_fit_hangs_and_a_bracket_takes_a_character_with_it() {
    let line = "甲".repeat(28);
    for stop in "，。、；：！？".chars() {
        assert_eq!(lines(&format!("{line}{stop}后文")), [format!("{line}{stop}"), "后文".to_owned()], "{stop}");
    }
    for mark in "）》”’】〕".chars() {
        assert_eq!(lines(&format!("{line}{mark}后文")), ["甲".repeat(27), format!("甲{mark}后文")], "{mark}");
    }
    // One stop hangs, never two marks; and what hangs leaves the line's other characters on the grid.
    assert_eq!(lines(&format!("{line}。”后文")), ["甲".repeat(27), "甲。”后文".to_owned()]);
    let pages = set(&document(vec![para("p", ParaStyle::BodyFlush, &format!("{line}，后文"))]));
    let (plain, hung) =
        (set(&document(vec![para("p", ParaStyle::BodyFlush, &"甲".repeat(29))])), first_run(&pages, "p").1);
    for (a, b) in first_run(&plain, "p").1.glyphs.iter().zip(&hung.glyphs) {
        assert!((a.x - b.x).abs() < 0.001);
    }
}

#[test]
fn a_stop_never_begins_a_line_and_is_pushed_in_where_other_marks_give_way() {
    let squeezed = punctuated(true, false);
    let line = "甲".repeat(28);
    assert_eq!(lines_in(&squeezed, &format!("{line}。后文")), ["甲".repeat(27), "甲。后文".to_owned()]);
    let full = format!("{0}，{0}，{0}甲甲", "甲".repeat(8));
    assert_eq!(lines_in(&squeezed, &format!("{full}。后文")), [format!("{full}。"), "后文".to_owned()]);
    // Without both, it takes a character with it.
    assert_eq!(lines_in(&punctuated(false, false), &format!("{full}。后文"))[1], "甲。后文");
}

#[test]
fn two_punctuation_marks_share_their_blank_halves_where_the_sheet_says_so() {
    let text = document(vec![para("p", ParaStyle::BodyFlush, "（《公开》）。")]);
    let whole = set(&text);
    let run = first_run(&whole, "p").1;
    assert!(run.glyphs.windows(2).all(|w| ((w[1].x - w[0].x) / run.size * 100.0).round() == 99.0));
    let pages = layout(&text, &punctuated(true, true), fonts());
    let run = first_run(&pages, "p").1;
    let steps: Vec<i64> =
        run.glyphs.windows(2).map(|w| ((w[1].x - w[0].x) / run.size * 100.0).round() as i64).collect();
    // Half an em between marks, a grid place (0.987 em) otherwise.
    assert_eq!(steps, [49, 99, 99, 99, 49, 49]);
}

#[test]
fn full_lines_end_at_the_right_edge_and_no_line_goes_beyond() {
    let text = "2025年，本机关办理依申请公开168件（其中“网络申请”120件），比上年增长12.5%；按期答复率100%，详见www.example.gov.cn网站。".repeat(4);
    let pages = set(&document(vec![para("p", ParaStyle::BodyFlush, &text)]));
    let sheet = StyleSheet::gb9704();
    let right = sheet.page.size(Orientation::Portrait).0.pt().0 - sheet.page.upright.right.pt().0;
    let runs: Vec<_> = runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Paragraph).map(|(_, run)| run).collect();
    // The last run of each line but the last.
    for run in runs.windows(2).filter(|pair| pair[0].y != pair[1].y).map(|pair| pair[0]) {
        let last = run.glyphs.last().unwrap().ch;
        let hangs = if "，。；".contains(last) { run.size } else { 0.0 };
        let edge = right_edge(run);
        assert!(edge <= right + hangs + 0.5 && edge >= right - 0.3, "{}: {edge} against {right}", run.text());
    }
}

#[test]
fn a_word_longer_than_a_line_is_torn_rather_than_overflowing() {
    let pages = set(&document(vec![para("p", ParaStyle::BodyFlush, &"a".repeat(300))]));
    let sheet = StyleSheet::gb9704();
    let right = sheet.page.size(Orientation::Portrait).0.pt().0 - sheet.page.upright.right.pt().0;
    assert!(runs(&pages.pages[0]).all(|(_, run)| right_edge(run) <= right + 0.3));
    assert_eq!(read(&pages).concat(), "a".repeat(300));
}

#[test]
fn a_title_of_two_lines_is_parted_before_the_year() {
    let pages = set(&document(vec![para("t", ParaStyle::Title, "示例县人民政府办公室2025年政府信息公开工作年度报告")]));
    let titles: Vec<String> =
        runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Title).map(|(_, run)| run.text()).collect();
    assert_eq!(titles, ["示例县人民政府办公室", "2025年政府信息公开工作年度报告"]);
}

#[test]
fn a_title_of_several_lines_is_parted_between_words() {
    let lines = |text: &str| -> Vec<String> {
        let pages = set(&document(vec![para("t", ParaStyle::Title, text)]));
        runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Title).map(|(_, run)| run.text()).collect()
    };
    let name = "示例自治州清溪彝族回族自治县经济技术开发区管理委员会自然资源和规划建设局";
    assert_eq!(
        lines(&format!("{name}2025年政府信息公开工作年度报告")),
        [
            "示例自治州清溪彝族回族自治县经济技术",
            "开发区管理委员会自然资源和规划建设局",
            "2025年政府信息公开工作年度报告"
        ]
    );
    assert_eq!(
        lines("清溪县自然资源局依申请公开政府信息办理公开内容及流程图"),
        ["清溪县自然资源局依申请公开", "政府信息办理公开内容及流程图"]
    );
    // Without a word's end that fits, somewhere.
    assert_eq!(lines(&"a".repeat(90)).concat(), "a".repeat(90));
}

#[test]
fn names_with_rare_characters_are_drawn_from_the_fallback() {
    let pages = set(&document(vec![para("p", ParaStyle::Body, "䶮㛃𬭎堃喆")]));
    assert_eq!(pages.missing, []);
    assert_eq!(read(&pages), ["䶮㛃𬭎堃喆"]);
    assert!(runs(&pages.pages[0]).all(|(_, run)| run.glyphs.iter().all(|g| g.id != 0)));
}

#[test]
fn a_character_that_no_font_has_is_a_finding_and_a_box() {
    let pages = set(&document(vec![para("p", ParaStyle::Body, "甲\u{10FFFD}乙\u{10FFFD}")]));
    assert_eq!(pages.missing, [MissingGlyph { ch: '\u{10FFFD}', node: "p".into() }]);
    assert_eq!(read(&pages), ["甲\u{10FFFD}乙\u{10FFFD}"]);
}

#[test]
fn text_ranges_count_the_nodes_own_characters() {
    let inlines = vec![
        Inline::Text { text: "同意".into(), style: CharStyle::Plain },
        Inline::CheckBox { checked: true },
        Inline::Text { text: "不同意".into(), style: CharStyle::Strong },
    ];
    let paragraph = Paragraph { inlines, ..Paragraph::text("p", ParaStyle::BodyFlush, "") };
    let pages = set(&document(vec![Block::Paragraph(paragraph)]));
    let ranges: Vec<_> =
        runs(&pages.pages[0]).filter(|(r, _)| *r == Role::Paragraph).map(|(_, run)| run.range.clone()).collect();
    assert_eq!(ranges, [0..2, 3..6]);
    // The box is drawn: a frame and a tick.
    let drawn = pages.pages[0].ops.iter().filter(|op| matches!(op.draw, Draw::Rect { .. } | Draw::Path { .. })).count();
    assert_eq!(drawn, 2);
}

#[test]
fn the_date_begins_two_characters_to_the_right_of_the_name() {
    let pages = set(&document(vec![
        para("name", ParaStyle::Signature, "示例县人民政府办公室"),
        para("date", ParaStyle::SignatureDate, "2026年1月20日"),
    ]));
    let (name, date) = (first_run(&pages, "name").1, first_run(&pages, "date").1);
    let pitch = StyleSheet::gb9704().char_advance().0;
    assert!((date.x - name.x - 2.0 * pitch).abs() < 0.01);
    // Who sets the lines anew is told where the name ends and where the date begins.
    let told = |node: &str| pages.partings.get(&node.into()).cloned();
    let Some(Parting::EndsBefore(edge)) = told("name") else { panic!("{:?}", told("name")) };
    let Some(Parting::StartsAt(start)) = told("date") else { panic!("{:?}", told("date")) };
    assert!(edge / pitch >= StyleSheet::gb9704().format(ParaStyle::Signature).end_chars - 0.01, "{edge}");
    let left = StyleSheet::gb9704().page.margins(Orientation::Portrait).left.pt().0;
    assert!((date.x - left - start).abs() < 0.01, "{} {left} {start}", date.x);
}

#[test]
fn the_name_of_a_sealed_document_is_centred_on_its_date_which_stands_four_characters_in() {
    let sheet = StyleSheet::gb9704();
    let (pitch, width) = (sheet.char_advance().0, sheet.page.text_width(Orientation::Portrait).pt().0);
    let left = sheet.page.margins(Orientation::Portrait).left.pt().0;
    let set = |name: &str| {
        let blocks =
            vec![para("name", ParaStyle::SealedSignature, name), para("date", ParaStyle::SealedDate, "2026年1月20日")];
        let pages = set(&document(blocks));
        // From the left edge of the text: where each begins and ends.
        let span = |node: &str| {
            let of_node = pages.pages[0].ops.iter().filter(|op| op.node == Some(node.into()));
            let ends = of_node.filter_map(|op| match &op.draw {
                Draw::Glyphs(run) => Some((run.x - left, run.x - left + run.glyphs.last()?.x + pitch)),
                _ => None,
            });
            ends.fold((f64::MAX, 0.0f64), |a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        (span("name"), span("date"))
    };
    for name in ["示例县人民政府办公室", "示例局", "示例县民族事务和经济技术开发区综合服务局"]
    {
        let (name, date) = set(name);
        let (middle, middle_of_date) = (f64::midpoint(name.0, name.1), f64::midpoint(date.0, date.1));
        assert!((middle - middle_of_date).abs() < 0.6, "{name:?} {date:?}");
        assert!(name.1 <= width + 0.6, "{name:?} in {width}");
    }
    let (_, date) = set("示例局");
    assert!((width - date.1 - 4.0 * pitch).abs() < 0.6, "{date:?}");
}

#[test]
fn a_broken_font_file_is_refused_in_chinese() {
    let error = Font::parse(vec![0u8; 16], 0, "x.otf").unwrap_err();
    assert_eq!(error.to_string(), "字体文件“x.otf”已损坏。请重新安装程序，或换用其他字体。");
    let error = FontSet::bundled(std::path::Path::new("/nonexistent")).unwrap_err();
    assert!(error.to_string().starts_with("字体文件“MingceFangSong.otf”无法读取。"), "{error}");
}

#[test]
fn a_style_that_is_bold_is_drawn_heavier_and_the_others_are_not() {
    let mut style = OfficeStyle::default();
    style.set(Choice::BoldHeading3, Value::Flag(true)).unwrap();
    let document = document(vec![para("h", ParaStyle::Heading3, "1.标题"), para("p", ParaStyle::Body, "正文")]);
    let pages = layout(&document, &style.apply().unwrap(), fonts());
    assert!(first_run(&pages, "h").1.embolden > 0.0);
    assert_eq!(first_run(&pages, "p").1.embolden, 0.0);
    assert_eq!(first_run(&set(&document), "h").1.embolden, 0.0, "the standard sets no heading bold");
}

#[test]
fn a_font_that_is_part_of_the_program_needs_no_file_and_the_others_do() {
    let assets = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts");
    let data: &'static [u8] = std::fs::read(assets.join("MingceLatin.otf")).unwrap().leak();
    let nowhere = std::path::Path::new("/nonexistent");
    let error = FontSet::bundled_with(nowhere, &[("MingceLatin.otf", data)]).unwrap_err();
    assert!(error.to_string().contains("MingceFangSong.otf"), "{error}");
    let set = FontSet::bundled_with(&assets, &[("MingceLatin.otf", data)]).unwrap();
    let read = FontSet::bundled(&assets).unwrap();
    for (one, other) in set.fonts().iter().zip(read.fonts()) {
        assert_eq!((one.name(), one.data()), (other.name(), other.data()));
    }
    assert!(std::ptr::eq(set.fonts()[5].data(), data), "not copied");
}
