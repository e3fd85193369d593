//! Finding words on a report's pages.

use crate::view::FoundView;
use mingce_typeset::{Draw, GlyphRun, Page, Pages, Role};

/// The most places that are given: nobody steps through more.
const MOST: usize = 500;

/// A character of a page, and where it stands.
struct Placed {
    ch: char,
    x: f64,
    /// Baseline.
    y: f64,
    size: f64,
}

/// Where the words stand, in reading order. Spaces count neither in the question nor on the page, since lines end
/// anywhere; letters are compared without case. Watermark, page numbers and repeated heads are not looked at. Words that
/// run over from one page to the next are not found.
pub fn find(pages: &Pages, words: &str) -> Vec<FoundView> {
    let wanted: Vec<char> = words.chars().filter_map(compared).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let on = |(index, page): (usize, &Page)| {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        texts(page).into_iter().flat_map(|text| within(&text, &wanted, index)).collect::<Vec<_>>()
    };
    pages.pages.iter().enumerate().flat_map(on).take(MOST).collect()
}

/// A character as it is compared; none for a space.
fn compared(ch: char) -> Option<char> {
    (!ch.is_whitespace()).then(|| ch.to_lowercase().next().unwrap_or(ch))
}

/// The texts of a page, one for each node, in reading order: words do not run from one cell into the next.
fn texts(page: &Page) -> Vec<Vec<Placed>> {
    let mut texts: Vec<Vec<Placed>> = Vec::new();
    let mut node = None;
    for op in page.ops.iter().filter(|op| op.role != Role::Artifact) {
        let Draw::Glyphs(run) = &op.draw else { continue };
        if texts.is_empty() || node != op.node.as_ref() {
            node = op.node.as_ref();
            texts.push(Vec::new());
        }
        if let Some(text) = texts.last_mut() {
            text.extend(characters(run));
        }
    }
    texts
}

fn characters(run: &GlyphRun) -> impl Iterator<Item = Placed> {
    run.glyphs
        .iter()
        .filter_map(|glyph| compared(glyph.ch).map(|ch| Placed { ch, x: run.x + glyph.x, y: run.y, size: run.size }))
}

/// The boxes of every occurrence, one for each of its lines.
fn within(text: &[Placed], wanted: &[char], page: u32) -> Vec<FoundView> {
    let hit = |window: &&[Placed]| window.iter().map(|placed| placed.ch).eq(wanted.iter().copied());
    let begins = text.windows(wanted.len()).filter(hit);
    begins
        .flat_map(|window| window.chunk_by(|a, b| (a.y - b.y).abs() < 0.1))
        .filter_map(|line| {
            let (first, last) = (line.first()?, line.last()?);
            // A square for the last character: its advance is the size, or less.
            Some(FoundView {
                page,
                x: first.x,
                y: first.y - first.size * 0.88,
                width: last.x - first.x + last.size,
                height: first.size * 1.1,
            })
        })
        .collect()
}
