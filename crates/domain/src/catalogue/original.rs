//! What an item was taken from: an entry of the standard, or an item of a superior; and what has come apart since.

use super::{
    Adopted, Audience, Channel, ContentElement, DisclosureItem, DisclosureStage, EntryField, EntrySnapshot, ItemId,
    ItemKind, LegalBasis, Material, Mode, ThreeWay, TimeClass, TimeLimit, Withholding, blank_item,
};
use crate::agency::{Agency, AgencyId, AgencyKind, AgencyLevel};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How the `base_id` of an item begins that was taken from an agency of the same data file.
const ITEM: &str = "item:";

/// Where an adopted item comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin<'a> {
    /// The entry of the standard with this id.
    Standard(&'a str),
    /// A superior's item in the same data file.
    Item(ItemId),
}

impl Adopted {
    /// Where the item comes from.
    pub fn origin(&self) -> Origin<'_> {
        match self.base_id.strip_prefix(ITEM) {
            Some(id) => Origin::Item(ItemId(id.to_string())),
            None => Origin::Standard(&self.base_id),
        }
    }
}

impl ItemId {
    /// The `base_id` of what is taken from this item.
    pub fn as_base(&self) -> String {
        format!("{ITEM}{}", self.0)
    }
}

/// A superior's item as it was taken over: what subordinates share with it. What is missing in an older snapshot is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SuperiorSnapshot {
    /// The superior's name.
    pub agency: String,
    /// 事项类别.
    pub kind: Option<ItemKind>,
    /// 领域.
    pub sector: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 三级事项.
    pub tertiary: String,
    /// 公开内容（要素）.
    pub elements: Vec<ContentElement>,
    /// 公开依据.
    pub bases: Vec<LegalBasis>,
    /// The clause of arts 20–21.
    pub clause: String,
    /// 公开时限.
    pub time_limit: Option<TimeLimit>,
    /// 常年, 定期, 适时.
    pub time_class: Option<TimeClass>,
    /// 公开渠道和载体.
    pub channels: Vec<Channel>,
    /// Other carriers in words.
    pub other_channels: Vec<String>,
    /// 公开对象.
    pub audience: Audience,
    /// 公开方式.
    pub modes: Vec<Mode>,
    /// 不予公开, with its ground.
    pub withheld: Option<Withholding>,
    /// 公开层级.
    pub tiers: Vec<AgencyLevel>,
    /// 五公开.
    pub stage: Option<DisclosureStage>,
    /// 办事条件.
    pub conditions: String,
    /// 申报材料.
    pub materials: Vec<Material>,
    /// 收费标准及依据.
    pub fees: String,
    /// 法定时限.
    pub statutory_limit: String,
}

impl SuperiorSnapshot {
    /// What subordinates share with this item of an agency of that name.
    pub fn of(item: &DisclosureItem, agency: &str) -> SuperiorSnapshot {
        let item = item.clone();
        SuperiorSnapshot {
            agency: agency.to_string(),
            kind: Some(item.kind),
            sector: item.sector,
            primary: item.primary,
            secondary: item.secondary,
            tertiary: item.tertiary,
            elements: item.content_elements,
            bases: item.legal_basis,
            clause: item.clause,
            time_limit: item.time_limit,
            time_class: item.time_class,
            channels: item.channels,
            other_channels: item.other_channels,
            audience: item.audience,
            modes: item.modes,
            // When it was last assessed is each office's own affair.
            withheld: item.withheld.map(|ground| Withholding { assessed_on: None, ..ground }),
            tiers: item.tiers,
            stage: item.stage,
            conditions: item.conditions,
            materials: item.materials,
            fees: item.fees,
            statutory_limit: item.statutory_limit,
        }
    }

    fn item(&self, id: ItemId, agency: AgencyId) -> DisclosureItem {
        let from = self.clone();
        let mut item = blank_item(id, agency);
        item.kind = from.kind.unwrap_or(item.kind);
        (item.sector, item.primary, item.secondary, item.tertiary) =
            (from.sector, from.primary, from.secondary, from.tertiary);
        (item.content_elements, item.legal_basis, item.clause) = (from.elements, from.bases, from.clause);
        (item.time_limit, item.time_class, item.stage) = (from.time_limit, from.time_class, from.stage);
        (item.channels, item.other_channels) = (from.channels, from.other_channels);
        (item.audience, item.modes, item.withheld, item.tiers) = (from.audience, from.modes, from.withheld, from.tiers);
        (item.conditions, item.materials) = (from.conditions, from.materials);
        (item.fees, item.statutory_limit) = (from.fees, from.statutory_limit);
        item
    }
}

/// What an item was taken from, as it was then or as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Original {
    /// An entry of the standard.
    Standard(EntrySnapshot),
    /// A superior's item.
    Superior(SuperiorSnapshot),
}

impl Original {
    /// The fields that an item shares with it.
    pub fn fields(&self) -> &'static [EntryField] {
        match self {
            Original::Standard(_) => EntryField::STANDARD,
            Original::Superior(_) => EntryField::ALL,
        }
    }

    /// A new item with what it says.
    pub fn item(&self, id: ItemId, agency: AgencyId) -> DisclosureItem {
        match self {
            Original::Standard(snapshot) => snapshot.item(id, agency),
            Original::Superior(snapshot) => snapshot.item(id, agency),
        }
    }

    /// The item with these fields as they are here: changes are taken over one by one.
    pub fn take_over(&self, item: &DisclosureItem, fields: &[EntryField]) -> DisclosureItem {
        let mut changed = item.clone();
        let from = self.item(item.id.clone(), item.agency.clone());
        fields.iter().for_each(|field| field.copy(&from, &mut changed));
        changed
    }

    /// With these fields as a later one has them: what was decided on is compared with that from now on, what was not
    /// still stands as a change.
    pub fn advance(&mut self, now: &Original, fields: &[EntryField]) {
        match (self, now) {
            (Original::Standard(base), Original::Standard(now)) => base.advance(now, fields),
            (Original::Superior(base), Original::Superior(now)) => {
                let blank = |snapshot: &SuperiorSnapshot| snapshot.item(ItemId(String::new()), AgencyId(String::new()));
                let mut advanced = blank(base);
                let now_item = blank(now);
                fields.iter().for_each(|field| field.copy(&now_item, &mut advanced));
                *base = SuperiorSnapshot::of(&advanced, &now.agency);
            }
            // An id never passes from one kind to the other.
            (Original::Standard(_), Original::Superior(_)) | (Original::Superior(_), Original::Standard(_)) => {}
        }
    }
}

/// Where an item, the original it was taken from and today's original differ.
pub fn three_way(item: &DisclosureItem, base: &Original, now: &Original) -> Vec<ThreeWay> {
    let blank = |original: &Original| original.item(item.id.clone(), item.agency.clone());
    let (was, is) = (blank(base), blank(now));
    let fields = base.fields().iter().map(|field| ThreeWay {
        field: *field,
        base: field.text(&was),
        own: field.text(item),
        standard: field.text(&is),
    });
    fields.filter(|it| it.changed_here() || it.changed_there()).collect()
}

/// The agencies above one on a day, the nearest first: those it is subordinate to, and, below each of them, the
/// departments of a higher tier (a township takes entries from the county and from the county's bureaus).
pub fn superiors(agencies: &[Agency], of: &AgencyId, on: NaiveDate) -> Vec<AgencyId> {
    let find = |id: &AgencyId| agencies.iter().find(|agency| agency.id == *id);
    let Some(own) = find(of) else { return Vec::new() };
    let mut above: Vec<AgencyId> = Vec::new();
    // A circle of parents ends where it began.
    let mut seen = HashSet::from([of]);
    let mut at = own;
    while let Some(parent) = at.parent_on(on).filter(|id| seen.insert(id)).and_then(find) {
        let mut beneath: Vec<&Agency> = agencies
            .iter()
            .filter(|it| it.parent_on(on) == Some(&parent.id) && it.level < own.level && is_bureau(it.kind))
            .collect();
        beneath.sort_by_key(|agency| agency.position);
        for agency in std::iter::once(parent).chain(beneath) {
            if agency.exists_on(on) && !above.contains(&agency.id) && agency.id != *of {
                above.push(agency.id.clone());
            }
        }
        at = parent;
    }
    above
}

fn is_bureau(kind: AgencyKind) -> bool {
    matches!(
        kind,
        AgencyKind::GovernmentOffice | AgencyKind::Department | AgencyKind::Vertical | AgencyKind::DevelopmentZone
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{DatedName, Ending};

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn agency(id: &str, kind: AgencyKind, parent: Option<&str>) -> Agency {
        Agency {
            id: AgencyId(id.into()),
            code: None,
            kind,
            level: kind.usual_level(),
            names: vec![DatedName { from: day(2000, 1, 1), name: id.into() }],
            parents: parent.map(|id| (day(2000, 1, 1), AgencyId(id.into()))).into_iter().collect(),
            since: None,
            ended: None,
            ledger_since: None,
            position: 0,
        }
    }

    fn above(agencies: &[Agency], of: &str, on: NaiveDate) -> Vec<String> {
        superiors(agencies, &AgencyId(of.into()), on).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn a_township_has_the_county_and_its_bureaus_above_it_and_a_bureau_only_the_county() {
        let mut all = vec![
            agency("county", AgencyKind::Government, None),
            agency("bureau", AgencyKind::Department, Some("county")),
            agency("gone", AgencyKind::Department, Some("county")),
            agency("town", AgencyKind::Township, Some("county")),
            agency("other town", AgencyKind::Township, Some("county")),
            agency("village", AgencyKind::Village, Some("town")),
        ];
        all[2].ended = Some(Ending { on: day(2024, 3, 31), successor: None });
        let today = day(2026, 1, 1);
        assert_eq!(above(&all, "town", today), ["county", "bureau"]);
        assert_eq!(above(&all, "town", day(2024, 1, 1)), ["county", "bureau", "gone"], "as it was then");
        assert_eq!(above(&all, "bureau", today), ["county"], "a bureau is not above its like");
        assert_eq!(above(&all, "village", today), ["town", "county", "bureau"]);
        assert_eq!(above(&all, "county", today), [""; 0]);
        assert_eq!(above(&all, "nobody", today), [""; 0]);
        // Moved to another parent, and a circle that somebody typed.
        all[3].parents.push((day(2025, 1, 1), AgencyId("bureau".into())));
        assert_eq!(above(&all, "town", today), ["bureau", "county"]);
        all[0].parents.push((day(2000, 1, 1), AgencyId("town".into())));
        assert_eq!(above(&all, "town", today), ["bureau", "county"]);
    }

    fn snapshots() -> (DisclosureItem, Original, SuperiorSnapshot) {
        let mut county = blank_item(ItemId("c".into()), AgencyId("county".into()));
        (county.primary, county.secondary) = ("补贴".into(), "发放".into());
        county.time_limit = TimeLimit::read("实时公开");
        county.responsible_body = "县农业农村局".into();
        county.contacts.phone = "0000-1234567".into();
        let snapshot = SuperiorSnapshot::of(&county, "county");
        let base = Original::Superior(snapshot.clone());
        (base.item(ItemId("i".into()), AgencyId("a".into())), base, snapshot)
    }

    #[test]
    fn own_changes_and_the_superiors_later_ones_are_told_apart_and_taken_over_one_by_one() {
        let (mut item, mut base, mut later) = snapshots();
        assert!(three_way(&item, &base, &base).is_empty());
        assert_eq!((item.responsible_body.as_str(), item.contacts.phone.as_str()), ("", ""), "the office's own");
        item.primary = "本镇的叫法".into();
        later.time_limit = TimeLimit::read("每季度公开");
        later.secondary = "新的名称".into();
        later.primary = "县里的新叫法".into();
        let now = Original::Superior(later);
        let found = three_way(&item, &base, &now);
        let which: Vec<_> = found.iter().map(|it| (it.field, it.changed_here(), it.changed_there())).collect();
        assert_eq!(
            which,
            [
                (EntryField::Primary, true, true),
                (EntryField::Secondary, false, true),
                (EntryField::TimeLimit, false, true)
            ]
        );
        assert_eq!(found.iter().filter(|it| it.in_conflict()).count(), 1);
        let taken = now.take_over(&item, &[EntryField::TimeLimit]);
        base.advance(&now, &[EntryField::TimeLimit]);
        assert_eq!(taken.time_limit.as_ref().unwrap().text, "每季度公开");
        assert_eq!((taken.primary.as_str(), &taken.secondary), ("本镇的叫法", &item.secondary));
        let left = three_way(&taken, &base, &now);
        assert_eq!(left.iter().filter(|it| it.changed_there()).count(), 2, "the others still stand");
        // The own words are kept: the superior's change has been seen.
        base.advance(&now, &[EntryField::Primary, EntryField::Secondary]);
        let left = three_way(&taken, &base, &now);
        assert_eq!(left.iter().map(ThreeWay::changed_there).collect::<Vec<_>>(), [false, false]);
        assert_eq!(base, now, "all was decided on");
    }

    #[test]
    fn every_field_is_compared_and_copied() {
        let (item, base, _) = snapshots();
        let Original::Superior(full) = &base else { unreachable!() };
        let mut other = full.item(ItemId("x".into()), AgencyId("b".into()));
        other.sector = "甲".into();
        other.primary = "乙".into();
        other.secondary = "丙".into();
        other.tertiary = "丁".into();
        other.content_elements = vec![ContentElement { text: "戊".into(), required: true }];
        let basis =
            LegalBasis { id: None, name: "己".into(), number: "庚".into(), article: String::new(), checked: true };
        other.legal_basis = vec![basis];
        other.time_limit = TimeLimit::read("长期公开");
        other.channels = vec![Channel::Website];
        other.audience.whole_society = true;
        other.modes = vec![Mode::Proactive];
        other.tiers = vec![AgencyLevel::County];
        other.kind = ItemKind::Service;
        other.clause = "20-5".into();
        other.withheld =
            Some(Withholding {
                article: "第十六条".into(), reason: "理由".into(), assessed_on: Some(day(2025, 1, 1))
            });
        other.stage = Some(DisclosureStage::Service);
        other.time_class = Some(TimeClass::Always);
        other.conditions = "条件".into();
        other.materials =
            vec![Material {
                name: "申请表".into(), copies: Some(2), form: "原件".into(), source: "自备".into()
            }];
        other.fees = "不收费".into();
        other.statutory_limit = "20个工作日".into();
        let now = Original::Superior(SuperiorSnapshot::of(&other, "county"));
        let found: Vec<_> = three_way(&item, &base, &now).into_iter().map(|it| it.field).collect();
        assert_eq!(found, EntryField::ALL, "each field that can differ is told");
        let taken = now.take_over(&item, EntryField::ALL);
        assert!(three_way(&taken, &now, &now).is_empty());
        assert_eq!((&taken.id, &taken.agency), (&item.id, &item.agency));
        let mut advanced = base.clone();
        advanced.advance(&now, EntryField::ALL);
        assert_eq!(advanced, now);
    }
}
