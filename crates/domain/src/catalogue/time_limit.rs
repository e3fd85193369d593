//! Publication time limits as data: how they run, read from the words in which they are printed.

use super::plain::{chinese_number, tidy_name};
use super::{TimeLimit, TimeLimitKind};

impl TimeLimit {
    /// The limit behind its printed words; `None` for none at all. What says two things (网站20个工作日、公示栏5个工作日)
    /// stays words: a limit of which only half was understood would remind on the wrong day.
    pub fn read(text: &str) -> Option<TimeLimit> {
        let text = tidy_name(text);
        if text.is_empty() {
            return None;
        }
        let (kind, n) = kind_of(&text);
        Some(TimeLimit { kind, n, text })
    }

    /// Within how many working days what is disclosed proactively must be out, unless another act says otherwise
    /// (art. 26).
    pub const STATUTORY_WORKDAYS: u32 = 20;

    /// The limit of art. 26 of the Regulation in its usual words: 20 working days from forming or change.
    pub fn statutory() -> TimeLimit {
        let n = TimeLimit::STATUTORY_WORKDAYS;
        TimeLimit {
            kind: TimeLimitKind::Workdays, n: Some(n), text: format!("信息形成或者变更之日起{n}个工作日内")
        }
    }
}

fn kind_of(text: &str) -> (TimeLimitKind, Option<u32>) {
    use TimeLimitKind::*;
    // How long something stays posted is not how soon it must be.
    let quantities: Vec<Quantity> = quantities(text).into_iter().filter(|quantity| !quantity.posted).collect();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let recurring = text.contains('每') || has(&["定期", "按季", "按月", "按年", "逐年", "年度"]);
    match quantities.as_slice() {
        [one] if !has(&["；", ";"]) => match (recurring, one.working) {
            (true, _) => (Periodic, Some(one.n)),
            (false, true) => (Workdays, Some(one.n)),
            (false, false) => (Days, Some(one.n)),
        },
        [] if has(&["实时", "即时", "随时"]) && !has(&["；", ";"]) => (Realtime, None),
        [] if recurring => (Periodic, None),
        [] if has(&["及时"]) => (Prompt, None),
        [] if has(&["长期", "常年", "常态", "动态"]) => (Permanent, None),
        _ => (Other, None),
    }
}

struct Quantity {
    n: u32,
    working: bool,
    posted: bool,
}

/// Every 「n个工作日」 and 「n日」 of a text. Dates (3月31日) are none.
fn quantities(text: &str) -> Vec<Quantity> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        while at < chars.len() && (chars[at].is_ascii_digit() || "一二三四五六七八九十两".contains(chars[at]))
        {
            at += 1;
        }
        if at == start {
            at += 1;
            continue;
        }
        // 「2 0个工作日」: a figure set wide is one figure.
        while at + 1 < chars.len()
            && at - start < 4
            && chars[at] == ' '
            && chars[at + 1].is_ascii_digit()
            && chars[at - 1].is_ascii_digit()
        {
            at += 2;
        }
        let word: String = chars[start..at].iter().filter(|c| **c != ' ').collect();
        let rest: String = chars[at..].iter().take(6).collect();
        let before: String = chars[..start].iter().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
        let working = ["个工作日", "工作日", "个工 作日"].iter().any(|unit| rest.starts_with(unit));
        let days = ["日", "天", "个自然日", "自然日"].iter().any(|unit| rest.starts_with(unit));
        if (working || days)
            && !before.ends_with('月')
            && let Some(n) = word.parse().ok().or_else(|| chinese_number(&word)).filter(|n| *n > 0)
        {
            let posted = ["公告期", "公示期", "公告时间", "公示时间", "期限不少于", "公示不少于", "不少于"]
                .iter()
                .any(|mark| before.contains(mark))
                || ["公示", "公告"].iter().any(|mark| before.ends_with(mark));
            found.push(Quantity { n, working, posted });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use TimeLimitKind::*;

    #[test]
    fn limits_are_read_as_what_they_say() {
        let cases = [
            ("信息形成或者变更之日起20个工作日内", Workdays, Some(20)),
            ("自信息形成或者变更之日起 ２０ 个工作日内予以公开", Workdays, Some(20)),
            ("自该政府信息形成或者变更之日起20个工作日内及时公开", Workdays, Some(20)),
            ("20工作日", Workdays, Some(20)),
            ("2 0个工作日内", Workdays, Some(20)),
            ("信息形成之日起１ ５个工作日", Workdays, Some(15)),
            ("0个工作日", Other, None),
            ("二十个工作日内", Workdays, Some(20)),
            ("本级政府财政部门批复后20日内", Days, Some(20)),
            ("实时公开", Realtime, None),
            ("及时公开", Prompt, None),
            ("及时公开，公告期限为5个工作日", Prompt, None),
            ("及时公开，公示7个工作日", Prompt, None),
            ("公示结束后5个工作日内", Workdays, Some(5)),
            ("长期公开", Permanent, None),
            ("每季度公开", Periodic, None),
            ("每20个工作日更新", Periodic, Some(20)),
            ("每年3月31日前", Periodic, None),
            ("征集时即时公开，采纳情况在征集结束后7个工作日内", Workdays, Some(7)),
            ("政府网站20个工作日内；村公示栏5个工作日内", Other, None),
            ("除处罚决定外其他内容：长期公开（动态调整）；处罚决定：20个工作日内", Other, None),
            ("提前一周发通知邀请", Other, None),
        ];
        for (text, kind, n) in cases {
            let limit = TimeLimit::read(text).unwrap();
            assert_eq!((limit.kind, limit.n), (kind, n), "{text}");
        }
        assert_eq!(TimeLimit::read(" \n"), None);
    }

    #[test]
    fn a_limit_in_days_is_not_one_in_working_days() {
        assert_ne!(TimeLimit::read("20日内").unwrap().kind, TimeLimit::read("20个工作日内").unwrap().kind);
    }
}
