//! Figures: the drawing as inline SVG, one user unit to the millimetre.

use crate::{
    look::{Look, font_family},
    markup::{Element, number},
    page::Page,
};
use mingce_document::{
    Connector, Drawing, Figure, ParaStyle, Paragraph, Point, Pt, Segment, Shape, ShapeKind, TextLine,
};

impl<'a> Page<'a> {
    pub(crate) fn figure(&mut self, figure: &'a Figure) {
        let id = self.claim(&figure.id);
        self.element(Element::new("figure").maybe("id", id.as_deref()).look(Look::Figure), |page| {
            let title = figure.caption.as_ref().map(Paragraph::plain_text).unwrap_or_default();
            let title = if title.trim().is_empty() { &figure.alt } else { &title };
            page.scrolling("图", title, |page| page.drawing(&figure.drawing, title, &figure.alt));
            if let Some(caption) = &figure.caption {
                page.paragraph("figcaption", caption);
            }
        });
    }

    /// The drawing, with its name for the pointer and its whole content in words for who cannot see it.
    fn drawing(&mut self, drawing: &Drawing, title: &str, alt: &str) {
        let (width, height) = (number(drawing.width.0.max(0.0)), number(drawing.height.0.max(0.0)));
        let svg = Element::new("svg")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("role", "img")
            .attr("aria-label", alt)
            .attr("width", &format!("{width}mm"))
            .attr("height", &format!("{height}mm"))
            .attr("viewBox", &format!("0 0 {width} {height}"))
            .look(Look::Drawing);
        self.element(svg, |page| {
            page.element(Element::new("title"), |page| page.text(title));
            page.element(Element::new("desc"), |page| page.text(alt));
            let stroke = number(drawing.stroke.mm().0.max(0.0));
            let lines = Element::new("g").attr("fill", "#fff").attr("stroke", "#000").attr("stroke-width", &stroke);
            page.element(lines, |page| {
                for shape in &drawing.shapes {
                    let path = Element::new("path").attr("d", &path(&shape.outline()));
                    page.void(if shape.kind == ShapeKind::Lane { path.attr("fill", "none") } else { path });
                }
                for connector in &drawing.connectors {
                    page.flow_line(connector, drawing.stroke);
                }
            });
            let face = page.sheet.format(ParaStyle::TableText).face;
            let texts = Element::new("g").attr("text-anchor", "middle").own(font_family(page.sheet, face));
            page.element(texts, |page| {
                for Shape { lines, size, .. } in &drawing.shapes {
                    lines.iter().for_each(|line| page.text_line(line, *size));
                }
                for label in drawing.connectors.iter().filter_map(|connector| connector.label.as_ref()) {
                    let rect = &label.rect;
                    page.void(
                        Element::new("rect")
                            .attr("x", &number(rect.x.0))
                            .attr("y", &number(rect.y.0))
                            .attr("width", &number(rect.width.0.max(0.0)))
                            .attr("height", &number(rect.height.0.max(0.0)))
                            .attr("fill", "#fff"),
                    );
                    page.text_line(&label.line, label.size);
                }
            });
        });
    }

    fn flow_line(&mut self, connector: &Connector, stroke: Pt) {
        let arrow = connector.arrow(stroke);
        let mut line = connector.points.clone();
        if let (Some(end), Some(arrow)) = (line.last_mut(), arrow) {
            *end = arrow.shaft_end;
        }
        self.void(Element::new("polyline").attr("points", &points(&line)).attr("fill", "none"));
        if let Some(arrow) = arrow {
            let head = Element::new("polygon").attr("points", &points(&arrow.head));
            self.void(head.attr("fill", "#000").attr("stroke", "none"));
        }
    }

    fn text_line(&mut self, line: &TextLine, size: Pt) {
        let text = Element::new("text")
            .attr("x", &number(line.center_x.0))
            .attr("y", &number(line.baseline_y.0))
            .attr("font-size", &number(size.mm().0.max(0.0)));
        self.element(text, |page| page.text(&line.text));
    }
}

/// An outline as the `d` of a path.
fn path(segments: &[Segment]) -> String {
    let at = |p: &Point| format!("{} {}", number(p.x.0), number(p.y.0));
    segments
        .iter()
        .map(|segment| match segment {
            Segment::Move(p) => format!("M{}", at(p)),
            Segment::Line(p) => format!("L{}", at(p)),
            Segment::Curve(a, b, c) => format!("C{} {} {}", at(a), at(b), at(c)),
            Segment::Close => "Z".to_string(),
        })
        .collect()
}

fn points(points: &[Point]) -> String {
    points.iter().map(|p| format!("{},{}", number(p.x.0), number(p.y.0))).collect::<Vec<_>>().join(" ")
}
