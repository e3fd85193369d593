//! What is to be drawn, and what of it cannot be.

use mingce_document::ShapeKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Boxes and the lines between them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Graph {
    /// The boxes; where nothing else decides, the drawing keeps their order.
    pub nodes: Vec<Node>,
    /// The lines. Of the exits of a node the first is drawn as the main one where they are alike.
    pub edges: Vec<Edge>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// Its name; becomes the id of its shape.
    pub id: String,
    /// Its symbol.
    pub kind: ShapeKind,
    /// Its text; `\n` forces a line end.
    pub text: String,
    /// Lines below the text (岗位 · 时限), each broken further where it is too long.
    pub notes: Vec<String>,
}

/// A line from one box to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// The id of the node it leaves.
    pub from: String,
    /// The id of the node it reaches.
    pub to: String,
    /// Text beside it, one line; may be empty.
    pub label: String,
}

/// Something in a graph that could not be drawn as it stands. The rest is drawn all the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A second node with the same id; it is drawn, but no line reaches it.
    #[error("图中有两个编号同为“{id}”的图形，流线只连到第一个，请改成不同的编号。")]
    RepeatedId {
        /// The id.
        id: String,
    },
    /// More lanes than pages have room for: the chart is drawn without.
    #[error("岗位有{lanes}个，按岗位分栏后一栏太窄或者页数太多，图没有分栏；请合并岗位、拆分流程，或者不分栏。")]
    TooManyLanes {
        /// How many.
        lanes: usize,
    },
    /// A line from or to a node that does not exist; it is left out.
    #[error("流线“{from}→{to}”的一端“{missing}”不存在，这条流线没有画出，请改正编号或删除它。")]
    UnknownNode {
        /// Where the line starts.
        from: String,
        /// Where it ends.
        to: String,
        /// The id that no node has.
        missing: String,
    },
}

/// The graph with indices instead of names, everything in it drawable.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    /// Unique ids, one for each node.
    pub ids: Vec<String>,
    pub lines: Vec<Line>,
    /// Indices of lines that leave a node.
    pub out: Vec<Vec<usize>>,
    /// Indices of lines that reach a node.
    pub into: Vec<Vec<usize>>,
}

/// A line between two nodes.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub from: usize,
    pub to: usize,
    pub label: String,
    /// Leads back to an earlier node.
    pub back: bool,
}

impl Flow {
    /// Resolves names; what cannot be resolved is told.
    pub fn of(graph: &Graph) -> (Flow, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, node) in graph.nodes.iter().enumerate() {
            if index.contains_key(node.id.as_str()) {
                problems.push(Problem::RepeatedId { id: node.id.clone() });
            } else {
                index.insert(&node.id, at);
            }
        }
        let mut lines = Vec::new();
        for edge in &graph.edges {
            match (index.get(edge.from.as_str()), index.get(edge.to.as_str())) {
                (Some(&from), Some(&to)) => {
                    lines.push(Line { from, to, label: one_line(&edge.label), back: false });
                }
                (from, _) => {
                    let missing = if from.is_none() { &edge.from } else { &edge.to };
                    problems.push(Problem::UnknownNode {
                        from: edge.from.clone(),
                        to: edge.to.clone(),
                        missing: missing.clone(),
                    });
                }
            }
        }
        let (mut out, mut into) = (vec![Vec::new(); graph.nodes.len()], vec![Vec::new(); graph.nodes.len()]);
        for (at, line) in lines.iter().enumerate() {
            out[line.from].push(at);
            into[line.to].push(at);
        }
        (Flow { ids: unique_ids(graph), lines, out, into }, problems)
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether it has so many lines for its nodes that no arrangement makes it easy to read: looking for the best one
    /// takes minutes, since every place of every node is tried with all of its lines.
    pub fn tangled(&self) -> bool {
        self.lines.len() > 2 * self.len() + 40
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The nodes' ids, repeated ones with a number behind them: shapes need different ids.
fn unique_ids(graph: &Graph) -> Vec<String> {
    let given: BTreeSet<&str> = graph.nodes.iter().map(|node| node.id.as_str()).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ids = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let mut id = node.id.clone();
        while used.contains(&id) {
            let count = counts.entry(&node.id).or_insert(1);
            *count += 1;
            let next = format!("{}#{count}", node.id);
            if !given.contains(next.as_str()) {
                id = next;
            }
        }
        used.insert(id.clone());
        ids.push(id);
    }
    ids
}
