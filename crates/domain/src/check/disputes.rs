//! Disputes in the ledger: D01–D06. What is unusual about one is told with what to do; nothing here stands in the way.

use super::{Finding, Severity};
use crate::application::{ApplicationFact, Episode, Remedy, RemedyRow, ReopenCause, remedy_on};
use crate::dispute::{Dispute, DisputeKind, DisputeResult};
use chrono::NaiveDate;

/// What the disputes of a ledger show, `cases` being its applications.
pub fn check_disputes(disputes: &[Dispute], cases: &[ApplicationFact], remedies: &[RemedyRow]) -> Vec<Finding> {
    let stands: Vec<&Dispute> = disputes.iter().filter(|it| it.void_reason.is_none()).collect();
    let mut found = Vec::new();
    for dispute in &stands {
        let about: Vec<&ApplicationFact> =
            cases.iter().filter(|case| dispute.applications.contains(&case.application.id)).collect();
        for case in &about {
            review_first(dispute, case, remedies, &mut found);
            too_early(dispute, case, &mut found);
            not_reopened(dispute, case, &mut found);
        }
        without_review(dispute, &stands, &mut found);
        not_in_force(dispute, &mut found);
        if !about.is_empty() && about.iter().all(|case| case.application.void) {
            let what = "所涉申请都已作废".to_string();
            let remedy = "申请登记错了的，更正这件争议所涉的申请；争议也登记错了的，作废";
            found.push(finding(dispute, "D06", Severity::Warning, what, "", remedy));
        }
    }
    found
}

fn finding(dispute: &Dispute, rule: &str, severity: Severity, what: String, basis: &str, remedy: &str) -> Finding {
    let at = format!("dispute.{}", dispute.id.0);
    Finding::new(rule, severity, at, format!("{}：{what}", dispute.name())).basis(basis).remedy(remedy)
}

/// The answer that was there when the dispute was filed.
fn answered(case: &ApplicationFact, on: NaiveDate) -> Option<(&Episode, NaiveDate)> {
    let episodes = case.projection.episodes.iter().rev();
    episodes.filter_map(|it| Some((it, it.closed_on?))).find(|(_, closed)| *closed <= on)
}

/// D01: sued directly, where reconsideration has to come first.
fn review_first(dispute: &Dispute, case: &ApplicationFact, remedies: &[RemedyRow], found: &mut Vec<Finding>) {
    if dispute.kind != DisputeKind::LitigationDirect {
        return;
    }
    let Some((episode, closed)) = answered(case, dispute.filed_on) else { return };
    let Some(outcome) = episode.outcome else { return };
    let Some(row) = remedy_on(remedies, outcome, closed).filter(|row| row.remedy == Remedy::ReviewFirst) else {
        return;
    };
    let what = format!(
        "申请{}的结果是“{}”，应当先申请行政复议，登记的却是未经复议直接起诉",
        case.application.number,
        outcome.label()
    );
    let remedy = "核对是否经过复议：经过复议的，补登复议，种类更正为“复议后起诉”；确未经复议而法院已受理的，照实保留";
    // Most rows that are not checked say so themselves.
    let basis = if row.checked || row.article.contains("待核") {
        row.article.clone()
    } else {
        format!("{}【依据待核】", row.article)
    };
    found.push(finding(dispute, "D01", Severity::Warning, what, &basis, remedy));
}

/// D02: a lawsuit after a reconsideration that nobody registered.
fn without_review(dispute: &Dispute, all: &[&Dispute], found: &mut Vec<Finding>) {
    if dispute.kind != DisputeKind::LitigationAfterReconsideration || dispute.applications.is_empty() {
        return;
    }
    let review = all.iter().any(|it| {
        it.kind == DisputeKind::Reconsideration
            && it.filed_on <= dispute.filed_on
            && it.applications.iter().any(|id| dispute.applications.contains(id))
    });
    if !review {
        let what = "登记为复议后起诉，但没有登记所涉申请的行政复议，表四的行政复议会少计一件".to_string();
        let remedy = "补登行政复议；没有经过复议的，种类更正为“未经复议直接起诉”";
        found.push(finding(
            dispute,
            "D02",
            Severity::Warning,
            what,
            "复议后又起诉的，两栏各计一件（通行做法）",
            remedy,
        ));
    }
}

/// D03: disputed while the office still had time to answer.
fn too_early(dispute: &Dispute, case: &ApplicationFact, found: &mut Vec<Finding>) {
    let open = answered(case, dispute.filed_on).is_none();
    let Some(due) = case.projection.due_on.filter(|due| open && dispute.filed_on <= *due) else { return };
    let number = &case.application.number;
    let what = format!("{}时申请{number}还没有答复，期限（{due}）也还没有满", dispute.kind.filing());
    let remedy = "核对日期和所涉的申请；确实如此的，答辩时写明仍在办理期限内";
    found.push(finding(dispute, "D03", Severity::Note, what, "", remedy));
}

/// D04: judged, but not known to be in force.
fn not_in_force(dispute: &Dispute, found: &mut Vec<Finding>) {
    if !dispute.kind.is_lawsuit() || dispute.settled().is_some() || !dispute.further.is_empty() {
        return;
    }
    let Some((on, result)) = dispute.first_decision() else { return };
    let what = format!("{on}一审裁判（{}），没有登记生效或者上诉，表四计为尚未审结", result.label());
    let remedy = "上诉期满没有上诉的，登记裁判生效的日期；上诉的，登记上诉";
    found.push(finding(dispute, "D04", Severity::Note, what, "裁判生效之前计为尚未审结（通行做法）", remedy));
}

/// D05: put right by the reviewing organ or a court, and the case was not handled again.
fn not_reopened(dispute: &Dispute, case: &ApplicationFact, found: &mut Vec<Finding>) {
    let Some((on, DisputeResult::Corrected)) = dispute.settled() else { return };
    let causes = [ReopenCause::Reconsideration, ReopenCause::Judgment];
    let again = case.projection.episodes.iter().any(|it| {
        let first = if dispute.further.is_empty() { dispute.decided_on.unwrap_or(on) } else { dispute.filed_on };
        it.opened_on >= first && it.cause.is_some_and(|cause| causes.contains(&cause))
    });
    if !again && !case.application.void {
        let what = format!("{on}结果纠正，申请{}没有登记重新办理", case.application.number);
        let remedy = "责令重新答复的，在该申请中登记“重新办理”并按期答复；只确认违法、不用重新答复的，不必登记";
        found.push(finding(dispute, "D05", Severity::Note, what, "", remedy));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::AgencyId;
    use crate::application::{Application, ApplicationId, Outcome, Projection, Stage};
    use crate::dispute::{DisputeId, DisputeRole};

    fn on(day: &str) -> NaiveDate {
        day.parse().expect("a day")
    }

    fn case(outcome: Outcome, closed: &str) -> ApplicationFact {
        let episode =
            Episode { opened_on: on("2025-01-06"), cause: None, closed_on: Some(on(closed)), outcome: Some(outcome) };
        ApplicationFact {
            application: Application {
                id: ApplicationId("a".into()),
                agency: AgencyId("局".into()),
                number: "1号".into(),
                subject: "某事".into(),
                letter: None,
                void: false,
            },
            projection: Projection {
                stage: Stage::Closed,
                outcome: Some(outcome),
                received_on: Some(on("2025-01-06")),
                closed_on: Some(on(closed)),
                due_on: Some(on("2025-02-05")),
                due_is_provisional: false,
                applicant_kind: None,
                channel: None,
                episodes: vec![episode],
            },
        }
    }

    fn dispute(kind: DisputeKind, filed: &str) -> Dispute {
        Dispute {
            id: DisputeId(kind.key().into()),
            agency: AgencyId("局".into()),
            number: String::new(),
            kind,
            role: DisputeRole::OwnConduct,
            decided_by: "示例机关".into(),
            filed_on: on(filed),
            decided_on: None,
            in_force_on: None,
            result: None,
            applications: vec![ApplicationId("a".into())],
            further: Vec::new(),
            note: String::new(),
            void_reason: None,
        }
    }

    fn row(remedy: Remedy) -> RemedyRow {
        RemedyRow {
            valid_from: on("2024-01-01"),
            valid_to: None,
            outcomes: vec![Outcome::WithheldDeliberative],
            remedy,
            text: String::new(),
            article: "某法某条".into(),
            checked: false,
        }
    }

    fn rules(disputes: &[Dispute], case: &ApplicationFact, rows: &[RemedyRow]) -> Vec<String> {
        check_disputes(disputes, std::slice::from_ref(case), rows).into_iter().map(|it| it.rule).collect()
    }

    #[test]
    fn suing_directly_over_a_refusal_is_a_warning_with_its_basis_and_over_anything_else_is_none() {
        let suit = dispute(DisputeKind::LitigationDirect, "2025-03-03");
        let refused = case(Outcome::WithheldDeliberative, "2025-01-20");
        let found =
            check_disputes(std::slice::from_ref(&suit), std::slice::from_ref(&refused), &[row(Remedy::ReviewFirst)]);
        assert_eq!((found[0].rule.as_str(), found[0].severity), ("D01", Severity::Warning));
        assert!(found[0].basis.ends_with("【依据待核】") && found[0].remedy.contains("复议后起诉"), "{:?}", found[0]);
        let suits = std::slice::from_ref(&suit);
        assert!(rules(suits, &refused, &[row(Remedy::Either)]).is_empty());
        assert!(rules(suits, &case(Outcome::UnavailableNotHeld, "2025-01-20"), &[row(Remedy::ReviewFirst)]).is_empty());
        let later = case(Outcome::WithheldDeliberative, "2025-04-01");
        assert!(
            rules(suits, &later, &[row(Remedy::ReviewFirst)]).is_empty(),
            "sued over silence, not over the refusal"
        );
    }

    #[test]
    fn a_suit_after_review_needs_the_review_in_the_ledger() {
        let suit = dispute(DisputeKind::LitigationAfterReconsideration, "2025-06-03");
        let refused = case(Outcome::WithheldDeliberative, "2025-01-20");
        assert_eq!(rules(std::slice::from_ref(&suit), &refused, &[]), ["D02"]);
        let mut review = dispute(DisputeKind::Reconsideration, "2025-03-03");
        assert!(rules(&[suit.clone(), review.clone()], &refused, &[]).is_empty());
        review.void_reason = Some("登记错了".into());
        assert_eq!(rules(&[suit, review], &refused, &[]), ["D02"]);
    }

    #[test]
    fn what_was_put_right_asks_for_the_case_to_be_handled_again() {
        let mut review = dispute(DisputeKind::Reconsideration, "2025-03-03");
        (review.decided_on, review.result) = (Some(on("2025-05-08")), Some(DisputeResult::Corrected));
        let mut it = case(Outcome::WithheldDeliberative, "2025-01-20");
        assert_eq!(rules(std::slice::from_ref(&review), &it, &[]), ["D05"]);
        it.projection.episodes.push(Episode {
            opened_on: on("2025-05-12"),
            cause: Some(ReopenCause::Reconsideration),
            closed_on: None,
            outcome: None,
        });
        assert!(rules(std::slice::from_ref(&review), &it, &[]).is_empty());
    }

    #[test]
    fn an_early_dispute_a_judgment_not_in_force_and_a_void_case_are_told() {
        let refused = case(Outcome::Granted, "2025-02-04");
        assert_eq!(rules(&[dispute(DisputeKind::Reconsideration, "2025-02-03")], &refused, &[]), ["D03"]);
        let mut suit = dispute(DisputeKind::LitigationDirect, "2025-03-03");
        (suit.decided_on, suit.result) = (Some(on("2025-05-08")), Some(DisputeResult::Upheld));
        assert_eq!(rules(std::slice::from_ref(&suit), &refused, &[]), ["D04"]);
        suit.in_force_on = Some(on("2025-05-30"));
        assert!(rules(std::slice::from_ref(&suit), &refused, &[]).is_empty());
        let mut void = refused;
        void.application.void = true;
        assert_eq!(rules(&[suit], &void, &[]), ["D06"]);
    }
}
