//! Reading what the text says of applications and normative documents (for N01, N02, N07). Written for precision: only
//! whole, plain statements are read; a channel, a region, a kind of matter or an unknown word makes a sentence unread.

use super::ReportContext;
use super::applications_words::{
    APPLICATION, AREA, AROUND, COLUMNS, FILLER, HANDLED, OTHER_CASES, OUTCOMES, PART, RECEIVED, UNITS, WHOLE,
};
use super::mention::{CASE_UNITS, Mention, mentions, of_the_year, only, planned};
use super::prose::Sentence;
use super::reading::{Allowed, Reading, allowed};
use crate::annual_report::Scope;

/// Everything the text says of applications, in order.
pub(super) fn readings<'a>(cx: &'a ReportContext<'_>) -> Vec<Reading<'a>> {
    let mut out = Vec::new();
    if cx.input.form.table("requests").is_none() {
        return out;
    }
    for sentence in cx.prose.sentences() {
        none_received(cx, sentence, &mut out);
        let about_applications =
            sentence.about.contains("申请") && !OTHER_CASES.iter().any(|w| sentence.text.contains(w));
        for mention in mentions(sentence, cx.input.figures.year, &CASE_UNITS) {
            let reading = received(cx, sentence, &mention).or_else(|| {
                if !about_applications || mention.earlier.contains("分别") || of_a_unit(cx, mention.earlier) {
                    return None;
                }
                column(cx, sentence, &mention, &out)
                    .or_else(|| outcome(cx, sentence, &mention))
                    .or_else(|| handled(cx, sentence, &mention))
            });
            out.extend(reading);
        }
    }
    out
}

/// Whether the words in front of a verb leave its number the report's own: no channel, and in an area report no unit.
fn of_the_whole(cx: &ReportContext<'_>, before: &str) -> bool {
    !of_a_unit(cx, before) && !PART.iter().any(|word| before.contains(word))
}

/// Whether an area report speaks of one of its units.
fn of_a_unit(cx: &ReportContext<'_>, text: &str) -> bool {
    cx.input.figures.scope == Scope::Area
        && UNITS.iter().any(|word| text.contains(word))
        && !AREA.iter().any(|word| text.contains(word))
}

fn new_or_with_carried(cx: &ReportContext<'_>, sentence: &Sentence, columns: &[&str]) -> Option<Vec<Allowed>> {
    let cells = |row: &str| columns.iter().map(|column| format!("requests.{row}.{column}")).collect::<Vec<_>>();
    let new = allowed(cx, "本年新收", &cells("new"))?;
    if !sentence.text.contains("结转") {
        return Some(vec![new]);
    }
    let both = allowed(cx, "本年新收加上年结转", &[cells("new"), cells("carried_in")].concat())?;
    Some(vec![new, both])
}

/// `全年共收到政府信息公开申请25件`, `收到25件政府信息公开申请`, `本年新收…`.
fn received<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    // 收到公民、法人和其他组织提出的申请: the enumeration mark ends no clause here.
    let wide =
        mention.earlier.rsplit(['，', ',', '（', '(']).next().unwrap_or_default().trim_end_matches(['：', ':', ' ']);
    let verb_near = RECEIVED.iter().any(|verb| mention.before.contains(verb));
    let before = if verb_near { mention.before.as_str() } else { wide };
    let (at, verb) = RECEIVED.iter().filter_map(|verb| Some((before.find(verb)?, *verb))).min()?;
    let (front, rest) = (before.get(..at)?, before.get(at + verb.len()..)?);
    let with_handling = ["并", "并处理", "和处理", "并办理", "和办理", "及处理", "、处理", "处理", "办理"];
    let plain = only(rest, &[APPLICATION, FILLER, RECEIVED, &with_handling]);
    let says_what = rest.contains("申请") || mention.after.contains("申请") && only(mention.after, &[APPLICATION]);
    let tail = mention.after.trim();
    let complete = tail.is_empty() || only(tail, &[APPLICATION, FILLER]);
    if !plain || !says_what || !complete || !of_the_whole(cx, front) || front.ends_with('未') {
        return None;
    }
    if OTHER_CASES.iter().any(|word| before.contains(word)) {
        return None;
    }
    let mut values = new_or_with_carried(cx, sentence, &["total"]);
    if ["处理", "办理"].iter().any(|word| rest.contains(word)) {
        let cells = ["requests.new.total".to_string(), "requests.carried_in.total".to_string()];
        let both = allowed(cx, "本年新收加上年结转", &cells);
        let handled = allowed(cx, "办理结果总计", &["requests.total.total".to_string()]);
        values = values.map(|values| values.into_iter().chain(both).chain(handled).collect());
    }
    Some(Reading {
        rule: "N01",
        key: "new".into(),
        name: "收到申请数".into(),
        sentence,
        value: mention.value,
        live: mention.live,
        allowed: values,
    })
}

/// `未收到政府信息公开申请`: the number 0, told without a digit.
fn none_received<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, out: &mut Vec<Reading<'a>>) {
    let text = sentence.text.as_str();
    for (from, not) in ["未", "没有", "没", "无", "零"].iter().flat_map(|not| text.match_indices(not)) {
        let (Some(earlier), Some(rest)) = (text.get(..from), text.get(from + not.len()..)) else { continue };
        let clause = rest.split(['，', ',', '（', '(', '：']).next().unwrap_or_default();
        let front = earlier.rsplit(['，', ',', '。', '、']).next().unwrap_or_default();
        let told = only(clause, &[APPLICATION, RECEIVED, &["过", "任何", "有"]]) && clause.contains("申请");
        let verb = RECEIVED.iter().any(|verb| clause.contains(verb)) || not == "无";
        let ours = || of_the_year(earlier, cx.input.figures.year) && !planned(earlier) && of_the_whole(cx, front);
        // 无正当理由…: only a clause that is nothing but this statement.
        if told && verb && ours() {
            out.push(Reading {
                rule: "N01",
                key: "new".into(),
                name: "收到申请数".into(),
                sentence,
                value: 0,
                live: false,
                allowed: allowed(cx, "本年新收", &["requests.new.total".to_string()]).map(|a| vec![a]),
            });
            return;
        }
    }
}

/// `其中自然人20件` right after what was received.
fn column<'a>(
    cx: &ReportContext<'_>,
    sentence: &'a Sentence,
    mention: &Mention<'_>,
    so_far: &[Reading<'a>],
) -> Option<Reading<'a>> {
    let (word, key, columns) = COLUMNS.iter().find(|(word, _, _)| mention.before.contains(word))?;
    let rest = mention.before.replacen(word, "", 1);
    let told = so_far.iter().any(|reading| reading.key == "new" && std::ptr::eq(reading.sentence, sentence));
    let handled = HANDLED.iter().chain(&["结转"]).any(|verb| mention.earlier.contains(verb));
    let around = ["申请", "申请人", "提出", "来自", "由", "其中", "，", "的"];
    if !told || handled || !only(&rest, &[&around, FILLER]) || !mention.after.trim().is_empty() {
        return None;
    }
    Some(Reading {
        rule: "N01",
        key: format!("new.{key}"),
        name: format!("收到的{word}申请数"),
        sentence,
        value: mention.value,
        live: mention.live,
        allowed: new_or_with_carried(cx, sentence, columns),
    })
}

/// `予以公开12件`, `3件为部分公开`, `上年结转3件`.
fn outcome<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    let before = without_year(&mention.before, cx.input.figures.year);
    // The phrase that ends last, and of those the longest: 部分予以公开, not 予以公开.
    let last = OUTCOMES
        .iter()
        .filter_map(|(phrase, rows)| Some((before.rfind(phrase)? + phrase.len(), phrase.len(), *phrase, *rows)))
        .max();
    let with = [
        "另有",
        "另",
        "含",
        "包括",
        "加上",
        "及",
        "和",
        "与",
        "以及",
        "连同",
        "继续",
        "申请",
        "的",
        "政府信息公开申请",
    ];
    let (phrase, rows) = match last {
        Some((end, length, phrase, rows)) => {
            let (front, rest) = (before.get(..end - length)?, before.get(end..)?);
            let plain = only(front, &[WHOLE, AROUND, &with, FILLER]) && only(rest, &[APPLICATION, FILLER, AROUND]);
            let tail = only(mention.after, &[AROUND, FILLER, APPLICATION]);
            (plain && tail).then_some((phrase, rows))?
        }
        None => {
            let mut after = mention.after.trim();
            for word in ["均", "已", "依法", "为", "系", "属于", "属", "被", "按", "因"] {
                after = after.strip_prefix(word).unwrap_or(after);
            }
            let first = OUTCOMES.iter().filter(|(phrase, _)| after.starts_with(phrase));
            let (phrase, rows) = first.max_by_key(|(phrase, _)| phrase.len())?;
            let tail = after.get(phrase.len()..)?;
            let plain =
                only(&before, &[WHOLE, FILLER, &["其余", "剩余"]]) && only(tail, &[AROUND, &["的", "申请", "信息"]]);
            plain.then_some((*phrase, *rows))?
        }
    };
    let rows: Vec<&str> = match rows.strip_suffix('*') {
        Some(prefix) => rows_with_prefix(cx, prefix),
        None => vec![rows],
    };
    let cells: Vec<String> = rows.iter().map(|row| format!("requests.{row}.total")).collect();
    // A form without the row (2019: 其他处理 is one) leaves the number unread.
    if cells.is_empty() || !cells.iter().all(|at| cx.has_cell(at)) {
        return None;
    }
    Some(Reading {
        rule: "N02",
        key: rows.join("+"),
        name: format!("“{phrase}”数"),
        sentence,
        value: mention.value,
        live: mention.live,
        allowed: allowed(cx, phrase, &cells).map(|a| vec![a]),
    })
}

/// `办结25件`: the total of results; `办理` also what there was to handle.
fn handled<'a>(cx: &ReportContext<'_>, sentence: &'a Sentence, mention: &Mention<'_>) -> Option<Reading<'a>> {
    let before = without_year(&mention.before, cx.input.figures.year);
    let (at, verb) = HANDLED.iter().filter_map(|verb| Some((before.find(verb)?, *verb))).min()?;
    let (front, rest) = (before.get(..at)?, before.get(at + verb.len()..)?);
    let whole: Vec<&str> = WHOLE.iter().copied().filter(|word| *word != "其中").collect();
    if !only(front, &[&whole]) || !only(rest, &[APPLICATION, FILLER, HANDLED]) || !mention.after.trim().is_empty() {
        return None;
    }
    let total = allowed(cx, "办理结果总计", &["requests.total.total".to_string()]);
    let mut values: Vec<Allowed> = total.into_iter().collect();
    if verb.starts_with("办理") || verb == "处理" {
        let to_handle = ["requests.new.total".to_string(), "requests.carried_in.total".to_string()];
        values.extend(allowed(cx, "本年新收", &to_handle[..1]));
        values.extend(allowed(cx, "本年新收加上年结转", &to_handle));
    }
    if verb == "答复" {
        // What was closed without a reply is not 答复; how many of those an office leaves out cannot be told.
        let other: i64 = rows_with_prefix(cx, "other_").iter().filter_map(|row| cx.row_total(row)).sum();
        if values.iter().any(|total| (total.value.saturating_sub(other)..=total.value).contains(&mention.value)) {
            return None;
        }
    }
    Some(Reading {
        rule: "N02",
        key: format!("handled.{verb}"),
        name: format!("{verb}申请数"),
        sentence,
        value: mention.value,
        live: mention.live,
        allowed: (!values.is_empty()).then_some(values),
    })
}

/// The rows of table 三 whose key begins so; `other_` is the one row `other` in 2019.
fn rows_with_prefix<'a>(cx: &ReportContext<'a>, prefix: &str) -> Vec<&'a str> {
    let Some(table) = cx.input.form.table("requests") else { return Vec::new() };
    let mut rows: Vec<&str> = Vec::new();
    for cell in table.cells.iter().filter(|cell| cell.at.column() == "total") {
        let row = cell.at.row();
        if row.starts_with(prefix) || prefix == "other_" && row == "other" {
            rows.push(row);
        }
    }
    rows
}

/// Without the report year, which says nothing that the mention does not know.
fn without_year(text: &str, year: i32) -> String {
    text.replace(&format!("{year}年度"), "").replace(&format!("{year}年"), "")
}
