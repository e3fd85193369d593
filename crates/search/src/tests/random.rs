//! Thousands of questions over the texts that are shipped: the search and the naive scan find the same.

use super::naive::Naive;
use super::{index, rows};
use crate::{Field, Key, MOST_WORDS, Query, Record, Role, Sealed};
use pinyin::ToPinyinMulti;

const TEXTS: [&str; 2] = [
    include_str!("../../../../assets/catalogues/standard.json"),
    include_str!("../../../../assets/law/legal_bases.json"),
];
const QUESTIONS: usize = 6_000;

/// The same numbers on every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// Every string in the files that is more than a key.
fn texts() -> Vec<&'static str> {
    let mut all: Vec<&str> = TEXTS.iter().flat_map(|file| file.split('"').skip(1).step_by(2)).collect();
    all.retain(|text| !text.is_ascii() && text.len() < 400);
    all.sort_unstable();
    all.dedup();
    all
}

fn records(dice: &mut Dice, texts: &[&str], count: i64) -> Vec<Record> {
    let mut record = |row: i64| {
        let mut field = |label: u8, role: Role| Field::new(label, role, *dice.one_of(texts));
        let mut fields = vec![field(1, Role::Name), field(2, Role::Heading), field(3, Role::Number)];
        (0..4).for_each(|_| fields.push(field(4, Role::Text)));
        let names = ["示例甲", "欧阳示例", "示例科技有限公司", ""];
        let text = dice.one_of(&names).to_string();
        let sealed = Sealed { label: 9, whole: text.chars().count() < 5, shown: "*".into(), text };
        let (key, order) = (Key { kind: (row % 3) as u16, row }, dice.below(50) as u64);
        Record { key, place: String::new(), owner: None, order, line: String::new(), fields, sealed: vec![sealed] }
    };
    (0..count).map(&mut record).collect()
}

fn part<'a>(dice: &mut Dice, text: &'a str) -> &'a str {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = dice.below(places.len() - 1);
    let to = (from + 1 + dice.below(8)).min(places.len() - 1);
    &text[places[from]..places[to]]
}

fn spelled(dice: &mut Dice, text: &str, initials: bool) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let readings: Vec<&str> = c.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain()).collect();
        match readings.is_empty() {
            true if c.is_ascii_alphanumeric() => out.push(c),
            true => {}
            false if initials => out.extend(dice.one_of(&readings).chars().next()),
            false => {
                let syllable = readings[dice.below(readings.len())];
                out.push_str(syllable)
            }
        }
    }
    if dice.below(3) == 0 {
        out.pop();
    }
    out
}

fn word(dice: &mut Dice, texts: &[&str]) -> String {
    let text = *dice.one_of(texts);
    let piece = part(dice, text);
    match dice.below(10) {
        0 => piece.chars().take(1).collect(),
        1 | 2 => piece.to_string(),
        3 => piece.chars().rev().collect(),
        4 => piece.replacen(part(dice, piece), part(dice, texts[0]), 1),
        5 => piece
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
            .collect(),
        6 | 7 => spelled(dice, piece, true),
        8 => spelled(dice, piece, false),
        _ => ["示例甲", "示例", "欧阳示例", "科技", "政務公開", "\"", "*", "%", "AND", "🏛", "𬭎", "\u{0}", "v", "lve"]
            [dice.below(14)]
        .into(),
    }
}

#[test]
fn thousands_of_questions_find_what_a_naive_scan_finds() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let texts = texts();
    assert!(texts.len() > 800, "{} texts", texts.len());
    let records = records(&mut dice, &texts, 300);
    let mut all = index(records.clone());
    // Some are changed on the way, as clerks do: what was there before is found no more.
    let mut now = records;
    let mut scanned: Vec<Naive> = now.iter().map(Naive::new).collect();
    let (mut nothing, mut found) = (0, 0);
    for n in 0..QUESTIONS {
        if n % 200 == 199 {
            let row = dice.below(now.len());
            let fields = now[dice.below(now.len())].fields.clone();
            now[row].fields = fields;
            scanned[row] = Naive::new(&now[row]);
            all.put(now[row].clone());
        }
        let question: Vec<String> = (0..1 + dice.below(3)).map(|_| word(&mut dice, &texts)).collect();
        let question = question.join([" ", "\u{3000}", "  "][dice.below(3)]);
        if Query::new(&question).is_err() {
            assert!(question.split_whitespace().count() > MOST_WORDS);
            continue;
        }
        let mut ours = rows(&all, &question);
        ours.sort_unstable();
        let theirs: Vec<i64> =
            (0..).zip(&scanned).filter(|(_, one)| one.finds(&question)).map(|(row, _)| row).collect();
        assert_eq!(ours, theirs, "{question:?}");
        if ours.is_empty() { nothing += 1 } else { found += 1 }
    }
    assert!(found > QUESTIONS / 3 && nothing > QUESTIONS / 20, "{found} found something, {nothing} nothing");
}
