//! Sheets of the publications: the ledger of what was published, the form of the secrecy review, and what the archive
//! asks for: the list of files and the labels of its boxes.

use crate::annual_report::{Status, chinese_date};
use mingce_document::{
    Align, Block, Cell, CellRole, Document, Meta, Mm, Orientation, PageNumbering, ParaStyle, Paragraph, Row, RowHeight,
    Scope, Section, SectionStart, Table, VerticalAlign, Watermark,
};
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{DisclosureItem, ItemId, blank_item};
use mingce_domain::publication::{
    ArchiveFile, Publication, PublicationDue, PublicationId, Retention, ReviewResult, Role,
};
use std::collections::BTreeMap;

/// A publication with what is printed beside it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The publication.
    pub publication: &'a Publication,
    /// The item under which it falls.
    pub item: &'a DisclosureItem,
    /// Its last day.
    pub due: Option<PublicationDue>,
    /// How many pieces of evidence there are.
    pub evidence: usize,
}

/// What a sheet is composed from.
#[derive(Debug, Clone, Copy)]
pub struct PublicationParts<'a> {
    /// The publications, in the order in which they are printed.
    pub entries: &'a [Entry<'a>],
    /// The office's name.
    pub agency: &'a str,
    /// Whether the data is invented.
    pub sample: bool,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// 公开登记台账: what was published, when, where, who let it out.
pub fn ledger(parts: &PublicationParts<'_>) -> Document {
    const HEADS: [&str; 10] = [
        "序号",
        "索引号",
        "信息名称",
        "公开事项",
        "生成日期",
        "公开期限",
        "公开日期、渠道和位置",
        "保密审查",
        "证据",
        "状态",
    ];
    const SHARES: [f64; 10] = [0.04, 0.12, 0.16, 0.1, 0.095, 0.095, 0.185, 0.1, 0.04, 0.065];
    let title = format!("{}政府信息公开登记台账", parts.agency);
    let row = |(i, entry): (usize, &Entry<'_>)| {
        let one = entry.publication;
        let id = |field: &str| format!("{}.{field}", one.id.0);
        let mut name = vec![one.title.clone()];
        if !one.document_number.is_empty() {
            name.push(format!("（{}）", one.document_number));
        }
        let places = one.placings.iter().map(|placing| {
            let until = placing.removed_on.map(|day| format!("，{}撤下", short_date(day))).unwrap_or_default();
            let place = if placing.place.is_empty() { String::new() } else { format!("：{}", placing.place) };
            format!("{}{}{place}{until}", short_date(placing.published_on), placing.channel.label())
        });
        vec![
            centred(id("position"), &(i + 1).to_string()),
            text_cell(id("index_number"), std::slice::from_ref(&one.index_number)),
            text_cell(id("title"), &name),
            text_cell(id("item"), &[entry.item.name().to_string()]),
            centred(id("formed_on"), &one.formed_on.map(short_date).unwrap_or_default()),
            centred(id("due"), &entry.due.map(|due| short_date(due.on)).unwrap_or_default()),
            text_cell(id("placings"), &places.collect::<Vec<_>>()),
            text_cell(id("review"), &review_lines(one)),
            centred(id("evidence"), &entry.evidence.to_string()),
            centred(id("stage"), one.stage().label()),
        ]
    };
    let rows = parts.entries.iter().enumerate().map(row).collect();
    let table = listing("ledger", "公开信息的索引号、名称、日期、渠道和审查情况", &HEADS, &SHARES, rows);
    let blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)), Block::Table(table)];
    document(parts, title, Orientation::Landscape, vec![blocks])
}

fn review_lines(one: &Publication) -> Vec<String> {
    if !one.review.on_paper.is_empty() {
        return vec![format!("纸质审查：{}", one.review.on_paper)];
    }
    let signed = Role::ALL.iter().filter_map(|role| one.signature(*role)).map(|signature| signature.by.as_str());
    let names = signed.collect::<Vec<_>>().join("、");
    let result = one.review.result.map(|result| result.label().to_string());
    result.into_iter().chain(Some(names).filter(|names| !names.is_empty())).collect()
}

/// 信息公开保密审查表, a page for each publication: filled in as far as it was signed, with room for what is signed by
/// hand.
pub fn review_forms(parts: &PublicationParts<'_>) -> Document {
    let title = "政府信息公开保密审查表".to_string();
    let pages = parts.entries.iter().map(|entry| {
        let id = &entry.publication.id.0;
        let office = Paragraph::text(format!("{id}.agency"), ParaStyle::BodyFlush, format!("单位：{}", parts.agency));
        vec![
            Block::Paragraph(Paragraph::text(format!("{id}.heading"), ParaStyle::Title, &title)),
            Block::Paragraph(Paragraph { keep_with_next: true, ..office }),
            Block::Table(review_form(entry)),
        ]
    });
    let pages = pages.collect();
    document(parts, title, Orientation::Portrait, pages)
}

/// The same form with nothing in it, to be filled in by hand; `name` begins the names of its nodes.
pub(crate) fn blank_review_form(name: &str) -> Table {
    let (item, agency) = (ItemId(String::new()), AgencyId(String::new()));
    let publication = Publication::blank(PublicationId(name.to_string()), agency.clone(), item.clone());
    let entry = Entry { publication: &publication, item: &blank_item(item, agency), due: None, evidence: 0 };
    Table { summary: "保密审查表：信息、审查意见和三级签署".into(), ..review_form(&entry) }
}

fn review_form(entry: &Entry<'_>) -> Table {
    let one = entry.publication;
    let id = |field: &str| format!("{}.{field}", one.id.0);
    let label = |field: &str, text: &str| {
        Cell::of(CellRole::Head(Scope::Row), Paragraph::text(id(&format!("{field}.label")), ParaStyle::TableHead, text))
    };
    let wide = |field: &str, text: &str, lines: Vec<String>, height: f64| Row {
        height: RowHeight::AtLeast(Mm(height)),
        cells: vec![label(field, text), text_cell(id(field), &lines).spanning(3, 1)],
    };
    let pair = |left: (&str, &str, String), right: (&str, &str, String)| Row {
        height: RowHeight::AtLeast(Mm(11.0)),
        cells: vec![
            label(left.0, left.1),
            text_cell(id(left.0), &[left.2]),
            label(right.0, right.1),
            text_cell(id(right.0), &[right.2]),
        ],
    };
    let item = entry.item;
    let channels = item.channels.iter().map(|channel| channel.label()).collect::<Vec<_>>().join("、");
    let modes = item.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、");
    let due = entry.due.map(|due| chinese_date(due.on)).unwrap_or_default();
    let mut rows = vec![
        wide("title", "信息名称", vec![one.title.clone()], 14.0),
        pair(
            ("document_number", "文号", one.document_number.clone()),
            ("formed_on", "生成日期", one.formed_on.map(chinese_date).unwrap_or_default()),
        ),
        pair(("item", "公开事项", item.name().to_string()), ("due", "公开期限", due)),
        pair(("modes", "公开属性", modes), ("channels", "拟公开渠道", channels)),
        wide("summary", "内容概述", vec![one.summary.clone()], 24.0),
        wide("publisher", "信息发布员", vec![signature_line(one, Role::Publisher)], 16.0),
    ];
    let tick = |result: &ReviewResult| {
        let chosen = one.review.result == Some(*result);
        format!("{}{}", if chosen { '☑' } else { '☐' }, result.label())
    };
    let mut opinion: Vec<String> = ReviewResult::ALL.iter().map(tick).collect();
    opinion.extend(one.review.opinion.lines().map(str::to_string));
    opinion.push(signature_line(one, Role::Reviewer));
    rows.push(wide("reviewer", "保密审查意见", opinion, 40.0));
    rows.push(wide("leader", "分管负责人意见", vec![signature_line(one, Role::Leader)], 24.0));
    let paper = &one.review.on_paper;
    let note = if paper.is_empty() { one.note.clone() } else { format!("已在纸上审查：{paper}　{}", one.note) };
    rows.push(wide("note", "备注", vec![note], 12.0));
    Table {
        id: format!("{}.form", one.id.0).into(),
        summary: format!("“{}”的保密审查：信息、审查意见和三级签署", one.title),
        columns: vec![0.18, 0.36, 0.16, 0.30],
        head_rows: 0,
        rows,
    }
}

/// Who signed when, or room to sign.
fn signature_line(one: &Publication, role: Role) -> String {
    match one.signature(role) {
        Some(signature) => format!("{}：{}　{}", role.label(), signature.by, chinese_date(signature.on)),
        None => format!("{}：　　　　　　　　　　年　　月　　日", role.label()),
    }
}

/// What is on file, by year and retention, in the order of the pieces.
fn on_file<'a>(parts: &PublicationParts<'a>) -> BTreeMap<(i32, Retention), Vec<(&'a Publication, &'a ArchiveFile)>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for entry in parts.entries {
        if let Some(file) = &entry.publication.archive {
            groups.entry((file.year, file.retention)).or_default().push((entry.publication, file));
        }
    }
    for group in groups.values_mut() {
        group.sort_by_key(|(_, file)| file.piece);
    }
    groups
}

/// 归档文件目录, one list for each year and retention.
pub fn archive_list(parts: &PublicationParts<'_>) -> Document {
    const HEADS: [&str; 7] = ["件号", "文号", "题名", "日期", "页数", "盒号", "备注"];
    const SHARES: [f64; 7] = [0.08, 0.18, 0.34, 0.14, 0.08, 0.08, 0.1];
    let title = format!("{}归档文件目录", parts.agency);
    let mut blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title))];
    for ((year, retention), files) in on_file(parts) {
        let heading = format!("{year}年　保管期限：{}", retention.label());
        let key = format!("{year}.{}", retention.key());
        blocks.push(Block::Paragraph(Paragraph::text(format!("heading.{key}"), ParaStyle::Heading1, heading)));
        let row = |(one, file): &(&Publication, &ArchiveFile)| {
            let id = |field: &str| format!("{}.{field}", one.id.0);
            vec![
                centred(id("piece"), &file.piece.to_string()),
                text_cell(id("document_number"), std::slice::from_ref(&one.document_number)),
                text_cell(id("title"), std::slice::from_ref(&one.title)),
                centred(id("formed_on"), &one.formed_on.map(compact_date).unwrap_or_default()),
                centred(id("pages"), &counted(file.pages)),
                centred(id("box"), &file.box_number.to_string()),
                text_cell(id("note"), std::slice::from_ref(&one.note)),
            ]
        };
        let rows = files.iter().map(row).collect();
        let summary = format!("{year}年{}保管的归档文件，共{}件", retention.label(), files.len());
        blocks.push(Block::Table(listing(&format!("archive.{key}"), &summary, &HEADS, &SHARES, rows)));
    }
    document(parts, title, Orientation::Portrait, vec![blocks])
}

/// 档案盒标签, one for each box.
pub fn box_labels(parts: &PublicationParts<'_>) -> Document {
    let title = "档案盒标签".to_string();
    let mut blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title))];
    for ((year, retention), files) in on_file(parts) {
        let mut boxes: BTreeMap<u32, Vec<&ArchiveFile>> = BTreeMap::new();
        for (_, file) in files {
            boxes.entry(file.box_number).or_default().push(file);
        }
        for (number, files) in boxes {
            let key = format!("{year}.{}.{number}", retention.key());
            let first = files.first().map_or(0, |file| file.piece);
            let last = files.last().map_or(0, |file| file.piece);
            let pages = if files.iter().all(|file| file.pages > 0) {
                files.iter().map(|file| file.pages).sum::<u32>().to_string()
            } else {
                String::new()
            };
            let fields = [
                ("全宗名称", parts.agency.to_string()),
                ("年度", year.to_string()),
                ("保管期限", retention.label().to_string()),
                ("盒号", number.to_string()),
                ("起止件号", format!("{first}—{last}（共{}件）", files.len())),
                ("页数", pages),
            ];
            let rows = fields.iter().enumerate().map(|(i, (label, value))| {
                let head = Paragraph::text(format!("{key}.{i}.label"), ParaStyle::TableHead, *label);
                let mut text = Paragraph::text(format!("{key}.{i}"), ParaStyle::BodyFlush, value);
                text.align = Some(Align::Start);
                Row {
                    height: RowHeight::AtLeast(Mm(11.0)),
                    cells: vec![Cell::of(CellRole::Head(Scope::Row), head), Cell::of(CellRole::Data, text)],
                }
            });
            blocks.push(Block::Table(Table {
                id: format!("box.{key}").into(),
                summary: format!("{year}年{}第{number}盒", retention.label()),
                columns: vec![0.25, 0.75],
                head_rows: 0,
                rows: rows.collect(),
            }));
            blocks.push(Block::Paragraph(Paragraph::text(format!("{key}.after"), ParaStyle::Spacer, "")));
        }
    }
    document(parts, title, Orientation::Portrait, vec![blocks])
}

/// One section for each part; each starts a page.
fn document(
    parts: &PublicationParts<'_>,
    title: String,
    orientation: Orientation,
    sections: Vec<Vec<Block>>,
) -> Document {
    let status = if parts.sample { Status::Sample } else { Status::Final };
    let section = |(i, blocks): (usize, Vec<Block>)| Section {
        id: format!("section.{i}").into(),
        orientation,
        start: SectionStart::NextPage,
        page_numbers: if i == 0 { PageNumbering::Restart(1) } else { PageNumbering::Continue },
        running_head: None,
        blocks,
    };
    Document {
        meta: Meta {
            subject: title.clone(),
            title,
            author: parts.agency.to_string(),
            keywords: vec!["政府信息公开".into(), "公开记录".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: sections.into_iter().enumerate().map(section).collect(),
        watermark: status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

fn listing(id: &str, summary: &str, heads: &[&str], shares: &[f64], rows: Vec<Vec<Cell>>) -> Table {
    let head = |(c, text): (usize, &&str)| {
        let paragraph = Paragraph::text(format!("{id}.head.{c}"), ParaStyle::TableHead, *text);
        Cell::of(CellRole::Head(Scope::Column), paragraph)
    };
    let first = Row { height: RowHeight::Auto, cells: heads.iter().enumerate().map(head).collect() };
    let rows = rows.into_iter().map(|cells| Row { height: RowHeight::Auto, cells });
    Table {
        id: id.into(),
        summary: summary.into(),
        columns: shares.to_vec(),
        head_rows: 1,
        rows: std::iter::once(first).chain(rows).collect(),
    }
}

fn centred(id: String, text: &str) -> Cell {
    Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableNumber, text))
}

fn text_cell(id: String, lines: &[String]) -> Cell {
    let mut cell = Cell::of(CellRole::Data, Paragraph::text(id.clone(), ParaStyle::TableText, ""));
    let lines: Vec<&String> = lines.iter().filter(|line| !line.is_empty()).collect();
    if !lines.is_empty() {
        let paragraph = |(i, line): (usize, &&String)| {
            let id = if i == 0 { id.clone() } else { format!("{id}.{i}") };
            Paragraph { align: Some(Align::Start), ..Paragraph::text(id, ParaStyle::TableText, line.as_str()) }
        };
        cell.blocks = lines.iter().enumerate().map(paragraph).collect();
    }
    cell.vertical = VerticalAlign::Middle;
    cell
}

/// `2026-01-20`: columns of the ledger are narrow.
fn short_date(day: chrono::NaiveDate) -> String {
    day.to_string()
}

/// `20260120`, as archive lists write it.
fn compact_date(day: chrono::NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn counted(pages: u32) -> String {
    if pages == 0 { String::new() } else { pages.to_string() }
}

#[cfg(test)]
mod tests;
