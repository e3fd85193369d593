//! What every drawing in lanes must keep to.

use super::{check, edge, node, plain, random, within};
use crate::{Graph, Lane, LayoutOptions, layout_in_lanes};
use mingce_document::{Drawing, Mm, Shape, ShapeKind};

fn lanes(graph: &Graph, count: usize, seed: u64) -> Vec<Lane> {
    (0..count)
        .map(|lane| Lane {
            title: ["申请人", "公开机构", "主管部门/保密行政管理部门", "档案员", "分管领导"][lane % 5].into(),
            nodes: (graph.nodes.iter().enumerate())
                .filter(|(at, _)| (at * 7 + seed as usize) % 11 % count == lane)
                .map(|(_, node)| node.id.clone())
                .collect(),
        })
        .collect()
}

/// The drawing without the frames: all that holds for other drawings holds for it.
fn unframed(drawing: &Drawing) -> Drawing {
    let shapes = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane).cloned().collect();
    Drawing { shapes, ..drawing.clone() }
}

fn frames(drawing: &Drawing, heads: bool) -> Vec<&Shape> {
    let lane = |shape: &&Shape| shape.kind == ShapeKind::Lane && shape.lines.is_empty() != heads;
    drawing.shapes.iter().filter(lane).collect()
}

fn looked_at(graph: &Graph, lanes: &[Lane], options: &LayoutOptions) {
    let drawing = layout_in_lanes(graph, lanes, options).unwrap().drawing;
    check(graph, &unframed(&drawing), options);
    let (bodies, heads) = (frames(&drawing, false), frames(&drawing, true));
    assert_eq!((bodies.len(), heads.len()), (lanes.len(), lanes.len()));
    for (lane, (body, head)) in lanes.iter().zip(bodies.iter().zip(&heads)) {
        assert_eq!(head.lines.iter().map(|line| line.text.as_str()).collect::<String>(), lane.title);
        assert!(head.size.0 >= options.min_text_size.0);
        for id in &lane.nodes {
            let shape = drawing.shapes.iter().find(|shape| shape.id == *id).unwrap();
            assert!(within(&shape.rect, &body.rect), "{id} stands in {}", lane.title);
        }
    }
    for pair in bodies.windows(2) {
        let right = pair[0].rect.x.0 + pair[0].rect.width.0;
        assert!((right - pair[1].rect.x.0).abs() < 1e-6, "lanes meet");
    }
}

#[test]
fn hundreds_of_graphs_keep_to_their_lanes_and_everything_apart() {
    let across = LayoutOptions { max_width: Mm(225.0), max_height: Mm(130.0), ..LayoutOptions::default() };
    for seed in 1..=60 {
        let graph = random(seed, 14);
        // Labels of eight characters beside all exits leave room for few lanes.
        let lanes = lanes(&graph, 1 + seed as usize % 3, seed);
        looked_at(&graph, &lanes, &across);
        let first = layout_in_lanes(&graph, &lanes, &across);
        assert_eq!(first, layout_in_lanes(&graph, &lanes, &across), "always the same");
    }
}

#[test]
fn a_step_without_a_lane_stands_in_the_last_and_no_lane_is_no_layout() {
    let graph = plain(3, &[(0, 1), (1, 2)]);
    let two =
        [Lane { title: "甲".into(), nodes: vec!["n0".into()] }, Lane { title: "乙".into(), nodes: vec!["n1".into()] }];
    let drawing = layout_in_lanes(&graph, &two, &LayoutOptions::default()).unwrap().drawing;
    let body = frames(&drawing, false)[1];
    assert!(within(&drawing.shapes.iter().find(|shape| shape.id == "n2").unwrap().rect, &body.rect));
    assert_eq!(layout_in_lanes(&graph, &[], &LayoutOptions::default()), None);
    assert_eq!(layout_in_lanes(&Graph::default(), &two, &LayoutOptions::default()), None);
}

#[test]
fn more_lanes_than_the_page_is_wide_are_refused_not_squeezed() {
    let graph = plain(20, &(1..20).map(|n| (n - 1, n)).collect::<Vec<_>>());
    let many: Vec<Lane> = (0..20).map(|n| Lane { title: format!("岗位{n}"), nodes: vec![format!("n{n}")] }).collect();
    assert_eq!(layout_in_lanes(&graph, &many, &LayoutOptions::default()), None);
}

#[test]
fn frames_run_beside_labels_where_there_is_room() {
    let graph = Graph {
        nodes: ["甲", "乙", "丙"].map(|id| node(id, ShapeKind::Decision, "是否公开？")).to_vec(),
        edges: vec![edge("甲", "乙", "补正后重新计期"), edge("甲", "丙", "不予公开"), edge("乙", "丙", "是")],
    };
    let lanes: Vec<Lane> = ["甲", "乙", "丙"].map(|id| Lane { title: id.into(), nodes: vec![id.into()] }).to_vec();
    let drawing = layout_in_lanes(&graph, &lanes, &LayoutOptions::default()).unwrap().drawing;
    for label in drawing.connectors.iter().filter_map(|it| it.label.as_ref()) {
        for frame in frames(&drawing, false) {
            let (left, right) = (label.rect.x.0, label.rect.x.0 + label.rect.width.0);
            assert!(!(left < frame.rect.x.0 && frame.rect.x.0 < right), "{} lies on a frame", label.line.text);
        }
    }
}
