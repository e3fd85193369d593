//! Which characters are the same.

use crate::traditional::simplified;
use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: half width, lower case, simplified; without blanks, punctuation, brackets and invisible marks.
/// So 国办发〔2019〕54号, 国办发[2019] 54 号 and 國辦發２０１９５４號 are one.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, |folded| out.push(folded)));
    out
}

/// The same, with the place in the original text (in characters) of each character.
pub(crate) fn fold_with_places(text: &str) -> (Vec<char>, Vec<usize>) {
    let (mut chars, mut places) = (Vec::new(), Vec::new());
    for (place, c) in text.chars().enumerate() {
        fold_char(c, |folded| {
            chars.push(folded);
            places.push(place);
        });
    }
    (chars, places)
}

fn fold_char(c: char, mut put: impl FnMut(char)) {
    match c {
        '0'..='9' | 'a'..='z' => put(c),
        'A'..='Z' => put(c.to_ascii_lowercase()),
        '\0'..='\x7f' => {}
        // Unified ideographs are what compatible ones are made into; they have no case.
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => put(simplified(c)),
        c => {
            for c in std::iter::once(c).nfkc().flat_map(char::to_lowercase).filter(|c| says_something(*c)) {
                put(simplified(c));
            }
        }
    }
}

/// Letters, ideographs and digits; characters that an office made for itself (private use), which old files write rare
/// names with; pictures.
fn says_something(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{1f000}'..='\u{1faff}' | '\u{f0000}'..='\u{10ffff}')
}
