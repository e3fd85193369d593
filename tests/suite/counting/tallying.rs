//! The rules of counting, one by one, as a table of cases.

use super::build::{application, closed, dispute, on};
use ReopenedCases::{CountedAsNew, NotCounted};
use mingce_domain::annual_report::{CountingSettings, ReopenedCases, tally};
use mingce_domain::application::{ApplicantKind, ApplicationFact, ApplicationId, EventData, Outcome, ReopenCause};
use mingce_domain::dispute::{Dispute, DisputeKind, DisputeResult, DisputeRole};

/// The cells of 2025 with their numbers: `new.natural 1, granted.natural 1`.
fn cells(applications: &[ApplicationFact], disputes: &[Dispute], reopened: ReopenedCases) -> String {
    let tally = tally(2025, applications, disputes, &CountingSettings::new(reopened));
    let cells: Vec<String> =
        tally.cells().map(|(at, records)| format!("{}.{} {}", at.row(), at.column(), records.len())).collect();
    cells.join(", ")
}

fn reopened() -> EventData {
    EventData::Reopened { cause: ReopenCause::Judgment }
}

#[test]
fn an_application_stands_in_the_years_of_its_receipt_its_reply_and_every_turn_of_the_year_between() {
    let granted = || closed(Outcome::Granted);
    type Case = (&'static str, &'static str, Vec<(&'static str, EventData)>, &'static str);
    let cases: Vec<Case> = vec![
        ("the first day", "2025-01-01", vec![("2025-01-01", granted())], "granted.natural 1, new.natural 1"),
        ("the last day", "2025-12-31", vec![("2025-12-31", granted())], "granted.natural 1, new.natural 1"),
        (
            "replied in the new year",
            "2025-12-31",
            vec![("2026-01-01", granted())],
            "carried_forward.natural 1, new.natural 1",
        ),
        ("from the old year", "2024-12-31", vec![("2025-01-01", granted())], "carried_in.natural 1, granted.natural 1"),
        ("years old", "2022-05-06", vec![], "carried_forward.natural 1, carried_in.natural 1"),
        ("over before", "2024-12-30", vec![("2024-12-31", granted())], ""),
        ("not there yet", "2026-01-01", vec![], ""),
        ("withdrawn", "2025-03-01", vec![("2025-03-02", EventData::Withdrawn)], "new.natural 1, other_other.natural 1"),
        (
            "closed twice",
            "2025-03-01",
            vec![("2025-03-02", granted()), ("2025-04-01", closed(Outcome::PartlyGranted))],
            "granted.natural 1, new.natural 1",
        ),
        (
            "kind corrected later",
            "2024-12-01",
            vec![("2026-02-01", EventData::KindCorrected { applicant_kind: ApplicantKind::Research })],
            "carried_forward.research 1, carried_in.research 1",
        ),
    ];
    for (what, received, then, expected) in cases {
        assert_eq!(cells(&[application("1", received, &then)], &[], NotCounted), expected, "{what}");
    }
}

#[test]
fn a_reopened_application_counts_as_the_office_has_set() {
    let history = [
        ("2024-11-20", closed(Outcome::WithheldThirdParty)),
        ("2025-03-01", reopened()),
        ("2025-04-01", closed(Outcome::Granted)),
    ];
    let case = [application("1", "2024-11-01", &history)];
    assert_eq!(cells(&case, &[], NotCounted), "");
    assert_eq!(cells(&case, &[], CountedAsNew), "granted.natural 1, new.natural 1");
    let still_open =
        [application("1", "2025-11-01", &[("2025-11-20", closed(Outcome::Granted)), ("2025-12-31", reopened())])];
    assert_eq!(cells(&still_open, &[], NotCounted), "granted.natural 1, new.natural 1");
    assert_eq!(cells(&still_open, &[], CountedAsNew), "carried_forward.natural 1, granted.natural 1, new.natural 2");
}

#[test]
fn void_registrations_count_nowhere_and_the_parts_of_a_letter_each() {
    let mut void = application("1", "2025-03-01", &[]);
    void.application.void = true;
    let mut parts = [application("2", "2025-03-01", &[]), application("3", "2025-03-01", &[])];
    for part in &mut parts {
        part.application.letter = Some("信一".into());
    }
    let [first, second] = parts;
    assert_eq!(cells(&[void, first, second], &[], NotCounted), "carried_forward.natural 2, new.natural 2");
}

#[test]
fn a_dispute_stands_under_its_result_in_the_year_of_its_end_and_as_pending_before() {
    use DisputeKind::{LitigationAfterReconsideration as Suit, LitigationDirect as Direct, Reconsideration as Review};
    use DisputeResult::{Corrected, Other, Upheld};
    let cases = [
        ("review of the year", dispute(Review, "2025-03-01", Some(("2025-05-01", Upheld))), "reconsideration.upheld 1"),
        (
            "undecided at the end",
            dispute(Review, "2025-12-31", Some(("2026-01-01", Upheld))),
            "reconsideration.pending 1",
        ),
        (
            "comes back with its result",
            dispute(Suit, "2023-03-01", Some(("2025-12-31", Corrected))),
            "litigation_after_reconsideration.corrected 1",
        ),
        ("decided before", dispute(Review, "2024-03-01", Some(("2024-12-31", Other))), ""),
        ("filed after", dispute(Direct, "2026-01-01", None), ""),
    ];
    for (what, dispute, expected) in cases {
        assert_eq!(cells(&[], &[dispute], NotCounted), expected, "{what}");
    }
    let mut appealed = dispute(Direct, "2025-03-01", Some(("2025-10-01", Corrected)));
    appealed.in_force_on = None;
    assert_eq!(cells(&[], &[appealed.clone()], NotCounted), "litigation_direct.pending 1", "not in force");
    appealed.in_force_on = Some(on("2026-01-15"));
    assert_eq!(cells(&[], &[appealed.clone()], NotCounted), "litigation_direct.pending 1", "in force next year");
    appealed.role = DisputeRole::ReviewingCoDefendant;
    assert_eq!(cells(&[], &[appealed], NotCounted), "", "the organ that made the act counts it");
    let mut review = dispute(Review, "2025-02-01", Some(("2025-03-01", Upheld)));
    review.applications = vec![ApplicationId("1".into()), ApplicationId("2".into())];
    let mut suit = dispute(Suit, "2025-03-10", Some(("2025-09-01", Upheld)));
    suit.applications = vec![ApplicationId("1".into())];
    let both = "litigation_after_reconsideration.upheld 1, reconsideration.upheld 1";
    assert_eq!(cells(&[], &[review, suit], NotCounted), both, "reviewed, then sued; over two applications, once");
}
