//! Numbers of days in the words of a limit: `当场或5个工作日`, `二十日内`, `20个工作日(内控3个)`.

/// What a number in a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 工作日, and bare `个` beside one.
    WorkingDays,
    /// 日, 天: calendar days, or working days where an act says so of its own 日.
    Days,
    /// 月, 年, 小时 and others.
    Other,
}

/// The numbers of a text with their units, in order.
pub(super) fn said(text: &str) -> Vec<(u32, Unit)> {
    // Nobody's limit is longer; hostile ones are.
    let text: Vec<char> = text.chars().take(400).map(plain).filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + text[at..].iter().take_while(|c| c.is_ascii_digit() || numeral(**c).is_some()).count();
        if end == at {
            at += 1;
            continue;
        }
        // 0.5个工作日 is no number of whole days, least of all 5.
        let part = |dot: Option<&char>, digit: Option<&char>| {
            dot.is_some_and(|c| matches!(c, '.' | '．')) && digit.is_some_and(char::is_ascii_digit)
        };
        let fraction = part(text.get(end), text.get(end + 1)) || at > 1 && part(text.get(at - 1), text.get(at - 2));
        if let (false, Some(number), Some(unit)) = (fraction, number(&text[at..end]), unit(&text[end..])) {
            found.push((number, unit));
        }
        at = end;
    }
    found
}

fn plain(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        c => c,
    }
}

fn unit(after: &[char]) -> Option<Unit> {
    let rest: String = after.iter().take(6).collect();
    let counted = rest.strip_prefix('个');
    let rest = counted.unwrap_or(&rest);
    let rest = rest.strip_prefix("法定").unwrap_or(rest);
    // 10日（工作日） says which days it means.
    let said = rest.strip_prefix(['日', '天']).and_then(|rest| rest.strip_prefix(['（', '(']));
    if [rest, said.unwrap_or("")].iter().any(|rest| rest.starts_with("工作日") || rest.starts_with("工作天")) {
        return Some(Unit::WorkingDays);
    }
    if rest.starts_with(['日', '天']) || ["自然日", "日历日", "日历天"].iter().any(|word| rest.starts_with(word))
    {
        return Some(Unit::Days);
    }
    if rest.starts_with(['月', '年', '周'])
        || ["小时", "季", "星期", "礼拜", "分钟"].iter().any(|word| rest.starts_with(word))
    {
        return Some(Unit::Other);
    }
    // 内控3个: the unit was said before.
    (counted.is_some() && !rest.starts_with(|c: char| c.is_alphanumeric())).then_some(Unit::WorkingDays)
}

/// The value of one numeral, 十 and 百 as their own.
fn numeral(c: char) -> Option<u32> {
    "零一二三四五六七八九十".chars().position(|n| n == c).map(|n| n as u32).or(match c {
        '两' => Some(2),
        '〇' => Some(0),
        '百' => Some(100),
        _ => None,
    })
}

fn number(digits: &[char]) -> Option<u32> {
    let text: String = digits.iter().collect();
    if text.chars().all(|c| c.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut sum, mut digit) = (0u32, None);
    for c in digits {
        match numeral(*c)? {
            ten @ (10 | 100) => sum = sum.checked_add(digit.take().unwrap_or(1) * ten)?,
            one if digit.is_none() => digit = Some(one),
            one => digit = Some(digit?.checked_mul(10)?.checked_add(one)?),
        }
    }
    sum.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::Unit::*;
    use super::*;

    #[test]
    fn numbers_of_days_are_read_as_offices_write_them() {
        let cases: [(&str, &[(u32, Unit)]); 19] = [
            ("15个工作日,不计入", &[(15, WorkingDays)]),
            ("２０个工作日", &[(20, WorkingDays)]),
            ("二十个工作日内", &[(20, WorkingDays)]),
            ("十五工作日", &[(15, WorkingDays)]),
            ("一百二十日", &[(120, Days)]),
            ("20个工作日(内控3个)", &[(20, WorkingDays), (3, WorkingDays)]),
            ("20个工作日,可延长10个", &[(20, WorkingDays), (10, WorkingDays)]),
            ("复议60日/诉讼6个月", &[(60, Days), (6, Other)]),
            ("当场或 5 个 工作日", &[(5, WorkingDays)]),
            ("7天", &[(7, Days)]),
            ("第3人办理、每年≥1次", &[]),
            ("999999999999个工作日", &[]),
            ("0.5个工作日", &[]),
            ("1.5个工作日，最长3个", &[(3, WorkingDays)]),
            ("30个自然日、7日历天", &[(30, Days), (7, Days)]),
            ("20个法定工作日", &[(20, WorkingDays)]),
            ("2个星期", &[(2, Other)]),
            ("10日（工作日）", &[(10, WorkingDays)]),
            ("3至5个工作日以内", &[(5, WorkingDays)]),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
