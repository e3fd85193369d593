//! The document in the middle: what is to be said, in blocks, tables and figures, with named styles.
//!
//! It knows nothing of disclosure and nothing of file formats. `compose` makes a [`Document`]; `docx`, `html`,
//! `sheet` and `typeset` read it. How things look stands in one place, the [`StyleSheet`]; a writer holds no font,
//! size or spacing of its own.

mod block;
mod board;
mod choice;
mod choice_value;
mod drawing;
mod office_style;
mod outline;
mod style;
mod tile;
mod units;

pub use block::{
    Block, Cell, CellRole, Document, Figure, Inline, Meta, NodeId, PageNumbering, Paragraph, Row, RowHeight, Scope,
    Section, SectionStart, Table, TableOfContents, VerticalAlign, Watermark,
};
pub use board::BoardPaper;
pub use choice::Choice;
pub use choice_value::{LONGEST_FACE_NAME, Range, Value};
pub use drawing::{Connector, Drawing, End, Label, Point, Rect, Shape, ShapeKind, Side, TextLine};
pub use office_style::{OfficeStyle, PdfFonts, StyleFault};
pub use outline::{Arrow, Segment};
pub use style::{
    Align, CharStyle, Face, FaceName, LinePitch, Margins, Orientation, PageFormat, PageNumberFormat, ParaFormat,
    ParaStyle, PunctuationFormat, StyleSheet, TableFormat,
};
pub use tile::Tile;
pub use units::{Mm, Pt};
