//! The guide page of one disclosure item (公开内容及流程图): what, on what basis, by whom, where, within what time, its
//! flowchart and its step table.

use crate::chart::figures;
use crate::step_table::steps;
use mingce_document::{
    Block, Cell, CellRole, CharStyle, Document, Drawing, Inline, Meta, Orientation, PageNumbering, ParaStyle,
    Paragraph, Row, RowHeight, Scope, Section, SectionStart, Table, Watermark,
};
use mingce_domain::catalogue::{Channel, DisclosureItem, LegalBasis};
use mingce_domain::process::{BASIS_UNCHECKED, Process};

/// What a page is composed from.
#[derive(Debug, Clone, Copy)]
pub struct GuideParts<'a> {
    /// The item.
    pub item: &'a DisclosureItem,
    /// The office's name.
    pub agency: &'a str,
    /// Its process, with the chart laid out, if it has one.
    pub process: Option<(&'a Process, &'a Drawing)>,
    /// 示例 across the page.
    pub sample: bool,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The page as a document of its own.
pub fn compose(parts: &GuideParts) -> Document {
    let title = format!("{}公开内容及流程图", parts.item.name());
    let mut blocks = vec![
        Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)),
        Block::Paragraph(Paragraph::text("heading.content", ParaStyle::Heading1, "一、公开内容")),
        Block::Table(fields(parts.item, "")),
    ];
    if let Some((process, drawing)) = parts.process {
        blocks.push(Block::Paragraph(Paragraph::text("heading.chart", ParaStyle::Heading1, "二、流程图")));
        blocks.extend(figures(process, drawing, Orientation::Portrait, "chart", Some(&process.title)));
        blocks.push(Block::Paragraph(Paragraph::text("heading.steps", ParaStyle::Heading1, "三、步骤、岗位与时限")));
        blocks.push(Block::Table(steps(process, "")));
    }
    Document {
        meta: Meta {
            title,
            author: parts.agency.to_string(),
            subject: "公开内容及流程图".into(),
            keywords: vec!["政府信息公开".into(), "流程图".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "guide".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.sample.then(|| Watermark { text: "示例".into() }),
    }
}

/// The field table. Only what is filled in, except the fields that every guide page must have. `prefix` begins the names
/// of its nodes, so that many such tables can stand in one document.
pub(crate) fn fields(item: &DisclosureItem, prefix: &str) -> Table {
    const MUST: &str = "【待补充】";
    let or_missing = |lines: Vec<String>| if lines.is_empty() { vec![MUST.to_string()] } else { lines };
    let contacts = &item.contacts;
    let one = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_string()] };
    let mut rows: Vec<(&str, Vec<String>)> = vec![
        ("事项名称", or_missing(one(item.name()))),
        ("内容概述", one(&item.summary)),
        ("公开内容", or_missing(elements(item))),
        ("公开依据", or_missing(item.legal_basis.iter().map(basis).collect())),
        ("公开主体", or_missing(one(&item.responsible_body))),
        ("责任科室", one(&contacts.office)),
        ("责任岗位", one(&contacts.post)),
        ("办理时限", or_missing(item.time_limit.iter().map(|limit| limit.text.clone()).collect())),
        ("公开时间", item.time_class.iter().map(|class| class.label().to_string()).collect()),
        ("公开渠道", or_missing(one(&channels(item)))),
        ("公开对象", one(&audience(item))),
        ("公开方式", one(&item.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、"))),
        ("办理条件", one(&item.conditions)),
        ("申报材料", materials(item)),
        ("收费标准", one(&item.fees)),
        ("法定时限", one(&item.statutory_limit)),
        ("承诺时限", one(&item.promised_limit)),
        ("办理地点", one(&contacts.place)),
        ("办理时间", one(&contacts.hours)),
        ("联系电话", one(&contacts.phone)),
        ("监督电话", one(&contacts.supervision_phone)),
    ];
    rows.retain(|(_, lines)| !lines.is_empty());
    let parted = rows.into_iter().flat_map(|(label, lines)| {
        let parts = parted(lines);
        parts.into_iter().enumerate().map(move |(part, lines)| {
            let label = if part == 0 { label.to_string() } else { format!("{label}（续）") };
            (label, lines)
        })
    });
    let parted: Vec<(String, Vec<String>)> = parted.collect();
    let count = parted.len();
    let rows = parted
        .into_iter()
        .enumerate()
        .map(|(r, (label, lines))| {
            // The last row never stands alone at the head of a page.
            let keep = r + 1 < count && r + LAST_ROWS >= count;
            let mut head = Paragraph::text(format!("{prefix}field.{r}.label"), ParaStyle::TableHead, label);
            head.keep_with_next = keep;
            let mut text: Vec<Paragraph> =
                lines.iter().enumerate().map(|(i, line)| cell_text(&format!("{prefix}field.{r}.{i}"), line)).collect();
            text.iter_mut().for_each(|line| line.keep_with_next = keep);
            let mut data =
                Cell::of(CellRole::Data, Paragraph::text(format!("{prefix}field.{r}"), ParaStyle::TableText, ""));
            data.blocks = text;
            Row { height: RowHeight::Auto, cells: vec![Cell::of(CellRole::Head(Scope::Row), head), data] }
        })
        .collect();
    Table {
        id: format!("{prefix}fields").into(),
        summary: format!("“{}”的公开内容、依据、主体、时限、渠道和联系方式", item.name()),
        columns: vec![0.18, 0.82],
        head_rows: 0,
        rows,
    }
}

/// So many rows at the end of the table stay together.
const LAST_ROWS: usize = 3;
/// About so many characters make a line of a field, and so many lines a row: a row is not torn by a page end unless it
/// must be, and word processors differ on where to tear one that is higher than a page.
const LINE_CHARS: usize = 33;
const ROW_LINES: usize = 14;

/// Lines of a field in rows of about [`ROW_LINES`].
fn parted(lines: Vec<String>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = vec![Vec::new()];
    let mut used = 0;
    for line in lines.iter().flat_map(|line| short(line)) {
        let needed = line.chars().count().div_ceil(LINE_CHARS).max(1);
        match rows.last_mut().filter(|row| row.is_empty() || used + needed <= ROW_LINES) {
            Some(row) => row.push(line.to_string()),
            None => {
                rows.push(vec![line.to_string()]);
                used = 0;
            }
        }
        used += needed;
    }
    rows
}

/// A text in pieces that fit a row, parted behind a stop where there is one.
fn short(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((most, _)) = rest.char_indices().nth(LINE_CHARS * ROW_LINES) {
        let stop = rest[..most].char_indices().rev().find(|(_, c)| matches!(c, '。' | '；' | '，' | '、'));
        let at = stop.map_or(most, |(at, c)| at + c.len_utf8());
        let (piece, left) = rest.split_at(at);
        pieces.push(piece);
        rest = left;
    }
    pieces.push(rest);
    pieces
}

/// Text of a cell; a 【…】 that asks for attention stands out.
fn cell_text(id: &str, text: &str) -> Paragraph {
    let mut paragraph = Paragraph::text(id, ParaStyle::TableText, "");
    paragraph.inlines = match text.find('【') {
        Some(at) => vec![
            Inline::Text { text: text[..at].to_string(), style: CharStyle::Plain },
            Inline::Text { text: text[at..].to_string(), style: CharStyle::Attention },
        ],
        None => vec![Inline::Text { text: text.to_string(), style: CharStyle::Plain }],
    };
    paragraph
}

fn elements(item: &DisclosureItem) -> Vec<String> {
    let numbered = item.content_elements.iter().enumerate();
    numbered.map(|(i, e)| format!("{}.{}{}", i + 1, e.text, if e.required { "" } else { "（可选）" })).collect()
}

/// `《…》（国务院令第711号）第二十七条`; what was not checked says so.
fn basis(basis: &LegalBasis) -> String {
    let number = if basis.number.is_empty() { String::new() } else { format!("（{}）", basis.number) };
    let unchecked = if basis.checked { "" } else { BASIS_UNCHECKED };
    format!("《{}》{number}{}{unchecked}", basis.name, basis.article)
}

fn channels(item: &DisclosureItem) -> String {
    let named = item.channels.iter().filter(|channel| **channel != Channel::Other).map(|channel| channel.label());
    named.chain(item.other_channels.iter().map(String::as_str)).collect::<Vec<_>>().join("、")
}

fn audience(item: &DisclosureItem) -> String {
    let whole = item.audience.whole_society.then_some("全社会");
    whole.into_iter().chain(item.audience.specific_groups.iter().map(String::as_str)).collect::<Vec<_>>().join("、")
}

fn materials(item: &DisclosureItem) -> Vec<String> {
    item.materials
        .iter()
        .enumerate()
        .map(|(i, material)| {
            let copies = material.copies.map(|n| format!("{n}份"));
            let details: Vec<&str> = [copies.as_deref().unwrap_or(""), &material.form, &material.source]
                .into_iter()
                .filter(|detail| !detail.is_empty())
                .collect();
            let details = if details.is_empty() { String::new() } else { format!("（{}）", details.join("，")) };
            format!("{}.{}{details}", i + 1, material.name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_domain::agency::AgencyId;
    use mingce_domain::catalogue::{ItemId, blank_item};

    #[test]
    fn the_last_row_of_the_fields_never_stands_alone_on_a_page() {
        let mut item = blank_item(ItemId("i".into()), AgencyId("a".into()));
        item.contacts.phone = "0000-0000001".into();
        item.contacts.supervision_phone = "0000-0000002".into();
        let rows = fields(&item, "").rows;
        let kept: Vec<bool> = rows.iter().rev().take(4).map(Row::keeps_with_next).collect();
        assert_eq!(kept, [false, true, true, false], "the last three stand together");
    }

    #[test]
    fn long_fields_go_on_in_rows_that_fit_a_page_and_lose_nothing() {
        let short_one = vec!["公开内容。".to_string(); ROW_LINES];
        assert_eq!(parted(short_one.clone()), [short_one], "a field of a few lines is one row");
        let long = format!("{}；", "办理条件和程序".repeat(30)).repeat(5);
        for lines in
            [vec!["第一条".to_string(); 100], vec![long.clone()], vec!["字".repeat(3_000)], vec![String::new()]]
        {
            let rows = parted(lines.clone());
            assert_eq!(rows.concat().concat(), lines.concat());
            for row in &rows {
                let used: usize = row.iter().map(|line| line.chars().count().div_ceil(LINE_CHARS)).sum();
                assert!(used <= ROW_LINES, "{used} lines in a row");
            }
        }
        assert!(parted(vec![long])[0][0].ends_with('；'), "parted behind a stop");
    }
}
