//! The cell 公开内容（要素）: elements with ● (required) and 〇 (optional), numbered, or a line each.

use super::ContentElement;
use super::plain::tidy;

/// The elements of a cell.
pub fn read_elements(cell: &str) -> Vec<ContentElement> {
    let text = tidy(cell);
    let marked = text.contains(['●', '〇', '○', '◯']);
    let mut elements = Vec::new();
    let mut push = |words: &str, required: bool| {
        let words = words.trim().trim_end_matches(['；', ';']).trim();
        if !words.is_empty() {
            elements.push(ContentElement { text: words.to_string(), required });
        }
    };
    if marked {
        let (mut words, mut required) = (String::new(), true);
        for c in text.chars() {
            // 〇 between digits is a zero: 二〇二五年.
            let optional =
                matches!(c, '○' | '◯') || (c == '〇' && !words.ends_with(|c: char| "一二三四五六七八九〇".contains(c)));
            if c == '●' || optional {
                push(&words, required);
                words.clear();
                required = c == '●';
            } else if c == '\n' {
                // A line is broken where the column ends, not where the element does.
            } else {
                words.push(c);
            }
        }
        push(&words, required);
    } else if let Some(parts) = numbered(&text) {
        parts.iter().for_each(|part| push(part, true));
    } else {
        joined(&text).iter().for_each(|line| push(without_number(line), true));
    }
    elements
}

/// Whether lines without mark or number look like one text that was broken where its column ended: all but the last as long
/// as the column is wide. Nothing tells it from a list of names of one length, so it is for the clerk to say.
pub(crate) fn may_be_broken(cell: &str) -> bool {
    let text = tidy(cell);
    let lines: Vec<String> = joined(&text).into_iter().filter(|line| !line.trim().is_empty()).collect();
    let is_list = text.contains(['●', '〇', '○', '◯'])
        || numbered(&text).is_some()
        || lines.iter().any(|line| without_number(line) != line.trim_start() || line.ends_with(['；', ';', '。']));
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let Some((last, full)) = lengths.split_last() else { return false };
    let width = full.iter().copied().max().unwrap_or_default();
    let filled = match full.len() {
        0 => false,
        1 => width >= 8 && *last * 2 < width,
        // A character that may not begin or end a line leaves it one short.
        _ => width >= 7 && *last <= width && full.iter().all(|length| length + 1 >= width),
    };
    filled && !is_list
}

/// The parts of a list that is numbered from 1 on, however its lines are broken. `None`: it is no such list.
fn numbered(text: &str) -> Option<Vec<String>> {
    let styles: [fn(usize) -> String; 7] = [
        |n| format!("{n}."),
        |n| format!("{n}．"),
        |n| format!("{n}、"),
        |n| format!("（{n}）"),
        |n| format!("({n})"),
        |n| format!("{n}）"),
        |n| {
            u32::try_from(n).ok().and_then(|n| char::from_u32('①' as u32 + n - 1)).map(String::from).unwrap_or_default()
        },
    ];
    let style = styles.iter().find(|style| text.starts_with(&style(1)))?;
    let mut parts = Vec::new();
    let (mut rest, mut n) = (text.strip_prefix(&style(1))?, 2);
    // 3.5 is a figure.
    let begins = |rest: &str, at: usize, mark: &str| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        !digit(rest[..at].chars().next_back()) && !digit(rest[at + mark.len()..].chars().next())
    };
    loop {
        let mark = style(n);
        let place = rest.match_indices(&mark).map(|(at, _)| at).find(|at| n <= 20 && begins(rest, *at, &mark));
        let Some(at) = place else { break };
        parts.push(&rest[..at]);
        rest = &rest[at + mark.len()..];
        n += 1;
    }
    parts.push(rest);
    // A line within a numbered part goes on with it, unless it ended a sentence.
    let lines = |part: &&str| {
        let mut out: Vec<String> = Vec::new();
        for line in part.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
            match out.last_mut().filter(|before| !before.ends_with(['；', ';', '。', '：', ':'])) {
                Some(before) => before.push_str(line),
                None => out.push(line.to_string()),
            }
        }
        out
    };
    (n > 2).then(|| parts.iter().flat_map(lines).collect())
}

/// The lines of a text, those that break in the middle of a sentence put together again.
fn joined(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let goes_on = |before: &&mut String| {
            before.ends_with(['、', '，', '（', '《', '“'])
                || line.starts_with(['、', '，', '）', '》', '。', '；', '”'])
        };
        match out.last_mut().filter(goes_on) {
            Some(before) => before.push_str(line),
            None => out.push(line.to_string()),
        }
    }
    out
}

/// A line without the number before it: 1. 、（1）、①、一、.
fn without_number(line: &str) -> &str {
    let line = line.trim_start();
    let inner = line.trim_start_matches(['（', '(']);
    let bracketed = inner.len() != line.len();
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if let Some(rest) = line.strip_prefix(|c: char| ('①'..='⑳').contains(&c)) {
        return rest.trim_start_matches(['、', '.', '．']);
    }
    if digits.len() == inner.len() {
        return line;
    }
    let closed = if bracketed {
        digits.strip_prefix(['）', ')'])
    } else {
        digits.strip_prefix(['.', '．', '、', '）', ')'])
    };
    // 3.5万元以上 begins with a figure, not with a number of a list.
    closed.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(line)
}

/// The elements as they are printed, one a line; a single required one stands without its mark.
pub fn element_lines(elements: &[ContentElement]) -> Vec<String> {
    match elements {
        [one] if one.required => vec![one.text.clone()],
        all => all.iter().map(|it| format!("{}{}", if it.required { '●' } else { '〇' }, it.text)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Vec<(String, bool)> {
        read_elements(cell).into_iter().map(|it| (it.text, it.required)).collect()
    }

    #[test]
    fn a_text_that_was_broken_at_the_edge_of_its_column_is_told_from_a_list() {
        for broken in [
            "公共租赁住房保\n障对象申请条件\n和办理流程信息\n公示",
            "城乡居民最低生活保障申\n请",
            "国有土地上房屋征\n收与补偿条例规定\n的公告",
        ] {
            assert!(may_be_broken(broken), "{broken}");
        }
        for list in [
            "申请条件\n申请材料\n办理流程",
            "●公共租赁住房保\n障对象申请条件\n和办理流程",
            "1.公共租赁住房保\n2.障对象申请条件\n3.和办理流程",
            "名称\n依据",
            "办理建设工程规划许可证\n办理依据和收费标准",
            "一句话",
            "",
        ] {
            assert!(!may_be_broken(list), "{list}");
        }
    }

    #[test]
    fn marks_numbers_and_lines_part_elements() {
        let two = vec![("文件名称".to_string(), true), ("文号".to_string(), true)];
        for cell in [
            "●文件名称 ●文号",
            "1.文件名称\n2.文号",
            "（1）文件名称\n（2）文号",
            "文件名称\n文号；",
            "①文件名称\n②文号",
        ] {
            assert_eq!(read(cell), two, "{cell}");
        }
        assert_eq!(read("●名称〇简历")[1], ("简历".into(), false));
        assert_eq!(read("●二〇二五年计划"), [("二〇二五年计划".into(), true)]);
        assert_eq!(
            read("受理条件、申请材料、办理流程").len(),
            1,
            "commas part nothing: who knows what belongs together"
        );
        assert_eq!(read("1.文件名称 2.文\n号").len(), 2, "numbers part, lines do not");
        assert_eq!(read("1.文件名称 2.文\n号"), two);
        assert_eq!(read("申请材料、\n办理流程（含时限\n）"), [("申请材料、办理流程（含时限）".to_string(), true)]);
        assert_eq!(read("1.2025年计划 2.5年以上的2.1万元"), [("1.2025年计划2.5年以上的2.1万元".to_string(), true)]);
        assert_eq!(read("3.5万元以上的项目"), [("3.5万元以上的项目".into(), true)]);
        assert!(read(" \n").is_empty());
    }

    #[test]
    fn what_is_printed_reads_back_as_itself() {
        for cell in ["●甲 ●乙 〇丙", "甲", "〇甲"] {
            let elements = read_elements(cell);
            assert_eq!(read_elements(&element_lines(&elements).join("\n")), elements, "{cell}");
        }
    }
}
