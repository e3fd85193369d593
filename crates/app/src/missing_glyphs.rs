//! Characters that no face has: a finding with its place, before anybody sees an empty box in print.

use crate::assets::Assets;
use crate::view::AppError;
use mingce_document::{Block, Document, NodeId, Paragraph, StyleSheet};
use mingce_domain::check::{Finding, Severity};
use mingce_typeset::{MissingGlyph, Pages};

/// The rule's id; S01 to S14 are those of the report's form.
const RULE: &str = "S15";
/// How many characters around the one that is missing are shown.
const AROUND: usize = 6;

/// A finding for each character of a document that the shipped faces cannot draw.
///
/// # Errors
/// When the shipped faces cannot be read.
pub fn findings(document: &Document, assets: &Assets) -> Result<Vec<Finding>, AppError> {
    // Every face falls back on one that has all of 中日韩统一表意文字's first block: the rest is worth a look.
    if paragraphs(document).flat_map(|p| p.plain_text().chars().collect::<Vec<_>>()).all(is_common) {
        return Ok(Vec::new());
    }
    let pages = mingce_typeset::layout(document, &StyleSheet::gb9704(), &*assets.fonts.get()?);
    let findings = pages.missing.iter().map(|missing| {
        Finding::new(RULE, Severity::Warning, place(&missing.node), format!("字体中没有{}", shown(missing, document)))
            .actual(missing.ch)
            .remedy("核对是否录错；确是生僻字的，在“设置—版式”中让 PDF 使用本机装有该字的字体，并写明理由")
    });
    Ok(findings.collect())
}

/// What to tell whoever exports: each character once a place, with its page and the words around it; `format` names
/// the file it is an empty box in.
pub fn notes(pages: &Pages, document: &Document, format: &str) -> Vec<String> {
    let note = |missing: &MissingGlyph| {
        let page = pages.anchors.get(&missing.node).map_or(String::new(), |place| format!("第{}页", place.page + 1));
        format!("{page}字体中没有{}，{format} 中该处为空框", shown(missing, document))
    };
    pages.missing.iter().map(note).collect()
}

/// The place as findings name it: `sections.overview`, whatever the paragraph; the words around say which.
fn place(node: &NodeId) -> String {
    match node.0.split('.').collect::<Vec<_>>()[..] {
        ["sections", section, ..] => format!("sections.{section}"),
        _ => node.0.clone(),
    }
}

/// The character by its code (nobody can read an empty box) and what stands around it.
fn shown(missing: &MissingGlyph, document: &Document) -> String {
    let code = format!("“{}”（U+{:04X}）", missing.ch, u32::from(missing.ch));
    match context(document, &missing.node, missing.ch) {
        Some(words) => format!("{code}字，见“{words}”"),
        None => format!("{code}字"),
    }
}

fn context(document: &Document, node: &NodeId, ch: char) -> Option<String> {
    let text = paragraphs(document).find(|p| p.id == *node)?.plain_text();
    let chars: Vec<char> = text.chars().collect();
    let at = chars.iter().position(|c| *c == ch)?;
    let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(chars.len()));
    let mark = |cut: bool| if cut { "…" } else { "" };
    Some(format!("{}{}{}", mark(from > 0), chars[from..to].iter().collect::<String>(), mark(to < chars.len())))
}

fn is_common(ch: char) -> bool {
    matches!(ch, ' '..='~' | '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{3017}' | '\u{FF01}'..='\u{FF5E}')
        || "\n\t“”‘’—…·☑☐①②③④⑤⑥⑦⑧⑨⑩".contains(ch)
}

/// Every paragraph, those of cells and captions too.
fn paragraphs(document: &Document) -> impl Iterator<Item = &Paragraph> {
    document.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks).collect(),
        Block::Figure(figure) => figure.caption.iter().collect(),
        Block::TableOfContents(_) | Block::PageBreak => Vec::new(),
    })
}
