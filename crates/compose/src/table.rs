//! An official form's printed grid as a table of the document tree.

use mingce_document::{Cell, CellRole, ParaStyle, Paragraph, Row, RowHeight, Scope, Table, VerticalAlign};
use mingce_domain::annual_report::{Figures, FormCell, FormTable, HeadScope, Value};

/// The form's table with these figures in it. Node ids of number cells are their addresses.
pub fn form_table(table: &FormTable, figures: &Figures) -> Table {
    let rows = table
        .rows
        .iter()
        .enumerate()
        .map(|(r, row)| Row {
            height: RowHeight::Auto,
            cells: row.cells.iter().enumerate().map(|(c, cell)| form_cell(table, cell, (r, c), figures)).collect(),
        })
        .collect();
    Table {
        id: format!("table.{}", table.id).into(),
        summary: table.summary.clone(),
        columns: table.columns.clone(),
        head_rows: table.head_rows,
        rows,
    }
}

fn form_cell(table: &FormTable, cell: &FormCell, (row, column): (usize, usize), figures: &Figures) -> Cell {
    let (id, text, style) = match (&cell.at, &cell.text) {
        (Some(at), _) => (at.as_str().to_string(), printed(figures.value(at)), ParaStyle::TableNumber),
        (None, text) => {
            let style = if cell.left { ParaStyle::TableLabel } else { ParaStyle::TableHead };
            (format!("table.{}.r{row}c{column}", table.id), text.clone().unwrap_or_default(), style)
        }
    };
    let role = match cell.head {
        Some(HeadScope::Column) => CellRole::Head(Scope::Column),
        Some(HeadScope::Row) => CellRole::Head(Scope::Row),
        None => CellRole::Data,
    };
    let mut out = Cell::of(role, Paragraph::text(id, style, text)).spanning(cell.col_span, cell.row_span);
    out.vertical_text = cell.vertical;
    out.vertical = VerticalAlign::Middle;
    out
}

/// What the form prints for a value: blank stays blank, so that a draft shows what nobody has filled in.
fn printed(value: &Value) -> String {
    value.to_string()
}
