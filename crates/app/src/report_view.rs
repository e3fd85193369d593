//! A prepared report as the window shows it.

use crate::findings_text;
use crate::prepare::Prepared;
use crate::view::{CellView, FeeView, HeadView, ParagraphView, ReportView, SectionView, TableView};
use mingce_compose::annual_report::{Status, chinese_date};
use mingce_document::{Block, Cell, CellRole, ParaStyle, Scope, Table};
use mingce_domain::annual_report::{
    Address, Figures, Form, InformationFee, Provenance, Scope as Whose, Value, zero_report,
};
use mingce_domain::check::rules;

/// How many lines 年报还差什么 has at most.
const MOST_MISSING: usize = 7;

/// The view of a report.
pub fn of(agency: &str, report: &Prepared) -> ReportView {
    let Prepared { form, figures, document, findings, gate, .. } = report;
    let mut sections: Vec<SectionView> = Vec::new();
    let mut headed = 0;
    for block in document.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Paragraph(paragraph) => match paragraph.style {
                ParaStyle::Title
                | ParaStyle::Spacer
                | ParaStyle::Signature
                | ParaStyle::SignatureDate
                | ParaStyle::SealedSignature
                | ParaStyle::SealedDate => {}
                ParaStyle::Heading1 => {
                    let key = form.headings.get(headed).and_then(|heading| heading.section.clone());
                    headed += 1;
                    sections.push(SectionView {
                        heading: paragraph.plain_text(),
                        written: key.as_ref().and_then(|key| figures.sections.get(key)).cloned().unwrap_or_default(),
                        key,
                        paragraphs: Vec::new(),
                        table: None,
                    });
                }
                style => {
                    let level = style.heading_level().unwrap_or(0);
                    let view = ParagraphView { level, text: paragraph.plain_text() };
                    match sections.last_mut() {
                        Some(section) => section.paragraphs.push(view),
                        // The preamble stands before the first heading.
                        None => sections.push(SectionView {
                            heading: String::new(),
                            key: None,
                            written: String::new(),
                            paragraphs: vec![view],
                            table: None,
                        }),
                    }
                }
            },
            Block::Table(table) => {
                if let Some(section) = sections.last_mut() {
                    section.table = Some(table_view(table, report));
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
        head: head(report),
        fee: fee(report),
        sections,
        findings: findings.clone(),
        blocking: u32::try_from(gate.blocking.len()).unwrap_or(u32::MAX),
        locked: report.locked.clone(),
        missing: missing(report),
        excusable: rules().iter().filter(|rule| rule.errors_excusable).map(|rule| rule.id.to_string()).collect(),
        source: last_source(figures),
        zeros: if figures.scope == Whose::Own && report.locked.is_none() {
            u32::try_from(zero_report(form, figures).len()).unwrap_or(u32::MAX)
        } else {
            0
        },
        notes: report.notes.clone(),
    }
}

fn head(report: &Prepared) -> HeadView {
    let Figures { head, agency, year, .. } = &report.figures;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    HeadView {
        title: text(&head.title),
        usual_title: report.form.title(&agency.name, *year),
        preamble: text(&head.preamble),
        signed_by: text(&head.signed_by),
        usual_signed_by: agency.name.clone(),
        signed_on: head.signed_on.map(chinese_date).unwrap_or_default(),
    }
}

/// The section in which the fee is reported, since the form with the row for unpaid fees (annual_report.md §11).
pub(crate) fn fee_section(form: &Form) -> Option<&str> {
    form.cell(&Address::new("requests.other_fee_unpaid.total"))?;
    form.headings.iter().rev().find_map(|heading| heading.section.as_deref())
}

fn fee(report: &Prepared) -> Option<FeeView> {
    let section = fee_section(&report.form)?.to_string();
    let said = report.figures.information_fee.clone();
    let none = InformationFee { notices: 0, noticed_yuan: String::new(), received_yuan: String::new() };
    let sentence = said.as_ref().unwrap_or(&none).sentence();
    let (notices, noticed, received) =
        said.map(|fee| (fee.notices.to_string(), fee.noticed_yuan, fee.received_yuan)).unwrap_or_default();
    Some(FeeView { notices, noticed, received, section, sentence })
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

/// Where the figure that was typed last came from.
fn last_source(figures: &Figures) -> String {
    let typed = figures.sources.values().filter(|source| source.kind == Provenance::Typed && source.from.is_some());
    typed.max_by_key(|source| source.on).and_then(|source| source.from.clone()).unwrap_or_default()
}

fn table_view(table: &Table, report: &Prepared) -> TableView {
    let id = table.id.0.trim_start_matches("table.").to_string();
    TableView {
        id,
        summary: table.summary.clone(),
        columns: table.columns.clone(),
        head_rows: table.head_rows as u32,
        rows: table.rows.iter().map(|row| row.cells.iter().map(|cell| cell_view(cell, report)).collect()).collect(),
    }
}

fn cell_view(cell: &Cell, report: &Prepared) -> CellView {
    let Prepared { form, figures, previous, .. } = report;
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
        editable: spec.is_some() && report.locked.is_none() && editable(form, figures, &at),
        previous: previous
            .as_ref()
            .map(|previous| previous.value(&at))
            .filter(|value| spec.is_some() && !value.is_blank())
            .map(Value::to_string),
    }
}

/// Whether a cell is filled in by hand: no total, not counted from the ledger, not summed over an area's units.
pub(crate) fn editable(form: &Form, figures: &Figures, at: &Address) -> bool {
    let source = figures.sources.get(at).map(|source| source.kind);
    figures.scope == Whose::Own
        && form.cell(at).is_some_and(|spec| spec.sum_of.is_empty())
        && matches!(source, None | Some(Provenance::Typed))
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
