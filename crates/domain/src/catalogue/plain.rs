//! Text as offices type it, made comparable: widths, blanks inside words, numerals.

/// Half-width digits, letters and brackets' kin; blanks of every kind as one kind. Chinese punctuation stays.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{a0}' | '\u{3000}' | '\t' => ' ',
        c => c,
    }
}

/// Whether a character says nothing: blanks and invisible marks.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”')
}

/// A cell's text without what only its layout needed: blanks between Chinese characters, blank lines, blanks at line
/// ends. Lines stay lines.
pub fn tidy(text: &str) -> String {
    let lines = text.split(['\n', '\r']).map(tidy_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The same, with lines joined: for names, which are broken only because a column is narrow.
pub fn tidy_name(text: &str) -> String {
    tidy_line(&text.replace(['\n', '\r'], " "))
}

fn tidy_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut blank = false;
    for c in line.chars().map(half_width) {
        if is_blank(c) {
            blank = true;
            continue;
        }
        let before = out.chars().next_back();
        if blank && before.is_some_and(|before| !is_chinese(before) && !is_chinese(c)) {
            out.push(' ');
        }
        blank = false;
        out.push(c);
    }
    out
}

/// What two spellings of one name have in common: no blanks, no punctuation, half-width, lower case.
pub fn likeness(text: &str) -> String {
    let kept = text.chars().map(half_width).filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// A number written in Chinese: 七, 二十, 十五, 三十五. Up to 99, as time limits need.
pub(crate) fn chinese_number(text: &str) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九";
    let digit = |c: char| match c {
        '两' => Some(2),
        '〇' => Some(0),
        c => DIGITS.chars().position(|d| d == c).map(|n| n as u32),
    };
    let mut parts = text.splitn(2, '十');
    let (tens, ones) = (parts.next()?, parts.next());
    let one = |text: &str| {
        let mut chars = text.chars();
        let value = chars.next().and_then(digit);
        value.filter(|_| chars.next().is_none())
    };
    match ones {
        None => one(tens),
        Some(ones) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            let ones = if ones.is_empty() { 0 } else { one(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_that_only_the_layout_needed_go_and_the_others_stay() {
        assert_eq!(tidy("政 府\u{3000}网站"), "政府网站");
        assert_eq!(tidy(" ABC  123 号 \n\n 第二行 "), "ABC 123号\n第二行");
        assert_eq!(tidy_name("养老服务\n补贴"), "养老服务补贴");
        assert_eq!(tidy("２０个工作日"), "20个工作日");
    }

    #[test]
    fn numbers_written_in_chinese_are_read() {
        let read = |text| chinese_number(text);
        assert_eq!(
            [read("七"), read("十"), read("二十"), read("三十五"), read("十五")],
            [Some(7), Some(10), Some(20), Some(35), Some(15)]
        );
        assert_eq!([read(""), read("百"), read("二三")], [None; 3]);
    }
}
