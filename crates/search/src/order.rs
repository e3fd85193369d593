//! The order of an index by pinyin: syllables first, so that characters of one sound stand together.

use crate::fold;
use pinyin::ToPinyin;

/// Words whose characters have another reading than their usual one, as they occur in names of public matters.
const WORDS: [(&str, &[&str]); 16] = [
    ("重复", &["chong", "fu"]),
    ("重新", &["chong", "xin"]),
    ("重建", &["chong", "jian"]),
    ("银行", &["yin", "hang"]),
    ("行业", &["hang", "ye"]),
    ("调查", &["diao", "cha"]),
    ("调研", &["diao", "yan"]),
    ("调动", &["diao", "dong"]),
    ("会计", &["kuai", "ji"]),
    ("县长", &["xian", "zhang"]),
    ("校长", &["xiao", "zhang"]),
    ("增长", &["zeng", "zhang"]),
    ("供给", &["gong", "ji"]),
    ("给付", &["ji", "fu"]),
    ("音乐", &["yin", "yue"]),
    ("参差", &["cen", "ci"]),
];

/// Where a text stands in an index by pinyin: its letter, its syllables, itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PinyinOrder {
    /// Texts without a letter stand at the end.
    without_letter: bool,
    syllables: Vec<String>,
    text: String,
}

impl PinyinOrder {
    /// The place of a text. Punctuation and quotation marks say nothing.
    pub fn of(text: &str) -> PinyinOrder {
        let folded = fold(text);
        let mut syllables = Vec::new();
        let mut rest = folded.as_str();
        while let Some(first) = rest.chars().next() {
            if let Some((word, spelled)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
                syllables.extend(spelled.iter().map(ToString::to_string));
                rest = &rest[word.len()..];
                continue;
            }
            syllables.push(first.to_pinyin().map_or_else(|| first.to_string(), |spelled| plain(spelled.plain())));
            rest = &rest[first.len_utf8()..];
        }
        let mut order = PinyinOrder { without_letter: false, syllables, text: text.to_string() };
        order.without_letter = order.letter().is_none();
        order
    }

    /// The capital letter under which it stands; none for what begins with a digit or a sign.
    pub fn letter(&self) -> Option<char> {
        let first = self.syllables.first()?.chars().next()?;
        first.is_ascii_alphabetic().then(|| first.to_ascii_uppercase())
    }
}

/// As dictionaries order it: ü with u, ê with e.
fn plain(spelled: &str) -> String {
    spelled.replace('ü', "u").replace('ê', "e")
}
