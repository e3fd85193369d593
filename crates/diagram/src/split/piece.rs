//! The pieces that cuts make of lines, and what joins them again.

use mingce_document::{Drawing, Mm, Point};
use std::collections::{BTreeMap, BTreeSet};

/// Where a line passes a cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Crossing {
    /// Below the part with this number.
    pub cut: usize,
    /// Index of the joint.
    pub joint: usize,
}

/// What lies of a line in one part.
#[derive(Debug)]
pub(super) struct Piece {
    /// Index of the line.
    pub line: usize,
    pub part: usize,
    pub points: Vec<Point>,
    /// Where it comes from another part.
    pub enters: Option<Crossing>,
    /// Where it goes on in another part.
    pub leaves: Option<Crossing>,
}

impl Piece {
    /// It only passes through its part: the joint leads over that.
    pub fn skipped(&self, joints: &[Joint]) -> bool {
        match (self.enters, self.leaves) {
            (Some(enters), Some(leaves)) => {
                enters.joint == leaves.joint && !joints[enters.joint].has_circle_in(self.part)
            }
            _ => false,
        }
    }
}

/// Two circles with one letter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joint {
    pub letter: String,
    /// Where the lines cross the cut.
    pub x: f64,
    /// The lines lead down.
    pub down: bool,
    /// The upper and the lower part.
    pub parts: (usize, usize),
}

impl Joint {
    fn has_circle_in(&self, part: usize) -> bool {
        self.parts.0 == part || self.parts.1 == part
    }
}

/// A hundredth of a millimetre is one place.
pub(super) fn place(x: f64) -> i64 {
    (x * 100.0).round() as i64
}

/// A cut and where it is crossed: the joint's number before joints that follow each other are made one.
type Key = (usize, i64, bool);

/// Cuts all lines. Every crossing has a joint of its own as yet, numbered from the top, then the left.
pub(super) fn pieces(drawing: &Drawing, cuts: &[f64]) -> Vec<Piece> {
    let part_of = |y: f64| cuts.iter().filter(|cut| **cut < y).count();
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    let mut pieces: Vec<(Piece, Option<Key>, Option<Key>)> = Vec::new();
    for (line, connector) in drawing.connectors.iter().enumerate() {
        let Some(&first) = connector.points.first() else { continue };
        let mut part = part_of(first.y.0);
        let mut points = vec![first];
        let mut enters = None;
        for pair in connector.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let goal = part_of(b.y.0);
            while part != goal {
                let down = goal > part;
                let cut = if down { part } else { part - 1 };
                let key = (cut, place(a.x.0), down);
                keys.insert(key);
                let at = Point { x: a.x, y: Mm(cuts[cut]) };
                points.push(at);
                let piece = Piece { line, part, points: std::mem::take(&mut points), enters: None, leaves: None };
                pieces.push((piece, enters, Some(key)));
                enters = Some(key);
                points.push(at);
                part = if down { part + 1 } else { part - 1 };
            }
            points.push(b);
        }
        pieces.push((Piece { line, part, points, enters: None, leaves: None }, enters, None));
    }
    let numbers: BTreeMap<Key, usize> = keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
    let crossing = |key: Option<Key>| key.map(|key| Crossing { cut: key.0, joint: numbers[&key] });
    let mut pieces: Vec<Piece> = pieces
        .into_iter()
        .map(|(piece, enters, leaves)| Piece { enters: crossing(enters), leaves: crossing(leaves), ..piece })
        .collect();
    let labelled = |line: usize, part: usize| {
        let label = drawing.connectors[line].label.as_ref();
        label.is_some_and(|label| part_of(label.rect.y.0 + label.rect.height.0 / 2.0) == part)
    };
    join(&mut pieces, labelled);
    pieces
}

/// Where the same lines pass straight through a part, one joint leads over it, unless a label of theirs stands there.
fn join(pieces: &mut [Piece], labelled: impl Fn(usize, usize) -> bool) {
    let count = pieces.iter().flat_map(|it| [it.enters, it.leaves]).flatten().map(|it| it.joint + 1).max().unwrap_or(0);
    // The lines of each joint, and which of them pass straight to which other joint.
    let mut lines: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    let mut straight: BTreeMap<(usize, usize), BTreeSet<usize>> = BTreeMap::new();
    for piece in pieces.iter() {
        for crossing in [piece.enters, piece.leaves].into_iter().flatten() {
            lines[crossing.joint].insert(piece.line);
        }
        if let (Some(enters), Some(leaves)) = (piece.enters, piece.leaves)
            && piece.points.len() == 2
            && enters.cut != leaves.cut
            && !labelled(piece.line, piece.part)
        {
            straight.entry((enters.joint, leaves.joint)).or_default().insert(piece.line);
        }
    }
    let mut same: Vec<usize> = (0..count).collect();
    for ((a, b), through) in &straight {
        if lines[*a] == *through && lines[*b] == *through {
            let (a, b) = (same[*a], same[*b]);
            same.iter_mut().filter(|it| **it == b).for_each(|it| *it = a);
        }
    }
    for piece in pieces.iter_mut() {
        for crossing in [&mut piece.enters, &mut piece.leaves].into_iter().flatten() {
            crossing.joint = same[crossing.joint];
        }
    }
}

/// The joints by their numbers; numbers that are not used any more have one that nothing refers to.
pub(super) fn joints(pieces: &[Piece], cuts: &[f64]) -> Vec<Joint> {
    let crossings = || {
        pieces.iter().flat_map(|piece| {
            let first = piece.enters.map(|it| (it, piece.points.first()));
            let last = piece.leaves.map(|it| (it, piece.points.last()));
            [first, last].into_iter().flatten().map(move |(it, at)| (it, at, piece.part))
        })
    };
    let count = crossings().map(|(it, ..)| it.joint + 1).max().unwrap_or(0);
    let none = Joint { letter: String::new(), x: 0.0, down: true, parts: (usize::MAX, usize::MAX) };
    let mut joints = vec![none; count];
    for piece in pieces {
        if let (Some(leaves), Some(at)) = (piece.leaves, piece.points.last()) {
            joints[leaves.joint].x = at.x.0;
            joints[leaves.joint].down = leaves.cut == piece.part;
        }
    }
    for (crossing, ..) in crossings() {
        let parts = &mut joints[crossing.joint].parts;
        let (upper, lower) = (crossing.cut, crossing.cut + 1);
        *parts = if parts.0 == usize::MAX { (upper, lower) } else { (parts.0.min(upper), parts.1.max(lower)) };
    }
    debug_assert!(joints.iter().all(|joint| joint.parts.0 == usize::MAX || joint.parts.1 <= cuts.len()));
    let mut used: Vec<usize> = (0..count).filter(|at| joints[*at].parts.0 != usize::MAX).collect();
    let place_of = |at: &usize| (joints[*at].parts.0, place(joints[*at].x), joints[*at].down);
    used.sort_by_key(place_of);
    for (n, at) in used.into_iter().enumerate() {
        joints[at].letter = letter(n);
    }
    joints
}

/// A, B … Z, A1, B1 …
fn letter(n: usize) -> String {
    let first = char::from(b'A' + (n % 26) as u8);
    if n < 26 { first.to_string() } else { format!("{first}{}", n / 26) }
}
