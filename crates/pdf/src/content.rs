//! A page's drawn things as PDF operations.

use crate::embed::Embedded;
use mingce_typeset::{Draw, GlyphRun, Page, PlacedGlyph, Segment};
use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point, Polygon,
    PolygonRing, Pt, TextItem, TextMatrix, TextRenderingMode, WindingOrder,
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
            shape(vec![points], true, *fill, *stroke, state, ops);
        }
        Draw::Path { segments, fill, stroke } => {
            let (contours, closed) = path(segments, flip);
            shape(contours, closed, *fill, *stroke, state, ops);
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
    show(run, font, ops);
    if run.embolden > 0.0 {
        ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
    }
    ops.push(Op::EndTextSection);
}

/// Shows the glyphs, with the distances that differ from their advances.
fn show(run: &GlyphRun, font: &Embedded, ops: &mut Vec<Op>) {
    let mut pen = 0.0;
    let mut from = 0;
    while from < run.glyphs.len() {
        let squeezed = squeezed(run, font, from);
        let to = if squeezed > from { squeezed + 1 } else { next_squeezed(run, font, from) };
        let part = &run.glyphs[from..to];
        let items = items(part, run.size, font, &mut pen);
        if squeezed > from {
            ops.push(actual_text(part));
            ops.push(Op::ShowText { items });
            ops.push(Op::EndMarkedContent);
        } else {
            ops.push(Op::ShowText { items });
        }
        from = to;
    }
}

/// Whether the glyph after this one stands so far back that readers take the two for separate words.
fn overlaps(run: &GlyphRun, font: &Embedded, at: usize) -> bool {
    let Some(next) = run.glyphs.get(at + 1) else { return false };
    let glyph = &run.glyphs[at];
    let end = glyph.x + font.advance(font.glyph(glyph.id)) / 1000.0 * run.size;
    end - next.x > 0.06 * run.size
}

/// The last of the glyphs that overlap one another from `from` on; `from` itself when it stands free.
fn squeezed(run: &GlyphRun, font: &Embedded, from: usize) -> usize {
    (from..run.glyphs.len()).find(|&at| !overlaps(run, font, at)).unwrap_or(from)
}

/// Where the next overlapping glyphs begin.
fn next_squeezed(run: &GlyphRun, font: &Embedded, from: usize) -> usize {
    (from + 1..run.glyphs.len()).find(|&at| overlaps(run, font, at)).unwrap_or(run.glyphs.len())
}

/// Says what the characters are that follow: punctuation that shares its blank halves would be torn when copied.
fn actual_text(glyphs: &[PlacedGlyph]) -> Op {
    let text: String = glyphs.iter().map(|g| g.ch).collect();
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

fn items(glyphs: &[PlacedGlyph], size: f64, font: &Embedded, pen: &mut f64) -> Vec<TextItem> {
    let mut items = Vec::new();
    for glyph in glyphs {
        let at = glyph.x * 1000.0 / size;
        // Rounded to a thousandth of an em; the pen follows what was written, so that errors do not add up.
        let back = (*pen - at).round();
        if back != 0.0 {
            items.push(TextItem::Offset(back as f32));
            *pen -= back;
        }
        let id = font.glyph(glyph.id);
        let glyph = Codepoint::with_cid(id, 0.0, glyph.ch.to_string());
        match items.last_mut() {
            Some(TextItem::GlyphIds(list)) => list.push(glyph),
            _ => items.push(TextItem::GlyphIds(vec![glyph])),
        }
        *pen += font.advance(id).floor();
    }
    items
}

/// The contours of a path, and whether it is closed.
fn path(segments: &[Segment], flip: &Flip) -> (Vec<Vec<LinePoint>>, bool) {
    let mut contours: Vec<Vec<LinePoint>> = Vec::new();
    let mut closed = false;
    for segment in segments {
        if let Segment::Move(..) = segment {
            contours.push(Vec::new());
        }
        let Some(points) = contours.last_mut() else { continue };
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
    (contours, closed)
}

fn shape(
    contours: Vec<Vec<LinePoint>>,
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
            let lines = contours.into_iter().map(|points| Line { points, is_closed: closed });
            ops.extend(lines.map(|line| Op::DrawLine { line }));
            return;
        }
        (Some(_), None) => PaintMode::Fill,
        (Some(_), Some(_)) => PaintMode::FillStroke,
    };
    if let Some(gray) = fill {
        set_fill(gray, state, ops);
    }
    let rings = contours.into_iter().map(|points| PolygonRing { points }).collect();
    let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
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
