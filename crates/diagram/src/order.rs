//! Loops and the main path.

use crate::graph::Flow;
use std::cmp::Reverse;

/// Marks lines that lead back (and self loops), walking from `roots` in order. Returns the nodes so that every line
/// not marked leads onward.
pub(crate) fn mark_loops(flow: &mut Flow, roots: &[usize]) -> Vec<usize> {
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![0u8; flow.len()];
    let mut order = Vec::with_capacity(flow.len());
    for &root in roots {
        if state[root] != 0 {
            continue;
        }
        state[root] = OPEN;
        let mut walk = vec![(root, 0usize)];
        while let Some(top) = walk.last_mut() {
            let at = top.0;
            let Some(&line) = flow.out[at].get(top.1) else {
                state[at] = DONE;
                order.push(at);
                walk.pop();
                continue;
            };
            top.1 += 1;
            let to = flow.lines[line].to;
            if state[to] == OPEN {
                flow.lines[line].back = true;
            } else if state[to] == 0 {
                state[to] = OPEN;
                walk.push((to, 0));
            }
        }
    }
    order.reverse();
    order
}

/// Where walking begins: nodes that nothing leads to, then all others, in their order.
pub(crate) fn roots(flow: &Flow) -> Vec<usize> {
    let entry = |at: &usize| flow.into[*at].iter().any(|line| flow.lines[*line].from != *at);
    let mut roots: Vec<usize> = (0..flow.len()).collect();
    roots.sort_by_key(entry);
    roots
}

/// Nodes that hang together, each group in the order given, groups by their first node.
pub(crate) fn groups(flow: &Flow, order: &[usize]) -> Vec<Vec<usize>> {
    let mut group = vec![usize::MAX; flow.len()];
    let mut count = 0;
    for &first in order {
        if group[first] != usize::MAX {
            continue;
        }
        group[first] = count;
        let mut todo = vec![first];
        while let Some(at) = todo.pop() {
            let ends = flow.out[at].iter().map(|l| flow.lines[*l].to);
            for other in ends.chain(flow.into[at].iter().map(|l| flow.lines[*l].from)) {
                if group[other] == usize::MAX {
                    group[other] = count;
                    todo.push(other);
                }
            }
        }
        count += 1;
    }
    let mut groups = vec![Vec::new(); count];
    for &at in order {
        groups[group[at]].push(at);
    }
    groups
}

/// The main path of a group: from its beginning always along the exit that most ways through the chart take; among
/// equals the first, as written, for authors write the normal course first (是 before 否). A detour that rejoins the path
/// is thus left beside it, an early way out too, and the branch that asks for corrections.
///
/// `written`: of the exits of a step always the first, as the chart's author put them, instead.
pub(crate) fn main_path(flow: &Flow, group: &[usize], written: bool) -> Vec<usize> {
    // Counts of ways grow beyond any number: what is above the ceiling is alike.
    const CEILING: f64 = 1e150;
    let (mut from_start, mut to_end) = (vec![0.0f64; flow.len()], vec![0.0f64; flow.len()]);
    let (mut ahead, mut entered) = (vec![0usize; flow.len()], vec![false; flow.len()]);
    let onward = |at: usize| flow.out[at].iter().map(|l| &flow.lines[*l]).filter(|l| !l.back).map(|l| l.to);
    for &at in group.iter().rev() {
        let ways: f64 = onward(at).map(|to| to_end[to]).sum();
        to_end[at] = if ways > 0.0 { ways.min(CEILING) } else { 1.0 };
        ahead[at] = onward(at).map(|to| ahead[to] + 1).max().unwrap_or(0);
        onward(at).for_each(|to| entered[to] = true);
    }
    // Where several nodes begin something: the one with the longest way ahead, then the first.
    let starts = group.iter().copied().filter(|at| !entered[*at]);
    let Some(start) = starts.min_by_key(|&at| (Reverse(ahead[at]), at)) else { return Vec::new() };
    from_start[start] = 1.0;
    for &at in group {
        for to in onward(at) {
            from_start[to] = (from_start[to] + from_start[at]).min(CEILING);
        }
    }
    let mut path = vec![start];
    let mut at = start;
    loop {
        let mut best: Option<usize> = None;
        for to in onward(at) {
            let key = |n: usize| if written { 1.0 } else { from_start[n] * to_end[n] };
            if best.is_none_or(|held| key(to) > key(held)) {
                best = Some(to);
            }
        }
        let Some(next) = best else { return path };
        path.push(next);
        at = next;
    }
}
