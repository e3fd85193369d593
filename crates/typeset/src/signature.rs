//! 署名 and 成文日期, which stand in relation to each other (GB/T 9704, documents with and without seal).

use crate::{flow::Item, page::Parting, paragraph::ParaBox};
use mingce_document::{NodeId, ParaStyle, StyleSheet};
use std::collections::BTreeMap;

/// How far the date starts to the right of the name, in characters.
const STEP: f64 = 2.0;

/// Moves each signature with its date. Without a seal the date begins two characters to the right of the name, and the one
/// that reaches further ends at the right indent; with a seal the date keeps its place and the name is centred on it. Where
/// the name ends and the date begins is noted for writers that do not measure.
pub(crate) fn align(items: &mut [Item], sheet: &StyleSheet, width: f64, partings: &mut BTreeMap<NodeId, Parting>) {
    for i in 1..items.len() {
        let [Item::Paragraph(name), Item::Paragraph(date)] = &mut items[i - 1..=i] else { continue };
        let plain = is_single(name, ParaStyle::Signature) && is_single(date, ParaStyle::SignatureDate);
        let sealed = is_single(name, ParaStyle::SealedSignature) && is_single(date, ParaStyle::SealedDate);
        if plain || sealed {
            if sealed {
                centre(name, date, width)
            } else {
                step(name, date, sheet, width)
            }
            partings.insert(name.node.clone(), Parting::EndsBefore(width - name.lines[0].span.1));
            partings.insert(date.node.clone(), Parting::StartsAt(date.lines[0].span.0));
        }
    }
}

/// Puts the name in the middle above the date; both move left together if a long name would reach beyond the text.
fn centre(name: &mut ParaBox, date: &mut ParaBox, width: f64) {
    let (begin, end) = date.lines[0].span;
    let half = (name.lines[0].span.1 - name.lines[0].span.0) / 2.0;
    let middle = f64::midpoint(begin, end).min(width - half);
    name.lines[0].start_at((middle - half).max(0.0));
    date.lines[0].start_at((middle - (end - begin) / 2.0).max(0.0));
}

fn is_single(p: &ParaBox, style: ParaStyle) -> bool {
    p.style == Some(style) && p.lines.len() == 1
}

fn step(name: &mut ParaBox, date: &mut ParaBox, sheet: &StyleSheet, width: f64) {
    let em = sheet.char_advance().0;
    let right = width - sheet.format(ParaStyle::Signature).end_chars * em;
    let span = |p: &ParaBox| p.lines[0].span.1 - p.lines[0].span.0;
    let start = (right - span(name)).min(right - span(date) - STEP * em);
    // Too long for the step: both stay as their styles say.
    if start >= 0.0 {
        name.lines[0].start_at(start);
        date.lines[0].start_at(start + STEP * em);
    }
}
