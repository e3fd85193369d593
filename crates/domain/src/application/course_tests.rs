use super::clock::clock;
use super::course::{Kind, Phase, Refusal, Rules, check, possible, replay};
use super::{ApplicantKind, Channel, Event, EventData, EventId, Outcome, ReopenCause, Stage};
use crate::deadline::Calendar;
use crate::deadline::tests::term;
use chrono::{Datelike, Days, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A case that is entered through the gate.
#[derive(Default)]
struct Case {
    events: Vec<Event>,
}

impl Case {
    fn enter(&mut self, on: NaiveDate, data: EventData) -> Result<(), Refusal> {
        let (calendar, term) = (Calendar::default(), term());
        let rules = Rules { calendar: &calendar, term: &term, today: day("2030-12-31") };
        check(&self.events, on, &data, &rules)?;
        let nth = self.events.len();
        self.events.push(Event {
            id: EventId(format!("{nth:04}")),
            on,
            data,
            recorded_at: format!("2026-01-01T00:00:00.{nth:04}Z"),
            by: "示例".into(),
        });
        Ok(())
    }

    fn with(events: &[(&str, EventData)]) -> Case {
        let mut case = Case::default();
        for (on, data) in events {
            case.enter(day(on), data.clone()).unwrap();
        }
        case
    }

    #[track_caller]
    fn refuses(&mut self, on: &str, data: EventData, words: &str) -> Refusal {
        let why = self.enter(day(on), data).expect_err("refused");
        assert!(why.to_string().contains(words), "{why}");
        assert!(why.to_string().contains('条'), "the article: {why}");
        why
    }
}

fn received() -> EventData {
    EventData::Received { channel: Channel::InPerson, applicant_kind: ApplicantKind::NaturalPerson, arrived_on: None }
}

fn closed(outcome: Outcome) -> EventData {
    let basis = Some("条例第三十六条".to_string());
    EventData::Closed { outcome, letter_number: None, note: Some("说明".into()), basis }
}

fn extended(working_days: u32) -> EventData {
    EventData::Extended { working_days, approved_by: "示例主任".into() }
}

#[test]
fn a_case_runs_from_receipt_over_a_supplement_and_an_inquiry_to_its_delivery() {
    let mut case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-03", EventData::Registered),
        ("2025-03-05", EventData::SupplementAsked { reply_by: day("2025-03-20") }),
        ("2025-03-12", EventData::SupplementReceived),
        ("2025-03-13", EventData::ThirdPartyAsked),
        ("2025-03-25", EventData::ThirdPartyAnswered),
        ("2025-03-26", extended(20)),
        ("2025-04-01", closed(Outcome::PartlyGranted)),
        ("2025-04-02", EventData::Delivered { proof: Some("邮寄回执".into()) }),
    ]);
    case.refuses("2025-04-03", closed(Outcome::Granted), "重新办理");
    case.enter(day("2025-06-01"), EventData::Reopened { cause: ReopenCause::Judgment }).unwrap();
    case.enter(day("2025-06-10"), closed(Outcome::Granted)).unwrap();
}

#[test]
fn what_does_not_follow_is_refused_with_what_to_do_and_the_article() {
    let mut case = Case::default();
    case.refuses("2025-03-03", EventData::Registered, "还没有收到");
    let mut case = Case::with(&[("2025-03-03", received())]);
    case.refuses("2025-03-04", received(), "一件申请只登记一次收到");
    case.refuses("2025-03-02", EventData::Registered, "还没有收到");
    case.refuses("2031-01-01", EventData::Registered, "还没有到");
    case.refuses("2025-03-04", EventData::SupplementReceived, "办理中");
    case.refuses("2025-03-04", EventData::ThirdPartyAnswered, "办理中");
    case.refuses("2025-03-04", EventData::FeePaid, "办理中");
    case.refuses("2025-03-04", EventData::Delivered { proof: None }, "请先登记答复或者办结");
    case.refuses("2025-03-04", EventData::Reopened { cause: ReopenCause::Judgment }, "还没有办结");
    case.refuses("2025-03-04", EventData::SupplementAsked { reply_by: day("2025-03-04") }, "合理的期限");
    case.refuses("2025-03-04", EventData::DelayFixed { until: day("2025-07-01") }, "要求说明理由");
    case.refuses("2025-03-04", extended(21), "1至20个工作日");
    case.refuses("2025-03-04", extended(0), "1至20个工作日");
    let unapproved = EventData::Extended { working_days: 5, approved_by: " ".into() };
    case.refuses("2025-03-04", unapproved, "由谁同意");
    case.refuses("2025-03-04", EventData::FeeNoticed { amount_fen: 0, charge: None }, "大于0");
    case.refuses("2025-04-01", extended(5), "已过");
    case.enter(day("2025-03-05"), extended(15)).unwrap();
    case.refuses("2025-03-06", extended(5), "已经延长过15个工作日，只能延长一次");
}

#[test]
fn a_supplement_is_asked_for_once_only() {
    let mut case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-05", EventData::SupplementAsked { reply_by: day("2025-03-20") }),
        ("2025-03-12", EventData::SupplementReceived),
    ]);
    case.refuses("2025-03-13", EventData::SupplementAsked { reply_by: day("2025-03-30") }, "以一次为限");
    case.enter(day("2025-03-14"), closed(Outcome::UnavailableUnclear)).unwrap();
}

#[test]
fn an_outcome_needs_the_course_that_leads_to_it_and_its_basis() {
    let mut case = Case::with(&[("2025-03-03", received())]);
    case.refuses("2025-03-04", closed(Outcome::OtherNoSupplement), "补正告知");
    case.refuses("2025-03-04", closed(Outcome::OtherFeeUnpaid), "收费通知");
    case.refuses("2025-03-04", closed(Outcome::UnavailableUnclear), "补正");
    case.refuses("2025-03-04", closed(Outcome::NotProcessedExcessive), "要求说明理由");
    let bare = |outcome| EventData::Closed { outcome, letter_number: None, note: None, basis: None };
    case.refuses("2025-03-04", bare(Outcome::WithheldDeliberative), "理由和依据");
    case.refuses("2025-03-04", bare(Outcome::OtherOther), "写明情形");
    case.enter(day("2025-03-05"), EventData::SupplementAsked { reply_by: day("2025-03-20") }).unwrap();
    case.refuses("2025-03-10", closed(Outcome::Granted), "等候补正");
    case.refuses("2025-03-20", closed(Outcome::OtherNoSupplement), "才满");
    case.enter(day("2025-03-21"), closed(Outcome::OtherNoSupplement)).unwrap();
    case.refuses("2025-03-20", EventData::Delivered { proof: None }, "等候补正");
}

#[test]
fn a_delay_needs_the_reasons_comes_once_and_is_one() {
    let mut case = Case::with(&[("2025-03-03", received()), ("2025-03-04", EventData::ReasonsAsked)]);
    let until = |on: &str| EventData::DelayFixed { until: day(on) };
    case.refuses("2025-03-05", until("2025-07-01"), "收到说明的理由");
    case.enter(day("2025-03-05"), EventData::ReasonsGiven).unwrap();
    // The twentieth working day without holidays.
    case.refuses("2025-03-06", until("2025-03-31"), "不晚于原来的期限2025-03-31");
    case.enter(day("2025-03-06"), until("2025-07-01")).unwrap();
    case.refuses("2025-03-07", until("2025-08-01"), "已经告知申请人延迟到2025-07-01");
    case.refuses("2025-03-07", extended(5), "已经告知申请人延迟到2025-07-01");
}

#[test]
fn what_was_taken_back_waits_for_no_delivery_and_a_case_handled_again_for_no_second_receipt() {
    let (calendar, term) = (Calendar::default(), term());
    let rules = Rules { calendar: &calendar, term: &term, today: day("2025-03-12") };
    let duties = |case: &Case| super::due::due(&case.events, &rules).into_iter().map(|it| it.duty).collect::<Vec<_>>();
    let mut case = Case::with(&[("2025-03-03", received())]);
    assert_eq!(duties(&case), [super::due::Duty::Answer, super::due::Duty::SupplementNotice]);
    case.enter(day("2025-03-04"), EventData::Withdrawn).unwrap();
    assert_eq!(duties(&case), []);
    case.enter(day("2025-03-10"), EventData::Reopened { cause: ReopenCause::OwnCorrection }).unwrap();
    assert_eq!(duties(&case), [super::due::Duty::Answer]);
    case.enter(day("2025-03-11"), closed(Outcome::Granted)).unwrap();
    assert_eq!(duties(&case), [super::due::Duty::Proof]);
}

#[test]
fn an_unpaid_fee_closes_a_case_only_after_its_term() {
    let mut case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-10", EventData::FeeNoticed { amount_fen: 27_000, charge: None }),
    ]);
    case.refuses("2025-04-07", closed(Outcome::OtherFeeUnpaid), "2025-04-07才满");
    case.enter(day("2025-04-08"), closed(Outcome::OtherFeeUnpaid)).unwrap();
}

#[test]
fn a_fee_that_the_tariff_does_not_give_is_refused() {
    let mut case = Case::with(&[("2025-03-03", received())]);
    let charge = Some(super::Charge { tariff: super::fee::Tariff::PerPage, count: 57 });
    case.refuses("2025-03-10", EventData::FeeNoticed { amount_fen: 27_001, charge }, "270元，不是270.01元");
    case.enter(day("2025-03-10"), EventData::FeeNoticed { amount_fen: 27_000, charge }).unwrap();
}

#[test]
fn a_correction_keeps_its_trace_and_may_not_break_what_stands_on_it() {
    let mut case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-05", EventData::SupplementAsked { reply_by: day("2025-03-20") }),
        ("2025-03-12", EventData::SupplementReceived),
    ]);
    let id = |nth: usize| EventId(format!("{nth:04}"));
    let revoked = |nth, reason: &str| EventData::Revoked { event: id(nth), reason: reason.into() };
    let moved = |nth, on: &str| EventData::Corrected {
        event: id(nth),
        on: Some(day(on)),
        data: None,
        reason: "登记错误".into(),
    };
    case.refuses("2025-03-15", revoked(1, ""), "写明原因");
    case.refuses("2025-03-15", revoked(9, "登记错误"), "不存在");
    case.refuses("2025-03-15", revoked(0, "登记错误"), "作废该申请");
    let broken = case.refuses("2025-03-15", revoked(1, "登记错误"), "收到补正");
    assert!(matches!(broken, Refusal::Breaks { .. }), "{broken:?}");
    case.refuses("2025-03-15", moved(2, "2025-03-04"), "办理中");
    case.refuses("2025-03-15", moved(2, "2025-03-12"), "更正后的日期或者内容");
    let other = EventData::Corrected {
        event: id(2),
        on: None,
        data: Some(Box::new(EventData::FeePaid)),
        reason: "登记错误".into(),
    };
    case.refuses("2025-03-15", other, "不能更正为另一种");
    case.enter(day("2025-03-15"), moved(2, "2025-03-13")).unwrap();
    assert_eq!(case.events.len(), 4, "nothing is overwritten");
    let (calendar, term) = (Calendar::default(), term());
    assert_eq!(clock(&case.events, &calendar, &term).1.start, Some(day("2025-03-13")));
}

/// Numbers that follow from a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn any_event(random: &mut Random, on: NaiveDate, events: usize) -> EventData {
    let target = EventId(format!("{:04}", random.below(events.max(1) as u64)));
    match random.below(22) {
        0 => received(),
        1 => EventData::Registered,
        2 => EventData::SupplementAsked { reply_by: on + Days::new(random.below(15)) },
        3 | 4 => EventData::SupplementReceived,
        5 => EventData::ThirdPartyAsked,
        6 | 7 => EventData::ThirdPartyAnswered,
        8 => EventData::OtherOrganAsked,
        9 | 10 => EventData::OtherOrganAnswered,
        11 if random.below(2) == 0 => EventData::ReasonsAsked,
        11 => EventData::ReasonsGiven,
        12 => EventData::DelayFixed { until: on + Days::new(random.below(60)) },
        13 => EventData::FeeNoticed { amount_fen: random.below(3) as i64 * 100, charge: None },
        14 => EventData::FeePaid,
        15 => extended(random.below(12) as u32),
        16 => closed(Outcome::ALL[random.below(21) as usize]),
        17 => EventData::Withdrawn,
        18 => EventData::Delivered { proof: None },
        19 => EventData::Reopened { cause: ReopenCause::OwnCorrection },
        20 => EventData::Revoked { event: target, reason: "登记错误".into() },
        _ => EventData::Corrected { event: target, on: Some(on), data: None, reason: "登记错误".into() },
    }
}

/// The due date once more, by going through the days one by one and asking of each whether it counts. It shares nothing
/// with the clock but the events.
fn due_by_days(events: &[Event]) -> Option<NaiveDate> {
    let mut start = None;
    let mut term = 20;
    let mut fixed = None;
    let mut asked: Vec<(Kind, NaiveDate, Option<NaiveDate>)> = Vec::new();
    let mut runs = false;
    for event in super::standing(events) {
        match event.data {
            EventData::Received { .. }
            | EventData::SupplementReceived
            | EventData::FeePaid
            | EventData::Reopened { .. } => {
                (start, term, fixed, runs) = (Some(event.on), 20, None, true);
                asked.clear();
            }
            EventData::SupplementAsked { .. }
            | EventData::FeeNoticed { .. }
            | EventData::Closed { .. }
            | EventData::Withdrawn => runs = false,
            EventData::ThirdPartyAsked | EventData::OtherOrganAsked => asked.push((event.data.kind(), event.on, None)),
            EventData::ThirdPartyAnswered | EventData::OtherOrganAnswered => {
                let question = match event.data {
                    EventData::ThirdPartyAnswered => Kind::ThirdPartyAsked,
                    _ => Kind::OtherOrganAsked,
                };
                let open = asked.iter_mut().find(|(kind, _, end)| *kind == question && end.is_none());
                open.expect("the gate lets no answer through without its question").2 = Some(event.on);
            }
            EventData::Extended { working_days, .. } => term += working_days,
            EventData::DelayFixed { until } => fixed = Some(until),
            _ => {}
        }
    }
    if !runs || fixed.is_some() {
        return fixed.filter(|_| runs);
    }
    if asked.iter().any(|(_, _, end)| end.is_none()) {
        return None;
    }
    let mut day = start?;
    let mut counted = 0;
    while counted < term {
        day = day + Days::new(1);
        let weekend = day.weekday().num_days_from_monday() >= 5;
        let waited = asked.iter().any(|(_, from, end)| *from < day && end.is_some_and(|end| day <= end));
        counted += u32::from(!weekend && !waited);
    }
    Some(day)
}

#[test]
fn a_stop_runs_from_the_day_after_the_inquiry_to_the_day_of_the_opinion() {
    let case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-05", EventData::ThirdPartyAsked),
        ("2025-03-06", EventData::OtherOrganAsked),
        ("2025-03-10", EventData::OtherOrganAnswered),
        ("2025-03-12", EventData::ThirdPartyAnswered),
    ]);
    let (calendar, term) = (Calendar::default(), term());
    // 4 and 5 March are days 1 and 2, the 13th is day 3; what two inquiries have in common stands still once.
    assert_eq!(clock(&case.events, &calendar, &term).0.due_on, Some(day("2025-04-07")));
    assert_eq!(due_by_days(&case.events), Some(day("2025-04-07")));
}

#[test]
fn random_entries_never_leave_an_illegal_state_nor_a_clock_that_runs_backwards() {
    let (calendar, term) = (Calendar::default(), term());
    let rules = Rules { calendar: &calendar, term: &term, today: day("2030-12-31") };
    let (mut taken, mut delayed, mut extended) = (0, 0, 0);
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..1_500 {
        let mut random = Random(seed);
        let mut case = Case::default();
        let mut on = day("2025-01-06");
        case.enter(on, received()).unwrap();
        for _ in 0..25 {
            on = on + Days::new(random.below(12));
            // Some are entered late, with the day on which they happened.
            let happened = on - Days::new(if random.below(4) == 0 { random.below(20) } else { 0 });
            let data = any_event(&mut random, happened, case.events.len());
            if case.enter(happened, data).is_ok() {
                taken += 1;
            }
            let (situation, refused) = replay(&case.events, &rules);
            assert!(refused.is_empty(), "seed {seed}: {refused:?}");
            seen.insert(situation.phase);
            delayed += u32::from(situation.clock.fixed.is_some());
            extended += u32::from(situation.clock.extension > 0);
            let (state, counted) = clock(&case.events, &calendar, &term);
            let stage = match situation.phase {
                Phase::Nothing => unreachable!("a receipt cannot be revoked"),
                Phase::Open => matches!(state.stage, Stage::Open | Stage::Reopened),
                Phase::AwaitingSupplement => state.stage == Stage::AwaitingSupplement,
                Phase::AwaitingOpinion => state.stage == Stage::AwaitingOpinion,
                Phase::AwaitingPayment => state.stage == Stage::AwaitingPayment,
                Phase::Closed => state.stage == Stage::Closed,
            };
            assert!(stage, "seed {seed}: {:?} but {:?}", situation.phase, state.stage);
            assert_eq!(situation.clock.stops, counted.stops, "seed {seed}");
            let start = counted.start.unwrap();
            assert!(counted.extension <= 20);
            assert!(state.due_on.is_none_or(|due| due > start), "seed {seed}: due before it begins");
            assert_eq!(state.due_on, due_by_days(&case.events), "seed {seed}: {:?}", case.events);
            for stop in &counted.stops {
                assert!(stop.span.to.is_none_or(|to| to.succ_opt().unwrap() >= stop.span.from), "seed {seed}");
            }
            let (early, late) = (counted.run_by(on, &calendar), counted.run_by(on + Days::new(5), &calendar));
            assert!(early <= late && counted.run_by(start, &calendar) == 0, "seed {seed}");
        }
    }
    assert!(taken > 6_000, "enough was let through to say something: {taken}");
    assert!(delayed > 50 && extended > 500, "and not only of the plain course: {delayed}, {extended}");
    assert_eq!(seen.len(), 5, "every phase but the first was reached: {seen:?}");
}

#[test]
fn what_may_come_next_is_what_the_gate_lets_through() {
    let (calendar, term) = (Calendar::default(), term());
    let rules = Rules { calendar: &calendar, term: &term, today: day("2030-12-31") };
    assert_eq!(possible(&[], &rules), [Kind::Received]);
    let case = Case::with(&[("2025-03-03", received()), ("2025-03-10", EventData::ThirdPartyAsked)]);
    let next = possible(&case.events, &rules);
    assert!(next.contains(&Kind::ThirdPartyAnswered) && !next.contains(&Kind::FeePaid), "{next:?}");
    assert!(!next.contains(&Kind::OtherOrganAnswered), "nobody else was asked: {next:?}");
    let supplement = EventData::SupplementAsked { reply_by: day("2025-03-20") };
    let case = Case::with(&[
        ("2025-03-03", received()),
        ("2025-03-04", EventData::Registered),
        ("2025-03-05", supplement),
        ("2025-03-10", EventData::SupplementReceived),
    ]);
    let next = possible(&case.events, &rules);
    let once = [Kind::Registered, Kind::SupplementAsked, Kind::ReasonsGiven, Kind::DelayFixed];
    assert!(next.contains(&Kind::Closed) && once.iter().all(|kind| !next.contains(kind)), "{next:?}");
}

#[test]
fn a_case_that_was_handled_on_paper_can_be_entered_afterwards() {
    let (calendar, term) = (Calendar::default(), term());
    let rules = Rules { calendar: &calendar, term: &term, today: day("2025-03-31") };
    let case = Case::with(&[("2025-03-03", received()), ("2025-03-31", EventData::Registered)]);
    let reply = EventData::Closed {
        outcome: Outcome::Granted,
        letter_number: None,
        note: None,
        basis: Some("第三十六条第（二）项".into()),
    };
    assert_eq!(check(&case.events, day("2025-03-10"), &reply, &rules), Ok(()));
    let early = check(&case.events, day("2025-03-02"), &reply, &rules);
    assert!(early.is_err(), "but never before it was received");
}
