//! What the window sees of the catalogue.

use mingce_domain::catalogue::foreign::Column;
use mingce_domain::catalogue::{EntryField, Field};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    pub sources: Vec<super::upstream_view::SourceView>,
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

/// A change of the catalogue; each is one step that can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CatalogueEdit {
    /// Takes entries of the standard over.
    Adopt {
        /// Their ids.
        entries: Vec<String>,
    },
    /// A new item with a name.
    Add {
        /// 领域.
        sector: String,
        /// 一级事项.
        primary: String,
        /// 二级事项.
        secondary: String,
    },
    /// Writes a text field of one item or of many.
    Text {
        /// The items.
        ids: Vec<String>,
        /// The column.
        #[cfg_attr(test, ts(type = "string"))]
        column: Column,
        /// The text.
        text: String,
    },
    /// Writes a field that old tables have no column for, of one item or of many.
    Field {
        /// The items.
        ids: Vec<String>,
        /// The field.
        #[cfg_attr(test, ts(type = "string"))]
        field: Field,
        /// The text, a day, or the key of a choice.
        text: String,
    },
    /// Writes a pasted block.
    Cells {
        /// The texts with their places.
        cells: Vec<ItemCell>,
    },
    /// Sets 申报材料 of an item; rows in which nothing stands are dropped.
    Materials {
        /// The item.
        id: String,
        /// The papers in their order.
        rows: Vec<MaterialView>,
    },
    /// Sets 办事程序.
    Process {
        /// The items.
        ids: Vec<String>,
        /// What chooses it, see [`ProcessChoice`]; empty takes it away.
        process: String,
    },
    /// Sets the chosen ones of a list: `channels`, `modes`, `tiers`.
    Choose {
        /// The items.
        ids: Vec<String>,
        /// Which list.
        list: String,
        /// The keys that are chosen.
        keys: Vec<String>,
    },
    /// Says that a basis was checked, or that it was not, wherever it stands in this list.
    Confirm {
        /// The basis, as printed.
        basis: String,
        /// Whether it was.
        checked: bool,
    },
    /// Takes items of a superior over.
    AdoptFrom {
        /// The superior.
        source: String,
        /// Its items.
        items: Vec<String>,
    },
    /// Takes fields of an item as its original has them now.
    TakeOver {
        /// The item.
        id: String,
        /// The fields.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        fields: Vec<EntryField>,
    },
    /// Keeps the office's words for fields of an item: the original's change was seen.
    KeepOwn {
        /// The item.
        id: String,
        /// The fields.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        fields: Vec<EntryField>,
    },
    /// Takes over whatever originals changed and the office did not.
    TakeOverAll {
        /// The items.
        ids: Vec<String>,
    },
    /// Does not take new items of superiors.
    Leave {
        /// The superiors' items.
        items: Vec<String>,
    },
    /// Makes items the office's own: they follow nothing any more.
    Detach {
        /// The items.
        ids: Vec<String>,
    },
    /// Cites what is in force in place of what is not.
    ReplaceBases {
        /// Only citations of this act.
        only: Option<String>,
    },
    /// Adds an act of the office's own to the library, or changes one.
    PutBasis {
        /// The act.
        basis: super::bases_view::OwnBasis,
    },
    /// Takes an own act out of the library.
    RemoveBasis {
        /// Its identity.
        id: String,
    },
    /// 登记公开: items were published on a day. What comes round gets its next day; what has no 索引号 yet gets one.
    Publish {
        /// The items.
        ids: Vec<String>,
        /// The day, as people write it.
        on: String,
    },
    /// Deletes items.
    Remove {
        /// Their ids.
        ids: Vec<String>,
    },
}

/// What a change did; the list is asked for again, as far as it is in view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CatalogueEdited {
    /// What can be undone.
    pub history: crate::view::HistoryView,
    /// What was done, in one sentence.
    pub said: String,
    /// The item that was made or changed, when it is one.
    pub id: Option<String>,
}

/// Where an import comes from. A page never names a path: it hands over what the clerk picked or pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ImportSource {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// Its content in Base64.
        content: String,
    },
    /// A pasted block.
    Pasted {
        /// As text.
        text: String,
        /// As HTML, if the clipboard had it.
        html: Option<String>,
    },
}

/// What to import, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRequest {
    /// Where it comes from.
    pub source: ImportSource,
    /// What columns hold, by their heads; what is not named is proposed.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "{ [head: string]: string }"))]
    pub columns: BTreeMap<String, Column>,
    /// Tables that are not read, by their place; none said: the hidden ones.
    #[serde(default)]
    pub without: Option<Vec<u32>>,
    /// Whether it is done, or only shown.
    pub apply: bool,
}

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportView {
    /// What the file turned out to be.
    pub source: String,
    /// What the clerk should know of it.
    pub notes: Vec<String>,
    /// Its tables.
    pub tables: Vec<ImportTable>,
    /// How many items are new.
    pub added: u32,
    /// How many change.
    pub changed: u32,
    /// How many stay as they are.
    pub unchanged: u32,
    /// The rows, each with what would become of it.
    pub rows: Vec<ImportRow>,
    /// Rows that cannot be read.
    pub refused: Vec<ImportRemark>,
    /// Rows that are no items: titles, notes.
    pub skipped: Vec<ImportRemark>,
    /// Whether it was done.
    pub applied: bool,
}

/// A table of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportTable {
    /// Its name.
    pub name: String,
    /// Whether its workbook hides it.
    pub hidden: bool,
    /// Whether it is read.
    pub read: bool,
    /// How many items were found in it.
    pub items: u32,
    /// Its columns; none when no head was found.
    pub columns: Vec<ImportColumn>,
}

/// A column of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportColumn {
    /// Its head.
    pub head: String,
    /// What it holds; `None`: not read.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub column: Option<Column>,
    /// Something that stands in it.
    pub sample: String,
}

/// A row of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRow {
    /// Where it stands.
    pub at: String,
    /// The item's name.
    pub name: String,
    /// `added`, `changed`, `unchanged` or `repeated`.
    pub outcome: String,
    /// What would change.
    pub changes: Vec<ImportChange>,
    /// What should be looked at.
    pub doubts: Vec<ImportRemark>,
}

/// A field that an import changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportChange {
    /// Its label.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it becomes.
    pub after: String,
}

/// Something to know, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRemark {
    /// Where: sheet and cell.
    pub at: String,
    /// What.
    pub reason: String,
}

/// What is exported, and in which formats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CatalogueExportRequest {
    /// The agency.
    pub agency: String,
    /// `standard` (基层政务公开标准目录), `information` (信息公开目录) or `notice` (公开栏).
    pub sheet: String,
    /// Formats by key.
    pub formats: Vec<String>,
    /// Only these items; empty: all.
    #[serde(default)]
    pub ids: Vec<String>,
    /// Whether carriers that are not chosen are printed, with □.
    pub all_carriers: bool,
    /// Whether it is the final version: refused while an error stands.
    pub is_final: bool,
    /// The paper and the days of a notice.
    #[serde(default)]
    pub notice: Option<NoticeRequest>,
}

/// How a notice hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NoticeRequest {
    /// `a4` or `a3`.
    pub paper: String,
    /// Whether the paper lies across.
    pub landscape: bool,
    /// 公示期: its first day, as people write it.
    pub from: String,
    /// Its last day.
    pub to: String,
}

/// Two editions to compare: a file against the list as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionRequest {
    /// The agency.
    pub agency: String,
    /// The earlier edition.
    pub earlier: ImportSource,
}

/// What changed from an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionView {
    /// The earlier edition's name.
    pub earlier: String,
    /// What the clerk should know of it.
    pub notes: Vec<String>,
    /// How many are new, changed and gone, in one sentence.
    pub summary: String,
    /// The items that changed.
    pub items: Vec<EditionItem>,
}

/// An item that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionItem {
    /// `added`, `removed` or `changed`.
    pub became: String,
    /// The same in Chinese.
    pub label: String,
    /// 领域; empty for none.
    pub sector: String,
    /// Its name, after the group it stands in.
    pub name: String,
    /// The fields that differ.
    pub fields: Vec<EditionField>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionField {
    /// Its label.
    pub field: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
    /// Clause by clause.
    pub pieces: Vec<crate::version_view::Piece>,
}
