//! Placed atoms as drawn things.

use crate::{
    atoms::{Atom, Kind},
    page::{Draw, GlyphRun, PlacedGlyph, Segment},
};
use mingce_document::CharStyle;

/// Thickness of drawn lines in text (blanks, boxes), in em.
const STROKE: f64 = 0.04;
/// The ground of what must still be filled in: plain to see on paper too.
const ATTENTION_GRAY: f64 = 0.82;

/// A finished line: drawn things around its start (x = 0 is the paragraph's left edge) and its baseline (y = 0).
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub draws: Vec<Draw>,
    /// Grounds and leaders: drawn below, for the eye only.
    pub under: Vec<Draw>,
    /// Where its first and last character stand, spaces at the end left out.
    pub span: (f64, f64),
    /// The footnotes called in it.
    pub notes: Vec<usize>,
}

/// Turns placed atoms into drawn things.
pub(crate) fn draw(atoms: &[Atom], seen: usize, start: f64) -> Line {
    let mut line = Line { span: (start, start), ..Line::default() };
    let mut x = start;
    for (i, atom) in atoms.iter().enumerate() {
        line.notes.extend(atom.note);
        let width = if i + 1 < seen { atom.advance + atom.gap } else { atom.advance };
        match atom.kind {
            // Spaces at the end are kept for whoever copies the text; they take no room.
            Kind::Char(ch) => {
                let joined = i > 0 && matches!(atoms[i - 1].kind, Kind::Char(_));
                push_glyph(&mut line.draws, atom, ch, x, joined);
            }
            Kind::CheckBox(checked) => line.draws.extend(check_box(x, atom.size, checked)),
            Kind::Blank => line.draws.push(Draw::Line {
                from: (x, atom.size * 0.12),
                to: (x + atom.advance, atom.size * 0.12),
                width: atom.size * STROKE,
            }),
            Kind::Leader => leader(&mut line.under, atom, x),
            Kind::Tab | Kind::End => {}
        }
        if atom.style == CharStyle::Attention && matches!(atom.kind, Kind::Char(_)) {
            ground(&mut line.under, atom, x, width);
        }
        if i < seen {
            x += width;
            line.span.1 = x;
        }
    }
    line
}

impl Line {
    /// Moves the line sideways so that it starts at `x`.
    pub(crate) fn start_at(&mut self, x: f64) {
        let by = x - self.span.0;
        for draws in [&mut self.draws, &mut self.under] {
            *draws = std::mem::take(draws).into_iter().map(|d| d.moved(by, 0.0)).collect();
        }
        self.span = (x, self.span.1 + by);
    }
}

/// Adds a glyph to the run before it, or begins a new one: always after a tab, a leader or a blank.
fn push_glyph(draws: &mut Vec<Draw>, atom: &Atom, ch: char, x: f64, joined: bool) {
    let embolden = if atom.style == CharStyle::Strong { atom.size / 36.0 } else { 0.0 };
    if let Some(Draw::Glyphs(run)) = draws.last_mut().filter(|_| joined) {
        let follows = match atom.index {
            Some(index) => !run.range.is_empty() && run.range.end <= index && index <= run.range.end + 1,
            None => run.range.is_empty(),
        };
        let alike = run.font == atom.glyph.font
            && run.size == atom.size
            && run.embolden == embolden
            && run.y == -atom.raise
            && follows;
        if alike {
            run.glyphs.push(PlacedGlyph { id: atom.glyph.id, x: x - run.x, ch });
            if let Some(index) = atom.index {
                run.range.end = index + 1;
            }
            return;
        }
    }
    draws.push(Draw::Glyphs(GlyphRun {
        font: atom.glyph.font,
        size: atom.size,
        x,
        y: -atom.raise,
        glyphs: vec![PlacedGlyph { id: atom.glyph.id, x: 0.0, ch }],
        range: atom.index.map_or(0..0, |i| i..i + 1),
        embolden,
        gray: 0.0,
        turn: 0.0,
    }));
}

/// Puts a grey ground behind a character, growing the one begun before.
fn ground(under: &mut Vec<Draw>, atom: &Atom, x: f64, advance: f64) {
    match under.last_mut() {
        Some(Draw::Rect { x: from, width, .. }) if *from + *width >= x - 0.01 => *width = x + advance - *from,
        _ => under.push(Draw::Rect {
            x,
            y: -0.92 * atom.size,
            width: advance,
            height: 1.1 * atom.size,
            fill: Some(ATTENTION_GRAY),
            stroke: None,
        }),
    }
}

fn leader(draws: &mut Vec<Draw>, atom: &Atom, x: f64) {
    let step = atom.size / 2.0;
    if step < 0.1 {
        return;
    }
    // Dots stand on one raster whatever the entry before them, so that they line up from line to line.
    let first = ((x + step / 2.0) / step).ceil() as i64;
    let last = ((x + atom.advance - step / 2.0) / step).floor() as i64;
    if last <= first {
        return;
    }
    let glyphs: Vec<PlacedGlyph> =
        (first..last).map(|i| PlacedGlyph { id: atom.glyph.id, x: (i - first) as f64 * step, ch: '.' }).collect();
    draws.push(Draw::Glyphs(GlyphRun {
        font: atom.glyph.font,
        size: atom.size,
        x: first as f64 * step,
        y: 0.0,
        glyphs,
        range: 0..0,
        embolden: 0.0,
        gray: 0.0,
        turn: 0.0,
    }));
}

/// A box to be ticked, drawn: no Chinese face has the characters.
fn check_box(x: f64, size: f64, checked: bool) -> Vec<Draw> {
    let side = 0.72 * size;
    let (left, top) = (x + 0.14 * size, -0.74 * size);
    let frame =
        Draw::Rect { x: left, y: top, width: side, height: side, fill: None, stroke: Some(size * STROKE * 1.2) };
    let tick = Draw::Path {
        segments: vec![
            Segment::Move(left + side * 0.18, top + side * 0.52),
            Segment::Line(left + side * 0.42, top + side * 0.78),
            Segment::Line(left + side * 0.84, top + side * 0.2),
        ],
        fill: None,
        stroke: Some(size * STROKE * 2.0),
    };
    if checked { vec![frame, tick] } else { vec![frame] }
}
