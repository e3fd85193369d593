//! Traditional characters and their simplified ones. The table and its source: `data/traditional.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../data/traditional.txt");

/// The simplified character of a traditional one; any other as it is.
pub(crate) fn simplified(c: char) -> char {
    static PAIRS: OnceLock<(Vec<char>, HashMap<char, char>)> = OnceLock::new();
    let (plane, beyond) = PAIRS.get_or_init(read);
    match plane.get(c as usize) {
        Some('\0') => c,
        Some(simple) => *simple,
        None => beyond.get(&c).copied().unwrap_or(c),
    }
}

/// The first plane as an array, where nearly all of a text is; what lies beyond as a map.
fn read() -> (Vec<char>, HashMap<char, char>) {
    let mut plane = vec!['\0'; 0x10000];
    let mut beyond = HashMap::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut pair = line.chars();
        let (Some(from), Some(to)) = (pair.next(), pair.next()) else { continue };
        match plane.get_mut(from as usize) {
            Some(place) => *place = to,
            None => {
                beyond.insert(from, to);
            }
        }
    }
    (plane, beyond)
}
