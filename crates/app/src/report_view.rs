//! A prepared report as the window shows it.

use crate::findings_text;
use crate::prepare::Prepared;
use crate::view::{CellView, ParagraphView, ReportView, SectionView, TableView};
use mingce_compose::annual_report::Status;
use mingce_document::{Block, Cell, CellRole, ParaStyle, Scope, Table};
use mingce_domain::annual_report::{Address, Figures, Form, Provenance, Value};

/// How many lines 年报还差什么 has at most.
const MOST_MISSING: usize = 7;

/// The view of a report.
pub fn of(agency: &str, report: &Prepared) -> ReportView {
    let Prepared { form, figures, document, findings, gate, .. } = report;
    let mut sections = Vec::new();
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => match paragraph.style {
                ParaStyle::Title | ParaStyle::Spacer | ParaStyle::Signature | ParaStyle::SignatureDate => {}
                ParaStyle::Heading1 => {
                    sections.push(SectionView { heading: paragraph.plain_text(), paragraphs: Vec::new(), table: None });
                }
                style => {
                    let level = style.heading_level().unwrap_or(0);
                    let view = ParagraphView { level, text: paragraph.plain_text() };
                    match sections.last_mut() {
                        Some(section) => section.paragraphs.push(view),
                        // The preamble stands before the first heading.
                        None => {
                            sections.push(SectionView { heading: String::new(), paragraphs: vec![view], table: None })
                        }
                    }
                }
            },
            Block::Table(table) => {
                if let Some(section) = sections.last_mut() {
                    section.table = Some(table_view(table, form, figures));
                }
            }
            Block::Figure(_) | Block::TableOfContents(_) | Block::PageBreak => {}
        }
    }
    ReportView {
        agency: agency.to_string(),
        year: figures.year,
        title: figures.title(form),
        status: match report.status {
            Status::Draft => "草稿",
            Status::Sample => "示例",
            Status::Final => "定稿",
        }
        .to_string(),
        form: form.citation.number.clone(),
        sections,
        findings: findings.clone(),
        blocking: u32::try_from(gate.blocking.len()).unwrap_or(u32::MAX),
        missing: missing(report),
    }
}

/// 年报还差什么: what stops the final version, at most seven lines; the last one says how much more there is.
fn missing(report: &Prepared) -> Vec<String> {
    let mut lines = findings_text::gate(&report.gate, &report.form);
    if lines.len() > MOST_MISSING {
        let more = lines.len() - MOST_MISSING + 1;
        lines.truncate(MOST_MISSING - 1);
        lines.push(format!("另有{more}项，见右侧“检查结果”"));
    }
    lines
}

fn table_view(table: &Table, form: &Form, figures: &Figures) -> TableView {
    let id = table.id.0.trim_start_matches("table.").to_string();
    TableView {
        id,
        summary: table.summary.clone(),
        columns: table.columns.clone(),
        head_rows: table.head_rows as u32,
        rows: table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell_view(cell, form, figures)).collect())
            .collect(),
    }
}

fn cell_view(cell: &Cell, form: &Form, figures: &Figures) -> CellView {
    let at = Address::new(cell.id.0.clone());
    let spec = form.cell(&at);
    CellView {
        at: spec.map(|spec| spec.at.to_string()),
        text: cell.plain_text(),
        head: match cell.role {
            CellRole::Head(Scope::Column) => Some("column".into()),
            CellRole::Head(Scope::Row) => Some("row".into()),
            CellRole::Data => None,
        },
        col_span: cell.col_span as u32,
        row_span: cell.row_span as u32,
        left: cell.blocks.first().is_some_and(|paragraph| paragraph.style == ParaStyle::TableLabel),
        state: spec.map(|_| state(figures, &at).to_string()),
        label: spec.map(|spec| spec.label.clone()),
    }
}

/// The word for a number cell's state.
fn state(figures: &Figures, at: &Address) -> &'static str {
    match figures.value(at) {
        Value::Blank => "blank",
        Value::NotApplicable => "not_applicable",
        Value::Text(_) => "wrong",
        Value::Integer(_) | Value::Decimal(_) => match figures.sources.get(at).map(|source| source.kind) {
            Some(Provenance::Counted) => "counted",
            Some(Provenance::Adjusted) => "adjusted",
            Some(Provenance::Computed) => "computed",
            Some(Provenance::Typed) | None => "typed",
        },
    }
}
