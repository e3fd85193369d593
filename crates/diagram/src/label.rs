//! Labels: each beside its own line, as near to where the line begins as there is room.

use crate::geometry::{ARRIVE, Geometry, Room};
use crate::graph::Flow;
use crate::grid::Grid;
use crate::text::em_width;
use crate::tracks::Tracks;
use mingce_document::{Label, Mm, Point, Pt, Rect, TextLine};

/// Between a label and its line.
const BESIDE: f64 = 0.5;
/// How far from its start a label moves per try.
const STEP: f64 = 0.8;

/// Width and height of a label.
pub(crate) fn size(text: &str, size: Pt) -> (f64, f64) {
    let em = size.mm().0;
    (em_width(text) * em + 0.4, 1.16 * em)
}

/// The room that labels need where their lines leave the boxes; `gap` is the distance of tracks.
pub(crate) fn room(flow: &Flow, grid: &Grid, tracks: &Tracks, text: Pt, gap: f64, lanes: bool) -> Room {
    let mut room = Room::none(grid);
    for (line, parts) in flow.lines.iter().zip(&tracks.stretches) {
        let (false, Some(first)) = (line.label.is_empty(), parts.first()) else { continue };
        let (width, height) = size(&line.label, text);
        let keep = |place: &mut f64, need: f64| *place = place.max(need);
        if first.upright() {
            if first.to.y > first.from.y {
                keep(&mut room.top[first.from.y / 2 + 1], height + BESIDE);
            } else {
                keep(&mut room.bottom[first.from.y / 2], height + BESIDE);
            }
            continue;
        }
        let across = first.from.x.abs_diff(first.to.x);
        let rightward = first.to.x > first.from.x;
        let channel = if rightward { first.from.x / 2 + 1 } else { first.from.x / 2 };
        let count = tracks.upright[channel];
        // What is free already: up to the nearest line in the channel, or to the next box and its arrow head.
        let nearest = if lanes { None } else { tracks.nearest(channel, first.from.y, rightward) };
        let free = match nearest {
            Some(track) => ARRIVE + if rightward { track } else { count - 1 - track } as f64 * gap,
            None if across == 2 && parts.len() == 1 && !lanes => {
                (count.saturating_sub(1)) as f64 * gap + if count > 0 { ARRIVE } else { 0.0 }
            }
            // The frame of a lane is not to run through a label.
            None if lanes => 0.0,
            None => f64::INFINITY,
        };
        let need = (width + 2.0 * BESIDE - free).max(0.0);
        keep(if rightward { &mut room.left[channel] } else { &mut room.right[channel] }, need);
    }
    room
}

/// An upright rectangle, edges only.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Bounds {
    fn of(rect: &Rect) -> Bounds {
        Bounds { left: rect.x.0, top: rect.y.0, right: rect.x.0 + rect.width.0, bottom: rect.y.0 + rect.height.0 }
    }

    fn stretch(a: Point, b: Point) -> Bounds {
        Bounds { left: a.x.0.min(b.x.0), top: a.y.0.min(b.y.0), right: a.x.0.max(b.x.0), bottom: a.y.0.max(b.y.0) }
    }

    fn covers(&self, other: &Bounds) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }

    /// Nearer than `gap`.
    fn near(&self, other: &Bounds, gap: f64) -> bool {
        self.left < other.right + gap
            && other.left < self.right + gap
            && self.top < other.bottom + gap
            && other.top < self.bottom + gap
    }
}

/// Bounds by the height at which they lie: a label looks at its neighbourhood only, not at a whole long chart.
struct Bands<T> {
    bands: Vec<Vec<(Bounds, T)>>,
}

/// The height of a band; mm.
const BAND: f64 = 10.0;

impl<T: Copy + PartialEq> Bands<T> {
    fn new() -> Bands<T> {
        Bands { bands: Vec::new() }
    }

    fn range(top: f64, bottom: f64) -> std::ops::RangeInclusive<usize> {
        let band = |y: f64| (y / BAND).max(0.0) as usize;
        band(top)..=band(bottom)
    }

    /// Adds bounds in pieces, a piece for each band. What lies on something of the same owner is there already: lines run
    /// together. Those of one owner are added one after the other.
    fn add(&mut self, bounds: Bounds, owner: T) {
        for at in Self::range(bounds.top, bounds.bottom) {
            while self.bands.len() <= at {
                self.bands.push(Vec::new());
            }
            let (above, below) = (at as f64 * BAND, (at + 1) as f64 * BAND);
            // Above the first band there is none.
            let top = if at == 0 { bounds.top } else { bounds.top.max(above) };
            let piece = Bounds { top, bottom: bounds.bottom.min(below), ..bounds };
            let mut own = self.bands[at].iter().rev().take_while(|(_, of)| *of == owner);
            if !own.any(|(other, _)| other.covers(&piece)) {
                self.bands[at].push((piece, owner));
            }
        }
    }

    /// What is nearer than `gap`.
    fn near(&self, bounds: Bounds, gap: f64) -> impl Iterator<Item = T> {
        let bands = Self::range(bounds.top - gap, bounds.bottom + gap);
        let pieces = bands.filter_map(|at| self.bands.get(at)).flatten();
        pieces.filter(move |(other, _)| other.near(&bounds, gap)).map(|(_, owner)| *owner)
    }
}

/// Finds places for all labels. The second value lists lines whose label found none that is free of other lines.
pub(crate) fn place(flow: &Flow, geometry: &mut Geometry, text: Pt) -> (Vec<Option<Label>>, Vec<usize>) {
    if flow.lines.iter().all(|line| line.label.is_empty()) {
        return (vec![None; flow.lines.len()], Vec::new());
    }
    let mut fixed = Bands::new();
    geometry.shapes.iter().for_each(|shape| fixed.add(Bounds::of(&shape.rect), ()));
    let heads = geometry.lanes.iter().filter(|shape| !shape.lines.is_empty());
    heads.for_each(|shape| fixed.add(Bounds::of(&shape.rect), ()));
    let edge = |x: &f64| Bounds { left: *x, top: 0.0, right: *x, bottom: geometry.height };
    geometry.edges.iter().for_each(|x| fixed.add(edge(x), ()));
    // All lines as one, and each by itself.
    let (mut lines, mut owned) = (Bands::new(), Bands::new());
    for (at, points) in geometry.lines.iter().enumerate() {
        for pair in points.windows(2) {
            lines.add(Bounds::stretch(pair[0], pair[1]), ());
            owned.add(Bounds::stretch(pair[0], pair[1]), at);
        }
    }
    let mut labels = vec![None; flow.lines.len()];
    let mut crowded = Vec::new();
    for (at, line) in flow.lines.iter().enumerate() {
        let points = &geometry.lines[at];
        if line.label.is_empty() || points.len() < 2 {
            continue;
        }
        let (width, height) = size(&line.label, text);
        let inside =
            |b: &Bounds| b.left >= 0.0 && b.top >= 0.0 && b.right <= geometry.width && b.bottom <= geometry.height;
        let free = |b: &Bounds| inside(b) && fixed.near(*b, 0.1).next().is_none();
        let clear = |b: &Bounds| lines.near(*b, 0.2).next().is_none();
        let own = |p: Point| {
            owned.near(Bounds::stretch(p, p), 0.1).all(|other| {
                other == at || flow.lines[other].label == line.label && flow.lines[other].from == line.from
            })
        };
        let places = places(points, width, height);
        let best = places.iter().find(|(b, p)| free(b) && clear(b) && own(*p));
        if best.is_none() {
            crowded.push(at);
        }
        let found = best.or_else(|| places.iter().find(|(b, p)| free(b) && own(*p)));
        let bounds = match found.or_else(|| places.iter().find(|(b, _)| free(b))) {
            Some((bounds, _)) => *bounds,
            None => {
                // Nowhere beside the line: below everything, so that it is at least seen.
                let top = geometry.height;
                geometry.height += height + BESIDE;
                Bounds { left: 0.5, top, right: 0.5 + width, bottom: top + height }
            }
        };
        fixed.add(bounds, ());
        labels[at] = Some(label(&line.label, bounds, text));
    }
    (labels, crowded)
}

fn label(text: &str, b: Bounds, size: Pt) -> Label {
    let height = b.bottom - b.top;
    let line = TextLine {
        text: text.to_owned(),
        center_x: Mm((b.left + b.right) / 2.0),
        // The middle of Han glyphs lies 0.38 em above the baseline.
        baseline_y: Mm(b.top + height / 2.0 + 0.38 * size.mm().0),
    };
    let rect = Rect { x: Mm(b.left), y: Mm(b.top), width: Mm(b.right - b.left), height: Mm(height) };
    Label { line, rect, size }
}

/// Places beside a line in order of preference, each with the point of the line that it belongs to.
fn places(points: &[Point], width: f64, height: f64) -> Vec<(Bounds, Point)> {
    let mut out = Vec::new();
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (dx, dy) = (b.x.0 - a.x.0, b.y.0 - a.y.0);
        let length = dx.abs() + dy.abs();
        if length < 0.5 {
            continue;
        }
        let upright = dy.abs() > dx.abs();
        let extent = if upright { height } else { width };
        let steps = ((length - extent).max(0.0) / STEP) as usize;
        for step in 0..=steps.min(400) {
            let way = (step as f64 * STEP + extent / 2.0 + 0.4).min(length);
            let p = Point { x: Mm(a.x.0 + dx / length * way), y: Mm(a.y.0 + dy / length * way) };
            let around = |left: f64, top: f64| Bounds { left, top, right: left + width, bottom: top + height };
            if upright {
                let top = p.y.0 - height / 2.0;
                out.push((around(p.x.0 + BESIDE, top), p));
                out.push((around(p.x.0 - BESIDE - width, top), p));
            } else {
                let left = p.x.0 - width / 2.0;
                out.push((around(left, p.y.0 - BESIDE - height), p));
                out.push((around(left, p.y.0 + BESIDE), p));
            }
        }
    }
    out
}
