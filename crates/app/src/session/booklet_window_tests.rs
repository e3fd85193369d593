//! Booklets in the window.

use super::booklet_tests::filled_county;
use super::test_file::{now, session};
use crate::booklet::view::{BookletChoice, BookletEdit};

#[test]
fn a_choice_is_kept_shown_again_and_refused_at_its_field() {
    let (_folder, mut session, own) = session("township");
    let view = session.booklets_view(&now()).unwrap();
    assert_eq!(view.offices.iter().map(|office| office.tier.as_str()).collect::<Vec<_>>(), ["township"]);
    assert_eq!(view.compiler, view.offices[0].name);
    let choice = BookletChoice {
        edition: "township".into(),
        agencies: vec![own.clone()],
        title: " 手册 ".into(),
        ..BookletChoice::default()
    };
    let keep = |name: &str, choice: &BookletChoice| BookletEdit::Keep { name: name.into(), choice: choice.clone() };
    let done = session.edit_booklets(&keep("培训用", &choice), &now()).unwrap();
    let kept = &done.view.kept[0];
    assert_eq!((kept.choice.title.as_str(), &kept.choice.agencies), ("手册", &vec![own]));
    for (field, wrong) in [
        ("edition", BookletChoice { edition: "x".into(), ..choice.clone() }),
        ("day", BookletChoice { day: "2026-13-01".into(), ..choice.clone() }),
        ("title", BookletChoice { title: "长".repeat(61), ..choice.clone() }),
    ] {
        let error = session.edit_booklets(&keep("培训用", &wrong), &now()).unwrap_err();
        assert_eq!(error.field.as_deref(), Some(field), "{}", error.message);
    }
    assert!(session.edit_booklets(&keep(" ", &choice), &now()).is_err());
    let done = session.edit_booklets(&BookletEdit::Forget { name: "培训用".into() }, &now()).unwrap();
    assert!(done.view.kept.is_empty());
    session.undo(&now()).unwrap();
    assert_eq!(session.booklets_view(&now()).unwrap().kept.len(), 1);
    let error = session.booklet_printed(&choice, &now()).unwrap_err();
    assert!(error.message.contains("事项"), "an empty catalogue makes no booklet: {}", error.message);
}

#[test]
fn the_items_that_are_offered_are_those_that_can_be_chosen() {
    let (_folder, session) = filled_county();
    let choice = BookletChoice { edition: "township".into(), ..BookletChoice::default() };
    let offices = session.booklet_items(&choice, &now()).unwrap();
    let town = offices.iter().find(|office| office.items.len() > 1).unwrap();
    let stored =
        session.opened().unwrap().store.catalogue_items(&mingce_domain::agency::AgencyId(town.id.clone())).unwrap();
    assert_eq!(town.items.len() + town.hidden as usize, stored.len());
    let one = town.items.iter().find(|item| item.chart).unwrap();
    let narrowed = BookletChoice { items: vec![one.id.clone()], ..choice.clone() };
    let composed = session.booklet_printed(&narrowed, &now()).unwrap();
    let text = serde_json::to_string(&composed.document).unwrap();
    let name = |path: &str| path.rsplit('/').next().unwrap().to_string();
    assert!(text.contains(&name(&one.name)));
    for other in town.items.iter().filter(|item| item.id != one.id) {
        assert!(!text.contains(&name(&other.name)), "{} was not chosen", other.name);
    }
    let other = BookletChoice { agencies: vec!["没有的单位".into()], ..choice };
    assert!(session.booklet_items(&other, &now()).is_err());
}
