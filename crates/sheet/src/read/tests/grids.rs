use crate::read::{
    Grid, GridCell,
    draft::{Draft, Merge, Room},
};

#[test]
fn overlapping_merges_never_hide_a_text_behind_two_steps() {
    let mut room = Room::default();
    let mut draft = Draft::new("表");
    draft.put(0, 0, "甲", &mut room).unwrap();
    draft.put(1, 1, "乙", &mut room).unwrap();
    draft.put(2, 2, "丙", &mut room).unwrap();
    for (row, column) in [(1, 1), (0, 0), (1, 1)] {
        draft.merge(Merge { row, column, rows: 2, columns: 2 }, &mut room).unwrap();
    }
    let grid = draft.finish(&mut room).unwrap().unwrap();
    for row in 0..3 {
        for column in 0..3 {
            if let Some((row, column)) = grid.rows[row][column].origin {
                assert_eq!(grid.rows[row][column].origin, None);
            }
        }
    }
    assert_eq!((grid.spanned(1, 1), grid.spanned(2, 2), grid.spanned(0, 1)), ("乙", "乙", "甲"));
}

#[test]
fn merges_that_overlap_without_end_are_refused() {
    let mut room = Room::default();
    let mut draft = Draft::new("表");
    draft.put(1999, 1999, "角", &mut room).unwrap();
    for at in (0..100).rev() {
        draft.merge(Merge { row: at, column: at, rows: 1 << 40, columns: 2000 }, &mut room).unwrap();
    }
    assert!(draft.finish(&mut room).is_err());
}

#[test]
fn outside_of_a_grid_there_is_nothing() {
    let grid = Grid { rows: vec![vec![GridCell { text: "甲".into(), origin: None }]], ..Grid::default() };
    assert_eq!((grid.text(0, 0), grid.text(5, 5), grid.spanned(5, 5), grid.span(5, 5)), ("甲", "", "", (1, 1)));
    assert_eq!((Grid::default().columns(), Grid::default().span(0, 0)), (0, (1, 1)));
}
