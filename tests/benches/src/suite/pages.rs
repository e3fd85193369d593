//! Booklets of text and charts, beside Typst.

use super::{compare, folder, our_pdf, put, race, typst};
use crate::content::mixed;
use crate::peer;
use crate::table::print;
use crate::verify::{pdf_info, pdf_is_sound};
use mingce_document::StyleSheet;
use std::error::Error;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    [500, 1000].into_iter().try_for_each(|pages| booklet(pages, runs))
}

fn booklet(pages: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder(&format!("pages-{pages}"))?;
    let document = mixed::booklet(pages)?;
    let [source, markup, ours, theirs] =
        ["pages.json", "pages.typ", "pages.pdf", "pages-typst.pdf"].map(|n| folder.join(n));
    put(&document, &source)?;
    std::fs::write(&markup, peer::typst::source(&document, &StyleSheet::gb9704()))?;
    let mut contestants = vec![our_pdf(&source, &ours, 3)];
    if peer::installed() {
        peer::measured((contestants[0].make)(0)?)?;
        let tagged = pdf_info(&ours)?.1;
        contestants.push(typst(&markup, &theirs, tagged, 2));
    }
    let mut lines = race(&contestants, runs)?;
    for (line, file) in lines.iter_mut().zip([&ours, &theirs]) {
        line.inside.pages = pdf_info(file)?.0;
        line.valid = Some(pdf_is_sound(file));
    }
    print(&format!("{pages} 页文字和流程图（各半，另有目录） → PDF"), &lines);
    if peer::installed() {
        compare(&ours, &theirs, "Typst")?;
    }
    println!("\n流程图的排布双方共用，不计入。");
    Ok(())
}
