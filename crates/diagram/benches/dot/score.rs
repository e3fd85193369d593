//! What is counted of a chart that has been set, by whomever: from the points of lines and boxes alone.

use std::collections::BTreeSet;

/// Left, top, width, height in mm.
pub type Box4 = [f64; 4];
/// The points of a line, from its first box to its last.
pub type Line = Vec<(f64, f64)>;

/// A chart as it was set: boxes in the order of the graph's nodes, lines in the order of its edges.
pub struct Set {
    pub boxes: Vec<Box4>,
    pub lines: Vec<Line>,
    pub labels: Vec<Box4>,
}

/// What is asked about a chart besides its geometry.
pub struct Asked<'a> {
    pub ends: &'a [(usize, usize)],
    pub main: &'a [usize],
    pub diamonds: &'a [bool],
}

/// Nearer than this is the same place; mm.
const NEAR: f64 = 0.1;
/// The width of the text area of a page; mm.
const PAGE: f64 = 156.0;

/// What a reader's eye stumbles over, in one chart or in many.
#[derive(Debug, Default, Clone)]
pub struct Score {
    /// Places where two lines cross, whatever their ends: lines that run together cross a third at one place.
    pub crossings: f64,
    /// Corners, each place once: lines that have joined turn at one corner.
    pub corners: f64,
    /// Corners of each line by itself.
    pub bends: f64,
    /// The fewest corners with the boxes where they stand and lines from middles of sides; see `mended`.
    pub mended: f64,
    /// Steps of the main path that do not stand straight below the one before.
    pub crooked: f64,
    pub length: f64,
    pub area: f64,
    pub boxes: f64,
    pub through: f64,
    pub stacked: f64,
    pub touching: f64,
    pub off_corner: f64,
    pub slanted: f64,
    pub labels: f64,
    pub wide: f64,
}

impl Score {
    pub fn add(&mut self, other: &Score) {
        self.crossings += other.crossings;
        self.corners += other.corners;
        self.bends += other.bends;
        self.mended += other.mended;
        self.crooked += other.crooked;
        self.length += other.length;
        self.area += other.area;
        self.boxes += other.boxes;
        self.through += other.through;
        self.stacked += other.stacked;
        self.touching += other.touching;
        self.off_corner += other.off_corner;
        self.slanted += other.slanted;
        self.labels += other.labels;
        self.wide += other.wide;
    }

    pub fn of(set: &Set, asked: &Asked<'_>) -> Score {
        let boxes = &set.boxes;
        let straight: Vec<Line> = set.lines.iter().map(|line| simplified(line)).collect();
        let mut score = Score::default();
        score.page(set);
        score.boxes = pairs(boxes).filter(|(a, b)| over(a, b)).count() as f64;
        let middle = |n: usize| boxes[n][0] + boxes[n][2] / 2.0;
        score.crooked = asked.main.windows(2).filter(|p| (middle(p[0]) - middle(p[1])).abs() > NEAR).count() as f64;
        let mut corners = BTreeSet::new();
        for (line, (from, to)) in straight.iter().zip(asked.ends) {
            score.bends += line.len().saturating_sub(2) as f64;
            corners.extend(line.iter().skip(1).take(line.len().saturating_sub(2)).map(|p| place(*p)));
            for (end, node) in [(line.first(), from), (line.last(), to)] {
                let (true, Some(end)) = (asked.diamonds[*node], end) else { continue };
                score.off_corner += f64::from(u8::from(!at_corner(*end, &boxes[*node])));
            }
            for (a, b) in line.windows(2).map(|pair| (pair[0], pair[1])) {
                score.length += (a.0 - b.0).hypot(a.1 - b.1);
                score.slanted += f64::from(u8::from((a.0 - b.0).abs() > NEAR && (a.1 - b.1).abs() > NEAR));
                let stretch = around(a, b);
                let entered = |(n, it): &(usize, &Box4)| n != from && n != to && over(&stretch, it);
                score.through += boxes.iter().enumerate().filter(entered).count() as f64;
                score.labels += set.labels.iter().filter(|label| over(&stretch, label)).count() as f64;
            }
        }
        score.corners = corners.len() as f64;
        score.labels += set.labels.iter().flat_map(|l| boxes.iter().filter(move |b| over(l, b))).count() as f64;
        score.labels += pairs(&set.labels).filter(|(a, b)| over(a, b)).count() as f64;
        score.meetings(&straight, asked.ends);
        score
    }

    /// What two lines do to each other.
    fn meetings(&mut self, straight: &[Line], ends: &[(usize, usize)]) {
        let mut crossings = BTreeSet::new();
        for (n, (a, of)) in straight.iter().zip(ends).enumerate() {
            for (b, other) in straight.iter().zip(ends).skip(n + 1) {
                // Lines that part or join may run together or touch: that is how charts are drawn.
                let kin = of.0 == other.0 || of.1 == other.1;
                for (p, q) in a.windows(2).flat_map(|p| b.windows(2).map(move |q| (p, q))) {
                    crossings.extend(crossing(p, q).map(place));
                    self.stacked += f64::from(u8::from(!kin && lies_on(p, q)));
                }
                let touches = |corners: &Line, line: &Line| {
                    let inner = corners.iter().skip(1).take(corners.len().saturating_sub(2));
                    inner.filter(|c| line.windows(2).any(|p| touches(**c, p))).count() as f64
                };
                if !kin {
                    self.touching += touches(a, b) + touches(b, a);
                }
            }
        }
        self.crossings = crossings.len() as f64;
    }

    fn page(&mut self, set: &Set) {
        let (mut least, mut most) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        let corners = set.boxes.iter().chain(&set.labels).flat_map(|b| [(b[0], b[1]), (b[0] + b[2], b[1] + b[3])]);
        for (x, y) in corners.chain(set.lines.iter().flatten().copied()) {
            least = (least.0.min(x), least.1.min(y));
            most = (most.0.max(x), most.1.max(y));
        }
        self.area = (most.0 - least.0) * (most.1 - least.1);
        self.wide = f64::from(u8::from(most.0 - least.0 > PAGE + NEAR));
    }
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(at, a)| all[at + 1..].iter().map(move |b| (a, b)))
}

/// Whether two boxes (or a box and a stretch of a line) have more in common than an edge.
fn over(a: &Box4, b: &Box4) -> bool {
    let along = |n: usize| (a[n] + a[n + 2]).min(b[n] + b[n + 2]) - a[n].max(b[n]);
    // A stretch is thinner than any tolerance: it must lie inside by that much.
    let inside = |n: usize| {
        if a[n + 2] < NEAR { a[n] > b[n] + NEAR && a[n] < b[n] + b[n + 2] - NEAR } else { along(n) > NEAR }
    };
    inside(0) && inside(1)
}

fn around(a: (f64, f64), b: (f64, f64)) -> Box4 {
    [a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs()]
}

/// Tenths of a millimetre.
fn place(p: (f64, f64)) -> (i64, i64) {
    ((p.0 * 10.0).round() as i64, (p.1 * 10.0).round() as i64)
}

/// Whether a line ends at one of the four points of a diamond.
fn at_corner(p: (f64, f64), b: &Box4) -> bool {
    let (x, y) = (b[0] + b[2] / 2.0, b[1] + b[3] / 2.0);
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    near(p.0, x) || near(p.1, y)
}

/// A line without points that do not bend it.
pub fn simplified(line: &[(f64, f64)]) -> Line {
    let mut out: Line = Vec::new();
    for &point in line {
        if out.last().is_some_and(|last| (last.0 - point.0).abs() < 0.05 && (last.1 - point.1).abs() < 0.05) {
            continue;
        }
        if let [.., a, b] = out.as_slice() {
            let turn = (b.0 - a.0) * (point.1 - b.1) - (b.1 - a.1) * (point.0 - b.0);
            let length = (b.0 - a.0).hypot(b.1 - a.1) * (point.0 - b.0).hypot(point.1 - b.1);
            if turn.abs() < 0.01 * length {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}

/// Where two stretches run across each other.
fn crossing(p: &[(f64, f64)], q: &[(f64, f64)]) -> Option<(f64, f64)> {
    let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let apart = |a: f64, b: f64| a > 1e-3 && b < -1e-3 || a < -1e-3 && b > 1e-3;
    let (a, b) = (side(q[0], q[1], p[0]), side(q[0], q[1], p[1]));
    (apart(side(p[0], p[1], q[0]), side(p[0], p[1], q[1])) && apart(a, b)).then(|| {
        let share = a / (a - b);
        (p[0].0 + share * (p[1].0 - p[0].0), p[0].1 + share * (p[1].1 - p[0].1))
    })
}

/// Whether two level or two upright stretches lie on each other for half a millimetre.
fn lies_on(p: &[(f64, f64)], q: &[(f64, f64)]) -> bool {
    let along =
        |a: [f64; 2], b: [f64; 2]| a[0].max(a[1]).min(b[0].max(b[1])) - a[0].min(a[1]).max(b[0].min(b[1])) > 0.5;
    let level = |it: &[(f64, f64)]| (it[0].1 - it[1].1).abs() < 0.05;
    let upright = |it: &[(f64, f64)]| (it[0].0 - it[1].0).abs() < 0.05;
    level(p) && level(q) && (p[0].1 - q[0].1).abs() < 0.05 && along([p[0].0, p[1].0], [q[0].0, q[1].0])
        || upright(p) && upright(q) && (p[0].0 - q[0].0).abs() < 0.05 && along([p[0].1, p[1].1], [q[0].1, q[1].1])
}

/// Whether a corner lies on the inside of a stretch: a reader cannot tell which line goes where.
fn touches(corner: (f64, f64), stretch: &[(f64, f64)]) -> bool {
    let b = around(stretch[0], stretch[1]);
    let within = |n: usize, v: f64| v > b[n] - 0.05 && v < b[n] + b[n + 2] + 0.05;
    within(0, corner.0) && within(1, corner.1)
}
