//! The commands: what the page may ask for. Each one hands over to `mingce-app`; paths stay on this side.

use crate::clock::now;
use crate::desk::Desk;
use crate::dialogs::{Question, ask, reveal};
use mingce_app::style_view::StyleView;
use mingce_app::version_view::{ComparisonView, VersionStep, VersionsView};
use mingce_app::view::{
    AppError, Edit, Edited, ExportOutcome, ExportRequest, FileView, FoundView, HistoryView, NewFileRequest, PagesView,
    Progress, ReportView, TraceView,
};
use mingce_app::workbench_view::{LocalDate, WorkbenchView};
use mingce_app::{AgencyId, Continue, Session};
use std::path::{Path, PathBuf};
use tauri::ipc::{Channel, Response};
use tauri::{AppHandle, Manager, State, WebviewWindow};

type Answer<T> = Result<T, AppError>;

/// The open file; a file that waits to be opened is opened first.
#[tauri::command(async)]
pub fn file_current(desk: State<'_, Desk>) -> Answer<Option<FileView>> {
    let asked_for = desk.take_asked_for();
    if asked_for.is_some() {
        desk.turn_over();
    }
    desk.with(|session| match asked_for {
        Some(file) => session.open(&file).map(Some),
        None => session.current(),
    })
}

/// Creates a data file where the clerk says; `None` when the clerk cancels.
#[tauri::command(async)]
pub fn file_create(window: WebviewWindow, desk: State<'_, Desk>, request: NewFileRequest) -> Answer<Option<FileView>> {
    let name = format!("{}.mingce", file_stem(&request.agency));
    let Some(path) = ask(&window, &Question::NewFile(name)) else { return Ok(None) };
    desk.turn_over();
    desk.with(|session| session.create(&with_extension(path), &request, &now())).map(Some)
}

/// Opens the data file that the clerk picks; `None` when the clerk cancels.
#[tauri::command(async)]
pub fn file_open(window: WebviewWindow, desk: State<'_, Desk>) -> Answer<Option<FileView>> {
    let Some(path) = ask(&window, &Question::ExistingFile) else { return Ok(None) };
    desk.turn_over();
    desk.with(|session| session.open(&path)).map(Some)
}

/// Writes and opens the sample county, or opens it when it is there already.
#[tauri::command(async)]
pub fn file_sample(app: AppHandle, desk: State<'_, Desk>) -> Answer<FileView> {
    let folder = sample_folder(&app)?;
    desk.turn_over();
    desk.with(|session| session.create_sample(&folder))
}

/// Closes the open file.
#[tauri::command(async)]
pub fn file_close(desk: State<'_, Desk>) -> Answer<()> {
    desk.turn_over();
    desk.with(|session| session.close())
}

/// One agency's report of one year.
#[tauri::command(async)]
pub fn report_view(desk: State<'_, Desk>, agency: String, year: i32) -> Answer<ReportView> {
    desk.with(|session| session.report(&agency, year, &now()))
}

/// The versions of a report, and what can be done next.
#[tauri::command(async)]
pub fn report_versions(desk: State<'_, Desk>, agency: String, year: i32) -> Answer<VersionsView> {
    desk.with(|session| session.versions(&agency, year, &now()))
}

/// Takes the next step of a report on its way to publication.
#[tauri::command(async)]
pub fn version_step(desk: State<'_, Desk>, agency: String, year: i32, step: VersionStep) -> Answer<VersionsView> {
    desk.with(|session| session.take_version_step(&agency, year, step, &now()))
}

/// What differs between a version and the report as it is now.
#[tauri::command(async)]
pub fn version_compare(desk: State<'_, Desk>, version: String) -> Answer<ComparisonView> {
    desk.with(|session| session.compare_version(&version, &now()))
}

/// What is due, how far each agency's report is, what was done lately.
#[tauri::command(async)]
pub fn workbench_view(desk: State<'_, Desk>) -> Answer<WorkbenchView> {
    desk.with(|session| session.workbench(&now()))
}

/// Says by which day the superior office wants the report; an empty text takes it back.
#[tauri::command(async)]
pub fn report_date_set(desk: State<'_, Desk>, date: String) -> Answer<LocalDate> {
    desk.with(|session| session.set_local_report_date(&date, &now()))
}

/// Changes a report and gives it as it is then.
#[tauri::command(async)]
pub fn report_edit(desk: State<'_, Desk>, agency: String, year: i32, edit: Edit) -> Answer<Edited> {
    desk.with(|session| session.edit(&agency, year, &edit, &now()))
}

/// What can be undone and done again, and when something was last written.
#[tauri::command(async)]
pub fn history_view(desk: State<'_, Desk>) -> Answer<HistoryView> {
    desk.with(|session| session.history(&now()))
}

/// Undoes the last step.
#[tauri::command(async)]
pub fn history_undo(desk: State<'_, Desk>) -> Answer<HistoryView> {
    desk.with(|session| session.undo(&now()))
}

/// Does the step that was undone last again.
#[tauri::command(async)]
pub fn history_redo(desk: State<'_, Desk>) -> Answer<HistoryView> {
    desk.with(|session| session.redo(&now()))
}

/// The pages of one agency's report of one year: how many, how large, what stands where. A later question makes an
/// earlier one fail with the code `overtaken`.
#[tauri::command(async)]
pub fn report_pages(desk: State<'_, Desk>, agency: String, year: i32) -> Answer<PagesView> {
    let preview = desk.preview()?;
    let turn = preview.ask();
    let printed = desk.with(|session| {
        preview.still(turn)?;
        session.report_printed(&agency, year, &now())
    })?;
    preview.pages(turn, printed)
}

/// Where words stand on these pages.
#[tauri::command(async)]
pub fn report_find(desk: State<'_, Desk>, version: u32, words: String) -> Answer<Vec<FoundView>> {
    desk.preview()?.find(version, &words)
}

/// One of these pages, from 0, as the bytes of an SVG.
#[tauri::command(async)]
pub fn report_page(desk: State<'_, Desk>, version: u32, page: u32) -> Answer<Response> {
    Ok(Response::new(desk.preview()?.page(version, page)?.into_bytes()))
}

/// The records behind one cell.
#[tauri::command(async)]
pub fn report_trace(desk: State<'_, Desk>, agency: String, year: i32, cell: String) -> Answer<TraceView> {
    desk.with(|session| session.trace(&agency, year, &cell))
}

/// Exports into the folder that the clerk picks, telling how far it is; `None` when the clerk picks none.
#[tauri::command(async)]
pub fn report_export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    request: ExportRequest,
    progress: Channel<Progress>,
) -> Answer<Option<ExportOutcome>> {
    let Some(folder) = ask(&window, &Question::Folder) else { return Ok(None) };
    desk.begin_export();
    let mut tell = |step: &Progress| {
        // A page that is gone needs no progress.
        let _ = progress.send(step.clone());
        if desk.is_cancelled() { Continue::No } else { Continue::Yes }
    };
    let outcome = desk.with(|session| session.export(&request, &folder, &now(), &mut tell))?;
    desk.remember_export(folder);
    Ok(Some(outcome))
}

/// Asks the running export to stop; it leaves nothing half-written.
#[tauri::command(async)]
pub fn export_cancel(desk: State<'_, Desk>) {
    desk.cancel_export();
}

/// Shows the folder of the last export, and no other.
#[tauri::command(async)]
pub fn export_reveal(desk: State<'_, Desk>) -> Answer<()> {
    let Some(folder) = desk.exported_to() else { return Ok(()) };
    reveal(&folder).map_err(|detail| error(format!("没能打开文件夹，请自行前往：{}", folder.display()), detail))
}

/// The style that holds for an agency, or for the whole file.
#[tauri::command(async)]
pub fn style_view(desk: State<'_, Desk>, agency: Option<String>) -> Answer<StyleView> {
    desk.with(|session| session.style_view(agency.as_deref()))
}

/// Makes one choice of a style; an empty value takes it back.
#[tauri::command(async)]
pub fn style_set(desk: State<'_, Desk>, agency: Option<String>, key: String, value: String) -> Answer<StyleView> {
    change_style(&desk, agency, |session, id| session.set_style(id, &[(key, value)], &now()))
}

/// Gives an agency, or the whole file, the standard's style.
#[tauri::command(async)]
pub fn style_standard(desk: State<'_, Desk>, agency: Option<String>) -> Answer<StyleView> {
    change_style(&desk, agency, |session, id| session.restore_standard_style(id, &now()))
}

/// Lets an agency follow the file's style.
#[tauri::command(async)]
pub fn style_follow(desk: State<'_, Desk>, agency: String) -> Answer<StyleView> {
    change_style(&desk, Some(agency), |session, id| session.clear_style(id, &now()))
}

/// Undoes, or does again, the last change of a style.
#[tauri::command(async)]
pub fn style_undo(desk: State<'_, Desk>, agency: Option<String>, action: String) -> Answer<StyleView> {
    change_style(&desk, agency, |session, _| session.undo_style(&action, &now()))
}

/// Changes a style and answers with what holds then.
fn change_style(
    desk: &Desk,
    agency: Option<String>,
    change: impl FnOnce(&mut Session, Option<&AgencyId>) -> Answer<()>,
) -> Answer<StyleView> {
    desk.with(|session| {
        change(session, agency.clone().map(AgencyId).as_ref())?;
        session.style_view(agency.as_deref())
    })
}

/// The sample goes to 文档/明册, or to the home folder's 明册 where there is no such folder.
fn sample_folder(app: &AppHandle) -> Answer<PathBuf> {
    let paths = app.path();
    let base = paths
        .document_dir()
        .or_else(|_| paths.home_dir())
        .map_err(|cause| error("找不到可以存放示例县的文件夹，请先为当前用户建立主文件夹".into(), cause.to_string()))?;
    let folder = base.join("明册");
    std::fs::create_dir_all(&folder).map_err(|cause| {
        error(format!("不能建立文件夹 {}，请检查该位置是否可写、磁盘是否已满", folder.display()), cause.to_string())
    })?;
    Ok(folder)
}

fn error(message: String, detail: String) -> AppError {
    AppError { code: String::new(), message, detail, field: None }
}

/// A file name from an agency's name: without what file systems refuse, short enough for all of them.
fn file_stem(agency: &str) -> String {
    const LONGEST: usize = 60;
    let stem: String =
        agency.chars().filter(|c| !c.is_control() && !r#"\/:*?"<>|"#.contains(*c)).take(LONGEST).collect();
    let stem = stem.trim().trim_end_matches('.');
    if stem.is_empty() { "新数据文件".into() } else { stem.into() }
}

/// The dialogs of some systems do not add the extension.
fn with_extension(path: PathBuf) -> PathBuf {
    let has_it = Path::new(&path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("mingce"));
    if has_it {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".mingce");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggested_file_name_is_one_that_every_file_system_takes() {
        assert_eq!(file_stem("清溪县青石镇人民政府"), "清溪县青石镇人民政府");
        assert_eq!(file_stem("甲/乙:丙?"), "甲乙丙");
        assert_eq!(file_stem(" \n "), "新数据文件");
        assert!(file_stem(&"长".repeat(100)).len() + ".mingce".len() <= 255);
    }

    #[test]
    fn a_new_file_ends_in_mingce_even_when_the_name_has_a_dot() {
        assert_eq!(with_extension(PathBuf::from("/数据/甲县")), PathBuf::from("/数据/甲县.mingce"));
        assert_eq!(with_extension(PathBuf::from("/数据/甲县.2025")), PathBuf::from("/数据/甲县.2025.mingce"));
        assert_eq!(with_extension(PathBuf::from("/数据/甲县.mingce")), PathBuf::from("/数据/甲县.mingce"));
    }
}
