//! Letters and forms as blanks, to be filled in by hand.

use super::{Book, centred, plain};
use crate::{letter, publication_sheet};
use mingce_document::{Align, Block, Inline, Mm, ParaStyle, Paragraph};
use mingce_domain::application::letter::{FACTS, Facts, Filled, LetterKind, LetterTemplate, Piece};

/// What stands for a blank in a text that was filled in, by what is to be written there: characters of private use, which no
/// template has.
const BLANKS: [(char, Blank); 4] =
    [('\u{e000}', Blank::Words), ('\u{e001}', Blank::Number), ('\u{e002}', Blank::Date), ('\u{e003}', Blank::Text)];

/// How much room a blank leaves for the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    /// A name or a number of a case.
    Words,
    /// A number.
    Number,
    /// Year, month and day.
    Date,
    /// A sentence.
    Text,
}

impl Blank {
    /// What the facts and fields of these names take.
    fn of(key: &str) -> Blank {
        match key {
            "received_on" | "arrived_on" | "due_on" | "reply_by" | "return_by" | "delay_until" | "closed_on"
            | "issued_on" => Blank::Date,
            "extension_days" | "amount_yuan" => Blank::Number,
            "subject" | "description" | "basis" | "reason" | "unclear" | "how" | "given" | "supply" | "searched"
            | "other_organ" | "way_to_get" | "channel_to_use" | "earlier" | "special_law" | "charge" | "count"
            | "how_to_pay" => Blank::Text,
            _ => Blank::Words,
        }
    }

    fn in_text(c: char) -> Option<Blank> {
        BLANKS.iter().find(|(stands, _)| *stands == c).map(|(_, blank)| *blank)
    }

    fn inlines(self) -> Vec<Inline> {
        match self {
            Blank::Words => vec![gap(28.0)],
            Blank::Number => vec![gap(14.0)],
            Blank::Date => vec![gap(14.0), plain("年"), gap(9.0), plain("月"), gap(9.0), plain("日")],
            Blank::Text => vec![gap(84.0)],
        }
    }
}
/// What a blank letter says of remedies: which are open depends on the answer and on its day.
const REMEDY: &str = "（救济途径：按作出答复之日的规定，写明申请行政复议、提起行政诉讼的机关、法院和期限。）";

/// What is printed below the form of the review.
const REVIEW_NOTE: &str =
    "每条信息公开之前填写一张，随原文、网页截图归档。答复公开申请之前的审查，用文书格式中的保密审查表。";

/// The form of this kind, a chapter under its own title.
pub(super) fn form(book: &mut Book<'_>, kind: LetterKind) {
    if let Some(template) = book.parts.letters.iter().find(|template| template.kind == kind) {
        book.heading(&format!("letter.{}", kind.key()), &template.title, true);
        letter(book, template);
    }
}

/// The form that is signed before something is published. That of an application stands among the letters.
pub(super) fn review(book: &mut Book<'_>) {
    book.heading("review", "政府信息公开保密审查表", true);
    book.push(Block::Table(publication_sheet::blank_review_form("review")));
    book.push(Block::Paragraph(Paragraph::text("review.note", ParaStyle::Body, REVIEW_NOTE)));
}

/// All other letters, each on a page of its own.
pub(super) fn letters(book: &mut Book<'_>) {
    book.heading("letters", "文书格式", true);
    let kinds = LetterKind::ALL.iter().copied().filter(|kind| *kind != LetterKind::Form);
    let templates: Vec<&LetterTemplate> =
        kinds.filter_map(|kind| book.parts.letters.iter().find(|template| template.kind == kind)).collect();
    for (i, template) in templates.into_iter().enumerate() {
        if i > 0 {
            book.push(Block::PageBreak);
        }
        let id = format!("letter.{}", template.kind.key());
        book.push(centred(&id, ParaStyle::Heading3, &format!("{}.{}", i + 1, template.kind.label())));
        let title = Paragraph::text(format!("{id}.title"), ParaStyle::Title, &template.title);
        book.push(Block::Paragraph(title));
        letter(book, template);
    }
}

fn letter(book: &mut Book<'_>, template: &LetterTemplate) {
    let name = format!("letter.{}.", template.kind.key());
    let mut filled = blank(template, book.parts.third_party_days);
    if !template.series.is_empty() {
        let inlines = vec![plain("〔"), gap(14.0), plain("〕"), gap(14.0), plain("号")];
        let mut number = Paragraph { inlines, ..Paragraph::text(format!("{name}number"), ParaStyle::BodyFlush, "") };
        number.align = Some(Align::Center);
        book.push(Block::Paragraph(number));
    }
    if filled.rows.is_empty() {
        book.spacers(&format!("{name}after"), 1);
    }
    if !filled.addressee.is_empty() {
        book.push(Block::Paragraph(line(&format!("{name}addressee"), ParaStyle::BodyFlush, &filled.addressee)));
    }
    paragraphs(book, &format!("{name}body"), &filled.body);
    if !filled.rows.is_empty() {
        for (_, pieces) in filled.rows.iter_mut().flatten() {
            by_hand(pieces);
        }
        book.push(Block::Table(letter::form(&filled, &name)));
    }
    paragraphs(book, &format!("{name}note"), &filled.notes);
    if template.remedy {
        book.push(Block::Paragraph(Paragraph::text(format!("{name}remedy"), ParaStyle::Body, REMEDY)));
    }
    if template.signed
        && let Some(section) = book.sections.last_mut()
    {
        let date = [Piece::Text("　　年　　月　　日".into())];
        letter::signature(&name, "（机关名称，加盖印章）", &date, &mut section.blocks);
    }
}

/// The letter with a blank for everything that it names, but for what the law fixes.
fn blank(template: &LetterTemplate, third_party_days: u32) -> Filled {
    let fields = template.fields.iter().map(|field| field.key.clone());
    let names = FACTS.iter().map(|fact| fact.key.to_string()).chain(fields);
    let stands = |name: &str| BLANKS.iter().find(|(_, blank)| *blank == Blank::of(name)).map(|(c, _)| c.to_string());
    let mut facts: Facts = names.map(|name| (name.clone(), stands(&name).unwrap_or_default())).collect();
    facts.insert("third_party_days".into(), third_party_days.to_string());
    template.fill(&facts)
}

/// In a form a blank is the empty cell.
fn by_hand(pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut() {
        if let Piece::Text(text) = piece {
            text.retain(|c| Blank::in_text(c).is_none());
        }
    }
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
}

fn paragraphs(book: &mut Book<'_>, name: &str, all: &[Vec<Piece>]) {
    for (i, pieces) in all.iter().enumerate() {
        book.push(Block::Paragraph(line(&format!("{name}.{}", i + 1), ParaStyle::Body, pieces)));
    }
}

fn line(id: &str, style: ParaStyle, pieces: &[Piece]) -> Paragraph {
    let mut inlines = Vec::new();
    for piece in pieces {
        let (Piece::Text(text) | Piece::Missing(text)) = piece;
        for words in text.split_inclusive(|c| Blank::in_text(c).is_some()) {
            let blank = words.chars().next_back().and_then(Blank::in_text);
            let words = words.trim_end_matches(|c| Blank::in_text(c).is_some());
            if !words.is_empty() {
                inlines.push(plain(words));
            }
            inlines.extend(blank.into_iter().flat_map(Blank::inlines));
        }
    }
    let mut paragraph = Paragraph { inlines, ..Paragraph::text(id, style, "") };
    if paragraph.inlines.iter().any(|inline| matches!(inline, Inline::Blank { .. })) {
        // A line that ends before a blank would be pulled apart to its full width.
        paragraph.align = Some(Align::Start);
    }
    paragraph
}

fn gap(width: f64) -> Inline {
    Inline::Blank { width: Mm(width) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_day_is_written_as_year_month_and_day() {
        for fact in FACTS {
            let day = fact.label.ends_with("日期") || fact.label.ends_with("期限");
            assert_eq!(Blank::of(fact.key) == Blank::Date, day, "{}", fact.key);
        }
    }
}
