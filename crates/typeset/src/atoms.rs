//! Inlines to atoms: the smallest things a line is made of, measured.

use crate::{
    breaks::{Breaker, Class},
    font::Glyph,
    font_set::FontSet,
    page::{MissingGlyph, Parting},
};
use mingce_document::{CharStyle, Face, Inline, NodeId, ParaFormat, StyleSheet};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Type size of a footnote mark against its text.
const MARK_SIZE: f64 = 0.6;
/// Space between Chinese and Latin, in em: what LibreOffice sets; Word's is about a quarter.
const LATIN_GAP: f64 = 0.2;

/// Stops that may stand beyond the end of a line (允许标点溢出边界). Brackets and quotation marks do not.
const HANGING: &str = "，。、；：！？,.;:!?";

/// What an atom is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Char(char),
    /// To the next tab stop; its advance is set when its line is filled.
    Tab,
    /// A row of dots that takes all the room there is.
    Leader,
    CheckBox(bool),
    Blank,
    /// A forced line end.
    End,
}

/// The smallest thing in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Atom {
    pub kind: Kind,
    pub class: Class,
    pub glyph: Glyph,
    /// Type size.
    pub size: f64,
    /// Above the baseline.
    pub raise: f64,
    pub advance: f64,
    /// Added when the next atom stands in the same line: space beside Latin, or less than nothing where two punctuation
    /// marks share their blank halves.
    pub gap: f64,
    pub style: CharStyle,
    /// Which character of the node's plain text this is; `None` for generated ones.
    pub index: Option<usize>,
    pub break_after: bool,
    /// How much of the atom is blank and may be taken away at need.
    pub slack: f64,
    /// Whether it may stand beyond the end of a line.
    pub hangs: bool,
    /// The footnote called here.
    pub note: Option<usize>,
}

/// The state of one layout pass: what characters are measured with, and what is found on the way.
pub(crate) struct Setter<'a> {
    pub fonts: &'a FontSet,
    pub sheet: &'a StyleSheet,
    /// Printed page numbers from the pass before.
    pub page_numbers: &'a HashMap<NodeId, String>,
    pub missing: Vec<MissingGlyph>,
    seen_missing: BTreeSet<(char, NodeId)>,
    breaker: Breaker,
    /// The footnotes met so far, with the node that calls them.
    pub notes: Vec<(NodeId, Vec<Inline>)>,
    /// Where centred lines were parted to balance them.
    pub partings: BTreeMap<NodeId, Parting>,
}

impl<'a> Setter<'a> {
    pub(crate) fn new(fonts: &'a FontSet, sheet: &'a StyleSheet, page_numbers: &'a HashMap<NodeId, String>) -> Self {
        Setter {
            fonts,
            sheet,
            page_numbers,
            missing: Vec::new(),
            seen_missing: BTreeSet::new(),
            breaker: Breaker::new(),
            notes: Vec::new(),
            partings: BTreeMap::new(),
        }
    }

    /// Another one for the same document, to work beside this one.
    pub(crate) fn fork(&self) -> Self {
        Setter::new(self.fonts, self.sheet, self.page_numbers)
    }

    /// Takes over what another one has found. Not its footnotes: they are numbered in reading order, by one alone.
    pub(crate) fn take_in(&mut self, other: Self) {
        for missing in other.missing {
            if self.seen_missing.insert((missing.ch, missing.node.clone())) {
                self.missing.push(missing);
            }
        }
        self.partings.extend(other.partings);
    }

    /// The glyph of a character, or the empty box and a finding.
    pub(crate) fn glyph(&mut self, face: Face, ch: char, node: &NodeId) -> Glyph {
        self.fonts.glyph(face, ch).unwrap_or_else(|| {
            if self.seen_missing.insert((ch, node.clone())) {
                self.missing.push(MissingGlyph { ch, node: node.clone() });
            }
            self.fonts.missing(face)
        })
    }

    /// Measures inlines in a format.
    pub(crate) fn atoms(&mut self, inlines: &[Inline], format: &ParaFormat, node: &NodeId) -> Vec<Atom> {
        let mut index = 0;
        let mut atoms = Vec::new();
        for inline in inlines {
            self.push_inline(inline, format, node, &mut index, &mut atoms);
        }
        self.allow_breaks(&mut atoms);
        let tracking = if format.on_char_grid { self.sheet.char_spacing().0 } else { 0.0 };
        for atom in &mut atoms {
            if matches!(atom.kind, Kind::Char(_) | Kind::CheckBox(_)) && atom.size == format.size.0 {
                atom.advance += tracking;
            }
        }
        set_gaps(&mut atoms, tracking);
        atoms
    }

    fn push_inline(
        &mut self,
        inline: &Inline,
        format: &ParaFormat,
        node: &NodeId,
        index: &mut usize,
        atoms: &mut Vec<Atom>,
    ) {
        let size = format.size.0;
        let bare = |kind, advance, index| Atom {
            kind,
            class: Class::Other,
            glyph: Glyph { font: 0, id: 0, advance: 0.0 },
            size,
            raise: 0.0,
            advance,
            gap: 0.0,
            style: CharStyle::Plain,
            index,
            break_after: false,
            slack: 0.0,
            hangs: false,
            note: None,
        };
        match inline {
            Inline::Text { text, style } => {
                for ch in text.chars() {
                    let at = Some(*index);
                    *index += 1;
                    match ch {
                        '\n' => atoms.push(bare(Kind::End, 0.0, at)),
                        '\t' => atoms.push(bare(Kind::Tab, 0.0, at)),
                        '☑' | '☒' => atoms.push(bare(Kind::CheckBox(true), size, at)),
                        '☐' | '□' => atoms.push(bare(Kind::CheckBox(false), size, at)),
                        _ if is_invisible(ch) => {}
                        _ => atoms.push(self.char_atom(ch, *style, size, at, format, node)),
                    }
                }
            }
            Inline::LineBreak => {
                atoms.push(bare(Kind::End, 0.0, Some(*index)));
                *index += 1;
            }
            Inline::Tab => {
                atoms.push(bare(Kind::Tab, 0.0, Some(*index)));
                *index += 1;
            }
            Inline::CheckBox { checked } => {
                atoms.push(bare(Kind::CheckBox(*checked), size, Some(*index)));
                *index += 1;
            }
            Inline::Blank { width } => atoms.push(bare(Kind::Blank, width.pt().0.max(0.0), None)),
            Inline::PageRef { target } => {
                let number = self.page_numbers.get(target).cloned().unwrap_or_default();
                for ch in number.chars() {
                    atoms.push(self.char_atom(ch, CharStyle::Plain, size, None, format, node));
                }
            }
            Inline::Footnote { inlines } => {
                self.notes.push((node.clone(), inlines.clone()));
                let number = self.notes.len();
                let from = atoms.len();
                for ch in note_mark(number).chars() {
                    let mut atom = self.char_atom(ch, CharStyle::Plain, size * MARK_SIZE, None, format, node);
                    atom.raise = size * 0.36;
                    atom.class = Class::Other;
                    atoms.push(atom);
                }
                if let Some(first) = atoms.get_mut(from) {
                    first.note = Some(number - 1);
                }
            }
            Inline::IndexMark { .. } => {}
        }
    }

    pub(crate) fn char_atom(
        &mut self,
        ch: char,
        style: CharStyle,
        size: f64,
        index: Option<usize>,
        format: &ParaFormat,
        node: &NodeId,
    ) -> Atom {
        let glyph = self.glyph(format.face, ch, node);
        let class = Class::of(ch);
        let punctuation = self.sheet.punctuation;
        let half_blank = matches!(class, Class::Closing | Class::Opening) && glyph.advance > 0.9;
        let style = if format.bold && style == CharStyle::Plain { CharStyle::Strong } else { style };
        Atom {
            kind: Kind::Char(ch),
            class,
            glyph,
            size,
            raise: 0.0,
            advance: glyph.advance * size,
            gap: 0.0,
            style,
            index,
            break_after: false,
            slack: if punctuation.squeeze && half_blank { size / 2.0 } else { 0.0 },
            hangs: punctuation.hang && HANGING.contains(ch),
            note: None,
        }
    }

    fn allow_breaks(&self, atoms: &mut [Atom]) {
        let text: String = atoms
            .iter()
            .map(|atom| match atom.kind {
                Kind::Char(ch) => ch,
                Kind::Tab | Kind::Leader | Kind::End => ' ',
                // An ideograph: may stand at either end of a line.
                Kind::CheckBox(_) | Kind::Blank => '口',
            })
            .collect();
        let allowed = self.breaker.after_each(&text);
        for (atom, allowed) in atoms.iter_mut().zip(allowed) {
            atom.break_after = allowed;
        }
        // A footnote mark belongs to the word before it, whatever its characters are.
        for i in 1..atoms.len() {
            if atoms[i].raise > 0.0 {
                atoms[i - 1].break_after = false;
            }
        }
    }
}

/// The mark of a footnote: ① to ⑳, then plain numbers in brackets.
pub(crate) fn note_mark(number: usize) -> String {
    u32::try_from(number)
        .ok()
        .filter(|n| (1..=20).contains(n))
        .and_then(|n| char::from_u32(0x2460 + n - 1))
        .map_or_else(|| format!("[{number}]"), String::from)
}

/// Characters that draw nothing: controls, joiners, direction marks, variation selectors.
fn is_invisible(ch: char) -> bool {
    ch.is_control()
        || matches!(ch, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Space between atoms. Word processors close up to the grid within a run of one script only, not at its end: there the
/// tracking is given back.
fn set_gaps(atoms: &mut [Atom], tracking: f64) {
    let mut script = None;
    for i in 1..atoms.len() {
        let (before, after) = (atoms[i - 1], atoms[i]);
        script = script_of(&before).or(script);
        let changes = script_of(&after).is_some_and(|new| script.is_some_and(|old| old != new));
        let blank = before.slack.min(after.slack);
        atoms[i - 1].gap = match (before.class, after.class) {
            (Class::Closing, Class::Closing | Class::Opening) | (Class::Opening, Class::Opening) => -blank,
            (Class::Han, Class::Latin) | (Class::Latin, Class::Han) => {
                before.size.min(after.size) * LATIN_GAP - tracking
            }
            _ if changes => -tracking,
            _ => 0.0,
        };
    }
}

/// Whether a character is of the Latin script for a word processor; signs and spaces of ASCII go with what is before them.
fn script_of(atom: &Atom) -> Option<bool> {
    match (atom.class, atom.kind) {
        (Class::Latin, _) => Some(true),
        (_, Kind::Char(ch)) if ch.is_ascii() => None,
        _ => Some(false),
    }
}
