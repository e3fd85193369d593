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

/// How the class of a node begins that says its kind: the shapes of Mermaid are fewer, and 开始 and 结束 look the same.
const KIND_CLASS: &str = "type_";
