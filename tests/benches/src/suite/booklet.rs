//! A booklet of 500 items with 500 charts: PDF beside Typst; DOCX with native charts by itself, since no peer draws them.

use super::{Contestant, compare, folder, our_pdf, put, race, typst};
use crate::content::booklet;
use crate::peer;
use crate::table::print;
use crate::verify::{docx_is_valid, pdf_info, pdf_is_sound};
use mingce_document::StyleSheet;
use std::error::Error;

const ITEMS: usize = 500;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder("booklet")?;
    let document = booklet::booklet(ITEMS)?;
    let [source, markup, ours, theirs, word] =
        ["booklet.json", "booklet.typ", "booklet.pdf", "booklet-typst.pdf", "booklet.docx"].map(|n| folder.join(n));
    put(&document, &source)?;
    std::fs::write(&markup, peer::typst::source(&document, &StyleSheet::gb9704()))?;
    let mut contestants = vec![our_pdf(&source, &ours, 2)];
    if peer::installed() {
        peer::measured((contestants[0].make)(0)?)?;
        let tagged = pdf_info(&ours)?.1;
        contestants.push(typst(&markup, &theirs, tagged, 1));
    }
    let mut lines = race(&contestants, runs)?;
    for (line, file) in lines.iter_mut().zip([&ours, &theirs]) {
        line.inside.pages = pdf_info(file)?.0;
        line.valid = Some(pdf_is_sound(file));
    }
    print(
        &format!("读本：{ITEMS} 个事项、{ITEMS} 张各不相同的图 → PDF（要求：不到 Typst 的一半，300 MB 以内）"),
        &lines,
    );
    if peer::installed() {
        compare(&ours, &theirs, "Typst")?;
    }
    let text = |path: &std::path::Path| path.display().to_string();
    let docx = [Contestant::new("明册：DOCX，图是原生图形", 2, |runs| {
        peer::ours("docx", &[&text(&source), &text(&word), &runs.to_string()])
    })];
    let mut lines = race(&docx, runs)?;
    lines.iter_mut().for_each(|line| line.valid = Some(docx_is_valid(&word)));
    print(&format!("读本：{ITEMS} 个事项、{ITEMS} 张图 → DOCX（要求：5 秒以内）"), &lines);
    println!("\n流程图的排布双方共用，不计入；峰值含读入文档树的 JSON。");
    Ok(())
}
