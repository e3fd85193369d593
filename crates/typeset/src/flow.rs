//! Blocks onto pages: page breaks, keeping together, footnotes, sections.

use crate::{
    atoms::{Setter, note_mark},
    figure::FigureBox,
    font_set::FontSet,
    furniture::Frame,
    lines::set_lines,
    page::{Draw, Heading, Op, Page, Pages, Place, Role},
    paragraph::{ParaBox, baseline, line_ops},
    table::TableBox,
};
use mingce_document::{
    Align, Block, CharStyle, Document, Inline, NodeId, PageNumbering, ParaStyle, Section, SectionStart, StyleSheet,
};
use std::collections::{HashMap, VecDeque};

/// Rounding: a page may be so much too full. 22 lines of the grid leave less than a point.
pub(crate) const EPSILON: f64 = 0.05;

/// A block, measured.
pub(crate) enum Item {
    Paragraph(ParaBox),
    Table(TableBox),
    Figure(FigureBox),
}

/// A line of a footnote.
#[derive(Debug, Clone)]
struct NoteLine {
    node: NodeId,
    line: crate::ink::Line,
}

/// Height of the paragraphs at the end that must stand on the page of what comes next.
fn kept_above(items: &[Item]) -> f64 {
    let kept = items.iter().rev().map_while(|item| match item {
        Item::Paragraph(p) if p.keep_with_next => Some(p.before + p.height() + p.after),
        _ => None,
    });
    kept.sum()
}

/// One pass of layout, with the page numbers of the pass before. `None` when `told`, which hears how many blocks are placed,
/// says to stop.
pub(crate) fn pass(
    document: &Document,
    sheet: &StyleSheet,
    fonts: &FontSet,
    numbers: &HashMap<NodeId, String>,
    told: &mut dyn FnMut(usize) -> bool,
) -> Option<Pages> {
    let mut flow = Flow {
        setter: Setter::new(fonts, sheet, numbers),
        document,
        frame: Frame::new(sheet, mingce_document::Orientation::Portrait),
        numbering: PageNumbering::Continue,
        next_number: 1,
        running_head: None,
        pages: Pages::default(),
        page: None,
        y: 0.0,
        fresh: true,
        note_sets: Vec::new(),
        notes: VecDeque::new(),
    };
    let mut placed = 0;
    for section in &document.sections {
        flow.begin_section(section);
        // What stands between two page breaks is measured, placed and let go: nothing is kept together over a break.
        for (i, blocks) in section.blocks.split(|block| *block == Block::PageBreak).enumerate() {
            if i > 0 {
                flow.finish_page();
                flow.begin_page();
            }
            flow.blocks(blocks);
            placed += blocks.len() + 1;
            if !told(placed) {
                return None;
            }
        }
    }
    flow.finish_notes();
    flow.finish_page();
    flow.pages.missing = flow.setter.missing;
    flow.pages.partings = flow.setter.partings;
    Some(flow.pages)
}

/// The pages as they grow.
pub(crate) struct Flow<'a> {
    pub setter: Setter<'a>,
    pub document: &'a Document,
    pub frame: Frame,
    pub numbering: PageNumbering,
    pub next_number: u32,
    pub running_head: Option<(NodeId, String)>,
    pub pages: Pages,
    /// The page being filled.
    pub page: Option<Page>,
    /// Upper edge of what comes next.
    pub y: f64,
    /// Whether nothing stands on the page yet.
    pub fresh: bool,
    /// The footnotes of the document in lines, by number.
    note_sets: Vec<Vec<NoteLine>>,
    /// Footnote lines that wait for the foot of this page.
    notes: VecDeque<NoteLine>,
}

impl Flow<'_> {
    fn begin_section(&mut self, section: &Section) {
        self.finish_notes();
        self.finish_page();
        self.numbering = section.page_numbers;
        if let PageNumbering::Restart(number) = section.page_numbers {
            self.next_number = number;
        }
        self.running_head = section.running_head.clone().map(|text| (section.id.clone(), text));
        if section.start == SectionStart::OddPage && !self.next_is_odd() {
            self.blank_page();
        }
        self.frame = Frame::new(self.setter.sheet, section.orientation);
        self.begin_page();
        self.anchor(&section.id);
    }

    /// Places blocks without a page break among them.
    fn blocks(&mut self, blocks: &[Block]) {
        let mut items = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.measure(block, &mut items);
        }
        let setter = &mut self.setter;
        crate::signature::align(&mut items, setter.sheet, self.frame.width(), &mut setter.partings);
        self.set_notes();
        let leads = self.leads(&items);
        for (item, lead) in items.iter_mut().zip(leads) {
            match item {
                Item::Paragraph(p) => self.place_paragraph(p, lead),
                Item::Table(t) => self.place_table(t, lead),
                Item::Figure(f) => self.place_figure(f, lead),
            }
        }
    }

    fn measure(&mut self, block: &Block, items: &mut Vec<Item>) {
        let width = self.frame.width();
        match block {
            Block::Paragraph(p) => items.push(Item::Paragraph(self.setter.paragraph(p, width, None))),
            Block::Table(t) => items.push(Item::Table(self.setter.table(t, width))),
            Block::Figure(f) => {
                // A chart that is as high as the page leaves room for the heading that belongs to it.
                let height = (self.frame.height() - kept_above(items)).max(self.frame.height() / 2.0);
                items.push(Item::Figure(self.setter.figure(f, width, height)));
            }
            Block::TableOfContents(toc) => {
                let sheet = self.setter.sheet;
                for entry in self.setter.entries(self.document, toc, width) {
                    items.push(Item::Paragraph(ParaBox {
                        node: toc.id.clone(),
                        style: None,
                        role: Role::Contents,
                        lines: entry.lines,
                        pitch: sheet.pitch(entry.style).0,
                        before: sheet.format(entry.style).before.0,
                        after: sheet.format(entry.style).after.0,
                        keep_with_next: entry.keep_with_next,
                        heading: None,
                        target: Some(entry.target),
                    }));
                }
            }
            // Blocks are parted at these before.
            Block::PageBreak => {}
        }
    }

    /// For each item, how much room it needs to begin: what is kept together with it counts in. From the end, so that
    /// a chain of headings costs no more than its length.
    fn leads(&self, items: &[Item]) -> Vec<f64> {
        let mut leads = vec![0.0; items.len()];
        for i in (0..items.len()).rev() {
            leads[i] = match &items[i] {
                Item::Paragraph(p) => {
                    let own = p.before + p.first_lines() as f64 * p.pitch;
                    let next = leads.get(i + 1).copied().unwrap_or(0.0);
                    let kept = p.before + p.height() + p.after + next;
                    if p.keep_with_next && kept <= self.frame.height() { kept } else { own }
                }
                Item::Table(t) => {
                    let whole = self.setter.sheet.table.keep_whole && self.stands_whole(t, &items[..i]);
                    if whole { t.whole() } else { t.lead() }
                }
                Item::Figure(f) => f.height,
            };
        }
        leads
    }

    /// Whether a table fits on one page together with the headings above that belong to it.
    fn stands_whole(&self, table: &TableBox, above: &[Item]) -> bool {
        let notes: f64 = (0..table.heights.len()).map(|row| self.row_notes(table, row)).sum();
        kept_above(above) + table.whole() + notes <= self.frame.height() + EPSILON
    }

    fn place_paragraph(&mut self, p: &ParaBox, lead: f64) {
        if !self.fresh && self.y + lead > self.bottom() + EPSILON {
            self.turn_page();
        }
        if !self.fresh {
            self.y += p.before;
        }
        let (count, mut from) = (p.lines.len(), 0);
        while from < count {
            let to = self.lines_that_fit(p, from);
            if from == 0 && to > 0 {
                self.anchor(&p.node);
                self.outline(p);
            }
            for line in &p.lines[from..to] {
                self.place_line(p, line);
            }
            from = to;
            if from < count {
                self.turn_page();
            }
        }
        self.y += p.after;
    }

    /// How far a paragraph's lines go on this page. Neither its first line is left alone at the foot nor its last line
    /// alone at the head of a page.
    fn lines_that_fit(&self, p: &ParaBox, from: usize) -> usize {
        let count = p.lines.len();
        let (mut to, mut height) = (from, 0.0);
        while to < count {
            height += p.pitch + self.height_of_notes(&p.lines[to].notes);
            if self.y + height > self.bottom() + EPSILON {
                break;
            }
            to += 1;
        }
        if to == count {
            return to;
        }
        if count - to == 1 && to > from + 1 {
            to -= 1;
        }
        if from == 0 && to == 1 && count > 1 && !self.fresh {
            to = 0;
        }
        // A page takes at least one line, or there would be no end.
        if to == from && self.fresh { from + 1 } else { to }
    }

    fn place_line(&mut self, p: &ParaBox, line: &crate::ink::Line) {
        let (x, y) = (self.frame.left, baseline(self.y, p.pitch));
        if let Some(target) = &p.target {
            let area = Draw::Link { x, y: self.y, width: self.frame.width(), height: p.pitch, target: target.clone() };
            self.push(Op { role: p.role, node: Some(p.node.clone()), draw: area });
        }
        for op in line_ops(line, &p.node, p.role, x, y) {
            self.push(op);
        }
        self.y += p.pitch;
        self.fresh = false;
        self.call_notes(&line.notes);
    }

    fn outline(&mut self, p: &ParaBox) {
        if let Some((level, title)) = &p.heading {
            let place = Place { page: self.pages.pages.len(), y: self.y };
            self.pages.outline.push(Heading { node: p.node.clone(), level: *level, title: title.clone(), place });
        }
    }

    /// Notes that a node begins here. The first place counts.
    pub(crate) fn anchor(&mut self, node: &NodeId) {
        let place = Place { page: self.pages.pages.len(), y: self.y };
        self.pages.anchors.entry(node.clone()).or_insert(place);
    }

    pub(crate) fn push(&mut self, op: Op) {
        if let Some(page) = &mut self.page {
            page.ops.push(op);
        }
    }

    /// The lower edge of what text may take: footnotes stand below it.
    pub(crate) fn bottom(&self) -> f64 {
        let waiting = self.notes.len() as f64 * self.note_pitch();
        let rule = if self.notes.is_empty() { 0.0 } else { self.note_rule() };
        // However much is waiting, some room is left, so that pages go on.
        self.frame.bottom - (waiting + rule).min(self.frame.height() / 2.0)
    }

    fn note_pitch(&self) -> f64 {
        self.setter.sheet.pitch(ParaStyle::Footnote).0
    }

    /// Room for the rule above footnotes.
    fn note_rule(&self) -> f64 {
        self.note_pitch() / 2.0
    }

    /// What calling these footnotes would take from the page.
    pub(crate) fn height_of_notes(&self, notes: &[usize]) -> f64 {
        let lines: usize = notes.iter().filter_map(|n| self.note_sets.get(*n)).map(Vec::len).sum();
        let rule = if lines > 0 && self.notes.is_empty() { self.note_rule() } else { 0.0 };
        // A page never gives more than half of itself to them: the rest goes on to the next.
        (lines as f64 * self.note_pitch() + rule).min(self.frame.height() / 2.0)
    }

    /// Lets these footnotes wait for the foot of the page.
    pub(crate) fn call_notes(&mut self, notes: &[usize]) {
        let mut due: VecDeque<usize> = notes.iter().copied().collect();
        while let Some(note) = due.pop_front() {
            let lines = self.note_sets.get_mut(note).map(std::mem::take).unwrap_or_default();
            due.extend(lines.iter().flat_map(|l| l.line.notes.iter().copied()));
            self.notes.extend(lines);
        }
    }

    /// Sets all footnotes that were met so far, and those that they call.
    fn set_notes(&mut self) {
        let sheet = self.setter.sheet;
        let format = sheet.format(ParaStyle::Footnote);
        while self.note_sets.len() < self.setter.notes.len() {
            let (node, mut inlines) = self.setter.notes[self.note_sets.len()].clone();
            let mark = note_mark(self.note_sets.len() + 1);
            let width = self.frame.width();
            inlines.insert(0, Inline::Text { text: format!("{mark} "), style: CharStyle::Plain });
            let mut atoms = self.setter.atoms(&inlines, format, &node);
            // A note is no part of its node's plain text: its characters have no place there.
            atoms.iter_mut().for_each(|atom| atom.index = None);
            let measure = self.setter.measure(format, Align::Justify, width);
            let (lines, _) = set_lines(&mut atoms, format, measure);
            self.note_sets.push(lines.into_iter().map(|line| NoteLine { node: node.clone(), line }).collect());
        }
    }

    /// Draws waiting footnotes at the foot of the page, as many as there is room for.
    fn place_notes(&mut self) {
        if self.notes.is_empty() || self.page.is_none() {
            return;
        }
        let (pitch, rule) = (self.note_pitch(), self.note_rule());
        let free = self.frame.bottom - self.y - rule + EPSILON;
        let count = if pitch > 0.0 { (free / pitch).floor().max(0.0) as usize } else { self.notes.len() };
        // On a page of its own a line is placed even if it is too high.
        let count = count.max(usize::from(self.fresh)).min(self.notes.len());
        if count == 0 {
            return;
        }
        let mut y = self.frame.bottom - count as f64 * pitch;
        let left = self.frame.left;
        self.push(Op {
            role: Role::Artifact,
            node: None,
            draw: Draw::Line {
                from: (left, y - rule / 2.0),
                to: (left + self.frame.width() / 4.0, y - rule / 2.0),
                width: 0.5,
            },
        });
        for note in self.notes.drain(..count).collect::<Vec<_>>() {
            for op in line_ops(&note.line, &note.node, Role::Note, left, baseline(y, pitch)) {
                self.push(op);
            }
            y += pitch;
        }
        self.fresh = false;
    }

    /// Pages for the footnotes that are left at the end of a section.
    fn finish_notes(&mut self) {
        self.place_notes();
        while !self.notes.is_empty() && self.page.is_some() {
            self.turn_page();
            self.place_notes();
        }
    }

    /// Ends this page and begins the next.
    pub(crate) fn turn_page(&mut self) {
        self.finish_page();
        self.begin_page();
    }

    pub(crate) fn finish_page(&mut self) {
        self.place_notes();
        self.number_page();
        if let Some(mut page) = self.page.take() {
            // There are many pages, and nothing comes onto this one any more.
            page.ops.shrink_to_fit();
            self.pages.pages.push(page);
        }
    }
}
