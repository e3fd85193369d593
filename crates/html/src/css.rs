//! The embedded style sheet of a stand-alone file: one rule for each look, and the paper for printing.

use crate::{
    look::{Look, font_family},
    markup::{css_string, number},
};
use mingce_document::{Document, Orientation, PageNumbering, ParaStyle, StyleSheet};
use std::fmt::Write;

/// The whole sheet.
pub(crate) fn style_sheet(document: &Document, sheet: &StyleSheet) -> String {
    let mut css = String::from(
        "\nbody{margin:0;padding:0 1em;color:#000;background:#fff;overflow-wrap:anywhere}\na{color:inherit}\n",
    );
    for look in Look::all() {
        // Writing to a String cannot fail: here and below.
        let _ = writeln!(css, ".{}{{{}}}", look.class(), look.declarations(sheet));
    }
    let widths = [(".banner,section.portrait", Orientation::Portrait), ("section.landscape", Orientation::Landscape)];
    for (selector, orientation) in widths {
        let width = number(sheet.page.text_width(orientation).0);
        let _ = writeln!(css, "{selector}{{max-width:{width}mm;margin-left:auto;margin-right:auto}}");
    }
    css.push_str("thead{display:table-header-group}\ntr,figure{break-inside:avoid}\np{orphans:2;widows:2}\n");
    if sheet.table.keep_whole {
        css.push_str("table{break-inside:avoid}\n");
    }
    css.push_str(&paper(document, sheet));
    css.push_str(&on_paper(sheet));
    css
}

/// What differs on paper. It does not scroll: everything is as wide as the text area, and a drawing is at most as high,
/// less the heading above and the caption below it.
fn on_paper(sheet: &StyleSheet) -> String {
    let mut css = String::from(
        "@media print{body{padding:0}.banner{display:none}.scroll{overflow:visible;outline:none}.wide,.wider{min-width:0}",
    );
    // Browsers round hairlines up to whole pixels. Half the padding makes up for it: a form that just fits on a page
    // of ours fits on theirs.
    let _ = write!(css, ".cell{{padding-top:{0}mm;padding-bottom:{0}mm}}", number(sheet.table.pad_y.0 / 2.0));
    let around =
        sheet.pitch(ParaStyle::Heading1).0 + sheet.pitch(ParaStyle::Caption).0 * 2.0 + sheet.table.around.0 * 2.0;
    for (selector, orientation) in
        [(".drawing", Orientation::Portrait), (".landscape .drawing", Orientation::Landscape)]
    {
        let height = (sheet.page.text_height(orientation).0 - mingce_document::Pt(around).mm().0).max(1.0);
        let _ = write!(css, "{selector}{{max-width:100%;max-height:{}mm;width:auto;height:auto}}", number(height));
    }
    css.push_str("}\n");
    css
}

/// Paper, margins, page numbers and, in each page's head, the watermark's words.
fn paper(document: &Document, sheet: &StyleSheet) -> String {
    let mut css = String::new();
    let banner = document.watermark.as_ref().map_or(String::new(), |mark| {
        let format = sheet.format(ParaStyle::Missing);
        let (font, size) = (font_family(sheet, format.face), number(format.size.0));
        format!(";@top-center{{content:{};{font};font-size:{size}pt}}", css_string(&mark.text))
    });
    for (name, orientation) in [("", Orientation::Portrait), (" landscape", Orientation::Landscape)] {
        let (width, height) = sheet.page.size(orientation);
        let margins = sheet.page.margins(orientation);
        let _ = writeln!(
            css,
            "@page{name}{{size:{}mm {}mm;margin:{}mm {}mm {}mm {}mm{banner}}}",
            number(width.0),
            number(height.0),
            number(margins.top.0),
            number(margins.right.0),
            number(margins.bottom.0),
            number(margins.left.0),
        );
    }
    css.push_str(
        "section.landscape{page:landscape}\nsection+section{break-before:page}\nsection.odd{break-before:right}\n",
    );
    if document.sections.iter().any(|section| section.page_numbers != PageNumbering::None) {
        css.push_str(&page_numbers(sheet));
    }
    css
}

fn page_numbers(sheet: &StyleSheet) -> String {
    let (format, place) = (sheet.format(ParaStyle::PageNumber), sheet.page_number);
    let content = if place.dashes { "'— ' counter(page) ' —'" } else { "counter(page)" };
    // A line without height, so that its middle stands at the given distance.
    let common = format!(
        "content:{content};{};font-size:{}pt;vertical-align:top;line-height:0;padding-top:{}mm",
        font_family(sheet, format.face),
        number(format.size.0),
        number(place.below_text.0),
    );
    if !place.outside {
        return format!("@page{{@bottom-center{{{common}}}}}\n");
    }
    let inset = number(place.inset_chars);
    format!(
        "@page :right{{@bottom-right{{{common};padding-right:{inset}em}}}}\n\
         @page :left{{@bottom-left{{{common};padding-left:{inset}em}}}}\n"
    )
}
