//! A07, A09, A11, A13: what may stand in a single cell.

use super::ReportContext;
use super::rule::{Outcome, Rule};
use crate::agency::may_make_rules;
use crate::annual_report::{Address, CellSpec, Value, ValueKind};

/// Marks that people put into a cell instead of 0: not a number, and nobody can tell what was meant.
const INSTEAD_OF_ZERO: [&str; 12] = ["/", "／", "\\", "-", "－", "—", "——", "–", "无", "空", "*", "、"];

/// A07: integers from 0; the fee a decimal from 0; a sign only in 2019's 本年增/减, and there only as a number (“减4” is
/// none).
pub(super) fn well_formed(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let form = cx.input.form;
    for cell in form.cells() {
        let value = cx.input.figures.value(&cell.at);
        let Some((what, remedy)) = fault(cell, value) else { continue };
        out.find(
            rule.finding(cx, cell.at.as_str(), format!("“{}”填的是“{value}”，{what}。", cell.label))
                .actual(value)
                .remedy(remedy),
        );
    }
}

fn fault(cell: &CellSpec, value: &Value) -> Option<(&'static str, &'static str)> {
    const COUNT: &str = "改填实际的整数件数，没有的填0。";
    const AMOUNT: &str = "按表中单位改填实际金额，可带小数，没有的填0。";
    const SIGNED: &str = "增加的直接填数字，减少的在数字前加减号，没有增减的填0。";
    match (cell.kind, value) {
        (ValueKind::Word, _) | (_, Value::Blank | Value::NotApplicable) => None,
        (_, Value::Text(text)) if INSTEAD_OF_ZERO.contains(&text.trim()) => None, // A09
        (ValueKind::Signed, Value::Text(text)) if matches!(Value::parse(text), Value::Integer(_)) => None,
        (ValueKind::Count, Value::Text(_)) => Some(("不是整数", COUNT)),
        (ValueKind::Amount, Value::Text(_)) => Some(("不是金额", AMOUNT)),
        (ValueKind::Signed, Value::Text(_)) => Some(("不是带正负号的整数", SIGNED)),
        (ValueKind::Count, Value::Integer(n)) if *n < 0 => Some(("件数不能是负数", COUNT)),
        (ValueKind::Amount, Value::Integer(n)) if *n < 0 => Some(("金额不能是负数", AMOUNT)),
        (ValueKind::Amount, Value::Decimal(d)) if d.is_negative() => Some(("金额不能是负数", AMOUNT)),
        (ValueKind::Count | ValueKind::Signed, Value::Decimal(_)) if value.count().is_none() => {
            Some(("件数不能带小数", COUNT))
        }
        (ValueKind::Count, Value::Decimal(d)) if d.is_negative() => Some(("件数不能是负数", COUNT)),
        (_, Value::Integer(_) | Value::Decimal(_)) => None,
    }
}

/// A09: no number cell is blank or holds a stroke or 无 (annual_report.md §3.4); a blank 总计 among them.
pub(super) fn filled_in(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let figures = cx.input.figures;
    for cell in cx.input.form.cells().filter(|cell| cell.kind != ValueKind::Word) {
        let (message, actual) = match figures.value(&cell.at) {
            Value::Blank => (format!("“{}”没有填写。", cell.label), String::new()),
            Value::Text(text) if INSTEAD_OF_ZERO.contains(&text.trim()) => {
                (format!("“{}”填的是“{text}”，应填数字。", cell.label), text.clone())
            }
            _ => continue,
        };
        let finding = rule.finding(cx, cell.at.as_str(), message).actual(actual);
        let sum = if cell.sum_of.is_empty() { None } else { figures.sum(&cell.sum_of) };
        out.find(match sum {
            Some(sum) => finding.expected(sum).remedy(format!("总计由明细相加得出，应为{sum}。")),
            None if cell.sum_of.is_empty() => finding.remedy("核实后填写实际数字；确实没有的填0，不留空、不画斜线。"),
            None => finding.remedy("先把本格所合计的各格填写完整，总计由程序相加得出。"),
        });
    }
}

/// A11: 规章 other than 0 in the report of a body without the power to make them.
pub(super) fn rule_making_power(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let agency = &cx.input.figures.agency;
    if may_make_rules(agency.kind, agency.level) {
        return;
    }
    for cell in cx.input.form.cells().filter(|cell| cell.at.table() == "proactive" && cell.at.row() == "rules") {
        let Some(count) = cx.input.figures.count(&cell.at).filter(|count| *count != 0) else { continue };
        out.find(
            rule.finding(
                cx,
                cell.at.as_str(),
                format!(
                    "“{}”填了{count}，而{}（{}）没有规章制定权，一般应为0，相差{}。",
                    cell.label,
                    agency.kind.label(),
                    agency.level.label(),
                    count.unsigned_abs()
                ),
            )
            .expected(0)
            .actual(count)
            .remedy("如果把规范性文件填到了规章行，请移到规范性文件行；确有规章的，写明理由。"),
        );
    }
}

/// A13: in the 2019 form 处理决定数量 is the number of decisions; where it equals 上一年项目数量 ± 本年增/减, the columns were
/// probably taken for one calculation (annual_report.md §11).
pub(super) fn decisions_misread(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let figures = cx.input.figures;
    for cell in cx.input.form.cells().filter(|cell| cell.at.column() == "decisions") {
        let near = |column: &str| Address::new(format!("proactive.{}.{column}", cell.at.row()));
        let (items_at, change_at) = (near("last_year_items"), near("change"));
        let (Some(items), Some(change), Some(decisions)) =
            (figures.count(&items_at), figures.count(&change_at), figures.count(&cell.at))
        else {
            continue;
        };
        let sums = [items.checked_add(change), items.checked_sub(change)];
        if decisions > 0 && sums.contains(&Some(decisions)) {
            out.find(
                rule.finding(
                    cx,
                    cell.at.as_str(),
                    format!(
                        "“{}”为{decisions}，恰好等于上一年项目数量{items}加减本年增/减{change}，相差0；三栏之间没有计算关系。",
                        cell.label
                    ),
                )
                .actual(decisions)
                .related([items_at, change_at])
                .remedy("处理决定数量应填本年作出的决定件数（办件量）；核对后确属巧合的，写明理由。"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::agency::{AgencyKind, AgencyLevel};
    use crate::annual_report::{Address, Decimal, Value};
    use crate::check::fixture::{consistent_report, forms, set};
    use crate::check::tests::{check, rules_at};

    fn decimal(text: &str) -> Value {
        Value::Decimal(Decimal::parse(text).expect("a decimal"))
    }

    #[test]
    fn a_cell_holds_a_number_of_its_kind_or_is_found() {
        let text = |t: &str| Value::Text(t.into());
        let count = "proactive.licences";
        let amount = "proactive.fees_wan_yuan";
        let signed = "proactive.licences.change";
        let cases: Vec<(i32, &str, Value, &[&str])> = vec![
            (2025, count, Value::Integer(3), &[]),
            (2025, count, Value::NotApplicable, &[]),
            (2025, count, decimal("3.00"), &[]),
            (2025, count, decimal("3.5"), &["A07"]),
            (2025, count, decimal("-3.0"), &["A07"]),
            (2025, count, Value::Integer(-1), &["A07"]),
            (2025, count, text("减4"), &["A07"]),
            (2025, count, text("123456789012345678901234567890"), &["A07"]),
            (2025, count, text("/"), &["A09"]),
            (2025, count, text("-"), &["A09"]),
            (2025, count, text(" 无 "), &["A09"]),
            (2025, count, Value::Blank, &["A09"]),
            (2025, amount, decimal("59237.2449"), &[]),
            (2025, amount, Value::Integer(12), &[]),
            (2025, amount, decimal("-0.01"), &["A07"]),
            (2025, amount, Value::Integer(-2), &["A07"]),
            (2025, amount, text("12万"), &["A07"]),
            (2020, signed, Value::Integer(-8), &[]),
            (2020, signed, Value::Integer(3), &[]),
            (2020, signed, text("+3"), &[]),
            (2020, signed, text("减4"), &["A07"]),
            (2020, signed, decimal("1.5"), &["A07"]),
            (2020, "proactive.licences.decisions", Value::Integer(-8), &["A07"]),
            (2020, "proactive.procurement.unit", Value::Blank, &[]),
        ];
        let forms = forms();
        for (year, at, value, expected) in cases {
            let mut figures = consistent_report(forms.for_year(year).expect("a form"), year);
            figures.cells.insert(Address::from(at), value.clone());
            assert_eq!(rules_at(&check(&figures), at), expected, "{at} = {value:?}");
        }
    }

    #[test]
    fn a_blank_total_is_found_with_the_sum_it_should_be() {
        let forms = forms();
        let mut figures = consistent_report(forms.by_id("2021").expect("2021"), 2025);
        let at = Address::from("requests.new.total");
        let sum = figures.cells.remove(&at).expect("a total");
        let found = check(&figures);
        let finding = found.findings.iter().find(|f| f.rule == "A09").expect("A09");
        assert_eq!((finding.at.as_str(), finding.expected.clone()), (at.as_str(), Some(sum.to_string())));
    }

    #[test]
    fn only_bodies_with_the_power_report_rules() {
        let forms = forms();
        let form = forms.by_id("2021").expect("2021");
        let cases = [
            (AgencyKind::Township, AgencyLevel::Township, true),
            (AgencyKind::Government, AgencyLevel::County, true),
            (AgencyKind::Department, AgencyLevel::City, true),
            (AgencyKind::Government, AgencyLevel::City, false),
            (AgencyKind::Government, AgencyLevel::Province, false),
            (AgencyKind::Department, AgencyLevel::State, false),
        ];
        for (kind, level, found) in cases {
            let mut figures = consistent_report(form, 2025);
            (figures.agency.kind, figures.agency.level) = (kind, level);
            set(&mut figures, "proactive.rules.in_force", 2);
            let findings = check(&figures);
            let rules = rules_at(&findings, "proactive.rules.in_force");
            assert_eq!(rules == ["A11"], found, "{kind:?} {level:?}: {rules:?}");
        }
    }

    #[test]
    fn decisions_that_look_calculated_are_found_in_the_form_of_2019() {
        let forms = forms();
        let form = forms.by_id("2019").expect("2019");
        for (items, change, decisions, found) in
            [(10, 3, 13, true), (10, -3, 7, true), (10, 3, 7, true), (10, 3, 120, false), (0, 0, 0, false)]
        {
            let mut figures = consistent_report(form, 2020);
            set(&mut figures, "proactive.licences.last_year_items", items);
            set(&mut figures, "proactive.licences.change", change);
            set(&mut figures, "proactive.licences.decisions", decisions);
            let findings = check(&figures);
            let rules = rules_at(&findings, "proactive.licences.decisions");
            assert_eq!(rules == ["A13"], found, "{items} {change} {decisions}: {rules:?}");
        }
    }
}
