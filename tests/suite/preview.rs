//! The preview's pages are the PDF's pages.

use crate::journeys::{sample, sample_titles};
use crate::program::{mingce, names, outside};
use crate::raster::{Difference, Raster, difference, pdf_pages, svg_page};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[test]
fn measure() {
    for (pdf, svgs) in sample_pages() {
        for dpi in [100, 150] {
            let pages = pdf_pages(outside("pdftoppm").unwrap(), pdf, dpi);
            for (i, page) in pages.iter().enumerate() {
                let svg = &svgs[i];
                let d = difference(page, &svg_page(svg, page));
                println!("{} {dpi} page {} {d:?}", pdf.file_stem().unwrap().to_string_lossy(), i + 1);
            }
        }
    }
}

/// A PDF of the sample and its pages as SVG.
type SamplePages = Vec<(PathBuf, Vec<String>)>;

fn sample_pages() -> &'static SamplePages {
    static PAGES: OnceLock<SamplePages> = OnceLock::new();
    PAGES.get_or_init(|| {
        let out = tempfile::tempdir().expect("a temporary folder");
        let data = sample().join("示例县.mingce");
        let (data, to) = (data.to_str().expect("UTF-8"), out.path().to_str().expect("UTF-8"));
        let report = ["report", "build", "--data", data, "--year", "2025", "--format", "svg", "--out", to, "--agency"];
        for agency in ["清溪县人民政府", "清溪县自然资源局", "清溪县青石镇人民政府"] {
            mingce(out.path(), &[&report[..], &[agency]].concat()).exits(0);
        }
        mingce(out.path(), &["guide", "build", "--data", data, "--format", "svg", "--out", to]).exits(0);
        let pdfs = names(sample()).into_iter().filter(|name| name.ends_with(".pdf"));
        pdfs.map(|pdf| (sample().join(&pdf), pages_of(out.path(), pdf.trim_end_matches(".pdf")))).collect()
    })
}

/// The pages of a title in a folder, in order.
fn pages_of(folder: &Path, title: &str) -> Vec<String> {
    (1..).map_while(|number| std::fs::read_to_string(folder.join(format!("{title}_第{number}页.svg"))).ok()).collect()
}
