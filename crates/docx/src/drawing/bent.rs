//! A polyline as one of DrawingML's preset connectors.
//!
//! In its own frame such a connector starts at the upper left corner, runs to the right first, and ends at the lower
//! right corner; its inner corners are given in 1/100,000 of the frame's width and height. The frame is mirrored and
//! turned to bring it into place.

/// A preset connector: all in EMU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bent {
    pub preset: &'static str,
    /// Left, top, width and height, before turning.
    pub frame: [i64; 4],
    /// Turned by a quarter, clockwise: its first leg is vertical.
    pub upright: bool,
    pub flip_h: bool,
    pub flip_v: bool,
    /// Positions of the inner legs.
    pub adjust: Vec<i64>,
}

/// The whole of a frame, in the unit of adjustments.
const WHOLE: i64 = 100_000;

/// Width of a frame whose ends lie below each other but whose legs leave that line: 0.1 mm, the least that survives
/// programs that count in hundredths of a millimetre.
const SLIVER: i64 = 3_600;

/// The points where a line turns, and its ends: without repeated points and points in the middle of a leg.
pub(super) fn corners(points: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let mut corners: Vec<(i64, i64)> = Vec::with_capacity(points.len());
    for &point in points {
        if corners.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = corners[..]
            && (a.0 == b.0 && b.0 == point.0 || a.1 == b.1 && b.1 == point.1)
        {
            corners.pop();
        }
        corners.push(point);
    }
    corners
}

/// The preset connector through these corners, if there is one.
pub(super) fn fit(corners: &[(i64, i64)]) -> Option<Bent> {
    let (start, end) = (*corners.first()?, *corners.last()?);
    let (dx, dy) = (end.0 - start.0, end.1 - start.1);
    if corners.len() == 2 {
        return Some(Bent {
            preset: "straightConnector1",
            frame: [start.0.min(end.0), start.1.min(end.1), dx.abs(), dy.abs()],
            upright: false,
            flip_h: dx < 0,
            flip_v: dy < 0,
            adjust: Vec::new(),
        });
    }
    let preset = match corners.len() {
        3 => "bentConnector2",
        4 => "bentConnector3",
        5 => "bentConnector4",
        6 => "bentConnector5",
        _ => return None,
    };
    let upright = corners[0].0 == corners[1].0;
    // In the frame: along the first leg, and across it; both grow towards the end.
    let local = |point: (i64, i64)| {
        let (x, y) = ((point.0 - start.0) * sign(dx), (point.1 - start.1) * sign(dy));
        if upright { (y, x) } else { (x, y) }
    };
    let locals: Vec<(i64, i64)> = corners.iter().map(|corner| local(*corner)).collect();
    // Legs along and across take turns, along first.
    let takes_turns = locals
        .windows(2)
        .enumerate()
        .all(|(leg, pair)| if leg % 2 == 0 { pair[0].1 == pair[1].1 } else { pair[0].0 == pair[1].0 });
    if !takes_turns {
        return None;
    }
    let (along, across) = *locals.last()?;
    let inner = &locals[1..locals.len() - 2];
    let along = if along == 0 { SLIVER } else { along };
    let across = if across == 0 && inner.len() > 1 { SLIVER } else { across };
    let mut adjust = Vec::with_capacity(inner.len());
    for (leg, point) in inner.iter().enumerate() {
        let (position, whole) = if leg % 2 == 0 { (point.0, along) } else { (point.1, across) };
        let value = position.checked_mul(WHOLE)?.checked_div(whole)?;
        adjust.push(i64::from(i32::try_from(value).ok()?));
    }
    // Turning goes around the middle, which start and end share.
    let (middle_x, middle_y) = ((start.0 + end.0) / 2, (start.1 + end.1) / 2);
    Some(Bent {
        preset,
        frame: [middle_x - along / 2, middle_y - across / 2, along, across],
        upright,
        // Turned clockwise, the frame's right points down and its bottom to the left.
        flip_h: if upright { dy < 0 } else { dx < 0 },
        flip_v: if upright { dx > 0 } else { dy < 0 },
        adjust,
    })
}

fn sign(value: i64) -> i64 {
    if value < 0 { -1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a preset connector as the standard describes it.
    fn draw(bent: &Bent) -> Vec<(i64, i64)> {
        let [left, top, width, height] = bent.frame;
        let part = |at: usize| bent.adjust[at];
        let x = |at: usize| width * part(at) / WHOLE;
        let y = |at: usize| height * part(at) / WHOLE;
        let path = match bent.preset {
            "straightConnector1" => vec![(0, 0), (width, height)],
            "bentConnector2" => vec![(0, 0), (width, 0), (width, height)],
            "bentConnector3" => vec![(0, 0), (x(0), 0), (x(0), height), (width, height)],
            "bentConnector4" => vec![(0, 0), (x(0), 0), (x(0), y(1)), (width, y(1)), (width, height)],
            "bentConnector5" => {
                vec![(0, 0), (x(0), 0), (x(0), y(1)), (x(2), y(1)), (x(2), height), (width, height)]
            }
            other => panic!("{other}"),
        };
        path.into_iter()
            .map(|(x, y)| {
                let x = if bent.flip_h { width - x } else { x };
                let y = if bent.flip_v { height - y } else { y };
                let (cx, cy) = (x - width / 2, y - height / 2);
                let (cx, cy) = if bent.upright { (-cy, cx) } else { (cx, cy) };
                (left + width / 2 + cx, top + height / 2 + cy)
            })
            .collect()
    }

    #[test]
    fn every_shape_of_line_is_drawn_through_its_own_corners() {
        let step = 36_000;
        let lines: &[&[(i64, i64)]] = &[
            &[(0, 0), (0, 9)],
            &[(4, 9), (4, 0)],
            &[(0, 0), (5, 0), (5, 7)],
            &[(9, 9), (3, 9), (3, 2)],
            &[(0, 0), (0, 6), (8, 6)],
            &[(8, 8), (8, 3), (1, 3)],
            &[(0, 0), (4, 0), (4, 6), (9, 6)],
            &[(9, 0), (9, 3), (2, 3), (2, 8)],
            &[(0, 8), (0, 5), (7, 5), (7, 1)],
            &[(10, 10), (14, 10), (14, 2), (10, 2)],
            &[(10, 10), (4, 10), (4, 2), (8, 2)],
            &[(5, 5), (5, 9), (15, 9), (15, 1), (9, 1)],
            &[(5, 5), (1, 5), (1, 12), (20, 12), (20, 3)],
            &[(5, 5), (5, 8), (15, 8), (15, 1), (9, 1), (9, 3)],
            &[(5, 5), (2, 5), (2, 9), (11, 9), (11, 7), (6, 7)],
        ];
        for line in lines {
            let line: Vec<(i64, i64)> = line.iter().map(|(x, y)| (x * step, y * step)).collect();
            let bent = fit(&line).unwrap_or_else(|| panic!("{line:?}"));
            for (drawn, wanted) in draw(&bent).iter().zip(&line) {
                let off = (drawn.0 - wanted.0).abs().max((drawn.1 - wanted.1).abs());
                assert!(off <= SLIVER, "{line:?} as {bent:?}: {drawn:?}");
            }
            assert_eq!(draw(&bent).len(), line.len());
        }
    }

    #[test]
    fn long_and_slanted_lines_have_no_preset() {
        assert_eq!(fit(&[(0, 0), (5, 5), (9, 5)]), None);
        let stairs: Vec<(i64, i64)> = (0..7).map(|at| (at / 2 + at % 2, at / 2)).collect();
        assert_eq!(fit(&stairs), None);
        assert_eq!(fit(&[]), None);
    }

    #[test]
    fn repeated_points_and_points_on_a_leg_are_dropped() {
        let points = [(0, 0), (0, 0), (0, 3), (0, 6), (2, 6), (4, 6), (4, 6)];
        assert_eq!(corners(&points), [(0, 0), (0, 6), (4, 6)]);
    }
}
