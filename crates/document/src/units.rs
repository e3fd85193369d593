//! Lengths: millimetres for pages and drawings, points for type.

use serde::{Deserialize, Serialize};

/// A length in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mm(pub f64);

/// A length in DTP points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pt(pub f64);

impl Mm {
    /// The same length in points.
    pub fn pt(self) -> Pt {
        Pt(self.0 * 72.0 / 25.4)
    }
    /// The same length in twips (1/20 point), rounded: the unit of WordprocessingML.
    pub fn twips(self) -> i32 {
        (self.0 * 1440.0 / 25.4).round() as i32
    }
    /// The same length in English metric units, rounded: the unit of DrawingML.
    pub fn emu(self) -> i64 {
        (self.0 * 36_000.0).round() as i64
    }
}

impl Pt {
    /// The same length in millimetres.
    pub fn mm(self) -> Mm {
        Mm(self.0 * 25.4 / 72.0)
    }
    /// The same length in twips, rounded.
    pub fn twips(self) -> i32 {
        (self.0 * 20.0).round() as i32
    }
    /// The same length in half points, rounded: the unit of Word's font sizes.
    pub fn half_points(self) -> usize {
        (self.0 * 2.0).round().max(0.0) as usize
    }
}
