//! Numbers and text that cannot break out of their place.

use std::fmt::Write;

/// Appends a number with at most so many decimals, without zeros that say nothing.
pub(crate) fn push_number(out: &mut String, value: f64, decimals: u32) {
    // What is no number becomes 0, what is too large the largest: a page with a wrong length still shows the rest.
    push_steps(out, (value * f64::from(10_u32.pow(decimals))).round() as i64, decimals);
}

/// Appends a number given in steps of so many decimals: 1250 with 3 decimals is `1.25`.
pub(crate) fn push_steps(out: &mut String, steps: i64, decimals: u32) {
    if steps < 0 {
        out.push('-');
    }
    let unit = 10_u64.pow(decimals);
    let (whole, part) = (steps.unsigned_abs() / unit, steps.unsigned_abs() % unit);
    if whole > 0 || part == 0 {
        // Writing into a string does not fail.
        let _ = write!(out, "{whole}");
    }
    if part > 0 {
        let digits = format!("{part:0width$}", width = decimals as usize);
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
}

/// A number with at most three decimals: a thousandth of a point is finer than any printer.
pub(crate) fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, value, 3);
    out
}

/// Appends text, escaped for attributes in double quotes; characters that XML has no place for are left out.
pub(crate) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

/// Appends an attribute.
pub(crate) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_text(out, value);
    out.push('"');
}
