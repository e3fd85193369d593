//! What is done to every text and nothing more: line ends, control characters, blanks around it.

/// Line ends become `\n`, control characters go, blanks at both ends go; the inside stays as it was typed.
pub(crate) fn clean(text: &str) -> String {
    if !text.contains(|c: char| is_line_end(c) || c.is_control()) {
        return trim(text).to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '\n' if before == '\r' => {}
            c if is_line_end(c) => out.push('\n'),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
        before = c;
    }
    trim(&out).to_owned()
}

/// Also what Word (vertical tab) and the web (U+2028) break lines with.
fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Nothing to see: white space of all widths, U+3000 and U+00A0 among it, and what has no width at all.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}
