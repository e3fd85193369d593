//! A chart looks the same in DOCX and in PDF: LibreOffice sets the DOCX with the program's own faces, poppler paints both, and
//! each page's ink is looked for on the other. Words stand a little wider in LibreOffice, which sets more room between Chinese and
//! Latin: so ink counts as found when there is some within [`NEAR`]. What is missing, cut off, added or moved farther is not.

use crate::documents::validator;
use crate::program::{mingce, names, outside, root};
use crate::raster::{Raster, gray_png};
use crate::same_pages::font_settings;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The resolution at which pages are compared.
const DPI: u32 = 100;
/// How far ink may be from where the other page has it, in pixels: a millimetre.
const NEAR: usize = 4;
/// Darker than this is ink.
const INK: f32 = 128.0;
/// Side of the squares in which ink that is not found is counted: a character of the smallest size, in pixels.
const SIDE: usize = 14;
/// So much of it in a square is more than the smoothing of edges: a stroke.
const MOST: usize = 10;

/// Where a page has ink.
fn ink(page: &Raster) -> Vec<bool> {
    page.pixels.iter().map(|pixel| *pixel < INK).collect()
}

/// The most ink in any square of one page that the other has nowhere near, and the upper left corner of that square.
fn missing(ink: &[bool], other: &[bool], width: usize) -> (usize, (usize, usize)) {
    let height = ink.len() / width;
    let near = |x: usize, y: usize| {
        let rows = y.saturating_sub(NEAR)..(y + NEAR + 1).min(height);
        rows.into_iter().any(|y| {
            let row = &other[y * width..(y + 1) * width];
            row[x.saturating_sub(NEAR)..(x + NEAR + 1).min(width)].contains(&true)
        })
    };
    let mut squares = std::collections::BTreeMap::<(usize, usize), usize>::new();
    for (at, _) in ink.iter().enumerate().filter(|(_, ink)| **ink) {
        let (x, y) = (at % width, at / width);
        if !near(x, y) {
            *squares.entry((x / SIDE, y / SIDE)).or_default() += 1;
        }
    }
    let most = squares.into_iter().max_by_key(|(_, count)| *count);
    most.map_or((0, (0, 0)), |((x, y), count)| (count, (x * SIDE, y * SIDE)))
}

/// Whether two pages have their ink at the same places.
fn same(a: &Raster, b: &Raster) -> Result<(), String> {
    assert_eq!((a.width, a.height), (b.width, b.height), "pages of one size");
    let (here, there) = (ink(a), ink(b));
    assert!(here.iter().filter(|ink| **ink).count() > 1_000, "a page with a chart");
    for (one, other, which) in [(&here, &there, "PDF"), (&there, &here, "DOCX")] {
        let (count, at) = missing(one, other, a.width);
        if count > MOST {
            return Err(format!("{count} pixels only in the {which}, about {at:?} of {DPI} dpi"));
        }
    }
    Ok(())
}

/// The first pages of a PDF.
fn pages(pdf: &Path, count: usize) -> Vec<Raster> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut painter = outside("pdftoppm").expect("asked before");
    let run = painter
        .args(["-gray", "-png", "-r", &DPI.to_string(), "-l", &count.to_string()])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .output()
        .expect("the painter runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let files = names(folder.path());
    files.iter().map(|name| gray_png(&fs::read(folder.path().join(name)).expect("readable"), DPI)).collect()
}

/// The shipped processes as PDF and DOCX without a watermark, which is no part of the chart: as if every basis were checked.
fn exported(folder: &Path) -> Vec<String> {
    let ids: Vec<String> = names(&root().join("assets/processes"))
        .iter()
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect();
    assert!(ids.len() >= 13, "{ids:?}");
    for id in &ids {
        let text = fs::read_to_string(root().join(format!("assets/processes/{id}.json"))).expect("readable");
        let file = format!("{id}.json");
        fs::write(folder.join(&file), text.replace("【依据待核】", "第一条")).expect("writable");
        for format in ["pdf", "docx"] {
            mingce(folder, &["process", "export", &file, "--out", &format!("{id}.{format}"), "--final"]).exits(0);
        }
    }
    ids
}

#[test]
fn every_shipped_chart_in_docx_is_valid_and_has_its_ink_where_the_pdf_has_it() {
    let (Some(mut soffice), Some(_)) = (outside("soffice"), outside("pdftoppm")) else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let ids = exported(here);
    let run = soffice
        .arg(format!("-env:UserInstallation=file://{}/profile", here.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(here.join("theirs"))
        .args(ids.iter().map(|id| here.join(format!("{id}.docx"))))
        .env("FONTCONFIG_FILE", font_settings(here))
        .output()
        .expect("LibreOffice runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let mut wrong = Vec::new();
    for id in &ids {
        if let Some(validator) = validator() {
            let run =
                Command::new(validator).arg(here.join(format!("{id}.docx"))).output().expect("the validator runs");
            let answer: serde_json::Value = serde_json::from_slice(&run.stdout).expect("an answer");
            assert_eq!(answer["ok"], true, "{id}: {answer:#}");
        }
        // The one that is higher than a page stands on two.
        let count = if id == "on_application" { 2 } else { 1 };
        let ours = pages(&here.join(format!("{id}.pdf")), count);
        let theirs = pages(&here.join(format!("theirs/{id}.pdf")), count);
        assert_eq!((ours.len(), theirs.len()), (count, count), "{id}");
        for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
            if let Err(told) = same(ours, theirs) {
                wrong.push(format!("{id}, page {}: {told}", number + 1));
            }
        }
        if id == "on_application" {
            a_page_without_a_word_or_with_a_line_that_moved_is_seen(&ours[0]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The comparison itself can fail: it sees a word of two characters that is gone, and a quarter of the page moved by 2 mm.
fn a_page_without_a_word_or_with_a_line_that_moved_is_seen(page: &Raster) {
    assert_eq!(same(page, page), Ok(()));
    let word = {
        // The darkest place of the size of two characters: no empty one.
        let sum = |x: usize, y: usize| -> usize {
            (y..y + 12).map(|y| (x..x + 24).filter(|x| page.pixels[y * page.width + x] < INK).count()).sum()
        };
        let places =
            (100..page.height - 100).step_by(4).flat_map(|y| (100..page.width - 100).step_by(4).map(move |x| (x, y)));
        places.max_by_key(|(x, y)| sum(*x, *y)).expect("a place")
    };
    let mut gone = page.clone();
    for y in word.1..word.1 + 12 {
        gone.pixels[y * page.width + word.0..y * page.width + word.0 + 24].fill(255.0);
    }
    assert!(same(page, &gone).is_err(), "a word is gone");
    let mut moved = page.clone();
    let (half, rows) = (page.width / 2, page.height / 2);
    for y in 0..rows {
        let row = &mut moved.pixels[y * page.width..y * page.width + half];
        row.rotate_right(2 * NEAR);
    }
    assert!(same(page, &moved).is_err(), "lines have moved");
}
