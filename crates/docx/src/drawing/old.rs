//! The drawing once more for programs that know neither drawing canvas nor group, as Word itself writes it for them: VML, with the
//! same outlines, lines and texts.

use super::{Scale, shape};
use crate::xml::Element;
use mingce_document::{Connector, Drawing, Label, Point, Pt, Segment, Shape, ShapeKind};

/// EMU to a hundredth of a point: the unit of everything in the group.
const UNIT: i64 = 127;

/// The drawing, so wide and high in EMU. `id` is a number of its own in the document.
pub(super) fn picture(id: u32, drawing: &Drawing, alt: &str, scale: Scale, (width, height): (i64, i64)) -> Element {
    let size = format!("{},{}", width / UNIT, height / UNIT);
    let (lanes, symbols): (Vec<&Shape>, Vec<&Shape>) =
        drawing.shapes.iter().partition(|shape| shape.kind == ShapeKind::Lane);
    let weight = scale.pt(drawing.stroke);
    let group = Element::new("v:group")
        .with("id", format!("Chart{id}"))
        .with("style", format!("width:{}pt;height:{}pt", pt(width), pt(height)))
        .with("coordorigin", "0,0")
        .with("coordsize", &size)
        .with("alt", crate::text::clean(alt))
        .children(lanes.iter().map(|it| symbol(it, scale, weight)))
        .children(drawing.connectors.iter().filter_map(|it| line(it, scale, weight, (width, height))))
        .children(symbols.iter().map(|it| symbol(it, scale, weight)))
        .children(drawing.connectors.iter().filter_map(|it| it.label.as_ref()).map(|it| label(it, scale)));
    Element::new("w:pict").child(group)
}

fn pt(emu: i64) -> f64 {
    (emu as f64 / 127.0).round() / 100.0
}

/// A box in the group, so large.
fn style([left, top, width, height]: [i64; 4]) -> String {
    let [left, top, width, height] = [left, top, width, height].map(|it| it / UNIT);
    format!("position:absolute;left:{left};top:{top};width:{width};height:{height};v-text-anchor:middle")
}

fn place(scale: Scale, point: Point, (left, top): (i64, i64)) -> String {
    let (x, y) = scale.point(point);
    format!("{},{}", (x - left) / UNIT, (y - top) / UNIT)
}

fn symbol(shape: &Shape, scale: Scale, weight: Pt) -> Element {
    let rect = scale.rect(shape.rect);
    let at = |point: &Point| place(scale, *point, (rect[0], rect[1]));
    let mut path = String::new();
    for segment in shape.outline() {
        path.push_str(&match &segment {
            Segment::Move(to) => format!("m{}", at(to)),
            Segment::Line(to) => format!("l{}", at(to)),
            Segment::Curve(one, two, to) => format!("c{},{},{}", at(one), at(two), at(to)),
            Segment::Close => "x".to_owned(),
        });
    }
    path.push('e');
    let drawn = outlined(rect, (rect[2], rect[3]), path, weight);
    let drawn =
        if shape.kind == ShapeKind::Lane { drawn.with("filled", "f") } else { drawn.with("fillcolor", "white") };
    drawn.child(text(shape::content(&shape.lines, scale, shape.size)))
}

fn line(connector: &Connector, scale: Scale, weight: Pt, whole: (i64, i64)) -> Option<Element> {
    let points: Vec<String> = connector.points.iter().map(|point| place(scale, *point, (0, 0))).collect();
    let (first, rest) = points.split_first().filter(|(_, rest)| !rest.is_empty())?;
    // A box without width has no measure of its own: lines are drawn in that of the whole drawing.
    let drawn = outlined([0, 0, whole.0, whole.1], whole, format!("m{first}l{}e", rest.join(",")), weight);
    let stroke = Element::new("v:stroke").with("endarrow", "block").with("joinstyle", "miter");
    Some(drawn.with("filled", "f").child(stroke))
}

fn outlined(rect: [i64; 4], size: (i64, i64), path: String, weight: Pt) -> Element {
    Element::new("v:shape")
        .with("style", style(rect))
        .with("coordsize", format!("{},{}", (size.0 / UNIT).max(1), (size.1 / UNIT).max(1)))
        .with("path", path)
        .with("strokeweight", format!("{:.2}pt", weight.0))
}

fn label(label: &Label, scale: Scale) -> Element {
    Element::new("v:rect")
        .with("style", style(scale.rect(label.rect)))
        .with("fillcolor", "white")
        .with("stroked", "f")
        .child(text(shape::content(std::slice::from_ref(&label.line), scale, label.size)))
}

fn text(content: Element) -> Element {
    Element::new("v:textbox").with("inset", "0,0,0,0").child(content)
}
