//! Tracks: lines that run along one channel get their own places across it, so ordered that few of them cross.

use crate::route::{Router, Spot};

/// A straight stretch of a line's way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub from: Spot,
    pub to: Spot,
    /// Its track, where it runs along a channel.
    pub track: Option<usize>,
}

impl Stretch {
    pub fn upright(&self) -> bool {
        self.from.x == self.to.x
    }

    /// The channel's number if it runs along one.
    pub fn channel(&self) -> Option<usize> {
        let across = if self.upright() { self.from.x } else { self.from.y };
        across.is_multiple_of(2).then_some(across / 2)
    }

    fn span(&self) -> (usize, usize) {
        let (a, b) = if self.upright() { (self.from.y, self.to.y) } else { (self.from.x, self.to.x) };
        (a.min(b), a.max(b))
    }
}

/// All stretches of all lines, and how many tracks each channel has.
#[derive(Debug, Clone)]
pub(crate) struct Tracks {
    pub stretches: Vec<Vec<Stretch>>,
    /// Tracks of the level channels, from the top.
    pub level: Vec<usize>,
    /// Tracks of the upright channels, from the left.
    pub upright: Vec<usize>,
}

/// Several stretches of lines that run together.
struct Wire {
    low: usize,
    high: usize,
    members: Vec<(usize, usize)>,
    /// Where lines leave it: position along the channel, and whether towards higher coordinates.
    taps: Vec<(usize, bool)>,
}

impl Tracks {
    pub fn of(router: &Router) -> Tracks {
        let mut stretches: Vec<Vec<Stretch>> =
            router.ways.iter().map(|way| straight(way.as_deref().unwrap_or_default())).collect();
        let mut counts = [Vec::new(), Vec::new()];
        for (upright, counts) in [false, true].into_iter().zip(&mut counts) {
            let size = if upright { router.lattice.width } else { router.lattice.height };
            let mut channels: Vec<Vec<(usize, usize)>> = vec![Vec::new(); size / 2 + 1];
            for (line, parts) in stretches.iter().enumerate() {
                for (at, part) in parts.iter().enumerate() {
                    if part.upright() == upright
                        && let Some(channel) = part.channel()
                    {
                        channels[channel].push((line, at));
                    }
                }
            }
            for members in channels {
                let mut wires = wires(router, &stretches, &members);
                order(&mut wires);
                counts.push(assign(&wires, &mut stretches));
            }
        }
        let [level, upright] = counts;
        Tracks { stretches, level, upright }
    }
}

impl Tracks {
    /// The first (or last) track of an upright channel that a line uses at a height of the lattice.
    pub fn nearest(&self, channel: usize, y: usize, first: bool) -> Option<usize> {
        let used = self.stretches.iter().flatten().filter(|part| part.upright() && part.channel() == Some(channel));
        let here = used.filter(|part| (part.span().0..=part.span().1).contains(&y)).filter_map(|part| part.track);
        if first { here.min() } else { here.max() }
    }
}

/// A way cut at its turns.
fn straight(way: &[Spot]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for pair in way.windows(2) {
        let dir = pair[0].towards(pair[1]);
        match out.last_mut() {
            Some(last) if last.from.towards(last.to) == dir => last.to = pair[1],
            _ => out.push(Stretch { from: pair[0], to: pair[1], track: None }),
        }
    }
    out
}

/// Joins the stretches of one channel that may share a track.
fn wires(router: &Router, stretches: &[Vec<Stretch>], members: &[(usize, usize)]) -> Vec<Wire> {
    let part = |(line, at): (usize, usize)| &stretches[line][at];
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|&m| (router.wishes[m.0].net, part(m).span(), m));
    let mut wires: Vec<Wire> = Vec::new();
    let mut net = None;
    for member in sorted {
        let (low, high) = part(member).span();
        let own = Some(router.wishes[member.0].net);
        match wires.last_mut() {
            Some(wire) if net == own && low <= wire.high => {
                wire.high = wire.high.max(high);
                wire.members.push(member);
            }
            _ => wires.push(Wire { low, high, members: vec![member], taps: Vec::new() }),
        }
        net = own;
    }
    for wire in &mut wires {
        for &(line, at) in &wire.members {
            let parts = &stretches[line];
            let own = &parts[at];
            let along = |spot: Spot| if own.upright() { spot.y } else { spot.x };
            let across = |spot: Spot| if own.upright() { spot.x } else { spot.y };
            if let Some(before) = at.checked_sub(1).and_then(|at| parts.get(at)) {
                wire.taps.push((along(own.from), across(before.from) > across(own.from)));
            }
            if let Some(after) = parts.get(at + 1) {
                wire.taps.push((along(own.to), across(after.to) > across(own.to)));
            }
        }
        wire.taps.sort_unstable();
        wire.taps.dedup();
    }
    wires
}

/// What it costs in crossings (times ten) to have `first` above or left of `second`.
fn cost(first: &Wire, second: &Wire) -> u32 {
    let mut cost = 0;
    for &(at, onward) in &first.taps {
        if onward && second.low <= at && at <= second.high {
            let meets = (at == second.low || at == second.high) && second.taps.contains(&(at, false));
            cost += match () {
                () if meets && at % 2 == 1 => 100, // two lines on one middle line
                () if meets => 5,
                () if at == second.low || at == second.high => 1,
                () => 10,
            };
        }
    }
    for &(at, onward) in &second.taps {
        if !onward && first.low < at && at < first.high {
            cost += 10;
        }
    }
    cost
}

/// Above this many wires in a channel, only their rough order is made.
const MANY: usize = 80;

/// Orders wires across the channel.
fn order(wires: &mut [Wire]) {
    let lean = |wire: &Wire| -> i64 { wire.taps.iter().map(|(_, onward)| if *onward { 1 } else { -1 }).sum() };
    wires.sort_by_key(|wire| (lean(wire), wire.high - wire.low, wire.low, wire.members.first().copied()));
    if wires.len() > MANY {
        return;
    }
    // Moving single wires to better places; every move makes the sum smaller, so this ends.
    for _ in 0..8 {
        let mut moved = false;
        for from in 0..wires.len() {
            // What a move costs is the sum over those that it passes, so one step more adds one.
            let passing = |other: &usize| {
                let (own, other) = (&wires[from], &wires[*other]);
                i64::from(cost(own, other)) - i64::from(cost(other, own))
            };
            let sum = |sum: &mut i64, (to, by): (usize, i64)| {
                *sum += by;
                Some((*sum, to))
            };
            let up = (0..from).rev().map(|to| (to, passing(&to))).scan(0, sum);
            let down = (from + 1..wires.len()).map(|to| (to, -passing(&to))).scan(0, sum);
            if let Some((_, to)) = up.chain(down).min().filter(|(change, _)| *change < 0) {
                if to < from {
                    wires[to..=from].rotate_right(1);
                } else {
                    wires[from..=to].rotate_left(1);
                }
                moved = true;
            }
        }
        if !moved {
            return;
        }
    }
}

/// Gives each wire the first track after those of the wires before it that it overlaps. Returns their number.
fn assign(wires: &[Wire], stretches: &mut [Vec<Stretch>]) -> usize {
    let mut tracks: Vec<usize> = Vec::with_capacity(wires.len());
    for (at, wire) in wires.iter().enumerate() {
        let overlaps = |other: &Wire| other.low <= wire.high && wire.low <= other.high;
        let earlier = wires[..at].iter().zip(&tracks).filter(|(other, _)| overlaps(other));
        let track = earlier.map(|(_, track)| track + 1).max().unwrap_or(0);
        tracks.push(track);
        for &(line, part) in &wire.members {
            stretches[line][part].track = Some(track);
        }
    }
    tracks.iter().map(|track| track + 1).max().unwrap_or(0)
}
