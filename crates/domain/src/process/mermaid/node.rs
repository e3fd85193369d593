//! A node of a statement: `1["text"]:::class`.

use super::cursor::Cursor;
use super::escape::unescaped;
use crate::process::NodeKind;

/// What a statement says of a node.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) id: String,
    pub(super) shape: Option<Shape>,
    pub(super) class: Option<String>,
    /// Attributes that were not understood: `@{ icon: … }`.
    pub(super) unread: Option<String>,
}

/// A shape with its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// `None`: 开始 or 结束, which the lines tell apart.
    pub(super) kind: Option<NodeKind>,
    pub(super) text: String,
}

/// Openings, longest first, with what closes them and what they are.
const SHAPES: [(&str, &[(&str, Meant)]); 13] = [
    ("(((", &[(")))", Meant::Terminator)]),
    ("([", &[("])", Meant::Terminator)]),
    ("((", &[("))", Meant::Terminator)]),
    ("[[", &[("]]", Meant::Process)]),
    ("[(", &[(")]", Meant::Data)]),
    ("{{", &[("}}", Meant::Process)]),
    ("[/", &[("/]", Meant::Data), ("\\]", Meant::Manual)]),
    ("[\\", &[("\\]", Meant::Data), ("/]", Meant::Manual)]),
    ("[|", &[("|]", Meant::Process)]),
    ("[", &[("]", Meant::Process)]),
    ("(", &[(")", Meant::Process)]),
    ("{", &[("}", Meant::Decision)]),
    (">", &[("]", Meant::Document)]),
];

#[derive(Clone, Copy)]
enum Meant {
    Terminator,
    Process,
    Decision,
    Document,
    Data,
    Manual,
}

impl Meant {
    fn kind(self) -> Option<NodeKind> {
        match self {
            Meant::Terminator => None,
            Meant::Process => Some(NodeKind::Process),
            Meant::Decision => Some(NodeKind::Decision),
            Meant::Document => Some(NodeKind::Document),
            Meant::Data => Some(NodeKind::Data),
            Meant::Manual => Some(NodeKind::Manual),
        }
    }
}

/// Reads one node; `None` when there is none here, or its shape is not closed.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Said> {
    cursor.blanks();
    let id = id(cursor)?;
    let mut said = Said { id, shape: None, class: None, unread: None };
    if cursor.takes("@{") {
        let inside = cursor.until("}")?;
        said.shape = attributes(inside);
        said.unread = said.shape.is_none().then(|| inside.trim().to_string());
    } else if let Some((open, ends)) = SHAPES.iter().find(|(open, _)| cursor.rest().starts_with(open)) {
        cursor.takes(open);
        said.shape = Some(shape(cursor, ends)?);
    }
    if cursor.takes(":::") {
        said.class = Some(cursor.run(|c| c.is_alphanumeric() || c == '_' || c == '-').to_string());
    }
    Some(said)
}

/// An id: letters, digits and `_`; `-` and `.` only between them, for they also begin lines.
fn id(cursor: &mut Cursor<'_>) -> Option<String> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let mut id = cursor.run(word).to_string();
    loop {
        let mut ahead = *cursor;
        let joint = ahead.peek().filter(|c| !id.is_empty() && matches!(c, '-' | '.' | '/'));
        let Some(joint) = joint else { break };
        ahead.takes(joint.encode_utf8(&mut [0; 4]));
        let more = ahead.run(word);
        if more.is_empty() {
            break;
        }
        id.push(joint);
        id.push_str(more);
        *cursor = ahead;
    }
    (!id.is_empty()).then_some(id)
}

fn shape(cursor: &mut Cursor<'_>, ends: &[(&str, Meant)]) -> Option<Shape> {
    let mut ahead = *cursor;
    ahead.blanks();
    if ahead.takes("\"") {
        let text = ahead.until("\"")?;
        ahead.blanks();
        let (_, meant) = ends.iter().find(|(end, _)| ahead.takes(end))?;
        *cursor = ahead;
        return Some(Shape { kind: meant.kind(), text: unescaped(text) });
    }
    // The nearer of the closings is the one that was meant.
    let at = |end: &str| cursor.rest().find(end);
    let (end, meant) = ends.iter().filter(|(end, _)| at(end).is_some()).min_by_key(|(end, _)| at(end))?;
    let text = cursor.until(end)?;
    Some(Shape { kind: meant.kind(), text: unescaped(text.trim()) })
}

/// `shape: doc, label: "text"`, the notation of later versions of Mermaid.
fn attributes(inside: &str) -> Option<Shape> {
    let (mut kind, mut text) = (Some(NodeKind::Process), None);
    let mut cursor = Cursor::new(inside);
    loop {
        cursor.run(|c| c.is_whitespace() || c == ',');
        let key = cursor.run(|c| c.is_alphanumeric());
        if key.is_empty() {
            break;
        }
        cursor.blanks();
        if !cursor.takes(":") {
            return None;
        }
        cursor.blanks();
        let value = if cursor.takes("\"") { cursor.until("\"")? } else { cursor.run(|c| c != ',').trim() };
        match key {
            "label" => text = Some(unescaped(value)),
            "shape" => {
                kind = match value {
                    "stadium" | "terminal" | "pill" | "circle" | "circ" | "start" | "stop" => None,
                    "diam" | "diamond" | "decision" | "question" => Some(NodeKind::Decision),
                    "doc" | "document" | "docs" | "documents" | "st-doc" => Some(NodeKind::Document),
                    "lean-r" | "lean-l" | "lean-right" | "lean-left" | "in-out" | "out-in" | "cyl" | "db" => {
                        Some(NodeKind::Data)
                    }
                    "trap-b" | "trap-t" | "manual" | "manual-input" => Some(NodeKind::Manual),
                    _ => Some(NodeKind::Process),
                };
            }
            _ => return None,
        }
    }
    text.map(|text| Shape { kind, text })
}
