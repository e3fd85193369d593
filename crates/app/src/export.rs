//! Writing reports into a folder: rendered in memory, then written all at once, cancellable in between.

use crate::formats::{Format, Writers};
use crate::output::{Output, sha256, write_all};
use crate::prepare::Prepared;
use crate::view::{AppError, ExportOutcome, ExportedFile, Progress};
use std::path::Path;

/// Whether long work goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continue {
    /// Go on.
    Yes,
    /// Stop: nothing is written.
    No,
}

/// What long work tells while it runs.
pub type Report<'a> = dyn FnMut(&Progress) -> Continue + 'a;

/// The code of the error that says that the clerk stopped the work.
pub const CANCELLED: &str = "cancelled";

/// A report and the writers that set it as its office wants it.
pub type Job<'a> = (&'a Prepared, &'a Writers<'a>);

/// Writes every report in every format.
///
/// # Errors
/// When a writer or the folder fails, or the work is cancelled; the folder is then as it was.
pub fn write(
    reports: &[Job<'_>],
    formats: &[Format],
    folder: &Path,
    report: &mut Report,
) -> Result<ExportOutcome, AppError> {
    let mut notes = Vec::new();
    let mut outputs = Vec::new();
    let total = (reports.len() * formats.len()) as u32 + 1;
    let mut done = 0;
    for (prepared, writers) in reports {
        notes.extend(prepared.notes.iter().map(|note| format!("{}：{note}", prepared.figures.agency.name)));
        for format in formats {
            let what = format!("{}（{}）", prepared.file_title(), format.key().to_uppercase());
            step(report, done, total, what)?;
            done += 1;
            outputs.extend(prepared.write(*format, writers, &mut notes)?.into_iter().map(|output| (*format, output)));
        }
    }
    step(report, total - 1, total, "写入磁盘".into())?;
    finish(outputs, folder, notes)
}

/// Tells one step and stops when asked to.
///
/// # Errors
/// [`CANCELLED`].
pub fn step(report: &mut Report, done: u32, total: u32, what: String) -> Result<(), AppError> {
    match report(&Progress { done, total, what }) {
        Continue::Yes => Ok(()),
        Continue::No => Err(AppError::plain("已取消，没有写出任何文件".into()).coded(CANCELLED)),
    }
}

/// Writes the outputs and says what they are. Two of one name are told apart by a number.
///
/// # Errors
/// When the folder fails.
pub fn finish(
    mut outputs: Vec<(Format, Output)>,
    folder: &Path,
    notes: Vec<String>,
) -> Result<ExportOutcome, AppError> {
    let mut seen: Vec<String> = Vec::new();
    for (format, output) in &mut outputs {
        let mut n = 1;
        while seen.contains(&output.name) {
            n += 1;
            let stem = output.name.trim_end_matches(format.extension()).trim_end_matches('.');
            let stem = stem.trim_end_matches(&format!("（{}）", n - 1));
            output.name = format!("{stem}（{n}）.{}", format.extension());
        }
        seen.push(output.name.clone());
    }
    let (formats, outputs): (Vec<Format>, Vec<Output>) = outputs.into_iter().unzip();
    write_all(folder, &outputs)?;
    let files = formats
        .iter()
        .zip(&outputs)
        .map(|(format, output)| ExportedFile {
            name: output.name.clone(),
            format: format.key().to_string(),
            bytes: output.bytes.len() as u64,
            sha256: sha256(&output.bytes),
        })
        .collect();
    Ok(ExportOutcome { folder: folder.display().to_string(), handed_over: false, files, notes })
}
