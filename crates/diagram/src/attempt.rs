//! Arrangements as they would be printed, how easy they are to read, and how they are made easier.

use crate::geometry::{Frame, Geometry, Memo};
use crate::graph::{Flow, Graph};
use crate::improve::moves;
use crate::label;
use crate::lanes::Lanes;
use crate::measure::Tangle;
use crate::options::LayoutOptions;
use crate::place::Plan;
use crate::tracks::Tracks;
use mingce_document::{Label, Pt};

/// What is laid out, and how much work that took so far.
pub(crate) struct Chart<'a> {
    graph: &'a Graph,
    pub flow: &'a Flow,
    lanes: Option<&'a Lanes<'a>>,
    options: LayoutOptions,
    /// The size of labels.
    label_size: Pt,
    /// The widths of labels in mm, none for a line without.
    pub labels: Vec<u32>,
    memo: Memo,
    /// States that searches for ways looked at.
    pub work: u64,
}

/// An arrangement, set.
pub(crate) struct Attempt {
    pub badness: f64,
    /// The same before labels are placed.
    sketched: f64,
    pub fits: bool,
    pub geometry: Geometry,
    pub labels: Vec<Option<Label>>,
    plan: Plan,
}

/// The better of two; of two alike the first.
pub(crate) fn better(first: Attempt, second: Attempt) -> Attempt {
    if second.badness < first.badness { second } else { first }
}

/// Untangling a node's lines saves about so much at best.
const PROMISING: f64 = 90.0;
/// So much work goes into improving one arrangement.
const IMPROVING: u64 = 150_000;

impl<'a> Chart<'a> {
    pub fn of(graph: &'a Graph, flow: &'a Flow, lanes: Option<&'a Lanes<'a>>, options: LayoutOptions) -> Chart<'a> {
        let label_size = Pt(options.sizes().last().copied().unwrap_or(9.0));
        let width = |text: &str| if text.is_empty() { 0 } else { label::size(text, label_size).0.ceil() as u32 };
        let labels = flow.lines.iter().map(|line| width(&line.label)).collect();
        Chart { graph, flow, lanes, options, label_size, labels, memo: Memo::default(), work: 0 }
    }

    fn frame<'b>(&'b self, plan: &'b Plan, tracks: &'b Tracks) -> Frame<'b> {
        let Chart { graph, flow, lanes, options, memo, .. } = self;
        Frame { graph, flow, grid: &plan.grid, tracks, options, memo, lanes: *lanes }
    }

    /// How bad an arrangement is before labels are placed.
    fn sketched(&self, plan: &Plan) -> f64 {
        let tracks = Tracks::of(&plan.router);
        let gap = self.options.line_gap.0;
        let room = label::room(
            self.flow,
            &plan.grid,
            &tracks,
            self.label_size,
            gap,
            self.lanes.is_some_and(|lanes| lanes.beside_labels),
        );
        let (geometry, fits) = self.frame(plan, &tracks).set(self.label_size, &room, 1.0);
        badness(&Tangle::of(self.flow, &geometry), &geometry, fits, &self.options)
    }

    /// An arrangement, set; `sketched` if that is known.
    pub fn attempt(&self, plan: Plan, sketched: Option<f64>) -> Attempt {
        let tracks = Tracks::of(&plan.router);
        let (geometry, labels, fits) = set(&self.frame(&plan, &tracks), &self.options, self.label_size);
        let badness = badness(&Tangle::of(self.flow, &geometry), &geometry, fits, &self.options);
        let sketched = sketched.unwrap_or_else(|| self.sketched(&plan));
        Attempt { badness, sketched, fits, geometry, labels, plan }
    }

    /// Moves nodes, runs of nodes and rows as long as that makes the chart easier to read; `fixed` nodes keep their column.
    pub fn improved(&mut self, mut held: Attempt, fixed: &[bool]) -> Attempt {
        let most = self.work + IMPROVING;
        let mut better = true;
        while better && self.work < most {
            better = false;
            for it in moves(self.flow, &held.plan, fixed, self.lanes) {
                if self.work > most || !held.plan.admits(&it) {
                    continue;
                }
                let (mut plan, ends) = held.plan.moved(self.flow, &it);
                // Most moves are seen to be no good before lines are untangled and labels placed.
                let mut sketched = self.sketched(&plan);
                if sketched < held.sketched + PROMISING {
                    ends.into_iter().for_each(|node| plan.untangle(self.flow, node));
                    sketched = self.sketched(&plan);
                }
                self.work += plan.router.work - held.plan.router.work;
                if sketched < held.sketched - 0.01 {
                    let next = self.attempt(plan, Some(sketched));
                    if next.badness < held.badness - 0.01 {
                        held = next;
                        better = true;
                    }
                }
            }
        }
        held
    }
}

/// Weighs what makes a chart hard to read and to print.
fn badness(tangle: &Tangle, geometry: &Geometry, fits: bool, options: &LayoutOptions) -> f64 {
    // Little is gained by lowering what is cut into parts in any case.
    let over = (geometry.height - options.max_height.0).clamp(0.0, 60.0);
    let narrow = options.max_box_width.0 - geometry.box_width;
    300.0 * tangle.crossings as f64
        + 1000.0 * tangle.overlaps as f64
        + 160.0 * tangle.shared as f64
        + 40.0 * tangle.turns as f64
        + 160.0 * tangle.upward as f64
        + 0.04 * tangle.length
        + 0.3 * geometry.height
        + 8.0 * over
        + 2.0 * narrow
        + if fits { 0.0 } else { 4000.0 }
}

/// How much the space between rows shrinks before a chart becomes higher than a page.
const TIGHT: f64 = 0.7;

/// Sets an arrangement with the largest text that keeps it on a page; with the smallest, not squeezed, if none does.
fn set(frame: &Frame, options: &LayoutOptions, label_size: Pt) -> (Geometry, Vec<Option<Label>>, bool) {
    let mut room = label::room(
        frame.flow,
        frame.grid,
        frame.tracks,
        label_size,
        options.line_gap.0,
        frame.lanes.is_some_and(|lanes| lanes.beside_labels),
    );
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
    let mut held = None;
    let usual = options.sizes().into_iter().map(|size| (size, 1.0));
    for (size, tight) in usual.chain([(least.0, TIGHT)]) {
        let (mut geometry, fits) = frame.set(Pt(size), &room, tight);
        let (labels, _) = label::place(frame.flow, &mut geometry, label_size);
        if fits && geometry.height <= options.max_height.0 {
            return (geometry, labels, fits);
        }
        // What does not fit one page in any case is cut into several: few of them, but with room between the rows.
        if tight == 1.0 {
            held = Some((geometry, labels, fits));
        }
    }
    held.unwrap_or_else(|| {
        let (geometry, fits) = frame.set(least, &room, 1.0);
        let none = vec![None; frame.flow.lines.len()];
        (geometry, none, fits)
    })
}
