//! Text as XML can hold it.

/// The text without the characters that XML 1.0 forbids; line ends and tabs become spaces (the tree has nodes for them).
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_vanish_and_line_ends_become_spaces() {
        assert_eq!(clean("甲\u{0}\u{8}\u{B}乙\u{1F}"), "甲乙");
        assert_eq!(clean("一\r\n二\n三\r四\t五\u{2028}六"), "一 二 三 四 五 六");
        assert_eq!(clean("\u{FFFE}\u{FFFF}\u{7F}\u{9B}"), "");
    }

    #[test]
    fn what_is_legal_stays() {
        let text = "]]> <&>\"' 𬭎䶮㛃 👩‍⚖️ 〔2021〕";
        assert_eq!(clean(text), text);
    }
}
