//! Which element of the structure, or which kind of artifact, each drawn thing belongs to.

use crate::structure::{Kid, Kind, Structure};
use mingce_typeset::{Draw, GlyphRun, Op, Page, Pages, Role, Segment, document::NodeId};
use std::collections::HashMap;

/// Kinds of what is drawn for the eye only (ISO 32000-1, 14.8.2.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// Rules and leaders.
    Layout,
    /// Grounds.
    Background,
    /// Running heads.
    Header,
    /// Page numbers.
    Footer,
    /// The word across the page.
    Watermark,
    /// Heads of tables and labels of groups, drawn again on a later page.
    Repeated,
}

/// Whose a drawn thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Content of an element.
    Element(usize),
    /// For the eye only.
    Artifact(Artifact),
}

/// An area of a page that leads somewhere.
#[derive(Debug)]
pub(crate) struct Link<'a> {
    pub area: &'a Draw,
    pub target: &'a NodeId,
    pub element: usize,
}

/// A page's marks.
#[derive(Debug, Default)]
pub(crate) struct PageMarks<'a> {
    /// The element of each marked piece, by its number (MCID).
    pub owners: Vec<usize>,
    /// The links, in order.
    pub links: Vec<Link<'a>>,
}

/// Finds out whose things are, page by page in drawing order, and tells the structure what it holds.
pub(crate) struct Marker<'a, 'd> {
    pages: &'a Pages,
    pub structure: Structure<'d>,
    /// The marks of the pages begun so far.
    pub marks: Vec<PageMarks<'a>>,
    /// The entry of each table of contents that is being set.
    entries: HashMap<&'a NodeId, usize>,
    /// The last footnote of each element, and its number.
    notes: HashMap<usize, (usize, u32)>,
    annotations: usize,
}

impl<'a, 'd> Marker<'a, 'd> {
    pub(crate) fn new(pages: &'a Pages, structure: Structure<'d>) -> Marker<'a, 'd> {
        let (entries, notes) = (HashMap::new(), HashMap::new());
        Marker { pages, structure, marks: Vec::new(), entries, notes, annotations: 0 }
    }

    /// Goes on to the next page.
    pub(crate) fn begin_page(&mut self) {
        self.marks.push(PageMarks::default());
    }

    /// A new marked piece of an element on this page: its number.
    pub(crate) fn piece(&mut self, element: usize) -> usize {
        let page = self.marks.len().saturating_sub(1);
        let Some(marks) = self.marks.last_mut() else { return 0 };
        marks.owners.push(element);
        let mcid = marks.owners.len() - 1;
        self.structure.hold(element, Kid::Content { page, mcid });
        mcid
    }

    /// The name of an element's type.
    pub(crate) fn kind(&self, element: usize) -> &'static str {
        self.structure.elements[element].kind.name()
    }

    /// A link leads nowhere when its target is not in the document: then it is left out.
    pub(crate) fn link(&mut self, op: &'a Op, target: &'a NodeId) {
        if !self.pages.anchors.contains_key(target) {
            return;
        }
        let entry = op.node.as_ref().and_then(|node| Some((node, self.structure.entry(node, target)?)));
        let element = match entry {
            Some((node, entry)) => {
                self.entries.insert(node, entry);
                entry
            }
            None => {
                let owner = self.structure.owner(op.node.as_ref());
                self.structure.below(owner, Kind::Link)
            }
        };
        let page = self.marks.len().saturating_sub(1);
        let Some(marks) = self.marks.last_mut() else { return };
        marks.links.push(Link { area: &op.draw, target, element });
        self.structure.hold(element, Kid::Annotation { page, at: self.annotations });
        self.annotations += 1;
    }

    /// Whose a drawn thing is. To be asked once for each, in order: the mark of a footnote becomes an element.
    pub(crate) fn whose(&mut self, op: &'a Op, page: &Page) -> Whose {
        let node = op.node.as_ref();
        Whose::Element(match op.role {
            Role::Artifact => return Whose::Artifact(artifact(op, page)),
            Role::Contents => {
                let entry = node.and_then(|node| self.entries.get(node)).copied();
                entry.unwrap_or_else(|| self.structure.owner(node))
            }
            Role::Note => {
                let owner = self.structure.owner(node);
                self.note(owner, &op.draw)
            }
            Role::Title | Role::Heading(_) | Role::Paragraph | Role::Caption | Role::TableHead | Role::TableData => {
                let owner = self.structure.owner(node);
                match &op.draw {
                    Draw::Glyphs(run) if calls_note(run) => self.structure.below(owner, Kind::Reference),
                    _ => owner,
                }
            }
            Role::Figure => {
                let owner = self.structure.owner(node);
                let bounds = &mut self.structure.says(owner).bounds;
                let around = bounds.map_or([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |(edges, _)| edges);
                *bounds = Some((grow(around, &op.draw), page.height));
                owner
            }
        })
    }

    /// The footnote that a piece belongs to: a mark with a higher number begins the next one.
    fn note(&mut self, owner: usize, draw: &Draw) -> usize {
        let begins = match draw {
            Draw::Glyphs(run) => note_number(run),
            _ => None,
        };
        match (self.notes.get(&owner), begins) {
            (Some((note, last)), begins) if begins.is_none_or(|number| number <= *last) => *note,
            (_, begins) => {
                let note = self.structure.note(owner);
                self.notes.insert(owner, (note, begins.unwrap_or(0)));
                note
            }
        }
    }
}

/// The number of a footnote's mark at the beginning of a run: ① to ⑳, or `[21]` and on, as layout sets them.
fn note_number(run: &GlyphRun) -> Option<u32> {
    let first = run.glyphs.first()?.ch;
    match u32::from(first) {
        code @ 0x2460..=0x2473 => Some(code - 0x2460 + 1),
        _ if first == '[' => {
            let digits: String = run.glyphs.iter().skip(1).map(|g| g.ch).take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        }
        _ => None,
    }
}

/// Whether a run is nothing but the marks of footnotes: generated (no characters of its paragraph) and such a sign.
fn calls_note(run: &GlyphRun) -> bool {
    run.range.is_empty()
        && note_number(run).is_some()
        && run.glyphs.iter().all(|g| matches!(g.ch, '\u{2460}'..='\u{2473}' | '[' | ']' | '0'..='9'))
}

fn artifact(op: &Op, page: &Page) -> Artifact {
    match &op.draw {
        Draw::Glyphs(run) if op.node.is_none() => {
            // The number of a page across stands at its left edge, turned: where it is in the bound document.
            if run.turn != 0.0 || run.y > page.height / 2.0 { Artifact::Footer } else { Artifact::Header }
        }
        Draw::Glyphs(run) if run.glyphs.iter().all(|g| g.ch == '.') => Artifact::Layout,
        Draw::Glyphs(_) => Artifact::Repeated,
        Draw::Rect { fill: Some(_), .. } => Artifact::Background,
        Draw::Path { fill: Some(_), .. } if op.node.is_none() => Artifact::Watermark,
        Draw::Line { .. } | Draw::Rect { .. } | Draw::Path { .. } | Draw::Link { .. } => Artifact::Layout,
    }
}

/// The edges (left, upper, right, lower) grown around a drawn thing.
fn grow(edges: [f64; 4], draw: &Draw) -> [f64; 4] {
    let mut edges = edges;
    let mut take = |x: f64, y: f64| {
        edges = [edges[0].min(x), edges[1].min(y), edges[2].max(x), edges[3].max(y)];
    };
    match draw {
        Draw::Line { from, to, .. } => [from, to].iter().for_each(|(x, y)| take(*x, *y)),
        Draw::Rect { x, y, width, height, .. } | Draw::Link { x, y, width, height, .. } => {
            take(*x, *y);
            take(x + width, y + height);
        }
        Draw::Path { segments, .. } => segments.iter().for_each(|segment| match segment {
            Segment::Move(x, y) | Segment::Line(x, y) => take(*x, *y),
            Segment::Curve(points) => points.iter().for_each(|(x, y)| take(*x, *y)),
            Segment::Close => {}
        }),
        Draw::Glyphs(run) => {
            take(run.x, run.y - run.size);
            take(run.x + run.glyphs.last().map_or(0.0, |g| g.x + run.size), run.y + run.size / 4.0);
        }
    }
    edges
}
