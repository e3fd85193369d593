//! A process that was copied from a shipped one, compared three ways: as copied, as it is here, as the standard has it now.
//!
//! Texts, posts, limits, bases are decided on one by one. Steps and lines that hang together are one decision, for half of
//! it would be no chart: a step that the standard puts between two others is one new step, two new lines, and one line
//! less. Taking over never makes a sound chart unsound: what would is refused with the reason.

mod part;
#[cfg(test)]
mod tests;

pub use part::{ChartField, NodeField, Part};

use super::lint::lint;
use super::{Process, ProcessNode};
use crate::check::Severity;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A part in three states. `None`: it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartThreeWay {
    /// The part.
    pub part: Part,
    /// Parts with the same number can only be taken over together; 0 stands for a part by itself.
    pub group: usize,
    /// As copied.
    pub base: Option<String>,
    /// As it is here.
    pub own: Option<String>,
    /// As the standard has it now.
    pub standard: Option<String>,
}

impl PartThreeWay {
    /// Whether the office changed it.
    pub fn changed_here(&self) -> bool {
        self.own != self.base
    }

    /// Whether the standard changed it, and the office has not got it yet.
    pub fn changed_there(&self) -> bool {
        self.standard != self.base && self.standard != self.own
    }

    /// Whether both changed it: nobody can decide that for the office.
    pub fn in_conflict(&self) -> bool {
        self.changed_here() && self.changed_there()
    }
}

/// Why a change of the standard cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("采用后流程图会出现错误：{message}请先在本单位的流程图上作相应修改，再采用")]
pub struct Unsound {
    /// What would be wrong.
    pub message: String,
}

/// Where the three differ, in the order of the chart.
pub fn three_way(own: &Process, base: &Process, now: &Process) -> Vec<PartThreeWay> {
    let (was, here, there) = (States::of(base), States::of(own), States::of(now));
    let groups = groups(&was, &there);
    let mut order: Vec<&Part> = here.order.iter().collect();
    let known: BTreeSet<&Part> = here.order.iter().collect();
    let mut more: BTreeSet<&Part> = BTreeSet::new();
    for part in there.order.iter().chain(&was.order) {
        if !known.contains(part) && more.insert(part) {
            order.push(part);
        }
    }
    let mut found = Vec::new();
    for part in order {
        let state = |states: &States| states.text.get(part).cloned();
        let it = PartThreeWay {
            part: part.clone(),
            group: groups.get(part).copied().unwrap_or_default(),
            base: state(&was),
            own: state(&here),
            standard: state(&there),
        };
        // Fields of a node that one side has not got are told with the node.
        let with_its_node = match part {
            Part::Field(id, _) => {
                let there_is = |states: &States| states.text.contains_key(&Part::Node(id.clone()));
                !(there_is(&here) && there_is(&there))
            }
            _ => false,
        };
        if (it.changed_here() || it.changed_there()) && !with_its_node {
            found.push(it);
        }
    }
    found
}

/// The process with these parts, and what hangs together with them, as the standard has them now; and the parts that were
/// taken over.
///
/// # Errors
/// When the chart would have an error that it has not got now.
pub fn take_over(
    own: &Process,
    base: &Process,
    now: &Process,
    parts: &[Part],
) -> Result<(Process, Vec<Part>), Unsound> {
    let all = three_way(own, base, now);
    let wanted = together(&all, parts);
    let mut changed = own.clone();
    copy(now, &mut changed, &wanted);
    match new_error(own, &changed) {
        Some(message) => Err(Unsound { message }),
        None => Ok((changed, wanted)),
    }
}

/// The base with these parts as the standard has them now: what was decided on is compared with that from now on, what was
/// not still stands as a change. For [`take_over`], the parts that it gave; to keep one's own, those of [`together`].
pub fn advance(base: &Process, now: &Process, parts: &[Part]) -> Process {
    let mut advanced = base.clone();
    copy(now, &mut advanced, parts);
    advanced
}

/// These parts and all that can only be decided on with them.
pub fn together(all: &[PartThreeWay], parts: &[Part]) -> Vec<Part> {
    let chosen: BTreeSet<&Part> = parts.iter().collect();
    let groups: BTreeSet<usize> =
        all.iter().filter(|it| it.group > 0 && chosen.contains(&it.part)).map(|it| it.group).collect();
    let wanted = all.iter().filter(|it| chosen.contains(&it.part) || groups.contains(&it.group));
    wanted.filter(|it| it.standard != it.base).map(|it| it.part.clone()).collect()
}

/// All parts of a process with their texts.
struct States {
    order: Vec<Part>,
    text: HashMap<Part, String>,
}

impl States {
    fn of(process: &Process) -> States {
        let mut order: Vec<Part> = ChartField::ALL.into_iter().map(Part::Chart).collect();
        let mut seen = BTreeSet::new();
        for node in process.nodes.iter().filter(|node| seen.insert(node.id.as_str())) {
            order.push(Part::Node(node.id.clone()));
            order.extend(NodeField::ALL.into_iter().map(|field| Part::Field(node.id.clone(), field)));
        }
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for edge in &process.edges {
            let nth = counts.entry((&edge.from, &edge.to)).or_default();
            order.push(Part::Edge(edge.from.clone(), edge.to.clone(), *nth));
            *nth += 1;
        }
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for limit in &process.statutory_limits {
            let nth = counts.entry((&limit.from, &limit.to)).or_default();
            order.push(Part::Limit(limit.from.clone(), limit.to.clone(), *nth));
            *nth += 1;
        }
        let text = order.iter().filter_map(|part| Some((part.clone(), part.text(process)?))).collect();
        States { order, text }
    }
}

/// Which changes of the standard hang together: those that touch the same changed node or leave the same node.
fn groups(was: &States, there: &States) -> HashMap<Part, usize> {
    let present = |part: &Part, states: &States| states.text.contains_key(part);
    let parts: BTreeSet<&Part> = was.order.iter().chain(&there.order).collect();
    let changed: Vec<&Part> = parts
        .into_iter()
        .filter(|part| match part {
            Part::Node(_) => present(part, was) != present(part, there),
            part => part.is_structure() && was.text.get(*part) != there.text.get(*part),
        })
        .collect();
    let nodes: BTreeSet<&str> = changed
        .iter()
        .filter_map(|part| match part {
            Part::Node(id) | Part::Field(id, _) => Some(id.as_str()),
            _ => None,
        })
        .collect();
    // What a part hangs on: changed nodes at its ends, and the node that a line leaves.
    let mut hooks: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    let mut parent: Vec<usize> = (0..changed.len()).collect();
    for (n, part) in changed.iter().enumerate() {
        let ends: Vec<(u8, &str)> = match part {
            Part::Node(id) | Part::Field(id, _) => vec![(0, id), (1, id)],
            Part::Edge(from, to, _) => vec![(0, from), (0, to), (1, from)],
            Part::Limit(from, to, _) => vec![(0, from), (0, to)],
            Part::Chart(_) => Vec::new(),
        };
        for hook in ends.into_iter().filter(|(of, id)| *of == 1 || nodes.contains(id)) {
            let first = *hooks.entry(hook).or_insert(n);
            let (a, b) = (root(&mut parent, first), root(&mut parent, n));
            parent[b] = a;
        }
    }
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    let roots: Vec<usize> = (0..changed.len()).map(|n| root(&mut parent, n)).collect();
    roots.iter().for_each(|root| *size.entry(*root).or_default() += 1);
    let numbers: BTreeMap<usize, usize> =
        size.iter().filter(|(_, size)| **size > 1).enumerate().map(|(n, (root, _))| (*root, n + 1)).collect();
    let number = |(part, root): (&&Part, &usize)| Some(((*part).clone(), *numbers.get(root)?));
    changed.iter().zip(&roots).filter_map(number).collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Writes parts of one process into another.
fn copy(from: &Process, to: &mut Process, parts: &[Part]) {
    // Nodes first, lines that go before lines that come: each finds what it needs.
    for part in parts {
        match part {
            Part::Chart(field) => field.copy(from, to),
            Part::Node(id) => copy_node(from, to, id),
            Part::Field(..) | Part::Edge(..) | Part::Limit(..) => {}
        }
    }
    for part in parts {
        match part {
            Part::Field(id, field) => {
                let there = to.nodes.iter_mut().find(|node| node.id == *id);
                if let (Some(source), Some(target)) = (part::node(from, id), there) {
                    field.copy(source, target);
                }
            }
            Part::Edge(source, target, n) => copy_edge(from, to, (source, target, *n)),
            Part::Limit(source, target, n) => {
                let now = part::limit(from, source, target, *n).map(|at| from.statutory_limits[at].clone());
                match (part::limit(to, source, target, *n), now) {
                    (Some(at), Some(limit)) => to.statutory_limits[at] = limit,
                    (Some(at), None) => drop(to.statutory_limits.remove(at)),
                    (None, Some(limit)) => to.statutory_limits.push(limit),
                    (None, None) => {}
                }
            }
            Part::Chart(_) | Part::Node(_) => {}
        }
    }
}

fn copy_node(from: &Process, to: &mut Process, id: &str) {
    let there = to.nodes.iter().position(|node| node.id == id);
    match (part::node(from, id), there) {
        (Some(node), None) => {
            // Behind the nearest one before it that is here, too.
            let before = from.nodes.iter().take_while(|other| other.id != id);
            let known = |other: &ProcessNode| to.nodes.iter().position(|it| it.id == other.id);
            let at = before.filter_map(known).last().map_or(0, |at| at + 1);
            to.nodes.insert(at, node.clone());
        }
        (None, Some(at)) => {
            to.nodes.remove(at);
            // What the office itself joined to it goes with it: a line to nowhere is no line.
            to.edges.retain(|edge| edge.from != id && edge.to != id);
            to.statutory_limits.retain(|limit| limit.from != id && limit.to != id);
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
}

fn copy_edge(from: &Process, to: &mut Process, (source, target, nth): (&str, &str, usize)) {
    let now = part::edge(from, source, target, nth).map(|at| from.edges[at].clone());
    match (part::edge(to, source, target, nth), now) {
        (Some(at), Some(edge)) => to.edges[at] = edge,
        (Some(at), None) => drop(to.edges.remove(at)),
        (None, Some(edge)) => {
            let last = to.edges.iter().rposition(|other| other.from == source);
            to.edges.insert(last.map_or(to.edges.len(), |at| at + 1), edge);
        }
        (None, None) => {}
    }
}

/// The first error of a chart that the one before has not got. Whether times fit the law is no matter of being a chart.
fn new_error(before: &Process, after: &Process) -> Option<String> {
    let errors = |process: &Process| -> Vec<(String, String)> {
        let errors = lint(process).findings.into_iter().filter(|it| it.severity == Severity::Error);
        errors.filter(|it| !["G24", "G26"].contains(&it.rule.as_str())).map(|it| (it.rule, it.message)).collect()
    };
    let known: BTreeSet<(String, String)> = errors(before).into_iter().collect();
    errors(after).into_iter().find(|error| !known.contains(error)).map(|(_, message)| message)
}
