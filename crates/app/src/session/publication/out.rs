//! What goes out and what stays of it: places, evidence, the archive.

use super::fields::{gone, long, past, refused};
use crate::catalogue;
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::session::Session;
use crate::session::attached::{fit_to_keep, media_type};
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::catalogue::{DisclosureItem, next_due};
use mingce_domain::publication::{ArchiveFile, Placing, PlacingId, Publication, Retention};
use mingce_store::{Act, NewAttachment, Owner, Stamp};
use std::path::{Path, PathBuf};

/// The highest number of a box: more is a slip of the finger.
const MOST_BOXES: u32 = 9_999;

impl Session {
    pub(super) fn place_publication(
        &mut self,
        id: &str,
        channels: &[String],
        place: &str,
        on: &str,
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        let mut one = self.one_publication(id)?;
        let on = past(on, "published_on", "公开日期", now)?;
        let place = long(place, "place", "公开位置")?;
        one.may_be_placed(on).map_err(|why| refused(why).at("published_on"))?;
        let channels = channels.iter().map(|key| catalogue::channel(key)).collect::<Result<Vec<_>, _>>()?;
        if channels.is_empty() {
            return Err(AppError::plain("请勾选公开在哪些渠道".into()).at("channels"));
        }
        let labels: Vec<&str> = channels.iter().map(|channel| channel.label()).collect();
        let said = format!("登记公开“{}”（{}，{}）", one.title, labels.join("、"), on.format("%Y年%-m月%-d日"));
        let mut numbers = self.index_numbers(&one.agency.0)?;
        let problem = numbers.problem().filter(|_| one.index_number.is_empty());
        let update = self.item_after(&one, Some(on))?;
        self.opened_mut()?.store.act(stamp, &said, |act| {
            for channel in channels {
                let id = PlacingId(act.new_id());
                one.placings.push(Placing { id, channel, place: place.clone(), published_on: on, removed_on: None });
            }
            if one.index_number.is_empty() && problem.is_none() {
                let year = one.formed_on.unwrap_or(on).year();
                one.index_number = numbers.give(act, year)?.unwrap_or_default();
            }
            act.put_publication(&one)?;
            update.iter().try_for_each(|(item, place)| act.put_item(item, *place))
        })?;
        let without = problem.map(|why| format!("。没有给出索引号：{why}")).unwrap_or_default();
        Ok((Some(one.id.0), format!("{said}{without}")))
    }

    pub(super) fn unplace_publication(
        &mut self,
        id: &str,
        placing: &str,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        let mut one = self.one_publication(id)?;
        let before = one.placings.len();
        one.placings.retain(|it| it.id.0 != placing);
        if one.placings.len() == before {
            return Err(gone());
        }
        if one.placings.is_empty() && one.archive.is_some() {
            return Err(AppError::plain("这条信息已经归档，请先取消归档，再去掉公开登记".into()));
        }
        let said = format!("去掉“{}”的一处公开登记", one.title);
        let update = self.item_after(&one, None)?;
        self.opened_mut()?.store.act(stamp, &said, |act| {
            act.put_publication(&one)?;
            update.iter().try_for_each(|(item, place)| act.put_item(item, *place))
        })?;
        Ok((Some(one.id.0), said))
    }

    /// The item under which it falls, with the day of its latest publication and the day it comes round again; none when
    /// nothing changes.
    fn item_after(&self, one: &Publication, on: Option<NaiveDate>) -> Result<Option<(DisclosureItem, i64)>, AppError> {
        let store = &self.opened()?.store;
        let mut item = self.item_of(one)?;
        let others = store.publications_under(&one.item)?;
        let others = others.iter().filter(|it| it.id != one.id && it.void_reason.is_none());
        let own = one.placings.iter().map(|placing| placing.published_on).chain(on);
        let latest = others.flat_map(|it| it.placings.iter().map(|placing| placing.published_on)).chain(own).max();
        // A day that was written down without a record stays when it is later.
        let latest = if on.is_some() { latest.max(item.published_on) } else { latest };
        if item.published_on == latest {
            return Ok(None);
        }
        item.published_on = latest;
        item.next_due_on = latest.and_then(|day| next_due(&item, day, &self.assets.calendar));
        let place = store.item_places(&item.agency)?.get(&item.id).copied().unwrap_or_default();
        Ok(Some((item, place)))
    }

    /// Keeps a file as evidence.
    ///
    /// # Errors
    /// When it is empty or too large, the day is none, or the file cannot be written.
    pub(super) fn prove(
        &mut self,
        id: &str,
        name: &str,
        bytes: &[u8],
        taken_on: &str,
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        let one = self.one_publication(id)?;
        let taken_on =
            if taken_on.trim().is_empty() { now.today } else { past(taken_on, "taken_on", "取证日期", now)? };
        let name = fit_to_keep(name, bytes, "evidence")?;
        let said = format!("为“{}”添加证据“{name}”", one.title);
        let new = NewAttachment {
            name: &name,
            media_type: media_type(&name),
            holds_personal: false,
            taken_on: Some(taken_on),
            bytes,
        };
        self.opened_mut()?.store.act(stamp, &said, |act| act.attach(Owner::Publication(id), &new))?;
        Ok((Some(id.to_string()), said))
    }

    /// The same from bytes, for the command line.
    ///
    /// # Errors
    /// As [`Session::edit_publication`].
    pub fn add_evidence(
        &mut self,
        id: &str,
        name: &str,
        bytes: &[u8],
        taken_on: &str,
        now: &Now,
    ) -> Result<String, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        Ok(self.prove(id, name, bytes, taken_on, now, &stamp)?.1)
    }

    /// Writes a copy of a piece of evidence into a folder; its content is checked against its hash. Gives its path.
    ///
    /// # Errors
    /// When it is unknown, differs from its hash, or cannot be written.
    pub fn save_evidence(&self, id: &str, evidence: &str, folder: &Path) -> Result<PathBuf, AppError> {
        self.save_attached(Owner::Publication(id), evidence, folder)
    }

    #[allow(clippy::too_many_arguments)] // One field of the form each.
    pub(super) fn file_publications(
        &mut self,
        ids: &[String],
        year: i32,
        retention: Retention,
        box_number: u32,
        on: &str,
        now: &Now,
        stamp: &Stamp,
    ) -> Result<(Option<String>, String), AppError> {
        if !(1900..=9999).contains(&year) {
            return Err(AppError::plain("归档年度请填四位年份".into()).at("year"));
        }
        if box_number == 0 || box_number > MOST_BOXES {
            return Err(AppError::plain(format!("盒号请填1到{MOST_BOXES}之间的数")).at("box_number"));
        }
        let filed_on = past(on, "on", "归档日期", now)?;
        let mut all = ids.iter().map(|id| self.one_publication(id)).collect::<Result<Vec<_>, _>>()?;
        let Some(first) = all.first() else { return Err(AppError::plain("请先勾选要归档的信息".into())) };
        let mut piece = self.opened()?.store.last_piece(&first.agency, year, retention)?;
        for one in &mut all {
            one.may_be_filed().map_err(|why| AppError::plain(format!("“{}”{why}", one.title)))?;
            if one.archive.is_some() {
                return Err(AppError::plain(format!("“{}”已经归档，要改请先取消归档", one.title)));
            }
            piece += 1;
            one.archive = Some(ArchiveFile { year, retention, box_number, piece, pages: 0, filed_on });
        }
        let said = match all.as_slice() {
            [one] => format!("归档“{}”（第{box_number}盒第{piece}件）", one.title),
            many => format!("归档{}件（{year}年，{}，第{box_number}盒）", many.len(), retention.label()),
        };
        self.opened_mut()?
            .store
            .act(stamp, &said, |act: &mut Act<'_>| all.iter().try_for_each(|one| act.put_publication(one)))?;
        let one = if let [one] = all.as_slice() { Some(one.id.0.clone()) } else { None };
        Ok((one, said))
    }
}
