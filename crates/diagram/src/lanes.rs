//! Lanes (泳道): one column for each post, under a head with its name.

use crate::geometry::Axis;
use crate::graph::{Flow, Graph};
use crate::grid::{Cell, Grid};
use crate::place::Plan;
use crate::text::wrap;
use mingce_document::{Mm, Pt, Rect, Shape, ShapeKind, TextLine};

/// Between a box or its labels and the frame of its lane; mm.
pub(crate) const MARGIN: f64 = 1.6;
/// Below the head of a lane.
const BELOW_HEAD: f64 = 3.0;
/// Distance of the baselines of a head, in em.
const PITCH: f64 = 1.3;
/// Half of a stroke and a little more.
const EDGE: f64 = 0.5;

/// A lane: who, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The post, for the lane's head.
    pub title: String,
    /// The ids of its nodes. Nodes that no lane names stand in the last one.
    pub nodes: Vec<String>,
}

/// Lanes with indices instead of names.
#[derive(Debug)]
pub(crate) struct Lanes<'a> {
    lanes: &'a [Lane],
    /// The lane of each node.
    pub of: Vec<usize>,
    /// Whether the frames run beside all labels; otherwise a label may lie on a frame, which its white ground interrupts.
    pub beside_labels: bool,
}

impl<'a> Lanes<'a> {
    pub fn of(graph: &Graph, lanes: &'a [Lane], beside_labels: bool) -> Lanes<'a> {
        let lane =
            |id: &String| lanes.iter().position(|lane| lane.nodes.contains(id)).unwrap_or(lanes.len().max(1) - 1);
        Lanes { lanes, of: graph.nodes.iter().map(|node| lane(&node.id)).collect(), beside_labels }
    }

    pub fn len(&self) -> usize {
        self.lanes.len()
    }

    /// Rows in which every step stands below the one that it follows; `level`: beside it where they have different posts
    /// and there is room.
    pub fn rows(&self, flow: &Flow, order: &[usize], level: bool) -> Vec<Cell> {
        let mut taken = Grid::new(flow.len() + 1, self.len(), flow.len());
        for &node in order {
            let col = self.of[node];
            let after = flow.into[node].iter().map(|line| &flow.lines[*line]).filter(|line| !line.back);
            let least = after
                .filter_map(|line| taken.place(line.from))
                .map(|before| before.row + usize::from(!level || before.col == col))
                .max()
                .unwrap_or(0);
            let row = (least..flow.len() + 1).find(|&row| taken.node(Cell { row, col }).is_none());
            // A lane has more rows than there are nodes.
            taken.put(node, Cell { row: row.unwrap_or(flow.len()), col });
        }
        (0..flow.len()).map(|node| taken.place(node).unwrap_or(Cell { row: 0, col: self.of[node] })).collect()
    }

    /// Left edges of all lanes, and the right edge of the last.
    fn edges(&self, x: &Axis) -> Vec<f64> {
        x.edges.iter().copied().chain([x.size - EDGE]).collect()
    }

    /// The titles broken to their lanes, and the height of the heads.
    pub fn heads(&self, x: &Axis, size: Pt) -> (Vec<Vec<String>>, f64) {
        let em = size.mm().0;
        let edges = self.edges(x);
        let broken = |(lane, pair): (&Lane, &[f64])| wrap(&lane.title, (pair[1] - pair[0] - 1.0) / em);
        let titles: Vec<Vec<String>> = self.lanes.iter().zip(edges.windows(2)).map(broken).collect();
        let most = titles.iter().map(Vec::len).max().unwrap_or(1);
        (titles, most as f64 * PITCH * em + 1.6)
    }

    /// Where the boxes begin below heads of this height.
    pub fn below(head: f64) -> f64 {
        EDGE + head + BELOW_HEAD
    }

    /// Frames and heads, as shapes that lie under everything.
    pub fn shapes(&self, x: &Axis, size: Pt, height: f64) -> Vec<Shape> {
        let (titles, head) = self.heads(x, size);
        let em = size.mm().0;
        let edges = self.edges(x);
        let mut shapes = Vec::new();
        for (at, (pair, title)) in edges.windows(2).zip(titles).enumerate() {
            let rect = |top: f64, height: f64| Rect {
                x: Mm(pair[0]),
                y: Mm(top),
                width: Mm(pair[1] - pair[0]),
                height: Mm(height),
            };
            let top = EDGE + (head - title.len() as f64 * PITCH * em) / 2.0;
            let line = |(row, text): (usize, String)| TextLine {
                text,
                center_x: Mm((pair[0] + pair[1]) / 2.0),
                baseline_y: Mm(top + (row as f64 + 0.5) * PITCH * em + 0.38 * em),
            };
            let lines = title.into_iter().enumerate().map(line).collect();
            let shape = |id: String, rect, lines| Shape { id, kind: ShapeKind::Lane, rect, lines, size };
            shapes.push(shape(
                format!("lane{}.body", at + 1),
                rect(EDGE + head, height - 2.0 * EDGE - head),
                Vec::new(),
            ));
            shapes.push(shape(format!("lane{}", at + 1), rect(EDGE, head), lines));
        }
        shapes
    }
}

impl Plan {
    /// Places everything in the lanes and routes all lines.
    pub fn in_lanes(flow: &Flow, main: &[bool], labels: &[u32], lanes: &Lanes<'_>, cells: &[Cell]) -> Plan {
        let used = cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        let mut plan = Plan::empty(flow, main, labels, used + used / 4 + 2, lanes.len());
        cells.iter().enumerate().for_each(|(node, cell)| plan.grid.put(node, *cell));
        plan.route_missing(flow);
        (0..flow.len()).for_each(|node| plan.untangle(flow, node));
        plan
    }
}
