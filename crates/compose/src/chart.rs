//! A process as a chart: steps become the symbols of GB/T 1526, posts and limits stand below their text.

use crate::step_table::alternative;
use mingce_diagram::{Edge, Graph, Lane, Layout, LayoutOptions, Node, Problem, layout, layout_in_lanes, split};
use mingce_document::{Block, Drawing, Figure, Mm, Orientation, ParaStyle, Paragraph, ShapeKind, StyleSheet};
use mingce_domain::process::{NodeKind, Process, ProcessNode};

/// From so many steps on, posts and limits are left to the step table: a chart that also carried them would not fit one
/// page in readable type.
const CROWDED: usize = 20;

/// A chart of so many pages does not fit one page without its posts and limits.
const MANY_PAGES: f64 = 4.0;

/// The lane of steps for which nobody wrote who does them.
const NO_POST: &str = "未定岗位";

/// Lays a process out as a chart; in lanes if the process asks for them and the page is wide enough for so many.
pub fn draw(process: &Process, options: &LayoutOptions) -> Layout {
    if !process.lanes {
        return without_lanes(process, options);
    }
    let lanes = lanes(process);
    let laid =
        layout_in_lanes(&graph(process, Notes::Limit), &lanes, options).filter(|it| parts(it, options).is_some());
    laid.unwrap_or_else(|| without(process, &lanes, options))
}

/// A chart that fits a page only without posts and limits leaves them to the step table, too.
fn without_lanes(process: &Process, options: &LayoutOptions) -> Layout {
    let full = layout(&graph(process, Notes::PostAndLimit), options);
    let height = full.drawing.height.0;
    // Posts and limits are two lines below a text: without them a chart that is many pages high still is.
    if height <= options.max_height.0 || height > MANY_PAGES * options.max_height.0 {
        return full;
    }
    let bare = layout(&graph(process, Notes::None), options);
    let fits = bare.drawing.height.0 <= options.max_height.0;
    if fits { bare } else { full }
}

/// Without the lanes that are too many; that is told.
fn without(process: &Process, lanes: &[Lane], options: &LayoutOptions) -> Layout {
    let mut layout = without_lanes(process, options);
    if !lanes.is_empty() {
        layout.problems.push(Problem::TooManyLanes { lanes: lanes.len() });
    }
    layout
}

/// The same for pages that may be turned: as the lanes need fewer of them.
pub fn draw_turned(process: &Process) -> (Layout, Orientation) {
    if !process.lanes {
        return (without_lanes(process, &LayoutOptions::default()), Orientation::Portrait);
    }
    let (graph, lanes) = (graph(process, Notes::Limit), lanes(process));
    let mut best: Option<(usize, Layout, Orientation)> = None;
    for orientation in [Orientation::Portrait, Orientation::Landscape] {
        let options = options(orientation);
        let Some(layout) = layout_in_lanes(&graph, &lanes, &options) else { continue };
        let Some(parts) = parts(&layout, &options) else { continue };
        let cramped = orientation == Orientation::Portrait && lanes.len() as f64 * LEAST_LANE > options.max_width.0;
        // A turned page is worth it only where it takes no more of them.
        let cost = 2 * parts + usize::from(cramped);
        if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
            best = Some((cost, layout, orientation));
        }
    }
    match best {
        Some((_, layout, orientation)) => (layout, orientation),
        None => (without(process, &lanes, &LayoutOptions::default()), Orientation::Portrait),
    }
}

/// Into how many parts a chart in lanes is cut; `None` when it does not fit a page in so few that they are still read as one.
fn parts(layout: &Layout, options: &LayoutOptions) -> Option<usize> {
    let parts = split(&layout.drawing, options.max_height);
    let fit = parts.iter().all(|part| part.height.0 <= options.max_height.0 + 1e-6);
    (fit && parts.len() <= MOST_PARTS).then_some(parts.len())
}

/// A chart in lanes over more pages than this is better without.
const MOST_PARTS: usize = 4;

/// What a page lying like this has room for.
fn options(orientation: Orientation) -> LayoutOptions {
    let upright = LayoutOptions::default();
    let page = StyleSheet::gb9704().page;
    match orientation {
        Orientation::Portrait => upright,
        Orientation::Landscape => LayoutOptions {
            max_width: page.text_width(orientation),
            max_height: Mm(page.text_height(orientation).0 - HEADING),
            ..upright
        },
    }
}

/// What headings and caption take of a page; mm.
const HEADING: f64 = 27.0;
/// Lanes narrower than this are better on a page across; mm.
const LEAST_LANE: f64 = 26.0;

/// A chart as figures that each fit a page lying like this: whole, or in parts with lettered connectors, of which each says
/// in its caption which it is.
pub(crate) fn figures(
    process: &Process,
    drawing: &Drawing,
    orientation: Orientation,
    id: &str,
    caption: Option<&str>,
) -> Vec<Block> {
    let parts = split(drawing, options(orientation).max_height);
    let count = parts.len();
    let figure = |(at, drawing): (usize, Drawing)| {
        let part = format!("图{}（共{count}图）", at + 1);
        let (id, caption, alt) = match (count, at) {
            (1, _) => (id.to_string(), caption.map(str::to_string), alternative(process)),
            (_, 0) => (id.to_string(), Some(named(caption, &part)), alternative(process)),
            _ => {
                let alt = format!("{}（续），{part}，全部环节见图1的说明", process.title);
                (format!("{id}.{}", at + 1), Some(named(caption, &part)), alt)
            }
        };
        let caption = caption.map(|text| Paragraph::text(format!("{id}.caption").as_str(), ParaStyle::Caption, &text));
        Block::Figure(Figure { id: id.as_str().into(), drawing, caption, alt })
    };
    parts.into_iter().enumerate().map(figure).collect()
}

fn named(caption: Option<&str>, part: &str) -> String {
    caption.map_or_else(|| part.to_string(), |caption| format!("{caption}　{part}"))
}

/// The lanes of a process, in the order in which their posts first act. A beginning or end without a post stands where the
/// step beside it stands.
fn lanes(process: &Process) -> Vec<Lane> {
    let post = |node: &ProcessNode| -> String {
        if !node.actor.trim().is_empty() {
            return node.actor.trim().to_string();
        }
        let beside = match node.kind {
            NodeKind::Start => process.edges.iter().find(|edge| edge.from == node.id).map(|edge| &edge.to),
            NodeKind::End => process.edges.iter().rfind(|edge| edge.to == node.id).map(|edge| &edge.from),
            _ => None,
        };
        let beside = beside.and_then(|id| process.nodes.iter().find(|node| node.id == *id));
        beside.map_or("", |node| node.actor.trim()).to_string()
    };
    let mut lanes: Vec<Lane> = Vec::new();
    let mut nobody = Vec::new();
    for node in &process.nodes {
        let title = post(node);
        if title.is_empty() {
            nobody.push(node.id.clone());
            continue;
        }
        match lanes.iter_mut().find(|lane| lane.title == title) {
            Some(lane) => lane.nodes.push(node.id.clone()),
            None => lanes.push(Lane { title, nodes: vec![node.id.clone()] }),
        }
    }
    if !nobody.is_empty() {
        lanes.push(Lane { title: NO_POST.into(), nodes: nobody });
    }
    lanes
}

/// What stands in a box below its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notes {
    PostAndLimit,
    /// The post stands in the head of the lane.
    Limit,
    None,
}

fn graph(process: &Process, what: Notes) -> Graph {
    let with_notes = process.nodes.len() < CROWDED && what != Notes::None;
    let nodes = process
        .nodes
        .iter()
        .map(|node| Node {
            id: node.id.clone(),
            kind: symbol(&node.kind),
            text: node.text.clone(),
            notes: if with_notes { notes(node, what) } else { Vec::new() },
        })
        .collect();
    let edges = process
        .edges
        .iter()
        .map(|edge| Edge { from: edge.from.clone(), to: edge.to.clone(), label: edge.label.clone() })
        .collect();
    Graph { nodes, edges }
}

/// `岗位 · 时限`, in round brackets, where there is something to say.
fn notes(node: &ProcessNode, what: Notes) -> Vec<String> {
    let actor = if what == Notes::Limit { "" } else { node.actor.as_str() };
    let parts: Vec<&str> = [actor, node.limit.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Vec::new() } else { vec![format!("（{}）", parts.join("·"))] }
}

fn symbol(kind: &NodeKind) -> ShapeKind {
    match kind {
        NodeKind::Start | NodeKind::End => ShapeKind::Terminator,
        NodeKind::Decision => ShapeKind::Decision,
        NodeKind::Document => ShapeKind::Document,
        NodeKind::Data => ShapeKind::Data,
        NodeKind::Manual => ShapeKind::Manual,
        NodeKind::Process | NodeKind::Other(_) => ShapeKind::Process,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_domain::process::ProcessEdge;

    fn node(id: &str, kind: NodeKind, actor: &str) -> ProcessNode {
        ProcessNode { id: id.into(), kind, text: "审核材料".into(), actor: actor.into(), ..ProcessNode::default() }
    }

    /// A start, steps of these posts one after the other, an end; lanes wanted.
    fn process(posts: &[&str]) -> Process {
        let mut nodes = vec![node("S", NodeKind::Start, "")];
        nodes.extend(posts.iter().enumerate().map(|(at, post)| node(&at.to_string(), NodeKind::Process, post)));
        nodes.push(node("Z", NodeKind::End, ""));
        let edges = nodes
            .windows(2)
            .map(|pair| ProcessEdge { from: pair[0].id.clone(), to: pair[1].id.clone(), ..ProcessEdge::default() })
            .collect();
        Process { title: "办理流程".into(), lanes: true, nodes, edges, ..Process::default() }
    }

    #[test]
    fn lanes_follow_the_posts_and_a_step_of_nobody_has_a_lane_that_says_so() {
        let lanes = lanes(&process(&["窗口", "", "股室", "窗口"]));
        let told: Vec<(&str, Vec<&str>)> =
            lanes.iter().map(|it| (it.title.as_str(), it.nodes.iter().map(String::as_str).collect())).collect();
        // The beginning and the end stand where the steps beside them stand.
        assert_eq!(told, [("窗口", vec!["S", "0", "3", "Z"]), ("股室", vec!["2"]), (NO_POST, vec!["1"])]);
    }

    #[test]
    fn few_lanes_stand_upright_and_more_than_pages_have_room_for_are_told() {
        let (layout, orientation) = draw_turned(&process(&["窗口", "股室", "窗口", "分管领导"]));
        assert_eq!((orientation, layout.problems.len()), (Orientation::Portrait, 0));
        assert_eq!(layout.drawing.shapes.iter().filter(|it| it.kind == ShapeKind::Lane).count(), 6);
        let posts: Vec<String> = (0..30).map(|n| format!("岗位{n}")).collect();
        let (layout, orientation) = draw_turned(&process(&posts.iter().map(String::as_str).collect::<Vec<_>>()));
        assert_eq!(orientation, Orientation::Portrait);
        assert_eq!(layout.problems, [Problem::TooManyLanes { lanes: 30 }]);
        assert!(layout.drawing.shapes.iter().all(|it| it.kind != ShapeKind::Lane));
    }

    #[test]
    fn a_chart_too_high_for_a_page_becomes_figures_that_say_which_they_are() {
        let long = Process { lanes: false, ..process(&["窗口"; 40]) };
        let drawing = draw(&long, &LayoutOptions::default()).drawing;
        let figures = figures(&long, &drawing, Orientation::Portrait, "chart", Some("办理流程"));
        assert!(figures.len() > 1);
        for (at, block) in figures.iter().enumerate() {
            let Block::Figure(figure) = block else { panic!("{block:?}") };
            assert!(figure.drawing.height.0 <= LayoutOptions::default().max_height.0);
            assert!(figure.drawing.shapes.iter().all(|shape| shape.size.0 >= 9.0), "text stays readable");
            let caption = figure.caption.as_ref().map(Paragraph::plain_text).unwrap_or_default();
            assert_eq!(caption, format!("办理流程　图{}（共{}图）", at + 1, figures.len()));
        }
    }
}
