//! Rows of a foreign table as items: groups, continuation rows, banners, notes, blanks that mean 同上.

use super::columns::Column;
use super::fields::{copy, copy_tick, differing, join};
use super::heads::{ColumnAnswers, ReadColumn, Segment, segments};
use super::row::{begins_ditto, is_ditto, write};
use super::titles::{heading, is_title, remark, sector_above, sector_named};
use super::{ForeignTable, likeness};
use crate::agency::AgencyId;
use crate::catalogue::{BasisLibrary, DisclosureItem, ItemId, StandardCatalogue, blank_item, tidy_name};
use std::collections::BTreeSet;

/// Something to be looked at, at its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
    /// Why, in Chinese.
    pub reason: String,
}

/// A row that is no item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Row, from 0.
    pub row: usize,
    /// Why, in Chinese.
    pub reason: String,
    /// Whether an item was meant and could not be read: 拒绝, not merely a note or a heading.
    pub refused: bool,
}

/// An item as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadItem {
    /// The item; its identity is blank.
    pub item: DisclosureItem,
    /// Its first row, from 0.
    pub row: usize,
    /// The columns that the table has: only these are written over an item that is there already.
    pub given: BTreeSet<Column>,
    /// What should be looked at.
    pub doubts: Vec<Doubt>,
}

/// A table as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadTable {
    /// The columns of each head in it.
    pub heads: Vec<Vec<ReadColumn>>,
    /// The items.
    pub items: Vec<ReadItem>,
    /// The rows that are none.
    pub skipped: Vec<Skipped>,
}

/// Reads a table. Without a head in it nothing is read and `heads` is empty.
pub fn read_table(
    table: &ForeignTable,
    answers: &ColumnAnswers,
    standard: &StandardCatalogue,
    library: &BasisLibrary,
) -> ReadTable {
    let mut read = ReadTable::default();
    let known = standard.sector_in(&table.name).map(|sector| sector.name.clone());
    let guessed = if known.is_none() && table.one_of_many { sector_named(&table.name) } else { None };
    let mut doubtful = guessed.clone();
    let own = known.or(guessed).unwrap_or_default();
    let mut sector = own.clone();
    let mut titles = BTreeSet::new();
    let mut above = 0;
    let mut parted = true;
    for segment in segments(table, answers) {
        if let Some(named) = sector_above(table, above..segment.head, standard, &mut titles) {
            sector = named;
        }
        above = segment.rows.end;
        let mut rows = Rows {
            table,
            segment: &segment,
            standard,
            library,
            own: &own,
            doubtful: &mut doubtful,
            sector,
            titles: &mut titles,
            // A head repeated on a new page goes on with the items before it, if nothing else came between.
            parted: parted || !segment.goes_on,
            read: &mut read,
        };
        for row in segment.rows.clone() {
            rows.row(row);
        }
        (sector, parted) = (rows.sector, rows.parted);
        read.heads.push(segment.columns);
    }
    read
}

struct Rows<'a> {
    table: &'a ForeignTable,
    segment: &'a Segment,
    standard: &'a StandardCatalogue,
    library: &'a BasisLibrary,
    /// The sector that the table's own name says.
    own: &'a str,
    /// That sector, when it is none of the standard's: it is doubted at the first item that has it.
    doubtful: &'a mut Option<String>,
    sector: String,
    /// Titles met so far: one that comes again begins a page, not a table.
    titles: &'a mut BTreeSet<String>,
    /// Whether a heading or another table stands between the next row and the item before it.
    parted: bool,
    read: &'a mut ReadTable,
}

/// Columns in which a blank without a merge is more likely 同上 than nothing.
const REPEATED: [Column; 5] = [Column::Basis, Column::TimeLimit, Column::Body, Column::Office, Column::Channels];

impl Rows<'_> {
    fn column(&self, column: Column) -> Option<usize> {
        self.segment.columns.iter().find(|it| it.column == Some(column)).map(|it| it.index)
    }

    fn own(&self, row: usize, column: Column) -> &str {
        self.column(column).map_or("", |index| self.own_at(row, index))
    }

    fn own_at(&self, row: usize, index: usize) -> &str {
        self.table.cell(row, index).filter(|cell| cell.origin.is_none()).map_or("", |cell| cell.text.trim())
    }

    /// Whether the cell belongs to a merge that began in a row above.
    fn hangs(&self, row: usize, column: Column) -> bool {
        let origin = self.column(column).and_then(|index| self.table.origin(row, index));
        origin.is_some_and(|(from, _)| from < row)
    }

    fn row(&mut self, row: usize) {
        let texts: Vec<&str> = self.table.own_texts(row).collect();
        if texts.is_empty() {
            return;
        }
        if let Some(reason) = self.no_item(row, &texts) {
            self.read.skipped.push(Skipped { row, reason, refused: false });
            return;
        }
        if self.continues(row) {
            self.append(row);
        } else {
            self.item(row);
        }
    }

    /// Why a row is no item: a banner, a note, a sign-off, the numbers of columns.
    fn no_item(&mut self, row: usize, texts: &[&str]) -> Option<String> {
        if let [only] = texts {
            let only = tidy_name(only);
            let spread = (0..self.table.rows[row].len())
                .filter(|column| self.table.text(row, *column).trim() == texts[0])
                .count();
            let in_elements = !self.own(row, Column::Elements).is_empty();
            let in_name = !self.own(row, Column::Secondary).is_empty() || !self.own(row, Column::Tertiary).is_empty();
            let titled = !in_elements && (is_title(&only) || (heading(&only).is_some() && only.ends_with("领域")));
            if spread >= 3 || titled || !(in_elements || in_name) {
                return Some(self.banner(&only));
            }
        }
        remark(texts)
    }

    /// A row of one text that is no item: a sector's heading, a title, a note.
    fn banner(&mut self, only: &str) -> String {
        let told = only.chars().take(40).collect::<String>();
        let note = ["注", "说明", "备注"].iter().any(|word| only.starts_with(word));
        if let Some(sector) = self.standard.sector_in(only).filter(|_| only.chars().count() <= 30 && !note) {
            self.sector = sector.name.clone();
            self.parted = true;
            return format!("分领域标题“{only}”");
        }
        if let Some(name) = heading(only).filter(|_| !note) {
            self.sector = name.to_string();
            self.parted = true;
            return format!("分类标题“{told}”，以下事项的领域按“{name}”读入");
        }
        if is_title(only) && self.titles.insert(likeness(only)) {
            // Another table begins, of which only its own name says the sector.
            self.sector = self.own.to_string();
            self.parted = true;
            return format!("表格标题“{told}”，没有写明领域");
        }
        format!("不是公开事项：“{told}”")
    }

    /// Whether a row only goes on with the item above: the same name, more content.
    fn continues(&self, row: usize) -> bool {
        if self.parted || self.read.items.is_empty() {
            return false;
        }
        let blank = |column| self.own(row, column).is_empty();
        // A sub-row inside the merges of the item: its name hangs, and so does its number.
        let named = [Column::Secondary, Column::Tertiary, Column::Primary, Column::Sector]
            .into_iter()
            .filter(|c| self.column(*c).is_some());
        let hanging = named.clone().all(blank);
        let same_number = self.column(Column::Number).is_none() || blank(Column::Number);
        hanging && same_number && (!blank(Column::Elements) || self.hangs(row, Column::Secondary))
    }

    fn append(&mut self, row: usize) {
        let segment = self.segment;
        for column in &segment.columns {
            let Some(kind) = column.column else { continue };
            let text = self.own_at(row, column.index).to_string();
            if text.is_empty() || is_ditto(&text) {
                continue;
            }
            // It continues only after an item, so there is one.
            let Some(last) = self.read.items.last_mut() else { return };
            let mut part = blank_item(ItemId(String::new()), AgencyId(String::new()));
            let mut doubts = write(&mut part, kind, &column.head, &text, self.library);
            let before = last.item.clone();
            join(&mut last.item, part.clone(), kind);
            if let Some(doubt) = differing(&before, &last.item, &part, kind) {
                doubts.push(doubt);
            }
            let doubts = doubts.into_iter().map(|reason| Doubt { row, column: column.index, reason });
            last.doubts.extend(doubts);
        }
    }

    fn item(&mut self, row: usize) {
        let goes_on = |last: &&ReadItem| self.segment.goes_on || self.segment.rows.contains(&last.row);
        let previous = self.read.items.last().filter(goes_on).map(|last| last.item.clone());
        let parted = std::mem::take(&mut self.parted);
        let new_group = |column: Column| {
            let (text, before) = (tidy_name(self.own(row, column)), previous.as_ref());
            let before = before.map(|it| if column == Column::Sector { &it.sector } else { &it.primary });
            parted || !(text.is_empty() || is_ditto(&text) || before.is_some_and(|before| *before == text))
        };
        let mut item = blank_item(ItemId(String::new()), AgencyId(String::new()));
        item.sector = self.sector.clone();
        let mut doubts: Vec<Doubt> = Vec::new();
        let mut given = BTreeSet::new();
        let columns = &self.segment.columns;
        let ticks_blank = |kinds: &[Column]| {
            let mut of = columns.iter().filter(|it| it.column.is_some_and(|kind| kinds.contains(&kind))).peekable();
            of.peek().is_some() && of.all(|it| self.table.text(row, it.index).trim().is_empty())
        };
        for column in columns {
            let Some(kind) = column.column else { continue };
            given.insert(kind);
            let mut doubt = |reason: String| doubts.push(Doubt { row, column: column.index, reason });
            let text = self.table.text(row, column.index).trim();
            let merged = self.table.origin(row, column.index).is_some();
            if is_ditto(text) {
                match &previous {
                    Some(previous) => copy_tick(previous, &mut item, kind, &column.head),
                    None => doubt("写着“同上”而上面没有内容，未读入".into()),
                }
                continue;
            }
            if begins_ditto(text) {
                doubt(format!("“{}”写着“同上”又另有内容，按原文读入，请核对", kind.label()));
            }
            if text.is_empty() && !merged {
                let Some(previous) = &previous else { continue };
                let named_below = !self.own(row, Column::Tertiary).is_empty();
                match kind {
                    // A blank under a name goes on with it, not where the name above it is another.
                    Column::Sector if !parted => copy(previous, &mut item, kind),
                    Column::Primary if !new_group(Column::Sector) => copy(previous, &mut item, kind),
                    Column::Secondary if named_below && !new_group(Column::Sector) && !new_group(Column::Primary) => {
                        copy(previous, &mut item, kind);
                    }
                    Column::Primary | Column::Secondary => doubt(format!("“{}”为空，请核对", kind.label())),
                    // One number over several items without a merge.
                    Column::Number if !parted => copy(previous, &mut item, kind),
                    // Beside a body of its own an office is left blank because there is none.
                    Column::Office
                        if self.column(Column::Body).is_some() && !self.own(row, Column::Body).is_empty() => {}
                    _ if REPEATED.contains(&kind) && previous_has(previous, kind) => {
                        copy(previous, &mut item, kind);
                        doubt(format!("“{}”为空，按“同上”读入，请核对", kind.label()));
                    }
                    _ => {}
                }
                continue;
            }
            write(&mut item, kind, &column.head, text, self.library).into_iter().for_each(doubt);
        }
        self.blank_ticks(row, &mut item, previous.as_ref(), &ticks_blank, &mut doubts);
        if item.sector.is_empty() {
            item.sector = self.sector.clone();
        }
        if let Some(guessed) = self.doubtful.take_if(|guessed| item.sector == *guessed) {
            let reason = format!("“领域”按工作表的名称写为“{guessed}”，请核对");
            doubts.push(Doubt { row, column: 0, reason });
        }
        // A first level that only came down from above names the group, not the item.
        let own_name = [Column::Primary, Column::Secondary, Column::Tertiary]
            .into_iter()
            .any(|column| !self.own(row, column).is_empty() && !is_ditto(self.own(row, column)));
        let lower = !item.secondary.is_empty() || !item.tertiary.is_empty();
        if item.name().is_empty() || !(own_name || lower) {
            self.read.skipped.push(Skipped { row, reason: "没有事项名称".into(), refused: true });
            return;
        }
        self.read.items.push(ReadItem { item, row, given, doubts });
    }

    /// A row without a single tick in a group of columns, below one that has some: as above, and flagged.
    fn blank_ticks(
        &self,
        row: usize,
        item: &mut DisclosureItem,
        previous: Option<&DisclosureItem>,
        blank: &dyn Fn(&[Column]) -> bool,
        doubts: &mut Vec<Doubt>,
    ) {
        let Some(previous) = previous else { return };
        const GROUPS: [(&[Column], &str); 3] = [
            (&[Column::WholeSociety, Column::SpecificGroup, Column::Audience], "公开对象"),
            (&[Column::Proactive, Column::OnApplication, Column::Mode], "公开方式"),
            (&[Column::Tier, Column::Tiers], "公开层级"),
        ];
        for (kinds, label) in GROUPS {
            if !blank(kinds) {
                continue;
            }
            let index = self.segment.columns.iter().find(|it| it.column.is_some_and(|kind| kinds.contains(&kind)));
            kinds.iter().for_each(|kind| copy(previous, item, *kind));
            if let Some(column) = index {
                let reason = format!("“{label}”为空，按“同上”读入，请核对");
                doubts.push(Doubt { row, column: column.index, reason });
            }
        }
    }
}

fn previous_has(item: &DisclosureItem, column: Column) -> bool {
    match column {
        Column::Basis => !item.legal_basis.is_empty(),
        Column::TimeLimit => item.time_limit.is_some(),
        Column::Body => !item.responsible_body.is_empty(),
        Column::Office => !item.contacts.office.is_empty(),
        Column::Channels => !item.channels.is_empty() || !item.other_channels.is_empty(),
        _ => false,
    }
}
