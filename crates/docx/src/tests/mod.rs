//! Tests on whole files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sample;

use crate::{Options, write_with, xml};
use mingce_document::StyleSheet;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// The parts of a file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().to_owned(), content)
        })
        .collect()
}

fn everything() -> Vec<u8> {
    let options = Options { pages: sample::pages().into_iter().collect() };
    write_with(&sample::everything(), &StyleSheet::gb9704(), &options).unwrap()
}

#[test]
fn all_parts_are_well_formed_and_the_same_each_time() {
    let bytes = everything();
    if let Ok(path) = std::env::var("MINGCE_DOCX_OUT") {
        std::fs::write(path, &bytes).unwrap();
    }
    assert_eq!(bytes, everything());
    for (name, content) in parts(&bytes) {
        xml::parse(&content).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}
