//! One page as SVG.

use crate::color::level;
use crate::group::{Group, groups};
use crate::markup::{number, push_attribute, push_number};
use crate::trail::{EM, POINTS, Trail};
use mingce_typeset::{Draw, FontSet, GlyphRun, Op, Page, Pages, Role, document::Pt};
use std::fmt::Write;

/// Page `index` (from 0) as a whole SVG file in UTF-8: as large as the paper, its user unit the point. `None` when there
/// is no such page.
///
/// `fonts` must be the set that the pages were laid out with.
///
/// Neighbouring things of one node stand in a `<g data-node="…">` with their words as its label, for those who listen,
/// and an invisible `<rect>` over all of it, for those who click; a link is a `<rect data-link="…">` naming the node that
/// it leads to. Nothing has an `id`, so that several pages fit into one document. Each group stands on a line of its own,
/// between the paper's line and the end, so that of two drawings of a page only the lines that differ need be drawn anew.
///
/// The characters of a run are one path. Each outline once, and `<use>`d where it stands, makes a third less to send but
/// twice as much to put into a browser's tree: a page took Chromium half as long again.
pub fn page(pages: &Pages, index: usize, fonts: &FontSet) -> Option<String> {
    let page = pages.pages.get(index)?;
    let mut writer = Writer { fonts, body: String::new() };
    for group in groups(&page.ops) {
        writer.group(&group);
    }
    Some(writer.finish(page, index, pages.pages.len()))
}

struct Writer<'a> {
    fonts: &'a FontSet,
    body: String,
}

impl Writer<'_> {
    fn finish(self, page: &Page, index: usize, count: usize) -> String {
        let mm = |points: f64| number(Pt(points).mm().0);
        let (width, height) = (number(page.width), number(page.height));
        let mut out = String::with_capacity(self.body.len() + 400);
        // Joins as PDF has them; all strokes are black.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {width} {height}\" \
             stroke-miterlimit=\"10\" role=\"group\" aria-label=\"第{}页，共{count}页\">\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n",
            mm(page.width),
            mm(page.height),
            index + 1,
        );
        out.push_str(&self.body);
        out.push_str("</svg>\n");
        out
    }

    fn group(&mut self, group: &Group<'_>) {
        self.body.push_str("<g");
        if let Some(node) = group.node {
            push_attribute(&mut self.body, "data-node", &node.0);
        }
        self.name(group);
        self.body.push('>');
        for op in group.ops {
            self.draw(op);
        }
        // Above the ink, or the gaps between strokes would be no part of the text.
        if let (Some(_), Some(extent)) = (group.node, group.extent()) {
            let (width, height) = (extent.right - extent.left, extent.bottom - extent.top);
            self.area(extent.left, extent.top, width, height, "");
        }
        // Links lie on everything else.
        for op in group.ops {
            if let Draw::Link { x, y, width, height, target } = &op.draw {
                let mut link = String::new();
                push_attribute(&mut link, "data-link", &target.0);
                self.area(*x, *y, *width, *height, &link);
            }
        }
        self.body.push_str("</g>\n");
    }

    /// What a screen reader says of a group: outlines have no words of their own.
    fn name(&mut self, group: &Group<'_>) {
        let text = group.text();
        let level = match group.role {
            Role::Title => Some(1),
            Role::Heading(level) => Some(level.saturating_add(1)),
            _ => None,
        };
        match (group.role, level) {
            (Role::Artifact, _) => self.body.push_str(" aria-hidden=\"true\""),
            // Rules of a figure between its words.
            _ if text.trim().is_empty() => self.body.push_str(" aria-hidden=\"true\""),
            (_, Some(level)) => {
                let _ = write!(self.body, " role=\"heading\" aria-level=\"{level}\"");
                push_attribute(&mut self.body, "aria-label", &text);
            }
            (_, None) => {
                self.body.push_str(" role=\"img\"");
                push_attribute(&mut self.body, "aria-label", &text);
            }
        }
    }

    /// An invisible area that takes clicks.
    fn area(&mut self, x: f64, y: f64, width: f64, height: f64, link: &str) {
        let (x, y, width, height) = (number(x), number(y), number(width.max(0.0)), number(height.max(0.0)));
        let _ = write!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" pointer-events=\"all\"{link}/>"
        );
    }

    fn draw(&mut self, op: &Op) {
        match &op.draw {
            Draw::Glyphs(run) => self.run(run),
            Draw::Line { from, to, width } => {
                let _ = write!(
                    self.body,
                    "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#000\" stroke-width=\"{}\"/>",
                    number(from.0),
                    number(from.1),
                    number(to.0),
                    number(to.1),
                    number(*width),
                );
            }
            Draw::Rect { x, y, width, height, fill, stroke } => {
                let _ = write!(
                    self.body,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                    number(*x),
                    number(*y),
                    number(width.max(0.0)),
                    number(height.max(0.0)),
                );
                self.paint(*fill, *stroke);
            }
            Draw::Path { segments, fill, stroke } => {
                let mut trail = Trail::new(POINTS);
                trail.add(segments, 0.0);
                let _ = write!(self.body, "<path d=\"{}\"", trail.finish());
                self.paint(*fill, *stroke);
            }
            Draw::Link { .. } => {}
        }
    }

    /// Ground and outline, and the end of the element.
    fn paint(&mut self, fill: Option<f64>, stroke: Option<f64>) {
        match fill {
            Some(gray) => push_fill(&mut self.body, gray),
            None => self.body.push_str(" fill=\"none\""),
        }
        if let Some(width) = stroke {
            let _ = write!(self.body, " stroke=\"#000\" stroke-width=\"{}\"", number(width));
        }
        self.body.push_str("/>");
    }

    /// A run: one path in a coordinate system in which the em has a thousand units.
    fn run(&mut self, run: &GlyphRun) {
        let Some(font) = self.fonts.fonts().get(run.font) else { return };
        let scale = run.size / 1000.0;
        if scale <= 0.0 {
            return;
        }
        let mut trail = Trail::new(EM);
        for glyph in &run.glyphs {
            trail.add(&font.outline(glyph.id), glyph.x / run.size);
        }
        let d = trail.finish();
        if d.is_empty() {
            return;
        }
        let (sin, cos) = run.turn.to_radians().sin_cos();
        self.body.push_str("<path transform=\"matrix(");
        for value in [scale * cos, scale * sin, -scale * sin, scale * cos] {
            push_number(&mut self.body, value, 7);
            self.body.push(' ');
        }
        let _ = write!(self.body, "{} {})\"", number(run.x), number(run.y));
        push_fill(&mut self.body, run.gray);
        if run.embolden > 0.0 {
            let _ = write!(self.body, " stroke=\"#000\" stroke-width=\"{}\"", number(run.embolden / scale));
        }
        let _ = write!(self.body, " d=\"{d}\"/>");
    }
}

/// A fill; black is what SVG takes anyway.
fn push_fill(out: &mut String, gray: f64) {
    match level(gray) {
        0 => {}
        255 => out.push_str(" fill=\"#fff\""),
        level => {
            let _ = write!(out, " fill=\"#{level:02x}{level:02x}{level:02x}\"");
        }
    }
}
