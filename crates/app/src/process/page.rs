//! A process as files: pictures, pages, notations.

use super::json;
use crate::catalogue::export::mark;
use crate::formats::{Format, Writers};
use crate::output::{Output, file_name};
use crate::prepare::Now;
use crate::view::AppError;
use mingce_compose::annual_report::Status;
use mingce_compose::{chart, process_page};
use mingce_domain::check::{Findings, Severity};
use mingce_domain::process::lint::lint;
use mingce_domain::process::{BASIS_UNCHECKED, Process, mermaid};

/// The code of the error that says that no final version is written.
pub const GATE_SHUT: &str = "gate_shut";

/// What is wanted of a process.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The process.
    pub process: &'a Process,
    /// The office's name; empty where there is none.
    pub agency: &'a str,
    /// Whether the data is invented.
    pub sample: bool,
    /// Whether the final version is wanted.
    pub is_final: bool,
}

/// The files of a process in a format. A picture has the chart alone; pages have the step table, too.
///
/// # Errors
/// When the final version is wanted and something stands in its way, the chart is too large to be drawn, or a writer
/// fails.
pub fn outputs(
    wanted: &Picture<'_>,
    format: Format,
    writers: &Writers<'_>,
    now: &Now,
    notes: &mut Vec<String>,
) -> Result<Vec<Output>, AppError> {
    let findings = lint(wanted.process);
    if wanted.is_final {
        refuse_unfinished(wanted, &findings)?;
    }
    let status = match (wanted.sample, wanted.is_final) {
        (true, _) => Status::Sample,
        (false, true) => Status::Final,
        (false, false) => Status::Draft,
    };
    let name = title(wanted);
    if format == Format::Json {
        let bytes = json::write(wanted.process)?;
        return Ok(vec![crate::formats::output(name, format, bytes, notes)]);
    }
    if let Some(finding) = findings.errors().find(|finding| finding.rule == "G25") {
        return Err(AppError::plain(format!("{}{}", finding.message, finding.remedy)));
    }
    let (layout, orientation) = chart::draw_turned(wanted.process);
    notes.extend(layout.problems.iter().map(ToString::to_string));
    let errors = findings.errors().count();
    if errors > 0 {
        notes.push(format!("流程检查有{errors}个错误，图可能被误读，请先检查流程并改正"));
    }
    let parts = process_page::ProcessParts {
        process: wanted.process,
        drawing: &layout.drawing,
        orientation,
        agency: wanted.agency,
        with_steps: !matches!(format, Format::Svg | Format::Png),
        status,
        created: &now.at_utc,
    };
    writers.outputs(&process_page::compose(&parts), &format!("{name}{}", mark(status)), format, notes)
}

fn title<'a>(wanted: &Picture<'a>) -> &'a str {
    match wanted.process.title.trim() {
        "" => "流程图",
        title => title,
    }
}

/// A process in the notation of Mermaid.
pub(super) fn mermaid_text(wanted: &Picture<'_>, notes: &mut Vec<String>) -> Result<Vec<u8>, AppError> {
    may_be_written(wanted)?;
    notes.push(match wanted.process.lanes {
        true => "Mermaid 只有环节、文字、连线和泳道；时限、依据、材料不在其中，请同时保存 JSON".into(),
        false => {
            "Mermaid 只有环节、文字和连线；岗位（按岗位分栏的除外）、时限、依据、材料不在其中，请同时保存 JSON".into()
        }
    });
    Ok(mermaid::write(wanted.process).into_bytes())
}

/// The same as a file named after the process.
///
/// # Errors
/// When the final version is wanted and something stands in its way.
pub fn mermaid_file(wanted: &Picture<'_>, notes: &mut Vec<String>) -> Result<Output, AppError> {
    let bytes = mermaid_text(wanted, notes)?;
    let (name, _) = file_name(title(wanted), "mmd");
    Ok(Output { name, bytes })
}

/// Whether a file without pages may be written: a draft always, the final version when nothing stands in its way.
fn may_be_written(wanted: &Picture<'_>) -> Result<(), AppError> {
    if wanted.is_final { refuse_unfinished(wanted, &lint(wanted.process)) } else { Ok(()) }
}

/// The final version has no error, and nothing that nobody checked.
pub(crate) fn refuse_unfinished(wanted: &Picture<'_>, findings: &Findings) -> Result<(), AppError> {
    if wanted.sample {
        return Err(AppError::plain("这是示例数据，不能导出定稿".into()).coded(GATE_SHUT));
    }
    let errors: Vec<&str> = findings
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.message.as_str())
        .collect();
    if !errors.is_empty() {
        let first = errors.iter().take(3).copied().collect::<Vec<_>>().join("");
        return Err(
            AppError::plain(format!("还有{}个错误，不能导出定稿：{first}请先改正", errors.len())).coded(GATE_SHUT)
        );
    }
    let limits = wanted.process.statutory_limits.iter().map(|limit| limit.basis.as_str());
    let bases = wanted.process.nodes.iter().filter_map(|node| node.basis.as_deref());
    let open = bases.chain(limits).filter(|basis| basis.contains(BASIS_UNCHECKED)).count();
    if open > 0 {
        let message = format!(
            "有{open}处依据标着{BASIS_UNCHECKED}，不能导出定稿：请查对条款、删去标记后再导出；需要先看样子的，可以导出草稿"
        );
        return Err(AppError::plain(message).coded(GATE_SHUT));
    }
    Ok(())
}
