use crate::catalogue::bases_view::OwnBasis;
use crate::catalogue::list_view::ListView;
use crate::catalogue::upstream_view::UpstreamView;
use crate::catalogue::view::{CatalogueEdit, CatalogueEdited, ItemView};
use crate::session::Session;
use crate::session::test_file::{county, list, now, session};
use crate::view::AppError;
use mingce_domain::catalogue::EntryField;
use mingce_domain::catalogue::foreign::Column;

const COUNTY: &str = "清溪县人民政府";
const BUREAU: &str = "清溪县住房和城乡建设局";
const TOWN: &str = "清溪县青石镇人民政府";

fn id(session: &Session, name: &str) -> String {
    session.agency(Some(name)).unwrap().0
}

fn try_edit(session: &mut Session, of: &str, edit: CatalogueEdit) -> Result<CatalogueEdited, AppError> {
    session.edit_catalogue(of, &edit, &now())
}

fn edit(session: &mut Session, of: &str, change: CatalogueEdit) -> CatalogueEdited {
    try_edit(session, of, change).unwrap()
}

fn write(session: &mut Session, of: &str, item: &str, column: Column, text: &str) {
    edit(session, of, CatalogueEdit::Text { ids: vec![item.into()], column, text: text.into() });
}

/// The list after a change.
fn edited(session: &mut Session, of: &str, change: CatalogueEdit) -> ListView {
    edit(session, of, change);
    list(session, of)
}

fn item(session: &Session, id: &str) -> ItemView {
    session.catalogue_item(id).unwrap()
}

fn upstream(session: &Session, of: &str) -> UpstreamView {
    session.upstream(of).unwrap()
}

/// Everything that the tests could have changed, to be compared as a whole.
fn content(session: &Session) -> String {
    let mut all = String::new();
    for name in [COUNTY, BUREAU, TOWN] {
        let of = id(session, name);
        let view = list(session, &of);
        let items: Vec<ItemView> = view.items.iter().map(|row| item(session, &row.id)).collect();
        all += &serde_json::to_string(&(view, items, upstream(session, &of), session.bases(&of).unwrap())).unwrap();
    }
    crate::output::sha256(all.as_bytes())
}

/// The county takes three entries of the standard: one that concerns townships, one that does not, and one of art. 20.
fn with_items() -> (tempfile::TempDir, Session, [String; 3], Vec<String>) {
    let (folder, mut session) = county();
    let agencies = [COUNTY, BUREAU, TOWN].map(|name| id(&session, name));
    let entries = ["R20-01", "R20-07", "R21-C01"].map(str::to_string).to_vec();
    let view = edited(&mut session, &agencies[0], CatalogueEdit::Adopt { entries });
    let ids = view.items.iter().rev().take(3).rev().map(|row| row.id.clone()).collect();
    (folder, session, agencies, ids)
}

fn take(session: &mut Session, of: &str, source: &str, items: &[String]) -> CatalogueEdited {
    edit(session, of, CatalogueEdit::AdoptFrom { source: source.into(), items: items.to_vec() })
}

#[test]
fn a_township_takes_the_countys_items_with_its_own_body_and_phone_once() {
    let (_folder, mut session, [county, _, town], theirs) = with_items();
    write(&mut session, &county, &theirs[0], Column::Body, "清溪县司法局");
    write(&mut session, &county, &theirs[0], Column::Phone, "0000-1234567");
    let offered = session.standard_catalogue(&town, Some(&county), &now()).unwrap();
    let names: Vec<&str> = offered.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!((names[0], names.contains(&BUREAU)), (COUNTY, true), "{names:?}");
    let concern =
        offered.sectors.iter().flat_map(|it| &it.entries).filter(|it| it.tier_keys.contains(&"township".into()));
    assert_eq!(concern.filter(|it| theirs.contains(&it.id)).count(), 2);
    let done = take(&mut session, &town, &county, &theirs[..1]);
    assert!(done.said.starts_with("从清溪县人民政府采用“"), "{}", done.said);
    let mine = item(&session, &done.id.unwrap());
    assert_eq!((mine.body.as_str(), mine.phone.as_str(), mine.whose.as_str()), (TOWN, "", COUNTY));
    assert!(mine.superior && mine.standard.is_none() && mine.compared.is_empty());
    let again = CatalogueEdit::AdoptFrom { source: county.clone(), items: theirs[..1].to_vec() };
    assert!(try_edit(&mut session, &town, again).unwrap_err().message.contains("都已采用过"));
    for (of, source) in [(&county, &town), (&town, &town)] {
        let wrong = CatalogueEdit::AdoptFrom { source: source.clone(), items: theirs[..1].to_vec() };
        assert!(try_edit(&mut session, of, wrong).unwrap_err().message.contains("不是本单位的上级"));
    }
}

#[test]
fn own_changes_and_the_countys_are_compared_and_decided_on_field_by_field() {
    let (_folder, mut session, [county, _, town], theirs) = with_items();
    let mine = take(&mut session, &town, &county, &theirs[..1]).id.unwrap();
    assert!(upstream(&session, &town).is_empty());
    // Only here: nothing to decide on.
    write(&mut session, &town, &mine, Column::Primary, "本镇的叫法");
    assert!(upstream(&session, &town).is_empty());
    assert_eq!(item(&session, &mine).compared.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["primary"]);
    // There, and both.
    write(&mut session, &county, &theirs[0], Column::Primary, "县里的新叫法");
    write(&mut session, &county, &theirs[0], Column::TimeLimit, "实时公开");
    write(&mut session, &county, &theirs[0], Column::Body, "清溪县司法局");
    let changed = upstream(&session, &town).changed;
    let fields: Vec<_> = changed[0].fields.iter().map(|it| (it.field.as_str(), it.changed_here)).collect();
    assert_eq!(fields, [("primary", true), ("time_limit", false)], "the body is the office's own");
    assert!(list(&session, &town).items.iter().find(|row| row.id == mine).unwrap().later);
    let before = content(&session);
    // All at once takes what is not disputed, and says what is left.
    let done = edit(&mut session, &town, CatalogueEdit::TakeOverAll { ids: vec![mine.clone()] });
    assert!(done.said.contains("另有1处本单位也改过"), "{}", done.said);
    let now_mine = item(&session, &mine);
    assert_eq!((now_mine.primary.as_str(), now_mine.time_limit.as_str()), ("本镇的叫法", "实时公开"));
    assert_eq!(upstream(&session, &town).changed[0].fields.len(), 1, "the disputed one still stands");
    let all = CatalogueEdit::TakeOverAll { ids: vec![mine.clone()] };
    assert!(try_edit(&mut session, &town, all).unwrap_err().message.contains("逐项决定"));
    session.undo(&now()).unwrap();
    assert_eq!(content(&session), before, "one step back is all of it back");
    session.redo(&now()).unwrap();
    // The disputed one: kept, and seen from now on.
    let keep = CatalogueEdit::KeepOwn { id: mine.clone(), fields: vec![EntryField::Primary] };
    edit(&mut session, &town, keep);
    assert!(upstream(&session, &town).is_empty());
    assert_eq!(item(&session, &mine).primary, "本镇的叫法");
    write(&mut session, &county, &theirs[0], Column::Primary, "又一个新叫法");
    let take_it = CatalogueEdit::TakeOver { id: mine.clone(), fields: vec![EntryField::Primary] };
    edit(&mut session, &town, take_it);
    assert_eq!((item(&session, &mine).primary.as_str(), upstream(&session, &town).is_empty()), ("又一个新叫法", true));
}

#[test]
fn after_one_field_was_taken_over_the_others_still_stand() {
    let (_folder, mut session, [county, _, town], theirs) = with_items();
    let mine = take(&mut session, &town, &county, &theirs[..1]).id.unwrap();
    write(&mut session, &county, &theirs[0], Column::Secondary, "新的名称");
    write(&mut session, &county, &theirs[0], Column::TimeLimit, "实时公开");
    let one = CatalogueEdit::TakeOver { id: mine, fields: vec![EntryField::TimeLimit] };
    edit(&mut session, &town, one);
    let left = upstream(&session, &town).changed;
    assert_eq!(left[0].fields.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["secondary"]);
}

#[test]
fn what_the_county_withdraws_and_adds_is_listed_and_can_be_left() {
    let (_folder, mut session, [county, _, town], theirs) = with_items();
    let mine = take(&mut session, &town, &county, &theirs[..1]).id.unwrap();
    assert!(upstream(&session, &town).added.is_empty(), "what was shown and not taken is not new");
    let add = |session: &mut Session, name: &str, tier: &str| {
        let add = CatalogueEdit::Add { sector: "新领域".into(), primary: String::new(), secondary: name.into() };
        let new = edit(session, &county, add).id.unwrap();
        let keys = vec![tier.to_string()];
        edit(session, &county, CatalogueEdit::Choose { ids: vec![new.clone()], list: "tiers".into(), keys });
        new
    };
    let new = add(&mut session, "新事项", "township");
    add(&mut session, "与乡镇无关", "county");
    let added = upstream(&session, &town).added;
    assert_eq!(added.iter().map(|it| (it.name.as_str(), it.from.as_str())).collect::<Vec<_>>(), [("新事项", COUNTY)]);
    let before = content(&session);
    edit(&mut session, &town, CatalogueEdit::Leave { items: vec![new.clone()] });
    assert!(upstream(&session, &town).added.is_empty());
    assert!(try_edit(&mut session, &town, CatalogueEdit::Leave { items: vec![new.clone()] }).is_err());
    session.undo(&now()).unwrap();
    assert_eq!(content(&session), before);
    let taken = take(&mut session, &town, &county, &[new]).id.unwrap();
    edit(&mut session, &town, CatalogueEdit::Remove { ids: vec![taken] });
    assert!(upstream(&session, &town).added.is_empty(), "what was given up is not new again");

    edit(&mut session, &county, CatalogueEdit::Remove { ids: vec![theirs[0].clone()] });
    let gone = upstream(&session, &town).withdrawn;
    assert_eq!(gone.iter().map(|it| (it.id.as_str(), it.from.as_str())).collect::<Vec<_>>(), [(mine.as_str(), COUNTY)]);
    assert!(list(&session, &town).items.iter().any(|row| row.withdrawn && row.id == mine));
    let take_it = CatalogueEdit::TakeOver { id: mine.clone(), fields: vec![EntryField::Primary] };
    assert!(try_edit(&mut session, &town, take_it).unwrap_err().message.contains("来源已经取消"));
    edit(&mut session, &town, CatalogueEdit::Detach { ids: vec![mine.clone()] });
    assert!(upstream(&session, &town).is_empty() && !item(&session, &mine).withdrawn);
    session.undo(&now()).unwrap();
    session.undo(&now()).unwrap();
    assert!(upstream(&session, &town).withdrawn.is_empty(), "the county's item is back, and followed as before");
}

#[test]
fn a_change_goes_down_the_chain_step_by_step() {
    let (_folder, mut session, [county, bureau, town], theirs) = with_items();
    let middle = take(&mut session, &bureau, &county, &theirs[1..2]).id.unwrap();
    let low = take(&mut session, &town, &bureau, std::slice::from_ref(&middle)).id.unwrap();
    assert_eq!(item(&session, &low).whose, BUREAU);
    write(&mut session, &county, &theirs[1], Column::TimeLimit, "每季度公开");
    assert!(upstream(&session, &town).is_empty(), "not before the bureau has taken it");
    edit(&mut session, &bureau, CatalogueEdit::TakeOverAll { ids: vec![middle] });
    assert_eq!(upstream(&session, &town).changed.len(), 1);
    edit(&mut session, &town, CatalogueEdit::TakeOverAll { ids: vec![low.clone()] });
    assert_eq!(item(&session, &low).time_limit, "每季度公开");
    assert!(upstream(&session, &town).is_empty() && upstream(&session, &bureau).is_empty());
}

#[test]
fn what_is_here_already_under_the_same_names_follows_and_does_not_stand_twice() {
    let (_folder, mut session, [county, _, town], theirs) = with_items();
    let view = edited(&mut session, &town, CatalogueEdit::Adopt { entries: vec!["R20-01".into()] });
    let mine = view.items.last().unwrap().id.clone();
    write(&mut session, &town, &mine, Column::TimeLimit, "实时公开");
    let count = list(&session, &town).items.len();
    let done = take(&mut session, &town, &county, &theirs[..1]);
    assert!(done.said.contains("1项已有同名事项"), "{}", done.said);
    assert_eq!(list(&session, &town).items.len(), count);
    let linked = item(&session, &mine);
    assert_eq!((linked.whose.as_str(), linked.time_limit.as_str()), (COUNTY, "实时公开"));
    assert_eq!(linked.compared.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["time_limit"]);
}

fn own_basis(name: &str, number: &str, state: &str, successor: &str) -> OwnBasis {
    OwnBasis {
        id: None,
        name: name.into(),
        number: number.into(),
        issuer: "清溪县人民政府".into(),
        issued: "2021年3月1日".into(),
        state: state.into(),
        successor: successor.into(),
        checked: true,
        note: String::new(),
    }
}

#[test]
fn an_own_act_is_known_to_citations_and_checks_and_its_name_follows() {
    let (_folder, mut session, own) = session("township");
    let view = edited(&mut session, &own, CatalogueEdit::Adopt { entries: vec!["R20-01".into()] });
    let mine = view.items[0].id.clone();
    write(&mut session, &own, &mine, Column::Basis, "《清溪县公开办法》（清政发〔2021〕3号）");
    let bases = session.bases(&own).unwrap();
    assert_eq!((bases.bases.len(), bases.unknown.len()), (session.assets().library.all().len(), 1));
    let before = session.bases(&own).unwrap();
    let new = own_basis("《清溪县公开办法》", "清政发〔2021〕3号", "in_force", "");
    let basis = edit(&mut session, &own, CatalogueEdit::PutBasis { basis: new.clone() }).id.unwrap();
    let bases = session.bases(&own).unwrap();
    let row = bases.bases.last().unwrap();
    assert!(row.own && row.id == basis && row.issued == "2021-03-01" && bases.unknown.is_empty());
    assert_eq!(row.cited.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), [mine.as_str()]);
    // Written anew, it is known and checked.
    write(&mut session, &own, &mine, Column::Basis, "《清溪县公开办法》（清政发〔2021〕3号） ");
    assert!(item(&session, &mine).bases[0].known && item(&session, &mine).bases[0].checked);
    let renamed = OwnBasis { id: Some(basis.clone()), name: "清溪县政务公开办法".into(), ..new.clone() };
    edit(&mut session, &own, CatalogueEdit::PutBasis { basis: renamed.clone() });
    assert_eq!(item(&session, &mine).bases[0].text, "《清溪县政务公开办法》（清政发〔2021〕3号）");
    // Repealed and replaced: the check says so, and the citation can be replaced.
    let later = edit(
        &mut session,
        &own,
        CatalogueEdit::PutBasis {
            basis: own_basis("清溪县公开规定", "清政发〔2025〕1号", "in_force", "")
        },
    );
    let repealed = OwnBasis { state: "repealed".into(), successor: later.id.unwrap(), ..renamed };
    edit(&mut session, &own, CatalogueEdit::PutBasis { basis: repealed });
    let said = session.check_catalogue(&own, &now()).unwrap();
    assert!(said.errors().any(|it| it.rule == "C03" && it.message.contains("已废止")), "{said:?}");
    let bases = session.bases(&own).unwrap();
    assert_eq!((bases.stale_items, bases.replaceable), (1, 1));
    edit(&mut session, &own, CatalogueEdit::ReplaceBases { only: None });
    assert_eq!(item(&session, &mine).bases[0].text, "《清溪县公开规定》（清政发〔2025〕1号）");
    assert!(try_edit(&mut session, &own, CatalogueEdit::ReplaceBases { only: None }).is_err());
    while session.bases(&own).unwrap() != before {
        session.undo(&now()).unwrap();
    }
}

#[test]
fn an_act_that_is_wrong_or_there_already_is_refused_at_its_field() {
    let (_folder, mut session, own) = session("township");
    let refused = |session: &mut Session, basis: OwnBasis| {
        try_edit(session, &own, CatalogueEdit::PutBasis { basis }).unwrap_err().field.unwrap_or_default()
    };
    let good = own_basis("甲办法", "甲令第1号", "in_force", "");
    assert_eq!(refused(&mut session, OwnBasis { name: "《》".into(), ..good.clone() }), "name");
    assert_eq!(refused(&mut session, OwnBasis { issued: "去年".into(), ..good.clone() }), "issued");
    assert_eq!(refused(&mut session, OwnBasis { state: "?".into(), ..good.clone() }), "state");
    assert_eq!(refused(&mut session, OwnBasis { successor: "没有".into(), ..good.clone() }), "successor");
    assert_eq!(
        refused(&mut session, OwnBasis { successor: "TL".into(), ..good.clone() }),
        "state",
        "in force, and replaced"
    );
    assert_eq!(
        refused(&mut session, own_basis("中华人民共和国政府信息公开条例", "国务院令第711号", "in_force", "")),
        "name"
    );
    let id = edit(&mut session, &own, CatalogueEdit::PutBasis { basis: good.clone() }).id;
    let circle = OwnBasis { id: id.clone(), state: "replaced".into(), successor: id.clone().unwrap(), ..good.clone() };
    assert_eq!(refused(&mut session, circle), "successor");
    assert!(
        try_edit(&mut session, &own, CatalogueEdit::RemoveBasis { id: "TL".into() }).is_err(),
        "not the office's own"
    );
    edit(&mut session, &own, CatalogueEdit::RemoveBasis { id: id.unwrap() });
    assert_eq!(session.bases(&own).unwrap().bases.len(), session.assets().library.all().len());
}

#[test]
fn index_numbers_follow_the_offices_pattern_and_none_is_given_twice() {
    let (_folder, mut session) = county();
    let (town, bureau) = (id(&session, TOWN), id(&session, BUREAU));
    let entries = ["R20-01", "R20-02", "R20-03"].map(str::to_string).to_vec();
    let view = edited(&mut session, &town, CatalogueEdit::Adopt { entries });
    let ids: Vec<String> = view.items.iter().rev().take(3).rev().map(|row| row.id.clone()).collect();
    let usual = session.index_number(&town, None, &now()).unwrap();
    assert!(usual.usual && usual.next.ends_with("/2026-00001"), "{usual:?}");
    let trial = session.index_number(&town, Some("QS-{yyyy}"), &now()).unwrap();
    assert!(trial.next.is_empty() && trial.problem.contains("序号"), "{trial:?}");
    assert_eq!(session.set_index_template(&town, "QS-{yyyy}", &now()).unwrap_err().field.as_deref(), Some("template"));
    let set = session.set_index_template(&town, "QS-0101-{yyyy}-{seq:04}", &now()).unwrap();
    assert_eq!((set.next.as_str(), set.usual), ("QS-0101-2026-0001", false));
    let same = session.set_index_template(&bureau, "QS-0101-{yyyy}-{seq:04}", &now()).unwrap_err();
    assert!(same.message.contains("会重复"), "{}", same.message);
    // An imported number is not given again.
    write(&mut session, &town, &ids[2], Column::IndexNumber, "QS-0101-2026-0002");
    let publish = |session: &mut Session, ids: &[String]| {
        edit(session, &town, CatalogueEdit::Publish { ids: ids.to_vec(), on: "2026-01-05".into() });
    };
    publish(&mut session, &ids[..1]);
    assert_eq!(item(&session, &ids[0]).index_number, "QS-0101-2026-0001");
    assert_eq!(session.index_number(&town, None, &now()).unwrap().next, "QS-0101-2026-0003");
    publish(&mut session, &ids);
    assert_eq!(item(&session, &ids[0]).index_number, "QS-0101-2026-0001", "given for good");
    assert_eq!(item(&session, &ids[1]).index_number, "QS-0101-2026-0003");
    session.undo(&now()).unwrap();
    assert_eq!(
        session.index_number(&town, None, &now()).unwrap().next,
        "QS-0101-2026-0004",
        "never again, also after an undo"
    );
    let back = session.set_index_template(&town, "", &now()).unwrap();
    assert!(back.usual && back.next.ends_with("/2026-00004"), "{back:?}");
}
