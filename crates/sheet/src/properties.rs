//! What the workbook says about itself.

use mingce_document::Meta;
use rust_xlsxwriter::{DocProperties, ExcelDateTime};

/// The document's properties; an unreadable instant becomes a fixed one, never the clock's.
pub fn of(meta: &Meta) -> DocProperties {
    let created =
        ExcelDateTime::parse_from_str(meta.created.trim_end_matches('Z').split('+').next().unwrap_or_default())
            .or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1));
    let properties = DocProperties::new()
        .set_title(&meta.title)
        .set_author(&meta.author)
        .set_subject(&meta.subject)
        .set_keywords(meta.keywords.join("，"));
    match created {
        Ok(created) => properties.set_creation_datetime(&created),
        Err(_) => properties,
    }
}
