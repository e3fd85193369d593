//! The basis library: acts and documents that catalogues cite, with number, state and what replaced them.

use super::LegalBasis;
use super::plain::{likeness, tidy};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Whether a cited act still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisState {
    /// In force as far as known.
    InForce,
    /// To be verified before use: a revision is pending or its state is not known.
    Check,
    /// A later instrument took its place.
    Replaced,
    /// Formally repealed.
    Repealed,
    /// A plan or annual document past its term.
    Expired,
    /// Its task is finished.
    Ended,
}

impl BasisState {
    /// All of them, in the order in which lists show them.
    pub const ALL: [BasisState; 6] = [
        BasisState::InForce,
        BasisState::Check,
        BasisState::Replaced,
        BasisState::Repealed,
        BasisState::Expired,
        BasisState::Ended,
    ];

    /// The word in public JSON and in the data file.
    pub fn key(self) -> &'static str {
        match self {
            BasisState::InForce => "in_force",
            BasisState::Check => "check",
            BasisState::Replaced => "replaced",
            BasisState::Repealed => "repealed",
            BasisState::Expired => "expired",
            BasisState::Ended => "ended",
        }
    }

    /// The one with this key.
    pub fn from_key(key: &str) -> Option<BasisState> {
        BasisState::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            BasisState::InForce => "现行有效",
            BasisState::Check => "待核",
            BasisState::Replaced => "已被取代",
            BasisState::Repealed => "已废止",
            BasisState::Expired => "已到期",
            BasisState::Ended => "任务已结束",
        }
    }

    /// Whether it may no longer stand as a basis.
    pub fn is_stale(self) -> bool {
        !matches!(self, BasisState::InForce | BasisState::Check)
    }
}

/// An act or document of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Its fixed id.
    pub id: String,
    /// The name without brackets.
    pub name: String,
    /// The number; empty when not known.
    #[serde(default)]
    pub number: String,
    /// Who issued it.
    #[serde(default)]
    pub issuer: String,
    /// When it was issued and revised, in words.
    #[serde(default)]
    pub issued: String,
    /// From when it holds, in words.
    #[serde(default)]
    pub effective: String,
    /// Whether it holds.
    pub state: BasisState,
    /// What took its place, in words.
    #[serde(default)]
    pub replaced_by: String,
    /// The entry of this library that took its place.
    #[serde(default)]
    pub successor: Option<String>,
    /// Whether name and number were read in a published text.
    pub checked: bool,
    /// What else is to know.
    #[serde(default)]
    pub note: String,
}

/// The library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasisLibrary {
    bases: Vec<Basis>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, usize>,
}

/// The short name under which half of all catalogues cite the Regulation.
const REGULATION: (&str, &str) = ("条例", "TL");

impl BasisLibrary {
    /// The library of these acts.
    pub fn new(bases: Vec<Basis>) -> BasisLibrary {
        let mut library = BasisLibrary::default();
        for (at, basis) in bases.iter().enumerate() {
            library.by_id.insert(basis.id.clone(), at);
            library.by_name.entry(short_name(&basis.name)).or_default().push(at);
            let number = likeness(main_number(&basis.number));
            // Numbers that are only a date, or of an act with several, find nothing.
            if number.chars().any(|c| !c.is_ascii_digit()) && number.contains('号') {
                library.by_number.entry(number).or_insert(at);
            }
        }
        library.bases = bases;
        library
    }

    /// This library and an office's own acts behind it.
    pub fn with(&self, own: Vec<Basis>) -> BasisLibrary {
        BasisLibrary::new(self.bases.iter().cloned().chain(own).collect())
    }

    /// The act that a citation means: by its identity, else by what is written.
    pub fn meant(&self, cited: &LegalBasis) -> Option<&Basis> {
        let by_id = cited.id.as_deref().and_then(|id| self.get(id));
        by_id.or_else(|| self.find(&cited.name, &cited.number))
    }

    /// What took the place of an act, and of that, and so on; without the act itself. A circle ends where it began.
    pub fn successors(&self, id: &str) -> Vec<&Basis> {
        let mut chain: Vec<&Basis> = Vec::new();
        let mut at = self.get(id);
        while let Some(next) = at.and_then(|basis| basis.successor.as_deref()).and_then(|id| self.get(id)) {
            if next.id == id || chain.iter().any(|it| it.id == next.id) {
                break;
            }
            chain.push(next);
            at = Some(next);
        }
        chain
    }

    /// What is to be cited in place of an act that no longer holds: the first of its successors that does.
    pub fn current(&self, stale: &Basis) -> Option<&Basis> {
        self.successors(&stale.id).into_iter().find(|basis| !basis.state.is_stale())
    }

    /// All of them, in the library's order.
    pub fn all(&self) -> &[Basis] {
        &self.bases
    }

    /// The one with this id.
    pub fn get(&self, id: &str) -> Option<&Basis> {
        self.by_id.get(id).map(|at| &self.bases[*at])
    }

    /// The act that is meant by a name and a number, either of which may be empty. The number decides among acts of
    /// one name; an act in force comes before one that is not.
    pub fn find(&self, name: &str, number: &str) -> Option<&Basis> {
        let wanted = likeness(main_number(number));
        let mut named =
            self.by_name.get(&short_name(name)).map_or(&[][..], Vec::as_slice).iter().map(|at| &self.bases[*at]);
        if name.is_empty() {
            let at = self.by_number.get(&wanted)?;
            return Some(&self.bases[*at]);
        }
        if name.trim() == REGULATION.0 {
            return self
                .get(REGULATION.1)
                .filter(|_| wanted.is_empty() || wanted.contains("711") || wanted.contains("492"));
        }
        if wanted.is_empty() {
            return named.clone().find(|basis| !basis.state.is_stale()).or_else(|| named.next());
        }
        named.find(|basis| same_number(&basis.number, number))
    }

    /// A basis of an item, as it is written when an entry is taken over.
    pub fn cite(&self, id: &str, article: &str) -> Option<LegalBasis> {
        let basis = self.get(id)?;
        Some(LegalBasis {
            id: Some(basis.id.clone()),
            name: basis.name.clone(),
            number: basis.number.clone(),
            article: article.to_string(),
            checked: basis.checked && !basis.state.is_stale(),
        })
    }

    /// The bases in a cell of a foreign table. Nothing is dropped: what is no title and no number stays a basis of its
    /// own words. A basis counts as checked only when the library has it, checked, in force and with that number.
    pub fn read(&self, text: &str) -> Vec<LegalBasis> {
        let mut bases = Vec::new();
        for cited in cited(text) {
            let found = self.find(&cited.name, &cited.number);
            let checked = found.is_some_and(|basis| {
                basis.checked
                    && !basis.state.is_stale()
                    && !cited.number.is_empty()
                    && same_number(&basis.number, &cited.number)
            });
            let one = LegalBasis { id: found.map(|basis| basis.id.clone()), checked, ..cited };
            if !bases.contains(&one) {
                bases.push(one);
            }
        }
        bases
    }
}

/// A number without what is said of it in brackets or after a semicolon: 主席令第32号（2019修正）.
fn main_number(number: &str) -> &str {
    number.split(['（', '(', '；', ';']).next().unwrap_or(number)
}

/// Whether two writings mean one number: 中华人民共和国主席令第三十二号 is not tried, 国务院令第711号 and 国务院令711号 are one.
fn same_number(ours: &str, theirs: &str) -> bool {
    let plain = |number: &str| likeness(main_number(number)).replace("中华人民共和国", "").replace('第', "");
    let (ours, theirs) = (plain(ours), plain(theirs));
    !ours.is_empty() && (ours == theirs || (theirs.contains(&ours) && ours.contains('号')))
}

fn short_name(name: &str) -> String {
    let name = likeness(name);
    name.strip_prefix("中华人民共和国").map(str::to_string).unwrap_or(name)
}

/// What a cell cites: titles in 《》 with the number and article behind them, numbers alone, other words.
fn cited(text: &str) -> Vec<LegalBasis> {
    let chars = unbroken(&tidy(text));
    let mut found: Vec<LegalBasis> = Vec::new();
    let mut rest = String::new();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '《' => {
                other_words(&mut rest, &mut found);
                let (name, end) = title(&chars, at);
                let (number, article, end) = after_title(&chars, end);
                found.push(LegalBasis { id: None, name, number, article, checked: false });
                at = end;
            }
            // 【法律】 and its like only group what follows.
            '【' => {
                other_words(&mut rest, &mut found);
                at = chars[at..].iter().position(|c| *c == '】').map_or(chars.len(), |to| at + to + 1);
            }
            c if "、；;\n，,。".contains(c) => {
                other_words(&mut rest, &mut found);
                at += 1;
            }
            c => {
                rest.push(c);
                at += 1;
            }
        }
    }
    other_words(&mut rest, &mut found);
    found
}

/// Without the line ends that a narrow column put into titles, brackets and numbers.
fn unbroken(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut depth = 0_usize;
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        match c {
            '《' | '〈' | '（' | '(' | '〔' | '[' | '【' => depth += 1,
            '》' | '〉' | '）' | ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            // What was never closed holds only up to the next title.
            '\n' if depth > 0 && chars.get(at + 1) != Some(&'《') => continue,
            '\n' if matches!(out.last(), Some('〕' | ']' | '第')) => continue,
            '\n' => depth = 0,
            _ => {}
        }
        out.push(*c);
    }
    out
}

/// A title from its opening bracket on, and where it ends. Titles stand in titles: 《〈意见〉实施细则》, 《《意见》细则》.
fn title(chars: &[char], start: usize) -> (String, usize) {
    let mut depth = 0_usize;
    for (at, c) in chars.iter().enumerate().skip(start) {
        match c {
            '《' => depth += 1,
            '》' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (chars[start + 1..at].iter().collect(), at + 1);
        }
    }
    // Never closed: the words up to the next separator.
    let end = chars[start..].iter().position(|c| "、；;\n".contains(*c)).map_or(chars.len(), |to| start + to);
    (chars[start + 1..end].iter().filter(|c| **c != '《').collect(), end)
}

/// Number and article that follow a title, in brackets or bare, in either order.
fn after_title(chars: &[char], mut at: usize) -> (String, String, usize) {
    let (mut number, mut article) = (String::new(), String::new());
    while at < chars.len() {
        let (word, end) = match chars[at] {
            '（' | '(' => bracket(chars, at),
            '第' => {
                let end = chars[at..]
                    .iter()
                    .position(|c| "、；;\n《，,。（(【".contains(*c))
                    .map_or(chars.len(), |to| at + to);
                (chars[at..end].iter().collect::<String>(), end)
            }
            _ => {
                let end = chars[at..]
                    .iter()
                    .position(|c| "、；;\n《，,。（(【".contains(*c))
                    .map_or(chars.len(), |to| at + to);
                let word: String = chars[at..end].iter().collect();
                if !is_number(&word) {
                    break;
                }
                (word, end)
            }
        };
        if word.starts_with('第') && word.contains('条') && article.is_empty() {
            // 第二十条第（一）项 has a bracket of its own.
            let (mut whole, mut end) = (word, end);
            if end < chars.len() && matches!(chars[end], '（' | '(') && whole.ends_with('第') {
                let (inner, after) = bracket(chars, end);
                let tail = if chars.get(after) == Some(&'项') { "项" } else { "" };
                whole = format!("{whole}（{inner}）{tail}");
                end = after + tail.chars().count();
            }
            article = without_joining(&whole).to_string();
            at = end;
        } else if number.is_empty() && is_number(&word) {
            number = word;
            at = end;
        } else {
            break;
        }
    }
    (number, article, at)
}

/// What stands in a bracket, brackets in it included, and where it ends.
fn bracket(chars: &[char], start: usize) -> (String, usize) {
    let mut depth = 0_usize;
    for (at, c) in chars.iter().enumerate().skip(start) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (chars[start + 1..at].iter().collect(), at + 1);
        }
    }
    (chars[start + 1..].iter().collect(), chars.len())
}

/// Whether words are a document's number: 国办发〔2017〕97号, 国务院令第711号, 主席令第32号（2019修正）.
fn is_number(word: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c);
    word.contains('号') && word.chars().any(digit) && word.chars().count() <= 60 && !word.contains('《')
}

/// Words between titles that name nothing.
const JOINING: [&str; 23] = [
    "和",
    "及",
    "与",
    "或",
    "以及",
    "等",
    "及其",
    "等规定",
    "的规定",
    "等有关规定",
    "等相关规定",
    "等文件",
    "等法律法规",
    "等文件精神",
    "之规定",
    "有关规定",
    "规定",
    "根据",
    "依据",
    "按照",
    "依照",
    "参照",
    "结合",
];

/// Without what leads on to the next: 第二十条和, 第二十条等规定.
fn without_joining(words: &str) -> &str {
    ["等规定", "的规定", "之规定", "规定", "以及", "和", "及", "与", "等"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .unwrap_or(words)
}

/// Words outside titles: a number alone, or a basis named without brackets. Joining words say nothing.
fn other_words(rest: &mut String, found: &mut Vec<LegalBasis>) {
    let words = std::mem::take(rest);
    let words = words.trim_matches(|c: char| super::plain::is_blank(c) || "：:·•●■".contains(c));
    let words = words.trim_start_matches(|c: char| c.is_ascii_digit() || ".．)）(（".contains(c));
    if words.is_empty() || JOINING.contains(&words) {
        return;
    }
    // 《条例》第二十条、第二十一条: a further article of the act before.
    let article = words.starts_with('第') && words.contains('条') && !words.contains('号');
    if let Some(last) = found.last_mut().filter(|last| article && !last.name.is_empty()) {
        let words = without_joining(words);
        last.article = if last.article.is_empty() { words.to_string() } else { format!("{}、{words}", last.article) };
        return;
    }
    let (name, number) = if is_number(words) { ("", words) } else { (words, "") };
    found.push(LegalBasis {
        id: None,
        name: name.to_string(),
        number: number.to_string(),
        article: String::new(),
        checked: false,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> BasisLibrary {
        let basis = |id: &str, name: &str, number: &str, state, checked| Basis {
            id: id.into(),
            name: name.into(),
            number: number.into(),
            issuer: String::new(),
            issued: String::new(),
            effective: String::new(),
            state,
            replaced_by: String::new(),
            successor: None,
            checked,
            note: String::new(),
        };
        BasisLibrary::new(vec![
            basis("TL492", "甲条例", "国务院令第492号", BasisState::Replaced, true),
            basis("TL", "中华人民共和国甲条例", "国务院令第711号", BasisState::InForce, true),
            basis("GB97", "乙领域公开的意见", "国办发〔2017〕97号", BasisState::InForce, true),
            basis("M", "丙办法", "丙令第1号", BasisState::InForce, false),
        ])
    }

    fn short(bases: &[LegalBasis]) -> Vec<(Option<&str>, &str, &str, &str, bool)> {
        bases
            .iter()
            .map(|b| (b.id.as_deref(), b.name.as_str(), b.number.as_str(), b.article.as_str(), b.checked))
            .collect()
    }

    #[test]
    fn titles_numbers_and_articles_of_a_cell_are_read_and_nothing_is_dropped() {
        let bases = library()
            .read("【法律】《甲条例》（国务院令第711号）第二十条、《乙领域公开的意见》\n国办发〔2017〕97号；本县规定");
        assert_eq!(
            short(&bases),
            [
                (Some("TL"), "甲条例", "国务院令第711号", "第二十条", true),
                (Some("GB97"), "乙领域公开的意见", "", "", false),
                (Some("GB97"), "", "国办发〔2017〕97号", "", false),
                (None, "本县规定", "", "", false),
            ]
            .map(|mut it| {
                // A number alone is the act's own: the library vouches for it.
                if it.1.is_empty() {
                    it.4 = true;
                }
                it
            })
        );
    }

    #[test]
    fn an_act_without_its_number_is_found_in_force_but_does_not_count_as_checked() {
        let bases = library().read("《甲条例》");
        assert_eq!(short(&bases), [(Some("TL"), "甲条例", "", "", false)]);
        assert_eq!(
            short(&library().read("《甲条例》（国务院令第492号）")),
            [(Some("TL492"), "甲条例", "国务院令第492号", "", false)]
        );
        assert_eq!(short(&library().read("《条例》")), [(Some("TL"), "条例", "", "", false)]);
    }

    #[test]
    fn what_the_library_has_unchecked_stays_unchecked_and_what_it_has_not_has_no_id() {
        assert_eq!(short(&library().read("《丙办法》（丙令第1号）")), [(Some("M"), "丙办法", "丙令第1号", "", false)]);
        assert_eq!(short(&library().read("《丁办法》（丁令第9号）")), [(None, "丁办法", "丁令第9号", "", false)]);
        assert_eq!(short(&library().read("《甲条例》（国务院令第999号）"))[0].0, None, "another number is another act");
    }

    #[test]
    fn titles_in_titles_open_brackets_and_numbered_lists_are_survived() {
        let library = library();
        assert_eq!(library.read("《《意见》实施细则》")[0].name, "《意见》实施细则");
        assert_eq!(library.read("《没有写完的标题、另一个").len(), 2);
        assert_eq!(short(&library.read("1.《丁》2.《戊》")).iter().map(|b| b.1).collect::<Vec<_>>(), ["丁", "戊"]);
        let two = library.read("根据《甲条例》第二十条、第二十一条和《丁》等规定");
        assert_eq!(two.iter().map(|b| b.printed()).collect::<Vec<_>>(), ["《甲条例》第二十条、第二十一条", "《丁》"]);
        let printed = library.read("《甲条例》第二十条【依据待核】");
        assert_eq!(
            (printed.len(), printed[0].article.as_str()),
            (1, "第二十条"),
            "what is printed behind is no article"
        );
        let broken = library.read("《甲\n条例》（国务院令\n第711号）\n国办发〔2017〕\n97号");
        assert_eq!(
            short(&broken),
            [(Some("TL"), "甲条例", "国务院令第711号", "", true), (Some("GB97"), "", "国办发〔2017〕97号", "", true)]
        );
        let one = library.read("《甲条例》第二十条第（一）项");
        assert_eq!((one.len(), one[0].article.as_str()), (1, "第二十条第（一）项"));
    }
}
