use crate::agency::AgencyId;
use crate::annual_report::InformationFee;
use crate::application::course::Rules;
use crate::application::fee::Tariff;
use crate::application::letter::{Facts, Letter, LetterId, LetterKind, LetterTemplate, Recipient};
use crate::application::{
    ApplicantKind, Application, ApplicationId, Channel, Charge, Event, EventData, EventId, Outcome, Projection, Remedy,
    RemedyRow, project,
};
use crate::check::{LedgerCase, check_ledger, check_report_fees, fees_of_year};
use crate::deadline::Calendar;
use crate::deadline::tests::term;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

struct Made {
    application: Application,
    projection: Projection,
    events: Vec<Event>,
    letters: Vec<Letter>,
    applicant: String,
}

fn made(number: &str, events: &[(&str, EventData)]) -> Made {
    let events: Vec<Event> = events
        .iter()
        .enumerate()
        .map(|(nth, (on, data))| Event {
            id: EventId(format!("{nth:03}")),
            on: day(on),
            data: data.clone(),
            recorded_at: format!("{nth:03}"),
            by: String::new(),
        })
        .collect();
    let application = Application {
        id: ApplicationId(number.into()),
        agency: AgencyId("局".into()),
        number: number.into(),
        subject: format!("{number}的内容"),
        letter: None,
        void: false,
    };
    let projection = project(&events, &Calendar::default(), &term());
    Made { application, projection, events, letters: Vec::new(), applicant: number.into() }
}

fn rules_of(cases: &[Made], gaps: &[&str]) -> Vec<String> {
    let (calendar, term) = (Calendar::default(), term());
    let rules = Rules { calendar: &calendar, term: &term, today: day("2025-06-30") };
    let cases: Vec<LedgerCase<'_>> = cases
        .iter()
        .map(|made| LedgerCase {
            application: &made.application,
            projection: &made.projection,
            events: &made.events,
            applicant: made.applicant.clone(),
            letters: &made.letters,
            rules,
        })
        .collect();
    let remedies = [RemedyRow {
        valid_from: day("2024-01-01"),
        valid_to: None,
        outcomes: vec![Outcome::WithheldDeliberative],
        remedy: Remedy::ReviewFirst,
        text: "应当先".into(),
        article: "示例".into(),
        checked: false,
    }];
    let gaps: Vec<String> = gaps.iter().map(|gap| gap.to_string()).collect();
    let found = check_ledger(&cases, &remedies, &gaps);
    assert!(found.iter().all(|finding| !finding.message.is_empty() && !finding.remedy.is_empty()), "{found:?}");
    found.into_iter().map(|finding| finding.rule).collect()
}

fn received(channel: Channel) -> EventData {
    EventData::Received { channel, applicant_kind: ApplicantKind::NaturalPerson, arrived_on: None }
}

fn closed(outcome: Outcome, basis: &str) -> EventData {
    let basis = Some(basis.to_string()).filter(|text| !text.is_empty());
    EventData::Closed { outcome, letter_number: None, note: None, basis }
}

fn delivered(proof: &str) -> EventData {
    EventData::Delivered { proof: Some(proof.to_string()).filter(|text| !text.is_empty()) }
}

fn extended(working_days: u32, by: &str) -> EventData {
    EventData::Extended { working_days, approved_by: by.into() }
}

const ON: &str = "2025-03-03";

fn at_the_counter(then: &[(&str, EventData)]) -> Made {
    let mut events = vec![(ON, received(Channel::InPerson))];
    events.extend(then.iter().cloned());
    made("一号", &events)
}

fn one(then: &[(&str, EventData)]) -> Vec<String> {
    rules_of(&[at_the_counter(then)], &[])
}

#[test]
fn a_case_in_order_gives_no_finding() {
    let then = [
        ("2025-03-10", EventData::SupplementAsked { reply_by: day("2025-03-20") }),
        ("2025-03-12", EventData::SupplementReceived),
        ("2025-03-13", EventData::ThirdPartyAsked),
        ("2025-03-31", EventData::ThirdPartyAnswered),
        ("2025-04-01", extended(20, "主任")),
        ("2025-05-09", closed(Outcome::Granted, "条例第三十六条")),
        ("2025-05-10", delivered("单号")),
    ];
    assert_eq!(one(&then), Vec::<String>::new());
}

#[test]
fn each_rule_of_a_case_finds_its_fault_and_no_other() {
    let end = ("2025-03-20", closed(Outcome::Granted, ""));
    let proof = ("2025-03-21", delivered("单号"));
    let with = |first: &[(&'static str, EventData)]| {
        let mut all = first.to_vec();
        all.extend([end.clone(), proof.clone()]);
        one(&all)
    };
    let early = ("2025-03-12", EventData::SupplementReceived);
    let asked = |on| (on, EventData::SupplementAsked { reply_by: day("2025-03-30") });
    assert_eq!(rules_of(&[made("一号", &[("2025-06-20", received(Channel::Fax))])], &[]), ["L01"]);
    assert_eq!(rules_of(&[made("一号", &[])], &[]), ["L01"]);
    assert_eq!(with(&[asked("2025-03-13"), ("2025-03-14", EventData::SupplementReceived)]), ["L02"], "eighth day");
    let twice =
        [asked("2025-03-05"), early.clone(), asked("2025-03-13"), ("2025-03-14", EventData::SupplementReceived)];
    assert_eq!(with(&twice), ["L02"]);
    assert_eq!(one(&[("2025-04-01", closed(Outcome::Granted, "")), ("2025-04-02", delivered("单号"))]), ["L03"]);
    assert_eq!(one(&[]), ["L03"], "open and overdue");
    assert_eq!(with(&[("2025-03-05", extended(5, " "))]), ["L04"]);
    assert_eq!(with(&[("2025-03-05", extended(15, "主任")), ("2025-03-06", extended(6, "主任"))]), ["L04"]);
    assert_eq!(with(&[("2025-03-05", extended(5, "主任")), ("2025-03-06", extended(5, "主任"))]), ["L04"], "twice");
    assert_eq!(with(&[("2025-03-05", EventData::ThirdPartyAsked)]), ["L05"], "never ended");
    let taken_back = [("2025-03-05", EventData::ThirdPartyAsked), ("2025-03-06", EventData::Withdrawn)];
    assert_eq!(one(&taken_back), [""; 0], "no opinion is awaited any more");
    let long = [("2025-03-05", EventData::ThirdPartyAsked), ("2025-04-10", EventData::ThirdPartyAnswered)];
    let late_end = [("2025-04-15", closed(Outcome::Granted, "")), ("2025-04-16", delivered("单号"))];
    assert_eq!(one(&[long.to_vec(), late_end.to_vec()].concat()), ["L05"], "longer than anybody may take");
    assert_eq!(one(&[("2025-03-20", closed(Outcome::WithheldDeliberative, "")), proof.clone()]), ["L06"]);
    assert_eq!(one(std::slice::from_ref(&end)), ["L09"]);
    assert_eq!(one(&[end.clone(), ("2025-03-21", delivered(""))]), ["L09"]);
    let old = made(
        "一号",
        &[
            ("2024-12-30", received(Channel::InPerson)),
            ("2025-01-10", end.1.clone()),
            ("2025-01-11", delivered("单号")),
        ],
    );
    assert_eq!(rules_of(&[old], &[]), ["L11"]);
    let mut nobody = at_the_counter(&[end.clone(), ("2025-03-21", delivered("单号"))]);
    nobody.projection.applicant_kind = None;
    assert_eq!(rules_of(&[nobody], &[]), ["L10"]);
    assert_eq!(rules_of(&[], &["“告”〔2025〕2号"]), ["L15"]);
}

#[test]
fn a_void_application_is_looked_at_by_no_rule() {
    let mut case = at_the_counter(&[]);
    case.application.void = true;
    assert!(rules_of(&[case], &[]).is_empty());
}

fn letter(kind: LetterKind, body: &str, remedy: &str) -> Letter {
    Letter {
        id: LetterId("甲".into()),
        application: ApplicationId("一号".into()),
        agency: AgencyId("局".into()),
        kind,
        series: "告".into(),
        year: 2025,
        place: 1,
        number: "告〔2025〕1号".into(),
        issued_on: day("2025-03-20"),
        template: LetterTemplate {
            kind,
            series: "告".into(),
            title: "告知书".into(),
            to: Recipient::Applicant,
            addressee: String::new(),
            fields: Vec::new(),
            body: vec![body.into()],
            rows: Vec::new(),
            notes: Vec::new(),
            remedy: true,
            signed: true,
        },
        facts: Facts::new(),
        remedy: remedy.into(),
        void_reason: None,
    }
}

#[test]
fn letters_are_held_against_the_outcome_and_the_remedies() {
    let with = |letter: Letter| {
        let end = [("2025-03-20", closed(Outcome::WithheldDeliberative, "依据")), ("2025-03-21", delivered("单号"))];
        let mut case = at_the_counter(&end);
        case.letters = vec![letter];
        rules_of(&[case], &[])
    };
    assert!(with(letter(LetterKind::ReplyWithheld, "", "应当先申请复议")).is_empty());
    assert_eq!(with(letter(LetterKind::ReplyWithheld, "", "")), ["L07"]);
    assert_eq!(with(letter(LetterKind::ReplyWithheld, "", "可以起诉")), ["L07"]);
    assert_eq!(with(letter(LetterKind::ReplyPartly, "", "应当先申请复议")), ["L08"]);
    assert_eq!(with(letter(LetterKind::ReplyWithheld, "15个工作日内答复", "应当先申请复议")), ["L14"]);
    assert!(with(letter(LetterKind::ThirdPartyInquiry, "15个工作日内答复", "")).is_empty(), "opinions have fifteen");
    let void = Letter { void_reason: Some("错".into()), ..letter(LetterKind::ReplyPartly, "", "") };
    assert!(with(void).is_empty());
}

#[test]
fn the_same_applicant_again_is_seen_across_cases_and_months() {
    let end = |on| {
        [
            (on, received(Channel::InPerson)),
            ("2025-03-20", closed(Outcome::Granted, "")),
            ("2025-03-21", delivered("单号")),
        ]
    };
    let of = |number: &str, on: &'static str| Made { applicant: "甲".into(), ..made(number, &end(on)) };
    let mut twice = [of("一号", "2025-03-03"), of("二号", "2025-03-04")];
    twice[1].application.subject = "一号 的内容。".into();
    assert_eq!(rules_of(&twice, &[]), ["L12"]);
    let numbers: Vec<String> = (1..=11).map(|n| format!("第{n}件")).collect();
    let many: Vec<Made> = numbers.iter().map(|number| of(number, "2025-03-03")).collect();
    assert_eq!(rules_of(&many, &[]), ["L13"]);
    let over_two_months: Vec<Made> = numbers
        .iter()
        .enumerate()
        .map(|(nth, number)| of(number, if nth < 6 { "2025-02-27" } else { "2025-03-03" }))
        .collect();
    assert!(rules_of(&over_two_months, &[]).is_empty(), "the month begins anew");
}

#[test]
fn fees_are_held_against_tariff_month_and_term() {
    let fee = |yuan: i64, charge| EventData::FeeNoticed { amount_fen: yuan * 100, charge };
    let by = |tariff, count| Some(Charge { tariff, count });
    let with = |on, data: EventData| {
        let end = [(on, data), ("2025-04-10", EventData::FeePaid)];
        let then = [("2025-04-15", closed(Outcome::Granted, "")), ("2025-04-16", delivered("单号"))];
        one(&[end.to_vec(), then.to_vec()].concat())
    };
    assert!(with("2025-03-10", fee(270, by(Tariff::PerPage, 57))).is_empty());
    assert_eq!(with("2025-03-10", fee(300, by(Tariff::PerPage, 57))), ["F01"]);
    assert_eq!(with("2025-03-10", fee(10, by(Tariff::PerPage, 30))), ["F03"]);
    assert_eq!(with("2025-03-10", fee(100, by(Tariff::PerApplication, 11))), ["F04"], "the first of its month");
    assert_eq!(with("2025-04-02", fee(270, by(Tariff::PerPage, 57))), ["F05"]);
    let both = [
        ("2025-03-10", fee(270, by(Tariff::PerPage, 57))),
        ("2025-03-11", fee(100, by(Tariff::PerApplication, 11))),
        ("2025-04-10", EventData::FeePaid),
        ("2025-04-15", closed(Outcome::Granted, "")),
        ("2025-04-16", delivered("单号")),
    ];
    assert!(one(&both).contains(&"F02".to_string()));
}

#[test]
fn the_reports_fees_are_those_of_the_ledger() {
    let fee = EventData::FeeNoticed { amount_fen: 27_000, charge: None };
    let paid = at_the_counter(&[("2025-03-10", fee.clone()), ("2025-03-20", EventData::FeePaid)]);
    let unpaid = at_the_counter(&[("2025-03-10", fee)]);
    let counted = fees_of_year([paid.events.as_slice(), unpaid.events.as_slice()].into_iter(), 2025);
    assert_eq!(counted, (2, 54_000, 27_000));
    let said = |notices, noticed: &str, received: &str| InformationFee {
        notices,
        noticed_yuan: noticed.into(),
        received_yuan: received.into(),
    };
    assert_eq!(check_report_fees(&said(2, "540", "270.00"), counted, 2025), None);
    assert_eq!(check_report_fees(&said(2, "540.0", "270.5"), counted, 2025).unwrap().rule, "F06");
    assert_eq!(check_report_fees(&said(1, "540", "270"), counted, 2025).unwrap().rule, "F06");
    assert_eq!(check_report_fees(&said(2, "五百", "270"), counted, 2025).unwrap().rule, "F06");
}
