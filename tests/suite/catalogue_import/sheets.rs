//! A variant as sheets of cells with merges: heads, rows, and what stands around them.

use super::shape::{Col, Place, Same, Variant};
use super::words::{cell, head};
use mingce_domain::catalogue::DisclosureItem;

/// A sheet, or a table of a document.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    /// Rows of one length. A cell that a merge covers is empty.
    pub rows: Vec<Vec<String>>,
    /// Row, column, rows and columns of each merge.
    pub merges: Vec<[usize; 4]>,
}

impl Sheet {
    /// A row of these cells, made as long as the table is wide.
    fn push(&mut self, mut cells: Vec<String>, width: usize) {
        cells.resize(width, String::new());
        self.rows.push(cells);
    }

    /// Words over the whole width.
    fn across(&mut self, text: &str, width: usize) {
        self.merges.push([self.rows.len(), 0, 1, width]);
        self.push(vec![text.to_string()], width);
    }
}

/// The sheets of a variant.
pub fn sheets(variant: &Variant, items: &[DisclosureItem]) -> Vec<Sheet> {
    let mut all = Vec::new();
    if variant.empty_sheet {
        all.push(Sheet { name: "Sheet0".into(), rows: vec![Vec::new()], ..Sheet::default() });
    }
    let sectors: Vec<&[DisclosureItem]> = items.chunk_by(|a, b| a.sector == b.sector).collect();
    if variant.layout == Place::Sheets {
        all.extend(sectors.iter().map(|items| sheet(variant, &items[0].sector, std::slice::from_ref(items))));
    } else {
        all.push(sheet(variant, "公开目录", &sectors));
    }
    if variant.hidden_sheet {
        let mut old = items[..2].to_vec();
        old.iter_mut().for_each(|item| item.secondary.push_str("（旧）"));
        all.push(Sheet { hidden: true, ..sheet(variant, "旧目录", &[&old]) });
    }
    all
}

fn sheet(variant: &Variant, name: &str, sectors: &[&[DisclosureItem]]) -> Sheet {
    let mut out = Sheet { name: name.into(), ..Sheet::default() };
    let width = variant.columns.len() + usize::from(variant.stray_column);
    if variant.contents {
        out.across("目    录", width);
        for (at, items) in sectors.iter().enumerate() {
            out.across(&format!("{}. {}领域………………{}", at + 1, items[0].sector, at + 2), width);
        }
    }
    if variant.title && variant.layout != Place::Tables {
        let of = if variant.layout == Place::Sheets { name } else { "" };
        out.across(&format!("青石镇{of}基层政务公开标准目录"), width);
    }
    match variant.layout {
        Place::Tables => {
            for items in sectors {
                out.across(&format!("青石镇{}领域基层政务公开标准目录", items[0].sector), width);
                heads(&mut out, variant, width);
                rows(&mut out, variant, items, width);
            }
        }
        Place::Banners | Place::Pages(_) => {
            heads(&mut out, variant, width);
            for (at, items) in sectors.iter().enumerate() {
                out.across(&format!("{}、{}领域", ["一", "二", "三"][at], items[0].sector), width);
                let page = if let Place::Pages(rows) = variant.layout { rows } else { usize::MAX };
                for (at, items) in items.chunks(page).enumerate() {
                    if at > 0 {
                        heads(&mut out, variant, width);
                    }
                    rows(&mut out, variant, items, width);
                }
            }
        }
        Place::One | Place::Sheets => {
            heads(&mut out, variant, width);
            rows(&mut out, variant, &sectors.concat(), width);
        }
    }
    if variant.notes {
        out.across("注：1.本目录由青石镇党政办公室负责解释；2.“√”为选中。", width);
        out.push(["填报人：", "", "审核人：", "", "填报日期：2026年1月"].map(str::to_string).to_vec(), width);
    }
    out
}

/// One, two or three rows; in the third kind a row of large groups stands above.
fn heads(out: &mut Sheet, variant: &Variant, width: usize) {
    let from = out.rows.len();
    let last = from + variant.head_rows - 1;
    (0..variant.head_rows).for_each(|_| out.push(Vec::new(), width));
    let heads: Vec<_> = variant.columns.iter().map(|col| head(variant, *col)).collect();
    let mut at = 0;
    while at < heads.len() {
        let group = heads[at].0.filter(|_| variant.head_rows > 1);
        let Some(group) = group else {
            out.rows[from][at].clone_from(&heads[at].1);
            if variant.head_rows > 1 {
                out.merges.push([from, at, variant.head_rows, 1]);
            }
            at += 1;
            continue;
        };
        let end = (at..heads.len()).find(|next| heads[*next].0 != Some(group)).unwrap_or(heads.len());
        let place = last - 1;
        out.rows[place][at] = group.to_string();
        out.merges.push([place, at, 1, end - at]);
        if place > from {
            out.rows[from][at] = format!("{group}情况");
            out.merges.push([from, at, 1, end - at]);
        }
        for (beside, head) in heads.iter().enumerate().take(end).skip(at) {
            out.rows[last][beside].clone_from(&head.1);
        }
        at = end;
    }
    if variant.numbered_columns {
        out.push((1..=heads.len()).map(|at| at.to_string()).collect(), width);
    }
}

fn rows(out: &mut Sheet, variant: &Variant, items: &[DisclosureItem], width: usize) {
    let mut starts = Vec::new();
    for item in items {
        starts.push(out.rows.len());
        let parts = if variant.row_per_element { item.content_elements.len() } else { 1 };
        for part in 0..parts {
            let mut one = item.clone();
            if variant.row_per_element {
                one.content_elements = vec![item.content_elements[part].clone()];
            }
            let shown = |col: &Col| part == 0 || *col == Col::Elements;
            let cells =
                variant.columns.iter().map(|col| if shown(col) { cell(variant, *col, &one) } else { "".into() });
            let mut cells: Vec<String> = cells.collect();
            if variant.stray_column {
                cells.push("已核".into());
            }
            out.push(cells, width);
        }
    }
    starts.push(out.rows.len());
    for (column, col) in variant.columns.iter().enumerate() {
        let runs = runs(variant, *col, items);
        for run in runs {
            let (first, end) = (starts[run[0]], starts[run[1]]);
            let merged = variant.same == Same::Merged || (variant.row_per_element && *col != Col::Elements);
            for start in &starts[run[0] + 1..run[1]] {
                out.rows[*start][column] = match variant.same {
                    Same::Words(words) => words.to_string(),
                    _ => String::new(),
                };
            }
            if merged && end - first > 1 && (*col != Col::Elements || !variant.row_per_element) {
                out.merges.push([first, column, end - first, 1]);
            }
        }
    }
}

/// Runs of items, from and to, whose cells in a column are one: by their words, as the variant says.
fn runs(variant: &Variant, col: Col, items: &[DisclosureItem]) -> Vec<[usize; 2]> {
    let together = |a: &DisclosureItem, b: &DisclosureItem| {
        let names = |item: &DisclosureItem| match col {
            // A name is one cell only within the name above it.
            Col::Secondary => format!("{}/{}", item.primary, item.secondary),
            _ => String::new(),
        };
        let by_number = col == Col::Number && variant.number_per_primary;
        let own = variant.same != Same::Again && variant.same_in.contains(&col);
        (by_number && a.primary == b.primary)
            || (own
                && col != Col::Number
                && !same_group(variant, col).iter().any(|col| cell(variant, *col, a) != cell(variant, *col, b))
                && names(a) == names(b))
    };
    let mut runs = Vec::new();
    let mut first = 0;
    for at in 1..=items.len() {
        if at == items.len() || !together(&items[at - 1], &items[at]) {
            runs.push([first, at]);
            first = at;
        }
    }
    runs
}

/// The columns of ticks that are left blank only together: one that says nothing beside one that does means 「no」.
fn same_group(variant: &Variant, col: Col) -> Vec<Col> {
    let groups = [vec![Col::Whole, Col::Group], vec![Col::Proactive, Col::Application]];
    let tiers: Vec<Col> = variant.columns.iter().copied().filter(|col| matches!(col, Col::Tier(..))).collect();
    let found = groups.into_iter().chain([tiers]).find(|group| group.contains(&col));
    found.unwrap_or_else(|| vec![col])
}
