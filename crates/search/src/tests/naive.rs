//! A scan as one would write it first: every record, every field, every word. Shares nothing with the index but what
//! [`fold`] calls the same.

use crate::{Record, Role, fold};
use pinyin::ToPinyinMulti;

/// The fields of a record, folded once: a scan may be slow, but not for nothing.
pub struct Naive {
    fields: Vec<(String, bool)>,
    sealed: Vec<(String, bool)>,
}

impl Naive {
    pub fn new(record: &Record) -> Naive {
        let can_be_spelled = |role| matches!(role, Role::Name | Role::Heading);
        Naive {
            fields: record.fields.iter().map(|field| (fold(&field.text), can_be_spelled(field.role))).collect(),
            sealed: record.sealed.iter().map(|sealed| (fold(&sealed.text), sealed.whole)).collect(),
        }
    }

    pub fn finds(&self, question: &str) -> bool {
        let words: Vec<String> = question.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        !words.is_empty() && words.iter().all(|word| self.has(word))
    }

    fn has(&self, word: &str) -> bool {
        let written =
            |(text, can_be_spelled): &(String, bool)| text.contains(word) || *can_be_spelled && is_spelled(text, word);
        let opened = |(text, whole): &(String, bool)| if *whole { text == word } else { text.contains(word) };
        self.fields.iter().any(written) || self.sealed.iter().any(opened)
    }
}

fn is_spelled(text: &str, word: &str) -> bool {
    let word = word.replace('ü', "v");
    if !word.chars().all(|c| c.is_ascii_alphanumeric()) || !word.chars().any(|c| c.is_ascii_alphabetic()) {
        return false;
    }
    let chars: Vec<char> = text.chars().collect();
    (0..chars.len()).any(|at| by_syllables(&chars[at..], &word) || by_initials(&chars[at..], &word))
}

fn readings(c: char) -> Vec<String> {
    if c.is_ascii() {
        return vec![c.to_string()];
    }
    let plain: Vec<String> =
        c.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain().replace('ê', "e")).collect();
    let typed = plain.iter().map(|plain| plain.replace('ü', "v"));
    let other = plain.iter().filter(|plain| plain.ends_with("üe")).map(|plain| plain.replace('ü', "u"));
    typed.chain(other).filter(|reading| reading.chars().all(|c| c.is_ascii_alphanumeric())).collect()
}

fn by_syllables(chars: &[char], word: &str) -> bool {
    let Some((first, rest)) = chars.split_first() else { return false };
    readings(*first).iter().any(|syllable| {
        syllable.starts_with(word) || word.strip_prefix(syllable.as_str()).is_some_and(|word| by_syllables(rest, word))
    })
}

fn by_initials(chars: &[char], word: &str) -> bool {
    let Some(letter) = word.chars().next() else { return true };
    let Some((first, rest)) = chars.split_first() else { return false };
    readings(*first).iter().any(|syllable| syllable.starts_with(letter)) && by_initials(rest, &word[1..])
}
