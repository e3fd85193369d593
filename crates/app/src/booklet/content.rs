//! What a booklet is made from: offices with their items, directory, index.

use super::view::{ItemChoice, OfficeItems};
use crate::view::AppError;
use mingce_compose::booklet::Office;
use mingce_domain::agency::AgencyId;
use mingce_domain::booklet::Edition;
use mingce_domain::catalogue::{Contacts, DisclosureItem, Reach};
use mingce_search::PinyinOrder;
use std::borrow::Cow;
use std::collections::HashSet;

/// An office with its items.
pub(crate) struct Named {
    /// Identity.
    pub id: AgencyId,
    /// Its name on the booklet's day.
    pub name: String,
    /// Its tier.
    pub tier: Edition,
    /// Its items that may be shown.
    pub items: Vec<DisclosureItem>,
}

/// The offices of a booklet.
pub(crate) struct Content {
    /// In the order of the file's list, by tier.
    pub offices: Vec<Named>,
    /// What the clerk should know.
    pub notes: Vec<String>,
}

/// Whether an item stands in a booklet: what is withheld, or open inside the office only, does not.
fn is_shown(item: &DisclosureItem) -> bool {
    item.withheld.is_none() && item.reach != Reach::Internal
}

impl Content {
    /// Sorts out what is not shown, and what was not asked for.
    ///
    /// # Errors
    /// When an item that was asked for is not there, or nothing is left.
    pub fn of(mut offices: Vec<Named>, wanted: &[String]) -> Result<Content, AppError> {
        let mut notes = Vec::new();
        let asked: HashSet<&str> = wanted.iter().map(|words| words.trim()).collect();
        let mut found: HashSet<&str> = HashSet::new();
        for office in &mut offices {
            let all = office.items.len();
            office.items.retain(is_shown);
            let hidden = all - office.items.len();
            if hidden > 0 {
                notes.push(format!("{}有{hidden}项不予公开或者只在内部公开，没有编入", office.name));
            }
            if wanted.is_empty() {
                continue;
            }
            office.items.retain(|item| {
                let names = names(item);
                let meant: Vec<&str> = names.iter().filter_map(|name| asked.get(name.as_ref()).copied()).collect();
                found.extend(&meant);
                !meant.is_empty()
            });
        }
        if let Some(missing) = wanted.iter().find(|words| !found.contains(words.trim())) {
            return Err(AppError::plain(format!("所选单位的公开目录中没有名称或者编号是“{missing}”、可以编入的事项")));
        }
        if !wanted.is_empty() {
            offices.retain(|office| !office.items.is_empty());
        }
        if offices.iter().all(|office| office.items.is_empty()) {
            let names: Vec<&str> = offices.iter().take(6).map(|office| office.name.as_str()).collect();
            let message = format!("{}还没有可以编入的公开事项，请先建立公开目录", names.join("、"));
            return Err(AppError::plain(message));
        }
        for office in offices.iter().filter(|office| office.items.is_empty()) {
            notes.push(format!("{}还没有公开事项，没有编入", office.name));
        }
        offices.sort_by_key(|office| office.tier);
        Ok(Content { offices, notes })
    }

    /// The items, in the order of the booklet.
    pub fn items(&self) -> impl Iterator<Item = &DisclosureItem> {
        self.offices.iter().flat_map(|office| &office.items)
    }
}

/// By what an item can be asked for: its identity, its number, its name, its path.
fn names(item: &DisclosureItem) -> [Cow<'_, str>; 4] {
    [item.id.0.as_str().into(), item.number.as_str().into(), item.name().into(), path(item).into()]
}

/// 一级事项/二级事项/三级事项, as far as they are there.
fn path(item: &DisclosureItem) -> String {
    let names = [&item.primary, &item.secondary, &item.tertiary].map(String::as_str);
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/")
}

impl Named {
    /// Its items as they can be chosen.
    pub fn choices(&self) -> OfficeItems {
        let choice = |item: &DisclosureItem| ItemChoice {
            id: item.id.0.clone(),
            number: item.number.clone(),
            name: path(item),
            chart: item.process.is_some(),
        };
        let shown = self.items.iter().filter(|item| is_shown(item)).map(choice).collect::<Vec<_>>();
        let hidden = u32::try_from(self.items.len() - shown.len()).unwrap_or(u32::MAX);
        OfficeItems { id: self.id.0.clone(), name: self.name.clone(), items: shown, hidden }
    }
}

/// The line of an office in the directory: the contacts of the item that says most. They are not mixed: a telephone belongs
/// to its office.
pub(crate) fn office(of: &Named) -> Office {
    let said = |contacts: &Contacts| {
        let Contacts { office, phone, supervision_phone, place, hours, .. } = contacts;
        [office, phone, supervision_phone, place, hours].into_iter().filter(|text| !text.trim().is_empty()).count()
    };
    let mut best = &Contacts::default();
    for item in &of.items {
        if said(&item.contacts) > said(best) {
            best = &item.contacts;
        }
    }
    Office {
        agency: of.name.clone(),
        office: best.office.clone(),
        place: best.place.clone(),
        hours: best.hours.clone(),
        phone: best.phone.clone(),
        supervision_phone: best.supervision_phone.clone(),
    }
}

/// 事项索引: places of items under their letters; what has no letter stands under `#`.
pub(crate) fn index(content: &Content) -> Vec<(char, Vec<usize>)> {
    let mut places: Vec<(PinyinOrder, usize)> =
        content.items().enumerate().map(|(place, item)| (PinyinOrder::of(item.name()), place)).collect();
    places.sort();
    let mut index: Vec<(char, Vec<usize>)> = Vec::new();
    for (order, place) in places {
        let letter = order.letter().unwrap_or('#');
        match index.last_mut().filter(|(last, _)| *last == letter) {
            Some((_, places)) => places.push(place),
            None => index.push((letter, vec![place])),
        }
    }
    index
}
