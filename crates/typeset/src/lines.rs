//! Atoms to lines: filling, squeezing, justifying.

use crate::{
    atoms::{Atom, Kind, Setter, grid_tracking},
    breaks::Class,
    page::{Draw, GlyphRun, PlacedGlyph, Segment},
};
use mingce_document::{Align, CharStyle, Inline, NodeId, ParaFormat};

/// Rounding: a line may be so much too long.
const EPSILON: f64 = 0.01;
/// Where a leader's dots stand, and tab stops, in em.
const TAB_STOP: f64 = 2.0;
/// Thickness of drawn lines in text (blanks, boxes), in em.
const STROKE: f64 = 0.04;

/// A finished line: drawn things around its start (x = 0 is the paragraph's left edge) and its baseline (y = 0).
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub draws: Vec<Draw>,
    /// The footnotes called in it.
    pub notes: Vec<usize>,
}

/// How wide a paragraph is and how it stands in that width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub width: f64,
    pub align: Align,
    /// What indents are counted in: the type size, or the grid's pitch for type on the grid.
    pub em: f64,
}

impl Setter<'_> {
    /// Sets inlines into lines.
    pub(crate) fn lines(
        &mut self,
        inlines: &[Inline],
        format: &ParaFormat,
        align: Align,
        node: &NodeId,
        width: f64,
    ) -> Vec<Line> {
        let mut atoms = self.atoms(inlines, format, node);
        set_lines(&mut atoms, format, self.measure(format, align, width))
    }

    /// The measure of a paragraph in this width.
    pub(crate) fn measure(&self, format: &ParaFormat, align: Align, width: f64) -> Measure {
        let tracking = if format.on_char_grid { grid_tracking(self.sheet, format.size.0) } else { 0.0 };
        Measure { width, align, em: format.size.0 + tracking }
    }
}

/// Breaks atoms into lines and places them. There is always at least one line: an empty paragraph is an empty line.
pub(crate) fn set_lines(atoms: &mut [Atom], format: &ParaFormat, measure: Measure) -> Vec<Line> {
    let em = measure.em;
    let left = format.start_chars * em;
    let room = (measure.width - left - format.end_chars * em).max(em);
    let indent = |first: bool| if first { format.first_line_chars * em } else { 0.0 };
    let mut ranges = break_lines(atoms, room, &indent);
    // Centred lines of about one length look better than a full line and a rest (排列对称).
    if measure.align == Align::Center && ranges.len() > 1 {
        let (mut low, mut high) = (room / ranges.len() as f64, room);
        while high - low > em / 2.0 {
            let middle = (low + high) / 2.0;
            if break_lines(atoms, middle, &indent).len() > ranges.len() { low = middle } else { high = middle }
        }
        ranges = break_lines(atoms, high, &indent);
    }
    let last = ranges.len() - 1;
    ranges
        .iter()
        .enumerate()
        .map(|(i, &(start, end))| {
            let inset = indent(i == 0);
            let justify = measure.align == Align::Justify && i != last && !ends_by_force(atoms, end);
            place(&mut atoms[start..end], left + inset, (room - inset).max(em), measure.align, justify)
        })
        .collect()
}

fn ends_by_force(atoms: &[Atom], end: usize) -> bool {
    end > 0 && atoms[end - 1].kind == Kind::End
}

/// Greedy line breaking: each line takes what fits. Returns the atoms of each line.
fn break_lines(atoms: &mut [Atom], room: f64, indent: &dyn Fn(bool) -> f64) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let inset = indent(start == 0);
        let end = line_end(atoms, start, (room - inset).max(atoms[start].size), inset);
        ranges.push((start, end));
        start = end;
    }
    if ranges.is_empty() || ends_by_force(atoms, atoms.len()) {
        ranges.push((atoms.len(), atoms.len()));
    }
    ranges
}

/// Where the line that begins at `start` ends.
fn line_end(atoms: &mut [Atom], start: usize, room: f64, inset: f64) -> usize {
    let mut x = 0.0;
    let mut squeezable = 0.0;
    let mut last_break = None;
    for i in start..atoms.len() {
        if atoms[i].kind == Kind::End {
            return i + 1;
        }
        if atoms[i].kind == Kind::Tab {
            let stop = TAB_STOP * atoms[i].size;
            atoms[i].advance = ((x + inset + EPSILON) / stop).floor().mul_add(stop, stop) - inset - x;
        }
        if atoms[i].kind == Kind::Blank {
            atoms[i].advance = atoms[i].advance.min(room);
        }
        let atom = &atoms[i];
        let end_slack = if atom.class == Class::Closing { atom.slack() } else { 0.0 };
        let width = x + atom.advance;
        let over = width - end_slack - room;
        if over > EPSILON && atom.class != Class::Space && i > start {
            // A stop that just does not fit is pushed in rather than dragging a character to the next line.
            let pushed_in = atom.class == Class::Closing && over <= squeezable;
            if !pushed_in {
                return match last_break {
                    // A long word after little text is torn: a line with great holes is worse.
                    Some((end, used)) if used > room * 0.6 || room < 20.0 * atoms[start].size => end,
                    _ => i,
                };
            }
        }
        if atom.class.is_chinese() && atom.gap >= 0.0 {
            squeezable += atom.slack() / 2.0;
        }
        if atom.break_after {
            last_break = Some((i + 1, width));
        }
        x = width + atom.gap;
    }
    atoms.len()
}

/// Places the atoms of one line.
fn place(atoms: &mut [Atom], left: f64, room: f64, align: Align, justify: bool) -> Line {
    let seen = atoms.len() - atoms.iter().rev().take_while(|a| a.class == Class::Space || a.kind == Kind::End).count();
    if let Some(last) = atoms.get_mut(seen.wrapping_sub(1)) {
        last.gap = 0.0;
    }
    let natural: f64 = atoms[..seen].iter().map(|a| a.advance + a.gap).sum();
    let mut rest = room - natural;
    if let Some(leader) = atoms[..seen].iter().position(|a| a.kind == Kind::Leader) {
        atoms[leader].advance = rest.max(0.0);
        rest = 0.0;
    }
    if rest < -EPSILON {
        squeeze(&mut atoms[..seen], -rest);
        rest = 0.0;
    } else if justify {
        rest -= stretch(&mut atoms[..seen], rest);
    }
    let x = left
        + match align {
            Align::Start | Align::Justify => 0.0,
            Align::Center => rest / 2.0,
            Align::End => rest,
        };
    draw(atoms, seen, x.max(0.0))
}

/// Takes `amount` from the blank halves of punctuation: first the last one, which then hangs to the edge.
fn squeeze(atoms: &mut [Atom], mut amount: f64) {
    if let Some(last) = atoms.last_mut().filter(|a| a.class == Class::Closing) {
        let taken = amount.min(last.slack());
        last.advance -= taken;
        amount -= taken;
    }
    let total: f64 = atoms.iter().filter(|a| a.gap >= 0.0).map(|a| a.slack() / 2.0).sum();
    if total <= 0.0 || amount <= EPSILON {
        return;
    }
    let share = (amount / total).min(1.0);
    for i in 0..atoms.len() {
        let taken = if atoms[i].gap >= 0.0 { atoms[i].slack() / 2.0 * share } else { 0.0 };
        // An opening mark's blank half stands before its ink: take it from the atom before.
        match atoms[i].class {
            Class::Opening if i > 0 => atoms[i - 1].gap -= taken,
            Class::Closing => atoms[i].gap -= taken,
            _ => {}
        }
    }
}

/// Opens the gaps of a line by `amount` together; returns how much was used.
fn stretch(atoms: &mut [Atom], amount: f64) -> f64 {
    let from = atoms.iter().rposition(|a| a.kind == Kind::Tab).map_or(0, |i| i + 1);
    let opens = |pair: &[Atom]| {
        let (a, b) = (&pair[0], &pair[1]);
        let one_sign = matches!((a.kind, b.kind), (Kind::Char(x), Kind::Char(y)) if x == y && "—…".contains(x));
        !one_sign && b.raise == 0.0 && (a.class.is_chinese() || b.class.is_chinese() || a.class == Class::Space)
    };
    let gaps = atoms[from.min(atoms.len())..].windows(2).filter(|w| opens(w)).count();
    if gaps == 0 || amount <= 0.0 {
        return 0.0;
    }
    let share = amount / gaps as f64;
    for i in from..atoms.len().saturating_sub(1) {
        if opens(&atoms[i..i + 2]) {
            atoms[i].gap += share;
        }
    }
    amount
}

/// Turns placed atoms into drawn things.
fn draw(atoms: &[Atom], seen: usize, start: f64) -> Line {
    let mut line = Line::default();
    let mut x = start;
    for (i, atom) in atoms.iter().enumerate() {
        line.notes.extend(atom.note);
        let width = if i + 1 < seen { atom.advance + atom.gap } else { atom.advance };
        match atom.kind {
            // Spaces at the end are kept for whoever copies the text; they take no room.
            Kind::Char(ch) => push_glyph(&mut line.draws, atom, ch, x),
            Kind::CheckBox(checked) => line.draws.extend(check_box(x, atom.size, checked)),
            Kind::Blank => line.draws.push(Draw::Line {
                from: (x, atom.size * 0.12),
                to: (x + atom.advance, atom.size * 0.12),
                width: atom.size * STROKE,
            }),
            Kind::Leader => leader(&mut line.draws, atom, x),
            Kind::Tab | Kind::End => {}
        }
        if atom.style == CharStyle::Attention && matches!(atom.kind, Kind::Char(_)) {
            ground(&mut line.draws, atom, x, width);
        }
        if i < seen {
            x += width;
        }
    }
    line
}

/// Adds a glyph to the run before it, or begins a new one.
fn push_glyph(draws: &mut Vec<Draw>, atom: &Atom, ch: char, x: f64) {
    let embolden = if atom.style == CharStyle::Strong { atom.size / 36.0 } else { 0.0 };
    if let Some(Draw::Glyphs(run)) = draws.last_mut() {
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

/// Puts a grey ground behind a character, growing the one begun before: it must lie under the glyphs.
fn ground(draws: &mut Vec<Draw>, atom: &Atom, x: f64, advance: f64) {
    let run = draws.len() - 1;
    if let Some(Draw::Rect { x: from, width, fill: Some(_), stroke: None, .. }) =
        run.checked_sub(1).and_then(|i| draws.get_mut(i))
        && *from + *width >= x - EPSILON
    {
        *width = x + advance - *from;
        return;
    }
    let rect = Draw::Rect {
        x,
        y: -0.92 * atom.size,
        width: advance,
        height: 1.1 * atom.size,
        fill: Some(0.82),
        stroke: None,
    };
    draws.insert(run, rect);
}

fn leader(draws: &mut Vec<Draw>, atom: &Atom, x: f64) {
    let Kind::Leader = atom.kind else { return };
    let step = atom.size / 2.0;
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
pub(crate) fn check_box(x: f64, size: f64, checked: bool) -> Vec<Draw> {
    let side = 0.72 * size;
    let (left, top) = (x + 0.14 * size, -0.74 * size);
    let frame = Draw::Rect { x: left, y: top, width: side, height: side, fill: None, stroke: Some(size * STROKE * 1.2) };
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
