//! Numbers mentioned in prose: value, unit, and what the words around them make of them. Cautious by design: a number
//! whose role is unsure is no mention of anything.

use super::prose::Sentence;

/// A count with a unit in a sentence, of the report year, exact, no difference, no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention<'a> {
    /// The value.
    pub(super) value: i64,
    /// The clause before the number, without brackets that hold no number.
    pub(super) before: String,
    /// The words after the unit, up to the end of the clause.
    pub(super) after: &'a str,
    /// Everything of the sentence before the number.
    pub(super) earlier: &'a str,
    /// Whether the number was looked up and not typed.
    pub(super) live: bool,
}

/// Numbers beyond which a sentence is no prose but a table run together.
const MOST_NUMBERS: usize = 60;
/// Units of counted cases.
pub(super) const CASE_UNITS: [&str; 6] = ["件", "宗", "起", "份", "例", "条"];
/// What begins with a unit of cases and is another word.
const NOT_CASE_UNITS: [&str; 9] = ["件次", "件事", "起来", "份额", "条例", "条款", "条规", "例会", "件套"];
/// Words that end a clause in front of a difference: 增加5件.
const DIFFERENCES: [&str; 16] = [
    "增加",
    "减少",
    "增长",
    "下降",
    "上升",
    "降低",
    "提高",
    "多",
    "少",
    "增",
    "减",
    "上涨",
    "净增",
    "相差",
    "超出",
    "新增加",
];
/// Words in front of a number that is not exact.
const HEDGES: [&str; 13] =
    ["约", "近", "超", "逾", "超过", "不到", "不足", "至少", "大约", "将近", "不少于", "多达", "平均"];
/// Words after which a sentence speaks of what is to come.
const PLANS: [&str; 13] =
    ["拟", "计划", "力争", "争取", "预计", "下一步", "明年", "打算", "确保", "下年", "下一年", "目标", "将继续"];

/// Every mention of a number with one of these units in a sentence.
pub(super) fn mentions<'a>(sentence: &'a Sentence, year: i32, units: &[&str]) -> Vec<Mention<'a>> {
    let text = sentence.text.as_str();
    let mut out = Vec::new();
    let numbers = numbers(text);
    if numbers.len() > MOST_NUMBERS {
        return out;
    }
    for (from, to, value) in numbers {
        let (Some(earlier), Some(rest)) = (text.get(..from), text.get(to..)) else { continue };
        let rest = rest.trim_start();
        let Some(unit) = units.iter().find(|unit| rest.starts_with(**unit)) else { continue };
        if NOT_CASE_UNITS.iter().any(|word| rest.starts_with(word)) {
            continue;
        }
        let after = rest.get(unit.len()..).unwrap_or_default();
        let before = clause_before(earlier);
        let bare = before.trim_end().trim_end_matches('了').trim_end();
        if DIFFERENCES.iter().chain(&HEDGES).any(|word| bare.ends_with(word)) || planned(earlier) {
            continue;
        }
        if !of_the_year(earlier, year) {
            continue;
        }
        let after = after.find(is_clause_end).map_or(after, |end| after.get(..end).unwrap_or_default());
        let live = sentence.live.iter().any(|range| range.start <= from && to <= range.end);
        out.push(Mention { value, before, after, earlier, live });
    }
    out
}

fn is_clause_end(c: char) -> bool {
    matches!(c, '，' | ',' | '、' | '（' | '）' | '(' | ')' | '\n' | '：' | ':')
}

/// The clause in front of a number: back to the last comma, bracket or number mark. Brackets without digits are skipped
/// (`收到申请（含网上申请）25件`), a colon right before the number is a filler.
fn clause_before(earlier: &str) -> String {
    let trimmed = earlier.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'));
    let mut kept: Vec<char> = Vec::new();
    let mut chars = trimmed.chars().rev();
    while let Some(c) = chars.next() {
        match c {
            '）' | ')' => {
                let mut inside = String::new();
                for c in chars.by_ref().take_while(|c| !matches!(c, '（' | '(')) {
                    inside.push(c);
                }
                if inside.chars().any(|c| c.is_ascii_digit()) {
                    break;
                }
            }
            c if is_clause_end(c) => break,
            c => kept.push(c),
        }
    }
    kept.into_iter().rev().collect::<String>().trim().to_string()
}

pub(super) fn planned(earlier: &str) -> bool {
    // 结转下年 is no plan.
    let without = ["结转下年", "结转至下年", "结转到下年", "结转下一年", "结转至下一年", "结转到下一年"]
        .iter()
        .fold(earlier.to_string(), |text, word| text.replace(word, "结转"));
    PLANS.iter().any(|word| without.contains(word))
}

/// Whether what is said right after `earlier` is said of the whole report year.
pub(super) fn of_the_year(earlier: &str, year: i32) -> bool {
    // 上年结转 is a row of this year's table.
    let mut text = earlier.to_string();
    for last in ["上年度", "上一年度", "上年", "上一年", "去年", "往年"] {
        for carried in ["结转", "遗留", "转入", "转来"] {
            text = text.replace(&format!("{last}{carried}"), "");
        }
    }
    let (last, next) = (year.saturating_sub(1), year.saturating_add(1));
    for carried in
        [format!("{last}年结转"), format!("{last}年度结转"), format!("结转{next}年"), format!("结转至{next}年")]
    {
        text = text.replace(&carried, "");
    }
    let clause_start =
        text.char_indices().rev().find(|(_, c)| matches!(c, '，' | ',' | '（' | '(')).map_or(0, |(i, _)| i);
    let mut ours = true;
    for (at, marker) in time_markers(&text, year) {
        let comparing = text.get(..at).is_some_and(|before| {
            let before = before.trim_end();
            ["较", "比", "与", "同", "和"].iter().any(|word| before.ends_with(word))
        });
        // 与上年相比，…: the comparison ends with its clause.
        if comparing && at < clause_start {
            continue;
        }
        ours = marker;
    }
    ours
}

/// Words that say of which time something is told, in order: position, and whether it is the whole report year.
fn time_markers(text: &str, year: i32) -> Vec<(usize, bool)> {
    const OURS: [&str; 8] = ["全年", "本年", "今年", "年内", "本年度", "年度内", "一年来", "本报告期"];
    const OTHERS: [&str; 22] = [
        "上年",
        "去年",
        "上一年",
        "前年",
        "往年",
        "历年",
        "近年",
        "近两年",
        "近三年",
        "年来",
        "以来",
        "上半年",
        "下半年",
        "季度",
        "每月",
        "月份",
        "截至目前",
        "截止目前",
        "累计至",
        "明年",
        "日均",
        "月均",
    ];
    let mut found: Vec<(usize, bool)> = Vec::new();
    for (words, ours) in [(OURS.as_slice(), true), (OTHERS.as_slice(), false)] {
        for word in words {
            found.extend(text.match_indices(word).map(|(at, _)| (at, ours)));
        }
    }
    // 一年来 and 年来 share their place: the longer word decides by being found earlier and being ours.
    if text.contains("一年来") {
        found.retain(|(at, ours)| *ours || !text.get(*at..).is_some_and(|t| t.starts_with("年来")));
    }
    for (from, to, value) in numbers(text) {
        let rest = text.get(to..).unwrap_or_default().trim_start();
        if rest.starts_with('年') && (1900..2200).contains(&value) {
            found.push((from, value == i64::from(year)));
        } else if let Some(after) = rest.strip_prefix('月') {
            // 3月 alone is part of the year; 3月5日 is a date.
            if !after.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                found.push((from, false));
            }
        }
    }
    found.sort_unstable();
    found
}

/// The whole numbers of a text: byte range and value. Digits of both widths, groups of three, and Chinese numerals right
/// before a unit of cases (十二件; not 一件事). Decimals, 万 and numbers too large are left out.
fn numbers(text: &str) -> Vec<(usize, usize, i64)> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
        _ => None,
    };
    let at = |i: usize| chars.get(i).map(|(_, c)| *c);
    let byte = |i: usize| chars.get(i).map_or(text.len(), |(b, _)| *b);
    let mut i = 0;
    while let Some(c) = at(i) {
        if digit(c).is_some() {
            let start = i;
            let mut digits = String::new();
            while let Some(c) = at(i) {
                if let Some(d) = digit(c) {
                    digits.push(d);
                } else if !(c == ','
                    && (1..=3).all(|k| at(i + k).and_then(digit).is_some())
                    && at(i + 4).and_then(digit).is_none())
                {
                    break;
                }
                i += 1;
            }
            let decimal = at(i).is_some_and(|c| matches!(c, '.' | '．')) && at(i + 1).and_then(digit).is_some();
            let broken =
                start > 0 && at(start - 1).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '-'));
            let scaled = at(i).is_some_and(|c| matches!(c, '万' | '亿' | '余' | '多'));
            if decimal {
                i += 1;
                while at(i).and_then(digit).is_some() {
                    i += 1;
                }
            } else if !broken
                && !scaled
                && let Ok(value) = digits.parse()
            {
                out.push((byte(start), byte(i), value));
            }
        } else if han_digit(c).is_some() {
            let start = i;
            while at(i).is_some_and(|c| han_digit(c).is_some()) {
                i += 1;
            }
            let numeral: Vec<char> = chars.iter().skip(start).take(i - start).map(|(_, c)| *c).collect();
            // 一件 is more often a way of speaking (收到一件、办结一件) than a count.
            if let Some(value) = han_number(&numeral).filter(|_| numeral != ['一']) {
                out.push((byte(start), byte(i), value));
            }
        } else {
            i += 1;
        }
    }
    out
}

/// A Chinese digit's value, or the power of ten negated.
fn han_digit(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => -10,
        '百' => -100,
        '千' => -1000,
        _ => return None,
    })
}

/// 十二 → 12, 一百零五 → 105. `None` for digits side by side (二〇二五) and for powers that do not fall.
fn han_number(numeral: &[char]) -> Option<i64> {
    let (mut sum, mut digit, mut last_power) = (0, None, 10_000);
    for c in numeral {
        match han_digit(*c)? {
            power if power < 0 => {
                let power = -power;
                if power >= last_power {
                    return None;
                }
                sum += digit.take().unwrap_or(1) * power;
                last_power = power;
            }
            0 => {
                if digit.is_some() {
                    return None;
                }
                if numeral.len() == 1 {
                    return Some(0);
                }
            }
            d => {
                if digit.replace(d).is_some() {
                    return None;
                }
            }
        }
    }
    Some(sum + digit.unwrap_or(0))
}

/// Whether a text consists of words of the vocabularies only (longest first, blanks and quotation marks aside).
pub(super) fn only(text: &str, vocabularies: &[&[&str]]) -> bool {
    let skip = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | '《' | '》');
    let mut rest = text.trim_start_matches(skip);
    while !rest.is_empty() {
        let words = vocabularies.iter().flat_map(|words| words.iter());
        let Some(longest) = words.filter(|word| rest.starts_with(**word)).map(|word| word.len()).max() else {
            return false;
        };
        rest = rest.get(longest..).unwrap_or_default().trim_start_matches(skip);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<i64> {
        numbers(text).into_iter().map(|(_, _, value)| value).collect()
    }

    #[test]
    fn whole_numbers_are_read_in_the_ways_reports_write_them() {
        let cases: [(&str, &[i64]); 14] = [
            ("25件", &[25]),
            ("２５件", &[25]),
            ("1,234件", &[1234]),
            ("12,34件", &[12, 34]),
            ("12.5万元", &[]),
            ("3万件", &[]),
            ("20余件", &[]),
            ("十二件", &[12]),
            ("一百零五件", &[105]),
            ("二十件", &[20]),
            ("二〇二五年", &[]),
            ("A4", &[]),
            ("99999999999999999999件", &[]),
            ("零件", &[0]),
        ];
        for (text, expected) in cases {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_another_time_is_no_mention_of_this_year() {
        let cases = [
            ("2025年，收到申请", true),
            ("2024年，收到申请", false),
            ("上年结转", true),
            ("较上年，全年收到申请", true),
            ("与2024年相比，收到申请", true),
            ("2024年收到申请20件，2025年收到申请", true),
            ("上半年收到申请", false),
            ("2025年3月收到申请", false),
            ("2025年1月1日至12月31日收到申请", true),
            ("近三年收到申请", false),
            ("一年来收到申请", true),
            ("2024年结转", true),
            ("比上年", false),
        ];
        for (earlier, expected) in cases {
            assert_eq!(of_the_year(earlier, 2025), expected, "{earlier}");
        }
    }

    #[test]
    fn the_clause_before_a_number_skips_brackets_without_digits() {
        let cases = [
            ("全年，共收到申请", "共收到申请"),
            ("收到申请（含网上申请）", "收到申请"),
            ("收到申请（其中网上3件）", ""),
            ("收到申请：", "收到申请"),
            ("", ""),
        ];
        for (earlier, expected) in cases {
            assert_eq!(clause_before(earlier), expected, "{earlier}");
        }
    }
}
