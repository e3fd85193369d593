//! Rules across years and across levels: A05, A06, A08, A10, A12, A14–A16.

use super::{check, check_with, found, rules_at, unchecked};
use crate::agency::AgencyKind;
use crate::annual_report::{Address, Decimal, Figures, FiguresAgency, InformationFee, Scope, Value};
use crate::check::fixture::{self, consistent_report, forms, set, suqian};
use crate::check::{Findings, Severity};

fn against<'a>(figures: &'a Figures, previous: &'a Figures) -> Findings {
    check_with(figures, |input| input.previous = Some(previous))
}

fn a_rules(findings: &Findings) -> Vec<String> {
    findings.findings.iter().filter(|f| f.rule.starts_with('A')).map(|f| format!("{} {}", f.rule, f.message)).collect()
}

/// A report of 2025 and the one of 2024 that it follows.
fn two_years() -> (Figures, Figures) {
    let form = forms().by_id("2021").expect("2021");
    let mut now = consistent_report(form, 2025);
    let mut then = consistent_report(form, 2024);
    for cell in form.cells().filter(|cell| cell.at.row() == "carried_in") {
        let carried = now.value(&cell.at).clone();
        then.cells.insert(Address::request("carried_forward", cell.at.column()), carried);
    }
    for (row, issued, repealed, before) in [("rules", 0, 0, 0), ("normative_documents", 2, 1, 13)] {
        let at = |column: &str| format!("proactive.{row}.{column}");
        set(&mut now, &at("issued"), issued);
        set(&mut now, &at("repealed"), repealed);
        set(&mut now, &at("in_force"), before + issued - repealed);
        set(&mut then, &at("in_force"), before);
    }
    (now, then)
}

#[test]
fn two_published_reports_pass_every_a_rule_with_the_year_before() {
    let (now, then) = (suqian(2024), suqian(2023));
    let found = against(&now, &then);
    assert_eq!(a_rules(&found), Vec::<String>::new());
    let open: Vec<&str> = found.unchecked.iter().map(|u| u.rule.as_str()).filter(|r| r.starts_with('A')).collect();
    assert_eq!(open, ["A12"], "only the units' reports are missing");
    assert_eq!(a_rules(&check(&then)), Vec::<String>::new());
    // Their empty sections keep them drafts.
    assert_eq!(found.errors().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["S02", "S02", "S02"]);
}

#[test]
fn without_last_years_report_what_needs_it_is_unchecked_with_its_reason() {
    let (now, then) = two_years();
    for rule in ["A05", "A06", "A14", "A15", "A16"] {
        assert!(unchecked(&check(&now), rule).is_some_and(|r| r.contains("没有提供上一年度报告")), "{rule}");
    }
    let mut older = then.clone();
    older.year = 2023;
    assert!(unchecked(&against(&now, &older), "A05").is_some_and(|r| r.contains("2023年度")));
    assert_eq!(a_rules(&against(&now, &older)), Vec::<String>::new());
    let complete = against(&now, &then);
    assert_eq!(complete.unchecked.iter().filter(|u| u.rule.starts_with('A') && u.rule != "A12").count(), 0);
}

#[test]
fn carried_over_cases_are_compared_column_by_column() {
    let (now, then) = two_years();
    assert_eq!(a_rules(&against(&now, &then)), Vec::<String>::new());
    // One case moved from one kind of applicant to another: two warnings, no error.
    let mut moved = then.clone();
    set(&mut moved, "requests.carried_forward.natural", 2);
    set(&mut moved, "requests.carried_forward.enterprise", 0);
    let findings = against(&now, &moved);
    let a05: Vec<_> = findings.findings.iter().filter(|f| f.rule == "A05").collect();
    assert_eq!(a05.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Warning, Severity::Warning]);
    let mut fewer = then.clone();
    set(&mut fewer, "requests.carried_forward.total", 5);
    let findings = against(&now, &fewer);
    let total = findings.findings.iter().find(|f| f.rule == "A05").expect("A05");
    assert_eq!((total.severity, total.at.as_str()), (Severity::Error, "requests.carried_in.total"));
    assert!(total.message.contains("为6，") && total.message.contains("为5，相差1"), "{}", total.message);
    let mut blank = then.clone();
    blank.cells.remove(&Address::from("requests.carried_forward.total"));
    assert!(unchecked(&against(&now, &blank), "A05").is_some_and(|r| r.contains("1列")));
}

#[test]
fn another_bodys_report_is_no_year_before() {
    let (mut now, then) = two_years();
    let cases = [
        (None, None, "清溪县青石镇人民政府", false),
        (None, None, "清溪县白石镇人民政府", true),
        (Some("A"), Some("A"), "清溪县青石镇人民政府（更名前）", false),
        (Some("A"), Some("B"), "清溪县青石镇人民政府", true),
        (Some("A"), None, "清溪县青石镇人民政府", false),
    ];
    for (code_now, code_then, name, warned) in cases {
        let mut then = then.clone();
        then.agency.name = name.into();
        then.agency.code = code_then.map(Into::into);
        now.agency.code = code_now.map(Into::into);
        let findings = against(&now, &then);
        assert_eq!(rules_at(&findings, "agency") == ["A05"], warned, "{name} {code_now:?} {code_then:?}");
        assert_eq!(findings.errors().count(), 0);
    }
    let mut area = then.clone();
    area.scope = Scope::Area;
    assert_eq!(rules_at(&against(&now, &area), "scope"), ["A05"]);
}

#[test]
fn every_single_step_in_the_rows_in_force_is_found_with_the_year_before() {
    let (now, then) = two_years();
    for row in ["rules", "normative_documents"] {
        for column in ["issued", "repealed", "in_force"] {
            for step in [-1, 1] {
                let mut changed = now.clone();
                let at = format!("proactive.{row}.{column}");
                let value = changed.count(&Address::from(at.as_str())).expect("a number") + step;
                set(&mut changed, &at, value);
                let findings = against(&changed, &then);
                let at_row = format!("proactive.{row}.in_force");
                assert!(rules_at(&findings, &at_row).contains(&"A06"), "{at} {step:+}");
            }
        }
    }
}

#[test]
fn the_row_itself_is_judged_only_where_no_year_before_can_be() {
    let row = |issued, repealed, in_force| {
        let (mut now, _) = two_years();
        set(&mut now, "proactive.normative_documents.issued", issued);
        set(&mut now, "proactive.normative_documents.repealed", repealed);
        set(&mut now, "proactive.normative_documents.in_force", in_force);
        now
    };
    for (issued, repealed, in_force, a08, a10) in
        [(5, 1, 4, false, false), (5, 1, 3, false, true), (0, 3, -3, true, false), (0, 489, 597, false, false)]
    {
        let findings = check(&row(issued, repealed, in_force));
        assert_eq!((found(&findings, "A08"), found(&findings, "A10")), (a08, a10), "{issued} {repealed} {in_force}");
    }
    let (_, then) = two_years();
    let findings = against(&row(5, 1, 3), &then);
    assert!(found(&findings, "A06") && !found(&findings, "A10"));
}

#[test]
fn the_first_year_of_the_new_form_is_linked_only_where_rows_mean_the_same() {
    let mut then = consistent_report(forms().by_id("2019").expect("2019"), 2020);
    let mut now = consistent_report(forms().by_id("2021").expect("2021"), 2021);
    for column in ["natural", "enterprise", "research", "public_welfare", "legal_service", "other", "total"] {
        let carried = now.count(&Address::request("carried_in", column)).expect("a number");
        set(&mut then, &format!("requests.carried_forward.{column}"), carried);
    }
    set(&mut then, "proactive.normative_documents.published_total", 900);
    let findings = against(&now, &then);
    assert_eq!(a_rules(&findings), Vec::<String>::new(), "对外公开总数量 is not linked");
    assert!(unchecked(&findings, "A06").is_some_and(|r| r.contains("另一种格式")));
    assert!(unchecked(&findings, "A05").is_none());
    set(&mut then, "requests.carried_forward.total", 900);
    assert!(found(&against(&now, &then), "A05"), "carried rows are linked");
    set(&mut then, "proactive.licences.decisions", 10);
    set(&mut now, "proactive.licences", 900);
    assert_eq!(rules_at(&against(&now, &then), "proactive.licences"), ["A15"], "numbers of decisions are linked");
}

/// A county, its office, a bureau, a township.
fn county() -> (Figures, Vec<Figures>) {
    let form = forms().by_id("2021").expect("2021");
    let agency =
        |name: &str, kind: AgencyKind| FiguresAgency { name: name.into(), code: None, kind, level: kind.usual_level() };
    let children: Vec<Figures> = [
        ("清溪县人民政府办公室", AgencyKind::GovernmentOffice),
        ("清溪县财政局", AgencyKind::Department),
        ("清溪县青石镇人民政府", AgencyKind::Township),
    ]
    .into_iter()
    .map(|(name, kind)| {
        let mut child = consistent_report(form, 2025);
        child.agency = agency(name, kind);
        child.cells.insert(
            Address::from("proactive.fees_wan_yuan"),
            Value::Decimal(Decimal::parse("0.35").expect("a decimal")),
        );
        child
    })
    .collect();
    let mut parent = consistent_report(form, 2025);
    parent.agency = agency("清溪县人民政府", AgencyKind::Government);
    parent.scope = Scope::Area;
    for cell in form.cells() {
        let sum: i64 = children.iter().filter_map(|child| child.count(&cell.at)).sum();
        set(&mut parent, cell.at.as_str(), sum);
    }
    parent
        .cells
        .insert(Address::from("proactive.fees_wan_yuan"), Value::Decimal(Decimal::parse("1.05").expect("a decimal")));
    (parent, children)
}

fn rolled_up<'a>(parent: &'a Figures, children: &'a [Figures]) -> Findings {
    check_with(parent, |input| input.children = Some(children))
}

fn a12(findings: &Findings) -> Vec<&str> {
    findings.findings.iter().filter(|f| f.rule == "A12").map(|f| f.at.as_str()).collect()
}

#[test]
fn an_area_report_is_the_sum_of_its_units_in_every_cell() {
    let (parent, children) = county();
    assert_eq!(a12(&rolled_up(&parent, &children)), Vec::<&str>::new());
    for cell in forms().by_id("2021").expect("2021").cells() {
        let mut wrong = parent.clone();
        let value = wrong.value(&cell.at).decimal().expect("a number").in_millionths() / 1_000_000 + 7;
        set(&mut wrong, cell.at.as_str(), i64::try_from(value).expect("small"));
        assert_eq!(a12(&rolled_up(&wrong, &children)), [cell.at.as_str()]);
    }
    let mut wrong = parent.clone();
    set(&mut wrong, "requests.granted.natural", 1000);
    let findings = rolled_up(&wrong, &children);
    let finding = findings.findings.iter().find(|f| f.rule == "A12").expect("A12");
    assert!(finding.message.contains("3个报送单位合计为"), "{}", finding.message);
    assert_eq!(finding.severity, Severity::Error);
}

#[test]
fn missing_double_and_foreign_units_are_named() {
    let (parent, children) = county();
    let mut twice = children.clone();
    twice.push(children[1].clone());
    assert_eq!(a12(&rolled_up(&parent, &twice)), ["children.清溪县财政局"], "the second one is not summed");
    assert!(a12(&rolled_up(&parent, &children[1..])).contains(&"children"), "the office's own figures are missing");

    let units: Vec<FiguresAgency> = children.iter().map(|child| child.agency.clone()).collect();
    let findings = check_with(&parent, |input| {
        input.children = Some(&children[..2]);
        input.units = Some(&units);
    });
    let missing = findings.findings.iter().find(|f| f.at == "children.清溪县青石镇人民政府").expect("named");
    assert!(missing.message.contains("缺少报送单位“清溪县青石镇人民政府”"), "{}", missing.message);

    let mut old = children.clone();
    old[1].year = 2024;
    assert!(a12(&rolled_up(&parent, &old)).contains(&"children.清溪县财政局"));
    let mut with_itself = children.clone();
    with_itself.push(parent.clone());
    assert_eq!(a12(&rolled_up(&parent, &with_itself)), ["children.清溪县人民政府"]);
    let mut vertical = children.clone();
    let mut tax = children[1].clone();
    tax.agency.name = "国家税务总局清溪县税务局".into();
    tax.agency.kind = AgencyKind::Vertical;
    vertical.push(tax);
    let findings = rolled_up(&parent, &vertical);
    assert_eq!(a12(&findings), ["children.国家税务总局清溪县税务局"]);
    assert_eq!(findings.findings.iter().find(|f| f.rule == "A12").map(|f| f.severity), Some(Severity::Warning));
    let mut blank = children.clone();
    blank[2].cells.remove(&Address::from("requests.granted.natural"));
    let findings = rolled_up(&parent, &blank);
    assert_eq!(a12(&findings), ["children.清溪县青石镇人民政府"]);
    assert!(unchecked(&findings, "A12").is_some_and(|r| r.contains("1格")));
}

#[test]
fn without_units_the_sum_is_unchecked() {
    let (parent, children) = county();
    assert!(unchecked(&check(&parent), "A12").is_some_and(|r| r.contains("没有提供")));
    assert!(unchecked(&check(&children[0]), "A12").is_some_and(|r| r.contains("本机关自身")));
    assert!(unchecked(&rolled_up(&parent, &[]), "A12").is_some());
}

fn fee(received: &str) -> Option<InformationFee> {
    Some(InformationFee { notices: 1, noticed_yuan: received.into(), received_yuan: received.into() })
}

#[test]
fn a_fee_in_the_wrong_unit_is_suspected() {
    let decimal = |text: &str| Value::Decimal(Decimal::parse(text).expect("a decimal"));
    // This year's and last year's amount, the fee received in yuan, whether it is found.
    let cases = [
        ("12.5", "11", None, false),
        ("125000", "12.5", None, true),
        ("0.0125", "125", None, true),
        ("0", "125", None, false),
        ("72701.2578", "59237.2449", None, false),
        ("1080", "900", Some("1080"), true),
        ("0.108", "0.1", Some("1080"), false),
        ("0", "0", Some("0"), false),
    ];
    for (now_amount, then_amount, received, expected) in cases {
        let (mut now, mut then) = two_years();
        now.cells.insert(Address::from("proactive.fees_wan_yuan"), decimal(now_amount));
        then.cells.insert(Address::from("proactive.fees_wan_yuan"), decimal(then_amount));
        now.information_fee = received.and_then(fee);
        let findings = against(&now, &then);
        assert_eq!(found(&findings, "A14"), expected, "{now_amount} {then_amount} {received:?}");
    }
    let (mut now, then) = two_years();
    now.sections.insert("other_matters".into(), "2025年发出收费通知1件，实际收取信息处理费0.1万元。".into());
    assert_eq!(rules_at(&against(&now, &then), "sections.other_matters"), ["A14"]);
    now.sections.insert("other_matters".into(), "2025年发出收费通知1件，实际收取信息处理费1080元。".into());
    assert_eq!(rules_at(&against(&now, &then), "sections.other_matters"), Vec::<&str>::new());
}

#[test]
fn outliers_are_asked_for_from_twenty_up() {
    let cases = [
        ("proactive.licences", 121, 20, true),
        ("proactive.licences", 120, 20, false),
        ("proactive.licences", 20, 0, true),
        ("proactive.licences", 19, 0, false),
        ("proactive.licences", 3, 121, true),
        ("proactive.licences", 3, 18, false),
        ("proactive.normative_documents.in_force", 14, 14, false),
    ];
    for (at, n, before, expected) in cases {
        let (mut now, mut then) = two_years();
        set(&mut now, at, n);
        set(&mut then, at, before);
        assert_eq!(rules_at(&against(&now, &then), at).contains(&"A15"), expected, "{at} {n} {before}");
    }
    for (reviews, expected) in [(19, false), (20, true)] {
        let mut now = fixture::zero_report(forms().by_id("2021").expect("2021"), 2025);
        set(&mut now, "requests.new.total", 30);
        set(&mut now, "disputes.reconsideration.total", reviews);
        assert_eq!(rules_at(&check(&now), "disputes.reconsideration.total").contains(&"A15"), expected, "{reviews}");
    }
}

#[test]
fn an_all_zero_report_after_a_year_with_numbers_is_asked_for() {
    let form = forms().by_id("2021").expect("2021");
    let zero = |year| fixture::zero_report(form, year);
    let (_, then) = two_years();
    assert!(found(&against(&zero(2025), &then), "A16"));
    assert!(!found(&against(&zero(2025), &zero(2024)), "A16"));
    let (now, _) = two_years();
    assert!(!found(&against(&now, &then), "A16"));
    assert!(unchecked(&check(&zero(2025)), "A16").is_some());
}
