//! The style sheet as Word styles, and the font table.

use crate::{
    layout::{Page, Twips, advance, char_spacing},
    text,
    xml::{Element, Node, Tree},
};
use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, RunFonts, RunProperty, Shading, ShdType, SpecialIndentType, Style,
    StyleType, Styles, Tab, TabLeaderType, TabValueType, VertAlignType,
};
use mingce_document::{Align, Document, Face, Orientation, ParaFormat, ParaStyle, StyleSheet};

/// Style of the paragraph that holds a drawing: as a caption, but as high as its content.
pub(crate) const FIGURE: &str = "Figure";
/// Style of text inside a drawing: as table text, centred.
pub(crate) const FIGURE_TEXT: &str = "FigureText";
/// Style of paragraphs that Word demands where the tree has none: before the end of a section, between tables.
pub(crate) const GAP: &str = "Gap";
/// Character styles.
pub(crate) const STRONG: &str = "Strong";
pub(crate) const ATTENTION: &str = "Attention";
pub(crate) const CHECK_BOX: &str = "CheckBox";
pub(crate) const FOOTNOTE_REFERENCE: &str = "FootnoteReference";

/// Face of ☐ and ☑: the official faces have neither. It comes with Windows; elsewhere the system finds a substitute,
/// which it would not for a code point of a symbol font.
const SYMBOL_FACE: (&str, &str) = ("Segoe UI Symbol", "MS Gothic");

/// Shade behind what needs attention: light enough to read through on a photocopy.
const SHADE: &str = "D9D9D9";

/// The style's id in the file.
pub(crate) fn style_id(style: ParaStyle) -> &'static str {
    match style {
        ParaStyle::Body => "Normal",
        ParaStyle::Title => "Title",
        ParaStyle::Heading1 => "Heading1",
        ParaStyle::Heading2 => "Heading2",
        ParaStyle::Heading3 => "Heading3",
        ParaStyle::Heading4 => "Heading4",
        ParaStyle::BodyFlush => "BodyFlush",
        ParaStyle::Spacer => "Spacer",
        ParaStyle::Signature => "IssuingOrgan",
        ParaStyle::SignatureDate => "IssueDate",
        ParaStyle::SealedSignature => "SealedOrgan",
        ParaStyle::SealedDate => "SealedDate",
        ParaStyle::Remark => "Remark",
        ParaStyle::Missing => "MissingPart",
        ParaStyle::TableHead => "TableHead",
        ParaStyle::TableLabel => "TableLabel",
        ParaStyle::TableNumber => "TableNumber",
        ParaStyle::TableText => "TableText",
        ParaStyle::Caption => "Caption",
        ParaStyle::PageNumber => "Footer",
        ParaStyle::RunningHead => "Header",
        ParaStyle::Contents1 => "TOC1",
        ParaStyle::Contents2 => "TOC2",
        ParaStyle::Footnote => "FootnoteText",
    }
}

/// The name by which Word and WPS know a style of their own. They show it translated (`heading 1` as 标题 1), and
/// navigation pane and contents work by it. Other styles keep the sheet's name.
fn built_in_name(style: ParaStyle) -> Option<&'static str> {
    Some(match style {
        ParaStyle::Body => "Normal",
        ParaStyle::Title => "Title",
        ParaStyle::Heading1 => "heading 1",
        ParaStyle::Heading2 => "heading 2",
        ParaStyle::Heading3 => "heading 3",
        ParaStyle::Heading4 => "heading 4",
        ParaStyle::Caption => "caption",
        ParaStyle::PageNumber => "footer",
        ParaStyle::RunningHead => "header",
        ParaStyle::Contents1 => "toc 1",
        ParaStyle::Contents2 => "toc 2",
        ParaStyle::Footnote => "footnote text",
        _ => return None,
    })
}

pub(crate) fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Start => AlignmentType::Left,
        Align::Center => AlignmentType::Center,
        Align::End => AlignmentType::Right,
        Align::Justify => AlignmentType::Both,
    }
}

/// A face's name within what the schema allows.
fn font_name(name: &str) -> String {
    text::clean(name).chars().take(31).collect()
}

fn fonts(sheet: &StyleSheet, face: Face) -> RunFonts {
    let name = font_name(&sheet.face(face).name);
    // The hint lets quotation marks and dashes, which are both Latin and Chinese, count as Chinese.
    RunFonts::new().ascii(&name).hi_ansi(&name).east_asia(&name).cs(&name).hint("eastAsia")
}

/// All styles, for docx-rs.
pub(crate) fn styles(sheet: &StyleSheet) -> Styles {
    let body = sheet.format(ParaStyle::Body);
    let mut styles = Styles::new().default_size(body.size.half_points()).default_fonts(fonts(sheet, body.face));
    for style in ParaStyle::ALL {
        let format = sheet.format(style);
        let name = built_in_name(style).map_or_else(|| text::clean(&format.name), str::to_owned);
        let mut word = paragraph_style(sheet, style_id(style), &name, format);
        if let Some(level) = style.heading_level() {
            word = word.outline_lvl(usize::from(level - 1)).ui_priority(9).next("Normal");
        }
        if style == ParaStyle::Title {
            word = word.next("Normal");
        }
        if matches!(style, ParaStyle::Contents1 | ParaStyle::Contents2) {
            let edge = Page::of(sheet, Orientation::Portrait).text_width().unsigned_abs() as usize;
            let tab = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(edge);
            word.paragraph_property = word.paragraph_property.add_tab(tab);
        }
        styles = styles.add_style(word);
    }
    let caption = sheet.format(ParaStyle::Caption);
    let mut figure = paragraph_style(sheet, FIGURE, "图形", caption);
    figure.paragraph_property =
        figure.paragraph_property.line_spacing(LineSpacing::new().line_rule(LineSpacingType::Auto).line(240));
    let cell = ParaFormat { align: Align::Center, ..sheet.format(ParaStyle::TableText).clone() };
    let character = |id, name| Style::new(id, StyleType::Character).name(name);
    let symbol = RunFonts::new().ascii(SYMBOL_FACE.0).hi_ansi(SYMBOL_FACE.0).east_asia(SYMBOL_FACE.0);
    let mut attention = character(ATTENTION, "待核内容").bold().q_format(true);
    attention.run_property =
        attention.run_property.shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(SHADE));
    let mut reference = character(FOOTNOTE_REFERENCE, "footnote reference");
    reference.run_property = RunProperty::new().vert_align(VertAlignType::SuperScript);
    styles
        .add_style(figure)
        .add_style(paragraph_style(sheet, FIGURE_TEXT, "图中文字", &cell))
        .add_style(paragraph_style(sheet, GAP, "间隔", &ParaFormat { first_line_chars: 0.0, ..body.clone() }))
        .add_style(character(STRONG, "Strong").bold().q_format(true))
        .add_style(attention)
        .add_style(character(CHECK_BOX, "选项框").fonts(symbol))
        .add_style(reference)
}

fn paragraph_style(sheet: &StyleSheet, id: &str, name: &str, format: &ParaFormat) -> Style {
    let spacing = LineSpacing::new()
        .before(format.before.tw().unsigned_abs())
        .after(format.after.tw().unsigned_abs())
        .line_rule(LineSpacingType::Exact)
        .line(pitch(sheet, format));
    let chars = |count: f64| (count * f64::from(advance(sheet, format))).round() as i32;
    let mut style = Style::new(id, StyleType::Paragraph)
        .name(name)
        .q_format(true)
        .size(format.size.half_points())
        .fonts(fonts(sheet, format.face))
        .align(alignment(format.align))
        .line_spacing(spacing)
        .snap_to_grid(format.on_char_grid)
        .indent(
            Some(chars(format.start_chars)),
            Some(SpecialIndentType::FirstLine(chars(format.first_line_chars))),
            Some(chars(format.end_chars)),
            None,
        );
    if id != "Normal" {
        style = style.based_on("Normal");
    }
    if format.bold {
        style = style.bold();
    }
    let spacing = if format.on_char_grid { char_spacing(sheet) } else { 0 };
    style.run_property = style.run_property.character_spacing(spacing);
    style.paragraph_property = style.paragraph_property.keep_next(format.keep_with_next).widow_control(true);
    style
}

fn pitch(sheet: &StyleSheet, format: &ParaFormat) -> i32 {
    match format.pitch {
        mingce_document::LinePitch::Grid => sheet.line_pitch.tw(),
        mingce_document::LinePitch::Exact(pt) => pt.tw(),
    }
}

/// Completes what docx-rs wrote: indents in characters, which follow when a user changes the size; the default style;
/// the document's language; whether stops hang. Gaps between Chinese and Latin stay as word processors set them.
pub(crate) fn finish(root: &mut Tree<'_>, sheet: &StyleSheet, document: &Document) {
    // docx-rs puts an empty Normal style of its own before ours.
    let mut normal_seen = 0;
    let normals = root.elements().filter(|style| style.attribute("w:styleId") == Some("Normal")).count();
    root.children.retain(|node| {
        let is_normal = matches!(node, Node::Element(style) if style.attribute("w:styleId") == Some("Normal"));
        normal_seen += usize::from(is_normal);
        !is_normal || normal_seen == normals
    });
    let language = if document.meta.language.is_empty() { "zh-CN" } else { document.meta.language.as_str() };
    let language =
        Element::new("w:lang").with("w:val", "en-US").with("w:eastAsia", text::clean(language)).with("w:bidi", "ar-SA");
    root.change("w:docDefaults", |defaults| {
        defaults.change("w:rPrDefault", |part| part.change("w:rPr", |run| run.push(language)));
    });
    let in_chars = |chars: f64| (chars * 100.0).round() as i32;
    for node in &mut root.children {
        let Node::Element(style) = node else { continue };
        if style.attribute("w:styleId") == Some("Normal") {
            style.set("w:default", "1");
            style.change("w:pPr", |paragraph| {
                // Hanging is what word processors do unasked, and LibreOffice 7.4 takes an explicit yes for a no.
                if !sheet.punctuation.hang {
                    paragraph.push(Element::new("w:overflowPunct").with("w:val", "0"));
                }
            });
        }
        let id = style.attribute("w:styleId").map(str::to_owned);
        if let Some(known) = ParaStyle::ALL.into_iter().find(|known| id.as_deref() == Some(style_id(*known))) {
            let format = sheet.format(known);
            style.change("w:pPr", |paragraph| {
                if known.is_for_cells() && sheet.punctuation.hang {
                    paragraph.push(Element::new("w:overflowPunct").with("w:val", "0"));
                }
                paragraph.change("w:ind", |indent| {
                    indent.set("w:firstLineChars", in_chars(format.first_line_chars));
                    indent.set("w:leftChars", in_chars(format.start_chars));
                    indent.set("w:rightChars", in_chars(format.end_chars));
                });
            });
        }
    }
}

/// The font table: the official names, and under which name a face may be installed instead.
pub(crate) fn font_table(sheet: &StyleSheet) -> Element {
    let mut seen = std::collections::BTreeSet::new();
    let faces = Face::ALL.into_iter().map(|face| {
        let names = sheet.face(face);
        (names.name.as_str(), names.alt.as_str(), "86", face)
    });
    let symbol = (SYMBOL_FACE.0, SYMBOL_FACE.1, "00", Face::HeiTi);
    let fonts =
        faces.chain([symbol]).filter(|(name, ..)| seen.insert(name.to_owned())).map(|(name, alt, set, face)| {
            let mut font = Element::new("w:font").with("w:name", font_name(name));
            if !alt.is_empty() {
                font.push(Element::new("w:altName").with("w:val", font_name(alt)));
            }
            let family = match face {
                Face::FangSong | Face::KaiTi => "modern",
                Face::HeiTi => "swiss",
                Face::SongTi | Face::XiaoBiaoSong => "roman",
            };
            font.child(Element::new("w:charset").with("w:val", set))
                .child(Element::new("w:family").with("w:val", family))
                .child(Element::new("w:pitch").with("w:val", if set == "86" { "fixed" } else { "variable" }))
        });
    Element::new("w:fonts").children(fonts.collect::<Vec<_>>())
}
