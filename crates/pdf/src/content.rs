//! A page's drawn things as PDF operations.

use crate::embed::Embedded;
use crate::mark::{Artifact, Marker, Whose};
use mingce_typeset::{Draw, GlyphRun, Op as Drawn, Page, PlacedGlyph, Role, Segment};
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

/// One page. Marks are never nested: what spells itself out ends the mark around it, because not every reader counts
/// the ends of marks as ISO 32000-1, 14.6.1 does (poppler would drop the rest of the paragraph).
pub(crate) fn page<'a>(page: &'a Page, marker: &mut Marker<'a, '_>, fonts: &BTreeMap<usize, Embedded>) -> PdfPage {
    marker.begin_page();
    let flip = Flip(page.height);
    let mut ops = Vec::with_capacity(page.ops.len() * 4);
    let mut state = State::default();
    let mut open: Option<Whose> = None;
    for (at, op) in page.ops.iter().enumerate() {
        if let Draw::Link { target, .. } = &op.draw {
            marker.link(op, target);
            continue;
        }
        let whose = marker.whose(op, page);
        let spelt = match (&op.draw, whose) {
            (Draw::Glyphs(run), _) => fonts.get(&run.font).is_some_and(|font| spells(run, font)),
            (_, Whose::Element(_)) => sign(&page.ops[at..]).is_some(),
            (_, Whose::Artifact(_)) => false,
        };
        if open.is_some() && (spelt || open != Some(whose)) {
            ops.push(Op::EndMarkedContent);
            open = None;
        }
        if open.is_none() && !spelt {
            ops.push(begin(whose, None, marker));
            open = Some(whose);
        }
        match &op.draw {
            Draw::Glyphs(run) => {
                if let Some(font) = fonts.get(&run.font) {
                    let pieces = if spelt { Some((whose, &mut *marker)) } else { None };
                    glyphs(run, font, pieces, &flip, &mut state, &mut ops);
                }
            }
            draw if spelt => {
                ops.push(begin(whose, sign(&page.ops[at..]), marker));
                figure(draw, &flip, &mut state, &mut ops);
                ops.push(Op::EndMarkedContent);
            }
            draw => figure(draw, &flip, &mut state, &mut ops),
        }
    }
    if open.is_some() {
        ops.push(Op::EndMarkedContent);
    }
    PdfPage::new(Pt(page.width as f32).into(), Pt(page.height as f32).into(), ops)
}

/// The mark at the beginning of a piece (ISO 32000-1, 14.6), with what it reads when that is not what it shows.
fn begin(whose: Whose, reads: Option<&str>, marker: &mut Marker<'_, '_>) -> Op {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let mut map = BTreeMap::new();
    let tag = match whose {
        Whose::Element(element) => {
            map.insert("MCID".to_owned(), DictItem::Int(marker.piece(element) as i64));
            marker.kind(element)
        }
        Whose::Artifact(kind) => {
            let (kind, subtype) = match kind {
                Artifact::Layout => ("Layout", None),
                Artifact::Background => ("Background", None),
                Artifact::Header => ("Pagination", Some("Header")),
                Artifact::Footer => ("Pagination", Some("Footer")),
                Artifact::Watermark => ("Pagination", Some("Watermark")),
                Artifact::Repeated => ("Pagination", None),
            };
            map.insert("Type".to_owned(), name(kind));
            map.extend(subtype.map(|subtype| ("Subtype".to_owned(), name(subtype))));
            "Artifact"
        }
    };
    // The spelling stands in a Span (14.9.4), except that an artifact stays one.
    let tag = match (reads, whose) {
        (Some(_), Whose::Element(_)) => "Span",
        _ => tag,
    };
    if let Some(reads) = reads {
        let mut data = vec![0xFE, 0xFF];
        data.extend(reads.encode_utf16().flat_map(u16::to_be_bytes));
        map.insert("ActualText".to_owned(), DictItem::String { data, literal: false });
    }
    Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties: DictItem::Dict { map } }
}

/// What a drawn sign in text reads: a box, ticked or not, or a blank to be filled in.
fn sign(ops: &[Drawn]) -> Option<&'static str> {
    let op = ops.first().filter(|op| op.role != Role::Figure)?;
    match op.draw {
        Draw::Rect { fill: None, .. } => {
            let ticked = ops.get(1).is_some_and(|next| matches!(next.draw, Draw::Path { fill: None, .. }));
            Some(if ticked { "☑" } else { "☐" })
        }
        Draw::Line { .. } => Some("____"),
        _ => None,
    }
}

/// Everything but text.
fn figure(draw: &Draw, flip: &Flip, state: &mut State, ops: &mut Vec<Op>) {
    match draw {
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
        Draw::Glyphs(_) | Draw::Link { .. } => {}
    }
}

/// One text object: the whole run, every glyph at its place. `pieces` marks them one by one, for whom they are.
fn glyphs(
    run: &GlyphRun,
    font: &Embedded,
    pieces: Option<(Whose, &mut Marker<'_, '_>)>,
    flip: &Flip,
    state: &mut State,
    ops: &mut Vec<Op>,
) {
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
    show(run, font, pieces, ops);
    if run.embolden > 0.0 {
        ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
    }
    ops.push(Op::EndTextSection);
}

/// Shows the glyphs, with the distances that differ from their advances.
fn show(run: &GlyphRun, font: &Embedded, pieces: Option<(Whose, &mut Marker<'_, '_>)>, ops: &mut Vec<Op>) {
    let mut pen = 0.0;
    let Some((whose, marker)) = pieces else {
        ops.push(Op::ShowText { items: items(&run.glyphs, run.size, font, &mut pen) });
        return;
    };
    let mut from = 0;
    while from < run.glyphs.len() {
        let spelt = spelt_out(run, font, from);
        let to = spelt.unwrap_or_else(|| {
            (from + 1..run.glyphs.len()).find(|&at| spelt_out(run, font, at).is_some()).unwrap_or(run.glyphs.len())
        });
        let part = &run.glyphs[from..to];
        let reads: Option<String> = spelt.map(|_| part.iter().map(|g| g.ch).collect());
        ops.push(begin(whose, reads.as_deref(), marker));
        ops.push(Op::ShowText { items: items(part, run.size, font, &mut pen) });
        ops.push(Op::EndMarkedContent);
        from = to;
    }
}

/// Whether any part of a run must be spelt out.
fn spells(run: &GlyphRun, font: &Embedded) -> bool {
    (0..run.glyphs.len())
        .any(|at| overlaps(run, font, at) || font.character(run.glyphs[at].id) != Some(run.glyphs[at].ch))
}

/// Whether the glyph after this one stands so far back that readers take the two for separate words.
fn overlaps(run: &GlyphRun, font: &Embedded, at: usize) -> bool {
    let Some(next) = run.glyphs.get(at + 1) else { return false };
    let glyph = &run.glyphs[at];
    let end = glyph.x + font.advance(font.glyph(glyph.id)) / 1000.0 * run.size;
    end - next.x > 0.06 * run.size
}

/// The end of the glyphs from `from` on whose characters must be said: punctuation that shares its blank halves, which
/// would be torn when copied; and a glyph that stands for another character elsewhere in the file.
fn spelt_out(run: &GlyphRun, font: &Embedded, from: usize) -> Option<usize> {
    let last = (from..run.glyphs.len()).find(|&at| !overlaps(run, font, at)).unwrap_or(from);
    let glyph = &run.glyphs[from];
    (last > from || font.character(glyph.id) != Some(glyph.ch)).then_some(last + 1)
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
        // A glyph has one character in the file: the first that it was used for.
        let character = font.character(glyph.id).unwrap_or(glyph.ch);
        let glyph = Codepoint::with_cid(id, 0.0, character.to_string());
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
