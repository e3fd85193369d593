//! 公开栏: which items hang, on what paper, for how long.

use super::view::CatalogueExportRequest;
use crate::formats::Writers;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_compose::catalogue_sheet::CatalogueParts;
use mingce_compose::notice_board::{NoticeParts, compose, may_be_posted};
use mingce_document::{BoardPaper, Document, Orientation, PageNumbering};
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::catalogue::foreign::read_day;

/// The paper of a request.
///
/// # Errors
/// When none is named, or one that there is not.
pub fn paper(request: &CatalogueExportRequest) -> Result<BoardPaper, AppError> {
    let notice = request.notice.as_ref().ok_or_else(without_period)?;
    let found = BoardPaper::ALL.into_iter().find(|paper| paper.key() == notice.paper.to_ascii_lowercase());
    found.ok_or_else(|| AppError::plain(format!("公开栏的纸张只有 A4、A3，没有“{}”", notice.paper)).at("paper"))
}

/// The notice of the items that may hang. What may not is left out and said.
///
/// # Errors
/// When no item may, or the days are none.
pub fn document(
    request: &CatalogueExportRequest,
    parts: &CatalogueParts<'_>,
    writers: &Writers<'_>,
    notes: &mut Vec<String>,
) -> Result<Document, AppError> {
    let notice = request.notice.as_ref().ok_or_else(without_period)?;
    let (from, to) = (day(&notice.from, "from")?, day(&notice.to, "to")?);
    if to < from {
        return Err(AppError::plain("公示期的截止日期早于起始日期，请改正".into()).at("to"));
    }
    let items: Vec<&DisclosureItem> = parts.items.iter().filter(|item| may_be_posted(item)).collect();
    let left = parts.items.len() - items.len();
    if items.is_empty() {
        return Err(AppError::plain("所选事项都不予公开或只在内部、对特定群体公开，不能张贴".into()));
    }
    if left > 0 {
        let note = format!("{left}项不予公开或只在内部、对特定群体公开，没有列入公开栏");
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let orientation = if notice.landscape { Orientation::Landscape } else { Orientation::Portrait };
    let notice = NoticeParts {
        items: &items,
        agency: parts.agency,
        period: (from, to),
        orientation,
        status: parts.status,
        created: parts.created,
    };
    let mut document = compose(&notice);
    // A number on a single sheet would make people look for the second.
    if writers.page_count(&document)? == 1 {
        document.sections.iter_mut().for_each(|section| section.page_numbers = PageNumbering::None);
    }
    Ok(document)
}

fn without_period() -> AppError {
    AppError::plain("请写明公示期的起止日期".into()).at("from")
}

fn day(text: &str, field: &str) -> Result<NaiveDate, AppError> {
    if text.trim().is_empty() {
        return Err(AppError::plain("请写明公示期的起止日期".into()).at(field));
    }
    read_day(text).ok_or_else(|| AppError::plain(format!("“{text}”看不出是哪一天，请写成 2026-01-20 的样子")).at(field))
}
