//! How a chart is to look.

use mingce_document::{Mm, Pt};
use serde::{Deserialize, Serialize};

/// Sizes and limits of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LayoutOptions {
    /// Never wider than this: the width of the text area, 156 mm.
    pub max_width: Mm,
    /// Not higher than this where that is possible with [`min_text_size`](LayoutOptions::min_text_size): what one page
    /// holds below its heading.
    pub max_height: Mm,
    /// The size of all text where there is room.
    pub text_size: Pt,
    /// The size below which text is never set, 小五.
    pub min_text_size: Pt,
    /// Widest box.
    pub max_box_width: Mm,
    /// Narrowest box.
    pub min_box_width: Mm,
    /// Distance of parallel lines.
    pub line_gap: Mm,
    /// Width of strokes.
    pub stroke: Pt,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        LayoutOptions {
            max_width: Mm(156.0),
            max_height: Mm(198.0),
            text_size: Pt(10.5),
            min_text_size: Pt(9.0),
            max_box_width: Mm(44.0),
            min_box_width: Mm(24.0),
            line_gap: Mm(2.4),
            stroke: Pt(0.75),
        }
    }
}

impl LayoutOptions {
    /// Sizes of text to be tried, largest first.
    pub(crate) fn sizes(&self) -> Vec<f64> {
        let least = positive(self.min_text_size.0, 9.0);
        let most = positive(self.text_size.0, least).max(least);
        let mut sizes = vec![most];
        if most - least > 1.0 {
            sizes.push((most + least) / 2.0);
        }
        if most > least {
            sizes.push(least);
        }
        sizes
    }

    /// The same with numbers that cannot be drawn (negative, infinite, not a number) replaced.
    pub(crate) fn sane(&self) -> LayoutOptions {
        let base = LayoutOptions::default();
        let min_box = positive(self.min_box_width.0, base.min_box_width.0).max(12.0);
        LayoutOptions {
            max_width: Mm(positive(self.max_width.0, base.max_width.0).max(min_box + 8.0)),
            max_height: Mm(positive(self.max_height.0, base.max_height.0)),
            text_size: self.text_size,
            min_text_size: self.min_text_size,
            max_box_width: Mm(positive(self.max_box_width.0, base.max_box_width.0).max(min_box)),
            min_box_width: Mm(min_box),
            line_gap: Mm(positive(self.line_gap.0, base.line_gap.0)),
            stroke: Pt(positive(self.stroke.0, base.stroke.0)),
        }
    }
}

fn positive(value: f64, otherwise: f64) -> f64 {
    if value.is_finite() && value > 0.0 { value } else { otherwise }
}
