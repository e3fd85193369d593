//! A report with the official 2021 tables (from the shipped form) and a chart, put together by hand.

use mingce_document::*;
use serde_json::Value;

const FORM: &str = include_str!("../../../../assets/formats/annual_report_2021.json");

/// Every kind of block and inline in one document.
pub(super) fn report() -> Document {
    let form: Value = serde_json::from_str(FORM).unwrap();
    let mut blocks = vec![
        paragraph("title", ParaStyle::Title, "清溪县青石镇人民政府2025年政府信息公开工作年度报告"),
        Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 2 }),
    ];
    for (at, heading) in form["headings"].as_array().unwrap().iter().enumerate() {
        blocks.push(paragraph(&format!("heading.{at}"), ParaStyle::Heading1, heading["text"].as_str().unwrap()));
        match heading["table"].as_str() {
            Some(id) => blocks.push(Block::Table(table(&form, id))),
            None => blocks.extend([
                paragraph(&format!("sub.{at}"), ParaStyle::Heading2, "（一）主动公开"),
                paragraph(&format!("text.{at}"), ParaStyle::Body, &"2025年，本机关依法公开政府信息。".repeat(5)),
            ]),
        }
    }
    blocks.push(Block::Paragraph(inlines()));
    blocks.push(paragraph("gap", ParaStyle::Spacer, ""));
    blocks.push(Block::Figure(figure()));
    blocks.push(paragraph("signature", ParaStyle::Signature, "清溪县青石镇人民政府"));
    blocks.push(paragraph("date", ParaStyle::SignatureDate, "2026年1月20日"));
    Document {
        meta: Meta {
            title: "清溪县青石镇人民政府2025年政府信息公开工作年度报告".into(),
            author: "清溪县青石镇人民政府".into(),
            subject: "年度报告".into(),
            keywords: vec!["政府信息公开".into(), "年度报告".into()],
            language: "zh-CN".into(),
            created: "2026-01-20T01:00:00Z".into(),
        },
        sections: vec![Section {
            id: "report".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: Some(Watermark { text: "草稿".into() }),
    }
}

fn paragraph(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

fn inlines() -> Paragraph {
    let text = |text: &str, style| Inline::Text { text: text.into(), style };
    Paragraph {
        id: "inlines".into(),
        style: ParaStyle::Body,
        align: Some(Align::Start),
        inlines: vec![
            text("重点", CharStyle::Strong),
            text("【待填写】", CharStyle::Attention),
            Inline::LineBreak,
            Inline::CheckBox { checked: true },
            text("书面", CharStyle::Plain),
            Inline::Tab,
            Inline::CheckBox { checked: false },
            text("当面，姓名", CharStyle::Plain),
            Inline::Blank { width: Mm(30.0) },
            Inline::Footnote {
                inlines: vec![
                    text("见", CharStyle::Plain),
                    Inline::PageRef { target: "heading.2".into() },
                    Inline::Footnote { inlines: vec![text("注中之注", CharStyle::Plain)] },
                ],
            },
            Inline::IndexMark { entry: "书面".into(), sort: "shumian".into() },
        ],
        keep_with_next: true,
    }
}

/// A table of the form; number cells count up from 0.
fn table(form: &Value, id: &str) -> Table {
    let table = form["tables"].as_array().unwrap().iter().find(|table| table["id"] == id).unwrap();
    let mut next = 0;
    let rows = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(r, row)| Row {
            height: RowHeight::Auto,
            cells: row["cells"]
                .as_array()
                .unwrap()
                .iter()
                .enumerate()
                .map(|(c, from)| {
                    let (id, style, text) = match from["at"].as_str() {
                        Some(at) => {
                            next += 1;
                            (at.to_string(), ParaStyle::TableNumber, (next - 1).to_string())
                        }
                        None => (
                            format!("{id}.r{r}c{c}"),
                            if from["left"] == true { ParaStyle::TableLabel } else { ParaStyle::TableHead },
                            from["text"].as_str().unwrap().to_string(),
                        ),
                    };
                    let role = match from["head"].as_str() {
                        Some("column") => CellRole::Head(Scope::Column),
                        Some(_) => CellRole::Head(Scope::Row),
                        None => CellRole::Data,
                    };
                    let span = |name: &str| from[name].as_u64().unwrap_or(1) as usize;
                    Cell::of(role, Paragraph::text(id, style, text)).spanning(span("col_span"), span("row_span"))
                })
                .collect(),
        })
        .collect();
    Table {
        id: id.into(),
        summary: table["summary"].as_str().unwrap().into(),
        columns: table["columns"].as_array().unwrap().iter().map(|share| share.as_f64().unwrap()).collect(),
        head_rows: table["head_rows"].as_u64().unwrap() as usize,
        rows,
    }
}

/// One of each symbol, in three rows, with lines between them.
fn figure() -> Figure {
    let kinds = [
        (ShapeKind::Terminator, "开始"),
        (ShapeKind::Process, "登记申请"),
        (ShapeKind::Decision, "内容明确？"),
        (ShapeKind::Document, "补正告知书"),
        (ShapeKind::Data, "申请材料"),
        (ShapeKind::Manual, "当面受理"),
        (ShapeKind::Predefined, "征求意见"),
        (ShapeKind::Preparation, "启动"),
        (ShapeKind::Connector, "甲"),
    ];
    let shapes: Vec<Shape> = kinds
        .iter()
        .enumerate()
        .map(|(at, (kind, text))| {
            let (x, y) = ((at % 3) as f64 * 50.0 + 2.0, (at / 3) as f64 * 28.0 + 2.0);
            let width = if *kind == ShapeKind::Connector { 12.0 } else { 36.0 };
            Shape {
                id: format!("s{at}"),
                kind: *kind,
                rect: Rect { x: Mm(x), y: Mm(y), width: Mm(width), height: Mm(12.0) },
                lines: vec![TextLine { text: (*text).into(), center_x: Mm(x + width / 2.0), baseline_y: Mm(y + 7.3) }],
                size: Pt(10.5),
            }
        })
        .collect();
    let connectors = (0..shapes.len() - 1)
        .map(|at| {
            let (from, to) = (&shapes[at], &shapes[at + 1]);
            let (from_side, to_side) = if at % 3 == 2 { (Side::Bottom, Side::Top) } else { (Side::Right, Side::Left) };
            let (a, b) = (from.rect.side(from_side), to.rect.side(to_side));
            let middle = Mm((a.y.0 + b.y.0) / 2.0);
            let points = if at % 3 == 2 {
                vec![a, Point { x: a.x, y: middle }, Point { x: b.x, y: middle }, b]
            } else {
                vec![a, b]
            };
            let label = (at == 2).then(|| Label {
                line: TextLine { text: "否".into(), center_x: Mm(80.0), baseline_y: Mm(middle.0 + 1.3) },
                rect: Rect { x: Mm(77.0), y: Mm(middle.0 - 2.5), width: Mm(6.0), height: Mm(5.0) },
                size: Pt(10.5),
            });
            Connector {
                id: format!("c{at}"),
                from: End { shape: from.id.clone(), side: from_side },
                to: End { shape: to.id.clone(), side: to_side },
                points,
                label,
            }
        })
        .collect();
    Figure {
        id: "chart".into(),
        drawing: Drawing { width: Mm(142.0), height: Mm(72.0), shapes, connectors, stroke: Pt(0.75) },
        caption: Some(Paragraph::text("chart.caption", ParaStyle::Caption, "图1 依申请公开流程图")),
        alt: "依申请公开流程：登记、审查、答复".into(),
    }
}
