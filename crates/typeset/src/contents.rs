//! Tables of contents and page references: which numbers are wanted, and entries with leaders.

use crate::{
    atoms::{Atom, Kind, Setter},
    breaks::Class,
    ink::Line,
    lines::set_lines,
    page::Pages,
};
use mingce_document::{
    Align, Block, CharStyle, Document, Inline, NodeId, ParaStyle, Paragraph, Section, TableOfContents,
};
use std::collections::{BTreeSet, HashMap};

/// Nodes whose page numbers are printed somewhere in the document.
pub fn referenced(document: &Document) -> BTreeSet<NodeId> {
    let mut targets = BTreeSet::new();
    let blocks = || document.sections.iter().flat_map(|s: &Section| &s.blocks);
    let depth = blocks()
        .filter_map(|b| match b {
            Block::TableOfContents(toc) => Some(toc.depth),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    targets.extend(document.headings().filter(|(level, _)| *level <= depth).map(|(_, p)| p.id.clone()));
    for block in blocks() {
        match block {
            Block::Paragraph(p) => from_inlines(&p.inlines, &mut targets),
            Block::Table(t) => {
                let cells = t.rows.iter().flat_map(|r| &r.cells);
                cells.flat_map(|c| &c.blocks).for_each(|p: &Paragraph| from_inlines(&p.inlines, &mut targets));
            }
            Block::Figure(f) => f.caption.iter().for_each(|p| from_inlines(&p.inlines, &mut targets)),
            Block::TableOfContents(_) | Block::PageBreak => {}
        }
    }
    targets
}

fn from_inlines(inlines: &[Inline], targets: &mut BTreeSet<NodeId>) {
    for inline in inlines {
        match inline {
            Inline::PageRef { target } => {
                targets.insert(target.clone());
            }
            Inline::Footnote { inlines } => from_inlines(inlines, targets),
            _ => {}
        }
    }
}

/// The numbers printed on the pages where the targets stand.
pub(crate) fn printed_numbers(pages: &Pages, targets: &BTreeSet<NodeId>) -> HashMap<NodeId, String> {
    let number = |node: &NodeId| pages.pages.get(pages.anchors.get(node)?.page)?.number;
    targets.iter().filter_map(|node| Some((node.clone(), number(node)?.to_string()))).collect()
}

/// An entry of a table of contents.
pub(crate) struct Entry {
    pub style: ParaStyle,
    pub target: NodeId,
    pub lines: Vec<Line>,
    /// Whether the next entry is of a lower level: then this one does not stand last on its page.
    pub keep_with_next: bool,
}

impl Setter<'_> {
    /// The entries of a table of contents over all headings of the document.
    pub(crate) fn entries(&mut self, document: &Document, toc: &TableOfContents, width: f64) -> Vec<Entry> {
        let headings: Vec<_> = document.headings().filter(|(level, _)| *level <= toc.depth).collect();
        let below: Vec<u8> = headings.iter().skip(1).map(|(level, _)| *level).chain([0]).collect();
        headings
            .into_iter()
            .zip(below)
            .map(|((level, heading), next)| {
                let style = if level <= 1 { ParaStyle::Contents1 } else { ParaStyle::Contents2 };
                let mut format = self.sheet.format(style).clone();
                // Two levels have styles of their own; deeper ones go on stepping in.
                format.start_chars += f64::from(level.saturating_sub(2));
                let text = heading.plain_text().replace(['\n', '\t'], " ");
                let number = self.page_numbers.get(&heading.id).cloned().unwrap_or_default();
                let plain = |text: String| Inline::Text { text, style: CharStyle::Plain };
                let mut atoms = self.atoms(&[plain(text), plain(number.clone())], &format, &toc.id);
                let split = atoms.len() - number.chars().count().min(atoms.len());
                let dot = self.glyph(format.face, '.', &toc.id);
                atoms.insert(split, leader(dot, format.size.0));
                // The number stays with its leader, and with some dots on the entry's last line.
                for atom in atoms.iter_mut().skip(split.saturating_sub(1)) {
                    atom.break_after = false;
                }
                for atom in &mut atoms {
                    atom.index = None;
                }
                let measure = self.measure(&format, Align::Start, width);
                let (lines, _) = set_lines(&mut atoms, &format, measure);
                Entry { style, target: heading.id.clone(), lines, keep_with_next: next > level }
            })
            .collect()
    }
}

fn leader(dot: crate::Glyph, size: f64) -> Atom {
    Atom {
        kind: Kind::Leader,
        class: Class::Other,
        glyph: dot,
        size,
        raise: 0.0,
        advance: 2.0 * size,
        gap: 0.0,
        style: CharStyle::Plain,
        index: None,
        break_after: false,
        slack: 0.0,
        hangs: false,
        note: None,
    }
}
