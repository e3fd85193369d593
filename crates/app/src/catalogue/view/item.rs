//! The list of items, one item with its fields, and the standard beside it.

use mingce_domain::catalogue::foreign::Column;
use serde::{Deserialize, Serialize};

/// An item in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemRow {
    /// Identity.
    pub id: String,
    /// 编号.
    pub number: String,
    /// 事项类别: a key.
    pub kind: String,
    /// 领域.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 三级事项.
    pub tertiary: String,
    /// 公开时限.
    pub time_limit: String,
    /// 公开主体.
    pub body: String,
    /// 公开方式, in words; 不予公开 for what is withheld.
    pub modes: String,
    /// 最近公开日期, or empty.
    pub published_on: String,
    /// Whether it was taken from the standard catalogue or from a superior.
    pub standard: bool,
    /// Whether it was taken from a superior.
    pub superior: bool,
    /// Whether what it was taken from has changed since.
    pub later: bool,
    /// Whether what it was taken from is there no more.
    pub withdrawn: bool,
    /// Errors in it.
    pub errors: u32,
    /// Warnings in it.
    pub warnings: u32,
}

/// One item with all its fields, as they are edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemView {
    /// Identity.
    pub id: String,
    /// 编号.
    pub number: String,
    /// 索引号.
    pub index_number: String,
    /// 事项类别: a key.
    pub kind: String,
    /// 领域.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 三级事项.
    pub tertiary: String,
    /// 内容概述.
    pub summary: String,
    /// 公开内容（要素）, one a line, with ● or 〇.
    pub elements: String,
    /// 公开依据.
    pub bases: Vec<BasisView>,
    /// 公开时限.
    pub time_limit: String,
    /// How the limit was understood.
    pub limit_kind: String,
    /// 公开主体.
    pub body: String,
    /// 责任科室.
    pub office: String,
    /// 联系电话.
    pub phone: String,
    /// 监督电话.
    pub supervision_phone: String,
    /// 公开渠道和载体: keys of the chosen.
    pub channels: Vec<String>,
    /// 其他载体.
    pub other_channels: String,
    /// 全社会.
    pub whole_society: bool,
    /// 特定群体.
    pub groups: String,
    /// 公开方式: keys.
    pub modes: Vec<String>,
    /// 公开层级: keys.
    pub tiers: Vec<String>,
    /// 五公开: a key, or empty.
    pub stage: String,
    /// 生成日期, or empty.
    pub formed_on: String,
    /// 最近公开日期, or empty.
    pub published_on: String,
    /// 下次应公开日期, or empty.
    pub next_due_on: String,
    /// 备注.
    pub note: String,
    /// 法定公开条款 (arts 20 and 21): a key, or empty.
    pub clause: String,
    /// 公开时间类: a key, or empty.
    pub time_class: String,
    /// 不予公开的条款; empty when nothing is withheld.
    pub withheld_article: String,
    /// 不予公开的理由.
    pub withheld_reason: String,
    /// 评估日期 (art. 18), or empty.
    pub assessed_on: String,
    /// 公开范围: a key.
    pub reach: String,
    /// 有效性: a key, or empty.
    pub validity: String,
    /// 责任人, a post.
    pub post: String,
    /// 办理地点.
    pub place: String,
    /// 办理时间.
    pub hours: String,
    /// 申报材料.
    pub materials: Vec<MaterialView>,
    /// 收费标准及依据.
    pub fees: String,
    /// 法定时限.
    pub statutory_limit: String,
    /// 承诺时限.
    pub promised_limit: String,
    /// 办事条件.
    pub conditions: String,
    /// 办事程序: the process behind its chart and step table, or empty.
    pub process: String,
    /// That process's title.
    pub process_title: String,
    /// 存档位置.
    pub archive_place: String,
    /// 附件.
    pub files: Vec<crate::view::AttachedView>,
    /// Whether people come to the office with it: a service or a power.
    pub handled: bool,
    /// 还缺什么.
    pub lacking: Vec<LackingView>,
    /// The entry of the standard that it was taken from.
    pub standard: Option<String>,
    /// Whether it was taken from a superior.
    pub superior: bool,
    /// Whether what it was taken from is there no more.
    pub withdrawn: bool,
    /// Who has what it was taken from: an agency's name, or 标准目录; empty for an own item.
    pub whose: String,
    /// Where item, base and original differ.
    pub compared: Vec<CompareView>,
}

/// A process that an item can have (办事程序).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessChoice {
    /// What chooses it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For whom it is, in words.
    pub level: String,
    /// Whether it is a shipped one: choosing it copies it into the file.
    pub shipped: bool,
}

/// A paper to hand in (申报材料), as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MaterialView {
    /// 材料名称.
    pub name: String,
    /// 份数: a number, or empty.
    pub copies: String,
    /// 形式: 原件, 复印件, 电子.
    pub form: String,
    /// 来源.
    pub source: String,
}

/// Something that an item lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LackingView {
    /// The field's word in places.
    pub field: String,
    /// Its name.
    pub label: String,
}

/// A text that goes into a field of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemCell {
    /// The item.
    pub id: String,
    /// The column.
    #[cfg_attr(test, ts(type = "string"))]
    pub column: Column,
    /// The text.
    pub text: String,
}

/// A basis of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BasisView {
    /// As printed.
    pub text: String,
    /// Whether it was checked; otherwise it prints with 【依据待核】.
    pub checked: bool,
    /// Whether the library has it.
    pub known: bool,
}

/// A field in which item, base and original differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CompareView {
    /// The field's key.
    pub field: String,
    /// Its head.
    pub label: String,
    /// As it was taken over.
    pub base: String,
    /// As it is here.
    pub own: String,
    /// As the original (the standard, or the superior) has it now.
    pub standard: String,
    /// Whether the office changed it.
    pub changed_here: bool,
    /// Whether the original changed it since.
    pub changed_there: bool,
}

/// The standard catalogue, or a superior's, as it is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StandardView {
    /// The day of its data.
    pub version: String,
    /// Where it comes from.
    pub source: String,
    /// Its sectors.
    pub sectors: Vec<StandardSectorView>,
    /// The superiors from whose catalogues entries can be taken.
    pub sources: Vec<crate::catalogue::upstream_view::SourceView>,
}

/// A sector of the standard catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StandardSectorView {
    /// Its name.
    pub name: String,
    /// Its entries.
    pub entries: Vec<StandardEntryView>,
}

/// An entry of the standard catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StandardEntryView {
    /// Its id.
    pub id: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 公开内容（要素）, one a line.
    pub elements: String,
    /// 公开依据, one a line.
    pub bases: String,
    /// 公开时限.
    pub time_limit: String,
    /// 公开层级, in words.
    pub tiers: String,
    /// Keys of the tiers.
    pub tier_keys: Vec<String>,
    /// Whether it was read in a published catalogue, and all its bases were checked.
    pub checked: bool,
    /// Whether this agency has taken it over.
    pub adopted: bool,
}
