//! The catalogue of the open file.

use super::Session;
use crate::catalogue;
use crate::catalogue::export::{self as catalogue_export, FORMATS};
use crate::catalogue::import::{self, Import};
use crate::catalogue::originals::compared;
use crate::catalogue::view::{
    CatalogueEdit, CatalogueEdited, CatalogueExportRequest, CatalogueView, ImportRequest, ImportView, ItemView,
};
use crate::export::{self, Report};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use chrono::Datelike;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::foreign::{Column, ColumnAnswers, Planned, read_day, write_column};
use mingce_domain::catalogue::{DisclosureItem, ItemId, blank_item, next_due};
use mingce_domain::check::{CatalogueContext, ClauseCover, Findings, check_catalogue, clause_cover};
use mingce_store::{Act, Stamp};
use std::collections::HashMap;
use std::path::Path;

/// The setting that keeps what columns of old tables hold.
const COLUMNS: &str = "catalogue.columns";
/// The longest text of a field, in characters.
pub(super) const LONGEST: usize = 20_000;

impl Session {
    /// The catalogue of an agency with what the checks say.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be read.
    pub fn catalogue(&self, agency: &str, now: &Now) -> Result<CatalogueView, AppError> {
        let items = self.catalogue_items(agency)?;
        let findings = self.check_items(agency, &items, now)?;
        let originals = self.originals(agency)?;
        Ok(catalogue::list(agency, &items, findings, &|item| originals.standing(item)))
    }

    /// What the checks say of an agency's catalogue.
    ///
    /// # Errors
    /// As [`Session::catalogue`].
    pub fn check_catalogue(&self, agency: &str, now: &Now) -> Result<Findings, AppError> {
        self.check_items(agency, &self.catalogue_items(agency)?, now)
    }

    fn check_items(&self, agency: &str, items: &[DisclosureItem], now: &Now) -> Result<Findings, AppError> {
        let (library, calendar) = (self.library()?, &self.assets.calendar);
        let kind = self.opened()?.store.agencies()?.iter().find(|it| it.id.0 == agency).map(|it| it.kind);
        Ok(check_catalogue(&CatalogueContext { items, library: &library, kind, calendar, today: now.today }))
    }

    /// What arts 20 and 21 ask of an agency, and how many of its items answer each clause.
    ///
    /// # Errors
    /// As [`Session::catalogue`].
    pub fn clause_cover(&self, agency: &str) -> Result<Vec<ClauseCover>, AppError> {
        let items = self.catalogue_items(agency)?;
        let agencies = self.opened()?.store.agencies()?;
        let kind = agencies.iter().find(|it| it.id.0 == agency).map(|it| it.kind);
        Ok(kind.map(|kind| clause_cover(&items, kind)).unwrap_or_default())
    }

    pub(super) fn catalogue_items(&self, agency: &str) -> Result<Vec<DisclosureItem>, AppError> {
        let store = &self.opened()?.store;
        let id = AgencyId(agency.to_string());
        if !store.agencies()?.iter().any(|agency| agency.id == id) {
            return Err(AppError::plain("数据文件中没有这个单位，请刷新后重试".into()));
        }
        Ok(store.catalogue_items(&id)?)
    }

    /// One item with all its fields, compared with what it was taken from.
    ///
    /// # Errors
    /// When it is gone, or the file cannot be read.
    pub fn catalogue_item(&self, id: &str) -> Result<ItemView, AppError> {
        let item = self.item(id)?;
        let originals = self.original(&item)?;
        Ok(catalogue::item(
            &item,
            originals.standing(&item),
            originals.whose(&item),
            compared(originals.differing(&item)?),
        ))
    }

    fn item(&self, id: &str) -> Result<DisclosureItem, AppError> {
        let item = self.opened()?.store.catalogue_item(&ItemId(id.to_string()))?;
        item.ok_or_else(|| AppError::plain("这一公开事项已被删除，请刷新后重试".into()))
    }

    /// Changes the catalogue of an agency: one step that can be undone.
    ///
    /// # Errors
    /// When an item or entry is unknown, a text is too long, or the file cannot be written. Nothing is changed then.
    pub fn edit_catalogue(
        &mut self,
        agency: &str,
        edit: &CatalogueEdit,
        now: &Now,
    ) -> Result<CatalogueEdited, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let (said, id) = match edit {
            CatalogueEdit::Adopt { entries } => self.adopt(agency, entries, &stamp, now)?,
            CatalogueEdit::Add { sector, primary, secondary } => {
                let mut item = blank_item(ItemId(String::new()), AgencyId(agency.to_string()));
                (item.sector, item.primary, item.secondary) = (short(sector)?, short(primary)?, short(secondary)?);
                if item.name().is_empty() {
                    return Err(AppError::plain("请填写事项名称".into()).at("secondary"));
                }
                let said = format!("新增公开事项“{}”", item.name());
                let ids = self.append(agency, vec![item], &said, &stamp)?;
                (said, ids.into_iter().next())
            }
            CatalogueEdit::Text { ids, column, text } => self.write_text(agency, ids, *column, text, &stamp)?,
            CatalogueEdit::Choose { ids, list, keys } => self.choose(agency, ids, list, keys, &stamp)?,
            CatalogueEdit::Confirm { basis, checked } => self.confirm(agency, basis, *checked, &stamp)?,
            CatalogueEdit::AdoptFrom { source, items } => self.adopt_from(agency, source, items, &stamp, now)?,
            CatalogueEdit::TakeOver { id, fields } => self.decide(agency, id, fields, false, &stamp)?,
            CatalogueEdit::KeepOwn { id, fields } => self.decide(agency, id, fields, true, &stamp)?,
            CatalogueEdit::TakeOverAll { ids } => self.take_over_all(agency, ids, &stamp)?,
            CatalogueEdit::Leave { items } => self.leave(agency, items, &stamp)?,
            CatalogueEdit::Detach { ids } => self.detach(agency, ids, &stamp)?,
            CatalogueEdit::ReplaceBases { only } => self.replace_bases(agency, only.as_deref(), &stamp)?,
            CatalogueEdit::PutBasis { basis } => self.put_basis(basis, &stamp)?,
            CatalogueEdit::RemoveBasis { id } => self.remove_basis(id, &stamp)?,
            CatalogueEdit::Publish { ids, on } => self.publish(agency, ids, on, now, &stamp)?,
            CatalogueEdit::Remove { ids } => self.remove_items(agency, ids, &stamp)?,
        };
        Ok(CatalogueEdited { catalogue: self.catalogue(agency, now)?, history: self.history(now)?, said, id })
    }

    /// The agency's name today.
    pub(super) fn catalogue_agency(&self, agency: &str, now: &Now) -> Result<String, AppError> {
        let agencies = self.opened()?.store.agencies()?;
        let found = agencies.iter().find(|it| it.id.0 == agency);
        Ok(found.map_or_else(String::new, |it| it.name_on(now.today).to_string()))
    }

    /// Puts new items at the end of the list.
    pub(super) fn append(
        &mut self,
        agency: &str,
        items: Vec<DisclosureItem>,
        label: &str,
        stamp: &Stamp,
    ) -> Result<Vec<String>, AppError> {
        let places = self.places(agency)?;
        let next = places.values().max().map_or(1, |last| last + 1);
        let ids = self.opened_mut()?.store.act(stamp, label, |act| {
            let mut ids = Vec::new();
            for (position, mut item) in (next..).zip(items) {
                item.id = ItemId(act.new_id());
                act.put_item(&item, position)?;
                ids.push(item.id.0);
            }
            Ok(ids)
        })?;
        Ok(ids)
    }

    pub(super) fn places(&self, agency: &str) -> Result<HashMap<ItemId, i64>, AppError> {
        Ok(self.opened()?.store.item_places(&AgencyId(agency.to_string()))?)
    }

    /// The items of these ids with their places in the list.
    pub(super) fn chosen(&self, agency: &str, ids: &[String]) -> Result<Vec<(DisclosureItem, i64)>, AppError> {
        let places = self.places(agency)?;
        let find = |id: &String| {
            let item = self.item(id)?;
            let place = places.get(&item.id).copied();
            let place = place.ok_or_else(|| AppError::plain("所选事项不属于这个单位，请刷新后重试".into()))?;
            Ok((item, place))
        };
        let items = ids.iter().map(find).collect::<Result<Vec<_>, AppError>>()?;
        if items.is_empty() { Err(AppError::plain("请先选择公开事项".into())) } else { Ok(items) }
    }

    /// Writes changed items; those that did not change are left alone. Typing in one field is one step.
    pub(super) fn put(
        &mut self,
        items: &[(DisclosureItem, i64)],
        before: &[(DisclosureItem, i64)],
        label: &str,
        stamp: &Stamp,
    ) -> Result<(), AppError> {
        let changed = items.iter().zip(before).filter(|((now, _), (then, _))| now != then).map(|(now, _)| now);
        let write = |act: &mut Act<'_>| changed.clone().try_for_each(|(item, place)| act.put_item(item, *place));
        let store = &mut self.opened_mut()?.store;
        match items.len() {
            1 => store.act_on(stamp, label, write)?,
            _ => store.act(stamp, label, write)?,
        }
        Ok(())
    }

    fn write_text(
        &mut self,
        agency: &str,
        ids: &[String],
        column: Column,
        text: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        if text.chars().count() > LONGEST {
            let message = format!("“{}”过长（最多{LONGEST}字），没有保存", column.label());
            return Err(AppError::plain(message).at(column.key()));
        }
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        let library = self.library()?;
        for (item, _) in &mut items {
            let bases = item.legal_basis.clone();
            clear(item, column);
            let doubts = write_column(item, column, column.label(), text, &library);
            // A date that is none, a stage that is unknown: nothing is written, and the field says why.
            let one_word = matches!(column, Column::FormedOn | Column::Stage) && !text.trim().is_empty();
            if let Some(doubt) = doubts.first().filter(|_| one_word) {
                return Err(AppError::plain(doubt.clone()).at(column.key()));
            }
            for basis in &mut item.legal_basis {
                // What the office had confirmed stays so as long as it is printed the same.
                basis.checked |= bases.iter().any(|old| old.checked && old.printed() == basis.printed());
            }
            if item.name().is_empty() {
                return Err(AppError::plain("事项名称不能全部为空".into()).at(column.key()));
            }
        }
        let label = match items.as_slice() {
            [(one, _)] => format!("修改“{}”的{}", one.name(), column.label()),
            all => format!("修改{}项的{}", all.len(), column.label()),
        };
        self.put(&items, &before, &label, stamp)?;
        Ok((label, one_id(ids)))
    }

    fn choose(
        &mut self,
        agency: &str,
        ids: &[String],
        list: &str,
        keys: &[String],
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let before = self.chosen(agency, ids)?;
        let mut items = before.clone();
        let mut label = "";
        for (item, _) in &mut items {
            match list {
                "channels" => {
                    label = "公开渠道和载体";
                    item.channels = keys.iter().map(|key| catalogue::channel(key)).collect::<Result<_, _>>()?;
                }
                "modes" => {
                    label = "公开方式";
                    item.modes = keys.iter().map(|key| catalogue::mode(key)).collect::<Result<_, _>>()?;
                }
                "tiers" => {
                    label = "公开层级";
                    item.tiers = keys.iter().map(|key| catalogue::tier(key)).collect::<Result<_, _>>()?;
                    item.tiers.sort();
                }
                "clause" => {
                    label = "条例条款";
                    item.clause = catalogue::clause(keys)?;
                }
                _ => return Err(AppError::plain("没有这一选项，请刷新后重试".into())),
            }
        }
        let said = match items.as_slice() {
            [(one, _)] => format!("修改“{}”的{label}", one.name()),
            all => format!("修改{}项的{label}", all.len()),
        };
        self.put(&items, &before, &said, stamp)?;
        Ok((said, one_id(ids)))
    }

    fn confirm(
        &mut self,
        agency: &str,
        basis: &str,
        checked: bool,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let places = self.places(agency)?;
        let mut changed = Vec::new();
        for mut item in self.catalogue_items(agency)? {
            let mut touched = false;
            for one in item.legal_basis.iter_mut().filter(|one| one.printed() == basis && one.checked != checked) {
                one.checked = checked;
                touched = true;
            }
            if touched {
                let place = places.get(&item.id).copied().unwrap_or_default();
                changed.push((item, place));
            }
        }
        if changed.is_empty() {
            return Err(AppError::plain("目录中没有这一条依据，请刷新后重试".into()));
        }
        let what = if checked { "已核对" } else { "重新标为待核" };
        let said = format!("依据{basis}{what}（{}项）", changed.len());
        self.opened_mut()?
            .store
            .act(stamp, &said, |act| changed.iter().try_for_each(|(item, place)| act.put_item(item, *place)))?;
        Ok((said, None))
    }

    /// 登记公开. An index number is given once, from the office's series of the year, and never again (art. 12 asks for an
    /// index; the pattern 信用代码/年份-序号 is the most common one in published catalogues).
    fn publish(
        &mut self,
        agency: &str,
        ids: &[String],
        on: &str,
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let refused = |message: &str| AppError::plain(message.into()).at("published_on");
        let day = read_day(on).ok_or_else(|| refused("公开日期看不出是哪一天，请写成 2026-01-20 的样子"))?;
        if day > now.today {
            return Err(refused("公开日期还没有到，公开之后再登记"));
        }
        let items = self.chosen(agency, ids)?;
        if let Some((early, _)) = items.iter().find(|(item, _)| item.formed_on.is_some_and(|formed| formed > day)) {
            return Err(refused(&format!("“{}”的生成日期晚于这一天，请先核对", early.name())));
        }
        let mut numbers = self.index_numbers(agency)?;
        let problem = numbers.problem().filter(|_| items.iter().any(|(item, _)| item.index_number.is_empty()));
        let calendar = self.assets.calendar.clone();
        let said = format!("{}（{}）", many("登记公开", &items), day.format("%Y年%-m月%-d日"));
        self.opened_mut()?.store.act(stamp, &said, |act| {
            for (item, place) in &items {
                let mut item = item.clone();
                item.published_on = Some(day);
                item.next_due_on = next_due(&item, day, &calendar);
                if item.index_number.is_empty() && problem.is_none() {
                    let year = item.formed_on.unwrap_or(day).year();
                    item.index_number = numbers.give(act, year)?.unwrap_or_default();
                }
                act.put_item(&item, *place)?;
            }
            Ok(())
        })?;
        let note = problem.map(|problem| format!("。{problem}")).unwrap_or_default();
        Ok((format!("{said}{note}"), one_id(ids)))
    }

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
        let source = import::source(&request.source)?;
        let import = self.planned_import(agency, source, &request.columns, request.without.as_deref())?;
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
        let source = mingce_sheet::read(bytes, name).map_err(|error| AppError::plain(error.to_string()))?;
        let import = self.planned_import(agency, source, &ColumnAnswers::new(), None)?;
        if apply {
            self.apply_import(agency, &import, &ColumnAnswers::new(), now)?;
        }
        Ok(import)
    }

    fn planned_import(
        &self,
        agency: &str,
        source: mingce_sheet::Source,
        columns: &ColumnAnswers,
        without: Option<&[u32]>,
    ) -> Result<Import, AppError> {
        let mut answers: ColumnAnswers = self.opened()?.store.setting(COLUMNS)?.unwrap_or_default();
        answers.extend(columns.iter().map(|(head, column)| (head.clone(), *column)));
        Import::new(
            source,
            &answers,
            without,
            (&self.assets.standard, &*self.library()?),
            &self.catalogue_items(agency)?,
        )
    }

    fn apply_import(
        &mut self,
        agency: &str,
        import: &Import,
        columns: &ColumnAnswers,
        now: &Now,
    ) -> Result<(), AppError> {
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

    /// Exports a catalogue into a folder.
    ///
    /// # Errors
    /// When it is empty, the final version is asked for while errors stand, or something cannot be written.
    pub fn export_catalogue(
        &self,
        request: &CatalogueExportRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let items = self.catalogue_items(&request.agency)?;
        let id = AgencyId(request.agency.clone());
        let store = &self.opened()?.store;
        let name = self.catalogue_agency(&request.agency, now)?;
        let writers = self.writers(&id, None)?;
        let findings = self.check_items(&request.agency, &items, now)?;
        let total = request.formats.len() as u32 + 1;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for (done, format) in (0..).zip(&request.formats) {
            if !FORMATS.iter().any(|known| known.key() == format) {
                return Err(AppError::plain(format!("公开目录没有 {} 格式", format.to_uppercase())));
            }
            export::step(report, done, total, format!("公开目录（{}）", format.to_uppercase()))?;
            let one = CatalogueExportRequest { formats: vec![format.clone()], ..request.clone() };
            outputs.extend(catalogue_export::outputs(
                &one,
                &items,
                &findings,
                (&name, store.is_sample()),
                &writers,
                now,
                &mut notes,
            )?);
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }
}

/// What a field holds goes before it is written anew: an emptied field is empty.
fn clear(item: &mut DisclosureItem, column: Column) {
    match column {
        Column::FormedOn => item.formed_on = None,
        Column::Stage => item.stage = None,
        Column::SpecificGroup => item.audience.specific_groups.clear(),
        Column::Note => item.note.clear(),
        _ => {}
    }
}

fn short(text: &str) -> Result<String, AppError> {
    let text = mingce_domain::catalogue::tidy_name(text);
    if text.chars().count() > 200 {
        Err(AppError::plain("名称过长（最多200字），没有保存".into()))
    } else {
        Ok(text)
    }
}

pub(super) fn one_id(ids: &[String]) -> Option<String> {
    if let [one] = ids { Some(one.clone()) } else { None }
}

pub(super) fn many(verb: &str, items: &[(DisclosureItem, i64)]) -> String {
    match items {
        [(one, _)] => format!("{verb}公开事项“{}”", one.name()),
        all => format!("{verb}{}项公开事项", all.len()),
    }
}
