use crate::application::input::{ApplicantInput, RegisterInput};
use crate::dispute::input::{DisputeInput, DisputeStep};
use crate::prepare::Now;
use crate::session::Session;
use crate::session::test_file::session;
use mingce_domain::agency::AgencyId;

/// A day at noon in China.
fn on(day: &str) -> Now {
    Now { today: day.parse().unwrap(), at_utc: format!("{day}T04:00:00Z") }
}

fn case(session: &mut Session, own: &str) -> String {
    let input = RegisterInput {
        channel: "in_person".into(),
        arrived_on: "2024-03-04".into(),
        applicants: vec![ApplicantInput {
            kind: "natural_person".into(), name: "示例甲".into(), ..Default::default()
        }],
        subject: "某方案".into(),
        ..Default::default()
    };
    session.register_application(own, &input, &on("2024-03-04")).unwrap().application.row.number
}

fn review(case: &str) -> DisputeInput {
    DisputeInput {
        kind: "复议".into(),
        number: "清政复〔2024〕1号".into(),
        decided_by: "清溪县人民政府".into(),
        filed_on: "2024年11月5日".into(),
        applications: vec![case.into()],
        ..Default::default()
    }
}

/// A row of 表四 of a year.
fn row(session: &Session, own: &str, year: i32, group: &str) -> Vec<String> {
    let prepared = session.prepare(&AgencyId(own.to_string()), year, false, &on("2026-12-31")).unwrap();
    let cells = ["upheld", "corrected", "other", "pending", "total"];
    let value = |column: &str| {
        let at = format!("disputes.{group}.{column}");
        let found = prepared.figures.cells.iter().find(|(address, _)| address.to_string() == at);
        found.map(|(_, value)| value.to_string()).unwrap_or_default()
    };
    cells.map(value).to_vec()
}

#[test]
fn a_dispute_is_pending_in_the_year_it_is_filed_and_has_its_result_in_the_next_report() {
    let (_folder, mut session, own) = session("township");
    let number = case(&mut session, &own);
    let edited = session.register_dispute(&own, &review(&number), &on("2024-11-06")).unwrap();
    assert_eq!(edited.dispute.counted, ["2024年度：行政复议—尚未审结（至今）"]);
    let id = edited.dispute.id;
    let decided = DisputeStep {
        kind: "decided".into(),
        on: "2025-01-15".into(),
        result: "结果维持".into(),
        ..Default::default()
    };
    session.dispute_step(&own, &id, &decided, &on("2025-01-16")).unwrap();
    assert_eq!(row(&session, &own, 2024, "reconsideration"), ["0", "0", "0", "1", "1"]);
    assert_eq!(row(&session, &own, 2025, "reconsideration"), ["1", "0", "0", "0", "1"]);
    assert_eq!(row(&session, &own, 2026, "reconsideration"), ["0", "0", "0", "0", "0"]);
    // The same lawsuit is pending until its judgment is in force, whatever was judged before.
    let suit = DisputeInput {
        kind: "复议后起诉".into(),
        number: "（2025）示行初1号".into(),
        decided_by: "清溪县人民法院".into(),
        filed_on: "2025-01-27".into(),
        ..review(&number)
    };
    let suit = session.register_dispute(&own, &suit, &on("2025-02-01")).unwrap().dispute.id;
    let judged = DisputeStep { on: "2025-12-20".into(), result: "corrected".into(), ..decided };
    let edited = session.dispute_step(&own, &suit, &judged, &on("2025-12-21")).unwrap();
    assert_eq!(edited.dispute.findings[0].rule, "D04");
    assert_eq!(row(&session, &own, 2025, "litigation_after_reconsideration"), ["0", "0", "0", "1", "1"]);
    let in_force = DisputeStep { kind: "in_force".into(), on: "2026-01-10".into(), ..Default::default() };
    session.dispute_step(&own, &suit, &in_force, &on("2026-01-12")).unwrap();
    assert_eq!(row(&session, &own, 2025, "litigation_after_reconsideration"), ["0", "0", "0", "1", "1"]);
    assert_eq!(row(&session, &own, 2026, "litigation_after_reconsideration"), ["0", "1", "0", "0", "1"]);
    let view = session.application(&number, &on("2026-12-31")).unwrap();
    assert_eq!(view.disputes.len(), 2);
    let words: Vec<&str> = view.disputes[1].happened.iter().map(|it| it.what.as_str()).collect();
    assert_eq!(words, ["提起行政诉讼", "一审裁判：结果纠正", "一审裁判生效"]);
}

#[test]
fn each_change_of_a_dispute_is_one_step_that_can_be_undone() {
    let (_folder, mut session, own) = session("township");
    let number = case(&mut session, &own);
    let id = session.register_dispute(&own, &review(&number), &on("2024-11-06")).unwrap().dispute.id;
    let now = on("2024-11-07");
    let before = session.dispute(&own, &id, &now).unwrap();
    let corrected =
        DisputeInput { number: "清政复〔2024〕2号".into(), reason: "案号录错".into(), ..review(&number) };
    session.correct_dispute(&own, &id, &corrected, &now).unwrap();
    let void = session.void_dispute(&own, &id, "登记错了", &now).unwrap();
    assert!(void.dispute.counted.is_empty() && void.dispute.next.is_empty());
    assert_eq!(row(&session, &own, 2024, "reconsideration"), ["0", "0", "0", "0", "0"]);
    session.undo(&now).unwrap();
    assert_eq!(session.dispute(&own, &id, &now).unwrap().number, "清政复〔2024〕2号");
    session.undo(&now).unwrap();
    assert_eq!(session.dispute(&own, &id, &now).unwrap(), before);
    session.undo(&now).unwrap();
    assert!(session.disputes(&own, &now).unwrap().rows.is_empty());
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_nothing_is_written() {
    let (_folder, mut session, own) = session("township");
    let number = case(&mut session, &own);
    let now = on("2024-11-06");
    let wrong: [(&str, DisputeInput, &str); 7] = [
        ("kind", DisputeInput { kind: "别的".into(), ..review(&number) }, "表四"),
        ("filed_on", DisputeInput { filed_on: "前天".into(), ..review(&number) }, "看不出"),
        ("filed_on", DisputeInput { filed_on: "2024-03-01".into(), ..review(&number) }, "早于申请"),
        ("filed_on", DisputeInput { filed_on: "2024-11-07".into(), ..review(&number) }, "还没有到"),
        ("applications", DisputeInput { applications: vec!["没有号".into()], ..review(&number) }, "没有受理号"),
        ("applications", DisputeInput { applications: vec![], ..review(&number) }, "备注"),
        ("role", DisputeInput { role: "reviewing_co_defendant".into(), ..review(&number) }, "共同被告"),
    ];
    for (field, input, words) in wrong {
        let why = session.register_dispute(&own, &input, &now).unwrap_err();
        assert_eq!(why.field.as_deref(), Some(field), "{}", why.message);
        assert!(why.message.contains(words), "{}", why.message);
    }
    assert!(session.disputes(&own, &now).unwrap().rows.is_empty());
    let id = session.register_dispute(&own, &review(&number), &now).unwrap().dispute.id;
    let early =
        DisputeStep { kind: "decided".into(), on: "2024-11-04".into(), result: "upheld".into(), ..Default::default() };
    let why = session.dispute_step(&own, &id, &early, &now).unwrap_err();
    assert!(why.message.contains("2024年11月4日早于申请日期2024年11月5日"), "{}", why.message);
    let why = session.dispute_step(&own, &id, &DisputeStep { kind: "x".into(), ..early }, &now).unwrap_err();
    assert!(why.message.contains("taken_back"), "{}", why.message);
    let why = session.correct_dispute(&own, &id, &review(&number), &now).unwrap_err();
    assert!(why.message.contains("没有要更正"), "{}", why.message);
    assert!(session.void_dispute(&own, &id, " ", &now).is_err());
}

#[test]
fn where_no_ledger_has_begun_a_dispute_is_kept_and_said_not_to_be_counted() {
    let (_folder, mut session, own) = session("township");
    let alone = DisputeInput { applications: vec![], note: "2019年的申请".into(), ..review("") };
    let edited = session.register_dispute(&own, &alone, &on("2024-11-06")).unwrap();
    assert!(edited.dispute.counted.is_empty());
    assert!(!session.disputes(&own, &on("2024-11-06")).unwrap().counted);
    assert_eq!(row(&session, &own, 2024, "reconsideration")[3], "", "表四 is typed");
}
