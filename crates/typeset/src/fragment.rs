//! Tables onto pages: which rows stand on which page, repeated heads, torn cells, rules.

use crate::{
    flow::{EPSILON, Flow},
    page::{Draw, Op, Role},
    paragraph::{baseline, into_ops, line_ops},
    table::{CellBox, CellLine, TableBox},
};
use mingce_document::VerticalAlign;
use std::ops::Range;

/// Rows of a table that stand together on one page.
struct Fragment {
    /// First row and its place.
    rows: Range<usize>,
    /// Upper edges of the rows and the lower edge of the last.
    edges: Vec<f64>,
    /// Whether the last row goes on on the next page.
    torn: bool,
}

impl Flow<'_> {
    pub(crate) fn place_table(&mut self, table: &mut TableBox, lead: f64) {
        if !self.fresh && self.y + lead > self.bottom() + EPSILON {
            self.turn_page();
        }
        if !self.fresh {
            self.y += table.around;
        }
        self.anchor(&table.id.clone());
        let head = repeats_head(table, self.frame.height()).then(|| table.head());
        // What a page has for rows. Found once: it looks at every cell, and a long table has many pages.
        let page = self.frame.height() - if head.is_some() { table.head_height() } else { 0.0 };
        let mut row = 0;
        // Cells that began on an earlier page.
        let mut open: Vec<usize> = Vec::new();
        while row < table.heights.len() {
            let at_top = self.fresh;
            if let Some(head) = head.as_ref().filter(|_| at_top && row >= table.head_rows) {
                self.repeat_head(head);
            }
            let Some(fragment) = self.next_fragment(table, row, &open, at_top) else {
                self.turn_page();
                continue;
            };
            let next = if fragment.torn { fragment.rows.end - 1 } else { fragment.rows.end };
            self.draw_fragment(table, &fragment, &mut open, page);
            row = next;
            if row < table.heights.len() {
                self.turn_page();
            }
        }
        if self.pages.anchors.get(&table.id).is_some_and(|place| place.page == self.pages.pages.len()) {
            self.pages.whole_tables.insert(table.id.clone());
        }
        self.y += table.around;
    }

    /// The rows that fit from here. `None`: not even one, and the page is not empty.
    fn next_fragment(&self, table: &mut TableBox, start: usize, open: &[usize], at_top: bool) -> Option<Fragment> {
        let bottom = self.bottom();
        let mut edges = vec![self.y];
        let mut y = self.y;
        let mut notes = 0.0;
        let mut row = start;
        while row < table.heights.len() {
            let height = table.heights[row] + growth(table, row, start, open, &edges, y);
            notes += self.row_notes(table, row);
            if y + height + notes > bottom + EPSILON {
                break;
            }
            y += height;
            edges.push(y);
            row += 1;
        }
        if row < table.heights.len() {
            // Heads go where their rows go, unless that would leave nothing on this page.
            let kept = (start..row).rev().take_while(|r| table.keeps[*r]).count();
            if kept < row - start || !at_top {
                row -= kept;
                edges.truncate(row - start + 1);
            }
        }
        if row > start {
            return Some(Fragment { rows: start..row, edges, torn: false });
        }
        if !at_top {
            return None;
        }
        // One row is higher than the page: it is torn, a page at a time.
        let room = (bottom - self.y).max(1.0);
        let height = table.heights[start] + growth(table, start, start, open, &edges, self.y);
        let torn = height > room + EPSILON;
        let piece = if torn { room } else { height };
        Some(Fragment { rows: start..start + 1, edges: vec![self.y, self.y + piece], torn })
    }

    /// What the footnotes of a row take.
    pub(crate) fn row_notes(&self, table: &TableBox, row: usize) -> f64 {
        let lines = table.starting[row].iter().flat_map(|c| &table.cells[*c].lines);
        lines.map(|l| self.height_of_notes(&l.line.notes)).sum()
    }

    /// Draws the rows of a fragment; `page` is the height that a page has for rows.
    fn draw_fragment(&mut self, table: &mut TableBox, fragment: &Fragment, open: &mut Vec<usize>, page: f64) {
        let Fragment { rows, edges, torn } = fragment;
        let finished = if *torn { rows.end - 1 } else { rows.end };
        // What is open stands above and to the left of what begins here.
        let mut cells = std::mem::take(open);
        for row in rows.clone() {
            let fresh = table.starting[row].iter().copied().filter(|c| table.cells[*c].placed == 0);
            let fresh: Vec<usize> = fresh.filter(|c| !cells.contains(c)).collect();
            cells.extend(fresh);
        }
        self.draw_rules(table, fragment, &cells, Role::Artifact);
        for index in cells {
            let extent = extent(&table.cells[index], rows, edges);
            let end = table.cells[index].rows.1;
            let ends = end <= finished;
            // What it has on the next page: at most a page, and at least something, so that it is known to go on.
            let below = if ends { 0.0 } else { table.heights[finished..end].iter().sum::<f64>().clamp(EPSILON, page) };
            self.draw_cell(table, index, extent, below);
            if !ends {
                open.push(index);
            }
        }
        if *torn {
            let taken = edges[1] - edges[0];
            let row = rows.end - 1;
            let pad = table.around_text();
            let alone = |c: &&usize| table.cells[**c].rows.1 == row + 1;
            let rest = open.iter().filter(alone).map(|c| table.cells[*c].rest()).fold(0.0, f64::max);
            let needed = if rest > 0.0 { rest + pad } else { 0.0 };
            table.heights[row] = (table.heights[row] - taken).max(needed);
            // Nothing left of it: the row is done, whatever its height was to be.
            if table.heights[row] <= EPSILON {
                table.heights[row] = 0.0;
            }
        }
        self.y = edges[edges.len() - 1];
        self.fresh = false;
    }

    /// Draws a cell's lines into an extent: all of them when it ends there or they fit, otherwise as many as fit.
    /// `below` is the room that its rows take on the next page.
    fn draw_cell(&mut self, table: &mut TableBox, index: usize, extent: (f64, f64), below: f64) {
        let ends = below <= 0.0;
        let (pad_x, pad_y) = (table.pad_x, table.pad_y);
        let x = self.frame.left + table.edges[table.cells[index].columns.0] + pad_x;
        let cell = &mut table.cells[index];
        let room = extent.1 - extent.0 - 2.0 * pad_y;
        if cell.placed == cell.lines.len() {
            self.repeat_label(table, index, extent);
            return;
        }
        // The label of a group is not torn when it can stand whole beside the rest of its rows.
        if !ends && cell.placed == 0 && cell.rest() > room + EPSILON && cell.rest() <= below - 2.0 * pad_y + EPSILON {
            return;
        }
        let first = cell.placed;
        let (mut last, mut height) = (first, 0.0);
        while last < cell.lines.len() {
            let next = height + cell.lines[last].height();
            let must = ends || (last == first && cell.rows.1 == cell.rows.0 + 1);
            if next > room + EPSILON && !must {
                break;
            }
            height = next;
            last += 1;
        }
        cell.placed = last;
        let spare = (room - height).max(0.0);
        let mut y = extent.0 + pad_y + share_above(cell.vertical) * spare;
        let role = cell.role;
        // A cell that is done gives its lines away: a long table would otherwise stand in memory twice. One that goes on
        // keeps them, for its label may be drawn again.
        let lines = if ends {
            cell.placed = 0;
            let mut lines = std::mem::take(&mut cell.lines);
            lines.drain(..first);
            lines
        } else {
            cell.lines[first..last].to_vec()
        };
        if first == 0 {
            let id = cell.id.clone();
            self.anchor(&id);
            lines.iter().for_each(|line| self.anchor(&line.node));
        }
        for CellLine { line, node, pitch, before } in lines {
            y += before;
            self.call_notes(&line.notes);
            for op in into_ops(line, &node, role, x, baseline(y, pitch)) {
                self.push(op);
            }
            y += pitch;
        }
    }

    /// Draws the label of a group again beside those of its rows that stand on a later page, for the eye only.
    fn repeat_label(&mut self, table: &TableBox, index: usize, extent: (f64, f64)) {
        let cell = &table.cells[index];
        let room = extent.1 - extent.0 - 2.0 * table.pad_y;
        let height: f64 = cell.lines.iter().map(CellLine::height).sum();
        if cell.role != Role::TableHead || height > room + EPSILON {
            return;
        }
        let x = self.frame.left + table.edges[cell.columns.0] + table.pad_x;
        let mut y = extent.0 + table.pad_y + share_above(cell.vertical) * (room - height).max(0.0);
        for cell_line in &cell.lines {
            y += cell_line.before;
            let on = baseline(y, cell_line.pitch);
            for op in line_ops(&cell_line.line, &cell_line.node, Role::Artifact, x, on) {
                self.push(op);
            }
            y += cell_line.pitch;
        }
    }

    /// Draws the head rows again, for the eye only.
    fn repeat_head(&mut self, head: &TableBox) {
        let mut copy = head.clone();
        let mut edges = vec![self.y];
        for height in &head.heights {
            edges.push(edges[edges.len() - 1] + height);
        }
        let fragment = Fragment { rows: 0..head.heights.len(), edges, torn: false };
        let from = self.page.as_ref().map_or(0, |p| p.ops.len());
        self.draw_fragment(&mut copy, &fragment, &mut Vec::new(), self.frame.height());
        if let Some(page) = &mut self.page {
            for op in &mut page.ops[from..] {
                op.role = Role::Artifact;
            }
        }
    }

    /// The rules around cells: each drawn once, as long as it goes.
    fn draw_rules(&mut self, table: &TableBox, fragment: &Fragment, cells: &[usize], role: Role) {
        let (rows, columns) = (fragment.rows.len(), table.edges.len() - 1);
        let mut across = vec![vec![false; columns]; rows + 1];
        let mut down = vec![vec![false; rows]; columns + 1];
        for cell in cells.iter().map(|c| &table.cells[*c]) {
            let top = cell.rows.0.saturating_sub(fragment.rows.start);
            let bottom = cell.rows.1.min(fragment.rows.end) - fragment.rows.start;
            across[top][cell.columns.0..cell.columns.1].fill(true);
            across[bottom][cell.columns.0..cell.columns.1].fill(true);
            down[cell.columns.0][top..bottom].fill(true);
            down[cell.columns.1][top..bottom].fill(true);
        }
        let (left, width) = (self.frame.left, table.border);
        let half = width / 2.0;
        for (edge, marks) in across.iter().enumerate() {
            let y = fragment.edges[edge];
            for run in runs(marks) {
                // Longer by half a stroke at both ends: corners are full.
                let from = (left + table.edges[run.start] - half, y);
                let to = (left + table.edges[run.end] + half, y);
                self.push(Op { role, node: None, draw: Draw::Line { from, to, width } });
            }
        }
        for (edge, marks) in down.iter().enumerate() {
            let x = left + table.edges[edge];
            for run in runs(marks) {
                let (from, to) = ((x, fragment.edges[run.start]), (x, fragment.edges[run.end]));
                self.push(Op { role, node: None, draw: Draw::Line { from, to, width } });
            }
        }
    }
}

/// Whether the head is drawn again on each page: not when it is half the page, nor when it cannot be cut off from the
/// rows below.
fn repeats_head(table: &TableBox, page: f64) -> bool {
    let heads = table.head_rows;
    let whole = table.cells.iter().all(|c| c.rows.0 >= heads || c.rows.1 <= heads);
    heads > 0 && heads < table.heights.len() && whole && table.head_height() < page / 2.0
}

/// How much higher a row must be on this page, because cells that end in it lost height to the page before.
fn growth(table: &TableBox, row: usize, start: usize, open: &[usize], edges: &[f64], y: f64) -> f64 {
    let pad = table.around_text();
    let ending = table.ending[row].iter().filter(|c| open.contains(c));
    let needed = ending.map(|&c| {
        let cell = &table.cells[c];
        let top = edges[cell.rows.0.saturating_sub(start).min(edges.len() - 1)];
        if cell.rest() > 0.0 { cell.rest() + pad - (y - top) - table.heights[row] } else { 0.0 }
    });
    needed.fold(0.0, f64::max)
}

/// How much of the free height of a cell stands above its text.
fn share_above(vertical: VerticalAlign) -> f64 {
    match vertical {
        VerticalAlign::Top => 0.0,
        VerticalAlign::Middle => 0.5,
        VerticalAlign::Bottom => 1.0,
    }
}

/// Upper and lower edge of the part of a cell that stands in a fragment.
fn extent(cell: &CellBox, rows: &Range<usize>, edges: &[f64]) -> (f64, f64) {
    let top = cell.rows.0.saturating_sub(rows.start);
    let bottom = cell.rows.1.min(rows.end) - rows.start;
    (edges[top], edges[bottom])
}

/// The stretches of marked places.
fn runs(marks: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (i, _) in marks.iter().enumerate().filter(|(_, m)| **m) {
        match runs.last_mut() {
            Some(run) if run.end == i => run.end = i + 1,
            _ => runs.push(i..i + 1),
        }
    }
    runs
}
