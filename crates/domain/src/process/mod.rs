//! Processes behind charts and step tables: the `process/1` model.
//!
//! A [`Process`] is read as tolerantly as the public format asks for: a missing text is an empty one, an unknown word
//! is kept as it stands, and what is wrong inside is told by [`lint::lint`], never by a failure to read.

pub mod lint;
pub mod mermaid;
mod order;
pub mod renew;
#[cfg(test)]
mod shipped_test;

pub use order::Step;

use serde::{Deserialize, Serialize};

/// The name and version of the public format.
pub const SCHEMA: &str = "process/1";

/// What stands for a legal basis that nobody has checked. It prints as it is and keeps a document from being final.
pub const BASIS_UNCHECKED: &str = "【依据待核】";

/// A process: its steps and the flow between them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Process {
    /// Name and version of the format, [`SCHEMA`]. Absent in files written before the format had a name.
    #[serde(default)]
    pub schema: String,
    /// Its stable identity; shipped processes have the name of their file.
    #[serde(default)]
    pub id: String,
    /// The chart's title.
    #[serde(default)]
    pub title: String,
    /// For whom it is.
    #[serde(default)]
    pub level: Level,
    /// The steps, in the order in which the office wrote them.
    #[serde(default)]
    pub nodes: Vec<ProcessNode>,
    /// The flow between them.
    #[serde(default)]
    pub edges: Vec<ProcessEdge>,
    /// How long the law allows for a stretch of the process.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statutory_limits: Vec<StatutoryLimit>,
    /// Whether the chart has one lane for each post.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lanes: bool,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ProcessNode {
    /// Its name inside the process.
    #[serde(default)]
    pub id: String,
    /// What kind of step it is: it decides the symbol.
    #[serde(default, rename = "type")]
    pub kind: NodeKind,
    /// What is done or asked.
    #[serde(default)]
    pub text: String,
    /// 岗位: who does it.
    #[serde(default)]
    pub actor: String,
    /// 时限 in words, as the office prints it.
    #[serde(default)]
    pub limit: String,
    /// How many working days the step may take, where that is a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u32>,
    /// Whether its time is left out of the statutory limit (条例 art. 33: asking third parties and other organs).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stops_clock: bool,
    /// 依据: the article that asks for the step, or [`BASIS_UNCHECKED`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// 职责 of the post in this step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// 材料 that it needs or makes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    /// The form or letter it uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The row of the annual report's table 三 that a case ending here is counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

/// A flow line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProcessEdge {
    /// The node it leaves.
    #[serde(default)]
    pub from: String,
    /// The node it reaches.
    #[serde(default)]
    pub to: String,
    /// The answer that leads along it, for the exits of a decision.
    #[serde(default)]
    pub label: String,
}

/// A limit that the law sets for a stretch of a process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatutoryLimit {
    /// Working days allowed.
    pub working_days: u32,
    /// The node with whose beginning the clock starts: its own time counts.
    pub from: String,
    /// The node that must be done in time: its own time counts.
    pub to: String,
    /// The article, or [`BASIS_UNCHECKED`].
    #[serde(default)]
    pub basis: String,
}

/// For whom a process is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 县本级.
    #[serde(alias = "县本级")]
    County,
    /// 县直部门.
    #[serde(alias = "县直部门")]
    Department,
    /// 乡镇.
    #[serde(alias = "乡镇")]
    Township,
    /// 通用.
    #[default]
    #[serde(alias = "通用")]
    General,
    /// A word that this version does not know, kept as it stands.
    #[serde(untagged)]
    Other(String),
}

impl Level {
    /// Those with a meaning of their own, in the order in which they are offered.
    pub const KNOWN: [Level; 4] = [Level::General, Level::County, Level::Department, Level::Township];

    /// Its word in `process/1`.
    pub fn key(&self) -> &str {
        match self {
            Level::County => "county",
            Level::Department => "department",
            Level::Township => "township",
            Level::General => "general",
            Level::Other(word) => word,
        }
    }

    /// The level of a word or of a label. A word that this version does not know is kept.
    pub fn from_key(key: &str) -> Level {
        let known = Self::KNOWN.into_iter().find(|level| level.key() == key || level.label() == key);
        known.unwrap_or_else(|| Level::Other(key.to_string()))
    }

    /// Its Chinese label.
    pub fn label(&self) -> &str {
        match self {
            Level::County => "县本级",
            Level::Department => "县直部门",
            Level::Township => "乡镇",
            Level::General => "通用",
            Level::Other(word) => word,
        }
    }
}

/// What kind of step a node is (GB/T 1526).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// 开始.
    Start,
    /// 处理.
    #[default]
    Process,
    /// 判断: two or more labelled exits.
    Decision,
    /// 文件.
    Document,
    /// 数据.
    Data,
    /// 人工操作.
    Manual,
    /// 结束.
    End,
    /// A word that this version does not know, kept as it stands. It is drawn as 处理.
    #[serde(untagged)]
    Other(String),
}

impl NodeKind {
    /// Those with a meaning of their own, in the order in which they are offered.
    pub const KNOWN: [NodeKind; 7] = [
        NodeKind::Start,
        NodeKind::Process,
        NodeKind::Decision,
        NodeKind::Document,
        NodeKind::Data,
        NodeKind::Manual,
        NodeKind::End,
    ];

    /// Its word in `process/1`.
    pub fn key(&self) -> &str {
        match self {
            NodeKind::Start => "start",
            NodeKind::Process => "process",
            NodeKind::Decision => "decision",
            NodeKind::Document => "document",
            NodeKind::Data => "data",
            NodeKind::Manual => "manual",
            NodeKind::End => "end",
            NodeKind::Other(word) => word,
        }
    }

    /// The kind of a word. A word that this version does not know is kept.
    pub fn from_key(key: &str) -> NodeKind {
        Self::KNOWN.into_iter().find(|kind| kind.key() == key).unwrap_or_else(|| NodeKind::Other(key.to_string()))
    }

    /// Its Chinese label.
    pub fn label(&self) -> &str {
        match self {
            NodeKind::Start => "开始",
            NodeKind::Process => "处理",
            NodeKind::Decision => "判断",
            NodeKind::Document => "文件",
            NodeKind::Data => "数据",
            NodeKind::Manual => "人工操作",
            NodeKind::End => "结束",
            NodeKind::Other(word) => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_file_without_schema_and_with_chinese_levels_is_read() {
        let text = r#"{"title":"甲","level":"县直部门","nodes":[{"id":"S","type":"start","text":"始"}],"edges":[]}"#;
        let process: Process = serde_json::from_str(text).unwrap();
        assert_eq!((process.level, process.schema.as_str()), (Level::Department, ""));
        assert_eq!(process.nodes[0].kind, NodeKind::Start);
    }

    #[test]
    fn the_words_of_kinds_and_levels_are_those_that_the_file_holds() {
        for kind in NodeKind::KNOWN.into_iter().chain([NodeKind::Other("六边形".into())]) {
            assert_eq!(serde_json::to_value(&kind).unwrap(), kind.key());
            assert_eq!(NodeKind::from_key(kind.key()), kind);
        }
        for level in Level::KNOWN.into_iter().chain([Level::Other("村".into())]) {
            assert_eq!(serde_json::to_value(&level).unwrap(), level.key());
            assert_eq!(Level::from_key(level.key()), level);
            assert_eq!(Level::from_key(level.label()), level);
        }
    }

    #[test]
    fn an_unknown_kind_of_step_is_kept_and_told() {
        let text = r#"{"nodes":[{"id":"S","type":"hexagon"}]}"#;
        let process: Process = serde_json::from_str(text).unwrap();
        assert!(lint::lint(&process).findings.iter().any(|finding| finding.rule == "G23"));
        assert!(serde_json::to_string(&process).unwrap().contains(r#""type":"hexagon""#));
    }
}
