//! A05, A06, A08, A10: this year's figures against last year's (annual_report.md §5).

use super::rule::{Outcome, Rule};
use super::{ReportContext, Severity};
use crate::annual_report::{Address, PreviousReport};

/// A05: 上年结转 is last year's 结转下年度继续办理. The total is an error, a single column a warning: applicants may be
/// classed anew. Who reports has to be the same body, else nothing of this means anything: a warning.
pub(super) fn carried_over(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let previous = match &cx.previous {
        Ok(previous) => previous,
        Err(reason) => return out.unchecked(rule, reason.clone()),
    };
    same_body(rule, cx, previous, out);
    let form = cx.input.form;
    let mut open = 0;
    for cell in form.cells().filter(|cell| cell.at.table() == "requests" && cell.at.row() == "carried_in") {
        let then_at = Address::request("carried_forward", cell.at.column());
        let (Some(now), Some(then)) = (cx.input.figures.count(&cell.at), previous.figures.count(&then_at)) else {
            open += 1;
            continue;
        };
        if now == then {
            continue;
        }
        let severity = if cell.at.column() == "total" { Severity::Error } else { Severity::Warning };
        out.find(
            rule.finding_as(
                severity,
                cx,
                cell.at.as_str(),
                format!(
                    "“{}”为{now}，上一年度（{}年{}）报告“{}”为{then}，相差{}。",
                    cell.label,
                    previous.figures.year,
                    version(previous),
                    previous.form.label(&then_at),
                    now.abs_diff(then)
                ),
            )
            .expected(then)
            .actual(now)
            .related([format!("previous:{then_at}")])
            .remedy("对照台账核对上年年底未办结的申请；上年报告有误或申请人类别有调整的，写明理由，不要为凑平改数。"),
        );
    }
    if open > 0 {
        out.unchecked(rule, format!("本报告或上一年度报告的结转数有{open}列没有填写或不是整数，这些列未核对"));
    }
}

fn version(previous: &PreviousReport<'_>) -> String {
    previous.figures.head.version.map_or_else(String::new, |version| format!("，第{version}版"))
}

fn same_body(rule: &Rule, cx: &ReportContext<'_>, previous: &PreviousReport<'_>, out: &mut Outcome) {
    let (now, then) = (&cx.input.figures.agency, &previous.figures.agency);
    let differs = match (&now.code, &then.code) {
        (Some(now), Some(then)) => now != then,
        _ => now.name.trim() != then.name.trim(),
    };
    if differs {
        let named = |agency: &crate::annual_report::FiguresAgency| match &agency.code {
            Some(code) => format!("“{}”（{code}）", agency.name),
            None => format!("“{}”", agency.name),
        };
        out.find(
            rule.finding_as(
                Severity::Warning,
                cx,
                "agency",
                format!("本报告的单位是{}，提供的上一年度报告的单位是{}，两者不一致。", named(now), named(then)),
            )
            .expected(&then.name)
            .actual(&now.name)
            .remedy("确认没有拿错上一年度报告；单位更名或机构改革的，写明理由。"),
        );
    }
    if cx.input.figures.scope != previous.figures.scope {
        out.find(
            rule.finding_as(
                Severity::Warning,
                cx,
                "scope",
                "本报告与提供的上一年度报告统计范围不同（一份只含本机关，一份含全区域），两份数字不能直接衔接。",
            )
            .remedy("换用统计范围相同的上一年度报告；范围确有变化的，写明理由。"),
        );
    }
}

/// The two rows of table 二 that have 现行有效, with the cells they are made of.
struct InForce {
    at: Address,
    label: String,
    issued: i64,
    repealed: i64,
    in_force: i64,
}

fn in_force_rows(cx: &ReportContext<'_>) -> (Vec<InForce>, usize) {
    let mut rows = Vec::new();
    let mut open = 0;
    for cell in cx.input.form.cells().filter(|cell| cell.at.column() == "in_force") {
        let near = |column: &str| {
            cx.input.figures.count(&Address::new(format!("{}.{}.{column}", cell.at.table(), cell.at.row())))
        };
        match (near("issued"), near("repealed"), cx.input.figures.count(&cell.at)) {
            (Some(issued), Some(repealed), Some(in_force)) => {
                rows.push(InForce { at: cell.at.clone(), label: cell.label.clone(), issued, repealed, in_force });
            }
            _ => open += 1,
        }
    }
    (rows, open)
}

impl InForce {
    /// `base + issued − repealed` without overflow.
    fn after(&self, base: i64) -> i128 {
        i128::from(base) + i128::from(self.issued) - i128::from(self.repealed)
    }

    fn parts(&self) -> [String; 2] {
        ["issued", "repealed"].map(|column| format!("{}.{}.{column}", self.at.table(), self.at.row()))
    }
}

/// A06: 现行有效 = last year's + 制发 − 废止, both rows. A warning: re-counts, 失效 and transfers break it lawfully.
///
/// Not linked with 2020, whose 对外公开总数量 is another quantity.
pub(super) fn still_in_force(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    if !cx.input.form.cells().any(|cell| cell.at.column() == "in_force") {
        return;
    }
    let previous = match &cx.previous {
        Ok(previous) => previous,
        Err(reason) => return out.unchecked(rule, reason.clone()),
    };
    if previous.form.id != cx.input.form.id {
        return out.unchecked(
            rule,
            format!("{}年度的报告用的是另一种格式，其中没有“现行有效件数”，不能与本年度衔接", previous.figures.year),
        );
    }
    let (rows, mut open) = in_force_rows(cx);
    for row in rows {
        let Some(then) = previous.count(cx.input.form, &row.at) else {
            open += 1;
            continue;
        };
        let expected = row.after(then);
        if expected == i128::from(row.in_force) {
            continue;
        }
        out.find(
            rule.finding(
                cx,
                row.at.as_str(),
                format!(
                    "“{}”为{}，上一年度{then}加本年制发{}减本年废止{}应为{expected}，相差{}。",
                    row.label,
                    row.in_force,
                    row.issued,
                    row.repealed,
                    (expected - i128::from(row.in_force)).abs()
                ),
            )
            .expected(expected)
            .actual(row.in_force)
            .related(row.parts().into_iter().chain([format!("previous:{}", row.at)]))
            .remedy("核对制发、废止和现行有效件数；因失效、重新清理或机构划转造成差额的，写明理由。"),
        );
    }
    if open > 0 {
        out.unchecked(rule, format!("有{open}行没有填写完整，未与上一年度核对"));
    }
}

/// Whether A06 compares with last year, which leaves nothing for A08 and A10 to say.
fn compared(cx: &ReportContext<'_>) -> bool {
    cx.previous.as_ref().is_ok_and(|previous| previous.form.id == cx.input.form.id)
}

/// A08: no more repealed than there were, counted from what the row itself implies for last year
/// (现行有效 − 制发 + 废止). Runs only where A06 cannot.
pub(super) fn repealed_within_reach(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    if compared(cx) {
        return;
    }
    let (rows, open) = in_force_rows(cx);
    for row in rows {
        // Implied last year + issued = in force + repealed.
        let reach = i128::from(row.in_force) + i128::from(row.repealed);
        let repealed = i128::from(row.repealed);
        if repealed > reach {
            let [_, at] = row.parts();
            out.find(
                rule.finding(
                    cx,
                    at,
                    format!(
                        "本年废止{repealed}件，多于按“{}”推算可以废止的{reach}件，相差{}。",
                        row.label,
                        repealed - reach
                    ),
                )
                .expected(format!("不超过{reach}"))
                .actual(repealed)
                .related([&row.at])
                .remedy("核对本年废止件数和现行有效件数。"),
            );
        }
    }
    incomplete(rule, open, out);
}

/// A10: 现行有效 ≥ 制发 − 废止: what was made this year and not repealed is in force. Runs only where A06 cannot.
pub(super) fn at_least_this_years(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    if compared(cx) {
        return;
    }
    let (rows, open) = in_force_rows(cx);
    for row in rows {
        let least = row.after(0);
        let in_force = i128::from(row.in_force);
        if in_force < least {
            out.find(
                rule.finding(
                    cx,
                    row.at.as_str(),
                    format!(
                        "“{}”为{in_force}，少于本年制发{}减本年废止{}所得的{least}，相差{}。",
                        row.label,
                        row.issued,
                        row.repealed,
                        least - in_force
                    ),
                )
                .expected(format!("不少于{least}"))
                .actual(in_force)
                .related(row.parts())
                .remedy("核对现行有效件数是否漏计本年新制发的文件。"),
            );
        }
    }
    incomplete(rule, open, out);
}

fn incomplete(rule: &Rule, open: usize, out: &mut Outcome) {
    if open > 0 {
        out.unchecked(rule, format!("有{open}行的制发、废止、现行有效件数没有填写完整，未核对"));
    }
}
