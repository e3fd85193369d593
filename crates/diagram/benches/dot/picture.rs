//! A plain picture of a chart as it was set, to look at.

use crate::score::Set;
use mingce_diagram::Graph;
use mingce_document::ShapeKind;
use std::fmt::{Error, Write};

/// Boxes with the beginnings of their texts, and lines.
pub fn svg(set: &Set, graph: &Graph) -> Result<String, Error> {
    let right =
        set.boxes.iter().map(|b| b[0] + b[2]).chain(set.lines.iter().flatten().map(|p| p.0)).fold(0.0, f64::max);
    let lower =
        set.boxes.iter().map(|b| b[1] + b[3]).chain(set.lines.iter().flatten().map(|p| p.1)).fold(0.0, f64::max);
    let (width, height) = (right + 4.0, lower + 4.0);
    let mut out = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="-2 -2 {width} {height}" font-family="Noto Serif CJK SC" font-size="3"><rect x="-2" y="-2" width="100%" height="100%" fill="white"/><defs><marker id="a" markerWidth="6" markerHeight="6" refX="6" refY="3" orient="auto"><path d="M0 1L6 3L0 5z"/></marker></defs>"#
    );
    for (b, node) in set.boxes.iter().zip(&graph.nodes) {
        let [x, y, w, h] = *b;
        let (cx, cy) = (x + w / 2.0, y + h / 2.0);
        let path = match node.kind {
            ShapeKind::Decision => format!("M{cx} {y}L{} {cy}L{cx} {}L{x} {cy}Z", x + w, y + h),
            _ => format!("M{x} {y}h{w}v{h}h-{w}Z"),
        };
        write!(out, r#"<path d="{path}" fill="none" stroke="black" stroke-width="0.3"/>"#)?;
        let text: String = node.text.chars().take(10).collect();
        write!(out, r#"<text x="{cx}" y="{}" text-anchor="middle">{} {text}</text>"#, cy + 1.0, node.id)?;
    }
    for line in &set.lines {
        let points: Vec<String> = line.iter().map(|p| format!("{:.2},{:.2}", p.0, p.1)).collect();
        write!(
            out,
            r#"<polyline points="{}" fill="none" stroke="black" stroke-width="0.3" marker-end="url(#a)"/>"#,
            points.join(" ")
        )?;
    }
    for [x, y, w, h] in &set.labels {
        write!(out, r##"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="#ccc"/>"##)?;
    }
    out.push_str("</svg>");
    Ok(out)
}
