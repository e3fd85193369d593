//! The sample against its golden: the list of parts, and the document's XML as a tree (bytes may differ).

use super::{Element, keep, parts, sample, written};
use crate::xml::Node;
use std::{collections::BTreeSet, fmt::Write, path::Path};

/// The tree, one element a line, attributes by name.
fn canonical(element: &Element, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let mut attributes = element.attributes.clone();
    attributes.sort();
    write!(out, "{indent}{}", element.name).unwrap();
    for (name, value) in attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")) {
        write!(out, " {name}={value:?}").unwrap();
    }
    out.push('\n');
    for node in &element.children {
        match node {
            Node::Element(child) => canonical(child, depth + 1, out),
            Node::Text(text) => writeln!(out, "{indent}  {text:?}").unwrap(),
            Node::Written(_) => unreachable!("it was read"),
        }
    }
}

fn compare(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests-golden").join(name);
    if std::env::var_os("MINGCE_UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(now.lines()).position(|(was, is)| was != is);
    if let Some(line) = differs {
        let around = |text: &str| text.lines().skip(line.saturating_sub(3)).take(7).collect::<Vec<_>>().join("\n");
        panic!("{name}, line {}:\nwas\n{}\nis\n{}", line + 1, around(&golden), around(now));
    }
    assert_eq!(golden.lines().count(), now.lines().count(), "{name} is longer or shorter");
}

#[test]
fn the_sample_is_written_as_its_golden_says() {
    let bytes = written(&sample::everything());
    keep("everything.docx", &bytes);
    let parts = parts(&bytes);
    let mut list = parts.keys().map(String::as_str).collect::<Vec<_>>().join("\n");
    list.push('\n');
    compare("everything.parts.txt", &list);
    for name in ["document", "styles", "settings", "footnotes", "fontTable", "header1", "footer1", "footer2"] {
        let mut tree = String::new();
        canonical(&parts[&format!("word/{name}.xml")], 0, &mut tree);
        compare(&format!("everything.{name}.txt"), &tree);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    // On another thread: docx-rs counts some ids per thread.
    let first = written(&sample::everything());
    let second = std::thread::spawn(|| written(&sample::everything())).join().unwrap();
    assert!(first == second && first == written(&sample::everything()));
}

#[test]
fn every_child_that_is_written_has_its_place_in_the_order() {
    let mut unplaced = BTreeSet::new();
    for (name, mut root) in parts(&written(&sample::everything())) {
        root.walk(&mut |element| {
            for child in crate::order::unplaced(element) {
                unplaced.insert(format!("{name}: {} in {}", child, element.name));
            }
        });
    }
    assert!(unplaced.is_empty(), "{unplaced:#?}");
}
