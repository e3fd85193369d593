use crate::catalogue::view::CatalogueEdit;
use crate::search::view::{HitPlace, HitView};
use crate::session::Session;
use crate::session::test_file::{county, now, session};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::{ApplicantKind, Application, ApplicationId};
use mingce_store::{Applicant, ApplicantId, Stamp};

fn hits(session: &Session, words: &str) -> Vec<HitView> {
    session.search(words, None, 50).unwrap().groups.into_iter().flat_map(|group| group.hits).collect()
}

fn items(session: &Session, words: &str) -> Vec<String> {
    let items = hits(session, words).into_iter().filter(|hit| hit.kind == "item");
    items.map(|hit| hit.title.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

#[test]
fn what_is_added_changed_removed_undone_is_found_as_it_is_now() {
    let (_folder, mut session, own) = session("township");
    assert!(items(&session, "惠农补贴").is_empty());
    let add = |secondary: &str| CatalogueEdit::Add {
        sector: String::new(),
        primary: "镇村事务".into(),
        secondary: secondary.into(),
    };
    session.edit_catalogue(&own, &add("惠农补贴发放"), &now()).unwrap();
    assert_eq!(items(&session, "惠农补贴"), ["惠农补贴发放"]);
    assert_eq!(items(&session, "hnbt"), ["惠农补贴发放"]);
    let id = match &hits(&session, "惠农")[0].place {
        Some(HitPlace::Catalogue { agency, item }) if *agency == own => item.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(session.catalogue_item(&id).unwrap().secondary, "惠农补贴发放");
    session.edit_catalogue(&own, &CatalogueEdit::Remove { ids: vec![id] }, &now()).unwrap();
    assert!(items(&session, "惠农").is_empty());
    session.undo(&now()).unwrap();
    assert_eq!(items(&session, "惠农"), ["惠农补贴发放"]);
    session.undo(&now()).unwrap();
    assert!(items(&session, "惠农").is_empty());
    session.redo(&now()).unwrap();
    session.edit_catalogue(&own, &add("惠农政策"), &now()).unwrap();
    assert_eq!(items(&session, "惠农"), ["惠农补贴发放", "惠农政策"], "in the order of the list");
}

#[test]
fn what_another_program_writes_is_found_by_one_that_only_looks() {
    let (folder, mut writer, own) = session("township");
    let mut reader = Session::new(writer.assets().clone());
    reader.open_read_only(&folder.path().join("a.mingce")).unwrap();
    assert!(items(&reader, "惠农").is_empty());
    let add = CatalogueEdit::Add { sector: String::new(), primary: "甲".into(), secondary: "惠农政策".into() };
    writer.edit_catalogue(&own, &add, &now()).unwrap();
    assert_eq!(items(&reader, "惠农"), ["惠农政策"]);
}

#[test]
fn a_case_is_found_by_its_applicant_and_the_name_is_shown_nowhere() {
    let (_folder, mut session, own) = session("township");
    let store = &mut session.open.as_mut().unwrap().store;
    let stamp = Stamp::new(&now().at_utc, "甲").unwrap();
    store
        .act(&stamp, "登记申请", |act| {
            let (case, who) = (ApplicationId(act.new_id()), ApplicantId(act.new_id()));
            act.put_application(&Application {
                id: case.clone(),
                agency: AgencyId(own),
                number: "2025-001".into(),
                subject: "土地征收补偿".into(),
                letter: None,
                void: false,
            })?;
            act.put_applicant(&Applicant::named(who.clone(), ApplicantKind::NaturalPerson, "示例甲"))?;
            act.set_applicants(&case, &[who])
        })
        .unwrap();
    let found = session.search("示例甲", None, 50).unwrap();
    let case = &found.groups[0].hits[0];
    assert_eq!((case.kind.as_str(), case.field.as_str()), ("application", "申请人"));
    assert_eq!(case.facts[0], "受理号：2025-001");
    let said = format!("{found:?}{}", serde_json::to_string(&found).unwrap());
    assert!(said.contains("示**") && !said.contains("示例甲"), "{said}");
    assert!(hits(&session, "例甲").is_empty(), "a part of a name tells nothing");
    session.undo(&now()).unwrap();
    assert!(hits(&session, "示例甲").is_empty());
}

#[test]
fn every_kind_of_the_sample_is_found_and_what_has_a_page_says_which() {
    let (_folder, session) = county();
    for (words, kind, opens) in [
        ("土地", "application", true),
        ("公开", "report", true),
        ("国办发〔2019〕54号", "basis", false),
        ("养老服务", "standard", false),
        ("自然资源局", "agency", true),
        ("zrzyj", "agency", true),
    ] {
        let found = session.search(words, None, 5).unwrap();
        let group = found.groups.iter().find(|group| group.kind == kind);
        let hit = &group.unwrap_or_else(|| panic!("{words}: {found:?}")).hits[0];
        assert_eq!(hit.place.is_some(), opens, "{words}: {hit:?}");
        assert!(opens || !hit.facts.is_empty(), "{words}: {hit:?}");
        assert!(hit.title.iter().chain(&hit.snippet).any(|piece| piece.marked), "{words}: {hit:?}");
    }
    let first = session.search("国办发2019 54", None, 5).unwrap().groups;
    assert_eq!(first[0].kind, "basis", "the number itself before what cites it");
    let place = hits(&session, "不断 公开").into_iter().chain(hits(&session, "公开")).find(|hit| hit.kind == "report");
    match place.unwrap().place {
        Some(HitPlace::Report { year: Some(year), at: Some(at), .. }) => {
            assert!((2019..2027).contains(&year) && (at.starts_with("sections.") || at == "preamble"), "{year} {at}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_looked_for_is_said_in_chinese() {
    let (_folder, session, _) = session("township");
    for words in ["", " \u{3000}", "\0", "《》*%\""] {
        assert!(session.search(words, None, 5).unwrap_err().message.contains("请写出要查找的"), "{words:?}");
    }
    let many: String = (0..50).map(|n| format!("词{n} ")).collect();
    assert!(session.search(&many, None, 5).unwrap_err().message.contains("一次最多查20个词，这里有50个"));
    assert_eq!(session.search(&"甲".repeat(10_000), None, 5).unwrap().total, 0);
}

#[test]
fn how_a_live_number_is_written_is_neither_found_nor_shown() {
    let (_folder, session) = county();
    assert!(hits(&session, "proactive.normative_documents").is_empty());
    let report = hits(&session, "行政规范性文件").into_iter().find(|hit| hit.kind == "report").unwrap();
    let shown: String = report.snippet.iter().map(|piece| piece.text.as_str()).collect();
    assert!(!shown.contains("{{"), "{shown}");
}
