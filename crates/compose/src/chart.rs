//! A process as a chart: steps become the symbols of GB/T 1526, posts and limits stand below their text.

use mingce_diagram::{Edge, Graph, Layout, LayoutOptions, Node, layout};
use mingce_document::ShapeKind;
use mingce_domain::process::{NodeKind, Process, ProcessNode};

/// From so many steps on, posts and limits are left to the step table: a chart that also carried them would not fit one
/// page in readable type.
const CROWDED: usize = 20;

/// Lays a process out as a chart.
pub fn draw(process: &Process, options: &LayoutOptions) -> Layout {
    layout(&graph(process), options)
}

fn graph(process: &Process) -> Graph {
    let with_notes = process.nodes.len() < CROWDED;
    let nodes = process
        .nodes
        .iter()
        .map(|node| Node {
            id: node.id.clone(),
            kind: symbol(&node.kind),
            text: node.text.clone(),
            notes: if with_notes { notes(node) } else { Vec::new() },
        })
        .collect();
    let edges = process
        .edges
        .iter()
        .map(|edge| Edge { from: edge.from.clone(), to: edge.to.clone(), label: edge.label.clone() })
        .collect();
    Graph { nodes, edges }
}

/// `岗位 · 时限`, in round brackets, where there is something to say.
fn notes(node: &ProcessNode) -> Vec<String> {
    let parts: Vec<&str> =
        [node.actor.as_str(), node.limit.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Vec::new() } else { vec![format!("（{}）", parts.join("·"))] }
}

fn symbol(kind: &NodeKind) -> ShapeKind {
    match kind {
        NodeKind::Start | NodeKind::End => ShapeKind::Terminator,
        NodeKind::Decision => ShapeKind::Decision,
        NodeKind::Document => ShapeKind::Document,
        NodeKind::Data => ShapeKind::Data,
        NodeKind::Manual => ShapeKind::Manual,
        NodeKind::Process | NodeKind::Other(_) => ShapeKind::Process,
    }
}
