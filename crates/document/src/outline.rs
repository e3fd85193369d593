//! The outlines of a drawing's symbols and arrow heads: worked out once, so that PDF and SVG draw the same curves.
//!
//! The proportions are those of the preset flow-chart shapes of ECMA-376 (`flowChart…`), which DOCX names instead of
//! drawing: so a chart looks alike in all three.

use crate::{Connector, Mm, Point, Pt, Rect, Shape, ShapeKind, Side};

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begin here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve: two control points, then its end.
    Curve(Point, Point, Point),
    /// Back to where the part began.
    Close,
}

/// The head of a flow line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrow {
    /// Where the line itself must end, so that it does not stick out beside the tip.
    pub shaft_end: Point,
    /// The filled triangle, tip first.
    pub head: [Point; 3],
}

/// Length of an arrow head in stroke widths (`len="lg"` of DrawingML).
const HEAD_LENGTH: f64 = 5.0;
/// Breadth of an arrow head in stroke widths (`w="med"` of DrawingML).
const HEAD_BREADTH: f64 = 3.0;
/// Distance of the control points that makes a Bézier curve a quarter of a circle.
const QUARTER: f64 = 0.552_284_749_831;

impl Shape {
    /// Its outline; every part is to be filled and stroked, inner lines (the bars of 预定义处理) are open parts.
    pub fn outline(&self) -> Vec<Segment> {
        let at = |x: f64, y: f64| within(&self.rect, x, y);
        match self.kind {
            ShapeKind::Process | ShapeKind::Lane => polygon(&[at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)]),
            ShapeKind::Decision => polygon(&[at(0.5, 0.0), at(1.0, 0.5), at(0.5, 1.0), at(0.0, 0.5)]),
            ShapeKind::Data => polygon(&[at(0.2, 0.0), at(1.0, 0.0), at(0.8, 1.0), at(0.0, 1.0)]),
            ShapeKind::Manual => polygon(&[at(0.0, 0.0), at(1.0, 0.0), at(0.8, 1.0), at(0.2, 1.0)]),
            ShapeKind::Preparation => {
                polygon(&[at(0.0, 0.5), at(0.2, 0.0), at(0.8, 0.0), at(1.0, 0.5), at(0.8, 1.0), at(0.2, 1.0)])
            }
            ShapeKind::Predefined => {
                let mut out = polygon(&[at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)]);
                for x in [0.125, 0.875] {
                    out.extend([Segment::Move(at(x, 0.0)), Segment::Line(at(x, 1.0))]);
                }
                out
            }
            ShapeKind::Document => vec![
                Segment::Move(at(0.0, 0.0)),
                Segment::Line(at(1.0, 0.0)),
                Segment::Line(at(1.0, 17_322.0 / 21_600.0)),
                Segment::Curve(
                    at(0.5, 17_322.0 / 21_600.0),
                    at(0.5, 23_922.0 / 21_600.0),
                    at(0.0, 20_172.0 / 21_600.0),
                ),
                Segment::Close,
            ],
            ShapeKind::Terminator => rounded(&self.rect, 3_475.0 / 21_600.0),
            ShapeKind::Connector => rounded(&self.rect, 0.5),
        }
    }
}

impl Shape {
    /// Where a flow line meets the outline at a side: the middle of the side of its box, or where the outline lies
    /// further in there (the wave of 文件, the slopes of 数据 and 人工操作).
    pub fn anchor(&self, side: Side) -> Point {
        // The lowest bend of the wave in its middle: the curve of [`Shape::outline`] at its half.
        const WAVE: f64 = (17_322.0 + 3.0 * 17_322.0 + 3.0 * 23_922.0 + 20_172.0) / 8.0 / 21_600.0;
        match (self.kind, side) {
            (ShapeKind::Document, Side::Bottom) => within(&self.rect, 0.5, WAVE),
            (ShapeKind::Data | ShapeKind::Manual, Side::Left) => within(&self.rect, 0.1, 0.5),
            (ShapeKind::Data | ShapeKind::Manual, Side::Right) => within(&self.rect, 0.9, 0.5),
            _ => self.rect.side(side),
        }
    }
}

impl Connector {
    /// Its arrow head for a stroke of this width, or nothing where the line has no direction at its end. A head is
    /// never longer than the last stretch of the line.
    pub fn arrow(&self, stroke: Pt) -> Option<Arrow> {
        let [.., from, tip] = self.points.as_slice() else { return None };
        let (dx, dy) = (tip.x.0 - from.x.0, tip.y.0 - from.y.0);
        let stretch = dx.hypot(dy);
        if !stretch.is_finite() || stretch <= f64::EPSILON {
            return None;
        }
        let length = (stroke.mm().0 * HEAD_LENGTH).min(stretch);
        let half = stroke.mm().0 * HEAD_BREADTH / 2.0;
        let (ux, uy) = (dx / stretch, dy / stretch);
        let base = Point { x: Mm(tip.x.0 - ux * length), y: Mm(tip.y.0 - uy * length) };
        let corner = |side: f64| Point { x: Mm(base.x.0 - uy * half * side), y: Mm(base.y.0 + ux * half * side) };
        Some(Arrow { shaft_end: base, head: [*tip, corner(1.0), corner(-1.0)] })
    }
}

/// The point at these shares of a box's width and height.
fn within(rect: &Rect, x: f64, y: f64) -> Point {
    Point { x: Mm(rect.x.0 + rect.width.0 * x), y: Mm(rect.y.0 + rect.height.0 * y) }
}

fn polygon(corners: &[Point]) -> Vec<Segment> {
    let mut out: Vec<Segment> = corners
        .iter()
        .enumerate()
        .map(|(at, corner)| if at == 0 { Segment::Move(*corner) } else { Segment::Line(*corner) })
        .collect();
    out.push(Segment::Close);
    out
}

/// A box whose left and right ends are half ellipses, each this share of the width deep.
fn rounded(rect: &Rect, depth: f64) -> Vec<Segment> {
    let at = |x: f64, y: f64| within(rect, x, y);
    let (pull_x, pull_y) = (depth * (1.0 - QUARTER), (1.0 - QUARTER) / 2.0);
    let curve = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| Segment::Curve(at(a.0, a.1), at(b.0, b.1), at(c.0, c.1));
    vec![
        Segment::Move(at(depth, 0.0)),
        Segment::Line(at(1.0 - depth, 0.0)),
        curve((1.0 - pull_x, 0.0), (1.0, pull_y), (1.0, 0.5)),
        curve((1.0, 1.0 - pull_y), (1.0 - pull_x, 1.0), (1.0 - depth, 1.0)),
        Segment::Line(at(depth, 1.0)),
        curve((pull_x, 1.0), (0.0, 1.0 - pull_y), (0.0, 0.5)),
        curve((0.0, pull_y), (pull_x, 0.0), (depth, 0.0)),
        Segment::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::End;

    fn shape(kind: ShapeKind) -> Shape {
        let rect = Rect { x: Mm(10.0), y: Mm(20.0), width: Mm(40.0), height: Mm(15.0) };
        Shape { id: "a".into(), kind, rect, lines: vec![], size: Pt(10.5) }
    }

    fn line(points: &[(f64, f64)]) -> Connector {
        let end = |side| End { shape: "a".into(), side };
        Connector {
            id: "c".into(),
            from: end(Side::Bottom),
            to: end(Side::Top),
            points: points.iter().map(|&(x, y)| Point { x: Mm(x), y: Mm(y) }).collect(),
            label: None,
        }
    }

    #[test]
    fn flow_lines_meet_every_outline_at_the_middle_of_top_and_bottom_or_at_the_wave() {
        for kind in [
            ShapeKind::Terminator,
            ShapeKind::Process,
            ShapeKind::Decision,
            ShapeKind::Data,
            ShapeKind::Manual,
            ShapeKind::Predefined,
            ShapeKind::Preparation,
            ShapeKind::Connector,
            ShapeKind::Document,
        ] {
            let shape = shape(kind);
            let ends: Vec<Point> = shape
                .outline()
                .iter()
                .filter_map(|segment| match segment {
                    Segment::Move(p) | Segment::Line(p) | Segment::Curve(_, _, p) => Some(*p),
                    Segment::Close => None,
                })
                .collect();
            let (left, right) = (shape.rect.x.0, shape.rect.x.0 + shape.rect.width.0);
            let (top, bottom) = (shape.rect.y.0, shape.rect.y.0 + shape.rect.height.0);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
            assert!(ends.iter().any(|p| near(p.y.0, top)), "{kind:?} reaches its top");
            assert!(ends.iter().any(|p| near(p.x.0, left)), "{kind:?} reaches its left side");
            assert!(ends.iter().any(|p| near(p.x.0, right)), "{kind:?} reaches its right side");
            assert!(
                ends.iter().all(|p| p.x.0 >= left - 1e-9 && p.x.0 <= right + 1e-9 && p.y.0 <= bottom + 1e-9),
                "{kind:?} stays in its box"
            );
        }
    }

    #[test]
    fn an_anchor_lies_on_the_outline_where_that_is_inside_the_box() {
        let anchor = |kind, side| {
            let at = shape(kind).anchor(side);
            (at.x.0, at.y.0)
        };
        assert_eq!(anchor(ShapeKind::Process, Side::Bottom), (30.0, 35.0));
        assert_eq!(anchor(ShapeKind::Data, Side::Left), (14.0, 27.5));
        assert_eq!(anchor(ShapeKind::Manual, Side::Right), (46.0, 27.5));
        // The wave: the Bézier curve at its half, from the outline itself.
        let curve = shape(ShapeKind::Document).outline().into_iter().find_map(|segment| match segment {
            Segment::Curve(a, b, end) => Some((a, b, end)),
            _ => None,
        });
        let (a, b, end) = curve.unwrap();
        let half = (a.y.0 + 3.0 * a.y.0 + 3.0 * b.y.0 + end.y.0) / 8.0;
        let (x, y) = anchor(ShapeKind::Document, Side::Bottom);
        assert!((x - 30.0).abs() < 1e-9 && (y - half).abs() < 1e-9, "{y} {half}");
    }

    #[test]
    fn an_arrow_head_points_along_the_last_stretch_and_ends_at_the_tip() {
        let arrow = line(&[(0.0, 0.0), (0.0, 5.0), (20.0, 5.0)]).arrow(Pt(1.0)).unwrap();
        assert_eq!(arrow.head[0], Point { x: Mm(20.0), y: Mm(5.0) });
        assert!((arrow.shaft_end.x.0 - (20.0 - 5.0 * Pt(1.0).mm().0)).abs() < 1e-9);
        assert!((arrow.head[1].y.0 + arrow.head[2].y.0 - 10.0).abs() < 1e-9, "symmetrical about the line");
    }

    #[test]
    fn a_line_without_direction_has_no_arrow() {
        assert_eq!(line(&[]).arrow(Pt(1.0)), None);
        assert_eq!(line(&[(1.0, 1.0)]).arrow(Pt(1.0)), None);
        assert_eq!(line(&[(1.0, 1.0), (1.0, 1.0)]).arrow(Pt(1.0)), None);
        assert_eq!(line(&[(0.0, 0.0), (f64::NAN, 1.0)]).arrow(Pt(1.0)), None);
    }
}
