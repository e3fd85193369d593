//! What stands on a page beside the text: its frame, number, running head, watermark.

use crate::{
    flow::Flow,
    font::{ASCENT, FIGURE_HEIGHT},
    page::{Draw, GlyphRun, Op, Page, PlacedGlyph, Role},
};
use mingce_document::{Face, NodeId, Orientation, PageNumbering, ParaStyle, StyleSheet};

/// Paper and text area of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub orientation: Orientation,
    pub paper: (f64, f64),
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Frame {
    pub(crate) fn new(sheet: &StyleSheet, orientation: Orientation) -> Frame {
        let (width, height) = sheet.page.size(orientation);
        let (width, height) = (width.pt().0, height.pt().0);
        let margins = sheet.page.margins(orientation);
        Frame {
            orientation,
            paper: (width, height),
            left: margins.left.pt().0,
            right: width - margins.right.pt().0,
            top: margins.top.pt().0,
            bottom: height - margins.bottom.pt().0,
        }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// How large a watermark is at most.
const WATERMARK_SIZE: f64 = 150.0;
const WATERMARK_GRAY: f64 = 0.91;

impl Flow<'_> {
    pub(crate) fn begin_page(&mut self) {
        let (width, height) = self.frame.paper;
        let number = (self.numbering != PageNumbering::None).then_some(self.next_number);
        if number.is_some() {
            self.next_number = self.next_number.saturating_add(1);
        }
        self.page = Some(Page { width, height, number, ops: Vec::new() });
        self.y = self.frame.top;
        self.fresh = true;
        self.watermark();
        self.running_head();
    }

    /// Whether the next page is a right-hand one. Where numbers begin anew, or there are none, the sheets of paper decide:
    /// two right-hand pages cannot follow each other.
    pub(crate) fn next_is_odd(&self) -> bool {
        match self.numbering {
            PageNumbering::None | PageNumbering::Restart(_) => self.pages.pages.len().is_multiple_of(2),
            PageNumbering::Continue => self.next_number % 2 == 1,
        }
    }

    /// A page with nothing on it, number neither (GB/T 9704: 空白页不编页码).
    pub(crate) fn blank_page(&mut self) {
        let (width, height) = self.frame.paper;
        self.pages.pages.push(Page { width, height, number: None, ops: Vec::new() });
        if !matches!(self.numbering, PageNumbering::None | PageNumbering::Restart(_)) {
            self.next_number = self.next_number.saturating_add(1);
        }
    }

    /// A run of generated text that starts at the origin, and its width.
    fn run(&mut self, text: &str, face: Face, size: f64, node: &NodeId) -> Vec<(GlyphRun, f64)> {
        let mut runs: Vec<(GlyphRun, f64)> = Vec::new();
        let mut x = 0.0;
        for ch in text.chars() {
            let glyph = self.setter.glyph(face, ch, node);
            if runs.last().is_none_or(|(run, _)| run.font != glyph.font) {
                let run = GlyphRun {
                    font: glyph.font,
                    size,
                    x,
                    y: 0.0,
                    glyphs: Vec::new(),
                    range: 0..0,
                    embolden: 0.0,
                    gray: 0.0,
                    turn: 0.0,
                };
                runs.push((run, x));
            }
            if let Some((run, end)) = runs.last_mut() {
                run.glyphs.push(PlacedGlyph { id: glyph.id, x: x - run.x, ch });
                x += glyph.advance * size;
                *end = x;
            }
        }
        runs
    }

    /// Draws generated text from a point, turned clockwise by this many degrees.
    fn artifact(&mut self, runs: Vec<(GlyphRun, f64)>, start: (f64, f64), turn: f64) {
        let (sin, cos) = turn.to_radians().sin_cos();
        for (mut run, _) in runs {
            let along = run.x;
            (run.x, run.y) = (start.0 + along * cos, start.1 + along * sin);
            run.turn = turn;
            self.push(Op { role: Role::Artifact, node: None, draw: Draw::Glyphs(run) });
        }
    }

    pub(crate) fn number_page(&mut self) {
        let Some(number) = self.page.as_ref().and_then(|p| p.number) else { return };
        let sheet = self.setter.sheet;
        let (place, format) = (sheet.page_number, sheet.format(ParaStyle::PageNumber));
        let text = if place.dashes { format!("— {number} —") } else { number.to_string() };
        let size = format.size.0;
        let runs = self.run(&text, format.face, size, &NodeId::from("page"));
        let width = runs.last().map_or(0.0, |(_, end)| *end);
        let (below, inset) = (place.below_text.pt().0, place.inset_chars * size);
        let half = FIGURE_HEIGHT / 2.0 * size;
        let f = self.frame;
        // Distance from the start of the text area to the start of the number.
        let along = |length: f64| match (place.outside, number % 2) {
            (true, 0) => inset,
            (true, _) => length - inset - width,
            (false, _) => (length - width) / 2.0,
        };
        match f.orientation {
            Orientation::Portrait => {
                let start = (f.left + along(f.width()), f.bottom + below + half);
                self.artifact(runs, start, 0.0);
            }
            // A page across is an upright page turned clockwise: its number stays where it is in the bound document
            // (GB/T 9704: 横排表格的页码位置与其他页码一致).
            Orientation::Landscape => {
                let start = (f.left - below - half, f.top + along(f.height()));
                self.artifact(runs, start, 90.0);
            }
        }
    }

    fn running_head(&mut self) {
        let Some((node, text)) = self.running_head.clone() else { return };
        let format = self.setter.sheet.format(ParaStyle::RunningHead);
        let size = format.size.0;
        let runs = self.run(&text, format.face, size, &node);
        let width = runs.last().map_or(0.0, |(_, end)| *end);
        let f = self.frame;
        let gap = self.setter.sheet.page_number.below_text.pt().0;
        let start = ((f.left + f.right - width) / 2.0, f.top - gap + size * (ASCENT - 0.5));
        self.artifact(runs, start, 0.0);
    }

    fn watermark(&mut self) {
        let Some(mark) = self.document.watermark.as_ref().filter(|m| !m.text.is_empty()) else { return };
        let (width, height) = self.frame.paper;
        let size = WATERMARK_SIZE.min(width.hypot(height) * 0.6 / mark.text.chars().count() as f64);
        let runs = self.run(&mark.text, Face::HeiTi, size, &NodeId::from("watermark"));
        let length = runs.last().map_or(0.0, |(_, end)| *end);
        let turn: f64 = -45.0;
        let (sin, cos) = turn.to_radians().sin_cos();
        let drop = size * (ASCENT - 0.5);
        // The middle of the text on the middle of the page: back along the baseline, down across it.
        let start = (width / 2.0 - length / 2.0 * cos - drop * sin, height / 2.0 - length / 2.0 * sin + drop * cos);
        // As outlines: a watermark set as text would be copied and searched among the words above it.
        for (run, _) in runs {
            for glyph in &run.glyphs {
                let x = run.x + glyph.x;
                let place = |(gx, gy): (f64, f64)| {
                    let (along, across) = (x + gx * size, gy * size);
                    (start.0 + along * cos - across * sin, start.1 + along * sin + across * cos)
                };
                let outline = self.setter.fonts.fonts().get(run.font).map(|font| font.outline(glyph.id));
                let segments = outline.iter().flat_map(|o| o.iter()).map(|segment| segment.map(place)).collect();
                let draw = Draw::Path { segments, fill: Some(WATERMARK_GRAY), stroke: None };
                self.push(Op { role: Role::Artifact, node: None, draw });
            }
        }
    }
}
