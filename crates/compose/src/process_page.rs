//! One process by itself: its flowchart and its step table, without an item around them.

use crate::annual_report::Status;
use crate::chart::figures;
use crate::step_table::steps;
use mingce_document::{
    Block, Document, Drawing, Meta, Orientation, PageNumbering, ParaStyle, Paragraph, Section, SectionStart, Watermark,
};
use mingce_domain::process::Process;

/// What the pages are composed from.
#[derive(Debug, Clone, Copy)]
pub struct ProcessParts<'a> {
    /// The process.
    pub process: &'a Process,
    /// Its chart, laid out.
    pub drawing: &'a Drawing,
    /// The office's name; empty where there is none.
    pub agency: &'a str,
    /// How its pages lie: across where the chart is wide.
    pub orientation: Orientation,
    /// Whether the step table follows the chart.
    pub with_steps: bool,
    /// What the version is.
    pub status: Status,
    /// The instant that the file bears: RFC 3339 in UTC.
    pub created: &'a str,
}

/// The pages as a document of their own.
pub fn compose(parts: &ProcessParts<'_>) -> Document {
    let title = match parts.process.title.trim() {
        "" => "流程图",
        title => title,
    };
    let mut blocks = vec![Block::Paragraph(Paragraph::text("title", ParaStyle::Title, title))];
    blocks.extend(figures(parts.process, parts.drawing, parts.orientation, "chart", None));
    if parts.with_steps {
        blocks.push(Block::Paragraph(Paragraph::text("heading.steps", ParaStyle::Heading1, "步骤、岗位与时限")));
        blocks.push(Block::Table(steps(parts.process, "")));
    }
    Document {
        meta: Meta {
            title: title.to_string(),
            author: parts.agency.to_string(),
            subject: "流程图".into(),
            keywords: vec!["政府信息公开".into(), "流程图".into()],
            language: "zh-CN".into(),
            created: parts.created.to_string(),
        },
        sections: vec![Section {
            id: "process".into(),
            orientation: parts.orientation,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: parts.status.watermark().map(|text| Watermark { text: text.into() }),
    }
}
