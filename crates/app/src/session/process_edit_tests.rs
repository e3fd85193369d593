//! Processes in the window: made, edited, compared, deleted, exported.

use super::Session;
use super::test_file::{now, session};
use crate::catalogue::view::{CatalogueEdit, ImportRequest, ImportSource};
use crate::export::Continue;
use crate::process::editor::{ProcessEdit, ProcessEdited, ProcessExportRequest, StepDraft};
use base64::Engine;

fn made(session: &mut Session, own: &str, title: &str) -> ProcessEdited {
    session.edit_process(own, &ProcessEdit::New { title: title.into() }, &now()).unwrap()
}

#[test]
fn a_chart_made_in_the_window_is_saved_step_by_step_and_every_step_goes_back() {
    let (_folder, mut session, own) = session("township");
    let begun = made(&mut session, &own, "证明开具");
    let view = begun.process.unwrap();
    assert_eq!(begun.list.own.len(), 1);
    assert!(view.chart.svg.starts_with("<svg"), "{}", &view.chart.svg[..60]);
    assert_eq!(view.chart.boxes.len(), 3);
    let inside = |it: &crate::process::editor::BoxView| {
        it.x >= 0.0 && it.y >= 0.0 && it.x + it.width <= view.chart.width && it.y + it.height <= view.chart.height
    };
    assert!(view.chart.boxes.iter().all(inside), "{:?}", view.chart.boxes);

    let mut draft = view.draft.clone();
    draft.steps[1].text = "受理".into();
    draft.steps[1].materials = "身份证\n\n申请表".into();
    let saved = session.edit_process(&own, &ProcessEdit::Save { id: view.id.clone(), draft }, &now()).unwrap();
    assert_eq!(saved.said, "流程“证明开具”：修改环节“受理”");
    let shown = saved.process.unwrap();
    assert_eq!(shown.draft.steps[1].materials, "身份证\n申请表");

    let mut draft = shown.draft.clone();
    draft
        .steps
        .insert(2, StepDraft { id: "n4".into(), kind: "decision".into(), text: "齐全？".into(), ..Default::default() });
    let branched = session.edit_process(&own, &ProcessEdit::Save { id: view.id.clone(), draft }, &now()).unwrap();
    assert_eq!(branched.said, "流程“证明开具”：增加环节“齐全？”");
    let findings = branched.process.unwrap().findings;
    let about =
        |step| findings.iter().filter(|it| it.step == Some(step)).map(|it| it.rule.as_str()).collect::<Vec<_>>();
    assert!(about(2).contains(&"G03"), "nothing leads to it yet: {findings:?}");
    assert!(branched.list.own[0].errors > 0);

    session.undo(&now()).unwrap();
    assert_eq!(session.process_view(&own, &view.id).unwrap().draft.steps.len(), 3);
    session.undo(&now()).unwrap();
    session.undo(&now()).unwrap();
    assert!(session.process_list(&own).unwrap().own.is_empty());
    assert!(session.process_view(&own, &view.id).is_err());
}

#[test]
fn a_name_that_is_missing_or_taken_is_said_and_nothing_is_written() {
    let (_folder, mut session, own) = session("township");
    let view = made(&mut session, &own, "甲").process.unwrap();
    for title in ["", "  ", "甲"] {
        let error = session.edit_process(&own, &ProcessEdit::New { title: title.into() }, &now()).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("title"), "{title}");
    }
    let mut draft = view.draft.clone();
    draft.title = " ".into();
    assert!(session.edit_process(&own, &ProcessEdit::Save { id: view.id.clone(), draft }, &now()).is_err());
    let same = session.edit_process(&own, &ProcessEdit::Save { id: view.id, draft: view.draft }, &now()).unwrap();
    assert_eq!(same.said, "没有变化");
    assert_eq!(session.history(&now()).unwrap().undo.unwrap(), "新建流程“甲”", "no step for what changes nothing");
}

#[test]
fn a_process_that_an_item_shows_is_not_deleted_under_it() {
    let (_folder, mut session, own) = session("township");
    let process = made(&mut session, &own, "低保申请").process.unwrap().id;
    let text = "序号\t一级事项\t二级事项\t公开内容\n1\t社会救助\t最低生活保障\t办事指南\n".to_string();
    let source = ImportSource::Pasted { text, html: None };
    let request = ImportRequest { source, columns: Default::default(), without: None, apply: true };
    session.import_catalogue(&own, &request, &now()).unwrap();
    let item = session.catalogue_items(&own).unwrap()[0].id.0.clone();
    let edit = CatalogueEdit::Process { ids: vec![item], process: process.clone() };
    session.edit_catalogue(&own, &edit, &now()).unwrap();
    assert_eq!(session.process_list(&own).unwrap().own[0].items, 1);
    let error = session.edit_process(&own, &ProcessEdit::Remove { id: process.clone() }, &now()).unwrap_err();
    assert!(error.message.contains("有1个事项"), "{}", error.message);
    session.undo(&now()).unwrap();
    let done = session.edit_process(&own, &ProcessEdit::Remove { id: process }, &now()).unwrap();
    assert_eq!((done.list.own.len(), done.process.is_none()), (0, true));
}

#[test]
fn a_shipped_process_is_looked_at_adopted_and_exported() {
    let (folder, mut session, own) = session("township");
    let shown = session.process_view(&own, "shipped:secrecy_review").unwrap();
    assert!(shown.reading && !shown.chart.boxes.is_empty());
    let adopted = session.edit_process(&own, &ProcessEdit::Adopt { id: "secrecy_review".into() }, &now()).unwrap();
    let id = adopted.process.unwrap().id;
    assert_eq!(adopted.list.own[0].base, shown.draft.title);
    assert!(adopted.list.shipped.iter().any(|it| it.id == "secrecy_review" && it.adopted));
    assert_eq!(session.process_diff(&own, &id).unwrap().parts, []);
    let formats = ["docx", "pdf", "svg", "json", "mmd"].map(String::from).to_vec();
    let request = ProcessExportRequest { agency: own.clone(), id: id.clone(), formats, is_final: false };
    let done = session.export_process(&request, folder.path(), &now(), &mut |_| Continue::Yes).unwrap();
    let endings: Vec<&str> = done.files.iter().map(|file| file.name.rsplit('.').next().unwrap()).collect();
    assert_eq!(endings, ["docx", "pdf", "svg", "json", "mmd"]);
    let request = ProcessExportRequest { formats: vec!["xlsx".into()], ..request };
    assert!(session.export_process(&request, folder.path(), &now(), &mut |_| Continue::Yes).is_err());
}

#[test]
fn a_file_with_a_chart_becomes_a_process_and_says_what_it_left_out() {
    let (_folder, mut session, own) = session("township");
    let text = "flowchart TD\n S([开始]) --> A[受理]\n A --> E([结束])\n classDef red fill:#f00\n";
    let content = base64::engine::general_purpose::STANDARD.encode(text);
    let import = |name: &str, content: &str| ProcessEdit::Import { name: name.into(), content: content.into() };
    let done = session.edit_process(&own, &import("受理.流程.mmd", &content), &now()).unwrap();
    assert_eq!(done.process.unwrap().draft.title, "受理.流程");
    assert!(!done.notes.is_empty(), "colours are not taken over");
    for (content, said) in [("!", "重新选择"), ("5L2g5aW9", "Mermaid"), ("", "空")] {
        let error = session.edit_process(&own, &import("a.mmd", content), &now()).unwrap_err();
        assert!(error.message.contains(said), "{}", error.message);
    }
}
