//! Neighbouring operations of one node: the smallest thing of a page that can be pointed at and read aloud.

use mingce_typeset::{ASCENT, Draw, Op, Role, Segment, document::NodeId};

/// Operations that follow one another, come from one node and are the same to a reader.
pub(crate) struct Group<'a> {
    pub role: Role,
    pub node: Option<&'a NodeId>,
    pub ops: &'a [Op],
}

/// The operations of a page in groups; their order, and so what lies on what, stays.
pub(crate) fn groups(ops: &[Op]) -> impl Iterator<Item = Group<'_>> {
    ops.chunk_by(|a, b| a.role == b.role && a.node == b.node).filter_map(|ops| {
        let first = ops.first()?;
        Some(Group { role: first.role, node: first.node.as_ref(), ops })
    })
}

/// An upright box: left, upper, right and lower edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Extent {
    fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Extent> {
        points.into_iter().fold(None, |extent: Option<Extent>, (x, y)| {
            Some(match extent {
                None => Extent { left: x, top: y, right: x, bottom: y },
                Some(e) => {
                    Extent { left: e.left.min(x), top: e.top.min(y), right: e.right.max(x), bottom: e.bottom.max(y) }
                }
            })
        })
    }
}

impl Group<'_> {
    /// The characters in it.
    pub(crate) fn text(&self) -> String {
        let runs = self.ops.iter().filter_map(|op| match &op.draw {
            Draw::Glyphs(run) => Some(run),
            _ => None,
        });
        runs.flat_map(|run| &run.glyphs).map(|glyph| glyph.ch).collect()
    }

    /// The box around everything in it but its links, which have boxes of their own; characters count with their em box.
    pub(crate) fn extent(&self) -> Option<Extent> {
        Extent::around(self.ops.iter().flat_map(|op| corners(&op.draw)))
    }
}

fn corners(draw: &Draw) -> Vec<(f64, f64)> {
    match draw {
        Draw::Glyphs(run) => {
            let width = run.glyphs.last().map_or(0.0, |glyph| glyph.x + run.size);
            let (above, below) = (-ASCENT * run.size, (1.0 - ASCENT) * run.size);
            let (sin, cos) = run.turn.to_radians().sin_cos();
            let turned = |(x, y): (f64, f64)| (run.x + x * cos - y * sin, run.y + x * sin + y * cos);
            [(0.0, above), (width, above), (0.0, below), (width, below)].map(turned).to_vec()
        }
        Draw::Line { from, to, .. } => vec![*from, *to],
        Draw::Rect { x, y, width, height, .. } => vec![(*x, *y), (x + width, y + height)],
        Draw::Path { segments, .. } => segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Move(x, y) | Segment::Line(x, y) | Segment::Curve([.., (x, y)]) => Some((*x, *y)),
                Segment::Close => None,
            })
            .collect(),
        Draw::Link { .. } => Vec::new(),
    }
}
