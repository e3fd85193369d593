//! The whole layout: tries a few arrangements and takes the best.

use crate::attempt::{Attempt, Chart, better};
use crate::geometry::{EDGE, Geometry};
use crate::graph::{Flow, Graph, Problem};
use crate::lanes::{Lane, Lanes};
use crate::options::LayoutOptions;
use crate::order::{groups, mark_loops, roots};
use crate::place::{Arrangement, Outline, Plan, SHORT};
use mingce_document::{Connector, Drawing, End, Label, Mm};

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

/// Lays a graph out in upright lanes, side by side in the order given, each under a head with its title; otherwise like
/// [`layout`]. Frames and heads come first among the drawing's shapes. `None` when the lanes are too many for the width.
pub fn layout_in_lanes(graph: &Graph, lanes: &[Lane], options: &LayoutOptions) -> Option<Layout> {
    if lanes.is_empty() || graph.nodes.is_empty() {
        return None;
    }
    [true, false].iter().find_map(|beside| in_lanes(graph, &Lanes::of(graph, lanes, *beside), options))
}

fn in_lanes(graph: &Graph, lanes: &Lanes<'_>, options: &LayoutOptions) -> Option<Layout> {
    let options = LayoutOptions { min_box_width: Mm(NARROWEST), ..options.sane() };
    let (flow, order, problems) = resolved(graph);
    let mut chart = Chart::of(graph, &flow, Some(lanes), options);
    let outline = Outline::of(&flow, &groups(&flow, &order), false);
    let mut begun = Vec::new();
    for level in [true, false] {
        let cells = lanes.rows(&flow, &order, level);
        let plan = Plan::in_lanes(&flow, &outline.main, &chart.labels, lanes, &cells);
        chart.work += plan.router.work;
        begun.push(chart.attempt(plan, None));
    }
    let free = vec![false; flow.len()];
    let improved = begun.into_iter().map(|held| if flow.tangled() { held } else { chart.improved(held, &free) });
    let best = improved.reduce(better).filter(|best| best.fits)?;
    Some(Layout { drawing: drawing(&flow, best.geometry, best.labels, &options), problems })
}

/// Boxes in lanes may be narrower than others: three characters and a little more.
const NARROWEST: f64 = 14.0;

fn resolved(graph: &Graph) -> (Flow, Vec<usize>, Vec<Problem>) {
    let (mut flow, problems) = Flow::of(graph);
    let roots = roots(&flow);
    let order = mark_loops(&mut flow, &roots);
    (flow, order, problems)
}

/// A layout and the work that it took: states that searches for ways looked at, the same on every machine.
pub(crate) fn counted(graph: &Graph, options: &LayoutOptions) -> (Layout, u64) {
    let options = options.sane();
    let (flow, order, problems) = resolved(graph);
    let groups = groups(&flow, &order);
    let outlines = [false, true].map(|written| Outline::of(&flow, &groups, written));
    let mut chart = Chart::of(graph, &flow, None, options);
    let wordy = chart.labels.iter().any(|width| *width > SHORT);
    // The best with each choice of the main path; what looks worse before it is improved may look better after.
    let mut begun: Vec<(Attempt, Option<Vec<bool>>)> = Vec::new();
    for (outline, written) in outlines.iter().zip([false, true]) {
        if written && !outline.rivals(&flow, &outlines[0]) {
            break;
        }
        let all = arrangements(outline, &flow, written);
        let mut counts: Vec<usize> = all.iter().map(|it| it.columns).collect();
        counts.dedup();
        // The best with any number of columns; only that one is improved.
        let mut held: Option<Attempt> = None;
        for count in counts {
            let some = all.iter().copied().filter(|it| it.columns == count).collect();
            let mut best = tried(&mut chart, outline, some, None);
            if let Some((_, arrangement)) = best {
                let others = variations(outline, &flow, wordy, &arrangement);
                best = tried(&mut chart, outline, others, best);
            }
            held = held.into_iter().chain(best.map(|(best, _)| best)).reduce(better);
        }
        let fixed = if outline.straight() || large(&flow) { None } else { Some(outline.fixed(flow.len())) };
        begun.extend(held.map(|it| (it, fixed)));
    }
    let least = begun.iter().map(|(it, _)| it.badness).fold(f64::INFINITY, f64::min);
    begun.retain(|(it, _)| it.badness < least + WORTH_IMPROVING);
    let improved = begun.into_iter().map(|(held, fixed)| match fixed {
        Some(fixed) => chart.improved(held, &fixed),
        None => held,
    });
    let drawing = match improved.reduce(better) {
        Some(best) => drawing(&flow, best.geometry, best.labels, &options),
        None => empty(&options),
    };
    (Layout { drawing, problems }, chart.work)
}

/// An arrangement so much worse than the best is not improved.
const WORTH_IMPROVING: f64 = 90.0;

/// The best of these arrangements and of one known already.
fn tried(
    chart: &mut Chart<'_>,
    outline: &Outline,
    arrangements: Vec<Arrangement>,
    mut best: Option<(Attempt, Arrangement)>,
) -> Option<(Attempt, Arrangement)> {
    for arrangement in arrangements {
        // A chart so tangled that this is much is read badly however it is arranged.
        if chart.work > ENOUGH && best.is_some() {
            break;
        }
        let plan = Plan::of(chart.flow, outline, &chart.labels, arrangement);
        chart.work += plan.router.work;
        let next = chart.attempt(plan, None);
        best = Some(match best {
            Some(held) if held.0.badness <= next.badness => held,
            _ => (next, arrangement),
        });
    }
    best
}

/// After so much work no further arrangement is tried.
pub(crate) const ENOUGH: u64 = 400_000;

/// Charts above this size are arranged in one way only.
const LARGE: usize = 120;

fn large(flow: &Flow) -> bool {
    flow.len() > LARGE || flow.tangled()
}

/// The arrangements to begin with.
fn arrangements(outline: &Outline, flow: &Flow, written: bool) -> Vec<Arrangement> {
    let with =
        |columns, main, stretched| Arrangement { columns, main, label_weight: 2, stretched, backwards: false, written };
    match () {
        () if flow.len() == 0 => Vec::new(),
        () if outline.straight() => vec![with(1, 0, false)],
        () if large(flow) => vec![with(4, 1, false)],
        () => {
            let columns = [(2, 0), (3, 1), (3, 0), (4, 1)];
            let ways = if outline.stretches() { &[true, false][..] } else { &[false] };
            columns.iter().flat_map(|&(c, m)| ways.iter().map(move |&stretched| with(c, m, stretched))).collect()
        }
    }
}

/// What else is worth trying where one arrangement is the best so far; `wordy` if there are labels that need room.
fn variations(outline: &Outline, flow: &Flow, wordy: bool, best: &Arrangement) -> Vec<Arrangement> {
    if outline.straight() || large(flow) {
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

fn drawing(flow: &Flow, geometry: Geometry, labels: Vec<Option<Label>>, options: &LayoutOptions) -> Drawing {
    let geometry = geometry.named(flow);
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
    let mut drawing = Drawing {
        width: Mm(geometry.width),
        height: Mm(geometry.height),
        shapes: geometry.lanes.into_iter().chain(geometry.shapes).collect(),
        connectors,
        stroke: options.stroke,
    };
    // Room that was kept for a label which found its place elsewhere: the chart would stand beside the middle of its page.
    let right = drawing.bounds().map_or(0.0, |bounds| bounds.x.0 + bounds.width.0 + EDGE);
    drawing.width = Mm(drawing.width.0.min(right));
    drawing
}

fn empty(options: &LayoutOptions) -> Drawing {
    Drawing { width: Mm(0.0), height: Mm(0.0), shapes: vec![], connectors: vec![], stroke: options.stroke }
}
