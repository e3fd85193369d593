//! The commands. Their table is a macro: each door expands it into what its own side needs, so that no door can have a
//! command more or less than the other.

use super::{Answer, Desk, Host, Question, lock};
use crate::export::Continue;
use crate::search::view::SearchView;
use crate::style_view::StyleView;
use crate::version_view::{ComparisonView, VersionStep, VersionsView};
use crate::view::{
    AppError, Edit, Edited, ExportOutcome, ExportRequest, FileView, FoundView, HistoryView, NewFileRequest, PagesView,
    Progress, ReportView, TraceView,
};
use crate::workbench_view::{LocalDate, WorkbenchView};
use crate::{AgencyId, Session};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

/// Gives the table of commands to a macro: `name(argument: type, …) -> answer,` for each method of [`Desk`] that a page
/// may call. Two are not in it, because their answers are no JSON in one piece: [`STREAMED`].
#[macro_export]
macro_rules! commands {
    ($then:ident) => {
        $then! {
            file_current() -> Option<$crate::view::FileView>,
            file_create(request: $crate::view::NewFileRequest) -> Option<$crate::view::FileView>,
            file_open() -> Option<$crate::view::FileView>,
            file_open_read_only() -> $crate::view::FileView,
            file_sample() -> $crate::view::FileView,
            file_close() -> (),
            report_view(agency: String, year: i32) -> $crate::view::ReportView,
            report_versions(agency: String, year: i32) -> $crate::version_view::VersionsView,
            version_step(agency: String, year: i32, step: $crate::version_view::VersionStep)
                -> $crate::version_view::VersionsView,
            version_compare(version: String) -> $crate::version_view::ComparisonView,
            workbench_view() -> $crate::workbench_view::WorkbenchView,
            report_date_set(date: String) -> $crate::workbench_view::LocalDate,
            report_edit(agency: String, year: i32, edit: $crate::view::Edit) -> $crate::view::Edited,
            history_view() -> $crate::view::HistoryView,
            history_undo() -> $crate::view::HistoryView,
            history_redo() -> $crate::view::HistoryView,
            report_pages(agency: String, year: i32) -> $crate::view::PagesView,
            report_find(version: u32, words: String) -> Vec<$crate::view::FoundView>,
            report_trace(agency: String, year: i32, cell: String) -> $crate::view::TraceView,
            report_fragment(agency: String, year: i32) -> String,
            report_print(agency: String, year: i32) -> (),
            export_progress() -> Option<$crate::view::Progress>,
            export_cancel() -> (),
            export_reveal() -> (),
            catalogue_page(agency: String, request: $crate::catalogue::list_view::ListRequest)
                -> $crate::catalogue::list_view::ListView,
            catalogue_tree(agency: String, filter: $crate::catalogue::list_view::ItemFilter)
                -> $crate::catalogue::list_view::TreeView,
            catalogue_findings(agency: String) -> $crate::catalogue::list_view::ListFindings,
            catalogue_ids(agency: String, filter: $crate::catalogue::list_view::ItemFilter,
                sort: Option<$crate::catalogue::list_view::ItemSort>) -> Vec<String>,
            catalogue_item(id: String) -> $crate::catalogue::view::ItemView,
            catalogue_standard(agency: String, source: Option<String>) -> $crate::catalogue::view::StandardView,
            catalogue_upstream(agency: String) -> $crate::catalogue::upstream_view::UpstreamView,
            catalogue_bases(agency: String) -> $crate::catalogue::bases_view::BasesView,
            index_number_view(agency: String, template: Option<String>)
                -> $crate::catalogue::index_number_view::IndexNumberView,
            index_number_set(agency: String, template: String)
                -> $crate::catalogue::index_number_view::IndexNumberView,
            catalogue_processes(agency: String) -> Vec<$crate::catalogue::view::ProcessChoice>,
            catalogue_edit(agency: String, edit: $crate::catalogue::view::CatalogueEdit)
                -> $crate::catalogue::view::CatalogueEdited,
            catalogue_import(agency: String, request: $crate::catalogue::view::ImportRequest)
                -> $crate::catalogue::view::ImportView,
            catalogue_export(request: $crate::catalogue::view::CatalogueExportRequest)
                -> Option<$crate::view::ExportOutcome>,
            catalogue_compare(request: $crate::catalogue::view::EditionRequest) -> $crate::catalogue::view::EditionView,
            catalogue_compare_export(request: $crate::catalogue::view::EditionRequest, formats: Vec<String>)
                -> Option<$crate::view::ExportOutcome>,
            publication_list(agency: String, item: Option<String>) -> $crate::publication::view::PublicationsView,
            publication_view(id: String) -> $crate::publication::view::PublicationView,
            publication_edit(agency: String, edit: $crate::publication::view::PublicationEdit)
                -> $crate::publication::view::PublicationEdited,
            catalogue_file(id: String, file: String) -> Option<String>,
            publication_evidence(id: String, evidence: String) -> Option<String>,
            publication_export(request: $crate::publication::view::PublicationExportRequest)
                -> Option<$crate::view::ExportOutcome>,
            application_list(agency: String) -> $crate::application::window::ApplicationsView,
            application_findings(agency: String) -> $crate::Findings,
            application_view(id: String) -> $crate::application::view::ApplicationView,
            application_before(agency: String, input: $crate::application::input::RegisterInput) -> $crate::application::window::BeforeView,
            application_register(agency: String, input: $crate::application::input::RegisterInput)
                -> $crate::application::view::ApplicationEdited,
            application_event(id: String, input: $crate::application::input::EventInput) -> $crate::application::view::ApplicationEdited,
            application_void(id: String, reason: String) -> $crate::application::view::ApplicationEdited,
            application_outcome(answers: std::collections::BTreeMap<String, String>)
                -> $crate::application::view::OutcomeView,
            application_close(id: String, input: $crate::application::input::CloseInput) -> $crate::application::view::ApplicationEdited,
            application_fee(nth: Option<u32>, pages: Option<u32>, public: bool) -> String,
            dispute_list(agency: String) -> $crate::dispute::view::DisputesView,
            dispute_register(agency: String, input: $crate::dispute::input::DisputeInput) -> $crate::dispute::view::DisputeEdited,
            dispute_step(agency: String, id: String, input: $crate::dispute::input::DisputeStep)
                -> $crate::dispute::view::DisputeEdited,
            dispute_correct(agency: String, id: String, input: $crate::dispute::input::DisputeInput)
                -> $crate::dispute::view::DisputeEdited,
            year_lock_question() -> Option<$crate::year_lock::LockView>,
            year_lock_reason(token: String, reason: String) -> (),
            dispute_void(agency: String, id: String, reason: String) -> $crate::dispute::view::DisputeEdited,
            letter_choices(id: String) -> Vec<$crate::application::window::LetterChoice>,
            letter_form(id: String, kind: String) -> $crate::application::window::LetterFormView,
            letter_pages(id: String, request: $crate::application::input::LetterRequest) -> $crate::view::PagesView,
            letter_issue(id: String, kind: String, fields: std::collections::BTreeMap<String, String>, on: String)
                -> $crate::application::view::ApplicationEdited,
            letter_void(id: String, letter: String, reason: String) -> $crate::application::view::ApplicationEdited,
            letter_export(id: String, request: $crate::application::input::LetterRequest) -> Option<$crate::view::ExportOutcome>,
            due_export(request: $crate::application::sheets::DueSheetRequest) -> Option<$crate::view::ExportOutcome>,
            applications_print(request: $crate::application::sheets::PrintRequest) -> Option<$crate::view::ExportOutcome>,
            ledger_views() -> Vec<$crate::application::sheets::LedgerView>,
            ledger_view_edit(edit: $crate::application::sheets::LedgerViewEdit)
                -> $crate::application::sheets::LedgerViewsEdited,
            ledger_export(request: $crate::application::window::LedgerExportRequest) -> Option<$crate::view::ExportOutcome>,
            ledger_import(agency: String, request: $crate::application::import::LedgerImportRequest)
                -> $crate::application::import::LedgerImportView,
            case_bundle(id: String, full: bool) -> Option<$crate::view::ExportOutcome>,
            calendar_view() -> $crate::application::calendar::CalendarView,
            calendar_add(input: $crate::application::calendar::CalendarInput) -> $crate::application::calendar::CalendarEdited,
            letter_office_view(agency: String) -> $crate::application::window::LetterOfficeView,
            letter_office_set(agency: String, office: $crate::application::input::LetterOffice, checked: bool)
                -> $crate::application::window::LetterOfficeView,
            agencies_view() -> $crate::agencies_view::AgenciesView,
            agencies_edit(edit: $crate::agencies_view::AgencyEdit) -> $crate::agencies_view::AgenciesEdited,
            booklet_list() -> $crate::booklet::view::BookletsView,
            booklet_items(choice: $crate::booklet::view::BookletChoice) -> Vec<$crate::booklet::view::OfficeItems>,
            booklet_edit(edit: $crate::booklet::view::BookletEdit) -> $crate::booklet::view::BookletEdited,
            booklet_pages(choice: $crate::booklet::view::BookletChoice) -> $crate::view::PagesView,
            booklet_export(choice: $crate::booklet::view::BookletChoice, formats: Vec<String>)
                -> Option<$crate::view::ExportOutcome>,
            process_list(agency: String) -> $crate::process::editor::ProcessesView,
            process_view(agency: String, id: String) -> $crate::process::editor::ProcessView,
            process_draft(agency: String, id: String, draft: $crate::process::editor::ProcessDraft)
                -> $crate::process::editor::ProcessView,
            process_edit(agency: String, edit: $crate::process::editor::ProcessEdit)
                -> $crate::process::editor::ProcessEdited,
            process_diff(agency: String, id: String) -> $crate::process::editor::ProcessDiff,
            process_export(request: $crate::process::editor::ProcessExportRequest)
                -> Option<$crate::view::ExportOutcome>,
            catalogue_receive(source: $crate::catalogue::view::ImportSource, apply: bool)
                -> $crate::agencies_view::ReceiveView,
            search(words: String, agency: Option<String>, limit: u32) -> $crate::search::view::SearchView,
            search_ready() -> (),
            style_view(agency: Option<String>) -> $crate::style_view::StyleView,
            style_set(agency: Option<String>, key: String, value: String) -> $crate::style_view::StyleView,
            style_standard(agency: Option<String>) -> $crate::style_view::StyleView,
            style_follow(agency: String) -> $crate::style_view::StyleView,
        }
    };
}

macro_rules! names {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty,)*) => {
        /// The names of the commands in the table.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}
commands!(names);

/// The commands that are not in the table: a page of the preview is the bytes of an SVG, an export tells how far it is.
pub const STREAMED: &[&str] = &["report_page", "report_export"];

impl Desk {
    /// The open file; a file that waits to be opened is opened first.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn file_current(&self, _host: &dyn Host) -> Answer<Option<FileView>> {
        let asked_for = lock(&self.asked_for).take();
        if asked_for.is_some() {
            self.turn_over();
        }
        match asked_for {
            Some(file) => self.open(file).map(Some),
            None => self.with(|session| session.current()),
        }
    }

    /// Creates a data file where the clerk says; `None` when the clerk cancels.
    ///
    /// # Errors
    /// As [`Session::create`].
    pub fn file_create(&self, host: &dyn Host, request: NewFileRequest) -> Answer<Option<FileView>> {
        let name = format!("{}.mingce", file_stem(&request.agency));
        let Some(path) = host.ask(&Question::NewFile(name))? else { return Ok(None) };
        self.turn_over();
        self.with(|session| session.create(&with_extension(path), &request, &host.now())).map(Some)
    }

    /// Opens the data file that the clerk picks; `None` when the clerk cancels.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn file_open(&self, host: &dyn Host) -> Answer<Option<FileView>> {
        let Some(path) = host.ask(&Question::ExistingFile)? else { return Ok(None) };
        self.turn_over();
        self.open(path).map(Some)
    }

    fn open(&self, path: PathBuf) -> Answer<FileView> {
        let opened = self.with(|session| session.open(&path));
        let elsewhere = opened.as_ref().is_err_and(|error| error.code == "in_use");
        *lock(&self.elsewhere) = elsewhere.then_some(path);
        opened
    }

    /// Opens the file that was refused last because another program has it, for looking only.
    ///
    /// # Errors
    /// As [`Session::open_read_only`]; when none was refused.
    pub fn file_open_read_only(&self, _host: &dyn Host) -> Answer<FileView> {
        let path = lock(&self.elsewhere).clone();
        let path = path.ok_or_else(|| AppError::plain("没有等待打开的数据文件，请重新选择".into()))?;
        self.turn_over();
        self.with(|session| {
            session.open_read_only(&path)?;
            session.current()?.ok_or_else(|| AppError::plain("数据文件没有打开，请重试".into()))
        })
    }

    /// Writes and opens the sample county, or opens it when it is there already.
    ///
    /// # Errors
    /// As [`Session::create_sample`].
    pub fn file_sample(&self, host: &dyn Host) -> Answer<FileView> {
        let folder = host.sample_folder()?;
        self.turn_over();
        self.with(|session| session.create_sample(&folder))
    }

    /// Closes the open file.
    ///
    /// # Errors
    /// When the last writing fails.
    pub fn file_close(&self, _host: &dyn Host) -> Answer<()> {
        self.turn_over();
        self.with(|session| session.close())
    }

    /// One agency's report of one year.
    ///
    /// # Errors
    /// As [`Session::report`].
    pub fn report_view(&self, host: &dyn Host, agency: String, year: i32) -> Answer<ReportView> {
        self.with(|session| session.report(&agency, year, &host.now()))
    }

    /// The versions of a report, and what can be done next.
    ///
    /// # Errors
    /// As [`Session::versions`].
    pub fn report_versions(&self, host: &dyn Host, agency: String, year: i32) -> Answer<VersionsView> {
        self.with(|session| session.versions(&agency, year, &host.now()))
    }

    /// Takes the next step of a report on its way to publication.
    ///
    /// # Errors
    /// As [`Session::take_version_step`].
    pub fn version_step(&self, host: &dyn Host, agency: String, year: i32, step: VersionStep) -> Answer<VersionsView> {
        self.with(|session| session.take_version_step(&agency, year, step, &host.now()))
    }

    /// What differs between a version and the report as it is now.
    ///
    /// # Errors
    /// As [`Session::compare_version`].
    pub fn version_compare(&self, host: &dyn Host, version: String) -> Answer<ComparisonView> {
        self.with(|session| session.compare_version(&version, &host.now()))
    }

    /// What is due, how far each agency's report is, what was done lately.
    ///
    /// # Errors
    /// As [`Session::workbench`].
    pub fn workbench_view(&self, host: &dyn Host) -> Answer<WorkbenchView> {
        self.with(|session| session.workbench(&host.now()))
    }

    /// Says by which day the superior office wants the report; an empty text takes it back.
    ///
    /// # Errors
    /// As [`Session::set_local_report_date`].
    pub fn report_date_set(&self, host: &dyn Host, date: String) -> Answer<LocalDate> {
        self.with(|session| session.set_local_report_date(&date, &host.now()))
    }

    /// Changes a report and gives it as it is then.
    ///
    /// # Errors
    /// As [`Session::edit`].
    pub fn report_edit(&self, host: &dyn Host, agency: String, year: i32, edit: Edit) -> Answer<Edited> {
        self.with(|session| session.edit(&agency, year, &edit, &host.now()))
    }

    /// What can be undone and done again, and when something was last written.
    ///
    /// # Errors
    /// As [`Session::history`].
    pub fn history_view(&self, host: &dyn Host) -> Answer<HistoryView> {
        self.with(|session| session.history(&host.now()))
    }

    /// Undoes the last step.
    ///
    /// # Errors
    /// As [`Session::undo`].
    pub fn history_undo(&self, host: &dyn Host) -> Answer<HistoryView> {
        self.with(|session| session.undo(&host.now()))
    }

    /// Does the step that was undone last again.
    ///
    /// # Errors
    /// As [`Session::redo`].
    pub fn history_redo(&self, host: &dyn Host) -> Answer<HistoryView> {
        self.with(|session| session.redo(&host.now()))
    }

    /// The pages of one agency's report of one year: how many, how large, what stands where. A later question makes an
    /// earlier one fail with the code `overtaken`.
    ///
    /// # Errors
    /// As [`Session::report_printed`], and when there are no fonts.
    pub fn report_pages(&self, host: &dyn Host, agency: String, year: i32) -> Answer<PagesView> {
        let preview = self.preview()?;
        let turn = preview.ask();
        let printed = self.with(|session| {
            preview.still(turn)?;
            session.report_printed(&agency, year, &host.now())
        })?;
        preview.pages(turn, printed)
    }

    /// Where words stand on these pages.
    ///
    /// # Errors
    /// The code `stale` when that layout is gone.
    pub fn report_find(&self, _host: &dyn Host, version: u32, words: String) -> Answer<Vec<FoundView>> {
        self.preview()?.find(version, &words)
    }

    /// One of these pages, from 0, as the text of an SVG.
    ///
    /// # Errors
    /// The code `stale` when that layout is gone.
    pub fn report_page(&self, version: u32, page: u32) -> Answer<String> {
        self.preview()?.page(version, page)
    }

    /// The records behind one cell.
    ///
    /// # Errors
    /// As [`Session::trace`].
    pub fn report_trace(&self, _host: &dyn Host, agency: String, year: i32, cell: String) -> Answer<TraceView> {
        self.with(|session| session.trace(&agency, year, &cell))
    }

    /// Exports into the folder that the clerk picks, telling how far it is; `None` when the clerk picks none.
    ///
    /// # Errors
    /// As [`Session::export`].
    pub fn report_export(
        &self,
        host: &dyn Host,
        request: &ExportRequest,
        progress: &mut dyn FnMut(&Progress),
    ) -> Answer<Option<ExportOutcome>> {
        let Some(folder) = host.ask(&Question::Folder)? else { return Ok(None) };
        self.cancel.store(false, Ordering::SeqCst);
        let mut tell = |step: &Progress| {
            progress(step);
            if self.cancel.load(Ordering::SeqCst) { Continue::No } else { Continue::Yes }
        };
        let outcome = self.with(|session| session.export(request, &folder, &host.now(), &mut tell))?;
        *lock(&self.exported_to) = Some(folder);
        Ok(Some(outcome))
    }

    /// Makes the printed report's PDF and shows it in the program that this machine has for PDF, which prints it: page for
    /// page what the preview shows.
    ///
    /// # Errors
    /// As [`Session::export`], and when the system has nothing to show it with.
    pub fn report_print(&self, host: &dyn Host, agency: String, year: i32) -> Answer<()> {
        let folder = host.scratch()?;
        let request = ExportRequest { agency, year, formats: vec!["pdf".into()], is_final: false };
        let outcome = self.with(|session| session.export(&request, &folder, &host.now(), &mut |_| Continue::Yes))?;
        let Some(file) = outcome.files.first() else { return Ok(()) };
        host.show(&folder.join(&file.name)).map_err(|detail| AppError {
            detail,
            ..AppError::plain("没能打开 PDF：本机没有能打开它的程序。请用“导出”把 PDF 存到文件夹，再自行打印".into())
        })
    }

    /// The report as HTML to be pasted into a website's editor.
    ///
    /// # Errors
    /// As [`Session::fragment`].
    pub fn report_fragment(&self, host: &dyn Host, agency: String, year: i32) -> Answer<String> {
        self.with(|session| session.fragment(&agency, year, &host.now()))
    }

    /// What is found of every kind, at most so many of each.
    ///
    /// # Errors
    /// As [`Session::search`].
    pub fn search(&self, _host: &dyn Host, words: String, agency: Option<String>, limit: u32) -> Answer<SearchView> {
        self.with(|session| session.search(&words, agency.as_deref(), limit as usize))
    }

    /// Makes the search ready for its first question.
    ///
    /// # Errors
    /// As [`Session::search_ready`].
    pub fn search_ready(&self, _host: &dyn Host) -> Answer<()> {
        self.with(|session| session.search_ready())
    }

    /// How far the running export is; `None` when there is none. It answers while the export goes on.
    ///
    /// # Errors
    /// None.
    pub fn export_progress(&self, _host: &dyn Host) -> Answer<Option<Progress>> {
        Ok(lock(&self.progress).clone())
    }

    /// Asks the running export to stop; it leaves nothing half-written.
    ///
    /// # Errors
    /// None.
    pub fn export_cancel(&self, _host: &dyn Host) -> Answer<()> {
        self.cancel.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Shows the folder of the last export, and no other.
    ///
    /// # Errors
    /// When the system has nothing to show it with.
    pub fn export_reveal(&self, host: &dyn Host) -> Answer<()> {
        let Some(folder) = lock(&self.exported_to).clone() else { return Ok(()) };
        host.show(&folder).map_err(|detail| AppError {
            detail,
            ..AppError::plain(format!("没能打开文件夹，请自行前往：{}", folder.display()))
        })
    }

    /// The style that holds for an agency, or for the whole file.
    ///
    /// # Errors
    /// As [`Session::style_view`].
    pub fn style_view(&self, _host: &dyn Host, agency: Option<String>) -> Answer<StyleView> {
        self.with(|session| session.style_view(agency.as_deref()))
    }

    /// Makes one choice of a style; an empty value takes it back.
    ///
    /// # Errors
    /// As [`Session::set_style`].
    pub fn style_set(&self, host: &dyn Host, agency: Option<String>, key: String, value: String) -> Answer<StyleView> {
        self.change_style(agency, |session, id| session.set_style(id, &[(key, value)], &host.now()))
    }

    /// Gives an agency, or the whole file, the standard's style.
    ///
    /// # Errors
    /// As [`Session::restore_standard_style`].
    pub fn style_standard(&self, host: &dyn Host, agency: Option<String>) -> Answer<StyleView> {
        self.change_style(agency, |session, id| session.restore_standard_style(id, &host.now()))
    }

    /// Lets an agency follow the file's style.
    ///
    /// # Errors
    /// As [`Session::clear_style`].
    pub fn style_follow(&self, host: &dyn Host, agency: String) -> Answer<StyleView> {
        self.change_style(Some(agency), |session, id| session.clear_style(id, &host.now()))
    }

    /// Changes a style and answers with what holds then.
    fn change_style(
        &self,
        agency: Option<String>,
        change: impl FnOnce(&mut Session, Option<&AgencyId>) -> Answer<()>,
    ) -> Answer<StyleView> {
        self.with(|session| {
            change(session, agency.clone().map(AgencyId).as_ref())?;
            session.style_view(agency.as_deref())
        })
    }
}

/// A file name from an agency's name: without what file systems refuse, short enough for all of them.
pub(super) fn file_stem(agency: &str) -> String {
    const LONGEST: usize = 60;
    let stem: String =
        agency.chars().filter(|c| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c)).take(LONGEST).collect();
    let stem = stem.trim().trim_end_matches('.').trim_start_matches('.');
    if stem.is_empty() { "新数据文件".into() } else { stem.into() }
}

/// The dialogs of some systems do not add the extension.
pub(super) fn with_extension(path: PathBuf) -> PathBuf {
    let has_it = Path::new(&path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mingce"));
    if has_it {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".mingce");
    PathBuf::from(name)
}
