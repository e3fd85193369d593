//! Texts and days as the clerk writes them.

use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::catalogue::foreign::read_day;
use mingce_domain::publication::{Publication, Refusal};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;
/// The longest other text, in characters.
const LONGEST: usize = 5_000;

pub(super) fn write_text(one: &mut Publication, field: &str, text: &str) -> Result<(), AppError> {
    match field {
        "title" => {
            let title = mingce_domain::catalogue::tidy_name(text);
            if title.is_empty() {
                return Err(AppError::plain("请填写信息名称".into()).at("title"));
            }
            if title.chars().count() > LONGEST_TITLE {
                return Err(AppError::plain(format!("信息名称过长（最多{LONGEST_TITLE}字），没有保存")).at("title"));
            }
            one.title = title;
        }
        "document_number" => one.document_number = short(text, field, "文号")?,
        "summary" => one.summary = long(text, field, "内容概述")?,
        "opinion" => one.review.opinion = long(text, field, "审查意见")?,
        "note" => one.note = long(text, field, "备注")?,
        "on_paper" => {
            let form = short(text, field, "纸质审查表编号")?;
            one.reviewed_on_paper(&form).map_err(|why| refused(why).at(field))?;
        }
        "formed_on" if text.trim().is_empty() => one.formed_on = None,
        "formed_on" => {
            let formed = read_day(text)
                .ok_or_else(|| AppError::plain("生成日期看不出是哪一天，请写成 2026-01-20 的样子".into()).at(field))?;
            if one.first_published_on().is_some_and(|on| on < formed) {
                return Err(refused(Refusal::BeforeFormed).at(field));
            }
            one.formed_on = Some(formed);
        }
        "pages" => {
            let pages = text.trim().parse::<u32>().ok().filter(|pages| *pages <= 9_999);
            let pages = pages.ok_or_else(|| AppError::plain("页数请填0到9999之间的数".into()).at(field))?;
            one.archive.as_mut().ok_or_else(|| AppError::plain("还没有归档，不能填页数".into()).at(field))?.pages =
                pages;
        }
        _ => return Err(unknown()),
    }
    Ok(())
}

/// A day that is not still to come.
pub(super) fn past(text: &str, field: &str, what: &str, now: &Now) -> Result<NaiveDate, AppError> {
    let day = read_day(text)
        .ok_or_else(|| AppError::plain(format!("{what}看不出是哪一天，请写成 2026-01-20 的样子")).at(field))?;
    if day > now.today {
        return Err(AppError::plain(format!("{what}还没有到，请在办理之后登记")).at(field));
    }
    Ok(day)
}

pub(super) fn short(text: &str, field: &str, what: &str) -> Result<String, AppError> {
    let text = text.trim().to_string();
    if text.chars().count() > 100 || text.contains(['\n', '\r']) {
        return Err(AppError::plain(format!("{what}过长（最多100字，不换行），没有保存")).at(field));
    }
    Ok(text)
}

pub(super) fn long(text: &str, field: &str, what: &str) -> Result<String, AppError> {
    if text.chars().count() > LONGEST {
        return Err(AppError::plain(format!("{what}过长（最多{LONGEST}字），没有保存")).at(field));
    }
    Ok(text.trim().to_string())
}

pub(super) fn refused(why: Refusal) -> AppError {
    AppError::plain(why.to_string())
}

pub(super) fn gone() -> AppError {
    AppError::plain("所选的内容已不在这条记录中，请刷新后重试".into())
}

pub(super) fn unknown() -> AppError {
    AppError::plain("没有这一选项，请刷新后重试".into())
}
