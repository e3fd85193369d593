//! The catalogue as files.

use super::view::CatalogueExportRequest;
use super::{json, notice};
use crate::formats::{Format, Writers};
use crate::output::Output;
use crate::prepare::Now;
use crate::view::AppError;
use mingce_compose::annual_report::Status;
use mingce_compose::catalogue_sheet::{CatalogueParts, information_catalogue, standard_table};
use mingce_domain::agency::Agency;
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::check::{Findings, Severity};
use mingce_domain::publication::Publication;

/// Formats that a catalogue has.
pub const FORMATS: [Format; 6] =
    [Format::Xlsx, Format::Docx, Format::Pdf, Format::Html, Format::HtmlInline, Format::Json];

/// Formats of a sheet: a notice is for paper and for a page, and no table to calculate with.
pub fn formats_of(sheet: &str) -> &'static [Format] {
    if sheet == "notice" { &[Format::Docx, Format::Pdf, Format::Html] } else { &FORMATS }
}

/// The files of a request.
///
/// # Errors
/// When there is nothing to export, the final version is asked for while errors stand, or a writer fails.
pub fn outputs(
    request: &CatalogueExportRequest,
    (items, published): (&[DisclosureItem], &[Publication]),
    findings: &Findings,
    (agency, sample): (&Agency, bool),
    writers: &Writers<'_>,
    now: &Now,
    notes: &mut Vec<String>,
) -> Result<Vec<(Format, Output)>, AppError> {
    let chosen: Vec<DisclosureItem> =
        items.iter().filter(|item| request.ids.is_empty() || request.ids.contains(&item.id.0)).cloned().collect();
    if chosen.is_empty() {
        return Err(AppError::plain("目录中还没有公开事项，没有可以导出的内容".into()));
    }
    if request.is_final {
        refuse_unfinished(&chosen, findings, sample)?;
    }
    let status = match (sample, request.is_final) {
        (true, _) => Status::Sample,
        (false, true) => Status::Final,
        (false, false) => Status::Draft,
    };
    let parts = CatalogueParts {
        items: &chosen,
        published,
        agency: agency.name_on(now.today),
        all_carriers: request.all_carriers,
        status,
        created: &now.at_utc,
    };
    let board = if request.sheet == "notice" { Some(writers.for_board(notice::paper(request)?)) } else { None };
    let writers = board.as_ref().unwrap_or(writers);
    let document = match request.sheet.as_str() {
        "notice" => notice::document(request, &parts, writers, notes)?,
        "information" => information_catalogue(&parts),
        _ => standard_table(&parts),
    };
    let name = format!("{}{}", document.meta.title, mark(status));
    let formats = request.formats.iter().map(|key| key.parse::<Format>()).collect::<Result<Vec<_>, _>>()?;
    let mut outputs = Vec::new();
    for format in formats {
        if !formats_of(&request.sheet).contains(&format) {
            return Err(AppError::plain(format!("这种表式没有 {} 格式", format.key().to_uppercase())));
        }
        if format == Format::Json {
            let bytes = json::write(agency, &chosen, now.today)?;
            outputs.push((format, Output { name: format!("{name}.json"), bytes }));
            continue;
        }
        let files = writers.outputs(&document, &name, format, notes)?;
        outputs.extend(files.into_iter().map(|output| (format, output)));
    }
    Ok(outputs)
}

/// What a file's name says of its status.
pub fn mark(status: Status) -> &'static str {
    match status {
        Status::Final => "",
        Status::Draft => "（草稿）",
        Status::Sample => "（示例）",
    }
}

fn refuse_unfinished(chosen: &[DisclosureItem], findings: &Findings, sample: bool) -> Result<(), AppError> {
    if sample {
        return Err(AppError::plain("这是示例数据，不能导出定稿".into()));
    }
    let of_chosen = |at: &str| chosen.iter().any(|item| at.starts_with(&format!("item.{}.", item.id.0)));
    let errors: Vec<&str> = findings
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error && of_chosen(&finding.at))
        .map(|finding| finding.message.as_str())
        .collect();
    if errors.is_empty() {
        return Ok(());
    }
    let first = errors.iter().take(3).copied().collect::<Vec<_>>().join("；");
    let more = if errors.len() > 3 { format!("……共{}处", errors.len()) } else { String::new() };
    Err(AppError::plain(format!("还有错误，不能导出定稿：{first}{more}。请先改正；需要先看样子的，可以导出草稿")))
}
