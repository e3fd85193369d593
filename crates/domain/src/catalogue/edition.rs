//! 两版对照: what changed from an earlier edition of an office's list to the present one. The matching is that of the import
//! ([`plan`]): the earlier edition is read as if it were to be brought in.

use super::foreign::{FieldChange, Planned, ReadItem, plan};
use super::{DisclosureItem, EntryField};
use serde::Serialize;

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Became {
    /// 新增: only in the present list.
    Added,
    /// 取消: only in the earlier edition.
    Removed,
    /// 修改: in both, and they say different things.
    Changed,
}

impl Became {
    /// Its word in the table.
    pub fn label(self) -> &'static str {
        match self {
            Became::Added => "新增",
            Became::Removed => "取消",
            Became::Changed => "修改",
        }
    }
}

/// An item that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// What became of it.
    pub became: Became,
    /// 领域; empty for none.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// Its name.
    pub name: String,
    /// The fields that differ; of a new or a gone item those that say what it is.
    pub fields: Vec<FieldChange>,
}

/// What a whole item is shown by when it came or went.
const SHOWN: [EntryField; 3] = [EntryField::Elements, EntryField::Basis, EntryField::TimeLimit];
/// The number in a list follows from the order of the rows: a row put in before changes it in all that follow.
const NUMBER: &str = "序号";

/// What is new and what changed, in the order of the present list, then what is gone, in the order of the earlier one.
/// A field for which the earlier edition has no column is not compared.
pub fn changes(earlier: &[ReadItem], present: &[DisclosureItem]) -> Vec<ItemChange> {
    let plan = plan(earlier, present);
    let mut of: Vec<Option<&Planned>> = vec![None; present.len()];
    for (planned, place) in plan.items.iter().zip(&plan.places) {
        if let Some(slot) = place.and_then(|place| of.get_mut(place)) {
            *slot = Some(planned);
        }
    }
    let kept = present.iter().zip(of).filter_map(|(item, planned)| match planned {
        None => Some(change(item, Became::Added, shown(item, |text| (String::new(), text)))),
        Some(Planned::Changed(_, fields)) => {
            // Bringing the old edition in would go from what is to what was.
            let fields: Vec<FieldChange> = fields
                .iter()
                .filter(|it| it.field != NUMBER)
                .map(|it| FieldChange { field: it.field.clone(), before: it.after.clone(), after: it.before.clone() })
                .collect();
            (!fields.is_empty()).then(|| change(item, Became::Changed, fields))
        }
        Some(_) => None,
    });
    let gone = plan.items.iter().filter_map(|planned| match planned {
        Planned::Added(item) => Some(change(item, Became::Removed, shown(item, |text| (text, String::new())))),
        _ => None,
    });
    kept.chain(gone).collect()
}

fn change(item: &DisclosureItem, became: Became, fields: Vec<FieldChange>) -> ItemChange {
    ItemChange {
        became,
        sector: item.sector.clone(),
        primary: item.primary.clone(),
        name: item.name().to_string(),
        fields,
    }
}

fn shown(item: &DisclosureItem, sides: impl Fn(String) -> (String, String)) -> Vec<FieldChange> {
    let of = |field: EntryField| {
        let (before, after) = sides(field.text(item));
        FieldChange { field: field.label().into(), before, after }
    };
    SHOWN.into_iter().map(of).filter(|it| !(it.before.is_empty() && it.after.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::AgencyId;
    use crate::catalogue::foreign::Column;
    use crate::catalogue::{ItemId, TimeLimit, blank_item};

    fn item(number: &str, name: &str, limit: &str) -> DisclosureItem {
        let mut item = blank_item(ItemId(number.into()), AgencyId("a".into()));
        (item.number, item.primary, item.secondary) = (number.into(), "甲".into(), name.into());
        item.time_limit = TimeLimit::read(limit);
        item
    }

    fn read(item: DisclosureItem, given: &[Column]) -> ReadItem {
        ReadItem { item, row: 0, given: given.iter().copied().collect(), doubts: Vec::new() }
    }

    const ALL: &[Column] = &[Column::Number, Column::Primary, Column::Secondary, Column::TimeLimit, Column::Phone];

    #[test]
    fn what_came_what_went_and_what_changed_are_told_old_to_new() {
        let earlier = [read(item("1", "一", "实时公开"), ALL), read(item("2", "二", "长期公开"), ALL)];
        let present = [item("1", "三", "实时公开"), item("2", "一", "及时公开")];
        let found = changes(&earlier, &present);
        let told: Vec<_> = found.iter().map(|it| (it.became, it.name.as_str())).collect();
        assert_eq!(told, [(Became::Added, "三"), (Became::Changed, "一"), (Became::Removed, "二")]);
        let field = |at: usize| {
            let it = &found[at].fields[0];
            (it.field.as_str(), it.before.as_str(), it.after.as_str())
        };
        assert_eq!(field(0), ("公开时限", "", "实时公开"));
        assert_eq!(field(1), ("公开时限", "实时公开", "及时公开"), "the number alone is no change");
        assert_eq!(field(2), ("公开时限", "长期公开", ""));
    }

    #[test]
    fn the_same_list_renumbered_is_no_change_and_what_the_old_table_did_not_have_is_not_compared() {
        let earlier = [read(item("1", "一", "实时公开"), ALL), read(item("2", "二", "实时公开"), &ALL[..4])];
        let mut present = [item("8", "一", "实时公开"), item("9", "二", "实时公开")];
        present[1].contacts.phone = "0000-0000001".into();
        assert_eq!(changes(&earlier, &present), []);
        assert_eq!(changes(&[], &[]), []);
    }

    #[test]
    fn two_rows_of_one_name_are_each_compared_with_their_own() {
        let with = |number: &str, text: &str| {
            let mut one = item(number, "同名", "实时公开");
            one.content_elements = crate::catalogue::read_elements(text);
            one
        };
        let given = [ALL, &[Column::Elements]].concat();
        let earlier = [read(with("1", "甲"), &given), read(with("2", "乙"), &given)];
        let present = [with("1", "乙"), with("2", "丙")];
        let found = changes(&earlier, &present);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].fields[0].before.as_str(), found[0].fields[0].after.as_str()), ("甲", "丙"));
    }
}
