//! The printed tables.

use crate::meter::{Reading, least, quantile};

/// A line of a comparison.
#[derive(Debug, Clone)]
pub struct Line {
    /// Who, doing what.
    pub name: String,
    /// Timed inside the process, warm.
    pub inside: Reading,
    /// Life of whole processes, in milliseconds, and their peak memory in MiB.
    pub whole: Vec<f64>,
    /// Peak memory of the whole process.
    pub peak: f64,
    /// Whether what it made is valid; `None` when nothing was made that can be checked.
    pub valid: Option<bool>,
}

/// Prints lines under one head; ratios are against the first line's minimum.
pub fn print(title: &str, lines: &[Line]) {
    println!("\n## {title}\n");
    println!(
        "| | 进程内最小 ms | 中位 ms | 比值 | 处理器最小 ms | 比值 | 整个进程最小 ms | 比值 | 峰值 MiB | 页 | kB | 校验 |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    let Some(ours) = lines.first() else { return };
    for line in lines {
        let valid = line.valid.map_or("", |valid| if valid { "通过" } else { "**未通过**" });
        let pages = if line.inside.pages > 0 { line.inside.pages.to_string() } else { String::new() };
        println!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {:.0} | {pages} | {:.0} | {valid} |",
            line.name,
            ms(least(&line.inside.wall)),
            ms(quantile(&line.inside.wall, 0.5)),
            ratio(least(&line.inside.wall), least(&ours.inside.wall)),
            ms(least(&line.inside.cpu)),
            ratio(least(&line.inside.cpu), least(&ours.inside.cpu)),
            ms(least(&line.whole)),
            ratio(least(&line.whole), least(&ours.whole)),
            line.peak,
            line.inside.bytes as f64 / 1e3,
        );
    }
    for line in lines.iter().filter(|line| !line.inside.parts.is_empty()) {
        let part = |(name, times): &(String, Vec<f64>)| format!("{name} {} ms", ms(least(times)));
        println!(
            "\n{} 之中（处理器）：{}",
            line.name,
            line.inside.parts.iter().map(part).collect::<Vec<_>>().join("，")
        );
    }
}

/// A time in three digits; nothing for one that was not taken.
pub fn ms(time: f64) -> String {
    match time {
        t if !t.is_finite() => String::new(),
        t if t < 10.0 => format!("{t:.2}"),
        t if t < 100.0 => format!("{t:.1}"),
        t => format!("{t:.0}"),
    }
}

fn ratio(theirs: f64, ours: f64) -> String {
    if theirs.is_finite() && ours.is_finite() && ours > 0.0 { format!("{:.2}", theirs / ours) } else { String::new() }
}
