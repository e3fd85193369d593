//! Texts and ids in Mermaid's notation.

use std::fmt::Write;

/// How an id begins that Mermaid could not read as it is: the bytes follow in hexadecimal.
const CODED: &str = "id_x";

/// Words that Mermaid keeps for itself.
const RESERVED: [&str; 14] = [
    "end",
    "subgraph",
    "graph",
    "flowchart",
    "style",
    "linkstyle",
    "class",
    "classdef",
    "click",
    "direction",
    "default",
    "href",
    "call",
    "interpolate",
];

/// An id as Mermaid can have it.
pub(super) fn id(id: &str) -> String {
    let plain = !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain && !RESERVED.contains(&id.to_lowercase().as_str()) && !id.starts_with(CODED) {
        return id.to_string();
    }
    id.bytes().fold(CODED.to_string(), |mut coded, byte| {
        // Writing to a string does not fail.
        let _ = write!(coded, "{byte:02x}");
        coded
    })
}

/// The id that was meant.
pub(super) fn read_id(id: &str) -> String {
    let meant = || {
        let coded = id.strip_prefix(CODED)?;
        let digit = |n: usize| coded.get(n..n + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        let bytes: Option<Vec<u8>> = (0..coded.len()).step_by(2).map(digit).collect();
        String::from_utf8(bytes?).ok()
    };
    meant().unwrap_or_else(|| id.to_string())
}

/// A text between quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '\n' => out.push_str("<br/>"),
            // A back quote begins Mermaid's formatted texts; the other signs are invisible in a file.
            '#' | '`' => drop(write!(out, "#{};", u32::from(c))),
            c if c.is_control() => drop(write!(out, "#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The text that was meant.
pub(super) fn unescaped(text: &str) -> String {
    // "`…`" is a text with formatting: its signs are left as they are.
    let text = text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['#', '<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = entity(rest).unwrap_or((rest.chars().next().unwrap_or(' '), 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// The sign that a text begins with, and how many bytes stand for it.
fn entity(text: &str) -> Option<(char, usize)> {
    for line in ["<br/>", "<br />", "<br>"] {
        if text.get(..line.len()).is_some_and(|start| start.eq_ignore_ascii_case(line)) {
            return Some(('\n', line.len()));
        }
    }
    let name = text.strip_prefix(['#', '&'])?;
    let end = name.char_indices().take(12).find(|(_, c)| *c == ';')?.0;
    let c = match &name[..end] {
        "quot" => '"',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "nbsp" => ' ',
        number => char::from_u32(number.trim_start_matches('#').parse().ok()?)?,
    };
    Some((c, end + 2))
}
