use crate::application::input::{ApplicantInput, CloseInput, EventInput, LetterOffice, RegisterInput};
use crate::prepare::Now;
use crate::session::Session;
use crate::session::test_file::session;
use mingce_domain::agency::AgencyId;
use mingce_domain::check::Severity;
use std::collections::BTreeMap;

/// A day at noon in China.
fn on(day: &str) -> Now {
    Now { today: day.parse().unwrap(), at_utc: format!("{day}T04:00:00Z") }
}

fn input(name: &str, subject: &str, arrived: &str) -> RegisterInput {
    RegisterInput {
        channel: "in_person".into(),
        arrived_on: arrived.into(),
        applicants: vec![ApplicantInput { kind: "自然人".into(), name: name.into(), ..Default::default() }],
        subject: subject.into(),
        ..Default::default()
    }
}

fn registered(session: &mut Session, own: &str, input: &RegisterInput) -> String {
    session.register_application(own, input, &on("2026-03-31")).unwrap().application.row.id
}

#[test]
fn before_registering_the_day_the_term_and_what_may_be_a_repetition_are_told() {
    let (_folder, mut session, own) = session("township");
    let told =
        |session: &Session, input: &RegisterInput| session.before_registering(&own, input, &on("2026-03-31")).unwrap();
    let empty = told(&session, &RegisterInput::default());
    assert_eq!((empty.received_on.as_str(), empty.nth_in_month), ("", 0));
    assert!(empty.why.contains("第三十一条"), "{}", empty.why);

    registered(&mut session, &own, &input("示例甲", "土地征收补偿安置方案", "2026-03-02"));
    registered(&mut session, &own, &input("示例乙", "土地征收补偿安置方案", "2026-03-03"));
    registered(&mut session, &own, &input("示例甲", "2025年部门决算", "2026-02-03"));
    let view = told(&session, &input("示例甲", "2025年度的土地征收补偿安置方案", "2026-03-31"));
    assert_eq!((view.received_on.as_str(), view.due_on.as_str()), ("2026-03-31", "2026-04-29"));
    assert_eq!(view.nth_in_month, 2, "the one of February does not count");
    let repeats: Vec<_> = view.repeats.iter().map(|it| (it.row.received_on.as_str(), it.same_applicant)).collect();
    assert_eq!(repeats, [("2026-03-02", true)], "another person's, in other words, is none");
    let same = told(&session, &input("示例丙", "土地征收补偿安置方案。", "2026-03-31"));
    assert!(same.repeats.len() == 2 && same.repeats.iter().all(|it| !it.same_applicant));
    assert_eq!(same.repeats[0].row.applicant.chars().next(), Some('示'), "and nobody's name is shown in full");
    assert!(!same.repeats[0].row.applicant.contains("示例"));

    let mut late = input("示例甲", "甲", "2026-03-20");
    late.channel = "ordinary_post".into();
    assert!(told(&session, &late).why.contains("确认"), "told, not refused");
}

#[test]
fn a_letter_is_barred_until_what_it_tells_is_entered_and_again_when_it_was_sent() {
    let (_folder, mut session, own) = session("township");
    let office =
        LetterOffice {
            review_organ: "清溪县人民政府".into(), court: "清溪县人民法院".into(), ..Default::default()
        };
    let set = session.set_letter_office_view(&own, &office, true, &on("2026-03-01")).unwrap();
    assert_eq!(set.office.remedies_checked_on.map(|day| day.to_string()).as_deref(), Some("2026-03-01"));
    assert!(set.remedies.iter().any(|it| it.text.contains("清溪县人民法院")));
    let again = session.set_letter_office_view(&own, &set.office, true, &on("2026-03-09")).unwrap();
    assert_eq!(again.office, set.office, "the day of the first check stays");

    let id = registered(&mut session, &own, &input("示例甲", "方案", "2026-03-02"));
    let barred = |session: &Session, kind: &str| {
        let choices = session.letter_choices(&id, &on("2026-03-31")).unwrap();
        choices.into_iter().find(|it| it.kind == kind).unwrap().barred
    };
    assert_eq!(barred(&session, "receipt"), "");
    assert!(barred(&session, "supplement_notice").contains("还没有登记"));
    assert!(barred(&session, "reply_public").contains("还没有办结"));
    let event = EventInput {
        kind: "extended".into(),
        on: "2026-03-10".into(),
        working_days: Some(5),
        approved_by: "示例主任".into(),
        ..Default::default()
    };
    session.add_application_event(&id, &event, &on("2026-03-31")).unwrap();
    assert_eq!(barred(&session, "extension_notice"), "");
    let form = session.letter_form(&id, "extension_notice", &on("2026-03-31")).unwrap();
    assert_eq!(
        (form.on.as_str(), form.fields[0].key.as_str(), form.fields[0].required),
        ("2026-03-10", "reason", true)
    );

    let answers = [
        ("ended", "no"),
        ("supplement", "clear"),
        ("nature", "information"),
        ("excessive", "no"),
        ("search", "held"),
        ("public", "yes"),
    ];
    let mut close = CloseInput {
        answers: answers.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect(),
        on: "2026-03-31".into(),
        ..Default::default()
    };
    let lacking = session.close_application(&id, &close, &on("2026-03-31")).unwrap_err();
    assert_eq!(lacking.field.as_deref(), Some("fields.way_to_get"));
    close.fields = BTreeMap::from([("way_to_get".to_string(), "政府网站".to_string())]);
    session.close_application(&id, &close, &on("2026-03-31")).unwrap();
    assert!(barred(&session, "reply_public").contains("请先作废"), "it went out with the closing");
    assert!(barred(&session, "reply_withheld").contains("予以公开"), "and no other one fits");
}

#[test]
fn the_report_says_what_the_ledger_checks_say_once_for_each_rule_and_no_late_answer_bars_it() {
    let (_folder, mut session, own) = session("township");
    for n in 1..=5 {
        registered(&mut session, &own, &input(&format!("示例{n}"), &format!("第{n}份文件"), "2026-01-05"));
    }
    let agency = AgencyId(own.clone());
    let told = |session: &Session, year: i32, day: &str| session.ledger_in_report(&agency, year, &on(day)).unwrap();
    assert_eq!(told(&session, 2025, "2026-03-31"), [], "the ledger begins in 2026");
    let findings = told(&session, 2026, "2026-03-31");
    let late: Vec<_> = findings.iter().filter(|it| it.rule == "L03").collect();
    assert_eq!(late.len(), 1, "{findings:?}");
    assert!(late[0].message.starts_with("台账中有5件") && late[0].message.contains("等"), "{}", late[0].message);
    assert_eq!((late[0].severity, late[0].at.as_str()), (Severity::Note, "requests"));
    let shown = session.prepare(&agency, 2026, false, &on("2026-03-31")).unwrap();
    assert!(shown.findings.findings.iter().any(|it| it.rule == "L03"), "and the report has it");
    session.undo(&on("2026-03-31")).unwrap();
    let findings = told(&session, 2026, "2026-03-31");
    assert!(findings.iter().any(|it| it.message.starts_with("台账中有4件")), "what is kept follows the ledger");
}
