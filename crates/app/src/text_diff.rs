//! What changed in a text, clause by clause, as people compare two drafts.

use crate::version_view::{Piece, PieceKind};
use similar::{Algorithm, ChangeTag, capture_diff_slices};

/// The later text with what fell away and what came in marked: one piece for each run of clauses that are alike, gone or
/// new. All pieces but the new ones together are the earlier text, all but the gone ones the later.
pub(crate) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (clauses(before), clauses(after));
    let mut found: Vec<Piece> = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        for change in op.iter_changes(&old, &new) {
            let kind = match change.tag() {
                ChangeTag::Equal => PieceKind::Same,
                ChangeTag::Delete => PieceKind::Gone,
                ChangeTag::Insert => PieceKind::New,
            };
            match found.last_mut() {
                Some(last) if last.kind == kind => last.text.push_str(change.value()),
                _ => found.push(Piece { kind, text: change.value().to_string() }),
            }
        }
    }
    found
}

/// Clauses with the mark that ends them: single characters would match all over a text, whole paragraphs nowhere.
fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(['，', '。', '；', '：', '、', '！', '？', '\n']).collect()
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::version_view::PieceKind::{self, Gone, New, Same};

    fn of(before: &str, after: &str) -> Vec<(PieceKind, String)> {
        pieces(before, after).into_iter().map(|piece| (piece.kind, piece.text)).collect()
    }

    #[test]
    fn a_changed_clause_is_marked_and_the_others_are_left() {
        assert_eq!(
            of("主动公开12条，其中公文3条。\n渠道畅通。", "主动公开15条，其中公文3条。\n渠道畅通。"),
            [
                (Gone, "主动公开12条，".to_string()),
                (New, "主动公开15条，".to_string()),
                (Same, "其中公文3条。\n渠道畅通。".to_string()),
            ]
        );
        assert_eq!(of("", "新写。"), [(New, "新写。".to_string())]);
        assert_eq!(of("旧的。", ""), [(Gone, "旧的。".to_string())]);
        assert_eq!(of("", ""), []);
    }

    #[test]
    fn the_pieces_make_up_both_texts() {
        let texts = ["", "甲，乙。丙", "丙。甲，乙", "乙。\n\n甲，", "同同，同同，同同，", "同同，同同。", "，，，。"];
        for before in texts {
            for after in texts {
                let found = pieces(before, after);
                let join = |skip: PieceKind| -> String {
                    found.iter().filter(|piece| piece.kind != skip).map(|piece| piece.text.as_str()).collect()
                };
                assert_eq!((join(New).as_str(), join(Gone).as_str()), (before, after));
            }
        }
    }
}
