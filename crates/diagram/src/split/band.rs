//! The circles above or below a part.

use super::piece::Joint;
use mingce_document::{Connector, End, Label, Mm, Point, Pt, Rect, Shape, ShapeKind, Side, TextLine};

/// The circles' diameter; mm.
const CIRCLE: f64 = 6.4;
/// Distance of the circles' middles: room for their names.
const APART: f64 = 15.0;
/// The same where there are many, who then have no names.
const CLOSE: f64 = 7.2;
/// From the cut to the first level run.
const FIRST: f64 = 1.2;
/// Distance of level runs.
const RUN: f64 = 1.8;
/// From the last of them to the circles: room for an arrow head.
const ARROW: f64 = 3.2;
/// The size of letters and names.
const SIZE: Pt = Pt(9.0);
/// Word processors leave a space between Chinese characters and digits.
const BESIDE_DIGITS: f64 = 2.4;
/// The height of a name with what lies between it and its circle.
const NAME: f64 = 4.4;

/// What so many circles and the lines to them need at most.
pub(super) fn height_for(lines: usize) -> f64 {
    if lines == 0 { 0.0 } else { FIRST + RUN * lines as f64 + ARROW + CIRCLE + NAME }
}

/// More circles than stand beside each other.
pub(super) fn too_many(lines: usize, width: f64) -> bool {
    lines as f64 * CLOSE > width
}

/// A circle.
struct Place<'a> {
    /// The joint's number.
    at: usize,
    joint: &'a Joint,
    /// The middle.
    x: f64,
    /// How many level runs from the cut the line to it turns; none where it need not turn.
    run: Option<usize>,
}

/// The circles above or below a part.
pub(super) struct Band<'a> {
    places: Vec<Place<'a>>,
    part: usize,
    named: bool,
}

impl<'a> Band<'a> {
    pub fn of(joints: &'a [Joint], part: usize, below: bool, width: f64) -> Band<'a> {
        let here = |joint: &Joint| if below { joint.parts.0 == part } else { joint.parts.1 == part };
        let mut own: Vec<(usize, &Joint)> = joints.iter().enumerate().filter(|(_, joint)| here(joint)).collect();
        own.sort_by(|a, b| a.1.x.total_cmp(&b.1.x).then(a.0.cmp(&b.0)));
        let named = own.len() as f64 * APART <= width;
        let wanted: Vec<f64> = own.iter().map(|(_, joint)| joint.x).collect();
        let xs = spread(&wanted, if named { APART } else { CLOSE }, width);
        // Those that move right turn one after the other from the right, those that move left from the left: none crosses.
        let moved = |at: &usize| xs[*at] - wanted[*at];
        let right = (0..own.len()).rev().filter(|at| moved(at) > 0.05);
        let left = (0..own.len()).filter(|at| moved(at) < -0.05);
        let order: Vec<usize> = right.chain(left).collect();
        let places = own
            .iter()
            .enumerate()
            .map(|(n, (at, joint))| {
                let run = order.iter().position(|it| *it == n);
                Place { at: *at, joint, x: if run.is_some() { xs[n] } else { wanted[n] }, run }
            })
            .collect();
        Band { places, part, named }
    }

    /// From the cut to the near side of the circles.
    fn reach(&self) -> f64 {
        FIRST + RUN * self.places.iter().filter(|place| place.run.is_some()).count() as f64 + ARROW
    }

    pub fn height(&self) -> f64 {
        if self.places.is_empty() { 0.0 } else { self.reach() + CIRCLE + if self.named { NAME } else { 0.0 } }
    }

    fn id(&self, joint: &Joint) -> String {
        format!("connector.{}.{}", joint.letter, self.part + 1)
    }

    /// The circles beyond a cut at `edge`; `down` is 1 below it and -1 above.
    pub fn circles(&self, edge: f64, down: f64) -> Vec<Shape> {
        let em = SIZE.mm().0;
        let middle = edge + down * (self.reach() + CIRCLE / 2.0);
        let circle = |place: &Place<'_>| Shape {
            id: self.id(place.joint),
            kind: ShapeKind::Connector,
            rect: Rect {
                x: Mm(place.x - CIRCLE / 2.0),
                y: Mm(middle - CIRCLE / 2.0),
                width: Mm(CIRCLE),
                height: Mm(CIRCLE),
            },
            lines: vec![TextLine {
                text: place.joint.letter.clone(),
                center_x: Mm(place.x),
                baseline_y: Mm(middle + 0.36 * em),
            }],
            size: SIZE,
        };
        self.places.iter().map(circle).collect()
    }

    /// The way from the cut to the circle of a joint.
    pub fn way(&self, joint: usize, edge: f64, down: f64) -> Option<(End, Vec<Point>)> {
        let place = self.places.iter().find(|place| place.at == joint)?;
        let point = |x: f64, away: f64| Point { x: Mm(x), y: Mm(edge + down * away) };
        let mut way = vec![point(place.joint.x, 0.0)];
        if let Some(run) = place.run {
            let level = FIRST + RUN * run as f64;
            way.extend([point(place.joint.x, level), point(place.x, level)]);
        }
        way.push(point(place.x, self.reach()));
        let side = if down > 0.0 { Side::Top } else { Side::Bottom };
        Some((End { shape: self.id(place.joint), side }, way))
    }

    /// Says beyond each circle where the line goes on or comes from: as the label of a line that has none.
    pub fn name(&self, connectors: &mut [Connector], edge: f64, down: f64) {
        if !self.named {
            return;
        }
        let em = SIZE.mm().0;
        for place in &self.places {
            let id = self.id(place.joint);
            let (upper, lower) = place.joint.parts;
            let (outward, other) = (place.joint.down == (down > 0.0), if down > 0.0 { lower } else { upper });
            let text = format!("{}图{}", if outward { "转" } else { "接" }, other + 1);
            // A line that has an answer has its label: then another one bears the name.
            let free = |line: &Connector| line.label.is_none();
            let ends = |line: &Connector| free(line) && (line.from.shape == id || line.to.shape == id);
            let bearer = connectors.iter().position(ends).or_else(|| connectors.iter().position(free));
            let Some(line) = bearer.and_then(|at| connectors.get_mut(at)) else { continue };
            let (width, height) = (crate::text::em_width(&text) * em + BESIDE_DIGITS, 1.16 * em);
            let near = edge + down * (self.reach() + CIRCLE + 0.4);
            let top = if down > 0.0 { near } else { near - height };
            line.label = Some(Label {
                line: TextLine { text, center_x: Mm(place.x), baseline_y: Mm(top + height / 2.0 + 0.38 * em) },
                rect: Rect { x: Mm(place.x - width / 2.0), y: Mm(top), width: Mm(width), height: Mm(height) },
                size: SIZE,
            });
        }
    }
}

/// Moves places apart, each as little as may be, in their order, between 0 and `width`.
fn spread(wanted: &[f64], apart: f64, width: f64) -> Vec<f64> {
    // Without their distances they must not decrease: neighbours that would, meet in their middle.
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for (at, x) in wanted.iter().enumerate() {
        let mut run = (x - at as f64 * apart, 1usize);
        while let Some(&(middle, count)) = runs.last()
            && middle > run.0
        {
            runs.pop();
            run = ((middle * count as f64 + run.0 * run.1 as f64) / (count + run.1) as f64, count + run.1);
        }
        runs.push(run);
    }
    let last = width - apart / 2.0 - wanted.len().saturating_sub(1) as f64 * apart;
    let flat = runs.into_iter().flat_map(|(middle, count)| std::iter::repeat_n(middle, count));
    let alone = wanted.len() == 1;
    flat.enumerate()
        .map(|(at, x)| {
            let least = if alone { CIRCLE / 2.0 } else { apart / 2.0 };
            let most = if alone { width - CIRCLE / 2.0 } else { last.max(apart / 2.0) };
            x.clamp(least, most.max(least)) + at as f64 * apart
        })
        .collect()
}
