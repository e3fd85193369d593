//! Ticks and boxes set in a symbol font: the file holds a letter, the paper showed a tick.

/// The character that a symbol font shows for a letter; `None` for other fonts and other letters.
pub(crate) fn shown(font: &str, letter: char) -> Option<char> {
    let code = match u32::from(letter) {
        // Word moves the letters of symbol fonts to U+F000.
        code @ 0xF020..=0xF0FF => code - 0xF000,
        code => code,
    };
    match font.trim().to_ascii_lowercase().as_str() {
        "wingdings" => match code {
            0x6C => Some('●'),
            0x6E => Some('■'),
            0x6F | 0x71 | 0x72 => Some('□'),
            0xA1 => Some('○'),
            0xA8 => Some('☐'),
            0xFB => Some('×'),
            0xFC => Some('√'),
            0xFD => Some('☒'),
            0xFE => Some('☑'),
            _ => None,
        },
        "wingdings 2" => match code {
            0x4F => Some('×'),
            0x50 => Some('√'),
            0x51 => Some('☒'),
            0x52 => Some('☑'),
            0xA3 => Some('□'),
            _ => None,
        },
        _ => None,
    }
}

/// A text as a symbol font shows it. What has no counterpart stays: the one who reads it may know.
pub(crate) fn shown_text(font: &str, text: &str) -> String {
    text.chars().map(|letter| shown(font, letter).unwrap_or(letter)).collect()
}

/// Whether letters in this font are signs that [`shown`] knows.
pub(crate) fn is_symbol_font(font: &str) -> bool {
    matches!(font.trim().to_ascii_lowercase().as_str(), "wingdings" | "wingdings 2")
}
