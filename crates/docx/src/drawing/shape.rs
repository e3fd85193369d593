//! Symbols and labels with their text.

use super::{Form, Scale, fill, stroke, transform};
use crate::{layout::Twips, styles::FIGURE_TEXT, xml::Element};
use mingce_document::{Label, Point, Pt, Segment, Shape, ShapeKind, Side, TextLine};

/// The preset geometry of a symbol.
fn preset(kind: ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Terminator => "flowChartTerminator",
        ShapeKind::Process => "flowChartProcess",
        ShapeKind::Decision => "flowChartDecision",
        ShapeKind::Document => "flowChartDocument",
        ShapeKind::Data => "flowChartInputOutput",
        ShapeKind::Manual => "flowChartManualOperation",
        ShapeKind::Predefined => "flowChartPredefinedProcess",
        ShapeKind::Preparation => "flowChartPreparation",
        ShapeKind::Connector => "flowChartConnector",
        ShapeKind::Lane => "rect",
    }
}

/// The part of a symbol's width in which its preset lets text run.
fn text_share(kind: ShapeKind) -> f64 {
    match kind {
        ShapeKind::Process | ShapeKind::Document | ShapeKind::Lane => 1.0,
        ShapeKind::Terminator => 0.9,
        ShapeKind::Predefined => 0.75,
        ShapeKind::Connector => 0.7,
        ShapeKind::Data | ShapeKind::Manual | ShapeKind::Preparation => 0.6,
        // Less than its half: fonts of others are a little wider, and a line broken once more is cut off by the slopes.
        ShapeKind::Decision => 0.44,
    }
}

/// The part of a symbol's height in which its preset lets text run.
fn text_share_upright(kind: ShapeKind) -> f64 {
    match kind {
        ShapeKind::Decision => 0.5,
        ShapeKind::Terminator => 0.7,
        _ => 1.0,
    }
}

/// Whether a symbol is written with its own outline instead of its preset. The text rectangle of a preset diamond is half as
/// wide and high as the diamond: our lines, which fit between its slopes, would be broken again and cut off below. Word gets
/// the preset as long as the text has room in it, LibreOffice, whose text boxes keep margins of their own, never.
fn drawn_freely(shape: &Shape, form: Form) -> bool {
    let narrow = matches!(shape.kind, ShapeKind::Decision | ShapeKind::Terminator);
    let high = pitch(&shape.lines, shape.size.mm().0) * shape.lines.len() as f64;
    narrow && (form == Form::Group || high > shape.rect.height.0 * text_share_upright(shape.kind))
}

/// What one line needs, in em.
const ONE_LINE: f64 = 1.25;

/// The distance of lines in the unit of their size: their own, or what one line needs.
fn pitch(lines: &[TextLine], size: f64) -> f64 {
    match lines {
        [first, .., last] => (last.baseline_y.0 - first.baseline_y.0) / (lines.len() - 1) as f64,
        _ => size * ONE_LINE,
    }
}

/// A symbol's own outline, with text wherever its box is and the sites of [`site`].
fn free(shape: &Shape, scale: Scale) -> Element {
    let [left, top, width, height] = scale.rect(shape.rect);
    let at = |point: &Point| {
        let (x, y) = scale.point(*point);
        Element::new("a:pt").with("x", x - left).with("y", y - top)
    };
    let outline = shape.outline();
    let steps = outline.iter().map(|segment| match segment {
        Segment::Move(to) => Element::new("a:moveTo").child(at(to)),
        Segment::Line(to) => Element::new("a:lnTo").child(at(to)),
        Segment::Curve(one, two, to) => Element::new("a:cubicBezTo").children([one, two, to].map(at)),
        Segment::Close => Element::new("a:close"),
    });
    let path =
        Element::new("a:path").with("w", width.max(1)).with("h", height.max(1)).children(steps.collect::<Vec<_>>());
    // Each site with the angle at which lines leave it, from the top against the clock.
    let sites = [("hc", "t", 16_200_000), ("l", "vc", 10_800_000), ("hc", "b", 5_400_000), ("r", "vc", 0)];
    let sites = sites.map(|(x, y, angle)| {
        Element::new("a:cxn").with("ang", angle).child(Element::new("a:pos").with("x", x).with("y", y))
    });
    ["a:avLst", "a:gdLst", "a:ahLst"]
        .into_iter()
        .fold(Element::new("a:custGeom"), |geometry, name| geometry.child(Element::new(name)))
        .child(Element::new("a:cxnLst").children(sites))
        .child(Element::new("a:rect").with("l", "l").with("t", "t").with("r", "r").with("b", "b"))
        .child(Element::new("a:pathLst").child(path))
}

/// The number of the connection site in the middle of a side. Presets count them from the top, against the clock; the
/// circle has sites between the sides, the parallelogram has two at the top and two at the bottom.
pub(super) fn site(kind: ShapeKind, side: Side) -> u32 {
    let sites = match kind {
        ShapeKind::Connector => [0, 2, 4, 6],
        ShapeKind::Data => [1, 2, 4, 5],
        _ => [0, 1, 2, 3],
    };
    match side {
        Side::Top => sites[0],
        Side::Left => sites[1],
        Side::Bottom => sites[2],
        Side::Right => sites[3],
    }
}

/// A symbol.
pub(super) fn symbol(id: u32, shape: &Shape, scale: Scale, line: Pt, form: Form) -> Element {
    let name = shape.lines.iter().map(|line| line.text.as_str()).collect::<String>();
    let freely = drawn_freely(shape, form);
    let share = if freely { 1.0 } else { text_share(shape.kind) };
    let geometry = Element::new("wps:spPr")
        .child(transform("a:xfrm", scale.rect(shape.rect)))
        .child(match freely {
            true => free(shape, scale),
            false => Element::new("a:prstGeom").with("prst", preset(shape.kind)).child(Element::new("a:avLst")),
        })
        .child(if shape.kind == ShapeKind::Lane { Element::new("a:noFill") } else { fill("FFFFFF") })
        .child(stroke(scale.pt(line)));
    Element::new("wps:wsp")
        .child(named(id, &name))
        .child(Element::new("wps:cNvSpPr"))
        .child(geometry)
        .child(text(&shape.lines, scale, shape.size))
        .child(text_box(fits(&shape.lines, shape.size, shape.rect.width.0 * share)))
}

/// A label: a box without a line, on white.
pub(super) fn label(id: u32, label: &Label, scale: Scale) -> Element {
    let geometry = Element::new("wps:spPr")
        .child(transform("a:xfrm", scale.rect(label.rect)))
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
        .child(fill("FFFFFF"))
        .child(Element::new("a:ln").child(Element::new("a:noFill")));
    Element::new("wps:wsp")
        .child(named(id, &label.line.text))
        .child(Element::new("wps:cNvSpPr").with("txBox", 1))
        .child(geometry)
        .child(text(std::slice::from_ref(&label.line), scale, label.size))
        .child(text_box(fits(std::slice::from_ref(&label.line), label.size, label.rect.width.0)))
}

/// A box that is not seen: a group is as large as what is in it.
pub(super) fn frame(id: u32, place: [i64; 4]) -> Element {
    let geometry = Element::new("wps:spPr")
        .child(transform("a:xfrm", place))
        .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
        .child(Element::new("a:noFill"))
        .child(Element::new("a:ln").child(Element::new("a:noFill")));
    Element::new("wps:wsp")
        .child(named(id, "图的范围"))
        .child(Element::new("wps:cNvSpPr"))
        .child(geometry)
        .child(Element::new("wps:bodyPr"))
}

fn named(id: u32, name: &str) -> Element {
    let name = crate::text::clean(name);
    let name = if name.is_empty() { format!("图形 {id}") } else { name };
    Element::new("wps:cNvPr").with("id", id).with("name", name)
}

/// Whether each line has room in a width in millimetres: Latin letters count as half as wide as Chinese ones.
fn fits(lines: &[TextLine], size: Pt, width: f64) -> bool {
    let ems = |line: &TextLine| line.text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>();
    lines.iter().all(|line| ems(line) * size.mm().0 <= width)
}

/// A box without insets. The lines are broken already, to fit the symbol's own outline: where the preset's text
/// rectangle is narrower than that, it must not break them again.
fn text_box(fits: bool) -> Element {
    let body = Element::new("wps:bodyPr").with("rot", 0).with("vert", "horz");
    let body = body.with("wrap", if fits { "square" } else { "none" });
    ["lIns", "tIns", "rIns", "bIns"]
        .into_iter()
        .fold(body, |body, inset| body.with(inset, 0))
        .with("anchor", "ctr")
        .with("anchorCtr", 0)
        .child(Element::new("a:noAutofit"))
}

fn text(lines: &[TextLine], scale: Scale, size: Pt) -> Element {
    Element::new("wps:txbx").child(content(lines, scale, size))
}

/// The text of a box.
pub(super) fn content(lines: &[TextLine], scale: Scale, size: Pt) -> Element {
    let size = scale.pt(size);
    // The lines' own distance, or what one line needs.
    let pitch = match lines {
        [first, .., last] => {
            let rise = scale.emu(last.baseline_y) - scale.emu(first.baseline_y);
            Pt(rise as f64 / 12_700.0 / (lines.len() - 1) as f64)
        }
        _ => Pt(size.0 * ONE_LINE),
    };
    let pitch = pitch.tw().max(1);
    let mut run = Element::new("w:r").child(
        Element::new("w:rPr")
            .child(Element::new("w:sz").with("w:val", size.half_points().max(2)))
            .child(Element::new("w:szCs").with("w:val", size.half_points().max(2))),
    );
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            run.push(Element::new("w:br"));
        }
        run.push(Element::new("w:t").with("xml:space", "preserve").text(&line.text));
    }
    let spacing = Element::new("w:spacing")
        .with("w:before", 0)
        .with("w:after", 0)
        .with("w:line", pitch)
        .with("w:lineRule", "exact");
    let properties = Element::new("w:pPr").child(Element::new("w:pStyle").with("w:val", FIGURE_TEXT)).child(spacing);
    Element::new("w:txbxContent").child(Element::new("w:p").child(properties).child(run))
}
