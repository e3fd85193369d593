//! The publications of the open file: written down, reviewed, published, proved, answered to, filed.

mod edit;
mod fields;
mod out;

use super::Session;
use crate::export::{self, Report};
use crate::prepare::Now;
use crate::publication::export::FORMATS;
use crate::publication::view::{PublicationExportRequest, PublicationRow, PublicationView, PublicationsView};
use crate::publication::{self, Around};
use crate::view::{AppError, ExportOutcome};
use chrono::NaiveDate;
use mingce_compose::publication_sheet::{Entry, PublicationParts};
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{DisclosureItem, ItemId};
use mingce_domain::publication::{Publication, PublicationId};
use mingce_store::Owner;
use std::collections::HashMap;
use std::path::Path;

impl Session {
    /// The publications of an agency, or those under one of its items.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be read.
    pub fn publications(&self, agency: &str, item: Option<&str>, now: &Now) -> Result<PublicationsView, AppError> {
        let all = match item {
            Some(item) => self.opened()?.store.publications_under(&ItemId(item.to_string()))?,
            None => self.opened()?.store.publications(&AgencyId(agency.to_string()))?,
        };
        Ok(PublicationsView {
            agency: agency.to_string(),
            stages: publication::stages(&all),
            rows: self.publication_rows(&all, now)?,
        })
    }

    /// The publications of all agencies that are due by a day and not out yet.
    pub(crate) fn publications_due(
        &self,
        until: NaiveDate,
        now: &Now,
    ) -> Result<Vec<(AgencyId, PublicationRow)>, AppError> {
        let awaited = self.opened()?.store.publications_awaited()?;
        let awaited: Vec<Publication> = awaited.into_iter().filter(Publication::is_open).collect();
        let rows = self.publication_rows(&awaited, now)?;
        let until = until.to_string();
        let due = awaited.into_iter().zip(rows).filter(|(_, row)| !row.due.is_empty() && row.due <= until);
        Ok(due.map(|(one, row)| (one.agency, row)).collect())
    }

    fn publication_rows(&self, all: &[Publication], now: &Now) -> Result<Vec<PublicationRow>, AppError> {
        let store = &self.opened()?.store;
        let mut items: HashMap<&ItemId, DisclosureItem> = HashMap::new();
        let mut evidence: HashMap<&AgencyId, HashMap<PublicationId, usize>> = HashMap::new();
        let mut rows = Vec::with_capacity(all.len());
        for one in all {
            if !items.contains_key(&one.item) {
                items.insert(&one.item, self.item_of(one)?);
            }
            if !evidence.contains_key(&one.agency) {
                evidence.insert(&one.agency, store.evidence_counts(&one.agency)?);
            }
            let proved = evidence.get(&one.agency).and_then(|counts| counts.get(&one.id)).copied().unwrap_or_default();
            let Some(item) = items.get(&one.item) else { continue };
            let calendar = &self.assets.calendar;
            rows.push(publication::row(one, &Around { item, evidence: proved, calendar, today: now.today }));
        }
        Ok(rows)
    }

    /// One publication with all that happened to it.
    ///
    /// # Errors
    /// When it is unknown, or the file cannot be read.
    pub fn publication(&self, id: &str, now: &Now) -> Result<PublicationView, AppError> {
        let one = self.one_publication(id)?;
        let evidence = self.opened()?.store.attachments(Owner::Publication(id))?;
        let item = self.item_of(&one)?;
        let kept = evidence.iter().filter(|it| it.erased_at.is_none()).count();
        let around = Around { item: &item, evidence: kept, calendar: &self.assets.calendar, today: now.today };
        Ok(publication::whole(&one, &evidence, &around))
    }

    pub(crate) fn one_publication(&self, id: &str) -> Result<Publication, AppError> {
        let found = self.opened()?.store.publication(&PublicationId(id.to_string()))?;
        found.ok_or_else(|| AppError::plain("这条公开记录已不在数据文件中（可能已撤销登记），请刷新后重试".into()))
    }

    /// The item of an agency that is meant by a name, by the names from 一级事项 down (`低保/审核信息`) or by an 编号, for
    /// the command line. Gives its id.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub fn item_named(&self, agency: &str, words: &str) -> Result<String, AppError> {
        let items = self.opened()?.store.catalogue_items(&AgencyId(agency.to_string()))?;
        let path = |item: &DisclosureItem| {
            let names = [&item.primary, &item.secondary, &item.tertiary].map(String::as_str);
            names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/")
        };
        let is_meant = |item: &&DisclosureItem| item.number == words || item.name() == words || path(item) == words;
        let mut meant = items.iter().filter(is_meant);
        match (meant.next(), meant.next()) {
            (Some(one), None) => Ok(one.id.0.clone()),
            (None, _) => Err(AppError::plain(format!("公开目录中没有名称或者编号是“{words}”的事项，请先加入目录"))),
            (Some(_), Some(_)) => {
                Err(AppError::plain(format!("名称是“{words}”的事项不止一项，请写成“一级事项/二级事项”，或者用编号")))
            }
        }
    }

    pub(crate) fn item_of(&self, one: &Publication) -> Result<DisclosureItem, AppError> {
        let item = self.opened()?.store.catalogue_item(&one.item)?;
        item.ok_or_else(|| AppError::plain(format!("“{}”对应的公开事项不见了，请用备份核对数据文件", one.title)))
    }

    /// Makes a sheet of publications in a folder.
    ///
    /// # Errors
    /// When there is nothing to print, or something cannot be written.
    pub fn export_publications(
        &self,
        request: &PublicationExportRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let agency = AgencyId(request.agency.clone());
        let store = &self.opened()?.store;
        let asked = |one: &Publication| {
            let counts = one.void_reason.is_none() || request.ids.contains(&one.id.0);
            counts && (request.ids.is_empty() || request.ids.contains(&one.id.0))
        };
        let mut all: Vec<Publication> = store.publications(&agency)?.into_iter().filter(asked).collect();
        // On paper the oldest comes first.
        all.reverse();
        let items = all.iter().map(|one| self.item_of(one)).collect::<Result<Vec<_>, _>>()?;
        let counts = store.evidence_counts(&agency)?;
        let entry = |(publication, item)| Entry {
            publication,
            item,
            due: Publication::due(publication, item, &self.assets.calendar),
            evidence: counts.get(&publication.id).copied().unwrap_or_default(),
        };
        let entries: Vec<Entry<'_>> = all.iter().zip(&items).map(entry).collect();
        let found = store.agency(&agency)?;
        let name = found.map_or_else(String::new, |it| it.name_on(now.today).to_string());
        let parts =
            PublicationParts { entries: &entries, agency: &name, sample: store.is_sample(), created: &now.at_utc };
        let writers = self.writers(&agency, None)?;
        let total = request.formats.len() as u32 + 1;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for (done, key) in (0..).zip(&request.formats) {
            let format = FORMATS.into_iter().find(|known| known.key() == key);
            let format = format.ok_or_else(|| AppError::plain(format!("这种表没有 {} 格式", key.to_uppercase())))?;
            export::step(report, done, total, format!("公开记录（{}）", key.to_uppercase()))?;
            outputs.extend(publication::export::outputs(request, &parts, format, &writers, &mut notes)?);
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }
}
