//! Breaking Chinese text into lines.
//!
//! Widths are estimated without a font, a little on the wide side: every character outside ASCII takes one em.

mod words;

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
    // What it costs to end a line before each piece.
    let mut at = 0;
    let parting: Vec<f64> = pieces
        .iter()
        .map(|piece| {
            let (before, after) = text.split_at(at);
            at += piece.len();
            parting(before, after)
        })
        .collect();
    // best[at]: the least number of lines for the first pieces, the least badness, where the last line begins.
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
            let (lines, before, _) = best[begin];
            let apart = if begin == 0 { 0.0 } else { parting[begin] };
            let lone = if begin > 0 && end == pieces.len() && length < 1.5 { LONE } else { 0.0 };
            let with = (lines + 1, before + (width - length).powi(2) + apart + lone, begin);
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
/// What it costs more to tear a word that offices use.
const TORN: f64 = 60.0;
/// What one character alone on the last line costs.
const LONE: f64 = 200.0;

/// What it costs to end a line between two pieces.
fn parting(last: &str, next: &str) -> f64 {
    match () {
        () if at_mark(last, next) => 0.0,
        () if words::torn(last, next) => INSIDE + TORN,
        // What says no, or binds what follows, stays with it.
        () if last.ends_with(['不', '未', '并', '和', '或', '与', '及']) || last.ends_with("无法") => {
            INSIDE + TORN
        }
        // 的, 和, 及 end what is before them or join what follows: a line may well end after the one, before the other.
        () if last.ends_with('的') || next.starts_with(['和', '或', '及', '与', '并']) => INSIDE / 3.0,
        () => INSIDE,
    }
}

/// Whether a line that ends between these ends at a mark, not inside a phrase.
fn at_mark(last: &str, next: &str) -> bool {
    last.ends_with(|ch| " 、，。；：？！）》」】”,.;:?!)/".contains(ch)) || next.starts_with(never_last)
}

/// How badly lines end: 1 for each that ends inside a phrase, more where it tears a word or leaves one character alone.
pub(crate) fn torn(lines: &[String]) -> f64 {
    let parted: f64 = lines.windows(2).map(|pair| parting(&pair[0], &pair[1]) / INSIDE).sum();
    let lone = lines.len() > 1 && lines.last().is_some_and(|line| em_width(line) < 1.5);
    parted.min(4.0 * lines.len() as f64) + if lone { 3.0 } else { 0.0 }
}

/// Groups in marks up to so many em stay on one line: （内控）, 《条例》.
const SHORT_GROUP: f64 = 8.0;

/// The text cut wherever a line may end.
fn pieces(text: &str, width: f64) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    let mut kept = 0;
    for (at, ch) in text.char_indices() {
        let begins = kept == 0;
        if begins {
            kept = group(&text[at..], width);
        }
        let inside = kept > 0 && !begins;
        let apart = before.is_none_or(|last| may_break(last, ch)) && !inside;
        match pieces.last_mut() {
            Some(piece) if !apart && em_width(piece) + em(ch) <= width => piece.push(ch),
            _ => pieces.push(ch.to_string()),
        }
        kept = kept.saturating_sub(ch.len_utf8());
        before = Some(ch);
    }
    pieces
}

/// The mark that ends a group which begins with this one.
fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '【' => '】',
        '“' => '”',
        _ => return None,
    })
}

/// The bytes of a short group in marks that a text begins with; 0 where there is none that fits on a line.
fn group(text: &str, width: f64) -> usize {
    let Some(close) = text.chars().next().and_then(closing) else { return 0 };
    let Some(end) = text.find(close) else { return 0 };
    let end = end + close.len_utf8();
    if em_width(&text[..end]) <= SHORT_GROUP.min(width) { end } else { 0 }
}

fn may_break(last: char, next: char) -> bool {
    if never_last(last) || never_first(next) || next == ' ' {
        return false;
    }
    // Numbers stay with a unit of one character (20个, 7日), with what counts or orders them (第3, 约20), and words of
    // Latin letters stay whole.
    let word = |ch: char| ch.is_ascii_alphanumeric();
    !(word(last) && (word(next) || "个日年月件页次人元条款项份天分时".contains(next))
        || word(next) && "第约≥≤共满前".contains(last)
        || "个".contains(last) && "工月".contains(next))
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
    fn words_numbers_and_short_groups_stay_whole_where_there_is_room() {
        for (text, width, lines) in [
            ("业务股室负责人当日", 6.0, &["业务股室", "负责人当日"][..]),
            ("分管领导 内控2个工作日", 7.0, &["分管领导", "内控2个工作日"]),
            ("业务股室检索并提意见", 6.0, &["业务股室检索", "并提意见"]),
            ("内容不明确无法提供告知书", 7.0, &["内容不明确", "无法提供告知书"]),
            ("登记台账（表三行列）归档", 8.0, &["登记台账", "（表三行列）归档"]),
            ("依据《条例》第27条提出", 6.0, &["依据《条例》", "第27条提出"]),
        ] {
            assert_eq!(wrap(text, width), lines, "{text}");
        }
    }

    #[test]
    fn no_character_stands_alone_on_the_last_line_where_two_may() {
        for width in 4..12 {
            for text in ["政府信息公开申请受理", "提出公开属性建议和理由", "县级审批通过后公布结果"]
            {
                let lines = wrap(text, f64::from(width));
                assert!(lines.last().is_some_and(|line| line.chars().count() > 1), "{width} {lines:?}");
            }
        }
    }

    #[test]
    fn empty_text_has_no_lines_and_forced_ends_are_kept() {
        assert!(wrap("", 10.0).is_empty());
        assert_eq!(wrap("甲\n乙", 10.0), ["甲", "乙"]);
    }
}
