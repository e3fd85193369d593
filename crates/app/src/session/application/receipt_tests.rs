use super::tests::{desk, event, input, kind, on, registered};
use crate::application::input::{EventInput, RegisterInput};
use crate::application::view::ApplicationView;

#[test]
fn a_receipt_entered_wrongly_is_corrected_by_channel_and_days_and_the_deadline_follows() {
    let (_folder, mut session, own) = desk();
    let id = registered(&mut session, &own);
    let before = session.application(&id, &on("2026-03-05")).unwrap();
    let receipt = before.events[0].id.clone();
    let correct = |channel: &str, arrived: &str, confirmed: &str| EventInput {
        event: receipt.clone(),
        channel: channel.into(),
        arrived_on: arrived.into(),
        confirmed_on: confirmed.into(),
        reason: "登记时看错了信封".into(),
        ..kind("corrected")
    };
    // A letter counts from the confirmation, which nobody has entered.
    let error = event(&mut session, &id, "", correct("ordinary_post", "", "")).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("confirmed_on"), "{}", error.message);
    let edited = event(&mut session, &id, "", correct("ordinary_post", "2026-02-27", "2026-03-04")).unwrap();
    let after = edited.application;
    assert_eq!((after.row.channel.as_str(), after.row.received_on.as_str()), ("平常信函", "2026-03-04"));
    let due = |view: &ApplicationView| view.deadline.as_ref().unwrap().due_on.clone();
    assert_ne!(due(&after), due(&before));
    let trace = &after.events[0].changed;
    assert!(trace.contains("2026-03-04") && trace.contains("平常信函") && trace.contains("看错了信封"), "{trace}");
    // Once more: what is left empty stays as it was corrected before.
    let edited = event(&mut session, &id, "", correct("", "", "2026-03-03")).unwrap();
    let again = edited.application;
    assert_eq!((again.row.channel.as_str(), again.row.received_on.as_str()), ("平常信函", "2026-03-03"));
    // Nothing that differs is no correction.
    assert!(event(&mut session, &id, "", correct("ordinary_post", "", "")).is_err());
    session.undo(&on("2026-12-31")).unwrap();
    session.undo(&on("2026-12-31")).unwrap();
    let back = session.application(&id, &on("2026-03-05")).unwrap();
    assert_eq!((&back.row.received_on, due(&back)), (&before.row.received_on, due(&before)));
}

#[test]
fn a_receipt_moved_into_a_final_year_or_out_of_it_asks_why() {
    let (_folder, mut session, own) = desk();
    let early = RegisterInput { arrived_on: "2025-12-30".into(), ..input() };
    let id = session.register_application(&own, &early, &on("2025-12-30")).unwrap().application.row.id;
    crate::session::year_lock::tests::finish(&mut session, &own, mingce_store::VersionStatus::Final);
    let receipt = session.application(&id, &on("2026-03-05")).unwrap().events[0].id.clone();
    let moved = |day: &str| EventInput {
        event: receipt.clone(),
        arrived_on: day.into(),
        reason: "签收单为准".into(),
        ..kind("corrected")
    };
    assert_eq!(event(&mut session, &id, "", moved("2026-01-04")).unwrap_err().code, crate::session::LATE);
    // Within the year the figures stay.
    event(&mut session, &id, "", moved("2025-12-29")).unwrap();
}
