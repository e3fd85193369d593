//! The annual report: title, preamble, six sections with text and tables, signature.

use crate::table::form_table;
use mingce_document::{
    Block, CharStyle, Document, Inline, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Section, SectionStart,
    Watermark,
};
use mingce_domain::annual_report::{
    Figures, Form, FormHeading, LiveNumbers, Narrative, Origin, PreviousReport, ResolvedBlock,
};

/// What a version is: decides the watermark and how missing parts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// 草稿: every page says so; missing parts are marked.
    Draft,
    /// 示例: invented data, never a final version.
    Sample,
    /// 定稿: has passed the gate.
    Final,
}

impl Status {
    /// The word across the page; none on a final version.
    pub fn watermark(self) -> Option<&'static str> {
        match self {
            Status::Draft => Some("草稿"),
            Status::Sample => Some("示例"),
            Status::Final => None,
        }
    }
}

/// What a report is composed from.
#[derive(Debug, Clone, Copy)]
pub struct ReportParts<'a> {
    /// The form of the report year.
    pub form: &'a Form,
    /// The figures.
    pub figures: &'a Figures,
    /// Last year's report, for live numbers that compare.
    pub previous: Option<PreviousReport<'a>>,
    /// What this version is.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The report as a document. Never fails: what is missing is marked in the text.
pub fn compose(parts: &ReportParts) -> Document {
    let ReportParts { form, figures, status, created, .. } = *parts;
    let title = figures.title(form);
    let mut blocks = vec![
        Block::Paragraph(Paragraph::text("title", ParaStyle::Title, &title)),
        Block::Paragraph(Paragraph::text("title.after", ParaStyle::Spacer, "")),
    ];
    if let Some(preamble) = &figures.head.preamble {
        text_blocks(parts, "preamble", preamble, &mut blocks);
    }
    for (i, heading) in form.headings.iter().enumerate() {
        let printed = figures.head.headings.as_ref().and_then(|own| own.get(i)).unwrap_or(&heading.text);
        let id = format!("heading.{}", i + 1);
        blocks.push(Block::Paragraph(Paragraph::text(id, ParaStyle::Heading1, printed)));
        section(parts, heading, &mut blocks);
    }
    signature(parts, &mut blocks);
    Document {
        meta: Meta {
            title,
            author: figures.agency.name.clone(),
            subject: format!("{}年政府信息公开工作年度报告", figures.year),
            keywords: vec!["政府信息公开".into(), "年度报告".into(), figures.year.to_string()],
            language: "zh-CN".into(),
            created: created.to_string(),
        },
        sections: vec![Section {
            id: "report".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: status.watermark().map(|text| Watermark { text: text.into() }),
    }
}

fn section(parts: &ReportParts, heading: &FormHeading, blocks: &mut Vec<Block>) {
    if let Some(table) = heading.table.as_deref().and_then(|id| parts.form.table(id)) {
        blocks.push(Block::Table(form_table(table, parts.figures)));
    }
    if let Some(key) = &heading.section {
        let text = parts.figures.section(key);
        let id = format!("sections.{key}");
        if text.trim().is_empty() {
            // Marked in every version: a final one never gets here, because the gate is shut over an empty section.
            let name = heading.text.split_once('、').map_or(heading.text.as_str(), |(_, name)| name);
            blocks.push(attention(&id, ParaStyle::Missing, &format!("【待补充：本报告“{name}”部分尚未填写】")));
        } else {
            text_blocks(parts, &id, text, blocks);
        }
    }
}

/// A section of text as paragraphs; live numbers resolved, those without a value marked.
fn text_blocks(parts: &ReportParts, id: &str, text: &str, blocks: &mut Vec<Block>) {
    let live = LiveNumbers { form: parts.form, figures: parts.figures, previous: parts.previous };
    for (i, block) in live.resolve(&Narrative::parse(text)).iter().enumerate() {
        blocks.push(Block::Paragraph(paragraph(&format!("{id}.{}", i + 1), block)));
    }
}

fn paragraph(id: &str, block: &ResolvedBlock) -> Paragraph {
    // A heading that runs into its paragraph stays one paragraph of body text: a heading style would put whole
    // sentences into the contents.
    let style = match block.kind.level() {
        level @ (2 | 3) if block.lead == block.spans.len() => {
            if level == 2 {
                ParaStyle::Heading2
            } else {
                ParaStyle::Heading3
            }
        }
        _ => ParaStyle::Body,
    };
    let inlines = block
        .spans
        .iter()
        .map(|span| {
            let style = match span.origin {
                Origin::Typed | Origin::Live(_) => CharStyle::Plain,
                Origin::Missing { .. } => CharStyle::Attention,
            };
            Inline::Text { text: span.text.clone(), style }
        })
        .collect();
    Paragraph { id: id.into(), style, align: None, inlines, keep_with_next: false }
}

/// 署名 and 成文日期: on by default. A missing date is marked in a draft.
fn signature(parts: &ReportParts, blocks: &mut Vec<Block>) {
    let figures = parts.figures;
    let signed_by = figures.head.signed_by.as_deref().unwrap_or(&figures.agency.name);
    if signed_by.is_empty() {
        return;
    }
    // A signature never stands alone on its page: the last paragraph goes with it.
    if let Some(Block::Paragraph(last)) = blocks.last_mut() {
        last.keep_with_next = true;
    }
    let mut space = Paragraph::text("signature.before", ParaStyle::Spacer, "");
    space.keep_with_next = true;
    blocks.push(Block::Paragraph(space));
    blocks.push(Block::Paragraph(Paragraph::text("report.signed_by", ParaStyle::Signature, signed_by)));
    blocks.push(match (figures.head.signed_on, parts.status) {
        (Some(on), _) => {
            let date = chinese_date(on);
            Block::Paragraph(Paragraph::text("report.signed_on", ParaStyle::SignatureDate, date))
        }
        (None, Status::Final) => return,
        (None, Status::Draft | Status::Sample) => {
            attention("report.signed_on", ParaStyle::SignatureDate, "【待填：成文日期】")
        }
    });
}

/// `2026年1月20日`: Arabic digits, no leading zeros (GB/T 9704).
pub fn chinese_date(day: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn attention(id: &str, style: ParaStyle, text: &str) -> Block {
    let mut paragraph = Paragraph::text(id, style, "");
    paragraph.inlines = vec![Inline::Text { text: text.to_string(), style: CharStyle::Attention }];
    Block::Paragraph(paragraph)
}
