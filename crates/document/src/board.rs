//! What is read standing, on a wall: larger paper and type than a document has.

use crate::{Face, LinePitch, Margins, Mm, PageFormat, ParaFormat, ParaStyle, Pt, StyleSheet};

/// The paper of a notice board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardPaper {
    /// A4, in 三号.
    A4,
    /// A3, in 二号.
    A3,
}

impl BoardPaper {
    /// All of them.
    pub const ALL: [BoardPaper; 2] = [BoardPaper::A4, BoardPaper::A3];

    /// The word in requests.
    pub fn key(self) -> &'static str {
        match self {
            BoardPaper::A4 => "a4",
            BoardPaper::A3 => "a3",
        }
    }

    /// Width, height and margin of the upright page in millimetres, size of text and title in points.
    fn measures(self) -> (f64, f64, f64, f64, f64) {
        match self {
            BoardPaper::A4 => (210.0, 297.0, 20.0, 16.0, 26.0),
            BoardPaper::A3 => (297.0, 420.0, 25.0, 22.0, 42.0),
        }
    }
}

impl StyleSheet {
    /// The same faces on a board's paper, in a board's sizes. An item's table is never torn when it fits on a page.
    #[must_use]
    pub fn for_board(&self, paper: BoardPaper) -> StyleSheet {
        let (width, height, margin, size, title) = paper.measures();
        let side = Mm(margin);
        let page = PageFormat {
            width: Mm(width),
            height: Mm(height),
            upright: Margins { top: side, right: side, bottom: side, left: side },
            ..self.page
        };
        let text = |mm: f64| Mm(mm - 2.0 * margin).pt().0;
        let pitch = size * 1.5;
        let page = PageFormat {
            lines: (text(height) / pitch).floor().max(1.0) as u32,
            chars: (text(width) / size).floor().max(1.0) as u32,
            ..page
        };
        let mut sheet = StyleSheet { page, line_pitch: Pt(pitch), ..self.clone() };
        sheet.table.pad_x = Mm(2.0);
        sheet.table.pad_y = Mm(1.5);
        sheet.table.border = Pt(1.0);
        sheet.table.around = Pt(size / 2.0);
        sheet.table.keep_whole = true;
        for (style, format) in &mut sheet.styles {
            let of = match style {
                ParaStyle::Title => Some((title, 1.4)),
                ParaStyle::PageNumber | ParaStyle::RunningHead => None,
                _ => Some((size, 1.5)),
            };
            if let Some((size, lines)) = of {
                *format = ParaFormat { size: Pt(size), pitch: LinePitch::Exact(Pt(size * lines)), ..format.clone() };
            }
            if *style == ParaStyle::TableText {
                format.face = Face::FangSong;
            }
        }
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Orientation;

    #[test]
    fn the_text_is_at_least_three_hao_and_the_offices_faces_stay() {
        let mut own = StyleSheet::gb9704();
        own.faces[0].1.name = "方正仿宋_GBK".into();
        for paper in BoardPaper::ALL {
            let sheet = own.for_board(paper);
            assert!(sheet.format(ParaStyle::TableText).size.0 >= 16.0, "{paper:?}");
            assert!(sheet.format(ParaStyle::Title).size.0 > sheet.format(ParaStyle::TableText).size.0);
            assert_eq!(sheet.face(Face::FangSong).name, "方正仿宋_GBK");
            assert!(sheet.grid_width().0 <= sheet.page.text_width(Orientation::Portrait).pt().0 + 1.0, "{paper:?}");
        }
        assert_eq!(own.for_board(BoardPaper::A3).page.size(Orientation::Landscape), (Mm(420.0), Mm(297.0)));
    }
}
