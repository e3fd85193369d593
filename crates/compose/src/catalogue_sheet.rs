//! The catalogue as the standard table: two rows of heads, a landscape page, groups merged down; and 信息公开目录 with
//! what art. 12 of the Regulation asks of a catalogue.

use crate::annual_report::{Status, chinese_date};
use chrono::NaiveDate;
use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph,
    Row, RowHeight, Scope, Section, SectionStart, Table, VerticalAlign, Watermark,
};
use mingce_domain::agency::AgencyLevel;
use mingce_domain::catalogue::{DisclosureItem, LegalBasis, Mode, carrier_lines, element_lines};
use mingce_domain::process::BASIS_UNCHECKED;
use mingce_domain::publication::Publication;

/// What a catalogue is composed from.
#[derive(Debug, Clone, Copy)]
pub struct CatalogueParts<'a> {
    /// The items, in the order of the list.
    pub items: &'a [DisclosureItem],
    /// What was published under them, for 信息公开目录.
    pub published: &'a [Publication],
    /// The office's name.
    pub agency: &'a str,
    /// Whether carriers that are not chosen are printed, with □.
    pub all_carriers: bool,
    /// Draft, sample or final.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The standard table, one for each sector in the order in which sectors first appear.
pub fn standard_table(parts: &CatalogueParts<'_>) -> Document {
    let title = format!("{}基层政务公开标准目录", parts.agency);
    let mut blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title))];
    let sheet = Sheet::of(parts);
    let mut number = 0;
    for (at, (sector, items)) in by_sector(parts.items).into_iter().enumerate() {
        if !sector.is_empty() {
            let heading =
                Paragraph::text(format!("sector.{at}"), ParaStyle::Heading1, format!("{}、{sector}", chinese(at + 1)));
            blocks.push(Block::Paragraph(heading));
        }
        blocks.push(Block::Table(sheet.table(at, sector, &items, &mut number)));
    }
    document(parts, title, "基层政务公开标准目录", blocks)
}

/// 信息公开目录: index, name, summary, date (art. 12). An item stands there with each piece of information that was published
/// under it; one of which nothing is registered stands for itself.
pub fn information_catalogue(parts: &CatalogueParts<'_>) -> Document {
    const HEADS: [&str; 5] = ["序号", "索引号", "信息名称", "内容概述", "生成日期"];
    let title = format!("{}政府信息公开目录", parts.agency);
    let head = |(c, text): (usize, &&str)| head_cell(format!("head.{c}"), text);
    let mut rows = vec![Row { height: RowHeight::Auto, cells: HEADS.iter().enumerate().map(head).collect() }];
    for (i, entry) in parts.items.iter().flat_map(|item| entries(item, parts.published)).enumerate() {
        let id = entry.id;
        let cells = vec![
            centred(format!("{id}.position"), &(i + 1).to_string()),
            text_cell(format!("{id}.index_number"), &lines(entry.index_number)),
            text_cell(format!("{id}.name"), &lines(entry.name)),
            text_cell(format!("{id}.summary"), &entry.summary),
            centred(format!("{id}.formed_on"), &entry.formed_on.map(chinese_date).unwrap_or_default()),
        ];
        rows.push(Row { height: RowHeight::Auto, cells });
    }
    let table = Table {
        id: "catalogue".into(),
        summary: "政府信息的索引号、名称、内容概述和生成日期".into(),
        columns: vec![0.05, 0.2, 0.25, 0.37, 0.13],
        head_rows: 1,
        rows,
    };
    let blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)), Block::Table(table)];
    document(parts, title, "政府信息公开目录", blocks)
}

/// A row of 信息公开目录.
struct Entry<'a> {
    id: &'a str,
    index_number: &'a str,
    name: &'a str,
    summary: Vec<String>,
    formed_on: Option<NaiveDate>,
}

/// The rows of an item, the oldest information first.
fn entries<'a>(item: &'a DisclosureItem, published: &'a [Publication]) -> Vec<Entry<'a>> {
    let summary = if item.summary.is_empty() { element_lines(&item.content_elements) } else { lines(&item.summary) };
    let mut under: Vec<&Publication> = published.iter().filter(|one| one.item == item.id).collect();
    under.sort_by_key(|one| (one.formed_on, one.id.clone()));
    if under.is_empty() {
        let (index_number, name) = (item.index_number.as_str(), item.name());
        return vec![Entry { id: &item.id.0, index_number, name, summary, formed_on: item.formed_on }];
    }
    let of = |one: &'a Publication| Entry {
        id: &one.id.0,
        index_number: &one.index_number,
        name: &one.title,
        summary: if one.summary.is_empty() { summary.clone() } else { lines(&one.summary) },
        formed_on: one.formed_on,
    };
    under.into_iter().map(of).collect()
}

fn document(parts: &CatalogueParts<'_>, title: String, subject: &str, blocks: Vec<Block>) -> Document {
    Document {
        meta: Meta {
            title,
            author: parts.agency.to_string(),
            subject: subject.into(),
            keywords: vec!["政府信息公开".into(), "公开目录".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "catalogue.section".into(),
            orientation: Orientation::Landscape,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

/// Items by sector; sectors in the order of their first item, items in theirs.
fn by_sector(items: &[DisclosureItem]) -> Vec<(&str, Vec<&DisclosureItem>)> {
    let mut groups: Vec<(&str, Vec<&DisclosureItem>)> = Vec::new();
    for item in items {
        match groups.iter_mut().find(|(sector, _)| *sector == item.sector) {
            Some((_, group)) => group.push(item),
            None => groups.push((&item.sector, vec![item])),
        }
    }
    groups
}

/// The number of a heading: 一 to 九十九.
fn chinese(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (n / 10, n % 10) {
        (0, ones) => DIGITS[ones].into(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens @ 2..=9, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => n.to_string(),
    }
}

/// Which columns the table has.
struct Sheet {
    tertiary: bool,
    tiers: Vec<AgencyLevel>,
    all_carriers: bool,
}

impl Sheet {
    fn of(parts: &CatalogueParts<'_>) -> Sheet {
        let used = |level: &AgencyLevel| parts.items.iter().any(|item| item.tiers.contains(level));
        // County and township always stand there: it is the form's table.
        let standard = [AgencyLevel::County, AgencyLevel::Township];
        let tiers = AgencyLevel::ALL.into_iter().filter(|level| standard.contains(level) || used(level)).collect();
        let tertiary = parts.items.iter().any(|item| !item.tertiary.is_empty());
        Sheet { tertiary, tiers, all_carriers: parts.all_carriers }
    }

    fn columns(&self) -> Vec<f64> {
        let mut shares = vec![4.2, 6.5, 8.5];
        if self.tertiary {
            shares.push(7.0);
        }
        shares.extend([15.0, 17.0, 8.5, 8.0, 13.5, 3.4, 5.0, 3.4, 3.4]);
        shares.extend(self.tiers.iter().map(|_| 3.4));
        let whole: f64 = shares.iter().sum();
        shares.into_iter().map(|share| share / whole).collect()
    }

    fn table(&self, at: usize, sector: &str, items: &[&DisclosureItem], number: &mut usize) -> Table {
        let mut rows = self.heads(at);
        let head_rows = rows.len();
        // Neighbours of one group share a cell: 一级事项, and 二级事项 where there are 三级事项.
        let same_primary = |i: usize| i > 0 && !items[i].primary.is_empty() && items[i].primary == items[i - 1].primary;
        let same_secondary = |i: usize| {
            self.tertiary
                && same_primary(i)
                && !items[i].secondary.is_empty()
                && items[i].secondary == items[i - 1].secondary
        };
        for (i, item) in items.iter().enumerate() {
            *number += 1;
            let span = |same: &dyn Fn(usize) -> bool| 1 + (i + 1..items.len()).take_while(|next| same(*next)).count();
            let mut cells = vec![centred(format!("{}.position", item.id.0), &number.to_string())];
            if !same_primary(i) {
                cells.push(name_cell(item, "primary", &item.primary).spanning(1, span(&same_primary)));
            }
            if !same_secondary(i) {
                cells.push(name_cell(item, "secondary", &item.secondary).spanning(1, span(&same_secondary)));
            }
            if self.tertiary {
                cells.push(name_cell(item, "tertiary", &item.tertiary));
            }
            cells.extend(self.data_cells(item));
            rows.push(Row { height: RowHeight::Auto, cells });
        }
        let of = if sector.is_empty() { String::new() } else { format!("“{sector}”领域") };
        Table {
            id: format!("catalogue.{at}").into(),
            summary: format!("{of}公开事项的内容、依据、时限、主体、渠道、对象、方式和层级，共{}项", items.len()),
            columns: self.columns(),
            head_rows,
            rows,
        }
    }

    fn heads(&self, at: usize) -> Vec<Row> {
        let head = |name: &str, text: &str, columns: usize, rows: usize| {
            head_cell(format!("head.{at}.{name}"), text).spanning(columns, rows)
        };
        let mut upper = vec![
            head("position", "序号", 1, 2),
            head("item", "公开事项", if self.tertiary { 3 } else { 2 }, 1),
            head("elements", "公开内容（要素）", 1, 2),
            head("basis", "公开依据", 1, 2),
            head("time_limit", "公开时限", 1, 2),
            head("body", "公开主体", 1, 2),
            head("channels", "公开渠道和载体", 1, 2),
            head("audience", "公开对象", 2, 1),
            head("modes", "公开方式", 2, 1),
        ];
        upper.push(head("tiers", "公开层级", self.tiers.len(), 1));
        let mut lower = vec![head("primary", "一级事项", 1, 1), head("secondary", "二级事项", 1, 1)];
        if self.tertiary {
            lower.push(head("tertiary", "三级事项", 1, 1));
        }
        lower.extend([
            head("society", "全社会", 1, 1),
            head("group", "特定群体", 1, 1),
            head("proactive", "主动", 1, 1),
            head("on_application", "依申请", 1, 1),
        ]);
        lower.extend(self.tiers.iter().map(|tier| head(&format!("tier.{}", tier.label()), tier.label(), 1, 1)));
        [upper, lower].into_iter().map(|cells| Row { height: RowHeight::Auto, cells }).collect()
    }

    fn data_cells(&self, item: &DisclosureItem) -> Vec<Cell> {
        let id = |field: &str| format!("{}.{field}", item.id.0);
        let tick = |field: &str, chosen: bool| centred(id(field), if chosen { "√" } else { "" });
        let bases: Vec<String> = item.legal_basis.iter().map(basis_line).collect();
        let limit = item.time_limit.as_ref().map(|limit| limit.text.as_str()).unwrap_or_default();
        let mut cells = vec![
            text_cell(id("content_elements"), &element_lines(&item.content_elements)),
            text_cell(id("legal_basis"), &bases),
            text_cell(id("time_limit"), &lines(limit)),
            text_cell(id("responsible_body"), &lines(&item.responsible_body)),
            text_cell(id("channels"), &carrier_lines(&item.channels, &item.other_channels, self.all_carriers)),
            tick("whole_society", item.audience.whole_society),
            text_cell(id("specific_groups"), &lines(&item.audience.specific_groups.join("、"))),
            tick("proactive", item.modes.contains(&Mode::Proactive)),
            tick("on_application", item.modes.contains(&Mode::OnApplication)),
        ];
        cells.extend(self.tiers.iter().map(|tier| tick(&format!("tier.{}", tier.label()), item.tiers.contains(tier))));
        cells
    }
}

fn basis_line(basis: &LegalBasis) -> String {
    let unchecked = if basis.checked { "" } else { BASIS_UNCHECKED };
    format!("{}{unchecked}", basis.printed())
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_string).collect()
}

/// Columns of five characters are not justified: it would tear the lines apart.
const NARROW: Option<Align> = Some(Align::Start);

fn head_cell(id: String, text: &str) -> Cell {
    Cell::of(CellRole::Head(Scope::Column), Paragraph::text(id, ParaStyle::TableHead, text))
}

fn name_cell(item: &DisclosureItem, field: &str, text: &str) -> Cell {
    let mut paragraph = Paragraph::text(format!("{}.{field}", item.id.0), ParaStyle::TableText, text);
    paragraph.align = NARROW;
    Cell::of(CellRole::Head(Scope::Row), paragraph)
}

fn centred(id: String, text: &str) -> Cell {
    Cell::of(CellRole::Data, Paragraph::text(id, ParaStyle::TableNumber, text))
}

/// A cell of several lines. What is marked 【…】 stands out.
fn text_cell(id: String, lines: &[String]) -> Cell {
    let paragraph = |(i, line): (usize, &String)| {
        let id = if i == 0 { id.clone() } else { format!("{id}.{i}") };
        let mut paragraph = Paragraph::text(id, ParaStyle::TableText, "");
        paragraph.align = NARROW;
        let (plain, marked) = line.split_at(line.find(BASIS_UNCHECKED).unwrap_or(line.len()));
        let parts = [(plain, CharStyle::Plain), (marked, CharStyle::Attention)];
        let parts = parts.into_iter().filter(|(text, _)| !text.is_empty());
        paragraph.inlines = parts.map(|(text, style)| Inline::Text { text: text.to_string(), style }).collect();
        paragraph
    };
    let mut cell = Cell::of(CellRole::Data, Paragraph::text(id.clone(), ParaStyle::TableText, ""));
    if !lines.is_empty() {
        cell.blocks = lines.iter().enumerate().map(paragraph).collect();
    }
    cell.vertical = VerticalAlign::Middle;
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_domain::agency::AgencyId;
    use mingce_domain::catalogue::{Channel, ItemId, TimeLimit, blank_item};
    use mingce_domain::publication::PublicationId;

    fn item(id: &str, sector: &str, primary: &str, secondary: &str) -> DisclosureItem {
        let mut item = blank_item(ItemId(id.into()), AgencyId("a".into()));
        (item.sector, item.primary, item.secondary) = (sector.into(), primary.into(), secondary.into());
        item.time_limit = Some(TimeLimit::statutory());
        item.channels = vec![Channel::Website];
        item.modes = vec![Mode::Proactive];
        item.tiers = vec![AgencyLevel::Township];
        item
    }

    fn composed(items: &[DisclosureItem]) -> Document {
        let parts = CatalogueParts {
            items,
            published: &[],
            agency: "某镇人民政府",
            all_carriers: true,
            status: Status::Draft,
            created: "",
        };
        standard_table(&parts)
    }

    fn tables(document: &Document) -> Vec<&Table> {
        let blocks = document.sections[0].blocks.iter();
        blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
    }

    #[test]
    fn every_row_of_every_table_fills_the_grid_whatever_columns_there_are() {
        let mut items = vec![
            item("1", "甲", "一", "a"),
            item("2", "甲", "一", "b"),
            item("3", "乙", "二", "c"),
            item("4", "甲", "一", "d"),
        ];
        for tertiary in [false, true] {
            if tertiary {
                items[0].tertiary = "三".into();
                items[1].secondary = "a".into();
                items[2].tiers.push(AgencyLevel::Village);
            }
            let document = composed(&items);
            for table in tables(&document) {
                let places: usize = table.placed().iter().map(|(_, _, cell)| cell.col_span * cell.row_span).sum();
                assert_eq!(places, table.columns.len() * table.rows.len(), "{}", table.id.0);
                assert!((table.columns.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn groups_are_merged_down_and_numbers_run_through_all_sectors() {
        let document = composed(&[item("1", "甲", "一", "a"), item("2", "甲", "一", "b"), item("3", "乙", "一", "c")]);
        let tables = tables(&document);
        let spans = |table: &Table| {
            let cells = table.rows.iter().skip(2).flat_map(|row| &row.cells);
            cells.filter(|cell| cell.id.0.ends_with(".primary")).map(|cell| cell.row_span).collect::<Vec<_>>()
        };
        assert_eq!((spans(tables[0]), spans(tables[1])), (vec![2], vec![1]));
        assert_eq!(tables[1].rows[2].cells[0].plain_text(), "3");
    }

    #[test]
    fn the_catalogue_of_information_names_what_was_published_and_items_of_which_nothing_is_registered() {
        let items = [item("1", "", "一", "会议"), item("2", "", "一", "补贴")];
        let publication = |id: &str, item: &str, day: u32| Publication {
            id: PublicationId(id.into()),
            agency: AgencyId("a".into()),
            item: ItemId(item.into()),
            title: format!("通知{id}"),
            document_number: String::new(),
            index_number: format!("X/2026-{id}"),
            summary: String::new(),
            formed_on: NaiveDate::from_ymd_opt(2026, 3, day),
            review: Default::default(),
            placings: Vec::new(),
            feedback: Vec::new(),
            archive: None,
            void_reason: None,
            note: String::new(),
        };
        let published = [publication("2", "2", 9), publication("1", "2", 2)];
        let parts = CatalogueParts {
            items: &items,
            published: &published,
            agency: "某镇人民政府",
            all_carriers: false,
            status: Status::Draft,
            created: "",
        };
        let document = information_catalogue(&parts);
        let table = tables(&document)[0];
        let names: Vec<String> = table.rows[1..].iter().map(|row| row.cells[2].plain_text()).collect();
        assert_eq!(names, ["会议", "通知1", "通知2"]);
        assert_eq!(table.rows[2].cells[1].plain_text(), "X/2026-1");
        assert_eq!(table.rows[2].cells[4].plain_text(), "2026年3月2日");
    }

    #[test]
    fn a_basis_that_nobody_checked_says_so_in_print() {
        let mut one = item("1", "", "一", "a");
        let basis = |checked| LegalBasis {
            id: None,
            name: "办法".into(),
            number: "甲令第1号".into(),
            article: String::new(),
            checked,
        };
        one.legal_basis = vec![basis(true), basis(false)];
        let document = composed(&[one]);
        let table = tables(&document)[0];
        let cell = table.rows[2].cells.iter().find(|cell| cell.id.0 == "1.legal_basis").unwrap();
        assert_eq!(cell.plain_text(), "《办法》（甲令第1号）\n《办法》（甲令第1号）【依据待核】");
    }
}
