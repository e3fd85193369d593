//! The words of a trace: how a number came about, in one sentence a clerk can read to whoever asks.

use super::area::AreaCompiled;
use super::trace::TracePart;
use super::{Adjustment, CellSpec, Form, Source, Value, ValueKind};
use crate::agency::Agency;
use crate::application::{ApplicationFact, Episode};
use crate::dispute::{Dispute, DisputeKind};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// Orders the terms of a sum: first handling before reopened, then this year before earlier ones, latest first.
pub(super) type TermRank = (bool, Reverse<i32>);

/// `2024年12月30日`.
fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// A value with its unit; blank and wrong ones in words.
fn amount(form: &Form, cell: &CellSpec, value: &Value) -> String {
    match value {
        Value::Blank => "尚未填报".to_string(),
        Value::NotApplicable => format!("0{}", form.unit(&cell.at)),
        Value::Text(text) => format!("“{text}”"),
        Value::Integer(_) | Value::Decimal(_) => format!("{value}{}", form.unit(&cell.at)),
    }
}

/// Under which term an application stands in a row.
pub(super) fn application_term(row: &str, year: i32, run: &Episode) -> (TermRank, String) {
    let again = run.cause.is_some();
    let opened = run.opened_on.year();
    let this_year = opened == year;
    let term = match (row, again, this_year) {
        ("new", false, _) => "本年收到".to_string(),
        ("new", true, _) => "本年重新办理".to_string(),
        ("carried_in", false, _) => format!("{opened}年收到、年初尚未办结"),
        ("carried_in", true, _) => format!("{opened}年重新办理、年初尚未办结"),
        ("carried_forward", false, true) => "本年收到、年末尚未办结".to_string(),
        ("carried_forward", false, false) => "上年结转、年末仍未办结".to_string(),
        ("carried_forward", true, true) => "本年重新办理、年末尚未办结".to_string(),
        ("carried_forward", true, false) => "上年结转的重新办理、年末仍未办结".to_string(),
        (_, false, true) => "本年收到并办结".to_string(),
        (_, false, false) => "上年结转".to_string(),
        (_, true, true) => "本年重新办理并办结".to_string(),
        (_, true, false) => "上年结转的重新办理".to_string(),
    };
    // Rows that do not name the year have one term for all earlier ones.
    let rank = if row == "carried_in" || this_year { opened } else { year - 1 };
    ((again, Reverse(rank)), term)
}

/// Under which term a dispute stands in a column.
pub(super) fn dispute_term(column: &str, year: i32, dispute: &Dispute) -> (TermRank, String) {
    let filed = match dispute.kind {
        DisputeKind::Reconsideration => "申请",
        DisputeKind::LitigationDirect | DisputeKind::LitigationAfterReconsideration => "起诉",
    };
    let this_year = dispute.filed_on.year() >= year;
    let when = if this_year { "本年" } else { "以前年度" };
    let term = match (column, this_year) {
        ("pending", _) => format!("{when}{filed}、年末尚未审结"),
        (_, true) => format!("本年{filed}并审结"),
        (_, false) => format!("以前年度{filed}、本年审结"),
    };
    ((false, Reverse(i32::from(this_year))), term)
}

/// `予以公开—自然人12件＝本年收到并办结10件＋上年结转2件。`
pub(super) fn counted_sentence(
    form: &Form,
    cell: &CellSpec,
    value: &Value,
    terms: &[(String, usize)],
    adjustments: &[Adjustment],
    set_aside: usize,
) -> String {
    let unit = form.unit(&cell.at);
    let mut right: String = if terms.is_empty() {
        if adjustments.is_empty() { String::new() } else { format!("台账计数0{unit}") }
    } else {
        terms.iter().map(|(term, n)| format!("{term}{n}{unit}")).collect::<Vec<_>>().join("＋")
    };
    for adjustment in adjustments {
        let sign = if adjustment.delta < 0 { '－' } else { '＋' };
        let reason = adjustment.reason.trim().trim_end_matches('。');
        right.push_str(&format!("{sign}调整{}{unit}（{reason}）", adjustment.delta.unsigned_abs()));
    }
    let left = format!("{}{}", cell.label, amount(form, cell, value));
    let mut sentence = if right.is_empty() {
        format!("{left}：台账中没有应计入的记录")
    } else {
        format!("{left}＝{right}")
    };
    if set_aside > 0 {
        sentence.push_str(&format!("；另有{set_aside}{unit}属重新办理，按本单位设置不再计入"));
    }
    sentence.push('。');
    sentence
}

/// A cell that is not counted: who filled it in from what, or that nobody did.
pub(super) fn typed_sentence(form: &Form, cell: &CellSpec, value: &Value, source: Option<&Source>) -> String {
    let label = &cell.label;
    let mut origin = String::new();
    if let Some(source) = source {
        if let Some(from) = source.from.as_deref().filter(|from| !from.trim().is_empty()) {
            origin.push_str(&format!("，来源：{from}"));
        }
        if let Some(on) = source.on {
            origin.push_str(&format!("，填报日期：{}", date(on)));
        }
    }
    match value {
        Value::Blank => format!("{label}尚未填报。"),
        Value::NotApplicable => format!("{label}填报为“不适用”，按0计{origin}。"),
        Value::Text(text) if cell.kind == ValueKind::Word => format!("{label}填报为“{text}”{origin}。"),
        Value::Text(text) => format!("{label}填报的是“{text}”，不是数字，请更正{origin}。"),
        Value::Integer(_) | Value::Decimal(_) => format!("{label}{}为填报数{origin}。", amount(form, cell, value)),
    }
}

/// `予以公开—总计15件＝自然人12件＋商业企业3件。` Parts that are zero are left out.
pub(super) fn total_sentence(form: &Form, cell: &CellSpec, value: &Value, parts: &[TracePart]) -> String {
    let unit = form.unit(&cell.at);
    let named = |part: &TracePart| short_name(&cell.label, &part.name).to_string();
    let open: Vec<String> = parts.iter().filter(|part| part.value.count().is_none()).map(named).collect();
    if !open.is_empty() {
        return format!("{}暂缺：{}尚未填报或不是整数。", cell.label, open.join("、"));
    }
    let terms: Vec<String> = parts
        .iter()
        .filter(|part| part.value.count() != Some(0))
        .map(|part| match part.value.count() {
            Some(n) if n < 0 => format!("{}（{n}{unit}）", named(part)),
            _ => format!("{}{}{unit}", named(part), part.value),
        })
        .collect();
    let left = format!("{}{}", cell.label, amount(form, cell, value));
    if terms.is_empty() {
        format!("{left}：各分项均为0。")
    } else {
        format!("{left}＝{}。", terms.join("＋"))
    }
}

/// The part of a label by which it differs from its total's: `予以公开—自然人` in `予以公开—总计` is `自然人`, in
/// `本年度办理结果总计—自然人` it is `予以公开`.
fn short_name<'a>(total: &str, part: &'a str) -> &'a str {
    let (Some((total_row, total_column)), Some((row, column))) = (total.rsplit_once('—'), part.rsplit_once('—'))
    else {
        return part;
    };
    if row == total_row {
        column
    } else if column == total_column {
        row
    } else {
        part
    }
}

/// `全县予以公开—自然人20件＝清溪县人民政府办公室12件＋清溪县教育局8件，其余6个单位均为0。`
pub(super) fn area_sentence(form: &Form, cell: &CellSpec, area: &AreaCompiled) -> String {
    let value = area.figures.value(&cell.at);
    let (mut terms, mut open, mut zeros) = (Vec::new(), Vec::new(), 0);
    for part in &area.parts {
        let own = part.figures.value(&cell.at);
        match own {
            Value::Blank => open.push(part.name.as_str()),
            Value::Text(_) if cell.kind != ValueKind::Word => open.push(part.name.as_str()),
            _ if own.decimal().is_some_and(super::Decimal::is_zero) => zeros += 1,
            _ => terms.push(format!("{}{}", part.name, amount(form, cell, own))),
        }
    }
    let label = format!("各单位汇总：{}", cell.label);
    let absent: Vec<&str> = area.missing.iter().map(|unit| unit.name.as_str()).collect();
    let absent =
        if absent.is_empty() { String::new() } else { format!("；未报送、未计入：{}", absent.join("、")) };
    if area.parts.is_empty() {
        return format!("{label}暂缺，尚无单位报送数据{absent}。");
    }
    if !open.is_empty() {
        let rest = area.incomplete.iter().find(|found| found.at == cell.at).map_or(String::new(), |found| {
            format!("，其余{}个单位合计{}{}", area.parts.len() - open.len(), found.so_far, form.unit(&cell.at))
        });
        return format!("{label}暂缺：{}尚未填报或所填不是数字{rest}{absent}。", open.join("、"));
    }
    if value.is_blank() {
        return format!("{label}暂缺：各单位所填不能相加，请逐一核对{absent}。");
    }
    let left = format!("{label}{}", amount(form, cell, value));
    if terms.is_empty() {
        return format!("{left}：{}个单位均为0{absent}。", area.parts.len());
    }
    let zeros = if zeros > 0 { format!("，其余{zeros}个单位均为0") } else { String::new() };
    format!("{left}＝{}{zeros}{absent}。", terms.join("＋"))
}

/// A run of an application: its dates and result, no names and no subject.
pub(super) fn application_summary(
    fact: &ApplicationFact,
    run: &Episode,
    letter_parts: usize,
    received_by: Option<&Agency>,
) -> String {
    let mut parts = Vec::new();
    let opened = date(run.opened_on);
    parts.push(match run.cause {
        Some(cause) => format!("{opened}重新办理（{}）", cause.label()),
        None => format!("{opened}收到"),
    });
    parts.push(match (run.closed_on, run.outcome) {
        (Some(on), Some(outcome)) => format!("{}办结：{}", date(on), outcome.label()),
        _ => "尚未办结".to_string(),
    });
    if let Some(kind) = fact.projection.applicant_kind {
        parts.push(format!("申请人类别：{}", kind.label()));
    }
    if letter_parts > 1 {
        parts.push(format!("来信拆分为{letter_parts}件之一"));
    }
    if let Some(agency) = received_by {
        let name = agency.name_on(run.opened_on);
        // A government goes on beside its office; what has ended was taken over.
        parts.push(match agency.ended {
            Some(_) => format!("由{name}受理，业务已并入"),
            None => format!("以{name}名义收到"),
        });
    }
    parts.join("；")
}

/// A dispute: its dates and result.
pub(super) fn dispute_summary(dispute: &Dispute) -> String {
    let mut parts = vec![dispute.kind.label().to_string()];
    let filed = if dispute.kind == DisputeKind::Reconsideration { "申请" } else { "起诉" };
    parts.push(format!("{}{filed}", date(dispute.filed_on)));
    parts.push(match (dispute.settled(), dispute.first_decision()) {
        (Some((on, result)), _) => {
            let settled = if dispute.kind == DisputeKind::Reconsideration { "审结" } else { "裁判生效" };
            format!("{}{settled}：{}", date(on), result.label())
        }
        (None, Some((on, result))) => format!("{}裁判（{}），尚未生效", date(on), result.label()),
        _ => "尚未审结".to_string(),
    });
    if !dispute.applications.is_empty() {
        parts.push(format!("涉及申请{}件", dispute.applications.len()));
    }
    parts.join("；")
}
