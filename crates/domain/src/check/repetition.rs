//! The second half of N07: the same words with two numbers, for what no table holds (主动公开信息120条 … 130条).

use super::ReportContext;
use super::mention::mentions;
use super::rule::{Outcome, Rule};
use std::collections::BTreeMap;

const UNITS: [&str; 10] = ["人次", "件", "条", "份", "篇", "期", "次", "场", "个", "项"];
/// Words that change nothing about what is counted.
const FILLER: [&str; 25] = [
    "年内",
    "全年",
    "本年度",
    "本年",
    "今年",
    "共计",
    "累计",
    "合计",
    "总计",
    "共",
    "了",
    "有",
    "为",
    "达到",
    "达",
    "：",
    ":",
    "我局",
    "我镇",
    "我县",
    "本机关",
    "全县",
    "全市",
    "已",
    "的",
];
/// Quantities of the tables have readings of their own; the parts of a whole may well differ from one whole to the next.
const NOT_HERE: [&str; 8] = ["申请", "规范性文件", "复议", "诉讼", "其中", "分别", "每", "各"];
/// Fewer characters than this say too little to be one quantity.
const SHORTEST: usize = 5;

/// Clauses that are the same up to their number.
pub(super) fn repeated_words(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let year = cx.input.figures.year;
    let mut seen: BTreeMap<(String, &str), (i64, String, String)> = BTreeMap::new();
    for sentence in cx.prose.sentences() {
        for unit in UNITS {
            for mention in mentions(sentence, year, &[unit]) {
                let mut words = mention.before.replace(&format!("{year}年度"), "").replace(&format!("{year}年"), "");
                for filler in FILLER {
                    words = words.replace(filler, "");
                }
                if words.chars().count() < SHORTEST || NOT_HERE.iter().any(|word| words.contains(word)) || mention.live
                {
                    continue;
                }
                let now = (mention.value, sentence.at.clone(), sentence.excerpt());
                let Some((first, place, excerpt)) = seen.get(&(words.clone(), unit)) else {
                    seen.insert((words, unit), now);
                    continue;
                };
                if *first != mention.value {
                    out.find(
                        rule.finding(
                            cx,
                            sentence.at.as_str(),
                            format!(
                                "“{words}”前后不一致：“{excerpt}”为{first}{unit}，“{}”为{}{unit}，相差{}。",
                                now.2,
                                mention.value,
                                mention.value.abs_diff(*first)
                            ),
                        )
                        .expected(first)
                        .actual(mention.value)
                        .related([place])
                        .remedy("核对后统一为一个数；确为两个不同口径的数字的，写清口径或写明理由。"),
                    );
                }
            }
        }
    }
}
