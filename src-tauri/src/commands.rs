//! The commands: what the page may ask for, each one handed over to the desk. Paths stay on this side.

use crate::host::WindowHost;
use mingce_app::desk::{Answer, Desk};
use mingce_app::view::{ExportOutcome, ExportRequest, Progress};
use tauri::ipc::{Channel, Response};
use tauri::{State, WebviewWindow};

macro_rules! handed_over {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty,)*) => {$(
        #[tauri::command(async)]
        pub fn $name(window: WebviewWindow, desk: State<'_, Desk>, $($argument: $type),*) -> Answer<$answer> {
            desk.$name(&WindowHost(&window), $($argument),*)
        }
    )*};
}
mingce_app::commands!(handed_over);

/// One page of the preview, as the bytes of an SVG: a page is a hundred thousand characters, which JSON would quote one by
/// one.
#[tauri::command(async)]
pub fn report_page(desk: State<'_, Desk>, version: u32, page: u32) -> Answer<Response> {
    Ok(Response::new(desk.report_page(version, page)?.into_bytes()))
}

/// Exports, telling how far it is.
#[tauri::command(async)]
pub fn report_export(
    window: WebviewWindow,
    desk: State<'_, Desk>,
    request: ExportRequest,
    progress: Channel<Progress>,
) -> Answer<Option<ExportOutcome>> {
    desk.report_export(&WindowHost(&window), &request, &mut |step| {
        // A page that is gone needs no progress.
        let _ = progress.send(step.clone());
    })
}
