//! What items were taken from, as it was then and as it is now.

use super::view::CompareView;
use crate::output::sha256;
use crate::view::AppError;
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::catalogue::{
    Adopted, BasisLibrary, DisclosureItem, EntryField, ItemId, Origin, Original, StandardCatalogue, SuperiorSnapshot,
    ThreeWay, three_way,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// The originals of an agency's items.
pub(crate) struct Originals<'a> {
    pub(crate) standard: &'a StandardCatalogue,
    pub(crate) library: Cow<'a, BasisLibrary>,
    /// The superiors' items that are followed, by identity.
    pub(crate) items: HashMap<ItemId, DisclosureItem>,
    /// The agencies' latest names.
    pub(crate) names: HashMap<AgencyId, String>,
}

/// How an item stands to its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Standing {
    /// Whether it was taken from a superior.
    pub(crate) superior: bool,
    /// Whether the original has changed since.
    pub(crate) later: bool,
    /// Whether there is no original any more.
    pub(crate) withdrawn: bool,
}

/// The latest names of these agencies.
pub(crate) fn latest_names(agencies: &[Agency]) -> HashMap<AgencyId, String> {
    let name = |agency: &Agency| agency.names.last().map(|dated| dated.name.clone()).unwrap_or_default();
    agencies.iter().map(|agency| (agency.id.clone(), name(agency))).collect()
}

impl Originals<'_> {
    /// What an item was taken from, as it was then.
    pub(crate) fn base(&self, item: &DisclosureItem) -> Result<Option<Original>, AppError> {
        let Some(adopted) = &item.adopted else { return Ok(None) };
        let damaged = |error: serde_json::Error| {
            AppError::with_detail(format!("“{}”采用时的底稿已损坏，无法比较", item.name()), &error)
        };
        let text = &adopted.base_snapshot;
        let base = match adopted.origin() {
            Origin::Standard(_) => serde_json::from_str(text).map(Original::Standard),
            Origin::Item(_) => serde_json::from_str(text).map(Original::Superior),
        };
        base.map(Some).map_err(damaged)
    }

    /// The same as it is now; `None` when it is there no more.
    pub(crate) fn now(&self, adopted: &Adopted) -> Option<Original> {
        match adopted.origin() {
            Origin::Standard(id) => self.standard.snapshot(id, &self.library).map(Original::Standard),
            Origin::Item(id) => self.items.get(&id).map(|item| self.superior(item)),
        }
    }

    /// What is taken over of a superior's item.
    pub(crate) fn superior(&self, item: &DisclosureItem) -> Original {
        Original::Superior(SuperiorSnapshot::of(item, self.name(&item.agency)))
    }

    pub(crate) fn name(&self, agency: &AgencyId) -> &str {
        self.names.get(agency).map_or("", String::as_str)
    }

    /// Who has the original, for people.
    pub(crate) fn whose(&self, item: &DisclosureItem) -> String {
        match item.adopted.as_ref().map(Adopted::origin) {
            None => String::new(),
            Some(Origin::Standard(_)) => "标准目录".into(),
            Some(Origin::Item(id)) => match self.items.get(&id) {
                Some(there) => self.name(&there.agency).into(),
                // Who had it stands in what was taken.
                None => match self.base(item) {
                    Ok(Some(Original::Superior(base))) => base.agency,
                    _ => "上级单位".into(),
                },
            },
        }
    }

    /// What an item remembers of its original. As long as not everything of it was decided on, its version is the one
    /// before (`known`).
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn adopted(
        &self,
        base_id: &str,
        base: &Original,
        now: &Original,
        known: Option<&Adopted>,
    ) -> Result<Adopted, AppError> {
        let json = match base {
            Original::Standard(snapshot) => serde_json::to_string(snapshot),
            Original::Superior(snapshot) => serde_json::to_string(snapshot),
        };
        let base_snapshot =
            json.map_err(|error| AppError::with_detail("采用时的底稿无法保存，请重试".into(), &error))?;
        let base_version = match (known, base) {
            (Some(known), _) if base != now => known.base_version.clone(),
            (_, Original::Standard(_)) => self.standard.version.clone(),
            (_, Original::Superior(_)) => sha256(base_snapshot.as_bytes()),
        };
        Ok(Adopted { base_id: base_id.to_string(), base_version, base_snapshot })
    }

    /// Whether it was taken from this very version of the standard: then nothing can have changed since, and thousands of
    /// entries need not be looked up.
    fn is_this_standard(&self, adopted: &Adopted) -> bool {
        matches!(adopted.origin(), Origin::Standard(_)) && adopted.base_version == self.standard.version
    }

    /// The same for a superior's item, by what was kept of it: its snapshot need not be read.
    fn untouched(adopted: &Adopted, now: &Original) -> bool {
        let Original::Superior(snapshot) = now else { return false };
        serde_json::to_string(snapshot)
            .is_ok_and(|text| text == adopted.base_snapshot || sha256(text.as_bytes()) == adopted.base_version)
    }

    /// Where item, base and original differ.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub(crate) fn differing(&self, item: &DisclosureItem) -> Result<Vec<ThreeWay>, AppError> {
        let (Some(base), Some(now)) = (self.base(item)?, item.adopted.as_ref().and_then(|it| self.now(it))) else {
            return Ok(Vec::new());
        };
        Ok(three_way(item, &base, &now))
    }

    /// What the original changed since, and the office has not decided on.
    ///
    /// # Errors
    /// As [`Originals::differing`].
    pub(crate) fn changes(&self, item: &DisclosureItem) -> Result<Vec<ThreeWay>, AppError> {
        let Some(adopted) = item.adopted.as_ref().filter(|it| !self.is_this_standard(it)) else {
            return Ok(Vec::new());
        };
        let Some(now) = self.now(adopted).filter(|now| !Originals::untouched(adopted, now)) else {
            return Ok(Vec::new());
        };
        let Some(base) = self.base(item)? else { return Ok(Vec::new()) };
        Ok(three_way(item, &base, &now).into_iter().filter(ThreeWay::changed_there).collect())
    }

    /// Whether what it was taken from is there no more.
    pub(crate) fn withdrawn(&self, item: &DisclosureItem) -> bool {
        let Some(adopted) = item.adopted.as_ref().filter(|it| !self.is_this_standard(it)) else { return false };
        match adopted.origin() {
            Origin::Standard(id) => self.standard.entry(id).is_none(),
            Origin::Item(id) => !self.items.contains_key(&id),
        }
    }

    pub(crate) fn standing(&self, item: &DisclosureItem) -> Standing {
        Standing {
            superior: item.adopted.as_ref().is_some_and(|it| matches!(it.origin(), Origin::Item(_))),
            // A base that is damaged is said where the item is shown.
            later: self.changes(item).is_ok_and(|all| !all.is_empty()),
            withdrawn: self.withdrawn(item),
        }
    }
}

/// For the window.
pub(crate) fn compared(fields: Vec<ThreeWay>) -> Vec<CompareView> {
    let view = |it: ThreeWay| CompareView {
        field: it.field.key().into(),
        label: it.field.label().into(),
        changed_here: it.changed_here(),
        changed_there: it.changed_there(),
        base: it.base,
        own: it.own,
        standard: it.standard,
    };
    fields.into_iter().map(view).collect()
}

/// The fields that can be taken over without asking: the office did not change them itself.
pub(crate) fn undisputed(changes: &[ThreeWay]) -> Vec<EntryField> {
    changes.iter().filter(|it| it.changed_there() && !it.in_conflict()).map(|it| it.field).collect()
}
