//! Where a drawing is cut.

use super::band;
use mingce_document::{Drawing, ShapeKind};
use std::collections::BTreeSet;

/// What a further part costs, against lines cut.
const PART: f64 = 100.0;
/// A line cut.
const LINE: f64 = 14.0;
/// A part with a single box says little.
const LONELY: f64 = 80.0;
/// Parts of one height look better.
const UNEVEN: f64 = 20.0;
/// A cut is not nearer to anything than this; mm.
const AWAY: f64 = 0.6;

/// The cuts, from the top, so that no part with its circles is higher than `room`; `head` stands above each further part.
/// `None` when there are none such.
pub(super) fn cuts(drawing: &Drawing, room: f64, head: f64) -> Option<Vec<f64>> {
    let mut places = gaps(drawing);
    places.insert(0, 0.0);
    places.push(drawing.height.0);
    let crossed: Vec<usize> = places.iter().map(|y| crossed(drawing, *y)).collect();
    let bands: Vec<f64> = crossed.iter().map(|lines| band::height_for(*lines)).collect();
    let middles = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane);
    let middles: Vec<f64> = middles.map(|shape| shape.rect.y.0 + shape.rect.height.0 / 2.0).collect();
    let boxes = |from: f64, to: f64| middles.iter().filter(|y| from < **y && **y < to).count();
    // The least cost of everything above each place, and the place before.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; places.len()];
    best[0] = Some((0.0, 0));
    let last = places.len() - 1;
    for to in 1..places.len() {
        for from in (0..to).rev() {
            let height = places[to] - places[from];
            if height > room {
                break;
            }
            let above = if from == 0 { 0.0 } else { head + bands[from] };
            let below = if to == last { 0.0 } else { bands[to] };
            let whole = height + above + below + 1.0;
            let count = boxes(places[from], places[to]);
            let Some((before, _)) = best[from] else { continue };
            if whole > room || count == 0 || band::too_many(crossed[to], drawing.width.0) {
                continue;
            }
            let lines = if to == last { 0.0 } else { LINE * crossed[to] as f64 };
            let lonely = if count == 1 { LONELY } else { 0.0 };
            let cost = before + PART + lines + lonely + UNEVEN * (whole / room).powi(2);
            if best[to].is_none_or(|(least, _)| cost < least - 1e-9) {
                best[to] = Some((cost, from));
            }
        }
    }
    let mut at = last;
    let mut found = Vec::new();
    while at > 0 {
        let (_, before) = best[at]?;
        if before > 0 {
            found.push(places[before]);
        }
        at = before;
    }
    found.reverse();
    Some(found)
}

/// The middles of the gaps that no box, label or level stretch reaches into.
fn gaps(drawing: &Drawing) -> Vec<f64> {
    let shapes = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane).map(|shape| shape.rect);
    let labels = drawing.connectors.iter().filter_map(|line| line.label.as_ref()).map(|label| label.rect);
    let mut taken: Vec<(f64, f64)> = shapes.chain(labels).map(|r| (r.y.0, r.y.0 + r.height.0)).collect();
    for pair in drawing.connectors.iter().flat_map(|line| line.points.windows(2)) {
        if (pair[0].y.0 - pair[1].y.0).abs() < 1e-9 {
            taken.push((pair[0].y.0, pair[0].y.0));
        }
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut reached = f64::NEG_INFINITY;
    let mut gaps = Vec::new();
    for (from, to) in taken {
        if reached > 0.0 && from - reached > 2.0 * AWAY {
            gaps.push((from + reached) / 2.0);
        }
        reached = reached.max(to);
    }
    gaps
}

/// How many lines a level cut crosses, those that run together as one.
fn crossed(drawing: &Drawing, y: f64) -> usize {
    let places = drawing.connectors.iter().flat_map(|line| line.points.windows(2)).filter_map(|pair| {
        let (a, b) = (pair[0].y.0, pair[1].y.0);
        (a.min(b) < y && y < a.max(b)).then(|| (super::piece::place(pair[0].x.0), a < b))
    });
    places.collect::<BTreeSet<_>>().len()
}
