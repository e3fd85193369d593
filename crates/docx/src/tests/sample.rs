//! A document with everything that the tree can say: an invented report with the three official tables, a chart,
//! contents, notes, blanks, and a landscape part.

pub use super::chart::chart;
use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Figure, Inline, Meta, Mm, NodeId, Orientation, PageNumbering,
    ParaStyle, Paragraph, Row, RowHeight, Scope, Section, SectionStart, Table, TableOfContents, VerticalAlign,
    Watermark,
};

fn paragraph(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

fn cell(id: &str, head: bool, text: &str) -> Cell {
    let (role, style) = if head {
        (CellRole::Head(Scope::Column), ParaStyle::TableHead)
    } else if text.chars().all(|c| c.is_ascii_digit() || c == '.') {
        (CellRole::Data, ParaStyle::TableNumber)
    } else {
        (CellRole::Head(Scope::Row), ParaStyle::TableLabel)
    };
    Cell::of(role, Paragraph::text(id, style, text))
}

fn row(cells: Vec<Cell>) -> Row {
    Row { height: RowHeight::AtLeast(Mm(6.0)), cells }
}

/// Table 二: sub-heads over all columns, three-column values.
pub fn published() -> Table {
    let mut rows = Vec::new();
    let mut sub = |title: &str| rows.push(row(vec![cell(title, true, title).spanning(4, 1)]));
    sub("第二十条第（一）项");
    let heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"];
    rows.push(row(heads.iter().map(|text| cell(&format!("regulations.head.{text}"), true, text)).collect()));
    for label in ["规章", "行政规范性文件"] {
        let mut cells = vec![cell(label, false, label)];
        cells.extend((1..4).map(|column| cell(&format!("{label}.{column}"), false, &column.to_string())));
        rows.push(row(cells));
    }
    for (item, head, labels) in [
        ("第二十条第（五）项", "本年处理决定数量", &["行政许可"][..]),
        ("第二十条第（六）项", "本年处理决定数量", &["行政处罚", "行政强制"]),
        ("第二十条第（八）项", "本年收费金额（单位：万元）", &["行政事业性收费"]),
    ] {
        rows.push(row(vec![cell(item, true, item).spanning(4, 1)]));
        let id = format!("{item}.head");
        rows.push(row(vec![cell(&id, true, "信息内容"), cell(&format!("{id}.2"), true, head).spanning(3, 1)]));
        for label in labels {
            rows.push(row(vec![cell(label, false, label), cell(&format!("{label}.n"), false, "128").spanning(3, 1)]));
        }
    }
    Table {
        id: "published".into(),
        summary: "主动公开政府信息情况：各类信息的本年数量".into(),
        columns: vec![0.25; 4],
        head_rows: 0,
        rows,
    }
}

/// Table 三: group cells over up to 22 rows, three head rows, 175 numbers.
pub fn requests() -> Table {
    let number_columns = 7;
    let numbers = |key: &str| -> Vec<Cell> {
        (0..number_columns).map(|column| cell(&format!("requests.{key}.{column}"), false, "12")).collect()
    };
    let head = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    let mut rows = vec![
        row(vec![
            cell("requests.head", true, head).spanning(3, 3),
            cell("requests.head.applicants", true, "申请人情况").spanning(7, 1),
        ]),
        row(vec![
            cell("requests.head.natural", true, "自然人").spanning(1, 2),
            cell("requests.head.legal", true, "法人或其他组织").spanning(5, 1),
            cell("requests.head.total", true, "总计").spanning(1, 2),
        ]),
        row(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
            .iter()
            .map(|text| cell(&format!("requests.head.{text}"), true, text))
            .collect()),
    ];
    let mut wide = |key: &str, label: &str| {
        let mut cells = vec![cell(&format!("label.{key}"), false, label).spanning(3, 1)];
        cells.extend(numbers(key));
        rows.push(row(cells));
    };
    wide("new", "一、本年新收政府信息公开申请数量");
    wide("carried_in", "二、上年结转政府信息公开申请数量");
    let groups: [(&str, &[&str]); 7] = [
        ("（一）予以公开", &[]),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", &[]),
        (
            "（三）不予公开",
            &[
                "1.属于国家秘密",
                "2.其他法律行政法规禁止公开",
                "3.危及“三安全一稳定”",
                "4.保护第三方合法权益",
                "5.属于三类内部事务信息",
                "6.属于四类过程性信息",
                "7.属于行政执法案卷",
                "8.属于行政查询事项",
            ],
        ),
        ("（四）无法提供", &["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"]),
        (
            "（五）不予处理",
            &[
                "1.信访举报投诉类申请",
                "2.重复申请",
                "3.要求提供公开出版物",
                "4.无正当理由大量反复申请",
                "5.要求行政机关确认或重新出具已获取信息",
            ],
        ),
        (
            "（六）其他处理",
            &[
                "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
                "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                "3.其他",
            ],
        ),
        ("（七）总计", &[]),
    ];
    let mut result = Some(cell("label.result", false, "三、本年度办理结果").spanning(1, 22));
    for (group, labels) in groups {
        if labels.is_empty() {
            let mut cells: Vec<Cell> = result.take().into_iter().collect();
            cells.push(cell(&format!("label.{group}"), false, group).spanning(2, 1));
            cells.extend(numbers(group));
            rows.push(row(cells));
        }
        for (at, label) in labels.iter().enumerate() {
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(cell(&format!("label.{group}"), false, group).spanning(1, labels.len()));
            }
            cells.push(cell(&format!("label.{group}.{at}"), false, label));
            cells.extend(numbers(&format!("{group}.{at}")));
            rows.push(row(cells));
        }
    }
    let mut cells = vec![cell("label.carried_forward", false, "四、结转下年度继续办理").spanning(3, 1)];
    cells.extend(numbers("carried_forward"));
    rows.push(row(cells));
    let mut columns = vec![0.05, 0.11, 0.28];
    columns.extend([0.08; 7]);
    Table {
        id: "requests".into(),
        summary: "收到和处理政府信息公开申请情况：按办理结果和申请人分".into(),
        columns,
        head_rows: 3,
        rows,
    }
}

/// Table 四: 15 narrow columns, heads with a forced line end.
pub fn disputes() -> Table {
    let narrow = |id: String, text: &str| {
        let (first, second) = text.split_at(text.char_indices().nth(2).map_or(text.len(), |(at, _)| at));
        let mut head = cell(&id, true, "");
        head.blocks[0].inlines = vec![
            Inline::Text { text: first.into(), style: CharStyle::Plain },
            Inline::LineBreak,
            Inline::Text { text: second.into(), style: CharStyle::Plain },
        ];
        if second.is_empty() {
            head.blocks[0].inlines.truncate(1);
        }
        head
    };
    let five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let mut second: Vec<Cell> =
        five.iter().map(|text| narrow(format!("review.head.{text}"), text).spanning(1, 2)).collect();
    second.push(cell("direct.head", true, "未经复议直接起诉").spanning(5, 1));
    second.push(cell("after.head", true, "复议后起诉").spanning(5, 1));
    let third = ["direct", "after"]
        .iter()
        .flat_map(|kind| five.iter().map(move |text| narrow(format!("{kind}.head.{text}"), text)))
        .collect();
    Table {
        id: "disputes".into(),
        summary: "政府信息公开行政复议、行政诉讼情况".into(),
        columns: vec![1.0 / 15.0; 15],
        head_rows: 3,
        rows: vec![
            row(vec![
                cell("review.head", true, "行政复议").spanning(5, 1),
                cell("lawsuit.head", true, "行政诉讼").spanning(10, 1),
            ]),
            row(second),
            row(third),
            Row {
                height: RowHeight::Exact(Mm(8.0)),
                cells: (0..15).map(|at| cell(&format!("disputes.{at}"), false, &(at % 3).to_string())).collect(),
            },
        ],
    }
}

fn text(text: &str) -> Inline {
    Inline::Text { text: text.into(), style: CharStyle::Plain }
}

fn styled(text: &str, style: CharStyle) -> Inline {
    Inline::Text { text: text.into(), style }
}

fn inlines(id: &str, style: ParaStyle, inlines: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { id: id.into(), style, align: None, inlines, keep_with_next: false })
}

const BODY: &str = "本报告按照《中华人民共和国政府信息公开条例》的要求编制，所列数据的统计期限自2025年1月1日起至2025年12月31日止。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六部分组成。";

/// The whole document.
pub fn everything() -> Document {
    let cover = Section {
        id: "cover".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::None,
        running_head: None,
        blocks: vec![
            paragraph("cover.title", ParaStyle::Title, "示例县人民政府2025年政府信息公开工作年度报告"),
            paragraph("cover.gap", ParaStyle::Spacer, ""),
            paragraph("cover.contents", ParaStyle::Title, "目录"),
            Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 2 }),
        ],
    };
    let mut kept = Paragraph::text("s1.kept", ParaStyle::BodyFlush, "办理方式（与下一行同页）：");
    kept.keep_with_next = true;
    let mut centred = Paragraph::text("s1.centred", ParaStyle::BodyFlush, "（本页无正文）");
    centred.align = Some(Align::Center);
    let report = Section {
        id: "report".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::OddPage,
        page_numbers: PageNumbering::Restart(1),
        running_head: None,
        blocks: vec![
            paragraph("s1", ParaStyle::Heading1, "一、总体情况"),
            paragraph("s1.body", ParaStyle::Body, BODY),
            paragraph("s1.1", ParaStyle::Heading2, "（一）主动公开"),
            inlines(
                "s1.1.body",
                ParaStyle::Body,
                vec![
                    text("数据见第"),
                    Inline::PageRef { target: "requests".into() },
                    text("页；"),
                    styled("特别说明", CharStyle::Strong),
                    text("："),
                    styled("【待填写】", CharStyle::Attention),
                    Inline::IndexMark { entry: "主动公开".into(), sort: "zhudonggongkai".into() },
                    text("依据条例"),
                    Inline::Footnote {
                        inlines: vec![text("指"), styled("2019年修订", CharStyle::Strong), text("的条例。")],
                    },
                    text("执行。"),
                    Inline::LineBreak,
                    text("第二行"),
                    Inline::Tab,
                    text("制表位之后。"),
                ],
            ),
            paragraph("s1.1.1", ParaStyle::Heading3, "1.公开平台"),
            paragraph("s1.1.1.1", ParaStyle::Heading4, "（1）网站"),
            Block::Paragraph(kept),
            inlines(
                "s1.form",
                ParaStyle::Body,
                vec![
                    Inline::CheckBox { checked: true },
                    text("邮寄　"),
                    Inline::CheckBox { checked: false },
                    text("当面领取　申请人："),
                    Inline::Blank { width: Mm(40.0) },
                    text("（签名）"),
                ],
            ),
            Block::Paragraph(centred),
            paragraph("s1.missing", ParaStyle::Missing, "【监督保障部分尚未填写】"),
            paragraph("s2", ParaStyle::Heading1, "二、主动公开政府信息情况"),
            Block::Table(published()),
            paragraph("s3", ParaStyle::Heading1, "三、收到和处理政府信息公开申请情况"),
            Block::Table(requests()),
            paragraph("s4", ParaStyle::Heading1, "四、政府信息公开行政复议、行政诉讼情况"),
            Block::Table(disputes()),
            paragraph("s5", ParaStyle::Heading1, "五、存在的主要问题及改进情况"),
            paragraph("s5.body", ParaStyle::Body, BODY),
            Block::PageBreak,
            paragraph("s6", ParaStyle::Heading1, "六、其他需要报告的事项"),
            paragraph("s6.body", ParaStyle::Body, "本年度未收取信息处理费，无其他需要报告的事项。"),
            paragraph("sign", ParaStyle::Signature, "示例县人民政府"),
            paragraph("date", ParaStyle::SignatureDate, "2026年1月20日"),
            paragraph("remark", ParaStyle::Remark, "（此件公开发布）"),
        ],
    };
    let chart = Section {
        id: "chart".into(),
        orientation: Orientation::Portrait,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: Some("依申请公开工作流程".into()),
        blocks: vec![
            paragraph("chart.title", ParaStyle::Heading1, "附：依申请公开流程图"),
            Block::Figure(Figure {
                id: "chart.figure".into(),
                drawing: chart(),
                caption: Some(Paragraph::text("chart.caption", ParaStyle::Caption, "图1　依申请公开流程图")),
                alt: "流程图：收到申请后登记审查，内容不明确的告知补正，明确的检索并答复。".into(),
            }),
        ],
    };
    let mut stacked = cell("wide.kind", true, "办理方式").spanning(1, 2);
    stacked.vertical_text = true;
    stacked.vertical = VerticalAlign::Top;
    let wide = Section {
        id: "wide".into(),
        orientation: Orientation::Landscape,
        start: SectionStart::NextPage,
        page_numbers: PageNumbering::Continue,
        running_head: None,
        blocks: vec![Block::Table(Table {
            id: "wide.table".into(),
            summary: String::new(),
            columns: vec![0.1, 0.45, 0.45],
            head_rows: 0,
            rows: vec![
                Row {
                    height: RowHeight::Exact(Mm(20.0)),
                    cells: vec![stacked, cell("wide.a", false, "当面申请"), cell("wide.b", false, "窗口办理")],
                },
                Row {
                    height: RowHeight::Auto,
                    cells: vec![cell("wide.c", false, "网上申请"), cell("wide.d", false, "平台办理")],
                },
            ],
        })],
    };
    Document {
        meta: Meta {
            title: "示例县人民政府2025年政府信息公开工作年度报告".into(),
            author: "示例县人民政府".into(),
            subject: "政府信息公开".into(),
            keywords: vec!["年度报告".into(), "政府信息公开".into()],
            language: "zh-CN".into(),
            created: "2026-01-20T08:00:00Z".into(),
        },
        sections: vec![cover, report, chart, wide],
        watermark: Some(Watermark { text: "示例".into() }),
    }
}

/// Pages as another engine might count them.
pub fn pages() -> Vec<(NodeId, u32)> {
    [("s1", 1), ("s1.1", 1), ("s2", 2), ("s3", 2), ("s4", 4), ("s5", 4), ("s6", 5), ("chart.title", 6), ("requests", 2)]
        .map(|(id, page)| (NodeId::from(id), page))
        .to_vec()
}
