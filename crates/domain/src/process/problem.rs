//! What makes a process unfit to be drawn.

use super::{NodeKind, Process};
use std::collections::BTreeSet;

/// Something wrong with the structure of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: `nodes[3]` or `edges[0]`, counted from 0 as in the file.
    pub at: String,
    /// What is wrong and what to do, for the clerk.
    pub message: String,
}

impl Process {
    /// What keeps the process from being drawn as it was meant: nodes without or with a repeated id, unknown kinds,
    /// flow lines from or to nowhere. Empty when there is nothing to say.
    pub fn problems(&self) -> Vec<Problem> {
        let mut out = Vec::new();
        let mut say = |at: String, message: String| out.push(Problem { at, message });
        if self.nodes.is_empty() {
            say("nodes".into(), "流程图里还没有环节，请至少添加一个环节。".into());
        }
        let mut seen = BTreeSet::new();
        for (n, node) in self.nodes.iter().enumerate() {
            let at = format!("nodes[{n}]");
            if node.id.is_empty() {
                say(at.clone(), format!("第 {} 个环节“{}”没有编号，请补上编号。", n + 1, node.text));
            } else if !seen.insert(node.id.as_str()) {
                say(at.clone(), format!("环节编号“{}”重复，请改成不同的编号。", node.id));
            }
            if let NodeKind::Other(word) = &node.kind {
                say(at, format!("环节“{}”的类型“{word}”不认识，已按“处理”画出，请改成规定的类型。", node.id));
            }
        }
        for (n, edge) in self.edges.iter().enumerate() {
            for (end, name) in [("起点", &edge.from), ("终点", &edge.to)] {
                if !seen.contains(name.as_str()) {
                    let line = format!("{}→{}", edge.from, edge.to);
                    let message = format!("流线“{line}”的{end}“{name}”不存在，请改正编号或删除这条流线。");
                    say(format!("edges[{n}]"), message);
                }
            }
        }
        out
    }
}
