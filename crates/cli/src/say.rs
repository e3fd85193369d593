//! Printing that does not break when the reader goes away (`mingce … | head`).

use std::io::Write;

/// Prints a line to standard output. A closed pipe is no error: nobody reads on.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
}
