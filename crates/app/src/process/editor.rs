//! What the window sees of a process, and what it can ask to be done with one.

use mingce_domain::check::{Finding, Severity};
use mingce_domain::process::{Level, NodeKind, Process, ProcessEdge, ProcessNode, StatutoryLimit};
use serde::{Deserialize, Serialize};

/// The processes of an agency, and those that are shipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessesView {
    /// `processes/1`.
    pub schema: String,
    /// The agency's own, and those that all share.
    pub own: Vec<ProcessSummary>,
    /// The shipped ones.
    pub shipped: Vec<ShippedProcess>,
    /// The kinds of steps: key and label.
    pub kinds: Vec<(String, String)>,
    /// For whom a process can be: key and label.
    pub levels: Vec<(String, String)>,
}

/// A process in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessSummary {
    /// Identity in the file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For whom it is, in words.
    pub level: String,
    /// How many steps it has.
    pub steps: u32,
    /// Errors of its lint.
    pub errors: u32,
    /// Warnings of its lint.
    pub warnings: u32,
    /// The title of the shipped process that it was copied from; empty when it is the office's own.
    pub base: String,
    /// How many changes of that one are still to be decided on.
    pub undecided: u32,
    /// How many items of the catalogue show it.
    pub items: u32,
}

/// A shipped process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShippedProcess {
    /// Its name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For whom it is, in words.
    pub level: String,
    /// How many steps it has.
    pub steps: u32,
    /// How many of its bases nobody has checked: 【依据待核】.
    pub unchecked: u32,
    /// Whether the agency has copied it.
    pub adopted: bool,
}

/// One process, with what the checks say, and its chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessView {
    /// Identity in the file, or `shipped:` and the name of a shipped one.
    pub id: String,
    /// Whether it is only to be looked at.
    pub reading: bool,
    /// What can be edited.
    pub draft: ProcessDraft,
    /// What the lint says.
    pub findings: Vec<ProcessFinding>,
    /// What the longest way of each statutory limit takes: the first of `draft.limits` first, of more than twenty twenty.
    pub limits: Vec<LimitView>,
    /// The chart, where it was drawn: that may take long, and is asked for by itself
    /// ([`process_draft`](crate::Session::process_draft)).
    pub chart: Option<ChartView>,
}

/// A process as it is edited. Empty texts stand for what is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessDraft {
    /// Its title.
    pub title: String,
    /// The key of its level, or a word that this version does not know.
    pub level: String,
    /// Whether the chart has a lane for each post.
    pub lanes: bool,
    /// The steps in the office's order.
    pub steps: Vec<StepDraft>,
    /// The flow lines.
    pub lines: Vec<LineDraft>,
    /// The statutory limits.
    pub limits: Vec<LimitDraft>,
}

/// A step as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepDraft {
    /// Its name inside the process.
    pub id: String,
    /// The key of its kind.
    pub kind: String,
    /// What is done or asked.
    pub text: String,
    /// 岗位.
    pub actor: String,
    /// 时限 in words.
    pub limit: String,
    /// Working days, where the limit is a number.
    pub working_days: Option<u32>,
    /// Whether its time is left out of the statutory limit.
    pub stops_clock: bool,
    /// 依据.
    pub basis: String,
    /// 职责.
    pub duty: String,
    /// 材料, one to a line.
    pub materials: String,
    /// The form or letter.
    pub form: String,
    /// A remark.
    pub note: String,
    /// The row of table 三 that a case ending here counts in.
    pub row: String,
}

/// A flow line as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LineDraft {
    /// The step that it leaves.
    pub from: String,
    /// The step that it reaches.
    pub to: String,
    /// The answer that leads along it.
    pub label: String,
}

/// A statutory limit as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LimitDraft {
    /// Working days allowed.
    pub working_days: u32,
    /// From which step.
    pub from: String,
    /// To which step.
    pub to: String,
    /// The article.
    pub basis: String,
}

/// What the longest way between the marks of a statutory limit takes, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LimitView {
    /// The longest way, or that there is none.
    pub longest: String,
    /// The loops between the marks, with what one more round adds.
    pub loops: Vec<String>,
}

/// A finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessFinding {
    /// The rule.
    pub rule: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// Which step it is about, counted from 0.
    pub step: Option<u32>,
    /// Which flow line it is about, counted from 0.
    pub line: Option<u32>,
    /// Which statutory limit it is about, counted from 0.
    pub limit: Option<u32>,
    /// Which part of it, by its name in `process/1`: `working_days`; `None`: the whole.
    pub field: Option<String>,
    /// What happened.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// The chart as it is printed, and where its steps stand in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartView {
    /// The picture as SVG; empty when there is nothing to draw.
    pub svg: String,
    /// Its width in millimetres.
    pub width: f64,
    /// Its height in millimetres.
    pub height: f64,
    /// The steps' boxes in millimetres.
    pub boxes: Vec<BoxView>,
    /// What could not be drawn.
    pub problems: Vec<String>,
}

/// Where a step stands in the chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BoxView {
    /// The step's name inside the process.
    pub step: String,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// What can be done with the processes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ProcessEdit {
    /// A new one, with a start, a step and an end.
    New {
        /// Its title.
        title: String,
    },
    /// A copy of a shipped one.
    Adopt {
        /// The shipped one's name.
        id: String,
    },
    /// Writes what was edited.
    Save {
        /// Which one.
        id: String,
        /// As it is now.
        draft: ProcessDraft,
    },
    /// Deletes one.
    Remove {
        /// Which one.
        id: String,
    },
    /// Decides on changes of the shipped one that it was copied from.
    Decide {
        /// Which one.
        id: String,
        /// The changes, by key; none: all that the office has not touched.
        keys: Vec<String>,
        /// Whether the office keeps what it has.
        keep: bool,
    },
    /// Takes one in from a file: `process/1` or a Mermaid flowchart.
    Import {
        /// The file's name.
        name: String,
        /// Its content in Base64.
        content: String,
    },
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessEdited {
    /// What was done, in one sentence.
    pub said: String,
    /// What the clerk should know: what a file had that was not taken over.
    pub notes: Vec<String>,
    /// The list as it is now.
    pub list: ProcessesView,
    /// The process that it was about, as it is now.
    pub process: Option<ProcessView>,
}

/// A copied process beside the shipped one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessDiff {
    /// The shipped one's title.
    pub base: String,
    /// Where the three differ.
    pub parts: Vec<ProcessPart>,
}

/// A place where they differ. `None`: it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessPart {
    /// How it is named when it is decided on.
    pub key: String,
    /// What it is, in words.
    pub label: String,
    /// Parts with the same number go together; 0: by itself.
    pub group: u32,
    /// As copied.
    pub base: Option<String>,
    /// As it is here.
    pub own: Option<String>,
    /// As the shipped one is now.
    pub standard: Option<String>,
    /// Whether the office changed it.
    pub changed_here: bool,
    /// Whether the shipped one changed, and that is still to be decided on.
    pub changed_there: bool,
}

/// What is to be exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProcessExportRequest {
    /// The agency.
    pub agency: String,
    /// Which process: as [`ProcessView::id`].
    pub id: String,
    /// `pdf`, `docx`, `svg`, `png`, `html`, `json`, `mmd`.
    pub formats: Vec<String>,
    /// Whether it is the final version.
    pub is_final: bool,
}

impl ProcessFinding {
    /// A finding of the lint with its place taken apart: `nodes[3].text`, `edges[0]`.
    pub fn of(finding: &Finding) -> ProcessFinding {
        let index = |list: &str| {
            let rest = finding.at.strip_prefix(list)?.strip_prefix('[')?;
            rest.split(']').next()?.parse().ok()
        };
        ProcessFinding {
            rule: finding.rule.clone(),
            severity: match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            }
            .into(),
            step: index("nodes"),
            line: index("edges"),
            limit: index("statutory_limits"),
            field: finding.at.split_once("].").map(|(_, field)| field.to_string()),
            message: finding.message.clone(),
            remedy: finding.remedy.clone(),
        }
    }
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_string()).filter(|text| !text.is_empty())
}

impl ProcessDraft {
    /// What can be edited of a process.
    pub fn of(process: &Process) -> ProcessDraft {
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        let step = |node: &ProcessNode| StepDraft {
            id: node.id.clone(),
            kind: node.kind.key().to_string(),
            text: node.text.clone(),
            actor: node.actor.clone(),
            limit: node.limit.clone(),
            working_days: node.working_days,
            stops_clock: node.stops_clock,
            basis: or_empty(&node.basis),
            duty: or_empty(&node.duty),
            materials: node.materials.join("\n"),
            form: or_empty(&node.form),
            note: or_empty(&node.note),
            row: or_empty(&node.row),
        };
        let line =
            |edge: &ProcessEdge| LineDraft { from: edge.from.clone(), to: edge.to.clone(), label: edge.label.clone() };
        let limit = |limit: &StatutoryLimit| LimitDraft {
            working_days: limit.working_days,
            from: limit.from.clone(),
            to: limit.to.clone(),
            basis: limit.basis.clone(),
        };
        ProcessDraft {
            title: process.title.clone(),
            level: process.level.key().to_string(),
            lanes: process.lanes,
            steps: process.nodes.iter().map(step).collect(),
            lines: process.edges.iter().map(line).collect(),
            limits: process.statutory_limits.iter().map(limit).collect(),
        }
    }

    /// The process that it makes of one.
    pub fn onto(&self, process: &Process) -> Process {
        let node = |step: &StepDraft| ProcessNode {
            id: step.id.clone(),
            kind: NodeKind::from_key(&step.kind),
            text: step.text.trim().to_string(),
            actor: step.actor.trim().to_string(),
            limit: step.limit.trim().to_string(),
            working_days: step.working_days,
            stops_clock: step.stops_clock,
            basis: said(&step.basis),
            duty: said(&step.duty),
            materials: step.materials.lines().filter_map(said).collect(),
            form: said(&step.form),
            note: said(&step.note),
            row: said(&step.row),
        };
        let edge = |line: &LineDraft| ProcessEdge {
            from: line.from.clone(),
            to: line.to.clone(),
            label: line.label.trim().to_string(),
        };
        let limit = |limit: &LimitDraft| StatutoryLimit {
            working_days: limit.working_days,
            from: limit.from.clone(),
            to: limit.to.clone(),
            basis: limit.basis.trim().to_string(),
        };
        Process {
            title: self.title.trim().to_string(),
            level: Level::from_key(&self.level),
            lanes: self.lanes,
            nodes: self.steps.iter().map(node).collect(),
            edges: self.lines.iter().map(edge).collect(),
            statutory_limits: self.limits.iter().map(limit).collect(),
            ..process.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_nobody_touched_changes_nothing() {
        let text = r#"{"schema":"process/1","id":"x","title":"甲","level":"旧词","lanes":true,
            "nodes":[{"id":"S","type":"hexagon","text":"始","materials":["表一","表、二"],"stops_clock":true,"row":"三.1"}],
            "edges":[{"from":"S","to":"S","label":"是"}],
            "statutory_limits":[{"working_days":20,"from":"S","to":"S","basis":"条例第三十三条"}]}"#;
        let process: Process = serde_json::from_str(text).unwrap();
        assert_eq!(ProcessDraft::of(&process).onto(&process), process);
    }

    #[test]
    fn a_finding_knows_the_step_the_line_or_the_limit_that_it_is_about() {
        let at = |at: &str| {
            let found = ProcessFinding::of(&Finding::new("G01", Severity::Error, at, "甲"));
            (found.step, found.line, found.limit, found.field)
        };
        let part = |field: &str| Some(field.to_string());
        assert_eq!(at("nodes[12].text"), (Some(12), None, None, part("text")));
        assert_eq!(at("edges[0]"), (None, Some(0), None, None));
        assert_eq!(at("statutory_limits[1].working_days"), (None, None, Some(1), part("working_days")));
        assert_eq!(at("title"), (None, None, None, None));
        assert_eq!(at("nodes[x]"), (None, None, None, None));
    }
}
