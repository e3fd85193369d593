//! 办事程序 of an item: one of the file's processes, or a shipped one, which is copied into the file to be adapted.

use super::Session;
use super::catalogue::{many, one_id};
use crate::catalogue::view::ProcessChoice;
use crate::view::AppError;
use mingce_domain::process::Process;
use mingce_store::{ProcessId, Stamp, StoredProcess};

/// How the choice of a shipped process begins.
const SHIPPED: &str = "shipped:";

impl Session {
    /// The processes that an item of an agency can have: its own and the shared ones, then the shipped ones that it has not
    /// copied yet.
    ///
    /// # Errors
    /// When the agency is unknown, or the file or the shipped data cannot be read.
    pub fn process_choices(&self, agency: &str) -> Result<Vec<ProcessChoice>, AppError> {
        let agency = self.known_agency(agency)?;
        let theirs = |stored: &StoredProcess| stored.agency.as_ref().is_none_or(|id| *id == agency);
        let there: Vec<StoredProcess> = self.opened()?.store.processes()?.into_iter().filter(theirs).collect();
        let copied = |id: &str| there.iter().any(|it| it.adopted.as_ref().is_some_and(|base| base.base_id == id));
        let shipped = self.assets.processes()?;
        let shipped = shipped.iter().filter(|process| !copied(&process.id));
        let choice = |id: String, process: &Process, shipped| ProcessChoice {
            id,
            title: process.title.clone(),
            level: process.level.label().into(),
            shipped,
        };
        let mut choices: Vec<ProcessChoice> =
            there.iter().map(|stored| choice(stored.id.0.clone(), &stored.process, false)).collect();
        choices.extend(shipped.map(|process| choice(format!("{SHIPPED}{}", process.id), process, true)));
        Ok(choices)
    }

    /// The title of an item's process.
    pub(super) fn process_title(&self, id: &str) -> Result<String, AppError> {
        let found = self.opened()?.store.process(&ProcessId(id.to_string()))?;
        Ok(found.map(|stored| stored.process.title).unwrap_or_default())
    }

    /// Sets 办事程序 of items; an empty choice takes it away.
    pub(super) fn set_process(
        &mut self,
        agency: &str,
        ids: &[String],
        choice: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let gone = || AppError::plain("没有这个流程，请刷新后重试".into()).at("process");
        let mut items = self.chosen(agency, ids)?;
        let chosen = self.process_choices(agency)?.into_iter().find(|it| it.id == choice);
        let title = match (choice, &chosen) {
            ("", _) => String::new(),
            (_, Some(chosen)) => chosen.title.clone(),
            (_, None) => return Err(gone()),
        };
        let names: Vec<_> = items.iter().map(|(item, place)| (item.clone(), *place)).collect();
        let said = match choice {
            "" => format!("{}的办事程序", many("去掉", &names)),
            _ => format!("{}的办事程序：{title}", many("设定", &names)),
        };
        let copy = match choice.strip_prefix(SHIPPED) {
            None => None,
            Some(id) => {
                let shipped = self.assets.processes()?.into_iter().find(|process| process.id == id).ok_or_else(gone)?;
                Some(self.copy_of(&self.known_agency(agency)?, &shipped)?)
            }
        };
        self.opened_mut()?.store.act(stamp, &said, |act| {
            let process = match copy {
                _ if choice.is_empty() => None,
                None => Some(choice.to_string()),
                Some(mut copy) => {
                    copy.id = ProcessId(act.new_id());
                    act.put_process(&copy)?;
                    Some(copy.id.0)
                }
            };
            for (item, place) in &mut items {
                item.process = process.clone();
                act.put_item(item, *place)?;
            }
            Ok(())
        })?;
        Ok((said, one_id(ids)))
    }
}
