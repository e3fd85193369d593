//! What a sentence says about a quantity of the tables, and what the tables say.

use super::ReportContext;
use super::prose::Sentence;
use super::rule::{Outcome, Rule};
use crate::annual_report::Address;

/// A quantity that the tables hold, too, as told in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Reading<'a> {
    /// The rule that compares it.
    pub(super) rule: &'static str,
    /// Which quantity: two readings with one key are the same one (N07).
    pub(super) key: String,
    /// Its name in a sentence.
    pub(super) name: String,
    /// Where it is told.
    pub(super) sentence: &'a Sentence,
    /// The number told.
    pub(super) value: i64,
    /// Whether the number was looked up: right by construction.
    pub(super) live: bool,
    /// What the tables allow; `None` when they are not filled in.
    pub(super) allowed: Option<Vec<Allowed>>,
}

/// A value that the tables hold for a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowed {
    pub(super) value: i64,
    /// What it is: 本年新收, 本年新收加上年结转.
    pub(super) what: String,
    pub(super) cells: Vec<String>,
}

impl Reading<'_> {
    /// Whether the tables contain the number told.
    fn fits(&self) -> bool {
        self.allowed.iter().flatten().any(|allowed| allowed.value == self.value)
    }
}

/// The sum of cells of this year as an allowed value; `None` when one is not filled in.
pub(super) fn allowed(cx: &ReportContext<'_>, what: &str, cells: &[String]) -> Option<Allowed> {
    let value = cells.iter().try_fold(0_i64, |sum, at| sum.checked_add(cx.count(at)?))?;
    Some(Allowed { value, what: what.to_string(), cells: cells.to_vec() })
}

/// Compares readings with the tables: one finding per typed number that no table holds.
pub(super) fn compare(rule: &Rule, cx: &ReportContext<'_>, readings: &[Reading<'_>], out: &mut Outcome) {
    let mut open = 0;
    for reading in readings.iter().filter(|reading| reading.rule == rule.id && !reading.live) {
        let Some(allowed) = &reading.allowed else {
            open += 1;
            continue;
        };
        let Some(first) = allowed.first().filter(|_| !reading.fits()) else { continue };
        let expected: Vec<String> = allowed.iter().map(|a| format!("{}（{}）", a.value, a.what)).collect();
        let cells = allowed.iter().flat_map(|a| &a.cells);
        let live = first.cells.first().filter(|_| first.cells.len() == 1);
        let hint = live.map_or_else(String::new, |cell| {
            // By its name: an address says nothing to the clerk.
            format!("；也可换成随表更新的数“{}”", cx.input.form.label(&Address::new(cell.as_str())))
        });
        out.find(
            rule.finding(
                cx,
                reading.sentence.at.as_str(),
                format!(
                    "“{}”中的{}为{}，表格中为{}，相差{}。",
                    reading.sentence.excerpt(),
                    reading.name,
                    reading.value,
                    expected.join("或"),
                    reading.value.abs_diff(first.value)
                ),
            )
            .expected(expected.join("或"))
            .actual(reading.value)
            .related(cells)
            .remedy(format!("对照台账核对，改正文字或表格{hint}。")),
        );
    }
    if open > 0 {
        out.unchecked(rule, format!("有{open}处文字中的数字因表格没有填写完整而未核对"));
    }
}

/// N07: one quantity told twice with two values. Values that the tables both hold (新收, and 新收加结转) are two quantities.
pub(super) fn told_twice(rule: &Rule, cx: &ReportContext<'_>, readings: &[Reading<'_>], out: &mut Outcome) {
    for (i, later) in readings.iter().enumerate().filter(|(_, reading)| !reading.live) {
        let earlier = readings.iter().take(i).find(|first| {
            first.key == later.key && first.value != later.value && !first.live && !(first.fits() && later.fits())
        });
        let Some(earlier) = earlier else { continue };
        out.find(
            rule.finding(
                cx,
                later.sentence.at.as_str(),
                format!(
                    "{}前后不一致：“{}”为{}，“{}”为{}，相差{}。",
                    later.name,
                    earlier.sentence.excerpt(),
                    earlier.value,
                    later.sentence.excerpt(),
                    later.value,
                    later.value.abs_diff(earlier.value)
                ),
            )
            .expected(earlier.value)
            .actual(later.value)
            .related([earlier.sentence.at.as_str()])
            .remedy("核对后统一为一个数；确为两个不同口径的数字的，写清口径或写明理由。"),
        );
    }
}
