//! Printing that does not break when the reader goes away (`mingce … | head`).

use mingce_app::Continue;
use mingce_app::view::Progress;
use std::io::Write;
use std::time::{Duration, Instant};

/// Prints a line to standard output. A closed pipe is no error: nobody reads on.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
}

/// Tells on standard error how far long work is; what takes less than a second passes without a word.
pub fn progress() -> impl FnMut(&Progress) -> Continue {
    let begun = Instant::now();
    move |step| {
        if begun.elapsed() > Duration::from_secs(1) {
            eprintln!("[{}/{}] {}", step.done + 1, step.total, step.what);
        }
        Continue::Yes
    }
}
