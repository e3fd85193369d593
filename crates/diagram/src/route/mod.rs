//! Ways for the lines: each takes the cheapest way over the lattice, seeing those that are already there.

mod lattice;
mod search;
mod uses;

pub(crate) use lattice::{Dir, Lattice, Spot};
pub(crate) use search::CROSSING;

use crate::graph::Flow;
use crate::grid::{Cell, Grid};
use std::cell::RefCell;
use std::rc::Rc;
use uses::Uses;

/// A way: all spots from the middle of the first box to the middle of the last.
pub(crate) type Way = Vec<Spot>;

/// What a line may share its way with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Net {
    /// With the lines that reach the same node: they join.
    Into(usize),
    /// With the lines that leave the same node: they branch off one by one.
    OutOf(usize),
}

/// A node with more exits than this, and without answers to tell them apart, spreads from one line.
const BUS: usize = 4;

/// From so many lines on, ways are searched in haste.
const MANY_LINES: usize = 300;

/// What the router knows of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wish {
    pub from: usize,
    pub to: usize,
    pub net: Net,
    pub back: bool,
    /// Part of the main path.
    pub main: bool,
    /// What its label costs in the space between columns.
    pub label: u32,
    pub labelled: bool,
    /// Whether it is one of several exits.
    pub branch: bool,
    /// Whether it reaches a node with several exits.
    pub into_branch: bool,
}

/// One line's passing of a spot.
#[derive(Debug, Clone, Copy)]
struct SpotUse {
    enter: Dir,
    leave: Dir,
}

/// All ways found so far.
#[derive(Debug, Clone)]
pub(crate) struct Router {
    pub lattice: Lattice,
    pub wishes: Vec<Wish>,
    pub ways: Vec<Option<Way>>,
    costs: Vec<u32>,
    /// How straight the search makes for its goal, in fifths of the distance: more is quicker and less careful.
    haste: u32,
    /// In which direction lines use links.
    links: Uses<Dir>,
    passes: Uses<SpotUse>,
    /// One for a router and all its copies: what a search leaves there means nothing to the next.
    search: Rc<RefCell<search::Memory>>,
    /// How many states all searches have looked at: what routing has cost so far, the same on every machine.
    pub work: u64,
}

impl Router {
    pub fn new(flow: &Flow, main: &[bool], labels: &[u32], rows: usize, cols: usize) -> Router {
        let lattice = Lattice::new(rows, cols);
        let wishes = flow
            .lines
            .iter()
            .zip(main.iter().zip(labels))
            .map(|(line, (&main, &label))| {
                let exits = flow.out[line.from].len();
                let bus = exits > BUS && flow.into[line.to].len() < exits;
                let net = if bus { Net::OutOf(line.from) } else { Net::Into(line.to) };
                Wish {
                    from: line.from,
                    to: line.to,
                    net,
                    back: line.back,
                    main,
                    label,
                    labelled: !line.label.is_empty(),
                    branch: exits > 1,
                    into_branch: flow.out[line.to].len() > 1,
                }
            })
            .collect();
        Router {
            lattice,
            wishes,
            ways: vec![None; flow.lines.len()],
            costs: vec![0; flow.lines.len()],
            haste: if flow.lines.len() > MANY_LINES { 8 } else { 5 },
            links: Uses::new(2 * lattice.spots()),
            passes: Uses::new(lattice.spots()),
            search: Rc::new(RefCell::new(search::Memory::new(lattice))),
            work: 0,
        }
    }

    /// Finds a way for a line between two placed nodes and takes it. Returns its cost.
    pub fn route(&mut self, line: usize, grid: &Grid) -> u32 {
        self.route_within(line, grid, u32::MAX)
    }

    /// The same, but gives up a way that costs more than `limit`: the line then has none, and the cost is above the limit.
    pub fn route_within(&mut self, line: usize, grid: &Grid, limit: u32) -> u32 {
        self.rip(line);
        let wish = self.wishes[line];
        let (Some(from), Some(to)) = (grid.place(wish.from), grid.place(wish.to)) else { return 0 };
        let Some((way, cost)) = self.find(line, grid, (from, to), limit) else {
            return if limit == u32::MAX { 0 } else { limit.saturating_add(1) };
        };
        self.take(line, way, cost);
        cost
    }

    fn take(&mut self, line: usize, way: Way, cost: u32) {
        for (at, pair) in way.windows(2).enumerate() {
            let leave = pair[0].towards(pair[1]);
            self.links.add(self.lattice.link(pair[0], leave), line, leave);
            if at > 0 {
                let enter = way[at - 1].towards(pair[0]);
                self.passes.add(self.lattice.index(pair[0]), line, SpotUse { enter, leave });
            }
        }
        self.ways[line] = Some(way);
        self.costs[line] = cost;
    }

    /// Gives a line's way up.
    pub fn rip(&mut self, line: usize) {
        let Some(way) = self.ways[line].take() else { return };
        for pair in way.windows(2) {
            let link = self.lattice.link(pair[0], pair[0].towards(pair[1]));
            self.links.remove(link, line);
            self.passes.remove(self.lattice.index(pair[0]), line);
        }
        self.costs[line] = 0;
    }

    /// Puts back a way that was found before.
    pub fn restore(&mut self, line: usize, way: Option<Way>, cost: u32) {
        self.rip(line);
        if let Some(way) = way {
            self.take(line, way, cost);
        }
    }

    /// What a line's way cost when it was found.
    pub fn cost(&self, line: usize) -> u32 {
        self.costs[line]
    }

    /// Lines whose way leads through a cell.
    pub fn through(&self, cell: Cell) -> Vec<usize> {
        self.passes.at(self.lattice.index(Spot::of(cell))).map(|(line, _)| line).collect()
    }
}
