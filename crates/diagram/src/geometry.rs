//! From cells and tracks to millimetres.

use crate::graph::{Flow, Graph};
use crate::grid::{Cell, Grid};
use crate::lanes::{Lanes, MARGIN};
use crate::options::LayoutOptions;
use crate::route::{Dir, Spot};
use crate::shape::Fitted;
use crate::tracks::{Stretch, Tracks};
use mingce_document::{Mm, Point, Pt, Rect, Shape, Side};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Least height between two rows of boxes.
const ROW_GAP: f64 = 5.0;
/// Least width between two columns of boxes.
const COL_GAP: f64 = 4.5;
/// From the boxes above to the first level track.
const LEAVE: f64 = 2.0;
/// From the last track to the boxes below or beside: room for an arrow head.
pub(crate) const ARRIVE: f64 = 3.2;
/// Half of a stroke and a little more, around everything.
pub(crate) const EDGE: f64 = 0.5;

/// Room kept free for labels.
#[derive(Debug, Clone)]
pub(crate) struct Room {
    /// At the left of upright channels.
    pub left: Vec<f64>,
    /// At the right of upright channels.
    pub right: Vec<f64>,
    /// At the top of level channels.
    pub top: Vec<f64>,
    /// At the bottom of level channels.
    pub bottom: Vec<f64>,
}

impl Room {
    pub fn none(grid: &Grid) -> Room {
        let (level, upright) = (vec![0.0; grid.rows + 1], vec![0.0; grid.cols + 1]);
        Room { left: upright.clone(), right: upright, top: level.clone(), bottom: level }
    }
}

/// Boxes and lines in place.
#[derive(Debug, Clone)]
pub(crate) struct Geometry {
    pub width: f64,
    pub height: f64,
    /// Without ids and texts until [`named`](Geometry::named): most arrangements are only measured.
    pub shapes: Vec<Shape>,
    /// Their texts.
    fitted: Rc<Vec<Fitted>>,
    /// Corner points of each line; none for a line that found no way.
    pub lines: Vec<Vec<Point>>,
    /// At which sides each line is glued.
    pub sides: Vec<(Side, Side)>,
    pub box_width: f64,
    /// Frames and heads of lanes.
    pub lanes: Vec<Shape>,
    /// Where frames run that no label may lie on.
    pub edges: Vec<f64>,
}

/// What rows and columns hold and carry.
pub(crate) struct Frame<'a> {
    pub graph: &'a Graph,
    pub flow: &'a Flow,
    pub grid: &'a Grid,
    pub tracks: &'a Tracks,
    pub options: &'a LayoutOptions,
    pub memo: &'a Memo,
    pub lanes: Option<&'a Lanes<'a>>,
}

/// Texts fitted before, by the width of boxes, size and tightness: many arrangements have boxes of one width.
#[derive(Debug, Default)]
pub(crate) struct Memo(RefCell<BTreeMap<[u64; 3], Rc<Vec<Fitted>>>>);

impl Memo {
    fn fitted(&self, graph: &Graph, width: f64, size: Pt, tight: f64) -> Rc<Vec<Fitted>> {
        let mut known = self.0.borrow_mut();
        let fit = || Rc::new(graph.nodes.iter().map(|node| Fitted::of(node, width, size, tight)).collect());
        known.entry([width, size.0, tight].map(f64::to_bits)).or_insert_with(fit).clone()
    }
}

/// Positions along one axis.
#[derive(Debug, Default)]
pub(crate) struct Axis {
    /// Middle of each row or column.
    middles: Vec<f64>,
    /// Place of the first track of each channel.
    firsts: Vec<f64>,
    gap: f64,
    pub size: f64,
    /// The left edge of each lane.
    pub edges: Vec<f64>,
}

impl Axis {
    fn at(&self, lattice: usize, track: Option<usize>) -> f64 {
        if lattice % 2 == 1 {
            return self.middles.get(lattice / 2).copied().unwrap_or_default();
        }
        self.firsts.get(lattice / 2).copied().unwrap_or_default() + track.unwrap_or(0) as f64 * self.gap
    }
}

impl Frame<'_> {
    /// Sets everything with this text size, leaving this room; `tight` scales the space between rows and inside boxes
    /// (1 for the usual). The second value is false when the boxes had to be
    /// narrower than the options ask for, or tracks closer together.
    pub fn set(&self, size: Pt, room: &Room, tight: f64) -> (Geometry, bool) {
        let (x, box_width, fits) = self.columns(room);
        let fitted = self.memo.fitted(self.graph, box_width, size, tight);
        let top = self.lanes.map_or(EDGE, |lanes| Lanes::below(lanes.heads(&x, size).1));
        let y = self.rows(&fitted, room, tight, top);
        let shapes: Vec<Shape> = (0..self.flow.len())
            .filter_map(|node| {
                let cell = self.grid.place(node)?;
                let fit = &fitted[node];
                let rect = Rect {
                    x: Mm(x.middles[cell.col] - fit.width / 2.0),
                    y: Mm(y.middles[cell.row] - fit.height / 2.0),
                    width: Mm(fit.width),
                    height: Mm(fit.height),
                };
                Some(Shape { id: String::new(), kind: self.graph.nodes[node].kind, rect, lines: Vec::new(), size })
            })
            .collect();
        let parts = &self.tracks.stretches;
        let sides = parts.iter().map(|parts| sides(parts)).collect();
        let lines = parts
            .iter()
            .zip(&self.flow.lines)
            .map(|(parts, line)| match (shapes.get(line.from), shapes.get(line.to)) {
                (Some(from), Some(to)) => points(parts, &x, &y, from, to),
                _ => Vec::new(),
            })
            .collect();
        let height = y.size + if self.lanes.is_some() { MARGIN } else { 0.0 };
        let edges = if self.lanes.is_some_and(|lanes| lanes.beside_labels) { x.edges.clone() } else { Vec::new() };
        let lanes = self.lanes.map(|lanes| lanes.shapes(&x, size, height)).unwrap_or_default();
        (Geometry { width: x.size, height, shapes, fitted, lines, sides, box_width, lanes, edges }, fits)
    }

    fn columns(&self, room: &Room) -> (Axis, f64, bool) {
        let used = |col: usize| (0..self.grid.rows).any(|row| self.grid.node(Cell { row, col }).is_some());
        let used: Vec<bool> = (0..self.grid.cols).map(used).collect();
        let boxes = used.iter().filter(|used| **used).count().max(1) as f64;
        let mut gap = self.options.line_gap.0;
        let outer = |channel: usize| channel == 0 || channel == self.grid.cols;
        let fixed = |channel: usize| {
            let labels = room.left[channel] + room.right[channel];
            let lane = if self.lanes.is_some() { MARGIN } else { 0.0 };
            lane + match self.tracks.upright[channel] {
                0 if outer(channel) => labels,
                0 if labels > 0.0 => labels + ARRIVE,
                0 => COL_GAP,
                _ if outer(channel) => labels + ARRIVE,
                _ => labels + 2.0 * ARRIVE,
            }
        };
        let between: f64 = (0..=self.grid.cols).map(fixed).sum();
        let gaps: usize = self.tracks.upright.iter().map(|tracks| tracks.saturating_sub(1)).sum();
        let free = self.options.max_width.0 - between - 2.0 * EDGE;
        let (least, most) = (self.options.min_box_width.0, self.options.max_box_width.0);
        let mut box_width = ((free - gaps as f64 * gap) / boxes).min(most);
        let fits = box_width >= least;
        let mut squeeze = 1.0;
        if !fits {
            // Boxes as narrow as may be, then lines closer together, then everything between the boxes.
            box_width = least.min(self.options.max_width.0 / (boxes + 1.0));
            let left = (self.options.max_width.0 - 2.0 * EDGE - box_width * boxes).max(0.0);
            gap = ((left - between) / gaps.max(1) as f64).clamp(0.0, gap);
            let needed = between + gaps as f64 * gap;
            if needed > left {
                // A quarter is kept for the lines.
                let lines = if gaps > 0 { left / 4.0 } else { 0.0 };
                squeeze = (left - lines) / between;
                gap = lines / gaps.max(1) as f64;
            }
        }
        let mut axis = Axis { gap, ..Axis::default() };
        let mut at = EDGE;
        for channel in 0..=self.grid.cols {
            let lead = if outer(channel) && channel == 0 { 0.0 } else { ARRIVE * squeeze };
            let mut first = at + room.left[channel] * squeeze;
            if self.lanes.is_some() && channel < self.grid.cols {
                if channel > 0 {
                    first += MARGIN * squeeze;
                }
                axis.edges.push(first);
                if channel == 0 {
                    first += MARGIN * squeeze;
                }
            }
            axis.firsts.push(first + lead);
            at += fixed(channel) * squeeze + self.tracks.upright[channel].saturating_sub(1) as f64 * gap;
            if let Some(used) = used.get(channel) {
                let width = if *used { box_width } else { 0.0 };
                axis.middles.push(at + width / 2.0);
                at += width;
            }
        }
        axis.size = at + EDGE;
        (axis, box_width, fits)
    }

    fn rows(&self, fitted: &[Fitted], room: &Room, tight: f64, top: f64) -> Axis {
        let gap = self.options.line_gap.0 * tight;
        let (leave, arrive, row_gap) = (LEAVE * tight, ARRIVE * tight, ROW_GAP * tight);
        let mut axis = Axis { gap, ..Axis::default() };
        let last = self.grid.used_rows();
        let mut at = top;
        let mut above = false;
        for channel in 0..=self.grid.rows {
            let height = (0..self.grid.cols)
                .filter_map(|col| (channel < last).then(|| self.grid.node(Cell { row: channel, col })).flatten())
                .map(|node| fitted[node].height)
                .fold(0.0, f64::max);
            let below = height > 0.0;
            let tracks = self.tracks.level[channel];
            let (top, bottom) = (room.top[channel], room.bottom[channel]);
            axis.firsts.push(at + top + if above { leave } else { 0.0 });
            let inner = match tracks {
                0 => 0.0,
                _ => (tracks - 1) as f64 * gap,
            };
            at += match () {
                () if tracks > 0 => {
                    top + bottom + inner + if above { leave } else { 0.0 } + if below { arrive } else { 0.0 }
                }
                () if above && below => (top + bottom + arrive / 2.0).max(row_gap),
                () => top + bottom,
            };
            // A row without boxes may still carry lines.
            let height = if below || channel >= last { height } else { gap };
            if channel < self.grid.rows {
                axis.middles.push(at + height / 2.0);
                at += height;
            }
            above = below;
        }
        axis.size = at + EDGE;
        axis
    }
}

impl Geometry {
    /// The shapes with their ids and texts.
    pub fn named(mut self, flow: &Flow) -> Geometry {
        for ((shape, fit), id) in self.shapes.iter_mut().zip(self.fitted.iter()).zip(&flow.ids) {
            shape.id.clone_from(id);
            shape.lines = fit.placed(&shape.rect);
        }
        self
    }
}

fn sides(parts: &[Stretch]) -> (Side, Side) {
    let side = |dir: Dir| match dir {
        Dir::Up => Side::Top,
        Dir::Right => Side::Right,
        Dir::Down => Side::Bottom,
        Dir::Left => Side::Left,
    };
    let of = |part: Option<&Stretch>, back: bool| {
        part.map_or(Side::Bottom, |part| {
            let dir = part.from.towards(part.to);
            side(if back { dir.back() } else { dir })
        })
    };
    (of(parts.first(), false), of(parts.last(), true))
}

fn points(parts: &[Stretch], x: &Axis, y: &Axis, from: &Shape, to: &Shape) -> Vec<Point> {
    if parts.is_empty() {
        return Vec::new();
    }
    let (leave, arrive) = sides(parts);
    let mut out = vec![from.anchor(leave)];
    for pair in parts.windows(2) {
        let corner: Spot = pair[0].to;
        let (upright, level) = if pair[0].upright() { (&pair[0], &pair[1]) } else { (&pair[1], &pair[0]) };
        out.push(Point { x: Mm(x.at(corner.x, upright.track)), y: Mm(y.at(corner.y, level.track)) });
    }
    out.push(to.anchor(arrive));
    out
}
