//! A chart too high for a page, cut into parts.
//!
//! A cut runs level through a gap between boxes and labels, where few lines cross it. A line that it cuts ends at a small
//! circle with a letter (连接符) and goes on from a circle with the same letter, of which each has one out and one in.

mod band;
mod cut;
mod piece;

use band::Band;
use cut::cuts;
use mingce_document::{Connector, Drawing, End, Label, Mm, Point, Rect, Shape, ShapeKind, TextLine};
use piece::{Joint, Piece, joints, pieces};

/// Below the heads of lanes, above the first box of a further part; mm.
const BELOW_HEAD: f64 = 2.0;
/// Half of a stroke and a little more.
const EDGE: f64 = 0.5;

/// Cuts a drawing into parts not higher than `height`, from the top; as few as there can be, and of those with as few cut
/// lines as there can be. Heads of lanes stand above each part. One part, as it is, where it fits or cannot be cut (a box
/// higher than a page).
pub fn split(drawing: &Drawing, height: Mm) -> Vec<Drawing> {
    if drawing.height.0 <= height.0 + 1e-6 {
        return vec![drawing.clone()];
    }
    let head = head(drawing);
    let Some(cuts) = cuts(drawing, height.0, head) else { return vec![drawing.clone()] };
    let pieces = pieces(drawing, &cuts);
    let joints = joints(&pieces, &cuts);
    let parts: Option<Vec<Drawing>> =
        (0..=cuts.len()).map(|part| part_of(drawing, part, &cuts, &pieces, &joints, head)).collect();
    parts.unwrap_or_else(|| vec![drawing.clone()])
}

/// The bottom of the heads of lanes, and the room below them; 0 without lanes.
fn head(drawing: &Drawing) -> f64 {
    let heads = drawing.shapes.iter().filter(|shape| shape.kind == ShapeKind::Lane && !shape.lines.is_empty());
    heads.map(|shape| shape.rect.y.0 + shape.rect.height.0 + BELOW_HEAD).fold(0.0, f64::max)
}

/// One part: everything between two cuts, with circles above and below. `None` when a label stands in a part without
/// lines to bear it: better a small chart than an answer lost.
fn part_of(
    drawing: &Drawing,
    part: usize,
    cuts: &[f64],
    pieces: &[Piece],
    joints: &[Joint],
    head: f64,
) -> Option<Drawing> {
    let from = if part == 0 { 0.0 } else { cuts[part - 1] };
    let to = cuts.get(part).copied().unwrap_or(drawing.height.0);
    let width = drawing.width.0;
    let above = Band::of(joints, part, false, width);
    let below = Band::of(joints, part, true, width);
    let top = if part == 0 { 0.0 } else { head.max(EDGE) + above.height() };
    let shift = top - from;
    let bottom = to + shift;
    let height = bottom + below.height() + if part == cuts.len() { 0.0 } else { EDGE };
    let inside = |y: f64| y > from && y < to;
    let mut shapes: Vec<Shape> = drawing
        .shapes
        .iter()
        .filter(|shape| shape.kind == ShapeKind::Lane)
        .map(|shape| if shape.lines.is_empty() { stretched(shape, height) } else { shape.clone() })
        .collect();
    let own = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane);
    shapes.extend(own.filter(|shape| inside(shape.rect.y.0 + shape.rect.height.0 / 2.0)).map(|it| moved(it, shift)));
    shapes.extend(above.circles(top, -1.0));
    shapes.extend(below.circles(bottom, 1.0));
    let mut connectors: Vec<Connector> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.part == part && !piece.skipped(joints)) {
        let whole = &drawing.connectors[piece.line];
        let mut points: Vec<Point> =
            piece.points.iter().map(|point| Point { x: point.x, y: Mm(point.y.0 + shift) }).collect();
        let mut line = whole.clone();
        line.id = format!("{}.{}", whole.id, part + 1);
        for (crossing, first) in [(piece.enters, true), (piece.leaves, false)] {
            let Some(crossing) = crossing else { continue };
            let (band, edge, down) = if crossing.cut == part { (&below, bottom, 1.0) } else { (&above, top, -1.0) };
            let Some((end, mut way)) = band.way(crossing.joint, edge, down) else { continue };
            // Ways lead from the cut to the circle.
            if first {
                way.reverse();
                way.extend(points.drain(..).skip(1));
                points = way;
                line.from = end;
            } else {
                points.pop();
                points.extend(way);
                line.to = end;
            }
        }
        line.points = without_flats(points);
        // Sums of millimetres are not exact: ends are where the outlines are.
        let anchor = |end: &End| Some(shapes.iter().find(|shape| shape.id == end.shape)?.anchor(end.side));
        if let [first, .., last] = line.points.as_mut_slice() {
            *first = anchor(&line.from).unwrap_or(*first);
            *last = anchor(&line.to).unwrap_or(*last);
        }
        line.label = None;
        connectors.push(line);
    }
    let labels = drawing.connectors.iter().filter_map(|line| Some((&line.id, line.label.as_ref()?)));
    for (id, label) in labels.filter(|(_, label)| inside(label.rect.y.0 + label.rect.height.0 / 2.0)) {
        // A label that found no room beside its line may be in a part that the line does not reach: another line bears it.
        let own = |line: &Connector| line.label.is_none() && line.id.rsplit_once('.').is_some_and(|(of, _)| of == id);
        let bearer = connectors.iter().position(own).or_else(|| connectors.iter().position(|it| it.label.is_none()));
        let bearer = bearer.or_else(|| {
            // All have labels: a line is drawn twice rather than an answer lost.
            let twin = connectors.first()?.clone();
            connectors.push(Connector { id: format!("{}.{id}", twin.id), label: None, ..twin });
            Some(connectors.len() - 1)
        });
        let rect = Rect { y: Mm(label.rect.y.0 + shift), ..label.rect };
        let text = TextLine { baseline_y: Mm(label.line.baseline_y.0 + shift), ..label.line.clone() };
        connectors.get_mut(bearer?)?.label = Some(Label { line: text, rect, size: label.size });
    }
    above.name(&mut connectors, top, -1.0);
    below.name(&mut connectors, bottom, 1.0);
    Some(Drawing { width: drawing.width, height: Mm(height), shapes, connectors, stroke: drawing.stroke })
}

/// The frame of a lane down to the bottom of a part.
fn stretched(shape: &Shape, height: f64) -> Shape {
    let rect = Rect { height: Mm(height - EDGE - shape.rect.y.0), ..shape.rect };
    Shape { rect, ..shape.clone() }
}

fn moved(shape: &Shape, shift: f64) -> Shape {
    let down = |line: &TextLine| TextLine { baseline_y: Mm(line.baseline_y.0 + shift), ..line.clone() };
    let rect = Rect { y: Mm(shape.rect.y.0 + shift), ..shape.rect };
    Shape { rect, lines: shape.lines.iter().map(down).collect(), ..shape.clone() }
}

/// Points on a straight run between two others say nothing.
fn without_flats(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let same = |a: Mm, b: Mm| (a.0 - b.0).abs() < 1e-9;
    for point in points {
        if out.last().is_some_and(|last| same(last.x, point.x) && same(last.y, point.y)) {
            continue;
        }
        if let [.., a, b] = out.as_slice()
            && (same(a.x, b.x) && same(b.x, point.x) || same(a.y, b.y) && same(b.y, point.y))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}
