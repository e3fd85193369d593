//! What can be done to the catalogue, and what it did.

use super::{ItemCell, MaterialView};
use mingce_domain::catalogue::foreign::Column;
use mingce_domain::catalogue::{EntryField, Field};
use serde::{Deserialize, Serialize};

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
        basis: crate::catalogue::bases_view::OwnBasis,
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
    /// Keeps a file with an item (附件).
    AttachFile {
        /// The item.
        id: String,
        /// The file's name.
        name: String,
        /// Its bytes in Base64.
        content: String,
    },
    /// Takes a file off an item.
    DetachFile {
        /// The item.
        id: String,
        /// The file's identity.
        file: String,
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
