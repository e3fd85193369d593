//! What the window asks of a list and is told of it.

use super::view::ItemRow;
use mingce_domain::check::{Findings, Severity};
use serde::{Deserialize, Serialize};

/// Which items of a list are asked for; everything that is named must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ItemFilter {
    /// 领域; an empty one: those without.
    pub sector: Option<String>,
    /// 公开主体.
    pub body: Option<String>,
    /// 事项类别, by its key.
    pub kind: Option<String>,
    /// Words that must all stand somewhere in the row.
    pub words: String,
    /// Only some.
    pub only: Option<Only>,
    /// Only those of which this rule says something.
    pub rule: Option<String>,
}

/// Which items alone are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Only {
    /// With errors.
    Errors,
    /// With errors or warnings.
    Findings,
    /// Not published yet, though not withheld.
    Unpublished,
    /// Due to be published again before today.
    Overdue,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemSort {
    /// By what.
    pub key: SortKey,
    /// The other way round.
    pub down: bool,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// 编号.
    Number,
    /// 事项类别.
    Kind,
    /// 领域.
    Sector,
    /// 一级事项.
    Primary,
    /// 二级事项.
    Secondary,
    /// 三级事项.
    Tertiary,
    /// 公开时限.
    TimeLimit,
    /// 公开主体.
    Body,
    /// What the checks say, the worst first.
    State,
}

/// A window of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListRequest {
    /// Which items.
    #[serde(default)]
    pub filter: ItemFilter,
    /// In which order; none: the list's own.
    #[serde(default)]
    pub sort: Option<ItemSort>,
    /// From which of them on, from 0.
    pub from: u32,
    /// How many at most; never more than 500 are given.
    pub most: u32,
}

/// A window of a list, as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListView {
    /// Its rows.
    pub items: Vec<ItemRow>,
    /// From which on.
    pub from: u32,
    /// How many items fit.
    pub total: u32,
    /// How many there are.
    pub all: u32,
    /// Whether the rows say what the checks found; it is asked for apart, because a long list takes a while.
    pub checked: bool,
}

/// How many items of a list stand where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TreeView {
    /// How many fit.
    pub all: u32,
    /// 领域, in the order of their first item.
    pub sectors: Vec<GroupView>,
    /// 公开主体, likewise.
    pub bodies: Vec<GroupView>,
    /// 事项类别.
    pub kinds: Vec<GroupView>,
}

/// A group of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GroupView {
    /// What a filter calls it.
    pub key: String,
    /// Its name; empty: without.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// What the checks say of a list: how much, and a few of each kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListFindings {
    /// At most twenty of each rule; places are `item.<id>.<field>`.
    #[cfg_attr(test, ts(as = "crate::bindings_test::Findings"))]
    pub findings: Findings,
    /// How many there are of each, the graver first.
    pub counts: Vec<FindingCount>,
    /// Errors in all.
    pub errors: u32,
}

/// How many findings of a rule there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindingCount {
    /// The rule.
    pub rule: String,
    /// How grave.
    #[cfg_attr(test, ts(type = "'error' | 'warning' | 'note'"))]
    pub severity: Severity,
    /// How many.
    pub count: u32,
}
