//! Whether the chart can be read in one way only (G01–G15, G23, G25).

use super::chart::Chart;
use super::{Say, brief};
use crate::check::Severity::{Error, Note, Warning};
use crate::process::{Level, NodeKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// From so many lines into one node on, the reader cannot tell which came from where.
const CROWDED_JOIN: usize = 8;
/// A chart of more steps than this does not fit a page, nor a head: it is better parted.
const MANY_NODES: usize = 60;
/// What is larger than this is no flowchart any more; drawing it takes minutes.
const TOO_MANY_NODES: usize = 2_000;
/// As [`TOO_MANY_NODES`], for lines.
const TOO_MANY_EDGES: usize = 8_000;

pub(super) fn check(chart: &Chart<'_>, say: &mut Say) {
    sizes(chart, say);
    names(chart, say);
    ends(chart, say);
    exits(chart, say);
    lines(chart, say);
    reach(chart, say);
    joins(chart, say);
}

fn sizes(chart: &Chart<'_>, say: &mut Say) {
    let (nodes, edges) = (chart.process.nodes.len(), chart.process.edges.len());
    match nodes {
        0 => say.say("G25", Error, "nodes", "流程图里还没有环节。", "至少添加一个“开始”、一个环节和一个“结束”"),
        _ if nodes > TOO_MANY_NODES || edges > TOO_MANY_EDGES => say.say(
            "G25",
            Error,
            "nodes",
            format!(
                "流程图有{nodes}个环节、{edges}条流线，超过可以排布的数目（{TOO_MANY_NODES}个、{TOO_MANY_EDGES}条）。"
            ),
            "把流程分成几张图",
        ),
        _ if nodes > MANY_NODES => say.say(
            "G25",
            Note,
            "nodes",
            format!("流程图有{nodes}个环节，一页放不下，读者也难以看清。"),
            "按阶段分成几张图，用文字注明接哪一张",
        ),
        _ => {}
    }
}

fn names(chart: &Chart<'_>, say: &mut Say) {
    if let Level::Other(word) = &chart.process.level {
        let message = format!("层级“{}”不认识。", brief(word));
        say.say("G23", Warning, "level", message, "改为县本级、县直部门、乡镇或通用");
    }
    let mut seen = HashMap::new();
    for (at, node) in chart.process.nodes.iter().enumerate() {
        let place = format!("nodes[{at}].id");
        if node.id.trim().is_empty() {
            let message = format!("第{}个环节{}没有编号。", at + 1, chart.name(at));
            say.say("G11", Error, place, message, "补上编号，如 1、2、3");
        } else if let Some(first) = seen.insert(node.id.as_str(), at) {
            let message = format!("环节编号“{}”重复：第{}个和第{}个环节都用它。", brief(&node.id), first + 1, at + 1);
            say.say("G11", Error, place, message, "改成不同的编号，并核对流线接的是哪一个");
        }
        if let NodeKind::Other(word) = &node.kind {
            say.say(
                "G23",
                Error,
                format!("nodes[{at}].type"),
                format!("环节{}的类型“{}”不认识，已按“处理”画出。", chart.name(at), brief(word)),
                "改为开始、处理、判断、文件、数据、人工操作或结束",
            );
        }
    }
}

fn ends(chart: &Chart<'_>, say: &mut Say) {
    if chart.process.nodes.is_empty() {
        return;
    }
    let starts = chart.of_kind(&NodeKind::Start);
    match starts.as_slice() {
        [] => say.say("G01", Error, "nodes", "没有“开始”。", "把第一个环节的类型改为“开始”，或添加一个"),
        [_] => {}
        [_, more @ ..] => {
            for at in more {
                let message = format!("有{}个“开始”，{}是多出的一个。", starts.len(), chart.name(*at));
                say.say("G01", Error, format!("nodes[{at}].type"), message, "只留一个“开始”，其余改为“处理”");
            }
        }
    }
    for at in starts {
        for line in &chart.before[at] {
            let message = format!("流线从{}回到了“开始”{}。", chart.name(line.node), chart.name(at));
            say.say("G09", Error, format!("edges[{}]", line.edge), message, "在“开始”之后加一个环节，让流线回到它");
        }
    }
    let ends = chart.of_kind(&NodeKind::End);
    if ends.is_empty() {
        say.say("G02", Error, "nodes", "没有“结束”。", "在最后添加“结束”，并把各条路径接到它");
    }
    for at in ends {
        for line in &chart.next[at] {
            let message = format!("“结束”{}之后还有流线，通向{}。", chart.name(at), chart.name(line.node));
            say.say("G10", Error, format!("edges[{}]", line.edge), message, "删除这条流线，或把该环节的类型改为“处理”");
        }
    }
}

fn exits(chart: &Chart<'_>, say: &mut Say) {
    for (at, node) in chart.process.nodes.iter().enumerate() {
        if chart.is_shadowed(at) {
            continue;
        }
        let exits = &chart.next[at];
        if node.kind != NodeKind::Decision {
            let targets: BTreeSet<usize> = exits.iter().map(|line| line.node).collect();
            if targets.len() > 1 && node.kind != NodeKind::End {
                let message = format!(
                    "{}是“{}”，却有{}个去向，看不出走哪一个、还是同时走。",
                    chart.name(at),
                    node.kind.label(),
                    targets.len()
                );
                say.say(
                    "G08",
                    Error,
                    format!("nodes[{at}]"),
                    message,
                    "由谁判断就加一个“判断”环节；同时办理的，写成一个环节或先后排列",
                );
            }
            continue;
        }
        if exits.len() < 2 {
            let message = format!("判断{}只有{}个出口。", chart.name(at), exits.len());
            say.say(
                "G05",
                Error,
                format!("nodes[{at}]"),
                message,
                "补上另一个答案的去向；没有第二种答案的，类型改为“处理”",
            );
        }
        let mut answers: HashMap<String, usize> = HashMap::new();
        for line in exits {
            let place = format!("edges[{}].label", line.edge);
            let label = chart.process.edges[line.edge].label.as_str();
            let answer: String = label.chars().filter(|c| !c.is_whitespace()).collect();
            if answer.is_empty() {
                let message = format!("判断{}通向{}的出口没有写答案。", chart.name(at), chart.name(line.node));
                say.say("G06", Error, place, message, "写上答案，如“是”“否”");
            } else if let Some(first) = answers.insert(answer, line.node) {
                let message = format!(
                    "判断{}有两个出口都写“{}”，分别通向{}和{}。",
                    chart.name(at),
                    brief(label),
                    chart.name(first),
                    chart.name(line.node)
                );
                say.say("G07", Error, place, message, "改成不同的答案，或合并成一个出口");
            }
        }
    }
}

fn lines(chart: &Chart<'_>, say: &mut Say) {
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for (n, edge) in chart.process.edges.iter().enumerate() {
        let place = format!("edges[{n}]");
        let line = format!("{}→{}", brief(&edge.from), brief(&edge.to));
        for (end, id) in [("起点", &edge.from), ("终点", &edge.to)] {
            if !chart.index.contains_key(id.as_str()) {
                let message = format!("流线“{line}”的{end}“{}”不存在。", brief(id));
                say.say("G12", Error, place.clone(), message, "改正编号，或删除这条流线");
            }
        }
        if edge.from == edge.to {
            say.say("G13", Error, place, format!("流线“{line}”指向环节自己。"), "改正终点，或删除这条流线");
            continue;
        }
        let Some(first) = seen.insert((&edge.from, &edge.to), n) else { continue };
        let from = chart.index.get(edge.from.as_str()).map(|at| chart.node(*at));
        let decides = from.is_some_and(|node| node.kind == NodeKind::Decision);
        if decides && chart.process.edges[first].label != edge.label {
            // With a third answer that goes elsewhere it still decides.
            let elsewhere =
                from.is_some_and(|_| chart.process.edges.iter().any(|it| it.from == edge.from && it.to != edge.to));
            let so = if elsewhere { "" } else { "，判断等于没有判断" };
            let message = format!("“{line}”有两条流线，两个答案去往同一环节{so}。");
            say.say("G14", Warning, place, message, "合并成一条，答案写在一起，如“甲/乙”；或改正去向");
        } else {
            say.say("G14", Error, place, format!("“{line}”画了两条流线。"), "删除多余的一条");
        }
    }
}

fn reach(chart: &Chart<'_>, say: &mut Say) {
    let (starts, ends) = (chart.of_kind(&NodeKind::Start), chart.of_kind(&NodeKind::End));
    let seen = |at: &usize| !chart.is_shadowed(*at);
    if !starts.is_empty() {
        let reached = chart.walk(&starts, &chart.next);
        for at in (0..reached.len()).filter(|at| !reached[*at]).filter(seen) {
            let message = format!("从“开始”走不到{}。", chart.name(at));
            say.say("G03", Error, format!("nodes[{at}]"), message, "添加通向它的流线，或删除这个环节");
        }
    }
    if !ends.is_empty() {
        let leads = chart.walk(&ends, &chart.before);
        for at in (0..leads.len()).filter(|at| !leads[*at]).filter(seen) {
            let message = format!("从{}走不到“结束”。", chart.name(at));
            say.say("G04", Error, format!("nodes[{at}]"), message, "添加它的去向，让每条路径都走到“结束”");
        }
    }
}

fn joins(chart: &Chart<'_>, say: &mut Say) {
    for (at, node) in chart.process.nodes.iter().enumerate() {
        let entries: HashSet<usize> = chart.before[at].iter().map(|line| line.node).collect();
        if entries.len() > CROWDED_JOIN && node.kind != NodeKind::End {
            let message = format!("有{}条流线汇入{}，看不清各从哪里来。", entries.len(), chart.name(at));
            say.say("G15", Note, format!("nodes[{at}]"), message, "把相近的环节合并，或分成几个汇合的环节");
        }
    }
    // A loop that is entered in two places has no beginning: what has been done already depends on the way in.
    let component = chart.components();
    let mut doors: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for at in 0..component.len() {
        for line in &chart.next[at] {
            if component[line.node] != component[at] {
                doors.entry(component[line.node]).or_default().insert(line.node);
            }
        }
    }
    let mut size = vec![0usize; component.len()];
    component.iter().for_each(|it| size[*it] += 1);
    for (loop_, doors) in doors {
        let mut doors = doors.into_iter();
        if let (true, Some(first), Some(second)) = (size[loop_] > 1, doors.next(), doors.next()) {
            let message = format!(
                "同一个回路有不止一个入口：既可从{}进入，又可从{}进入，退回以后要重做哪些环节说不清。",
                chart.name(first),
                chart.name(second)
            );
            say.say("G15", Warning, format!("nodes[{second}]"), message, "让回路只从一个环节进入");
        }
    }
}
