//! The preview's pages are the PDF's pages, painted side by side.

use crate::journeys::sample;
use crate::program::{mingce, names, outside, root};
use crate::raster::{Difference, FINE, Raster, difference, gray_png, pdf_pages, svg_page};
use mingce_document::StyleSheet;
use mingce_typeset::{Draw, FontSet, Op, Page, Pages, layout};
use std::path::{Path, PathBuf};

#[path = "specimen.rs"]
mod specimen;

/// The share of pixels that may differ.
const MOST: f64 = 0.005;
/// How much the ink of a spot may differ, from 0 to 255: equal pages stay below 8.5, and the least that
/// `a_page_that_lacks_or_moves_anything_is_seen` does to a page is a row of dots moved by a point, over 11.
const MOST_SPOT: f64 = 10.0;

/// Whether the two painters see the same page, at 100 and at 200 dpi.
fn same(pdf: &Raster, svg: &Raster) -> Result<Difference, String> {
    let at = |dpi| difference(&pdf.at(dpi), &svg.at(dpi));
    let (coarse, fine) = (at(100), at(200));
    let good = coarse.share <= MOST && fine.share <= MOST && coarse.spot <= MOST_SPOT;
    if good { Ok(coarse) } else { Err(format!("100 dpi: {coarse:?}; 200 dpi: {fine:?}")) }
}

/// The PDFs of the sample, each with its pages as the command line writes them in a format.
fn sample_pages(out: &Path, format: &str) -> Vec<(PathBuf, Vec<PathBuf>)> {
    let data = sample().join("示例县.mingce");
    let (data, to) = (data.to_str().expect("UTF-8"), out.to_str().expect("UTF-8"));
    let report = ["report", "build", "--data", data, "--year", "2025", "--format", format, "--out", to, "--agency"];
    for agency in ["清溪县人民政府", "清溪县自然资源局", "清溪县青石镇人民政府"] {
        mingce(out, &[&report[..], &[agency]].concat()).exits(0);
    }
    mingce(out, &["guide", "build", "--data", data, "--format", format, "--out", to]).exits(0);
    let pages = |title: &str| -> Vec<PathBuf> {
        let path = |number| out.join(format!("{title}_第{number}页.{format}"));
        (1..).map(path).take_while(|path| path.exists()).collect()
    };
    let pdfs: Vec<String> = names(sample()).into_iter().filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(pdfs.len(), 4, "three reports and a guide page: {pdfs:?}");
    pdfs.iter().map(|pdf| (sample().join(pdf), pages(pdf.trim_end_matches(".pdf")))).collect()
}

#[test]
fn every_page_of_the_samples_pdfs_is_the_page_of_the_preview() {
    let out = tempfile::tempdir().expect("a temporary folder");
    for (pdf, svgs) in sample_pages(out.path(), "svg") {
        let name = pdf.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let svgs: Vec<String> = svgs.iter().map(|svg| std::fs::read_to_string(svg).expect("UTF-8")).collect();
        for painter in ["pdftocairo", "pdftoppm"] {
            let Some(command) = outside(painter) else { return };
            let pages = pdf_pages(command, &pdf);
            assert_eq!(pages.len(), svgs.len(), "{name}");
            for (i, (page, svg)) in pages.iter().zip(&svgs).enumerate() {
                let svg = svg_page(svg, page);
                if painter == "pdftocairo" {
                    let found = same(page, &svg).unwrap_or_else(|e| panic!("{name}, page {}: {e}", i + 1));
                    println!("{name} {} {painter} {found:?}", i + 1);
                    continue;
                }
                // This painter moves characters to its own raster and darkens smoothed ink by a curve of its own: half
                // the fine resolution shows that still, and its spots say nothing of the page.
                let found = difference(&page.at(100), &svg.at(100));
                println!("{name} {} {painter} {found:?}", i + 1);
                assert!(found.share <= MOST, "{name}, page {}, {painter}: {found:?}", i + 1);
            }
        }
    }
}

fn fonts() -> FontSet {
    FontSet::bundled(&root().join("assets/fonts")).expect("the shipped fonts")
}

/// The specimen on pages, and how a PDF reader paints them.
fn specimen_pages(fonts: &FontSet) -> Option<(Pages, Vec<Raster>)> {
    let document = specimen::document();
    let pages = layout(&document, &StyleSheet::gb9704(), fonts);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("specimen.pdf");
    std::fs::write(&file, mingce_pdf::write(&pages, &document, fonts).expect("a PDF")).expect("writable");
    let rasters = pdf_pages(outside("pdftocairo")?, &file);
    assert_eq!(rasters.len(), pages.pages.len());
    Some((pages, rasters))
}

fn svg(pages: &Pages, index: usize, fonts: &FontSet) -> String {
    mingce_svg::page(pages, index, fonts).expect("a page")
}

#[test]
fn everything_that_a_page_can_hold_looks_as_in_the_pdf_also_as_a_picture() {
    let fonts = fonts();
    let Some((pages, rasters)) = specimen_pages(&fonts) else { return };
    for (i, raster) in rasters.iter().enumerate() {
        let found = same(raster, &svg_page(&svg(&pages, i, &fonts), raster));
        println!("{i} {found:?}");
        found.unwrap_or_else(|e| panic!("page {}: {e}", i + 1));
        let mut picture = gray_png(&mingce_svg::png(&pages, i, &fonts, f64::from(FINE)).expect("a picture"), FINE);
        // poppler counts a begun pixel, we the nearer number.
        if picture.height != raster.height || picture.width != raster.width {
            assert!(raster.height.abs_diff(picture.height) <= 1 && raster.width.abs_diff(picture.width) <= 1);
            picture = resized(&picture, raster);
        }
        same(raster, &picture).unwrap_or_else(|e| panic!("picture of page {}: {e}", i + 1));
    }
}

/// The same pixels on a sheet of another size: cut off, or white.
fn resized(from: &Raster, like: &Raster) -> Raster {
    let mut out = Raster { pixels: vec![255.0; like.pixels.len()], ..*like };
    for y in 0..from.height.min(like.height) {
        let width = from.width.min(like.width);
        out.pixels[y * like.width..][..width].copy_from_slice(&from.pixels[y * from.width..][..width]);
    }
    out
}

/// Runs that hold readable text, and rules: by index into the page's operations.
fn indices(page: &Page, wanted: impl Fn(&Op) -> bool) -> Vec<usize> {
    (0..page.ops.len()).filter(|at| wanted(&page.ops[*at])).collect()
}

#[test]
fn a_page_that_lacks_or_moves_anything_is_seen() {
    let fonts = fonts();
    let Some((pages, rasters)) = specimen_pages(&fonts) else { return };
    let mut tried = 0;
    let mut least = f64::MAX;
    let mut seen = |index: usize, what: String, change: &dyn Fn(&mut Page)| {
        let mut changed = pages.clone();
        change(&mut changed.pages[index]);
        let raster = &rasters[index];
        let painted = svg_page(&svg(&changed, index, &fonts), raster);
        let found = same(raster, &painted);
        assert!(found.is_err(), "page {}: nobody sees {what}: {found:?}", index + 1);
        least = least.min(difference(&raster.at(100), &painted.at(100)).spot);
        tried += 1;
    };
    for (index, page) in pages.pages.iter().enumerate() {
        let lines = indices(page, |op| matches!(op.draw, Draw::Line { .. }));
        for &at in lines.iter().step_by(6) {
            seen(index, format!("rule {at} left out"), &|page| drop(page.ops.remove(at)));
            seen(index, format!("rule {at} moved by a point"), &|page| {
                if let Draw::Line { from, to, .. } = &mut page.ops[at].draw {
                    (from.0, from.1, to.0, to.1) = (from.0 + 1.0, from.1 + 1.0, to.0 + 1.0, to.1 + 1.0);
                }
            });
        }
        let runs = indices(page, |op| matches!(&op.draw, Draw::Glyphs(run) if run.text().trim() != "."));
        for &at in runs.iter().step_by(6) {
            let Draw::Glyphs(run) = &page.ops[at].draw else { continue };
            // 。 and 一 as well: the least ink that a character has.
            let little = run.glyphs.iter().position(|glyph| "。一1—".contains(glyph.ch)).unwrap_or(0);
            if run.glyphs[little].ch != ' ' {
                seen(index, format!("“{}” left out", run.glyphs[little].ch), &|page| {
                    if let Draw::Glyphs(run) = &mut page.ops[at].draw {
                        run.glyphs.remove(little);
                    }
                });
            }
            seen(index, format!("“{}” a point too low", run.text()), &|page| {
                if let Draw::Glyphs(run) = &mut page.ops[at].draw {
                    run.y += 1.0;
                }
            });
        }
    }
    println!("{tried} changes; the least seen differs by {least:.1}");
    assert!(tried > 20, "{tried} changes were tried");
}

#[test]
fn pictures_are_written_one_for_each_page_and_only_when_asked_for() {
    assert!(!names(sample()).iter().any(|name| name.ends_with(".svg") || name.ends_with(".png")), "no picture unasked");
    let out = tempfile::tempdir().expect("a temporary folder");
    let data = sample().join("示例县.mingce");
    let (data, to) = (data.to_str().expect("UTF-8"), out.path().to_str().expect("UTF-8"));
    let words = ["guide", "build", "--data", data, "--format", "svg,png", "--out", to, "--json"];
    let answer = mingce(out.path(), &words).exits(0).json();
    let formats: Vec<&str> =
        answer["files"].as_array().expect("files").iter().filter_map(|f| f["format"].as_str()).collect();
    let pages = formats.len() / 2;
    assert!(pages > 1 && formats == [vec!["svg"; pages], vec!["png"; pages]].concat(), "{formats:?}");
    let names = names(out.path());
    for number in 1..=pages {
        for format in ["svg", "png"] {
            let end = format!("_第{number}页.{format}");
            assert_eq!(names.iter().filter(|name| name.ends_with(&end)).count(), 1, "{end} in {names:?}");
        }
    }
    assert_eq!(names.len(), formats.len());
}
