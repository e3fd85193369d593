//! Breaking Chinese text into lines.
//!
//! Widths are estimated without a font, a little on the wide side: every character outside ASCII takes one em.

/// The width of a text in em.
pub(crate) fn em_width(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(ch: char) -> f64 {
    match ch {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' => 0.35,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
        'A'..='Z' | '&' => 0.72,
        ch if ch.is_ascii() => 0.58,
        _ => 1.0,
    }
}

/// Characters that no line may begin with.
fn never_first(ch: char) -> bool {
    "，。、；：？！）》〉】」』”’…—·～,.;:?!)]}%/℃".contains(ch)
}

/// Characters that no line may end with.
fn never_last(ch: char) -> bool {
    "（《〈【「『“‘([{≥≤§".contains(ch)
}

/// Breaks a text into the fewest lines not wider than `width` em, of lengths as even as possible. A piece that is wider
/// than a line on its own is cut wherever it must be.
pub(crate) fn wrap(text: &str, width: f64) -> Vec<String> {
    text.lines().flat_map(|line| wrap_line(line.trim(), width.max(1.0))).collect()
}

fn wrap_line(text: &str, width: f64) -> Vec<String> {
    let pieces = pieces(text, width);
    // best[at]: the least number of lines for the first pieces, the least unevenness, where the last line begins.
    let mut best: Vec<(usize, f64, usize)> = vec![(0, 0.0, 0)];
    for end in 1..=pieces.len() {
        let mut choice = (usize::MAX, f64::INFINITY, 0);
        let mut length = 0.0;
        for begin in (0..end).rev() {
            let piece = if begin + 1 == end { pieces[begin].trim_end() } else { pieces[begin].as_str() };
            length += em_width(piece);
            if length > width + 1e-9 && begin + 1 < end {
                break;
            }
            let (lines, uneven, _) = best[begin];
            let apart = if begin == 0 || at_mark(&pieces[begin - 1], &pieces[begin]) { 0.0 } else { INSIDE };
            let with = (lines + 1, uneven + (width - length).powi(2) + apart, begin);
            if (with.0, with.1) < (choice.0, choice.1) {
                choice = with;
            }
        }
        best.push(choice);
    }
    let mut lines = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let begin = best[end].2;
        lines.push(pieces[begin..end].concat().trim().to_owned());
        end = begin;
    }
    lines.reverse();
    lines.retain(|line| !line.is_empty());
    lines
}

/// What breaking inside a phrase costs against uneven lines, in square em.
const INSIDE: f64 = 9.0;

/// Whether a line that ends between these ends at a mark, not inside a phrase.
fn at_mark(last: &str, next: &str) -> bool {
    last.ends_with(|ch| " 、，。；：？！）》」】”,.;:?!)/".contains(ch)) || next.starts_with(never_last)
}

/// How many lines end inside a phrase.
pub(crate) fn torn(lines: &[String]) -> usize {
    lines.windows(2).filter(|pair| !at_mark(&pair[0], &pair[1])).count()
}

/// The text cut wherever a line may end.
fn pieces(text: &str, width: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for ch in text.chars() {
        let apart = before.is_none_or(|last| may_break(last, ch));
        match pieces.last_mut() {
            Some(piece) if !apart && em_width(piece) + em(ch) <= width => piece.push(ch),
            _ => pieces.push(ch.to_string()),
        }
        before = Some(ch);
    }
    pieces
}

fn may_break(last: char, next: char) -> bool {
    if never_last(last) || never_first(next) || next == ' ' {
        return false;
    }
    // Numbers stay with a unit of one character: 20个, 7日.
    !(last.is_ascii_alphanumeric() && (next.is_ascii_alphanumeric() || "个日年月件页次人元".contains(next)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_even_and_none_begins_with_a_mark() {
        assert_eq!(wrap("登记、定收到日、出具回执", 11.0), ["登记、定收到日、", "出具回执"]);
        assert_eq!(wrap("政府信息公开申请", 5.0), ["政府信息", "公开申请"]);
        for line in wrap("不存在、非本机关、需制作（说明理由）？收费、缴费", 5.0) {
            assert!(!line.starts_with(never_first), "{line}");
            assert!(!line.ends_with(never_last), "{line}");
        }
    }

    #[test]
    fn no_line_is_wider_than_asked_unless_one_character_is() {
        for width in 1..12 {
            for text in
                ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "（（（（（（（（", "。。。。。。", "政府信息公开20个工作日内"]
            {
                for line in wrap(text, f64::from(width)) {
                    assert!(em_width(&line) <= f64::from(width) + 1e-6, "{width} {line}");
                }
            }
        }
    }

    #[test]
    fn no_character_is_lost() {
        for width in 1..20 {
            let text = "县政府政策文件≥30日（公开）与解读、同步发布：A1,B2";
            assert_eq!(wrap(text, f64::from(width)).concat(), text);
        }
    }

    #[test]
    fn empty_text_has_no_lines_and_forced_ends_are_kept() {
        assert!(wrap("", 10.0).is_empty());
        assert_eq!(wrap("甲\n乙", 10.0), ["甲", "乙"]);
    }
}
