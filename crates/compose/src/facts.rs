//! A composed document as the neutral facts that the checks of structure look at (S01, S02, S07).

use mingce_document::{Block, CellRole, Document, ParaStyle, Paragraph};
use mingce_domain::check::{DocumentFacts, TableFacts};

/// What the checks need to know of a document.
pub fn of(document: &Document) -> DocumentFacts {
    let mut facts = DocumentFacts::default();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => paragraph_facts(paragraph, &mut facts),
            Block::Table(table) => facts.tables.push(TableFacts {
                heads: table
                    .rows
                    .iter()
                    .flat_map(|row| &row.cells)
                    .filter(|cell| matches!(cell.role, CellRole::Head(_)))
                    .map(|cell| cell.plain_text())
                    .collect(),
                unit: None,
            }),
            Block::Figure(_) | Block::TableOfContents(_) | Block::PageBreak => {}
        }
    }
    facts
}

fn paragraph_facts(paragraph: &Paragraph, facts: &mut DocumentFacts) {
    let text = paragraph.plain_text();
    match paragraph.style {
        ParaStyle::Title => facts.title.push_str(&text.replace('\n', "")),
        ParaStyle::Heading1 => facts.headings.push(text),
        _ if text.trim().is_empty() => {}
        _ => facts.paragraphs.push(text),
    }
}
