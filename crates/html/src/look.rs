//! How elements look, by role: a class in a stand-alone file, the same declarations in place in a fragment. All sizes
//! and faces come from the style sheet.

use crate::markup::{css_string, number};
use mingce_document::{Align, Face, Orientation, ParaStyle, StyleSheet, VerticalAlign};

/// A role that has a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Paragraph(ParaStyle),
    Table,
    /// A table of many columns, which is not squeezed below the width of its paper.
    Wide(Orientation),
    /// A box in which what is too wide for a narrow screen scrolls, instead of the whole page.
    Scroll,
    Cell,
    Align(Align),
    Vertical(VerticalAlign),
    /// Stays with what follows when printed.
    Kept,
    /// 草稿 or 示例 on top.
    Banner,
    Figure,
    Drawing,
    Blank,
    /// Characters stacked top to bottom.
    Stacked,
    Attention,
    /// The mark of a footnote.
    Mark,
    /// A list without marks: contents.
    Plain,
    /// Only for screen readers.
    Hidden,
    /// The page ends before it.
    Break,
}

impl Look {
    /// All looks, later ones overruling earlier ones.
    pub(crate) fn all() -> impl Iterator<Item = Look> {
        let rest = [
            Look::Table,
            Look::Wide(Orientation::Portrait),
            Look::Wide(Orientation::Landscape),
            Look::Scroll,
            Look::Cell,
            Look::Align(Align::Start),
            Look::Align(Align::Center),
            Look::Align(Align::End),
            Look::Align(Align::Justify),
            Look::Vertical(VerticalAlign::Top),
            Look::Vertical(VerticalAlign::Middle),
            Look::Vertical(VerticalAlign::Bottom),
            Look::Kept,
            Look::Banner,
            Look::Figure,
            Look::Drawing,
            Look::Blank,
            Look::Stacked,
            Look::Attention,
            Look::Mark,
            Look::Plain,
            Look::Hidden,
            Look::Break,
        ];
        ParaStyle::ALL.into_iter().map(Look::Paragraph).chain(rest)
    }

    /// Its class in a stand-alone file.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Look::Paragraph(style) => paragraph_class(style),
            Look::Table => "table",
            Look::Wide(Orientation::Portrait) => "wide",
            Look::Wide(Orientation::Landscape) => "wider",
            Look::Scroll => "scroll",
            Look::Cell => "cell",
            Look::Align(Align::Start) => "start",
            Look::Align(Align::Center) => "center",
            Look::Align(Align::End) => "end",
            Look::Align(Align::Justify) => "justify",
            Look::Vertical(VerticalAlign::Top) => "top",
            Look::Vertical(VerticalAlign::Middle) => "middle",
            Look::Vertical(VerticalAlign::Bottom) => "bottom",
            Look::Kept => "kept",
            Look::Banner => "banner",
            Look::Figure => "figure",
            Look::Drawing => "drawing",
            Look::Blank => "blank",
            Look::Stacked => "stacked",
            Look::Attention => "attention",
            Look::Mark => "mark",
            Look::Plain => "plain",
            Look::Hidden => "hidden",
            Look::Break => "break",
        }
    }

    /// Its declarations, without a semicolon at the end.
    pub(crate) fn declarations(self, sheet: &StyleSheet) -> String {
        let border = || format!("{}pt solid #000", number(sheet.table.border.0));
        match self {
            // Lines of a title are to be of about the same length (排列对称).
            Look::Paragraph(ParaStyle::Title) => format!("{};text-wrap:balance", paragraph(sheet, ParaStyle::Title)),
            Look::Paragraph(style) => paragraph(sheet, style),
            Look::Table => format!(
                "width:100%;table-layout:fixed;border-collapse:collapse;border-spacing:0;border:{};margin:{}pt 0",
                border(),
                number(sheet.table.around.0)
            ),
            Look::Wide(orientation) => format!("min-width:{}mm", number(sheet.page.text_width(orientation).0)),
            Look::Scroll => "overflow-x:auto".into(),
            Look::Cell => format!(
                "border:{};padding:{}mm {}mm;margin:0;overflow-wrap:anywhere",
                border(),
                number(sheet.table.pad_y.0),
                number(sheet.table.pad_x.0)
            ),
            Look::Align(align) => format!("text-align:{}", align_name(align)),
            Look::Vertical(VerticalAlign::Top) => "vertical-align:top".into(),
            Look::Vertical(VerticalAlign::Middle) => "vertical-align:middle".into(),
            Look::Vertical(VerticalAlign::Bottom) => "vertical-align:bottom".into(),
            Look::Kept => "break-after:avoid".into(),
            Look::Banner => format!("{};border:{};text-align:center", paragraph(sheet, ParaStyle::Missing), border()),
            Look::Figure => format!("margin:{}pt 0;text-align:center", number(sheet.table.around.0)),
            // As large as on paper, or the characters in it could not be read on a telephone.
            Look::Drawing => "max-width:none".into(),
            Look::Blank => format!("display:inline-block;line-height:1;text-indent:0;border-bottom:{}", border()),
            Look::Stacked => "display:inline-block;writing-mode:vertical-rl;text-orientation:upright".into(),
            // No colour alone: it must be seen on a black and white print too.
            Look::Attention => "background:#ff0;color:#000;font-weight:bold;text-decoration:underline".into(),
            // Raised, it must not push its line down.
            Look::Mark => "line-height:0".into(),
            Look::Plain => "list-style:none;margin:0;padding:0".into(),
            Look::Hidden => "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);\
                             white-space:nowrap"
                .into(),
            Look::Break => "break-before:page".into(),
        }
    }
}

fn paragraph(sheet: &StyleSheet, style: ParaStyle) -> String {
    let format = sheet.format(style);
    let weight = if format.bold { "bold" } else { "normal" };
    let keep = if format.keep_with_next { ";break-after:avoid" } else { "" };
    format!(
        "{};font-size:{}pt;font-weight:{weight};line-height:{}pt;text-align:{};text-indent:{}em;\
         margin:{}pt {}em {}pt {}em{keep}",
        font_family(sheet, format.face),
        number(format.size.0),
        number(sheet.pitch(style).0),
        align_name(format.align),
        number(format.first_line_chars),
        number(format.before.0),
        number(format.end_chars),
        number(format.after.0),
        number(format.start_chars),
    )
}

/// The face's official name, its other name, then whatever the reader's machine has of its kind.
pub(crate) fn font_family(sheet: &StyleSheet, face: Face) -> String {
    let name = sheet.face(face);
    let generic = match face {
        Face::HeiTi => "sans-serif",
        Face::FangSong | Face::SongTi | Face::KaiTi | Face::XiaoBiaoSong => "serif",
    };
    let names: Vec<String> =
        [&name.name, &name.alt].into_iter().filter(|name| !name.is_empty()).map(|name| css_string(name)).collect();
    format!("font-family:{},{generic}", names.join(","))
}

fn align_name(align: Align) -> &'static str {
    // Not start and end: editors of websites drop what they do not know, and Chinese runs left to right.
    match align {
        Align::Start => "left",
        Align::Center => "center",
        Align::End => "right",
        Align::Justify => "justify",
    }
}

fn paragraph_class(style: ParaStyle) -> &'static str {
    match style {
        ParaStyle::Title => "title",
        ParaStyle::Heading1 => "heading-1",
        ParaStyle::Heading2 => "heading-2",
        ParaStyle::Heading3 => "heading-3",
        ParaStyle::Heading4 => "heading-4",
        ParaStyle::Body => "body",
        ParaStyle::BodyFlush => "body-flush",
        ParaStyle::Spacer => "spacer",
        ParaStyle::Signature => "signature",
        ParaStyle::SignatureDate => "signature-date",
        ParaStyle::SealedSignature => "sealed-signature",
        ParaStyle::SealedDate => "sealed-date",
        ParaStyle::Remark => "remark",
        ParaStyle::Missing => "missing",
        ParaStyle::TableHead => "table-head",
        ParaStyle::TableLabel => "table-label",
        ParaStyle::TableNumber => "table-number",
        ParaStyle::TableText => "table-text",
        ParaStyle::Caption => "caption",
        ParaStyle::PageNumber => "page-number",
        ParaStyle::RunningHead => "running-head",
        ParaStyle::Contents1 => "contents-1",
        ParaStyle::Contents2 => "contents-2",
        ParaStyle::Footnote => "footnote",
    }
}
