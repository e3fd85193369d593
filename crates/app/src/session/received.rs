//! A superior's catalogue as a file: its items stand in this file beside the office's own, to be adopted and compared;
//! they change only with the superior's next file.

use super::Session;
use super::agencies::misfit;
use crate::agencies_view::{ReceiveView, ReceivedView};
use crate::catalogue::import::{Given, given, read};
use crate::catalogue::json::CatalogueFile;
use crate::catalogue::view::ImportSource;
use crate::new_file::{WHO, first_day};
use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, DatedName, agency_name, fits};
use mingce_domain::catalogue::{DisclosureItem, ItemId, Original, SuperiorSnapshot};
use mingce_store::{Stamp, Store};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The setting that keeps which agencies are known from a file only.
const RECEIVED: &str = "catalogue.received";

/// The superiors of a data file whose catalogues are known from a file only.
pub(crate) fn received(store: &Store) -> Result<BTreeMap<String, Received>, AppError> {
    Ok(store.setting(RECEIVED)?.unwrap_or_default())
}

/// When a superior's catalogue was made, and taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Received {
    /// When the superior made the file.
    made_on: Option<NaiveDate>,
    /// When it was taken in.
    taken_on: NaiveDate,
}

/// What a file would change.
struct Plan {
    superior: Agency,
    known: bool,
    /// Items to write, with their places.
    written: Vec<(DisclosureItem, i64)>,
    /// Items that the superior no longer has.
    gone: Vec<ItemId>,
    added: u32,
    changed: u32,
    unchanged: u32,
}

impl Session {
    /// The superiors that are known from a file only.
    pub(super) fn received(&self) -> Result<BTreeMap<String, Received>, AppError> {
        received(&self.opened()?.store)
    }

    /// Refuses what would change a superior's catalogue.
    pub(super) fn refuse_received(&self, agency: &str) -> Result<(), AppError> {
        if self.received()?.contains_key(agency) {
            let message = "这是上级单位的目录，不能在这里修改。上级修改后，请重新读入它的目录文件";
            return Err(AppError::plain(message.into()));
        }
        Ok(())
    }

    pub(super) fn received_view(&self, received: &BTreeMap<String, Received>) -> Result<Vec<ReceivedView>, AppError> {
        let store = &self.opened()?.store;
        let agencies = store.agencies()?;
        let mut views = Vec::new();
        for (id, taken) in received {
            let Some(agency) = agencies.iter().find(|agency| agency.id.0 == *id) else { continue };
            views.push(ReceivedView {
                id: id.clone(),
                name: agency.names.last().map(|dated| dated.name.clone()).unwrap_or_default(),
                level: agency.level.label().into(),
                items: store.item_places(&agency.id)?.len() as u32,
                made_on: taken.made_on.map(|day| day.to_string()).unwrap_or_default(),
                taken_on: taken.taken_on.to_string(),
            });
        }
        Ok(views)
    }

    /// Takes in a superior's catalogue, or shows what that would change: one step that can be undone.
    ///
    /// # Errors
    /// When the file is no catalogue of this program with its office, is that of an agency of this file, or cannot be
    /// written. Nothing is changed then.
    pub fn receive_catalogue(
        &mut self,
        source: &ImportSource,
        apply: bool,
        now: &Now,
    ) -> Result<ReceiveView, AppError> {
        self.receive(given(source)?, apply, now)
    }

    /// The same from a file's bytes, for the command line.
    ///
    /// # Errors
    /// As [`Session::receive_catalogue`].
    pub fn receive_catalogue_file(
        &mut self,
        bytes: &[u8],
        name: &str,
        apply: bool,
        now: &Now,
    ) -> Result<ReceiveView, AppError> {
        self.receive(read(bytes, name)?, apply, now)
    }

    fn receive(&mut self, given: Given, apply: bool, now: &Now) -> Result<ReceiveView, AppError> {
        let Given::List(file) = given else {
            let message = "这是一份表格，没有写明每一项的来历，不能与上级的目录长期比较。请向上级索取由“导出 JSON”得到的\
                           目录文件；只有表格的，请用“导入”作为本单位的事项";
            return Err(AppError::plain(message.into()));
        };
        let plan = self.plan_received(&file, now)?;
        let changed = plan.changed;
        let removed = plan.gone.len() as u32;
        let nothing = plan.added + changed + removed == 0;
        let name = plan.superior.names.last().map(|dated| dated.name.clone()).unwrap_or_default();
        let said = match (plan.known, nothing) {
            (true, true) => format!("{name}的目录没有变化"),
            (true, false) => {
                format!("{name}的目录：新增{}项、修改{changed}项、取消{removed}项", plan.added)
            }
            (false, _) => format!("读入{name}的目录（{}项）", plan.added),
        };
        let view = ReceiveView {
            schema: "received/1".into(),
            name,
            made_on: file.made_on.map(|day| day.to_string()).unwrap_or_default(),
            known: plan.known,
            added: plan.added,
            changed,
            unchanged: plan.unchanged,
            removed,
            applied: apply,
            said,
        };
        if apply {
            self.write_received(plan, file.made_on, &view.said, now)?;
        }
        Ok(view)
    }

    fn plan_received(&self, file: &CatalogueFile, now: &Now) -> Result<Plan, AppError> {
        let (superior, known) = self.whose_file(file, now)?;
        let store = &self.opened()?.store;
        let there: HashMap<ItemId, DisclosureItem> =
            store.catalogue_items(&superior.id)?.into_iter().map(|item| (item.id.clone(), item)).collect();
        let places = store.item_places(&superior.id)?;
        let mut seen = HashSet::new();
        let (mut written, mut added, mut changed, mut unchanged) = (Vec::new(), 0, 0, 0);
        for (place, item) in (1..).zip(&file.items) {
            let named = || item.name().chars().take(40).collect::<String>();
            // The data file takes no other identities: 36 characters, as every program of this kind gives them.
            let is_identity = item.id.0.len() == 36 && item.id.0.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
            if !is_identity || !seen.insert(&item.id) {
                let message = format!("目录文件第{place}项“{}”的标识不对或重复，没有读入。请上级重新导出", named());
                return Err(AppError::plain(message));
            }
            let shared = SuperiorSnapshot::of(item, &file.agency);
            let item = Original::Superior(shared).item(item.id.clone(), superior.id.clone());
            match there.get(&item.id) {
                Some(before) if *before == item && places.get(&item.id) == Some(&place) => unchanged += 1,
                Some(before) => {
                    // Moved only: there is nothing to decide on, and yet its place is written.
                    *(if *before == item { &mut unchanged } else { &mut changed }) += 1;
                    written.push((item, place));
                }
                None => {
                    if store.catalogue_item(&item.id)?.is_some() {
                        let message = format!(
                            "“{}”已在本数据文件另一单位的目录中：这份文件出自本数据文件，不需要从文件采用",
                            named()
                        );
                        return Err(AppError::plain(message));
                    }
                    added += 1;
                    written.push((item, place));
                }
            }
        }
        let mut gone: Vec<ItemId> = there.into_keys().filter(|id| !seen.contains(id)).collect();
        gone.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(Plan { superior, known, written, gone, added, changed, unchanged })
    }

    /// The superior whose catalogue this is: known by code, else by name; or a new one.
    fn whose_file(&self, file: &CatalogueFile, now: &Now) -> Result<(Agency, bool), AppError> {
        let name = agency_name(&file.agency).map_err(misfit)?;
        let Some(office) = &file.office else {
            let message = "目录文件没有写明单位的类型和层级（由较早的版本导出）。请上级用新版本重新导出";
            return Err(AppError::plain(message.into()));
        };
        let store = &self.opened()?.store;
        let all = store.agencies()?;
        let called = |agency: &&Agency| agency.names.last().is_some_and(|dated| dated.name == name);
        let coded = |agency: &&Agency| office.code.is_some() && agency.code == office.code;
        let Some(found) = all.iter().find(coded).or_else(|| all.iter().find(called)) else {
            let superior = Agency {
                id: AgencyId(String::new()),
                code: office.code.clone(),
                kind: office.kind,
                level: office.level,
                names: vec![DatedName { from: first_day(now.today), name: name.to_string() }],
                parents: Vec::new(),
                since: None,
                ended: None,
                ledger_since: None,
                position: all.iter().map(|agency| agency.position).max().map_or(0, |last| last + 1),
            };
            fits(&superior, &all).map_err(misfit)?;
            return Ok((superior, false));
        };
        let mut superior = found.clone();
        let received = self.received()?.contains_key(&found.id.0);
        if !received {
            let own = store.own_agency()?.as_ref() == Some(&found.id);
            // An agency that was only set down as the parent gets its catalogue from the file.
            let mut held = store.agency_holders(&found.id)?;
            held.retain(|what| *what != "下级单位");
            if own || !held.is_empty() {
                let message =
                    format!("“{name}”在本数据文件中已有自己的记录，不需要从文件采用；要并入它的目录，请用“导入”");
                return Err(AppError::plain(message));
            }
        }
        if let Some(latest) = superior.names.last_mut() {
            latest.name = name.to_string();
        }
        (superior.kind, superior.level) = (office.kind, office.level);
        superior.code = office.code.clone().or(superior.code);
        fits(&superior, &all).map_err(misfit)?;
        Ok((superior, received))
    }

    fn write_received(
        &mut self,
        plan: Plan,
        made_on: Option<NaiveDate>,
        said: &str,
        now: &Now,
    ) -> Result<(), AppError> {
        let mut received = self.received()?;
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let Plan { mut superior, written, gone, .. } = plan;
        let taken = Received { made_on, taken_on: now.today };
        self.opened_mut()?.store.act(&stamp, said, |act| {
            if superior.id.0.is_empty() {
                superior.id = AgencyId(act.new_id());
            }
            act.put_agency(&superior)?;
            for id in &gone {
                act.remove_item(id)?;
            }
            for (item, place) in &written {
                let item = DisclosureItem { agency: superior.id.clone(), ..item.clone() };
                act.put_item(&item, *place)?;
            }
            received.insert(superior.id.0.clone(), taken);
            act.set_setting(RECEIVED, &received)
        })?;
        Ok(())
    }

    /// Deletes a superior's catalogue. What was adopted from it stays, and is said to have lost its original.
    pub(super) fn forget_received(&mut self, id: &str, stamp: &Stamp) -> Result<(String, Option<String>), AppError> {
        let mut received = self.received()?;
        if received.remove(id).is_none() {
            return Err(AppError::plain("没有读入过这个单位的目录，请刷新后重试".into()));
        }
        let id = AgencyId(id.to_string());
        let store = &self.opened()?.store;
        let name =
            store.agency(&id)?.and_then(|it| it.names.last().map(|dated| dated.name.clone())).unwrap_or_default();
        let items = store.catalogue_items(&id)?;
        // One that is somebody's parent stays as that.
        let parent = store.agency_holders(&id)?.iter().any(|what| *what != "公开事项");
        let said = format!("移去{name}的目录（{}项）", items.len());
        self.opened_mut()?.store.act(stamp, &said, |act| {
            for item in &items {
                act.remove_item(&item.id)?;
            }
            if !parent {
                act.remove_agency(&id)?;
            }
            if received.is_empty() { act.clear_setting(RECEIVED) } else { act.set_setting(RECEIVED, &received) }
        })?;
        Ok((said, None))
    }
}
