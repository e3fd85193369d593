//! A14–A16: numbers that are possible but hardly meant.

use super::ReportContext;
use super::rule::{Outcome, Rule};
use crate::annual_report::{Address, CellSpec, Decimal, Value, ValueKind};

/// Below this, a jump says nothing.
const WORTH_COMPARING: i128 = 20;
/// ±500 % of a base is this many times it.
const TIMES: i128 = 6;
/// 万元 taken for 元 is a factor of 10,000; the rule asks from a factor of 1,000.
const UNIT_SLIP: i128 = 1_000;
/// 元 in a 万元.
const YUAN_IN_WAN: i128 = 10_000;

/// A14: the fee of table 二 is in 万元, the information-processing fee of section 六 in 元. Signs that they were mixed up:
/// the same digits in both, 万元 beside 信息处理费 in the text, an amount 1,000 times last year's.
pub(super) fn fee_unit(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let form = cx.input.form;
    let figures = cx.input.figures;
    for cell in form.cells().filter(|cell| cell.kind == ValueKind::Amount && form.unit(&cell.at) == "万元") {
        let Some(amount) = figures.value(&cell.at).decimal() else { continue };
        same_digits(rule, cx, cell, amount, out);
        match &cx.previous {
            Err(reason) => out.unchecked(rule, format!("{reason}；收费金额未与上一年度比较")),
            Ok(previous) => {
                let Some(then) = previous.value(form, &cell.at).and_then(Value::decimal) else {
                    out.unchecked(rule, "上一年度的报告格式中没有同一口径的收费金额，未与上一年度比较");
                    continue;
                };
                let (small, large) = ordered(amount.in_millionths(), then.in_millionths());
                if small > 0 && large > small.saturating_mul(UNIT_SLIP) {
                    out.find(
                        rule.finding(
                            cx,
                            cell.at.as_str(),
                            format!(
                                "“{}”为{amount}万元，上一年度为{then}万元，相差{}万元，超过1000倍。",
                                cell.label,
                                millionths(large - small)
                            ),
                        )
                        .actual(amount)
                        .related([format!("previous:{}", cell.at)])
                        .remedy("核对是否把元填成了万元；金额确实如此的，写明理由。"),
                    );
                }
            }
        }
    }
    if cx.has_cell("requests.other_fee_unpaid.total") {
        fee_in_text(rule, cx, out);
    }
}

/// Table 二 holds as 万元 what section 六 holds as 元.
fn same_digits(rule: &Rule, cx: &ReportContext<'_>, cell: &CellSpec, amount: Decimal, out: &mut Outcome) {
    let Some(fee) = &cx.input.figures.information_fee else { return };
    let Some(received) = Decimal::parse(fee.received_yuan.trim()).filter(|received| !received.is_zero()) else {
        return;
    };
    if received == amount {
        let as_wan = millionths(received.in_millionths() / YUAN_IN_WAN);
        out.find(
            rule.finding(
                cx,
                cell.at.as_str(),
                format!(
                    "“{}”填了{amount}（单位：万元），与第六部分信息处理费实际收取的{received}元数字相同，相差0，单位可能填错。",
                    cell.label
                ),
            )
            .expected(format!("{received}元应折合为{as_wan}万元"))
            .actual(amount)
            .related(["information_fee.received_yuan"])
            .remedy("表二按万元填写，第六部分按元填写；核对后确无错误的，写明理由。"),
        );
    }
}

/// A sentence that gives 信息处理费 in 万元.
fn fee_in_text(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    for sentence in cx.prose.sentences().filter(|sentence| sentence.text.contains("信息处理费")) {
        if sentence.text.contains("万元") {
            out.find(
                rule.finding(
                    cx,
                    sentence.at.as_str(),
                    format!("“{}”中信息处理费以万元为单位，第六部分的信息处理费应以元为单位。", sentence.excerpt()),
                )
                .expected("元")
                .actual("万元")
                .remedy("核对金额，改为以元为单位；确需用万元的，写明理由。"),
            );
        }
    }
}

fn ordered(a: i128, b: i128) -> (i128, i128) {
    let (a, b) = (a.abs(), b.abs());
    (a.min(b), a.max(b))
}

/// Millionths as a plain decimal without trailing zeros.
fn millionths(n: i128) -> String {
    let text = format!("{}.{:06}", n / 1_000_000, n % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// A15: outliers. Totals of table 三 that rose by more than 500 %; the headline numbers (table 二, received, disputes)
/// that rose or fell by as much; reviews beyond half of the applications. All from 20 up.
pub(super) fn outliers(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    many_reviews(rule, cx, out);
    let previous = match &cx.previous {
        Ok(previous) => previous,
        Err(reason) => return out.unchecked(rule, format!("{reason}；增减幅度未核对")),
    };
    let form = cx.input.form;
    for cell in form.cells().filter(|cell| matches!(cell.kind, ValueKind::Count | ValueKind::Amount)) {
        let headline = is_headline(&cell.at);
        let total = cell.at.table() == "requests" && cell.at.column() == "total";
        if !headline && !total {
            continue;
        }
        let now = cx.input.figures.value(&cell.at);
        let (Some(n), Some(then)) = (now.decimal(), previous.value(form, &cell.at).and_then(Value::decimal)) else {
            continue;
        };
        let (now_m, then_m) = (n.in_millionths(), then.in_millionths());
        let rose = now_m > then_m.saturating_mul(TIMES) && now_m >= WORTH_COMPARING * 1_000_000;
        let fell = headline && then_m > now_m.saturating_mul(TIMES) && then_m >= WORTH_COMPARING * 1_000_000;
        if !(rose || fell) || now_m < 0 || then_m < 0 {
            continue;
        }
        let unit = form.unit(&cell.at);
        out.find(
            rule.finding(
                cx,
                cell.at.as_str(),
                format!(
                    "“{}”为{n}{unit}，上一年度为{then}{unit}，相差{}{unit}，{}幅度超过500%。",
                    cell.label,
                    millionths((now_m - then_m).abs()),
                    if rose { "增加" } else { "减少（按上年为本年的倍数计）" }
                ),
            )
            .actual(n)
            .related([format!("previous:{}", cell.at)])
            .remedy("核对是否多填或少填了数字、统计口径是否变化；数字属实的，写明理由。"),
        );
    }
}

/// Numbers that hardly move by a factor of six: table 二, what was received, handled and left, the disputes.
fn is_headline(at: &Address) -> bool {
    match at.table() {
        "proactive" => true,
        "requests" => at.column() == "total" && matches!(at.row(), "new" | "total"),
        _ => at.column() == "total",
    }
}

fn many_reviews(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    const REVIEWS: &str = "disputes.reconsideration.total";
    let (Some(reviews), Some(new), Some(carried)) =
        (cx.count(REVIEWS), cx.row_total("new"), cx.row_total("carried_in"))
    else {
        return;
    };
    let applications = i128::from(new) + i128::from(carried);
    let reviews = i128::from(reviews);
    if reviews >= WORTH_COMPARING && reviews * 2 > applications {
        out.find(
            rule.finding(
                cx,
                REVIEWS,
                format!(
                    "行政复议总计{reviews}件，超过本年新收与上年结转申请{applications}件的一半，相差{}件。",
                    reviews - applications / 2
                ),
            )
            .actual(reviews)
            .related(["requests.new.total", "requests.carried_in.total"])
            .remedy("核对是否把与政府信息公开无关的复议案件计入；数字属实的，写明理由。"),
        );
    }
}

/// A16: a report in which every number is 0, from a body that had other numbers last year.
pub(super) fn all_zero(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let form = cx.input.form;
    let zero = |value: &Value| value.decimal().is_some_and(Decimal::is_zero);
    let mut cells = form.cells().filter(|cell| cell.kind != ValueKind::Word).peekable();
    if cells.peek().is_none() {
        return;
    }
    let previous = match &cx.previous {
        Ok(previous) => previous,
        Err(reason) => return out.unchecked(rule, reason.clone()),
    };
    if !cells.all(|cell| zero(cx.input.figures.value(&cell.at))) {
        return;
    }
    let with_number = previous.form.cells().filter(|cell| {
        let value = previous.figures.value(&cell.at).decimal();
        cell.kind != ValueKind::Word && value.is_some_and(|value| !value.is_zero())
    });
    let there: Vec<_> = with_number.collect();
    if let Some(first) = there.first() {
        out.find(
            rule.finding(
                cx,
                "requests.new.total",
                format!(
                    "本报告各表全部为0，而上一年度报告有{}格不为0（如“{}”为{}），相差{}格。",
                    there.len(),
                    first.label,
                    previous.figures.value(&first.at),
                    there.len()
                ),
            )
            .actual(0)
            .related(there.iter().take(10).map(|cell| format!("previous:{}", cell.at)))
            .remedy("核对本年数据是否还没有录入；确为零报告的，写明理由。"),
        );
    }
}
