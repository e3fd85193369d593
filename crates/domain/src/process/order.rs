//! The reading order of a process, for its step table.

use super::{NodeKind, Process, ProcessNode};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// A row of the step table: 环节 · 岗位 · 时限 · 依据 · 材料.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<'a> {
    /// Its number in the table, from 1.
    pub number: usize,
    /// The node it comes from, with everything else that is known of it.
    pub node: &'a ProcessNode,
}

impl<'a> Step<'a> {
    /// 环节.
    pub fn name(&self) -> &'a str {
        &self.node.text
    }
    /// 岗位.
    pub fn post(&self) -> &'a str {
        &self.node.actor
    }
    /// 时限.
    pub fn limit(&self) -> &'a str {
        &self.node.limit
    }
    /// 依据, or an empty text where the law asks for nothing.
    pub fn basis(&self) -> &'a str {
        self.node.basis.as_deref().unwrap_or_default()
    }
    /// 材料.
    pub fn materials(&self) -> &'a [String] {
        &self.node.materials
    }
}

impl Process {
    /// The steps in reading order: each after all that lead to it (loops back left aside), otherwise as the office
    /// wrote them. End symbols are no steps.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        self.reading_order()
            .into_iter()
            .filter_map(|at| self.nodes.get(at))
            .filter(|node| node.kind != NodeKind::End)
            .enumerate()
            .map(|(at, node)| Step { number: at + 1, node })
    }

    /// Indices of all nodes in reading order. Total and free of repetition for any input: unknown and repeated ids
    /// are passed over.
    pub fn reading_order(&self) -> Vec<usize> {
        let mut index = BTreeMap::new();
        for (at, node) in self.nodes.iter().enumerate() {
            index.entry(node.id.as_str()).or_insert(at);
        }
        let mut next = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            if let (Some(&from), Some(&to)) = (index.get(edge.from.as_str()), index.get(edge.to.as_str())) {
                next[from].push(to);
            }
        }
        let forward = without_back_edges(&next, self.roots(&next));
        let mut waits = vec![0usize; next.len()];
        for &to in forward.iter().flatten() {
            waits[to] += 1;
        }
        let mut ready: BinaryHeap<Reverse<usize>> = (0..next.len()).filter(|at| waits[*at] == 0).map(Reverse).collect();
        let mut order = Vec::with_capacity(next.len());
        while let Some(Reverse(at)) = ready.pop() {
            order.push(at);
            for &to in &forward[at] {
                waits[to] -= 1;
                if waits[to] == 0 {
                    ready.push(Reverse(to));
                }
            }
        }
        order
    }

    /// Where reading begins: start symbols, then nodes that nothing leads to, then whatever is left.
    fn roots(&self, next: &[Vec<usize>]) -> Vec<usize> {
        let mut reached = vec![false; next.len()];
        for &to in next.iter().flatten() {
            reached[to] = true;
        }
        let mut roots: Vec<usize> = (0..next.len()).collect();
        roots.sort_by_key(|&at| match () {
            () if self.nodes[at].kind == NodeKind::Start => 0,
            () if !reached[at] => 1,
            () => 2,
        });
        roots
    }
}

/// The graph without the edges that lead back to a node still being walked (loops).
fn without_back_edges(next: &[Vec<usize>], roots: Vec<usize>) -> Vec<Vec<usize>> {
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![0u8; next.len()];
    let mut forward = vec![Vec::new(); next.len()];
    for root in roots {
        if state[root] != 0 {
            continue;
        }
        state[root] = OPEN;
        let mut walk = vec![(root, 0usize)];
        while let Some(top) = walk.last_mut() {
            let at = top.0;
            let Some(&to) = next[at].get(top.1) else {
                state[at] = DONE;
                walk.pop();
                continue;
            };
            top.1 += 1;
            if state[to] != OPEN {
                forward[at].push(to);
            }
            if state[to] == 0 {
                state[to] = OPEN;
                walk.push((to, 0));
            }
        }
    }
    forward
}

#[cfg(test)]
mod tests {
    use super::super::{ProcessEdge, ProcessNode};
    use super::*;

    fn process(nodes: &[&str], edges: &[(&str, &str)]) -> Process {
        Process {
            nodes: nodes.iter().map(|id| ProcessNode { id: id.to_string(), ..Default::default() }).collect(),
            edges: edges
                .iter()
                .map(|(from, to)| ProcessEdge { from: from.to_string(), to: to.to_string(), label: String::new() })
                .collect(),
            ..Default::default()
        }
    }

    fn names(process: &Process) -> String {
        process.steps().map(|step| step.node.id.as_str()).collect()
    }

    #[test]
    fn a_step_stands_after_all_that_lead_to_it() {
        let process = process(&["a", "d", "b", "c"], &[("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]);
        assert_eq!(names(&process), "abcd");
    }

    #[test]
    fn a_loop_does_not_lose_steps() {
        let process = process(&["a", "b", "c"], &[("a", "b"), ("b", "c"), ("c", "a"), ("b", "b")]);
        assert_eq!(names(&process), "abc");
    }

    #[test]
    fn a_loop_is_entered_at_the_start_symbol() {
        let mut process = process(&["a", "b", "c"], &[("a", "b"), ("b", "c"), ("c", "a")]);
        process.nodes[1].kind = NodeKind::Start;
        assert_eq!(names(&process), "bca");
    }

    #[test]
    fn the_end_symbol_is_no_step_and_numbers_have_no_gaps() {
        let mut process = process(&["a", "z", "b"], &[("a", "b")]);
        process.nodes[1].kind = NodeKind::End;
        let numbers: Vec<_> = process.steps().map(|step| (step.number, step.node.id.as_str())).collect();
        assert_eq!(numbers, [(1, "a"), (2, "b")]);
    }

    #[test]
    fn repeated_and_unknown_ids_are_still_ordered() {
        let process = process(&["a", "a", ""], &[("a", "x")]);
        assert_eq!(process.reading_order(), [0, 1, 2]);
    }
}
