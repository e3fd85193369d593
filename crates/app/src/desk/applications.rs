//! The commands of the applications for disclosure.

use super::{Answer, Desk, Host, Question};
use crate::application::calendar::{CalendarEdited, CalendarInput, CalendarView};
use crate::application::import::{LedgerImportRequest, LedgerImportView};
use crate::application::input::{CloseInput, EventInput, LetterOffice, LetterRequest, RegisterInput};
use crate::application::sheets::{DueSheetRequest, LedgerView, LedgerViewEdit, LedgerViewsEdited, PrintRequest};
use crate::application::view::{ApplicationEdited, ApplicationView, OutcomeView};
use crate::application::window::{
    ApplicationsView, BeforeView, LedgerExportRequest, LetterChoice, LetterFormView, LetterOfficeView,
};
use crate::view::{AppError, ExportOutcome, PagesView};
use mingce_domain::application::fee;
use mingce_domain::check::Findings;
use std::collections::BTreeMap;

impl Desk {
    /// The ledger of an agency.
    ///
    /// # Errors
    /// As [`crate::Session::application_list`].
    pub fn application_list(&self, host: &dyn Host, agency: String) -> Answer<ApplicationsView> {
        self.with(|session| session.application_list(&agency, &host.now()))
    }

    /// What the checks say of the whole ledger.
    ///
    /// # Errors
    /// As [`crate::Session::check_applications`].
    pub fn application_findings(&self, host: &dyn Host, agency: String) -> Answer<Findings> {
        self.with(|session| session.check_applications(&agency, &host.now()))
    }

    /// One case.
    ///
    /// # Errors
    /// As [`crate::Session::application`].
    pub fn application_view(&self, host: &dyn Host, id: String) -> Answer<ApplicationView> {
        self.with(|session| session.application(&id, &host.now()))
    }

    /// What would follow from registering an application.
    ///
    /// # Errors
    /// As [`crate::Session::before_registering`].
    pub fn application_before(&self, host: &dyn Host, agency: String, input: RegisterInput) -> Answer<BeforeView> {
        self.with(|session| session.before_registering(&agency, &input, &host.now()))
    }

    /// Registers an application.
    ///
    /// # Errors
    /// As [`crate::Session::register_application`].
    pub fn application_register(
        &self,
        host: &dyn Host,
        agency: String,
        input: RegisterInput,
    ) -> Answer<ApplicationEdited> {
        self.with(|session| session.register_application(&agency, &input, &host.now()))
    }

    /// Enters what happened in a case.
    ///
    /// # Errors
    /// As [`crate::Session::add_application_event`].
    pub fn application_event(&self, host: &dyn Host, id: String, input: EventInput) -> Answer<ApplicationEdited> {
        self.with(|session| session.add_application_event(&id, &input, &host.now()))
    }

    /// 作废 a case that was registered by mistake.
    ///
    /// # Errors
    /// As [`crate::Session::void_application`].
    pub fn application_void(&self, host: &dyn Host, id: String, reason: String) -> Answer<ApplicationEdited> {
        self.with(|session| session.void_application(&id, &reason, &host.now()))
    }

    /// The next question on the way to the outcome, or the outcome.
    ///
    /// # Errors
    /// As [`crate::Session::outcome_of`].
    pub fn application_outcome(&self, host: &dyn Host, answers: BTreeMap<String, String>) -> Answer<OutcomeView> {
        self.with(|session| session.outcome_of(&answers, host.now().today))
    }

    /// Closes a case with its letter.
    ///
    /// # Errors
    /// As [`crate::Session::close_application`].
    pub fn application_close(&self, host: &dyn Host, id: String, input: CloseInput) -> Answer<ApplicationEdited> {
        self.with(|session| session.close_application(&id, &input, &host.now()))
    }

    /// The fee for one application in one sentence: by its pages, or by its place in the applicant's month.
    ///
    /// # Errors
    /// Why there is none, with the field `fee`.
    pub fn application_fee(
        &self,
        _host: &dyn Host,
        nth: Option<u32>,
        pages: Option<u32>,
        public: bool,
    ) -> Answer<String> {
        let (charge, _) = fee::charge(nth, pages, public).map_err(|why| AppError::plain(why.to_string()).at("fee"))?;
        Ok(charge.sentence())
    }

    /// The kinds of letters, each with why a case cannot have it now.
    ///
    /// # Errors
    /// As [`crate::Session::letter_choices`].
    pub fn letter_choices(&self, host: &dyn Host, id: String) -> Answer<Vec<LetterChoice>> {
        self.with(|session| session.letter_choices(&id, &host.now()))
    }

    /// The blanks of a letter.
    ///
    /// # Errors
    /// As [`crate::Session::letter_form`].
    pub fn letter_form(&self, host: &dyn Host, id: String, kind: String) -> Answer<LetterFormView> {
        self.with(|session| session.letter_form(&id, &kind, &host.now()))
    }

    /// The pages of a letter: they are fetched as those of a report. A later question makes an earlier one fail with the
    /// code `overtaken`.
    ///
    /// # Errors
    /// As [`crate::Session::letter_printed`], and when there are no fonts.
    pub fn letter_pages(&self, host: &dyn Host, id: String, request: LetterRequest) -> Answer<PagesView> {
        let preview = self.preview()?;
        let turn = preview.ask();
        let printed = self.with(|session| {
            preview.still(turn)?;
            session.letter_printed(&id, &request, &host.now())
        })?;
        preview.pages(turn, printed)
    }

    /// Issues a letter.
    ///
    /// # Errors
    /// As [`crate::Session::issue_letter`].
    pub fn letter_issue(
        &self,
        host: &dyn Host,
        id: String,
        kind: String,
        fields: BTreeMap<String, String>,
        on: String,
    ) -> Answer<ApplicationEdited> {
        self.with(|session| session.issue_letter(&id, &kind, &fields, &on, &host.now()))
    }

    /// 作废 a letter; its number is never given again.
    ///
    /// # Errors
    /// As [`crate::Session::void_letter`].
    pub fn letter_void(
        &self,
        host: &dyn Host,
        id: String,
        letter: String,
        reason: String,
    ) -> Answer<ApplicationEdited> {
        self.with(|session| session.void_letter(&id, &letter, &reason, &host.now()))
    }

    /// Writes a letter into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`crate::Session::export_letter`].
    pub fn letter_export(&self, host: &dyn Host, id: String, request: LetterRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.export_letter(&id, &request, &folder, &host.now(), tell))
    }

    /// Writes the ledger into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`crate::Session::export_ledger`].
    pub fn ledger_export(&self, host: &dyn Host, request: LedgerExportRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| {
            session.export_ledger(&request.agency, request.year, &request.formats, &folder, &host.now(), tell)
        })
    }

    /// Writes 时限表 into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`crate::Session::export_due_sheet`].
    pub fn due_export(&self, host: &dyn Host, request: DueSheetRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.export_due_sheet(&request, &folder, &host.now(), tell))
    }

    /// Writes letters or case sheets of chosen cases as one PDF into the folder that the clerk picks; `None` when none is
    /// picked.
    ///
    /// # Errors
    /// As [`crate::Session::print_applications`].
    pub fn applications_print(&self, host: &dyn Host, request: PrintRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.print_applications(&request, &folder, &host.now(), tell))
    }

    /// The views of the ledger that are kept under a name.
    ///
    /// # Errors
    /// As [`crate::Session::ledger_views`].
    pub fn ledger_views(&self, _host: &dyn Host) -> Answer<Vec<LedgerView>> {
        self.with(|session| session.ledger_views())
    }

    /// Keeps, renames or forgets a view of the ledger.
    ///
    /// # Errors
    /// As [`crate::Session::edit_ledger_view`].
    pub fn ledger_view_edit(&self, host: &dyn Host, edit: LedgerViewEdit) -> Answer<LedgerViewsEdited> {
        self.with(|session| session.edit_ledger_view(&edit, &host.now()))
    }

    /// Writes the whole file of a case into a fresh folder below the one that the clerk picks; `None` when none is picked.
    ///
    /// # Errors
    /// As [`crate::Session::export_bundle`].
    pub fn case_bundle(&self, host: &dyn Host, id: String, full: bool) -> Answer<Option<ExportOutcome>> {
        let Some(below) = host.ask(&Question::Folder)? else { return Ok(None) };
        let folder = self.with(|session| session.bundle_folder(&id, &below))?;
        self.hand_over(host, &folder, |session, tell| session.export_bundle(&id, full, &folder, &host.now(), tell))
    }

    /// Shows what an old ledger would bring, or takes it over: one step.
    ///
    /// # Errors
    /// As [`crate::Session::import_ledger_view`].
    pub fn ledger_import(
        &self,
        host: &dyn Host,
        agency: String,
        request: LedgerImportRequest,
    ) -> Answer<LedgerImportView> {
        self.with(|session| session.import_ledger_view(&agency, &request, &host.now()))
    }

    /// What is known of working days.
    ///
    /// # Errors
    /// When there is no session.
    pub fn calendar_view(&self, _host: &dyn Host) -> Answer<CalendarView> {
        self.with(|session| Ok(session.calendar_view()))
    }

    /// Adds a holiday notice or a local day; open cases follow.
    ///
    /// # Errors
    /// As [`crate::Session::add_calendar_input`].
    pub fn calendar_add(&self, host: &dyn Host, input: CalendarInput) -> Answer<CalendarEdited> {
        self.with(|session| session.add_calendar_input(&input, &host.now()))
    }

    /// What the office says in all its letters.
    ///
    /// # Errors
    /// As [`crate::Session::letter_office_view`].
    pub fn letter_office_view(&self, host: &dyn Host, agency: String) -> Answer<LetterOfficeView> {
        self.with(|session| session.letter_office_view(&agency, &host.now()))
    }

    /// Says what the office writes into all its letters.
    ///
    /// # Errors
    /// As [`crate::Session::set_letter_office_view`].
    pub fn letter_office_set(
        &self,
        host: &dyn Host,
        agency: String,
        office: LetterOffice,
        checked: bool,
    ) -> Answer<LetterOfficeView> {
        self.with(|session| session.set_letter_office_view(&agency, &office, checked, &host.now()))
    }
}
