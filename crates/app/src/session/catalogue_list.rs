//! The list of a catalogue, window by window. What was read and checked of it is kept until the file changes; a change
//! that is made here says what it touched, and only that is read and checked again.

use super::Session;
use crate::catalogue::list::{Listed, row_of};
use crate::catalogue::list_view::{ItemFilter, ItemSort, ListFindings, ListRequest, ListView, TreeView};
use crate::catalogue::view::ItemRow;
use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::DisclosureItem;
use mingce_domain::check::Severity;
use std::cell::RefMut;
use std::collections::HashMap;

/// The longest window.
const WINDOW: u32 = 500;
/// A list of so many is checked before its first window is given: it takes less than the eye sees.
const SHORT: u32 = 1000;
/// So many are checked at a time: about 20 ms.
const PIECE: usize = 1000;

/// A list that was read, and of which state of the file.
pub(super) struct Kept {
    agency: AgencyId,
    changes: u64,
    today: NaiveDate,
    list: Listed,
}

impl Session {
    /// A window of an agency's catalogue. The first window of a long list comes from the file alone, without reading the
    /// rest of it.
    ///
    /// # Errors
    /// When the agency is unknown or the file cannot be read.
    pub fn catalogue_page(&self, agency: &str, request: &ListRequest, now: &Now) -> Result<ListView, AppError> {
        let id = self.known_agency(agency)?;
        let store = &self.opened()?.store;
        let (from, most) = (request.from, request.most.min(WINDOW));
        let all = store.item_count(&id)?;
        let plain = request.filter == ItemFilter::default() && request.sort.is_none();
        if plain && all > SHORT && !self.is_listed(&id, now)? {
            let heads = store.item_heads(&id, from, Some(most))?;
            let items = heads.iter().map(|head| row_of(head, (0, 0), &self.assets.standard.version)).collect();
            return Ok(ListView { items: self.with_later(items)?, from, total: all, all, checked: false });
        }
        let mut kept = self.listed(&id, now)?;
        if all <= SHORT {
            while !kept.list.is_checked() {
                self.check_piece(&mut kept)?;
            }
        }
        let (total, items) =
            kept.list.window(&request.filter, request.sort, (from, most), &self.assets.standard.version)?;
        let checked = kept.list.is_checked();
        drop(kept);
        Ok(ListView { items: self.with_later(items)?, from, total, all, checked })
    }

    /// How many items fit in each sector, body and kind.
    ///
    /// # Errors
    /// As [`Session::catalogue_page`].
    pub fn catalogue_tree(&self, agency: &str, filter: &ItemFilter, now: &Now) -> Result<TreeView, AppError> {
        let id = self.known_agency(agency)?;
        self.listed(&id, now)?.list.tree(filter)
    }

    /// The identities of all items that fit.
    ///
    /// # Errors
    /// As [`Session::catalogue_page`].
    pub fn catalogue_ids(
        &self,
        agency: &str,
        filter: &ItemFilter,
        sort: Option<ItemSort>,
        now: &Now,
    ) -> Result<Vec<String>, AppError> {
        let id = self.known_agency(agency)?;
        self.listed(&id, now)?.list.ids(filter, sort)
    }

    /// What the checks say, or `None` when there is more to check: each call checks a piece.
    ///
    /// # Errors
    /// As [`Session::catalogue_page`].
    pub fn catalogue_findings(&self, agency: &str, now: &Now) -> Result<Option<ListFindings>, AppError> {
        let id = self.known_agency(agency)?;
        let mut kept = self.listed(&id, now)?;
        if !kept.list.is_checked() {
            self.check_piece(&mut kept)?;
            if !kept.list.is_checked() {
                return Ok(None);
            }
        }
        let shown = kept.list.exemplary();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let items: Vec<DisclosureItem> =
            self.opened()?.store.items_of(&id, &shown)?.into_iter().map(|(item, _)| item).collect();
        let library = self.library()?;
        let context = self.catalogue_context(&[], &library, self.kind_of(agency)?, now.today);
        let findings = kept.list.findings(&items, &context);
        let counts = kept.list.finding_counts();
        let errors = counts.iter().filter(|it| it.severity == Severity::Error).map(|it| it.count).sum();
        Ok(Some(ListFindings { findings, counts, errors }))
    }

    /// Whether the list is there as the file is now.
    fn is_listed(&self, agency: &AgencyId, now: &Now) -> Result<bool, AppError> {
        let open = self.opened()?;
        let changes = open.store.changes()?;
        let kept = open.listed.borrow();
        Ok(kept.as_ref().is_some_and(|kept| (&kept.agency, kept.changes, kept.today) == (agency, changes, now.today)))
    }

    fn listed(&self, agency: &AgencyId, now: &Now) -> Result<RefMut<'_, Kept>, AppError> {
        let open = self.opened()?;
        if !self.is_listed(agency, now)? {
            let changes = open.store.changes()?;
            let list = Listed::new(open.store.item_heads(agency, 0, None)?, now.today);
            *open.listed.borrow_mut() = Some(Kept { agency: agency.clone(), changes, today: now.today, list });
        }
        RefMut::filter_map(open.listed.borrow_mut(), Option::as_mut)
            .map_err(|_| AppError::plain("目录没有读出来，请刷新后重试".into()))
    }

    fn check_piece(&self, kept: &mut Kept) -> Result<(), AppError> {
        let next = kept.list.unchecked(PIECE);
        let wanted = next.len();
        let found = self.opened()?.store.items_of(&kept.agency, &next)?;
        let items: Vec<DisclosureItem> = found.into_iter().map(|(item, _)| item).collect();
        if items.len() < wanted {
            // Another program has written meanwhile: the next question reads the list anew.
            return Err(AppError::plain("目录刚刚有变动，请刷新后重试".into()));
        }
        let (library, kind) = (self.library()?, self.kind_of(&kept.agency.0)?);
        kept.list.check_next(&items, &self.catalogue_context(&[], &library, kind, kept.today));
        Ok(())
    }

    /// What of a kept list was touched is read and checked again; `before`: where the file stood before the change.
    pub(super) fn renew_list(&self, agency: &str, ids: &[String], before: u64, now: &Now) -> Result<(), AppError> {
        let open = self.opened()?;
        let changes = open.store.changes()?;
        let mut kept = open.listed.borrow_mut();
        let Some(kept) =
            kept.as_mut().filter(|it| (it.agency.0.as_str(), it.changes, it.today) == (agency, before, now.today))
        else {
            return Ok(());
        };
        let wanted: Vec<&str> = ids.iter().map(String::as_str).collect();
        let items = open.store.items_of(&kept.agency, &wanted)?.into_iter().map(|(item, _)| item);
        let items: HashMap<String, DisclosureItem> = items.map(|item| (item.id.0.clone(), item)).collect();
        let heads = items.iter().map(|(id, item)| (id.clone(), mingce_store::ItemHead::of(item))).collect();
        let (library, kind) = (self.library()?, self.kind_of(agency)?);
        kept.list.renew(ids, &heads, &items, &self.catalogue_context(&[], &library, kind, kept.today));
        kept.changes = changes;
        Ok(())
    }

    /// Rows that were not taken from this very standard say how they stand to what they were taken from.
    fn with_later(&self, mut rows: Vec<ItemRow>) -> Result<Vec<ItemRow>, AppError> {
        for row in rows.iter_mut().filter(|row| row.later) {
            let item = self.item(&row.id)?;
            let standing = self.original(&item)?.standing(&item);
            (row.later, row.superior, row.withdrawn) = (standing.later, standing.superior, standing.withdrawn);
        }
        Ok(rows)
    }
}
