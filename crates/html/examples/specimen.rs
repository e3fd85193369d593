//! Writes a document of ugly cases in both flavours, for a browser to look at:
//! `cargo run -p mingce-html --example specimen -- FOLDER`. `tests/e2e/html.mjs` says what must be seen.

use mingce_document::*;
use mingce_html::{Flavour, write};

/// As long as names of agencies get.
const LONG: &str = "清溪县经济技术开发区（国家级高新技术产业化基地）管理委员会综合行政执法与市场监督管理局";
const HOSTILE: &str = "</style></title><script>window.ran = true</script><img src=x onerror='window.ran = true'> &lt; ]]> \u{0}\u{8}\u{202E}";

fn main() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| ".".into()));
    std::fs::create_dir_all(&folder)?;
    let (document, sheet) = (specimen(), StyleSheet::gb9704());
    for (flavour, name) in [(Flavour::Standalone, "样张.html"), (Flavour::Pasteable, "样张_网站粘贴.html")] {
        std::fs::write(folder.join(name), write(&document, &sheet, flavour))?;
    }
    Ok(())
}

fn specimen() -> Document {
    let text = "依照规定主动公开政府信息，办理公众提出的申请。".repeat(6);
    let upright = vec![
        paragraph("title", ParaStyle::Title, &format!("{LONG}2025年政府信息公开工作年度报告")),
        Block::TableOfContents(TableOfContents { id: "contents".into(), depth: 2 }),
        paragraph("h1", ParaStyle::Heading1, "一、总体情况"),
        paragraph("h1.1", ParaStyle::Heading3, "1.缺了上一级的小标题"),
        paragraph("t1", ParaStyle::Body, &text),
        paragraph("word", ParaStyle::Body, &"https".repeat(40)),
        Block::Paragraph(pieces()),
        paragraph("h2", ParaStyle::Heading1, "二、空的一节"),
        paragraph("h3", ParaStyle::Heading1, "三、长表"),
        Block::Table(long_table("long", "长表甲", 6, 60)),
        paragraph("h4", ParaStyle::Heading1, HOSTILE),
        paragraph("t4", ParaStyle::Body, HOSTILE),
        Block::Figure(chart()),
        paragraph("signature", ParaStyle::Signature, LONG),
        paragraph("date", ParaStyle::SignatureDate, "2026年1月20日"),
    ];
    let across = vec![
        paragraph("h5", ParaStyle::Heading1, "五、横排的表"),
        Block::Table(long_table("across", "长表乙", 15, 30)),
    ];
    let after = vec![paragraph("h6", ParaStyle::Heading1, "六、竖排的结尾"), paragraph("t6", ParaStyle::Body, &text)];
    Document {
        meta: Meta {
            title: format!("{LONG} {HOSTILE}"),
            author: LONG.into(),
            language: "zh-CN".into(),
            ..Meta::default()
        },
        sections: vec![
            section("upright", Orientation::Portrait, PageNumbering::Restart(1), upright),
            section("across", Orientation::Landscape, PageNumbering::Continue, across),
            section("after", Orientation::Portrait, PageNumbering::Continue, after),
        ],
        watermark: Some(Watermark { text: "草稿".into() }),
    }
}

fn section(id: &str, orientation: Orientation, page_numbers: PageNumbering, blocks: Vec<Block>) -> Section {
    Section {
        id: id.into(),
        orientation,
        start: SectionStart::NextPage,
        page_numbers,
        running_head: Some(LONG.into()),
        blocks,
    }
}

fn paragraph(id: &str, style: ParaStyle, text: &str) -> Block {
    Block::Paragraph(Paragraph::text(id, style, text))
}

fn pieces() -> Paragraph {
    let plain = |text: &str| Inline::Text { text: text.into(), style: CharStyle::Plain };
    Paragraph {
        inlines: vec![
            Inline::Text { text: "【待填写】".into(), style: CharStyle::Attention },
            Inline::CheckBox { checked: true },
            plain("书面"),
            Inline::Blank { width: Mm(80.0) },
            Inline::Footnote { inlines: vec![plain("脚注，见"), Inline::PageRef { target: "h5".into() }] },
        ],
        ..Paragraph::text("pieces", ParaStyle::Body, "")
    }
}

/// Rows whose first cell takes several lines from 始N to 终N, so that a torn one is seen; two head rows named after the
/// table.
fn long_table(id: &str, name: &str, columns: usize, rows: usize) -> Table {
    let cell = |role, style, text: String| Cell::of(role, Paragraph::text("", style, text));
    let head = |text: String| cell(CellRole::Head(Scope::Column), ParaStyle::TableHead, text);
    let mut all = vec![
        Row {
            height: RowHeight::Auto,
            cells: vec![head("项目".into()).spanning(1, 2), head(format!("{name}的表头")).spanning(columns - 1, 1)],
        },
        Row { height: RowHeight::Auto, cells: (1..columns).map(|n| head(format!("栏{n}"))).collect() },
    ];
    for row in 0..rows {
        let label = format!("{id}始{row}号{}{id}终{row}号", "第二十条第一项".repeat(row % 4));
        let mut cells = vec![cell(CellRole::Head(Scope::Row), ParaStyle::TableLabel, label)];
        let number = |n: usize| cell(CellRole::Data, ParaStyle::TableNumber, format!("{}", row * 1000 + n));
        cells.extend((1..columns).map(number));
        all.push(Row { height: RowHeight::Auto, cells });
    }
    Table {
        id: id.into(),
        summary: format!("{name}：用来看跨页"),
        columns: std::iter::once(0.3).chain(std::iter::repeat_n(0.7 / (columns - 1) as f64, columns - 1)).collect(),
        head_rows: 2,
        rows: all,
    }
}

fn chart() -> Figure {
    let shape = |id: &str, kind, x: f64, text: &str| Shape {
        id: id.into(),
        kind,
        rect: Rect { x: Mm(x), y: Mm(4.0), width: Mm(60.0), height: Mm(16.0) },
        lines: vec![TextLine { text: text.into(), center_x: Mm(x + 30.0), baseline_y: Mm(13.3) }],
        size: Pt(10.5),
    };
    let shapes =
        vec![shape("a", ShapeKind::Terminator, 2.0, "开始"), shape("b", ShapeKind::Decision, 92.0, "内容明确？")];
    let connectors = vec![Connector {
        id: "c".into(),
        from: End { shape: "a".into(), side: Side::Right },
        to: End { shape: "b".into(), side: Side::Left },
        points: vec![Point { x: Mm(62.0), y: Mm(12.0) }, Point { x: Mm(92.0), y: Mm(12.0) }],
        label: None,
    }];
    Figure {
        id: "chart".into(),
        drawing: Drawing { width: Mm(154.0), height: Mm(24.0), shapes, connectors, stroke: Pt(0.75) },
        caption: Some(Paragraph::text("caption", ParaStyle::Caption, "图1 办理流程")),
        alt: "办理流程：开始，内容明确？".into(),
    }
}
