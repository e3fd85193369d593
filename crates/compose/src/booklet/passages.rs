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

/// The basis closes the last paragraph: a line of its own would stand alone at the head of a page now and then.
fn one(book: &mut Book<'_>, name: &str, style: ParaStyle, title: &str, passage: &Passage) {
    book.push(Block::Paragraph(Paragraph::text(format!("passage.{name}"), style, title)));
    let mut paragraphs: Vec<Paragraph> = (passage.paragraphs.iter().enumerate())
        .map(|(i, text)| Paragraph::text(format!("passage.{name}.{i}"), ParaStyle::Body, text))
        .collect();
    if let Some(line) = passage.basis_line(book.parts.texts_checked) {
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::text(format!("passage.{name}.basis"), ParaStyle::Body, ""));
        }
        if let Some(last) = paragraphs.last_mut() {
            last.inlines.extend(attentive(&line));
        }
    }
    paragraphs.into_iter().for_each(|paragraph| book.push(Block::Paragraph(paragraph)));
}
