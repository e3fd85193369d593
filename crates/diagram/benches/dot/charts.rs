//! The charts that are compared.

use mingce_diagram::{Edge, Graph, Node};
use mingce_document::ShapeKind;
use std::error::Error;
use std::path::Path;

/// The two ends of every line, as indices of nodes.
pub fn ends(graph: &Graph) -> Vec<(usize, usize)> {
    let at = |id: &str| graph.nodes.iter().position(|node| node.id == id).unwrap_or_default();
    graph.edges.iter().map(|edge| (at(&edge.from), at(&edge.to))).collect()
}

/// The main path as the chart's author wrote it: from the first step always by the first exit that leads to a step not yet
/// passed.
pub fn main_path(graph: &Graph) -> Vec<usize> {
    let ends = ends(graph);
    let mut path = vec![0];
    let mut at = 0;
    while let Some(&(_, to)) = ends.iter().find(|(from, to)| *from == at && !path.contains(to)) {
        path.push(to);
        at = to;
    }
    path
}

/// The charts that the program brings along.
pub fn shipped() -> Result<Vec<Graph>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/processes");
    let mut files: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| graph(&serde_json::from_str(&std::fs::read_to_string(file)?)?)).collect()
}

fn graph(json: &serde_json::Value) -> Result<Graph, Box<dyn Error>> {
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_string();
    let list = |key: &str| json[key].as_array().ok_or("no list");
    let kind = |word: &str| match word {
        "decision" => ShapeKind::Decision,
        "document" => ShapeKind::Document,
        "start" | "end" => ShapeKind::Terminator,
        _ => ShapeKind::Process,
    };
    let node = |it: &serde_json::Value| Node {
        id: text(it, "id"),
        kind: kind(&text(it, "type")),
        text: text(it, "text"),
        notes: Vec::new(),
    };
    let edge = |it: &serde_json::Value| Edge { from: text(it, "from"), to: text(it, "to"), label: text(it, "label") };
    Ok(Graph { nodes: list("nodes")?.iter().map(node).collect(), edges: list("edges")?.iter().map(edge).collect() })
}

/// A chart as offices have them: a main path of 4 to 20 steps, some of them decisions with a detour, an early end, a way
/// back or a way ahead.
pub fn made(seed: u64) -> Graph {
    made_with(seed, None)
}

/// Such a chart with a main path of so many steps.
pub fn long(seed: u64, steps: usize) -> Graph {
    made_with(seed, Some(steps))
}

fn made_with(seed: u64, steps: Option<usize>) -> Graph {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    const WORDS: [&str; 6] =
        ["登记", "提出公开属性建议", "审查、实地核查", "征求第三方意见", "送达并留存回证", "公开结果"];
    let few = 4 + below(17);
    let main = steps.unwrap_or(few);
    let node = |id: String, kind, text: &str| Node { id, kind, text: text.into(), notes: Vec::new() };
    let edge = |from: String, to: String, label: &str| Edge { from, to, label: label.into() };
    let mut graph = Graph { nodes: vec![node("m0".into(), ShapeKind::Terminator, "开始")], edges: Vec::new() };
    let mut sides = 0;
    for n in 1..main {
        let last = n + 1 == main;
        let decides = !last && below(3) == 0;
        let kind = match (last, decides, below(4)) {
            (true, ..) => ShapeKind::Terminator,
            (_, true, _) => ShapeKind::Decision,
            (_, _, 0) => ShapeKind::Document,
            _ => ShapeKind::Process,
        };
        let text = if last { "结束" } else { WORDS[below(WORDS.len())] };
        graph.nodes.push(node(format!("m{n}"), kind, text));
        let from_decision = graph.nodes[n - 1].kind == ShapeKind::Decision;
        graph.edges.push(edge(format!("m{}", n - 1), format!("m{n}"), if from_decision { "是" } else { "" }));
    }
    let decisions: Vec<usize> = (0..main).filter(|n| graph.nodes[*n].kind == ShapeKind::Decision).collect();
    for at in decisions {
        let mut side = |graph: &mut Graph, kind, text: &str| {
            sides += 1;
            graph.nodes.push(node(format!("s{sides}"), kind, text));
            format!("s{sides}")
        };
        let from = format!("m{at}");
        match below(5) {
            0 => graph.edges.push(edge(from, format!("m{}", 1 + below(at.max(1))), "退回")),
            1 => {
                let to = (at + 2 + below(3)).min(main - 1);
                graph.edges.push(edge(from, format!("m{to}"), "否"));
            }
            2 => {
                let id = side(&mut graph, ShapeKind::Document, "告知书");
                graph.edges.push(edge(from, id.clone(), "否"));
                graph.edges.push(edge(id, format!("m{}", main - 1), ""));
            }
            _ => {
                let mut before = from;
                for step in 0..1 + below(3) {
                    let id = side(&mut graph, ShapeKind::Process, WORDS[below(WORDS.len())]);
                    graph.edges.push(edge(before, id.clone(), if step == 0 { "否" } else { "" }));
                    before = id;
                }
                graph.edges.push(edge(before, format!("m{}", at + 1 + below(2).min(main - at - 2)), ""));
            }
        }
    }
    graph
}
