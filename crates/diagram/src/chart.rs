//! The whole layout: tries a few arrangements and takes the best.

use crate::geometry::{Frame, Geometry, Memo};
use crate::graph::{Flow, Graph, Problem};
use crate::improve::moves;
use crate::label;
use crate::measure::Tangle;
use crate::options::LayoutOptions;
use crate::order::{groups, mark_loops, roots};
use crate::place::{Arrangement, Outline, Plan, SHORT};
use crate::tracks::Tracks;
use mingce_document::{Connector, Drawing, End, Label, Mm, Pt};

/// A drawing, and what of the graph is not in it as it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The drawing.
    pub drawing: Drawing,
    /// What could not be drawn, for the clerk.
    pub problems: Vec<Problem>,
}

/// Lays a graph out. It never fails: what cannot be drawn is told in [`Layout::problems`], and a graph without nodes
/// gives an empty drawing. The same graph and options always give the same drawing.
///
/// The drawing is never wider than [`LayoutOptions::max_width`]; it is as high as it needs to be. Connectors start
/// and end at the middle of a side of a shape, where its outline is. Connectors that reach the same shape may run together.
pub fn layout(graph: &Graph, options: &LayoutOptions) -> Layout {
    counted(graph, options).0
}

/// The same with the work that it took: states that searches for ways looked at, the same on every machine.
pub(crate) fn counted(graph: &Graph, options: &LayoutOptions) -> (Layout, u64) {
    let options = options.sane();
    let (mut flow, problems) = Flow::of(graph);
    let roots = roots(&flow);
    let order = mark_loops(&mut flow, &roots);
    let groups = groups(&flow, &order);
    let outlines = [false, true].map(|written| Outline::of(&flow, &groups, written));
    let outline = &outlines[0];
    let label_size = Pt(options.sizes().last().copied().unwrap_or(9.0));
    let width = |text: &str| if text.is_empty() { 0 } else { label::size(text, label_size).0.ceil() as u32 };
    let labels: Vec<u32> = flow.lines.iter().map(|line| width(&line.label)).collect();
    let memo = Memo::default();
    let wordy = labels.iter().any(|width| *width > SHORT);
    let sketch = |plan: &Plan| {
        let tracks = Tracks::of(&plan.router);
        let frame = Frame { graph, flow: &flow, grid: &plan.grid, tracks: &tracks, options: &options, memo: &memo };
        let room = label::room(&flow, &plan.grid, &tracks, label_size, options.line_gap.0);
        let (geometry, fits) = frame.set(label_size, &room, 1.0);
        badness(&Tangle::of(&flow, &geometry), &geometry, fits, &options)
    };
    let attempt = |plan: Plan, arrangement: Arrangement, sketched: f64| {
        let tracks = Tracks::of(&plan.router);
        let frame = Frame { graph, flow: &flow, grid: &plan.grid, tracks: &tracks, options: &options, memo: &memo };
        let (geometry, labels, fits) = set(&frame, &options, label_size);
        let badness = badness(&Tangle::of(&flow, &geometry), &geometry, fits, &options);
        Attempt { badness, sketched, arrangement, geometry, labels, plan }
    };
    let mut work = 0;
    let mut try_all = |arrangements: Vec<Arrangement>, mut best: Option<Attempt>| {
        for arrangement in arrangements {
            // A chart so tangled that this is much is read badly however it is arranged.
            if work > ENOUGH && best.is_some() {
                break;
            }
            let plan = Plan::of(&flow, &outlines[usize::from(arrangement.written)], &labels, arrangement);
            work += plan.router.work;
            let sketched = sketch(&plan);
            let next = attempt(plan, arrangement, sketched);
            best = Some(match best {
                Some(held) => better(held, next),
                None => next,
            });
        }
        best
    };
    // The best with each choice of the main path; what looks worse before it is improved may look better after.
    let mut begun: Vec<Attempt> = Vec::new();
    for written in [false, true] {
        if written && !outlines[1].rivals(&flow, &outlines[0]) {
            break;
        }
        let outline = &outlines[usize::from(written)];
        let all = arrangements(outline, flow.len(), written);
        let mut counts: Vec<usize> = all.iter().map(|it| it.columns).collect();
        counts.dedup();
        let mut bests = Vec::new();
        for count in counts {
            let some = all.iter().copied().filter(|it| it.columns == count).collect();
            let mut best = try_all(some, None);
            if let Some(held) = best {
                best = try_all(variations(outline, flow.len(), wordy, &held.arrangement), Some(held));
            }
            bests.extend(best);
        }
        bests.sort_by(|a, b| a.badness.total_cmp(&b.badness));
        bests.truncate(2);
        begun.extend(bests);
    }
    let least = begun.iter().map(|it| it.badness).fold(f64::INFINITY, f64::min);
    begun.retain(|it| it.badness < least + PROMISING);
    let mut improved = |mut held: Attempt| {
        let fixed = outlines[usize::from(held.arrangement.written)].fixed(flow.len());
        let most = work + ENOUGH / 2;
        let mut better = !outline.straight() && flow.len() <= LARGE;
        while better && work < most {
            better = false;
            for it in moves(&flow, &held.plan, &fixed) {
                if work > most || !held.plan.admits(&it) {
                    continue;
                }
                let (mut plan, ends) = held.plan.moved(&flow, &it);
                // Most moves are seen to be no good before lines are untangled and labels placed.
                let mut sketched = sketch(&plan);
                if sketched < held.sketched + PROMISING {
                    ends.into_iter().for_each(|node| plan.untangle(&flow, node));
                    sketched = sketch(&plan);
                }
                work += plan.router.work - held.plan.router.work;
                if sketched < held.sketched - 0.01 {
                    let next = attempt(plan, held.arrangement, sketched);
                    if next.badness < held.badness - 0.01 {
                        held = next;
                        better = true;
                    }
                }
            }
        }
        held
    };
    let best = begun.into_iter().map(&mut improved).reduce(better);
    let drawing = match best {
        Some(best) => drawing(&flow, best.geometry, best.labels, &options),
        None => empty(&options),
    };
    (Layout { drawing, problems }, work)
}

/// Weighs what makes a chart hard to read and to print.
fn badness(tangle: &Tangle, geometry: &Geometry, fits: bool, options: &LayoutOptions) -> f64 {
    let over = (geometry.height - options.max_height.0).max(0.0);
    let narrow = options.max_box_width.0 - geometry.box_width;
    300.0 * tangle.crossings as f64
        + 1000.0 * tangle.overlaps as f64
        + 160.0 * tangle.shared as f64
        + 40.0 * tangle.turns as f64
        + 80.0 * tangle.upward as f64
        + 0.04 * tangle.length
        + 0.3 * geometry.height
        + 8.0 * over
        + 2.0 * narrow
        + if fits { 0.0 } else { 4000.0 }
}

/// After so much work no further arrangement is tried.
pub(crate) const ENOUGH: u64 = 1_200_000;

/// Untangling a node's lines saves about so much at best.
const PROMISING: f64 = 90.0;

/// Charts above this size are arranged in one way only.
const LARGE: usize = 120;

/// The arrangements to begin with.
fn arrangements(outline: &Outline, nodes: usize, written: bool) -> Vec<Arrangement> {
    let with =
        |columns, main, stretched| Arrangement { columns, main, label_weight: 2, stretched, backwards: false, written };
    match () {
        () if nodes == 0 => Vec::new(),
        () if outline.straight() => vec![with(1, 0, false)],
        () if nodes > LARGE => vec![with(4, 1, false)],
        () => {
            let columns = [(2, 0), (3, 1), (3, 0), (4, 1)];
            let ways = if outline.stretches() { &[true, false][..] } else { &[false] };
            columns.iter().flat_map(|&(c, m)| ways.iter().map(move |&stretched| with(c, m, stretched))).collect()
        }
    }
}

/// What else is worth trying where one arrangement is the best so far; `wordy` if there are labels that need room.
fn variations(outline: &Outline, nodes: usize, wordy: bool, best: &Arrangement) -> Vec<Arrangement> {
    if outline.straight() || nodes > LARGE {
        return Vec::new();
    }
    let wary = Arrangement { label_weight: 5, ..*best };
    let backwards = |it: Arrangement| Arrangement { backwards: true, ..it };
    let mut others = Vec::new();
    others.extend(wordy.then_some(wary));
    others.extend(outline.ordered().then(|| backwards(*best)));
    others.extend((wordy && outline.ordered()).then(|| backwards(wary)));
    others
}

/// An arrangement, set.
struct Attempt {
    badness: f64,
    /// The same before labels are placed.
    sketched: f64,
    arrangement: Arrangement,
    geometry: Geometry,
    labels: Vec<Option<Label>>,
    plan: Plan,
}

/// The better of two; of two alike the first.
fn better(first: Attempt, second: Attempt) -> Attempt {
    if second.badness < first.badness { second } else { first }
}

/// How much the space between rows shrinks before a chart becomes higher than a page.
const TIGHT: f64 = 0.7;

/// Sets an arrangement with the largest text that keeps it on a page.
fn set(frame: &Frame, options: &LayoutOptions, label_size: Pt) -> (Geometry, Vec<Option<Label>>, bool) {
    let mut room = label::room(frame.flow, frame.grid, frame.tracks, label_size, options.line_gap.0);
    let least = label_size;
    for _ in 0..6 {
        let (mut geometry, _) = frame.set(least, &room, 1.0);
        let (_, crowded) = label::place(frame.flow, &mut geometry, label_size);
        if crowded.is_empty() {
            break;
        }
        for line in crowded {
            let height = label::size(&frame.flow.lines[line].label, label_size).1;
            let level = frame.tracks.stretches[line].iter().take(2).find_map(|part| match part.channel() {
                Some(channel) if !part.upright() => Some(channel),
                None if part.upright() => Some(part.from.y / 2 + usize::from(part.to.y > part.from.y)),
                _ => None,
            });
            if let Some(place) = level.and_then(|level| room.top.get_mut(level)) {
                *place += height;
            }
        }
    }
    let mut chosen = None;
    let usual = options.sizes().into_iter().map(|size| (size, 1.0));
    for (size, tight) in usual.chain([(least.0, TIGHT)]) {
        let (mut geometry, fits) = frame.set(Pt(size), &room, tight);
        let (labels, _) = label::place(frame.flow, &mut geometry, label_size);
        let good = fits && geometry.height <= options.max_height.0;
        chosen = Some((geometry, labels, fits));
        if good {
            break;
        }
    }
    chosen.unwrap_or_else(|| {
        let (geometry, fits) = frame.set(least, &room, 1.0);
        let none = vec![None; frame.flow.lines.len()];
        (geometry, none, fits)
    })
}

fn drawing(flow: &Flow, geometry: Geometry, labels: Vec<Option<Label>>, options: &LayoutOptions) -> Drawing {
    let connectors = flow
        .lines
        .iter()
        .zip(geometry.lines)
        .zip(geometry.sides)
        .zip(labels)
        .enumerate()
        .filter(|(_, (((_, points), _), _))| points.len() >= 2)
        .map(|(at, (((line, points), (leave, arrive)), label))| Connector {
            id: format!("line{}", at + 1),
            from: End { shape: flow.ids[line.from].clone(), side: leave },
            to: End { shape: flow.ids[line.to].clone(), side: arrive },
            points,
            label,
        })
        .collect();
    Drawing {
        width: Mm(geometry.width),
        height: Mm(geometry.height),
        shapes: geometry.shapes,
        connectors,
        stroke: options.stroke,
    }
}

fn empty(options: &LayoutOptions) -> Drawing {
    Drawing { width: Mm(0.0), height: Mm(0.0), shapes: vec![], connectors: vec![], stroke: options.stroke }
}
