//! Bookmark names for node ids. Word takes letters, digits and underscores, at most 40, unique without regard to case.

use mingce_document::{Block, Document, NodeId, Paragraph};
use std::collections::{BTreeMap, HashSet};

/// Word's limit, in characters.
const LONGEST: usize = 40;

/// The leading underscore hides a bookmark from the list that users see: a report has hundreds.
const PREFIX: &str = "_m_";

/// The bookmark name of each node of a document, as [`crate::write()`] gives it: to find nodes again in an edited file.
///
/// Names are short, ASCII and readable where the id is (`requests.granted.natural` is `_m_requests_granted_natural`);
/// they depend on the ids and their order only.
pub fn bookmark_names(document: &Document) -> BTreeMap<NodeId, String> {
    let mut names = BTreeMap::new();
    let mut taken = HashSet::new();
    for id in node_ids(document) {
        if !id.0.is_empty() && !names.contains_key(id) {
            names.insert(id.clone(), free_name(&id.0, &mut taken));
        }
    }
    names
}

/// All node ids, in document order.
fn node_ids(document: &Document) -> Vec<&NodeId> {
    let mut ids = Vec::new();
    for section in &document.sections {
        ids.push(&section.id);
        for block in &section.blocks {
            match block {
                Block::Paragraph(Paragraph { id, .. }) => ids.push(id),
                Block::Table(table) => {
                    ids.push(&table.id);
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        ids.push(&cell.id);
                        ids.extend(cell.blocks.iter().map(|paragraph| &paragraph.id));
                    }
                }
                Block::Figure(figure) => {
                    ids.push(&figure.id);
                    ids.extend(figure.caption.iter().map(|caption| &caption.id));
                }
                Block::TableOfContents(contents) => ids.push(&contents.id),
                Block::PageBreak => {}
            }
        }
    }
    ids
}

/// A name that is not taken yet, and now is. `taken` holds names in lower case.
fn free_name(id: &str, taken: &mut HashSet<String>) -> String {
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':'));
    let mut stem: String = PREFIX.chars().chain(id.chars().filter(char::is_ascii).map(word_character)).collect();
    // What is lost by leaving out or cutting is made up for by a hash.
    if !plain || stem.len() > LONGEST {
        stem.truncate(LONGEST - 9);
        stem = format!("{stem}_{:08x}", fnv1a(id));
    }
    let mut name = stem.clone();
    let mut number = 2;
    while !taken.insert(name.to_ascii_lowercase()) {
        let suffix = format!("_{number}");
        name = format!("{}{suffix}", &stem[..stem.len().min(LONGEST - suffix.len())]);
        number += 1;
    }
    name
}

fn word_character(character: char) -> char {
    if character.is_ascii_alphanumeric() { character } else { '_' }
}

/// FNV-1a, 32 bits: stable over versions of the compiler, unlike the standard library's hashers.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_of(ids: &[&str]) -> Vec<String> {
        let mut taken = HashSet::new();
        ids.iter().map(|id| free_name(id, &mut taken)).collect()
    }

    #[test]
    fn addresses_stay_readable() {
        assert_eq!(names_of(&["requests.granted.natural"]), ["_m_requests_granted_natural"]);
    }

    #[test]
    fn ids_that_differ_only_in_case_or_punctuation_get_different_names() {
        assert_eq!(names_of(&["a.b", "a_b", "A.B", "a-b"]), ["_m_a_b", "_m_a_b_2", "_m_A_B_3", "_m_a_b_4"]);
    }

    #[test]
    fn any_id_gives_a_valid_name() {
        let long = "x".repeat(500);
        let longer = format!("{long}y");
        let ids = ["一、总体情况", "表三", "👩‍⚖️", " ", "1", "a\u{0}b", long.as_str(), longer.as_str()];
        let names = names_of(&ids);
        for name in &names {
            assert!(name.len() <= LONGEST, "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        }
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    }
}
