//! A12: an area report is the sum of all reporting units, each once, the government office's own figures included
//! (annual_report.md §6).

use super::rule::{Outcome, Rule};
use super::{Finding, ReportContext, Severity};
use crate::agency::AgencyKind;
use crate::annual_report::{Address, Decimal, Figures, FiguresAgency, Scope, ValueKind};
use std::collections::{BTreeMap, BTreeSet};

const COLLECT: &str = "收齐各报送单位的报告后重新核对；不能补齐的，写明理由。";

/// Per cell: parent = Σ of the units. Before that: which units are missing, come twice, or do not belong.
pub(super) fn sums_of_units(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let figures = cx.input.figures;
    if figures.scope == Scope::Own {
        return out.unchecked(rule, "本报告只统计本机关自身数据，没有下级单位可以汇总核对");
    }
    let Some(children) = cx.input.children else {
        return out.unchecked(rule, "没有提供各报送单位的报告");
    };
    if children.is_empty() {
        return out.unchecked(rule, "提供的各报送单位报告中一份也没有");
    }
    let counted = units_once(rule, cx, children, out);
    missing_units(rule, cx, &counted, out);
    if counted.is_empty() {
        return out.unchecked(rule, "提供的报告中没有可以汇总的单位，各格未核对");
    }
    compare(rule, cx, &counted, out);
}

/// A unit's place in findings.
fn place(agency: &FiguresAgency) -> String {
    format!("children.{}", agency.name.trim())
}

fn finding(rule: &Rule, cx: &ReportContext<'_>, child: &FiguresAgency, message: String) -> Finding {
    rule.finding(cx, place(child), message).remedy(COLLECT)
}

/// The units that count, each once: of the same year, not this very report, not reporting in another line.
fn units_once<'a>(rule: &Rule, cx: &ReportContext<'_>, children: &'a [Figures], out: &mut Outcome) -> Vec<&'a Figures> {
    let parent = cx.input.figures;
    let mut counted: Vec<&Figures> = Vec::new();
    for child in children {
        let (name, year) = (child.agency.name.trim(), child.year);
        if year != parent.year {
            let message = format!("报送单位“{name}”的报告是{year}年度的，本报告是{}年度的，未计入汇总。", parent.year);
            out.find(finding(rule, cx, &child.agency, message).expected(parent.year).actual(year));
        } else if is_same(&child.agency, &parent.agency) && child.scope == Scope::Area {
            let message = format!("“{name}”的全区域报告就是本报告自身，混在报送单位的报告中，未计入汇总。");
            out.find(
                finding(rule, cx, &child.agency, message)
                    .remedy("从报送单位的报告中移出本报告；本级机关自身的数据应另报一份。"),
            );
        } else if child.agency.kind == AgencyKind::Vertical {
            let message = format!("“{name}”是垂直管理机构，由其上级机关汇总，未计入本报告的汇总。");
            let milder = Finding { severity: Severity::Warning, ..finding(rule, cx, &child.agency, message) };
            out.find(milder.remedy("确认本报告各表没有计入该单位的数据；当地规定应当计入的，写明理由。"));
        } else if let Some(first) = counted.iter().find(|first| is_same(&first.agency, &child.agency)) {
            let first = first.agency.name.trim();
            let message = format!("报送单位“{name}”的报告重复（与“{first}”为同一单位），只计入了第一份。");
            out.find(
                finding(rule, cx, &child.agency, message).expected(1).actual(2).remedy("删去重复的一份后重新核对。"),
            );
        } else {
            counted.push(child);
        }
    }
    counted
}

/// Whether two records mean the same body: by code where both have one, else by name.
fn is_same(a: &FiguresAgency, b: &FiguresAgency) -> bool {
    match (&a.code, &b.code) {
        (Some(a), Some(b)) => a.trim() == b.trim(),
        _ => a.name.chars().filter(|c| !c.is_whitespace()).eq(b.name.chars().filter(|c| !c.is_whitespace())),
    }
}

fn missing_units(rule: &Rule, cx: &ReportContext<'_>, counted: &[&Figures], out: &mut Outcome) {
    let parent = &cx.input.figures.agency;
    for unit in cx.input.units.unwrap_or_default() {
        if !counted.iter().any(|child| is_same(&child.agency, unit)) {
            let message = format!("缺少报送单位“{}”的报告。", unit.name.trim());
            out.find(finding(rule, cx, unit, message).expected(1).actual(0));
        }
    }
    // The government's own documents and applications stand with its office (or in a report of its own).
    let own = counted.iter().any(|child| {
        child.agency.kind == AgencyKind::GovernmentOffice || is_same(&child.agency, parent) && child.scope == Scope::Own
    });
    if parent.kind == AgencyKind::Government && cx.input.units.is_none() && !own {
        out.find(
            rule.finding(
                cx,
                "children",
                format!("报送单位中没有“{}”办公室（或本级机关自身）的报告，本级数据没有计入汇总。", parent.name.trim()),
            )
            .expected(1)
            .actual(0)
            .remedy("补上政府办公室（本级机关）自身的报告后重新核对；不能补齐的，写明理由。"),
        );
    }
}

fn compare(rule: &Rule, cx: &ReportContext<'_>, counted: &[&Figures], out: &mut Outcome) {
    let form = cx.input.form;
    let mut incomplete: BTreeMap<usize, Vec<&Address>> = BTreeMap::new();
    let mut open: BTreeSet<&Address> = BTreeSet::new();
    for cell in form.cells().filter(|cell| cell.kind != ValueKind::Word) {
        let mut sum = 0_i128;
        for (i, child) in counted.iter().enumerate() {
            match child.value(&cell.at).decimal() {
                Some(number) => sum += number.in_millionths(),
                None => {
                    incomplete.entry(i).or_default().push(&cell.at);
                    open.insert(&cell.at);
                }
            }
        }
        let Some(parent) = cx.input.figures.value(&cell.at).decimal() else {
            open.insert(&cell.at);
            continue;
        };
        if open.contains(&cell.at) || parent.in_millionths() == sum {
            continue;
        }
        let (expected, unit) = (plain(sum), form.unit(&cell.at));
        out.find(
            rule.finding(
                cx,
                cell.at.as_str(),
                format!(
                    "“{}”为{parent}{unit}，{}个报送单位合计为{expected}{unit}，相差{}{unit}。",
                    cell.label,
                    counted.len(),
                    plain((parent.in_millionths() - sum).abs())
                ),
            )
            .expected(&expected)
            .actual(parent)
            .related(contributors(counted, &cell.at))
            .remedy("逐单位核对这一格，改正填错的一份；确有理由不等的，写明理由。"),
        );
    }
    for (i, cells) in incomplete {
        let Some(child) = counted.get(i) else { continue };
        let message =
            format!("报送单位“{}”有{}格没有填写数字，这些格不能汇总。", child.agency.name.trim(), cells.len());
        out.find(
            finding(rule, cx, &child.agency, message)
                .actual(cells.len())
                .expected(0)
                .related(cells.iter().take(10))
                .remedy("请该单位补填后重新报送；不能补齐的，写明理由。"),
        );
    }
    if !open.is_empty() {
        out.unchecked(rule, format!("有{}格因本报告或报送单位没有填写而未核对", open.len()));
    }
}

/// The units that put something into a cell, at most ten.
fn contributors(counted: &[&Figures], at: &Address) -> Vec<String> {
    let with = counted.iter().filter(|child| child.value(at).decimal().is_some_and(|n| !n.is_zero()));
    with.take(10).map(|child| format!("{}:{at}", place(&child.agency))).collect()
}

/// Millionths as a plain decimal.
fn plain(millionths: i128) -> String {
    let narrow = i64::try_from(millionths).ok().and_then(|m| Decimal::new(m, Decimal::MAX_SCALE));
    let text = narrow.map_or_else(|| format!("{}.000000", millionths / 1_000_000), |decimal| decimal.to_string());
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
