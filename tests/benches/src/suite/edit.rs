//! A word typed into the overview of the county's report, up to the pages and the PDF.

use super::folder;
use crate::content::report;
use crate::meter::{Reading, quantile};
use crate::peer;
use crate::table::ms;
use mingce_document::StyleSheet;
use std::error::Error;

/// Edits timed.
const EDITS: usize = 200;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder("edit")?;
    let (markup, target) = (folder.join("edit.typ"), folder.join("edit.pdf"));
    std::fs::write(&markup, peer::typst::source(&report::county_with("@@@")?, &StyleSheet::gb9704()))?;
    let fonts = peer::root().join("assets/fonts").display().to_string();
    let (mut ours, mut theirs) = (Reading::default(), Reading::default());
    for _ in 0..runs.div_ceil(3) {
        ours.join(peer::measured(peer::ours("edit", &[&EDITS.to_string()])?)?.0);
        if peer::installed() {
            let (markup, target) = (markup.display().to_string(), target.display().to_string());
            let arguments = [&markup, &target, &EDITS.to_string(), &fonts, "tags", "edit"];
            theirs.join(peer::measured(peer::script("typst_pdf.py", &arguments))?.0);
        }
    }
    println!("\n## {}年度报告，总体情况中改一处 → 新的页面\n", report::AGENCY);
    println!("| | p50 ms | p95 ms | 最大 ms |\n|---|--:|--:|--:|");
    let line = |name: &str, times: &[f64]| {
        let [half, most, last] = [0.5, 0.95, 1.0].map(|share| ms(quantile(times, share)));
        println!("| {name} | {half} | {most} | {last} |");
    };
    line("明册：组稿 + 校验 + 版面 + PDF", &ours.wall);
    line("　处理器", &ours.cpu);
    for (name, times) in &ours.parts {
        line(&format!("　其中 {name}（处理器）"), times);
    }
    if !theirs.wall.is_empty() {
        line("Typst：增量编译 + PDF（无组稿、校验）", &theirs.wall);
        line("　处理器", &theirs.cpu);
    }
    Ok(())
}
