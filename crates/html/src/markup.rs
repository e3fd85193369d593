//! Text, attributes and numbers that cannot break out of their place.

use crate::look::Look;
use std::fmt::Write;

/// An element about to be opened.
pub(crate) struct Element {
    pub name: &'static str,
    /// Written attributes, each with a space before it.
    pub attributes: String,
    pub looks: Vec<Look>,
    /// Declarations of this one element (a width), which no class can hold.
    pub own: String,
}

impl Element {
    pub(crate) fn new(name: &'static str) -> Self {
        Element { name, attributes: String::new(), looks: Vec::new(), own: String::new() }
    }

    pub(crate) fn attr(mut self, name: &str, value: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        push_text(&mut self.attributes, value);
        self.attributes.push('"');
        self
    }

    pub(crate) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    pub(crate) fn look(mut self, look: Look) -> Self {
        self.looks.push(look);
        self
    }

    pub(crate) fn own(mut self, declarations: String) -> Self {
        self.own = declarations;
        self
    }

    /// Whether a line end may follow it: inside a line it would become a space.
    pub(crate) fn ends_line(&self) -> bool {
        !matches!(self.name, "a" | "mark" | "strong" | "span" | "sup" | "br" | "td" | "th" | "col")
    }
}

/// Appends text, escaped for content and for attributes in double quotes.
pub(crate) fn push_text(out: &mut String, text: &str) {
    for c in text.chars().filter_map(clean) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// The character as it may be printed: breaks become spaces; controls, direction overrides (they make a line read
/// otherwise than it is written) and non-characters (XML forbids them) vanish.
pub(crate) fn clean(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        '\u{FDD0}'..='\u{FDEF}' => None,
        c if c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE => None,
        c => Some(c),
    }
}

/// A node's name as the value of an `id`, which may hold no white space; nothing if nothing is left of it.
pub(crate) fn anchor(name: &str) -> Option<String> {
    let text: String = name.chars().filter_map(clean).map(|c| if c.is_whitespace() { '_' } else { c }).collect();
    (!text.is_empty()).then_some(text)
}

/// A number of CSS or SVG: three decimals at most, never an exponent; what is no number is 0.
pub(crate) fn number(value: f64) -> String {
    let rounded = if value.is_finite() { (value * 1000.0).round() / 1000.0 + 0.0 } else { 0.0 };
    rounded.to_string()
}

/// A string of CSS, in single quotes so that it can stand in an attribute.
pub(crate) fn css_string(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars().filter_map(clean) {
        if c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '—') {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\{:x} ", u32::from(c));
        }
    }
    out.push('\'');
    out
}
