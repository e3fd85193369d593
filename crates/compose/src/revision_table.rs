//! 目录修订对照表: what changed from an earlier edition of a list to the present one, for the notice and for the leader.

use crate::annual_report::Status;
use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph,
    Row, RowHeight, Scope, Section, SectionStart, Table, Watermark,
};

/// A run of a text: what stands in both, and what only on one side.
pub type Run = (String, bool);

/// A field that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedField {
    /// 栏目.
    pub field: String,
    /// 原内容, with what fell away marked; empty for nothing.
    pub before: Vec<Run>,
    /// 现内容, with what came in marked.
    pub after: Vec<Run>,
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedItem {
    /// Its name, with the group it stands in.
    pub name: String,
    /// 新增, 取消, 修改.
    pub became: &'static str,
    /// The fields.
    pub fields: Vec<ChangedField>,
}

/// What the table is composed from.
#[derive(Debug, Clone, Copy)]
pub struct RevisionParts<'a> {
    /// The changes.
    pub items: &'a [ChangedItem],
    /// The office's name.
    pub agency: &'a str,
    /// What the list was compared with: the earlier edition's name.
    pub earlier: &'a str,
    /// How many are new, changed and gone, in one sentence.
    pub summary: &'a str,
    /// Draft, sample or final.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

const HEADS: [&str; 6] = ["序号", "事项", "变化", "栏目", "原内容", "现内容"];

/// The table as a document.
pub fn compose(parts: &RevisionParts<'_>) -> Document {
    let title = format!("{}基层政务公开标准目录修订对照表", parts.agency);
    let lead = format!("与“{}”相比：{}", parts.earlier, parts.summary);
    let mut blocks = vec![
        Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)),
        Block::Paragraph(Paragraph::text("lead", ParaStyle::Body, lead)),
    ];
    if !parts.items.is_empty() {
        blocks.push(Block::Table(table(parts.items)));
    }
    Document {
        meta: Meta {
            title,
            author: parts.agency.to_string(),
            subject: "公开目录修订对照表".into(),
            keywords: vec!["政府信息公开".into(), "公开目录".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "revision.section".into(),
            orientation: Orientation::Landscape,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

fn table(items: &[ChangedItem]) -> Table {
    let head = |(at, text): (usize, &&str)| {
        let paragraph = Paragraph::text(format!("head.{at}"), ParaStyle::TableHead, *text);
        Cell::of(CellRole::Head(Scope::Column), paragraph)
    };
    let mut rows = vec![Row { height: RowHeight::Auto, cells: HEADS.iter().enumerate().map(head).collect() }];
    for (at, item) in items.iter().enumerate() {
        let id = |what: &str| format!("change.{at}.{what}");
        // An item without a field to show still has its row.
        let none = [ChangedField { field: String::new(), before: Vec::new(), after: Vec::new() }];
        let fields = if item.fields.is_empty() { &none[..] } else { &item.fields };
        for (i, field) in fields.iter().enumerate() {
            let mut cells = Vec::new();
            if i == 0 {
                let mut name = Paragraph::text(id("name"), ParaStyle::TableText, &item.name);
                name.align = Some(Align::Start);
                cells.push(centred(id("number"), &(at + 1).to_string()).spanning(1, fields.len()));
                cells.push(Cell::of(CellRole::Head(Scope::Row), name).spanning(1, fields.len()));
                cells.push(centred(id("became"), item.became).spanning(1, fields.len()));
            }
            cells.push(centred(id(&format!("{i}.field")), &field.field));
            cells.push(runs(id(&format!("{i}.before")), &field.before));
            cells.push(runs(id(&format!("{i}.after")), &field.after));
            rows.push(Row { height: RowHeight::Auto, cells });
        }
    }
    Table {
        id: "revision".into(),
        summary: format!("目录的{}项变化：事项、变化、栏目、原内容和现内容", items.len()),
        columns: vec![0.05, 0.17, 0.06, 0.1, 0.31, 0.31],
        head_rows: 1,
        rows,
    }
}

fn centred(id: String, text: &str) -> Cell {
    Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableNumber, text))
}

/// A cell with a paragraph for each line; what is on one side only is heavier.
fn runs(id: String, runs: &[Run]) -> Cell {
    let mut lines: Vec<Vec<Inline>> = vec![Vec::new()];
    for (text, marked) in runs {
        let style = if *marked { CharStyle::Strong } else { CharStyle::Plain };
        for (i, piece) in text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (piece.is_empty(), lines.last_mut()) {
                line.push(Inline::Text { text: piece.to_string(), style });
            }
        }
    }
    if lines.len() > 1 {
        lines.retain(|line| !line.is_empty());
    }
    let paragraph = |(i, inlines): (usize, Vec<Inline>)| {
        let id = if i == 0 { id.clone() } else { format!("{id}.{i}") };
        Paragraph { align: Some(Align::Start), inlines, ..Paragraph::text(id, ParaStyle::TableText, "") }
    };
    let mut cell = Cell::of(CellRole::Data, Paragraph::text(id.clone(), ParaStyle::TableText, ""));
    cell.blocks = lines.into_iter().enumerate().map(paragraph).collect();
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(items: &[ChangedItem]) -> Document {
        let (agency, earlier, summary) = ("某镇人民政府", "旧目录.xlsx", "新增1项。");
        compose(&RevisionParts { items, agency, earlier, summary, status: Status::Draft, created: "" })
    }

    #[test]
    fn the_fields_of_an_item_stand_beside_its_name_and_what_changed_is_marked() {
        let field = |name: &str| ChangedField {
            field: name.into(),
            before: vec![("甲，".into(), false), ("乙".into(), true)],
            after: vec![("甲，".into(), false), ("丙\n丁".into(), true)],
        };
        let item =
            ChangedItem {
                name: "一".into(), became: "修改", fields: vec![field("公开内容"), field("公开依据")]
            };
        let bare = ChangedItem { name: "二".into(), became: "取消", fields: Vec::new() };
        let document = parts(&[item, bare]);
        let Some(Block::Table(table)) = document.sections[0].blocks.last() else { panic!("no table") };
        let places: usize = table.placed().iter().map(|(_, _, cell)| cell.col_span * cell.row_span).sum();
        assert_eq!(places, table.columns.len() * table.rows.len());
        assert_eq!(table.rows[1].cells[1].row_span, 2);
        let after = &table.rows[1].cells[5];
        assert_eq!(after.plain_text(), "甲，丙\n丁");
        let strong = |inline: &Inline| matches!(inline, Inline::Text { style: CharStyle::Strong, .. });
        let marked: Vec<bool> = after.blocks[0].inlines.iter().map(strong).collect();
        assert_eq!(marked, [false, true]);
    }

    #[test]
    fn no_change_is_a_sentence_and_no_empty_table() {
        assert!(!parts(&[]).sections[0].blocks.iter().any(|block| matches!(block, Block::Table(_))));
    }
}
