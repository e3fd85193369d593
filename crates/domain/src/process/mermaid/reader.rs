//! A Mermaid flowchart as a process.

use super::cursor::Cursor;
use super::escape::{read_id, unescaped};
use super::{KIND_CLASS, link, node};
use crate::process::{NodeKind, Process, ProcessEdge, ProcessNode, SCHEMA};
use std::collections::{HashMap, HashSet};

/// A chart has at most so many lines; `A & B & … --> C & D & …` multiplies.
const MOST_EDGES: usize = 20_000;
/// So many things left out are named one by one.
const MOST_LEFT: usize = 200;

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadChart {
    /// The process.
    pub process: Process,
    /// What was not taken over, in the order of the lines.
    pub left: Vec<LeftOut>,
}

/// Something that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The line in the file, from 1.
    pub line: usize,
    /// What it is, in Chinese.
    pub what: String,
}

/// Why a text is no flowchart.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MermaidError {
    /// Nothing says that it is one.
    #[error("这不是 Mermaid 流程图：开头应有一行 flowchart TD")]
    NotMermaid,
    /// Another diagram of Mermaid.
    #[error("第{line}行写的是“{word}”，不是流程图，请用 flowchart TD 画的图")]
    OtherDiagram {
        /// The line, from 1.
        line: usize,
        /// What it is.
        word: String,
    },
    /// It says that it is one, and has no node.
    #[error("这张 Mermaid 流程图里没有环节")]
    Empty,
}

/// Other diagrams, by the word that they begin with.
const OTHERS: [&str; 14] = [
    "sequenceDiagram",
    "classDiagram",
    "stateDiagram",
    "erDiagram",
    "gantt",
    "pie",
    "journey",
    "gitGraph",
    "mindmap",
    "timeline",
    "quadrantChart",
    "sankey",
    "block",
    "architecture",
];

/// Reads a flowchart: a file of its own, or the first in a Markdown text.
///
/// # Errors
/// When the text is no flowchart.
pub fn read(text: &str) -> Result<ReadChart, MermaidError> {
    let mut reader = Reader::default();
    let lines = body(text);
    let mut lines = lines.iter().copied().peekable();
    if lines.peek().is_some_and(|(_, line)| line.trim() == "---") {
        lines.next();
        for (at, line) in lines.by_ref().take_while(|(_, line)| line.trim() != "---") {
            reader.front_matter(at, line);
        }
    }
    let mut begun = false;
    for (at, line) in lines {
        for statement in statements(line) {
            let statement = statement.trim();
            if statement.is_empty() {
                continue;
            }
            if statement.starts_with("%%") {
                if statement.starts_with("%%{") {
                    reader.leave(at, "图的设置（%%{…}%%）");
                }
                break;
            }
            if begun {
                reader.statement(at, statement);
            } else {
                reader.header(at, statement)?;
                begun = true;
            }
        }
    }
    if !begun {
        return Err(MermaidError::NotMermaid);
    }
    reader.done()
}

/// The lines of the chart with their numbers: all, or those of the first block that is fenced as Mermaid.
fn body(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().enumerate().map(|(n, line)| (n + 1, line));
    let fence = |line: &str| line.trim_start().starts_with("```mermaid");
    if text.lines().any(fence) {
        let inside = lines.skip_while(|(_, line)| !fence(line)).skip(1);
        return inside.take_while(|(_, line)| !line.trim_start().starts_with("```")).collect();
    }
    lines.skip_while(|(_, line)| line.trim().is_empty()).collect()
}

/// The statements of a line: parted by `;` outside of quotes and of `#…;`.
fn statements(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("%%") {
        return vec![line];
    }
    let (mut parts, mut from, mut inside, mut entity) = (Vec::new(), 0, false, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => inside = !inside,
            '#' | '&' => entity = true,
            ';' if !inside && !entity => {
                parts.push(&line[from..at]);
                from = at + 1;
            }
            ';' => entity = false,
            c if !c.is_alphanumeric() => entity = false,
            _ => {}
        }
    }
    parts.push(&line[from..]);
    parts
}

#[derive(Default)]
struct Reader {
    title: String,
    nodes: Vec<ProcessNode>,
    /// Nodes whose kind was said: by a class, or by a shape that has one meaning.
    told: Vec<Told>,
    index: HashMap<String, usize>,
    edges: Vec<ProcessEdge>,
    lanes: Vec<Lane>,
    lane_ids: HashSet<String>,
    any_lane: bool,
    left: Vec<LeftOut>,
    more_left: usize,
}

struct Lane {
    title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Only its id.
    Nothing,
    /// A shape.
    Shape,
    /// 开始 or 结束.
    Terminator,
    /// A class, which is stronger than a shape.
    Class,
}

impl Reader {
    fn leave(&mut self, line: usize, what: impl Into<String>) {
        if self.left.len() < MOST_LEFT {
            self.left.push(LeftOut { line, what: what.into() });
        } else {
            self.more_left += 1;
        }
    }

    fn front_matter(&mut self, line: usize, text: &str) {
        match text.trim().split_once(':') {
            Some(("title", title)) => {
                let title = title.trim();
                let quoted = title.strip_prefix('"').and_then(|title| title.strip_suffix('"'));
                self.title =
                    quoted.map_or(title.to_string(), |title| title.replace("\\\"", "\"").replace("\\\\", "\\"));
            }
            Some(_) => self.leave(line, "文件头的设置"),
            None => {}
        }
    }

    fn header(&mut self, line: usize, statement: &str) -> Result<(), MermaidError> {
        let mut words = statement.split_whitespace();
        let first = words.next().unwrap_or_default();
        match first {
            "flowchart" | "graph" | "flowchart-elk" => {}
            other => {
                let known = OTHERS.iter().any(|word| other.starts_with(word));
                let word = other.chars().take(20).collect();
                return Err(if known { MermaidError::OtherDiagram { line, word } } else { MermaidError::NotMermaid });
            }
        }
        match words.next() {
            None | Some("TD" | "TB") => {}
            Some(direction @ ("LR" | "RL" | "BT")) => {
                self.leave(line, format!("方向 {direction}：流程图一律自上而下排布"))
            }
            Some(other) => self.leave(line, format!("看不懂的方向“{}”", brief(other))),
        }
        Ok(())
    }

    fn statement(&mut self, line: usize, statement: &str) {
        let word = statement.split_whitespace().next().unwrap_or_default();
        let after = statement[word.len()..].trim();
        // What stands before an arrow or has a shape is a node, whatever it is called.
        match word {
            "subgraph" => self.open_lane(line, after),
            "end" if after.is_empty() => {
                if self.lanes.pop().is_none() {
                    self.leave(line, "多余的 end");
                }
            }
            "direction" => self.leave(line, "分组的方向（direction）"),
            "classDef" | "class" => self.leave(line, format!("样式（{word}）")),
            "style" | "linkStyle" => self.leave(line, format!("颜色和线型（{word}）")),
            "click" => self.leave(line, "点击的链接（click）"),
            _ if word.starts_with("accTitle") || word.starts_with("accDescr") => self.leave(line, "读屏说明"),
            _ => self.chain(line, statement),
        }
    }

    fn open_lane(&mut self, line: usize, text: &str) {
        // Mermaid's own documentation writes `id [title]`, with a blank that a node cannot have.
        let apart = text.split_once(char::is_whitespace).filter(|(_, title)| title.trim_start().starts_with('['));
        let joined = apart.map(|(id, title)| format!("{id}{}", title.trim_start()));
        let mut cursor = Cursor::new(joined.as_deref().unwrap_or(text));
        let said = node::read(&mut cursor).filter(|_| cursor.is_done());
        let title = match said {
            Some(said) => {
                self.lane_ids.insert(read_id(&said.id));
                said.shape.map_or(said.id, |shape| shape.text)
            }
            None => unescaped(text.trim().trim_matches('"')),
        };
        if !self.lanes.is_empty() {
            self.leave(line, format!("套在里面的分组“{}”：环节归入里层", brief(&title)));
        }
        self.any_lane = true;
        self.lanes.push(Lane { title: title.trim().to_string() });
    }

    fn chain(&mut self, line: usize, statement: &str) {
        let mut cursor = Cursor::new(statement);
        let Some(mut from) = self.group(line, &mut cursor) else { return self.not_understood(line, statement) };
        while !cursor.is_done() {
            let Some(link) = link::read(&mut cursor) else { return self.not_understood(line, cursor.rest()) };
            let Some(to) = self.group(line, &mut cursor) else { return self.not_understood(line, cursor.rest()) };
            if link.hidden {
                self.leave(line, "不显示的连线（~~~）");
            } else {
                if link.both {
                    self.leave(line, "流线起点一端的箭头：只按从左到右读入");
                } else if !link.arrow {
                    self.leave(line, "没有箭头的连线：按从左到右读入");
                }
                self.join(line, &from, &to, &link.label);
            }
            from = to;
        }
    }

    /// `A & B["…"]`: the ids, the nodes being taken in.
    fn group(&mut self, line: usize, cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        loop {
            let said = node::read(cursor)?;
            ids.push(self.take_in(line, said));
            cursor.blanks();
            if !cursor.takes("&") {
                return Some(ids);
            }
        }
    }

    fn take_in(&mut self, line: usize, said: node::Said) -> String {
        let id = read_id(&said.id);
        // A line may lead to a whole group; a node of that name would be a phantom.
        if self.lane_ids.contains(&id) && said.shape.is_none() && !self.index.contains_key(&id) {
            self.leave(line, format!("连到分组“{}”的流线：请连到其中的环节", brief(&id)));
            return id;
        }
        let at = *self.index.entry(id.clone()).or_insert_with(|| {
            self.nodes.push(ProcessNode { id: id.clone(), text: id.clone(), ..ProcessNode::default() });
            self.told.push(Told::Nothing);
            self.nodes.len() - 1
        });
        if let Some(lane) = self.lanes.last().filter(|_| self.nodes[at].actor.is_empty()) {
            self.nodes[at].actor.clone_from(&lane.title);
        }
        if let Some(attributes) = said.unread {
            self.leave(line, format!("环节“{}”的设置 @{{{}}}", brief(&id), brief(&attributes)));
        }
        if let Some(shape) = said.shape {
            self.nodes[at].text = shape.text;
            if self.told[at] != Told::Class {
                self.told[at] = if shape.kind.is_some() { Told::Shape } else { Told::Terminator };
                self.nodes[at].kind = shape.kind.unwrap_or_default();
            }
        }
        if let Some(class) = said.class {
            match class.strip_prefix(KIND_CLASS) {
                Some(word) => {
                    self.nodes[at].kind = NodeKind::from_key(&read_id(word));
                    self.told[at] = Told::Class;
                }
                None => self.leave(line, format!("环节“{}”的样式（:::{}）", brief(&id), brief(&class))),
            }
        }
        id
    }

    fn join(&mut self, line: usize, from: &[String], to: &[String], label: &str) {
        let known = |id: &&String| self.index.contains_key(*id);
        let pairs = from.iter().filter(known).flat_map(|from| to.iter().filter(known).map(move |to| (from, to)));
        let room = MOST_EDGES.saturating_sub(self.edges.len());
        let fits = pairs.clone().nth(room).is_none();
        let edges =
            pairs.take(room).map(|(from, to)| ProcessEdge { from: from.clone(), to: to.clone(), label: label.into() });
        let edges: Vec<ProcessEdge> = edges.collect();
        self.edges.extend(edges);
        if !fits {
            self.leave(line, format!("超过{MOST_EDGES}条的流线"));
        }
    }

    fn not_understood(&mut self, line: usize, text: &str) {
        match text.trim() {
            "" => self.leave(line, "没有终点的连线"),
            text => self.leave(line, format!("看不懂的写法“{}”", brief(text))),
        }
    }

    fn done(mut self) -> Result<ReadChart, MermaidError> {
        if self.nodes.is_empty() {
            return Err(MermaidError::Empty);
        }
        self.tell_terminators();
        if self.more_left > 0 {
            let what = format!("另有{}处没有采用，未逐一列出", self.more_left);
            let line = self.left.last().map_or(0, |left| left.line);
            self.left.push(LeftOut { line, what });
        }
        let process = Process {
            schema: SCHEMA.into(),
            title: self.title,
            nodes: self.nodes,
            edges: self.edges,
            lanes: self.any_lane,
            ..Process::default()
        };
        Ok(ReadChart { process, left: self.left })
    }

    /// 开始 has no line into it, 结束 none out of it.
    fn tell_terminators(&mut self) {
        let into: HashSet<&str> = self.edges.iter().map(|edge| edge.to.as_str()).collect();
        let out: HashSet<&str> = self.edges.iter().map(|edge| edge.from.as_str()).collect();
        for (node, told) in self.nodes.iter_mut().zip(&self.told) {
            if *told != Told::Terminator {
                continue;
            }
            node.kind = match (into.contains(node.id.as_str()), out.contains(node.id.as_str())) {
                (false, true) => NodeKind::Start,
                (true, false) => NodeKind::End,
                (false, false) if node.text.contains("结束") => NodeKind::End,
                (false, false) => NodeKind::Start,
                (true, true) => NodeKind::Process,
            };
        }
    }
}

fn brief(text: &str) -> String {
    const LONGEST: usize = 30;
    let shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() { format!("{shown}…") } else { shown }
}
