//! A document like an annual report: title, six parts, the three official tables, a flow chart.

use mingce_document::*;

pub(super) fn document() -> Document {
    let mut blocks = vec![
        para("title", ParaStyle::Title, "示例县人民政府办公室2025年政府信息公开工作年度报告"),
        para("gap", ParaStyle::Spacer, ""),
        para("preamble", ParaStyle::Body, PREAMBLE),
        para("h1", ParaStyle::Heading1, "一、总体情况"),
        para("h1.1", ParaStyle::Heading2, "（一）主动公开情况"),
    ];
    for i in 0..4 {
        blocks.push(para(&format!("p1.{i}"), ParaStyle::Body, BODY));
    }
    blocks.push(para("h2", ParaStyle::Heading1, "二、主动公开政府信息情况"));
    blocks.push(Block::Table(table2()));
    blocks.push(para("h3", ParaStyle::Heading1, "三、收到和处理政府信息公开申请情况"));
    blocks.push(Block::Table(table3()));
    blocks.push(para("h4", ParaStyle::Heading1, "四、政府信息公开行政复议、行政诉讼情况"));
    blocks.push(Block::Table(table4()));
    blocks.push(para("h5", ParaStyle::Heading1, "五、存在的主要问题及改进情况"));
    blocks.push(para("p5", ParaStyle::Body, BODY));
    blocks.push(para("h6", ParaStyle::Heading1, "六、其他需要报告的事项"));
    blocks.push(para(
        "p6",
        ParaStyle::Body,
        "2025年本机关未收取信息处理费。联系人䶮某、堃某、喆某，专栏名称“阳光政务”。",
    ));
    blocks.push(para("sign", ParaStyle::Signature, "示例县人民政府办公室"));
    blocks.push(para("date", ParaStyle::SignatureDate, "2026年1月20日"));
    blocks.push(Block::Figure(Figure {
        id: "chart".into(),
        drawing: chart(),
        caption: Some(Paragraph::text("chart.caption", ParaStyle::Caption, "图1 依申请公开办理流程")),
        alt: "依申请公开办理流程".into(),
    }));
    of(blocks)
}

/// A document of one section that holds these blocks.
pub(crate) fn of(blocks: Vec<Block>) -> Document {
    Document {
        meta: Meta {
            title: "示例县人民政府办公室2025年政府信息公开工作年度报告".into(),
            author: "示例县人民政府办公室".into(),
            subject: "政府信息公开工作年度报告".into(),
            keywords: vec!["政府信息公开".into(), "年度报告".into()],
            language: "zh-CN".into(),
            created: "2026-01-20T08:00:00Z".into(),
        },
        sections: vec![Section {
            id: "report".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: Some(Watermark { text: "示例".into() }),
    }
}

const PREAMBLE: &str = "本报告由示例县人民政府办公室编制。报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、\
    政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。本报告所列数据的统计期限\
    自2025年1月1日起至12月31日止。如对本报告有疑问，请与本办公室联系（地址：示例县人民路1号，电话：000-0000000）。";
const BODY: &str = "2025年，本机关坚持“以公开为常态、不公开为例外”，全年主动公开政府信息1234条，其中重点领域信息567条，\
    占45.9%；通过政府门户网站、政务新媒体、公开栏（屏）等渠道发布，及时回应社会关切。办理依申请公开168件，比上年增长12.5%，\
    按期答复率100%；修订《政府信息公开指南》和《主动公开基本目录》，做到“应公开、尽公开”。";

fn para(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

fn cell(id: String, style: ParaStyle, text: &str, cols: usize, rows: usize) -> Cell {
    let role = match style {
        ParaStyle::TableHead => CellRole::Head(Scope::Column),
        ParaStyle::TableLabel => CellRole::Head(Scope::Row),
        _ => CellRole::Data,
    };
    Cell::of(role, Paragraph::text(id, style, text)).spanning(cols, rows)
}

fn table(id: &str, columns: Vec<f64>, head_rows: usize, rows: Vec<Vec<Cell>>) -> Table {
    let rows = rows.into_iter().map(|cells| Row { height: RowHeight::AtLeast(Mm(6.5)), cells }).collect();
    Table { id: id.into(), summary: id.into(), columns, head_rows, rows }
}

/// Cells of one row from texts; the style follows from what they are.
fn row(id: &str, cells: &[(&str, usize, usize, ParaStyle)]) -> Vec<Cell> {
    cells.iter().enumerate().map(|(i, (t, c, r, s))| cell(format!("{id}.{i}"), *s, t, *c, *r)).collect()
}

use ParaStyle::{TableHead as H, TableLabel as L, TableNumber as N};

fn table2() -> Table {
    let heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"].map(|t| (t, 1, 1, H));
    table(
        "t2",
        vec![0.25; 4],
        0,
        vec![
            row("t2.1", &[("第二十条第（一）项", 4, 1, H)]),
            row("t2.2", &heads),
            row("t2.3", &[("规章", 1, 1, L), ("0", 1, 1, N), ("0", 1, 1, N), ("0", 1, 1, N)]),
            row("t2.4", &[("行政规范性文件", 1, 1, L), ("6", 1, 1, N), ("2", 1, 1, N), ("41", 1, 1, N)]),
            row("t2.5", &[("第二十条第（五）项", 4, 1, H)]),
            row("t2.6", &[("信息内容", 1, 1, H), ("本年处理决定数量", 3, 1, H)]),
            row("t2.7", &[("行政许可", 1, 1, L), ("13908", 3, 1, N)]),
            row("t2.8", &[("第二十条第（六）项", 4, 1, H)]),
            row("t2.9", &[("信息内容", 1, 1, H), ("本年处理决定数量", 3, 1, H)]),
            row("t2.10", &[("行政处罚", 1, 1, L), ("2310", 3, 1, N)]),
            row("t2.11", &[("行政强制", 1, 1, L), ("17", 3, 1, N)]),
            row("t2.12", &[("第二十条第（八）项", 4, 1, H)]),
            row("t2.13", &[("信息内容", 1, 1, H), ("本年收费金额（单位：万元）", 3, 1, H)]),
            row("t2.14", &[("行政事业性收费", 1, 1, L), ("14722.49", 3, 1, N)]),
        ],
    )
}

fn table3() -> Table {
    let mut rows = vec![
        row(
            "t3.h1",
            &[
                ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3, L),
                ("申请人情况", 7, 1, H),
            ],
        ),
        row("t3.h2", &[("自然人", 1, 2, H), ("法人或其他组织", 5, 1, H), ("总计", 1, 2, H)]),
        row("t3.h3", &["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"].map(|t| (t, 1, 1, H))),
    ];
    let mut add = |heads: &[(&str, usize, usize)]| {
        let id = format!("t3.{}", rows.len());
        let numbers = ["128", "12", "0", "3", "1", "24", "168"];
        let cells: Vec<_> =
            heads.iter().map(|(t, c, r)| (*t, *c, *r, L)).chain(numbers.iter().map(|n| (*n, 1, 1, N))).collect();
        rows.push(row(&id, &cells));
    };
    add(&[("一、本年新收政府信息公开申请数量", 3, 1)]);
    add(&[("二、上年结转政府信息公开申请数量", 3, 1)]);
    add(&[("三、本年度办理结果", 1, 22), ("（一）予以公开", 2, 1)]);
    add(&[("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2, 1)]);
    for (group, labels) in GROUPS {
        for (i, label) in labels.iter().enumerate() {
            if i == 0 { add(&[(group, 1, labels.len()), (label, 1, 1)]) } else { add(&[(label, 1, 1)]) }
        }
    }
    add(&[("（七）总计", 2, 1)]);
    add(&[("四、结转下年度继续办理", 3, 1)]);
    let mut columns = vec![0.06, 0.11, 0.30];
    columns.extend([0.53 / 7.0; 7]);
    table("t3", columns, 3, rows)
}

const GROUPS: [(&str, &[&str]); 4] = [
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
];

fn table4() -> Table {
    let five = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let tall = five.map(|t| (t, 1, 2, H));
    let flat = five.map(|t| (t, 1, 1, H));
    let second: Vec<_> = tall.into_iter().chain([("未经复议直接起诉", 5, 1, H), ("复议后起诉", 5, 1, H)]).collect();
    let third: Vec<_> = flat.into_iter().chain(flat).collect();
    let numbers: Vec<_> = (0..15).map(|i| (if i == 4 { "10" } else { "0" }, 1, 1, N)).collect();
    table(
        "t4",
        vec![1.0 / 15.0; 15],
        3,
        vec![
            row("t4.1", &[("行政复议", 5, 1, H), ("行政诉讼", 10, 1, H)]),
            row("t4.2", &second),
            row("t4.3", &third),
            row("t4.4", &numbers),
        ],
    )
}

/// A small chart with every symbol, a loop and labels.
fn chart() -> Drawing {
    let kinds = [
        (ShapeKind::Terminator, "收到申请"),
        (ShapeKind::Process, "登记、审查"),
        (ShapeKind::Decision, "内容明确？"),
        (ShapeKind::Document, "答复书"),
        (ShapeKind::Terminator, "办结"),
    ];
    let shape = |id: String, kind, text: &str, x: f64, y: f64| Shape {
        id,
        kind,
        rect: Rect { x: Mm(x), y: Mm(y), width: Mm(44.0), height: Mm(14.0) },
        lines: vec![TextLine { text: text.into(), center_x: Mm(x + 22.0), baseline_y: Mm(y + 8.3) }],
        size: Pt(10.5),
    };
    let mut shapes: Vec<Shape> = kinds
        .iter()
        .enumerate()
        .map(|(i, (kind, text))| shape(format!("s{i}"), *kind, text, 40.0, 2.0 + 22.0 * i as f64))
        .collect();
    let side = [
        (ShapeKind::Data, "补正材料"),
        (ShapeKind::Manual, "人工核对"),
        (ShapeKind::Predefined, "征求意见"),
        (ShapeKind::Preparation, "准备"),
        (ShapeKind::Connector, "A"),
    ];
    for (i, (kind, text)) in side.iter().enumerate() {
        shapes.push(shape(format!("r{i}"), *kind, text, 106.0, 2.0 + 22.0 * i as f64));
    }
    let at = |x: f64, y: f64| Point { x: Mm(x), y: Mm(y) };
    let end = |shape: &str, side| End { shape: shape.into(), side };
    let mut connectors: Vec<Connector> = (0..4)
        .map(|i| Connector {
            id: format!("c{i}"),
            from: end(&format!("s{i}"), Side::Bottom),
            to: end(&format!("s{}", i + 1), Side::Top),
            points: vec![at(62.0, 16.0 + 22.0 * f64::from(i)), at(62.0, 24.0 + 22.0 * f64::from(i))],
            label: (i == 2).then(|| label("是", 62.0, 64.0)),
        })
        .collect();
    connectors.push(Connector {
        id: "no".into(),
        from: end("s2", Side::Left),
        to: end("s1", Side::Left),
        points: vec![at(40.0, 53.0), at(25.0, 53.0), at(25.0, 31.0), at(40.0, 31.0)],
        label: Some(label("否", 32.0, 53.0)),
    });
    Drawing { width: Mm(152.0), height: Mm(106.0), shapes, connectors, stroke: Pt(0.75) }
}

fn label(text: &str, x: f64, y: f64) -> Label {
    Label {
        line: TextLine { text: text.into(), center_x: Mm(x), baseline_y: Mm(y + 1.2) },
        rect: Rect { x: Mm(x - 2.5), y: Mm(y - 2.3), width: Mm(5.0), height: Mm(4.6) },
        size: Pt(9.0),
    }
}
