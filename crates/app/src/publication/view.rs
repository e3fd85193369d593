//! What the window sees of the publications.

use crate::view::AttachedView;
use serde::{Deserialize, Serialize};

/// The publications of an agency, or those under one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicationsView {
    /// The agency.
    pub agency: String,
    /// Those asked for, newest information first.
    pub rows: Vec<PublicationRow>,
    /// How many there are of each stage; stages without any are left out.
    pub stages: Vec<StageCount>,
}

/// How many publications stand at a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StageCount {
    /// The stage's key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// A publication in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicationRow {
    /// Identity.
    pub id: String,
    /// The item under which it falls.
    pub item: String,
    /// That item's name.
    pub item_name: String,
    /// 信息名称.
    pub title: String,
    /// 索引号, or empty.
    pub index_number: String,
    /// 生成日期, or empty.
    pub formed_on: String,
    /// The last day for publishing, or empty.
    pub due: String,
    /// Days until then while it is not out yet; negative when it is over.
    pub days: Option<i32>,
    /// The first day on which it was public, or empty.
    pub published_on: String,
    /// The stage's key.
    pub stage: String,
    /// Its name.
    pub stage_label: String,
    /// How many pieces of evidence there are.
    pub evidence: u32,
    /// How many things should be looked at.
    pub remarks: u32,
    /// 年度、保管期限、盒号、件号, or empty.
    pub archive: String,
}

/// One publication with all that happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicationView {
    /// What the list shows of it.
    pub row: PublicationRow,
    /// 文号.
    pub document_number: String,
    /// 内容概述.
    pub summary: String,
    /// Why the last day is that day; empty while it is not known.
    pub due_why: String,
    /// The three signatures, in their order.
    pub signatures: Vec<SignatureView>,
    /// What the reviewer says: a key, or empty.
    pub result: String,
    /// The reviewer's words.
    pub opinion: String,
    /// Number or place of the paper form.
    pub on_paper: String,
    /// Whether it may be published as it stands.
    pub cleared: bool,
    /// Where it was published.
    pub placings: Vec<PlacingView>,
    /// The carriers that the catalogue names for its item: keys.
    pub channels: Vec<String>,
    /// The evidence.
    pub evidence: Vec<AttachedView>,
    /// What was said of it.
    pub feedback: Vec<FeedbackView>,
    /// Where it is on file.
    pub archive: Option<ArchiveView>,
    /// Why it is void; `None` while it counts.
    pub void_reason: Option<String>,
    /// 备注.
    pub note: String,
    /// What should be looked at.
    pub remarks: Vec<RemarkView>,
}

/// A signature, given or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SignatureView {
    /// The role's key.
    pub role: String,
    /// Its name.
    pub label: String,
    /// Who signed, or empty.
    pub by: String,
    /// When, or empty.
    pub on: String,
}

/// A place of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlacingView {
    /// Identity.
    pub id: String,
    /// The carrier, in words.
    pub channel: String,
    /// Where exactly.
    pub place: String,
    /// Since when.
    pub published_on: String,
    /// When it was taken down, or empty.
    pub removed_on: String,
}

/// Something that was said of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FeedbackView {
    /// Identity.
    pub id: String,
    /// When it came.
    pub received_on: String,
    /// How it came.
    pub way: String,
    /// What was said.
    pub text: String,
    /// What was done.
    pub handling: String,
    /// When it was dealt with, or empty.
    pub handled_on: String,
}

/// Where a publication is on file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ArchiveView {
    /// 归档年度.
    pub year: i32,
    /// 保管期限: its key.
    pub retention: String,
    /// In words.
    pub retention_label: String,
    /// 盒号.
    pub box_number: u32,
    /// 件号.
    pub piece: u32,
    /// 页数; 0: not counted.
    pub pages: u32,
    /// When it was filed.
    pub filed_on: String,
}

/// Something that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RemarkView {
    /// What.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// A change of the publications; each is one step that can be undone. Days are written as people write them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PublicationEdit {
    /// A new piece of information under an item.
    New {
        /// The item.
        item: String,
        /// 信息名称.
        title: String,
        /// 文号; may be empty.
        document_number: String,
        /// 生成日期; may be empty.
        formed_on: String,
        /// 内容概述; may be empty.
        summary: String,
    },
    /// Writes a field: `title`, `document_number`, `summary`, `formed_on`, `opinion`, `on_paper`, `note`, `pages`.
    Text {
        /// The publication.
        id: String,
        /// Which field.
        field: String,
        /// The text.
        text: String,
    },
    /// Signs in a role.
    Sign {
        /// The publication.
        id: String,
        /// The role's key.
        role: String,
        /// Who.
        by: String,
        /// When.
        on: String,
        /// The reviewer's result, for the reviewer.
        result: Option<String>,
    },
    /// Takes a signature back.
    Unsign {
        /// The publication.
        id: String,
        /// The role's key.
        role: String,
    },
    /// 登记公开: it was published at places on a day.
    Place {
        /// The publication.
        id: String,
        /// The carriers: keys.
        channels: Vec<String>,
        /// Where exactly.
        place: String,
        /// When.
        on: String,
    },
    /// It was taken down on a day; an empty day: it stands there again.
    TakeDown {
        /// The publication.
        id: String,
        /// The place.
        placing: String,
        /// When.
        on: String,
    },
    /// The place was written down by mistake.
    Unplace {
        /// The publication.
        id: String,
        /// The place.
        placing: String,
    },
    /// Keeps a file as evidence.
    Prove {
        /// The publication.
        id: String,
        /// The file's name.
        name: String,
        /// Its content in Base64.
        content: String,
        /// When it was taken; may be empty.
        taken_on: String,
    },
    /// Takes evidence off.
    Unprove {
        /// The publication.
        id: String,
        /// The evidence.
        evidence: String,
    },
    /// Writes down what somebody said of it.
    Hear {
        /// The publication.
        id: String,
        /// When it came.
        on: String,
        /// How it came.
        way: String,
        /// What was said.
        text: String,
    },
    /// Says what was done about it; an empty day: it is open.
    Answer {
        /// The publication.
        id: String,
        /// The feedback.
        feedback: String,
        /// What was done.
        handling: String,
        /// When.
        on: String,
    },
    /// Puts publications on file, in this order; pieces are numbered on.
    File {
        /// The publications.
        ids: Vec<String>,
        /// 归档年度.
        year: i32,
        /// 保管期限: its key.
        retention: String,
        /// 盒号.
        box_number: u32,
        /// When.
        on: String,
    },
    /// Takes a publication off the file.
    Unfile {
        /// The publication.
        id: String,
    },
    /// 作废, with the reason; an empty reason: it counts again.
    Void {
        /// The publication.
        id: String,
        /// Why.
        reason: String,
    },
}

/// The publication after a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicationEdited {
    /// What was made or changed, when it is one.
    pub publication: Option<PublicationView>,
    /// What can be undone.
    pub history: crate::view::HistoryView,
    /// What was done, in one sentence.
    pub said: String,
}

/// What to make of publications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublicationExportRequest {
    /// The agency.
    pub agency: String,
    /// `information` (政府信息公开目录), `ledger` (公开登记台账), `review` (保密审查表), `archive` (归档文件目录) or
    /// `labels` (档案盒标签).
    pub sheet: String,
    /// Formats by key.
    pub formats: Vec<String>,
    /// Only these; empty: all that the sheet has a place for.
    #[serde(default)]
    pub ids: Vec<String>,
}
