//! Pages to SVG and PNG.
//!
//! [`page`] and [`png`](fn@png) are functions of the pages and the fonts that they were laid out with: the same two give the same
//! bytes. Both draw the very geometry that `mingce-pdf` writes, and characters as the outlines of the fonts that it
//! embeds; nothing is left to the fonts of whoever looks. What is drawn says from which node of the document it comes
//! (`data-node`), so that a click on the page finds the field, and the field its place.

mod color;
mod group;
mod markup;
mod page;
mod picture;
mod trail;

pub use page::page;
pub use picture::{PngError, png};

#[cfg(test)]
mod tests;
