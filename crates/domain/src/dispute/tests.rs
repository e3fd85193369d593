use super::*;
use crate::annual_report::dispute_years;

const TODAY: &str = "2026-12-31";

fn on(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

fn dispute(kind: DisputeKind, filed: &str) -> Dispute {
    Dispute {
        id: DisputeId("1".into()),
        agency: AgencyId("局".into()),
        number: "示例1号".into(),
        kind,
        role: DisputeRole::OwnConduct,
        decided_by: "示例县人民法院".into(),
        filed_on: on(filed),
        decided_on: None,
        in_force_on: None,
        result: None,
        applications: Vec::new(),
        further: Vec::new(),
        note: "台账启用以前的申请".into(),
        void_reason: None,
    }
}

fn decided(day: &str, result: DisputeResult, force: Option<&str>) -> Step {
    Step::Decided { on: on(day), result, in_force_on: force.map(on) }
}

fn further(stage: InstanceStage, day: &str) -> Step {
    Step::Further { stage, on: on(day), court: "示例市中级人民法院".into(), number: String::new() }
}

fn after(dispute: &Dispute, steps: &[Step]) -> Dispute {
    steps
        .iter()
        .fold(dispute.clone(), |it, step| it.after(step, on(TODAY)).unwrap_or_else(|why| panic!("{step:?}: {why}")))
}

fn ok(dispute: &Dispute) -> Result<(), Refusal> {
    fits(dispute, &[], &[], on(TODAY))
}

#[test]
fn an_appealed_lawsuit_is_pending_until_the_second_instance_and_counts_once_with_its_result() {
    let filed = dispute(DisputeKind::LitigationDirect, "2024-05-06");
    let first = after(&filed, &[decided("2024-11-20", DisputeResult::Upheld, None)]);
    assert_eq!(first.settled(), None);
    let appealed = after(&first, &[further(InstanceStage::Second, "2024-12-02")]);
    let ended = after(&appealed, &[decided("2025-04-08", DisputeResult::Corrected, None)]);
    assert_eq!(ended.settled(), Some((on("2025-04-08"), DisputeResult::Corrected)));
    assert_eq!(dispute_years(&ended, 2026), [(2024, "pending"), (2025, "corrected")]);
    let again = after(
        &ended,
        &[
            further(InstanceStage::Retrial, "2026-01-05"),
            decided("2026-06-01", DisputeResult::Upheld, Some("2026-06-20")),
        ],
    );
    assert_eq!(dispute_years(&again, 2026), dispute_years(&ended, 2026), "a retrial is not counted again");
    let told: Vec<String> = happenings(&ended).into_iter().map(|it| it.what).collect();
    assert_eq!(told, ["提起行政诉讼", "一审裁判：结果维持", "上诉，进入二审", "二审裁判：结果纠正", "二审裁判生效"]);
    assert!(ok(&ended).is_ok() && ok(&again).is_ok());
}

#[test]
fn a_remanded_lawsuit_stays_pending_until_the_new_judgment_is_in_force() {
    let sent_back = after(
        &dispute(DisputeKind::LitigationAfterReconsideration, "2024-05-06"),
        &[
            decided("2024-11-20", DisputeResult::Upheld, None),
            further(InstanceStage::Second, "2024-12-02"),
            further(InstanceStage::Remand, "2025-03-03"),
        ],
    );
    assert_eq!(dispute_years(&sent_back, 2025), [(2024, "pending"), (2025, "pending")]);
    let ended = after(&sent_back, &[decided("2025-10-10", DisputeResult::Corrected, Some("2025-11-01"))]);
    assert_eq!(ended.settled(), Some((on("2025-11-01"), DisputeResult::Corrected)));
    assert!(ok(&ended).is_ok());
    assert_eq!(after(&sent_back, &[Step::TakenBack]).further.len(), 1);
}

#[test]
fn steps_taken_back_one_by_one_lead_to_the_dispute_as_it_was_filed() {
    let filed = dispute(DisputeKind::LitigationDirect, "2024-05-06");
    let steps = [
        decided("2024-11-20", DisputeResult::Upheld, None),
        further(InstanceStage::Second, "2024-12-02"),
        further(InstanceStage::Remand, "2025-03-03"),
        decided("2025-10-10", DisputeResult::Corrected, None),
        Step::InForce { on: on("2025-11-01") },
        further(InstanceStage::Retrial, "2026-02-01"),
    ];
    let mut stood = vec![filed.clone()];
    for step in &steps {
        let next = stood[stood.len() - 1].after(step, on(TODAY)).expect("in course");
        stood.push(next);
    }
    let mut now = stood.pop().expect("the last");
    while let Some(before) = stood.pop() {
        now = now.after(&Step::TakenBack, on(TODAY)).expect("there is a step");
        assert_eq!(now, before);
    }
    let why = filed.after(&Step::TakenBack, on(TODAY)).expect_err("nothing to take back");
    assert!(why.message.contains("作废"), "{why}");
}

#[test]
fn steps_out_of_course_are_refused_in_chinese_with_what_to_do() {
    let review = dispute(DisputeKind::Reconsideration, "2025-05-06");
    let suit = dispute(DisputeKind::LitigationDirect, "2025-05-06");
    let judged = after(&suit, &[decided("2025-06-01", DisputeResult::Other, None)]);
    let in_force = after(&judged, &[Step::InForce { on: on("2025-07-01") }]);
    let cases = [
        (review.after(&Step::InForce { on: on("2025-06-01") }, on(TODAY)), "复议决定之日"),
        (review.after(&decided("2025-06-01", DisputeResult::Upheld, Some("2025-06-01")), on(TODAY)), "不填生效日期"),
        (review.after(&further(InstanceStage::Second, "2025-06-01"), on(TODAY)), "复议后起诉"),
        (suit.after(&Step::InForce { on: on("2025-06-01") }, on(TODAY)), "先登记裁判"),
        (suit.after(&further(InstanceStage::Second, "2025-06-01"), on(TODAY)), "还没有登记裁判"),
        (suit.after(&further(InstanceStage::Remand, "2025-06-01"), on(TODAY)), "只在二审"),
        (suit.after(&further(InstanceStage::Retrial, "2025-06-01"), on(TODAY)), "还没有生效"),
        (judged.after(&decided("2025-06-02", DisputeResult::Upheld, None), on(TODAY)), "先撤销上一步"),
        (in_force.after(&further(InstanceStage::Second, "2025-08-01"), on(TODAY)), "不能上诉"),
        (in_force.after(&Step::InForce { on: on("2025-08-01") }, on(TODAY)), "已于2025年7月1日生效"),
    ];
    for (refusal, words) in cases {
        let why = refusal.expect_err(words);
        assert!(why.message.contains(words), "{why}");
    }
}

#[test]
fn days_out_of_order_or_still_to_come_are_refused_and_both_days_are_named() {
    let mut wrong = dispute(DisputeKind::Reconsideration, "2025-05-06");
    wrong.decided_on = Some(on("2025-05-05"));
    wrong.result = Some(DisputeResult::Upheld);
    let why = ok(&wrong).expect_err("decided before it was filed");
    assert_eq!(why.field, "on");
    assert!(why.message.contains("2025年5月5日早于申请日期2025年5月6日"), "{why}");
    let suit = dispute(DisputeKind::LitigationDirect, "2025-05-06");
    let judged = after(&suit, &[decided("2025-06-01", DisputeResult::Upheld, None)]);
    let early = judged.after(&further(InstanceStage::Second, "2025-05-20"), on(TODAY));
    assert!(early.expect_err("appealed before it was judged").message.contains("早于一审裁判日期"));
    let late = suit.after(&decided("2025-06-01", DisputeResult::Upheld, Some("2027-01-02")), on(TODAY));
    assert!(late.expect_err("in force only later").message.contains("到了再登记"));
    let why = fits(&dispute(DisputeKind::Reconsideration, "2025-05-06"), &[], &[], on("2025-05-05"));
    assert_eq!(why.expect_err("still to come").field, "filed_on");
}

#[test]
fn a_dispute_names_who_decides_and_what_it_is_about_and_is_registered_once() {
    let mut bare = dispute(DisputeKind::Reconsideration, "2025-05-06");
    bare.note = String::new();
    assert_eq!(ok(&bare).expect_err("about nothing").field, "applications");
    let mut nobody = dispute(DisputeKind::Reconsideration, "2025-05-06");
    nobody.decided_by = String::new();
    assert_eq!(ok(&nobody).expect_err("nobody decides").field, "decided_by");
    let one = dispute(DisputeKind::Reconsideration, "2025-05-06");
    let mut twin = Dispute { id: DisputeId("2".into()), number: "示例 1号".into(), ..one.clone() };
    let today = on("2026-01-01");
    assert_eq!(fits(&twin, &[], std::slice::from_ref(&one), today).expect_err("twice").field, "number");
    twin.kind = DisputeKind::LitigationDirect;
    assert!(fits(&twin, &[], std::slice::from_ref(&one), today).is_ok());
    let void = Dispute { void_reason: Some("重复".into()), ..one };
    twin.kind = DisputeKind::Reconsideration;
    assert!(fits(&twin, &[], std::slice::from_ref(&void), today).is_ok(), "a void one is in nobody's way");
    assert!(dispute_years(&void, 2026).is_empty());
}
