//! Tables: the form's grid with spans, heads with scopes, a name for screen readers.

use crate::{
    Flavour,
    look::Look,
    markup::{Element, number},
    page::Page,
};
use mingce_document::{Cell, CellRole, ParaFormat, ParaStyle, RowHeight, Scope, Table, Tile};

/// So many columns can still be read on a telephone: their text takes more lines, and nothing has to scroll.
const NARROW: usize = 4;

impl<'a> Page<'a> {
    pub(crate) fn table(&mut self, table: &'a Table) {
        if table.columns.len() > NARROW {
            self.scrolling("表格", &table.summary, |page| page.grid(table));
        } else {
            self.grid(table);
        }
    }

    fn grid(&mut self, table: &'a Table) {
        let id = self.claim(&table.id);
        let mut element = Element::new("table").maybe("id", id.as_deref()).look(Look::Table);
        if table.columns.len() > NARROW {
            element = element.look(Look::Wide(self.orientation));
        }
        // Editors of websites drop the rule that hides a caption, and the official forms print none: there the name is
        // an attribute, which at worst is dropped itself.
        let captioned = self.flavour == Flavour::Standalone;
        if !captioned && !table.summary.is_empty() {
            element = element.attr("aria-label", &table.summary);
        }
        self.element(element, |page| {
            if captioned && !table.summary.is_empty() {
                page.element(Element::new("caption").look(Look::Hidden), |page| page.text(&table.summary));
            }
            page.columns(table);
            let (heads, tiles) = (table.head_len(), table.tiles());
            let halves = [("thead", 0..heads), ("tbody", heads..table.rows.len())];
            for (tag, rows) in halves.into_iter().filter(|(_, rows)| !rows.is_empty()) {
                page.element(Element::new(tag), |page| {
                    for (row, at) in table.rows[rows.clone()].iter().zip(rows) {
                        page.element(row_element(row.height), |page| {
                            for tile in tiles.iter().filter(|tile| tile.row == at) {
                                page.cell(tile);
                            }
                        });
                    }
                });
            }
        });
    }

    fn columns(&mut self, table: &Table) {
        self.element(Element::new("colgroup"), |page| {
            for share in &table.columns {
                let own = format!("width:{}%", number((share * 100.0).clamp(0.0, 100.0)));
                page.void(Element::new("col").own(own));
            }
        });
    }

    fn cell(&mut self, tile: &Tile<'a>) {
        let Some(cell) = tile.cell else {
            self.element(Element::new("td").look(Look::Cell), |_| {});
            return;
        };
        let id = self.claim(&cell.id);
        let (tag, scope) = match cell.role {
            // A head without a word heads nothing.
            _ if cell.plain_text().trim().is_empty() => ("td", None),
            CellRole::Data => ("td", None),
            CellRole::Head(Scope::Column) => ("th", Some("col")),
            CellRole::Head(Scope::Row) => ("th", Some("row")),
        };
        let mut element = Element::new(tag).maybe("id", id.as_deref()).maybe("scope", scope);
        for (name, span) in [("colspan", tile.col_span), ("rowspan", tile.row_span)] {
            if span > 1 {
                element = element.attr(name, &span.to_string());
            }
        }
        let flat = self.is_flat(cell);
        if let Some(paragraph) = cell.blocks.first() {
            element = element.look(Look::Paragraph(paragraph.style));
        }
        element = element.look(Look::Cell);
        if let Some(align) = cell.blocks.first().and_then(|paragraph| paragraph.align) {
            element = element.look(Look::Align(align));
        }
        self.element(element.look(Look::Vertical(cell.vertical)), |page| {
            if cell.vertical_text {
                page.element(Element::new("span").look(Look::Stacked), |page| page.cell_text(cell, true));
            } else {
                page.cell_text(cell, flat);
            }
        });
    }

    /// The text of a cell: in place, or as paragraphs. A span can hold no paragraphs, so that stacked text is flat too.
    fn cell_text(&mut self, cell: &'a Cell, flat: bool) {
        for (at, paragraph) in cell.blocks.iter().enumerate() {
            if flat {
                if at > 0 {
                    self.void(Element::new("br"));
                }
                self.inlines(&paragraph.inlines);
            } else {
                self.paragraph("p", paragraph);
            }
        }
    }

    /// Whether the cell itself can carry the look of its text: one paragraph that keeps no distance from the border.
    fn is_flat(&self, cell: &Cell) -> bool {
        let no_distance = |style: ParaStyle| {
            let ParaFormat { start_chars, end_chars, before, after, .. } = self.sheet.format(style);
            [*start_chars, *end_chars, before.0, after.0].iter().all(|length| *length == 0.0)
        };
        match cell.blocks.as_slice() {
            [] => true,
            [one] => no_distance(one.style),
            _ => false,
        }
    }
}

fn row_element(height: RowHeight) -> Element {
    let row = Element::new("tr");
    match height {
        RowHeight::Auto => row,
        // Rows of HTML grow when their text needs it, also the exact ones: on a website nothing may be cut off.
        RowHeight::AtLeast(height) | RowHeight::Exact(height) => {
            row.own(format!("height:{}mm", number(height.0.max(0.0))))
        }
    }
}
