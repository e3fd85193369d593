//! 时限表: the open applications of an office by how pressing they are, each with why its day is that day.

use crate::annual_report::Status;
use mingce_document::{
    Align, Block, Cell, CellRole, Document, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Row, RowHeight,
    Scope, Section, SectionStart, Table, Watermark,
};

/// The heads, in their order.
pub const HEADS: [&str; 9] =
    ["序号", "受理号", "申请人", "收到日期", "办理期限", "剩余工作日", "期限的由来", "下一步", "经办"];

const SHARES: [f64; 9] = [0.05, 0.15, 0.08, 0.1, 0.1, 0.07, 0.22, 0.15, 0.08];

/// Cases that are equally pressing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueGroup {
    /// 已逾期, 本周到期.
    pub label: String,
    /// A text for each head.
    pub rows: Vec<[String; 9]>,
}

/// What the sheet bears beside its rows.
#[derive(Debug, Clone, Copy)]
pub struct DueSheet<'a> {
    /// The office's name.
    pub agency: &'a str,
    /// The day on which it was true: 2026年1月12日.
    pub on: &'a str,
    /// Whether applicants are masked.
    pub masked: bool,
    /// Whether the data is invented.
    pub sample: bool,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

impl DueSheet<'_> {
    /// The document. Groups without cases are left out.
    pub fn document(&self, groups: &[DueGroup]) -> Document {
        let title = format!("{}政府信息公开申请办理时限表", self.agency);
        let count: usize = groups.iter().map(|group| group.rows.len()).sum();
        let head = HEADS.iter().enumerate().map(|(at, text)| {
            let paragraph = Paragraph::text(format!("head.{at}"), ParaStyle::TableHead, *text);
            Cell::of(CellRole::Head(Scope::Column), paragraph)
        });
        let mut rows = vec![Row { height: RowHeight::Auto, cells: head.collect() }];
        for (nth, group) in groups.iter().enumerate().filter(|(_, group)| !group.rows.is_empty()) {
            let said = format!("{}（{}件）", group.label, group.rows.len());
            let mut paragraph = Paragraph::text(format!("group.{nth}"), ParaStyle::TableHead, said);
            paragraph.align = Some(Align::Start);
            let band = Cell { col_span: HEADS.len(), ..Cell::of(CellRole::Data, paragraph) };
            rows.push(Row { height: RowHeight::Auto, cells: vec![band] });
            for (at, row) in group.rows.iter().enumerate() {
                let cells = row.iter().enumerate().map(|(column, text)| {
                    let id = format!("row.{nth}.{at}.{column}");
                    let mut paragraph = Paragraph::text(id, ParaStyle::TableText, text.as_str());
                    paragraph.align = Some(if [0, 5].contains(&column) { Align::Center } else { Align::Start });
                    Cell::of(CellRole::Data, paragraph)
                });
                rows.push(Row { height: RowHeight::Auto, cells: cells.collect() });
            }
        }
        let summary = format!("未办结的申请，共{count}件");
        let table = Table { id: "due".into(), summary, columns: SHARES.to_vec(), head_rows: 1, rows };
        let names = if self.masked {
            "申请人姓名已遮盖。"
        } else {
            "本表含申请人姓名，仅供内部使用。"
        };
        let said =
            format!("截至{}，未办结{count}件。{names}期限按工作日计算，带“暂定”的超出已公布的放假安排。", self.on);
        let status = if self.sample { Status::Sample } else { Status::Final };
        Document {
            meta: Meta {
                subject: "依申请公开时限表".into(),
                title: title.clone(),
                author: self.agency.to_string(),
                keywords: vec!["政府信息公开".into(), "依申请公开".into()],
                language: "zh-CN".into(),
                created: self.created.to_string(),
            },
            sections: vec![Section {
                id: "due.section".into(),
                orientation: Orientation::Landscape,
                start: SectionStart::NextPage,
                page_numbers: PageNumbering::Restart(1),
                running_head: None,
                blocks: vec![
                    Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)),
                    Block::Paragraph(Paragraph::text("said", ParaStyle::Remark, said)),
                    Block::Table(table),
                ],
            }],
            watermark: status.watermark().map(|text| Watermark { text: text.into() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_stand_in_their_order_and_empty_ones_are_left_out() {
        let row = |number: &str| {
            let mut row = std::array::from_fn(|_| String::new());
            row[1] = number.to_string();
            row
        };
        let group = |label: &str, numbers: &[&str]| DueGroup {
            label: label.into(),
            rows: numbers.iter().map(|number| row(number)).collect(),
        };
        let sheet = DueSheet { agency: "甲局", on: "2026年1月12日", masked: true, sample: false, created: "x" };
        let document =
            sheet.document(&[group("已逾期", &["1号", "2号"]), group("本周到期", &[]), group("以后到期", &["3号"])]);
        let Block::Table(table) = &document.sections[0].blocks[2] else { panic!("a table") };
        let text = |cell: &Cell| match &cell.blocks[0].inlines[0] {
            mingce_document::Inline::Text { text, .. } => text.clone(),
            other => panic!("{other:?}"),
        };
        let bands: Vec<String> =
            table.rows.iter().filter(|row| row.cells.len() == 1).map(|row| text(&row.cells[0])).collect();
        assert_eq!(bands, ["已逾期（2件）", "以后到期（1件）"]);
        assert_eq!(table.rows.len(), 1 + 2 + 3);
        assert!(table.rows.iter().all(|row| row.cells.iter().map(|cell| cell.col_span).sum::<usize>() == HEADS.len()));
    }
}
