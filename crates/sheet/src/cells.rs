//! How cells look, and which of them are numbers.

use mingce_document::{
    Align, Cell, CellRole, Document, Mm, Orientation, ParaFormat, ParaStyle, Pt, StyleSheet, VerticalAlign,
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// Excel's column width unit in points: one digit of its default type.
const WIDTH_UNIT: Pt = Pt(5.25);
/// The most characters that a cell takes.
const LONGEST: usize = 32_767;
/// Excel's word for characters stacked top to bottom.
const STACKED: i16 = 270;
/// The highest row.
const HIGHEST: f64 = 409.0;

/// The look of the document's cells.
pub struct Look<'a> {
    sheet: &'a StyleSheet,
    width: Pt,
    orientation: Orientation,
    mark: Option<String>,
}

impl<'a> Look<'a> {
    /// From the style sheet; direction of paper from the document's first section.
    pub fn of(sheet: &'a StyleSheet, document: &Document) -> Look<'a> {
        let orientation = document.sections.first().map_or(Orientation::Portrait, |section| section.orientation);
        let mark = document.watermark.as_ref().map(|mark| header_text(&mark.text));
        Look { sheet, width: sheet.page.text_width(orientation).pt(), orientation, mark }
    }

    /// Paper, margins, the mark of a draft, and as many pages high as needed but one wide.
    pub fn paper(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        const A4: u8 = 9;
        let inches = |mm: Mm| mm.0 / 25.4;
        let margins = self.sheet.page.margins(self.orientation);
        page.set_paper_size(A4);
        match self.orientation {
            Orientation::Portrait => page.set_portrait(),
            Orientation::Landscape => page.set_landscape(),
        };
        let (left, right) = (inches(margins.left), inches(margins.right));
        let (top, bottom) = (inches(margins.top), inches(margins.bottom));
        page.set_margins(left, right, top, bottom, top / 2.0, bottom / 2.0);
        page.set_print_fit_to_pages(1, 0);
        page.set_print_center_horizontally(true);
        // A worksheet has no watermark: 草稿 and 示例 stand at the head of each page.
        if let Some(mark) = &self.mark {
            page.set_header(format!("&C{mark}"));
        }
        Ok(())
    }

    /// The width of a column with this share of the text width.
    pub fn column_width(&self, share: f64) -> f64 {
        (self.width.0 * share / WIDTH_UNIT.0).clamp(1.0, 255.0)
    }

    /// The format of a cell.
    pub fn cell(&self, cell: Option<&Cell>) -> Format {
        let paragraph = cell.and_then(|cell| cell.blocks.first());
        let style = paragraph.map_or(ParaStyle::TableText, |paragraph| paragraph.style);
        let of = self.sheet.format(style);
        let align = paragraph.and_then(|paragraph| paragraph.align).unwrap_or(of.align);
        let vertical = match cell.map_or(VerticalAlign::Middle, |cell| cell.vertical) {
            VerticalAlign::Top => FormatAlign::Top,
            VerticalAlign::Middle => FormatAlign::VerticalCenter,
            VerticalAlign::Bottom => FormatAlign::Bottom,
        };
        let format = self.font(of).set_border(FormatBorder::Thin).set_text_wrap().set_align(vertical);
        let format = format.set_align(horizontal(align));
        if cell.is_some_and(|cell| cell.vertical_text) { format.set_rotation(STACKED) } else { format }
    }

    /// The format of a number: as many places as are written.
    pub fn number(&self, cell: &Cell, text: &str) -> Format {
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        let pattern = if places == 0 { "0".to_string() } else { format!("0.{}", "0".repeat(places)) };
        self.cell(Some(cell)).set_num_format(pattern)
    }

    /// The format of a paragraph of text.
    pub fn paragraph(&self, style: ParaStyle) -> Format {
        let of = self.sheet.format(style);
        self.font(of).set_text_wrap().set_align(horizontal(of.align)).set_align(FormatAlign::Top)
    }

    fn font(&self, format: &ParaFormat) -> Format {
        Format::new().set_font_name(&self.sheet.face(format.face).name).set_font_size(format.size.0)
    }

    /// How many lines a cell's text takes at this share of the width.
    pub fn lines(&self, text: &str, share: f64, cell: &Cell) -> f64 {
        let style = cell.blocks.first().map_or(ParaStyle::TableText, |paragraph| paragraph.style);
        let size = self.sheet.format(style).size.0;
        let room = self.width.0 * share - 2.0 * self.sheet.table.pad_x.pt().0;
        text.lines().map(|line| wrapped(line, size, room)).sum::<f64>().max(1.0)
    }

    /// The height of a row with so many lines.
    pub fn row_height(&self, lines: f64) -> f64 {
        let pitch = self.sheet.pitch(ParaStyle::TableText).0;
        (lines * pitch + 2.0 * self.sheet.table.pad_y.pt().0).min(HIGHEST)
    }

    /// The height of a paragraph over the whole width.
    pub fn paragraph_height(&self, text: &str, style: ParaStyle) -> f64 {
        let format = self.sheet.format(style);
        let lines: f64 = text.lines().map(|line| wrapped(line, format.size.0, self.width.0)).sum();
        (lines.max(1.0) * self.sheet.pitch(style).0).min(HIGHEST)
    }
}

/// Lines that a text needs: Chinese characters are one size wide, others half. One more than fits exactly is kept in
/// hand, since Excel's own measures differ a little.
fn wrapped(line: &str, size: f64, room: f64) -> f64 {
    let width: f64 = line.chars().map(|c| if c.is_ascii() { size * 0.55 } else { size }).sum();
    (width / room.max(size)).ceil().max(1.0)
}

fn horizontal(align: Align) -> FormatAlign {
    match align {
        Align::Start | Align::Justify => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::End => FormatAlign::Right,
    }
}

/// The number of a data cell that holds nothing but a plain number that a worksheet holds exactly (15 digits).
pub fn number(cell: &Cell, text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let natural = digits == "0" || !digits.starts_with('0') || digits.starts_with("0.");
    let exact = digits.bytes().filter(u8::is_ascii_digit).count() <= 15;
    let is_data = cell.role == CellRole::Data && !cell.vertical_text;
    if is_data && plain && natural && exact && !digits.ends_with('.') { text.parse().ok() } else { None }
}

/// A text as a worksheet takes it: no control characters but line ends, at most 32,767 characters.
pub fn safe(text: &str) -> String {
    let shown = |c: &char| *c == '\n' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(shown).take(LONGEST).collect()
}

/// A text inside a header, where `&` begins a command.
fn header_text(text: &str) -> String {
    safe(text).replace('&', "&&")
}
