//! The style sheet's lengths as WordprocessingML counts them: twips, whole numbers.

use mingce_document::{Mm, Orientation, ParaFormat, ParaStyle, Pt, StyleSheet};

/// The largest length that Word takes: 22 inches.
const LONGEST: i32 = 31_680;

/// A length in twips, within what Word takes: so no sum of a few lengths overflows either.
pub(crate) trait Twips {
    /// The length, rounded.
    fn tw(self) -> i32;
}

impl Twips for Mm {
    fn tw(self) -> i32 {
        self.twips().clamp(-LONGEST, LONGEST)
    }
}

impl Twips for Pt {
    fn tw(self) -> i32 {
        self.twips().clamp(-LONGEST, LONGEST)
    }
}

/// A page in one direction, in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Page {
    pub width: i32,
    pub height: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub left: i32,
    /// From the upper edge of the paper to the running head.
    pub header: i32,
    /// From the lower edge of the paper to the lower edge of the page number's line.
    pub footer: i32,
}

impl Page {
    pub fn of(sheet: &StyleSheet, orientation: Orientation) -> Page {
        let (width, height) = sheet.page.size(orientation);
        let margins = sheet.page.margins(orientation);
        let (width, left) = (width.tw(), margins.left.tw());
        let mut right = margins.right.tw();
        if orientation == Orientation::Portrait {
            right = right.min(width - left - sheet.grid_width().tw()).max(0);
        }
        let below = sheet.page_number.below_text.tw();
        let half = |style| sheet.pitch(style).tw() / 2;
        Page {
            width,
            height: height.tw(),
            top: margins.top.tw(),
            right,
            bottom: margins.bottom.tw(),
            left,
            header: (margins.top.tw() - below - half(ParaStyle::RunningHead)).max(0),
            footer: (margins.bottom.tw() - below - half(ParaStyle::PageNumber)).max(0),
        }
    }

    pub fn text_width(&self) -> i32 {
        (self.width - self.left - self.right).max(1)
    }

    pub fn text_height(&self) -> i32 {
        (self.height - self.top - self.bottom).max(1)
    }
}

/// What is added to each character of body size so that a line holds the sheet's number of characters.
pub(crate) fn char_spacing(sheet: &StyleSheet) -> i32 {
    sheet.char_spacing().tw()
}

/// Advance of a character on the grid.
pub(crate) fn char_advance(sheet: &StyleSheet) -> i32 {
    sheet.char_advance().tw()
}

/// Advance of one full-width character in a style: on the page's grid, or its own size.
pub(crate) fn advance(sheet: &StyleSheet, format: &ParaFormat) -> i32 {
    format.size.tw() + if format.on_char_grid { char_spacing(sheet) } else { 0 }
}

/// Shares of a width as whole twips that sum to it exactly; every one is at least one twip wide.
pub(crate) fn share_out(width: i32, shares: &[f64]) -> Vec<usize> {
    let shares: Vec<f64> = shares.iter().map(|share| if share.is_finite() { share.max(0.0) } else { 0.0 }).collect();
    let sum: f64 = shares.iter().sum();
    let count = shares.len();
    let width = usize::try_from(width).unwrap_or(0).max(count);
    let mut widths = Vec::with_capacity(count);
    let (mut used, mut passed) = (0, 0.0);
    for (at, share) in shares.iter().enumerate() {
        passed += share;
        // Rounding the running sum, not each share, keeps the total exact.
        let part = if sum > 0.0 { passed / sum } else { (at + 1) as f64 / count as f64 };
        let edge = ((width as f64 * part).round() as usize).clamp(used + 1, width - (count - at - 1));
        widths.push(edge - used);
        used = edge;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_page_holds_28_characters_by_22_lines() {
        let sheet = StyleSheet::gb9704();
        let page = Page::of(&sheet, Orientation::Portrait);
        assert_eq!((page.width, page.height), (11906, 16838));
        assert_eq!((page.top, page.right, page.bottom, page.left), (2098, 1462, 1984, 1587));
        assert_eq!(char_spacing(&sheet), -4);
        assert_eq!(page.text_width() / char_advance(&sheet), 28);
        assert_eq!(page.text_height() / sheet.line_pitch.tw(), 22);
    }

    #[test]
    fn column_widths_sum_to_the_text_width_whatever_the_shares() {
        let thirds = [1.0 / 3.0; 3];
        assert_eq!(share_out(8849, &thirds), [2950, 2949, 2950]);
        for shares in [&[f64::NAN, 0.5, 0.5][..], &[-1.0, 1.0], &[0.0; 15], &[1e-9, 1.0, 1e-9], &[3.0, 4.0, 5.0]] {
            let widths = share_out(8849, shares);
            assert_eq!(widths.iter().sum::<usize>(), 8849, "{shares:?}");
            assert!(widths.iter().all(|width| *width >= 1), "{shares:?}");
        }
        assert!(share_out(8849, &[]).is_empty());
    }
}
