//! Passages: headings, paragraphs, the articles they rest on; questions and answers.

use super::{Book, Passage, attentive, chinese};
use mingce_document::{Block, ParaStyle, Paragraph};

/// Passages of a part, numbered （一）, from a new page on.
pub(super) fn write(book: &mut Book<'_>, name: &str, passages: &[Passage]) {
    book.push(Block::PageBreak);
    for (i, passage) in passages.iter().enumerate() {
        let title = format!("（{}）{}", chinese(i + 1), passage.title);
        one(book, &format!("{name}.{}", i + 1), ParaStyle::Heading2, &title, passage);
    }
}

/// Questions, numbered.
pub(super) fn questions(book: &mut Book<'_>, questions: &[Passage]) {
    for (i, question) in questions.iter().enumerate() {
        let title = format!("{}.{}", i + 1, question.title);
        one(book, &format!("question.{}", i + 1), ParaStyle::Heading3, &title, question);
    }
}

fn one(book: &mut Book<'_>, name: &str, style: ParaStyle, title: &str, passage: &Passage) {
    book.push(Block::Paragraph(Paragraph::text(format!("passage.{name}"), style, title)));
    for (i, text) in passage.paragraphs.iter().enumerate() {
        book.push(Block::Paragraph(Paragraph::text(format!("passage.{name}.{i}"), ParaStyle::Body, text)));
    }
    if let Some(line) = passage.basis_line(book.parts.texts_checked) {
        let mut paragraph = Paragraph::text(format!("passage.{name}.basis"), ParaStyle::Body, "");
        paragraph.inlines = attentive(&line);
        book.push(Block::Paragraph(paragraph));
    }
}
