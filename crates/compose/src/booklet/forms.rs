//! Letters and forms as blanks, to be filled in by hand.

use super::{Book, centred, plain};
use crate::letter;
use mingce_document::{Align, Block, Inline, Mm, ParaStyle, Paragraph};
use mingce_domain::application::letter::{FACTS, Facts, Filled, LetterKind, LetterTemplate, Piece};

/// Stands for a blank in a text that was filled in: a character of private use, which no template has.
const BLANK: char = '\u{e000}';
/// How wide a blank in a sentence is.
const WIDTH: Mm = Mm(28.0);
/// What a blank letter says of remedies: which are open depends on the answer and on its day.
const REMEDY: &str = "（救济途径：按作出答复之日的规定，写明申请行政复议、提起行政诉讼的机关、法院和期限。）";

/// The form of this kind, a chapter under its own title.
pub(super) fn form(book: &mut Book<'_>, kind: LetterKind) {
    if let Some(template) = book.parts.letters.iter().find(|template| template.kind == kind) {
        book.heading(&format!("letter.{}", kind.key()), &template.title, true);
        letter(book, template);
    }
}

/// All other letters, each on a page of its own.
pub(super) fn letters(book: &mut Book<'_>) {
    book.heading("letters", "文书格式", true);
    let shown = |kind: LetterKind| !matches!(kind, LetterKind::Form | LetterKind::SecrecyReview);
    let kinds = LetterKind::ALL.iter().copied().filter(|kind| shown(*kind));
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
    let mut filled = blank(template);
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
    if template.signed {
        book.spacers(&format!("{name}signature.before"), letter::SEAL_ROOM);
        let signature =
            Paragraph::text(format!("{name}signature"), ParaStyle::SealedSignature, "（机关名称，加盖印章）");
        book.push(Block::Paragraph(signature));
        let date = "　　年　　月　　日";
        book.push(Block::Paragraph(Paragraph::text(format!("{name}date"), ParaStyle::SealedDate, date)));
    }
}

/// The letter with a blank for everything that it names.
fn blank(template: &LetterTemplate) -> Filled {
    let fields = template.fields.iter().map(|field| field.key.clone());
    let names = FACTS.iter().map(|fact| fact.key.to_string()).chain(fields);
    template.fill(&names.map(|name| (name, BLANK.to_string())).collect::<Facts>())
}

/// In a form a blank is the empty cell.
fn by_hand(pieces: &mut Vec<Piece>) {
    for piece in pieces.iter_mut() {
        if let Piece::Text(text) = piece {
            text.retain(|c| c != BLANK);
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
        let text = match piece {
            Piece::Text(text) | Piece::Missing(text) => text,
        };
        for (i, words) in text.split(BLANK).enumerate() {
            if i > 0 {
                inlines.push(Inline::Blank { width: WIDTH });
            }
            if !words.is_empty() {
                inlines.push(plain(words));
            }
        }
    }
    Paragraph { inlines, ..Paragraph::text(id, style, "") }
}

fn gap(width: f64) -> Inline {
    Inline::Blank { width: Mm(width) }
}
