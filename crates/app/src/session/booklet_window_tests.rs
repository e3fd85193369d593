//! Booklets in the window.

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
