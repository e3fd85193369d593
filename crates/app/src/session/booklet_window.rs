//! Booklets in the window: what there is to choose, and their pages while they are being chosen.

use super::Session;
use crate::Printed;
use crate::booklet::content::Named;
use crate::booklet::view::{
    BookletChoice, BookletEdit, BookletEdited, BookletsView, EditionChoice, KeptView, OfficeChoice, OfficeItems,
};
use crate::booklet::{BookletRequest, Edition};
use crate::export::{Continue, Report};
use crate::formats::Format;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use mingce_domain::catalogue::foreign::read_day;
use std::path::Path;

impl Session {
    /// What booklets can be made of, and those that are kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn booklets_view(&self, now: &Now) -> Result<BookletsView, AppError> {
        let store = &self.opened()?.store;
        let received = self.received()?;
        let mut agencies = store.agencies()?;
        agencies.retain(|agency| agency.exists_on(now.today) && !received.contains_key(&agency.id.0));
        agencies.sort_by_key(|agency| agency.position);
        let office = |agency: &mingce_domain::agency::Agency| {
            Ok::<_, AppError>(OfficeChoice {
                id: agency.id.0.clone(),
                name: agency.name_on(now.today).to_string(),
                tier: Edition::of_kind(agency.kind).key().into(),
                items: store.item_count(&agency.id)?,
            })
        };
        let own = store.own_agency()?;
        let compiler = agencies.iter().find(|agency| Some(&agency.id) == own.as_ref());
        let compiler = compiler.map(|agency| agency.name_on(now.today).to_string()).unwrap_or_default();
        let edition = |edition: &Edition| EditionChoice {
            key: edition.key().into(),
            label: edition.label().into(),
            title: edition.usual_title().into(),
            tiers: edition.tiers().iter().map(|tier| tier.key().to_string()).collect(),
        };
        Ok(BookletsView {
            schema: "booklets/1".into(),
            kept: self.kept_booklets()?.iter().map(|kept| self.kept_view(&kept.name)).collect::<Result<_, _>>()?,
            editions: Edition::ALL.iter().map(edition).collect(),
            offices: agencies.iter().map(office).collect::<Result<_, _>>()?,
            compiler,
            today: now.today.to_string(),
            sample: self.is_sample()?,
        })
    }

    /// The items that a booklet's offices have to choose from, office by office.
    ///
    /// # Errors
    /// As [`Session::export_booklet`] for the edition and the offices.
    pub fn booklet_items(&self, choice: &BookletChoice, now: &Now) -> Result<Vec<OfficeItems>, AppError> {
        let request = request(choice)?;
        let mut offices = self.booklet_offices(&request, request.day.unwrap_or(now.today))?;
        offices.sort_by_key(|office| office.tier);
        Ok(offices.iter().map(Named::choices).collect())
    }

    fn kept_view(&self, name: &str) -> Result<KeptView, AppError> {
        let kept = self.kept_booklet(name)?;
        let (request, notes) = match self.booklet_again(name) {
            Ok(found) => found,
            // All that it was chosen from is gone: it is shown with everything, and says so.
            Err(why) => (BookletRequest::of(kept.edition), vec![why.message]),
        };
        let choice = BookletChoice {
            edition: request.edition.key().into(),
            agencies: request.agencies,
            items: request.items,
            title: kept.title,
            compiler: kept.compiler,
            ..BookletChoice::default()
        };
        Ok(KeptView { name: name.to_string(), choice, notes })
    }

    /// Keeps or forgets a booklet: one step that can be undone.
    ///
    /// # Errors
    /// As [`Session::keep_booklet`] and [`Session::forget_booklet`].
    pub fn edit_booklets(&mut self, edit: &BookletEdit, now: &Now) -> Result<BookletEdited, AppError> {
        let said = match edit {
            BookletEdit::Keep { name, choice } => self.keep_booklet(name, &request(choice)?, now)?,
            BookletEdit::Forget { name } => self.forget_booklet(name, now)?,
        };
        Ok(BookletEdited { said, view: self.booklets_view(now)? })
    }

    /// A booklet as it is printed, to be looked at: a draft, whatever is wanted of its files.
    ///
    /// # Errors
    /// As [`Session::export_booklet`].
    pub fn booklet_printed(&self, choice: &BookletChoice, now: &Now) -> Result<Printed, AppError> {
        let request = BookletRequest { is_final: false, ..request(choice)? };
        let composed = self.compose_booklet(&request, 0, now, &mut |_| Continue::Yes)?;
        Ok(Printed { document: composed.document, style: self.style(Some(&composed.owner))? })
    }

    /// Writes a booklet into a folder.
    ///
    /// # Errors
    /// As [`Session::export_booklet`].
    pub fn export_chosen_booklet(
        &self,
        choice: &BookletChoice,
        formats: &[String],
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let formats = formats.iter().map(|format| format.parse()).collect::<Result<Vec<Format>, _>>()?;
        self.export_booklet(&BookletRequest { formats, ..request(choice)? }, folder, now, report)
    }
}

/// What is chosen, as a request.
fn request(choice: &BookletChoice) -> Result<BookletRequest, AppError> {
    let edition =
        Edition::from_key(&choice.edition).ok_or_else(|| AppError::plain("请选择读本的种类".into()).at("edition"))?;
    let chosen = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
    let day = match choice.day.trim() {
        "" => None,
        text => {
            let wrong = || AppError::plain(format!("“{text}”看不出是哪一天，请写成 2026-01-20 的样子")).at("day");
            Some(read_day(text).ok_or_else(wrong)?)
        }
    };
    Ok(BookletRequest {
        agencies: choice.agencies.clone(),
        items: choice.items.clone(),
        title: chosen(&choice.title),
        compiler: chosen(&choice.compiler),
        day,
        texts_checked: choice.texts_checked,
        is_final: choice.is_final,
        ..BookletRequest::of(edition)
    })
}
