//! 岗位: everywhere named, each by one name (G19, G20).

use super::{Say, brief, name_of};
use crate::check::Severity::Warning;
use crate::process::{NodeKind, Process};
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub(super) fn check(process: &Process, say: &mut Say) {
    let mut written: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (at, node) in process.nodes.iter().enumerate() {
        if node.actor.trim().is_empty() {
            // Who ends it is whoever did the last step; a bare 开始 is a mark and nobody's work.
            let mark = node.kind == NodeKind::Start && node.text.trim() == NodeKind::Start.label();
            if node.kind != NodeKind::End && !mark {
                let message = format!("环节“{}”没有写岗位。", name_of(node));
                say.say("G19", Warning, format!("nodes[{at}].actor"), message, "写明由哪个科室或岗位办理");
            }
            continue;
        }
        for post in posts(&node.actor) {
            let key = post_key(post);
            if !key.is_empty() {
                written.entry(key).or_default().entry(post).or_insert(at);
            }
        }
    }
    merge_without_prefix(&mut written);
    for names in written.values() {
        let mut places: Vec<(usize, &str)> = names.iter().map(|(name, at)| (*at, *name)).collect();
        places.sort_unstable();
        let [(_, first), more @ ..] = places.as_slice() else { continue };
        for (at, name) in more.iter().filter(|(_, name)| !told_apart(first, name)) {
            let message = format!("“{}”和“{}”像是同一个岗位的两种写法。", brief(first), brief(name));
            say.say(
                "G20",
                Warning,
                format!("nodes[{at}].actor"),
                message,
                "统一成一种写法；确是两个岗位的，名称写得更明白些",
            );
        }
    }
}

/// How parts of an office end.
const OFFICE: [char; 8] = ['办', '科', '股', '室', '处', '队', '所', '站'];

/// The posts of one field: several may share a step. What stands in brackets is one with what is before it.
fn posts(actor: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0u32;
    let parts = actor.split(move |c: char| match half(c) {
        '(' | '[' | '〔' | '【' => {
            depth += 1;
            false
        }
        ')' | ']' | '〕' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        c => depth == 0 && matches!(c, '/' | '、' | ',' | ';'),
    });
    parts.map(str::trim).filter(|post| !post.is_empty())
}

/// Whether two posts of one key are told apart on purpose: 审核人（初审） and 审核人（复审）.
fn told_apart(one: &str, other: &str) -> bool {
    let bracket = |post: &str| -> String {
        let inside = post.chars().map(half).skip_while(|c| !matches!(c, '(' | '[' | '〔' | '【')).skip(1);
        inside
            .filter(|c| !c.is_whitespace() && !matches!(c, ')' | ']' | '〕' | '】'))
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (one, other) = (bracket(one), bracket(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// What two ways of writing a post have in common: width, case, spaces and brackets do not count, and 科室, 股室, 办公室,
/// 部门 are short for what they end with.
pub fn post_key(post: &str) -> String {
    let mut key = String::new();
    let mut depth = 0u32;
    for c in post.chars().map(half) {
        match c {
            '(' | '[' | '〔' | '【' | '{' => depth += 1,
            ')' | ']' | '〕' | '】' | '}' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || matches!(c, '“' | '”' | '"' | '·' | '-' | '\u{200B}') => {}
            c => key.extend(c.to_lowercase()),
        }
    }
    for (long, short) in [("办公室", "办"), ("科室", "科"), ("股室", "股"), ("处室", "处"), ("部门", "单位")]
    {
        if let Some(stem) = key.strip_suffix(long).filter(|stem| !stem.is_empty() || long == "办公室") {
            key = format!("{stem}{short}");
        }
    }
    key
}

fn half(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// 自然资源局办公室 and 办公室 in one chart are one office, unless two bureaus have one. People are left alone: 县政府分管领导 is
/// not the 分管领导 of a bureau.
fn merge_without_prefix(written: &mut BTreeMap<String, BTreeMap<&str, usize>>) {
    let mut tails: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for key in written.keys() {
        let mut cut =
            key.char_indices().filter(|(_, c)| matches!(c, '局' | '委' | '厅' | '府')).map(|(at, c)| at + c.len_utf8());
        let Some(tail) = cut.next_back().map(|at| &key[at..]).filter(|tail| tail.ends_with(OFFICE)) else { continue };
        tails.entry(tail.to_string()).or_default().insert(key.clone());
    }
    let known: HashSet<String> = written.keys().cloned().collect();
    for (tail, keys) in tails {
        let mut keys = keys.into_iter();
        if let (Some(only), None, true) = (keys.next(), keys.next(), known.contains(&tail))
            && let Some(names) = written.remove(&only)
        {
            written.entry(tail).or_default().extend(names);
        }
    }
}
