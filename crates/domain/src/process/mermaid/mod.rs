//! Mermaid flowcharts in and out.
//!
//! [`write`] and [`read`] keep ids, kinds, texts, labels, and the posts of a chart with lanes (as subgraphs). Limits, bases and
//! materials have no place in Mermaid. [`read`] takes what people write by hand, and says line by line what it could not
//! take over: colours, classes, clicks, directions, statements that it does not understand.

mod cursor;
mod escape;
mod link;
mod node;
mod reader;
#[cfg(test)]
mod tests;
mod writer;

pub use reader::{LeftOut, MermaidError, ReadChart, read};
pub use writer::write;

use super::NodeKind;

/// How the class of a node begins that says its kind: the shapes of Mermaid are fewer, and 开始 and 结束 look the same.
const KIND_CLASS: &str = "type_";

/// The word of a kind in a class.
fn kind_word(kind: &NodeKind) -> &str {
    match kind {
        NodeKind::Start => "start",
        NodeKind::Process => "process",
        NodeKind::Decision => "decision",
        NodeKind::Document => "document",
        NodeKind::Data => "data",
        NodeKind::Manual => "manual",
        NodeKind::End => "end",
        NodeKind::Other(word) => word,
    }
}

/// The kind of a word.
fn kind_of(word: &str) -> NodeKind {
    let known = [
        NodeKind::Start,
        NodeKind::Process,
        NodeKind::Decision,
        NodeKind::Document,
        NodeKind::Data,
        NodeKind::Manual,
        NodeKind::End,
    ];
    known.into_iter().find(|kind| kind_word(kind) == word).unwrap_or_else(|| NodeKind::Other(word.to_string()))
}
