//! A page's drawn things as PDF operations.

use crate::embed::Embedded;
use mingce_typeset::{Draw, GlyphRun, Page, Segment};
use printpdf::{
    Codepoint, Color, Greyscale, Line, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing,
    Pt, TextItem, TextMatrix, TextRenderingMode, WindingOrder,
};
use std::collections::BTreeMap;

/// Turns coordinates over: ours grow downwards, PDF's upwards.
struct Flip(f64);

impl Flip {
    fn point(&self, x: f64, y: f64) -> Point {
        Point { x: Pt(x as f32), y: Pt((self.0 - y) as f32) }
    }

    fn corner(&self, x: f64, y: f64) -> LinePoint {
        LinePoint { p: self.point(x, y), bezier: false }
    }
}

/// State that holds until it is changed: set only when it differs.
#[derive(Default, PartialEq, Clone, Copy)]
struct State {
    fill: Option<f64>,
    stroke_width: Option<f64>,
}

/// One page.
pub(crate) fn page(page: &Page, fonts: &BTreeMap<usize, Embedded>) -> PdfPage {
    let flip = Flip(page.height);
    let mut ops = Vec::with_capacity(page.ops.len() * 4);
    let mut state = State::default();
    for op in &page.ops {
        draw(&op.draw, &flip, fonts, &mut state, &mut ops);
    }
    PdfPage::new(Pt(page.width as f32).into(), Pt(page.height as f32).into(), ops)
}

fn draw(draw: &Draw, flip: &Flip, fonts: &BTreeMap<usize, Embedded>, state: &mut State, ops: &mut Vec<Op>) {
    match draw {
        Draw::Glyphs(run) => {
            if let Some(font) = fonts.get(&run.font) {
                glyphs(run, font, flip, state, ops);
            }
        }
        Draw::Line { from, to, width } => {
            set_stroke(*width, state, ops);
            let points = vec![flip.corner(from.0, from.1), flip.corner(to.0, to.1)];
            ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
        }
        Draw::Rect { x, y, width, height, fill, stroke } => {
            let (r, b) = (x + width, y + height);
            let points = vec![flip.corner(*x, *y), flip.corner(r, *y), flip.corner(r, b), flip.corner(*x, b)];
            shape(points, true, *fill, *stroke, state, ops);
        }
        Draw::Path { segments, fill, stroke } => {
            let (points, closed) = path(segments, flip);
            shape(points, closed, *fill, *stroke, state, ops);
        }
        // Links are annotations: they are added where the pages' objects are known.
        Draw::Link { .. } => {}
    }
}

/// One text object: the whole run, every glyph at its place.
fn glyphs(run: &GlyphRun, font: &Embedded, flip: &Flip, state: &mut State, ops: &mut Vec<Op>) {
    set_fill(run.gray, state, ops);
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size: Pt(run.size as f32) });
    if run.embolden > 0.0 {
        set_stroke(run.embolden, state, ops);
        ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::FillStroke });
    }
    let origin = flip.point(run.x, run.y);
    let matrix = if run.turn == 0.0 {
        TextMatrix::Translate(origin.x, origin.y)
    } else {
        let (sin, cos) = run.turn.to_radians().sin_cos();
        TextMatrix::Raw([cos as f32, -sin as f32, sin as f32, cos as f32, origin.x.0, origin.y.0])
    };
    ops.push(Op::SetTextMatrix { matrix });
    ops.push(Op::ShowText { items: items(run, font) });
    if run.embolden > 0.0 {
        ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
    }
    ops.push(Op::EndTextSection);
}

/// The glyphs with the distances that differ from their advances.
fn items(run: &GlyphRun, font: &Embedded) -> Vec<TextItem> {
    let mut pen = 0.0;
    let mut items = Vec::new();
    for glyph in &run.glyphs {
        let at = glyph.x * 1000.0 / run.size;
        // Rounded to a thousandth of an em; the pen follows what was written, so that errors do not add up.
        let back = (pen - at).round();
        if back != 0.0 {
            items.push(TextItem::Offset(back as f32));
            pen -= back;
        }
        let id = font.glyph(glyph.id);
        let glyph = Codepoint::with_cid(id, 0.0, glyph.ch.to_string());
        match items.last_mut() {
            Some(TextItem::GlyphIds(list)) => list.push(glyph),
            _ => items.push(TextItem::GlyphIds(vec![glyph])),
        }
        pen += font.advance(id).floor();
    }
    items
}

fn path(segments: &[Segment], flip: &Flip) -> (Vec<LinePoint>, bool) {
    let mut points: Vec<LinePoint> = Vec::new();
    let mut closed = false;
    for segment in segments {
        match *segment {
            Segment::Move(x, y) | Segment::Line(x, y) => points.push(flip.corner(x, y)),
            Segment::Curve([a, b, end]) => {
                points.push(LinePoint { p: flip.point(a.0, a.1), bezier: true });
                points.push(LinePoint { p: flip.point(b.0, b.1), bezier: true });
                points.push(flip.corner(end.0, end.1));
            }
            Segment::Close => closed = true,
        }
    }
    (points, closed)
}

fn shape(
    points: Vec<LinePoint>,
    closed: bool,
    fill: Option<f64>,
    stroke: Option<f64>,
    state: &mut State,
    ops: &mut Vec<Op>,
) {
    if let Some(width) = stroke {
        set_stroke(width, state, ops);
    }
    let mode = match (fill, stroke) {
        (None, None) => return,
        (None, Some(_)) => {
            ops.push(Op::DrawLine { line: Line { points, is_closed: closed } });
            return;
        }
        (Some(_), None) => PaintMode::Fill,
        (Some(_), Some(_)) => PaintMode::FillStroke,
    };
    if let Some(gray) = fill {
        set_fill(gray, state, ops);
    }
    let polygon = Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero };
    ops.push(Op::DrawPolygon { polygon });
}

fn set_fill(gray: f64, state: &mut State, ops: &mut Vec<Op>) {
    if state.fill != Some(gray) {
        state.fill = Some(gray);
        ops.push(Op::SetFillColor { col: Color::Greyscale(Greyscale::new(gray as f32, None)) });
    }
}

fn set_stroke(width: f64, state: &mut State, ops: &mut Vec<Op>) {
    if state.stroke_width.is_none() {
        ops.push(Op::SetOutlineColor { col: Color::Greyscale(Greyscale::new(0.0, None)) });
    }
    if state.stroke_width != Some(width) {
        state.stroke_width = Some(width);
        ops.push(Op::SetOutlineThickness { pt: Pt(width as f32) });
    }
}
