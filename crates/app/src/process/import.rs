//! What becomes of a process that comes from a file: which one of the data file it is, and what changes in it.

use super::read::{Left, Notation, ReadProcess};
use crate::view::AppError;
use mingce_domain::check::{Findings, Severity};
use mingce_domain::process::renew::{PartThreeWay, three_way};
use mingce_domain::process::{Process, ProcessNode};
use mingce_store::StoredProcess;
use serde_json::{Value as Json, json};
use std::collections::{HashMap, HashSet};

/// What an import does, or would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The process as it is written.
    pub process: Process,
    /// The one that it replaces.
    pub replaces: Option<StoredProcess>,
    /// What changes in that one.
    pub changes: Vec<PartThreeWay>,
    /// What was not read.
    pub left: Vec<Left>,
    /// What the lint says of it.
    pub findings: Findings,
    /// Its identity in the data file, once it is written.
    pub id: Option<String>,
}

/// What becomes of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A new one.
    Added,
    /// One that was there has changed.
    Changed,
    /// It is there already.
    Unchanged,
}

impl Import {
    /// Plans an import among the processes that are there.
    ///
    /// # Errors
    /// When the chart is larger than any that can be drawn.
    pub fn plan(read: &ReadProcess, there: &[StoredProcess]) -> Result<Import, AppError> {
        let findings = read.findings();
        let too_large = findings.findings.iter().find(|it| it.rule == "G25" && it.severity == Severity::Error);
        if let Some(finding) = too_large {
            return Err(AppError::plain(format!("没有读入：{}{}", finding.message, finding.remedy)));
        }
        let (read_process, named_anew) = with_own_names(&read.process);
        let replaces = there.iter().find(|stored| is_same(&stored.process, &read_process)).cloned();
        let process = match (&replaces, read.notation) {
            (Some(stored), Notation::Mermaid) => completed(&read_process, &stored.process),
            _ => read_process,
        };
        let changes = match &replaces {
            Some(stored) => three_way(&process, &stored.process, &stored.process),
            None => Vec::new(),
        };
        let left: Vec<Left> = read.left.iter().cloned().chain(named_anew).collect();
        let findings = ReadProcess { process: process.clone(), left: left.clone(), ..read.clone() }.findings();
        Ok(Import { process, replaces, changes, left, findings, id: None })
    }

    /// What becomes of it.
    pub fn became(&self) -> Became {
        match &self.replaces {
            None => Became::Added,
            Some(stored) if stored.process == self.process => Became::Unchanged,
            Some(_) => Became::Changed,
        }
    }

    /// What becomes of it, in a sentence.
    pub fn said(&self, written: bool) -> String {
        let done = if written { "已" } else { "将" };
        match self.became() {
            Became::Added => format!("{done}新增流程“{}”（{}个环节）", self.process.title, self.process.nodes.len()),
            Became::Changed => format!("{done}修改流程“{}”：{}处", self.process.title, self.changes.len()),
            Became::Unchanged => format!("流程“{}”没有变化", self.process.title),
        }
    }

    /// `import/1`.
    pub fn json(&self, written: bool) -> Json {
        let count = |became| usize::from(self.became() == became);
        let refused: Vec<Json> = self.left.iter().map(|left| json!({ "at": left.at, "reason": left.what })).collect();
        let changes: Vec<Json> = self.changes.iter().map(|it| {
            json!({ "part": it.part.key(), "label": it.part.label(&[&self.process]), "before": it.base, "after": it.own })
        }).collect();
        json!({
            "schema": "import/1", "written": written, "added": count(Became::Added), "changed": count(Became::Changed),
            "unchanged": count(Became::Unchanged), "refused": refused, "columns": [], "id": self.id,
            "title": self.process.title, "changes": changes, "findings": self.findings.findings,
        })
    }
}

/// The same with a name of its own for every node that has none, or one that an earlier node has: whoever edits it changes
/// one node and not another. No flow line comes to lead elsewhere than the checks say of the file.
fn with_own_names(read: &Process) -> (Process, Vec<Left>) {
    let mut process = read.clone();
    let mut told = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut taken: HashSet<String> = read.nodes.iter().map(|node| node.id.clone()).collect();
    // A line that leads nowhere must not come to lead to a node that is named anew.
    taken.extend(read.edges.iter().flat_map(|edge| [edge.from.clone(), edge.to.clone()]));
    taken.extend(read.statutory_limits.iter().flat_map(|limit| [limit.from.clone(), limit.to.clone()]));
    let mut next = process.nodes.len();
    for (at, node) in process.nodes.iter_mut().enumerate() {
        let before = match first.get(&node.id) {
            Some(before) if !node.id.trim().is_empty() => Some(*before),
            _ if node.id.trim().is_empty() => None,
            _ => {
                first.insert(node.id.clone(), at);
                continue;
            }
        };
        let fresh = loop {
            next += 1;
            let name = format!("n{next}");
            if taken.insert(name.clone()) {
                break name;
            }
        };
        let what = match before {
            Some(before) => format!(
                "“{}”与第{}个环节的编号重复，另编为“{fresh}”；写着“{}”的流线都接第{}个环节，请核对",
                brief(&node.id),
                before + 1,
                brief(&node.id),
                before + 1
            ),
            None => format!("没有编号，另编为“{fresh}”；请核对与它相接的流线"),
        };
        told.push(Left { at: format!("nodes[{at}].id"), what });
        node.id = fresh;
    }
    (process, told)
}

fn brief(text: &str) -> String {
    text.chars().take(30).collect()
}

/// By the id that it brought along; without one by its title.
fn is_same(there: &Process, read: &Process) -> bool {
    match (there.id.is_empty(), read.id.is_empty()) {
        (false, false) => there.id == read.id,
        _ => !read.title.trim().is_empty() && there.title.trim() == read.title.trim(),
    }
}

/// What Mermaid has no place for, from the process that was there: times, bases, materials, of steps that are still there.
fn completed(read: &Process, there: &Process) -> Process {
    let known = |id: &str| there.nodes.iter().find(|node| node.id == id);
    let nodes = read.nodes.iter().map(|node| match known(&node.id) {
        None => node.clone(),
        Some(before) => ProcessNode {
            id: node.id.clone(),
            kind: node.kind.clone(),
            text: node.text.clone(),
            actor: if node.actor.is_empty() { before.actor.clone() } else { node.actor.clone() },
            ..before.clone()
        },
    });
    let has = |id: &String| read.nodes.iter().any(|node| node.id == *id);
    let limits = there.statutory_limits.iter().filter(|limit| has(&limit.from) && has(&limit.to));
    Process {
        schema: read.schema.clone(),
        id: there.id.clone(),
        title: if read.title.trim().is_empty() { there.title.clone() } else { read.title.clone() },
        level: there.level.clone(),
        nodes: nodes.collect(),
        edges: read.edges.clone(),
        statutory_limits: limits.cloned().collect(),
        lanes: there.lanes || read.lanes,
    }
}
