//! How good a layout is.

use crate::geometry::Geometry;
use crate::graph::{Flow, Line};
use mingce_document::Point;
use std::collections::BTreeSet;

/// What a reader's eye stumbles over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Tangle {
    /// Places where lines cross that neither join nor part.
    pub crossings: usize,
    /// Corners, each place once.
    pub turns: usize,
    /// Stretches of lines without a common end that lie on each other: they would be read wrongly.
    pub overlaps: usize,
    /// Exits with different answers by one side of a box.
    pub shared: usize,
    /// Lines that lead onward to a box that stands higher, or back to one that stands lower.
    pub upward: usize,
    /// Length of all lines in mm.
    pub length: f64,
}

impl Tangle {
    pub fn of(flow: &Flow, geometry: &Geometry) -> Tangle {
        // A hundredth of a millimetre is near enough to be one place.
        let place = |p: &Point| ((p.x.0 * 100.0).round() as i64, (p.y.0 * 100.0).round() as i64);
        let (mut level, mut upright) = (Vec::new(), Vec::new());
        let mut turns = BTreeSet::new();
        let mut length = 0.0;
        for (line, points) in geometry.lines.iter().enumerate() {
            turns.extend(points.iter().skip(1).take(points.len().saturating_sub(2)).map(place));
            for pair in points.windows(2) {
                let (a, b) = (place(&pair[0]), place(&pair[1]));
                length += (pair[0].x.0 - pair[1].x.0).abs() + (pair[0].y.0 - pair[1].y.0).abs();
                if a.1 == b.1 {
                    level.push((line, a.1, a.0.min(b.0), a.0.max(b.0)));
                } else {
                    upright.push((line, a.0, a.1.min(b.1), a.1.max(b.1)));
                }
            }
        }
        let overlaps = overlaps(flow, &mut level) + overlaps(flow, &mut upright);
        let mut crossings = BTreeSet::new();
        for &(line, y, left, right) in &level {
            let first = upright.partition_point(|stretch| stretch.1 <= left);
            for &(other, x, ..) in upright[first..].iter().take_while(|s| s.1 < right).filter(|s| s.2 < y && y < s.3) {
                let (a, b) = (&flow.lines[line], &flow.lines[other]);
                if a.from != b.from && a.to != b.to {
                    crossings.insert((x, y));
                }
            }
        }
        let mut exits = BTreeSet::new();
        let labelled = flow.lines.iter().zip(&geometry.sides).filter(|(line, _)| !line.label.is_empty());
        let shared = labelled.filter(|(line, sides)| !exits.insert((line.from, sides.0 as u8))).count();
        let inverted = |line: &Line| match (geometry.shapes.get(line.from), geometry.shapes.get(line.to)) {
            (Some(from), Some(to)) => {
                let (higher, lower) = if line.back { (from, to) } else { (to, from) };
                higher.rect.y.0 + higher.rect.height.0 < lower.rect.y.0
            }
            _ => false,
        };
        let upward = flow.lines.iter().filter(|line| inverted(line)).count();
        Tangle { crossings: crossings.len(), turns: turns.len(), overlaps, shared, upward, length }
    }
}

/// Line, place across, from, to: in hundredths of a millimetre.
type Stretch = (usize, i64, i64, i64);

/// Sorts stretches by their place across and counts those that cover each other.
fn overlaps(flow: &Flow, stretches: &mut [Stretch]) -> usize {
    stretches.sort_unstable_by_key(|&(line, across, from, _)| (across, from, line));
    let covers = |at: usize| {
        let (line, across, _, to) = stretches[at];
        let after = stretches[at + 1..].iter().take_while(move |s| s.1 == across && s.2 + 30 < to);
        let strangers = after.filter(|(other, ..)| {
            let (a, b) = (&flow.lines[line], &flow.lines[*other]);
            a.from != b.from && a.to != b.to
        });
        strangers.filter(|s| s.2 + 30 < s.3).count()
    };
    (0..stretches.len()).map(covers).sum()
}
