//! Paths as the short `d` of SVG: whole steps, each from the point before.

use crate::markup::push_steps;
use mingce_typeset::Segment;

/// A grid that coordinates are rounded to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grid {
    /// SVG units to one unit of the segments.
    pub scale: f64,
    /// Decimals of an SVG unit.
    pub decimals: u32,
}

/// For outlines of characters, in em: thousandths of an em with one decimal. Most fonts have 1000 units to the em, so
/// nothing is rounded at all.
pub(crate) const EM: Grid = Grid { scale: 1000.0, decimals: 1 };
/// For everything on the page, in points.
pub(crate) const POINTS: Grid = Grid { scale: 1.0, decimals: 3 };

/// A path's `d` in the making. Points are rounded first and differences taken then: errors do not add up.
pub(crate) struct Trail {
    d: String,
    grid: Grid,
    at: (i64, i64),
    start: (i64, i64),
    /// The command written last: it need not be said again.
    last: char,
}

impl Trail {
    pub(crate) fn new(grid: Grid) -> Trail {
        Trail { d: String::new(), grid, at: (0, 0), start: (0, 0), last: ' ' }
    }

    /// Adds segments, moved to the right by `x`.
    pub(crate) fn add(&mut self, segments: &[Segment], x: f64) {
        for segment in segments {
            self.step(match *segment {
                Segment::Move(px, py) => Segment::Move(px + x, py),
                Segment::Line(px, py) => Segment::Line(px + x, py),
                Segment::Curve(points) => Segment::Curve(points.map(|(px, py)| (px + x, py))),
                Segment::Close => Segment::Close,
            });
        }
    }

    /// The path as it stands in the file.
    pub(crate) fn finish(self) -> String {
        self.d
    }

    fn step(&mut self, segment: Segment) {
        match segment {
            Segment::Move(x, y) => {
                let to = self.rounded((x, y));
                self.write('m', &[to.0 - self.at.0, to.1 - self.at.1]);
                (self.at, self.start) = (to, to);
                // What follows a move without a command is a line.
                self.last = 'l';
            }
            Segment::Line(x, y) => {
                let to = self.rounded((x, y));
                match (to.0 - self.at.0, to.1 - self.at.1) {
                    (dx, 0) => self.write('h', &[dx]),
                    (0, dy) => self.write('v', &[dy]),
                    (dx, dy) => self.write('l', &[dx, dy]),
                }
                self.at = to;
            }
            Segment::Curve(points) => {
                let [a, b, end] = points.map(|p| self.rounded(p));
                let (x, y) = self.at;
                self.write('c', &[a.0 - x, a.1 - y, b.0 - x, b.1 - y, end.0 - x, end.1 - y]);
                self.at = end;
            }
            Segment::Close => {
                self.d.push('z');
                self.last = 'z';
                self.at = self.start;
            }
        }
    }

    fn rounded(&self, (x, y): (f64, f64)) -> (i64, i64) {
        let steps = self.grid.scale * f64::from(10_u32.pow(self.grid.decimals));
        ((x * steps).round() as i64, (y * steps).round() as i64)
    }

    fn write(&mut self, command: char, numbers: &[i64]) {
        let said = command == self.last;
        if !said {
            self.d.push(command);
            self.last = command;
        }
        for (i, number) in numbers.iter().enumerate() {
            if *number >= 0 && (said || i > 0) {
                self.d.push(' ');
            }
            push_steps(&mut self.d, *number, self.grid.decimals);
        }
    }
}
