use super::super::tests::{desk, event, input, kind, on};
use super::*;
use crate::application::input::{EventInput, RegisterInput};
use crate::application::sheets::{LedgerView, LedgerViewEdit};
use crate::export::Continue;
use std::collections::BTreeMap;

/// Cases that are overdue, due this week, later, and waiting for a supplement, as of 2026-04-08 (a Wednesday).
fn cases(session: &mut Session, own: &str) -> Vec<String> {
    let days = ["2026-03-02", "2026-03-12", "2026-04-01", "2026-04-02"];
    let ids: Vec<String> = days
        .iter()
        .map(|day| {
            let input = RegisterInput { arrived_on: (*day).into(), ..input() };
            session.register_application(own, &input, &on(day)).unwrap().application.row.id
        })
        .collect();
    let asked = EventInput { until: "2026-05-08".into(), ..kind("supplement_asked") };
    event(session, &ids[3], "2026-04-03", asked).unwrap();
    event(session, &ids[1], "2026-03-13", EventInput { to: "自然资源所".into(), ..kind("transferred") }).unwrap();
    ids
}

#[test]
fn the_sheet_of_what_is_due_files_each_open_case_where_it_presses_and_masks_names() {
    let (_folder, mut session, own) = desk();
    cases(&mut session, &own);
    let id = AgencyId(own.clone());
    let groups = session.due_groups(&id, false, &on("2026-04-08")).unwrap();
    let numbers: Vec<(&str, Vec<&str>)> = groups
        .iter()
        .map(|group| (group.label.as_str(), group.rows.iter().map(|row| row[1].as_str()).collect()))
        .collect();
    let number = |n: u32| format!("青政公开申〔2026〕{n:03}号");
    assert_eq!(numbers[0].1, [number(1)], "{numbers:?}");
    assert_eq!(numbers[1].1, [number(2)], "{numbers:?}");
    assert_eq!(numbers[2].1, [number(3)], "{numbers:?}");
    assert_eq!(numbers[3].1, [number(4)], "{numbers:?}");
    let overdue = &groups[0].rows[0];
    assert!(overdue[5].starts_with("逾期"), "{overdue:?}");
    assert!(!overdue[2].contains("甲乙"), "{overdue:?}");
    assert_eq!(groups[1].rows[0][8], "自然资源所");
    // The twentieth working day after 12 March, the days of Qingming apart; two of them are left.
    assert_eq!((groups[1].rows[0][4].as_str(), groups[1].rows[0][5].as_str()), ("2026-04-10", "2"));
    let full = session.due_groups(&id, true, &on("2026-04-08")).unwrap();
    assert_eq!(full[0].rows[0][2], "示例甲乙");
}

#[test]
fn the_sheet_is_written_in_its_formats_and_refused_where_nothing_is_open() {
    let (folder, mut session, own) = desk();
    let request = |formats: &[&str]| DueSheetRequest {
        agency: own.clone(),
        full: false,
        formats: formats.iter().map(|it| it.to_string()).collect(),
    };
    let write = |session: &Session, formats: &[&str]| {
        session.export_due_sheet(&request(formats), folder.path(), &on("2026-04-08"), &mut |_| Continue::Yes)
    };
    assert!(write(&session, &["pdf"]).unwrap_err().message.contains("没有未办结的申请"));
    cases(&mut session, &own);
    let made = write(&session, &["pdf", "docx", "xlsx"]).unwrap();
    assert_eq!(made.files.len(), 3);
    assert_eq!(write(&session, &["html"]).unwrap_err().field.as_deref(), Some("formats"));
}

#[test]
fn chosen_cases_are_printed_as_one_pdf_and_void_letters_are_left_out() {
    let (folder, mut session, own) = desk();
    let ids = cases(&mut session, &own);
    let print = |session: &Session, what, ids: &[String]| {
        let request = PrintRequest { agency: own.clone(), ids: ids.to_vec(), what, full: false };
        session.print_applications(&request, folder.path(), &on("2026-04-08"), &mut |_| Continue::Yes)
    };
    assert!(print(&session, PrintWhat::Letters, &[]).unwrap_err().message.contains("勾选"));
    assert!(print(&session, PrintWhat::Letters, &ids).unwrap_err().message.contains("还没有签发文书"));
    let day = on("2026-04-07");
    let first = session.issue_letter(&ids[0], "receipt", &BTreeMap::new(), "", &day).unwrap();
    let made = print(&session, PrintWhat::Letters, &ids[..2]).unwrap();
    assert_eq!((made.files.len(), made.notes.len()), (1, 1), "{made:?}");
    let letter = first.application.letters[0].id.clone();
    session.void_letter(&ids[0], &letter, "写错", &day).unwrap();
    assert!(print(&session, PrintWhat::Letters, &ids).is_err());
    assert_eq!(print(&session, PrintWhat::Sheets, &ids).unwrap().files.len(), 1);
}

#[test]
fn views_of_the_ledger_are_kept_renamed_forgotten_and_each_is_one_step() {
    let (_folder, mut session, own) = desk();
    let _ = own;
    let day = on("2026-04-08");
    let view = |name: &str, question: &str| LedgerView {
        name: name.into(),
        filter: "overdue".into(),
        question: question.into(),
        sort: "due".into(),
    };
    let keep = |name: &str, question: &str| LedgerViewEdit::Keep { view: view(name, question) };
    session.edit_ledger_view(&keep(" 逾期的 ", "征地"), &day).unwrap();
    session.edit_ledger_view(&keep("本月", ""), &day).unwrap();
    let edited = session.edit_ledger_view(&keep("逾期的", "补偿"), &day).unwrap();
    assert_eq!(edited.views, [view("逾期的", "补偿"), view("本月", "")], "one of the same name is replaced");
    let rename = |name: &str, to: &str| LedgerViewEdit::Rename { name: name.into(), to: to.into() };
    for wrong in
        [rename("本月", "逾期的"), rename("没有的", "x"), rename("本月", " "), keep("", ""), keep(&"长".repeat(31), "")]
    {
        assert_eq!(session.edit_ledger_view(&wrong, &day).unwrap_err().field.as_deref(), Some("name"), "{wrong:?}");
    }
    session.edit_ledger_view(&rename("本月", "四月"), &day).unwrap();
    session.edit_ledger_view(&LedgerViewEdit::Remove { name: "逾期的".into() }, &day).unwrap();
    assert_eq!(session.ledger_views().unwrap(), [view("四月", "")]);
    session.undo(&day).unwrap();
    session.undo(&day).unwrap();
    assert_eq!(session.ledger_views().unwrap(), [view("逾期的", "补偿"), view("本月", "")]);
}
