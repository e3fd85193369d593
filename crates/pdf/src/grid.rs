//! Tables in the structure tree: rows, merged cells, and which heads speak for which cell.

use crate::structure::{Kind, MANY, Structure, is_blank};
use mingce_typeset::document::{Cell, CellRole, Paragraph, Scope, Table, Tile};
use std::collections::HashMap;

impl<'a> Structure<'a> {
    /// Adds a table. The rows are those of the document, whatever pages they are torn over; each place of the grid is
    /// covered by exactly one cell.
    pub(crate) fn table(&mut self, table: &'a Table, caption: Option<&'a Paragraph>, place: usize) {
        let element = self.below(place, Kind::Table);
        self.says(element).summary = &table.summary;
        if let Some(caption) = caption {
            let caption_element = self.below(element, Kind::Caption);
            self.own(&caption.id, caption_element);
        }
        let rows = self.rows(table, element);
        let tiles = table.tiles();
        let heads = heads(&tiles, table.columns.len(), table.rows.len());
        let mut cells: Vec<usize> = Vec::with_capacity(tiles.len());
        let mut placed: HashMap<*const Cell, usize> = HashMap::new();
        for tile in &tiles {
            let cell = self.cell(tile, rows[tile.row]);
            cells.push(cell);
            placed.extend(tile.cell.map(|c| (std::ptr::from_ref(c), cell)));
        }
        for (cell, heads) in cells.iter().zip(heads) {
            let names: Vec<String> = heads.iter().map(|head| format!("h{}", cells[*head])).collect();
            for (head, name) in heads.iter().zip(&names) {
                self.says(cells[*head]).id.get_or_insert_with(|| name.clone());
            }
            if !names.is_empty() {
                self.says(*cell).heads = names;
            }
        }
        self.cells_without_place(table, &placed, place);
    }

    /// One element for each row, in a head and a body where the table has heads.
    fn rows(&mut self, table: &Table, element: usize) -> Vec<usize> {
        let heads = table.head_len();
        let grouped = heads > 0 || table.rows.len() > MANY;
        let mut group = element;
        (0..table.rows.len())
            .map(|row| {
                if grouped && row < heads && row == 0 {
                    group = self.below(element, Kind::THead);
                } else if grouped && row >= heads && (row - heads).is_multiple_of(MANY) {
                    group = self.below(element, Kind::TBody);
                }
                self.below(group, Kind::TR)
            })
            .collect()
    }

    fn cell(&mut self, tile: &Tile<'a>, row: usize) -> usize {
        let scope = match tile.cell.map(|cell| cell.role) {
            Some(CellRole::Head(scope)) => Some(scope),
            Some(CellRole::Data) | None => None,
        };
        let element = self.below(row, if scope.is_some() { Kind::TH } else { Kind::TD });
        let spans = (tile.col_span, tile.row_span);
        if scope.is_some() || spans != (1, 1) {
            let says = self.says(element);
            (says.scope, says.spans) = (scope, spans);
        }
        let Some(cell) = tile.cell else { return element };
        if cell.vertical_text {
            // Read as a word, not character by character.
            self.says(element).text = cell.plain_text();
        }
        let written: Vec<&Paragraph> = cell.blocks.iter().filter(|p| !is_blank(p)).collect();
        if let [only] = written[..] {
            self.own(&only.id, element);
        } else {
            self.paragraphs(&written, element);
        }
        self.own(&cell.id, element);
        element
    }

    fn paragraphs(&mut self, paragraphs: &[&'a Paragraph], place: usize) {
        for paragraph in paragraphs {
            let element = self.below(place, Kind::P);
            self.own(&paragraph.id, element);
        }
    }

    /// A cell for which the grid has no place is a fault of the document; its text is printed with the cell before it,
    /// and read there.
    fn cells_without_place(&mut self, table: &'a Table, placed: &HashMap<*const Cell, usize>, place: usize) {
        let mut before = place;
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            match placed.get(&std::ptr::from_ref(cell)) {
                Some(element) => before = *element,
                None => {
                    let lost: Vec<&Paragraph> =
                        cell.blocks.iter().filter(|p| !is_blank(p) && !self.owns(&p.id)).collect();
                    self.paragraphs(&lost, before);
                }
            }
        }
    }
}

/// The heads that speak for one direction at one place: those met last, without data between them.
#[derive(Clone, Default)]
struct Speaking {
    heads: Vec<usize>,
    data: bool,
}

impl Speaking {
    fn meet(&mut self, tile: usize, is_head: bool) {
        if !is_head {
            self.data = true;
            return;
        }
        if std::mem::take(&mut self.data) {
            self.heads.clear();
        }
        self.heads.push(tile);
    }
}

/// For each tile, the tiles of its heads, outermost first, columns before rows; nothing for any where the directions of
/// the heads say as much: ISO 32000-1, 14.8.4.3.4 looks up and left to the first heads, so that two levels of them, as
/// merged heads are, must be named. Linear in the places of the grid.
fn heads(tiles: &[Tile<'_>], columns: usize, rows: usize) -> Vec<Vec<usize>> {
    let mut below = vec![Speaking::default(); columns];
    // Merged labels at the left speak for all rows beside them.
    let mut right = vec![Speaking::default(); rows];
    let mut all = vec![Vec::new(); tiles.len()];
    let mut levels = 1;
    for (i, tile) in tiles.iter().enumerate() {
        let scope = match tile.cell.map(|cell| cell.role) {
            Some(CellRole::Head(scope)) => Some(scope),
            _ => None,
        };
        let span = tile.column..tile.column + tile.col_span;
        if scope.is_none() {
            let mut own: Vec<usize> = Vec::new();
            let above = below[span.clone()].iter().flat_map(|speaking| &speaking.heads);
            let beside = &right[tile.row].heads;
            levels = levels.max(beside.len());
            levels = levels.max(below[span.clone()].iter().map(|s| s.heads.len()).max().unwrap_or(0));
            for head in above.chain(beside) {
                if !own.contains(head) {
                    own.push(*head);
                }
            }
            all[i] = own;
        }
        below[span].iter_mut().for_each(|speaking| speaking.meet(i, scope == Some(Scope::Column)));
        let rows = &mut right[tile.row..tile.row + tile.row_span];
        rows.iter_mut().for_each(|speaking| speaking.meet(i, scope == Some(Scope::Row)));
    }
    if levels > 1 { all } else { vec![Vec::new(); tiles.len()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mingce_typeset::document::{ParaStyle, Row, RowHeight};

    const C: CellRole = CellRole::Head(Scope::Column);
    const R: CellRole = CellRole::Head(Scope::Row);
    const D: CellRole = CellRole::Data;

    fn table(columns: usize, rows: &[&[(&str, CellRole, usize, usize)]]) -> Table {
        let cell = |&(text, role, cols, rows): &(&str, CellRole, usize, usize)| {
            Cell::of(role, Paragraph::text(text, ParaStyle::TableText, text)).spanning(cols, rows)
        };
        Table {
            id: "t".into(),
            summary: String::new(),
            columns: vec![1.0 / columns as f64; columns],
            head_rows: 0,
            rows: rows
                .iter()
                .map(|row| Row { height: RowHeight::Auto, cells: row.iter().map(cell).collect() })
                .collect(),
        }
    }

    /// The heads of the cell with this text, by their texts.
    fn heads_of(table: &Table, text: &str) -> Vec<String> {
        let tiles = table.tiles();
        let at = tiles.iter().position(|t| t.cell.is_some_and(|c| c.plain_text() == text)).unwrap();
        heads(&tiles, table.columns.len(), table.rows.len())[at]
            .iter()
            .map(|h| tiles[*h].cell.unwrap().plain_text())
            .collect()
    }

    #[test]
    fn a_cell_below_merged_heads_names_all_of_them_from_the_outside_in() {
        let table = table(
            4,
            &[
                &[("项目", C, 2, 2), ("申请人", C, 2, 1)],
                &[("自然人", C, 1, 1), ("企业", C, 1, 1)],
                &[("不予公开", R, 1, 2), ("国家秘密", R, 1, 1), ("1", D, 1, 1), ("2", D, 1, 1)],
                &[("查询事项", R, 1, 1), ("3", D, 1, 1), ("4", D, 1, 1)],
            ],
        );
        assert_eq!(heads_of(&table, "2"), ["申请人", "企业", "不予公开", "国家秘密"]);
        assert_eq!(heads_of(&table, "3"), ["申请人", "自然人", "不予公开", "查询事项"]);
    }

    #[test]
    fn heads_further_down_take_the_place_of_those_above_the_data() {
        let table = table(
            2,
            &[
                &[("第（一）项", C, 2, 1)],
                &[("信息内容", C, 1, 1), ("件数", C, 1, 1)],
                &[("规章", R, 1, 1), ("1", D, 1, 1)],
                &[("第（五）项", C, 2, 1)],
                &[("信息内容", C, 1, 1), ("数量", C, 1, 1)],
                &[("许可", R, 1, 1), ("2", D, 1, 1)],
                &[("处罚", R, 1, 1), ("3", D, 1, 1)],
            ],
        );
        assert_eq!(heads_of(&table, "1"), ["第（一）项", "件数", "规章"]);
        assert_eq!(heads_of(&table, "2"), ["第（五）项", "数量", "许可"]);
        assert_eq!(heads_of(&table, "3"), ["第（五）项", "数量", "处罚"]);
    }

    #[test]
    fn simple_heads_need_no_names() {
        let table = table(2, &[&[("项目", C, 1, 1), ("数", C, 1, 1)], &[("规章", R, 1, 1), ("1", D, 1, 1)]]);
        assert!(heads_of(&table, "1").is_empty());
    }

    #[test]
    fn no_element_of_a_very_long_table_holds_more_than_an_archive_allows() {
        let mut long = table(2, &[&[("名称", C, 1, 1), ("数", C, 1, 1)]]);
        long.head_rows = 1;
        for row in 0..2 * MANY + 1 {
            let cell = |column| Cell::of(D, Paragraph::text(format!("{row}.{column}"), ParaStyle::TableText, "1"));
            long.rows.push(Row { height: RowHeight::Auto, cells: vec![cell(0), cell(1)] });
        }
        let document = crate::tests::report::of(vec![mingce_typeset::document::Block::Table(long)]);
        let tree = Structure::of(&document);
        assert!(tree.elements.iter().all(|element| element.kids.len() <= MANY));
        assert_eq!(tree.elements.iter().filter(|element| element.kind == Kind::TBody).count(), 3);
    }
}
