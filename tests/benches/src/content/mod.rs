//! What is measured: documents made by code, the same on every machine.

pub mod booklet;
pub mod mixed;
pub mod report;
pub mod scale;

use mingce_document::{Document, Meta, Orientation, PageNumbering, Section, SectionStart};

/// The instant that all documents bear.
pub const CREATED: &str = "2026-01-20T08:00:00Z";

/// A document of one upright section, its pages numbered from 1.
pub fn document(title: &str, blocks: Vec<mingce_document::Block>) -> Document {
    Document {
        meta: Meta {
            title: title.into(),
            author: "清溪县人民政府办公室".into(),
            subject: title.into(),
            keywords: Vec::new(),
            language: "zh-CN".into(),
            created: CREATED.into(),
        },
        sections: vec![Section {
            id: "content".into(),
            orientation: Orientation::Portrait,
            start: SectionStart::NextPage,
            page_numbers: PageNumbering::Restart(1),
            running_head: None,
            blocks,
        }],
        watermark: None,
    }
}
