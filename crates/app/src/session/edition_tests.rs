//! 两版对照, 公开栏 and `catalogue/1` through the session.

use crate::catalogue::view::{
    CatalogueEdit, CatalogueExportRequest, EditionRequest, ImportRequest, ImportSource, NoticeRequest,
};
use crate::export::Continue;
use crate::session::Session;
use crate::session::test_file::{list, now, session};
use crate::version_view::PieceKind;
use base64::Engine;
use mingce_domain::catalogue::foreign::Column;

const OLD: &str = "序号\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\n1\t甲\t乙\t名称、流程\t《办法》\t实时公开\n2\t甲\t丙\t流程\t《办法》\t实时公开";

fn pasted(text: &str) -> ImportSource {
    ImportSource::Pasted { text: text.into(), html: None }
}

fn import(session: &mut Session, own: &str, source: ImportSource) -> (u32, u32, u32) {
    let request = ImportRequest { source, columns: Default::default(), without: None, apply: true };
    let view = session.import_catalogue(own, &request, &now()).unwrap();
    (view.added, view.changed, view.unchanged)
}

fn request(own: &str, sheet: &str, format: &str) -> CatalogueExportRequest {
    CatalogueExportRequest {
        agency: own.into(),
        sheet: sheet.into(),
        formats: vec![format.into()],
        ids: Vec::new(),
        all_carriers: false,
        is_final: false,
        notice: None,
    }
}

#[test]
fn an_earlier_edition_is_compared_and_the_table_of_changes_is_written() {
    let (folder, mut session, own) = session("township");
    import(&mut session, &own, pasted(OLD));
    let editions = EditionRequest { agency: own.clone(), earlier: pasted(OLD) };
    let same = session.compare_editions(&editions).unwrap();
    assert_eq!((same.summary.as_str(), same.items.len()), ("没有变化。", 0));
    let ids: Vec<String> = list(&session, &own).items.into_iter().map(|row| row.id).collect();
    let (column, text) = (Column::Elements, "名称、时限".to_string());
    session.edit_catalogue(&own, &CatalogueEdit::Text { ids: vec![ids[0].clone()], column, text }, &now()).unwrap();
    session.edit_catalogue(&own, &CatalogueEdit::Remove { ids: vec![ids[1].clone()] }, &now()).unwrap();
    let add = CatalogueEdit::Add { sector: String::new(), primary: "甲".into(), secondary: "丁".into() };
    session.edit_catalogue(&own, &add, &now()).unwrap();
    let view = session.compare_editions(&editions).unwrap();
    assert_eq!(view.summary, "新增1项，修改1项，取消1项。");
    let told: Vec<_> = view.items.iter().map(|item| (item.label.as_str(), item.name.as_str())).collect();
    assert_eq!(told, [("修改", "甲 / 乙"), ("新增", "甲 / 丁"), ("取消", "甲 / 丙")]);
    let pieces: Vec<_> = view.items[0].fields[0].pieces.iter().map(|it| (it.kind, it.text.as_str())).collect();
    assert_eq!(pieces, [(PieceKind::Same, "名称、"), (PieceKind::Gone, "流程"), (PieceKind::New, "时限")]);
    let formats = ["docx", "html"].map(str::to_string);
    let outcome = session.export_editions(&editions, &formats, folder.path(), &now()).unwrap();
    let html = outcome.files.iter().find(|file| file.format == "html").unwrap();
    assert!(html.name.ends_with("基层政务公开标准目录修订对照表.html"), "{}", html.name);
    let html = std::fs::read_to_string(folder.path().join(&html.name)).unwrap();
    assert!(html.contains("原内容") && html.contains("时限") && html.contains("新增1项，修改1项，取消1项。"));
    let nothing = EditionRequest { agency: own, earlier: pasted("不是表格") };
    assert!(session.compare_editions(&nothing).is_err());
}

#[test]
fn a_list_goes_out_as_json_and_comes_back_whole() {
    let (folder, mut session, own) = session("township");
    import(&mut session, &own, pasted(OLD));
    let ids: Vec<String> = list(&session, &own).items.into_iter().map(|row| row.id).collect();
    let (column, text) = (Column::Note, "备注一".to_string());
    session.edit_catalogue(&own, &CatalogueEdit::Text { ids: ids.clone(), column, text }, &now()).unwrap();
    let export = request(&own, "standard", "json");
    let outcome = session.export_catalogue(&export, folder.path(), &now(), &mut |_| Continue::Yes).unwrap();
    let bytes = std::fs::read(folder.path().join(&outcome.files[0].name)).unwrap();
    let content = base64::engine::general_purpose::STANDARD.encode(&bytes);
    let file = || ImportSource::File { name: "目录.json".into(), content: content.clone() };
    assert_eq!(import(&mut session, &own, file()), (0, 0, 2), "the same list");
    let rows = list(&session, &own).items;
    session.edit_catalogue(&own, &CatalogueEdit::Remove { ids }, &now()).unwrap();
    assert_eq!(import(&mut session, &own, file()), (2, 0, 0));
    let again = list(&session, &own).items;
    let told = |rows: &[crate::catalogue::view::ItemRow]| {
        rows.iter().map(|row| (row.number.clone(), row.secondary.clone(), row.time_limit.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&again), told(&rows));
    assert_eq!(session.catalogue_item(&again[0].id).unwrap().note, "备注一");
    for (bad, why) in [("{\"schema\":\"catalogue/9\"}", "更新的程序"), ("{\"schema\":\"figures/1\"}", "不是公开目录")]
    {
        let content = base64::engine::general_purpose::STANDARD.encode(bad);
        let source = ImportSource::File { name: "a.json".into(), content };
        let request = ImportRequest { source, columns: Default::default(), without: None, apply: true };
        let error = session.import_catalogue(&own, &request, &now()).unwrap_err();
        assert!(error.message.contains(why), "{}", error.message);
    }
}

#[test]
fn a_list_of_another_file_comes_in_without_the_processes_that_are_not_here_and_that_is_told() {
    let (folder, mut session, own) = session("township");
    import(&mut session, &own, pasted(OLD));
    let ids: Vec<String> = list(&session, &own).items.into_iter().map(|row| row.id).collect();
    let process = "shipped:secrecy_review".to_string();
    session.edit_catalogue(&own, &CatalogueEdit::Process { ids: vec![ids[0].clone()], process }, &now()).unwrap();
    let export = request(&own, "standard", "json");
    let outcome = session.export_catalogue(&export, folder.path(), &now(), &mut |_| Continue::Yes).unwrap();
    let bytes = std::fs::read(folder.path().join(&outcome.files[0].name)).unwrap();
    // In the same file the process is there.
    session.edit_catalogue(&own, &CatalogueEdit::Remove { ids }, &now()).unwrap();
    let there = session.import_catalogue_file(&own, &bytes, "目录.json", true, &now()).unwrap().view(true);
    assert_eq!((there.added, there.notes.len()), (2, 0));
    let (_folder, mut other, own) = crate::session::test_file::session("township");
    let here = other.import_catalogue_file(&own, &bytes, "目录.json", true, &now()).unwrap().view(true);
    assert_eq!(here.added, 2);
    assert_eq!(here.notes, ["1项的办事程序（流程）不在本文件中，没有带入，请另选"]);
}

#[test]
fn a_notice_hangs_for_its_days_and_in_no_format_to_calculate_with() {
    let (folder, mut session, own) = session("township");
    import(&mut session, &own, pasted(OLD));
    let days = |from: &str, to: &str| {
        Some(NoticeRequest { paper: "a3".into(), landscape: true, from: from.into(), to: to.into() })
    };
    let export = |notice, format| {
        let request = CatalogueExportRequest { notice, ..request(&own, "notice", format) };
        session.export_catalogue(&request, folder.path(), &now(), &mut |_| Continue::Yes)
    };
    let outcome = export(days("2026-01-05", "2026年1月11日"), "html").unwrap();
    let html = std::fs::read_to_string(folder.path().join(&outcome.files[0].name)).unwrap();
    assert!(html.contains("政务公开栏") && html.contains("公示期：2026年1月5日至2026年1月11日"));
    assert!(export(days("2026-01-05", "2026-01-11"), "pdf").is_ok());
    assert!(export(days("2026-01-05", "2026-01-01"), "html").unwrap_err().message.contains("早于起始日期"));
    assert!(export(None, "html").unwrap_err().message.contains("公示期"));
    assert!(export(days("2026-01-05", "2026-01-11"), "xlsx").unwrap_err().message.contains("XLSX"));
}
