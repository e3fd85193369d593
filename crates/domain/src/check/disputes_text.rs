//! Reading what the text says of reconsideration and litigation over disclosure (for N03, N07).

use super::ReportContext;
use super::mention::{CASE_UNITS, Mention, mentions, of_the_year, only, planned};
use super::prose::Sentence;
use super::reading::{Reading, allowed};
use super::rule::{Outcome, Rule};

const RECONSIDERATION: &[&str] = &["reconsideration"];
const LITIGATION: &[&str] = &["litigation_direct", "litigation_after_reconsideration"];
const BOTH: &[&str] = &["reconsideration", "litigation_direct", "litigation_after_reconsideration"];

/// Words for groups of table 四.
const GROUPS: [(&str, &[&str]); 12] = [
    ("未经复议直接起诉", &["litigation_direct"]),
    ("直接起诉", &["litigation_direct"]),
    ("复议后起诉", &["litigation_after_reconsideration"]),
    ("经复议后起诉", &["litigation_after_reconsideration"]),
    ("行政复议和行政诉讼", BOTH),
    ("行政复议及行政诉讼", BOTH),
    ("行政复议与行政诉讼", BOTH),
    ("行政复议、行政诉讼", BOTH),
    ("行政复议或行政诉讼", BOTH),
    ("行政复议或者行政诉讼", BOTH),
    ("行政复议", RECONSIDERATION),
    ("行政诉讼", LITIGATION),
];
/// Words for columns of table 四.
const RESULTS: [(&str, &str); 7] = [
    ("结果维持", "upheld"),
    ("维持", "upheld"),
    ("结果纠正", "corrected"),
    ("纠正", "corrected"),
    ("尚未审结", "pending"),
    ("未审结", "pending"),
    ("其他结果", "other"),
];
const FILLER: [&str; 30] = [
    "案件",
    "案",
    "申请",
    "数量",
    "总数",
    "件数",
    "共计",
    "合计",
    "总计",
    "共",
    "有",
    "为",
    "的",
    "了",
    "发生",
    "被",
    "提起",
    "引发",
    "引起",
    "因",
    "政府信息公开",
    "信息公开",
    "依申请公开",
    "工作",
    "涉及",
    "全年",
    "本年度",
    "本年",
    "：",
    "结果",
];
/// The organ as the one who reviews or defends in other matters: not its own disclosure disputes.
const AS_REVIEWER: [&str; 8] =
    ["办理行政复议", "审理行政复议", "受理行政复议", "审结行政", "应诉", "代理", "指导", "化解"];

/// Whether the sentence speaks of disputes over disclosure.
fn concerns(sentence: &Sentence) -> bool {
    let text = &sentence.text;
    let about = ["信息公开", "依申请", "公开申请"].iter().any(|word| text.contains(word))
        || ["依申请公开", "公开申请"].iter().any(|word| sentence.about.contains(word));
    about && (text.contains("复议") || text.contains("诉讼")) && !AS_REVIEWER.iter().any(|word| text.contains(word))
}

/// Everything the text says of disputes, in order.
pub(super) fn readings<'a>(cx: &'a ReportContext<'_>) -> Vec<Reading<'a>> {
    let mut out = Vec::new();
    if cx.input.form.table("disputes").is_none() {
        return out;
    }
    for sentence in cx.prose.sentences().filter(|sentence| concerns(sentence)) {
        none_at_all(cx, sentence, &mut out);
        for mention in mentions(sentence, cx.input.figures.year, &CASE_UNITS) {
            let reading = total(cx, sentence, &mention).or_else(|| result(cx, sentence, &mention));
            out.extend(reading);
        }
    }
    out
}

fn reading<'a>(
    cx: &ReportContext<'_>,
    sentence: &'a Sentence,
    name: String,
    groups: &[&str],
    column: &str,
    told: (i64, bool),
) -> Reading<'a> {
    let cells: Vec<String> = groups.iter().map(|group| format!("disputes.{group}.{column}")).collect();
    Reading {
        rule: "N03",
        key: cells.join("+"),
        name,
        sentence,
        value: told.0,
        live: told.1,
        allowed: allowed(cx, "表四", &cells).map(|a| vec![a]),
    }
}

/// The last group named in a text: where it begins and ends, its words, its keys. `行政复议、行政诉讼` is one.
fn last_group(text: &str) -> Option<(usize, usize, &'static str, &'static [&'static str])> {
    GROUPS
        .iter()
        .filter_map(|(word, groups)| {
            let at = text.rfind(word)?;
            Some((at + word.len(), word.len(), at, *word, *groups))
        })
        .max_by_key(|(end, length, ..)| (*end, *length))
        .map(|(end, _, at, word, groups)| (at, end, word, groups))
}

/// `行政复议2件`, `行政复议、行政诉讼共3件`.
fn total<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    let (at, end, word, groups) = last_group(mention.earlier)?;
    let between = mention.earlier.get(end..)?;
    // 经 in front of 复议后起诉 and the like change nothing; 各 and 分别 do.
    let front = mention.earlier.get(..at)?;
    let tail = ["案件", "案", "的", "申请"];
    let plain = only(between, &[&FILLER]) && only(mention.after, &[&tail]) && !mention.earlier.contains("分别");
    // 行政复议案件、行政诉讼案件5件: one number for both, told with a word between.
    let shared = front.trim_end().trim_end_matches("案件").trim_end_matches(['、', '和', '及', '与']).trim_end();
    let shared = shared.len() < front.trim_end().len() && shared.trim_end_matches("案件").ends_with("行政复议");
    let groups = if shared && groups == LITIGATION { BOTH } else { groups };
    let name = if groups == BOTH { "行政复议和行政诉讼".to_string() } else { word.to_string() };
    plain.then(|| reading(cx, sentence, format!("{name}件数"), groups, "total", (mention.value, mention.live)))
}

/// `结果维持1件` behind `行政复议2件`.
fn result<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    let (_, _, word, groups) = last_group(mention.earlier)?;
    if groups == BOTH || mention.earlier.contains("分别") {
        return None;
    }
    let (phrase, column) = RESULTS.iter().find(|(phrase, _)| mention.before.contains(phrase))?;
    let rest = mention.before.replacen(phrase, "", 1);
    let around = ["其中", "被", "予以", "结果", "已", "判决", "决定", "作出", "复议", "机关", "法院"];
    let plain = only(&rest, &[&around, &FILLER]) && mention.after.trim().is_empty();
    plain.then(|| reading(cx, sentence, format!("{word}“{phrase}”件数"), groups, column, (mention.value, mention.live)))
}

/// `未发生行政复议、行政诉讼案件`, `行政复议、行政诉讼均为0件`: 0 for each that is named.
fn none_at_all<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, out: &mut Vec<Reading<'a>>) {
    const NOT: [&str; 12] =
        ["未发生", "未产生", "未出现", "没有发生", "未有", "没有", "未引发", "未被", "未收到", "无", "未因", "均为0"];
    const OTHERWISE: [&str; 12] =
        ["败诉", "纠错", "纠正", "撤销", "错案", "逾期", "违法", "维持", "审结", "未经复议", "正当", "异议"];
    let text = sentence.text.as_str();
    let mut start = 0;
    for clause in text.split(['，', ',', '：']) {
        let earlier = text.get(..start).unwrap_or_default();
        start += clause.len() + '，'.len_utf8().min(text.len().saturating_sub(start + clause.len()));
        let named = ["行政复议", "行政诉讼"].map(|word| clause.find(word));
        let digits =
            clause.chars().any(|c| c.is_ascii_digit()) && !clause.contains("均为0") && !names_only_the_year(clause, cx);
        let Some(first) = named.iter().flatten().min() else { continue };
        let not = NOT.iter().any(|word| {
            clause.find(word).is_some_and(|at| at < *first || word == &"均为0")
                || clause.ends_with("均无")
                || clause.ends_with("均为零")
        });
        let whole = format!("{earlier}{clause}");
        if digits || !not || OTHERWISE.iter().any(|word| clause.contains(word)) || planned(&whole) {
            continue;
        }
        if !of_the_year(&whole, cx.input.figures.year) {
            continue;
        }
        for (at, (word, groups)) in named.iter().zip([("行政复议", RECONSIDERATION), ("行政诉讼", LITIGATION)])
        {
            if at.is_some() {
                out.push(reading(cx, sentence, format!("{word}件数"), groups, "total", (0, false)));
            }
        }
    }
}

fn names_only_the_year(clause: &str, cx: &ReportContext<'_>) -> bool {
    let without = clause.replace(&format!("{}年", cx.input.figures.year), "");
    !without.chars().any(|c| c.is_ascii_digit())
}

/// N03's second half: 均获维持 while a case is pending or was corrected.
pub(super) fn all_upheld(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    const UPHELD: [&str; 8] =
        ["均获维持", "均被维持", "均予维持", "均予以维持", "全部维持", "均维持", "全部获得维持", "均获得维持"];
    for sentence in cx.prose.sentences().filter(|sentence| concerns(sentence)) {
        if !UPHELD.iter().any(|word| sentence.text.contains(word)) {
            continue;
        }
        let groups: Vec<&str> = [("复议", RECONSIDERATION), ("诉讼", LITIGATION)]
            .into_iter()
            .filter(|(word, _)| sentence.text.contains(word))
            .flat_map(|(_, groups)| groups.iter().copied())
            .collect();
        let against: Vec<(String, i64)> = ["pending", "corrected", "other"]
            .iter()
            .flat_map(|column| groups.iter().map(move |group| format!("disputes.{group}.{column}")))
            .filter_map(|at| cx.count(&at).filter(|n| *n > 0).map(|n| (at, n)))
            .collect();
        if let Some((at, n)) = against.first() {
            let address = crate::annual_report::Address::from(at.as_str());
            out.find(
                rule.finding(
                    cx,
                    sentence.at.as_str(),
                    format!(
                        "“{}”说全部维持，而表四“{}”为{n}，按所述应为0，相差{n}。",
                        sentence.excerpt(),
                        cx.input.form.label(&address)
                    ),
                )
                .expected(0)
                .actual(n)
                .related(against.iter().map(|(at, _)| at))
                .remedy("按表四写明维持、纠正、其他结果和尚未审结的件数。"),
            );
        }
    }
}
