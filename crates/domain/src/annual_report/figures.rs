//! The figures of one report: cells with their provenance, the sections of text, reasons for exceptions.

use super::{Address, Form, Value};
use crate::agency::{AgencyKind, AgencyLevel};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose numbers a report holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The agency itself.
    Own,
    /// Every reporting unit of the area, the government office included.
    Area,
}

/// Who reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresAgency {
    /// The name on 31 December of the report year.
    pub name: String,
    /// 统一社会信用代码, if known.
    pub code: Option<String>,
    /// Kind.
    pub kind: AgencyKind,
    /// Level.
    pub level: AgencyLevel,
}

/// Where a cell's number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// Counted from records.
    Counted,
    /// Typed by hand.
    Typed,
    /// Counted and adjusted.
    Adjusted,
    /// Computed from other cells of the report (totals) or from units (area).
    Computed,
}

/// A cell's provenance in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Kind.
    pub kind: Provenance,
    /// Who typed it.
    pub by: Option<String>,
    /// From what source: 法规股报表, 纸质登记本.
    pub from: Option<String>,
    /// When.
    pub on: Option<NaiveDate>,
}

/// A signed change to a counted cell, with its reason and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Which cell.
    pub at: Address,
    /// By how much.
    pub delta: i64,
    /// Why: 纸质登记3件未录入.
    pub reason: String,
    /// From what source.
    pub source: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// A written reason for an exception to a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule's id.
    pub rule: String,
    /// The place at which it is excused.
    pub at: String,
    /// The reason.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
}

/// 信息处理费, in 元: for section 六.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InformationFee {
    /// Fee notices issued.
    pub notices: i64,
    /// Total noticed.
    pub noticed_yuan: String,
    /// Total received.
    pub received_yuan: String,
}

impl InformationFee {
    /// What section 六 says of it: how many notices went out over how much, and how much came in; that there was none, too.
    pub fn sentence(&self) -> String {
        let InformationFee { notices, noticed_yuan, received_yuan } = self;
        if *notices == 0 {
            return "本年度未发出收费通知，未收取信息处理费。".to_string();
        }
        format!("本年度发出信息处理费收费通知{notices}件，总金额{noticed_yuan}元，实际收取{received_yuan}元。")
    }
}

/// Sections of text by key, with their small grammar unresolved. Keys are a form's `headings[].section`.
pub type Sections = BTreeMap<String, String>;

/// What stands around the six sections.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportHead {
    /// A title other than the form's.
    pub title: Option<String>,
    /// Text before section 一.
    pub preamble: Option<String>,
    /// Headings as they stood in a report read from elsewhere; the form's when `None`.
    pub headings: Option<Vec<String>>,
    /// 署名.
    pub signed_by: Option<String>,
    /// 成文日期.
    pub signed_on: Option<NaiveDate>,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Version number, from 1.
    pub version: Option<u32>,
    /// Which version it corrects.
    pub corrects: Option<u32>,
}

/// The figures of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The id of the form they were written in. The form that counts follows from the year (S03 when they differ).
    pub format: String,
    /// Who reports.
    pub agency: FiguresAgency,
    /// Report year.
    pub year: i32,
    /// Own or area.
    pub scope: Scope,
    /// The cells that have something in them; a missing one is blank.
    pub cells: BTreeMap<Address, Value>,
    /// Provenance of cells.
    pub sources: BTreeMap<Address, Source>,
    /// Adjustments to counted cells.
    pub adjustments: Vec<Adjustment>,
    /// Text.
    pub sections: Sections,
    /// What stands around it.
    pub head: ReportHead,
    /// 信息处理费.
    pub information_fee: Option<InformationFee>,
    /// Reasons for exceptions.
    pub reasons: Vec<Reason>,
    /// Whether it belongs to the invented sample (示例): never exportable as final.
    pub sample: bool,
}

impl Figures {
    /// Empty figures of a form: every cell blank.
    pub fn blank(form: &Form, agency: FiguresAgency, year: i32, scope: Scope) -> Figures {
        Figures {
            format: form.id.clone(),
            agency,
            year,
            scope,
            cells: BTreeMap::new(),
            sources: BTreeMap::new(),
            adjustments: Vec::new(),
            sections: Sections::new(),
            head: ReportHead::default(),
            information_fee: None,
            reasons: Vec::new(),
            sample: false,
        }
    }

    /// What stands in a cell; blank when nothing does.
    pub fn value(&self, at: &Address) -> &Value {
        const BLANK: &Value = &Value::Blank;
        self.cells.get(at).unwrap_or(BLANK)
    }

    /// The number in a cell; `None` for blank and text.
    pub fn count(&self, at: &Address) -> Option<i64> {
        self.value(at).count()
    }

    /// The sum of cells; `None` when one of them holds no integer or the sum does not fit.
    pub fn sum(&self, cells: &[Address]) -> Option<i64> {
        cells.iter().try_fold(0_i64, |sum, at| sum.checked_add(self.count(at)?))
    }

    /// Computes every total of the form from its parts. A total over a cell that is not filled in is blank, too:
    /// it must not look as if somebody had counted.
    pub fn compute_totals(&mut self, form: &Form) {
        // A total may be part of another one; forms are small, so repeating until nothing changes is simplest.
        loop {
            let mut changed = false;
            for cell in form.cells().filter(|cell| !cell.sum_of.is_empty()) {
                let value = self.sum(&cell.sum_of).map_or(Value::Blank, Value::Integer);
                if *self.value(&cell.at) != value {
                    self.cells.insert(cell.at.clone(), value);
                    let computed = Source { kind: Provenance::Computed, by: None, from: None, on: None };
                    self.sources.insert(cell.at.clone(), computed);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// The text of a section; empty when there is none.
    pub fn section(&self, key: &str) -> &str {
        self.sections.get(key).map_or("", String::as_str)
    }

    /// The title: its own, or the form's.
    pub fn title(&self, form: &Form) -> String {
        self.head.title.clone().unwrap_or_else(|| form.title(&self.agency.name, self.year))
    }
}
