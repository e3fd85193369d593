//! The fields of an item column by column: taken from the row above, joined with a continuation row.

use super::columns::{Column, levels_in};
use crate::agency::AgencyId;
use crate::catalogue::{DisclosureItem, ItemId, Mode, blank_item};

/// Copies what a column holds from one item to another.
pub(super) fn copy(from: &DisclosureItem, to: &mut DisclosureItem, column: Column) {
    match column {
        Column::Number => to.number.clone_from(&from.number),
        Column::Sector => to.sector.clone_from(&from.sector),
        Column::Primary => to.primary.clone_from(&from.primary),
        Column::Secondary => to.secondary.clone_from(&from.secondary),
        Column::Tertiary => to.tertiary.clone_from(&from.tertiary),
        Column::Elements => to.content_elements.clone_from(&from.content_elements),
        Column::Basis => to.legal_basis.clone_from(&from.legal_basis),
        Column::TimeLimit => to.time_limit.clone_from(&from.time_limit),
        Column::Body => to.responsible_body.clone_from(&from.responsible_body),
        Column::Office => to.contacts.office.clone_from(&from.contacts.office),
        Column::Channels => {
            to.channels.clone_from(&from.channels);
            to.other_channels.clone_from(&from.other_channels);
        }
        Column::WholeSociety => to.audience.whole_society = from.audience.whole_society,
        Column::SpecificGroup => to.audience.specific_groups.clone_from(&from.audience.specific_groups),
        Column::Audience => to.audience.clone_from(&from.audience),
        Column::Proactive | Column::OnApplication | Column::Mode => to.modes.clone_from(&from.modes),
        Column::Tier | Column::Tiers => to.tiers.clone_from(&from.tiers),
        Column::Stage => to.stage = from.stage,
        Column::IndexNumber => to.index_number.clone_from(&from.index_number),
        Column::Summary => to.summary.clone_from(&from.summary),
        Column::FormedOn => to.formed_on = from.formed_on,
        Column::Phone => to.contacts.phone.clone_from(&from.contacts.phone),
        Column::SupervisionPhone => to.contacts.supervision_phone.clone_from(&from.contacts.supervision_phone),
        Column::Note => to.note.clone_from(&from.note),
        Column::Ignored => {}
    }
}

/// The same for 同上 in a column of ticks: only this column's, not what its neighbours say.
pub(super) fn copy_tick(from: &DisclosureItem, to: &mut DisclosureItem, column: Column, head: &str) {
    let only = match column {
        Column::Proactive => Mode::Proactive,
        Column::OnApplication => Mode::OnApplication,
        Column::Tier => {
            let levels = levels_in(head.rsplit('/').next().unwrap_or(head));
            let ticked = levels.into_iter().filter(|level| from.tiers.contains(level));
            to.tiers.extend(ticked);
            to.tiers.sort();
            to.tiers.dedup();
            return;
        }
        _ => return copy(from, to, column),
    };
    if from.modes.contains(&only) && !to.modes.contains(&only) {
        to.modes.push(only);
        to.modes.sort();
    }
}

/// What is lost or mixed up when a continuation row says something else than the rows above it.
pub(super) fn differing(
    before: &DisclosureItem,
    joined: &DisclosureItem,
    part: &DisclosureItem,
    column: Column,
) -> Option<String> {
    let only = |of: &DisclosureItem| {
        let mut item = blank_item(ItemId(String::new()), AgencyId(String::new()));
        copy(of, &mut item, column);
        item
    };
    let nothing = blank_item(ItemId(String::new()), AgencyId(String::new()));
    let (before, joined, part) = (only(before), only(joined), only(part));
    match column {
        // Each row's own elements and bases are all the item's.
        Column::Elements | Column::Basis => None,
        _ if before == nothing || before == joined && part == before => None,
        _ if joined != before => Some(format!("同一事项各行的“{}”不同，合并读入，请核对", column.label())),
        Column::Channels
        | Column::Audience
        | Column::WholeSociety
        | Column::SpecificGroup
        | Column::Proactive
        | Column::OnApplication
        | Column::Mode
        | Column::Tier
        | Column::Tiers => None,
        _ => Some(format!("同一事项各行的“{}”不同，按第一行读入，请核对", column.label())),
    }
}

/// Adds what a continuation row says to the item above.
pub(super) fn join(item: &mut DisclosureItem, part: DisclosureItem, column: Column) {
    fn add<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
        for one in from {
            if !to.contains(&one) {
                to.push(one);
            }
        }
    }
    match column {
        Column::Elements => add(&mut item.content_elements, part.content_elements),
        Column::Basis => add(&mut item.legal_basis, part.legal_basis),
        Column::Channels => {
            add(&mut item.channels, part.channels);
            add(&mut item.other_channels, part.other_channels);
        }
        Column::Audience | Column::WholeSociety | Column::SpecificGroup => {
            item.audience.whole_society |= part.audience.whole_society;
            add(&mut item.audience.specific_groups, part.audience.specific_groups);
        }
        Column::Proactive | Column::OnApplication | Column::Mode => add(&mut item.modes, part.modes),
        Column::Tier | Column::Tiers => {
            add(&mut item.tiers, part.tiers);
            item.tiers.sort();
        }
        Column::TimeLimit if item.time_limit.is_none() => item.time_limit = part.time_limit,
        Column::Body if item.responsible_body.is_empty() => item.responsible_body = part.responsible_body,
        Column::TimeLimit | Column::Body => {}
        // Whatever was not said before.
        _ => {
            let nothing = blank_item(ItemId(String::new()), AgencyId(String::new()));
            let mut own = nothing.clone();
            copy(item, &mut own, column);
            if own == nothing {
                copy(&part, item, column);
            }
        }
    }
}
