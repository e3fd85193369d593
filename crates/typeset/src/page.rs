//! What layout makes: pages of drawn things, each knowing what it is and which node it comes from.
//!
//! Lengths are points; the origin is the page's top left corner, y grows downwards.

use mingce_document::NodeId;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// A document on pages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Characters that no font has, in order of appearance.
    pub missing: Vec<MissingGlyph>,
    /// Where each node begins.
    pub anchors: BTreeMap<NodeId, Place>,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// The paragraphs whose lines do not simply fill their width: what sets them otherwise has to be told.
    pub partings: BTreeMap<NodeId, Parting>,
    /// The tables that stand whole on one page.
    pub whole_tables: BTreeSet<NodeId>,
}

/// What sets a paragraph's lines otherwise than its style says: so that centred lines look balanced (排列对称), or that
/// two paragraphs stand in relation.
#[derive(Debug, Clone, PartialEq)]
pub enum Parting {
    /// New lines begin with these characters, counted as in the node's plain text.
    Before(Vec<usize>),
    /// As if the paragraph were narrower by so much (points), half of it on each side.
    Narrower(f64),
    /// Its line ends so far (points) from the right edge: 署名.
    EndsBefore(f64),
    /// Its line begins so far (points) from the left edge: 成文日期, which begins in relation to 署名 whatever its digits
    /// measure in the face that the reader has.
    StartsAt(f64),
}

/// A place in a document on pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Index of the page, from 0.
    pub page: usize,
    /// Distance from its upper edge.
    pub y: f64,
}

/// A heading and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its node.
    pub node: NodeId,
    /// 1 to 4.
    pub level: u8,
    /// Its text.
    pub title: String,
    /// Where it stands.
    pub place: Place,
}

/// A character for which a box is drawn, because no font has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingGlyph {
    /// The character.
    pub ch: char,
    /// The node it stands in.
    pub node: NodeId,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The number that is printed on it, if any.
    pub number: Option<u32>,
    /// What is drawn, in reading order.
    pub ops: Vec<Op>,
}

/// One drawn thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// What it is to a reader.
    pub role: Role,
    /// The node it comes from; `None` for what no node says (page numbers, rules).
    pub node: Option<NodeId>,
    /// What is drawn.
    pub draw: Draw,
}

/// What a drawn thing is to a reader, after the structure types of tagged PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The document's title.
    Title,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A head cell.
    TableHead,
    /// A data cell.
    TableData,
    /// Part of a figure.
    Figure,
    /// A caption.
    Caption,
    /// An entry of the contents.
    Contents,
    /// A footnote.
    Note,
    /// Nothing to be read: rules, page numbers, repeated heads, watermark.
    Artifact,
}

/// A drawing operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Draw {
    /// Characters of one font and size on one baseline.
    Glyphs(GlyphRun),
    /// A straight line.
    Line {
        /// Start.
        from: (f64, f64),
        /// End.
        to: (f64, f64),
        /// Width of the stroke.
        width: f64,
    },
    /// An upright rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// Ground, from 0 (black) to 1 (white).
        fill: Option<f64>,
        /// Width of the outline.
        stroke: Option<f64>,
    },
    /// A figure of straight and curved lines.
    Path {
        /// Its pieces.
        segments: Vec<Segment>,
        /// Ground, from 0 (black) to 1 (white).
        fill: Option<f64>,
        /// Width of the outline.
        stroke: Option<f64>,
    },
    /// An area that leads to a node.
    Link {
        /// Left edge.
        x: f64,
        /// Upper edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// The node.
        target: NodeId,
    },
}

/// A piece of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begin here.
    Move(f64, f64),
    /// A straight line to here.
    Line(f64, f64),
    /// A Bézier curve: two control points and the end.
    Curve([(f64, f64); 3]),
    /// Back to the beginning.
    Close,
}

impl Segment {
    /// The same piece with its points moved as `to` says.
    #[must_use]
    pub(crate) fn map(self, to: impl Fn((f64, f64)) -> (f64, f64)) -> Segment {
        match self {
            Segment::Move(x, y) => {
                let (x, y) = to((x, y));
                Segment::Move(x, y)
            }
            Segment::Line(x, y) => {
                let (x, y) = to((x, y));
                Segment::Line(x, y)
            }
            Segment::Curve(points) => Segment::Curve(points.map(to)),
            Segment::Close => Segment::Close,
        }
    }
}

/// Characters of one font and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// Index into [`FontSet::fonts`](crate::FontSet::fonts).
    pub font: usize,
    /// Type size.
    pub size: f64,
    /// Where the first glyph stands.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// The glyphs.
    pub glyphs: Vec<PlacedGlyph>,
    /// Which characters of the node these are, counted as in its plain text. Empty for generated text.
    pub range: Range<usize>,
    /// How thick the glyphs are drawn over: 0 for as they are, a stroke width for heavier ones.
    pub embolden: f64,
    /// 0 black to 1 white.
    pub gray: f64,
    /// Turned clockwise about its start, in degrees.
    pub turn: f64,
}

/// A glyph in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedGlyph {
    /// Glyph id; 0 when no font has the character.
    pub id: u16,
    /// Distance from the run's start along the baseline.
    pub x: f64,
    /// The character.
    pub ch: char,
}

impl GlyphRun {
    /// The characters.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|g| g.ch).collect()
    }
}

impl Page {
    /// All text of the page in reading order, a line end between runs. Artifacts are left out unless asked for.
    pub fn text(&self, artifacts: bool) -> String {
        let mut out = String::new();
        for op in &self.ops {
            if let Draw::Glyphs(run) = &op.draw
                && (artifacts || op.role != Role::Artifact)
            {
                out.extend(run.glyphs.iter().map(|g| g.ch));
                out.push('\n');
            }
        }
        out
    }
}

impl Draw {
    /// The same thing, moved.
    #[must_use]
    pub(crate) fn moved(mut self, dx: f64, dy: f64) -> Draw {
        match &mut self {
            Draw::Glyphs(run) => {
                run.x += dx;
                run.y += dy;
            }
            Draw::Line { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Draw::Rect { x, y, .. } | Draw::Link { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Draw::Path { segments, .. } => {
                segments.iter_mut().for_each(|segment| *segment = segment.map(|(x, y)| (x + dx, y + dy)));
            }
        }
        self
    }
}
