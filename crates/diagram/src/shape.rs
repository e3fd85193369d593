//! Fitting text into symbols.

use crate::graph::Node;
use crate::text::{em_width, torn, wrap};
use mingce_document::{Mm, Pt, Rect, ShapeKind, TextLine};

/// Distance of baselines in em.
const PITCH: f64 = 1.22;
/// From the top of a line to its baseline, in em of the pitch: Han glyphs then sit in the middle of the line.
const RISE: f64 = 0.99;
/// Between the outline and the text, in mm.
const PAD: f64 = 1.3;
/// A document's text stands above its wave.
const ABOVE_WAVE: f64 = 0.8;

/// A symbol's size and broken text.
#[derive(Debug, Clone)]
pub(crate) struct Fitted {
    pub width: f64,
    pub height: f64,
    lines: Vec<String>,
    /// One em in mm.
    em: f64,
    kind: ShapeKind,
}

impl Fitted {
    /// Breaks a node's text so that it stands inside a symbol of this width, and finds the least height; `tight`
    /// scales the space above and below the text.
    pub fn of(node: &Node, width: f64, size: Pt, tight: f64) -> Fitted {
        let em = size.mm().0;
        let (width, lines, height) = match node.kind {
            ShapeKind::Decision => diamond(node, width, em),
            ShapeKind::Connector => circle(node, width, em),
            kind => {
                let inner = match kind {
                    ShapeKind::Terminator => width * 0.84 - PAD,
                    ShapeKind::Data | ShapeKind::Manual => width * 0.62,
                    ShapeKind::Preparation => width * 0.66,
                    ShapeKind::Predefined => width * 0.75 - PAD,
                    _ => width - 2.0 * PAD,
                };
                let lines = broken(node, inner / em);
                let text = lines.len().max(1) as f64 * PITCH * em + 1.6 * PAD * tight;
                let height = if kind == ShapeKind::Document { text / ABOVE_WAVE } else { text };
                (width, lines, height.max(2.3 * em * tight))
            }
        };
        Fitted { width, height, lines, em, kind: node.kind }
    }

    /// The text, placed inside the symbol's box.
    pub fn placed(&self, rect: &Rect) -> Vec<TextLine> {
        let zone = if self.kind == ShapeKind::Document { self.height * ABOVE_WAVE } else { self.height };
        let pitch = PITCH * self.em;
        let top = rect.y.0 + (zone - self.lines.len() as f64 * pitch) / 2.0;
        let center_x = Mm(rect.x.0 + rect.width.0 / 2.0);
        let line = |(at, text): (usize, &String)| TextLine {
            text: text.clone(),
            center_x,
            baseline_y: Mm(top + at as f64 * pitch + RISE * self.em),
        };
        self.lines.iter().enumerate().map(line).collect()
    }
}

fn broken(node: &Node, width: f64) -> Vec<String> {
    let mut lines = wrap(&node.text, width);
    lines.extend(node.notes.iter().flat_map(|note| wrap(note, width)));
    lines
}

/// Every line must stand inside the two slopes: of all ways to break the text the lowest diamond is taken.
fn diamond(node: &Node, width: f64, em: f64) -> (f64, Vec<String>, f64) {
    let mut best: Option<(Vec<String>, f64, f64)> = None;
    for share in (4..=18).rev() {
        let lines = broken(node, width * f64::from(share) / 20.0 / em);
        let height = diamond_height(&lines, width, em).max(2.7 * em);
        let worth = height + 0.6 * em * torn(&lines);
        if best.as_ref().is_none_or(|(.., least)| worth < least - 0.05) {
            best = Some((lines, height, worth));
        }
    }
    let (lines, height, _) = best.unwrap_or_default();
    (width, lines, height)
}

fn diamond_height(lines: &[String], width: f64, em: f64) -> f64 {
    let middle = lines.len() as f64 / 2.0;
    lines.iter().enumerate().fold(0.0, |height: f64, (at, line)| {
        let reach = ((at as f64 + 0.5 - middle).abs() * PITCH + 0.5) * em;
        let free = 1.0 - (em_width(line) * em + 0.8) / width;
        height.max(if free > 0.02 { 2.0 * reach / free } else { 1e6 })
    })
}

/// A circle as small as its text lets it be.
fn circle(node: &Node, width: f64, em: f64) -> (f64, Vec<String>, f64) {
    let lines = broken(node, width * 0.7 / em);
    let widest = lines.iter().map(|line| em_width(line)).fold(1.0, f64::max) * em;
    let high = lines.len().max(1) as f64 * PITCH * em;
    let across = widest.hypot(high).max(2.6 * em) + 0.6;
    if across > width {
        // Too much for a circle: an ellipse, whose lines are at most 0.7 of its width.
        return (width, lines, high / 0.7 + 0.6);
    }
    (across, lines, across)
}
