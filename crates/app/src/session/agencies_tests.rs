use crate::agencies_view::{AgencyDetail, AgencyEdit, AgencyField};
use crate::catalogue::view::{CatalogueEdit, CatalogueExportRequest};
use crate::export::Continue;
use crate::session::Session;
use crate::session::test_file::{county, list, now, session};
use crate::view::AppError;
use mingce_domain::catalogue::foreign::Column;

fn edit(session: &mut Session, edit: AgencyEdit) -> Result<Option<String>, AppError> {
    session.edit_agencies(&edit, &now()).map(|edited| edited.id)
}

fn add(session: &mut Session, name: &str, kind: &str, parent: &str) -> Result<Option<String>, AppError> {
    let (name, kind, parent) = (name.into(), kind.into(), parent.into());
    edit(session, AgencyEdit::Add { name, kind, code: String::new(), parent })
}

fn set(session: &mut Session, id: &str, field: AgencyField, text: &str) -> Result<Option<String>, AppError> {
    edit(session, AgencyEdit::Set { id: id.into(), field, text: text.into() })
}

fn detail(session: &Session, id: &str) -> AgencyDetail {
    session.agencies().unwrap().agencies.into_iter().find(|agency| agency.id == id).unwrap()
}

/// The office's catalogue as a file of `catalogue/1`.
fn exported(session: &mut Session, of: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let request = CatalogueExportRequest {
        agency: of.into(),
        sheet: "standard".into(),
        formats: vec!["json".into()],
        ids: Vec::new(),
        all_carriers: false,
        is_final: false,
        notice: None,
    };
    session.export_catalogue(&request, folder.path(), &now(), &mut |_| Continue::Yes).unwrap();
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    std::fs::read(file.path()).unwrap()
}

fn write(session: &mut Session, of: &str, item: &str, column: Column, text: &str) {
    let edit = CatalogueEdit::Text { ids: vec![item.into()], column, text: text.into() };
    session.edit_catalogue(of, &edit, &now()).unwrap();
}

/// A county's file with three items, and a township's file that has taken them in.
fn two_files() -> [(tempfile::TempDir, Session, String); 2] {
    let (folder, mut above, county) = session("government");
    set(&mut above, &county, AgencyField::Name, "清溪县人民政府").unwrap();
    let entries = ["R20-01", "R20-07", "R21-C01"].map(str::to_string).to_vec();
    above.edit_catalogue(&county, &CatalogueEdit::Adopt { entries }, &now()).unwrap();
    let file = exported(&mut above, &county);
    let (other, mut town, own) = session("township");
    let view = town.receive_catalogue_file(&file, "a.json", true, &now()).unwrap();
    assert_eq!((view.added, view.known, view.applied), (3, false, true));
    [(folder, above, county), (other, town, own)]
}

#[test]
fn a_new_agency_reports_beneath_its_parent_and_one_undo_takes_it_away() {
    let (_folder, mut session, own) = session("government");
    let before = session.agencies().unwrap();
    let id = add(&mut session, " 清溪县水务局 ", "department", &own).unwrap().unwrap();
    let made = detail(&session, &id);
    assert_eq!((made.name.as_str(), made.parent.as_str(), made.depth), ("清溪县水务局", own.as_str(), 1));
    assert!(session.reporting_agencies(2025).unwrap().iter().any(|agency| agency.0 == id), "it is one of the area");
    session.undo(&now()).unwrap();
    assert_eq!(session.agencies().unwrap(), before);
}

#[test]
fn what_does_not_fit_is_said_at_its_field_and_changes_nothing() {
    let (_folder, mut session, own) = session("government");
    let id = add(&mut session, "清溪县水务局", "department", &own).unwrap().unwrap();
    let before = session.agencies().unwrap();
    let wrong = [
        (add(&mut session, "", "department", &own), "name"),
        (add(&mut session, "清溪县水务局", "department", &own), "name"),
        (add(&mut session, "某局", "bureau", &own), "kind"),
        (add(&mut session, "某局", "department", "01a00000-0000-7000-8000-000000000000"), "parent"),
        (set(&mut session, &id, AgencyField::Code, "123"), "code"),
        (set(&mut session, &id, AgencyField::LedgerSince, "2025年2月30日"), "ledger_since"),
        (set(&mut session, &own, AgencyField::Parent, &id), "parent"),
        (edit(&mut session, AgencyEdit::Rename { id: id.clone(), name: "新名".into(), from: "".into() }), "from"),
        (
            edit(&mut session, AgencyEdit::Rename { id: id.clone(), name: "新名".into(), from: "2001-1-1".into() }),
            "from",
        ),
        (
            edit(&mut session, AgencyEdit::End { id: id.clone(), on: "2025-12-31".into(), successor: id.clone() }),
            "successor",
        ),
        (
            edit(&mut session, AgencyEdit::End { id: own.clone(), on: "2025-12-31".into(), successor: "".into() }),
            "ended_on",
        ),
    ];
    for (answer, field) in wrong {
        let error = answer.unwrap_err();
        assert_eq!(error.field.as_deref(), Some(field), "{}", error.message);
    }
    assert_eq!(session.agencies().unwrap(), before);
}

#[test]
fn a_report_prints_the_name_of_its_year_after_a_renaming() {
    let (_folder, mut session, own) = session("government");
    let id = add(&mut session, "清溪县水利局", "department", &own).unwrap().unwrap();
    edit(&mut session, AgencyEdit::Rename { id: id.clone(), name: "清溪县水务局".into(), from: "2026-01-01".into() })
        .unwrap();
    assert_eq!(detail(&session, &id).earlier, [("清溪县水利局".to_string(), "2025-12-31".to_string())]);
    assert!(session.report(&id, 2025, &now()).unwrap().title.starts_with("清溪县水利局"));
    assert!(session.report(&id, 2026, &now()).unwrap().title.starts_with("清溪县水务局"));
}

#[test]
fn an_agency_with_records_is_not_deleted() {
    let (_folder, mut session) = county();
    let views = session.agencies().unwrap().agencies;
    for agency in views.iter().filter(|agency| !agency.held_by.is_empty()) {
        let error = edit(&mut session, AgencyEdit::Remove { id: agency.id.clone() }).unwrap_err();
        assert!(error.message.contains(&agency.held_by), "{}", error.message);
    }
    let parent = views.iter().find(|agency| agency.own).unwrap().id.clone();
    let id = add(&mut session, "清溪县新设局", "department", &parent).unwrap().unwrap();
    assert_eq!(edit(&mut session, AgencyEdit::Remove { id: id.clone() }), Ok(None));
    assert!(session.agencies().unwrap().agencies.iter().all(|agency| agency.id != id));
}

#[test]
fn agencies_change_places_only_with_their_siblings() {
    let (_folder, mut session, own) = session("government");
    let names = ["甲局", "乙局", "丙局"];
    let ids: Vec<String> =
        names.iter().map(|name| add(&mut session, name, "department", &own).unwrap().unwrap()).collect();
    let order = |session: &Session| {
        session.agencies().unwrap().agencies.into_iter().skip(1).map(|agency| agency.name).collect::<Vec<_>>()
    };
    edit(&mut session, AgencyEdit::Move { id: ids[2].clone(), up: true }).unwrap();
    assert_eq!(order(&session), ["甲局", "丙局", "乙局"]);
    let end = edit(&mut session, AgencyEdit::Move { id: ids[1].clone(), up: false }).unwrap_err();
    assert_eq!(end.message, "已经是最后一个");
    assert_eq!(order(&session), ["甲局", "丙局", "乙局"]);
}

#[test]
fn a_superiors_file_is_followed_item_by_item_and_taken_over_where_the_office_decides() {
    let [(_a, mut above, county), (_b, mut town, own)] = two_files();
    let superior = town.agencies().unwrap().received[0].clone();
    assert_eq!((superior.name.as_str(), superior.items), ("清溪县人民政府", 3));
    let offered = town.standard_catalogue(&own, Some(&superior.id), &now()).unwrap();
    assert_eq!(offered.sectors.iter().map(|sector| sector.entries.len()).sum::<usize>(), 3);
    let theirs: Vec<String> = list(&above, &county).items.iter().map(|row| row.id.clone()).collect();
    let take = CatalogueEdit::AdoptFrom { source: superior.id.clone(), items: theirs[..2].to_vec() };
    town.edit_catalogue(&own, &take, &now()).unwrap();
    // The county changes one that was taken, withdraws the other, and makes a new one for townships.
    write(&mut above, &county, &theirs[0], Column::TimeLimit, "7个工作日");
    above.edit_catalogue(&county, &CatalogueEdit::Remove { ids: vec![theirs[1].clone()] }, &now()).unwrap();
    let add =
        CatalogueEdit::Add { sector: "综合".into(), primary: "政策".into(), secondary: "新的一项".into() };
    let new = above.edit_catalogue(&county, &add, &now()).unwrap().id.unwrap();
    let tiers = vec!["township".to_string()];
    let choose = CatalogueEdit::Choose { ids: vec![new.clone()], list: "tiers".into(), keys: tiers };
    above.edit_catalogue(&county, &choose, &now()).unwrap();
    let file = exported(&mut above, &county);
    let before = list(&town, &own);
    let shown = town.receive_catalogue_file(&file, "b.json", false, &now()).unwrap();
    assert_eq!((shown.added, shown.changed, shown.removed, shown.unchanged), (1, 1, 1, 1));
    assert!(town.upstream(&own).unwrap().is_empty(), "looking writes nothing");
    town.receive_catalogue_file(&file, "b.json", true, &now()).unwrap();
    let view = town.upstream(&own).unwrap();
    assert_eq!(view.changed.len(), 1);
    assert_eq!(view.changed[0].fields.len(), 1, "{view:?}");
    assert_eq!(view.withdrawn.len(), 1);
    assert_eq!(view.added.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), [new.as_str()]);
    // Nothing of the office's own has moved until it decides; one undo brings the earlier edition back.
    let texts = |session: &Session| {
        list(session, &own)
            .items
            .iter()
            .map(|row| session.catalogue_item(&row.id).unwrap().time_limit)
            .collect::<Vec<_>>()
    };
    let limits = texts(&town);
    town.undo(&now()).unwrap();
    assert!(town.upstream(&own).unwrap().is_empty());
    town.redo(&now()).unwrap();
    let ids = vec![view.changed[0].item.id.clone()];
    town.edit_catalogue(&own, &CatalogueEdit::TakeOverAll { ids }, &now()).unwrap();
    assert_ne!(texts(&town), limits);
    assert_eq!(before.items.len(), list(&town, &own).items.len());
}

#[test]
fn a_superiors_catalogue_is_not_edited_and_not_listed_among_the_offices() {
    let [_, (_b, mut town, own)] = two_files();
    let superior = town.agencies().unwrap().received[0].id.clone();
    let file = town.current().unwrap().unwrap();
    assert_eq!(file.agencies.iter().map(|agency| agency.id.as_str()).collect::<Vec<_>>(), [own.as_str()]);
    let id = list(&town, &superior).items[0].id.clone();
    let edit = CatalogueEdit::Remove { ids: vec![id] };
    let error = town.edit_catalogue(&superior, &edit, &now()).unwrap_err();
    assert!(error.message.contains("上级单位的目录"), "{}", error.message);
    assert!(town.search("行政", None, 50).unwrap().groups.iter().all(|group| group.kind != "item"), "not searched");
}

#[test]
fn forgetting_a_superior_leaves_what_was_adopted() {
    let [(_a, above, county), (_b, mut town, own)] = two_files();
    let superior = town.agencies().unwrap().received[0].id.clone();
    let items = list(&above, &county).items.iter().map(|row| row.id.clone()).collect();
    town.edit_catalogue(&own, &CatalogueEdit::AdoptFrom { source: superior.clone(), items }, &now()).unwrap();
    edit(&mut town, AgencyEdit::Forget { id: superior }).unwrap();
    assert!(town.agencies().unwrap().received.is_empty());
    assert_eq!(list(&town, &own).items.len(), 3);
    assert_eq!(town.upstream(&own).unwrap().withdrawn.len(), 3, "and it is said that the original is gone");
}

#[test]
fn a_file_that_is_no_superiors_is_refused() {
    let [(_a, mut above, county), (_b, mut town, own)] = two_files();
    let file = exported(&mut above, &county);
    let text = String::from_utf8(file.clone()).unwrap();
    let first = list(&above, &county).items[0].id.clone();
    let second = list(&above, &county).items[1].id.clone();
    let add = CatalogueEdit::Add { sector: String::new(), primary: String::new(), secondary: "一项".into() };
    town.edit_catalogue(&own, &add, &now()).unwrap();
    let ours = exported(&mut town, &own);
    let refused = [
        ("own", town.receive_catalogue_file(&ours, "a.json", true, &now())),
        ("its own office", above.receive_catalogue_file(&file, "a.json", true, &now())),
        ("a table", town.receive_catalogue_file("序号,一级事项,二级事项\n1,甲,乙\n".as_bytes(), "a.csv", true, &now())),
        ("twice", town.receive_catalogue_file(text.replace(&first, &second).as_bytes(), "a.json", true, &now())),
        ("no identity", town.receive_catalogue_file(text.replace(&first, "1").as_bytes(), "a.json", true, &now())),
        (
            "no office",
            town.receive_catalogue_file(text.replace("\"office\"", "\"of\"").as_bytes(), "a.json", true, &now()),
        ),
        ("cut off", town.receive_catalogue_file(&file[..file.len() / 2], "a.json", true, &now())),
        (
            "no name",
            town.receive_catalogue_file(text.replace("清溪县人民政府", " ").as_bytes(), "a.json", true, &now()),
        ),
    ];
    for (what, answer) in refused {
        assert!(answer.is_err(), "{what}");
    }
    assert_eq!(town.agencies().unwrap().received.len(), 1);
}

#[test]
fn a_shipped_process_is_copied_once_and_shown_by_its_title() {
    let (_folder, mut session, own) = session("township");
    let add = |secondary: &str| CatalogueEdit::Add {
        sector: String::new(),
        primary: String::new(),
        secondary: secondary.into(),
    };
    let ids: Vec<String> =
        ["一项", "两项"].map(|name| session.edit_catalogue(&own, &add(name), &now()).unwrap().id.unwrap()).to_vec();
    let shipped = session.process_choices(&own).unwrap().into_iter().find(|choice| choice.shipped).unwrap();
    let set = |session: &mut Session, ids: &[String], process: &str| {
        let edit = CatalogueEdit::Process { ids: ids.to_vec(), process: process.into() };
        session.edit_catalogue(&own, &edit, &now()).map(|edited| edited.said)
    };
    set(&mut session, &ids, &shipped.id).unwrap();
    let shown = ids.iter().map(|id| session.catalogue_item(id).unwrap()).collect::<Vec<_>>();
    assert_eq!(shown[0].process_title, shipped.title);
    assert_eq!(shown[0].process, shown[1].process, "one copy for both");
    let choices = session.process_choices(&own).unwrap();
    assert!(choices.iter().all(|choice| choice.id != shipped.id), "it is not offered again");
    assert!(choices.iter().any(|choice| !choice.shipped && choice.id == shown[0].process));
    assert!(set(&mut session, &ids, &shipped.id).is_err());
    set(&mut session, &ids[..1], "").unwrap();
    assert_eq!(session.catalogue_item(&ids[0]).unwrap().process, "");
    assert_ne!(session.catalogue_item(&ids[1]).unwrap().process, "");
}
