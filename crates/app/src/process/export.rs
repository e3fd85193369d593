//! A process as one file, whose format its name tells.

use super::page::{Picture, outputs};
use crate::Session;
use crate::export::{Report, finish, step};
use crate::formats::{Format, Writers};
use crate::output::Output;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use mingce_document::PdfFonts;
use mingce_domain::agency::AgencyId;
use mingce_domain::process::Process;
use std::path::Path;

/// What is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The process.
    pub process: &'a Process,
    /// Whose it is, when it comes from the session's data file: its name and its style are used.
    pub agency: Option<&'a AgencyId>,
    /// Whether the final version is wanted.
    pub is_final: bool,
    /// Where the fonts of a PDF come from, if not as the style says.
    pub fonts: Option<PdfFonts>,
}

/// Writes a process into a file: svg, png, pdf, docx, html, json, mmd. A picture of several pages is several files.
///
/// # Errors
/// When the name has no such ending, the final version is wanted and something stands in its way, or a writer or the
/// folder fails.
pub fn write_file(
    session: &Session,
    wanted: &Wanted<'_>,
    path: &Path,
    now: &Now,
    report: &mut Report,
) -> Result<ExportOutcome, AppError> {
    let unnamed = || AppError::plain(format!("“{}”不是文件名，请写成如 流程.svg", path.display()));
    let stem = path.file_stem().ok_or_else(unnamed)?.to_string_lossy().into_owned();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    step(report, 0, 2, format!("排布“{}”", wanted.process.title))?;
    let mut notes = Vec::new();
    let (agency, sample, writers) = match wanted.agency {
        Some(id) => {
            let names = session.agency_names(now.today)?;
            let name = names.into_iter().find(|(of, _)| of == id).map(|(_, name)| name).unwrap_or_default();
            (name, session.is_sample()?, session.writers(id, wanted.fonts)?)
        }
        None => {
            let writers = Writers::new(session.assets());
            (String::new(), false, writers.styled(&Default::default(), wanted.fonts)?)
        }
    };
    let picture = Picture { process: wanted.process, agency: &agency, sample, is_final: wanted.is_final };
    let (format, made) = match ending.as_str() {
        "mmd" | "mermaid" => {
            let bytes = super::page::mermaid_text(&picture, &mut notes)?;
            (Format::Json, vec![Output { name: String::new(), bytes }])
        }
        "svg" | "png" | "pdf" | "docx" | "html" | "json" => {
            let format: Format = ending.parse()?;
            (format, outputs(&picture, format, &writers, now, &mut notes)?)
        }
        other => {
            let known = "svg、png、pdf、docx、html、json、mmd";
            let ending = if other.is_empty() { "没有扩展名".into() } else { format!("以“.{other}”结尾") };
            return Err(AppError::plain(format!("文件名{ending}，不知道写成什么格式。扩展名可以用：{known}")));
        }
    };
    step(report, 1, 2, "写入磁盘".into())?;
    let pages = made.len();
    let named = made.into_iter().enumerate().map(|(n, output)| {
        let name = if pages == 1 { format!("{stem}.{ending}") } else { format!("{stem}_第{}页.{ending}", n + 1) };
        (format, Output { name, ..output })
    });
    let mut outcome = finish(named.collect(), folder, notes)?;
    if ending == "mmd" || ending == "mermaid" {
        outcome.files.iter_mut().for_each(|file| file.format = "mermaid".into());
    }
    Ok(outcome)
}
