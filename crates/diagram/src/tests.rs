//! What every drawing must keep to, whatever the graph.

use crate::chart::counted;
use crate::text::em_width;
use crate::{Edge, Graph, Layout, LayoutOptions, Node, Problem, layout};
use mingce_document::{Connector, Drawing, Mm, Point, Rect, Shape, ShapeKind};
use std::collections::BTreeMap;

mod lanes;
mod split;

/// A small generator of numbers: tests must be the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

const KINDS: [ShapeKind; 9] = [
    ShapeKind::Terminator,
    ShapeKind::Process,
    ShapeKind::Decision,
    ShapeKind::Document,
    ShapeKind::Data,
    ShapeKind::Manual,
    ShapeKind::Predefined,
    ShapeKind::Preparation,
    ShapeKind::Connector,
];

fn node(id: &str, kind: ShapeKind, text: &str) -> Node {
    Node { id: id.into(), kind, text: text.into(), notes: Vec::new() }
}

fn edge(from: &str, to: &str, label: &str) -> Edge {
    Edge { from: from.into(), to: to.into(), label: label.into() }
}

/// Boxes n0, n1, … with these lines.
fn plain(count: usize, lines: &[(usize, usize)]) -> Graph {
    Graph {
        nodes: (0..count).map(|n| node(&format!("n{n}"), ShapeKind::Process, "登记、审核")).collect(),
        edges: lines.iter().map(|(from, to)| edge(&format!("n{from}"), &format!("n{to}"), "")).collect(),
    }
}

/// Any graph at all: loops, self loops, several lines between two nodes, parts that do not hang together.
fn random(seed: u64, most: usize) -> Graph {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let count = 1 + dice.below(most);
    let text: Vec<char> = "申请人不服？（说明理由）、收到之日起20个工作日内答复；ABC公开".chars().collect();
    let words = |longest: usize, dice: &mut Dice| -> String {
        (0..dice.below(longest + 1)).map(|_| text[dice.below(text.len())]).collect()
    };
    let nodes = (0..count)
        .map(|n| {
            let kind = KINDS[dice.below(KINDS.len())];
            let notes = if dice.below(3) == 0 { vec![words(12, &mut dice)] } else { Vec::new() };
            Node { notes, ..node(&format!("n{n}"), kind, &words(24, &mut dice)) }
        })
        .collect();
    let edges = (0..dice.below(2 * count + 1))
        .map(|_| {
            let from = dice.below(count);
            let to = if dice.below(4) > 0 { (from + 1 + dice.below(3)).min(count - 1) } else { dice.below(count) };
            edge(&format!("n{from}"), &format!("n{to}"), &words(8, &mut dice))
        })
        .collect();
    Graph { nodes, edges }
}

fn overlap(a: &Rect, b: &Rect, least: f64) -> bool {
    a.x.0 + least < b.x.0 + b.width.0
        && b.x.0 + least < a.x.0 + a.width.0
        && a.y.0 + least < b.y.0 + b.height.0
        && b.y.0 + least < a.y.0 + a.height.0
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(at, a)| all[at + 1..].iter().map(move |b| (a, b)))
}

/// Everything that holds for every drawing.
fn check(graph: &Graph, drawing: &Drawing, options: &LayoutOptions) {
    assert!(drawing.width.0 <= options.max_width.0 + 1e-6, "{} mm wide", drawing.width.0);
    assert_eq!(drawing.shapes.len(), graph.nodes.len());
    apart(drawing, options);
}

/// Everything stays in its place, whatever the drawing shows.
fn apart(drawing: &Drawing, options: &LayoutOptions) {
    for (a, b) in pairs(&drawing.shapes) {
        assert!(!overlap(&a.rect, &b.rect, 1e-6), "{} lies on {}", a.id, b.id);
        assert_ne!(a.id, b.id);
    }
    for shape in &drawing.shapes {
        check_text(shape, options);
        let page = Rect { x: Mm(0.0), y: Mm(0.0), width: drawing.width, height: drawing.height };
        assert!(within(&shape.rect, &page), "{} leaves the drawing", shape.id);
    }
    let by_id: BTreeMap<&str, &Shape> = drawing.shapes.iter().map(|shape| (shape.id.as_str(), shape)).collect();
    for connector in &drawing.connectors {
        check_line(connector, &by_id, drawing);
    }
    let labels: Vec<_> = drawing.connectors.iter().filter_map(|connector| connector.label.as_ref()).collect();
    for label in &labels {
        for shape in &drawing.shapes {
            assert!(!overlap(&label.rect, &shape.rect, 1e-6), "{} lies on {}", label.line.text, shape.id);
        }
    }
    for (a, b) in pairs(&labels) {
        assert!(!overlap(&a.rect, &b.rect, 1e-6), "{} lies on {}", a.line.text, b.line.text);
    }
}

fn within(inner: &Rect, outer: &Rect) -> bool {
    inner.x.0 >= outer.x.0 - 1e-6
        && inner.y.0 >= outer.y.0 - 1e-6
        && inner.x.0 + inner.width.0 <= outer.x.0 + outer.width.0 + 1e-6
        && inner.y.0 + inner.height.0 <= outer.y.0 + outer.height.0 + 1e-6
}

/// Text lies inside its symbol; in a diamond, inside the slopes.
fn check_text(shape: &Shape, options: &LayoutOptions) {
    assert!(shape.size.0 >= options.min_text_size.0 - 1e-9);
    let em = shape.size.mm().0;
    let middle = shape.rect.y.0 + shape.rect.height.0 / 2.0;
    for line in &shape.lines {
        let (width, top) = (em_width(&line.text) * em, line.baseline_y.0 - 0.85 * em);
        let bottom = line.baseline_y.0 + 0.1 * em;
        assert!(top >= shape.rect.y.0 - 0.01 && bottom <= shape.rect.y.0 + shape.rect.height.0 + 0.01, "{shape:?}");
        let free = if shape.kind == ShapeKind::Decision {
            let reach = (middle - top).abs().max((bottom - middle).abs());
            shape.rect.width.0 * (1.0 - 2.0 * reach / shape.rect.height.0)
        } else {
            shape.rect.width.0
        };
        assert!(width <= free + 0.3, "{} sticks out of {:?}: {width} > {free}", line.text, shape.kind);
    }
}

fn check_line(connector: &Connector, shapes: &BTreeMap<&str, &Shape>, drawing: &Drawing) {
    let (from, to) = (shapes[connector.from.shape.as_str()], shapes[connector.to.shape.as_str()]);
    assert_eq!(connector.points.first(), Some(&from.anchor(connector.from.side)), "{connector:?}");
    assert_eq!(connector.points.last(), Some(&to.anchor(connector.to.side)), "{connector:?}");
    for pair in connector.points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        assert!((a.x.0 - b.x.0).abs() < 1e-9 || (a.y.0 - b.y.0).abs() < 1e-9, "a slanting line: {connector:?}");
        for shape in &drawing.shapes {
            assert!(!enters(a, b, shape), "{} runs through {}", connector.id, shape.id);
        }
        for p in [a, b] {
            let inside = (-1e-6..=drawing.width.0 + 1e-6).contains(&p.x.0);
            assert!(inside && (-1e-6..=drawing.height.0 + 1e-6).contains(&p.y.0), "{connector:?} leaves the drawing");
        }
    }
}

/// Whether a stretch passes through the inside of a shape's box. Where an outline lies inside its box (slopes, waves),
/// a line may come in as far as the outline.
fn enters(a: Point, b: Point, shape: &Shape) -> bool {
    let (dx, dy) = match shape.kind {
        ShapeKind::Data | ShapeKind::Manual => (0.1 * shape.rect.width.0, 0.0),
        ShapeKind::Document => (0.0, 0.07 * shape.rect.height.0),
        _ => (0.0, 0.0),
    };
    let r = &shape.rect;
    let stretch = Rect {
        x: Mm(a.x.0.min(b.x.0)),
        y: Mm(a.y.0.min(b.y.0)),
        width: Mm((a.x.0 - b.x.0).abs()),
        height: Mm((a.y.0 - b.y.0).abs()),
    };
    let inside = Rect { x: Mm(r.x.0 + dx), y: r.y, width: Mm(r.width.0 - 2.0 * dx), height: Mm(r.height.0 - dy) };
    overlap(&stretch, &inside, 1e-6)
}

fn drawn(graph: &Graph) -> Layout {
    let options = LayoutOptions::default();
    let layout = layout(graph, &options);
    check(graph, &layout.drawing, &options);
    layout
}

/// Draws a graph and looks at everything: what it says of itself, too.
fn looked_at(name: &str, graph: &Graph) {
    let drawing = drawn(graph).drawing;
    assert_eq!(drawing.connectors.len(), graph.edges.len(), "{name}");
    for (connector, edge) in drawing.connectors.iter().zip(&graph.edges) {
        assert_eq!((&connector.from.shape, &connector.to.shape), (&edge.from, &edge.to), "{name}");
        assert_eq!(connector.label.is_some(), !edge.label.is_empty(), "{name}");
    }
}

/// Looks at many graphs on two threads.
fn look_at(many: u64, graph: impl Fn(u64) -> Graph + Sync) {
    std::thread::scope(|scope| {
        for half in 0..2 {
            let graph = &graph;
            scope.spawn(move || {
                for seed in (1..=many).filter(|seed| seed % 2 == half) {
                    looked_at(&format!("seed {seed}"), &graph(seed));
                }
            });
        }
    });
}

#[test]
fn thousands_of_small_graphs_keep_boxes_lines_and_labels_apart() {
    look_at(2000, |seed| random(seed, 8));
}

#[test]
fn larger_graphs_keep_boxes_lines_and_labels_apart() {
    look_at(60, |seed| random(seed, 30));
}

#[test]
#[ignore = "some minutes; run by hand after a change of the layout"]
fn many_thousands_of_graphs_keep_boxes_lines_and_labels_apart() {
    look_at(20_000, |seed| random(seed, 8));
    look_at(2000, |seed| random(seed, 30));
    look_at(300, |seed| random(seed, 70));
}

/// Every node leads to every later one, some lines lead back.
fn dense(count: usize) -> Graph {
    let onward = (0..count).flat_map(|from| (from + 1..count).map(move |to| (from, to)));
    let lines: Vec<(usize, usize)> = onward.chain((0..count / 2).map(|n| (count - 1 - n, n))).collect();
    plain(count, &lines)
}

#[test]
fn dense_graphs_long_labels_and_single_rows_keep_everything_apart() {
    (1..=9).for_each(|count| looked_at("dense", &dense(count)));
    for count in [2, 5, 9, 20] {
        let ring: Vec<_> = (0..count).map(|n| (n, (n + 1) % count)).collect();
        looked_at("ring", &plain(count, &ring));
        let star: Vec<_> = (1..count).flat_map(|n| [(0, n), (n, 0)]).collect();
        looked_at("there and back", &plain(count, &star));
        let mut long = plain(count, &(1..count).map(|n| (n / 2, n)).collect::<Vec<_>>());
        for (n, edge) in long.edges.iter_mut().enumerate() {
            edge.label = "材料不齐且逾期未补正又无正当理由的".repeat(1 + n % 3);
        }
        looked_at("long labels", &long);
        looked_at("one row", &plain(count, &[]));
    }
}

#[test]
fn five_hundred_answers_of_one_decision_are_drawn_each_with_its_label() {
    // Looking through the whole chart for each place of each label would take minutes.
    let mut star = plain(501, &(1..501).map(|n| (0, n)).collect::<Vec<_>>());
    star.edges.iter_mut().enumerate().for_each(|(n, edge)| edge.label = format!("第{n}"));
    let drawing = drawn(&star).drawing;
    assert!(drawing.connectors.iter().all(|line| line.label.is_some()));
}

/// A process as offices have them: a main path, every third step a decision with a detour, every ninth a way back.
fn office(count: usize) -> Graph {
    let mut lines: Vec<(usize, usize)> = (1..count).map(|n| (n - 1, n)).collect();
    lines.extend((3..count).step_by(3).map(|n| (n - 3, n)));
    lines.extend((9..count).step_by(9).map(|n| (n, n - 5)));
    plain(count, &lines)
}

#[test]
fn the_work_has_a_limit_and_grows_with_large_graphs_not_with_their_square() {
    let work = |count: usize| counted(&office(count), &LayoutOptions::default()).1 as f64 / count as f64;
    // Those that are arranged in several ways take more the more nodes they have, for each looks for its place among the
    // others: once there was enough, the arrangement at hand is the last.
    for count in [12, 25, 50, 80, 100, 120] {
        let all = work(count) * count as f64;
        assert!(all < 12.0 * crate::chart::ENOUGH as f64, "{all} for {count} nodes");
    }
    // Larger ones are arranged in one way.
    let (quarter, whole) = (work(500), work(2000));
    assert!(whole < 3.0 * quarter, "{quarter} for each node of 500, {whole} for each of 2000");
}

#[test]
fn the_same_graph_gives_the_same_drawing() {
    for seed in 1..=10 {
        assert_eq!(drawn(&random(seed, 30)), drawn(&random(seed, 30)));
    }
}

#[test]
fn shipped_processes_keep_to_the_rules_and_hardly_cross() {
    let files = [
        (include_str!("../../../assets/processes/active_disclosure.json"), 2),
        (include_str!("../../../assets/processes/administrative_compulsion.json"), 0),
        (include_str!("../../../assets/processes/administrative_fee.json"), 0),
        (include_str!("../../../assets/processes/administrative_licence.json"), 0),
        (include_str!("../../../assets/processes/administrative_penalty.json"), 0),
        (include_str!("../../../assets/processes/annual_report.json"), 0),
        (include_str!("../../../assets/processes/application_form_guide.json"), 0),
        (include_str!("../../../assets/processes/notice_board.json"), 0),
        (include_str!("../../../assets/processes/on_application.json"), 3),
        (include_str!("../../../assets/processes/policy_document.json"), 0),
        (include_str!("../../../assets/processes/policy_interpretation.json"), 0),
        (include_str!("../../../assets/processes/secrecy_review.json"), 1),
        (include_str!("../../../assets/processes/town_subsidy_notice.json"), 0),
    ];
    for (file, most) in files {
        let graph = shipped(file);
        let drawing = drawn(&graph).drawing;
        let crossings = crossings(&drawing);
        assert!(crossings <= most, "{crossings} crossings, not {most}: {}", graph.nodes[0].text);
        let widths: Vec<f64> = drawing.shapes.iter().map(|shape| shape.rect.width.0).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "boxes of one width");
    }
}

fn shipped(file: &str) -> Graph {
    let value: serde_json::Value = serde_json::from_str(file).unwrap_or_default();
    let text = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let kind = |value: &serde_json::Value| match value["type"].as_str() {
        Some("decision") => ShapeKind::Decision,
        Some("document") => ShapeKind::Document,
        Some("start" | "end") => ShapeKind::Terminator,
        _ => ShapeKind::Process,
    };
    let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
    Graph {
        nodes: list("nodes").iter().map(|n| node(&text(n, "id"), kind(n), &text(n, "text"))).collect(),
        edges: list("edges").iter().map(|e| edge(&text(e, "from"), &text(e, "to"), &text(e, "label"))).collect(),
    }
}

/// Places where lines cross that have no end in common.
fn crossings(drawing: &Drawing) -> usize {
    let crosses = |a: &[Point], b: &[Point]| {
        let (level, upright) = if a[0].y == a[1].y { (a, b) } else { (b, a) };
        let between = |v: f64, p: f64, q: f64| p.min(q) + 1e-6 < v && v < p.max(q) - 1e-6;
        level[0].y == level[1].y
            && upright[0].x == upright[1].x
            && between(upright[0].x.0, level[0].x.0, level[1].x.0)
            && between(level[0].y.0, upright[0].y.0, upright[1].y.0)
    };
    let mut places: Vec<(i64, i64)> = Vec::new();
    for (a, b) in pairs(&drawing.connectors) {
        if a.to.shape == b.to.shape || a.from.shape == b.from.shape {
            continue;
        }
        for (p, q) in a.points.windows(2).flat_map(|p| b.points.windows(2).map(move |q| (p, q))) {
            if crosses(p, q) {
                let (level, upright) = if p[0].y == p[1].y { (p, q) } else { (q, p) };
                places.push(((upright[0].x.0 * 100.0) as i64, (level[0].y.0 * 100.0) as i64));
            }
        }
    }
    places.sort_unstable();
    places.dedup();
    places.len()
}

#[test]
fn the_main_path_is_one_straight_line() {
    // A decision whose 否 goes a detour of two steps, and an early way out.
    let lines = [(0, 1), (1, 2), (1, 3), (3, 4), (4, 2), (2, 5), (2, 6), (5, 6)];
    let drawing = drawn(&plain(7, &lines)).drawing;
    let middle = |n: usize| drawing.shapes[n].rect.x.0 + drawing.shapes[n].rect.width.0 / 2.0;
    for n in [1, 2, 6] {
        assert_eq!(middle(n), middle(0), "n{n} stands on the main path");
    }
    for n in [3, 4, 5] {
        assert_ne!(middle(n), middle(0), "n{n} stands beside it");
    }
    assert_eq!(crossings(&drawing), 0);
}

#[test]
fn of_exits_with_as_many_ways_the_first_goes_straight_down() {
    // 齐全？ 是 leads to the answer; 否 asks for corrections, which come back or end what was asked for: the longer way.
    let lines = [(0, 1), (1, 2), (2, 6), (2, 3), (3, 4), (4, 1), (4, 5), (5, 7), (6, 7), (7, 8)];
    let drawing = drawn(&plain(9, &lines)).drawing;
    let middle = |n: usize| drawing.shapes[n].rect.x.0 + drawing.shapes[n].rect.width.0 / 2.0;
    assert!([1, 2, 6, 7, 8].iter().all(|n| middle(*n) == middle(0)), "the normal course");
    assert!([3, 4, 5].iter().all(|n| middle(*n) != middle(0)), "corrections stand beside it");
}

#[test]
fn the_main_path_begins_where_the_way_is_longest() {
    let drawing = drawn(&plain(6, &[(4, 2), (0, 1), (1, 2), (2, 3), (5, 3)])).drawing;
    let middle = |n: usize| drawing.shapes[n].rect.x.0 + drawing.shapes[n].rect.width.0 / 2.0;
    assert!((1..4).all(|n| middle(n) == middle(0)));
    assert!((1..6).all(|n| drawing.shapes[n].rect.y.0 >= drawing.shapes[0].rect.y.0));
}

#[test]
fn a_loop_comes_back_without_crossing_the_main_path() {
    let drawing = drawn(&plain(5, &[(0, 1), (1, 2), (2, 3), (3, 4), (3, 1)])).drawing;
    assert_eq!(crossings(&drawing), 0);
    assert!(drawing.connectors[4].points.len() >= 4, "it runs along a lane at the side");
}

#[test]
fn cycles_without_end_self_loops_and_repeated_lines_are_drawn() {
    for lines in [
        &[(0, 1), (1, 2), (2, 0)][..],
        &[(0, 0)],
        &[(0, 0), (0, 0), (0, 1), (0, 1), (0, 1), (1, 0), (1, 0)],
        &[(0, 1), (1, 0), (1, 2), (2, 1), (2, 2), (0, 2), (2, 0)],
    ] {
        let drawing = drawn(&plain(3, lines)).drawing;
        assert_eq!(drawing.connectors.len(), lines.len());
    }
}

#[test]
fn nothing_and_one_box_are_drawn() {
    assert_eq!(drawn(&Graph::default()).drawing.shapes.len(), 0);
    assert_eq!(drawn(&plain(1, &[])).drawing.shapes.len(), 1);
}

#[test]
fn repeated_ids_and_unknown_ends_are_told_and_the_rest_is_drawn() {
    let mut graph = plain(3, &[(0, 1), (1, 2)]);
    graph.nodes.push(node("n1", ShapeKind::Decision, "又一个"));
    graph.nodes.push(node("n1#2", ShapeKind::Decision, ""));
    graph.edges.push(edge("n2", "不存在", "是"));
    let layout = drawn(&graph);
    let unknown = Problem::UnknownNode { from: "n2".into(), to: "不存在".into(), missing: "不存在".into() };
    assert_eq!(layout.problems, [Problem::RepeatedId { id: "n1".into() }, unknown]);
    assert_eq!(layout.drawing.connectors.len(), 2);
    assert!(layout.problems.iter().all(|problem| !problem.to_string().is_ascii()));
}

#[test]
fn senseless_options_are_replaced() {
    let bad = LayoutOptions {
        max_width: Mm(f64::NAN),
        max_height: Mm(-1.0),
        min_box_width: Mm(f64::INFINITY),
        max_box_width: Mm(0.0),
        line_gap: Mm(f64::NEG_INFINITY),
        ..LayoutOptions::default()
    };
    let graph = random(7, 30);
    check(&graph, &layout(&graph, &bad).drawing, &LayoutOptions::default());
}

#[test]
fn five_hundred_boxes_in_one_row_stay_on_the_page() {
    let star: Vec<_> = (1..500).map(|n| (0, n)).collect();
    drawn(&plain(500, &star));
    let into: Vec<_> = (1..500).map(|n| (n, 0)).collect();
    drawn(&plain(500, &into));
    drawn(&plain(500, &[]));
}

#[test]
fn a_thousand_boxes_with_fourteen_hundred_lines_are_all_attached_and_nothing_lies_on_anything() {
    let mut dice = Dice(42);
    let mut lines: Vec<(usize, usize)> = (1..1000).map(|n| (dice.below(n).max(n.saturating_sub(6)), n)).collect();
    lines.extend((0..400).map(|_| (dice.below(1000), dice.below(1000))));
    let graph = plain(1000, &lines);
    let drawing = layout(&graph, &LayoutOptions::default()).drawing;
    check(&graph, &drawing, &LayoutOptions::default());
}

#[test]
fn a_text_that_never_ends_stays_inside_its_symbol() {
    for kind in KINDS {
        let mut graph = plain(2, &[(0, 1)]);
        graph.nodes[0] = node("n0", kind, &"说明理由并告知救济途径，".repeat(20));
        drawn(&graph);
    }
}

#[test]
fn a_chart_where_everything_leads_everywhere_is_drawn_without_looking_for_the_best_of_it() {
    for (count, most) in [(9, 12 * crate::chart::ENOUGH), (12, crate::chart::ENOUGH), (24, crate::chart::ENOUGH)] {
        let all = (0..count).flat_map(|from| (0..count).filter(move |to| *to != from).map(move |to| (from, to)));
        let graph = plain(count, &all.collect::<Vec<_>>());
        let (layout, work) = counted(&graph, &LayoutOptions::default());
        check(&graph, &layout.drawing, &LayoutOptions::default());
        assert_eq!(layout.drawing.connectors.len(), count * (count - 1));
        assert!(work < most, "{work} for {count} nodes");
    }
}
