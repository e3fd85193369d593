//! The catalogue of the open file.

use super::Session;
use crate::catalogue;
use crate::catalogue::edition::Comparison;
use crate::catalogue::export::{self as catalogue_export, FORMATS};
use crate::catalogue::import::{self, Given};
use crate::catalogue::originals::compared;
use crate::catalogue::view::{
    CatalogueEdit, CatalogueEdited, CatalogueExportRequest, EditionRequest, EditionView, ImportSource, ItemView,
};
use crate::export::{self, Report};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use chrono::Datelike;
use mingce_compose::annual_report::Status;
use mingce_domain::agency::AgencyId;
use mingce_domain::agency::AgencyKind;
use mingce_domain::catalogue::foreign::{ColumnAnswers, read_day};
use mingce_domain::catalogue::{BasisLibrary, DisclosureItem, ItemId, blank_item, next_due};
use mingce_domain::check::{CatalogueContext, ClauseCover, Findings, check_catalogue, clause_cover};
use mingce_domain::publication::Publication;
use mingce_store::{Act, Stamp};
use std::collections::HashMap;
use std::path::Path;

impl Session {
    /// What the checks say of an agency's catalogue.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be read.
    pub fn check_catalogue(&self, agency: &str, now: &Now) -> Result<Findings, AppError> {
        self.check_items(agency, &self.catalogue_items(agency)?, now)
    }

    pub(super) fn check_items(&self, agency: &str, items: &[DisclosureItem], now: &Now) -> Result<Findings, AppError> {
        let library = self.library()?;
        Ok(check_catalogue(&self.catalogue_context(items, &library, self.kind_of(agency)?, now.today)))
    }

    /// What items are checked with.
    pub(super) fn catalogue_context<'a>(
        &'a self,
        items: &'a [DisclosureItem],
        library: &'a BasisLibrary,
        kind: Option<AgencyKind>,
        today: chrono::NaiveDate,
    ) -> CatalogueContext<'a> {
        CatalogueContext { items, library, kind, calendar: &self.assets.calendar, today }
    }

    /// What an agency is; `None` for one that is not there.
    pub(super) fn kind_of(&self, agency: &str) -> Result<Option<AgencyKind>, AppError> {
        Ok(self.opened()?.store.agencies()?.iter().find(|it| it.id.0 == agency).map(|it| it.kind))
    }

    /// What arts 20 and 21 ask of an agency, and how many of its items answer each clause.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be read.
    pub fn clause_cover(&self, agency: &str) -> Result<Vec<ClauseCover>, AppError> {
        let items = self.catalogue_items(agency)?;
        Ok(self.kind_of(agency)?.map(|kind| clause_cover(&items, kind)).unwrap_or_default())
    }

    pub(super) fn catalogue_items(&self, agency: &str) -> Result<Vec<DisclosureItem>, AppError> {
        Ok(self.opened()?.store.catalogue_items(&self.known_agency(agency)?)?)
    }

    /// The agency of this id, when the file has it.
    pub(super) fn known_agency(&self, agency: &str) -> Result<AgencyId, AppError> {
        let id = AgencyId(agency.to_string());
        if !self.opened()?.store.agencies()?.iter().any(|agency| agency.id == id) {
            return Err(AppError::plain("数据文件中没有这个单位，请刷新后重试".into()));
        }
        Ok(id)
    }

    /// One item with all its fields, compared with what it was taken from.
    ///
    /// # Errors
    /// When it is gone, or the file cannot be read.
    pub fn catalogue_item(&self, id: &str) -> Result<ItemView, AppError> {
        let item = self.item(id)?;
        let originals = self.original(&item)?;
        let differing = compared(originals.differing(&item)?);
        let view = catalogue::item(&item, originals.standing(&item), originals.whose(&item), differing);
        Ok(ItemView { process_title: self.process_title(&view.process)?, files: self.item_files(id)?, ..view })
    }

    pub(super) fn item(&self, id: &str) -> Result<DisclosureItem, AppError> {
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
        self.refuse_received(agency)?;
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let before = self.opened()?.store.changes()?;
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
            CatalogueEdit::Field { ids, field, text } => self.write_field(agency, ids, *field, text, &stamp)?,
            CatalogueEdit::Cells { cells } => self.write_cells(agency, cells, &stamp)?,
            CatalogueEdit::Materials { id, rows } => self.write_materials(agency, id, rows, &stamp)?,
            CatalogueEdit::Process { ids, process } => self.set_process(agency, ids, process, &stamp)?,
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
            CatalogueEdit::AttachFile { id, name, content } => self.attach_picked(id, name, content, &stamp)?,
            CatalogueEdit::DetachFile { id, file } => self.detach_file(id, file, &stamp)?,
            CatalogueEdit::Remove { ids } => self.remove_items(agency, ids, &stamp)?,
        };
        if let Some(ids) = touched(edit, id.as_ref()) {
            self.renew_list(agency, &ids, before, now)?;
        }
        Ok(CatalogueEdited { history: self.history(now)?, said, id })
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

    /// The items of these ids with their places in the list, in its order.
    pub(super) fn chosen(&self, agency: &str, ids: &[String]) -> Result<Vec<(DisclosureItem, i64)>, AppError> {
        let unique: std::collections::BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let wanted: Vec<&str> = unique.into_iter().collect();
        let items = self.opened()?.store.items_of(&AgencyId(agency.to_string()), &wanted)?;
        if wanted.is_empty() {
            return Err(AppError::plain("请先选择公开事项".into()));
        }
        if items.len() < wanted.len() {
            let message = "所选事项有的已被删除，或不属于这个单位，没有修改。请刷新后重试";
            return Err(AppError::plain(message.into()));
        }
        Ok(items)
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
        let calendar = self.assets.calendar.clone();
        let mut numbers = self.index_numbers(agency)?;
        let problem = numbers.problem().filter(|_| items.iter().any(|(item, _)| item.index_number.is_empty()));
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

    /// Compares an earlier edition with the list as it is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn compare_editions(&self, request: &EditionRequest) -> Result<EditionView, AppError> {
        Ok(self.comparison(request)?.view())
    }

    fn comparison(&self, request: &EditionRequest) -> Result<Comparison, AppError> {
        let name = match &request.earlier {
            ImportSource::File { name, .. } => name.clone(),
            ImportSource::Pasted { .. } => "粘贴的旧版".into(),
        };
        self.compared_with(&request.agency, import::given(&request.earlier)?, name)
    }

    fn compared_with(&self, agency: &str, given: Given, name: String) -> Result<Comparison, AppError> {
        let import = self.planned_import(agency, given, &ColumnAnswers::new(), None)?;
        Ok(Comparison::new(name, &import, &self.catalogue_items(agency)?))
    }

    /// The same from a file's bytes, for the command line.
    ///
    /// # Errors
    /// As [`Session::compare_editions`].
    pub fn compare_edition_file(&self, agency: &str, bytes: &[u8], name: &str) -> Result<Comparison, AppError> {
        self.compared_with(agency, import::read(bytes, name)?, name.to_string())
    }

    /// 目录修订对照表 into a folder. It is a working paper: final only in a file that is no sample.
    ///
    /// # Errors
    /// When the earlier edition cannot be read, a format is unknown, or something cannot be written.
    pub fn export_comparison(
        &self,
        agency: &str,
        comparison: &Comparison,
        formats: &[String],
        folder: &Path,
        now: &Now,
    ) -> Result<ExportOutcome, AppError> {
        let status = if self.opened()?.store.is_sample() { Status::Sample } else { Status::Final };
        let name = self.catalogue_agency(agency, now)?;
        let document = comparison.document(&name, status, &now.at_utc);
        let writers = self.writers(&AgencyId(agency.to_string()), None)?;
        let title = format!("{}{}", document.meta.title, catalogue_export::mark(status));
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for key in formats {
            let format = key.parse()?;
            let files = writers.outputs(&document, &title, format, &mut notes)?;
            outputs.extend(files.into_iter().map(|output| (format, output)));
        }
        export::finish(outputs, folder, notes)
    }

    /// The same for the window.
    ///
    /// # Errors
    /// As [`Session::export_comparison`].
    pub fn export_editions(
        &self,
        request: &EditionRequest,
        formats: &[String],
        folder: &Path,
        now: &Now,
    ) -> Result<ExportOutcome, AppError> {
        let comparison = self.comparison(request)?;
        self.export_comparison(&request.agency, &comparison, formats, folder, now)
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
        let gone = || AppError::plain("数据文件中没有这个单位，请刷新后重试".into());
        let agency = store.agency(&id)?.ok_or_else(gone)?;
        let writers = self.writers(&id, None)?;
        let out = |one: &Publication| one.void_reason.is_none() && !one.placings.is_empty();
        let published: Vec<Publication> = store.publications(&id)?.into_iter().filter(out).collect();
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
                (&items, &published),
                &findings,
                (&agency, store.is_sample()),
                &writers,
                now,
                &mut notes,
            )?);
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }
}

/// The items that a change is about, when they are few and known; `None`: the list is read anew.
fn touched(edit: &CatalogueEdit, id: Option<&String>) -> Option<Vec<String>> {
    match edit {
        CatalogueEdit::Text { ids, .. }
        | CatalogueEdit::Field { ids, .. }
        | CatalogueEdit::Choose { ids, .. }
        | CatalogueEdit::Process { ids, .. }
        | CatalogueEdit::Publish { ids, .. }
        | CatalogueEdit::Remove { ids } => Some(ids.clone()),
        CatalogueEdit::Cells { cells } => Some(cells.iter().map(|cell| cell.id.clone()).collect()),
        CatalogueEdit::Materials { id, .. }
        | CatalogueEdit::AttachFile { id, .. }
        | CatalogueEdit::DetachFile { id, .. }
        | CatalogueEdit::TakeOver { id, .. }
        | CatalogueEdit::KeepOwn { id, .. } => Some(vec![id.clone()]),
        CatalogueEdit::Add { .. } => id.map(|id| vec![id.clone()]),
        CatalogueEdit::TakeOverAll { ids } | CatalogueEdit::Detach { ids } => Some(ids.clone()),
        CatalogueEdit::Adopt { .. }
        | CatalogueEdit::AdoptFrom { .. }
        | CatalogueEdit::Leave { .. }
        | CatalogueEdit::ReplaceBases { .. }
        | CatalogueEdit::PutBasis { .. }
        | CatalogueEdit::RemoveBasis { .. }
        | CatalogueEdit::Confirm { .. } => None,
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
