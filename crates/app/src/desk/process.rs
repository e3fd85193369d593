//! The commands of processes and their charts.

use super::{Answer, Desk, Host, Question};
use crate::process::editor::{
    ProcessDiff, ProcessDraft, ProcessEdit, ProcessEdited, ProcessExportRequest, ProcessView, ProcessesView,
};
use crate::view::ExportOutcome;

impl Desk {
    /// The processes of an agency and the shipped ones.
    ///
    /// # Errors
    /// As [`Session::process_list`](crate::Session::process_list).
    pub fn process_list(&self, _host: &dyn Host, agency: String) -> Answer<ProcessesView> {
        self.with(|session| session.process_list(&agency))
    }

    /// One process with what the checks say.
    ///
    /// # Errors
    /// As [`Session::process_view`](crate::Session::process_view).
    pub fn process_view(&self, _host: &dyn Host, agency: String, id: String) -> Answer<ProcessView> {
        self.with(|session| session.process_view(&agency, &id))
    }

    /// One process with its chart as it would be with a draft, which is not kept. It is drawn apart from the session:
    /// however long that takes, it keeps nobody from working.
    ///
    /// # Errors
    /// As [`Session::process_draft`](crate::Session::process_draft).
    pub fn process_draft(
        &self,
        _host: &dyn Host,
        agency: String,
        id: String,
        draft: ProcessDraft,
    ) -> Answer<ProcessView> {
        self.with(|session| session.to_draw(&agency, &id, &draft))?.drawn()
    }

    /// Changes the processes.
    ///
    /// # Errors
    /// As [`Session::edit_process`](crate::Session::edit_process).
    pub fn process_edit(&self, host: &dyn Host, agency: String, edit: ProcessEdit) -> Answer<ProcessEdited> {
        self.with(|session| session.edit_process(&agency, &edit, &host.now()))
    }

    /// A copied process beside the shipped one.
    ///
    /// # Errors
    /// As [`Session::process_diff`](crate::Session::process_diff).
    pub fn process_diff(&self, _host: &dyn Host, agency: String, id: String) -> Answer<ProcessDiff> {
        self.with(|session| session.process_diff(&agency, &id))
    }

    /// Exports a process into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export_process`](crate::Session::export_process).
    pub fn process_export(&self, host: &dyn Host, request: ProcessExportRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.export_process(&request, &folder, &host.now(), tell))
    }
}
