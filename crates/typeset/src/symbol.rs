//! The symbols of GB/T 1526 as paths.

use crate::page::Segment;
use mingce_document::ShapeKind;

/// Control point distance of a quarter circle.
const ROUND: f64 = 0.552_284_75;

/// A straight line, from and to.
type Bar = ((f64, f64), (f64, f64));

/// The outline of a symbol in a box, and lines drawn inside it.
pub(crate) fn outline(kind: ShapeKind, x: f64, y: f64, w: f64, h: f64) -> (Vec<Segment>, Vec<Bar>) {
    let (r, b) = (x + w, y + h);
    let polygon = |points: &[(f64, f64)]| {
        let mut path: Vec<Segment> = Vec::new();
        for (i, &(px, py)) in points.iter().enumerate() {
            path.push(if i == 0 { Segment::Move(px, py) } else { Segment::Line(px, py) });
        }
        path.push(Segment::Close);
        path
    };
    let slant = (h / 2.0).min(w / 5.0);
    match kind {
        ShapeKind::Terminator => (rounded(x, y, w, h, h.min(w) / 2.0), vec![]),
        ShapeKind::Connector => (rounded(x, y, w, h, h.min(w) / 2.0), vec![]),
        ShapeKind::Process | ShapeKind::Lane => (polygon(&[(x, y), (r, y), (r, b), (x, b)]), vec![]),
        ShapeKind::Decision => {
            let (cx, cy) = (x + w / 2.0, y + h / 2.0);
            (polygon(&[(cx, y), (r, cy), (cx, b), (x, cy)]), vec![])
        }
        ShapeKind::Data => (polygon(&[(x + slant, y), (r, y), (r - slant, b), (x, b)]), vec![]),
        ShapeKind::Manual => (polygon(&[(x, y), (r, y), (r - slant, b), (x + slant, b)]), vec![]),
        ShapeKind::Preparation => {
            let cy = y + h / 2.0;
            (polygon(&[(x + slant, y), (r - slant, y), (r, cy), (r - slant, b), (x + slant, b), (x, cy)]), vec![])
        }
        ShapeKind::Predefined => {
            let bar = (w / 10.0).min(h / 4.0);
            let bars = vec![((x + bar, y), (x + bar, b)), ((r - bar, y), (r - bar, b))];
            (polygon(&[(x, y), (r, y), (r, b), (x, b)]), bars)
        }
        ShapeKind::Document => {
            let wave = h / 8.0;
            let foot = b - wave;
            let path = vec![
                Segment::Move(x, y),
                Segment::Line(r, y),
                Segment::Line(r, foot),
                Segment::Curve([(r - w / 4.0, foot - 2.0 * wave), (x + w / 4.0, foot + 3.0 * wave), (x, foot)]),
                Segment::Close,
            ];
            (path, vec![])
        }
    }
}

/// A box with round corners.
fn rounded(x: f64, y: f64, w: f64, h: f64, radius: f64) -> Vec<Segment> {
    let (r, b) = (x + w, y + h);
    let c = radius * (1.0 - ROUND);
    vec![
        Segment::Move(x + radius, y),
        Segment::Line(r - radius, y),
        Segment::Curve([(r - c, y), (r, y + c), (r, y + radius)]),
        Segment::Line(r, b - radius),
        Segment::Curve([(r, b - c), (r - c, b), (r - radius, b)]),
        Segment::Line(x + radius, b),
        Segment::Curve([(x + c, b), (x, b - c), (x, b - radius)]),
        Segment::Line(x, y + radius),
        Segment::Curve([(x, y + c), (x + c, y), (x + radius, y)]),
        Segment::Close,
    ]
}

/// The head of an arrow that ends at `tip`, coming from `from`.
pub(crate) fn arrow(from: (f64, f64), tip: (f64, f64), length: f64) -> Vec<Segment> {
    let (dx, dy) = (tip.0 - from.0, tip.1 - from.1);
    let distance = dx.hypot(dy);
    if distance <= 0.0 {
        return vec![];
    }
    let (ux, uy) = (dx / distance, dy / distance);
    let (bx, by) = (tip.0 - ux * length, tip.1 - uy * length);
    let half = length * 0.36;
    vec![
        Segment::Move(tip.0, tip.1),
        Segment::Line(bx - uy * half, by + ux * half),
        Segment::Line(bx + uy * half, by - ux * half),
        Segment::Close,
    ]
}
