//! Where corners come from: lines by what they do in their chart.

use crate::charts::{ends, main_path};
use crate::score::{Set, simplified};
use mingce_diagram::Graph;

/// What a line does, seen from the main path that the chart's author wrote.
const CLASSES: [&str; 8] = [
    "主线相邻",
    "主线跳过",
    "主线退回",
    "主线到旁支",
    "旁支到主线，往下",
    "旁支到主线，往回",
    "旁支之间",
    "自己到自己",
];

fn class(main: &[usize], backs: &[bool], line: usize, (from, to): (usize, usize)) -> usize {
    let place = |node: usize| main.iter().position(|it| *it == node);
    match (place(from), place(to)) {
        _ if from == to => 7,
        (Some(a), Some(b)) if b == a + 1 => 0,
        (Some(a), Some(b)) if b > a => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
        (None, Some(_)) if backs[line] => 5,
        (None, Some(_)) => 4,
        (None, None) => 6,
    }
}

/// Lines that close a loop, walking from the first node.
fn backs(count: usize, ends: &[(usize, usize)]) -> Vec<bool> {
    let mut back = vec![false; ends.len()];
    let mut state = vec![0u8; count];
    for root in 0..count {
        if state[root] != 0 {
            continue;
        }
        state[root] = 1;
        let mut walk = vec![(root, 0usize)];
        while let Some(top) = walk.last_mut() {
            let at = top.0;
            let next = (top.1..ends.len()).find(|line| ends[*line].0 == at);
            let Some(line) = next else {
                state[at] = 2;
                walk.pop();
                continue;
            };
            top.1 = line + 1;
            match state[ends[line].1] {
                0 => {
                    state[ends[line].1] = 1;
                    walk.push((ends[line].1, 0));
                }
                1 => back[line] = true,
                _ => {}
            }
        }
    }
    back
}

/// Prints how many corners the lines of each class have.
pub fn table(all: &[(&Graph, &[Set; 4])]) {
    let mut counts = [[[0usize; 5]; 4]; 8];
    let mut lines = [0usize; 8];
    for (graph, sets) in all {
        let (ends, main) = (ends(graph), main_path(graph));
        let backs = backs(graph.nodes.len(), &ends);
        for (line, pair) in ends.iter().enumerate() {
            let class = class(&main, &backs, line, *pair);
            lines[class] += 1;
            for (who, set) in sets.iter().enumerate() {
                let corners = simplified(&set.lines[line]).len().saturating_sub(2);
                counts[class][who][corners.min(4)] += 1;
            }
        }
    }
    println!(
        "| 流线 | 条 | 明册 0、1、2、3、更多 | 拐角 | dot，照常 | 拐角 | dot，所写的主线笔直 | 拐角 | dot，我们的主线笔直 | 拐角 |\n|---|---|---|---|---|---|---|---|---|---|"
    );
    for (class, name) in CLASSES.iter().enumerate() {
        let of = |who: usize| {
            let it = counts[class][who];
            let sum: usize = it.iter().enumerate().map(|(n, count)| n * count).sum();
            format!("{} | {sum}", it.map(|n| n.to_string()).join("、"))
        };
        println!("| {name} | {} | {} | {} | {} | {} |", lines[class], of(0), of(1), of(2), of(3));
    }
}
