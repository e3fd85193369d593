//! S01–S04, S07, S13: as a document, and as figures that carry their title and headings.

use super::{check, check_with, found, rules_at, unchecked};
use crate::annual_report::{Address, Figures, Form, Value};
use crate::check::fixture::{consistent_report, forms, set};
use crate::check::{DocumentFacts, Findings, Severity, TableFacts};

fn form(year: i32) -> &'static Form {
    forms().for_year(year).expect("a form")
}

/// The document that a report should become.
fn composed(figures: &Figures) -> DocumentFacts {
    let form = form(figures.year);
    let heads = |table: &crate::annual_report::FormTable| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.head.is_some()).filter_map(|cell| cell.text.clone()).collect()
    };
    DocumentFacts {
        title: form.title(&figures.agency.name, figures.year),
        headings: form.headings.iter().map(|heading| heading.text.clone()).collect(),
        tables: form.tables.iter().map(|table| TableFacts { heads: heads(table), unit: None }).collect(),
        paragraphs: figures.sections.values().cloned().collect(),
    }
}

fn with_document<'a>(figures: &'a Figures, document: &'a DocumentFacts) -> Findings {
    check_with(figures, |input| input.document = Some(document))
}

#[test]
fn a_well_made_document_has_no_finding_of_structure() {
    for year in [2020, 2025] {
        let figures = consistent_report(form(year), year);
        let document = composed(&figures);
        let findings = with_document(&figures, &document);
        assert!(findings.findings.iter().all(|f| !f.rule.starts_with('S')), "{:#?}", findings.findings);
        assert!(findings.unchecked.iter().all(|u| !u.rule.starts_with('S')), "{:#?}", findings.unchecked);
    }
}

#[test]
fn titles_are_the_forms_title() {
    let agency = "清溪县青石镇人民政府";
    let cases = [
        (format!("{agency}2025年政府信息公开工作年度报告"), None),
        (format!("{agency}\n2025年政府信息公开\n工作年度报告"), None),
        (format!("{agency}2025年度政府信息公开工作年度报告"), Some(Severity::Note)),
        (format!("{agency}2025年政府信息公开工作报告"), Some(Severity::Error)),
        (format!("{agency}2025年政府信息公开年度工作报告"), Some(Severity::Error)),
        (format!("{agency}2024年政府信息公开工作年度报告"), Some(Severity::Error)),
        ("清溪县白石镇人民政府2025年政府信息公开工作年度报告".to_string(), Some(Severity::Error)),
        (String::new(), Some(Severity::Error)),
    ];
    let mut figures = consistent_report(form(2025), 2025);
    assert!(unchecked(&check(&figures), "S01").is_some());
    for (title, severity) in cases {
        figures.head.title = Some(title.clone());
        let findings = check(&figures);
        let told = findings.findings.iter().find(|f| f.rule == "S01").map(|f| f.severity);
        assert_eq!(told, severity, "{title:?} in figures");
        figures.head.title = None;
        let document = DocumentFacts { title: title.clone(), ..composed(&figures) };
        let findings = with_document(&figures, &document);
        let told = findings.findings.iter().find(|f| f.rule == "S01").map(|f| f.severity);
        assert_eq!(told, severity, "{title:?} in a document");
    }
}

#[test]
fn headings_are_six_in_order() {
    let base: Vec<String> = form(2025).headings.iter().map(|heading| heading.text.clone()).collect();
    let changed = |change: &dyn Fn(&mut Vec<String>)| {
        let mut headings = base.clone();
        change(&mut headings);
        headings
    };
    let (error, warning) = (Some(Severity::Error), Some(Severity::Warning));
    let cases = [
        (base.clone(), None),
        (changed(&|h| h[3] = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况".into()), None),
        (changed(&|h| h[4] = "五、 存在的主要问题及改进情况 ".into()), None),
        (changed(&|h| drop(h.remove(3))), error),
        (changed(&|h| h.push("七、附件".into())), error),
        (changed(&|h| h.swap(1, 2)), error),
        (changed(&|h| h[5] = "五、其他需要报告的事项".into()), warning),
        (changed(&|h| h[1] = "二、主动公开情况".into()), warning),
        (changed(&|h| h.insert(2, h[1].clone())), error),
        (Vec::new(), error),
    ];
    for (headings, gravest) in cases {
        let mut figures = consistent_report(form(2025), 2025);
        figures.head.headings = Some(headings.clone());
        let findings = check(&figures);
        let told = findings.findings.iter().filter(|f| f.rule == "S02").map(|f| f.severity).min();
        assert_eq!(told, gravest, "{headings:?}: {:#?}", findings.findings);
        // A document composed with the right headings does not hide what the figures carry.
        let document = composed(&figures);
        let findings = with_document(&figures, &document);
        assert_eq!(findings.findings.iter().filter(|f| f.rule == "S02").map(|f| f.severity).min(), gravest);
    }
}

#[test]
fn an_empty_section_is_an_error_without_any_document() {
    for section in ["overview", "problems", "other_matters"] {
        for text in ["", " \n　"] {
            let mut figures = consistent_report(form(2025), 2025);
            figures.sections.insert(section.into(), text.into());
            let findings = check(&figures);
            let at = format!("sections.{section}");
            assert_eq!(rules_at(&findings, &at), ["S02"], "{section}");
            assert_eq!(findings.errors().count(), 1, "{:#?}", findings.findings);
        }
    }
}

#[test]
fn table_heads_are_the_forms() {
    let figures = consistent_report(form(2025), 2025);
    type Case<'a> = (&'a dyn Fn(&mut DocumentFacts), &'a [&'a str]);
    let cases: [Case<'_>; 6] = [
        (&|d| drop(d.tables.remove(2)), &["S02"]),
        (&|d| d.tables[0].heads.retain(|head| head != "行政强制"), &["S02"]),
        (&|d| d.tables[1].heads.push("本单位自设栏目".into()), &["S02"]),
        (&|d| d.tables[0].heads.push("政府集中采购".into()), &["S04"]),
        (&|d| d.tables[0].heads.iter_mut().for_each(|head| *head = head.replace("（单位：万元）", "")), &["S07"]),
        (&|d| d.tables[0].heads.iter_mut().for_each(|head| *head = head.replace("本年", "本 年")), &[]),
    ];
    for (i, (change, rules)) in cases.into_iter().enumerate() {
        let mut document = composed(&figures);
        change(&mut document);
        let findings = with_document(&figures, &document);
        let told: Vec<&str> =
            findings.findings.iter().filter(|f| f.rule.starts_with('S')).map(|f| f.rule.as_str()).collect();
        assert_eq!(told, rules, "case {i}: {:#?}", findings.findings);
    }
}

#[test]
fn the_form_follows_from_the_year_and_is_not_mixed() {
    let mut figures = consistent_report(form(2025), 2025);
    assert!(!found(&check(&figures), "S03") && !found(&check(&figures), "S04"));
    figures.format = "2019".into();
    assert_eq!(rules_at(&check(&figures), "format"), ["S03"]);
    figures.format = "2021".into();
    set(&mut figures, "proactive.procurement.items", 3);
    set(&mut figures, "proactive.other_services.decisions", 0);
    set(&mut figures, "requests.other.total", 1);
    let findings = check(&figures);
    let told: Vec<&str> = findings.findings.iter().filter(|f| f.rule == "S04").map(|f| f.at.as_str()).collect();
    assert_eq!(told, ["proactive.other_services", "proactive.procurement", "requests.other"]);
    let mut old = consistent_report(form(2020), 2020);
    set(&mut old, "requests.other_fee_unpaid.total", 1);
    assert_eq!(rules_at(&check(&old), "requests.other_fee_unpaid"), ["S04"]);
}

#[test]
fn an_amount_of_2019_needs_its_unit() {
    for (amount, unit, expected) in
        [(5, "", true), (5, "件", true), (5, "万元", false), (5, "元", false), (0, "", false)]
    {
        let mut figures = consistent_report(form(2020), 2020);
        set(&mut figures, "proactive.procurement.amount", amount);
        figures.cells.insert(Address::from("proactive.procurement.unit"), Value::Text(unit.into()));
        assert_eq!(found(&check(&figures), "S07"), expected, "{amount}{unit}");
    }
}

#[test]
fn the_period_is_the_calendar_year_told_once() {
    let right = "本报告所列数据的统计期限自2025年1月1日起至12月31日止。";
    let (warning, note) = (Some(Severity::Warning), Some(Severity::Note));
    let cases = [
        ("全年工作平稳。".to_string(), None),
        (right.to_string(), None),
        ("统计期限为2025年1月1日至2025年12月31日。".to_string(), None),
        ("统计期限自2025年1月1日起至12月30日止。".to_string(), warning),
        ("统计期限自2024年1月1日起至2024年12月31日止。".to_string(), warning),
        ("所列数据统计期限自2024年12月1日至2025年11月30日。".to_string(), warning),
        (format!("{right}\n{right}"), note),
        // A period of something else is none of the report's.
        ("2025年3月1日至5月31日开展培训。".to_string(), None),
    ];
    for (text, severity) in cases {
        let mut figures = consistent_report(form(2025), 2025);
        figures.head.preamble = Some(text.clone());
        let findings = check(&figures);
        let told = findings.findings.iter().filter(|f| f.rule == "S13").map(|f| f.severity).min();
        assert_eq!(told, severity, "{text}");
    }
}
