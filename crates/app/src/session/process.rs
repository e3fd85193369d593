//! The processes of the open file: listed, imported, copied from the shipped ones, compared with them.

use super::Session;
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::process::import::{Became, Import};
use crate::process::view::ProcessRow;
use crate::process::{ReadProcess, named, shipped, version_of};
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::Adopted;
use mingce_domain::process::Process;
use mingce_domain::process::renew::{Part, PartThreeWay, advance, take_over, three_way, together};
use mingce_store::{ProcessId, Stamp, StoredProcess};

/// A process of the file with what it was copied from, then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// The process.
    pub stored: StoredProcess,
    /// The shipped one as it was copied.
    pub base: Process,
    /// The shipped one as it is now.
    pub now: Process,
    /// Where the three differ.
    pub parts: Vec<PartThreeWay>,
}

impl Session {
    /// The processes of an agency and those that all share; without an agency all of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn processes(&self, agency: Option<&AgencyId>) -> Result<Vec<StoredProcess>, AppError> {
        let mut all = self.opened()?.store.processes()?;
        if let Some(agency) = agency {
            all.retain(|stored| stored.agency.as_ref().is_none_or(|of| of == agency));
        }
        Ok(all)
    }

    /// The same as rows of a list.
    ///
    /// # Errors
    /// As [`Session::processes`].
    pub fn process_rows(&self, agency: Option<&AgencyId>, now: &Now) -> Result<Vec<ProcessRow>, AppError> {
        let names = self.agency_names(now.today)?;
        let name = |id: &AgencyId| names.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone());
        let row = |stored: StoredProcess| {
            let agency = stored.agency.as_ref().and_then(name).unwrap_or_default();
            let base = stored.adopted.as_ref().map(|adopted| adopted.base_id.clone()).unwrap_or_default();
            ProcessRow::of(&stored.id.0, &stored.process, &agency, &base)
        };
        Ok(self.processes(agency)?.into_iter().map(row).collect())
    }

    /// The process that is meant: by its identity in the file, by its own id, by its title.
    ///
    /// # Errors
    /// When none, or more than one, answers to the name.
    pub fn process_named(&self, agency: Option<&AgencyId>, name: &str) -> Result<StoredProcess, AppError> {
        let all = self.processes(agency)?;
        let of_id: Vec<&StoredProcess> = all.iter().filter(|it| it.process.id == name.trim()).collect();
        if let [one] = of_id.as_slice() {
            return Ok((*one).clone());
        }
        named(&all, |stored| (&stored.id.0, &stored.process.title), name).cloned()
    }

    /// Whether the open file holds invented data.
    ///
    /// # Errors
    /// When no file is open.
    pub fn is_sample(&self) -> Result<bool, AppError> {
        Ok(self.opened()?.store.is_sample())
    }

    /// Takes a process from a file into the agency's: a new one, or in place of the one with its id or title. One step that
    /// can be undone; without `write` only what would happen.
    ///
    /// # Errors
    /// When the agency is unknown, the chart is larger than can be drawn, or the file cannot be written.
    pub fn import_process(
        &mut self,
        agency: &str,
        read: &ReadProcess,
        write: bool,
        now: &Now,
    ) -> Result<Import, AppError> {
        let agency = self.known_agency(agency)?;
        let mut there = self.processes(Some(&agency))?;
        there.retain(|stored| stored.agency.as_ref() == Some(&agency));
        let mut import = Import::plan(read, &there)?;
        import.id = import.replaces.as_ref().map(|stored| stored.id.0.clone());
        if !write || import.became() == Became::Unchanged {
            return Ok(import);
        }
        let said = format!("导入流程“{}”", import.process.title);
        let stored = match &import.replaces {
            Some(before) => StoredProcess { process: import.process.clone(), ..before.clone() },
            None => self.new_process(&agency, import.process.clone(), None)?,
        };
        import.id = Some(self.put_process(stored, &said, now)?);
        Ok(import)
    }

    /// Copies a shipped process for an agency, which may then change it; what it was is kept for comparing.
    ///
    /// # Errors
    /// When there is no such process, the agency has copied it already, or the file cannot be written.
    pub fn adopt_process(&mut self, agency: &str, name: &str, now: &Now) -> Result<StoredProcess, AppError> {
        let agency = self.known_agency(agency)?;
        let all = shipped(&self.assets)?;
        let from = named(&all, |process| (&process.id, &process.title), name)?;
        let is_copy = |it: &StoredProcess| it.adopted.as_ref().is_some_and(|adopted| adopted.base_id == from.id);
        if self.processes(Some(&agency))?.iter().any(|it| it.agency.as_ref() == Some(&agency) && is_copy(it)) {
            return Err(AppError::plain(format!("“{}”已经采用过，可直接修改", from.title)));
        }
        let mut stored = self.copy_of(&agency, from)?;
        let said = format!("采用标准流程“{}”", from.title);
        stored.id = ProcessId(self.put_process(stored.clone(), &said, now)?);
        Ok(stored)
    }

    /// A shipped process as the agency's own, with its base; it has no identity yet.
    pub(super) fn copy_of(&self, agency: &AgencyId, shipped: &Process) -> Result<StoredProcess, AppError> {
        let adopted = Some(base_of(&shipped.id, shipped, &version_of(shipped)?)?);
        self.new_process(agency, shipped.clone(), adopted)
    }

    /// A copied process beside what it was copied from.
    ///
    /// # Errors
    /// When it was not copied, what was kept of the original is damaged, or there is no such shipped process any more.
    pub fn compare_process(&self, stored: StoredProcess) -> Result<Compared, AppError> {
        let title = stored.process.title.clone();
        let adopted = stored.adopted.as_ref().ok_or_else(|| {
            AppError::plain(format!("“{title}”不是由标准流程采用的，没有可比较的底稿；可用 --with 与另一份流程比较"))
        })?;
        let base: Process = serde_json::from_str(&adopted.base_snapshot)
            .map_err(|error| AppError::with_detail(format!("“{title}”采用时的底稿已损坏，无法比较"), &error))?;
        let all = shipped(&self.assets)?;
        let now = all.into_iter().find(|process| process.id == adopted.base_id);
        let now = now.ok_or_else(|| {
            AppError::plain(format!("标准流程中已没有“{}”，“{title}”今后由本单位自行维护", adopted.base_id))
        })?;
        let parts = three_way(&stored.process, &base, &now);
        Ok(Compared { stored, base, now, parts })
    }

    /// Decides on changes of the standard, each by its key and all that hangs together with it: takes them over, or keeps
    /// what the office has. Without keys all that the office has not changed itself. One step that can be undone.
    ///
    /// # Errors
    /// When a key is unknown, the chart would have a new error, or the file cannot be written.
    pub fn decide_process(
        &mut self,
        compared: &Compared,
        keys: &[String],
        keep: bool,
        now: &Now,
    ) -> Result<(String, StoredProcess), AppError> {
        let Compared { stored, base, now: standard, parts } = compared;
        let open: Vec<&PartThreeWay> = parts.iter().filter(|it| it.changed_there()).collect();
        let chosen = match keys {
            [] => undisputed(parts),
            keys => keys.iter().map(|key| by_key(&open, key)).collect::<Result<Vec<Part>, _>>()?,
        };
        if chosen.is_empty() {
            return Err(AppError::plain("没有可以决定的修改".into()));
        }
        let (process, decided) = if keep {
            (stored.process.clone(), together(parts, &chosen))
        } else {
            take_over(&stored.process, base, standard, &chosen)
                .map_err(|refused| AppError::plain(refused.to_string()))?
        };
        let advanced = advance(base, standard, &decided);
        // As long as something is open it is still a copy of the earlier version.
        let known = stored.adopted.as_ref().map(|adopted| adopted.base_version.clone()).unwrap_or_default();
        let rest = three_way(&process, &advanced, standard).iter().any(PartThreeWay::changed_there);
        let version = if rest { known } else { version_of(standard)? };
        let adopted = Some(base_of(&standard.id, &advanced, &version)?);
        let changed = StoredProcess { process, adopted, ..stored.clone() };
        let verb = if keep { "保留本单位的写法" } else { "采用标准流程的修改" };
        let said = format!("“{}”{verb}{}处", stored.process.title, decided.len());
        self.put_process(changed.clone(), &said, now)?;
        Ok((said, changed))
    }

    pub(super) fn new_process(
        &self,
        agency: &AgencyId,
        process: Process,
        adopted: Option<Adopted>,
    ) -> Result<StoredProcess, AppError> {
        let last = self.opened()?.store.processes()?.iter().map(|stored| stored.position).max();
        let position = last.map_or(0, |last| last + 1);
        Ok(StoredProcess { id: ProcessId(String::new()), agency: Some(agency.clone()), process, position, adopted })
    }

    pub(super) fn put_process(&mut self, mut stored: StoredProcess, said: &str, now: &Now) -> Result<String, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let open = self.opened_mut()?;
        Ok(open.store.act(&stamp, said, |act| {
            if stored.id.0.is_empty() {
                stored.id = ProcessId(act.new_id());
            }
            act.put_process(&stored)?;
            Ok(stored.id.0.clone())
        })?)
    }
}

/// What is kept of the original.
fn base_of(id: &str, process: &Process, version: &str) -> Result<Adopted, AppError> {
    let base_snapshot = serde_json::to_string(process)
        .map_err(|error| AppError::with_detail("采用时的底稿无法保存，请重试".into(), &error))?;
    Ok(Adopted { base_id: id.to_string(), base_version: version.to_string(), base_snapshot })
}

/// Changes of the standard that the office did not touch, nor anything that hangs together with them.
fn undisputed(parts: &[PartThreeWay]) -> Vec<Part> {
    let disputed = |group: usize| group > 0 && parts.iter().any(|it| it.group == group && it.changed_here());
    let clear = |it: &&PartThreeWay| it.changed_there() && !it.changed_here() && !disputed(it.group);
    parts.iter().filter(clear).map(|it| it.part.clone()).collect()
}

fn by_key(open: &[&PartThreeWay], key: &str) -> Result<Part, AppError> {
    let found = open.iter().find(|it| it.part.key() == key.trim());
    found.map(|it| it.part.clone()).ok_or_else(|| {
        let known: Vec<String> = open.iter().take(20).map(|it| it.part.key()).collect();
        let known = if known.is_empty() {
            "没有未决定的修改".into()
        } else {
            format!("可写：{}", known.join("、"))
        };
        AppError::plain(format!("没有“{key}”这一处修改。{known}"))
    })
}
