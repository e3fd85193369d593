//! Process graphs laid out as drawings in millimetres.
//!
//! This crate knows graphs, not law. [`layout`] takes boxes with text and lines between them and returns a
//! [`Drawing`](mingce_document::Drawing): a straight main path, branches beside it, loops along lanes at the side,
//! lines that only run level and upright and never through a box.
//!
//! How it works, one module each:
//! 1. [`graph`]: ids become indices; what cannot be drawn becomes a [`Problem`];
//! 2. `order`: loops are found and the main path is chosen;
//! 3. `grid`, `place`: every node gets a cell of a coarse grid, the main path one column of it;
//! 4. `route`: every line gets a way along the channels between the cells and through empty cells;
//! 5. `tracks`: lines that share a channel get tracks of their own, ordered so that few cross;
//! 6. `text`, `shape`: text is broken to fit inside its symbol, which gives the symbols' sizes;
//! 7. `geometry`, `label`: cells and tracks become millimetres, labels find free places beside their lines;
//! 8. `measure`, `improve`: of a few arrangements the one that is easiest to read is taken and made better;
//! 9. `lanes`: the same with a column for each post;
//! 10. `split`: a chart too high for a page is cut into parts.

mod attempt;
mod chart;
mod geometry;
mod graph;
mod grid;
mod improve;
mod label;
mod lanes;
mod measure;
mod options;
mod order;
mod place;
mod route;
mod shape;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod tracks;

pub use chart::{Layout, layout, layout_in_lanes};
pub use graph::{Edge, Graph, Node, Problem};
pub use lanes::Lane;
pub use options::LayoutOptions;
pub use split::split;
