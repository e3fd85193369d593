//! 依申请公开台账 as a sheet: one row for each application, applicants masked.

use crate::annual_report::Status;
use mingce_document::{
    Align, Block, Cell, CellRole, Document, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Row, RowHeight,
    Scope, Section, SectionStart, Table, Watermark,
};

/// The heads of the ledger, in their order.
pub const HEADS: [&str; 15] = [
    "序号",
    "受理号",
    "收到日期",
    "申请方式",
    "申请人",
    "申请人类型",
    "申请内容",
    "补正告知",
    "延长期限",
    "法定答复期限",
    "答复日期",
    "办理结果",
    "答复文号",
    "送达日期",
    "备注",
];

const SHARES: [f64; 15] = [0.03, 0.09, 0.07, 0.06, 0.06, 0.06, 0.15, 0.06, 0.05, 0.07, 0.07, 0.09, 0.06, 0.05, 0.03];

/// The ledger. `rows` have a text for each head.
pub fn ledger(rows: &[Vec<String>], agency: &str, years: &str, sample: bool, created: &str) -> Document {
    let title = format!("{agency}{years}依申请公开台账");
    let head = HEADS.iter().enumerate().map(|(at, text)| {
        let paragraph = Paragraph::text(format!("head.{at}"), ParaStyle::TableHead, *text);
        Cell::of(CellRole::Head(Scope::Column), paragraph)
    });
    let first = Row { height: RowHeight::Auto, cells: head.collect() };
    let body = rows.iter().enumerate().map(|(nth, row)| {
        let cells = row.iter().enumerate().map(|(at, text)| {
            let mut paragraph = Paragraph::text(format!("row.{nth}.{at}"), ParaStyle::TableText, text.as_str());
            paragraph.align = Some(Align::Start);
            Cell::of(CellRole::Data, paragraph)
        });
        Row { height: RowHeight::Auto, cells: cells.collect() }
    });
    let table = Table {
        id: "ledger".into(),
        summary: format!("依申请公开台账，共{}件", rows.len()),
        columns: SHARES.to_vec(),
        head_rows: 1,
        rows: std::iter::once(first).chain(body).collect(),
    };
    let status = if sample { Status::Sample } else { Status::Final };
    Document {
        meta: Meta {
            subject: "依申请公开台账".into(),
            title: title.clone(),
            author: agency.to_string(),
            keywords: vec!["政府信息公开".into(), "依申请公开".into()],
            language: "zh-CN".into(),
            created: created.to_string(),
        },
        sections: vec![Section {
            id: "ledger.section".into(),
            orientation: Orientation::Landscape,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks: vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)), Block::Table(table)],
        }],
        watermark: status.watermark().map(|text| Watermark { text: text.into() }),
    }
}
