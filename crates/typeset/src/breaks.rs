//! Where a Chinese line may end: Unicode's rules, and what GB/T 15834 and good habit add.

use icu_segmenter::{
    LineSegmenter, LineSegmenterBorrowed,
    options::{LineBreakOptions, LineBreakStrictness},
};

/// What a character does in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A Chinese character, or a sign that is set like one.
    Han,
    /// An opening bracket or quotation mark: its left half is blank.
    Opening,
    /// A stop, closing bracket or quotation mark: its right half is blank.
    Closing,
    /// A letter or digit.
    Latin,
    /// A space.
    Space,
    /// Anything else that stands alone: other signs, check boxes, blanks.
    Other,
}

impl Class {
    pub(crate) fn of(ch: char) -> Class {
        match ch {
            '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '“' | '‘' | '〖' | '［' | '｛' => {
                Class::Opening
            }
            '，' | '。' | '、' | '；' | '：' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '”' | '’' | '〗'
            | '］' | '｝' | '．' => Class::Closing,
            ' ' => Class::Space,
            '0'..='9' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{4FF}' => Class::Latin,
            '\u{2E80}'..='\u{2FDF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}' => Class::Han,
            _ => Class::Other,
        }
    }

    /// Whether a justified line may open a gap beside it.
    pub(crate) fn is_chinese(self) -> bool {
        matches!(self, Class::Han | Class::Opening | Class::Closing)
    }
}

/// Signs that must not begin a line although Unicode lets them: the middle dot of names, connecting and separating
/// signs, units (GB/T 15834: 间隔号、连接号、分隔号 never begin a line).
const NOT_FIRST: &str = "·・～—–－-／/％%‰℃°′″…!?！？";
/// Signs that must not end a line.
const NOT_LAST: &str = "·／/￥¥＄$№＃#";

/// Finds the places where a text may be broken.
pub(crate) struct Breaker(LineSegmenterBorrowed<'static>);

impl Breaker {
    pub(crate) fn new() -> Breaker {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        Breaker(LineSegmenter::new_for_non_complex_scripts(options))
    }

    /// For each character of `text`, whether a line may end after it. The end of the text is not marked.
    pub(crate) fn after_each(&self, text: &str) -> Vec<bool> {
        let mut allowed = Vec::with_capacity(text.len() / 2);
        let mut ends = self.0.segment_str(text).skip(1).peekable();
        for (at, ch) in text.char_indices() {
            let end = at + ch.len_utf8();
            while ends.next_if(|e| *e < end).is_some() {}
            let mut following = text[end..].chars();
            let Some(next) = following.next() else {
                allowed.push(false);
                break;
            };
            allowed.push(may_break(ch, next, following.next(), ends.peek() == Some(&end)));
        }
        allowed
    }
}

/// Whether a closing mark is a stop (点号), not a bracket or quotation mark (标号).
fn is_stop(ch: char) -> bool {
    matches!(ch, '，' | '。' | '、' | '；' | '：' | '．')
}

fn may_break(ch: char, next: char, after: Option<char>, unicode: bool) -> bool {
    // 破折号 and 省略号 are one sign of two characters: never torn, but free to begin a line.
    let double = |sign: char| matches!(sign, '—' | '…') && after == Some(sign);
    if ch == next && matches!(ch, '—' | '…') {
        return false;
    }
    if NOT_LAST.contains(ch) || (NOT_FIRST.contains(next) && !double(next)) {
        return false;
    }
    match (Class::of(ch), Class::of(next)) {
        // 2023—2025 is one figure.
        (_, Class::Latin) if matches!(ch, '—' | '–' | '～') => false,
        // Unicode glues quotation marks to both sides, not knowing that Chinese ones open and close.
        (Class::Opening, _) | (_, Class::Closing) => false,
        (Class::Han | Class::Closing, Class::Opening) | (Class::Closing, Class::Han) => true,
        // After a closing bracket or quotation mark word processors keep a figure or word with it.
        (Class::Closing, Class::Latin) => is_stop(ch) && unicode,
        // Before 破折号 and 省略号 a line may end, after anything that may end it.
        _ if double(next) => !matches!(Class::of(ch), Class::Opening),
        _ => unicode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a bar at each allowed break.
    fn marked(text: &str) -> String {
        let allowed = Breaker::new().after_each(text);
        text.chars().zip(allowed).flat_map(|(c, b)| [Some(c), b.then_some('|')]).flatten().collect()
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_stop_or_after_a_bracket() {
        assert_eq!(marked("依法（公开）。好"), "依|法|（公|开）。|好");
    }

    /// The signs that the W3C's Requirements for Chinese Text Layout (CLREQ, 3.1.4) let begin no line: stops, closing
    /// brackets and quotation marks, connecting, middle-dot and separating signs.
    const BEGIN_NO_LINE: &str = "、，：；。！？．」』”’）］｝〉》】〕〗–—～-·・/／";
    /// Those that it lets end no line: opening brackets and quotation marks, separating signs.
    const END_NO_LINE: &str = "「『“‘（［｛〈《【〔〖/／";

    #[test]
    fn no_sign_of_the_lists_of_chinese_layout_begins_or_ends_a_line() {
        for ch in BEGIN_NO_LINE.chars() {
            assert!(!marked(&format!("公{ch}开")).contains(&format!("|{ch}")), "{ch} begins a line");
            assert!(!marked(&format!("3{ch}开")).contains(&format!("|{ch}")), "{ch} begins a line after a figure");
        }
        for ch in END_NO_LINE.chars() {
            assert!(!marked(&format!("公{ch}开")).contains(&format!("{ch}|")), "{ch} ends a line");
            assert!(!marked(&format!("公{ch}3")).contains(&format!("{ch}|")), "{ch} ends a line before a figure");
        }
    }

    #[test]
    fn signs_of_two_places_and_figures_with_their_units_are_never_torn() {
        for whole in ["……", "——", "1,234", "12.5%", "2025—2026", "3‰", "℃", "¥100", "〔2024〕", "gov.cn", "A4"]
        {
            let text = format!("公开{whole}公开");
            let torn = marked(&text);
            let inside = torn.replace(whole, "").len() < torn.len();
            assert!(inside, "{torn}");
        }
    }

    #[test]
    fn chinese_quotation_marks_open_and_close() {
        assert_eq!(marked("推进“一网通办”改革"), "推|进|“一|网|通|办”|改|革");
    }

    #[test]
    fn dashes_and_ellipses_are_never_torn_and_middle_dots_neither_end_nor_begin_a_line() {
        assert_eq!(marked("公开——审查……买买提·艾力"), "公|开|——|审|查|……|买|买|提·艾|力");
    }

    #[test]
    fn numbers_words_and_percentages_stay_whole() {
        assert_eq!(marked("共12.5%件，见gov.cn网站"), "共|12.5%|件，|见|gov.cn|网|站");
    }

    #[test]
    fn the_figures_of_a_date_are_never_torn() {
        assert_eq!(marked("于2026年1月20日"), "于|2026|年|1|月|20|日");
    }

    #[test]
    fn a_figure_stays_with_the_bracket_that_closes_before_it_but_not_with_a_stop() {
        assert_eq!(marked("见《条例》12条，3件"), "见|《条|例》12|条，|3|件");
    }

    #[test]
    fn an_empty_text_has_no_breaks() {
        assert!(Breaker::new().after_each("").is_empty());
    }
}
