//! The shipped standard catalogue: entries that an office takes over, and what has come apart since.

use super::{
    Audience, BasisLibrary, Channel, Contacts, ContentElement, DisclosureItem, EntryField, ItemId, ItemKind,
    LegalBasis, Mode, Reach, TimeLimit,
};
use crate::agency::{AgencyId, AgencyLevel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An entry of the standard catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardEntry {
    /// Its fixed id.
    pub id: String,
    /// 一级事项.
    pub primary: String,
    /// 二级事项.
    pub secondary: String,
    /// 公开内容（要素）.
    pub elements: Vec<String>,
    /// 公开依据: ids of the basis library.
    pub bases: Vec<String>,
    /// The article of a basis, by its id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub articles: BTreeMap<String, String>,
    /// The clause of arts 20–21 behind it, if it comes from there.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// 公开时限, as printed.
    pub time_limit: String,
    /// 公开主体, as the standard names it; empty: the office itself.
    pub responsible_body: String,
    /// 公开渠道和载体.
    pub channels: Vec<Channel>,
    /// Other carriers in words.
    #[serde(default)]
    pub other_channels: Vec<String>,
    /// 全社会.
    pub whole_society: bool,
    /// 特定群体.
    #[serde(default)]
    pub groups: Vec<String>,
    /// 公开方式.
    pub modes: Vec<Mode>,
    /// 公开层级.
    pub tiers: Vec<AgencyLevel>,
    /// Whether it was read in a published catalogue. Otherwise its bases print with 【依据待核】 until an office confirms
    /// them.
    pub checked: bool,
    /// Fields that hold what is usual in the sector, not what was read in this row.
    #[serde(default)]
    pub assumed: Vec<String>,
}

/// A sector (领域) of the standard catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sector {
    /// Its fixed id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its entries.
    pub entries: Vec<StandardEntry>,
}

/// The standard catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardCatalogue {
    /// The day of its data.
    pub version: String,
    /// Where it comes from.
    pub source: String,
    /// Its sectors.
    pub sectors: Vec<Sector>,
}

/// What was taken over: the entry with its sector and its bases as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySnapshot {
    /// The sector's name.
    pub sector: String,
    /// The bases as the library had them.
    pub bases: Vec<LegalBasis>,
    /// The entry.
    pub entry: StandardEntry,
}

impl Audience {
    /// As it is printed in one cell.
    pub fn printed(&self) -> String {
        let groups = self.specific_groups.join("、");
        match (self.whole_society, groups.is_empty()) {
            (true, true) => "全社会".into(),
            (true, false) => format!("全社会；特定群体：{groups}"),
            (false, false) => format!("特定群体：{groups}"),
            (false, true) => String::new(),
        }
    }
}

impl LegalBasis {
    /// As it is printed, without the mark of what was not checked: 《名称》（文号）条款.
    pub fn printed(&self) -> String {
        let mut out = String::new();
        if !self.name.is_empty() {
            // A title that has brackets of its own begins with them.
            let titled = self.id.is_some() || !self.number.is_empty() || !self.article.is_empty();
            out = match (titled, self.name.starts_with('《') && self.name.ends_with('》')) {
                (_, true) => self.name.clone(),
                _ => format!("《{}》", self.name),
            };
        }
        match (self.number.is_empty(), out.is_empty()) {
            (true, _) => {}
            (false, true) => out.push_str(&self.number),
            (false, false) => out.push_str(&format!("（{}）", self.number)),
        }
        out + &self.article
    }
}

impl StandardCatalogue {
    /// The entry with this id and its sector.
    pub fn entry(&self, id: &str) -> Option<(&Sector, &StandardEntry)> {
        let find = |sector: &'_ Sector| sector.entries.iter().position(|entry| entry.id == id);
        self.sectors.iter().find_map(|sector| find(sector).map(|at| (sector, &sector.entries[at])))
    }

    /// The sector that a title, a sheet's name or a banner names. The longest name counts: 社会保险 and 保险.
    pub fn sector_in(&self, text: &str) -> Option<&Sector> {
        let text = super::likeness(text);
        let length = |sector: &&Sector| {
            let names = std::iter::once(&sector.name).chain(&sector.aliases).map(|name| super::likeness(name));
            names.filter(|name| !name.is_empty() && text.contains(name.as_str())).map(|name| name.chars().count()).max()
        };
        self.sectors.iter().filter(|sector| length(sector).is_some()).max_by_key(length)
    }

    /// An entry with what belongs to it, as it is now: what an item is taken over from and compared with.
    pub fn snapshot(&self, id: &str, library: &BasisLibrary) -> Option<EntrySnapshot> {
        let (sector, entry) = self.entry(id)?;
        Some(EntrySnapshot { sector: sector.name.clone(), bases: bases_of(entry, library), entry: entry.clone() })
    }
}

impl EntrySnapshot {
    /// A new item with what the entry says. Its bases are as sure as the library and the entry are.
    pub fn item(&self, id: ItemId, agency: AgencyId) -> DisclosureItem {
        let mut item = blank_item(id, agency);
        fill(&mut item, self);
        item
    }

    /// This snapshot with these fields as a later one has them: what was decided on is compared with that from now on.
    pub fn advance(&mut self, now: &EntrySnapshot, fields: &[EntryField]) {
        let (entry, later) = (&mut self.entry, &now.entry);
        for field in fields {
            match field {
                EntryField::Sector => self.sector = now.sector.clone(),
                EntryField::Primary => entry.primary = later.primary.clone(),
                EntryField::Secondary => entry.secondary = later.secondary.clone(),
                EntryField::Elements => entry.elements = later.elements.clone(),
                EntryField::Basis => {
                    self.bases = now.bases.clone();
                    (entry.bases, entry.articles) = (later.bases.clone(), later.articles.clone());
                }
                EntryField::TimeLimit => entry.time_limit = later.time_limit.clone(),
                EntryField::Channels => {
                    entry.channels = later.channels.clone();
                    entry.other_channels = later.other_channels.clone();
                }
                EntryField::Audience => {
                    (entry.whole_society, entry.groups) = (later.whole_society, later.groups.clone());
                }
                EntryField::Modes => entry.modes = later.modes.clone(),
                EntryField::Tiers => entry.tiers = later.tiers.clone(),
                EntryField::Clause => entry.clause = later.clause.clone(),
                // The standard says nothing of the others.
                EntryField::Tertiary
                | EntryField::Kind
                | EntryField::Withheld
                | EntryField::Stage
                | EntryField::TimeClass
                | EntryField::Conditions
                | EntryField::Materials
                | EntryField::Fees
                | EntryField::StatutoryLimit => {}
            }
        }
    }
}

fn bases_of(entry: &StandardEntry, library: &BasisLibrary) -> Vec<LegalBasis> {
    let article = |id: &String| entry.articles.get(id).map_or("", String::as_str);
    let cited = entry.bases.iter().filter_map(|id| library.cite(id, article(id)));
    cited.map(|basis| LegalBasis { checked: basis.checked && entry.checked, ..basis }).collect()
}

fn fill(item: &mut DisclosureItem, snapshot: &EntrySnapshot) {
    let entry = &snapshot.entry;
    item.sector = snapshot.sector.clone();
    item.primary = entry.primary.clone();
    item.secondary = entry.secondary.clone();
    let elements = entry.elements.iter().cloned();
    item.content_elements = elements.map(|text| ContentElement { text, required: true }).collect();
    item.legal_basis = snapshot.bases.clone();
    item.clause = entry.clause.clone();
    item.time_limit = TimeLimit::read(&entry.time_limit);
    item.responsible_body = entry.responsible_body.clone();
    item.channels = entry.channels.clone();
    item.other_channels = entry.other_channels.clone();
    item.audience = Audience { whole_society: entry.whole_society, specific_groups: entry.groups.clone() };
    item.modes = entry.modes.clone();
    item.tiers = entry.tiers.clone();
}

/// An item of which nothing is filled in yet.
pub fn blank_item(id: ItemId, agency: AgencyId) -> DisclosureItem {
    DisclosureItem {
        id,
        agency,
        number: String::new(),
        index_number: String::new(),
        kind: ItemKind::Information,
        sector: String::new(),
        primary: String::new(),
        secondary: String::new(),
        tertiary: String::new(),
        summary: String::new(),
        content_elements: Vec::new(),
        legal_basis: Vec::new(),
        clause: String::new(),
        time_limit: None,
        time_class: None,
        responsible_body: String::new(),
        channels: Vec::new(),
        other_channels: Vec::new(),
        audience: Audience::default(),
        modes: Vec::new(),
        withheld: None,
        tiers: Vec::new(),
        stage: None,
        reach: Reach::Public,
        contacts: Contacts::default(),
        materials: Vec::new(),
        fees: String::new(),
        statutory_limit: String::new(),
        promised_limit: String::new(),
        conditions: String::new(),
        process: None,
        validity: None,
        formed_on: None,
        published_on: None,
        next_due_on: None,
        archive_place: String::new(),
        note: String::new(),
        adopted: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> (StandardCatalogue, BasisLibrary) {
        #[derive(Deserialize)]
        struct Bases {
            bases: Vec<super::super::Basis>,
        }
        let bases: Bases = serde_json::from_str(include_str!("../../../../assets/law/legal_bases.json")).unwrap();
        let standard = include_str!("../../../../assets/catalogues/standard.json");
        (serde_json::from_str(standard).unwrap(), BasisLibrary::new(bases.bases))
    }

    fn entries(catalogue: &StandardCatalogue) -> impl Iterator<Item = &StandardEntry> {
        catalogue.sectors.iter().flat_map(|sector| &sector.entries)
    }

    #[test]
    fn every_shipped_entry_cites_acts_of_the_library_that_still_hold() {
        let (catalogue, library) = shipped();
        for entry in entries(&catalogue) {
            assert!(!entry.bases.is_empty(), "{}", entry.id);
            for id in &entry.bases {
                let basis = library.get(id).unwrap_or_else(|| panic!("{}: {id}", entry.id));
                assert!(!basis.state.is_stale(), "{}: {}", entry.id, basis.name);
            }
        }
        for basis in library.all() {
            assert!(
                basis.successor.as_ref().is_none_or(|id| library.get(id).is_some_and(|it| !it.state.is_stale())),
                "{}",
                basis.id
            );
            assert!(!basis.checked || !basis.number.contains("待核"), "{}", basis.id);
        }
    }

    #[test]
    fn shipped_ids_are_unique_and_every_entry_can_be_taken_over_whole() {
        let (catalogue, library) = shipped();
        let ids: std::collections::BTreeSet<_> = entries(&catalogue).map(|entry| &entry.id).collect();
        assert_eq!(ids.len(), entries(&catalogue).count());
        for entry in entries(&catalogue) {
            let item = catalogue.snapshot(&entry.id, &library).unwrap().item(ItemId("i".into()), AgencyId("a".into()));
            assert!(item.time_limit.is_some() && !item.modes.is_empty() && !item.tiers.is_empty(), "{}", entry.id);
            assert!(!item.audience.printed().is_empty() && !item.content_elements.is_empty(), "{}", entry.id);
            assert!(!item.name().is_empty() && item.legal_basis.len() == entry.bases.len(), "{}", entry.id);
            assert!(
                entry.checked || item.legal_basis.iter().all(|basis| !basis.checked),
                "{}: never read, so 依据待核",
                entry.id
            );
        }
    }

    #[test]
    fn what_was_decided_on_is_compared_with_the_later_entry_and_the_rest_with_the_first() {
        let (catalogue, library) = shipped();
        let base = catalogue.snapshot("S21-01", &library).unwrap();
        let other = catalogue.snapshot("R20-07", &library).unwrap();
        let mut advanced = base.clone();
        for field in EntryField::STANDARD {
            advanced.advance(&other, &[*field]);
            let item = |snapshot: &EntrySnapshot| snapshot.item(ItemId("i".into()), AgencyId("a".into()));
            assert_eq!(field.text(&item(&advanced)), field.text(&item(&other)), "{field:?}");
        }
        let mut one = base.clone();
        one.advance(&other, &[EntryField::TimeLimit]);
        assert_eq!((&one.entry.primary, &one.bases), (&base.entry.primary, &base.bases));
    }

    #[test]
    fn a_sector_is_found_in_titles_and_the_longest_name_counts() {
        let (catalogue, _) = shipped();
        let name = |text| catalogue.sector_in(text).map(|sector| sector.name.as_str());
        assert_eq!(name("青石镇养老服务领域基层政务公开标准目录"), Some("养老服务"));
        assert_eq!(name("（五）社会救助"), Some("社会救助"));
        assert_eq!(name("Sheet1"), None);
    }
}
