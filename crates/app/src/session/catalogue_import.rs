//! Lists that come into the catalogue of the open file: old tables, and lists that a program wrote.

use super::Session;
use crate::catalogue::import::{self, Given, Import};
use crate::catalogue::view::{ImportRequest, ImportView};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::ItemId;
use mingce_domain::catalogue::foreign::{ColumnAnswers, Planned};
use mingce_store::{ProcessId, Stamp};

/// The setting that keeps what columns of old tables hold.
const COLUMNS: &str = "catalogue.columns";

impl Session {
    /// Shows what an import would do, or does it: one step that can be undone.
    ///
    /// # Errors
    /// When no table can be read, or the file cannot be written. Nothing is changed then.
    pub fn import_catalogue(
        &mut self,
        agency: &str,
        request: &ImportRequest,
        now: &Now,
    ) -> Result<ImportView, AppError> {
        let given = import::given(&request.source)?;
        let import = self.planned_import(agency, given, &request.columns, request.without.as_deref())?;
        if request.apply {
            self.apply_import(agency, &import, &request.columns, now)?;
        }
        Ok(import.view(request.apply))
    }

    /// The same from a file's bytes, for the command line.
    ///
    /// # Errors
    /// As [`Session::import_catalogue`].
    pub fn import_catalogue_file(
        &mut self,
        agency: &str,
        bytes: &[u8],
        name: &str,
        apply: bool,
        now: &Now,
    ) -> Result<Import, AppError> {
        let given = import::read(bytes, name)?;
        let import = self.planned_import(agency, given, &ColumnAnswers::new(), None)?;
        if apply {
            self.apply_import(agency, &import, &ColumnAnswers::new(), now)?;
        }
        Ok(import)
    }

    pub(super) fn planned_import(
        &self,
        agency: &str,
        given: Given,
        columns: &ColumnAnswers,
        without: Option<&[u32]>,
    ) -> Result<Import, AppError> {
        let mut answers: ColumnAnswers = self.opened()?.store.setting(COLUMNS)?.unwrap_or_default();
        answers.extend(columns.iter().map(|(head, column)| (head.clone(), *column)));
        let (given, left) = self.without_lost_processes(given)?;
        let import = Import::new(
            given,
            &answers,
            without,
            (&self.assets.standard, &*self.library()?),
            &self.catalogue_items(agency)?,
        )?;
        Ok(if left == 0 {
            import
        } else {
            import.noted(format!("{left}项的办事程序（流程）不在本文件中，没有带入，请另选"))
        })
    }

    /// A list that another file wrote names that file's processes, which are not in it: such names lead nowhere here. Also how
    /// many there were.
    fn without_lost_processes(&self, given: Given) -> Result<(Given, usize), AppError> {
        let Given::List(mut file) = given else { return Ok((given, 0)) };
        let mut left = 0;
        for item in &mut file.items {
            let Some(id) = &item.process else { continue };
            if self.opened()?.store.process(&ProcessId(id.clone()))?.is_none() {
                item.process = None;
                left += 1;
            }
        }
        Ok((Given::List(file), left))
    }

    fn apply_import(
        &mut self,
        agency: &str,
        import: &Import,
        columns: &ColumnAnswers,
        now: &Now,
    ) -> Result<(), AppError> {
        self.refuse_received(agency)?;
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let places = self.places(agency)?;
        let mut next = places.values().max().map_or(1, |last| last + 1);
        let mut remembered: ColumnAnswers = self.opened()?.store.setting(COLUMNS)?.unwrap_or_default();
        remembered.extend(columns.iter().map(|(head, column)| (head.clone(), *column)));
        let changes =
            import.planned().iter().filter(|it| matches!(it, Planned::Added(_) | Planned::Changed(..))).count();
        if changes == 0 {
            return Ok(());
        }
        let label = format!("导入公开目录：{changes}项");
        self.opened_mut()?.store.act(&stamp, &label, |act| {
            for planned in import.planned() {
                match planned {
                    Planned::Added(item) => {
                        let mut item = (**item).clone();
                        item.id = ItemId(act.new_id());
                        item.agency = AgencyId(agency.to_string());
                        act.put_item(&item, next)?;
                        next += 1;
                    }
                    Planned::Changed(item, _) => act.put_item(item, places.get(&item.id).copied().unwrap_or(next))?,
                    Planned::Unchanged | Planned::Repeated => {}
                }
            }
            if !columns.is_empty() {
                act.set_setting(COLUMNS, &remembered)?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
