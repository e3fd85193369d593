//! Flow lines: exactly the drawing's corner points, glued to the symbols at both ends.

use super::{Form, Scale, bent, stroke, transform};
use crate::xml::Element;
use mingce_document::{Connector, Pt};

/// Shape id and connection site of an end, where the shape is in the drawing.
type Glue = Option<(u32, u32)>;

/// A flow line, or nothing when it has no length.
pub(super) fn line(
    id: u32,
    connector: &Connector,
    (from, to): (Glue, Glue),
    scale: Scale,
    width: Pt,
    form: Form,
) -> Option<Element> {
    let points: Vec<(i64, i64)> = connector.points.iter().map(|point| scale.point(*point)).collect();
    let points = bent::corners(&points);
    if points.len() < 2 {
        return None;
    }
    let mut glued = Element::new("wps:cNvCnPr");
    for (name, glue) in [("a:stCxn", from), ("a:endCxn", to)] {
        if let Some((shape, site)) = glue {
            glued.push(Element::new(name).with("id", shape).with("idx", site));
        }
    }
    // Word routes a glued connector anew only when it has a preset geometry; a free path is what everyone draws alike.
    let bent = bent::fit(&points).filter(|_| form == Form::Canvas || points.len() == 2);
    let geometry = match bent {
        Some(bent) => preset(&bent),
        None => path(&points),
    };
    let arrow = Element::new("a:tailEnd").with("type", "triangle").with("w", "med").with("len", "med");
    let line = stroke(scale.pt(width)).child(Element::new("a:miter").with("lim", 800_000)).child(arrow);
    Some(
        Element::new("wps:wsp")
            .child(Element::new("wps:cNvPr").with("id", id).with("name", format!("连接符 {id}")))
            .child(glued)
            .child(geometry.child(line))
            .child(Element::new("wps:bodyPr")),
    )
}

/// A straight or bent preset connector.
fn preset(bent: &bent::Bent) -> Element {
    let mut frame = transform("a:xfrm", bent.frame);
    if bent.upright {
        frame.set("rot", 5_400_000);
    }
    if bent.flip_h {
        frame.set("flipH", 1);
    }
    if bent.flip_v {
        frame.set("flipV", 1);
    }
    let single = bent.adjust.len() == 1;
    let values = bent.adjust.iter().enumerate().map(|(at, value)| {
        let name = if single { "adj1".to_owned() } else { format!("adj{}", at + 1) };
        Element::new("a:gd").with("name", name).with("fmla", format!("val {value}"))
    });
    Element::new("wps:spPr").child(frame).child(
        Element::new("a:prstGeom")
            .with("prst", bent.preset)
            .child(Element::new("a:avLst").children(values.collect::<Vec<_>>())),
    )
}

/// A free path through the points.
fn path(points: &[(i64, i64)]) -> Element {
    let (left, top) = points.iter().fold((i64::MAX, i64::MAX), |(x, y), point| (x.min(point.0), y.min(point.1)));
    let (right, bottom) = points.iter().fold((i64::MIN, i64::MIN), |(x, y), point| (x.max(point.0), y.max(point.1)));
    // A path without width or height cannot be scaled to its box.
    let (width, height) = ((right - left).max(1), (bottom - top).max(1));
    let at = |(x, y): (i64, i64)| Element::new("a:pt").with("x", x - left).with("y", y - top);
    let steps = points
        .iter()
        .enumerate()
        .map(|(number, point)| Element::new(if number == 0 { "a:moveTo" } else { "a:lnTo" }).child(at(*point)));
    let path = Element::new("a:path")
        .with("w", width)
        .with("h", height)
        .with("fill", "none")
        .children(steps.collect::<Vec<_>>());
    let geometry = ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"]
        .into_iter()
        .fold(Element::new("a:custGeom"), |geometry, name| geometry.child(Element::new(name)))
        .child(Element::new("a:rect").with("l", "0").with("t", "0").with("r", "r").with("b", "b"))
        .child(Element::new("a:pathLst").child(path));
    Element::new("wps:spPr")
        .child(transform("a:xfrm", [left, top, width, height]))
        .child(geometry)
        .child(Element::new("a:noFill"))
}
