//! What an office takes from the standard and from its superiors, and what it decides on when they change.

use super::Session;
use super::catalogue::{many, one_id};
use crate::catalogue::originals::{Originals, compared, latest_names, undisputed};
use crate::catalogue::standard;
use crate::catalogue::upstream_view::{SourceView, UpstreamChange, UpstreamItem, UpstreamView};
use crate::catalogue::view::StandardView;
use crate::prepare::Now;
use crate::view::AppError;
use mingce_domain::agency::{Agency, AgencyId, AgencyLevel};
use mingce_domain::catalogue::{DisclosureItem, EntryField, ItemId, Origin, Original, ThreeWay, likeness, superiors};
use mingce_store::{Owner, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The setting that keeps what an agency follows.
const FOLLOWED: &str = "catalogue.followed:";

/// What a step said, and the item it was about.
type Done = Result<(String, Option<String>), AppError>;

/// What an agency follows: what it was shown and left is not new to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Followed {
    /// The superiors it has taken items from.
    agencies: BTreeSet<String>,
    /// Their items that it did not take, by identity.
    left: BTreeSet<String>,
}

impl Session {
    /// The originals of all items of an agency.
    pub(super) fn originals(&self, agency: &str) -> Result<Originals<'_>, AppError> {
        let followed = self.opened()?.store.items_followed(&AgencyId(agency.to_string()))?;
        self.originals_with(followed)
    }

    /// The original of one item.
    pub(super) fn original(&self, item: &DisclosureItem) -> Result<Originals<'_>, AppError> {
        let followed = match item.adopted.as_ref().map(|adopted| adopted.origin()) {
            Some(Origin::Item(id)) => self.opened()?.store.catalogue_item(&id)?,
            _ => None,
        };
        self.originals_with(followed.into_iter().collect())
    }

    fn originals_with(&self, followed: Vec<DisclosureItem>) -> Result<Originals<'_>, AppError> {
        Ok(Originals {
            standard: &self.assets.standard,
            library: self.library()?,
            items: followed.into_iter().map(|item| (item.id.clone(), item)).collect(),
            names: latest_names(&self.opened()?.store.agencies()?),
        })
    }

    /// The standard, or a superior's catalogue, with what the agency has taken over.
    ///
    /// # Errors
    /// When an agency is unknown, the source is no superior of it, or the file cannot be read.
    pub fn standard_catalogue(&self, agency: &str, source: Option<&str>, now: &Now) -> Result<StandardView, AppError> {
        let items = self.catalogue_items(agency)?;
        let sources = self.sources(agency, now)?;
        let mut view = match source {
            None => standard::view(&self.assets.standard, &*self.library()?, &items),
            Some(source) => standard::of_superior(&self.superior_items(agency, source, now)?, &items),
        };
        view.sources = sources;
        Ok(view)
    }

    fn sources(&self, agency: &str, now: &Now) -> Result<Vec<SourceView>, AppError> {
        let store = &self.opened()?.store;
        let agencies = store.agencies()?;
        let names = latest_names(&agencies);
        let mut sources = Vec::new();
        for id in self.above(agency, &agencies, now)? {
            let count = store.item_places(&id)?.len() as u32;
            let name = names.get(&id).cloned().unwrap_or_default();
            sources.push(SourceView { id: id.0, name, count });
        }
        Ok(sources)
    }

    /// The superiors whose catalogues are here: those of the file, and those known from a file of theirs that do not stand
    /// lower.
    fn above(&self, agency: &str, agencies: &[Agency], now: &Now) -> Result<Vec<AgencyId>, AppError> {
        let own = agencies.iter().find(|it| it.id.0 == agency);
        let mut above = superiors(agencies, &AgencyId(agency.to_string()), now.today);
        for id in self.received()?.into_keys().map(AgencyId) {
            let fits = agencies.iter().any(|it| it.id == id && own.is_some_and(|own| it.level <= own.level));
            if fits && id.0 != agency && !above.contains(&id) {
                above.push(id);
            }
        }
        Ok(above)
    }

    /// The items of a superior.
    fn superior_items(&self, agency: &str, source: &str, now: &Now) -> Result<Vec<DisclosureItem>, AppError> {
        let store = &self.opened()?.store;
        let source = AgencyId(source.to_string());
        if !self.above(agency, &store.agencies()?, now)?.contains(&source) {
            return Err(AppError::plain("这个单位不是本单位的上级，不能从它的目录采用".into()));
        }
        Ok(store.catalogue_items(&source)?)
    }

    fn followed(&self, agency: &str) -> Result<Followed, AppError> {
        Ok(self.opened()?.store.setting(&format!("{FOLLOWED}{agency}"))?.unwrap_or_default())
    }

    /// The key of an agency's tier; `None` for one that is not there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tier(&self, agency: &str) -> Result<Option<String>, AppError> {
        Ok(self.level(agency)?.map(|level| level.key().to_string()))
    }

    fn level(&self, agency: &str) -> Result<Option<AgencyLevel>, AppError> {
        Ok(self.opened()?.store.agencies()?.iter().find(|it| it.id.0 == agency).map(|it| it.level))
    }

    /// What changed upstream, was withdrawn there, or is new there.
    ///
    /// # Errors
    /// As [`Session::catalogue`].
    pub fn upstream(&self, agency: &str) -> Result<UpstreamView, AppError> {
        let items = self.catalogue_items(agency)?;
        let originals = self.originals(agency)?;
        let own = |item: &DisclosureItem| UpstreamItem {
            id: item.id.0.clone(),
            name: item.name().into(),
            sector: item.sector.clone(),
            from: originals.whose(item),
            source: String::new(),
        };
        let (mut changed, mut withdrawn) = (Vec::new(), Vec::new());
        for item in &items {
            if originals.withdrawn(item) {
                withdrawn.push(own(item));
                continue;
            }
            let fields = originals.changes(item)?;
            if !fields.is_empty() {
                changed.push(UpstreamChange { item: own(item), fields: compared(fields) });
            }
        }
        let added = self.new_upstream(agency, &items, &originals)?;
        Ok(UpstreamView { schema: "upstream/1".into(), changed, withdrawn, added })
    }

    /// Items of followed superiors that concern the agency's tier, and that it neither has nor left.
    fn new_upstream(
        &self,
        agency: &str,
        items: &[DisclosureItem],
        originals: &Originals<'_>,
    ) -> Result<Vec<UpstreamItem>, AppError> {
        let followed = self.followed(agency)?;
        let taken = taken(items);
        let level = self.level(agency)?;
        let mut added = Vec::new();
        for source in &followed.agencies {
            for item in self.opened()?.store.catalogue_items(&AgencyId(source.clone()))? {
                let concerns = level.is_some_and(|level| item.tiers.contains(&level));
                if concerns && !taken.contains(&item.id) && !followed.left.contains(&item.id.0) {
                    added.push(UpstreamItem {
                        name: item.name().into(),
                        sector: item.sector.clone(),
                        from: originals.name(&item.agency).into(),
                        source: source.clone(),
                        id: item.id.0,
                    });
                }
            }
        }
        Ok(added)
    }

    pub(super) fn adopt(&mut self, agency: &str, entries: &[String], stamp: &Stamp, now: &Now) -> Done {
        let there = self.catalogue_items(agency)?;
        let name = self.catalogue_agency(agency, now)?;
        let taken = |id: &String| there.iter().any(|item| item.adopted.as_ref().is_some_and(|it| it.base_id == *id));
        let mut items = Vec::new();
        let originals = self.originals_with(Vec::new())?;
        for id in entries.iter().filter(|id| !taken(id)) {
            let snapshot = originals.standard.snapshot(id, &originals.library);
            let snapshot = snapshot.ok_or_else(|| AppError::plain(format!("标准目录中没有条目{id}，请刷新后重试")))?;
            let original = Original::Standard(snapshot);
            let mut item = original.item(ItemId(String::new()), AgencyId(agency.to_string()));
            if item.responsible_body.is_empty() {
                item.responsible_body = name.clone();
            }
            item.adopted = Some(originals.adopted(id, &original, &original, None)?);
            items.push(item);
        }
        let said = match (items.as_slice(), entries.len()) {
            ([], 0) => return Err(AppError::plain("请先勾选要采用的条目".into())),
            ([], _) => return Err(AppError::plain("所选条目都已采用过".into())),
            ([one], _) => format!("从标准目录采用“{}”", one.name()),
            (all, _) => format!("从标准目录采用{}项", all.len()),
        };
        let ids = self.append(agency, items, &said, stamp)?;
        Ok((said, one_id(&ids)))
    }

    /// Takes items of a superior over. One that is here already under the same names follows the superior's from now on,
    /// with its own words: nothing stands twice in the list.
    pub(super) fn adopt_from(
        &mut self,
        agency: &str,
        source: &str,
        wanted: &[String],
        stamp: &Stamp,
        now: &Now,
    ) -> Done {
        if wanted.is_empty() {
            return Err(AppError::plain("请先勾选要采用的事项".into()));
        }
        let theirs = self.superior_items(agency, source, now)?;
        let own = self.catalogue_items(agency)?;
        let (name, places) = (self.catalogue_agency(agency, now)?, self.places(agency)?);
        let level = self.level(agency)?;
        let originals = self.originals_with(Vec::new())?;
        let from = originals.name(&AgencyId(source.to_string())).to_string();
        let known = taken(&own);
        let mut alike: HashMap<[String; 4], &DisclosureItem> =
            own.iter().filter(|item| !follows_superior(item)).map(|item| (names(item), item)).collect();
        let by_id: HashMap<&str, &DisclosureItem> = theirs.iter().map(|item| (item.id.0.as_str(), item)).collect();
        let (mut made, mut linked) = (Vec::new(), Vec::new());
        for id in wanted {
            let their = by_id.get(id.as_str());
            let their =
                their.ok_or_else(|| AppError::plain(format!("“{from}”的目录中已没有所选的事项，请刷新后重试")))?;
            if known.contains(&their.id) {
                continue;
            }
            let original = originals.superior(their);
            let adopted = originals.adopted(&their.id.as_base(), &original, &original, None)?;
            if let Some(mine) = alike.remove(&names(their)) {
                let place = places.get(&mine.id).copied().unwrap_or_default();
                linked.push((DisclosureItem { adopted: Some(adopted), ..mine.clone() }, place));
                continue;
            }
            let mut item = original.item(ItemId(String::new()), AgencyId(agency.to_string()));
            // Who publishes, and where to call, is the office's own.
            item.responsible_body = name.clone();
            item.adopted = Some(adopted);
            made.push(item);
        }
        if made.is_empty() && linked.is_empty() {
            return Err(AppError::plain("所选事项都已采用过".into()));
        }
        let mut followed = self.followed(agency)?;
        followed.agencies.insert(source.to_string());
        let concern = theirs.iter().filter(|item| level.is_some_and(|level| item.tiers.contains(&level)));
        followed.left.extend(concern.map(|item| item.id.0.clone()));
        let took = known.iter().map(|id| &id.0).chain(wanted);
        took.for_each(|id| _ = followed.left.remove(id));
        let mut said = match (made.as_slice(), linked.as_slice()) {
            ([one], []) => format!("从{from}采用“{}”", one.name()),
            (made, linked) => format!("从{from}采用{}项", made.len() + linked.len()),
        };
        if !linked.is_empty() {
            said += &format!("，其中{}项已有同名事项，保留本单位的写法，以后随上级比较", linked.len());
        }
        let next = places.values().max().map_or(1, |last| last + 1);
        let key = format!("{FOLLOWED}{agency}");
        let ids = self.opened_mut()?.store.act(stamp, &said, |act| {
            let mut ids = Vec::new();
            for (item, place) in &linked {
                act.put_item(item, *place)?;
                ids.push(item.id.0.clone());
            }
            for (position, mut item) in (next..).zip(made) {
                item.id = ItemId(act.new_id());
                act.put_item(&item, position)?;
                ids.push(item.id.0);
            }
            act.set_setting(&key, &followed)?;
            Ok(ids)
        })?;
        Ok((said, one_id(&ids)))
    }

    /// Says of new items of superiors that the office does not take them.
    pub(super) fn leave(&mut self, agency: &str, ids: &[String], stamp: &Stamp) -> Done {
        let new: HashSet<String> = self.upstream(agency)?.added.into_iter().map(|item| item.id).collect();
        let left: Vec<&String> = ids.iter().filter(|id| new.contains(*id)).collect();
        if left.is_empty() {
            return Err(AppError::plain("所选的不是上级新增的事项，请刷新后重试".into()));
        }
        let mut followed = self.followed(agency)?;
        let said = format!("不采用上级新增的{}项", left.len());
        followed.left.extend(left.into_iter().cloned());
        let key = format!("{FOLLOWED}{agency}");
        self.opened_mut()?.store.act(stamp, &said, |act| act.set_setting(&key, &followed))?;
        Ok((said, None))
    }

    /// Deletes items with their files. A superior's item that is given up here is not new again.
    pub(super) fn remove_items(&mut self, agency: &str, ids: &[String], stamp: &Stamp) -> Done {
        let items = self.chosen(agency, ids)?;
        let said = many("删除", &items);
        let before = self.followed(agency)?;
        let mut followed = before.clone();
        followed.left.extend(items.iter().filter_map(|(item, _)| original_item(item)).map(|id| id.0));
        let key = format!("{FOLLOWED}{agency}");
        let store = &mut self.opened_mut()?.store;
        let mut files = Vec::new();
        for (item, _) in &items {
            files.extend(store.attachments(Owner::Item(&item.id.0))?);
        }
        store.act(stamp, &said, |act| {
            files.iter().try_for_each(|file| act.detach(&file.id))?;
            items.iter().try_for_each(|(item, _)| act.remove_item(&item.id))?;
            if followed == before { Ok(()) } else { act.set_setting(&key, &followed) }
        })?;
        Ok((said, None))
    }

    /// Items whose original is gone become the office's own.
    pub(super) fn detach(&mut self, agency: &str, ids: &[String], stamp: &Stamp) -> Done {
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        items.iter_mut().for_each(|(item, _)| item.adopted = None);
        let said = match items.as_slice() {
            [(one, _)] => format!("“{}”改为本单位自有事项", one.name()),
            all => format!("{}项改为本单位自有事项", all.len()),
        };
        self.put(&items, &before, &said, stamp)?;
        Ok((said, one_id(ids)))
    }

    /// Takes fields of one item as its original has them now (`keep`: looks at them and keeps the office's words).
    pub(super) fn decide(&mut self, agency: &str, id: &str, fields: &[EntryField], keep: bool, stamp: &Stamp) -> Done {
        let before = self.chosen(agency, &[id.to_string()])?;
        let (item, place) = &before[0];
        let originals = self.original(item)?;
        let changed = decided(&originals, item, fields, keep)?;
        let whose = originals.whose(item);
        let said = if keep {
            format!("“{}”保留本单位的写法", item.name())
        } else {
            format!("采用{whose}对“{}”的修改", item.name())
        };
        self.put(&[(changed, *place)], &before, &said, stamp)?;
        Ok((said, Some(id.to_string())))
    }

    /// Takes over what originals changed and the office did not, for many items at once.
    pub(super) fn take_over_all(&mut self, agency: &str, ids: &[String], stamp: &Stamp) -> Done {
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        let originals = self.originals(agency)?;
        let (mut taken, mut disputed) = (0, 0);
        for (item, _) in &mut items {
            let changes = originals.changes(item)?;
            let fields = undisputed(&changes);
            disputed += changes.iter().filter(|it| ThreeWay::in_conflict(it)).count();
            if !fields.is_empty() {
                *item = decided(&originals, item, &fields, false)?;
                taken += 1;
            }
        }
        let rest = format!("另有{disputed}处本单位也改过，请逐项决定");
        match (taken, disputed) {
            (0, 0) => return Err(AppError::plain("所选事项没有可以采用的修改".into())),
            (0, _) => return Err(AppError::plain(format!("没有可以一并采用的修改：{rest}"))),
            _ => {}
        }
        let said = format!("采用上级和标准的修改：{taken}项");
        self.put(&items, &before, &said, stamp)?;
        Ok((if disputed == 0 { said } else { format!("{said}。{rest}") }, None))
    }
}

/// The item after a decision on some fields.
fn decided(
    originals: &Originals<'_>,
    item: &DisclosureItem,
    fields: &[EntryField],
    keep: bool,
) -> Result<DisclosureItem, AppError> {
    let nothing = || AppError::plain(format!("“{}”没有可以采用的修改：它不是采用来的，或者来源已经取消", item.name()));
    let adopted = item.adopted.as_ref().ok_or_else(nothing)?;
    let now = originals.now(adopted).ok_or_else(nothing)?;
    let mut base = originals.base(item)?.ok_or_else(nothing)?;
    let mut changed = if keep { item.clone() } else { now.take_over(item, fields) };
    base.advance(&now, fields);
    changed.adopted = Some(originals.adopted(&adopted.base_id, &base, &now, Some(adopted))?);
    Ok(changed)
}

/// The superior's item that an item was taken from.
fn original_item(item: &DisclosureItem) -> Option<ItemId> {
    match item.adopted.as_ref()?.origin() {
        Origin::Item(id) => Some(id),
        Origin::Standard(_) => None,
    }
}

fn follows_superior(item: &DisclosureItem) -> bool {
    original_item(item).is_some()
}

/// The superiors' items that these were taken from.
fn taken(items: &[DisclosureItem]) -> HashSet<ItemId> {
    items.iter().filter_map(original_item).collect()
}

/// What makes two items the same to people.
fn names(item: &DisclosureItem) -> [String; 4] {
    [&item.sector, &item.primary, &item.secondary, &item.tertiary].map(|name| likeness(name))
}
