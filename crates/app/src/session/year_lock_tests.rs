use super::*;
use crate::application::import::LedgerImport;
use crate::application::input::{ApplicantInput, EventInput, RegisterInput};
use crate::dispute::input::DisputeInput;
use crate::session::test_file::{county, session};
use mingce_store::{NewVersion, Stamp, VersionStatus};

const YEAR: i32 = 2025;

/// A day at noon in China.
fn on(day: &str) -> Now {
    Now { today: day.parse().unwrap(), at_utc: format!("{day}T04:00:00Z") }
}

fn late() -> Now {
    on("2026-03-20")
}

fn input(arrived: &str, subject: &str) -> RegisterInput {
    RegisterInput {
        channel: "in_person".into(),
        arrived_on: arrived.into(),
        applicants: vec![ApplicantInput {
            kind: "natural_person".into(), name: "示例甲".into(), ..Default::default()
        }],
        subject: subject.into(),
        ..Default::default()
    }
}

/// The report as it is now becomes final, whatever the gate would say of it.
pub(in crate::session) fn finish(session: &mut Session, own: &str, status: VersionStatus) {
    let id = AgencyId(own.to_string());
    let prepared = session.prepare_live(&id, YEAR, &on("2026-01-20")).unwrap();
    let content = session.content(&prepared).unwrap();
    let scope = prepared.figures.scope;
    let stamp = Stamp::new("2026-01-20T04:00:00Z", "试").unwrap();
    let store = &mut session.open.as_mut().unwrap().store;
    store
        .act(&stamp, "定稿", |act| {
            let version =
                act.add_version(&NewVersion { agency: id.clone(), year: YEAR, scope, corrects: None, content })?;
            act.advance_version(&version, VersionStatus::Submitted)?;
            act.advance_version(&version, status)
        })
        .unwrap();
}

/// A township with one case of 2025 and its final report.
fn desk() -> (tempfile::TempDir, Session, String, String) {
    let (folder, mut session, own) = session("township");
    let case = session.register_application(&own, &input("2025-12-24", "补偿方案"), &on("2025-12-24")).unwrap();
    finish(&mut session, &own, VersionStatus::Final);
    let id = case.application.row.id;
    (folder, session, own, id)
}

fn labels(view: &LockView) -> Vec<String> {
    view.reports.iter().flat_map(|report| report.cells.iter().map(in_words)).collect()
}

#[test]
fn a_late_registration_names_the_cells_that_would_move_and_leaves_nothing_without_a_reason() {
    let (_folder, mut session, own, _) = desk();
    let before = session.applications(&own, false, &late()).unwrap();
    let error = session.register_application(&own, &input("2025-11-03", "预算"), &late()).unwrap_err();
    assert_eq!(error.code, LATE);
    let named = "没有写入：这一步会改变已定稿的报告所统计的数。清溪县青石镇人民政府2025年度报告已定稿：表三“";
    assert!(error.message.starts_with(named), "{}", error.message);
    assert!(error.message.contains("1→2"), "{}", error.message);
    assert_eq!(session.applications(&own, false, &late()).unwrap(), before);
    let question = session.year_lock_question().unwrap();
    assert_eq!((question.reports[0].year, question.reports[0].status.as_str()), (YEAR, "定稿"));
    assert!(question.reports[0].cells.iter().all(|cell| cell.published == "1" && cell.after == "2"), "{question:?}");
    // The same step is numbered as if the refused one had never been.
    session.give_late_reason(Some(&question.token), "登记本漏登一件").unwrap();
    let made = session.register_application(&own, &input("2025-11-03", "预算"), &late()).unwrap();
    assert!(made.application.row.number.ends_with("002号"), "{}", made.application.row.number);
    let told = session.late(&AgencyId(own.clone()), YEAR, &late()).unwrap();
    assert_eq!(told.cells, question.reports[0].cells);
    assert_eq!(told.changes[0].reason, "登记本漏登一件");
    assert_eq!(told.changes[0].cells, labels(&question));
    assert_eq!(made.application.late, told.changes);
    assert_eq!(session.year_lock_question(), None);
}

#[test]
fn a_reason_answers_only_the_question_that_was_shown_and_only_once() {
    let (_folder, mut session, own, _) = desk();
    session.register_application(&own, &input("2025-11-03", "预算"), &late()).unwrap_err();
    session.give_late_reason(Some("别的问题"), "理由").unwrap();
    assert_eq!(session.register_application(&own, &input("2025-11-03", "预算"), &late()).unwrap_err().code, LATE);
    session.give_late_reason(None, "理由").unwrap();
    session.register_application(&own, &input("2025-11-03", "预算"), &late()).unwrap();
    assert_eq!(session.register_application(&own, &input("2025-11-04", "决算"), &late()).unwrap_err().code, LATE);
    for empty in ["", "  "] {
        assert_eq!(session.give_late_reason(None, empty).unwrap_err().field.as_deref(), Some("late_reason"));
    }
}

#[test]
fn a_change_that_moves_no_final_figure_asks_nothing() {
    let (_folder, mut session, own, case) = desk();
    session.register_application(&own, &input("2026-01-05", "决算"), &late()).unwrap();
    let moved_on = EventInput { kind: "transferred".into(), to: "党政办".into(), ..Default::default() };
    session.add_application_event(&case, &moved_on, &late()).unwrap();
    assert_eq!(session.late(&AgencyId(own), YEAR, &late()).unwrap(), LateView::default());
}

#[test]
fn every_kind_of_change_is_seen_also_while_a_correction_is_being_made() {
    let (_folder, mut session, own, case) = desk();
    let id = AgencyId(own.clone());
    session.take_version_step(&own, YEAR, crate::version_view::VersionStep::Correct, &late()).unwrap();
    let correct =
        EventInput { kind: "kind_corrected".into(), applicant_kind: "enterprise".into(), ..Default::default() };
    let registered = session.register_application(&own, &input("2026-01-05", "决算"), &late()).unwrap();
    let number = registered.application.row.number;
    let dispute = DisputeInput {
        kind: "复议".into(),
        decided_by: "清溪县人民政府".into(),
        filed_on: "2025-12-30".into(),
        note: "补偿方案".into(),
        ..Default::default()
    };
    let csv = "受理号,申请人,申请人类型,收到日期,所需信息,办理结果,答复日期\n\
               旧1号,示例乙,自然人,2025-03-03,甲,予以公开,2025-03-10\n旧2号,示例丙,自然人,2025-03-04,乙,予以公开,2025-03-11\n";
    let rows = LedgerImport {
        name: "旧.csv".into(),
        bytes: csv.into(),
        columns: Default::default(),
        year: None,
        dry_run: false,
    };
    let refused = [
        session.add_application_event(&case, &correct, &late()).map(|_| ()),
        session.void_application(&case, "重复登记", &late()).map(|_| ()),
        session.register_dispute(&own, &dispute, &late()).map(|_| ()),
        session.import_ledger(&own, &rows, &late()).map(|_| ()),
    ];
    for result in refused {
        assert_eq!(result.unwrap_err().code, LATE, "{number}");
    }
    assert_eq!(session.applications(&own, false, &late()).unwrap().len(), 2);
    // Two rows, one question, one reason.
    session.give_late_reason(None, "旧台账补录").unwrap();
    assert_eq!(session.import_ledger(&own, &rows, &late()).unwrap().added, 2);
    assert_eq!(session.late(&id, YEAR, &late()).unwrap().changes.len(), 1);
}

#[test]
fn going_back_to_the_final_figures_needs_no_reason_and_the_change_is_told_as_undone() {
    let (_folder, mut session, own, case) = desk();
    session.give_late_reason(None, "重复登记").unwrap();
    session.void_application(&case, "重复登记", &late()).unwrap();
    session.undo(&late()).unwrap();
    let told = session.late(&AgencyId(own.clone()), YEAR, &late()).unwrap();
    assert!(told.cells.is_empty());
    assert!(told.changes[0].undone);
    // 重做 moves them again.
    assert_eq!(session.redo(&late()).unwrap_err().code, LATE);
    let versions = session.versions(&own, YEAR, &late()).unwrap();
    assert_eq!(versions.late, told);
}

#[test]
fn the_report_of_the_area_is_locked_against_the_ledgers_of_its_units() {
    let (_folder, mut session) = county();
    let government = session.agency(None).unwrap().0;
    finish(&mut session, &government, VersionStatus::Published);
    let unit = session.agency(Some(crate::sample::SHOWN[1])).unwrap().0;
    let error = session.register_application(&unit, &input("2025-11-03", "预算"), &late()).unwrap_err();
    assert_eq!(error.code, LATE, "{}", error.message);
    let question = session.year_lock_question().unwrap();
    assert_eq!(question.reports.len(), 1);
    assert_eq!(question.reports[0].status, "发布");
}
