//! The commands of the catalogue, its publications and the agencies.

use super::{Answer, Desk, Host, Question, lock};
use crate::Session;
use crate::agencies_view::{AgenciesEdited, AgenciesView, AgencyEdit, ReceiveView};
use crate::catalogue::bases_view::BasesView;
use crate::catalogue::index_number_view::IndexNumberView;
use crate::catalogue::list_view::{ItemFilter, ItemSort, ListFindings, ListRequest, ListView, TreeView};
use crate::catalogue::upstream_view::UpstreamView;
use crate::catalogue::view::{
    CatalogueEdit, CatalogueEdited, CatalogueExportRequest, EditionRequest, EditionView, ImportRequest, ImportSource,
    ImportView, ItemView, ProcessChoice, StandardView,
};
use crate::export::{Continue, Report};
use crate::publication::view::{
    PublicationEdit, PublicationEdited, PublicationExportRequest, PublicationView, PublicationsView,
};
use crate::view::{ExportOutcome, Progress};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

impl Desk {
    /// A window of an agency's catalogue.
    ///
    /// # Errors
    /// As [`Session::catalogue_page`].
    pub fn catalogue_page(&self, host: &dyn Host, agency: String, request: ListRequest) -> Answer<ListView> {
        self.with(|session| session.catalogue_page(&agency, &request, &host.now()))
    }

    /// How many of its items stand where.
    ///
    /// # Errors
    /// As [`Session::catalogue_tree`].
    pub fn catalogue_tree(&self, host: &dyn Host, agency: String, filter: ItemFilter) -> Answer<TreeView> {
        self.with(|session| session.catalogue_tree(&agency, &filter, &host.now()))
    }

    /// What the checks say of it. A long list is checked piece by piece, so that the page can go on asking meanwhile.
    ///
    /// # Errors
    /// As [`Session::catalogue_findings`].
    pub fn catalogue_findings(&self, host: &dyn Host, agency: String) -> Answer<ListFindings> {
        loop {
            if let Some(findings) = self.with(|session| session.catalogue_findings(&agency, &host.now()))? {
                return Ok(findings);
            }
            // Whoever waits for the session has it first; a lock alone would not see to that.
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }

    /// The identities of all items that fit, for doing something with all of them.
    ///
    /// # Errors
    /// As [`Session::catalogue_ids`].
    pub fn catalogue_ids(
        &self,
        host: &dyn Host,
        agency: String,
        filter: ItemFilter,
        sort: Option<ItemSort>,
    ) -> Answer<Vec<String>> {
        self.with(|session| session.catalogue_ids(&agency, &filter, sort, &host.now()))
    }

    /// One item of it.
    ///
    /// # Errors
    /// As [`Session::catalogue_item`].
    pub fn catalogue_item(&self, _host: &dyn Host, id: String) -> Answer<ItemView> {
        self.with(|session| session.catalogue_item(&id))
    }

    /// The standard catalogue, or a superior's.
    ///
    /// # Errors
    /// As [`Session::standard_catalogue`].
    pub fn catalogue_standard(&self, host: &dyn Host, agency: String, source: Option<String>) -> Answer<StandardView> {
        self.with(|session| session.standard_catalogue(&agency, source.as_deref(), &host.now()))
    }

    /// What changed in what the agency follows.
    ///
    /// # Errors
    /// As [`Session::upstream`].
    pub fn catalogue_upstream(&self, _host: &dyn Host, agency: String) -> Answer<UpstreamView> {
        self.with(|session| session.upstream(&agency))
    }

    /// The basis library.
    ///
    /// # Errors
    /// As [`Session::bases`].
    pub fn catalogue_bases(&self, _host: &dyn Host, agency: String) -> Answer<BasesView> {
        self.with(|session| session.bases(&agency))
    }

    /// The pattern of index numbers; with one to try, what that would give.
    ///
    /// # Errors
    /// As [`Session::index_number`].
    pub fn index_number_view(
        &self,
        host: &dyn Host,
        agency: String,
        template: Option<String>,
    ) -> Answer<IndexNumberView> {
        self.with(|session| session.index_number(&agency, template.as_deref(), &host.now()))
    }

    /// Sets the pattern of index numbers; an empty one goes back to the usual.
    ///
    /// # Errors
    /// As [`Session::set_index_template`].
    pub fn index_number_set(&self, host: &dyn Host, agency: String, template: String) -> Answer<IndexNumberView> {
        self.with(|session| session.set_index_template(&agency, &template, &host.now()))
    }

    /// Changes the catalogue and gives it as it is then.
    ///
    /// # Errors
    /// As [`Session::edit_catalogue`].
    pub fn catalogue_edit(&self, host: &dyn Host, agency: String, edit: CatalogueEdit) -> Answer<CatalogueEdited> {
        self.with(|session| session.edit_catalogue(&agency, &edit, &host.now()))
    }

    /// Shows what an import would do, or does it.
    ///
    /// # Errors
    /// As [`Session::import_catalogue`].
    pub fn catalogue_import(&self, host: &dyn Host, agency: String, request: ImportRequest) -> Answer<ImportView> {
        self.with(|session| session.import_catalogue(&agency, &request, &host.now()))
    }

    /// Exports the catalogue into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export_catalogue`].
    pub fn catalogue_export(&self, host: &dyn Host, request: CatalogueExportRequest) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.export_catalogue(&request, &folder, &host.now(), tell))
    }

    /// Exports into a folder, and hands the files over where that is how they leave.
    pub(super) fn hand_over(
        &self,
        host: &dyn Host,
        folder: &Path,
        export: impl FnOnce(&mut Session, &mut Report<'_>) -> Answer<ExportOutcome>,
    ) -> Answer<Option<ExportOutcome>> {
        self.cancel.store(false, Ordering::SeqCst);
        let mut tell = |step: &Progress| {
            *lock(&self.progress) = Some(step.clone());
            if self.cancel.load(Ordering::SeqCst) { Continue::No } else { Continue::Yes }
        };
        let outcome = self.with(|session| export(session, &mut tell));
        *lock(&self.progress) = None;
        let mut outcome = outcome?;
        *lock(&self.exported_to) = Some(folder.to_path_buf());
        if host.hands_over() {
            self.export_reveal(host)?;
            outcome.handed_over = true;
            outcome.folder.clear();
        }
        Ok(Some(outcome))
    }

    /// The publications of an agency, or those under one of its items.
    ///
    /// # Errors
    /// As [`Session::publications`].
    pub fn publication_list(&self, host: &dyn Host, agency: String, item: Option<String>) -> Answer<PublicationsView> {
        self.with(|session| session.publications(&agency, item.as_deref(), &host.now()))
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Session::publication`].
    pub fn publication_view(&self, host: &dyn Host, id: String) -> Answer<PublicationView> {
        self.with(|session| session.publication(&id, &host.now()))
    }

    /// Changes the publications.
    ///
    /// # Errors
    /// As [`Session::edit_publication`].
    pub fn publication_edit(
        &self,
        host: &dyn Host,
        agency: String,
        edit: PublicationEdit,
    ) -> Answer<PublicationEdited> {
        self.with(|session| session.edit_publication(&agency, &edit, &host.now()))
    }

    /// Writes a copy of a piece of evidence into the folder that the clerk picks, and gives its name; `None` when the
    /// clerk picks none. It is not opened here: a file that came from somewhere is not started by this program.
    ///
    /// # Errors
    /// As [`Session::save_evidence`].
    pub fn publication_evidence(&self, host: &dyn Host, id: String, evidence: String) -> Answer<Option<String>> {
        self.copy_out(host, |session, folder| session.save_evidence(&id, &evidence, folder))
    }

    /// Writes a copy of a file of an item into the folder that the clerk picks, and gives its name; `None` when the clerk
    /// picks none. Like evidence, it is not opened here.
    ///
    /// # Errors
    /// As [`Session::save_item_file`].
    pub fn catalogue_file(&self, host: &dyn Host, id: String, file: String) -> Answer<Option<String>> {
        self.copy_out(host, |session, folder| session.save_item_file(&id, &file, folder))
    }

    /// Writes one file into the folder that the clerk picks.
    fn copy_out(
        &self,
        host: &dyn Host,
        save: impl FnOnce(&mut Session, &Path) -> Answer<PathBuf>,
    ) -> Answer<Option<String>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        let path = self.with(|session| save(session, &folder))?;
        *lock(&self.exported_to) = Some(folder);
        if host.hands_over() {
            self.export_reveal(host)?;
        }
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    }

    /// Exports a sheet of publications into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export_publications`].
    pub fn publication_export(
        &self,
        host: &dyn Host,
        request: PublicationExportRequest,
    ) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, tell| session.export_publications(&request, &folder, &host.now(), tell))
    }

    /// Compares an earlier edition with the list as it is.
    ///
    /// # Errors
    /// As [`Session::compare_editions`].
    pub fn catalogue_compare(&self, _host: &dyn Host, request: EditionRequest) -> Answer<EditionView> {
        self.with(|session| session.compare_editions(&request))
    }

    /// 目录修订对照表 into the folder that the clerk picks; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export_editions`].
    pub fn catalogue_compare_export(
        &self,
        host: &dyn Host,
        request: EditionRequest,
        formats: Vec<String>,
    ) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.hand_over(host, &folder, |session, _| session.export_editions(&request, &formats, &folder, &host.now()))
    }

    /// The processes that an item of an agency can have.
    ///
    /// # Errors
    /// As [`Session::process_choices`].
    pub fn catalogue_processes(&self, _host: &dyn Host, agency: String) -> Answer<Vec<ProcessChoice>> {
        self.with(|session| session.process_choices(&agency))
    }

    /// The agencies of the file, with all that can be set.
    ///
    /// # Errors
    /// As [`Session::agencies`].
    pub fn agencies_view(&self, _host: &dyn Host) -> Answer<AgenciesView> {
        self.with(|session| session.agencies())
    }

    /// Changes the agencies.
    ///
    /// # Errors
    /// As [`Session::edit_agencies`].
    pub fn agencies_edit(&self, host: &dyn Host, edit: AgencyEdit) -> Answer<AgenciesEdited> {
        self.with(|session| session.edit_agencies(&edit, &host.now()))
    }

    /// Takes in a superior's catalogue, or shows what that would change.
    ///
    /// # Errors
    /// As [`Session::receive_catalogue`].
    pub fn catalogue_receive(&self, host: &dyn Host, source: ImportSource, apply: bool) -> Answer<ReceiveView> {
        self.with(|session| session.receive_catalogue(&source, apply, &host.now()))
    }
}
