//! Atoms to lines: filling, squeezing, justifying.

use crate::{
    atoms::{Atom, Kind, Setter},
    breaks::Class,
    ink::{Line, draw},
    page::Parting,
    title,
};
use mingce_document::{Align, Inline, NodeId, ParaFormat};

/// Rounding: a line may be so much too long.
const EPSILON: f64 = 0.01;
/// Halvings of the width in which centred lines of equal length are looked for: to a thousandth of it.
const BALANCING_STEPS: usize = 10;
/// Distance of tab stops, in em.
const TAB_STOP: f64 = 2.0;

/// What stands at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    /// The margin: a stop may hang in it.
    Margin,
    /// The rule of a table cell: nothing hangs on it, and word processors do not let it.
    Rule,
}

/// How wide a paragraph is and how it stands in that width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    pub width: f64,
    pub align: Align,
    /// What indents are counted in: the type size, or the grid's pitch for type on the grid.
    pub em: f64,
    /// By how much a line may be too long before it is closed up: what rounding costs a full line of the grid.
    pub give: f64,
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
        edge: Edge,
    ) -> Vec<Line> {
        let mut atoms = self.atoms(inlines, format, node);
        if edge == Edge::Rule {
            atoms.iter_mut().for_each(|atom| atom.hangs = false);
        }
        let (lines, parting) = set_lines(&mut atoms, format, self.measure(format, align, width));
        if let Some(parting) = parting {
            self.partings.insert(node.clone(), parting);
        }
        lines
    }

    /// The measure of a paragraph in this width.
    pub(crate) fn measure(&self, format: &ParaFormat, align: Align, width: f64) -> Measure {
        let grid = if format.on_char_grid { self.sheet.char_spacing().0 } else { 0.0 };
        let give = if format.on_char_grid { self.sheet.grid_give().0 } else { 0.0 };
        Measure { width, align, em: format.size.0 + grid, give }
    }
}

/// Breaks atoms into lines and places them. There is always at least one line: an empty paragraph is an empty line.
pub(crate) fn set_lines(atoms: &mut [Atom], format: &ParaFormat, measure: Measure) -> (Vec<Line>, Option<Parting>) {
    let em = measure.em;
    let left = format.start_chars * em;
    let room = (measure.width - left - format.end_chars * em).max(em);
    let indent = |first: bool| if first { format.first_line_chars * em } else { 0.0 };
    let give = measure.give;
    let mut ranges = break_lines(atoms, room + give, &indent);
    // Centred lines of about one length look better than a full line and a rest (排列对称).
    let mut parting = None;
    if measure.align == Align::Center && ranges.len() > 1 {
        if let Some(starts) = title::part(atoms, room, em, ranges.len()) {
            let ends = starts.iter().copied().chain([atoms.len()]);
            let parted: Vec<_> = [0].into_iter().chain(starts.iter().copied()).zip(ends).collect();
            if parted != ranges {
                parting = Some(Parting::Before(starts.iter().filter_map(|start| atoms[*start].index).collect()));
            }
            ranges = parted;
        } else {
            let balanced = balance(atoms, room, give, ranges.len(), &indent);
            let even = break_lines(atoms, balanced + give, &indent);
            if even != ranges {
                // As much room as leaves the lines alone: who sets them again rounds otherwise.
                let spare = [0.45, 0.2, 0.0].map(|share| balanced + share * em);
                let mut fits = |width: &f64| break_lines(atoms, width + give, &indent) == even;
                let width = spare.into_iter().find(&mut fits).unwrap_or(balanced);
                parting = Some(Parting::Narrower((room - width).max(0.0)));
            }
            ranges = even;
        }
    }
    let last = ranges.len() - 1;
    let lines = ranges
        .iter()
        .enumerate()
        .map(|(i, &(start, end))| {
            let inset = indent(i == 0);
            let justify = measure.align == Align::Justify && i != last && !ends_by_force(atoms, end);
            place(&mut atoms[start..end], left + inset, (room - inset).max(em), give, measure.align, justify)
        })
        .collect();
    (lines, parting)
}

/// The least width in which so many lines hold the atoms.
fn balance(atoms: &mut [Atom], room: f64, give: f64, lines: usize, indent: &dyn Fn(bool) -> f64) -> f64 {
    let (mut low, mut high) = (room / lines as f64, room);
    for _ in 0..BALANCING_STEPS {
        let middle = (low + high) / 2.0;
        if break_lines(atoms, middle + give, indent).len() > lines { low = middle } else { high = middle }
    }
    high
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
        let atom = atoms[i];
        let end_slack = if atom.class == Class::Closing { atom.slack } else { 0.0 };
        let width = x + atom.advance;
        let over = width - end_slack - room;
        if over > EPSILON && atom.class != Class::Space && i > start {
            // A stop that just does not fit is pushed in rather than dragging a character to the next line.
            let pushed_in = atom.class == Class::Closing && over <= squeezable;
            if !pushed_in {
                if hangs(atoms, i) && x <= room + EPSILON {
                    return i + 1;
                }
                // A word that fills a whole line is torn: there is no other way.
                return last_break.unwrap_or(i);
            }
        }
        squeezable += yields(&atoms[start..], i - start);
        if atom.break_after {
            last_break = Some(i + 1);
        }
        x = width + atom.gap;
    }
    atoms.len()
}

/// Whether the atom at `i` may stand beyond the end of its line: a stop after Chinese, after which the line may end.
/// (After Latin, word processors take the word to the next line.)
fn hangs(atoms: &[Atom], i: usize) -> bool {
    let after_chinese = i > 0 && atoms[i - 1].class.is_chinese();
    atoms[i].hangs && after_chinese && (atoms[i].break_after || i + 1 == atoms.len())
}

/// Places the atoms of one line.
fn place(atoms: &mut [Atom], left: f64, room: f64, give: f64, align: Align, justify: bool) -> Line {
    let seen = atoms.len() - atoms.iter().rev().take_while(|a| a.class == Class::Space || a.kind == Kind::End).count();
    if let Some(last) = atoms.get_mut(seen.wrapping_sub(1)) {
        last.gap = 0.0;
    }
    let natural: f64 = atoms[..seen].iter().map(|a| a.advance + a.gap).sum();
    let mut rest = room - natural;
    if let Some(leader) = atoms[..seen].iter().position(|a| a.kind == Kind::Leader) {
        atoms[leader].advance = (atoms[leader].advance + rest).max(0.0);
        rest = 0.0;
    }
    // What hangs does not count: the line is full with what stands before it.
    let mut inside = seen;
    if let Some(last) = atoms[..seen].last().filter(|last| last.hangs && rest + give < -EPSILON && seen > 1)
        && rest + last.advance + give >= -EPSILON
    {
        inside = seen - 1;
        rest += last.advance;
    }
    if rest < -EPSILON {
        rest += squeeze(&mut atoms[..inside], -rest);
        rest -= spread(&mut atoms[..seen], inside, rest.max(-give).min(0.0));
        rest = rest.max(0.0);
    } else if justify {
        rest -= spread(&mut atoms[..seen], inside, rest);
    }
    let x = left
        + match align {
            Align::Start | Align::Justify => 0.0,
            Align::Center => rest / 2.0,
            Align::End => rest,
        };
    draw(atoms, seen, x.max(0.0))
}

/// Takes up to `amount` from the blank halves of punctuation: first the last one, which then hangs to the edge. Returns
/// how much was found.
fn squeeze(atoms: &mut [Atom], amount: f64) -> f64 {
    let mut wanted = amount;
    if let Some(last) = atoms.last_mut().filter(|a| a.class == Class::Closing) {
        let taken = wanted.min(last.slack);
        last.advance -= taken;
        wanted -= taken;
    }
    if wanted <= EPSILON {
        return amount;
    }
    let total: f64 = (0..atoms.len()).map(|i| yields(atoms, i)).sum();
    let share = if total > 0.0 { (wanted / total).min(1.0) } else { 0.0 };
    let taken: Vec<f64> = (0..atoms.len()).map(|i| share * yields(atoms, i)).collect();
    for (i, taken) in taken.into_iter().enumerate().filter(|(_, t)| *t > 0.0) {
        // An opening mark's blank half stands before its ink: take it from the atom before.
        let at = if atoms[i].class == Class::Opening { i - 1 } else { i };
        atoms[at].gap -= taken;
    }
    amount - wanted + share * total
}

/// How much the atom at `i` gives up inside a line: half of its blank, unless a neighbour has it already.
fn yields(atoms: &[Atom], i: usize) -> f64 {
    let before = i.checked_sub(1).map(|b| atoms[b].gap);
    match atoms[i].class {
        Class::Opening if before.is_some_and(|gap| gap >= 0.0) => atoms[i].slack / 2.0,
        Class::Closing if i + 1 < atoms.len() && atoms[i].gap >= 0.0 => atoms[i].slack / 2.0,
        _ => 0.0,
    }
}

/// Opens (or, for a negative amount, closes) the gaps between the first `inside` atoms of a line by `amount` together,
/// what follows moving along; returns how much was used. After a tab only what follows it moves.
fn spread(atoms: &mut [Atom], inside: usize, amount: f64) -> f64 {
    let from = atoms[..inside].iter().rposition(|a| a.kind == Kind::Tab).map_or(0, |i| i + 1);
    let opens = |pair: &[Atom]| {
        let (a, b) = (&pair[0], &pair[1]);
        let one_sign = matches!((a.kind, b.kind), (Kind::Char(x), Kind::Char(y)) if x == y && "—…".contains(x));
        !one_sign && b.raise == 0.0 && (a.class.is_chinese() || b.class.is_chinese() || a.class == Class::Space)
    };
    let gaps = atoms[from.min(inside)..inside].windows(2).filter(|w| opens(w)).count();
    if gaps == 0 || amount == 0.0 {
        return 0.0;
    }
    let share = amount / gaps as f64;
    for i in from..inside.saturating_sub(1) {
        if opens(&atoms[i..i + 2]) {
            atoms[i].gap += share;
        }
    }
    amount
}
