//! Test data: the shipped forms, two published reports, and reports that are consistent by construction.

use crate::agency::{AgencyKind, AgencyLevel};
use crate::annual_report::{Address, Decimal, Figures, FiguresAgency, Form, Forms, Scope, Value, ValueKind};
use serde_json::Value as Json;
use std::sync::LazyLock;

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let texts = [
        include_str!("../../../../assets/formats/annual_report_2021.json"),
        include_str!("../../../../assets/formats/annual_report_2019.json"),
        include_str!("../../../../assets/formats/annual_report_narrative.json"),
    ];
    Forms { forms: texts.iter().map(|text| serde_json::from_str(text).expect("a shipped form reads")).collect() }
});

/// The forms shipped in assets/formats.
pub(crate) fn forms() -> &'static Forms {
    &FORMS
}

/// A township.
pub(crate) fn township() -> FiguresAgency {
    FiguresAgency {
        name: "清溪县青石镇人民政府".into(),
        code: None,
        kind: AgencyKind::Township,
        level: AgencyLevel::Township,
    }
}

/// A report with 0 in every number cell and short texts.
pub(crate) fn zero_report(form: &Form, year: i32) -> Figures {
    let mut figures = Figures::blank(form, township(), year, Scope::Own);
    for cell in form.cells() {
        let zero = if cell.kind == ValueKind::Word { Value::Text("万元".into()) } else { Value::Integer(0) };
        figures.cells.insert(cell.at.clone(), zero);
    }
    for heading in &form.headings {
        if let Some(section) = &heading.section {
            figures.sections.insert(section.clone(), format!("{year}年，本机关认真做好政府信息公开工作。"));
        }
    }
    figures.sections.insert("other_matters".into(), format!("{year}年，本机关未收取信息处理费。"));
    figures
}

/// A consistent report: invented small numbers in tables 三 and 四, every equation holding.
pub(crate) fn consistent_report(form: &Form, year: i32) -> Figures {
    let mut figures = zero_report(form, year);
    let mut seed: i64 = 7;
    for cell in form.cells().filter(|cell| cell.sum_of.is_empty() && cell.at.table() != "proactive") {
        seed = (seed * 31 + 11) % 97;
        figures.cells.insert(cell.at.clone(), Value::Integer(seed % 4));
    }
    // What came in is what was handled and what is left: rows 一 and 二 follow from the rest.
    let table = form.table("requests").expect("table 三");
    for column in ["natural", "enterprise", "research", "public_welfare", "legal_service", "other"] {
        let rows = table.cells.iter().filter(|cell| cell.at.column() == column);
        let results: i64 = rows
            .filter(|cell| !matches!(cell.at.row(), "new" | "carried_in" | "total"))
            .filter_map(|cell| figures.count(&cell.at))
            .sum();
        figures.cells.insert(Address::request("carried_in", column), Value::Integer(1));
        figures.cells.insert(Address::request("new", column), Value::Integer(results - 1));
        let carried = figures.count(&Address::request("carried_forward", column)).expect("a number");
        figures.cells.insert(Address::request("total", column), Value::Integer(results - carried));
    }
    figures.compute_totals(form);
    // Some fee notices went unpaid in table 三, so section 六 says so.
    let fee = format!("{year}年，本机关发出的收费通知均逾期未缴费，未收取信息处理费。");
    figures.sections.insert("other_matters".into(), fee);
    figures
}

/// Sets a cell.
pub(crate) fn set(figures: &mut Figures, at: &str, value: i64) {
    figures.cells.insert(Address::from(at), Value::Integer(value));
}

/// A published report of 宿迁市, 2023 or 2024.
pub(crate) fn suqian(year: i32) -> Figures {
    let text = match year {
        2023 => include_str!("../../../../tests/fixtures/real/suqian_2023.json"),
        _ => include_str!("../../../../tests/fixtures/real/suqian_2024.json"),
    };
    let json: Json = serde_json::from_str(text).expect("JSON");
    let forms = forms();
    let form = forms.for_year(year).expect("a form");
    let agency = FiguresAgency {
        name: json["agency"].as_str().expect("a name").into(),
        code: None,
        kind: AgencyKind::Government,
        level: AgencyLevel::City,
    };
    let mut figures = Figures::blank(form, agency, year, Scope::Area);
    for cell in form.cells() {
        let at = &cell.at;
        let number = match at.table() {
            "proactive" if at.column().is_empty() => &json["proactive"][at.row()],
            "proactive" => &json["proactive"][at.row()][at.column()],
            table => {
                let columns = form.table(table).expect("a table").cells.iter().filter(|c| c.at.row() == at.row());
                let position = columns.map(|c| &c.at).position(|other| other == at).expect("its own row");
                &json[table][at.row()][position]
            }
        };
        let value = match number {
            Json::Number(n) => Value::Integer(n.as_i64().expect("an integer")),
            Json::String(text) => Value::Decimal(Decimal::parse(text).expect("a decimal")),
            other => panic!("{at}: {other}"),
        };
        figures.cells.insert(at.clone(), value);
    }
    figures
}
