//! Processes in the window: made, edited, compared, deleted, exported.

use super::Session;
use super::test_file::{now, session};
use crate::catalogue::view::{CatalogueEdit, ImportRequest, ImportSource};
use crate::export::Continue;
use crate::process::editor::{
    ChartView, LimitDraft, ProcessEdit, ProcessEdited, ProcessExportRequest, ProcessView, StepDraft,
};
use base64::Engine;

fn made(session: &mut Session, own: &str, title: &str) -> ProcessEdited {
    session.edit_process(own, &ProcessEdit::New { title: title.into() }, &now()).unwrap()
}

fn chart(session: &Session, own: &str, view: &ProcessView) -> ChartView {
    session.process_draft(own, &view.id, &view.draft).unwrap().chart.unwrap()
}

#[test]
fn a_chart_made_in_the_window_is_saved_step_by_step_and_every_step_goes_back() {
    let (_folder, mut session, own) = session("township");
    let begun = made(&mut session, &own, "证明开具");
    let view = begun.process.unwrap();
    assert_eq!(begun.list.own.len(), 1);
    assert_eq!(view.chart, None, "what is kept does not wait for its chart");
    let chart = chart(&session, &own, &view);
    assert!(chart.svg.starts_with("<svg"), "{}", &chart.svg[..60]);
    assert_eq!(chart.boxes.len(), 3);
    let inside = |it: &crate::process::editor::BoxView| {
        it.x >= 0.0 && it.y >= 0.0 && it.x + it.width <= chart.width && it.y + it.height <= chart.height
    };
    assert!(chart.boxes.iter().all(inside), "{:?}", chart.boxes);

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
    assert!(shown.reading && !chart(&session, &own, &shown).boxes.is_empty());
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

fn imported(session: &mut Session, own: &str, name: &str, text: &str) -> Result<ProcessEdited, crate::view::AppError> {
    let content = base64::engine::general_purpose::STANDARD.encode(text);
    session.edit_process(own, &ProcessEdit::Import { name: name.into(), content }, &now())
}

#[test]
fn steps_that_share_a_name_or_have_none_get_their_own_so_that_the_window_changes_the_one_that_is_meant() {
    let (_folder, mut session, own) = session("township");
    // The line to n6 leads nowhere: no step that is named anew may come to stand at its end.
    let text = r#"{"title":"重名","nodes":[{"id":"s","type":"start","text":"开始"},{"id":"a","text":"甲"},{"id":"a","text":"乙"},
        {"text":"丙"},{"id":"z","type":"end","text":"结束"}],
        "edges":[{"from":"s","to":"a"},{"from":"a","to":"z"},{"from":"a","to":"n6"}]}"#;
    let done = imported(&mut session, &own, "重名.json", text).unwrap();
    let told = done.notes.join("|");
    assert!(told.contains("第3个环节的编号：“a”与第2个环节的编号重复"), "{told}");
    assert!(told.contains("第4个环节的编号：没有编号"), "{told}");
    let view = done.process.unwrap();
    let names: std::collections::BTreeSet<&str> = view.draft.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(!names.contains("n6"), "{names:?}");
    assert!(view.findings.iter().any(|it| it.rule == "G12" && it.line == Some(2)), "{:?}", view.findings);
    assert_eq!(view.draft.steps[1].id, "a");
    assert_eq!((view.draft.lines[0].to.as_str(), view.draft.lines[1].from.as_str()), ("a", "a"));
    let again = imported(&mut session, &own, "重名.json", text).unwrap();
    assert_eq!(again.list.own.len(), 1, "the same file is the same process");
}

#[test]
fn what_is_typed_is_drawn_without_being_kept() {
    let (_folder, mut session, own) = session("township");
    let view = made(&mut session, &own, "证明开具").process.unwrap();
    let mut draft = view.draft.clone();
    draft.steps[1].text = "受理申请并登记".into();
    let drawn = session.process_draft(&own, &view.id, &draft).unwrap();
    assert_ne!(drawn.chart.unwrap().svg, chart(&session, &own, &view).svg);
    assert_eq!(drawn.draft.steps[1].text, "受理申请并登记");
    draft.lines.clear();
    let findings = session.process_draft(&own, &view.id, &draft).unwrap().findings;
    assert!(findings.iter().any(|it| it.rule == "G03"), "{findings:?}");
    assert_eq!(session.process_view(&own, &view.id).unwrap(), view, "the file is as it was");
    assert_eq!(session.history(&now()).unwrap().undo.unwrap(), "新建流程“证明开具”");
    let error = session.process_draft(&own, "没有", &draft).unwrap_err();
    assert!(error.message.contains("没有这个流程"), "{}", error.message);
}

#[test]
fn a_limit_whose_steps_are_gone_is_told_with_its_number_so_that_it_can_be_taken_away() {
    let (_folder, mut session, own) = session("township");
    let text = r#"{"title":"时限","nodes":[{"id":"s","type":"start","text":"开始"},{"id":"z","type":"end","text":"结束"}],
        "edges":[{"from":"s","to":"z"}],"statutory_limits":[{"working_days":20,"from":"s","to":"x","basis":"《某条例》第一条"}]}"#;
    let view = imported(&mut session, &own, "时限.json", text).unwrap().process.unwrap();
    let found = view.findings.iter().find(|it| it.rule == "G28").unwrap();
    assert_eq!((found.limit, found.step, found.line), (Some(0), None, None));
    let draft = crate::process::editor::ProcessDraft { limits: Vec::new(), ..view.draft.clone() };
    let saved = session.edit_process(&own, &ProcessEdit::Save { id: view.id, draft }, &now()).unwrap();
    assert!(saved.process.unwrap().findings.iter().all(|it| it.rule != "G28"));
}

#[test]
fn a_statutory_limit_is_one_step_of_history_for_each_change_and_the_checks_follow() {
    let (_folder, mut session, own) = session("township");
    let view = made(&mut session, &own, "证明开具").process.unwrap();
    let mut draft = view.draft.clone();
    draft.steps[1].working_days = Some(7);
    session.edit_process(&own, &ProcessEdit::Save { id: view.id.clone(), draft: draft.clone() }, &now()).unwrap();
    let mut keep = |session: &mut Session, limits: &[(u32, &str)]| {
        let limit = |(days, from): &(u32, &str)| LimitDraft {
            working_days: *days,
            from: (*from).into(),
            to: "n3".into(),
            basis: "《某条例》第一条".into(),
        };
        draft.limits = limits.iter().map(limit).collect();
        session.edit_process(&own, &ProcessEdit::Save { id: view.id.clone(), draft: draft.clone() }, &now()).unwrap()
    };
    let broken = |done: &ProcessEdited| {
        let rules = done.process.iter().flat_map(|it| &it.findings).filter(|it| it.limit.is_some());
        rules.map(|it| format!("{} {}", it.rule, it.field.as_deref().unwrap_or_default())).collect::<Vec<_>>()
    };
    let added = keep(&mut session, &[(5, "n1")]);
    assert_eq!((added.said.as_str(), broken(&added)), ("流程“证明开具”：增加法定时限", vec!["G26 ".to_string()]));
    assert!(added.process.unwrap().limits[0].longest.starts_with("最长7个工作日，"));
    let changed = keep(&mut session, &[(10, "n1")]);
    assert_eq!((changed.said.as_str(), broken(&changed)), ("流程“证明开具”：修改法定时限", Vec::new()));
    let second = keep(&mut session, &[(10, "n1"), (0, "n9")]);
    assert_eq!(second.said, "流程“证明开具”：增加法定时限第2条");
    assert_eq!(broken(&second), ["G28 from", "G28 working_days"]);
    assert_eq!(keep(&mut session, &[(10, "n1"), (0, "n2")]).said, "流程“证明开具”：修改法定时限第2条");
    assert_eq!(keep(&mut session, &[(0, "n2")]).said, "流程“证明开具”：删除法定时限第1条");
    session.undo(&now()).unwrap();
    session.undo(&now()).unwrap();
    let back = session.process_view(&own, &view.id).unwrap().draft.limits;
    assert_eq!(back.iter().map(|it| (it.working_days, it.from.as_str())).collect::<Vec<_>>(), [(10, "n1"), (0, "n9")]);
}

#[test]
fn a_chart_is_drawn_as_it_was_asked_for_whatever_is_done_meanwhile() {
    let (_folder, mut session, own) = session("township");
    let view = made(&mut session, &own, "证明开具").process.unwrap();
    let mut draft = view.draft.clone();
    draft.steps[1].text = "受理申请".into();
    let to_draw = session.to_draw(&own, &view.id, &draft).unwrap();
    // It holds nothing of the session: what is kept, taken back or deleted meanwhile does not wait for it.
    session.edit_process(&own, &ProcessEdit::Remove { id: view.id.clone() }, &now()).unwrap();
    let drawn = std::thread::spawn(move || to_draw.drawn().unwrap()).join().unwrap();
    assert_eq!((drawn.draft, drawn.chart.unwrap().boxes.len()), (draft, 3));
}
