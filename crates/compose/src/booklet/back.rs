//! What stands behind the parts: 机构名录 on pages across, 事项索引 by pinyin.

use super::front::appendix;
use super::{Book, Office, attentive, item_node, plain};
use mingce_document::{
    Align, Block, Cell, CellRole, Inline, Orientation, ParaStyle, Paragraph, Row, RowHeight, Scope, Table,
};

const OFFICE_HEADS: [&str; 7] = ["序号", "单位", "工作机构（科室）", "办公地址", "办公时间", "联系电话", "监督电话"];
const OFFICE_SHARES: [f64; 7] = [0.05, 0.18, 0.16, 0.2, 0.17, 0.12, 0.12];
/// What art. 12 asks for and nobody filled in.
const MUST: &str = "【待补充】";

pub(super) fn write(book: &mut Book<'_>) {
    let parts = book.parts;
    if !parts.offices.is_empty() {
        appendix(book, "offices", "附录一　机构名录", Orientation::Landscape);
        book.push(Block::Table(offices(parts.offices)));
    }
    if !parts.index.is_empty() {
        let title = if parts.offices.is_empty() { "附录　事项索引" } else { "附录二　事项索引" };
        appendix(book, "index", title, Orientation::Portrait);
        let table = index(book);
        book.push(Block::Table(table));
    }
}

fn head(id: String, text: &str) -> Cell {
    Cell::of(CellRole::Head(Scope::Column), Paragraph::text(id, ParaStyle::TableHead, text))
}

fn offices(offices: &[Office]) -> Table {
    let heads = OFFICE_HEADS.iter().enumerate().map(|(c, text)| head(format!("offices.head.{c}"), text));
    let mut rows = vec![Row { height: RowHeight::Auto, cells: heads.collect() }];
    for (r, office) in offices.iter().enumerate() {
        let must = |text: &str| if text.trim().is_empty() { MUST.to_string() } else { text.to_string() };
        let texts = [
            (r + 1).to_string(),
            office.agency.clone(),
            must(&office.office),
            must(&office.place),
            must(&office.hours),
            must(&office.phone),
            must(&office.supervision_phone),
        ];
        let cells = texts.iter().enumerate().map(|(c, text)| {
            let style = if matches!(c, 0 | 5 | 6) { ParaStyle::TableNumber } else { ParaStyle::TableText };
            let mut paragraph =
                Paragraph { inlines: Vec::new(), ..Paragraph::text(format!("offices.{}.{c}", r + 1), style, "") };
            if style == ParaStyle::TableText {
                paragraph.align = Some(Align::Start);
            }
            // Each span of hours on a line of its own: word processors may break a line before the dash in it.
            for (i, line) in text.split_inclusive('，').enumerate() {
                if i > 0 {
                    paragraph.inlines.push(Inline::LineBreak);
                }
                paragraph.inlines.extend(attentive(line));
            }
            Cell::of(CellRole::Data, paragraph)
        });
        rows.push(Row { height: RowHeight::Auto, cells: cells.collect() });
    }
    Table {
        id: "offices".into(),
        summary: format!("机构名录，共{}个单位", offices.len()),
        columns: OFFICE_SHARES.to_vec(),
        head_rows: 1,
        rows,
    }
}

fn index(book: &Book<'_>) -> Table {
    let chapters = book.parts.divisions.iter().flat_map(|division| &division.chapters);
    let items: Vec<(&str, &str)> =
        chapters.flat_map(|chapter| chapter.entries.iter().map(|it| (it.item.name(), chapter.agency))).collect();
    let heads = ["公开事项", "单位", "页码"].iter().enumerate();
    let heads = heads.map(|(c, text)| head(format!("index.head.{c}"), text));
    let mut rows = vec![Row { height: RowHeight::Auto, cells: heads.collect() }];
    for (letter, places) in book.parts.index {
        let mut cell = head(format!("index.letter.{letter}"), &letter.to_string()).spanning(3, 1);
        // A letter never stands at the foot of a page without an item.
        cell.blocks.iter_mut().for_each(|text| text.keep_with_next = true);
        rows.push(Row { height: RowHeight::Auto, cells: vec![cell] });
        for place in places {
            let Some((name, agency)) = items.get(*place) else { continue };
            let text = |c: usize, style, inline: Inline| {
                let mut paragraph = Paragraph::text(format!("index.{}.{c}", place + 1), style, "");
                paragraph.inlines = vec![inline];
                if style == ParaStyle::TableText {
                    paragraph.align = Some(Align::Start);
                }
                Cell::of(CellRole::Data, paragraph)
            };
            let target = item_node(*place).into();
            rows.push(Row {
                height: RowHeight::Auto,
                cells: vec![
                    text(0, ParaStyle::TableText, plain(name)),
                    text(1, ParaStyle::TableText, plain(agency)),
                    text(2, ParaStyle::TableNumber, Inline::PageRef { target }),
                ],
            });
        }
    }
    Table {
        id: "index".into(),
        summary: format!("事项索引，按汉语拼音排列，共{}项", items.len()),
        columns: vec![0.52, 0.36, 0.12],
        head_rows: 1,
        rows,
    }
}
