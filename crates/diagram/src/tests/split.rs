//! What every chart cut into parts must keep to.

use super::{apart, edge, node, plain, random};
use crate::{Graph, Lane, LayoutOptions, layout, layout_in_lanes, split};
use mingce_document::{Drawing, Mm, Shape, ShapeKind};
use std::collections::BTreeMap;

fn boxes(drawing: &Drawing) -> impl Iterator<Item = &Shape> {
    drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane && !shape.id.starts_with("connector."))
}

fn looked_at(name: &str, whole: &Drawing, room: f64) -> Vec<Drawing> {
    let parts = split(whole, Mm(room));
    if parts.len() == 1 {
        assert_eq!(&parts[0], whole, "{name}");
        return parts;
    }
    let options = LayoutOptions::default();
    // How often each letter stands where lines end, and where they begin.
    let mut letters: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for part in &parts {
        assert!(part.height.0 <= room + 1e-6, "{name}: {} mm high", part.height.0);
        assert!(boxes(part).next().is_some(), "{name}: a part without a box");
        let lanes_aside = part.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane).cloned().collect();
        apart(&Drawing { shapes: lanes_aside, ..part.clone() }, &options);
        for circle in part.shapes.iter().filter(|shape| shape.id.starts_with("connector.")) {
            assert_eq!(circle.kind, ShapeKind::Connector);
            let ends = part.connectors.iter().filter(|line| line.to.shape == circle.id).count();
            let begins = part.connectors.iter().filter(|line| line.from.shape == circle.id).count();
            assert!((ends == 0) != (begins == 0), "{name}: {} is either an end or a beginning", circle.id);
            let (out, back) = letters.entry(circle.lines[0].text.clone()).or_default();
            *out += usize::from(ends > 0);
            *back += usize::from(begins > 0);
        }
    }
    assert!(letters.values().all(|both| *both == (1, 1)), "{name}: {letters:?}");
    let mut found: Vec<&str> = parts.iter().flat_map(boxes).map(|shape| shape.id.as_str()).collect();
    let mut wanted: Vec<&str> = boxes(whole).map(|shape| shape.id.as_str()).collect();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted, "{name}: every box once");
    for line in &whole.connectors {
        let own = |id: &str| id.rsplit_once('.').is_some_and(|(id, _)| id == line.id);
        let pieces = || parts.iter().flat_map(|part| &part.connectors).filter(|piece| own(&piece.id));
        assert_eq!(pieces().filter(|piece| piece.from == line.from).count(), 1, "{name}: {} begins", line.id);
        assert_eq!(pieces().filter(|piece| piece.to == line.to).count(), 1, "{name}: {} ends", line.id);
    }
    let labels = |of: &Drawing| -> Vec<String> {
        of.connectors.iter().filter_map(|line| Some(line.label.as_ref()?.line.text.clone())).collect()
    };
    let mut found: Vec<String> = parts.iter().flat_map(&labels).collect();
    for wanted in labels(whole) {
        let at = found.iter().position(|it| *it == wanted);
        found.remove(at.unwrap_or_else(|| panic!("{name}: the label {wanted} is lost")));
    }
    assert!(found.iter().all(|it| it.starts_with("转图") || it.starts_with("接图")), "{name}: {found:?}");
    parts
}

#[test]
fn hundreds_of_tall_charts_are_cut_between_boxes_and_joined_by_letters() {
    let mut cut = 0;
    for seed in 1..=50 {
        let drawing = layout(&random(seed, 30), &LayoutOptions::default()).drawing;
        for room in [110.0, 150.0, 198.0] {
            cut += usize::from(looked_at(&format!("seed {seed}, {room} mm"), &drawing, room).len() > 1);
        }
    }
    assert!(cut > 40, "only {cut} were cut");
}

#[test]
fn a_long_way_back_skips_the_parts_between() {
    let mut lines: Vec<(usize, usize)> = (1..40).map(|n| (n - 1, n)).collect();
    lines.push((39, 0));
    let graph = plain(40, &lines);
    let parts = looked_at("long", &layout(&graph, &LayoutOptions::default()).drawing, 120.0);
    assert!(parts.len() > 2);
    let circles = |part: &Drawing| part.shapes.iter().filter(|it| it.kind == ShapeKind::Connector).count();
    assert_eq!(circles(&parts[1]), 2, "only the main path comes and goes");
    assert_eq!(parts.iter().map(circles).sum::<usize>(), 2 * parts.len());
}

#[test]
fn heads_of_lanes_stand_above_every_part() {
    let mut graph = Graph { nodes: Vec::new(), edges: Vec::new() };
    for n in 0..30 {
        graph.nodes.push(node(&format!("n{n}"), ShapeKind::Process, "登记、审核"));
        if n > 0 {
            graph.edges.push(edge(&format!("n{}", n - 1), &format!("n{n}"), ""));
        }
    }
    let lane = |title: &str, rest: usize| Lane {
        title: title.into(),
        nodes: (0..30).filter(|n| n / 3 % 2 == rest).map(|n| format!("n{n}")).collect(),
    };
    let lanes = [lane("公开机构", 0), lane("业务股室", 1)];
    let drawing = layout_in_lanes(&graph, &lanes, &LayoutOptions::default()).unwrap().drawing;
    let parts = looked_at("lanes", &drawing, 120.0);
    assert!(parts.len() > 1);
    for part in &parts {
        let heads: Vec<&str> = part
            .shapes
            .iter()
            .filter(|it| it.kind == ShapeKind::Lane)
            .flat_map(|it| &it.lines)
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(heads, ["公开机构", "业务股室"]);
    }
}

#[test]
fn a_box_higher_than_a_page_and_a_chart_that_fits_are_left_as_they_are() {
    let small = layout(&plain(3, &[(0, 1), (1, 2)]), &LayoutOptions::default()).drawing;
    assert_eq!(split(&small, Mm(198.0)), [small]);
    let mut graph = plain(2, &[(0, 1)]);
    graph.nodes[0].text = "说明理由并告知救济途径，".repeat(60);
    let high = layout(&graph, &LayoutOptions::default()).drawing;
    assert_eq!(split(&high, Mm(100.0)), [high]);
}
