//! Letters and forms of 依申请公开, filled in, as official documents: heading, number, addressee, text, remedies,
//! signature and date; forms as a table.

use crate::annual_report::chinese_date;
use mingce_document::{
    Align, Block, Cell, CellRole, CharStyle, Document, Inline, Meta, Mm, Orientation, PageNumbering, ParaStyle,
    Paragraph, Row, RowHeight, Scope, Section, SectionStart, Table, VerticalAlign, Watermark,
};
use mingce_domain::application::letter::{Filled, FilledRow, Piece};

/// What a letter is composed from.
#[derive(Debug, Clone, Copy)]
pub struct LetterParts<'a> {
    /// The letter with its blanks filled in.
    pub filled: &'a Filled,
    /// Its number; empty for a draft and for documents without.
    pub number: &'a str,
    /// The paragraph on remedies; empty for none.
    pub remedy: &'a str,
    /// The office's name.
    pub agency: &'a str,
    /// Whether the office signs it, and under which date; a draft has none yet.
    pub signed: Option<Option<chrono::NaiveDate>>,
    /// The word across its pages: 草稿, 示例, 作废.
    pub watermark: Option<&'a str>,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The letter.
pub fn compose(parts: &LetterParts<'_>) -> Document {
    let LetterParts { filled, agency, .. } = *parts;
    let title = format!("{agency}{}", filled.title);
    let plain = |text: &str| Inline::Text { text: text.to_string(), style: CharStyle::Plain };
    // The office on a line of its own: run together, 人民政府政府信息 is torn in the middle of a word.
    let mut heading = Paragraph::text("title", ParaStyle::Title, "");
    heading.inlines = vec![plain(agency), Inline::LineBreak, plain(&filled.title)];
    let mut blocks = vec![Block::Paragraph(heading)];
    if !parts.number.is_empty() {
        let mut number = Paragraph::text("number", ParaStyle::BodyFlush, parts.number);
        number.align = Some(Align::Center);
        blocks.push(Block::Paragraph(number));
    }
    blocks.push(Block::Paragraph(Paragraph::text("title.after", ParaStyle::Spacer, "")));
    if !filled.addressee.is_empty() {
        blocks.push(Block::Paragraph(line("addressee", ParaStyle::BodyFlush, &filled.addressee)));
    }
    paragraphs("body", &filled.body, &mut blocks);
    if !filled.rows.is_empty() {
        blocks.push(Block::Table(form(filled, "")));
    }
    paragraphs("note", &filled.notes, &mut blocks);
    if !parts.remedy.is_empty() {
        let remedy = vec![Piece::Text(parts.remedy.to_string())];
        blocks.push(Block::Paragraph(line("remedy", ParaStyle::Body, &remedy)));
    }
    if let Some(date) = parts.signed {
        let date = date.map_or_else(|| Piece::Missing("成文日期".into()), |on| Piece::Text(chinese_date(on)));
        signature("", parts.agency, &[date], &mut blocks);
    }
    Document {
        meta: Meta {
            subject: filled.title.clone(),
            title,
            author: agency.to_string(),
            keywords: vec!["政府信息公开".into(), "依申请公开".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "letter".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.watermark.map(|text| Watermark { text: text.into() }),
    }
}

fn paragraphs(name: &str, all: &[Vec<Piece>], blocks: &mut Vec<Block>) {
    let lines = all.iter().enumerate();
    blocks
        .extend(lines.map(|(i, pieces)| Block::Paragraph(line(&format!("{name}.{}", i + 1), ParaStyle::Body, pieces))));
}

/// A paragraph; what is missing is marked in it.
fn line(id: &str, style: ParaStyle, pieces: &[Piece]) -> Paragraph {
    let mut paragraph = Paragraph::text(id, style, "");
    paragraph.inlines = pieces.iter().map(inline).collect();
    paragraph
}

fn inline(piece: &Piece) -> Inline {
    match piece {
        Piece::Text(text) => Inline::Text { text: one_line(text), style: CharStyle::Plain },
        Piece::Missing(label) => Inline::Text { text: format!("【待填：{label}】"), style: CharStyle::Attention },
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Empty lines above the name: a seal over name and date then ends at most a line below the text, not on it.
const SEAL_ROOM: usize = 2;

/// Name and date of a sealed document, which never stand alone on their page; `prefix` begins the names of their nodes.
pub(crate) fn signature(prefix: &str, name: &str, date: &[Piece], blocks: &mut Vec<Block>) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut() {
        last.keep_with_next = true;
    }
    for n in 1..=SEAL_ROOM {
        let mut space = Paragraph::text(format!("{prefix}signature.before.{n}"), ParaStyle::Spacer, "");
        space.keep_with_next = true;
        blocks.push(Block::Paragraph(space));
    }
    blocks.push(Block::Paragraph(Paragraph::text(format!("{prefix}signature"), ParaStyle::SealedSignature, name)));
    blocks.push(Block::Paragraph(line(&format!("{prefix}signature.date"), ParaStyle::SealedDate, date)));
}

const SHARES: [f64; 4] = [0.2, 0.32, 0.18, 0.3];

/// The table of a form; `prefix` begins the names of its nodes.
pub(crate) fn form(filled: &Filled, prefix: &str) -> Table {
    let rows = filled.rows.iter().enumerate().map(|(at, row)| form_row(&format!("{prefix}form.{at}"), row));
    Table {
        id: format!("{prefix}form").into(),
        summary: format!("{}：各项名称和内容", filled.title),
        columns: SHARES.to_vec(),
        head_rows: 0,
        rows: rows.collect(),
    }
}

fn form_row(name: &str, row: &FilledRow) -> Row {
    // To be written in by hand: room for it.
    let by_hand = row.iter().any(|(_, pieces)| pieces.is_empty());
    let spanned = if row.len() == 1 { SHARES.len() - 1 } else { 1 };
    let cells = row.iter().enumerate().flat_map(|(i, (label, pieces))| {
        let id = format!("{name}.{i}");
        let head = Paragraph::text(format!("{id}.label"), ParaStyle::TableHead, label);
        let mut text = line(&id, ParaStyle::TableText, pieces);
        text.align = Some(Align::Start);
        let mut value = Cell::of(CellRole::Data, text).spanning(spanned, 1);
        value.vertical = VerticalAlign::Middle;
        [Cell::of(CellRole::Head(Scope::Row), head), value]
    });
    let height = match (by_hand, row.len()) {
        (true, 1) => Mm(20.0),
        (true, _) => Mm(14.0),
        (false, _) => Mm(11.0),
    };
    Row { height: RowHeight::AtLeast(height), cells: cells.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Filled {
        Filled {
            title: "政府信息公开告知书".into(),
            addressee: vec![Piece::Text("示例甲：".into())],
            body: vec![vec![Piece::Text("经查，".into()), Piece::Missing("获取的途径".into())]],
            rows: vec![vec![("受送达人".into(), vec![Piece::Text("示\n例甲".into())])], vec![("签收".into(), vec![])]],
            notes: Vec::new(),
            missing: Vec::new(),
        }
    }

    #[test]
    fn a_letter_says_its_parts_in_their_order_and_marks_what_is_missing() {
        let filled = filled();
        let parts = LetterParts {
            filled: &filled,
            number: "青告〔2026〕1号",
            remedy: "如对本告知不服……",
            agency: "清溪县青石镇人民政府",
            signed: Some(chrono::NaiveDate::from_ymd_opt(2026, 1, 5)),
            watermark: Some("作废"),
            created: "2026-01-05T00:00:00Z",
        };
        let document = compose(&parts);
        let texts: Vec<String> = document.sections[0]
            .blocks
            .iter()
            .map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.plain_text(),
                Block::Table(table) => table.placed().iter().map(|(.., cell)| cell.plain_text()).collect(),
                _ => String::new(),
            })
            .collect();
        let expected = [
            "清溪县青石镇人民政府\n政府信息公开告知书",
            "青告〔2026〕1号",
            "",
            "示例甲：",
            "经查，【待填：获取的途径】",
            "受送达人示 例甲签收",
            "如对本告知不服……",
            "",
            "",
            "清溪县青石镇人民政府",
            "2026年1月5日",
        ];
        assert_eq!(texts, expected);
        assert_eq!(document.watermark, Some(Watermark { text: "作废".into() }));
    }

    #[test]
    fn a_signature_never_stands_alone_on_its_page() {
        let mut blocks = vec![Block::Paragraph(Paragraph::text("body", ParaStyle::Body, "特此告知。"))];
        signature("form.", "清溪县青石镇人民政府", &[Piece::Text("2026年1月5日".into())], &mut blocks);
        let sheet = mingce_document::StyleSheet::gb9704();
        let kept: Vec<bool> = (blocks.iter())
            .map(|block| match block {
                Block::Paragraph(text) => text.keep_with_next || sheet.format(text.style).keep_with_next,
                _ => false,
            })
            .collect();
        assert_eq!(kept, [true, true, true, true, false], "text, room for the seal, name, date");
    }
}
