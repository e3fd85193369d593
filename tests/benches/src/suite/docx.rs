//! DOCX, beside python-docx: the county's report, and a long document of text and tables.

use super::{Contestant, folder, put, put_sheet, race};
use crate::content::{mixed::Dice, report};
use crate::peer;
use crate::table::print;
use crate::verify::docx_is_valid;
use mingce_document::{Block, Document, ParaStyle, Paragraph};
use std::error::Error;

/// The long document holds the report's tables so many times, each time behind paragraphs of text.
const REPEATS: usize = 5;
/// Paragraphs before each.
const PARAGRAPHS: usize = 200;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    let county = report::county()?;
    race_docx("report", &format!("{}年度报告 → DOCX", report::AGENCY), &county, 5, runs)?;
    let long = long(&county);
    race_docx("long", &format!("长文档（{} 张表、{} 段）→ DOCX", REPEATS * 3, REPEATS * PARAGRAPHS), &long, 1, runs)
}

/// Tables of the report, again and again, between paragraphs of text.
fn long(county: &Document) -> Document {
    let mut dice = Dice::new(5);
    let mut blocks = Vec::new();
    for repeat in 0..REPEATS {
        for at in 0..PARAGRAPHS {
            let id = format!("p.{repeat}.{at}");
            blocks.push(Block::Paragraph(Paragraph::text(id, ParaStyle::Body, dice.text(120))));
        }
        for block in &county.sections[0].blocks {
            let Block::Table(table) = block else { continue };
            let mut table = table.clone();
            // Names of nodes are unique in a document.
            let rename = |id: &mut mingce_document::NodeId| id.0 = format!("{repeat}.{}", id.0);
            rename(&mut table.id);
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                rename(&mut cell.id);
                cell.blocks.iter_mut().for_each(|paragraph| rename(&mut paragraph.id));
            }
            blocks.push(Block::Table(table));
        }
    }
    crate::content::document("长文档", blocks)
}

fn race_docx(name: &str, title: &str, document: &Document, inside: usize, runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder(&format!("docx-{name}"))?;
    let [source, sheet, ours, theirs] = ["d.json", "sheet.json", "ours.docx", "python.docx"].map(|n| folder.join(n));
    put(document, &source)?;
    put_sheet(&sheet)?;
    let text = |path: &std::path::Path| path.display().to_string();
    let mut contestants = vec![Contestant::new("明册", inside, |runs| {
        peer::ours("docx", &[&text(&source), &text(&ours), &runs.to_string()])
    })];
    if peer::installed() {
        contestants.push(Contestant::new("python-docx 1.2.0", inside, |runs| {
            Ok(peer::script("word_docx.py", &[&text(&source), &text(&sheet), &text(&theirs), &runs.to_string()]))
        }));
    }
    let mut lines = race(&contestants, runs)?;
    for (line, file) in lines.iter_mut().zip([&ours, &theirs]) {
        line.valid = Some(docx_is_valid(file));
    }
    print(title, &lines);
    println!("\n本程序另写书签、表格说明、水印、字体表；python-docx 不写。");
    Ok(())
}
