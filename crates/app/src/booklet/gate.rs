//! Whether a booklet may be final: nothing in it is wrong, missing or unchecked.

use super::charts::Charts;
use crate::process::{GATE_SHUT, Picture, refuse_unfinished as refuse_process};
use crate::view::AppError;
use mingce_document::{Block, Document, Paragraph};
use mingce_domain::check::Findings;
use mingce_domain::process::BASIS_UNCHECKED;
use mingce_domain::process::lint::lint;

/// What must not stand in a final version.
const MARKS: [&str; 3] = [BASIS_UNCHECKED, "【待补充】", "【待填"];
/// So many places are named.
const NAMED: usize = 3;

/// Refuses the final version while something stands in its way. `errors` are those of the items in it.
///
/// # Errors
/// [`GATE_SHUT`], with what is to be done.
pub(crate) fn refuse_unfinished(
    document: &Document,
    charts: &Charts,
    errors: &[String],
    sample: bool,
) -> Result<(), AppError> {
    let shut = |message: String| Err(AppError::plain(message).coded(GATE_SHUT));
    if sample {
        return shut("这是示例数据，不能导出定稿".into());
    }
    if !errors.is_empty() {
        let first = errors.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("；");
        return shut(format!("公开目录还有{}个错误，不能导出定稿：{first}。请先改正", errors.len()));
    }
    for process in charts.processes() {
        let picture = Picture { process, agency: "", sample: false, is_final: true };
        let findings: Findings = lint(process);
        if let Err(error) = refuse_process(&picture, &findings) {
            return Err(AppError { message: format!("流程“{}”：{}", process.title, error.message), ..error });
        }
    }
    let marked = marked(document);
    if marked.is_empty() {
        return Ok(());
    }
    let count: usize = marked.iter().map(|(_, count)| count).sum();
    let first: Vec<&str> = marked.iter().take(NAMED).map(|(place, _)| place.as_str()).collect();
    let more = if marked.len() > NAMED { "等" } else { "" };
    shut(format!(
        "有{count}处标着【依据待核】或者尚待补充，不能导出定稿：在“{}”{more}。请核对、补齐；自带文字由本单位核对过的，\
         请注明“自带的文字已由本单位核对”；需要先看样子的，可以导出草稿",
        first.join("”“")
    ))
}

/// Under which headings marks stand, and how many.
fn marked(document: &Document) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut heading = String::new();
    let count = |text: &str| MARKS.iter().map(|mark| text.matches(mark).count()).sum::<usize>();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        let here = match block {
            Block::Paragraph(paragraph) => {
                if paragraph.style.heading_level().is_some_and(|level| level <= 3) {
                    heading = paragraph.plain_text();
                }
                count(&paragraph.plain_text())
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.blocks).map(Paragraph::plain_text).map(|text| count(&text)).sum()
            }
            Block::Figure(figure) => {
                let lines = figure.drawing.shapes.iter().flat_map(|shape| &shape.lines);
                lines.map(|line| count(&line.text)).sum()
            }
            Block::TableOfContents(_) | Block::PageBreak => 0,
        };
        if here == 0 {
            continue;
        }
        match found.last_mut().filter(|(last, _)| *last == heading) {
            Some((_, count)) => *count += here,
            None => found.push((heading.clone(), here)),
        }
    }
    found
}
