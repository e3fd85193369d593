//! The search for one way: A* over spots and directions.

use super::{Dir, Lattice, Router, Spot, Way, Wish};
use crate::grid::{Cell, Grid};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Half the distance between columns and between rows, in the search's unit (about a millimetre).
const ACROSS: u32 = 16;
const DOWN: u32 = 6;
/// Running up although the line leads onward.
const AGAINST: u32 = 8;
/// A corner: worth a detour of several rows, since an eye follows a straight line without effort.
const TURN: u32 = 50;
pub(crate) const CROSSING: u32 = 200;
/// Near another line's turn: may become a crossing.
const NEAR_TURN: u32 = 20;
/// One more track in an upright channel (page width) or a level one (page height).
const TRACK_UPRIGHT: u32 = 2;
const TRACK_LEVEL: u32 = 2;
/// Leaving by a side that another line uses for leaving.
const SHARED_EXIT: u32 = 600;
/// In and out by one side: hard to read.
const TWO_WAY: u32 = 800;

/// Of the lines at one place so many are looked at: more crowd it in no chart that anyone can read.
const SEEN: usize = 24;

/// Scratch space, kept between searches.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    cost: Vec<u32>,
    from: Vec<u32>,
    stamp: Vec<u32>,
    now: u32,
}

impl Memory {
    pub fn new(lattice: Lattice) -> Memory {
        let states = 4 * lattice.spots();
        Memory { cost: vec![0; states], from: vec![0; states], stamp: vec![0; states], now: 0 }
    }

    /// Notes a cheaper way to a state; false when a way as cheap is known.
    fn reach(&mut self, state: usize, cost: u32, from: u32) -> bool {
        if self.stamp[state] == self.now && self.cost[state] <= cost {
            return false;
        }
        (self.stamp[state], self.cost[state], self.from[state]) = (self.now, cost, from);
        true
    }
}

const START: u32 = u32::MAX;

/// How many turns a way needs at least that goes from `spot` in a direction.
fn turns_left(spot: Spot, dir: Dir, goal: Spot) -> u32 {
    let towards = match dir {
        Dir::Up => goal.y <= spot.y,
        Dir::Down => goal.y >= spot.y,
        Dir::Left => goal.x <= spot.x,
        Dir::Right => goal.x >= spot.x,
    };
    let aside = if dir.upright() { goal.x != spot.x } else { goal.y != spot.y };
    match (towards, aside) {
        (true, aside) => u32::from(aside),
        (false, true) => 1,
        (false, false) => 2,
    }
}

impl Router {
    /// The cheapest way for a line, unless it costs more than `limit`.
    pub(super) fn find(
        &mut self,
        line: usize,
        grid: &Grid,
        (from, to): (Cell, Cell),
        limit: u32,
    ) -> Option<(Way, u32)> {
        let wish = self.wishes[line];
        let (start, goal) = (Spot::of(from), Spot::of(to));
        let mut memory = std::mem::take(&mut self.search);
        memory.now += 1;
        let mut heap: BinaryHeap<Reverse<(u32, u32, u32)>> = BinaryHeap::new();
        // What a way costs at least from here on: its length and the turns that it cannot do without.
        let far = |spot: Spot, dir: Dir| {
            let length = goal.x.abs_diff(spot.x) as u32 * ACROSS + goal.y.abs_diff(spot.y) as u32 * DOWN;
            length * self.haste / 5 + TURN * turns_left(spot, dir, goal)
        };
        for dir in Dir::ALL {
            if let Some(next) = self.lattice.next(start, dir)
                && let Some(step) = self.link_cost(line, &wish, start, dir, start, goal)
                && (next == goal || next.cell().is_none_or(|cell| grid.node(cell).is_none()))
            {
                let cost = step + self.exit_cost(line, &wish, start, dir);
                let state = 4 * self.lattice.index(next) + dir as usize;
                if memory.reach(state, cost, START) {
                    heap.push(Reverse((cost + far(next, dir), !cost, state as u32)));
                }
            }
        }
        let mut found = None;
        // Of states that promise alike the one that has come furthest is followed: hence the complement.
        while let Some(Reverse((least, cost, state))) = heap.pop() {
            let cost = !cost;
            self.work += 1;
            if least > limit {
                break;
            }
            let spot = self.lattice.spot(state as usize / 4);
            let enter = Dir::ALL[state as usize % 4];
            if cost > memory.cost[state as usize] {
                continue;
            }
            if spot == goal {
                found = Some((state, cost));
                break;
            }
            for leave in Dir::ALL {
                if leave == enter.back() {
                    continue;
                }
                let Some(next) = self.lattice.next(spot, leave) else { continue };
                if next.cell().is_some_and(|cell| next != goal && grid.node(cell).is_some()) {
                    continue;
                }
                let Some(link) = self.link_cost(line, &wish, spot, leave, start, goal) else { continue };
                let Some(pass) = self.pass_cost(line, spot, enter, leave) else { continue };
                let mut step = link + pass;
                if next == goal {
                    step += self.entry_cost(line, &wish, goal, leave);
                }
                let first = memory.from[state as usize] == START;
                if first && !enter.upright() && (leave != enter || next == goal) {
                    // Its label must then fit into the channel, which widens the page.
                    step += wish.label;
                }
                let (at, total) = (4 * self.lattice.index(next) + leave as usize, cost + step);
                if memory.reach(at, total, state) {
                    heap.push(Reverse((total + far(next, leave), !total, at as u32)));
                }
            }
        }
        let way = found.map(|(last, cost)| {
            let mut way = vec![goal];
            let mut state = last;
            while memory.from[state as usize] != START {
                state = memory.from[state as usize];
                way.push(self.lattice.spot(state as usize / 4));
            }
            way.push(start);
            way.reverse();
            (way, cost)
        });
        self.search = memory;
        way
    }

    /// Leaving a box.
    fn exit_cost(&self, line: usize, wish: &Wish, start: Spot, dir: Dir) -> u32 {
        let mut cost = match dir {
            Dir::Down if wish.branch && !wish.main => 30,
            Dir::Down => 0,
            Dir::Left | Dir::Right if wish.main => 60,
            Dir::Left | Dir::Right if wish.branch => 2,
            Dir::Left | Dir::Right => 8,
            Dir::Up if wish.back => 12,
            Dir::Up => 70,
        };
        for used in &self.links[self.lattice.link(start, dir)] {
            if used.line as usize == line {
                continue;
            }
            let other = &self.wishes[used.line as usize];
            cost += if used.dir != dir {
                TWO_WAY
            } else if other.net == wish.net {
                if wish.labelled || other.labelled { SHARED_EXIT } else { 0 }
            } else {
                SHARED_EXIT
            };
        }
        cost
    }

    /// Reaching a box.
    fn entry_cost(&self, line: usize, wish: &Wish, goal: Spot, dir: Dir) -> u32 {
        let mut cost = match dir {
            Dir::Down => 0,
            Dir::Left | Dir::Right if wish.main => 60,
            // A node that branches needs its sides for its exits.
            Dir::Left | Dir::Right if wish.into_branch => 20,
            Dir::Left | Dir::Right => 4,
            Dir::Up => 45,
        };
        for used in &self.links[self.lattice.link(goal, dir.back())] {
            if used.line as usize != line && used.dir != dir {
                cost += TWO_WAY;
            }
        }
        cost
    }

    /// Going along a link; `None` where there is no room.
    fn link_cost(&self, line: usize, wish: &Wish, spot: Spot, dir: Dir, start: Spot, goal: Spot) -> Option<u32> {
        let middle = if dir.upright() { spot.x % 2 == 1 } else { spot.y % 2 == 1 };
        let base = if dir.upright() { DOWN } else { ACROSS };
        let (mut joined, mut others) = (false, 0);
        for used in self.links[self.lattice.link(spot, dir)].iter().rev().take(SEEN) {
            if used.line as usize == line {
                continue;
            }
            if self.wishes[used.line as usize].net == wish.net && used.dir == dir {
                joined = true;
            } else {
                others += 1;
            }
        }
        let at_box = spot == start || self.lattice.next(spot, dir) == Some(goal);
        if middle && others > 0 && !at_box {
            return None;
        }
        if joined {
            return Some(base / 2);
        }
        let against = if dir == Dir::Up && !wish.back { AGAINST } else { 0 };
        let track = if middle {
            0
        } else if dir.upright() {
            TRACK_UPRIGHT * others.min(6)
        } else {
            TRACK_LEVEL * others.min(6)
        };
        Some(base + against + track)
    }

    /// Passing a spot; `None` where another line is in the way.
    fn pass_cost(&self, line: usize, spot: Spot, enter: Dir, leave: Dir) -> Option<u32> {
        let net = self.wishes[line].net;
        let turns = enter != leave;
        let mut cost = if turns { TURN } else { 0 };
        let in_cell = spot.x % 2 == 1 && spot.y % 2 == 1;
        for used in self.passes[self.lattice.index(spot)].iter().rev().take(SEEN) {
            if used.line as usize == line {
                continue;
            }
            let other = &self.wishes[used.line as usize];
            if other.net == net && (used.leave == leave || used.enter == enter) {
                continue;
            }
            let other_turns = used.enter != used.leave;
            match (turns, other_turns) {
                (false, false) if used.enter.upright() != enter.upright() => cost += CROSSING,
                (false, false) => {}
                _ if in_cell => return None,
                _ => cost += NEAR_TURN,
            }
        }
        Some(cost)
    }
}
