//! Publications as files: the ledger, the review form, what the archive asks for.

use super::view::PublicationExportRequest;
use crate::formats::{Format, Writers};
use crate::output::Output;
use crate::view::AppError;
use mingce_compose::publication_sheet::{self, Entry, PublicationParts};
use mingce_document::Document;

/// Formats that such a sheet has.
pub const FORMATS: [Format; 4] = [Format::Xlsx, Format::Docx, Format::Pdf, Format::Html];

/// The files of a request, in one format.
///
/// # Errors
/// When the sheet has nothing to hold, or a writer fails.
pub fn outputs(
    request: &PublicationExportRequest,
    parts: &PublicationParts<'_>,
    format: Format,
    writers: &Writers<'_>,
    notes: &mut Vec<String>,
) -> Result<Vec<(Format, Output)>, AppError> {
    let document = document(&request.sheet, parts)?;
    let mark = if parts.sample { "（示例）" } else { "" };
    let name = format!("{}{mark}", document.meta.title);
    let files = writers.outputs(&document, &name, format, notes)?;
    Ok(files.into_iter().map(|output| (format, output)).collect())
}

fn document(sheet: &str, parts: &PublicationParts<'_>) -> Result<Document, AppError> {
    let filed = |entry: &Entry<'_>| entry.publication.archive.is_some();
    if parts.entries.is_empty() {
        return Err(AppError::plain("还没有公开记录，没有可以导出的内容".into()));
    }
    match sheet {
        "ledger" => Ok(publication_sheet::ledger(parts)),
        "review" => Ok(publication_sheet::review_forms(parts)),
        "archive" | "labels" if !parts.entries.iter().any(filed) => {
            Err(AppError::plain("还没有归档的信息，先勾选信息归档，再导出归档目录和标签".into()))
        }
        "archive" => Ok(publication_sheet::archive_list(parts)),
        "labels" => Ok(publication_sheet::box_labels(parts)),
        _ => Err(AppError::plain("没有这一种表，请刷新后重试".into())),
    }
}
