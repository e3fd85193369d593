//! What stands before the parts: cover, 编印说明, contents. Its pages bear no numbers.

use super::{Book, centred, plain};
use crate::annual_report::chinese_date;
use chrono::Datelike;
use mingce_document::{
    Align, Block, Inline, Orientation, PageNumbering, ParaStyle, Paragraph, SectionStart, TableOfContents,
};

/// The deepest headings that the contents list: part, chapter, item.
const DEPTH: u8 = 3;
/// Lines of the cover, and where the title begins on it.
const COVER_LINES: usize = 20;
const ABOVE_TITLE: usize = 5;
/// Characters of a title, and of the name below it, to a line.
const TITLE_CHARS: usize = 18;
const NAME_CHARS: usize = 26;

pub(super) fn write(book: &mut Book<'_>) {
    cover(book);
    preface(book);
    contents(book);
}

fn unnumbered(book: &mut Book<'_>, name: &str) {
    book.section(name, "", Orientation::Portrait, PageNumbering::None);
    if let Some(section) = book.sections.last_mut() {
        section.running_head = None;
    }
}

fn cover(book: &mut Book<'_>) {
    let parts = book.parts;
    unnumbered(book, "cover");
    if let Some(section) = book.sections.last_mut() {
        section.start = SectionStart::NextPage;
    }
    book.spacers("cover.above", ABOVE_TITLE);
    book.push(Block::Paragraph(Paragraph::text("cover.title", ParaStyle::Title, parts.title)));
    let lines = |text: &str, chars: usize| text.chars().count().div_ceil(chars).max(1);
    let used = ABOVE_TITLE + 2 * lines(parts.title, TITLE_CHARS) + lines(parts.compiler, NAME_CHARS) + 1;
    book.spacers("cover.between", COVER_LINES.saturating_sub(used));
    let mut compiler = Paragraph::text("cover.compiler", ParaStyle::BodyFlush, parts.compiler);
    compiler.align = Some(Align::Center);
    book.push(Block::Paragraph(compiler));
    let month = format!("{}年{}月", parts.day.year(), parts.day.month());
    let mut month = Paragraph::text("cover.month", ParaStyle::BodyFlush, month);
    month.align = Some(Align::Center);
    book.push(Block::Paragraph(month));
}

fn preface(book: &mut Book<'_>) {
    let parts = book.parts;
    unnumbered(book, "preface");
    book.push(Block::Paragraph(Paragraph::text("preface.title", ParaStyle::Title, "编印说明")));
    book.spacers("preface.after", 1);
    let offices: Vec<&str> = parts.divisions.iter().map(|division| division.tier.offices()).collect();
    let chapters = parts.divisions.iter().flat_map(|division| &division.chapters);
    let (count, items) = chapters.fold((0, 0), |(n, items), chapter| (n + 1, items + chapter.entries.len()));
    let scope = format!("{}{count}个单位、{items}项", offices.join("、"));
    for (i, text) in parts.texts.preface.iter().enumerate() {
        let text = text
            .replace("{title}", parts.title)
            .replace("{compiler}", parts.compiler)
            .replace("{scope}", &scope)
            .replace("{day}", &chinese_date(parts.day));
        book.push(Block::Paragraph(Paragraph::text(format!("preface.{i}"), ParaStyle::Body, text)));
    }
}

fn contents(book: &mut Book<'_>) {
    unnumbered(book, "contents");
    let mut title = Paragraph::text("contents.title", ParaStyle::Title, "");
    // A wide space between the two characters, as official books have it.
    title.inlines = vec![plain("目　录")] as Vec<Inline>;
    book.push(Block::Paragraph(title));
    book.spacers("contents.after", 1);
    book.push(Block::TableOfContents(TableOfContents { id: "contents".into(), depth: DEPTH }));
}

/// An appendix begins on a right-hand page, with its heading at the top.
pub(super) fn appendix(book: &mut Book<'_>, name: &str, title: &str, orientation: Orientation) {
    book.section(name, title, orientation, PageNumbering::Continue);
    book.push(centred(&format!("part.{name}"), ParaStyle::Heading1, title));
}
