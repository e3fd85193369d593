use super::cells::{Years, day};
use super::{Answers, Column, read};
use crate::application::{ApplicantKind, Channel, Outcome};
use crate::catalogue::foreign::{ForeignCell, ForeignTable};

fn table(name: &str, rows: &[&[&str]]) -> ForeignTable {
    let cell = |text: &&str| ForeignCell { text: text.to_string(), origin: None };
    ForeignTable {
        name: name.into(),
        one_of_many: false,
        rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
    }
}

#[test]
fn days_are_read_in_every_way_that_ledgers_write_them() {
    let read = |text: &str| day(text, Years(Some(2025)), None).map(|found| found.on.to_string());
    for text in ["2025-03-07", "2025.3.7", "2025/3/7", "2025年3月7日", "20250307", "45723", "3/7", "3月7日", "3.7"]
    {
        assert_eq!(read(text).as_deref(), Ok("2025-03-07"), "{text}");
    }
    assert!(read("2025-02-30").unwrap_err().contains("不是一个有的日子"));
    assert!(read("2月30日").unwrap_err().contains("不是一个有的日子"));
    assert!(read("下周").is_err() && read("123").is_err() && read("99999").is_err());
    assert!(day("3/7", Years(None), None).unwrap_err().contains("--year"));
    let later = day("1/5", Years(Some(2025)), "2025-12-20".parse().ok()).unwrap();
    assert_eq!(later.on.to_string(), "2026-01-05", "a reply after the turn of the year");
    assert!(later.doubt.is_some());
}

#[test]
fn a_ledger_with_words_and_a_title_is_read_and_the_legal_term_is_no_reply() {
    let sheet = table(
        "Sheet1",
        &[
            &["2025年度依申请公开台账"],
            &[
                "序号",
                "受理号",
                "申请人",
                "申请人类型",
                "申请方式",
                "申请内容",
                "收到日期",
                "法定答复期限",
                "答复日期",
                "办理结果",
            ],
            &["1", "1号", "示例甲", "公民", "网上", "土地征收批复", "3/7", "4/4", "3/20", "予以公开"],
            &["2", "2号", "示例公司", "", "邮寄", "会议纪要", "2025.5.6", "6/4", "", ""],
            &["3", "3号", "示例乙", "自然人", "当面", "预算", "2月30日", "", "", ""],
            &["4", "4号", "示例丙", "自然人", "当面", "预算", "6/3", "7/1", "6/9", "不予公开"],
            &["5", "5号", "示例丁", "自然人", "当面", "预算", "6/3", "7/1", "", "予以公开"],
            &["合计", "5"],
            &["填表人：示例"],
        ],
    );
    let ledger = read(&sheet, &Answers::new(), None);
    let first = &ledger.cases[0];
    assert_eq!(first.received_on.to_string(), "2025-03-07");
    assert_eq!(first.closed.unwrap(), ("2025-03-20".parse().unwrap(), Outcome::Granted));
    assert_eq!((first.kind, first.channel), (ApplicantKind::NaturalPerson, Channel::Internet));
    assert_eq!(ledger.cases.len(), 2);
    assert_eq!(ledger.cases[1].closed, None, "the legal term is not the day of the reply");
    assert_eq!(ledger.cases[1].kind, ApplicantKind::Enterprise);
    assert!(ledger.doubts.iter().any(|doubt| doubt.message.contains("推断")));
    let why: Vec<&str> = ledger.refused.iter().map(|at| at.message.as_str()).collect();
    assert_eq!(why.len(), 3);
    assert!(why[0].contains("2月30日") && why[1].contains("哪一种") && why[2].contains("没有写答复日期"), "{why:?}");
    assert_eq!(ledger.skipped, 2);
}

#[test]
fn outcomes_and_kinds_may_be_ticks_under_two_heads() {
    let sheet = table(
        "2024年",
        &[
            &["受理号", "申请人", "申请人类型", "", "申请内容", "收到日期", "答复日期", "办理结果", "", ""],
            &["", "", "自然人", "商业企业", "", "", "", "予以公开", "部分公开", "本机关不掌握"],
            &["1", "示例甲", "√", "", "甲", "2024-03-01", "2024-03-05", "", "√", ""],
            &["2", "示例乙", "", "√", "乙", "2024-03-01", "2024-03-05", "√", "√", ""],
        ],
    );
    let ledger = read(&sheet, &Answers::new(), None);
    assert_eq!(ledger.columns[3].column, Some(Column::Kind(ApplicantKind::Enterprise)), "{:?}", ledger.columns);
    assert_eq!(ledger.cases.len(), 1, "{:?}", ledger.refused);
    assert_eq!(ledger.cases[0].closed.unwrap().1, Outcome::PartlyGranted);
    assert!(ledger.refused[0].message.contains("2种"));
}

#[test]
fn a_column_that_is_not_recognised_is_shown_and_can_be_answered() {
    let sheet = table("台账", &[&["申请人", "申请内容", "收到日期", "来的日子"], &["示例甲", "甲", "", "2025-03-07"]]);
    let ledger = read(&sheet, &Answers::new(), None);
    assert_eq!(ledger.columns[3].column, None);
    let mut answers = Answers::from([("来的日子".to_string(), Column::ReceivedOn)]);
    answers.insert("收到日期".into(), Column::Ignored);
    assert_eq!(read(&sheet, &answers, None).cases.len(), 1);
    assert!(read(&table("台账", &[&["甲", "乙"]]), &answers, None).columns.is_empty());
}

#[test]
fn ticks_of_several_heads_may_mean_one_row_and_a_head_that_names_a_group_says_so() {
    let sheet = table(
        "2023年一季度",
        &[
            &["申请人姓名（名称）", "类别", "", "公开内容", "提交时间", "申请方式", "答复日期", "是否公开", "", "", ""],
            &["", "公民", "法人", "", "", "", "", "予以公开", "不予公开", "不存在", "非本机关"],
            &["示例甲", "√", "", "甲", "2/1", "信函", "2/5", "", "", "√", ""],
            &["示例乙", "√", "", "乙", "2/1", "当面", "2/5", "", "", "", "√"],
            &["示例公司", "", "√", "丙", "2/1", "当面", "2/5", "√", "", "", ""],
            &["示例促进会", "", "√", "丁", "2/1", "当面", "2/5", "√", "", "", ""],
            &["示例丙", "√", "", "戊", "2/1", "当面", "2/5", "", "√", "", ""],
            &["同上", "√", "", "己", "2/1", "当面", "", "", "", "", ""],
        ],
    );
    let ledger = read(&sheet, &Answers::new(), None);
    assert!(ledger.columns.iter().all(|column| column.column.is_some()), "{:?}", ledger.columns);
    let read: Vec<(&str, ApplicantKind, Option<Outcome>)> =
        ledger.cases.iter().map(|case| (case.applicant.as_str(), case.kind, case.closed.map(|it| it.1))).collect();
    let expected = [
        ("示例甲", ApplicantKind::NaturalPerson, Some(Outcome::UnavailableNotHeld)),
        ("示例乙", ApplicantKind::NaturalPerson, Some(Outcome::UnavailableNotHeld)),
        ("示例公司", ApplicantKind::Enterprise, Some(Outcome::Granted)),
        ("示例丙", ApplicantKind::NaturalPerson, None),
    ];
    assert_eq!(read, expected, "nobody is called 同上");
    assert_eq!(ledger.cases[0].channel, Channel::RegisteredPost);
    let why: Vec<&str> = ledger.refused.iter().map(|at| at.message.as_str()).collect();
    assert!(matches!(why[..], [a, b] if a.contains("“法人”看不出") && b.contains("不予公开各项")), "{why:?}");
    let doubts: Vec<&str> = ledger.doubts.iter().map(|at| at.message.as_str()).collect();
    for words in ["没有写明是否签收", "“法人”分不出哪一类，由名称推断为“商业企业”", "读作“示例丙”"]
    {
        assert!(doubts.iter().any(|doubt| doubt.contains(words)), "{words}: {doubts:?}");
    }
}
