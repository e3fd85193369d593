//! Foreign tables into the catalogue: what would happen, shown first.

use super::json::{self, CatalogueFile};
use super::view::{ImportChange, ImportColumn, ImportRemark, ImportRow, ImportSource, ImportTable, ImportView};
use crate::view::AppError;
use base64::Engine;
use mingce_domain::catalogue::foreign::{
    Column, ColumnAnswers, ForeignCell, ForeignTable, Plan, Planned, ReadItem, ReadTable, plan, read_table,
};
use mingce_domain::catalogue::{BasisLibrary, DisclosureItem, StandardCatalogue};
use mingce_sheet::{Grid, Source, SourceKind};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What was picked or pasted.
pub enum Given {
    /// Tables, whose heads and cells have to be understood.
    Tables(Source),
    /// A list of this program, with all its fields.
    List(CatalogueFile),
}

/// An import that was read and planned.
pub struct Import {
    kind: &'static str,
    source: Source,
    tables: Vec<Option<ReadTable>>,
    /// The table of each item that was read.
    of_table: Vec<usize>,
    items: Vec<ReadItem>,
    plan: Plan,
}

/// Reads what the clerk picked or pasted.
///
/// # Errors
/// When there is no table in it that can be read.
pub fn given(from: &ImportSource) -> Result<Given, AppError> {
    match from {
        ImportSource::File { name, content } => {
            let bytes = base64::engine::general_purpose::STANDARD
                .decode(content)
                .map_err(|error| AppError::with_detail("文件没有完整送到，请重新选择".into(), &error))?;
            read(&bytes, name)
        }
        ImportSource::Pasted { text, html } => match mingce_sheet::read_pasted(text, html.as_deref()) {
            Ok(source) => Ok(Given::Tables(source)),
            Err(error) => Err(AppError::plain(error.to_string())),
        },
    }
}

/// Reads a file: `catalogue/1`, or a table in any of the formats that offices keep theirs in.
///
/// # Errors
/// When there is neither in it.
pub fn read(bytes: &[u8], name: &str) -> Result<Given, AppError> {
    if let Some(file) = json::read(bytes)? {
        return Ok(Given::List(file));
    }
    if name.to_lowercase().ends_with(".json") {
        let message = "这份 JSON 文件不完整或已损坏，没有读入。请重新导出，或请对方重新发送";
        return Err(AppError::plain(message.into()));
    }
    mingce_sheet::read(bytes, name).map(Given::Tables).map_err(|error| AppError::plain(error.to_string()))
}

impl Import {
    /// Reads what was given and plans what would become of it.
    ///
    /// # Errors
    /// When no table has a head of a catalogue.
    pub fn new(
        given: Given,
        answers: &ColumnAnswers,
        without: Option<&[u32]>,
        known: (&StandardCatalogue, &BasisLibrary),
        existing: &[DisclosureItem],
    ) -> Result<Import, AppError> {
        match given {
            Given::Tables(source) => Import::of_tables(source, answers, without, known, existing),
            Given::List(file) => Ok(Import::of_list(file, existing)),
        }
    }

    /// A list of this program: each item says everything, so there is nothing to understand and nothing to doubt.
    fn of_list(file: CatalogueFile, existing: &[DisclosureItem]) -> Import {
        let item = |(row, item): (usize, DisclosureItem)| ReadItem {
            item,
            row,
            given: Column::ALL.iter().copied().collect(),
            doubts: Vec::new(),
        };
        let items: Vec<ReadItem> = file.items.into_iter().enumerate().map(item).collect();
        let grid = Grid { name: file.agency, rows: Vec::new(), hidden: false, lettered: false };
        Import {
            kind: "明册导出的目录（JSON）",
            source: Source { kind: SourceKind::Text, grids: vec![grid], notes: Vec::new() },
            tables: vec![Some(ReadTable { items: items.clone(), ..ReadTable::default() })],
            of_table: vec![0; items.len()],
            plan: plan(&items, existing),
            items,
        }
    }

    /// The same with one more thing said about the whole.
    pub fn noted(mut self, note: String) -> Import {
        self.source.notes.push(note);
        self
    }

    /// What was read, item by item.
    pub fn items(&self) -> &[ReadItem] {
        &self.items
    }

    /// Reads the tables of a source and plans what would become of their rows. Hidden sheets are read when the office
    /// says so: `without` names what is left out, `None` leaves out the hidden ones.
    ///
    /// # Errors
    /// When no table has a head of a catalogue.
    fn of_tables(
        source: Source,
        answers: &ColumnAnswers,
        without: Option<&[u32]>,
        (standard, library): (&StandardCatalogue, &BasisLibrary),
        existing: &[DisclosureItem],
    ) -> Result<Import, AppError> {
        let left_out = |at: usize, grid: &Grid| match without {
            Some(places) => places.contains(&(at as u32)),
            None => grid.hidden,
        };
        let mut tables = Vec::new();
        let (mut items, mut of_table) = (Vec::new(), Vec::new());
        let mut any = false;
        let sheets = matches!(source.kind, SourceKind::Xlsx | SourceKind::Xls | SourceKind::Ods);
        let many = sheets && source.grids.len() > 1;
        for (at, grid) in source.grids.iter().enumerate() {
            let read = read_table(&foreign(grid, many), answers, standard, library);
            any |= !read.heads.is_empty();
            if left_out(at, grid) {
                tables.push(None);
                continue;
            }
            of_table.extend(read.items.iter().map(|_| at));
            items.extend(read.items.iter().cloned());
            tables.push(Some(read));
        }
        if !any {
            let message = "没有找到目录的表头（如“一级事项”“公开内容”“公开依据”“公开时限”）。请确认表头与表格在同一张表上，再导入";
            return Err(AppError::plain(message.into()));
        }
        let plan = plan(&items, existing);
        Ok(Import { kind: kind_label(source.kind), source, tables, of_table, items, plan })
    }

    /// What was planned, one for each item that was read.
    pub fn planned(&self) -> &[Planned] {
        &self.plan.items
    }

    fn at(&self, table: usize, row: usize, column: usize) -> String {
        let grid = &self.source.grids[table];
        format!("{}!{}", grid.name, grid.address(row, column))
    }

    fn count(&self, which: fn(&Planned) -> bool) -> u32 {
        self.plan.items.iter().filter(|it| which(it)).count() as u32
    }

    /// For the window.
    pub fn view(&self, applied: bool) -> ImportView {
        let remarks = |refused: bool| {
            let of = |(at, read): (usize, &Option<ReadTable>)| {
                let skipped = read.iter().flat_map(|read| &read.skipped).filter(|it| it.refused == refused);
                skipped
                    .map(|it| ImportRemark { at: self.at(at, it.row, 0), reason: it.reason.clone() })
                    .collect::<Vec<_>>()
            };
            self.tables.iter().enumerate().flat_map(of).collect::<Vec<_>>()
        };
        ImportView {
            source: self.kind.into(),
            notes: self.source.notes.clone(),
            tables: self.source.grids.iter().enumerate().map(|(at, grid)| self.table(at, grid)).collect(),
            added: self.count(|it| matches!(it, Planned::Added(_))),
            changed: self.count(|it| matches!(it, Planned::Changed(..))),
            unchanged: self.count(|it| matches!(it, Planned::Unchanged)),
            rows: (0..self.items.len()).map(|at| self.row(at)).collect(),
            refused: remarks(true),
            skipped: remarks(false),
            applied,
        }
    }

    fn table(&self, at: usize, grid: &Grid) -> ImportTable {
        let read = self.tables[at].as_ref();
        let mut seen = BTreeSet::new();
        let columns =
            read.iter().flat_map(|read| &read.heads).flatten().filter(|column| seen.insert(column.head.clone()));
        let sample = |index: usize| {
            let rows = read.iter().flat_map(|read| &read.items).map(|item| grid.spanned(item.row, index).trim());
            let mut texts = rows.filter(|text| !text.is_empty());
            texts.next().map(|text| text.replace('\n', " ").chars().take(24).collect()).unwrap_or_default()
        };
        ImportTable {
            name: grid.name.clone(),
            hidden: grid.hidden,
            read: read.is_some(),
            items: read.map_or(0, |read| read.items.len() as u32),
            columns: columns
                .map(|it| ImportColumn { head: it.head.clone(), column: it.column, sample: sample(it.index) })
                .collect(),
        }
    }

    fn row(&self, at: usize) -> ImportRow {
        let (item, table) = (&self.items[at], self.of_table[at]);
        let (outcome, changes) = match &self.plan.items[at] {
            Planned::Added(_) => ("added", Vec::new()),
            Planned::Changed(_, changes) => ("changed", changes.clone()),
            Planned::Unchanged => ("unchanged", Vec::new()),
            Planned::Repeated => ("repeated", Vec::new()),
        };
        let doubts = item
            .doubts
            .iter()
            .map(|doubt| ImportRemark { at: self.at(table, doubt.row, doubt.column), reason: doubt.reason.clone() });
        ImportRow {
            at: self.at(table, item.row, 0),
            name: item.item.name().to_string(),
            outcome: outcome.into(),
            changes: changes
                .into_iter()
                .map(|it| ImportChange { field: it.field, before: it.before, after: it.after })
                .collect(),
            doubts: doubts.collect(),
        }
    }

    /// `import/1`.
    pub fn json(&self, applied: bool) -> Json {
        let view = self.view(applied);
        let doubtful: Vec<&ImportRemark> = view.rows.iter().flat_map(|row| &row.doubts).collect();
        let columns: Vec<Json> = view
            .tables
            .iter()
            .flat_map(|table| table.columns.iter().map(move |it| (table, it)))
            .map(|(table, it)| serde_json::json!({ "table": table.name, "head": it.head, "column": it.column.map(Column::key) }))
            .collect();
        serde_json::json!({
            "schema": "import/1", "added": view.added, "changed": view.changed, "unchanged": view.unchanged,
            "refused": view.refused, "doubtful": doubtful, "columns": columns, "notes": view.notes, "applied": applied,
        })
    }
}

/// A sheet's cells for the readers of the domain; `one_of_many` when it is one of several sheets of a workbook.
pub(crate) fn foreign(grid: &Grid, one_of_many: bool) -> ForeignTable {
    let rows = grid.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| ForeignCell { text: cell.text.clone(), origin: cell.origin });
        cells.collect()
    });
    ForeignTable { name: grid.name.clone(), one_of_many, rows: rows.collect() }
}

fn kind_label(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Xlsx => "XLSX 表格",
        SourceKind::Xls => "XLS 表格",
        SourceKind::Ods => "ODS 表格",
        SourceKind::Csv => "CSV 文本",
        SourceKind::Docx => "DOCX 文档中的表格",
        SourceKind::Html => "网页中的表格",
        SourceKind::Text => "粘贴的内容",
    }
}
