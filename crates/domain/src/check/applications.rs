//! Reading what the text says of applications and normative documents (for N01, N02, N07). Written for precision: only
//! whole, plain statements are read; a channel, a region, a kind of matter or an unknown word makes a sentence unread.

use super::ReportContext;
use super::mention::{CASE_UNITS, Mention, mentions, of_the_year, only, planned};
use super::prose::Sentence;
use super::reading::{Allowed, Reading, allowed};
use crate::annual_report::Scope;

/// Words for what is applied for.
const APPLICATION: [&str; 22] = [
    "政府信息公开",
    "政务公开",
    "信息公开",
    "政府信息",
    "依申请公开",
    "主动申请",
    "申请公开",
    "公开申请",
    "依申请",
    "申请书",
    "申请表",
    "申请件",
    "申请",
    "公开",
    "的",
    "信息",
    "公民、法人或者其他组织",
    "公民、法人和其他组织",
    "公民、法人或其他组织",
    "公民、法人及其他组织",
    "提出",
    "各类",
];
/// Words between a subject and its number.
const FILLER: [&str; 24] = [
    "数量", "总数", "件数", "总量", "共计", "合计", "总计", "累计", "总共", "共有", "共", "有", "为", "达到", "达",
    "到", "了", "案件", "事项", "：", ":", "计", "数", "是",
];
/// Words in front of a statement about the whole.
const WHOLE: [&str; 35] = [
    "全年",
    "本年度",
    "本年",
    "今年",
    "年度内",
    "年内",
    "年度",
    "一年来",
    "共",
    "共计",
    "累计",
    "总计",
    "合计",
    "已",
    "均",
    "全部",
    "依法",
    "依规",
    "并",
    "其中",
    "有",
    "我局",
    "我镇",
    "我县",
    "我市",
    "我区",
    "我委",
    "我办",
    "我单位",
    "本机关",
    "本单位",
    "本局",
    "本镇",
    "全县",
    "全市",
];
const RECEIVED: [&str; 8] = ["收到", "受理", "接收", "新收", "接到", "收悉", "登记", "新增"];
const HANDLED: [&str; 6] = ["办结", "答复", "办理", "处理", "办理答复", "办结答复"];
/// Words that make a number one of a part: a channel, a transfer, a kind of applicant or matter.
const PART: [&str; 29] = [
    "通过",
    "网络",
    "网上",
    "网站",
    "平台",
    "信函",
    "来信",
    "邮寄",
    "邮件",
    "邮箱",
    "当面",
    "现场",
    "窗口",
    "传真",
    "渠道",
    "线上",
    "线下",
    "其中",
    "另",
    "涉及",
    "有关",
    "关于",
    "转办",
    "转交",
    "移交",
    "自然人",
    "企业",
    "公民",
    "律师",
];
/// Sub-units, whose number is not the area's.
const UNITS: [&str; 11] = ["政府办", "办公室", "县政府", "市政府", "区政府", "局", "委", "镇", "乡", "街道", "部门"];
const AREA: [&str; 6] = ["全县", "全市", "全区", "全省", "各级", "全州"];
/// Nouns whose cases are no applications.
const OTHER_CASES: [&str; 16] = [
    "建议",
    "提案",
    "议案",
    "规范性文件",
    "政策",
    "许可",
    "处罚",
    "留言",
    "咨询",
    "热线",
    "12345",
    "信箱",
    "投诉件",
    "信访件",
    "公文",
    "解读",
];
/// What is not the applications' rows or outcome but stands around them.
const AROUND: [&str; 21] = [
    "作出",
    "做出",
    "按",
    "属于",
    "属",
    "以",
    "因",
    "告知",
    "决定",
    "结果",
    "对",
    "经审查",
    "审查",
    "情况",
    "类",
    "情形",
    "答复",
    "办结",
    "办理",
    "处理",
    "系",
];

/// The words for rows of table 三, with the rows they mean: a row, or all rows that begin so.
const OUTCOMES: [(&str, &str); 47] = [
    ("予以公开", "granted"),
    ("同意公开", "granted"),
    ("全部公开", "granted"),
    ("不予以公开", "withheld_*"),
    ("不同意公开", "withheld_*"),
    ("部分予以公开", "partly_granted"),
    ("予以部分公开", "partly_granted"),
    ("部分公开", "partly_granted"),
    ("不予公开", "withheld_*"),
    ("无法提供", "unavailable_*"),
    ("不予处理", "not_processed_*"),
    ("其他处理", "other_*"),
    ("国家秘密", "withheld_state_secret"),
    ("其他法律行政法规禁止公开", "withheld_by_law"),
    ("法律行政法规禁止公开", "withheld_by_law"),
    ("危及“三安全一稳定”", "withheld_security_stability"),
    ("保护第三方合法权益", "withheld_third_party"),
    ("三类内部事务信息", "withheld_internal_affairs"),
    ("内部事务信息", "withheld_internal_affairs"),
    ("四类过程性信息", "withheld_deliberative"),
    ("过程性信息", "withheld_deliberative"),
    ("行政执法案卷", "withheld_enforcement_file"),
    ("行政查询事项", "withheld_inquiry"),
    ("本机关不掌握相关政府信息", "unavailable_not_held"),
    ("本机关不掌握", "unavailable_not_held"),
    ("没有现成信息需要另行制作", "unavailable_needs_making"),
    ("没有现成信息", "unavailable_needs_making"),
    ("补正后申请内容仍不明确", "unavailable_unclear"),
    ("信访举报投诉类申请", "not_processed_petition"),
    ("信访举报投诉类", "not_processed_petition"),
    ("重复申请", "not_processed_repeated"),
    ("要求提供公开出版物", "not_processed_published_matter"),
    ("公开出版物", "not_processed_published_matter"),
    ("无正当理由大量反复申请", "not_processed_excessive"),
    ("大量反复申请", "not_processed_excessive"),
    ("逾期不补正", "other_no_supplement"),
    ("上年结转", "carried_in"),
    ("上年度结转", "carried_in"),
    ("上一年结转", "carried_in"),
    ("上一年度结转", "carried_in"),
    ("去年结转", "carried_in"),
    ("结转下年度继续办理", "carried_forward"),
    ("结转下年继续办理", "carried_forward"),
    ("结转下年度", "carried_forward"),
    ("结转下一年度", "carried_forward"),
    ("结转至下年度", "carried_forward"),
    ("结转至下一年度", "carried_forward"),
];

/// Words for the columns of table 三.
const COLUMNS: [(&str, &str, &[&str]); 7] = [
    ("自然人", "natural", &["natural"]),
    ("商业企业", "enterprise", &["enterprise"]),
    ("科研机构", "research", &["research"]),
    ("社会公益组织", "public_welfare", &["public_welfare"]),
    ("法律服务机构", "legal_service", &["legal_service"]),
    ("法人或其他组织", "organisations", &["enterprise", "research", "public_welfare", "legal_service", "other"]),
    ("法人和其他组织", "organisations", &["enterprise", "research", "public_welfare", "legal_service", "other"]),
];

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
                if !about_applications || mention.earlier.contains("分别") {
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
    let unit = cx.input.figures.scope == Scope::Area
        && UNITS.iter().any(|word| before.contains(word))
        && !AREA.iter().any(|word| before.contains(word));
    !unit && !PART.iter().any(|word| before.contains(word))
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
    let plain = only(rest, &[&APPLICATION, &FILLER, &RECEIVED, &with_handling]);
    let says_what = rest.contains("申请") || mention.after.contains("申请") && only(mention.after, &[&APPLICATION]);
    let tail = mention.after.trim();
    let complete = tail.is_empty() || only(tail, &[&APPLICATION, &FILLER]);
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
        let told = only(clause, &[&APPLICATION, &RECEIVED, &["过", "任何", "有"]]) && clause.contains("申请");
        let verb = RECEIVED.iter().any(|verb| clause.contains(verb)) || not == "无";
        let ours = of_the_year(earlier, cx.input.figures.year) && !planned(earlier) && of_the_whole(cx, front);
        // 无正当理由…, 尚无…: only a clause that is nothing but this statement. 主动申请 … is no received application.
        if told && verb && ours && !clause.contains("依申请公开的") {
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
    if !told || handled || !only(&rest, &[&around, &FILLER]) || !mention.after.trim().is_empty() {
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
            let plain =
                only(front, &[&WHOLE, &AROUND, &with, &FILLER]) && only(rest, &[&APPLICATION, &FILLER, &AROUND]);
            let tail = only(mention.after, &[&AROUND, &FILLER, &APPLICATION]);
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
                only(&before, &[&WHOLE, &FILLER, &["其余", "剩余"]]) && only(tail, &[&AROUND, &["的", "申请", "信息"]]);
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
    if !only(front, &[&whole]) || !only(rest, &[&APPLICATION, &FILLER, &HANDLED]) || !mention.after.trim().is_empty() {
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
