//! Drawings: geometry in millimetres to operations in points, scaled down where a page is too small.

use crate::{
    atoms::Setter,
    flow::{EPSILON, Flow},
    page::{Draw, GlyphRun, Op, Page, PlacedGlyph, Role, Segment},
    paragraph::{ParaBox, baseline, line_ops},
    symbol::{arrow, outline},
};
use mingce_document::{Drawing, Figure, NodeId, ParaStyle, ShapeKind, TextLine};

/// Length of an arrow head against the stroke; and at least, in points.
const ARROW: (f64, f64) = (9.0, 4.5);

/// A figure, measured.
pub(crate) struct FigureBox {
    id: NodeId,
    draws: Vec<Draw>,
    width: f64,
    drawing_height: f64,
    caption: Option<ParaBox>,
    around: f64,
    /// With caption and space above.
    pub height: f64,
}

impl Setter<'_> {
    /// Measures a figure for a text area of this size.
    pub(crate) fn figure(&mut self, figure: &Figure, width: f64, height: f64) -> FigureBox {
        let caption = figure.caption.as_ref().map(|p| self.paragraph(p, width, Some(Role::Caption)));
        let below = caption.as_ref().map_or(0.0, |c| c.before + c.height() + c.after);
        let around = self.sheet.table.around.0;
        let (w, h) = (figure.drawing.width.pt().0, figure.drawing.height.pt().0);
        let room = (height - below - around).max(height / 4.0);
        let scale = if w > 0.0 && h > 0.0 { (width / w).min(room / h).min(1.0) } else { 1.0 };
        FigureBox {
            id: figure.id.clone(),
            draws: self.drawing(&figure.drawing, scale, &figure.id),
            width: w * scale,
            drawing_height: h * scale,
            caption,
            around,
            height: around + h * scale + below,
        }
    }

    /// A page as large as a drawing, with the drawing on it.
    pub(crate) fn drawing_page(&mut self, drawing: &Drawing) -> Page {
        let node = NodeId::from("drawing");
        let draws = self.drawing(drawing, 1.0, &node);
        let op = |draw| Op { role: Role::Figure, node: Some(node.clone()), draw };
        let ops = draws.into_iter().map(op).collect();
        Page { width: drawing.width.pt().0, height: drawing.height.pt().0, number: None, ops }
    }

    /// A drawing's operations, its upper left corner at the origin.
    fn drawing(&mut self, drawing: &Drawing, scale: f64, node: &NodeId) -> Vec<Draw> {
        let at = |x: mingce_document::Mm| x.pt().0 * scale;
        let stroke = (drawing.stroke.0 * scale).max(0.25);
        let mut draws = Vec::new();
        // Lines first: symbols and labels lie on them.
        for connector in &drawing.connectors {
            let points: Vec<(f64, f64)> = connector.points.iter().map(|p| (at(p.x), at(p.y))).collect();
            let [.., before, tip] = points[..] else { continue };
            let segments = points
                .iter()
                .enumerate()
                .map(|(i, &(x, y))| if i == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) })
                .collect();
            draws.push(Draw::Path { segments, fill: None, stroke: Some(stroke) });
            let length = (stroke * ARROW.0).max(ARROW.1 * scale);
            draws.push(Draw::Path { segments: arrow(before, tip, length), fill: Some(0.0), stroke: None });
        }
        for shape in &drawing.shapes {
            let r = shape.rect;
            let (segments, inside) = outline(shape.kind, at(r.x), at(r.y), at(r.width), at(r.height));
            // Lanes lie under the lines.
            let fill = (shape.kind != ShapeKind::Lane).then_some(1.0);
            draws.push(Draw::Path { segments, fill, stroke: Some(stroke) });
            draws.extend(inside.into_iter().map(|(from, to)| Draw::Line { from, to, width: stroke }));
            for line in &shape.lines {
                self.text(line, shape.size.0 * scale, scale, node, &mut draws);
            }
        }
        for label in drawing.connectors.iter().filter_map(|c| c.label.as_ref()) {
            let r = label.rect;
            draws.push(Draw::Rect {
                x: at(r.x),
                y: at(r.y),
                width: at(r.width),
                height: at(r.height),
                fill: Some(1.0),
                stroke: None,
            });
            self.text(&label.line, label.size.0 * scale, scale, node, &mut draws);
        }
        draws
    }

    /// One line of text of a drawing. Text of drawings is set in the face of tables.
    fn text(&mut self, line: &TextLine, size: f64, scale: f64, node: &NodeId, draws: &mut Vec<Draw>) {
        let face = self.sheet.format(ParaStyle::TableText).face;
        let glyphs: Vec<_> = line.text.chars().map(|ch| (ch, self.glyph(face, ch, node))).collect();
        let width: f64 = glyphs.iter().map(|(_, g)| g.advance * size).sum();
        let mut x = line.center_x.pt().0 * scale - width / 2.0;
        let y = line.baseline_y.pt().0 * scale;
        let mut runs: Vec<GlyphRun> = Vec::new();
        for (ch, glyph) in glyphs {
            if runs.last().is_none_or(|run| run.font != glyph.font) {
                runs.push(GlyphRun {
                    font: glyph.font,
                    size,
                    x,
                    y,
                    glyphs: Vec::new(),
                    range: 0..0,
                    embolden: 0.0,
                    gray: 0.0,
                    turn: 0.0,
                });
            }
            if let Some(run) = runs.last_mut() {
                run.glyphs.push(PlacedGlyph { id: glyph.id, x: x - run.x, ch });
            }
            x += glyph.advance * size;
        }
        draws.extend(runs.into_iter().map(Draw::Glyphs));
    }
}

impl Flow<'_> {
    pub(crate) fn place_figure(&mut self, figure: &FigureBox, lead: f64) {
        if !self.fresh && self.y + lead > self.bottom() + EPSILON {
            self.turn_page();
        }
        if !self.fresh {
            self.y += figure.around;
        }
        self.anchor(&figure.id);
        let x = self.frame.left + (self.frame.width() - figure.width) / 2.0;
        for draw in &figure.draws {
            let draw = draw.clone().moved(x, self.y);
            self.push(Op { role: Role::Figure, node: Some(figure.id.clone()), draw });
        }
        self.y += figure.drawing_height;
        self.fresh = false;
        let Some(caption) = &figure.caption else { return };
        self.y += caption.before;
        self.anchor(&caption.node);
        for line in &caption.lines {
            let on = baseline(self.y, caption.pitch);
            for op in line_ops(line, &caption.node, Role::Caption, self.frame.left, on) {
                self.push(op);
            }
            self.call_notes(&line.notes);
            self.y += caption.pitch;
        }
        self.y += caption.after;
    }
}
