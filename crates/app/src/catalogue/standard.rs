//! The standard catalogue as it is offered.

use super::view::{StandardEntryView, StandardSectorView, StandardView};
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{BasisLibrary, DisclosureItem, ItemId, StandardCatalogue, element_lines};
use std::collections::HashSet;

/// All sectors, with what the agency has taken over already.
pub fn view(standard: &StandardCatalogue, library: &BasisLibrary, items: &[DisclosureItem]) -> StandardView {
    let adopted: HashSet<&str> =
        items.iter().filter_map(|item| item.adopted.as_ref()).map(|adopted| adopted.base_id.as_str()).collect();
    let entry = |id: &str| -> Option<StandardEntryView> {
        let snapshot = standard.snapshot(id, library)?;
        let item = snapshot.item(ItemId(String::new()), AgencyId(String::new()));
        Some(StandardEntryView {
            id: id.to_string(),
            elements: element_lines(&item.content_elements).join("\n"),
            bases: item.legal_basis.iter().map(|basis| basis.printed()).collect::<Vec<_>>().join("\n"),
            time_limit: snapshot.entry.time_limit.clone(),
            tiers: item.tiers.iter().map(|tier| tier.label()).collect::<Vec<_>>().join("、"),
            tier_keys: item.tiers.iter().map(|tier| tier.key().to_string()).collect(),
            checked: snapshot.entry.checked && item.legal_basis.iter().all(|basis| basis.checked),
            adopted: adopted.contains(id),
            primary: item.primary,
            secondary: item.secondary,
        })
    };
    let sectors = standard.sectors.iter().map(|sector| StandardSectorView {
        name: sector.name.clone(),
        entries: sector.entries.iter().filter_map(|it| entry(&it.id)).collect(),
    });
    StandardView {
        version: standard.version.clone(),
        source: standard.source.clone(),
        sectors: sectors.collect(),
        sources: Vec::new(),
    }
}

/// A superior's catalogue, with what the agency has taken over; sectors in the order of their first item.
pub(crate) fn of_superior(theirs: &[DisclosureItem], own: &[DisclosureItem]) -> StandardView {
    let adopted: HashSet<&str> =
        own.iter().filter_map(|item| item.adopted.as_ref()).map(|adopted| adopted.base_id.as_str()).collect();
    let mut sectors: Vec<StandardSectorView> = Vec::new();
    for item in theirs {
        let entry = StandardEntryView {
            id: item.id.0.clone(),
            primary: item.primary.clone(),
            // A third level is part of what the entry is called.
            secondary: [&item.secondary, &item.tertiary]
                .map(String::as_str)
                .into_iter()
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
                .join(" / "),
            elements: element_lines(&item.content_elements).join("\n"),
            bases: item.legal_basis.iter().map(|basis| basis.printed()).collect::<Vec<_>>().join("\n"),
            time_limit: item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
            tiers: item.tiers.iter().map(|tier| tier.label()).collect::<Vec<_>>().join("、"),
            tier_keys: item.tiers.iter().map(|tier| tier.key().to_string()).collect(),
            checked: item.legal_basis.iter().all(|basis| basis.checked),
            adopted: adopted.contains(item.id.as_base().as_str()),
        };
        match sectors.iter_mut().find(|sector| sector.name == item.sector) {
            Some(sector) => sector.entries.push(entry),
            None => sectors.push(StandardSectorView { name: item.sector.clone(), entries: vec![entry] }),
        }
    }
    StandardView { version: String::new(), source: String::new(), sectors, sources: Vec::new() }
}
