//! The word across each page, as Word itself writes it: VML text on a path in the header.

use crate::{layout::Page, xml::Element};
use mingce_document::{Face, StyleSheet};

/// The type that all such shapes refer to.
const SHAPE_TYPE: &str = "_x0000_t136";

/// Length of the word against the page's diagonal.
const SHARE: f64 = 0.6;
/// Size of a character, in points, at most.
const LARGEST: f64 = 120.0;
/// How much of its em box a Chinese character inks: the shape is filled by the ink.
const INK: f64 = 0.92;

/// A picture for a run of the header. `number` tells the shapes of one document apart.
pub(crate) fn picture(sheet: &StyleSheet, page: &Page, text: &str, number: usize) -> Element {
    let text = crate::text::clean(text);
    let count = text.chars().count().max(1) as f64;
    // As `typeset` has it: no longer than this share of the page's diagonal.
    let diagonal = f64::from(page.width).hypot(f64::from(page.height)) / 20.0;
    let side = (diagonal * SHARE / count).min(LARGEST);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{:.1}pt;height:{:.1}pt;rotation:315;\
         z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin",
        side * (count - 1.0 + INK),
        side * INK,
    );
    let face = crate::text::clean(&sheet.face(Face::HeiTi).name).replace([';', '\'', '"'], "");
    let shape = Element::new("v:shape")
        .with("id", format!("PowerPlusWaterMarkObject{}", number + 1))
        .with("o:spid", format!("_x0000_s{}", 2049 + number))
        .with("type", format!("#{SHAPE_TYPE}"))
        .with("style", style)
        .with("o:allowincell", "f")
        .with("fillcolor", "silver")
        .with("stroked", "f")
        .child(Element::new("v:fill").with("opacity", ".5"))
        .child(
            Element::new("v:textpath")
                .with("style", format!("font-family:\"{face}\";font-size:1pt"))
                .with("string", text),
        );
    Element::new("w:pict").child(shape_type()).child(shape)
}

/// Plain text on a straight path, stretched to the shape's box.
fn shape_type() -> Element {
    let formulas = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    Element::new("v:shapetype")
        .with("id", SHAPE_TYPE)
        .with("coordsize", "21600,21600")
        .with("o:spt", "136")
        .with("adj", "10800")
        .with("path", "m@7,l@8,m@5,21600l@6,21600e")
        .child(Element::new("v:formulas").children(formulas.map(|formula| Element::new("v:f").with("eqn", formula))))
        .child(
            Element::new("v:path")
                .with("textpathok", "t")
                .with("o:connecttype", "custom")
                .with("o:connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
                .with("o:connectangles", "270,180,90,0"),
        )
        .child(Element::new("v:textpath").with("on", "t").with("fitshape", "t"))
        .child(Element::new("o:lock").with("v:ext", "edit").with("text", "t").with("shapetype", "t"))
}
