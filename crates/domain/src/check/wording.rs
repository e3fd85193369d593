//! N11, N14, N16: gaps and residue in the text, and the sentence on the information-processing fee.

use super::ReportContext;
use super::rule::{Outcome, Rule};
use crate::annual_report::Decimal;

/// Units in front of which a number stands.
const UNITS: [&str; 9] = ["件", "条", "次", "份", "篇", "个", "场", "期", "元"];
/// Words after which a unit without a number is a gap.
const WANT_A_NUMBER: [&str; 27] = [
    "信息",
    "申请",
    "解读",
    "咨询",
    "留言",
    "建议",
    "提案",
    "累计",
    "合计",
    "共计",
    "总计",
    "共",
    "收到",
    "受理",
    "办结",
    "答复",
    "培训",
    "复议",
    "诉讼",
    "予以公开",
    "部分公开",
    "不予处理",
    "无法提供",
    "召开会议",
    "结转",
    "制发规范性文件",
    "废止规范性文件",
];
/// Words that end in a unit and are no gap: 申请件 as a noun stays open to doubt only before a full stop.
const WORDS: [&str; 13] = [
    "信息条目",
    "申请件办理",
    "信息次数",
    "培训次数",
    "培训场次",
    "培训期间",
    "培训个",
    "信息个",
    "建议件",
    "提案件",
    "信息期",
    "复议期",
    "诉讼期",
];

/// N11: a number missing before 条/件/次, doubled blanks, `XX`, `**`, and live numbers that have no value.
pub(super) fn gaps(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    for (at, written, why) in &cx.prose.missing {
        out.find(
            rule.finding(cx, at.as_str(), format!("“{written}”处没有数字：{}。", why.reason(cx.input.form)))
                .expected("数字")
                .actual(written)
                .remedy("填写相应的数据，或改正花括号中的数据地址。"),
        );
    }
    for (at, text) in cx.prose.paragraphs() {
        for (what, shown) in faults(text) {
            out.find(
                rule.finding(cx, at, format!("“{shown}”处{what}。"))
                    .actual(&shown)
                    .remedy("补上缺少的数字或文字，删去多余的空格和占位符号。"),
            );
        }
    }
}

/// What is missing or left over in a paragraph, each with the words around it.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let around = |from: usize, to: usize| -> String {
        chars.iter().skip(from.saturating_sub(8)).take(to + 4 - from.saturating_sub(8)).collect()
    };
    let mut i = 0;
    while let Some(c) = chars.get(i).copied() {
        let run = chars.iter().skip(i).take_while(|other| same_run(c, **other)).count().max(1);
        let (before, after) = (i.checked_sub(1).and_then(|k| chars.get(k)), chars.get(i + run));
        if is_blank(c) {
            let inner = before.is_some() && after.is_some();
            let rest: String = chars.iter().skip(i + run).take(2).collect();
            let unit = UNITS.iter().any(|unit| rest.starts_with(unit));
            let no_number =
                before.is_some_and(|b| !b.is_numeric() && !han_digit(*b)) && unit && !makes_a_word(before, after);
            if inner && no_number {
                out.push(("缺少数字", around(i, i + run)));
            } else if inner && run >= 2 {
                out.push(("有连续空格", around(i, i + run)));
            }
        } else if is_placeholder(c) && run >= 2 {
            let in_ascii =
                [before, after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric() || "./:@-_=&?%".contains(*c));
            // xxgk in a web address is none; ××× is residue of a form (N14).
            let address = in_ascii && c.is_ascii();
            let of_a_form = c == '×' && run >= 3;
            if !address && !of_a_form {
                out.push(("留有占位符号", around(i, i + run)));
            }
        }
        i += run;
    }
    out.extend(units_without_numbers(text));
    out
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn same_run(a: char, b: char) -> bool {
    if is_blank(a) { is_blank(b) } else { is_placeholder(a) && a.eq_ignore_ascii_case(&b) }
}

fn is_placeholder(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '*' | '＊' | '×' | '_' | '＿')
}

fn han_digit(c: char) -> bool {
    "零一二两三四五六七八九十百千万几数多余".contains(c)
}

/// 附　件, 文 件: a word set wide.
fn makes_a_word(before: Option<&char>, after: Option<&char>) -> bool {
    after == Some(&'件') && before.is_some_and(|c| "附文案条事邮软证稿来要原复".contains(*c))
        || after == Some(&'条') && before.is_some_and(|c| "头链第".contains(*c))
        || after == Some(&'次') && before.is_some_and(|c| "本首每多再层批".contains(*c))
        || after.is_some_and(|c| "个场期元份篇".contains(*c))
}

/// `收到申请件，`: a word that wants a number, a unit, the end of the clause.
fn units_without_numbers(text: &str) -> Vec<(&'static str, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for word in WANT_A_NUMBER {
        for (at, _) in text.match_indices(word) {
            let Some(rest) = text.get(at + word.len()..) else { continue };
            let Some(unit) = UNITS.iter().take(5).find(|unit| rest.starts_with(**unit)) else { continue };
            let tail = rest.get(unit.len()..).unwrap_or_default();
            let ends = tail.chars().next().is_none_or(|c| "，。；、）,;)".contains(c));
            let noun = text.get(at..).is_some_and(|from| WORDS.iter().any(|known| from.starts_with(known)));
            let end = at + word.len() + unit.len();
            if ends && !noun && !out.iter().any(|(seen, _)| *seen == end) {
                let front: Vec<char> = text.get(..at).unwrap_or_default().chars().rev().take(6).collect();
                out.push((end, front.into_iter().rev().chain(word.chars()).chain(unit.chars()).collect()));
            }
        }
    }
    out.sort();
    out.into_iter().map(|(_, shown)| ("缺少数字", shown)).collect()
}

/// N14: instructions of the form that were left in.
pub(super) fn residue(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let composed = cx.input.document.map(|document| document.paragraphs.as_slice()).unwrap_or_default();
    let paragraphs: Vec<(&str, &str)> =
        cx.prose.paragraphs().chain(composed.iter().map(|text| ("document", text.as_str()))).collect();
    for words in &cx.input.form.residue {
        let mut seen = false;
        for (at, text) in &paragraphs {
            // The composed document repeats the sections: what is found there is told once, at its section.
            if plain(text).contains(&plain(words)) && !(seen && *at == "document") {
                seen = true;
                out.find(
                    rule.finding(cx, *at, format!("文中留有格式说明或占位文字“{words}”。"))
                        .actual(words)
                        .remedy("删去这段说明文字，或填写实际内容。"),
                );
            }
        }
    }
}

/// N16: section 六 speaks of the information-processing fee; it does not say 无 while there was one.
pub(super) fn fee_sentence(rule: &Rule, cx: &ReportContext<'_>, out: &mut Outcome) {
    const UNPAID: &str = "requests.other_fee_unpaid.total";
    const AT: &str = "sections.other_matters";
    // The fee is reported since the form with the row for unpaid fees (annual_report.md §11).
    if !cx.has_cell(UNPAID) {
        return;
    }
    let text: String = cx.prose.paragraphs().filter(|(at, _)| *at == AT).map(|(_, text)| text).collect();
    if text.is_empty() {
        return out.unchecked(rule, "第六部分没有内容，信息处理费的表述未核对");
    }
    let unpaid = cx.count(UNPAID).unwrap_or(0);
    let fee = cx.input.figures.information_fee.as_ref();
    let received = fee.and_then(|fee| Decimal::parse(fee.received_yuan.trim())).filter(|yuan| !yuan.is_zero());
    let notices = fee.map_or(0, |fee| fee.notices);
    let there_was = unpaid > 0 || notices > 0 || received.is_some();
    if !["信息处理费", "处理费", "收费", "收取费用"].iter().any(|word| text.contains(word)) {
        let shown = text.chars().take(20).collect::<String>();
        let also = if there_was {
            format!("，而表格和收费记录显示发出收费通知{notices}件、逾期未缴费{unpaid}件")
        } else {
            String::new()
        };
        out.find(
            rule.finding(cx, AT, format!("第六部分没有说明信息处理费的收取情况（现为“{shown}”）{also}。"))
                .expected("发出收费通知的件数和总金额、实际收取的总金额；没有收取的也写明")
                .actual(shown)
                .related(there_was.then_some(UNPAID))
                .remedy("补写信息处理费的情况；没有收取的，写明本年度未收取信息处理费。"),
        );
        return;
    }
    const NONE: [&str; 7] = ["未收取", "没有收取", "未产生", "无信息处理费", "未发生", "未发出", "不收取"];
    let denied = NONE.iter().find(|word| text.contains(**word));
    // 未收取 is right where notices went out and nobody paid.
    let contradicted = match denied {
        Some(&"未发出") => unpaid > 0 || notices > 0,
        Some(_) => received.is_some() || (unpaid > 0 && !text.contains("通知")),
        None => false,
    };
    if contradicted {
        let yuan = received.map_or_else(|| "0".to_string(), |yuan| yuan.to_string());
        out.find(
            rule.finding(
                cx,
                AT,
                format!(
                    "第六部分称{}信息处理费，而收费通知为{notices}件、实际收取{yuan}元，表三逾期未缴费为{unpaid}件。",
                    denied.copied().unwrap_or_default()
                ),
            )
            .actual(denied.copied().unwrap_or_default())
            .related([UNPAID, "information_fee"])
            .remedy("按实际情况写明发出收费通知的件数和总金额、实际收取的总金额。"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn gaps_are_found_and_ordinary_words_are_not() {
        let cases = [
            ("全年收到申请件，均已办结。", 1),
            ("全年主动公开信息条。", 1),
            ("全年收到申请 件。", 1),
            ("全年收到申请　　件。", 1),
            ("开展培训次，", 1),
            ("共件，", 1),
            ("收到XX申请", 1),
            ("联系人：张**", 1),
            ("××局", 1),
            ("×××局", 0),
            ("全年  收到申请", 1),
            ("收到申请__件", 1),
            ("全年收到申请25件。", 0),
            ("全年收到申请 25 件。", 0),
            ("收到申请十二件", 0),
            ("网址：http://www.qingxi.gov.cn/zwgk/xxgk/", 0),
            ("信箱 qx_xxgk__a@qingxi.gov.cn", 0),
            ("附 件：收费清单", 0),
            ("印发文件、条例，召开一次会议，多次培训，每次培训均有记录。", 0),
            ("规范依申请公开申请件办理流程", 0),
            ("落实《条例》第五十条，信息条目清晰", 0),
            ("第 1 次会议", 0),
            ("组织培训3次，参加200人次", 0),
            ("提高申请件的办理质量", 0),
            ("（一）主动公开。", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(faults(text).len(), expected, "{text}: {:?}", faults(text));
        }
    }
}
