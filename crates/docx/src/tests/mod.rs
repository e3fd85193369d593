//! Tests on whole files.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod chart;
mod golden;
mod hostile;
mod links;
mod sample;
mod spans;
mod told;

use crate::{
    Options, write_with,
    xml::{self, Element},
};
use mingce_document::{Document, StyleSheet};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// The parts of a file by name, read.
fn parts(bytes: &[u8]) -> BTreeMap<String, Element> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let root = xml::parse(&content).unwrap_or_else(|error| panic!("{}: {error}", file.name()));
            (file.name().to_owned(), root.into_owned())
        })
        .collect()
}

/// All elements of this name, in document order.
fn all<'a>(root: &'a Element, name: &str) -> Vec<&'a Element> {
    let mut found: Vec<&Element> = if root.name == name { vec![root] } else { Vec::new() };
    found.extend(root.elements().flat_map(|child| all(child, name)));
    found
}

/// All characters of an element.
fn characters(root: &Element) -> String {
    root.children
        .iter()
        .map(|node| match node {
            xml::Node::Text(text) => text.clone(),
            xml::Node::Element(child) => characters(child),
            xml::Node::Written(_) => unreachable!("it was read"),
        })
        .collect()
}

fn written(document: &Document) -> Vec<u8> {
    let options = Options { pages: sample::pages().into_iter().collect(), ..Options::default() };
    write_with(document, &StyleSheet::gb9704(), &options).unwrap()
}

/// Keeps a file for the validator and for the eye when `MINGCE_DOCX_OUT` names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Ok(folder) = std::env::var("MINGCE_DOCX_OUT") {
        std::fs::write(std::path::Path::new(&folder).join(name), bytes).unwrap();
    }
}
