//! A drawing as Typst's curves and placed texts: the points that ours draws.

use super::{families, inlines, quoted};
use mingce_document::{Drawing, Figure, ParaStyle, Point, ShapeKind, StyleSheet, TextLine};
use std::fmt::Write;

/// Writes a figure with its caption, scaled down to the page as ours is.
pub fn write(figure: &Figure, kept_above: f64, sheet: &StyleSheet, out: &mut String) {
    let drawing = &figure.drawing;
    let portrait = mingce_document::Orientation::Portrait;
    let (width, height) = (sheet.page.text_width(portrait).pt().0, sheet.page.text_height(portrait).pt().0);
    let caption = if figure.caption.is_some() { sheet.pitch(ParaStyle::Caption).0 } else { 0.0 };
    let room = height - kept_above - caption - sheet.table.around.0;
    let (w, h) = (drawing.width.pt().0, drawing.height.pt().0);
    let scale = (width / w).min(room / h).min(1.0);
    let _ = writeln!(
        out,
        "#align(center, block(above: {}pt, below: 0pt, sticky: true, width: {:.2}pt, height: {:.2}pt, {{",
        sheet.table.around.0,
        w * scale,
        h * scale
    );
    Pen { out, scale, stroke: drawing.stroke.0 * scale }.draw(drawing, sheet);
    out.push_str("}))\n");
    if let Some(caption) = &figure.caption {
        let _ = writeln!(out, "#{}({})", super::name(caption.style), inlines(&caption.inlines));
    }
}

struct Pen<'a> {
    out: &'a mut String,
    scale: f64,
    stroke: f64,
}

impl Pen<'_> {
    fn draw(&mut self, drawing: &Drawing, sheet: &StyleSheet) {
        let format = sheet.format(ParaStyle::TableText);
        let families = families(format.face);
        let _ = writeln!(self.out, "set par(first-line-indent: 0pt, justify: false, leading: 0pt)");
        let _ = writeln!(
            self.out,
            "set text(font: {families}, top-edge: 0.88em, bottom-edge: -0.12em, tracking: 0pt, cjk-latin-spacing: none)"
        );
        for connector in &drawing.connectors {
            let points: Vec<(f64, f64)> = connector.points.iter().map(|p| self.at(p)).collect();
            self.curve(&points, false, "none");
            if let [.., before, tip] = points[..] {
                self.arrow(before, tip);
            }
        }
        for shape in &drawing.shapes {
            let (x, y) = (self.pt(shape.rect.x.0), self.pt(shape.rect.y.0));
            let (w, h) = (self.pt(shape.rect.width.0), self.pt(shape.rect.height.0));
            match shape.kind {
                ShapeKind::Terminator | ShapeKind::Connector => {
                    let _ = writeln!(
                        self.out,
                        "place(dx: {x:.2}pt, dy: {y:.2}pt, rect(width: {w:.2}pt, height: {h:.2}pt, radius: {:.2}pt, fill: white, stroke: {:.2}pt))",
                        h.min(w) / 2.0,
                        self.stroke
                    );
                }
                kind => self.curve(&corners(kind, x, y, w, h), true, "white"),
            }
            for line in &shape.lines {
                self.text(line, shape.size.0);
            }
        }
        for label in drawing.connectors.iter().filter_map(|c| c.label.as_ref()) {
            let r = label.rect;
            let _ = writeln!(
                self.out,
                "place(dx: {:.2}pt, dy: {:.2}pt, rect(width: {:.2}pt, height: {:.2}pt, fill: white))",
                self.pt(r.x.0),
                self.pt(r.y.0),
                self.pt(r.width.0),
                self.pt(r.height.0)
            );
            self.text(&label.line, label.size.0);
        }
    }

    fn pt(&self, mm: f64) -> f64 {
        mm * 72.0 / 25.4 * self.scale
    }

    fn at(&self, point: &Point) -> (f64, f64) {
        (self.pt(point.x.0), self.pt(point.y.0))
    }

    fn curve(&mut self, points: &[(f64, f64)], closed: bool, fill: &str) {
        let stroke = if fill == "black" { "none".to_owned() } else { format!("{:.2}pt", self.stroke) };
        let _ = write!(self.out, "place(curve(fill: {fill}, stroke: {stroke}");
        for (at, (x, y)) in points.iter().enumerate() {
            let to = if at == 0 { "move" } else { "line" };
            let _ = write!(self.out, ", curve.{to}(({x:.2}pt, {y:.2}pt))");
        }
        self.out.push_str(if closed { ", curve.close()))\n" } else { "))\n" });
    }

    fn arrow(&mut self, from: (f64, f64), tip: (f64, f64)) {
        let (dx, dy) = (tip.0 - from.0, tip.1 - from.1);
        let distance = dx.hypot(dy).max(f64::MIN_POSITIVE);
        let (ux, uy) = (dx / distance, dy / distance);
        let length = (self.stroke * 9.0).max(4.5 * self.scale);
        let (bx, by, half) = (tip.0 - ux * length, tip.1 - uy * length, length * 0.36);
        self.curve(&[tip, (bx - uy * half, by + ux * half), (bx + uy * half, by - ux * half)], true, "black");
    }

    /// A line of text about its middle: centred in a box that is wide enough for any.
    fn text(&mut self, line: &TextLine, size: f64) {
        let size = size * self.scale;
        let (x, y) = (self.pt(line.center_x.0), self.pt(line.baseline_y.0));
        let half = size * (line.text.chars().count() as f64 / 2.0 + 1.0);
        let _ = writeln!(
            self.out,
            "place(dx: {:.2}pt, dy: {:.2}pt, box(width: {:.2}pt, align(center, text(size: {size:.2}pt, {}))))",
            x - half,
            y - 0.88 * size,
            half * 2.0,
            quoted(&line.text)
        );
    }
}

/// The corners of the symbols that have some.
fn corners(kind: ShapeKind, x: f64, y: f64, w: f64, h: f64) -> Vec<(f64, f64)> {
    let (r, b, slant) = (x + w, y + h, (h / 2.0).min(w / 5.0));
    match kind {
        ShapeKind::Decision => vec![(x + w / 2.0, y), (r, y + h / 2.0), (x + w / 2.0, b), (x, y + h / 2.0)],
        ShapeKind::Data => vec![(x + slant, y), (r, y), (r - slant, b), (x, b)],
        ShapeKind::Manual => vec![(x, y), (r, y), (r - slant, b), (x + slant, b)],
        _ => vec![(x, y), (r, y), (r, b), (x, b)],
    }
}
