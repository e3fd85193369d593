//! Whether two applications ask for the same: what is suggested as a repetition before one is registered (条例第三十六条
//! 第（六）项). A suggestion only; whether it is one is for the clerk to judge.

use std::collections::BTreeSet;

/// From which likeness on two subjects are shown beside each other.
const ALIKE: f64 = 0.6;

/// How alike two subjects are, from 0 to 1: the pairs of neighbouring characters that they share. Spaces, punctuation
/// and the form of letters do not count.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (plain(one), plain(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    if one == other {
        return 1.0;
    }
    let (a, b) = (pairs(&one), pairs(&other));
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * a.intersection(&b).count() as f64 / all as f64 }
}

/// Whether two subjects may ask for the same.
pub fn is_alike(one: &str, other: &str) -> bool {
    likeness(one, other) >= ALIKE
}

/// The words alone: what is compared.
fn plain(text: &str) -> Vec<char> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(text: &[char]) -> BTreeSet<(char, char)> {
    text.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_alike, likeness};

    #[test]
    fn what_asks_for_the_same_in_other_words_is_alike_and_what_does_not_is_not() {
        assert_eq!(likeness("土地征收补偿安置方案。", " 土地征收 补偿安置方案"), 1.0);
        assert_eq!(likeness("２０２５年预算", "2025年预算"), 1.0);
        assert!(is_alike("青石镇2025年土地征收补偿安置方案", "土地征收补偿安置方案（2025年）"));
        assert!(!is_alike("土地征收补偿安置方案", "2025年部门预算和“三公”经费"));
        assert!(!is_alike("", "") && !is_alike("甲", "乙"));
        assert!(is_alike("甲", "甲"));
    }
}
