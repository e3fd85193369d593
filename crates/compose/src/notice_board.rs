//! 公开栏: what an office pins on the wall. Each item is a table of its own, so that it stands whole on one sheet; what an
//! item does not say takes no room.

use crate::annual_report::{Status, chinese_date};
use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph,
    Row, RowHeight, Scope, Section, SectionStart, Table, Watermark,
};
use mingce_domain::catalogue::{ContentElement, DisclosureItem, Reach};
use mingce_domain::process::BASIS_UNCHECKED;

/// What a notice is composed from.
#[derive(Debug, Clone, Copy)]
pub struct NoticeParts<'a> {
    /// The items, in the order of the list.
    pub items: &'a [&'a DisclosureItem],
    /// The office's name.
    pub agency: &'a str,
    /// 公示期: the first and the last day on which it hangs.
    pub period: (chrono::NaiveDate, chrono::NaiveDate),
    /// The paper's direction.
    pub orientation: Orientation,
    /// Draft, sample or final.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// Whether an item may hang where everyone reads it: not what is withheld (arts 14–16 of the Regulation), and not what is
/// disclosed inside the office or to one group only.
pub fn may_be_posted(item: &DisclosureItem) -> bool {
    item.withheld.is_none() && item.reach == Reach::Public
}

/// The notice, with page numbers: whoever lays it out on one page leaves them out.
pub fn compose(parts: &NoticeParts<'_>) -> Document {
    let title = format!("{}政务公开栏", parts.agency);
    let watch = watch(parts.items);
    let mut blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title))];
    let items = parts.items.iter().enumerate();
    blocks.extend(items.map(|(at, item)| Block::Table(table(at, item, watch.len() > 1, parts.orientation))));
    let (from, to) = parts.period;
    let line = |id: &str, text: String| {
        let mut paragraph = Paragraph::text(id, ParaStyle::BodyFlush, text);
        paragraph.align = Some(Align::Start);
        paragraph
    };
    let mut foot = vec![line("period", format!("公示期：{}至{}", chinese_date(from), chinese_date(to)))];
    if let [one] = watch.as_slice() {
        foot.push(line("supervision", format!("监督电话：{one}")));
    }
    // The lines of the foot stand together.
    if let Some((_, before)) = foot.split_last_mut() {
        before.iter_mut().for_each(|paragraph| paragraph.keep_with_next = true);
    }
    blocks.extend(foot.into_iter().map(Block::Paragraph));
    Document {
        meta: Meta {
            title,
            author: parts.agency.to_string(),
            subject: "政务公开栏".into(),
            keywords: vec!["政府信息公开".into(), "公开栏".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "notice".into(),
            orientation: parts.orientation,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

/// The different 监督电话 of the items, in their order. One for all stands at the foot, several in the items.
fn watch<'a>(items: &[&'a DisclosureItem]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for item in items {
        let phone = item.contacts.supervision_phone.trim();
        if !phone.is_empty() && !found.contains(&phone) {
            found.push(phone);
        }
    }
    found
}

/// The columns of the grid: label and value, twice.
const COLUMNS: usize = 4;

fn table(at: usize, item: &DisclosureItem, own_watch: bool, orientation: Orientation) -> Table {
    let id = |field: &str| format!("{}.{field}", item.id.0);
    let mut rows = vec![wide(&id("name"), "公开事项", &[(item.name().to_string(), false)])];
    let plain = |lines: Vec<String>| lines.into_iter().map(|line| (line, false)).collect::<Vec<_>>();
    let elements = plain(numbered(&item.content_elements));
    let bases: Vec<(String, bool)> = item.legal_basis.iter().map(|basis| (basis.printed(), !basis.checked)).collect();
    let long = [("content_elements", "公开内容", elements), ("legal_basis", "公开依据", bases)];
    rows.extend(
        long.iter().filter(|(.., lines)| !lines.is_empty()).map(|(field, label, lines)| wide(&id(field), label, lines)),
    );
    let limit = item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default();
    // A limit in a sentence wants the whole width.
    let (limit, short_limit) = if limit.chars().count() > 12 { (limit, String::new()) } else { (String::new(), limit) };
    if !limit.is_empty() {
        rows.push(wide(&id("time_limit"), "公开时限", &[(limit, false)]));
    }
    let contacts = &item.contacts;
    let short = [
        ("time_limit", "公开时限", short_limit),
        ("published_on", "公开日期", item.published_on.map(chinese_date).unwrap_or_default()),
        ("office", "责任科室", contacts.office.clone()),
        ("phone", "联系电话", contacts.phone.clone()),
        ("supervision_phone", "监督电话", if own_watch { contacts.supervision_phone.clone() } else { String::new() }),
    ];
    let short: Vec<_> = short.iter().filter(|(.., text)| !text.trim().is_empty()).collect();
    for pair in short.chunks(2) {
        let cells = |(field, label, text): &(&str, &str, String), columns: usize| {
            [label_cell(&id(field), label), value_cell(id(field), &[(text.clone(), false)]).spanning(columns, 1)]
        };
        let cells = match pair {
            [one] => cells(one, COLUMNS - 1).to_vec(),
            pair => pair.iter().flat_map(|it| cells(it, 1)).collect(),
        };
        rows.push(Row { height: RowHeight::Auto, cells });
    }
    // Four characters and their padding, whatever the paper's width.
    let label = if orientation == Orientation::Landscape { 0.12 } else { 0.18 };
    Table {
        id: format!("notice.{at}").into(),
        summary: format!("“{}”的公开内容、依据、时限和联系方式", item.name()),
        columns: vec![label, 0.5 - label, label, 0.5 - label],
        head_rows: 0,
        rows,
    }
}

/// The elements, numbered when they are several. The marks ● and 〇 are for those who fill the form in: 必选, 可选.
fn numbered(elements: &[ContentElement]) -> Vec<String> {
    match elements {
        [one] => vec![one.text.clone()],
        all => all.iter().enumerate().map(|(at, element)| format!("{}. {}", at + 1, element.text)).collect(),
    }
}

/// A row of one label and one value over the rest.
fn wide(id: &str, label: &str, lines: &[(String, bool)]) -> Row {
    let value = value_cell(id.to_string(), lines).spanning(COLUMNS - 1, 1);
    Row { height: RowHeight::Auto, cells: vec![label_cell(id, label), value] }
}

fn label_cell(id: &str, label: &str) -> Cell {
    Cell::of(CellRole::Head(Scope::Row), Paragraph::text(format!("{id}.label"), ParaStyle::TableHead, label))
}

/// A value of several lines, each with whether it still has to be checked.
fn value_cell(id: String, lines: &[(String, bool)]) -> Cell {
    let paragraph = |(i, (text, unchecked)): (usize, &(String, bool))| {
        let id = if i == 0 { id.clone() } else { format!("{id}.{i}") };
        let mut paragraph = Paragraph::text(id, ParaStyle::TableText, text);
        paragraph.align = Some(Align::Start);
        if *unchecked {
            paragraph.inlines.push(Inline::Text { text: BASIS_UNCHECKED.into(), style: CharStyle::Attention });
        }
        paragraph
    };
    let mut cell = Cell::of(CellRole::Data, Paragraph::text(id.clone(), ParaStyle::TableText, ""));
    cell.blocks = lines.iter().enumerate().map(paragraph).collect();
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use mingce_domain::agency::AgencyId;
    use mingce_domain::catalogue::{ItemId, TimeLimit, Withholding, blank_item, read_elements};

    fn item(id: &str) -> DisclosureItem {
        let mut item = blank_item(ItemId(id.into()), AgencyId("a".into()));
        (item.primary, item.secondary) = ("惠农补贴".into(), format!("补贴发放{id}"));
        item.content_elements = read_elements("●补贴名称\n●发放名单");
        item.time_limit = TimeLimit::read("信息形成或者变更之日起20个工作日内");
        item.contacts.office = "党政办公室".into();
        item.contacts.supervision_phone = "0000-0000002".into();
        item
    }

    fn composed(items: &[DisclosureItem], orientation: Orientation) -> Document {
        let items: Vec<&DisclosureItem> = items.iter().collect();
        let day = |d| NaiveDate::from_ymd_opt(2026, 1, d).unwrap();
        let period = (day(5), day(11));
        let (agency, status) = ("某镇人民政府", Status::Final);
        compose(&NoticeParts { items: &items, agency, period, orientation, status, created: "" })
    }

    fn texts(document: &Document) -> Vec<String> {
        let of = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.plain_text(),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.map(Cell::plain_text).collect::<Vec<_>>().join("|")
            }
            _ => String::new(),
        };
        document.sections[0].blocks.iter().map(of).collect()
    }

    #[test]
    fn an_item_says_what_it_has_and_one_phone_for_all_stands_at_the_foot() {
        let document = composed(&[item("1")], Orientation::Portrait);
        assert_eq!(
            texts(&document),
            [
                "某镇人民政府政务公开栏",
                "公开事项|补贴发放1|公开内容|1. 补贴名称\n2. 发放名单|公开时限|信息形成或者变更之日起20个工作日内|责任科室|党政办公室",
                "公示期：2026年1月5日至2026年1月11日",
                "监督电话：0000-0000002",
            ]
        );
    }

    #[test]
    fn different_phones_stand_in_their_items() {
        let mut items = [item("1"), item("2")];
        items[1].contacts.supervision_phone = "0000-0000003".into();
        let texts = texts(&composed(&items, Orientation::Landscape));
        assert!(
            texts[1].ends_with("监督电话|0000-0000002") && texts[2].ends_with("监督电话|0000-0000003"),
            "{texts:?}"
        );
        assert!(!texts.iter().any(|text| text.starts_with("监督电话")));
    }

    #[test]
    fn every_row_fills_the_grid_whatever_is_missing() {
        for missing in 0..32 {
            let mut one = item("1");
            one.published_on = NaiveDate::from_ymd_opt(2026, 1, 4);
            one.contacts.phone = "0000-0000001".into();
            let has = |bit: u32| missing & (1 << bit) == 0;
            if !has(0) {
                one.content_elements.clear();
            }
            if !has(1) {
                one.time_limit = TimeLimit::read("实时公开");
            }
            if !has(2) {
                one.published_on = None;
            }
            if !has(3) {
                one.contacts.office.clear();
            }
            if !has(4) {
                one.contacts.phone.clear();
            }
            for orientation in [Orientation::Portrait, Orientation::Landscape] {
                let document = composed(std::slice::from_ref(&one), orientation);
                let Block::Table(table) = &document.sections[0].blocks[1] else { panic!("no table") };
                let places: usize = table.placed().iter().map(|(_, _, cell)| cell.col_span * cell.row_span).sum();
                assert_eq!(places, table.columns.len() * table.rows.len(), "without {missing:b}");
            }
        }
    }

    #[test]
    fn what_is_withheld_or_internal_is_not_for_a_wall() {
        let (mut withheld, mut internal) = (item("1"), item("2"));
        withheld.withheld =
            Some(Withholding { article: "第十四条".into(), reason: String::new(), assessed_on: None });
        internal.reach = Reach::Internal;
        assert_eq!(
            [may_be_posted(&withheld), may_be_posted(&internal), may_be_posted(&item("3"))],
            [false, false, true]
        );
    }
}
