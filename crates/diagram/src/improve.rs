//! Making a good arrangement better: single nodes, runs of nodes and whole rows are moved as long as the chart as drawn
//! becomes easier to read.

use crate::graph::Flow;
use crate::grid::Cell;
use crate::lanes::Lanes;
use crate::place::Plan;
use std::collections::BTreeSet;

/// Places tried for each node.
const NEAREST: usize = 8;

/// Something that might make a chart easier to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Move {
    /// Nodes to new cells, all at once.
    Nodes(Vec<(usize, Cell)>),
    /// An empty row above this one.
    Insert(usize),
    /// This row, which is empty, taken out.
    Remove(usize),
}

/// What may be tried with a plan. `fixed` tells the nodes of the main path, which stay in their column.
/// Where there are lanes, nodes stay in theirs.
pub(crate) fn moves(flow: &Flow, plan: &Plan, fixed: &[bool], lanes: Option<&Lanes<'_>>) -> Vec<Move> {
    let mut moves = Vec::new();
    let rows = plan.grid.used_rows();
    let empty = |row: usize| (0..plan.grid.cols).all(|col| plan.grid.node(Cell { row, col }).is_none());
    for row in 0..rows {
        if empty(row) {
            moves.push(Move::Remove(row));
        } else if row > 0 && rows < plan.grid.rows {
            moves.push(Move::Insert(row));
        }
    }
    let free: Vec<usize> = (0..flow.len()).filter(|node| !fixed[*node]).collect();
    for run in runs(flow, &free, fixed) {
        moves.extend(shifts(plan, &run));
    }
    for &node in &free {
        let Some(own) = plan.grid.place(node) else { continue };
        let most = if lanes.is_some() { NEAREST * plan.grid.cols } else { NEAREST };
        moves.extend(plan.nearest(flow, node, most).into_iter().map(|cell| Move::Nodes(vec![(node, cell)])));
        for other in free.iter().filter(|other| **other > node) {
            let Some(place) = plan.grid.place(*other) else { continue };
            if place.row.abs_diff(own.row) + place.col.abs_diff(own.col) <= 3 {
                moves.push(Move::Nodes(vec![(node, place), (*other, own)]));
            }
        }
    }
    if let Some(lanes) = lanes {
        moves.retain(|it| match it {
            Move::Nodes(nodes) => nodes.iter().all(|(node, cell)| lanes.of[*node] == cell.col),
            _ => true,
        });
    }
    moves
}

/// Nodes beside the main path that hang together: each whole group and, where it forks, each plain chain.
fn runs(flow: &Flow, free: &[usize], fixed: &[bool]) -> Vec<Vec<usize>> {
    let mut found: BTreeSet<Vec<usize>> = BTreeSet::new();
    let next = |node: usize| {
        let after = flow.out[node].iter().map(|line| flow.lines[*line].to);
        after.chain(flow.into[node].iter().map(|line| flow.lines[*line].from)).filter(|other| !fixed[*other])
    };
    let mut seen = vec![false; flow.len()];
    for &first in free {
        if seen[first] {
            continue;
        }
        seen[first] = true;
        let mut group = vec![first];
        let mut at = 0;
        while let Some(&node) = group.get(at) {
            at += 1;
            for other in next(node) {
                if !std::mem::replace(&mut seen[other], true) {
                    group.push(other);
                }
            }
        }
        group.sort_unstable();
        if group.len() > 1 {
            found.insert(group);
        }
    }
    for &first in free {
        let mut chain = vec![first];
        let mut node = first;
        while let [line] = flow.out[node].as_slice()
            && let to = flow.lines[*line].to
            && !fixed[to]
            && flow.into[to].len() == 1
            && !chain.contains(&to)
        {
            chain.push(to);
            node = to;
        }
        chain.sort_unstable();
        if chain.len() > 1 {
            found.insert(chain);
        }
    }
    found.into_iter().collect()
}

/// A run one or two rows up or down, or to any column.
fn shifts(plan: &Plan, run: &[usize]) -> Vec<Move> {
    let cells: Vec<Cell> = run.iter().filter_map(|node| plan.grid.place(*node)).collect();
    if cells.len() < run.len() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut push = |target: Vec<Option<Cell>>| {
        let target: Option<Vec<Cell>> = target.into_iter().collect();
        if let Some(target) = target
            && target != cells
            && target.iter().all(|cell| plan.grid.node(*cell).is_none_or(|node| run.contains(&node)))
            && target.iter().collect::<BTreeSet<_>>().len() == target.len()
        {
            out.push(Move::Nodes(run.iter().copied().zip(target).collect()));
        }
    };
    let inside = |row: i64, col: i64| {
        let fits = row >= 0 && col >= 0 && (row as usize) < plan.grid.rows && (col as usize) < plan.grid.cols;
        fits.then_some(Cell { row: row.max(0) as usize, col: col.max(0) as usize })
    };
    let cols = plan.grid.cols as i64;
    for down in [0, -1, 1, -2, 2] {
        for across in 1 - cols..cols {
            push(cells.iter().map(|cell| inside(cell.row as i64 + down, cell.col as i64 + across)).collect());
        }
        // All in one column, one below the other.
        for col in 0..cols {
            let top = cells.iter().map(|cell| cell.row as i64).min().unwrap_or(0);
            let mut sorted: Vec<usize> = (0..run.len()).collect();
            sorted.sort_by_key(|&at| (cells[at], at));
            let mut target = vec![None; run.len()];
            for (place, at) in sorted.into_iter().enumerate() {
                target[at] = inside(top + down + place as i64, col);
            }
            push(target);
        }
    }
    out
}

impl Plan {
    /// Whether a move can be made: an earlier one may have taken its place.
    pub fn admits(&self, it: &Move) -> bool {
        match it {
            Move::Nodes(nodes) => nodes.iter().all(|&(node, cell)| {
                let free = |other: usize| nodes.iter().any(|(moved, _)| *moved == other);
                self.grid.place(node) != Some(cell) && self.grid.node(cell).is_none_or(free)
            }),
            Move::Insert(_) => self.grid.used_rows() < self.grid.rows,
            Move::Remove(row) => (0..self.grid.cols).all(|col| self.grid.node(Cell { row: *row, col }).is_none()),
        }
    }

    /// The plan after a move, its lines routed anew where the move touches them; and the nodes whose lines might be better
    /// untangled: none where whole rows move, since that is seldom worth the search.
    pub fn moved(&self, flow: &Flow, it: &Move) -> (Plan, Vec<usize>) {
        let mut plan = self.clone();
        match it {
            Move::Nodes(nodes) => {
                let mut lines: Vec<usize> = Vec::new();
                for &(node, cell) in nodes {
                    lines.extend(flow.out[node].iter().chain(&flow.into[node]));
                    lines.extend(plan.router.through(cell));
                    plan.grid.take(node);
                }
                lines.sort_unstable();
                lines.dedup();
                lines.iter().for_each(|&line| plan.router.rip(line));
                nodes.iter().for_each(|&(node, cell)| plan.grid.put(node, cell));
                plan.route_missing(flow);
                let mut ends: Vec<usize> =
                    lines.iter().flat_map(|line| [flow.lines[*line].from, flow.lines[*line].to]).collect();
                ends.sort_unstable();
                ends.dedup();
                return (plan, ends);
            }
            Move::Insert(row) => plan.shift_rows(flow, *row, true),
            Move::Remove(row) => plan.shift_rows(flow, *row, false),
        }
        (plan, Vec::new())
    }

    fn shift_rows(&mut self, flow: &Flow, row: usize, down: bool) {
        let cells: Vec<(usize, Cell)> = (0..flow.len())
            .filter_map(|node| Some((node, self.grid.place(node)?)))
            .filter(|(_, c)| c.row >= row)
            .collect();
        (0..flow.lines.len()).for_each(|line| self.router.rip(line));
        cells.iter().for_each(|(node, _)| self.grid.take(*node));
        for (node, cell) in cells {
            let row = if down { cell.row + 1 } else { cell.row - 1 };
            self.grid.put(node, Cell { row, ..cell });
        }
        self.route_missing(flow);
    }
}
