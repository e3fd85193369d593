//! Reading what the text says of normative documents (for N02, N07).

use super::ReportContext;
use super::mention::{CASE_UNITS, Mention, mentions, only};
use super::prose::Sentence;
use super::reading::{Reading, allowed};
use crate::annual_report::Scope;

const DOCUMENTS: &str = "规范性文件";
const FILLER: [&str; 22] = [
    "共计",
    "合计",
    "总计",
    "累计",
    "共有",
    "共",
    "有",
    "为",
    "达",
    "了",
    "：",
    ":",
    "数量",
    "总数",
    "件数",
    "其中",
    "目前",
    "已",
    "行政",
    "的",
    "截至年底",
    "新",
];
const MADE: [&str; 8] = ["制发", "制定", "出台", "印发", "制定出台", "制定印发", "新制发", "新制定"];
const REPEALED: [&str; 3] = ["废止", "宣布废止", "予以废止"];
const IN_FORCE: [&str; 2] = ["现行有效", "继续有效"];
/// Words that make it another number: published, interpreted, examined, repealed together with lapsed.
const OTHERWISE: [&str; 17] = [
    "公开", "解读", "备案", "审查", "清理", "征求", "评估", "修订", "修改", "失效", "审核", "党", "起草", "报送",
    "协助", "代拟", "参与",
];

/// Everything the text says of normative documents, in order.
pub(super) fn readings<'a>(cx: &'a ReportContext<'_>) -> Vec<Reading<'a>> {
    let mut out = Vec::new();
    if cx.input.form.table("proactive").is_none() {
        return out;
    }
    for sentence in cx.prose.sentences().filter(|sentence| sentence.text.contains(DOCUMENTS)) {
        for mention in mentions(sentence, cx.input.figures.year, &CASE_UNITS) {
            out.extend(reading(cx, sentence, &mention));
        }
    }
    out
}

/// `制发行政规范性文件2件`, `废止1件`, `规范性文件现行有效14件`.
fn reading<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    let before = mention.before.as_str();
    let named = before.contains(DOCUMENTS);
    if !named && !mention.earlier.contains(DOCUMENTS)
        || mention.earlier.contains("分别")
        || !mention.after.trim().is_empty()
    {
        return None;
    }
    if OTHERWISE.iter().any(|word| before.contains(word)) {
        return None;
    }
    let kinds: [(&[&str], &[&str], &str); 3] = [
        (&MADE, &["issued", "made"], "制发的行政规范性文件数"),
        (&REPEALED, &["repealed"], "废止的行政规范性文件数"),
        (&IN_FORCE, &["in_force"], "现行有效的行政规范性文件数"),
    ];
    let mut told = kinds.iter().filter(|(verbs, _, _)| verbs.iter().any(|verb| before.contains(verb)));
    let (verbs, columns, name) = match (told.next(), told.next()) {
        (Some(one), None) => one,
        _ => return None,
    };
    // From the verb or the noun on, only known words; in front of them whatever the sentence begins with, but in an area
    // report no single unit.
    let from = verbs.iter().chain([&DOCUMENTS]).filter_map(|word| before.find(word)).min()?;
    let (front, rest) = (before.get(..from)?, before.get(from..)?);
    if !only(rest, &[&FILLER, verbs, &[DOCUMENTS]]) || !named && !only(front, &[&FILLER]) {
        return None;
    }
    let unit = cx.input.figures.scope == Scope::Area
        && ["政府办", "办公室", "局", "委", "镇", "乡", "街道", "部门", "本级", "政府"]
            .iter()
            .any(|w| front.contains(w));
    if unit && !["全县", "全市", "全区", "全省", "各级"].iter().any(|w| front.contains(w)) {
        return None;
    }
    let cells: Vec<String> = columns
        .iter()
        .map(|column| format!("proactive.normative_documents.{column}"))
        .filter(|at| cx.has_cell(at))
        .collect();
    if cells.is_empty() {
        return None;
    }
    Some(Reading {
        rule: "N02",
        key: format!("documents.{}", columns.first()?),
        name: (*name).to_string(),
        sentence,
        value: mention.value,
        live: mention.live,
        allowed: allowed(cx, "表二", &cells).map(|a| vec![a]),
    })
}
