//! Files bound into one: their pages stay as they are, and everything that leads to them still does.

use super::archive::preflight;
use super::reader::{read, utf16};
use super::*;

fn bound(numbers: bool) -> (Vec<Vec<u8>>, Vec<u8>) {
    let parts = vec![pdf(&report::document()), pdf(&specimen::document())];
    let named: Vec<Part<'_>> =
        parts.iter().zip(["甲", "乙"]).map(|(bytes, title)| Part { title, bytes: bytes.as_slice() }).collect();
    let meta = Meta { title: "案卷".into(), language: "zh-CN".into(), ..specimen::document().meta };
    let fonts = fonts();
    let whole = bind(&meta, &named, numbers.then_some(&fonts)).unwrap();
    assert_eq!(whole, bind(&meta, &named, numbers.then_some(&fonts)).unwrap(), "the same parts give the same bytes");
    (parts, whole)
}

/// The pages of a file as grey pictures, the strip of the numbers cut off.
fn pictures(bytes: &[u8]) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, bytes).unwrap();
    let out = folder.path().join("p");
    // 60 dots to the inch: the numbers stand in the uppermost 50 rows.
    let arguments = ["-r", "60", "-gray", "-y", "50", "-H", "640", "-W", "490", "-x", "0"];
    let done = Command::new("pdftoppm").args(arguments).args([&file, &out]).output().unwrap();
    assert!(done.status.success());
    let mut all: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().path()).collect();
    all.retain(|path| path.extension().is_some_and(|it| it == "pgm"));
    all.sort();
    all.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn the_pages_of_bound_files_look_as_they_did_and_are_read_in_their_order() {
    let (parts, whole) = bound(true);
    let each: Vec<Vec<u8>> = parts.iter().flat_map(|part| pictures(part)).collect();
    assert_eq!(page_count(&whole).unwrap(), each.len());
    assert!(pictures(&whole) == each, "a page changed below its number");
    let heard: String = parts.iter().map(|part| read(part).root.text).collect();
    let tagged = read(&whole);
    assert_eq!(tagged.root.text, heard, "the numbers are nothing to be read");
    // Each cell's heads are those of its own file.
    let heads =
        |bytes: &[u8]| read(bytes).root.find("TD").iter().filter(|cell| cell.attribute("Headers").is_some()).count();
    assert_eq!(heads(&whole), parts.iter().map(|part| heads(part)).sum::<usize>());
    let (known, named): (Vec<String>, Vec<String>) = (
        tagged.root.find("TH").iter().filter_map(|head| head.says("ID")).collect(),
        tagged
            .root
            .find("TD")
            .iter()
            .filter_map(|cell| cell.attribute("Headers")?.as_array().ok())
            .flatten()
            .map(utf16)
            .collect(),
    );
    assert!(!named.is_empty() && named.iter().all(|name| known.contains(name)));
    let once: std::collections::BTreeSet<&String> = known.iter().collect();
    assert_eq!(once.len(), known.len());
}

#[test]
fn a_bound_file_is_sound_and_fit_for_an_archive() {
    let (_, whole) = bound(true);
    let out = seen_by("qpdf", &["--check", "FILE"], &whole);
    assert!(out.contains("No syntax or stream encoding errors found") && !out.contains("WARNING"), "{out}");
    let outline = seen_by("qpdf", &["--json", "--json-key=outlines", "FILE"], &whole);
    assert!(outline.contains("\"title\": \"甲\"") && outline.contains("\"title\": \"乙\""), "{outline}");
    let Some(answer) = preflight(&whole) else { return };
    assert!(answer.contains("is a valid PDF/A-1b file"), "{answer}");
}

#[test]
fn each_page_of_a_bound_file_bears_its_number_once() {
    let (_, plain) = bound(false);
    let (_, numbered) = bound(true);
    let count = page_count(&numbered).unwrap();
    let stamps = |bytes: &[u8]| {
        let file = lopdf::Document::load_mem(bytes).unwrap();
        let pages = file.get_pages().into_values();
        pages.filter(|page| file.get_dictionary(*page).unwrap().get(b"Contents").unwrap().as_array().is_ok()).count()
    };
    assert_eq!((stamps(&plain), stamps(&numbered)), (0, count));
}

#[test]
fn what_is_no_pdf_is_refused_and_nothing_is_nothing() {
    let meta = specimen::document().meta;
    assert!(bind(&meta, &[Part { title: "坏", bytes: b"%PDF-1.7 no" }], None).is_err());
    assert!(matches!(bind(&meta, &[], None), Err(PdfError::Empty)));
}
