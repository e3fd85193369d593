//! Official forms as data: rows, columns, merged heads, units, citation. A new year's form is a new file in
//! assets/formats; no code knows a form's cells by heart.

use super::Address;
use serde::{Deserialize, Serialize};

/// Where a form comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The document number, or the words for what is not numbered.
    pub number: String,
    /// The title of the document.
    pub title: String,
    /// Whether number and content were checked against a published text; otherwise it prints as 【依据待核】.
    pub checked: bool,
    /// Where it was read, or what is open.
    pub source: String,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// `form/1`.
    pub schema: String,
    /// Its name in `figures/1`: `2021`, `2019`, `narrative`.
    pub id: String,
    /// First report year.
    pub first_year: i32,
    /// Last report year; `None` for the form in force.
    pub last_year: Option<i32>,
    /// Where it comes from.
    pub citation: Citation,
    /// `{agency}{year}年政府信息公开工作年度报告`.
    pub title_pattern: String,
    /// The headings in order.
    pub headings: Vec<FormHeading>,
    /// The tables.
    pub tables: Vec<FormTable>,
    /// The equations that its cells must satisfy.
    pub equations: Vec<Equation>,
    /// Words of other years' forms that must not stand in a report of this form (S04).
    pub foreign_words: Vec<String>,
    /// Instructions of the form itself, which must not be printed (N14).
    pub residue: Vec<String>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormHeading {
    /// The exact text.
    pub text: String,
    /// Other texts in use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The section of text under it (`overview`, `problems`, `other_matters`, …), if it holds text.
    pub section: Option<String>,
    /// The table under it, if it holds one.
    pub table: Option<String>,
}

/// A table: its cells as printed, and what each number cell means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormTable {
    /// `proactive`, `requests`, `disputes`.
    pub id: String,
    /// What it shows, for screen readers.
    pub summary: String,
    /// The unit of its numbers unless a cell says otherwise.
    pub unit: String,
    /// Column widths as shares of the text width, summing to 1.
    pub columns: Vec<f64>,
    /// How many rows at the top are heads.
    pub head_rows: usize,
    /// The printed grid.
    pub rows: Vec<FormRow>,
    /// The number cells in the order in which public JSON lists them.
    pub cells: Vec<CellSpec>,
}

/// A printed row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    /// The cells that begin in it.
    pub cells: Vec<FormCell>,
}

/// A printed cell: a fixed text, or a number cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCell {
    /// The fixed text.
    #[serde(default)]
    pub text: Option<String>,
    /// The number cell.
    #[serde(default)]
    pub at: Option<Address>,
    /// Head cells say for what.
    #[serde(default)]
    pub head: Option<HeadScope>,
    /// Columns covered.
    #[serde(default = "one")]
    pub col_span: usize,
    /// Rows covered.
    #[serde(default = "one")]
    pub row_span: usize,
    /// Characters stacked.
    #[serde(default)]
    pub vertical: bool,
    /// Whether the text stands left (row labels) instead of in the middle.
    #[serde(default)]
    pub left: bool,
}

fn one() -> usize {
    1
}

/// For which cells a head speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadScope {
    /// For the column below.
    Column,
    /// For the row to its right.
    Row,
}

/// What a number cell means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellSpec {
    /// Its address.
    pub at: Address,
    /// Its name in a sentence: `予以公开—自然人`.
    pub label: String,
    /// What may stand in it.
    pub kind: ValueKind,
    /// Its unit, where it differs from the table's.
    #[serde(default)]
    pub unit: Option<String>,
    /// For computed cells: the cells it is the sum of. Totals are only ever computed.
    #[serde(default)]
    pub sum_of: Vec<Address>,
}

/// What may stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// An integer from 0.
    Count,
    /// A decimal from 0.
    Amount,
    /// A signed integer (2019 本年增/减).
    Signed,
    /// A word (2019: the unit of 采购总金额).
    Word,
}

/// An equation between cells: the sum of the left ones equals the sum of the right ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equation {
    /// The rule that states it: A01 … A04.
    pub rule: String,
    /// The cell at which a breach is shown.
    pub at: Address,
    /// In words: `一＋二`.
    pub left_label: String,
    /// In words: `三（七）总计＋四`.
    pub right_label: String,
    /// Left cells.
    pub left: Vec<Address>,
    /// Right cells.
    pub right: Vec<Address>,
}

/// All forms, by year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forms {
    /// The forms, in any order.
    pub forms: Vec<Form>,
}

impl Forms {
    /// The form of a report year: it follows from the year, never from a choice.
    pub fn for_year(&self, year: i32) -> Option<&Form> {
        self.forms.iter().find(|form| form.first_year <= year && form.last_year.is_none_or(|last| year <= last))
    }

    /// The form with this id.
    pub fn by_id(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }
}

impl Form {
    /// All number cells of all tables, in the order of public JSON.
    pub fn cells(&self) -> impl Iterator<Item = &CellSpec> {
        self.tables.iter().flat_map(|table| &table.cells)
    }

    /// The cell at an address.
    pub fn cell(&self, at: &Address) -> Option<&CellSpec> {
        self.tables.iter().find(|table| table.id == at.table())?.cells.iter().find(|cell| cell.at == *at)
    }

    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&FormTable> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The unit of a cell.
    pub fn unit(&self, at: &Address) -> &str {
        let Some(table) = self.table(at.table()) else { return "" };
        self.cell(at).and_then(|cell| cell.unit.as_deref()).unwrap_or(&table.unit)
    }

    /// The label of a cell; its address when the form has no such cell.
    pub fn label<'a>(&'a self, at: &'a Address) -> &'a str {
        self.cell(at).map_or(at.as_str(), |cell| cell.label.as_str())
    }

    /// The title of a report.
    pub fn title(&self, agency: &str, year: i32) -> String {
        self.title_pattern.replace("{agency}", agency).replace("{year}", &year.to_string())
    }
}
