//! Citations of acts that no longer hold, replaced by what took their place.

use super::{BasisLibrary, DisclosureItem, LegalBasis};

/// What a note says of a citation whose article has to be looked up in the later act.
pub const ARTICLE_UNCHECKED: &str = "条款待核";

/// The item with what is in force cited in place of what is not; `None` when nothing of it can be replaced. The article
/// is dropped, for a later act numbers its articles anew: the note says so and keeps the old one. With `only`, just
/// citations of that act are replaced.
pub fn renew_bases(item: &DisclosureItem, library: &BasisLibrary, only: Option<&str>) -> Option<DisclosureItem> {
    let mut renewed: Vec<LegalBasis> = Vec::with_capacity(item.legal_basis.len());
    let mut notes = Vec::new();
    let mut any = false;
    for cited in &item.legal_basis {
        let stale = library.meant(cited).filter(|basis| basis.state.is_stale());
        let stale = stale.filter(|basis| only.is_none_or(|only| basis.id == only));
        let now = stale.and_then(|basis| library.current(basis)).and_then(|basis| library.cite(&basis.id, ""));
        let Some(now) = now else {
            renewed.push(cited.clone());
            continue;
        };
        any = true;
        if !cited.article.is_empty() {
            notes.push(format!("{}{ARTICLE_UNCHECKED}（原引{}）", now.printed(), cited.printed()));
        }
        // What is cited already is not cited twice.
        let there = |it: &LegalBasis| it.id == now.id || (it.name == now.name && it.number == now.number);
        if !renewed.iter().any(there) && !item.legal_basis.iter().any(there) {
            renewed.push(now);
        }
    }
    if !any {
        return None;
    }
    let mut changed = item.clone();
    changed.legal_basis = renewed;
    for note in notes.into_iter().filter(|note| !item.note.contains(note.as_str())) {
        if !changed.note.is_empty() {
            changed.note.push('\n');
        }
        changed.note.push_str(&note);
    }
    Some(changed)
}

#[cfg(test)]
mod tests {
    use super::super::{Basis, BasisState, ItemId, blank_item};
    use super::*;
    use crate::agency::AgencyId;

    fn library() -> BasisLibrary {
        let basis = |id: &str, state, successor: Option<&str>| Basis {
            id: id.into(),
            name: format!("{id}办法"),
            number: format!("{id}令第1号"),
            issuer: String::new(),
            issued: String::new(),
            effective: String::new(),
            state,
            replaced_by: String::new(),
            successor: successor.map(str::to_string),
            checked: true,
            note: String::new(),
        };
        BasisLibrary::new(vec![
            basis("甲", BasisState::Repealed, Some("乙")),
            basis("乙", BasisState::Replaced, Some("丙")),
            basis("丙", BasisState::InForce, None),
            basis("丁", BasisState::Expired, None),
            basis("环", BasisState::Replaced, Some("圈")),
            basis("圈", BasisState::Replaced, Some("环")),
        ])
    }

    fn citing(cited: &[(&str, &str)]) -> DisclosureItem {
        let mut item = blank_item(ItemId("i".into()), AgencyId("a".into()));
        let one = |(name, article): &(&str, &str)| LegalBasis {
            id: None,
            name: format!("{name}办法"),
            number: format!("{name}令第1号"),
            article: (*article).into(),
            checked: true,
        };
        item.legal_basis = cited.iter().map(one).collect();
        item
    }

    fn names(item: &DisclosureItem) -> Vec<String> {
        item.legal_basis.iter().map(LegalBasis::printed).collect()
    }

    #[test]
    fn the_last_successor_that_holds_is_cited_and_the_article_has_to_be_looked_up() {
        let mut item = citing(&[("甲", "第三条")]);
        item.note = "原有备注".into();
        let renewed = renew_bases(&item, &library(), None).unwrap();
        assert_eq!(names(&renewed), ["《丙办法》（丙令第1号）"]);
        assert_eq!(renewed.note, "原有备注\n《丙办法》（丙令第1号）条款待核（原引《甲办法》（甲令第1号）第三条）");
        assert_eq!(renew_bases(&renewed, &library(), None), None, "twice changes nothing");
        let whole = renew_bases(&citing(&[("乙", "")]), &library(), None).unwrap();
        assert_eq!((names(&whole).len(), whole.note.as_str()), (1, ""), "a whole act has no article to look up");
    }

    #[test]
    fn nothing_is_cited_twice_and_what_has_no_successor_stays() {
        let renewed =
            renew_bases(&citing(&[("甲", ""), ("丙", "第一条"), ("乙", ""), ("丁", "")]), &library(), None).unwrap();
        assert_eq!(names(&renewed), ["《丙办法》（丙令第1号）第一条", "《丁办法》（丁令第1号）"]);
        assert_eq!(renew_bases(&citing(&[("丁", ""), ("丙", "")]), &library(), None), None);
        assert_eq!(renew_bases(&citing(&[("环", "")]), &library(), None), None, "a circle of successors leads nowhere");
        let only = renew_bases(&citing(&[("甲", ""), ("乙", "")]), &library(), Some("乙")).unwrap();
        assert_eq!(names(&only), ["《甲办法》（甲令第1号）", "《丙办法》（丙令第1号）"]);
    }
}
