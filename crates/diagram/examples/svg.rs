//! Draws a `process/1` file as SVG, to look at layouts:
//! `cargo run -p mingce-diagram --example svg FILE [notes] [lanes] > OUT`.

use mingce_diagram::{Edge, Graph, Lane, LayoutOptions, Node, layout, layout_in_lanes};
use mingce_document::Mm;
use mingce_document::{Drawing, Point, Pt, Segment, ShapeKind, TextLine};
use serde_json::Value;
use std::error::Error;
use std::fmt::Write;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("process/1 file missing")?;
    let how: Vec<String> = args.collect();
    let notes = how.iter().any(|arg| arg == "notes");
    let process: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let graph = graph(&process, notes);
    let started = std::time::Instant::now();
    let layout = if how.iter().any(|arg| arg == "lanes") {
        let options = LayoutOptions { max_width: Mm(225.0), ..LayoutOptions::default() };
        layout_in_lanes(&graph, &lanes(&process), &options).ok_or("too many lanes")?
    } else {
        layout(&graph, &LayoutOptions::default())
    };
    let drawing = &layout.drawing;
    let size = drawing.shapes.first().map_or(0.0, |shape| shape.size.0);
    eprintln!(
        "{:.1} x {:.1} mm, {size} pt, {} shapes, {} lines, {:?}",
        drawing.width.0,
        drawing.height.0,
        drawing.shapes.len(),
        drawing.connectors.len(),
        started.elapsed()
    );
    layout.problems.iter().for_each(|problem| eprintln!("{problem}"));
    println!("{}", svg(drawing)?);
    Ok(())
}

fn graph(process: &Value, notes: bool) -> Graph {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = |key: &str| process[key].as_array().cloned().unwrap_or_default();
    let node = |node: &Value| {
        let note = [text(node, "actor"), text(node, "limit")].join(" ").trim().to_owned();
        Node {
            id: text(node, "id"),
            kind: match node["type"].as_str() {
                Some("start" | "end") => ShapeKind::Terminator,
                Some("decision") => ShapeKind::Decision,
                Some("document") => ShapeKind::Document,
                Some("data") => ShapeKind::Data,
                Some("manual") => ShapeKind::Manual,
                _ => ShapeKind::Process,
            },
            text: text(node, "text"),
            notes: if notes && !note.is_empty() { vec![note] } else { Vec::new() },
        }
    };
    let edge = |edge: &Value| Edge { from: text(edge, "from"), to: text(edge, "to"), label: text(edge, "label") };
    Graph { nodes: list("nodes").iter().map(node).collect(), edges: list("edges").iter().map(edge).collect() }
}

fn lanes(process: &Value) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::new();
    for node in process["nodes"].as_array().into_iter().flatten() {
        let (title, id) = (&node["actor"], node["id"].as_str().unwrap_or_default().to_owned());
        let title = title.as_str().unwrap_or_default();
        match lanes.iter_mut().find(|lane| lane.title == title) {
            Some(lane) => lane.nodes.push(id),
            None => lanes.push(Lane { title: title.into(), nodes: vec![id] }),
        }
    }
    lanes
}

fn svg(drawing: &Drawing) -> Result<String, std::fmt::Error> {
    let (width, height) = (drawing.width.0, drawing.height.0);
    let stroke = drawing.stroke.mm().0;
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}" font-family="Noto Serif CJK SC"><rect width="100%" height="100%" fill="white"/>"#
    );
    for connector in &drawing.connectors {
        let points: Vec<String> = connector.points.iter().map(|p| format!("{:.3},{:.3}", p.x.0, p.y.0)).collect();
        write!(out, r#"<polyline points="{}" fill="none" stroke="black" stroke-width="{stroke}"/>"#, points.join(" "))?;
        if let Some(arrow) = connector.arrow(Pt(drawing.stroke.0 * 1.8)) {
            let head: Vec<String> = arrow.head.iter().map(|p| format!("{:.3},{:.3}", p.x.0, p.y.0)).collect();
            write!(out, r#"<polygon points="{}"/>"#, head.join(" "))?;
        }
    }
    for shape in &drawing.shapes {
        let xy = |p: Point| format!("{:.3} {:.3}", p.x.0, p.y.0);
        let path: String = shape
            .outline()
            .into_iter()
            .map(|segment| match segment {
                Segment::Move(p) => format!("M{}", xy(p)),
                Segment::Line(p) => format!("L{}", xy(p)),
                Segment::Curve(a, b, c) => format!("C{} {} {}", xy(a), xy(b), xy(c)),
                Segment::Close => "Z".to_owned(),
            })
            .collect();
        let fill = if shape.kind == ShapeKind::Lane { "none" } else { "white" };
        write!(out, r#"<path d="{path}" fill="{fill}" stroke="black" stroke-width="{stroke}"/>"#)?;
        shape.lines.iter().try_for_each(|line| text(&mut out, line, shape.size))?;
    }
    for label in drawing.connectors.iter().filter_map(|connector| connector.label.as_ref()) {
        text(&mut out, &label.line, label.size)?;
    }
    out.push_str("</svg>");
    Ok(out)
}

fn text(out: &mut String, line: &TextLine, size: Pt) -> std::fmt::Result {
    let escaped = line.text.replace('&', "&amp;").replace('<', "&lt;");
    let (x, y, size) = (line.center_x.0, line.baseline_y.0, size.mm().0);
    write!(out, r#"<text x="{x:.3}" y="{y:.3}" font-size="{size:.3}" text-anchor="middle">{escaped}</text>"#)
}
