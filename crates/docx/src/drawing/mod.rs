//! Drawings as native, editable shapes.
//!
//! Word glues connectors to shapes only inside a drawing canvas (`wpc`); LibreOffice up to 24.2 and others read groups
//! (`wpg`) but no canvas. Both stand side by side, with VML for programs that know neither, and each program takes the first that
//! it understands.

mod bent;
mod connector;
mod old;
mod shape;

use crate::{
    body::Body,
    layout::{Page, Twips},
    xml::Element,
};
use mingce_document::{Connector, Drawing, Figure, Mm, ParaStyle, Point, Pt, Rect, Shape, ShapeKind, StyleSheet};
use std::collections::BTreeMap;

/// How a drawing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A drawing canvas, for Word.
    Canvas,
    /// A group, for everyone else.
    Group,
}

impl Form {
    /// The prefix that a reader has to understand, and the kind of content.
    fn requires(self) -> (&'static str, &'static str) {
        match self {
            Form::Canvas => ("wpc", "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"),
            Form::Group => ("wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
        }
    }
}

/// The farthest place of a drawing, in EMU (28 m): sums and products stay in range, whatever the geometry.
const FARTHEST: i64 = 1_000_000_000;

/// A drawing's measures in EMU, made smaller when the drawing is larger than the text area.
#[derive(Debug, Clone, Copy)]
struct Scale(f64);

impl Scale {
    /// `taken` is what heading and caption need of the page, in twips.
    fn of(drawing: &Drawing, page: &Page, taken: i32) -> Scale {
        let fits = |room: i32, need: Mm| if need.0 > 0.0 { f64::from(room) / 20.0 / need.pt().0 } else { 1.0 };
        let height = (page.text_height() - taken).max(page.text_height() / 4);
        Scale(fits(page.text_width(), drawing.width).min(fits(height, drawing.height)).min(1.0))
    }

    fn emu(self, length: Mm) -> i64 {
        Mm(length.0 * self.0).emu().clamp(-FARTHEST, FARTHEST)
    }

    fn point(self, point: Point) -> (i64, i64) {
        (self.emu(point.x), self.emu(point.y))
    }

    /// The whole drawing.
    fn size(self, drawing: &Drawing) -> (i64, i64) {
        (self.emu(drawing.width).max(1), self.emu(drawing.height).max(1))
    }

    fn pt(self, size: Pt) -> Pt {
        Pt(size.0 * self.0)
    }

    /// Left, top, width, height: the right edge is rounded, not the width, so that neighbours meet.
    fn rect(self, rect: Rect) -> [i64; 4] {
        let (left, top) = (self.emu(rect.x), self.emu(rect.y));
        let (right, bottom) = (self.emu(Mm(rect.x.0 + rect.width.0)), self.emu(Mm(rect.y.0 + rect.height.0)));
        [left, top, (right - left).max(0), (bottom - top).max(0)]
    }
}

/// A figure that is to be drawn: the drawing weighs as much as hundreds of rows, and is made by whoever writes it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan<'a> {
    figure: &'a Figure,
    scale: Scale,
    ids: Ids,
}

/// The ids of drawing objects that one figure may use.
#[derive(Debug, Clone, Copy)]
struct Ids {
    last: u32,
}

impl Ids {
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// As many as a drawing may need: each form itself and its frame, each symbol twice where two share a name, lines, labels.
    fn most(drawing: &Drawing) -> u32 {
        let objects = 2 * drawing.shapes.len() + 2 * drawing.connectors.len();
        u32::try_from(2 * (2 + objects) + 1).unwrap_or(u32::MAX)
    }
}

/// A figure's drawing, for a run; `kept_above` twips of its page belong to its heading.
pub(crate) fn plan<'a>(body: &mut Body<'_>, figure: &'a Figure, kept_above: i32) -> Plan<'a> {
    let taken = kept_above + room_below(body.sheet, figure);
    let ids = Ids { last: body.drawing_ids };
    body.drawing_ids = body.drawing_ids.saturating_add(Ids::most(&figure.drawing));
    Plan { figure, scale: Scale::of(&figure.drawing, &body.page, taken), ids }
}

impl Plan<'_> {
    /// Draws it.
    pub fn draw(mut self) -> Element {
        let choices = [Form::Canvas, Form::Group].map(|form| {
            let picture = picture(&mut self.ids, self.figure, form, self.scale);
            Element::new("mc:Choice").with("Requires", form.requires().0).child(picture)
        });
        let Figure { drawing, alt, .. } = self.figure;
        let old = old::picture(self.ids.next(), drawing, alt, self.scale, self.scale.size(drawing));
        let fallback = Element::new("mc:Fallback").child(old);
        Element::new("mc:AlternateContent").children(choices).child(fallback)
    }
}

/// Space above the drawing, and its caption of one line with the room that a line of text leaves below a drawing.
fn room_below(sheet: &StyleSheet, figure: &Figure) -> i32 {
    let format = sheet.format(ParaStyle::Caption);
    let caption = format.before.tw() + sheet.pitch(ParaStyle::Caption).tw() + format.after.tw();
    sheet.table.around.tw() + format.size.tw() + if figure.caption.is_some() { caption } else { 0 }
}

fn picture(ids: &mut Ids, figure: &Figure, form: Form, scale: Scale) -> Element {
    let drawing = &figure.drawing;
    let (width, height) = scale.size(drawing);
    let id = ids.next();
    let content = match form {
        Form::Canvas => Element::new("wpc:wpc")
            .child(Element::new("wpc:bg").child(Element::new("a:noFill")))
            .child(Element::new("wpc:whole").child(Element::new("a:ln").child(Element::new("a:noFill")))),
        Form::Group => Element::new("wpg:wgp").child(Element::new("wpg:cNvGrpSpPr")).child(
            Element::new("wpg:grpSpPr").child(
                transform("a:xfrm", [0, 0, width, height])
                    .child(Element::new("a:chOff").with("x", 0).with("y", 0))
                    .child(Element::new("a:chExt").with("cx", width).with("cy", height)),
            ),
        ),
    };
    let content = match form {
        Form::Group if !filled(drawing) => content.child(shape::frame(ids.next(), [0, 0, width, height])),
        _ => content,
    };
    let content = content.children(objects(ids, drawing, scale, form));
    let name = if form == Form::Canvas { "画布" } else { "组合" };
    Element::new("w:drawing").child(
        Element::new("wp:inline")
            .with("distT", 0)
            .with("distB", 0)
            .with("distL", 0)
            .with("distR", 0)
            .child(Element::new("wp:extent").with("cx", width).with("cy", height))
            .child(Element::new("wp:effectExtent").with("l", 0).with("t", 0).with("r", 0).with("b", 0))
            .child(
                Element::new("wp:docPr")
                    .with("id", id)
                    .with("name", format!("{name} {id}"))
                    .with("descr", crate::text::clean(&figure.alt)),
            )
            .child(Element::new("wp:cNvGraphicFramePr"))
            .child(
                Element::new("a:graphic")
                    .child(Element::new("a:graphicData").with("uri", form.requires().1).child(content)),
            ),
    )
}

/// A drawing whose margins are wider than this has a frame; mm.
const MARGIN: f64 = 1.0;

/// Whether symbols and lines reach to all edges of their drawing. LibreOffice takes the box around them for the group and would
/// stretch it to the size of the drawing: part of a chart, of which one side is empty, came out broader than it is.
fn filled(drawing: &Drawing) -> bool {
    drawing.bounds().is_some_and(|bounds| {
        let right = drawing.width.0 - bounds.x.0 - bounds.width.0;
        let below = drawing.height.0 - bounds.y.0 - bounds.height.0;
        [bounds.x.0, bounds.y.0, right, below].into_iter().all(|margin| margin <= MARGIN)
    })
}

/// Lanes lie under the flow lines, these under the symbols, labels over all.
fn objects(ids: &mut Ids, drawing: &Drawing, scale: Scale, form: Form) -> Vec<Element> {
    let known: BTreeMap<&str, (u32, &Shape)> =
        drawing.shapes.iter().map(|shape| (shape.id.as_str(), (ids.next(), shape))).collect();
    let mut objects = Vec::new();
    let (lanes, symbols): (Vec<&Shape>, Vec<&Shape>) =
        drawing.shapes.iter().partition(|shape| shape.kind == ShapeKind::Lane);
    let drawn = |shapes: &[&Shape], objects: &mut Vec<Element>, ids: &mut Ids| {
        for shape in shapes {
            // Of shapes with one id the last is known by it; the others get a number of their own.
            let id = match known.get(shape.id.as_str()) {
                Some((id, last)) if std::ptr::eq(*last, *shape) => *id,
                _ => ids.next(),
            };
            objects.push(shape::symbol(id, shape, scale, drawing.stroke, form));
        }
    };
    drawn(&lanes, &mut objects, ids);
    for connector in &drawing.connectors {
        let glue = |end: &mingce_document::End| {
            known.get(end.shape.as_str()).map(|(id, shape)| (*id, shape::site(shape.kind, end.side)))
        };
        let glued = (glue(&connector.from), glue(&connector.to));
        let id = ids.next();
        objects.extend(connector::line(id, connector, glued, scale, drawing.stroke, form));
    }
    drawn(&symbols, &mut objects, ids);
    for label in drawing.connectors.iter().filter_map(|Connector { label, .. }| label.as_ref()) {
        let id = ids.next();
        objects.push(shape::label(id, label, scale));
    }
    objects
}

/// `a:xfrm` with its box.
fn transform(name: &'static str, [x, y, width, height]: [i64; 4]) -> Element {
    Element::new(name)
        .child(Element::new("a:off").with("x", x).with("y", y))
        .child(Element::new("a:ext").with("cx", width).with("cy", height))
}

/// A black line.
fn stroke(width: Pt) -> Element {
    Element::new("a:ln").with("w", (width.0 * 12_700.0).round().clamp(0.0, 20_116_800.0) as i64).child(fill("000000"))
}

fn fill(color: &str) -> Element {
    Element::new("a:solidFill").child(Element::new("a:srgbClr").with("val", color))
}
