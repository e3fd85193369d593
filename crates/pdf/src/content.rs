//! A page's drawn things as a content stream.

use crate::embed::Embedded;
use crate::mark::{Artifact, Marker, Whose};
use crate::stream::{Show, Stream};
use mingce_typeset::{Draw, GlyphRun, Op, Page, Role, Segment};
use std::collections::BTreeMap;

/// State that holds until it is changed: set only when it differs.
#[derive(Default)]
struct State {
    fill: Option<f64>,
    stroke_width: Option<f64>,
}

/// One page on its way to a stream.
struct Writer<'w> {
    stream: Stream,
    state: State,
    fonts: &'w BTreeMap<usize, Embedded>,
    /// Turns coordinates over: ours grow downwards, PDF's upwards.
    height: f64,
}

/// One page. Marks are never nested: what spells itself out ends the mark around it, because not every reader counts
/// the ends of marks as ISO 32000-1, 14.6.1 does (poppler would drop the rest of the paragraph).
pub(crate) fn page<'a>(page: &'a Page, marker: &mut Marker<'a, '_>, fonts: &BTreeMap<usize, Embedded>) -> Vec<u8> {
    marker.begin_page();
    let mut writer = Writer { stream: Stream::default(), state: State::default(), fonts, height: page.height };
    let mut open: Option<Whose> = None;
    for (at, op) in page.ops.iter().enumerate() {
        if let Draw::Link { target, .. } = &op.draw {
            // An annotation: added where the pages' objects are known.
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
            writer.stream.line("EMC");
            open = None;
        }
        if open.is_none() && !spelt {
            writer.begin(whose, None, marker);
            open = Some(whose);
        }
        match &op.draw {
            Draw::Glyphs(run) => writer.glyphs(run, spelt.then_some((whose, &mut *marker))),
            draw if spelt => {
                writer.begin(whose, sign(&page.ops[at..]), marker);
                writer.figure(draw);
                writer.stream.line("EMC");
            }
            draw => writer.figure(draw),
        }
    }
    if open.is_some() {
        writer.stream.line("EMC");
    }
    writer.stream.into_bytes()
}

impl Writer<'_> {
    /// The mark at the beginning of a piece (ISO 32000-1, 14.6), with what it reads when that is not what it shows.
    fn begin(&mut self, whose: Whose, reads: Option<&str>, marker: &mut Marker<'_, '_>) {
        match whose {
            Whose::Element(element) => {
                // The spelling stands in a Span (14.9.4), whatever the element is.
                let tag = if reads.is_some() { "Span" } else { marker.kind(element) };
                let number = format!("/MCID {}", marker.piece(element));
                self.stream.begin_mark(tag, &number, reads);
            }
            Whose::Artifact(kind) => {
                let entries = match kind {
                    Artifact::Layout => "/Type/Layout",
                    Artifact::Background => "/Type/Background",
                    Artifact::Header => "/Type/Pagination/Subtype/Header",
                    Artifact::Footer => "/Type/Pagination/Subtype/Footer",
                    Artifact::Watermark => "/Type/Pagination/Subtype/Watermark",
                    Artifact::Repeated => "/Type/Pagination",
                };
                self.stream.begin_mark("Artifact", entries, reads);
            }
        }
    }

    /// Everything but text.
    fn figure(&mut self, draw: &Draw) {
        match draw {
            Draw::Line { from, to, width } => {
                self.set_stroke(*width);
                self.to(*from, "m");
                self.to(*to, "l");
                self.stream.line("S");
            }
            Draw::Rect { x, y, width, height, fill, stroke } => {
                let Some(paint) = self.paint(*fill, *stroke) else { return };
                self.stream.op(&[*x, self.height - y - height, *width, *height], "re");
                self.stream.line(paint);
            }
            Draw::Path { segments, fill, stroke } => {
                let Some(paint) = self.paint(*fill, *stroke) else { return };
                for segment in segments {
                    match *segment {
                        Segment::Move(x, y) => self.to((x, y), "m"),
                        Segment::Line(x, y) => self.to((x, y), "l"),
                        Segment::Curve(points) => {
                            let flat = points.map(|(x, y)| [x, self.height - y]);
                            self.stream.op(flat.as_flattened(), "c");
                        }
                        Segment::Close => self.stream.line("h"),
                    }
                }
                self.stream.line(paint);
            }
            Draw::Glyphs(_) | Draw::Link { .. } => {}
        }
    }

    fn to(&mut self, (x, y): (f64, f64), operator: &str) {
        self.stream.op(&[x, self.height - y], operator);
    }

    /// Sets what a shape is painted with, and tells the operator that paints it; nothing when it is not to be seen.
    fn paint(&mut self, fill: Option<f64>, stroke: Option<f64>) -> Option<&'static str> {
        if let Some(width) = stroke {
            self.set_stroke(width);
        }
        if let Some(gray) = fill {
            self.set_fill(gray);
        }
        match (fill, stroke) {
            (None, None) => None,
            (None, Some(_)) => Some("S"),
            (Some(_), None) => Some("f"),
            (Some(_), Some(_)) => Some("B"),
        }
    }

    /// One text object: the whole run, every glyph at its place. `pieces` marks them one by one, for whom they are.
    fn glyphs(&mut self, run: &GlyphRun, pieces: Option<(Whose, &mut Marker<'_, '_>)>) {
        let Some(font) = self.fonts.get(&run.font) else { return };
        self.set_fill(run.gray);
        if run.embolden > 0.0 {
            self.set_stroke(run.embolden);
        }
        self.stream.line("BT");
        self.stream.line(&format!("/{}", font.id.0));
        self.stream.op(&[run.size], "Tf");
        if run.embolden > 0.0 {
            self.stream.line("2 Tr");
        }
        let (x, y) = (run.x, self.height - run.y);
        if run.turn == 0.0 {
            self.stream.op(&[x, y], "Td");
        } else {
            let (sin, cos) = run.turn.to_radians().sin_cos();
            self.stream.op(&[cos, -sin, sin, cos, x, y], "Tm");
        }
        self.show(run, font, pieces);
        if run.embolden > 0.0 {
            self.stream.line("0 Tr");
        }
        self.stream.line("ET");
    }

    /// Shows the glyphs, with the distances that differ from their advances.
    fn show(&mut self, run: &GlyphRun, font: &Embedded, pieces: Option<(Whose, &mut Marker<'_, '_>)>) {
        let mut pen = 0.0;
        let Some((whose, marker)) = pieces else {
            self.stream.show(parts(run, 0..run.glyphs.len(), font, &mut pen));
            return;
        };
        let mut from = 0;
        while from < run.glyphs.len() {
            let spelt = spelt_out(run, font, from);
            let to = spelt.unwrap_or_else(|| {
                (from + 1..run.glyphs.len()).find(|&at| spelt_out(run, font, at).is_some()).unwrap_or(run.glyphs.len())
            });
            let reads: Option<String> = spelt.map(|_| run.glyphs[from..to].iter().map(|g| g.ch).collect());
            self.begin(whose, reads.as_deref(), marker);
            self.stream.show(parts(run, from..to, font, &mut pen));
            self.stream.line("EMC");
            from = to;
        }
    }

    fn set_fill(&mut self, gray: f64) {
        if self.state.fill != Some(gray) {
            self.state.fill = Some(gray);
            self.stream.op(&[gray], "g");
        }
    }

    fn set_stroke(&mut self, width: f64) {
        if self.state.stroke_width.is_none() {
            self.stream.line("0 G");
        }
        if self.state.stroke_width != Some(width) {
            self.state.stroke_width = Some(width);
            self.stream.op(&[width], "w");
        }
    }
}

/// What a drawn sign in text reads: a box, ticked or not, or a blank to be filled in.
fn sign(ops: &[Op]) -> Option<&'static str> {
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

/// Whether any part of a run must be spelt out.
fn spells(run: &GlyphRun, font: &Embedded) -> bool {
    (0..run.glyphs.len()).any(|at| overlaps(run, font, at) || differs(run, font, at))
}

/// Whether the glyph after this one stands so far back that readers take the two for separate words.
fn overlaps(run: &GlyphRun, font: &Embedded, at: usize) -> bool {
    let Some(next) = run.glyphs.get(at + 1) else { return false };
    let glyph = &run.glyphs[at];
    let end = glyph.x + font.advance(font.glyph(glyph.id)) / 1000.0 * run.size;
    end - next.x > 0.06 * run.size
}

/// Whether the file gives another character for this glyph, for which it was used first.
fn differs(run: &GlyphRun, font: &Embedded, at: usize) -> bool {
    font.character(run.glyphs[at].id) != Some(run.glyphs[at].ch)
}

/// The end of the glyphs from `from` on whose characters must be said: punctuation that shares its blank halves, which
/// would be torn when copied; and a glyph that stands for another character elsewhere in the file.
fn spelt_out(run: &GlyphRun, font: &Embedded, from: usize) -> Option<usize> {
    let last = (from..run.glyphs.len()).find(|&at| !overlaps(run, font, at)).unwrap_or(from);
    (last > from || differs(run, font, from)).then_some(last + 1)
}

/// Glyphs, and the distances that are not their advances.
fn parts<'r>(
    run: &'r GlyphRun,
    glyphs: std::ops::Range<usize>,
    font: &'r Embedded,
    pen: &'r mut f64,
) -> impl Iterator<Item = Show> + 'r {
    run.glyphs[glyphs].iter().flat_map(move |glyph| {
        // Rounded to a thousandth of an em; the pen follows what was written, so that errors do not add up.
        let back = (*pen - glyph.x * 1000.0 / run.size).round();
        let id = font.glyph(glyph.id);
        *pen += font.advance(id).floor() - back;
        [(back != 0.0).then_some(Show::Back(back)), Some(Show::Glyph(font.code(id)))].into_iter().flatten()
    })
}
