//! More items for the sample county, so that its booklets have something in them: for each tier, with a process of their own
//! and without.

use super::load::{AT, WHO, damaged, known, rows};
use super::rows::{AgencyRow, ItemRow};
use crate::assets::Assets;
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::ItemId;
use mingce_domain::process::Process;
use mingce_store::{ProcessId, Stamp, Store, StoredProcess};
use std::collections::BTreeMap;

/// Adds the items to the sample's file, once: one step that can be undone.
///
/// # Errors
/// When the sample's rows are missing or damaged, or the file cannot be written.
pub fn add(store: &mut Store, assets: &Assets) -> Result<(), AppError> {
    let folder = assets.samples().join("qingxi");
    let agencies: Vec<AgencyRow> = rows(&folder, "agencies")?;
    let items: Vec<ItemRow> = rows(&folder, "booklet_items")?;
    let codes: BTreeMap<&str, &str> = agencies.iter().map(|row| (row.key.as_str(), row.code.as_str())).collect();
    let there = store.agencies()?;
    let mut ids: BTreeMap<String, AgencyId> = BTreeMap::new();
    let mut numbers = Vec::new();
    for row in &items {
        let code = codes.get(row.agency.as_str()).copied();
        let agency = there.iter().find(|agency| agency.code.is_some() && agency.code.as_deref() == code);
        let agency = agency.ok_or_else(|| damaged(&row.agency))?;
        if ids.insert(row.agency.clone(), agency.id.clone()).is_none() {
            numbers.extend(store.catalogue_items(&agency.id)?.into_iter().map(|item| item.number));
        }
    }
    if items.iter().any(|row| numbers.contains(&row.number)) {
        return Ok(());
    }
    let shipped: BTreeMap<String, Process> =
        assets.processes()?.into_iter().map(|process| (process.id.clone(), process)).collect();
    let last = store.processes()?.iter().map(|stored| stored.position).max().unwrap_or(-1);
    let stamp = Stamp::new(AT, WHO)?;
    store.act(&stamp, "加入示例公开目录", |act| {
        let mut made: BTreeMap<(&str, &str), String> = BTreeMap::new();
        for (at, row) in (1_i64..).zip(&items) {
            let agency = known(&ids, &row.agency)?.clone();
            let key = (row.agency.as_str(), row.process.as_str());
            let process = match (row.process.as_str(), made.get(&key)) {
                ("", _) => None,
                (_, Some(uid)) => Some(uid.clone()),
                (id, None) => {
                    let uid = act.new_id();
                    let stored = StoredProcess {
                        id: ProcessId(uid.clone()),
                        agency: Some(agency.clone()),
                        process: known(&shipped, id)?.clone(),
                        position: last + at,
                        adopted: None,
                    };
                    act.put_process(&stored)?;
                    made.insert(key, uid.clone());
                    Some(uid)
                }
            };
            // Behind what is there already, in the order of the rows.
            let item = row.item(ItemId(act.new_id()), agency, process);
            act.put_item(&item, 1_000 + at)?;
        }
        Ok(())
    })?;
    Ok(())
}
