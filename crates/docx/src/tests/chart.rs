//! The sample's chart: every symbol, straight and bent lines, a way back and a way around.

use mingce_document::{Connector, Drawing, End, Label, Mm, Point, Pt, Rect, Shape, ShapeKind, Side, TextLine};

struct Chart {
    drawing: Drawing,
}

impl Chart {
    fn shape(&mut self, id: &str, kind: ShapeKind, (x, y, width, height): (f64, f64, f64, f64), text: &[&str]) {
        let size = Pt(10.5);
        let pitch = 5.0;
        let middle = y + height / 2.0;
        let lines = text.iter().enumerate().map(|(at, text)| TextLine {
            text: (*text).into(),
            center_x: Mm(x + width / 2.0),
            baseline_y: Mm(middle + (at as f64 - (text.len().min(1) as f64 - 1.0) / 2.0) * pitch + 1.3),
        });
        let lines = lines.collect();
        let rect = Rect { x: Mm(x), y: Mm(y), width: Mm(width), height: Mm(height) };
        self.drawing.shapes.push(Shape { id: id.into(), kind, rect, lines, size });
    }

    fn line(&mut self, from: (&str, Side), to: (&str, Side), points: &[(f64, f64)], label: Option<(&str, f64, f64)>) {
        let label = label.map(|(text, x, y)| Label {
            line: TextLine { text: text.into(), center_x: Mm(x + 3.0), baseline_y: Mm(y + 3.6) },
            rect: Rect { x: Mm(x), y: Mm(y), width: Mm(6.0), height: Mm(5.0) },
            size: Pt(9.0),
        });
        self.drawing.connectors.push(Connector {
            id: format!("{}-{}", from.0, to.0),
            from: End { shape: from.0.into(), side: from.1 },
            to: End { shape: to.0.into(), side: to.1 },
            points: points.iter().map(|(x, y)| Point { x: Mm(*x), y: Mm(*y) }).collect(),
            label,
        });
    }
}

/// The chart.
pub fn chart() -> Drawing {
    use ShapeKind::{
        Connector as Link, Data, Decision, Document, Manual, Predefined, Preparation, Process, Terminator,
    };
    use Side::{Bottom, Left, Right, Top};
    let drawing = Drawing { width: Mm(140.0), height: Mm(150.0), shapes: vec![], connectors: vec![], stroke: Pt(0.75) };
    let mut chart = Chart { drawing };
    chart.shape("start", Terminator, (50.0, 2.0, 40.0, 10.0), &["收到公开申请"]);
    chart.shape("register", Process, (50.0, 20.0, 40.0, 12.0), &["登记、审查"]);
    chart.shape("complete", Decision, (45.0, 40.0, 50.0, 22.0), &["申请内容", "是否明确"]);
    chart.shape("correct", Document, (108.0, 43.0, 30.0, 16.0), &["补正告知书"]);
    chart.shape("search", Manual, (50.0, 72.0, 40.0, 12.0), &["检索信息"]);
    chart.shape("third", Predefined, (4.0, 70.0, 34.0, 16.0), &["征求第三方", "意见"]);
    chart.shape("data", Data, (4.0, 96.0, 34.0, 12.0), &["第三方意见"]);
    chart.shape("reply", Preparation, (47.0, 94.0, 46.0, 14.0), &["作出答复"]);
    chart.shape("more", Link, (116.0, 96.0, 10.0, 10.0), &["甲"]);
    chart.shape("end", Terminator, (50.0, 134.0, 40.0, 10.0), &["送达、归档"]);
    chart.line(("start", Bottom), ("register", Top), &[(70.0, 12.0), (70.0, 20.0)], None);
    chart.line(("register", Bottom), ("complete", Top), &[(70.0, 32.0), (70.0, 40.0)], None);
    chart.line(("complete", Bottom), ("search", Top), &[(70.0, 62.0), (70.0, 72.0)], Some(("是", 71.0, 63.5)));
    chart.line(("complete", Right), ("correct", Left), &[(95.0, 51.0), (108.0, 51.0)], Some(("否", 98.0, 45.5)));
    chart.line(("correct", Top), ("register", Right), &[(123.0, 43.0), (123.0, 26.0), (90.0, 26.0)], None);
    chart.line(("search", Left), ("third", Right), &[(54.0, 78.0), (38.0, 78.0)], None);
    chart.line(("third", Bottom), ("data", Top), &[(21.0, 86.0), (21.0, 96.0)], None);
    chart.line(
        ("data", Bottom),
        ("reply", Top),
        &[(21.0, 108.0), (21.0, 114.0), (42.0, 114.0), (42.0, 90.0), (70.0, 90.0), (70.0, 94.0)],
        None,
    );
    chart.line(("search", Bottom), ("reply", Top), &[(70.0, 84.0), (70.0, 94.0)], None);
    chart.line(("reply", Right), ("more", Left), &[(93.0, 101.0), (116.0, 101.0)], None);
    chart.line(
        ("reply", Bottom),
        ("end", Top),
        &[(70.0, 108.0), (70.0, 120.0), (84.0, 120.0), (84.0, 128.0), (70.0, 128.0), (70.0, 134.0)],
        None,
    );
    chart.line(("more", Bottom), ("end", Right), &[(121.0, 106.0), (121.0, 139.0), (90.0, 139.0)], None);
    chart.line(("register", Left), ("end", Left), &[(50.0, 26.0), (1.0, 26.0), (1.0, 139.0), (50.0, 139.0)], None);
    chart.drawing
}
