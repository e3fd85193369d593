//! Paragraphs, ready to be placed: lines with their pitch and what belongs to them.

use crate::{
    atoms::Setter,
    ink::Line,
    lines::Edge,
    page::{Draw, Op, Role},
};
use mingce_document::{NodeId, ParaStyle, Paragraph};

/// A paragraph in lines.
#[derive(Debug, Clone)]
pub(crate) struct ParaBox {
    pub node: NodeId,
    /// Its style; `None` for generated paragraphs.
    pub style: Option<ParaStyle>,
    pub role: Role,
    pub lines: Vec<Line>,
    /// From line to line.
    pub pitch: f64,
    pub before: f64,
    pub after: f64,
    pub keep_with_next: bool,
    /// Level and title, for the outline.
    pub heading: Option<(u8, String)>,
    /// Where a click on it leads.
    pub target: Option<NodeId>,
}

impl ParaBox {
    /// Height without the space around.
    pub(crate) fn height(&self) -> f64 {
        self.pitch * self.lines.len() as f64
    }

    /// How many lines must stand together at its beginning.
    pub(crate) fn first_lines(&self) -> usize {
        match self.lines.len() {
            3 => 3,
            n => n.min(2),
        }
    }
}

impl Setter<'_> {
    /// Sets a paragraph in this width.
    pub(crate) fn paragraph(&mut self, p: &Paragraph, width: f64, role: Option<Role>) -> ParaBox {
        let sheet = self.sheet;
        let format = sheet.format(p.style);
        let lines = self.lines(&p.inlines, format, p.align.unwrap_or(format.align), &p.id, width, Edge::Margin);
        let level = p.style.heading_level();
        ParaBox {
            node: p.id.clone(),
            style: Some(p.style),
            role: role.unwrap_or(match p.style {
                ParaStyle::Title => Role::Title,
                ParaStyle::Caption => Role::Caption,
                _ => level.map_or(Role::Paragraph, Role::Heading),
            }),
            lines,
            pitch: sheet.pitch(p.style).0,
            before: format.before.0,
            after: format.after.0,
            keep_with_next: p.keep_with_next || format.keep_with_next,
            heading: level.map(|level| (level, p.plain_text().replace(['\n', '\t'], " "))),
            target: None,
        }
    }
}

/// The baseline of a line of this pitch whose upper edge is at `y`: where word processors put it in lines of exact height.
pub(crate) fn baseline(y: f64, pitch: f64) -> f64 {
    y + pitch * 0.8
}

/// The drawn things of a line as operations.
pub(crate) fn line_ops<'a>(
    line: &'a Line,
    node: &'a NodeId,
    role: Role,
    x: f64,
    baseline: f64,
) -> impl Iterator<Item = Op> + 'a {
    let op = move |role, draw: &Draw| Op { role, node: Some(node.clone()), draw: draw.clone().moved(x, baseline) };
    let under = line.under.iter().map(move |draw| op(Role::Artifact, draw));
    under.chain(line.draws.iter().map(move |draw| op(role, draw)))
}

/// The same of a line that is needed no more.
pub(crate) fn into_ops(line: Line, node: &NodeId, role: Role, x: f64, baseline: f64) -> impl Iterator<Item = Op> {
    let op = move |role, draw: Draw| Op { role, node: Some(node.clone()), draw: draw.moved(x, baseline) };
    let under = line.under.into_iter().map(move |draw| op(Role::Artifact, draw));
    under.chain(line.draws.into_iter().map(move |draw| op(role, draw)))
}
