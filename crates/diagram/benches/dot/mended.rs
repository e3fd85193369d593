//! What a chart would need if its lines began and ended at the middle of a side, as in GB/T 1526 and as shapes of a text
//! processor are joined.

use crate::score::{Box4, Set};
use std::collections::VecDeque;

/// Room beside a box for a line; mm.
const BESIDE: f64 = 1.0;
/// Up, right, down, left.
const STEPS: [(i64, i64); 4] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// The fewest corners that the lines can have with the boxes where they stand: each line by itself from the middle of a
/// side to the middle of a side, around all boxes, as if there were no other line. A drawing that also keeps lines apart
/// needs these at least.
pub fn least_corners(set: &Set, ends: &[(usize, usize)]) -> usize {
    ends.iter().map(|(from, to)| corners(&set.boxes, *from, *to)).sum()
}

fn corners(boxes: &[Box4], from: usize, to: usize) -> usize {
    if from == to {
        return 3;
    }
    let axis = |n: usize| {
        let mut all: Vec<f64> = boxes.iter().flat_map(|b| [b[n] - BESIDE, b[n] + b[n + 2] + BESIDE]).collect();
        all.extend([from, to].map(|it| boxes[it][n] + boxes[it][n + 2] / 2.0));
        all.sort_by(f64::total_cmp);
        all.dedup_by(|a, b| (*a - *b).abs() < 0.05);
        all
    };
    let (xs, ys) = (axis(0), axis(1));
    let near = |all: &[f64], v: f64| all.iter().position(|it| (it - v).abs() < 0.06).unwrap_or(0);
    let middle = |it: usize| {
        let b = &boxes[it];
        (near(&xs, b[0] + b[2] / 2.0), near(&ys, b[1] + b[3] / 2.0))
    };
    let (start, goal) = (middle(from), middle(to));
    // Inside its own two boxes a line runs only along their middle lines: that is what makes its ends middles of sides.
    let open = |x: usize, y: usize, dir: usize| {
        let (x, y) = (xs[x], ys[y]);
        boxes.iter().enumerate().all(|(n, b)| {
            let inside = x > b[0] + 0.01 && x < b[0] + b[2] - 0.01 && y > b[1] + 0.01 && y < b[1] + b[3] - 0.01;
            let own = n == from || n == to;
            let along = if dir.is_multiple_of(2) { x - (b[0] + b[2] / 2.0) } else { y - (b[1] + b[3] / 2.0) };
            !inside || own && along.abs() < 0.06
        })
    };
    let at = |x: usize, y: usize, dir: usize| (y * xs.len() + x) * 4 + dir;
    let mut least = vec![usize::MAX; xs.len() * ys.len() * 4];
    let mut queue = VecDeque::new();
    for dir in 0..4 {
        least[at(start.0, start.1, dir)] = 0;
        queue.push_back((start.0, start.1, dir));
    }
    while let Some((x, y, dir)) = queue.pop_front() {
        let cost = least[at(x, y, dir)];
        if (x, y) == goal {
            return cost;
        }
        let (nx, ny) = (x as i64 + STEPS[dir].0, y as i64 + STEPS[dir].1);
        let inside = nx >= 0 && ny >= 0 && (nx as usize) < xs.len() && (ny as usize) < ys.len();
        if inside {
            let (nx, ny) = (nx as usize, ny as usize);
            if open(nx, ny, dir) && cost < least[at(nx, ny, dir)] {
                least[at(nx, ny, dir)] = cost;
                queue.push_front((nx, ny, dir));
            }
        }
        // No corner inside a box.
        let outside = boxes.iter().all(|b| {
            let (px, py) = (xs[x], ys[y]);
            px <= b[0] || px >= b[0] + b[2] || py <= b[1] || py >= b[1] + b[3]
        });
        if outside {
            for turned in [(dir + 1) % 4, (dir + 3) % 4] {
                if cost + 1 < least[at(x, y, turned)] {
                    least[at(x, y, turned)] = cost + 1;
                    queue.push_back((x, y, turned));
                }
            }
        }
    }
    0
}
