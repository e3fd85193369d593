use crate::catalogue::list_view::ListView;
use crate::catalogue::view::{CatalogueEdit, CatalogueExportRequest, ImportRequest, ImportSource, ItemView};
use crate::export::Continue;
use crate::session::Session;
use crate::session::test_file::{county, list, now, session};
use mingce_domain::catalogue::EntryField;
use mingce_domain::catalogue::foreign::Column;

fn adopt(session: &mut Session, own: &str, entries: &[&str]) -> ListView {
    let entries = entries.iter().map(|id| id.to_string()).collect();
    session.edit_catalogue(own, &CatalogueEdit::Adopt { entries }, &now()).unwrap();
    list(session, own)
}

fn write(session: &mut Session, own: &str, ids: &[&str], column: Column, text: &str) -> ListView {
    let ids = ids.iter().map(|id| id.to_string()).collect();
    session.edit_catalogue(own, &CatalogueEdit::Text { ids, column, text: text.into() }, &now()).unwrap();
    list(session, own)
}

fn item(session: &Session, id: &str) -> ItemView {
    session.catalogue_item(id).unwrap()
}

fn pasted(text: &str, apply: bool) -> ImportRequest {
    let source = ImportSource::Pasted { text: text.into(), html: None };
    ImportRequest { source, columns: Default::default(), without: None, apply }
}

const OLD: &str = "序号\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\t谁来办\n1\t甲\t乙\t名称\t《办法》\t实时公开\t党政办\n2\t甲\t丙\t流程\t同上\t同上\t党政办";

#[test]
fn entries_are_taken_over_once_and_one_step_takes_them_back() {
    let (_folder, mut session, own) = session("township");
    let view = adopt(&mut session, &own, &["S21-01", "R21-T01"]);
    assert_eq!(view.items.iter().map(|row| row.standard).collect::<Vec<_>>(), [true, true]);
    assert_eq!(view.items[1].body, "清溪县青石镇人民政府", "where the standard names nobody it is the office itself");
    let again = CatalogueEdit::Adopt { entries: vec!["S21-01".into()] };
    assert!(session.edit_catalogue(&own, &again, &now()).unwrap_err().message.contains("都已采用过"));
    assert!(session.edit_catalogue(&own, &CatalogueEdit::Adopt { entries: vec!["X".into()] }, &now()).is_err());
    session.undo(&now()).unwrap();
    assert!(list(&session, &own).items.is_empty());
    session.redo(&now()).unwrap();
    assert_eq!(list(&session, &own), view);
}

#[test]
fn fields_are_written_as_they_are_read_and_many_at_once() {
    let (_folder, mut session, own) = session("township");
    let view = adopt(&mut session, &own, &["S21-01", "S21-02"]);
    let ids: Vec<&str> = view.items.iter().map(|row| row.id.as_str()).collect();
    write(&mut session, &own, &ids[..1], Column::Elements, "1.名称\n2.流程");
    write(&mut session, &own, &ids[..1], Column::TimeLimit, "２０个 工作日");
    write(&mut session, &own, &ids[..1], Column::FormedOn, "2026年1月5日");
    let one = item(&session, ids[0]);
    assert_eq!(
        (one.elements.as_str(), one.limit_kind.as_str(), one.formed_on.as_str()),
        ("●名称\n●流程", "20个工作日", "2026-01-05")
    );
    let day = CatalogueEdit::Text { ids: vec![ids[0].into()], column: Column::FormedOn, text: "明天".into() };
    assert_eq!(session.edit_catalogue(&own, &day, &now()).unwrap_err().field.as_deref(), Some("formed_on"));
    assert_eq!(item(&session, ids[0]).formed_on, "2026-01-05", "what was refused changes nothing");
    let view = write(&mut session, &own, &ids, Column::Body, "便民服务中心");
    assert!(view.items.iter().all(|row| row.body == "便民服务中心"));
    session.undo(&now()).unwrap();
    let view = list(&session, &own);
    assert!(view.items.iter().all(|row| row.body != "便民服务中心"), "many at once are one step");
    let choose = CatalogueEdit::Choose {
        ids: vec![ids[0].into()],
        list: "tiers".into(),
        keys: vec!["village".into(), "township".into()],
    };
    session.edit_catalogue(&own, &choose, &now()).unwrap();
    assert_eq!(item(&session, ids[0]).tiers, ["township", "village"]);
}

#[test]
fn a_confirmed_basis_stays_confirmed_as_long_as_it_reads_the_same() {
    let (_folder, mut session, own) = session("township");
    // Never read in a published catalogue.
    let unread = session.standard_catalogue(&own, None, &now()).unwrap();
    let entry = unread
        .sectors
        .iter()
        .flat_map(|sector| &sector.entries)
        .find(|entry| !entry.checked && entry.bases.lines().count() == 1);
    let view = adopt(&mut session, &own, &[&entry.unwrap().id]);
    let id = view.items[0].id.clone();
    let basis = item(&session, &id).bases[0].text.clone();
    assert!(
        session.check_catalogue(&own, &now()).unwrap().errors().any(|finding| finding.message.contains("依据待核"))
    );
    let confirm = CatalogueEdit::Confirm { basis: basis.clone(), checked: true };
    session.edit_catalogue(&own, &confirm, &now()).unwrap();
    assert_eq!(session.check_catalogue(&own, &now()).unwrap().errors().count(), 0);
    write(&mut session, &own, &[&id], Column::Basis, &format!("{basis}\n《没有核对过的办法》（甲令第1号）"));
    assert_eq!(item(&session, &id).bases.iter().map(|it| it.checked).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn what_an_import_would_do_is_what_it_does_and_one_step_takes_it_back() {
    let (_folder, mut session, own) = session("township");
    let before = list(&session, &own);
    let shown = session.import_catalogue(&own, &pasted(OLD, false), &now()).unwrap();
    assert_eq!((shown.added, shown.applied), (2, false));
    assert_eq!(list(&session, &own), before, "showing changes nothing");
    let unknown: Vec<&str> =
        shown.tables[0].columns.iter().filter(|it| it.column.is_none()).map(|it| it.head.as_str()).collect();
    assert_eq!(unknown, ["谁来办"]);
    let mut request = pasted(OLD, true);
    request.columns.insert("谁来办".into(), Column::Office);
    session.import_catalogue(&own, &request, &now()).unwrap();
    let view = list(&session, &own);
    assert_eq!(item(&session, &view.items[1].id).office, "党政办");
    let again = session.import_catalogue(&own, &pasted(OLD, false), &now()).unwrap();
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2), "and the answer is remembered");
    session.undo(&now()).unwrap();
    assert_eq!(list(&session, &own), before);
}

#[test]
fn what_is_no_catalogue_is_refused_with_a_word_on_what_to_do() {
    let (_folder, mut session, own) = session("township");
    for text in ["甲\t乙\n丙\t丁", ""] {
        let error = session.import_catalogue(&own, &pasted(text, false), &now()).unwrap_err();
        assert!(error.message.chars().filter(|c| !c.is_ascii()).count() > 6, "{}", error.message);
    }
    let file = |content: &str| ImportRequest {
        source: ImportSource::File { name: "a.xlsx".into(), content: content.into() },
        ..pasted("", false)
    };
    for content in ["not base64!", "UEsDBAoAAAA="] {
        assert!(session.import_catalogue(&own, &file(content), &now()).is_err(), "{content}");
    }
}

#[test]
fn the_final_version_is_refused_while_an_error_stands_and_never_leaves_a_sample() {
    let (folder, mut session, own) = session("township");
    let view = adopt(&mut session, &own, &["S21-01"]);
    let request = |agency: &str| CatalogueExportRequest {
        agency: agency.into(),
        sheet: "standard".into(),
        formats: ["xlsx", "docx", "pdf", "html", "json"].map(str::to_string).to_vec(),
        ids: vec![],
        all_carriers: false,
        is_final: true,
        notice: None,
    };
    let out = folder.path().join("out");
    let outcome = session.export_catalogue(&request(&own), &out, &now(), &mut |_| Continue::Yes).unwrap();
    assert_eq!(outcome.files.len(), 5);
    let choose = CatalogueEdit::Choose { ids: vec![view.items[0].id.clone()], list: "modes".into(), keys: vec![] };
    session.edit_catalogue(&own, &choose, &now()).unwrap();
    let refused = folder.path().join("refused");
    let error = session.export_catalogue(&request(&own), &refused, &now(), &mut |_| Continue::Yes).unwrap_err();
    assert!(error.message.contains("公开方式") && !refused.exists(), "{}", error.message);
    let (folder, session) = county();
    let bureau = session.agency(Some("清溪县自然资源局")).unwrap().0;
    let error = session
        .export_catalogue(&request(&bureau), &folder.path().join("x"), &now(), &mut |_| Continue::Yes)
        .unwrap_err();
    assert!(error.message.contains("示例"), "{}", error.message);
}

#[test]
fn own_wording_is_shown_beside_the_standard_and_can_be_given_back() {
    let (_folder, mut session, own) = session("township");
    let id = adopt(&mut session, &own, &["S21-01"]).items[0].id.clone();
    let standard = item(&session, &id).primary;
    write(&mut session, &own, &[&id], Column::Primary, "本镇的叫法");
    let compared = item(&session, &id).compared;
    assert_eq!(compared.len(), 1);
    assert_eq!(
        (compared[0].own.as_str(), compared[0].standard.as_str(), compared[0].changed_here),
        ("本镇的叫法", standard.as_str(), true)
    );
    let back = CatalogueEdit::TakeOver { id: id.clone(), fields: vec![EntryField::Primary] };
    session.edit_catalogue(&own, &back, &now()).unwrap();
    assert_eq!((item(&session, &id).primary, item(&session, &id).compared.len()), (standard, 0));
}

#[test]
fn nothing_of_another_agency_is_touched() {
    let (_folder, mut session) = county();
    let bureau = session.agency(Some("清溪县自然资源局")).unwrap().0;
    let town = session.agency(Some("清溪县青石镇人民政府")).unwrap().0;
    let id = list(&session, &bureau).items[0].id.clone();
    let edit = CatalogueEdit::Remove { ids: vec![id] };
    assert!(session.edit_catalogue(&town, &edit, &now()).unwrap_err().message.contains("不属于"));
    assert_eq!(list(&session, &bureau).items.len(), 1);
}

#[test]
fn publishing_sets_the_next_day_and_gives_each_item_one_index_number_for_good() {
    let (_folder, mut session, own) = session("township");
    let view = adopt(&mut session, &own, &["S21-01", "S21-02"]);
    let ids: Vec<String> = view.items.iter().map(|row| row.id.clone()).collect();
    write(&mut session, &own, &[&ids[0]], Column::TimeLimit, "每季度公开");
    let publish = |session: &mut Session, on: &str| {
        session.edit_catalogue(&own, &CatalogueEdit::Publish { ids: ids.clone(), on: on.into() }, &now())
    };
    for wrong in ["", "上周", "2026-02-30", "2026-12-31"] {
        assert_eq!(publish(&mut session, wrong).unwrap_err().field.as_deref(), Some("published_on"), "{wrong}");
    }
    let said = publish(&mut session, "2026年1月5日").unwrap().said;
    assert!(said.contains("统一社会信用代码"), "{said}");
    let later = crate::prepare::Now { today: chrono::NaiveDate::from_ymd_opt(2026, 4, 6).unwrap(), ..now() };
    let due = session.workbench(&later).unwrap().items;
    assert_eq!(due.iter().map(|it| (it.id.as_str(), it.days)).collect::<Vec<_>>(), [(ids[0].as_str(), -1)]);
    assert!(session.workbench(&now()).unwrap().items.is_empty(), "what is far off is not named");
    let one = item(&session, &ids[0]);
    assert_eq!((one.published_on.as_str(), one.next_due_on.as_str()), ("2026-01-05", "2026-04-05"));
    assert_eq!(item(&session, &ids[1]).next_due_on, "", "what does not come round is not due again");
    session.undo(&now()).unwrap();
    assert_eq!(item(&session, &ids[0]).published_on, "");
}

#[test]
fn a_table_that_is_left_out_is_not_read_and_one_that_is_taken_in_again_is() {
    let (_folder, mut session, own) = session("township");
    let mut request = pasted(OLD, false);
    assert!(session.import_catalogue(&own, &request, &now()).unwrap().tables[0].read);
    request.without = Some(vec![0]);
    let left = session.import_catalogue(&own, &request, &now()).unwrap();
    assert_eq!((left.tables[0].read, left.added), (false, 0));
    request.without = Some(vec![]);
    assert_eq!(
        session.import_catalogue(&own, &request, &now()).unwrap().added,
        2,
        "nothing is left out when that is said"
    );
}

#[test]
fn a_file_of_an_item_comes_out_as_it_went_in_and_goes_and_comes_back_with_it() {
    let (folder, mut session, own) = session("township");
    let add = |secondary: &str| CatalogueEdit::Add {
        sector: String::new(),
        primary: "政策".into(),
        secondary: secondary.into(),
    };
    let id = session.edit_catalogue(&own, &add("办事指南"), &now()).unwrap().id.unwrap();
    let other = session.edit_catalogue(&own, &add("另一项"), &now()).unwrap().id.unwrap();
    let bytes = [0_u8, 255, 10, 13, 7];
    session.add_item_file(&id, "../样表.pdf", &bytes, &now()).unwrap();
    session.add_item_file(&id, "样表.pdf", b"another", &now()).unwrap();
    let files = item(&session, &id).files;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["样表.pdf", "样表.pdf"]);
    // Copies go beside each other, and none goes over what is there.
    let out = folder.path().join("取出");
    let first = session.save_item_file(&id, &files[0].id, &out).unwrap();
    let second = session.save_item_file(&id, &files[1].id, &out).unwrap();
    assert_eq!(std::fs::read(first).unwrap(), bytes);
    assert_eq!(
        (std::fs::read(&second).unwrap().as_slice(), second.file_name().unwrap()),
        (&b"another"[..], "样表（2）.pdf".as_ref())
    );

    // A file of one item is not another's to take out or off.
    assert!(session.save_item_file(&other, &files[0].id, &out).is_err());
    let stray = CatalogueEdit::DetachFile { id: other.clone(), file: files[0].id.clone() };
    assert!(session.edit_catalogue(&own, &stray, &now()).is_err());
    assert!(session.add_item_file(&id, "空.txt", b"", &now()).unwrap_err().message.contains("空文件"));

    let off = CatalogueEdit::DetachFile { id: id.clone(), file: files[0].id.clone() };
    session.edit_catalogue(&own, &off, &now()).unwrap();
    assert_eq!(item(&session, &id).files.len(), 1);
    session.undo(&now()).unwrap();
    assert_eq!(item(&session, &id).files.len(), 2);
    session.edit_catalogue(&own, &CatalogueEdit::Remove { ids: vec![id.clone()] }, &now()).unwrap();
    assert!(session.item_files(&id).unwrap().is_empty());
    session.undo(&now()).unwrap();
    assert_eq!(item(&session, &id).files.len(), 2);
}
