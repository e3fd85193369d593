//! A document with one of everything that a page can hold.

use mingce_document::*;

fn paragraph(id: &str, style: ParaStyle, inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { inlines, ..Paragraph::text(id, style, "") })
}

fn styled(text: &str, style: CharStyle) -> Inline {
    Inline::Text { text: text.into(), style }
}

fn text(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

/// Contents with links, strong and marked words, a form's boxes and blanks, a footnote, a table with a vertical head, a
/// chart with all symbols, a page across, a running head, a watermark.
pub fn document() -> Document {
    let form = vec![
        styled("申请人：", CharStyle::Plain),
        Inline::Blank { width: Mm(50.0) },
        Inline::CheckBox { checked: true },
        styled("自然人 ", CharStyle::Plain),
        Inline::CheckBox { checked: false },
        styled("法人或者其他组织", CharStyle::Plain),
    ];
    let note = Inline::Footnote {
        inlines: vec![styled("节假日顺延，以公布的放假安排为准。", CharStyle::Plain)]
    };
    let limit = vec![
        styled("自收到申请之日起", CharStyle::Plain),
        styled("20个工作日", CharStyle::Strong),
        styled("内答复", CharStyle::Plain),
        note,
        styled("；依据见", CharStyle::Plain),
        styled("【依据待核】", CharStyle::Attention),
        styled("。一、二、三。", CharStyle::Plain),
    ];
    let figure = Block::Figure(Figure {
        id: "chart".into(),
        drawing: chart(),
        caption: Some(Paragraph::text("chart.caption", ParaStyle::Caption, "图1 办理流程")),
        alt: "办理流程".into(),
    });
    let upright = vec![
        text("title", ParaStyle::Title, "政府信息公开申请表"),
        Block::TableOfContents(TableOfContents { id: "toc".into(), depth: 2 }),
        text("h1", ParaStyle::Heading1, "一、申请"),
        paragraph("form", ParaStyle::BodyFlush, form),
        paragraph("limit", ParaStyle::Body, limit),
        Block::PageBreak,
        figure,
    ];
    let across = vec![text("h2", ParaStyle::Heading1, "二、统计"), Block::Table(table())];
    let section = |id: &str, orientation, blocks| Section {
        id: id.into(),
        orientation,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: Some("政府信息公开指南".into()),
        blocks,
    };
    Document {
        meta: Meta { title: "样张".into(), language: "zh-CN".into(), ..Meta::default() },
        sections: vec![
            section("upright", Orientation::Portrait, upright),
            section("across", Orientation::Landscape, across),
        ],
        watermark: Some(Watermark { text: "草稿".into() }),
    }
}

fn table() -> Table {
    let cell = |id: &str, text: &str| Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableText, text));
    let mut side = cell("side", "办理结果（件）");
    side.vertical_text = true;
    let row = |height, cells| Row { height, cells };
    Table {
        id: "wide".into(),
        summary: "横排表".into(),
        columns: vec![0.06, 0.34, 0.3, 0.3],
        head_rows: 0,
        rows: vec![
            row(
                RowHeight::AtLeast(Mm(40.0)),
                vec![side.spanning(1, 2), cell("a", "予以公开"), cell("top", "1"), cell("low", "一")],
            ),
            row(RowHeight::Auto, vec![cell("b", "部分公开"), cell("c", "12"), cell("d", "3")]),
        ],
    }
}

fn chart() -> Drawing {
    use ShapeKind::*;
    let kinds = [Terminator, Process, Decision, Document, Data, Manual, Predefined, Preparation, Connector];
    let shapes = kinds.iter().enumerate().map(|(i, kind)| {
        let (x, y) = (10.0 + 70.0 * (i % 2) as f64, 2.0 + 20.0 * (i / 2) as f64);
        Shape {
            id: format!("s{i}"),
            kind: *kind,
            rect: Rect { x: Mm(x), y: Mm(y), width: Mm(44.0), height: Mm(14.0) },
            lines: vec![TextLine { text: "审查".into(), center_x: Mm(x + 22.0), baseline_y: Mm(y + 8.3) }],
            size: Pt(10.5),
        }
    });
    let at = |x: f64, y: f64| Point { x: Mm(x), y: Mm(y) };
    let end = |shape: &str, side| End { shape: shape.into(), side };
    let connector = mingce_document::Connector {
        id: "c".into(),
        from: end("s0", Side::Right),
        to: end("s1", Side::Left),
        points: vec![at(54.0, 9.0), at(67.0, 9.0), at(67.0, 12.0), at(80.0, 12.0)],
        label: Some(Label {
            line: TextLine { text: "是".into(), center_x: Mm(67.0), baseline_y: Mm(11.0) },
            rect: Rect { x: Mm(64.5), y: Mm(7.7), width: Mm(5.0), height: Mm(4.6) },
            size: Pt(9.0),
        }),
    };
    Drawing {
        width: Mm(152.0),
        height: Mm(100.0),
        shapes: shapes.collect(),
        connectors: vec![connector],
        stroke: Pt(0.75),
    }
}
