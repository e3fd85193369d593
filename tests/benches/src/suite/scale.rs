//! Whether time grows faster than the document.

use crate::content::scale::Growing;
use crate::meter::least;
use crate::peer;
use std::error::Error;

/// A corner is slow when a page of the longest document takes so many times as long as one of the second shortest: the
/// shortest is too short to tell.
const SLOW: f64 = 1.5;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    println!("\n## 时间随篇幅的增长（处理器时间，最小值）\n");
    println!("| 文档 | 数量 | 页 | 版面 ms/页 | PDF ms/页 | DOCX ms/页 | 峰值 MiB |\n|---|--:|--:|--:|--:|--:|--:|");
    for (which, (_, name, sizes)) in Growing::ALL.into_iter().enumerate() {
        let mut per_page: Vec<[f64; 3]> = Vec::new();
        for size in sizes {
            // Short documents vary more.
            let runs = (runs * sizes[sizes.len() - 1] / size).min(20).max(runs.min(3));
            let arguments = [which, *size, runs].map(|number| number.to_string());
            let (reading, _) = peer::measured(peer::ours("scale", &[&arguments[0], &arguments[1], &arguments[2]])?)?;
            let part = |name: &str| {
                let times = reading.parts.iter().find(|(part, _)| part == name).map_or(&[][..], |(_, times)| times);
                least(times) / reading.pages.max(1) as f64
            };
            let [layout, pdf, docx] = ["layout", "pdf", "docx"].map(part);
            println!(
                "| {name} | {size} | {} | {layout:.3} | {pdf:.3} | {docx:.3} | {:.0} |",
                reading.pages, reading.peak
            );
            per_page.push([layout, pdf, docx]);
        }
        let (early, last) = (per_page[1], per_page[per_page.len() - 1]);
        for (part, at) in [("版面", 0), ("PDF", 1), ("DOCX", 2)] {
            let growth = last[at] / early[at];
            if growth > SLOW {
                println!("| **{name}：{part}每页变慢为 {growth:.1} 倍** | | | | | | |");
            }
        }
    }
    Ok(())
}
