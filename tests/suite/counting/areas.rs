//! Who reports in an area, and what its sums say while something is missing.

use super::balance::form_2021;
use super::build::{agency, beneath, ended, id, ledger_since, on, typed};
use mingce_domain::agency::{Agency, AgencyKind, DatedName};
use mingce_domain::annual_report::{
    Address, AreaCompiled, AreaYear, CountingSettings, Figures, InformationFee, ReportHead, Scope, Sections, UnitYear,
    Value, WhyAbsent, area, compile, contributors, reporting_agency, trace_area, units_for_year,
};
use std::collections::BTreeMap;

fn county() -> Agency {
    agency("县", AgencyKind::Government)
}

fn names(agencies: &[Agency], year: i32) -> String {
    let area = units_for_year(agencies, &id("县"), year);
    let mut names: Vec<String> = area.units.iter().map(|unit| unit.name.clone()).collect();
    names.extend(area.orphaned.iter().map(|(_, name)| format!("（{name}）")));
    names.join(" ")
}

fn sources(agencies: &[Agency], unit: &str, year: i32) -> String {
    let names: Vec<&str> = contributors(agencies, &id(unit), year).iter().map(|agency| agency.id.0.as_str()).collect();
    names.join(" ")
}

#[test]
fn whoever_exists_on_the_last_day_reports_each_once() {
    let department = |name| agency(name, AgencyKind::Department);
    let mut renamed = department("局");
    renamed.names.push(DatedName { from: on("2025-01-01"), name: "新局".into() });
    let mut founded = department("新设局");
    founded.since = Some(on("2025-01-01"));
    let agencies = vec![
        county(),
        agency("县府办", AgencyKind::GovernmentOffice),
        renamed,
        founded,
        ended(department("年末撤"), "2024-12-31", Some("局")),
        ended(department("年内撤"), "2024-12-30", Some("局")),
        ended(department("无人接"), "2024-06-30", None),
        beneath(department("分局"), "年内撤"),
        agency("税务局", AgencyKind::Vertical),
        beneath(agency("税务所", AgencyKind::Department), "税务局"),
        agency("镇", AgencyKind::Township),
        ledger_since(beneath(agency("甲村", AgencyKind::Village), "镇"), None),
        beneath(agency("乙村", AgencyKind::Village), "镇"),
        agency("区", AgencyKind::Government),
        beneath(department("区局"), "区"),
    ];
    assert_eq!(names(&agencies, 2024), "乙村 分局 区 县府办 局 年末撤 镇 （无人接）");
    assert_eq!(names(&agencies, 2025), "乙村 分局 区 县府办 新局 新设局 镇");
    let units = units_for_year(&agencies, &id("县"), 2025).units;
    let scope = |name| units.iter().find(|unit| unit.id == id(name)).map(|unit| unit.scope);
    assert_eq!(scope("区"), Some(Scope::Area), "a government below brings its whole area");
    assert_eq!(scope("局"), Some(Scope::Own));
    assert_eq!(
        names(&[county(), department("局")], 2025),
        "县 局",
        "without an office the government is a unit itself"
    );
    assert_eq!(sources(&agencies, "局", 2024), "局 年内撤");
    assert_eq!(sources(&agencies, "局", 2025), "局 年内撤 年末撤");
    assert_eq!(sources(&agencies, "年内撤", 2024), "", "its successor reports");
    assert_eq!(sources(&agencies, "县府办", 2025), "县府办 县", "the office carries the government's own cases");
}

#[test]
fn successors_are_followed_to_the_end_of_the_chain_and_never_in_a_circle() {
    let department = |name| agency(name, AgencyKind::Department);
    let agencies = vec![
        ended(department("甲"), "2022-06-30", Some("乙")),
        ended(department("乙"), "2023-06-30", Some("丙")),
        department("丙"),
        ended(department("子"), "2022-06-30", Some("丑")),
        ended(department("丑"), "2022-06-30", Some("子")),
        ended(department("寅"), "2022-06-30", Some("没有这个单位")),
    ];
    let who = |name, day| reporting_agency(&agencies, &id(name), on(day)).map(|agency| agency.id.0.as_str());
    assert_eq!(who("甲", "2022-06-30"), Some("甲"));
    assert_eq!(who("甲", "2022-12-31"), Some("乙"));
    assert_eq!(who("甲", "2023-12-31"), Some("丙"));
    assert_eq!(who("子", "2022-12-31"), None);
    assert_eq!(who("寅", "2022-12-31"), None);
    assert_eq!(who("卯", "2022-12-31"), None);
}

/// The figures of a unit without a ledger: 0 everywhere but here.
fn figures(name: &str, cells: &[(&str, &str)]) -> Figures {
    let form = form_2021();
    let mut unit = UnitYear::empty(ledger_since(agency(name, AgencyKind::Department), None), 2025);
    unit.typed = form.cells().map(|cell| typed(cell.at.as_str(), "0")).collect();
    unit.typed.extend(cells.iter().map(|(at, text)| typed(at, text)));
    compile(&form, &unit, &CountingSettings::default()).figures
}

fn sums(agencies: &[Agency], figures: Vec<(&str, Figures)>) -> AreaCompiled {
    let units = units_for_year(agencies, &id("县"), 2025);
    let county_year = AreaYear {
        government: county(),
        year: 2025,
        units,
        sections: Sections::new(),
        head: ReportHead::default(),
        reasons: Vec::new(),
        information_fee: None,
        sample: false,
    };
    let figures: BTreeMap<_, _> = figures.into_iter().map(|(name, figures)| (id(name), figures)).collect();
    area(&form_2021(), &county_year, figures)
}

fn three() -> Vec<Agency> {
    let mut agencies = vec![
        county(),
        agency("县府办", AgencyKind::GovernmentOffice),
        agency("甲局", AgencyKind::Department),
        agency("乙局", AgencyKind::Department),
    ];
    for (position, agency) in (0..).zip(&mut agencies) {
        agency.position = position;
    }
    agencies
}

fn sentence(sums: &AreaCompiled, at: &str) -> String {
    trace_area(&form_2021(), sums, &Address::new(at), |_| None).expect("a cell of the form").sentence
}

#[test]
fn an_area_adds_up_every_unit_once_and_nobody_else() {
    let granted = "requests.granted.natural";
    let sums = sums(
        &three(),
        vec![
            ("县府办", figures("县府办", &[(granted, "12"), ("proactive.fees_wan_yuan", "0.5")])),
            ("甲局", figures("甲局", &[(granted, "8"), ("proactive.fees_wan_yuan", "1.25")])),
            ("乙局", figures("乙局", &[])),
            ("外县局", figures("外县局", &[(granted, "1000")])),
        ],
    );
    let printed = |at: &str| sums.figures.value(&Address::new(at)).to_string();
    assert_eq!(printed(granted), "20");
    assert_eq!(printed("requests.total.total"), "20");
    assert_eq!(printed("proactive.fees_wan_yuan"), "1.75");
    assert_eq!(sums.figures.scope, Scope::Area);
    assert!(sums.missing.is_empty() && sums.incomplete.is_empty());
    assert_eq!(sentence(&sums, granted), "各单位汇总：予以公开—自然人20件＝县府办12件＋甲局8件，其余1个单位均为0。");
    assert_eq!(sentence(&sums, "proactive.licences"), "各单位汇总：行政许可0件：3个单位均为0。");
}

#[test]
fn a_missing_unit_is_named_and_left_out_while_a_blank_cell_blanks_the_sum() {
    let at = "proactive.licences";
    let mut agencies = three();
    agencies.push(ended(agency("丙局", AgencyKind::Department), "2025-06-30", None));
    let empty = Figures { cells: BTreeMap::new(), ..figures("乙局", &[]) };
    let sums = sums(
        &agencies,
        vec![
            ("县府办", figures("县府办", &[(at, "120")])),
            ("甲局", figures("甲局", &[(at, ""), ("proactive.penalties", "/"), ("proactive.rules.issued", "不适用")])),
            ("乙局", empty),
        ],
    );
    let missing: Vec<(&str, WhyAbsent)> = sums.missing.iter().map(|unit| (unit.name.as_str(), unit.why)).collect();
    assert_eq!(missing, [("乙局", WhyAbsent::NoFigures), ("丙局", WhyAbsent::EndedWithoutSuccessor)]);
    let incomplete: Vec<(&str, &str)> =
        sums.incomplete.iter().map(|cell| (cell.at.as_str(), cell.so_far.as_str())).collect();
    assert_eq!(incomplete, [(at, "120"), ("proactive.penalties", "0")]);
    assert_eq!(*sums.figures.value(&Address::new(at)), Value::Blank);
    assert_eq!(sums.figures.value(&Address::new("requests.total.total")).to_string(), "0", "the others go on");
    assert_eq!(sums.figures.value(&Address::new("proactive.rules.issued")).to_string(), "0");
    assert_eq!(
        sentence(&sums, at),
        "各单位汇总：行政许可暂缺：甲局尚未填报或所填不是数字，其余1个单位合计120件；未报送、未计入：乙局、丙局。"
    );
}

#[test]
fn an_area_in_which_nobody_reports_is_blank_and_not_zero() {
    let sums = sums(&three(), Vec::new());
    assert_eq!(sums.missing.len(), 3);
    assert!(form_2021().cells().all(|cell| sums.figures.value(&cell.at).is_blank()));
    assert_eq!(
        sentence(&sums, "requests.new.natural"),
        "各单位汇总：本年新收—自然人暂缺，尚无单位报送数据；未报送、未计入：县府办、甲局、乙局。"
    );
}

#[test]
fn the_fees_of_an_area_are_added_up_only_when_every_unit_states_them() {
    let fee = |notices, noticed: &str| {
        Some(InformationFee { notices, noticed_yuan: noticed.into(), received_yuan: "0".into() })
    };
    let with = |name: &str, fee| Figures { information_fee: fee, ..figures(name, &[]) };
    let all = sums(
        &three(),
        vec![
            ("县府办", with("县府办", fee(0, "0"))),
            ("甲局", with("甲局", fee(1, "270"))),
            ("乙局", with("乙局", fee(2, "90.50"))),
        ],
    );
    assert_eq!(all.figures.information_fee, fee(3, "360.50"));
    let some = sums(&three(), vec![("县府办", with("县府办", fee(0, "0"))), ("甲局", with("甲局", None))]);
    assert_eq!(some.figures.information_fee, None);
}
