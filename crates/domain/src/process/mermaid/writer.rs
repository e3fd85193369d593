//! A process as a Mermaid flowchart.

use super::KIND_CLASS;
use super::escape::{id, quoted};
use crate::process::{NodeKind, Process, ProcessNode};

/// The flowchart. In a chart with lanes every post is a subgraph.
pub fn write(process: &Process) -> String {
    let mut out = String::new();
    if !process.title.is_empty() {
        let title: String = process.title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        out.push_str(&format!("---\ntitle: \"{}\"\n---\n", title.replace('\\', "\\\\").replace('"', "\\\"")));
    }
    out.push_str("flowchart TD\n");
    if process.lanes {
        let mut posts: Vec<&str> = Vec::new();
        for node in &process.nodes {
            if !node.actor.is_empty() && !posts.contains(&node.actor.as_str()) {
                posts.push(&node.actor);
            }
        }
        for (n, post) in posts.iter().enumerate() {
            out.push_str(&format!("    subgraph lane_{n}[{}]\n", quoted(post)));
            for node in process.nodes.iter().filter(|node| node.actor == *post) {
                out.push_str(&format!("        {}\n", self::node(node)));
            }
            out.push_str("    end\n");
        }
    }
    for node in process.nodes.iter().filter(|node| !process.lanes || node.actor.is_empty()) {
        out.push_str(&format!("    {}\n", self::node(node)));
    }
    for edge in &process.edges {
        let label = if edge.label.is_empty() { String::new() } else { format!("|{}|", quoted(&edge.label)) };
        out.push_str(&format!("    {} -->{label} {}\n", id(&edge.from), id(&edge.to)));
    }
    out
}

fn node(node: &ProcessNode) -> String {
    let text = quoted(&node.text);
    let shape = match node.kind {
        NodeKind::Start | NodeKind::End => format!("([{text}])"),
        NodeKind::Decision => format!("{{{text}}}"),
        NodeKind::Document => format!(">{text}]"),
        NodeKind::Data => format!("[/{text}/]"),
        NodeKind::Manual => format!("[\\{text}/]"),
        NodeKind::Process | NodeKind::Other(_) => format!("[{text}]"),
    };
    let class = match &node.kind {
        kind @ (NodeKind::Start | NodeKind::End) => format!(":::{KIND_CLASS}{}", kind.key()),
        NodeKind::Other(word) => format!(":::{KIND_CLASS}{}", id(word)),
        _ => String::new(),
    };
    format!("{}{shape}{class}", id(&node.id))
}
