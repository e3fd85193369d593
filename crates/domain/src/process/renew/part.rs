//! The parts of a process that are compared one by one, as text and as data.

use crate::process::{Process, ProcessEdge, ProcessNode, StatutoryLimit};

/// A part of a process.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A field of the chart.
    Chart(ChartField),
    /// Whether a node is there, by its id.
    Node(String),
    /// A field of a node.
    Field(String, NodeField),
    /// Whether a line is there and what stands beside it: from, to, and which of several between the two.
    Edge(String, String, usize),
    /// A statutory limit between two nodes.
    Limit(String, String, usize),
}

/// Fields of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartField {
    /// 名称.
    Title,
    /// 层级.
    Level,
    /// 泳道.
    Lanes,
}

/// Fields of a node. What must agree is one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeField {
    /// 类型.
    Kind,
    /// 文字.
    Text,
    /// 岗位.
    Actor,
    /// 时限: the words, the working days, whether they count.
    Time,
    /// 依据.
    Basis,
    /// 职责.
    Duty,
    /// 材料.
    Materials,
    /// 表单.
    Form,
    /// 备注.
    Note,
    /// 年度报告表三的行.
    Row,
}

impl ChartField {
    /// All of them.
    pub const ALL: [ChartField; 3] = [ChartField::Title, ChartField::Level, ChartField::Lanes];

    fn key(self) -> (&'static str, &'static str) {
        match self {
            ChartField::Title => ("title", "名称"),
            ChartField::Level => ("level", "层级"),
            ChartField::Lanes => ("lanes", "泳道"),
        }
    }

    fn text(self, process: &Process) -> String {
        match self {
            ChartField::Title => process.title.clone(),
            ChartField::Level => process.level.label().to_string(),
            ChartField::Lanes => if process.lanes { "分泳道" } else { "不分泳道" }.to_string(),
        }
    }

    pub(super) fn copy(self, from: &Process, to: &mut Process) {
        match self {
            ChartField::Title => to.title.clone_from(&from.title),
            ChartField::Level => to.level.clone_from(&from.level),
            ChartField::Lanes => to.lanes = from.lanes,
        }
    }
}

impl NodeField {
    /// All of them.
    pub const ALL: [NodeField; 10] = [
        NodeField::Kind,
        NodeField::Text,
        NodeField::Actor,
        NodeField::Time,
        NodeField::Basis,
        NodeField::Duty,
        NodeField::Materials,
        NodeField::Form,
        NodeField::Note,
        NodeField::Row,
    ];

    fn key(self) -> (&'static str, &'static str) {
        match self {
            NodeField::Kind => ("type", "类型"),
            NodeField::Text => ("text", "文字"),
            NodeField::Actor => ("actor", "岗位"),
            NodeField::Time => ("limit", "时限"),
            NodeField::Basis => ("basis", "依据"),
            NodeField::Duty => ("duty", "职责"),
            NodeField::Materials => ("materials", "材料"),
            NodeField::Form => ("form", "表单"),
            NodeField::Note => ("note", "备注"),
            NodeField::Row => ("row", "表三的行"),
        }
    }

    fn text(self, node: &ProcessNode) -> String {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            NodeField::Kind => node.kind.label().to_string(),
            NodeField::Text => node.text.clone(),
            NodeField::Actor => node.actor.clone(),
            NodeField::Time => {
                let days = node.working_days.map(|days| format!("计{days}个工作日"));
                let parts = [Some(node.limit.clone()), days, node.stops_clock.then(|| "不计入法定时限".to_string())];
                parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("；")
            }
            NodeField::Basis => some(&node.basis),
            NodeField::Duty => some(&node.duty),
            NodeField::Materials => node.materials.join("、"),
            NodeField::Form => some(&node.form),
            NodeField::Note => some(&node.note),
            NodeField::Row => some(&node.row),
        }
    }

    pub(super) fn copy(self, from: &ProcessNode, to: &mut ProcessNode) {
        match self {
            NodeField::Kind => to.kind.clone_from(&from.kind),
            NodeField::Text => to.text.clone_from(&from.text),
            NodeField::Actor => to.actor.clone_from(&from.actor),
            NodeField::Time => {
                to.limit.clone_from(&from.limit);
                (to.working_days, to.stops_clock) = (from.working_days, from.stops_clock);
            }
            NodeField::Basis => to.basis.clone_from(&from.basis),
            NodeField::Duty => to.duty.clone_from(&from.duty),
            NodeField::Materials => to.materials.clone_from(&from.materials),
            NodeField::Form => to.form.clone_from(&from.form),
            NodeField::Note => to.note.clone_from(&from.note),
            NodeField::Row => to.row.clone_from(&from.row),
        }
    }
}

impl Part {
    /// The word in commands and JSON: `node:3.limit`, `edge:3>4`.
    pub fn key(&self) -> String {
        let nth = |n: &usize| if *n == 0 { String::new() } else { format!("#{}", n + 1) };
        match self {
            Part::Chart(field) => format!("chart:{}", field.key().0),
            Part::Node(id) => format!("node:{id}"),
            Part::Field(id, field) => format!("node:{id}.{}", field.key().0),
            Part::Edge(from, to, n) => format!("edge:{from}>{to}{}", nth(n)),
            Part::Limit(from, to, n) => format!("limit:{from}>{to}{}", nth(n)),
        }
    }

    /// What it is called, with names from the first of these processes that has them.
    pub fn label(&self, processes: &[&Process]) -> String {
        let name = |id: &String| {
            let node = processes.iter().find_map(|process| node(process, id));
            node.map_or(id.clone(), |node| if node.text.is_empty() { id.clone() } else { node.text.clone() })
        };
        match self {
            Part::Chart(field) => format!("流程图的{}", field.key().1),
            Part::Node(id) => format!("环节“{}”", name(id)),
            Part::Field(id, field) => format!("环节“{}”的{}", name(id), field.key().1),
            Part::Edge(from, to, _) => format!("流线“{}→{}”", name(from), name(to)),
            Part::Limit(from, to, _) => format!("法定时限“{}→{}”", name(from), name(to)),
        }
    }

    /// Whether it is about which steps there are and how they follow each other.
    pub fn is_structure(&self) -> bool {
        matches!(self, Part::Node(_) | Part::Edge(..) | Part::Limit(..) | Part::Field(_, NodeField::Kind))
    }

    /// The part as text; `None` when the process has not got it.
    pub fn text(&self, process: &Process) -> Option<String> {
        match self {
            Part::Chart(field) => Some(field.text(process)),
            // Its fields are parts of their own: that it is there is all that counts here.
            Part::Node(id) => node(process, id).map(|_| "有".to_string()),
            Part::Field(id, field) => node(process, id).map(|node| field.text(node)),
            Part::Edge(from, to, n) => edge(process, from, to, *n).map(|at| process.edges[at].label.clone()),
            Part::Limit(from, to, n) => limit(process, from, to, *n).map(|at| {
                let limit = &process.statutory_limits[at];
                format!("{}个工作日（{}）", limit.working_days, limit.basis)
            }),
        }
    }
}

pub(super) fn node<'a>(process: &'a Process, id: &str) -> Option<&'a ProcessNode> {
    process.nodes.iter().find(|node| node.id == id)
}

pub(super) fn edge(process: &Process, from: &str, to: &str, nth: usize) -> Option<usize> {
    let is = |it: &ProcessEdge| it.from == from && it.to == to;
    process.edges.iter().enumerate().filter(|(_, it)| is(it)).nth(nth).map(|(at, _)| at)
}

pub(super) fn limit(process: &Process, from: &str, to: &str, nth: usize) -> Option<usize> {
    let is = |it: &StatutoryLimit| it.from == from && it.to == to;
    process.statutory_limits.iter().enumerate().filter(|(_, it)| is(it)).nth(nth).map(|(at, _)| at)
}
