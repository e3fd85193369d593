//! A process as a graph of indices, and the walks over it that the rules share.

use super::name_of;
use crate::process::{NodeKind, Process, ProcessNode};
use std::collections::HashMap;

/// A line whose two ends exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Its index among the process's edges.
    pub(super) edge: usize,
    /// Where it comes from or goes to.
    pub(super) node: usize,
}

/// The graph. Lines from or to nowhere are left out, and a repeated id means the first node that has it.
pub(super) struct Chart<'a> {
    pub(super) process: &'a Process,
    pub(super) index: HashMap<&'a str, usize>,
    pub(super) next: Vec<Vec<Line>>,
    pub(super) before: Vec<Vec<Line>>,
}

impl<'a> Chart<'a> {
    pub(super) fn of(process: &'a Process) -> Chart<'a> {
        let mut index = HashMap::with_capacity(process.nodes.len());
        for (at, node) in process.nodes.iter().enumerate() {
            index.entry(node.id.as_str()).or_insert(at);
        }
        let mut next = vec![Vec::new(); process.nodes.len()];
        let mut before = vec![Vec::new(); process.nodes.len()];
        for (edge, line) in process.edges.iter().enumerate() {
            if let (Some(&from), Some(&to)) = (index.get(line.from.as_str()), index.get(line.to.as_str())) {
                next[from].push(Line { edge, node: to });
                before[to].push(Line { edge, node: from });
            }
        }
        Chart { process, index, next, before }
    }

    pub(super) fn node(&self, at: usize) -> &'a ProcessNode {
        &self.process.nodes[at]
    }

    /// Whether no line can reach this node because an earlier one has its id.
    pub(super) fn is_shadowed(&self, at: usize) -> bool {
        self.index.get(self.node(at).id.as_str()) != Some(&at)
    }

    pub(super) fn of_kind(&self, kind: &NodeKind) -> Vec<usize> {
        (0..self.process.nodes.len()).filter(|at| self.node(*at).kind == *kind).collect()
    }

    /// The node as people know it: its text, or its id.
    pub(super) fn name(&self, at: usize) -> String {
        format!("“{}”", name_of(self.node(at)))
    }

    /// All nodes that can be walked to from these along `lines`.
    pub(super) fn walk(&self, from: &[usize], lines: &[Vec<Line>]) -> Vec<bool> {
        let mut seen = vec![false; lines.len()];
        let mut open: Vec<usize> = Vec::new();
        for &at in from {
            if !std::mem::replace(&mut seen[at], true) {
                open.push(at);
            }
        }
        while let Some(at) = open.pop() {
            for line in &lines[at] {
                if !std::mem::replace(&mut seen[line.node], true) {
                    open.push(line.node);
                }
            }
        }
        seen
    }

    /// For each node the number of its strongly connected component (Tarjan, without recursion).
    pub(super) fn components(&self) -> Vec<usize> {
        const NONE: usize = usize::MAX;
        let count = self.next.len();
        let (mut number, mut low, mut component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
        let (mut stack, mut clock, mut components) = (Vec::new(), 0, 0);
        for root in 0..count {
            if number[root] != NONE {
                continue;
            }
            let mut walk = vec![(root, 0)];
            while let Some((at, exit)) = walk.last_mut() {
                let at = *at;
                if *exit == 0 {
                    (number[at], low[at]) = (clock, clock);
                    clock += 1;
                    stack.push(at);
                }
                if let Some(line) = self.next[at].get(*exit) {
                    *exit += 1;
                    let to = line.node;
                    if number[to] == NONE {
                        walk.push((to, 0));
                    } else if component[to] == NONE {
                        low[at] = low[at].min(number[to]);
                    }
                    continue;
                }
                // A node without exits has been entered with exit 0 and is closed here at once.
                walk.pop();
                if low[at] == number[at] {
                    while let Some(member) = stack.pop() {
                        component[member] = components;
                        if member == at {
                            break;
                        }
                    }
                    components += 1;
                }
                if let Some((parent, _)) = walk.last() {
                    low[*parent] = low[*parent].min(low[at]);
                }
            }
        }
        component
    }
}
