//! Cases: events, projections, numbers.

use super::{Desk, closed, day, received, register, stamp, with_law};
use crate::{ErrorCode, Stamp};
use chrono::{Days, NaiveDate};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::{
    ApplicantKind, Application, ApplicationId, EventData, EventId, Outcome, ReopenCause, Stage, project,
};
use mingce_domain::deadline::Calendar;

#[test]
fn the_projection_follows_every_event_and_is_what_reports_read() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, _) = register(&mut desk, &agency, "1号");
    let mut append = |on: &str, data: EventData| {
        desk.act("办理", |act| with_law(|law| act.append_event(&case, day(on), &data, law)))
    };
    append("2025-02-10", EventData::Extended { working_days: 10, approved_by: "示例".into() });
    let reply = append("2025-03-05", closed(Outcome::Granted));
    append("2025-06-01", EventData::Reopened { cause: ReopenCause::Judgment });
    let facts = desk.store.applications_of(std::slice::from_ref(&agency)).expect("read");
    let projection = &facts[0].projection;
    assert_eq!(projection.stage, Stage::Reopened);
    assert_eq!(projection.received_on, Some(day("2025-02-03")));
    assert_eq!(projection.episodes.len(), 2);
    assert_eq!(projection.due_on, Some(day("2025-06-27")));
    assert!(projection.due_is_provisional, "no holidays are known");

    // A correction is an event, too, and may name only an event of the same case.
    let (other, _) = register(&mut desk, &agency, "2号");
    let wrong = EventData::Revoked { event: reply.clone(), reason: String::new() };
    let error = desk
        .store
        .act(&stamp(), "撤回", |act| with_law(|law| act.append_event(&other, day("2025-06-02"), &wrong, law)))
        .expect_err("of another case");
    assert_eq!(error.code, ErrorCode::NotFound);
    let right = EventData::Corrected { event: reply, on: Some(day("2025-03-06")), data: None, reason: String::new() };
    desk.act("更正", |act| with_law(|law| act.append_event(&case, day("2025-06-02"), &right, law)));
    let fact = desk.store.application(&case).expect("read").expect("there");
    assert_eq!(fact.projection.episodes[0].closed_on, Some(day("2025-03-06")));
    assert_eq!(desk.store.applications_numbered("1号").expect("read"), [fact]);
    assert!(desk.store.applications_of(&[AgencyId("别的".into())]).expect("read").is_empty());
    assert_eq!(desk.store.years_of(&[agency]).expect("read"), [2025]);
}

/// Every kind of event, with days and kinds that vary with `n`.
fn some_event(n: u64, on: NaiveDate, earlier: &[EventId]) -> EventData {
    let pick = |len: usize| usize::try_from(n / 31).unwrap_or_default() % len.max(1);
    let outcome = Outcome::ALL[pick(Outcome::ALL.len())];
    let target = || earlier[pick(earlier.len())].clone();
    match n % 17 {
        0 => EventData::Registered,
        1 => EventData::SupplementAsked { reply_by: on },
        2 => EventData::SupplementReceived,
        3 => EventData::ThirdPartyAsked,
        4 => EventData::ThirdPartyAnswered,
        5 => EventData::OtherOrganAsked,
        6 => EventData::OtherOrganAnswered,
        7 => EventData::DelayFixed { until: on + Days::new(30) },
        8 => EventData::FeeNoticed { amount_fen: 100, charge: None },
        9 => EventData::FeePaid,
        10 => EventData::Extended { working_days: 20, approved_by: "示例".into() },
        11 => closed(outcome),
        12 => EventData::Withdrawn,
        13 => EventData::Reopened { cause: ReopenCause::OwnCorrection },
        14 => EventData::KindCorrected { applicant_kind: ApplicantKind::ALL[pick(6)] },
        15 => EventData::Corrected { event: target(), on: Some(on), data: None, reason: String::new() },
        _ => EventData::Revoked { event: target(), reason: String::new() },
    }
}

#[test]
fn stored_projections_are_those_of_the_events_and_rebuilding_changes_none() {
    let (mut desk, agency) = Desk::with_agency();
    let mut random: u64 = 2025;
    let mut next = || {
        // SplitMix64: spread enough for a test, the same on every machine.
        random = random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (random ^ (random >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 27)
    };
    let mut cases = Vec::new();
    for n in 0..200 {
        let (case, _) = register(&mut desk, &agency, &format!("{n}号"));
        let mut ids: Vec<EventId> = desk.store.events(&case).expect("read").into_iter().map(|event| event.id).collect();
        for _ in 0..next() % 12 {
            let on = day("2024-12-01") + Days::new(next() % 120);
            let data = some_event(next(), on, &ids);
            ids.push(desk.act("办理", |act| with_law(|law| act.append_event(&case, on, &data, law))));
        }
        cases.push(case);
    }
    let term = super::terms().remove(0);
    for fact in desk.store.applications_of(&[agency]).expect("read") {
        let events = desk.store.events(&fact.application.id).expect("read");
        assert_eq!(fact.projection, project(&events, &Calendar::default(), &term), "{events:#?}");
    }
    assert!(with_law(|law| desk.store.rebuild_projections(law)).expect("rebuilt").is_empty());

    // What no event says is found and put right, an episode too many as well as a wrong column.
    let sql = "UPDATE application SET closed_on = '2020-01-01' WHERE number = '3号';
        INSERT INTO application_episode SELECT uid, 99, '2020-01-01', NULL, NULL, NULL FROM application WHERE number = '5号'";
    desk.store.connection.execute_batch(sql).expect("spoilt");
    let found = with_law(|law| desk.store.rebuild_projections(law)).expect("rebuilt");
    assert_eq!(found, [cases[3].clone(), cases[5].clone()]);
    assert!(with_law(|law| desk.store.rebuild_projections(law)).expect("rebuilt").is_empty());
}

#[test]
fn events_entered_in_one_instant_keep_their_order_also_after_reopening_the_file() {
    let (mut desk, agency) = Desk::with_agency();
    let case = desk.act("导入", |act| {
        let id = ApplicationId(act.new_id());
        act.put_application(&Application {
            id: id.clone(),
            agency: agency.clone(),
            number: String::new(),
            subject: String::new(),
            letter: None,
            void: false,
        })?;
        let events = [(day("2025-05-06"), received()), (day("2025-05-06"), closed(Outcome::Granted))];
        with_law(|law| act.append_events(&id, &events, law))?;
        Ok(id)
    });
    desk.store.close().expect("closed");
    let mut desk = Desk { store: crate::Store::open(&desk.path).expect("opens"), ..desk };
    let same_day = |data: EventData| (day("2025-05-06"), data);
    let more = [same_day(EventData::Reopened { cause: ReopenCause::OwnCorrection }), same_day(EventData::Withdrawn)];
    desk.act("办理", |act| with_law(|law| act.append_events(&case, &more, law)));
    let fact = desk.store.application(&case).expect("read").expect("there");
    assert_eq!(fact.projection.episodes.len(), 2);
    assert_eq!(fact.projection.outcome, Some(Outcome::OtherOther));
    let recorded: Vec<String> = desk.store.events(&case).expect("read").into_iter().map(|e| e.recorded_at).collect();
    assert!(recorded.iter().all(|at| at == "2025-03-04T01:00:00.000Z"), "{recorded:?}");
}

#[test]
fn events_cannot_be_rewritten_and_the_change_log_only_grows() {
    let (mut desk, agency) = Desk::with_agency();
    register(&mut desk, &agency, "1号");
    for sql in [
        "UPDATE application_event SET occurred_on = '2024-01-01'",
        "UPDATE application_event SET kind = 'closed'",
        "DELETE FROM change",
        "UPDATE change SET uid = 'x'",
        "UPDATE action SET who = '别人'",
        "DELETE FROM action",
    ] {
        assert!(desk.store.connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn shapes_that_no_record_has_are_refused_by_the_tables_themselves() {
    let (mut desk, agency) = Desk::with_agency();
    register(&mut desk, &agency, "1号");
    for sql in [
        "UPDATE agency SET kind = 'ministry'",
        "UPDATE agency SET since = '2025-02-30'",
        "UPDATE agency SET since = '2025-2-3'",
        "UPDATE agency SET successor = uid",
        "UPDATE application SET void = 2",
        "UPDATE application SET agency = 'nobody'",
        "UPDATE application_event SET data = '{\"kind\":\"withdrawn\"}'",
        "UPDATE application_event SET data = 'received'",
        "DELETE FROM agency",
    ] {
        assert!(desk.store.connection.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn a_number_is_never_given_twice_also_after_an_undo() {
    let (mut desk, agency) = Desk::with_agency();
    let next = |desk: &mut Desk, year: i32| {
        desk.act("编号", |act| {
            let n = act.next_number(&agency, "受理号", year)?;
            act.set_setting("last", &n)?;
            Ok(n)
        })
    };
    assert_eq!([next(&mut desk, 2025), next(&mut desk, 2025), next(&mut desk, 2026)], [1, 2, 1]);
    let last = desk.store.next_undo().expect("read").expect("something to undo");
    with_law(|law| desk.store.undo(&stamp(), &last.id, law)).expect("undone");
    assert_eq!(next(&mut desk, 2026), 2);
}

#[test]
fn stamps_are_kept_in_utc_to_the_millisecond_and_nonsense_is_refused() {
    assert_eq!(
        Stamp::new("2025-01-01T07:30:00.5+08:00", "甲").expect("an instant").at_utc(),
        "2024-12-31T23:30:00.500Z"
    );
    for bad in ["", "2025-01-01", "昨天", "1969-12-31T23:59:59Z", "2025-13-01T00:00:00Z"] {
        assert_eq!(Stamp::new(bad, "甲").expect_err(bad).code, ErrorCode::Invalid);
    }
}

/// What was read of a ledger is kept while only reports are written: whatever changes a case must be noticed.
#[test]
fn every_change_of_a_ledger_is_noticed_and_an_edit_of_a_report_is_none() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, _) = register(&mut desk, &agency, "1号");
    let moved = |what: &str, desk: &mut Desk, work: &dyn Fn(&mut Desk)| {
        let before = desk.store.ledger_changes().expect("read");
        let all = desk.store.changes().expect("read");
        work(desk);
        assert_ne!(desk.store.changes().expect("read"), all, "{what}");
        desk.store.ledger_changes().expect("read") != before
    };
    let section = |desk: &mut Desk| {
        desk.act("改", |act| act.set_section(&agency, 2025, "overview", "甲"));
    };
    assert!(!moved("a section", &mut desk, &section));
    let undo = |desk: &mut Desk| {
        let step = desk.store.next_undo().expect("read").expect("a step");
        with_law(|law| desk.store.undo(&stamp(), &step.id, law)).expect("undone");
    };
    assert!(!moved("its undo", &mut desk, &undo));
    let close = |desk: &mut Desk| {
        desk.act("办结", |act| {
            with_law(|law| act.append_event(&case, day("2025-02-10"), &closed(Outcome::Granted), law))
        });
    };
    assert!(moved("an event", &mut desk, &close));
    assert!(moved("the undo of an event", &mut desk, &undo));
    let another = |desk: &mut Desk| {
        register(desk, &agency, "2号");
    };
    assert!(moved("a case", &mut desk, &another));
    let since = |desk: &mut Desk| {
        let mut changed = desk.store.agencies().expect("read").remove(0);
        changed.ledger_since = Some(day("2024-01-01"));
        desk.act("台账起始", |act| act.put_agency(&changed));
    };
    assert!(moved("an agency", &mut desk, &since));
}
