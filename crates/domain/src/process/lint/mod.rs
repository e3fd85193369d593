//! The lint of a process: whether the chart can be read one way only, whether the law's time is kept, whether what is
//! printed on it is complete.
//!
//! Ids begin with G (流程图). A chart is never refused: what is wrong is a [`Finding`] with its place, and the rest is
//! checked all the same. Places are `nodes[3].text`, `edges[0]`, `statutory_limits[1]`, `title`, counted from 0 as in the
//! file.
//!
//! Severities:
//! - an error is a chart that can be misread or that breaks the law's time: it stops the final version;
//! - a warning is what a reader stumbles over, or what nobody has checked (【依据待核】): a draft is printed with it, a
//!   final version is not;
//! - a note is what should be looked at.
//!
//! Every rule is linear in nodes and lines, up to sorting: thousands of nodes, loops and hostile files come to an end.

mod basis;
mod chart;
mod days;
mod limit;
mod posts;
mod shape;
#[cfg(test)]
mod tests;
mod time;
mod words;

pub use posts::post_key;
pub use time::{LimitCheck, Loop, check_limits};

use super::{Process, ProcessNode};
use crate::check::{Finding, Findings, Severity};
use chart::Chart;
use std::collections::BTreeMap;

/// A rule of the lint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LintRule {
    /// Its public id. Ids are never given again.
    pub id: &'static str,
    /// The gravest severity it can give.
    pub severity: Severity,
    /// What it asks for, in Chinese.
    pub title: &'static str,
}

const fn rule(id: &'static str, severity: Severity, title: &'static str) -> LintRule {
    LintRule { id, severity, title }
}

use Severity::{Error, Warning};

/// All rules, in the order in which they run.
pub static LINT_RULES: [LintRule; 29] = [
    rule("G01", Error, "恰有一个“开始”"),
    rule("G02", Error, "至少有一个“结束”"),
    rule("G03", Error, "每个环节都能从“开始”走到"),
    rule("G04", Error, "每个环节都能走到“结束”"),
    rule("G05", Error, "判断至少有两个出口"),
    rule("G06", Error, "判断的每个出口都写明答案"),
    rule("G07", Error, "同一判断的答案不重复"),
    rule("G08", Error, "只有判断可以分支"),
    rule("G09", Error, "没有流线回到“开始”"),
    rule("G10", Error, "“结束”没有出口"),
    rule("G11", Error, "编号齐全、不重复"),
    rule("G12", Error, "流线的两端都有环节"),
    rule("G13", Error, "没有指向自己的流线"),
    rule("G14", Error, "两个环节之间不重复画线"),
    rule("G15", Warning, "汇合的地方看得明白"),
    rule("G16", Error, "名称和环节都有文字"),
    rule("G17", Error, "文字放得进图形"),
    rule("G18", Error, "没有控制字符和打印不出的字符"),
    rule("G19", Warning, "每个环节有岗位"),
    rule("G20", Warning, "同一岗位只有一种写法"),
    rule("G21", Warning, "依据都已核对"),
    rule("G22", Warning, "写明时限、不计入时限的环节有依据"),
    rule("G23", Error, "类型和层级都认识"),
    rule("G24", Error, "时限文字与工作日数一致"),
    rule("G25", Error, "环节和流线的数目画得下"),
    rule("G26", Error, "最长路径不超过法定时限"),
    rule("G27", Warning, "法定时限之内的回路有上限，或者有说明"),
    rule("G28", Error, "法定时限的起止环节存在、走得通、有依据"),
    rule(READING_RULE, Warning, "读入时没有丢下内容"),
];

/// The rule of what a reader could not take over. Whoever reads a file gives it; a process in memory cannot break it.
pub const READING_RULE: &str = "G29";

/// How many places of one rule are named one by one.
const MOST: usize = 20;

/// Checks a process. Never fails, whatever it holds.
pub fn lint(process: &Process) -> Findings {
    let chart = Chart::of(process);
    let mut say = Say::default();
    shape::check(&chart, &mut say);
    words::check(process, &mut say);
    posts::check(process, &mut say);
    basis::check(process, &mut say);
    limit::check(process, &mut say);
    time::check(&chart, &mut say);
    say.findings()
}

/// Collects findings, so many of a rule, and counts the rest.
#[derive(Default)]
struct Say {
    found: Vec<Finding>,
    counts: BTreeMap<&'static str, (usize, Option<Severity>)>,
}

impl Say {
    fn say(
        &mut self,
        rule: &'static str,
        severity: Severity,
        at: impl Into<String>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.put(rule, Finding::new(rule, severity, at, message).remedy(remedy));
    }

    fn put(&mut self, rule: &'static str, finding: Finding) {
        let (count, gravest) = self.counts.entry(rule).or_default();
        *count += 1;
        *gravest = Some(gravest.map_or(finding.severity, |before| before.min(finding.severity)));
        // One that is graver than all before it is never hidden behind milder ones.
        if *count <= MOST || finding.severity == Severity::Error && self.errors_of(rule) < MOST {
            self.found.push(finding);
        }
    }

    fn errors_of(&self, rule: &str) -> usize {
        self.found.iter().filter(|it| it.rule == rule && it.severity == Severity::Error).count()
    }

    fn findings(mut self) -> Findings {
        for (rule, (count, gravest)) in &self.counts {
            let named = self.found.iter().filter(|it| it.rule == *rule).count();
            if let (true, Some(severity)) = (*count > named, gravest) {
                let message = format!("同样的问题另有{}处，未逐一列出。", count - named);
                self.found.push(Finding::new(rule, *severity, "nodes", message).remedy("改正已列出的各处后再检查一次"));
            }
        }
        self.found.sort_by(|a, b| (a.severity, &a.rule).cmp(&(b.severity, &b.rule)));
        Findings { findings: self.found, unchecked: Vec::new() }
    }
}

/// A node as people know it: by its text, or by its id.
fn name_of(node: &ProcessNode) -> String {
    match node.text.trim() {
        "" => brief(&node.id),
        text => brief(text),
    }
}

/// Text short enough to stand inside a sentence.
fn brief(text: &str) -> String {
    const LONGEST: usize = 24;
    let shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() { format!("{shown}…") } else { shown }
}
