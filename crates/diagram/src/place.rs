//! Which node gets which cell.
//!
//! The main path takes one column. Every other node is tried in the cells around its neighbours; its lines are routed
//! for each, and the cheapest cell wins. Charts too large for that go by distance alone.

use crate::graph::Flow;
use crate::grid::{Cell, Grid};
use crate::order::main_path;
use crate::route::{CROSSING, Router};
use std::ops::Range;

/// One way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrangement {
    /// How many columns.
    pub columns: usize,
    /// Which of them is the main path's.
    pub main: usize,
    /// How much a label is to be kept out of the space between columns: narrow space leaves wide boxes.
    pub label_weight: u32,
    /// Whether the main path makes room for what stands beside it: a detour then comes back level with the step that it
    /// leads to, without a corner. The chart becomes higher.
    pub stretched: bool,
    /// Whether what comes last in the process is placed first beside the main path.
    pub backwards: bool,
    /// Whether the main path takes the first exits, as written, instead of those that most ways take.
    pub written: bool,
}

/// Nodes in cells and lines on their ways.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub grid: Grid,
    pub router: Router,
}

/// Up to so many nodes, cells are chosen by routing.
const CAREFUL: usize = 120;
/// Cells to choose from, at least.
const CHOICE: usize = 6;
/// A label of this width (是, 否) has room anyway; mm.
pub(crate) const SHORT: u32 = 5;
/// A further row below everything.
const NEW_ROW: u32 = 30;

/// Up to so many lines of a node are routed in every order.
const PERMUTED: usize = 4;
/// A line that leads onward to a row above.
const UPWARD: u32 = 90;

/// Nodes that hang together.
#[derive(Debug, Clone)]
struct Group {
    path: Vec<usize>,
    /// The row of each node of the path if the path makes room for detours; otherwise they follow each other.
    stretched: Vec<usize>,
    /// The other nodes in the order in which they are to be placed.
    rest: Vec<usize>,
}

impl Group {
    /// Enough rows for all of its nodes, wherever they are put.
    fn rows(&self, cols: usize, stretched: bool) -> usize {
        let beside = cols.saturating_sub(1).max(1);
        let main = match self.stretched.last() {
            Some(&last) if stretched => last + 1,
            _ => self.path.len(),
        };
        main + self.rest.len().div_ceil(beside) + 1
    }
}

/// The main path of each group of nodes, and the groups' other nodes in the order in which they are to be placed.
#[derive(Debug, Clone)]
pub(crate) struct Outline {
    groups: Vec<Group>,
    /// Nodes without any line.
    singles: Vec<usize>,
    /// Which lines belong to a main path.
    pub main: Vec<bool>,
}

impl Outline {
    pub fn of(flow: &Flow, groups: &[Vec<usize>], written: bool) -> Outline {
        let mut outline = Outline { groups: Vec::new(), singles: Vec::new(), main: vec![false; flow.lines.len()] };
        for group in groups {
            if let [single] = group.as_slice()
                && flow.out[*single].is_empty()
            {
                outline.singles.push(*single);
                continue;
            }
            let path = main_path(flow, group, written);
            for pair in path.windows(2) {
                let line = flow.out[pair[0]].iter().find(|l| flow.lines[**l].to == pair[1] && !flow.lines[**l].back);
                if let Some(&line) = line {
                    outline.main[line] = true;
                }
            }
            let mut on_path = vec![false; flow.len()];
            path.iter().for_each(|at| on_path[*at] = true);
            let rest = group.iter().copied().filter(|at| !on_path[*at]).collect();
            let stretched = stretched(flow, group, &path, &on_path);
            outline.groups.push(Group { path, stretched, rest });
        }
        outline
    }

    /// Whether there is anything beside the main paths.
    pub fn straight(&self) -> bool {
        self.singles.is_empty() && self.groups.iter().all(|group| group.rest.is_empty())
    }

    /// Whether a stretched main path differs from one that is not.
    pub fn stretches(&self) -> bool {
        self.groups.iter().any(|group| group.stretched.iter().enumerate().any(|(at, row)| *row != at))
    }

    /// Whether it makes a difference in which order nodes are placed beside the main path.
    pub fn ordered(&self) -> bool {
        self.groups.iter().any(|group| group.rest.len() > 1)
    }

    /// Whether these main paths are others than `usual`, and as good: as long at least, and each to an end.
    pub fn rivals(&self, flow: &Flow, usual: &Outline) -> bool {
        let ends = |group: &Group| group.path.last().is_some_and(|last| flow.out[*last].is_empty());
        let mut pairs = self.groups.iter().zip(&usual.groups);
        self.main != usual.main && pairs.all(|(own, other)| 2 * own.path.len() >= other.path.len() && ends(own))
    }

    /// Which nodes stand on a main path.
    pub fn fixed(&self, nodes: usize) -> Vec<bool> {
        let mut fixed = vec![false; nodes];
        self.groups.iter().flat_map(|group| &group.path).chain(&self.singles).for_each(|node| fixed[*node] = true);
        fixed
    }

    fn rows(&self, cols: usize, stretched: bool) -> usize {
        let groups: usize = self.groups.iter().map(|group| group.rows(cols, stretched)).sum();
        groups + self.singles.len().div_ceil(cols) + 1
    }
}

impl Plan {
    /// No node placed, no line routed.
    pub fn empty(flow: &Flow, main: &[bool], labels: &[u32], rows: usize, columns: usize) -> Plan {
        Plan { grid: Grid::new(rows, columns, flow.len()), router: Router::new(flow, main, labels, rows, columns) }
    }

    /// Places everything and routes all lines. One column serves only outlines that are [`Outline::straight`].
    pub fn of(flow: &Flow, outline: &Outline, labels: &[u32], arrangement: Arrangement) -> Plan {
        let labels: Vec<u32> =
            labels.iter().map(|width| width.saturating_sub(SHORT) * arrangement.label_weight).collect();
        let rows = outline.rows(arrangement.columns, arrangement.stretched);
        let mut plan = Plan::empty(flow, &outline.main, &labels, rows, arrangement.columns);
        let careful = flow.len() <= CAREFUL && !flow.tangled();
        for group in &outline.groups {
            let Group { path, stretched, rest } = group;
            let base = plan.grid.used_rows();
            let rows = base..base + group.rows(arrangement.columns, arrangement.stretched);
            for (at, &node) in path.iter().enumerate() {
                let row = base + if arrangement.stretched { stretched[at] } else { at };
                plan.grid.put(node, Cell { row, col: arrangement.main });
            }
            if !careful {
                rest.iter().for_each(|&node| plan.settle_by_distance(flow, node, &rows));
                continue;
            }
            for &node in path {
                for &line in flow.out[node].iter().filter(|l| outline.main[**l]) {
                    plan.router.route(line, &plan.grid);
                }
            }
            let mut rest = rest.clone();
            if arrangement.backwards {
                rest.reverse();
            }
            let rest = &rest;
            rest.iter().for_each(|&node| plan.settle(flow, node, &rows));
            // Once more, now that all have a place. A third time is worth less than it costs.
            plan.route_missing(flow);
            rest.iter().for_each(|&node| plan.settle(flow, node, &rows));
        }
        let base = plan.grid.used_rows();
        for (at, &node) in outline.singles.iter().enumerate() {
            plan.grid.put(node, Cell { row: base + at / arrangement.columns, col: at % arrangement.columns });
        }
        plan.route_missing(flow);
        if careful {
            let mut again: Vec<usize> = (0..flow.lines.len()).collect();
            again.sort_by_key(|&line| (!plan.router.wishes[line].main, flow.lines[line].back, line));
            for _ in 0..2 {
                again.iter().for_each(|&line| {
                    plan.router.route(line, &plan.grid);
                });
                (0..flow.len()).for_each(|node| plan.untangle(flow, node));
            }
        }
        plan
    }

    /// Routes the lines without a way: short ones first, loops last.
    pub fn route_missing(&mut self, flow: &Flow) {
        let grid = &self.grid;
        let mut missing: Vec<usize> = (0..flow.lines.len()).filter(|line| self.router.ways[*line].is_none()).collect();
        missing.sort_by_key(|&line| {
            let ends = (grid.place(flow.lines[line].from), grid.place(flow.lines[line].to));
            let apart = match ends {
                (Some(a), Some(b)) => a.row.abs_diff(b.row) + 2 * a.col.abs_diff(b.col),
                _ => usize::MAX,
            };
            (!self.router.wishes[line].main, flow.lines[line].back, apart, line)
        });
        for line in missing {
            self.router.route(line, &self.grid);
        }
    }

    /// Routes the lines of a node anew in every order: the first takes the best side, and which should is not known
    /// before. A line that comes in by a side may block an exit, so those that do not belong to the main path are moved too
    /// where one of them crosses something or shares its side.
    pub fn untangle(&mut self, flow: &Flow, node: usize) {
        let beside = |line: &usize| !self.router.wishes[*line].main && flow.lines[*line].from != node;
        let mut exits = flow.out[node].clone();
        let both: Vec<usize> = exits.iter().copied().chain(flow.into[node].iter().copied().filter(beside)).collect();
        if both.len() <= PERMUTED && both.iter().any(|line| self.router.cost(*line) >= CROSSING) {
            exits = both;
        }
        if !(2..=PERMUTED).contains(&exits.len()) {
            return;
        }
        exits.iter().for_each(|&line| self.router.rip(line));
        let mut best = (u32::MAX, exits.clone());
        self.orders(&exits, &mut Vec::new(), 0, &mut best);
        best.1.iter().for_each(|&line| {
            self.router.route(line, &self.grid);
        });
    }

    /// Tries all orders of the lines that are `left`, after those in `done`, which cost so much; an order is given up as
    /// soon as it costs as much as the best.
    fn orders(&mut self, left: &[usize], done: &mut Vec<usize>, cost: u32, best: &mut (u32, Vec<usize>)) {
        if left.is_empty() {
            *best = (cost, done.clone());
            return;
        }
        for (at, &line) in left.iter().enumerate() {
            let total = cost.saturating_add(self.router.route_within(line, &self.grid, best.0 - cost - 1));
            if total < best.0 {
                let mut rest = left.to_vec();
                rest.remove(at);
                done.push(line);
                self.orders(&rest, done, total, best);
                done.pop();
            }
            self.router.rip(line);
        }
    }

    /// Moves a node to the cell where its lines cost least.
    fn settle(&mut self, flow: &Flow, node: usize, rows: &Range<usize>) {
        let mut lines: Vec<usize> = flow.out[node].iter().chain(&flow.into[node]).copied().collect();
        // What leads here chooses its side first, loops come last.
        lines.sort_by_key(|&line| (flow.lines[line].back, flow.lines[line].to != node));
        lines.iter().for_each(|&line| self.router.rip(line));
        self.grid.take(node);
        let mut best: Option<(u32, Cell)> = None;
        for cell in self.choices(flow, node, rows) {
            let cost = self.attempt(node, cell, &lines, best.map_or(u32::MAX, |(cost, _)| cost), false);
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, cell));
            }
        }
        if let Some((_, cell)) = best {
            self.attempt(node, cell, &lines, u32::MAX, true);
        }
    }

    /// What it costs to have a node in a cell; stays so only if `keep`. Gives up above `limit`.
    fn attempt(&mut self, node: usize, cell: Cell, lines: &[usize], limit: u32, keep: bool) -> u32 {
        let mut aside = self.router.through(cell);
        aside.sort_unstable();
        aside.dedup();
        aside.retain(|line| !lines.contains(line));
        let before: Vec<_> = aside.iter().map(|&l| (l, self.router.ways[l].clone(), self.router.cost(l))).collect();
        let saved: u32 = before.iter().map(|(_, _, cost)| cost).sum();
        aside.iter().for_each(|&line| self.router.rip(line));
        let below = (cell.row + 1).saturating_sub(self.grid.used_rows()) as u32;
        self.grid.put(node, cell);
        let mut cost = below * NEW_ROW;
        for &line in lines.iter().chain(&aside) {
            let wish = self.router.wishes[line];
            if let (false, Some(from), Some(to)) = (wish.back, self.grid.place(wish.from), self.grid.place(wish.to))
                && to.row < from.row
            {
                cost += UPWARD;
            }
            let most = limit.saturating_add(saved);
            cost += self.router.route_within(line, &self.grid, if keep { u32::MAX } else { most.saturating_sub(cost) });
            if cost > most {
                break;
            }
        }
        if !keep {
            lines.iter().for_each(|&line| self.router.rip(line));
            self.grid.take(node);
            for (line, way, cost) in before {
                self.router.restore(line, way, cost);
            }
        }
        cost.saturating_sub(saved)
    }

    /// The free cells nearest to a node's neighbours.
    pub fn nearest(&self, flow: &Flow, node: usize, most: usize) -> Vec<Cell> {
        let mut cells = self.choices(flow, node, &(0..self.grid.rows));
        cells.truncate(most);
        cells
    }

    /// Free cells around the placed neighbours of a node, nearest first; looked for further away the fuller it is.
    fn choices(&self, flow: &Flow, node: usize, rows: &Range<usize>) -> Vec<Cell> {
        let near: Vec<Cell> = self.neighbours(flow, node).collect();
        let first = near.iter().map(|cell| cell.row).min().unwrap_or(rows.start);
        let last = near.iter().map(|cell| cell.row).max().unwrap_or(rows.start);
        let apart = |cell: &Cell| -> usize {
            let away = |other: &Cell| 2 * other.row.abs_diff(cell.row) + 3 * other.col.abs_diff(cell.col);
            near.iter().map(away).sum()
        };
        let mut reach = 1;
        loop {
            let from = first.saturating_sub(reach).max(rows.start);
            let to = (last + reach + 1).min(rows.end.saturating_sub(1));
            let mut cells: Vec<Cell> = (from..=to)
                .flat_map(|row| (0..self.grid.cols).map(move |col| Cell { row, col }))
                .filter(|cell| self.grid.node(*cell).is_none())
                .collect();
            if cells.len() >= CHOICE || from == rows.start && to + 1 == rows.end {
                cells.sort_by_key(apart);
                return cells;
            }
            reach *= 2;
        }
    }

    fn neighbours(&self, flow: &Flow, node: usize) -> impl Iterator<Item = Cell> {
        let after = flow.out[node].iter().map(|l| flow.lines[*l].to);
        let before = flow.into[node].iter().map(|l| flow.lines[*l].from);
        after.chain(before).filter(move |other| *other != node).filter_map(|other| self.grid.place(other))
    }

    fn settle_by_distance(&mut self, flow: &Flow, node: usize, rows: &Range<usize>) {
        if let Some(&cell) = self.choices(flow, node, rows).first() {
            self.grid.put(node, cell);
        }
    }
}

/// The rows of a main path that makes room for its detours: a detour begins level with the step that it leaves and ends
/// level with the one that it comes back to.
fn stretched(flow: &Flow, group: &[usize], path: &[usize], on_path: &[bool]) -> Vec<usize> {
    let mut rows = vec![0usize; flow.len()];
    let mut after = vec![None; flow.len()];
    path.windows(2).for_each(|pair| after[pair[0]] = Some(pair[1]));
    for &at in group {
        for line in flow.out[at].iter().map(|line| &flow.lines[*line]).filter(|line| !line.back) {
            let apart = match (on_path[at], on_path[line.to]) {
                _ if after[at] == Some(line.to) => 1,
                (true, false) if flow.out[at].len() > 1 => 0,
                (false, true) => 0,
                _ => 1,
            };
            rows[line.to] = rows[line.to].max(rows[at] + apart);
        }
    }
    path.iter().map(|at| rows[*at]).collect()
}
