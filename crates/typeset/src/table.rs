//! Tables, measured: column widths, row heights, each cell's lines.

use crate::{atoms::Setter, ink::Line, lines::Edge, page::Role};
use mingce_document::{Align, Cell, CellRole, Inline, NodeId, Row, RowHeight, Table, VerticalAlign};

/// A line of a cell, with what it takes.
#[derive(Debug, Clone)]
pub(crate) struct CellLine {
    pub line: Line,
    pub node: NodeId,
    pub pitch: f64,
    /// Space above it, where a paragraph begins.
    pub before: f64,
}

impl CellLine {
    pub(crate) fn height(&self) -> f64 {
        self.before + self.pitch
    }
}

/// A cell in the grid.
#[derive(Debug, Clone)]
pub(crate) struct CellBox {
    pub id: NodeId,
    pub role: Role,
    pub vertical: VerticalAlign,
    /// First row and the row after the last.
    pub rows: (usize, usize),
    /// First column and the column after the last.
    pub columns: (usize, usize),
    pub lines: Vec<CellLine>,
    /// How many of its lines are already on a page.
    pub placed: usize,
}

impl CellBox {
    /// Height of the lines that are still to be placed.
    pub(crate) fn rest(&self) -> f64 {
        self.lines[self.placed..].iter().map(CellLine::height).sum()
    }
}

/// A table, measured.
#[derive(Debug, Clone)]
pub(crate) struct TableBox {
    pub id: NodeId,
    /// Left edges of the columns, and the right edge of the last, from the table's left edge.
    pub edges: Vec<f64>,
    pub heights: Vec<f64>,
    pub head_rows: usize,
    /// Cells in reading order.
    pub cells: Vec<CellBox>,
    /// For each row, the cells that begin in it.
    pub starting: Vec<Vec<usize>>,
    /// For each row, the cells of several rows that end in it.
    pub ending: Vec<Vec<usize>>,
    /// For each row, whether it must not be the last on a page: see [`Row::keeps_with_next`].
    pub keeps: Vec<bool>,
    pub pad_x: f64,
    pub pad_y: f64,
    pub border: f64,
    pub around: f64,
}

impl TableBox {
    /// What a row needs above and below its text: the space to the rules, and a rule, as word processors count it.
    pub(crate) fn around_text(&self) -> f64 {
        2.0 * self.pad_y + self.border
    }

    /// Height of the head rows.
    pub(crate) fn head_height(&self) -> f64 {
        self.heights[..self.head_rows].iter().sum()
    }

    /// The head rows alone: what is drawn again on each page.
    pub(crate) fn head(&self) -> TableBox {
        let count: usize = self.starting[..self.head_rows].iter().map(Vec::len).sum();
        TableBox {
            id: self.id.clone(),
            edges: self.edges.clone(),
            heights: self.heights[..self.head_rows].to_vec(),
            head_rows: self.head_rows,
            cells: self.cells[..count].to_vec(),
            starting: self.starting[..self.head_rows].to_vec(),
            ending: self.ending[..self.head_rows].to_vec(),
            keeps: self.keeps[..self.head_rows].to_vec(),
            ..*self
        }
    }

    /// Height that the table needs to begin on a page: its heads and the first row after them.
    pub(crate) fn lead(&self) -> f64 {
        let kept = self.keeps.iter().skip(self.head_rows).take_while(|k| **k).count();
        self.around + self.heights.iter().take(self.head_rows + kept + 1).sum::<f64>()
    }

    /// Height that it needs to stand on one page.
    pub(crate) fn whole(&self) -> f64 {
        self.around + self.heights.iter().sum::<f64>()
    }
}

/// From how many cells on a table is measured by all processors: below, starting the others costs more than it saves.
const MANY_CELLS: usize = 1000;

/// A cell with its place in the grid.
struct Planned<'t> {
    cell: &'t Cell,
    /// Whether the grid has no place for it, so that its text goes into the cell before.
    stray: bool,
    /// First row and the row after the last.
    rows: (usize, usize),
    /// First column and the column after the last.
    columns: (usize, usize),
    /// Width of its text.
    room: f64,
}

fn has_notes(cell: &Cell) -> bool {
    let mut inlines = cell.blocks.iter().flat_map(|paragraph| &paragraph.inlines);
    inlines.any(|inline| matches!(inline, Inline::Footnote { .. }))
}

impl Setter<'_> {
    /// Measures a table in this width.
    pub(crate) fn table(&mut self, table: &Table, width: f64) -> TableBox {
        let format = self.sheet.table;
        let (pad_x, pad_y) = (format.pad_x.pt().0, format.pad_y.pt().0);
        let edges = edges(&table.columns, width);
        let mut measured = TableBox {
            id: table.id.clone(),
            heights: vec![0.0; table.rows.len()],
            head_rows: table.head_rows.min(table.rows.len()),
            cells: Vec::new(),
            starting: vec![Vec::new(); table.rows.len()],
            ending: vec![Vec::new(); table.rows.len()],
            keeps: table.rows.iter().map(Row::keeps_with_next).collect(),
            edges,
            pad_x,
            pad_y,
            border: format.border.0,
            around: format.around.0,
        };
        self.place_cells(table, &mut measured);
        set_heights(table, &mut measured, self.sheet.page.height.pt().0);
        measured
    }

    fn place_cells(&mut self, table: &Table, measured: &mut TableBox) {
        let (rows, columns) = (table.rows.len(), measured.edges.len() - 1);
        let mut planned: Vec<Planned<'_>> = Vec::new();
        for (row, column, cell) in table.placed() {
            let beyond = column >= columns || table.columns.is_empty();
            // A cell that has no place in the grid is a fault of the document; its text goes into the cell before it
            // rather than being lost.
            let stray = planned.last().filter(|_| beyond).map(|before| (before.columns, before.rows));
            let (across, down) = stray.unwrap_or_else(|| {
                let first = column.min(columns - 1);
                let last = (first + cell.col_span.max(1)).min(columns);
                ((first, last), (row, (row + cell.row_span.max(1)).min(rows)))
            });
            let room = measured.edges[across.1] - measured.edges[across.0] - 2.0 * measured.pad_x;
            planned.push(Planned { cell, stray: stray.is_some(), rows: down, columns: across, room });
        }
        for (plan, lines) in planned.iter().zip(self.all_lines(&planned)) {
            if let Some(before) = measured.cells.last_mut().filter(|_| plan.stray) {
                before.lines.extend(lines);
                continue;
            }
            let index = measured.cells.len();
            measured.starting[plan.rows.0].push(index);
            if plan.rows.1 > plan.rows.0 + 1 {
                measured.ending[plan.rows.1 - 1].push(index);
            }
            measured.cells.push(CellBox {
                id: plan.cell.id.clone(),
                role: match plan.cell.role {
                    CellRole::Head(_) => Role::TableHead,
                    CellRole::Data => Role::TableData,
                },
                vertical: plan.cell.vertical,
                rows: plan.rows,
                columns: plan.columns,
                lines,
                placed: 0,
            });
        }
    }

    /// The lines of all cells. No cell looks at another, so those of a long table are shared out to the processors;
    /// footnotes are numbered in reading order, and keep a table to one.
    fn all_lines(&mut self, planned: &[Planned<'_>]) -> Vec<Vec<CellLine>> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let alone = planned.len() < MANY_CELLS || threads == 1 || planned.iter().any(|plan| has_notes(plan.cell));
        let set = |setter: &mut Self, planned: &[Planned<'_>]| -> Vec<Vec<CellLine>> {
            planned.iter().map(|plan| setter.cell_lines(plan.cell, plan.room)).collect()
        };
        if alone {
            return set(self, planned);
        }
        let shares: Vec<_> = planned.chunks(planned.len().div_ceil(threads)).collect();
        let done: Vec<Option<(Vec<Vec<CellLine>>, Self)>> = std::thread::scope(|scope| {
            let work = |share| {
                let mut setter = self.fork();
                scope.spawn(move || (set(&mut setter, share), setter))
            };
            let running: Vec<_> = shares.iter().copied().map(work).collect();
            running.into_iter().map(|thread| thread.join().ok()).collect()
        });
        let mut all = Vec::with_capacity(planned.len());
        for (done, share) in done.into_iter().zip(shares) {
            match done {
                Some((lines, setter)) => {
                    all.extend(lines);
                    self.take_in(setter);
                }
                // A thread that ended otherwise: what it had to do is done here, and ends the same way if it must.
                None => all.extend(set(self, share)),
            }
        }
        all
    }

    fn cell_lines(&mut self, cell: &Cell, room: f64) -> Vec<CellLine> {
        let mut lines: Vec<CellLine> = Vec::new();
        let mut above = 0.0;
        for paragraph in &cell.blocks {
            let sheet = self.sheet;
            let format = sheet.format(paragraph.style);
            let mut pitch = sheet.pitch(paragraph.style).0;
            let set = if cell.vertical_text {
                pitch = format.size.0 * 1.15;
                self.stacked(&paragraph.inlines, paragraph.style, &paragraph.id, room)
            } else {
                let align = paragraph.align.unwrap_or(format.align);
                self.lines(&paragraph.inlines, format, align, &paragraph.id, room, Edge::Rule)
            };
            above += format.before.0;
            for line in set {
                let before = std::mem::take(&mut above);
                lines.push(CellLine { line, node: paragraph.id.clone(), pitch, before });
            }
            above = format.after.0;
        }
        lines
    }

    /// Characters stacked top to bottom: each a line of its own.
    fn stacked(
        &mut self,
        inlines: &[Inline],
        style: mingce_document::ParaStyle,
        node: &NodeId,
        room: f64,
    ) -> Vec<Line> {
        let sheet = self.sheet;
        let mut format = sheet.format(style).clone();
        (format.first_line_chars, format.start_chars, format.end_chars) = (0.0, 0.0, 0.0);
        let mut atoms = self.atoms(inlines, &format, node);
        let measure = self.measure(&format, Align::Center, room);
        let mut lines = Vec::new();
        for atom in &mut atoms {
            if let crate::atoms::Kind::Char(ch) = atom.kind {
                let upright = vertical_form(ch).and_then(|form| self.fonts.glyph(format.face, form));
                if let Some(glyph) = upright {
                    atom.glyph = glyph;
                    atom.advance = glyph.advance * atom.size;
                }
            }
            lines.extend(crate::lines::set_lines(std::slice::from_mut(atom), &format, measure).0);
        }
        lines
    }
}

/// The presentation form of a bracket in a column of characters.
fn vertical_form(ch: char) -> Option<char> {
    Some(match ch {
        '（' | '(' => '︵',
        '）' | ')' => '︶',
        '《' => '︽',
        '》' => '︾',
        '〈' => '︿',
        '〉' => '﹀',
        '【' => '︻',
        '】' => '︼',
        '〔' => '︹',
        '〕' => '︺',
        '“' => '﹃',
        '”' => '﹄',
        '—' => '︱',
        _ => return None,
    })
}

/// Column edges from shares: whatever they sum to, they fill the width.
fn edges(shares: &[f64], width: f64) -> Vec<f64> {
    let clean = |share: &f64| if share.is_finite() { share.max(0.0) } else { 0.0 };
    let sum: f64 = shares.iter().map(clean).sum();
    let mut edges = vec![0.0];
    let mut x = 0.0;
    for share in shares {
        x += if sum > 0.0 { clean(share) / sum } else { 1.0 / shares.len() as f64 };
        edges.push(x * width);
    }
    if edges.len() == 1 {
        edges.push(width);
    }
    edges
}

/// Row heights from text and form. No form's row is higher than the paper, `limit`.
fn set_heights(table: &Table, measured: &mut TableBox, limit: f64) {
    let pad = measured.around_text();
    for cell in measured.cells.iter().filter(|c| c.rows.1 == c.rows.0 + 1) {
        let height = &mut measured.heights[cell.rows.0];
        *height = height.max(cell.rest() + pad);
    }
    for (height, row) in measured.heights.iter_mut().zip(&table.rows) {
        // An exact height that is too small for the text gives way: cutting text off would lose it.
        if let RowHeight::AtLeast(least) | RowHeight::Exact(least) = row.height {
            *height = height.max(least.pt().0.min(limit));
        }
    }
    for row in 0..measured.heights.len() {
        for &cell in &measured.ending[row] {
            let cell = &measured.cells[cell];
            let have: f64 = measured.heights[cell.rows.0..cell.rows.1].iter().sum();
            measured.heights[row] += (cell.rest() + pad - have).max(0.0);
        }
    }
}
