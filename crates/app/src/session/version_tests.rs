use super::*;
use crate::session::test_file::{now, session};
use crate::view::Edit;

const YEAR: i32 = 2025;

fn write(session: &mut Session, own: &str, key: &str, text: &str) -> Result<(), AppError> {
    let edit = Edit::Section { key: key.into(), text: text.into() };
    session.edit(own, YEAR, &edit, &now()).map(|_| ())
}

/// A zero report without anything in its way.
fn complete(session: &mut Session, own: &str) {
    session.edit(own, YEAR, &Edit::Zero { source: "登记本".into() }, &now()).unwrap();
    write(session, own, "overview", "2025年，本机关没有收到政府信息公开申请，新收{{requests.new.total}}件。").unwrap();
    write(session, own, "problems", "公开内容更新不够及时。下一步将按月检查更新。").unwrap();
    write(session, own, "other_matters", "本机关2025年没有发出收费通知，没有收取信息处理费。没有其他需要报告的事项。")
        .unwrap();
    // Whatever still asks for a reason gets one.
    let report = session.report(own, YEAR, &now()).unwrap();
    for finding in report.findings.findings.iter().filter(|finding| finding.is_open()) {
        let reason =
            Edit::Reason {
                rule: finding.rule.clone(), at: finding.at.clone(), reason: "本年无此类事项，已核".into()
            };
        session.edit(own, YEAR, &reason, &now()).unwrap();
    }
    assert_eq!(session.report(own, YEAR, &now()).unwrap().missing, Vec::<String>::new());
}

fn step(session: &mut Session, own: &str, step: VersionStep) -> Result<VersionsView, AppError> {
    session.take_version_step(own, YEAR, step, &now())
}

fn statuses(view: &VersionsView) -> Vec<&str> {
    view.versions.iter().map(|version| version.status.as_str()).collect()
}

#[test]
fn a_report_goes_from_draft_to_publication_and_is_locked_on_the_way() {
    let (_folder, mut session, own) = session("township");
    complete(&mut session, &own);
    assert_eq!(session.versions(&own, YEAR, &now()).unwrap().steps, [VersionStep::Submit]);
    let view = step(&mut session, &own, VersionStep::Submit).unwrap();
    assert_eq!((statuses(&view), view.steps.as_slice()), (vec!["送审"], &[VersionStep::Finish][..]));
    let view = step(&mut session, &own, VersionStep::Finish).unwrap();
    assert!(view.locked.as_ref().is_some_and(|why| why.contains("已定稿")), "{view:?}");
    let error = write(&mut session, &own, "overview", "改").unwrap_err();
    assert_eq!(error.code, "locked");
    assert_eq!(session.history(&now()).unwrap().undo, None, "nothing before 定稿 is undone");
    let view = step(&mut session, &own, VersionStep::Publish).unwrap();
    assert_eq!((statuses(&view), view.steps.as_slice()), (vec!["发布"], &[VersionStep::Correct][..]));
}

#[test]
fn a_correction_unlocks_goes_the_same_way_and_marks_what_it_corrects() {
    let (_folder, mut session, own) = session("township");
    complete(&mut session, &own);
    for next in [VersionStep::Submit, VersionStep::Finish, VersionStep::Publish, VersionStep::Correct] {
        step(&mut session, &own, next).unwrap();
    }
    let view = session.versions(&own, YEAR, &now()).unwrap();
    assert_eq!((statuses(&view), &view.locked), (vec!["草稿", "发布"], &None));
    assert_eq!(view.versions[0].corrects, Some(1));
    write(&mut session, &own, "problems", "公开内容更新不够及时，专栏有缺漏。下一步将按月检查更新。").unwrap();
    for next in [VersionStep::Submit, VersionStep::Finish, VersionStep::Publish] {
        step(&mut session, &own, next).unwrap();
    }
    let view = session.versions(&own, YEAR, &now()).unwrap();
    assert_eq!(statuses(&view), ["发布", "更正"]);
    let first = view.versions[1].id.clone();
    let found = session.compare_version(&first, &now()).unwrap();
    assert_eq!(found.texts.iter().map(|text| text.at.as_str()).collect::<Vec<_>>(), ["sections.problems"]);
}

#[test]
fn what_was_submitted_stays_as_it_was_and_shows_what_changed_since() {
    let (_folder, mut session, own) = session("township");
    complete(&mut session, &own);
    let submitted = step(&mut session, &own, VersionStep::Submit).unwrap().versions[0].id.clone();
    let cell = |text: &str| Edit::Cell { at: "requests.new.natural".into(), text: text.into(), source: String::new() };
    session.edit(&own, YEAR, &cell("3"), &now()).unwrap();
    let found = session.compare_version(&submitted, &now()).unwrap();
    let changed: Vec<_> = found.figures.iter().map(|d| (d.at.as_str(), d.before.as_str(), d.after.as_str())).collect();
    assert_eq!(changed, [("requests.new.natural", "0", "3"), ("requests.new.total", "0", "3")]);
    assert_eq!(found.texts.len(), 1, "the live number in section one says 3 now: {:?}", found.texts);
    let error = step(&mut session, &own, VersionStep::Finish).unwrap_err();
    assert!(error.message.contains("重新送审"), "{}", error.message);
    session.undo(&now()).unwrap();
    let view = session.versions(&own, YEAR, &now()).unwrap();
    assert!(!view.changed, "taken back, it is what was submitted");
    assert_eq!(view.steps, [VersionStep::Finish]);
}

#[test]
fn a_report_with_errors_may_be_submitted_and_is_never_final() {
    let (_folder, mut session, own) = session("township");
    step(&mut session, &own, VersionStep::Submit).unwrap();
    let error = step(&mut session, &own, VersionStep::Finish).unwrap_err();
    assert_eq!(error.code, "gate_shut");
    assert_eq!(statuses(&session.versions(&own, YEAR, &now()).unwrap()), ["送审"]);
    session.undo(&now()).unwrap();
    assert!(session.versions(&own, YEAR, &now()).unwrap().versions.is_empty(), "送审 can be undone");
}

#[test]
fn steps_out_of_turn_are_refused_in_words() {
    let (_folder, mut session, own) = session("township");
    for (next, words) in
        [(VersionStep::Finish, "先送审"), (VersionStep::Publish, "先定稿"), (VersionStep::Correct, "直接修改")]
    {
        let error = step(&mut session, &own, next).unwrap_err();
        assert!(error.message.contains(words), "{}", error.message);
    }
    step(&mut session, &own, VersionStep::Submit).unwrap();
    assert!(step(&mut session, &own, VersionStep::Submit).unwrap_err().message.contains("没有改动"));
}

#[test]
fn what_is_final_stays_as_it_was_when_the_ledger_changes_later() {
    let (folder, mut session, own) = session("township");
    complete(&mut session, &own);
    step(&mut session, &own, VersionStep::Submit).unwrap();
    step(&mut session, &own, VersionStep::Finish).unwrap();
    // Something else than this report changes what it is compiled from.
    let at = mingce_domain::annual_report::Address::new("requests.new.natural");
    let id = AgencyId(own.clone());
    let stamp = Stamp::new(&now().at_utc, WHO).unwrap();
    let figure = mingce_domain::annual_report::TypedFigure {
        at: at.clone(),
        value: Value::Integer(5),
        by: None,
        from: None,
        on: None,
    };
    let store = &mut session.opened_mut().unwrap().store;
    store.act(&stamp, "补录", |act| act.set_figure(&id, YEAR, &figure)).unwrap();

    let view = session.report(&own, YEAR, &now()).unwrap();
    let table = view.sections.iter().find_map(|section| section.table.as_ref().filter(|table| table.id == "requests"));
    let cell = table.unwrap().rows.iter().flatten().find(|cell| cell.at.as_deref() == Some("requests.new.natural"));
    let cell = cell.unwrap();
    assert_eq!((cell.text.as_str(), cell.editable), ("0", false));
    assert!(view.locked.is_some_and(|why| why.contains("已定稿")));
    assert!(view.notes.iter().any(|note| note.contains("以定稿为准") && note.contains("2个数")), "{:?}", view.notes);
    assert_eq!((view.status.as_str(), view.zeros), ("定稿", 0));

    let request =
        crate::view::ExportRequest { agency: own.clone(), year: YEAR, formats: vec!["json".into()], is_final: false };
    let out = folder.path().join("导出");
    let outcome = session.export(&request, &out, &now(), &mut |_| crate::Continue::Yes).unwrap();
    assert!(!outcome.files[0].name.contains("草稿"), "{}", outcome.files[0].name);
    let json = std::fs::read(out.join(&outcome.files[0].name)).unwrap();
    let figures = figures_json::read(&json, &session.assets().forms).unwrap().figures;
    assert_eq!(figures.value(&at), &Value::Integer(0));
    assert!(figures.sections.values().any(|text| text.contains("新收0件")), "the numbers in the text, too");

    // Next year's report is compared with what was published, not with what the ledger says now.
    let next = session.prepare(&id, YEAR + 1, false, &now()).unwrap();
    assert_eq!(next.previous.unwrap().value(&at), &Value::Integer(0));
    // A correction takes up what the ledger says.
    step(&mut session, &own, VersionStep::Correct).unwrap();
    let view = session.report(&own, YEAR, &now()).unwrap();
    assert!(view.locked.is_none() && view.status == "草稿");
}
