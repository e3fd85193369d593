use crate::catalogue::view::{CatalogueEdit, CatalogueExportRequest};
use crate::export::Continue;
use crate::publication::view::{PublicationEdit, PublicationExportRequest, PublicationView};
use crate::session::Session;
use crate::session::test_file::{now, session};
use crate::view::AppError;
use base64::Engine;
use mingce_domain::agency::AgencyId;

type Edit = PublicationEdit;

/// A township with a credit code, one item (20 working days, on the website) and one piece of information under it.
fn started() -> (tempfile::TempDir, Session, String, String) {
    let (folder, mut session, own) = session("township");
    let stamp = mingce_store::Stamp::new(&now().at_utc, "测试").unwrap();
    let mut agency = session.opened().unwrap().store.agency(&AgencyId(own.clone())).unwrap().unwrap();
    agency.code = Some("11430821MB0000001X".into());
    session.opened_mut().unwrap().store.act(&stamp, "填写代码", |act| act.put_agency(&agency)).unwrap();
    let add =
        CatalogueEdit::Add { sector: String::new(), primary: "公示公告".into(), secondary: "通知公告".into() };
    let item = session.edit_catalogue(&own, &add, &now()).unwrap().id.unwrap();
    let new = Edit::New {
        item,
        title: "关于做好春节期间\n值班工作的通知".into(),
        document_number: "青政发〔2026〕1号".into(),
        formed_on: "2026年1月5日".into(),
        summary: String::new(),
    };
    let id = edit(&mut session, &own, new).unwrap().row.id;
    (folder, session, own, id)
}

fn edit(session: &mut Session, own: &str, edit: Edit) -> Result<PublicationView, AppError> {
    session.edit_publication(own, &edit, &now()).map(|edited| edited.publication.unwrap())
}

fn sign(id: &str, role: &str, by: &str, on: &str, result: Option<&str>) -> Edit {
    let result = result.map(str::to_string);
    Edit::Sign { id: id.into(), role: role.into(), by: by.into(), on: on.into(), result }
}

fn place(id: &str, on: &str) -> Edit {
    let place = "https://www.example.gov.cn/zfxxgk/1.html".into();
    Edit::Place { id: id.into(), channels: vec!["website".into()], place, on: on.into() }
}

fn approve(session: &mut Session, own: &str, id: &str) {
    edit(session, own, sign(id, "publisher", "甲", "2026-01-06", None)).unwrap();
    edit(session, own, sign(id, "reviewer", "乙", "2026-01-07", Some("publish"))).unwrap();
    edit(session, own, sign(id, "leader", "丙", "2026-01-08", None)).unwrap();
}

#[test]
fn information_goes_from_its_first_day_through_three_signatures_to_the_public_and_onto_the_file() {
    let (_folder, mut session, own, id) = started();
    let one = session.publication(&id, &now()).unwrap();
    assert_eq!(one.row.title, "关于做好春节期间值班工作的通知");
    assert_eq!((one.row.due.as_str(), one.row.stage.as_str()), ("2026-02-02", "preparing"), "20 working days");
    let refused = edit(&mut session, &own, place(&id, "2026-01-08")).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("published_on"));
    assert!(refused.message.contains("条例第十七条"), "{refused:?}");

    approve(&mut session, &own, &id);
    let out = edit(&mut session, &own, place(&id, "2026-01-09")).unwrap();
    assert_eq!(out.row.index_number, "11430821MB0000001X/2026-00001");
    let item = session.catalogue_item(&out.row.item).unwrap();
    assert_eq!(item.published_on, "2026-01-09", "the item was published with it");
    assert_eq!(out.remarks.len(), 1, "only the evidence is missing: {:?}", out.remarks);

    let content = base64::engine::general_purpose::STANDARD.encode(b"\x89PNG");
    let prove =
        Edit::Prove { id: id.clone(), name: r"C:\截图\网页.png".into(), content, taken_on: "2026-01-09".into() };
    let proved = edit(&mut session, &own, prove).unwrap();
    assert_eq!((proved.evidence[0].name.as_str(), proved.evidence[0].bytes), ("网页.png", 4));
    assert!(proved.remarks.is_empty());

    let file = Edit::File {
        ids: vec![id.clone()],
        year: 2025,
        retention: "ten_years".into(),
        box_number: 1,
        on: "2026-01-20".into(),
    };
    let filed = edit(&mut session, &own, file.clone()).unwrap();
    assert_eq!((filed.row.archive.as_str(), filed.row.stage.as_str()), ("2025年·10年·第1盒第1件", "filed"));
    assert!(edit(&mut session, &own, file).unwrap_err().message.contains("已经归档"));
    let pages = Edit::Text { id: id.clone(), field: "pages".into(), text: "3".into() };
    assert_eq!(edit(&mut session, &own, pages).unwrap().archive.unwrap().pages, 3);
}

#[test]
fn each_change_is_one_step_and_a_number_once_given_is_not_given_again() {
    let (_folder, mut session, own, id) = started();
    approve(&mut session, &own, &id);
    edit(&mut session, &own, place(&id, "2026-01-09")).unwrap();
    session.undo(&now()).unwrap();
    let back = session.publication(&id, &now()).unwrap();
    assert_eq!((back.row.stage.as_str(), back.row.index_number.as_str()), ("ready", ""));
    assert_eq!(session.catalogue_item(&back.row.item).unwrap().published_on, "");
    let again = edit(&mut session, &own, place(&id, "2026-01-10")).unwrap();
    assert_eq!(again.row.index_number, "11430821MB0000001X/2026-00002");
    let wrong = Edit::Unplace { id: id.clone(), placing: again.placings[0].id.clone() };
    let taken = edit(&mut session, &own, wrong).unwrap();
    assert_eq!(taken.row.index_number, "11430821MB0000001X/2026-00002", "the number stays with the information");
    assert_eq!(session.catalogue_item(&taken.row.item).unwrap().published_on, "");
}

#[test]
fn bad_days_texts_and_files_are_refused_at_their_field() {
    let (_folder, mut session, own, id) = started();
    let mut field = |change: Edit| edit(&mut session, &own, change).unwrap_err().field.unwrap_or_default();
    let text = |field: &str, text: &str| Edit::Text { id: id.clone(), field: field.into(), text: text.into() };
    assert_eq!(field(text("title", " ")), "title");
    assert_eq!(field(text("title", &"长".repeat(201))), "title");
    assert_eq!(field(text("formed_on", "下周")), "formed_on");
    assert_eq!(field(text("pages", "3")), "pages");
    assert_eq!(field(sign(&id, "publisher", "甲", "2026-01-22", None)), "on", "tomorrow");
    assert_eq!(field(sign(&id, "publisher", &"甲".repeat(101), "2026-01-20", None)), "by");
    let prove = |content: &str| Edit::Prove {
        id: id.clone(),
        name: "a.png".into(),
        content: content.into(),
        taken_on: String::new(),
    };
    assert_eq!(field(prove("***")), "evidence");
    assert_eq!(field(prove("")), "evidence");
    let hear = Edit::Hear { id: id.clone(), on: "2026-01-10".into(), way: "来电".into(), text: "".into() };
    assert_eq!(field(hear), "text");
    assert!(session.publication("nobody", &now()).is_err());
}

#[test]
fn what_is_said_of_it_stays_open_until_it_is_dealt_with() {
    let (_folder, mut session, own, id) = started();
    let on_paper = Edit::Text { id: id.clone(), field: "on_paper".into(), text: "2026年第1号".into() };
    edit(&mut session, &own, on_paper).unwrap();
    edit(&mut session, &own, place(&id, "2026-01-09")).unwrap();
    let hear =
        Edit::Hear { id: id.clone(), on: "2026-01-10".into(), way: "来电".into(), text: "附件打不开".into() };
    let heard = edit(&mut session, &own, hear).unwrap();
    assert!(heard.remarks.iter().any(|remark| remark.message.contains("没有办结")));
    let answer = |handling: &str, on: &str| Edit::Answer {
        id: id.clone(),
        feedback: heard.feedback[0].id.clone(),
        handling: handling.into(),
        on: on.into(),
    };
    assert_eq!(edit(&mut session, &own, answer("", "2026-01-11")).unwrap_err().field.as_deref(), Some("handling"));
    assert_eq!(edit(&mut session, &own, answer("已更换", "2026-01-09")).unwrap_err().field.as_deref(), Some("on"));
    let done = edit(&mut session, &own, answer("已更换", "2026-01-11")).unwrap();
    assert!(done.remarks.iter().all(|remark| !remark.message.contains("没有办结")));
}

#[test]
fn a_void_record_is_kept_and_counts_nowhere() {
    let (_folder, mut session, own, id) = started();
    let void = |reason: &str| Edit::Void { id: id.clone(), reason: reason.into() };
    assert_eq!(edit(&mut session, &own, void("重复登记")).unwrap().row.stage, "void");
    assert!(session.workbench(&now()).unwrap().items.is_empty());
    assert!(edit(&mut session, &own, sign(&id, "publisher", "甲", "2026-01-06", None)).is_err());
    assert_eq!(edit(&mut session, &own, void("")).unwrap().row.stage, "preparing");
}

#[test]
fn information_that_is_due_stands_on_the_workbench_until_it_is_out() {
    let (_folder, mut session, own, id) = started();
    let due = session.workbench(&now()).unwrap().items;
    assert_eq!(due.len(), 1);
    assert_eq!(
        (due[0].publication.as_deref(), due[0].due.as_str(), due[0].days),
        (Some(id.as_str()), "2026-02-02", 12)
    );
    approve(&mut session, &own, &id);
    edit(&mut session, &own, place(&id, "2026-01-09")).unwrap();
    assert!(session.workbench(&now()).unwrap().items.is_empty());
}

#[test]
fn evidence_comes_out_as_it_went_in_and_overwrites_nothing() {
    let (folder, mut session, own, id) = started();
    session.add_evidence(&id, "../../页面.html", b"<p>1</p>", "", &now()).unwrap();
    let evidence = session.publication(&id, &now()).unwrap().evidence[0].clone();
    assert_eq!((evidence.name.as_str(), evidence.taken_on.as_str()), ("页面.html", "2026-01-21"));
    let out = folder.path().join("取出");
    std::fs::create_dir(&out).unwrap();
    let first = session.save_evidence(&id, &evidence.id, &out).unwrap();
    let second = session.save_evidence(&id, &evidence.id, &out).unwrap();
    assert_eq!(std::fs::read(&first).unwrap(), b"<p>1</p>");
    assert_eq!(second.file_name().unwrap().to_string_lossy(), "页面（2）.html");
    let off = Edit::Unprove { id: id.clone(), evidence: evidence.id.clone() };
    assert!(edit(&mut session, &own, off).unwrap().evidence.is_empty());
    assert!(session.save_evidence(&id, &evidence.id, &out).is_err());
}

#[test]
fn sheets_hold_what_they_are_for_and_say_when_there_is_nothing() {
    let (folder, mut session, own, id) = started();
    let request = |sheet: &str| PublicationExportRequest {
        agency: own.clone(),
        sheet: sheet.into(),
        formats: vec!["html".into()],
        ids: Vec::new(),
    };
    let export = |session: &Session, sheet: &str| {
        let made = session.export_publications(&request(sheet), folder.path(), &now(), &mut |_| Continue::Yes)?;
        Ok::<_, AppError>(std::fs::read_to_string(folder.path().join(&made.files[0].name)).unwrap())
    };
    assert!(export(&session, "archive").unwrap_err().message.contains("还没有归档"));
    assert!(export(&session, "其他").is_err());
    let form = export(&session, "review").unwrap();
    assert!(form.contains("保密审查意见") && form.contains("青政发〔2026〕1号"));
    approve(&mut session, &own, &id);
    edit(&mut session, &own, place(&id, "2026-01-09")).unwrap();
    let file = Edit::File {
        ids: vec![id.clone()],
        year: 2026,
        retention: "permanent".into(),
        box_number: 3,
        on: "2026-01-20".into(),
    };
    edit(&mut session, &own, file).unwrap();
    assert!(export(&session, "ledger").unwrap().contains("11430821MB0000001X/2026-00001"));
    assert!(export(&session, "archive").unwrap().contains("保管期限：永久"));
    assert!(export(&session, "labels").unwrap().contains("1—1（共1件）"));
    let catalogue = CatalogueExportRequest {
        agency: own.clone(),
        sheet: "information".into(),
        formats: vec!["html".into()],
        ids: Vec::new(),
        all_carriers: false,
        is_final: false,
        notice: None,
    };
    let made = session.export_catalogue(&catalogue, folder.path(), &now(), &mut |_| Continue::Yes).unwrap();
    let html = std::fs::read_to_string(folder.path().join(&made.files[0].name)).unwrap();
    assert!(
        html.contains("关于做好春节期间值班工作的通知") && html.contains("11430821MB0000001X/2026-00001"),
        "art. 12"
    );
}
