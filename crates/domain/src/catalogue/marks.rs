//! Ticks and boxes of foreign tables, the damaged ones too.

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Chosen: √, ■.
    Yes,
    /// Not chosen: □, or nothing at all.
    No,
    /// A letter that a symbol face once drew as a tick (t, R, þ): probably chosen, to be looked at.
    DamagedYes,
    /// The same of an empty box (口, ¨).
    DamagedNo,
}

impl Mark {
    /// Whether it chooses.
    pub fn is_yes(self) -> bool {
        matches!(self, Mark::Yes | Mark::DamagedYes)
    }

    /// Whether the glyph was lost on the way (rule C06).
    pub fn is_damaged(self) -> bool {
        matches!(self, Mark::DamagedYes | Mark::DamagedNo)
    }
}

/// The mark that a character is wherever it stands.
pub(super) fn clear_mark(c: char) -> Option<Mark> {
    match c {
        '√' | '✓' | '✔' | '☑' | '■' | '☒' | '✅' | '🗹' => Some(Mark::Yes),
        '□' | '☐' | '▢' | '◻' => Some(Mark::No),
        _ => None,
    }
}

/// The mark that a character once was, if it stands where a mark stands. Letters of Wingdings and its like: þ and R are
/// ticked boxes there, ¨ and o empty ones, ü and P ticks, n a full box.
pub(super) fn damaged_mark(c: char) -> Option<Mark> {
    match c {
        't' | 'n' | 'R' | 'P' | 'þ' | 'ü' | 'v' => Some(Mark::DamagedYes),
        '口' | '¨' | 'o' | '£' | '囗' | '〇' | '○' => Some(Mark::DamagedNo),
        _ => None,
    }
}

/// A cell that should hold a tick or nothing. `None`: it holds words.
pub fn tick(cell: &str) -> Option<Mark> {
    let text: String = cell.chars().filter(|c| !super::plain::is_blank(*c)).map(super::plain::half_width).collect();
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Some(Mark::No),
        (Some(c), None) => clear_mark(c).or_else(|| damaged_mark(c)).or(match c {
            '是' | '有' | '对' | 'Y' | 'y' | '1' | '●' | '◆' | '▲' | '★' => Some(Mark::Yes),
            '否' | '无' | '×' | 'X' | 'x' | 'N' | '0' | '-' | '—' | '–' | '/' | '\\' | '一' => Some(Mark::No),
            _ => None,
        }),
        _ if text.chars().all(|c| clear_mark(c) == Some(Mark::Yes)) => Some(Mark::Yes),
        _ if text.chars().all(|c| "-—–/".contains(c)) => Some(Mark::No),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_boxes_and_their_damaged_forms_are_told_apart_from_words() {
        for yes in ["√", " ✔ ", "■", "☑", "是", "●"] {
            assert_eq!(tick(yes), Some(Mark::Yes), "{yes}");
        }
        for no in ["", "  ", "□", "☐", "—", "——", "/", "否"] {
            assert_eq!(tick(no), Some(Mark::No), "{no}");
        }
        assert_eq!(["t", "R", "þ", "ü"].map(tick), [Some(Mark::DamagedYes); 4]);
        assert_eq!(["口", "¨"].map(tick), [Some(Mark::DamagedNo); 2]);
        assert_eq!(["项目单位", "县级", "20"].map(tick), [None; 3]);
    }
}
