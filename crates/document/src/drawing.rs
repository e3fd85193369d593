//! Drawings: laid-out geometry in millimetres, origin at the top left, y downwards. Computed once by `diagram`, drawn
//! alike by PDF, DOCX and SVG.

use crate::{Mm, Pt};
use serde::{Deserialize, Serialize};

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// From the left edge.
    pub x: Mm,
    /// From the top edge.
    pub y: Mm,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: Mm,
    /// Top edge.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
}

impl Rect {
    /// The middle of one side.
    pub fn side(&self, side: Side) -> Point {
        let (cx, cy) = (self.x.0 + self.width.0 / 2.0, self.y.0 + self.height.0 / 2.0);
        match side {
            Side::Top => Point { x: Mm(cx), y: self.y },
            Side::Bottom => Point { x: Mm(cx), y: Mm(self.y.0 + self.height.0) },
            Side::Left => Point { x: self.x, y: Mm(cy) },
            Side::Right => Point { x: Mm(self.x.0 + self.width.0), y: Mm(cy) },
        }
    }
}

/// A side of a shape, where a connector is glued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Top middle.
    Top,
    /// Left middle.
    Left,
    /// Bottom middle.
    Bottom,
    /// Right middle.
    Right,
}

/// The symbols of GB/T 1526 (ISO 5807) that charts use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShapeKind {
    /// 端点符: start or end (stadium).
    Terminator,
    /// 处理 (rectangle).
    Process,
    /// 判断 (diamond).
    Decision,
    /// 文件 (rectangle with a wavy bottom).
    Document,
    /// 数据 (parallelogram).
    Data,
    /// 人工操作 (trapezium).
    Manual,
    /// 预定义处理 (double side bars).
    Predefined,
    /// 准备 (hexagon).
    Preparation,
    /// 连接符 (small circle).
    Connector,
    /// Not a symbol: the frame of a lane (泳道), or its head with the post in it. Never filled; everything else lies on it.
    Lane,
}

/// One line of text, already broken, placed by its middle and its baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextLine {
    /// The characters.
    pub text: String,
    /// Middle of the line.
    pub center_x: Mm,
    /// Baseline.
    pub baseline_y: Mm,
}

/// A symbol with its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shape {
    /// The node's id in its process; unique in the drawing.
    pub id: String,
    /// Its symbol.
    pub kind: ShapeKind,
    /// Its outer box.
    pub rect: Rect,
    /// Its text.
    pub lines: Vec<TextLine>,
    /// Text size.
    pub size: Pt,
}

/// Where a connector is glued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The shape's id.
    pub shape: String,
    /// At which side.
    pub side: Side,
}

/// A text beside a connector, on a white ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// Its text, one line.
    pub line: TextLine,
    /// The box it needs.
    pub rect: Rect,
    /// Text size.
    pub size: Pt,
}

/// A flow line: orthogonal, from one shape to another, arrow at its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Connector {
    /// Its id; unique in the drawing.
    pub id: String,
    /// Where it starts.
    pub from: End,
    /// Where it ends.
    pub to: End,
    /// Corner points, the two ends included.
    pub points: Vec<Point>,
    /// Its label.
    pub label: Option<Label>,
}

/// A laid-out drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// Width of everything.
    pub width: Mm,
    /// Height of everything.
    pub height: Mm,
    /// The symbols.
    pub shapes: Vec<Shape>,
    /// The flow lines.
    pub connectors: Vec<Connector>,
    /// Width of all strokes.
    pub stroke: Pt,
}

impl Drawing {
    /// The smallest box around all symbols, flow lines and labels; none without any.
    pub fn bounds(&self) -> Option<Rect> {
        let corners = |rect: &Rect| {
            [Point { x: rect.x, y: rect.y }, Point { x: Mm(rect.x.0 + rect.width.0), y: Mm(rect.y.0 + rect.height.0) }]
        };
        let labels = self.connectors.iter().filter_map(|line| line.label.as_ref()).map(|label| &label.rect);
        let boxes = self.shapes.iter().map(|shape| &shape.rect).chain(labels);
        let points = self.connectors.iter().flat_map(|line| line.points.iter().copied());
        let (from, to) = (boxes.flat_map(corners).chain(points)).fold(None, |so_far: Option<(Point, Point)>, at| {
            let (from, to) = so_far.unwrap_or((at, at));
            let least = Point { x: Mm(from.x.0.min(at.x.0)), y: Mm(from.y.0.min(at.y.0)) };
            Some((least, Point { x: Mm(to.x.0.max(at.x.0)), y: Mm(to.y.0.max(at.y.0)) }))
        })?;
        Some(Rect { x: from.x, y: from.y, width: Mm(to.x.0 - from.x.0), height: Mm(to.y.0 - from.y.0) })
    }
}
