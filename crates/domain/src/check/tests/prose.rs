//! N01–N03, N07, N11, N14, N16: sentences as reports write them.

use super::{check, check_with, found, unchecked};
use crate::annual_report::{Address, Figures, Value};
use crate::check::Findings;
use crate::check::fixture::{forms, set, suqian, zero_report};

/// 25 new (20 of natural persons, 5 of enterprises), 3 carried in, 24 handled, 4 carried forward; two reviews, one
/// lawsuit; 2 normative documents made, 1 repealed, 14 in force.
fn report() -> Figures {
    let form = forms().by_id("2021").expect("2021");
    let mut figures = zero_report(form, 2025);
    for (at, value) in [
        ("requests.new.natural", 20),
        ("requests.new.enterprise", 5),
        ("requests.carried_in.natural", 3),
        ("requests.granted.natural", 12),
        ("requests.partly_granted.natural", 3),
        ("requests.withheld_third_party.natural", 1),
        ("requests.withheld_internal_affairs.natural", 1),
        ("requests.unavailable_not_held.enterprise", 4),
        ("requests.not_processed_petition.natural", 2),
        ("requests.other_other.natural", 1),
        ("requests.carried_forward.natural", 3),
        ("requests.carried_forward.enterprise", 1),
        ("disputes.reconsideration.upheld", 1),
        ("disputes.reconsideration.pending", 1),
        ("disputes.litigation_direct.upheld", 1),
        ("proactive.normative_documents.issued", 2),
        ("proactive.normative_documents.repealed", 1),
        ("proactive.normative_documents.in_force", 14),
    ] {
        set(&mut figures, at, value);
    }
    figures.compute_totals(form);
    for column in ["natural", "enterprise"] {
        let rows = form.cells().filter(|c| c.at.table() == "requests" && c.at.column() == column);
        let results: i64 = rows
            .filter(|c| !matches!(c.at.row(), "new" | "carried_in" | "carried_forward" | "total"))
            .filter_map(|c| figures.count(&c.at))
            .sum();
        set(&mut figures, &format!("requests.total.{column}"), results);
    }
    figures.compute_totals(form);
    figures
}

fn told(figures: &Figures, text: &str) -> Findings {
    let mut figures = figures.clone();
    figures.sections.insert("overview".into(), text.into());
    check(&figures)
}

fn n_rules(findings: &Findings) -> Vec<&str> {
    findings.findings.iter().filter(|f| f.rule.starts_with('N')).map(|f| f.rule.as_str()).collect()
}

#[test]
fn the_report_behind_the_sentences_is_consistent() {
    let findings = check(&report());
    assert_eq!(findings.findings, []);
}

/// What is right, and what is no statement about the tables at all.
const GOOD: [&str; 76] = [
    "全年共收到政府信息公开申请25件，其中自然人20件，商业企业5件。",
    "2025年，本机关收到政府信息公开申请２５件。",
    "2025年度共受理依申请公开25件，较上年增加5件，增长25%。",
    "本年新收政府信息公开申请二十五件，上年结转3件，共计28件。",
    "全年共收到政府信息公开申请28件（含上年结转3件），办结24件，结转下年度继续办理4件。",
    "收到和处理政府信息公开申请28件，其中上年结转3件。",
    "全年收到公民、法人和其他组织提出的政府信息公开申请25件。",
    "全年收到25件政府信息公开申请，已办结24件。",
    "收到政府信息公开申请（含网上申请）25件。",
    "收到政府信息公开申请：25件。",
    "办理结果为：予以公开12件，部分公开3件，不予公开2件，无法提供4件，不予处理2件，其他处理1件。",
    "其中，予以公开12件、部分公开3件、不予公开2件。答复的申请均在期限内。",
    "在办结的申请中，12件予以公开，3件为部分公开，2件不予公开。",
    "依申请公开答复中，本机关不掌握相关政府信息4件，信访举报投诉类申请2件。",
    "申请办理情况：予以公开12件。",
    "与上年相比，全年收到政府信息公开申请25件，增加5件。",
    "2024年收到政府信息公开申请20件，2025年收到政府信息公开申请25件。",
    "上年共收到政府信息公开申请20件。",
    "去年收到申请20件，办结19件，予以公开8件。",
    "2026年，计划办理政府信息公开申请30件以上。",
    "下一步，力争将申请答复时间缩短，预计收到政府信息公开申请40件。",
    "上半年收到政府信息公开申请10件。",
    "3月份收到政府信息公开申请4件。",
    "通过网络收到政府信息公开申请15件，信函收到政府信息公开申请10件。",
    "收到涉及土地征收的政府信息公开申请9件。",
    "收到上级转办的政府信息公开申请2件。",
    "近三年共收到政府信息公开申请70件。",
    "收到政府信息公开申请约30件。",
    "收到政府信息公开申请20余件。",
    "全年收到人大代表建议12件、政协提案8件，均已办结并公开12件。",
    "全年办理12345热线诉求320件，答复320件。",
    "全年办理建议提案19件，予以公开10件。",
    "主动公开政府信息120条，发布政策解读材料5份。",
    "规范依申请公开办理流程，落实“一件事一次办”。",
    "予以公开、部分公开、不予公开分别为12件、3件、2件。",
    "申请中自然人占80%，予以公开率为50%。",
    "一事一申请，一件一答复。",
    "制发行政规范性文件2件，废止1件，现行有效14件。",
    "全年制定出台规范性文件2件，规范性文件现行有效14件。",
    "主动公开规范性文件6件，解读规范性文件5件。",
    "清理规范性文件30件，宣布失效和废止9件。",
    "2024年制发规范性文件7件。",
    "协助县政府起草规范性文件3件。",
    "发生政府信息公开行政复议2件，其中结果维持1件，尚未审结1件。",
    "因政府信息公开引起的行政复议2件、行政诉讼1件。",
    "因政府信息公开工作被申请行政复议2件，被提起行政诉讼1件，结果维持1件。",
    "政府信息公开行政复议、行政诉讼共3件。",
    "因政府信息公开引发行政复议案件、行政诉讼案件3件。",
    "未经复议直接起诉的政府信息公开行政诉讼1件。",
    "政府信息公开行政复议较上年减少5件。",
    "2024年发生政府信息公开行政复议7件。",
    "全年办理行政复议案件120件，应诉行政诉讼案件30件。",
    "政府信息公开行政诉讼案件无败诉。",
    "政府信息公开行政复议和行政诉讼没有被撤销的情形。",
    "力争不发生政府信息公开行政复议、行政诉讼案件。",
    "行政诉讼1件均获维持，政府信息公开工作得到肯定。",
    "发布信息120条。全年发布信息120条。",
    "开展培训3次。组织政务公开培训3次。",
    "公开政策文件12件，公开政策解读9件。",
    "本机关政府网站发布信息120条，其中动态80条；政务新媒体发布信息60条，其中动态40条。",
    "网址http://www.qingxi.gov.cn/xxgk/，联系电话0000-1234567。",
    "收到政府信息公开申请 25 件。",
    "（一）主动公开。全年主动公开信息120条。\n（二）依申请公开。全年收到政府信息公开申请25件，办结24件。",
    "自2025年1月1日至2025年12月31日，共收到政府信息公开申请25件。",
    "本年度办理政府信息公开申请28件（其中上年结转3件）。",
    "全年答复政府信息公开申请23件。",
    "当场答复申请5件，延期答复申请2件。",
    "结转下年度4件，其余均已办结。",
    "截至2025年底，规范性文件现行有效14件。",
    "收到申请较上年增加了5件，政府信息公开申请总量较2024年多5件。",
    "每月收到政府信息公开申请2件左右。",
    "对依申请公开的政府信息，收到一件、登记一件、办结一件。",
    "行政许可决定120件，行政处罚3件，均已公开。",
    "同比2024年的20件政府信息公开申请，增长25%。",
    "收到政府信息公开申请{{requests.new.total}}件，其中自然人{{requests.new.natural}}件。",
    "予以公开{{requests.granted.total}}件；申请办结{{requests.total.total}}件。",
];

#[test]
fn right_sentences_and_other_matters_give_no_finding() {
    let figures = report();
    for text in GOOD {
        let findings = told(&figures, text);
        assert_eq!(n_rules(&findings), Vec::<&str>::new(), "{text}: {:#?}", findings.findings);
    }
}

#[test]
fn wrong_sentences_are_found_by_their_rule() {
    let cases: [(&str, &[&str]); 44] = [
        ("全年新收政府信息公开申请9件，予以公开  件，发布信息XX条，行政复议案件3件。", &["N01", "N03", "N11", "N11"]),
        ("全年共收到政府信息公开申请26件。", &["N01"]),
        ("2025年，本机关收到政府信息公开申请２６件。", &["N01"]),
        ("全年共受理依申请公开申请二十四件。", &["N01"]),
        ("本年新收政府信息公开申请28件。", &["N01"]),
        ("全年收到26件政府信息公开申请。", &["N01"]),
        ("全年收到公民、法人和其他组织提出的政府信息公开申请26件。", &["N01"]),
        ("收到政府信息公开申请（含网上申请）26件。", &["N01"]),
        ("全年共收到政府信息公开申请27件（含上年结转3件）。", &["N01"]),
        ("全年共收到政府信息公开申请25件，其中自然人21件，商业企业5件。", &["N01"]),
        ("全年共收到政府信息公开申请25件，其中自然人20件，法人或其他组织6件。", &["N01"]),
        ("本年度未收到政府信息公开申请。", &["N01"]),
        ("2025年没有收到依申请公开申请。", &["N01"]),
        ("2024年收到政府信息公开申请20件，2025年收到政府信息公开申请20件。", &["N01"]),
        ("与上年相比，全年收到政府信息公开申请30件。", &["N01"]),
        ("全年收到政府信息公开申请25件，办结25件。", &["N02"]),
        ("全年共收到政府信息公开申请25件，上年结转4件。", &["N02"]),
        ("申请办理情况：予以公开13件。", &["N02"]),
        ("答复申请中，予以公开12件、部分公开4件、不予公开2件。", &["N02"]),
        ("答复申请中，不予公开3件。", &["N02"]),
        ("答复申请中，无法提供5件，不予处理2件。", &["N02"]),
        ("在办结的申请中，13件予以公开，3件为部分公开。", &["N02"]),
        ("在办结的申请中，12件予以公开，4件为部分公开。", &["N02"]),
        ("依申请公开答复中，信访举报投诉类申请3件。", &["N02"]),
        ("申请办理中，结转下年度继续办理5件。", &["N02"]),
        ("全年答复政府信息公开申请26件。", &["N02"]),
        ("制发行政规范性文件3件。", &["N02"]),
        ("制发行政规范性文件2件，废止2件，现行有效14件。", &["N02"]),
        ("全年制定出台规范性文件2件，规范性文件现行有效15件。", &["N02"]),
        ("发生政府信息公开行政复议3件。", &["N03"]),
        ("因政府信息公开引起的行政复议2件、行政诉讼2件。", &["N03"]),
        ("政府信息公开行政复议、行政诉讼共4件。", &["N03"]),
        ("未发生政府信息公开行政复议、行政诉讼案件。", &["N03", "N03"]),
        ("2025年，未发生因政府信息公开引发的行政诉讼案件。", &["N03"]),
        ("政府信息公开行政复议、行政诉讼均为0件。", &["N03", "N03"]),
        ("发生政府信息公开行政复议2件，结果维持2件。", &["N03"]),
        ("发生政府信息公开行政复议2件，均获维持。", &["N03"]),
        ("发布政策解读信息120条。年内发布政策解读信息130条。", &["N07"]),
        ("收到政府信息公开申请25件。\n共收到政府信息公开申请26件。", &["N01", "N07"]),
        ("全年收到申请 件。", &["N11"]),
        ("全年收到XX申请。", &["N11"]),
        ("该部分以表格形式报告。表格如下：", &["N14"]),
        ("×××人民政府", &["N14"]),
        ("收到政府信息公开申请{{requests.new.totl}}件。", &["N11"]),
    ];
    let figures = report();
    for (text, expected) in cases {
        let findings = told(&figures, text);
        assert_eq!(n_rules(&findings), expected, "{text}: {:#?}", findings.findings);
    }
}

#[test]
fn zero_statements_are_right_where_the_tables_are_zero() {
    let figures = zero_report(forms().by_id("2021").expect("2021"), 2025);
    for text in [
        "本年度未收到政府信息公开申请。",
        "2025年没有收到依申请公开申请，未发生行政复议、行政诉讼案件。",
        "未发生政府信息公开行政复议、行政诉讼案件。",
        "全年收到政府信息公开申请0件，予以公开0件。",
        "未收取信息处理费，无政府信息公开申请。",
        "政府信息公开行政复议、行政诉讼均为0件。",
    ] {
        let findings = told(&figures, text);
        assert_eq!(n_rules(&findings), Vec::<&str>::new(), "{text}: {:#?}", findings.findings);
    }
}

#[test]
fn a_finding_names_both_numbers_the_cell_and_the_live_number() {
    let findings = told(&report(), "全年共收到政府信息公开申请26件。");
    let finding = findings.findings.iter().find(|f| f.rule == "N01").expect("N01");
    assert_eq!(finding.at, "sections.overview");
    assert_eq!(finding.related, ["requests.new.total"]);
    assert!(
        finding.message.contains("为26，") && finding.message.contains("25（本年新收），相差1"),
        "{}",
        finding.message
    );
    assert!(finding.remedy.contains("也可换成随表更新的数“本年新收—总计”"), "{}", finding.remedy);
}

#[test]
fn in_an_area_report_the_number_of_one_unit_is_not_the_areas() {
    let figures = suqian(2024);
    for text in [
        "市政府办公室收到政府信息公开申请210件，予以公开80件。",
        "市公安局收到政府信息公开申请310件。",
        "市政府制发规范性文件9件。",
        "全市各级行政机关共收到政府信息公开申请3525件，办结3521件。",
        "全市制发行政规范性文件50件，废止227件，现行有效420件。",
    ] {
        let rules = told(&figures, text);
        assert!(n_rules(&rules).iter().all(|rule| *rule == "N16"), "{text}: {:#?}", rules.findings);
    }
    assert!(found(&told(&figures, "全市共收到政府信息公开申请3526件。"), "N01"));
    assert!(found(&told(&figures, "全市制发行政规范性文件51件。"), "N02"));
}

#[test]
fn numbers_are_not_compared_with_cells_that_are_not_filled_in() {
    let mut figures = report();
    figures.cells.insert(Address::from("requests.new.total"), Value::Text("/".into()));
    let findings = told(&figures, "全年共收到政府信息公开申请26件。");
    assert!(!found(&findings, "N01"));
    assert!(unchecked(&findings, "N01").is_some_and(|reason| reason.contains("1处")));
    figures.sections.clear();
    assert!(unchecked(&check(&figures), "N01").is_some_and(|reason| reason.contains("没有文字")));
}

#[test]
fn live_numbers_without_a_value_are_gaps_with_their_reason() {
    let mut figures = report();
    let mut previous = report();
    previous.year = 2024;
    figures.sections.insert("overview".into(), "收到申请{{previous:requests.new.total}}件。".into());
    let findings = check(&figures);
    let gap = findings.findings.iter().find(|f| f.rule == "N11").expect("N11");
    assert!(gap.message.contains("没有可以比较的上一年度报告"), "{}", gap.message);
    assert!(!found(&check_with(&figures, |input| input.previous = Some(&previous)), "N11"));
    figures.cells.remove(&Address::from("requests.new.total"));
    figures.sections.insert("overview".into(), "收到申请{{requests.new.total}}件，{{，{{}}。".into());
    assert_eq!(check(&figures).findings.iter().filter(|f| f.rule == "N11").count(), 3);
}

#[test]
fn section_six_speaks_of_the_fee() {
    let cases = [
        ("2025年，本机关未收取信息处理费。", 0, false),
        ("无其他需要报告的事项。", 0, true),
        ("无", 2, true),
        ("发出收费通知2件，总金额600元，实际收取0元，信息处理费未缴纳。", 2, false),
        ("本机关未收取信息处理费。", 2, true),
        ("发出收费通知2件，未收取信息处理费。", 2, false),
        ("本机关未发出信息处理费收费通知。", 2, true),
    ];
    for (text, unpaid, expected) in cases {
        let mut figures = zero_report(forms().by_id("2021").expect("2021"), 2025);
        set(&mut figures, "requests.other_fee_unpaid.total", unpaid);
        figures.sections.insert("other_matters".into(), text.into());
        assert_eq!(found(&check(&figures), "N16"), expected, "{text} {unpaid}");
    }
    let mut old = zero_report(forms().by_id("2019").expect("2019"), 2020);
    old.sections.insert("other_matters".into(), "无".into());
    assert!(!found(&check(&old), "N16"), "reported since the form of 2021");
}

#[test]
fn hostile_text_neither_panics_nor_takes_long() {
    let figures = report();
    let pieces = [
        "收到申请",
        "25件",
        "，",
        "（",
        "）",
        "行政复议",
        "信息公开",
        "未",
        "均为0",
        "{{",
        "2025年",
        "件",
        "　",
        "X",
        "\u{0}",
        "𬭎",
    ];
    let mut texts: Vec<String> = pieces.iter().map(|piece| piece.repeat(20_000)).collect();
    texts.push("收到政府信息公开申请25件，".repeat(5_000));
    texts.push("收到政府信息公开申请26件。".repeat(2_000));
    for a in pieces {
        for b in pieces {
            texts.push(format!("{a}{b}{a}{a}{b}"));
        }
    }
    for text in texts {
        let findings = told(&figures, &text);
        assert!(findings.findings.iter().all(|f| !f.message.is_empty()));
    }
}

/// Paragraphs as published reports write them, over the published figures of 宿迁市 for 2024. The words are our own.
const PARAGRAPHS: [&str; 3] = [
    "（二）依申请公开情况。2024年，全市各级行政机关共收到政府信息公开申请3525件，比上年增长0.4%，其中自然人申请3440件，法人或\
     其他组织申请85件。上年结转121件。办结政府信息公开申请3521件，其中予以公开1431件，部分公开471件，不予公开92件，无法提供941件，\
     不予处理117件，其他处理469件。结转下年度继续办理125件。",
    "全市因政府信息公开被申请行政复议170件，其中结果维持88件、结果纠正18件、尚未审结36件；政府信息公开行政诉讼77件。",
    "2024年，全市新制发行政规范性文件50件，废止227件，现行有效420件。",
];

#[test]
fn every_count_of_a_published_paragraph_is_read_and_a_wrong_one_is_found() {
    let figures = suqian(2024);
    for paragraph in PARAGRAPHS {
        let findings = told(&figures, paragraph);
        assert!(n_rules(&findings).iter().all(|rule| *rule == "N16"), "{:#?}", findings.findings);
        let mut from = 0;
        while let Some(at) = paragraph[from..].find('件').map(|at| from + at) {
            from = at + '件'.len_utf8();
            let digits = paragraph[..at].len() - paragraph[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let Ok(number) = paragraph[at - digits..at].parse::<i64>() else { continue };
            let wrong = format!("{}{}{}", &paragraph[..at - digits], number + 1, &paragraph[at..]);
            let findings = told(&figures, &wrong);
            let expected = ["N01", "N02", "N03"].iter().any(|rule| found(&findings, rule));
            assert!(expected, "{number} + 1 is not found in {wrong}");
        }
    }
}
