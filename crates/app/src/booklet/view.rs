//! What the window sees of booklets, and what it can ask to be done with them.

use serde::{Deserialize, Serialize};

/// What booklets can be made of, and those that are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BookletsView {
    /// `booklets/1`.
    pub schema: String,
    /// Those that are kept.
    pub kept: Vec<KeptView>,
    /// The editions there are.
    pub editions: Vec<EditionChoice>,
    /// The offices of the file, by tier.
    pub offices: Vec<OfficeChoice>,
    /// The usual 编印单位: the file's own office.
    pub compiler: String,
    /// Today, the usual day up to which a booklet is right.
    pub today: String,
    /// Whether the file is the sample, which is never final.
    pub sample: bool,
}

/// An edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EditionChoice {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// The usual title.
    pub title: String,
    /// The tiers whose offices it holds, by key.
    pub tiers: Vec<String>,
}

/// An office that may stand in a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfficeChoice {
    /// Identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tier, by key.
    pub tier: String,
    /// How many items its catalogue has.
    pub items: u32,
}

/// The items of an office that may stand in a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfficeItems {
    /// The office's identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In the order of its list.
    pub items: Vec<ItemChoice>,
    /// How many are withheld or open inside the office only, and are never in a booklet.
    pub hidden: u32,
}

/// An item that may stand in a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ItemChoice {
    /// Identity.
    pub id: String,
    /// 编号.
    pub number: String,
    /// 一级事项/二级事项/三级事项.
    pub name: String,
    /// Whether it has a process of its own, so that its pages have a chart.
    pub chart: bool,
}

/// A booklet that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptView {
    /// What the office calls it.
    pub name: String,
    /// What it is made of.
    pub choice: BookletChoice,
    /// What of it is there no more.
    pub notes: Vec<String>,
}

/// What is chosen for a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BookletChoice {
    /// The edition's key.
    pub edition: String,
    /// Its offices; none: all of the edition.
    pub agencies: Vec<String>,
    /// Its items; none: all that may be shown.
    pub items: Vec<String>,
    /// Its title; empty for the usual one.
    pub title: String,
    /// 编印单位; empty for the usual one.
    pub compiler: String,
    /// The day up to which it is right, as the clerk writes it; empty for today.
    pub day: String,
    /// Whether the office has checked the shipped passages that are 依据待核.
    pub texts_checked: bool,
    /// Whether the final version is wanted.
    pub is_final: bool,
}

/// What can be done with the booklets of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum BookletEdit {
    /// Keeps one under a name, in place of the one that bears it.
    Keep {
        /// The name.
        name: String,
        /// What it is made of.
        choice: BookletChoice,
    },
    /// Forgets one.
    Forget {
        /// Its name.
        name: String,
    },
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BookletEdited {
    /// What was done, in one sentence.
    pub said: String,
    /// The booklets as they are now.
    pub view: BookletsView,
}
