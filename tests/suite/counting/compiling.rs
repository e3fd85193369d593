//! One unit's report: which cells are counted, which typed, what adjustments do, and what the clerk is told.

use super::balance::form_2021;
use super::build::{adjustment, agency, application, application_of, closed, dispute, ended, ledger_since, on, typed};
use mingce_domain::agency::{Agency, AgencyKind};
use mingce_domain::annual_report::{
    Address, Compiled, CountingSettings, Form, Provenance, ReopenedCases, UnitYear, Value, compile, trace, zero_report,
};
use mingce_domain::application::{ApplicantKind, EventData, Outcome, ReopenCause};
use mingce_domain::dispute::{DisputeKind, DisputeResult};

fn bureau() -> Agency {
    agency("局", AgencyKind::Department)
}

/// A year of `局`: a case from last year and one of this year, both granted.
fn unit(bureau: Agency) -> UnitYear {
    let mut unit = UnitYear::empty(bureau, 2025);
    unit.applications = vec![
        application("一号", "2024-12-20", &[("2025-01-10", closed(Outcome::Granted))]),
        application("二号", "2025-05-06", &[("2025-05-20", closed(Outcome::Granted))]),
    ];
    unit
}

fn compiled(unit: &UnitYear) -> Compiled {
    compile(&form_2021(), unit, &CountingSettings::default())
}

fn printed(compiled: &Compiled, at: &str) -> String {
    compiled.figures.value(&Address::new(at)).to_string()
}

fn notes(form: &Form, compiled: &Compiled) -> Vec<String> {
    compiled.notes.iter().map(|note| note.sentence(form)).collect()
}

fn sentence(unit: &UnitYear, at: &str) -> String {
    let (form, settings) = (form_2021(), CountingSettings::default());
    let compiled = compile(&form, unit, &settings);
    trace(&form, unit, &compiled, &settings, &Address::new(at)).expect("a cell of the form").sentence
}

#[test]
fn a_complete_ledger_is_counted_and_table_two_stays_blank_until_it_is_typed() {
    let mut unit = unit(bureau());
    unit.typed = vec![typed("proactive.licences", "120"), typed("proactive.rules.issued", "不适用")];
    let compiled = compiled(&unit);
    let expected = [
        ("requests.new.natural", "1"),
        ("requests.carried_in.natural", "1"),
        ("requests.granted.natural", "2"),
        ("requests.granted.total", "2"),
        ("requests.total.total", "2"),
        ("requests.carried_forward.total", "0"),
        ("disputes.reconsideration.total", "0"),
        ("proactive.licences", "120"),
        ("proactive.rules.issued", "0"),
        ("proactive.penalties", ""),
    ];
    for (at, value) in expected {
        assert_eq!(printed(&compiled, at), value, "{at}");
    }
    assert_eq!(*compiled.figures.value(&Address::new("proactive.rules.issued")), Value::NotApplicable);
    let kind = |at: &str| compiled.figures.sources.get(&Address::new(at)).map(|source| source.kind);
    assert_eq!(kind("requests.granted.natural"), Some(Provenance::Counted));
    assert_eq!(kind("requests.granted.total"), Some(Provenance::Computed));
    assert_eq!(kind("proactive.licences"), Some(Provenance::Typed));
    assert_eq!(kind("proactive.penalties"), None);
    assert!(compiled.notes.is_empty());
}

#[test]
fn zero_report_names_the_blank_cells_and_no_totals() {
    let form = form_2021();
    let mut unit = unit(bureau());
    unit.typed = vec![typed("proactive.licences", "120"), typed("proactive.penalties", "/")];
    let open = zero_report(&form, &compiled(&unit).figures);
    assert_eq!(open.len(), 8, "ten cells of table two, two of them filled in: {open:?}");
    unit.agency.ledger_since = None;
    let open = zero_report(&form, &compiled(&unit).figures);
    assert_eq!(open.len(), 8 + 24 * 6 + 3 * 4, "without a ledger also the cells of tables three and four");
    for at in &open {
        unit.typed.push(typed(at.as_str(), "0"));
    }
    let full = compiled(&unit);
    assert_eq!(zero_report(&form, &full.figures), []);
    assert_eq!(printed(&full, "requests.total.total"), "0");
}

#[test]
fn without_a_ledger_everything_is_typed_and_totals_wait_for_their_parts() {
    for since in [None, Some("2026-01-01")] {
        let mut unit = unit(ledger_since(bureau(), since));
        unit.typed = vec![typed("requests.new.natural", "7"), typed("requests.new.total", "7")];
        let compiled = compiled(&unit);
        assert_eq!(printed(&compiled, "requests.new.natural"), "7");
        assert_eq!(printed(&compiled, "requests.new.enterprise"), "");
        assert_eq!(printed(&compiled, "requests.new.total"), "", "five parts are missing");
        assert_eq!(printed(&compiled, "requests.granted.natural"), "");
        let told = notes(&form_2021(), &compiled);
        assert_eq!(told, ["“本年新收—总计”填报为7，各分项尚未填全；总计只由分项相加得出，请核对分项。"]);
    }
}

#[test]
fn where_the_ledger_does_not_reach_back_what_was_carried_in_is_typed() {
    let mut unit = unit(ledger_since(bureau(), Some("2025-01-01")));
    assert_eq!(printed(&compiled(&unit), "requests.carried_in.natural"), "", "nobody has said so yet");
    assert_eq!(printed(&compiled(&unit), "requests.granted.natural"), "2", "the rest is counted");
    let told = notes(&form_2021(), &compiled(&unit));
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("台账中已有1件"), "{told:?}");

    unit.typed = vec![typed("requests.carried_in.natural", "2")];
    assert_eq!(printed(&compiled(&unit), "requests.carried_in.natural"), "2");
    assert!(compiled(&unit).notes.is_empty(), "the ledger may know fewer");

    unit.typed = vec![typed("requests.carried_in.natural", "0")];
    let told = notes(&form_2021(), &compiled(&unit));
    assert_eq!(told, ["“上年结转—自然人”填报为0，台账中已有1件上年未办结的申请，请核对填报数。"]);

    unit.agency.ledger_since = Some(on("2025-03-01"));
    let told = notes(&form_2021(), &compiled(&unit));
    assert!(told.iter().any(|note| note.starts_with("台账自2025年3月1日起完整")), "{told:?}");

    unit.agency.ledger_since = Some(on("2024-12-31"));
    unit.typed.clear();
    assert_eq!(printed(&compiled(&unit), "requests.carried_in.natural"), "1", "one day earlier, and it is counted");

    unit.agency.ledger_since = Some(on("2025-07-01"));
    unit.agency.since = Some(on("2025-07-01"));
    assert_eq!(
        printed(&compiled(&unit), "requests.carried_in.enterprise"),
        "0",
        "before a new agency there is nothing"
    );
}

#[test]
fn a_typed_number_never_replaces_a_counted_one() {
    let mut unit = unit(bureau());
    unit.typed = vec![typed("requests.granted.natural", "3"), typed("requests.new.natural", "1")];
    let compiled = compiled(&unit);
    assert_eq!(printed(&compiled, "requests.granted.natural"), "2");
    let told = notes(&form_2021(), &compiled);
    assert_eq!(told, ["“予以公开—自然人”填报为3，台账计数为2件，已按台账计数；确有未录入台账的，请补录或登记调整。"]);
}

#[test]
fn adjustments_change_counted_cells_and_nothing_else() {
    let mut unit = unit(bureau());
    unit.typed = vec![typed("proactive.licences", "120")];
    unit.adjustments = vec![
        adjustment("requests.granted.natural", 3, "纸质登记3件未录入"),
        adjustment("requests.new.natural", -2, "重复登记"),
        adjustment("requests.granted.natural", -1, "其中1件误记"),
        adjustment("proactive.licences", 5, "漏报"),
        adjustment("requests.new.total", 1, "漏计"),
        adjustment("requests.new.research", 1, " "),
    ];
    let compiled = compiled(&unit);
    assert_eq!(printed(&compiled, "requests.granted.natural"), "4");
    assert_eq!(printed(&compiled, "requests.new.natural"), "-1", "visibly wrong, not hidden");
    assert_eq!(printed(&compiled, "requests.new.total"), "-1");
    assert_eq!(printed(&compiled, "requests.new.research"), "0", "without a reason it does not count");
    assert_eq!(printed(&compiled, "proactive.licences"), "120");
    assert_eq!(compiled.figures.adjustments.len(), 3);
    assert_eq!(compiled.notes.len(), 3);
    assert_eq!(compiled.figures.sources[&Address::new("requests.granted.natural")].kind, Provenance::Adjusted);
    assert_eq!(
        sentence(&unit, "requests.granted.natural"),
        "予以公开—自然人4件＝本年收到并办结1件＋上年结转1件＋调整3件（纸质登记3件未录入）－调整1件（其中1件误记）。"
    );
}

#[test]
fn a_merged_agency_counts_what_it_took_over_and_an_ended_one_nothing() {
    let merged = ended(agency("规划局", AgencyKind::Department), "2025-03-31", Some("局"));
    let mut unit = unit(bureau());
    unit.applications.push(application_of("三号", "规划局", ApplicantKind::NaturalPerson, "2024-12-31", &[]));
    unit.taken_over = vec![merged.clone()];
    assert_eq!(printed(&compiled(&unit), "requests.carried_forward.natural"), "1");
    let form = form_2021();
    let at = Address::new("requests.carried_forward.natural");
    let traced = trace(&form, &unit, &compiled(&unit), &CountingSettings::default(), &at).expect("a trace");
    assert_eq!(traced.records[0].summary, "2024年12月31日收到；尚未办结；申请人类别：自然人；由规划局受理，业务已并入");

    unit.taken_over[0].ledger_since = None;
    assert!(notes(&form, &compiled(&unit))[0].contains("已并入的“规划局”没有台账"));

    let gone = compiled(&UnitYear { agency: merged, ..unit });
    assert_eq!(printed(&gone, "requests.new.natural"), "");
    assert_eq!(notes(&form, &gone), ["本单位已于2025年3月31日撤销，当年件数计入承接单位的报告。"]);
}

#[test]
fn an_office_counts_what_arrived_in_its_governments_name() {
    let government = ledger_since(agency("县", AgencyKind::Government), None);
    let mut unit = UnitYear::empty(agency("县府办", AgencyKind::GovernmentOffice), 2025);
    unit.applications = vec![application_of("一号", "县", ApplicantKind::Research, "2025-03-01", &[])];
    unit.taken_over = vec![government];
    let (form, settings) = (form_2021(), CountingSettings::default());
    let compiled = compile(&form, &unit, &settings);
    assert!(compiled.notes.is_empty(), "the government needs no ledger of its own");
    let at = Address::new("requests.new.research");
    let traced = trace(&form, &unit, &compiled, &settings, &at).expect("a trace");
    assert_eq!(traced.records[0].summary, "2025年3月1日收到；尚未办结；申请人类别：科研机构；以县名义收到");
}

#[test]
fn the_form_of_2019_has_one_row_for_other_handling() {
    let text = include_str!("../../../assets/formats/annual_report_2019.json");
    let form: Form = serde_json::from_str(text).expect("the form of 2019");
    let mut unit = UnitYear::empty(ledger_since(bureau(), Some("2018-01-01")), 2020);
    unit.applications = vec![
        application("一号", "2020-02-01", &[("2020-02-10", EventData::Withdrawn)]),
        application("二号", "2020-02-01", &[("2020-06-10", closed(Outcome::OtherNoSupplement))]),
    ];
    unit.typed = vec![typed("proactive.fees_wan_yuan", "1"), typed("proactive.procurement.unit", "万元")];
    let settings = CountingSettings::default();
    let compiled = compile(&form, &unit, &settings);
    assert_eq!(printed(&compiled, "requests.other.natural"), "2");
    assert_eq!(printed(&compiled, "requests.total.total"), "2");
    assert_eq!(
        notes(&form, &compiled),
        ["本年度格式没有“proactive.fees_wan_yuan”这一栏，所填内容未采用，请核对报告年度。"]
    );
    assert!(!zero_report(&form, &compiled.figures).contains(&Address::new("proactive.procurement.unit")));
    let traced = trace(&form, &unit, &compiled, &settings, &Address::new("requests.other.natural")).expect("a trace");
    assert_eq!(traced.sentence, "其他处理—自然人2件＝本年收到并办结2件。");
    assert_eq!(traced.records.len(), 2);
}

#[test]
fn one_sentence_explains_every_sort_of_cell() {
    let mut unit = unit(bureau());
    let again = EventData::Reopened { cause: ReopenCause::Reconsideration };
    let history = [
        ("2025-02-10", closed(Outcome::UnavailableNotHeld)),
        ("2025-08-01", again),
        ("2025-08-20", closed(Outcome::Granted)),
    ];
    unit.applications.push(application("三号", "2025-02-01", &history));
    unit.applications.push(application("四号", "2023-02-01", &[]));
    unit.applications.push(application_of("五号", "局", ApplicantKind::Enterprise, "2025-12-31", &[]));
    unit.disputes = vec![
        dispute(DisputeKind::Reconsideration, "2024-11-01", Some(("2025-01-20", DisputeResult::Corrected))),
        dispute(DisputeKind::LitigationDirect, "2025-11-01", None),
    ];
    unit.typed = vec![
        typed("proactive.licences", "120"),
        typed("proactive.fees_wan_yuan", "12.5"),
        typed("proactive.penalties", "/"),
        typed("proactive.rules.issued", "不适用"),
    ];
    let from = "，来源：法规股报表，填报日期：2026年1月6日。";
    let expected = [
        (
            "requests.new.natural",
            "本年新收—自然人2件＝本年收到2件；另有1件属重新办理，按本单位设置不再计入。".to_string(),
        ),
        ("requests.new.total", "本年新收—总计3件＝自然人2件＋商业企业1件。".to_string()),
        (
            "requests.carried_in.natural",
            "上年结转—自然人2件＝2024年收到、年初尚未办结1件＋2023年收到、年初尚未办结1件。".to_string(),
        ),
        (
            "requests.granted.natural",
            "予以公开—自然人2件＝本年收到并办结1件＋上年结转1件；另有1件属重新办理，按本单位设置不再计入。".to_string(),
        ),
        ("requests.partly_granted.natural", "部分公开—自然人0件：台账中没有应计入的记录。".to_string()),
        ("requests.partly_granted.total", "部分公开—总计0件：各分项均为0。".to_string()),
        (
            "requests.total.natural",
            "本年度办理结果总计—自然人3件＝予以公开2件＋无法提供—本机关不掌握相关政府信息1件。".to_string(),
        ),
        ("requests.carried_forward.natural", "结转下年度继续办理—自然人1件＝上年结转、年末仍未办结1件。".to_string()),
        ("disputes.reconsideration.corrected", "行政复议—结果纠正1件＝以前年度申请、本年审结1件。".to_string()),
        (
            "disputes.litigation_direct.pending",
            "行政诉讼—未经复议直接起诉—尚未审结1件＝本年起诉、年末尚未审结1件。".to_string(),
        ),
        ("proactive.licences", format!("行政许可120件为填报数{from}")),
        ("proactive.fees_wan_yuan", format!("行政事业性收费12.5万元为填报数{from}")),
        ("proactive.penalties", format!("行政处罚填报的是“/”，不是数字，请更正{from}")),
        ("proactive.rules.issued", format!("规章—本年制发件数填报为“不适用”，按0计{from}")),
        ("proactive.compulsory_measures", "行政强制尚未填报。".to_string()),
    ];
    for (at, words) in expected {
        assert_eq!(sentence(&unit, at), words, "{at}");
    }
}

#[test]
fn a_trace_shows_neither_names_nor_what_was_asked_for() {
    let unit = unit(bureau());
    let (form, settings) = (form_2021(), CountingSettings::new(ReopenedCases::NotCounted));
    let compiled = compile(&form, &unit, &settings);
    let at = Address::new("requests.granted.total");
    let traced = trace(&form, &unit, &compiled, &settings, &at).expect("a trace");
    assert_eq!(traced.records.len(), 2);
    for record in &traced.records {
        assert!(!record.summary.contains(&unit.applications[0].application.subject), "{}", record.summary);
    }
    assert_eq!(traced.records[0].number, "一号");
    assert_eq!(traced.records[0].summary, "2024年12月20日收到；2025年1月10日办结：予以公开；申请人类别：自然人");
    assert!(trace(&form, &unit, &compiled, &settings, &Address::new("requests.nothing.natural")).is_none());
}
