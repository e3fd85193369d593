//! Reads a variant through the open file and holds every field against what was written.

use super::desk::Desk;
use super::files::{Given, write};
use super::items;
use super::shape::{Col, Listing, Place, Variant};
use super::sheets::sheets;
use super::words::head;
use mingce_app::catalogue::view::{ImportView, ItemView};
use mingce_domain::catalogue::{DisclosureItem, TimeLimitKind};

/// What came of a variant.
#[derive(Debug, Default)]
pub struct Outcome {
    pub cells: usize,
    pub wrong: usize,
    pub doubts: usize,
    /// What is wrong without a flag, and what else went wrong.
    pub silent: Vec<String>,
    /// What is wrong with one.
    pub flagged: Vec<String>,
}

/// Writes, reads, compares, reads again and takes it back.
pub fn run(desk: &mut Desk, variant: &Variant) -> Outcome {
    let originals = originals(variant);
    hold(desk, variant, &originals, &write(variant, &sheets(variant, &originals)))
}

/// The items as they stand in the variant's table.
pub fn originals(variant: &Variant) -> Vec<DisclosureItem> {
    prepared(variant, items::all())
}

/// Reads what was written of the items, compares, reads again and takes it back.
pub fn hold(desk: &mut Desk, variant: &Variant, originals: &[DisclosureItem], given: &Given) -> Outcome {
    let mut out = Outcome::default();
    let before = desk.items();
    let view = match desk.import(given) {
        Ok(view) => view,
        Err(error) => {
            out.silent.push(error);
            return out;
        }
    };
    let read = desk.items();
    compare(variant, originals, &read[before.len()..], &view, &mut out);
    match desk.import(given) {
        Ok(again) if (again.added, again.changed) == (0, 0) => {}
        Ok(again) => {
            let changes: Vec<_> = again.rows.iter().filter(|row| row.outcome != "unchanged").take(3).collect();
            out.silent
                .push(format!("the same file again: {} added, {} changed: {changes:?}", again.added, again.changed));
            desk.undo();
        }
        Err(error) => out.silent.push(error),
    }
    desk.undo();
    if desk.items() != before {
        out.silent.push("one undo does not bring the list back".into());
    }
    out
}

/// The items as the variant's writing has them: what it does not write is not there.
fn prepared(variant: &Variant, mut items: Vec<DisclosureItem>) -> Vec<DisclosureItem> {
    let mut number = 0;
    let mut primary = String::new();
    for item in &mut items {
        if variant.own_sector && item.sector == "户籍管理" {
            item.sector = "党务公开".into();
        }
        if variant.number_per_primary {
            number += usize::from(item.primary != primary);
            primary.clone_from(&item.primary);
            item.number = number.to_string();
        }
        if !variant.has(Col::Number) {
            item.number.clear();
        }
        if !variant.has(Col::Sector) && variant.layout == Place::One {
            item.sector.clear();
        }
        if !variant.has(Col::Tertiary) && !item.tertiary.is_empty() {
            item.secondary = std::mem::take(&mut item.tertiary);
        }
        if !variant.has(Col::Primary) {
            item.primary.clear();
        }
        if !variant.has(Col::Office) {
            item.contacts.office.clear();
        }
        if !variant.has(Col::Note) {
            item.note.clear();
        }
        if !variant.has(Col::Stage) {
            item.stage = None;
        }
        if !matches!(variant.elements, Listing::Marks | Listing::BrokenMarks) {
            item.content_elements.iter_mut().for_each(|it| it.required = true);
        }
        let limit = item.time_limit.as_mut().filter(|limit| variant.days && limit.kind == TimeLimitKind::Workdays);
        if let Some(limit) = limit {
            limit.kind = TimeLimitKind::Days;
            limit.text = limit.text.replace("个工作日", "日");
        }
        let levels: Vec<_> = variant.tiers().flat_map(|(_, levels)| levels).copied().collect();
        if !variant.has(Col::Tiers) {
            // 县级 and 乡、村级: one tick stands for both.
            let ticked = |level: &_| {
                let beside = variant.tiers().find(|(_, levels)| levels.contains(level));
                beside.is_some_and(|(_, levels)| levels.iter().any(|it| item.tiers.contains(it)))
            };
            item.tiers = levels.iter().filter(|level| ticked(level)).copied().collect();
            item.tiers.sort();
        }
    }
    items
}

/// The fields of an item, each with the columns that say it.
type Field = (&'static str, &'static dyn Fn(&ItemView) -> String, &'static dyn Fn(&Col) -> bool);

const FIELDS: &[Field] = &[
    ("序号", &|it| it.number.clone(), &|col| *col == Col::Number),
    ("领域", &|it| it.sector.clone(), &|col| *col == Col::Sector),
    ("一级", &|it| it.primary.clone(), &|col| *col == Col::Primary),
    ("二级", &|it| it.secondary.clone(), &|col| *col == Col::Secondary),
    ("三级", &|it| it.tertiary.clone(), &|col| *col == Col::Tertiary),
    ("内容", &|it| it.elements.clone(), &|col| *col == Col::Elements),
    ("依据", &|it| it.bases.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("\n"), &|col| {
        *col == Col::Basis
    }),
    ("时限", &|it| format!("{} = {}", it.time_limit, it.limit_kind), &|col| *col == Col::Limit),
    ("主体", &|it| it.body.clone(), &|col| *col == Col::Body),
    ("科室", &|it| it.office.clone(), &|col| *col == Col::Office),
    ("载体", &|it| format!("{:?} {}", it.channels, it.other_channels), &|col| *col == Col::Channels),
    ("对象", &|it| format!("{} {}", it.whole_society, it.groups), &|col| {
        matches!(col, Col::Whole | Col::Group | Col::Audience)
    }),
    ("方式", &|it| it.modes.join(" "), &|col| matches!(col, Col::Proactive | Col::Application | Col::Mode)),
    ("层级", &|it| it.tiers.join(" "), &|col| matches!(col, Col::Tier(..) | Col::Tiers)),
    ("环节", &|it| it.stage.clone(), &|col| *col == Col::Stage),
    ("备注", &|it| it.note.clone(), &|col| *col == Col::Note),
];

fn compare(variant: &Variant, originals: &[DisclosureItem], read: &[ItemView], view: &ImportView, out: &mut Outcome) {
    out.doubts = view.rows.iter().map(|row| row.doubts.len()).sum();
    let unread: Vec<String> = view
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter(|it| it.column.is_none())
        .map(|it| it.head.clone())
        .collect();
    // Items are matched by name; those that came in twice under one name, in their order.
    let mut used = vec![false; read.len()];
    for original in originals {
        let wanted = mingce_app::catalogue::fields(original);
        let name = |it: &ItemView| (it.secondary.clone(), it.tertiary.clone());
        let found = (0..read.len()).find(|at| !used[*at] && name(&read[*at]) == name(&wanted));
        let fields = FIELDS.iter().filter(|(label, _, of)| variant.columns.iter().any(of) || *label == "领域");
        for (label, text, of) in fields {
            out.cells += 1;
            let Some(at) = found else {
                out.wrong += 1;
                let said = format!("{label} of “{}” is missing", original.name());
                if view.refused.is_empty() {
                    out.silent.push(said)
                } else {
                    out.flagged.push(said)
                }
                continue;
            };
            used[at] = true;
            if text(&read[at]) == text(&wanted) {
                continue;
            }
            out.wrong += 1;
            let said = format!("{label} of “{}”: {:?} for {:?}", original.name(), text(&read[at]), text(&wanted));
            let columns: Vec<usize> = (0..variant.columns.len()).filter(|at| of(&variant.columns[*at])).collect();
            let doubted = view.rows.get(at).is_some_and(|row| {
                row.doubts.iter().any(|doubt| column_of(&doubt.at).is_some_and(|column| columns.contains(&column)))
            });
            let unread = columns.iter().any(|at| {
                let leaf = head(variant, variant.columns[*at]).1.replace('\n', "");
                unread.iter().any(|head| head.rsplit('/').next() == Some(leaf.trim()))
            });
            if doubted || unread { out.flagged.push(said) } else { out.silent.push(said) }
        }
    }
    for (at, item) in read.iter().enumerate().filter(|(at, _)| !used[*at]) {
        let doubted = view.rows.get(at).is_some_and(|row| !row.doubts.is_empty());
        let said = format!("“{}” was never written", item.secondary);
        if doubted { out.flagged.push(said) } else { out.silent.push(said) }
    }
}

/// The column of an address: 「表!C7」, 「表!第7行第3列」.
fn column_of(at: &str) -> Option<usize> {
    let cell = at.rsplit('!').next()?;
    if let Some((_, column)) = cell.split_once('行') {
        return column.trim_start_matches('第').trim_end_matches('列').parse().ok().map(|at: usize| at - 1);
    }
    let letters = cell.chars().take_while(char::is_ascii_uppercase);
    letters.map(|c| c as usize - 'A' as usize + 1).reduce(|all, one| all * 26 + one).map(|at| at - 1)
}
