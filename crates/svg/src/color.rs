//! Shades of grey, the only colours that pages have.

/// A shade from 0 (black) to 1 (white) in 256 steps.
pub(crate) fn level(gray: f64) -> u8 {
    // `as` takes what lies outside to the nearer end, and NaN to black.
    (gray * 255.0).round() as u8
}
