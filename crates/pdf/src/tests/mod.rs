//! The written file, looked at with poppler's and qpdf's eyes.

mod report;

use super::*;
use mingce_document::{Document, StyleSheet};
use mingce_typeset::layout;
use std::{path::Path, process::Command};

fn fonts() -> FontSet {
    FontSet::bundled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/fonts")).unwrap()
}

fn pdf(document: &Document) -> Vec<u8> {
    let fonts = fonts();
    write(&layout(document, &StyleSheet::gb9704(), &fonts), &document.meta, &fonts).unwrap()
}

/// Runs a program on the file and returns what it prints.
fn seen_by(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("年度报告.pdf");
    std::fs::write(&file, bytes).unwrap();
    // For looking at the pages: MINGCE_KEEP_PDF=/tmp/x.pdf cargo test -p mingce-pdf
    if let Ok(copy) = std::env::var("MINGCE_KEEP_PDF") {
        std::fs::write(copy, bytes).unwrap();
    }
    let arguments: Vec<&std::ffi::OsStr> =
        arguments.iter().map(|a| if *a == "FILE" { file.as_os_str() } else { a.as_ref() }).collect();
    let output = Command::new(program).args(&arguments).output().unwrap();
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {out}{}", String::from_utf8_lossy(&output.stderr));
    out
}

#[test]
fn the_file_is_sound_in_every_part() {
    let out = seen_by("qpdf", &["--check", "FILE"], &pdf(&report::document()));
    assert!(out.contains("No syntax or stream encoding errors found"), "{out}");
    assert!(!out.contains("WARNING"), "{out}");
}
