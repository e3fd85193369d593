use crate::application::calendar::CalendarInput;
use crate::application::import::LedgerImportRequest;
use crate::application::input::{ApplicantInput, LetterOffice, RegisterInput};
use crate::dispute::input::DisputeInput;
use crate::export::{CANCELLED, Continue};
use crate::prepare::Now;
use crate::session::Session;
use crate::session::test_file::session;
use base64::Engine;
use mingce_domain::agency::AgencyId;
use std::collections::BTreeMap;
use std::path::Path;

fn on(day: &str) -> Now {
    Now { today: day.parse().unwrap(), at_utc: format!("{day}T04:00:00Z") }
}

/// A case with two receipts, the first of them void, and a reconsideration.
fn case(session: &mut Session, own: &str) -> String {
    let office = LetterOffice { code: "青政/".into(), ..Default::default() };
    session.set_letter_office(&AgencyId(own.to_string()), &office, &on("2026-03-01")).unwrap();
    let input = RegisterInput {
        channel: "in_person".into(),
        arrived_on: "2026-03-02".into(),
        applicants: vec![ApplicantInput {
            kind: "natural_person".into(),
            name: "示例甲乙".into(),
            address: "示例县示例镇".into(),
            ..Default::default()
        }],
        subject: "某方案".into(),
        ..Default::default()
    };
    let id = session.register_application(own, &input, &on("2026-03-02")).unwrap().application.row.id;
    let issue = |session: &mut Session, day: &str| {
        session.issue_letter(&id, "receipt", &BTreeMap::new(), day, &on(day)).unwrap().application.letters
    };
    let first = issue(session, "2026-03-02");
    session.void_letter(&id, &first[0].id, "日期写错", &on("2026-03-03")).unwrap();
    issue(session, "2026-03-03");
    let review = DisputeInput {
        kind: "复议".into(),
        decided_by: "清溪县人民政府".into(),
        filed_on: "2026-04-20".into(),
        applications: vec![id.clone()],
        ..Default::default()
    };
    session.register_dispute(own, &review, &on("2026-04-21")).unwrap();
    id
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_file_of_a_case_has_its_index_and_every_letter_and_each_export_a_folder_of_its_own() {
    let (out, mut session, own) = session("township");
    let id = case(&mut session, &own);
    let now = on("2026-05-06");
    let folder = session.bundle_folder(&id, out.path()).unwrap();
    let called = folder.file_name().unwrap().to_string_lossy().into_owned();
    assert!(called.ends_with("号案卷") && !called.contains('/'), "{called}");
    let mut told = Vec::new();
    let made = session
        .export_bundle(&id, false, &folder, &now, &mut |step| {
            told.push((step.done, step.total));
            Continue::Yes
        })
        .unwrap();
    assert!(told.windows(2).all(|two| two[0].0 < two[1].0) && told.iter().all(|(done, all)| done < all), "{told:?}");
    let names = names(&folder);
    let listed: Vec<String> = made.files.iter().map(|file| file.name.clone()).collect();
    assert_eq!(names, listed);
    assert_eq!(names.len(), 5, "{names:?}");
    assert_eq!(names[0], "00_卷内目录.pdf");
    assert_eq!(names[1], "01_办理经过.pdf");
    assert!(names[2].starts_with("02_") && names[2].contains("_作废"), "{names:?}");
    assert!(names[3].starts_with("03_") && !names[3].contains("作废"), "{names:?}");
    assert!(names[4].ends_with("_全卷.pdf"), "{names:?}");
    let again = session.bundle_folder(&id, out.path()).unwrap();
    assert_eq!(again.file_name().unwrap().to_string_lossy(), format!("{called}（2）"));
}

#[test]
fn a_bundle_that_is_stopped_leaves_nothing() {
    let (out, mut session, own) = session("township");
    let id = case(&mut session, &own);
    let folder = session.bundle_folder(&id, out.path()).unwrap();
    let stop = &mut |_: &_| Continue::No;
    let why = session.export_bundle(&id, false, &folder, &on("2026-05-06"), stop).unwrap_err();
    assert_eq!(why.code, CANCELLED);
    assert!(!folder.exists());
}

#[test]
fn the_window_is_told_which_column_is_missing_and_imports_once_it_is_named() {
    let (_folder, mut session, own) = session("township");
    let csv =
        "受理号,申请人,申请人类型,要什么,收到日期\n1号,示例甲,公民,批复,2025-03-07\n2号,示例乙,公民,纪要,2025-02-30\n";
    let mut request = LedgerImportRequest {
        name: "旧台账.csv".into(),
        content: base64::engine::general_purpose::STANDARD.encode(csv),
        ..Default::default()
    };
    let now = on("2026-03-02");
    let view = session.import_ledger_view(&own, &request, &now).unwrap();
    assert_eq!((view.missing.as_slice(), view.added, view.refused.len()), (&["申请内容".to_string()][..], 0, 0));
    let column = view.columns.iter().find(|it| it.column.is_none()).unwrap();
    assert_eq!((column.head.as_str(), column.sample.as_str()), ("要什么", "批复"));
    request.apply = true;
    assert!(!session.import_ledger_view(&own, &request, &now).unwrap().applied, "nothing is done without the column");
    request.columns.insert("要什么".into(), "subject".into());
    request.apply = false;
    let view = session.import_ledger_view(&own, &request, &now).unwrap();
    assert_eq!((view.missing.len(), view.added, view.refused.len(), view.applied), (0, 1, 1, false));
    assert!(
        view.refused[0].at.contains("E3") && view.refused[0].reason.contains("2月30日")
            || view.refused[0].reason.contains("2025-02-30"),
        "{:?}",
        view.refused
    );
    request.apply = true;
    assert!(session.import_ledger_view(&own, &request, &now).unwrap().applied);
    assert_eq!(session.applications(&own, false, &now).unwrap().len(), 1);
    session.undo(&now).unwrap();
    assert!(session.applications(&own, false, &now).unwrap().is_empty());
    request.content = "不是Base64".into();
    assert!(session.import_ledger_view(&own, &request, &now).unwrap_err().message.contains("重新选择"));
}

#[test]
fn a_notice_typed_by_hand_moves_open_cases_and_is_one_step() {
    let (_folder, mut session, own) = session("township");
    case(&mut session, &own);
    let now = on("2026-03-10");
    let local = CalendarInput { source: "某县通知".into(), on: "2026-03-18".into(), ..Default::default() };
    let edited = session.add_calendar_input(&local, &now).unwrap();
    assert_eq!(edited.moved.len(), 1, "{edited:?}");
    assert!(edited.moved[0].from < edited.moved[0].to, "{edited:?}");
    assert_eq!((edited.calendar.local.len(), edited.calendar.local[0].working), (1, false));
    let notice = CalendarInput {
        year: "2027".into(),
        source: "某通知（2027年）".into(),
        off: "1月1日至3日".into(),
        ..Default::default()
    };
    let years = session.add_calendar_input(&notice, &now).unwrap().calendar.years;
    assert_eq!((years[0].year, years[0].off, years[0].own), (2027, 3, true));
    assert!(session.add_calendar_input(&notice, &now).unwrap_err().message.contains("没有变化"));
    session.undo(&now).unwrap();
    session.undo(&now).unwrap();
    let back = session.calendar_view();
    assert!(back.local.is_empty() && back.years.iter().all(|year| !year.own), "{back:?}");
}
