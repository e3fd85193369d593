use super::{index, record, rows, search};
use crate::{Field, Index, Key, MOST_WORDS, Query, Record, Role, Sealed, TooManyWords, Wish, fold};

/// The text with its marks in brackets, so that a test can be read.
fn shown(marked: &crate::Marked) -> String {
    let chars: Vec<char> = marked.text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    for (from, to) in &marked.marks {
        out.extend(&chars[at..*from]);
        out.push('[');
        out.extend(&chars[*from..*to]);
        out.push(']');
        at = *to;
    }
    out.extend(&chars[at..]);
    out
}

fn marked(title: &str, question: &str) -> String {
    let found = search(&index([record(1, title, &[])]), question).best(1);
    found.first().map_or("（没有找到）".into(), |hit| shown(&hit.title))
}

#[test]
fn one_number_written_in_many_ways_is_one() {
    let number = "国办发〔2019〕54号";
    for same in ["国办发[2019]54号", "国办发（2019）54号", "国办发 ２０１９ 54 号", "國辦發〔2019〕54號"]
    {
        assert_eq!(fold(same), fold(number), "{same}");
    }
    let index = index([record(1, "意见", &[number])]);
    for question in ["国办发2019 54", "国办发[2019]54号", "201954", "〔2019〕", "國辦發", "ＧＢ"] {
        assert_eq!(rows(&index, question).len(), usize::from(question != "ＧＢ"), "{question}");
    }
}

#[test]
fn every_reading_counts_and_syllables_may_be_cut_short() {
    let found = [
        ("重大建设项目", "zhongda"),
        ("重大建设项目", "zdjsxm"),
        ("重复申请", "chongfu"),
        ("行政处罚", "xingzheng"),
        ("行政处罚", "xzcf"),
        ("银行账户", "yinhang"),
        ("银行账户", "yh"),
        ("政府信息公开", "zfxxgk"),
        ("政府信息公开", "ZFXXGK"),
        ("政府信息公开", "xinxigongk"),
        ("政府信息公开", "g"),
        ("法律法规", "falv"),
        ("战略规划", "zhanlve"),
        ("战略规划", "zhanlue"),
        ("PPP项目", "pppxm"),
        ("政務公開", "zhengwugongkai"),
        ("西安路", "xi'an"),
    ];
    for (title, question) in found {
        assert_eq!(rows(&index([record(1, title, &[])]), question), [1], "{title} {question}");
    }
    // A syllable in the middle is whole, letters of both kinds are not mixed, digits alone spell nothing.
    for (title, question) in
        [("政府信息公开", "zhenfu"), ("政府信息公开", "zhengfxx"), ("一二三", "123"), ("政府", "zfx")]
    {
        assert_eq!(rows(&index([record(1, title, &[])]), question), [0; 0], "{title} {question}");
    }
    // Only what a record is called can be spelled.
    assert_eq!(rows(&index([record(1, "养老", &["政府信息"])]), "zfxx"), [0; 0]);
}

#[test]
fn marks_stand_on_the_text_as_it_was_written() {
    let cases = [
        ("政务公开标准目录", "公开 目录", "政务[公开]标准[目录]"),
        ("国办发〔2019〕54号", "发2019 54号", "国办[发〔2019]〕[54号]"),
        ("國辦發 〔２０１９〕 54號", "国办发[2019]54号", "[國辦發 〔２０１９〕 54號]"),
        ("㈠政务公開", "(一)政務公开", "[㈠政务公開]"),
        ("基层政务公开", "zwgk", "基层[政务公开]"),
        ("基层政务公开", "jicengzheng", "[基层政]务公开"),
        ("公公公开", "公公", "[公公]公开"),
        ("公开公开", "公开", "[公开公开]"),
        ("𬭎县𬭎乡", "𬭎", "[𬭎]县[𬭎]乡"),
        ("ﬁle 与🏛", "file 🏛", "[ﬁle] 与[🏛]"),
    ];
    for (title, question, wanted) in cases {
        assert_eq!(marked(title, question), wanted, "{question}");
    }
}

#[test]
fn a_snippet_shows_the_field_with_the_word_that_the_title_has_not() {
    let long = format!("{}申请材料清单{}", "甲".repeat(200), "乙".repeat(200));
    let found = search(&index([record(1, "养老\n服务", &[&long])]), "养老 材料").best(1);
    let (label, snippet) = found[0].snippet.clone().expect("a snippet");
    assert_eq!(label, 2);
    assert!(shown(&snippet).starts_with("…甲"), "{snippet:?}");
    assert!(shown(&snippet).contains("甲申请[材料]清单乙"), "{snippet:?}");
    assert!(snippet.text.chars().count() <= 62);
    let found = search(&index([record(1, "养老服务", &[&long])]), "养老").best(1);
    assert_eq!(found[0].snippet, None);
}

#[test]
fn the_best_come_first_and_ties_keep_their_order() {
    let mut records = vec![
        record(1, "机构", &["公开目录"]),
        record(2, "基层公开目录", &[]),
        record(3, "公开目录编制", &[]),
        record(4, "公开目录", &[]),
        record(5, "公开目录", &[]),
    ];
    assert_eq!(rows(&index(records.clone()), "公开目录"), [4, 5, 3, 2, 1]);
    assert_eq!(rows(&index(records.clone()), "gkml"), [2, 3, 4, 5]);
    // The same in whatever order they were put in.
    records.reverse();
    let all = index(records.clone());
    assert_eq!(rows(&all, "公开目录"), [4, 5, 3, 2, 1]);
    // Own records come first among those of one rank, never before a better one.
    records.iter_mut().for_each(|record| record.owner = Some(u32::from(matches!(record.key.row, 1 | 5))));
    let wish = Wish { own: Some(1), most: 10, ..Wish::default() };
    let found = index(records).search(&Query::new("公开目录").expect("one word"), &wish).best(10);
    assert_eq!(found.iter().map(|hit| hit.key.row).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
    let few = all.search(&Query::new("公开").expect("one word"), &Wish { most: 2, ..Wish::default() });
    assert_eq!((few.total, few.kinds[0].hits.len()), (5, 2));
}

#[test]
fn a_sealed_text_finds_its_record_and_is_never_shown() {
    let mut one = record(1, "土地征收", &[]);
    one.sealed = vec![
        Sealed { label: 7, text: "示例甲".into(), shown: "示**".into(), whole: true },
        Sealed { label: 7, text: "示例科技有限公司".into(), shown: "示*******".into(), whole: false },
    ];
    let mut index = index([one.clone()]);
    for (question, finds) in
        [("示例甲", true), ("示例乙", false), ("例甲", false), ("科技", true), ("sl", false), ("征收 示例甲", true)]
    {
        let found = search(&index, question).best(9);
        assert_eq!(found.len(), usize::from(finds), "{question}");
        let text = format!("{found:?}");
        assert!(!text.contains("例甲") && !text.contains("科技有限"), "{text}");
    }
    let snippet = search(&index, "示例甲").best(1)[0].snippet.clone();
    assert_eq!(snippet.map(|(label, marked)| (label, marked.text)), Some((7, "示**".into())));
    one.sealed.clear();
    index.put(one);
    assert!(rows(&index, "示例甲").is_empty());
}

#[test]
fn what_is_changed_or_gone_is_found_no_more() {
    let mut index = index([record(1, "养老服务", &["老年人"]), record(2, "救灾", &[])]);
    index.put(record(1, "就业", &[]));
    assert_eq!((rows(&index, "养老"), rows(&index, "就业")), (vec![], vec![1]));
    index.remove(Key { kind: 1, row: 2 });
    assert!(rows(&index, "救灾").is_empty());
    index.remove_kind(1);
    assert!(index.is_empty() && rows(&index, "就业").is_empty());
    for _ in 0..30_000 {
        index.put(record(1, "就业", &[]));
    }
    assert!(index.is_worn());
}

#[test]
fn whatever_is_typed_is_answered() {
    let records = (0..200).map(|row| record(row, "啊啊啊啊政府信息公开", &["公开"]));
    let index = index(records);
    let long = "公开".repeat(5_000);
    let letters = "a".repeat(10_000);
    for question in [
        "", " ", "\u{3000}", "\0", "\"", "*", "%", "()", "NEAR(", "a OR b", "😀", "\u{fe0f}", "𬭎", "-公", &long,
        &letters,
    ] {
        let found = search(&index, question).total;
        assert_eq!(found, if question == "-公" { 200 } else { 0 }, "{}", question.chars().take(9).collect::<String>());
    }
    let many: String = (0..5_000).filter_map(|n| char::from_u32(0x4E00 + n)).flat_map(|c| [c, ' ']).collect();
    // Some of them are simplified into each other.
    assert!(matches!(Query::new(&many), Err(TooManyWords { words: 4_000..=5_000 })));
    let same = "公 ".repeat(MOST_WORDS * 10);
    assert_eq!(search(&index, &same).total, 200);
}

#[test]
fn kinds_are_kept_apart() {
    let of = |kind: u16| Record { key: Key { kind, row: 1 }, ..record(1, "公开", &[]) };
    let index: Index = index([of(2), of(1)]);
    let query = Query::new("公开").expect("one word");
    let kinds = |kinds: &[u16]| {
        let found = index.search(&query, &Wish { kinds, most: 5, ..Wish::default() });
        found.kinds.iter().map(|kind| kind.kind).collect::<Vec<_>>()
    };
    assert_eq!((kinds(&[]), kinds(&[2]), kinds(&[3])), (vec![1, 2], vec![2], vec![]));
}

#[test]
fn a_heading_is_worth_less_than_a_name_and_a_number_as_much() {
    let with = |row: i64, role: Role| {
        let mut record = record(row, "别的", &[]);
        record.fields.push(Field::new(3, role, "公开"));
        record
    };
    assert_eq!(rows(&index([with(1, Role::Heading), with(2, Role::Text), with(3, Role::Number)]), "公开"), [3, 1, 2]);
}
