//! Titles of several lines: parted between words, before the year, into lines of about one length (GB/T 9704:
//! 词意完整、排列对称、长短适宜).

use crate::atoms::{Atom, Kind};
use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};

/// Narrower than so many characters stand heads of table columns: there a word has to be torn.
const NARROWEST: f64 = 10.0;
/// What is worth as much as lines that differ by so many characters, squared: parting before the year.
const YEAR: f64 = 150.0;
/// And parting after the name of a place or an organ.
const ORGAN: f64 = 4.0;
/// The characters with which such names end.
const ORGAN_ENDS: &str = "省市州县区旗乡镇局委院厅";

/// The first atoms of the second line and those after it, for a centred text that `lines` lines of this width hold.
/// Nothing where its words do not fit so.
pub(crate) fn part(atoms: &[Atom], room: f64, em: f64, lines: usize) -> Option<Vec<usize>> {
    if room < NARROWEST * em || atoms.iter().any(|atom| !matches!(atom.kind, Kind::Char(_))) {
        return None;
    }
    let ends = places(atoms);
    let width = |from: usize, to: usize| atoms[from..to].iter().map(|a| a.advance + a.gap).sum::<f64>();
    let mean = width(0, atoms.len()) / lines as f64;
    // For each place the cheapest way to end the line at hand there: cost and the place before.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; ends.len()];
    let mut steps: Vec<Vec<Option<(f64, usize)>>> = Vec::new();
    for line in 0..lines {
        let mut next = vec![None; ends.len()];
        for (at, &to) in ends.iter().enumerate() {
            let starts = ends[..at].iter().enumerate().filter(|_| line > 0);
            let starts = starts.filter_map(|(from, &start)| Some((from, start, best[from]?.0)));
            let first = (line == 0).then_some((0, 0, 0.0));
            for (from, start, cost) in starts.chain(first) {
                let length = width(start, to);
                if length > room {
                    continue;
                }
                let off = (length - mean) / em;
                let cost = cost + off * off - worth(atoms, to);
                if next[at].is_none_or(|(known, _)| cost < known) {
                    next[at] = Some((cost, from));
                }
            }
        }
        steps.push(next.clone());
        best = next;
    }
    let mut at = ends.len().checked_sub(1)?;
    best[at]?;
    let mut starts = Vec::with_capacity(lines - 1);
    for step in steps.iter().skip(1).rev() {
        at = step[at]?.1;
        starts.push(ends[at]);
    }
    starts.reverse();
    Some(starts)
}

/// Where a line may end: between words, and at the end of the text.
fn places(atoms: &[Atom]) -> Vec<usize> {
    let text: String = (0..atoms.len()).filter_map(|i| char_at(atoms, i)).collect();
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let words: Vec<usize> = segmenter.segment_str(&text).collect();
    let mut bytes = 0;
    let mut places = Vec::new();
    for (i, ch) in text.chars().enumerate() {
        bytes += ch.len_utf8();
        let last = i + 1 == atoms.len();
        if last || (atoms[i].break_after && words.binary_search(&bytes).is_ok()) {
            places.push(i + 1);
        }
    }
    places
}

/// What ending a line before this atom is worth, above any other place.
fn worth(atoms: &[Atom], end: usize) -> f64 {
    let year = (end..end + 4).all(|i| char_at(atoms, i).is_some_and(|c| c.is_ascii_digit()))
        && char_at(atoms, end + 4) == Some('年');
    let organ =
        end < atoms.len() && end.checked_sub(1).and_then(|i| char_at(atoms, i)).is_some_and(|c| ORGAN_ENDS.contains(c));
    if year {
        YEAR
    } else if organ {
        ORGAN
    } else {
        0.0
    }
}

fn char_at(atoms: &[Atom], i: usize) -> Option<char> {
    match atoms.get(i)?.kind {
        Kind::Char(ch) => Some(ch),
        _ => None,
    }
}
