//! The commands of booklets.

use super::{Answer, Desk, Host, Question};
use crate::booklet::view::{BookletChoice, BookletEdit, BookletEdited, BookletsView, OfficeItems};
use crate::view::{ExportOutcome, PagesView};

impl Desk {
    /// What booklets can be made of, and those that are kept.
    ///
    /// # Errors
    /// As [`Session::booklets_view`](crate::Session::booklets_view).
    pub fn booklet_list(&self, host: &dyn Host) -> Answer<BookletsView> {
        self.with(|session| session.booklets_view(&host.now()))
    }

    /// The items that a booklet's offices have to choose from.
    ///
    /// # Errors
    /// As [`Session::booklet_items`](crate::Session::booklet_items).
    pub fn booklet_items(&self, host: &dyn Host, choice: BookletChoice) -> Answer<Vec<OfficeItems>> {
        self.with(|session| session.booklet_items(&choice, &host.now()))
    }

    /// Keeps or forgets a booklet.
    ///
    /// # Errors
    /// As [`Session::edit_booklets`](crate::Session::edit_booklets).
    pub fn booklet_edit(&self, host: &dyn Host, edit: BookletEdit) -> Answer<BookletEdited> {
        self.with(|session| session.edit_booklets(&edit, &host.now()))
    }

    /// The pages of a booklet: they are fetched as those of a report. A later question makes an earlier one fail with
    /// the code `overtaken`.
    ///
    /// # Errors
    /// As [`Session::booklet_printed`](crate::Session::booklet_printed), and when there are no fonts.
    pub fn booklet_pages(&self, host: &dyn Host, choice: BookletChoice) -> Answer<PagesView> {
        let preview = self.preview()?;
        let turn = preview.ask();
        let printed = self.with(|session| {
            preview.still(turn)?;
            session.booklet_printed(&choice, &host.now())
        })?;
        preview.pages(turn, printed)
    }

    /// Exports a booklet into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export_booklet`](crate::Session::export_booklet).
    pub fn booklet_export(
        &self,
        host: &dyn Host,
        choice: BookletChoice,
        formats: Vec<String>,
    ) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| {
            session.export_chosen_booklet(&choice, &formats, &folder, &host.now(), tell)
        })
    }
}
