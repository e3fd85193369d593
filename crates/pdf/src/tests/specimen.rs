//! Everything a document can hold that the report does not: for the eye, and so that no writer path goes untried.

use mingce_document::*;

fn plain(text: &str) -> Inline {
    Inline::Text { text: text.into(), style: CharStyle::Plain }
}

fn styled(text: &str, style: CharStyle) -> Inline {
    Inline::Text { text: text.into(), style }
}

fn paragraph(id: &str, style: ParaStyle, inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { inlines, ..Paragraph::text(id, style, "") })
}

fn section(id: &str, orientation: Orientation, blocks: Vec<Block>) -> Section {
    Section {
        id: id.into(),
        orientation,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: Some("政府信息公开指南".into()),
        blocks,
    }
}

pub(super) fn document() -> Document {
    let note = Inline::Footnote {
        inlines: vec![plain("节假日顺延，以国务院办公厅公布的放假安排为准。")]
    };
    let upright = vec![
        Block::Paragraph(Paragraph::text("title", ParaStyle::Title, "政府信息公开申请表")),
        paragraph(
            "form",
            ParaStyle::BodyFlush,
            vec![
                plain("申请人："),
                Inline::Blank { width: Mm(50.0) },
                Inline::Tab,
                plain("类型："),
                Inline::CheckBox { checked: true },
                plain("自然人 "),
                Inline::CheckBox { checked: false },
                plain("法人或者其他组织"),
            ],
        ),
        paragraph(
            "limit",
            ParaStyle::Body,
            vec![
                plain("自收到申请之日起"),
                styled("20个工作日", CharStyle::Strong),
                plain("内答复"),
                note,
                plain("；依据见"),
                styled("【依据待核】", CharStyle::Attention),
                plain("，详见第"),
                Inline::PageRef { target: "wide".into() },
                plain("页。"),
            ],
        ),
        Block::Paragraph(Paragraph::text("missing", ParaStyle::Missing, "【此处待填写】")),
    ];
    let cell = |id: &str, text: &str| Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableText, text));
    let mut side = cell("side", "办理结果（件）");
    side.vertical_text = true;
    let row = |height, cells| Row { height, cells };
    let table = Table {
        id: "wide".into(),
        summary: "横排表".into(),
        columns: vec![0.06, 0.34, 0.3, 0.3],
        head_rows: 0,
        rows: vec![
            row(
                RowHeight::AtLeast(Mm(40.0)),
                vec![
                    side.spanning(1, 2),
                    cell("a", "予以公开"),
                    Cell { vertical: VerticalAlign::Top, ..cell("top", "顶端") },
                    Cell { vertical: VerticalAlign::Bottom, ..cell("low", "底端") },
                ],
            ),
            row(RowHeight::Auto, vec![cell("b", "部分公开"), cell("c", "12"), cell("d", "3")]),
        ],
    };
    let across = vec![Block::Table(table)];
    Document {
        meta: Meta { title: "样张".into(), language: "zh-CN".into(), ..Meta::default() },
        sections: vec![
            section("upright", Orientation::Portrait, upright),
            section("across", Orientation::Landscape, across),
        ],
        watermark: Some(Watermark { text: "草稿".into() }),
    }
}
