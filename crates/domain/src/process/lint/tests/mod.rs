//! Each rule with what breaks it and with what does not.

mod hostile;
mod rules;
mod time;

use super::*;
use crate::process::{NodeKind, ProcessEdge, ProcessNode, StatutoryLimit};

pub fn kind(word: &str) -> NodeKind {
    match word {
        "start" => NodeKind::Start,
        "process" => NodeKind::Process,
        "decision" => NodeKind::Decision,
        "document" => NodeKind::Document,
        "end" => NodeKind::End,
        other => NodeKind::Other(other.into()),
    }
}

/// A sound chart: S → 1 → D, 是 → 2 → Z, 否 → 3 → Z.
pub fn good() -> Process {
    let node = |id: &str, word: &str, text: &str| ProcessNode {
        id: id.into(),
        kind: kind(word),
        text: text.into(),
        actor: if word == "end" { String::new() } else { "公开机构".into() },
        basis: (id == "1").then(|| "《中华人民共和国政府信息公开条例》第三十三条".to_string()),
        ..Default::default()
    };
    let mut process = Process { title: "办理流程图".into(), ..Default::default() };
    process.nodes = vec![
        node("S", "start", "提出申请"),
        node("1", "process", "登记"),
        node("D", "decision", "可公开?"),
        node("2", "document", "予以公开答复书"),
        node("3", "document", "不予公开答复书"),
        node("Z", "end", "结束"),
    ];
    for (from, to, label) in
        [("S", "1", ""), ("1", "D", ""), ("D", "2", "是"), ("D", "3", "否"), ("2", "Z", ""), ("3", "Z", "")]
    {
        line(&mut process, from, to, label);
    }
    process
}

pub fn line(process: &mut Process, from: &str, to: &str, label: &str) {
    process.edges.push(ProcessEdge { from: from.into(), to: to.into(), label: label.into() });
}

pub fn limit(process: &mut Process, working_days: u32, from: &str, to: &str) {
    let basis = "《中华人民共和国政府信息公开条例》第三十三条".into();
    process.statutory_limits.push(StatutoryLimit { working_days, from: from.into(), to: to.into(), basis });
}

/// What the lint says of a rule: severity, place, message.
pub fn told(process: &Process, rule: &str) -> Vec<(Severity, String, String)> {
    let found = lint(process).findings.into_iter().filter(|it| it.rule == rule);
    found.map(|it| (it.severity, it.at, it.message)).collect()
}

/// The severities and places of a rule after a change to the sound chart.
pub fn after(rule: &str, change: impl FnOnce(&mut Process)) -> Vec<(Severity, String)> {
    let mut process = good();
    change(&mut process);
    told(&process, rule).into_iter().map(|(severity, at, _)| (severity, at)).collect()
}

#[test]
fn a_sound_chart_has_no_findings() {
    assert_eq!(lint(&good()).findings, []);
}
