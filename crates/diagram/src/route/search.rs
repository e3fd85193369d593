//! The search for one way: A* over spots and directions.

use super::{Dir, Lattice, Router, Spot, Way, Wish};
use crate::grid::{Cell, Grid};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

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
#[derive(Debug)]
pub(super) struct Memory {
    states: Vec<State>,
    now: u32,
    heap: BinaryHeap<Reverse<u128>>,
}

/// What is known of a spot reached in one direction, valid if it bears the stamp of the search.
#[derive(Debug, Clone, Copy)]
struct State {
    stamp: u32,
    cost: u32,
    from: u32,
}

impl Memory {
    pub fn new(lattice: Lattice) -> Memory {
        let states = vec![State { stamp: 0, cost: 0, from: 0 }; 4 * lattice.spots()];
        Memory { states, now: 0, heap: BinaryHeap::new() }
    }

    fn begin(&mut self) {
        self.heap.clear();
        if self.now == u32::MAX {
            self.states.iter_mut().for_each(|state| state.stamp = 0);
            self.now = 0;
        }
        self.now += 1;
    }

    /// Notes a cheaper way to a state, which costs at least `far` from there on, unless a way as cheap is known.
    fn reach(&mut self, at: usize, cost: u32, from: u32, far: u32) {
        let state = &mut self.states[at];
        if state.stamp == self.now && state.cost <= cost {
            return;
        }
        *state = State { stamp: self.now, cost, from };
        // Of states that promise alike the one that has come furthest is followed: hence the complement. One number is
        // compared quicker than three.
        let key = u128::from(cost.saturating_add(far)) << 64 | u128::from(!cost) << 32 | at as u128;
        self.heap.push(Reverse(key));
    }

    /// The state that promises most: what a way through it costs at least, its cost, its number.
    fn next(&mut self) -> Option<(u32, u32, usize)> {
        let Reverse(key) = self.heap.pop()?;
        Some(((key >> 64) as u32, !((key >> 32) as u32), key as u32 as usize))
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
        let memory = Rc::clone(&self.search);
        let mut memory = memory.borrow_mut();
        memory.begin();
        // What a way costs at least from here on: its length and the turns that it cannot do without.
        let haste = self.haste;
        let far = |spot: Spot, dir: Dir| {
            let length = goal.x.abs_diff(spot.x) as u32 * ACROSS + goal.y.abs_diff(spot.y) as u32 * DOWN;
            length * haste / 5 + TURN * turns_left(spot, dir, goal)
        };
        for dir in Dir::ALL {
            if let Some(next) = self.lattice.next(start, dir)
                && let Some(step) = self.link_cost(line, &wish, start, dir, start, goal)
                && (next == goal || next.cell().is_none_or(|cell| grid.node(cell).is_none()))
            {
                let cost = step + self.exit_cost(line, &wish, start, dir);
                memory.reach(4 * self.lattice.index(next) + dir as usize, cost, START, far(next, dir));
            }
        }
        while let Some((least, cost, state)) = memory.next() {
            self.work += 1;
            if least > limit {
                return None;
            }
            let State { cost: known, from, .. } = memory.states[state];
            if cost > known {
                continue;
            }
            let spot = self.lattice.spot(state / 4);
            if spot == goal {
                return Some((self.way(&memory, state, start), cost));
            }
            let enter = Dir::ALL[state % 4];
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
                if from == START && !enter.upright() && (leave != enter || next == goal) {
                    // Its label must then fit into the channel, which widens the page.
                    step += wish.label;
                }
                let at = 4 * self.lattice.index(next) + leave as usize;
                memory.reach(at, cost + step, state as u32, far(next, leave));
            }
        }
        None
    }

    /// The way that led to a state.
    fn way(&self, memory: &Memory, last: usize, start: Spot) -> Way {
        let mut way = Vec::new();
        let mut at = last as u32;
        while at != START {
            way.push(self.lattice.spot(at as usize / 4));
            at = memory.states[at as usize].from;
        }
        way.push(start);
        way.reverse();
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
        for (other, used) in self.links.at(self.lattice.link(start, dir)) {
            if other == line {
                continue;
            }
            let other = &self.wishes[other];
            cost += if *used != dir {
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
        for (other, used) in self.links.at(self.lattice.link(goal, dir.back())) {
            if other != line && *used != dir {
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
        for (other, used) in self.links.at(self.lattice.link(spot, dir)).take(SEEN) {
            if other == line {
                continue;
            }
            if self.wishes[other].net == wish.net && *used == dir {
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
        for (other, used) in self.passes.at(self.lattice.index(spot)).take(SEEN) {
            if other == line {
                continue;
            }
            let other = &self.wishes[other];
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
