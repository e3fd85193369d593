//! File dialogs. The page never names a path: it asks, and the clerk answers here.

#[cfg(not(feature = "e2e"))]
use mingce_app::desk::Question;
#[cfg(not(feature = "e2e"))]
use std::path::PathBuf;
#[cfg(not(feature = "e2e"))]
use tauri::WebviewWindow;

/// Asks; `None` when the clerk cancels. Blocks, so it must not run on the main thread.
#[cfg(not(feature = "e2e"))]
pub fn ask(window: &WebviewWindow, question: &Question) -> Option<PathBuf> {
    use tauri_plugin_dialog::DialogExt;
    let dialog = window.dialog().file().set_parent(window);
    let answer = match question {
        Question::NewFile(name) => dialog
            .set_title("新建数据文件")
            .set_file_name(name)
            .add_filter("明册数据文件", &["mingce"])
            .blocking_save_file(),
        Question::ExistingFile => {
            dialog.set_title("打开数据文件").add_filter("明册数据文件", &["mingce"]).blocking_pick_file()
        }
        Question::Folder => dialog.set_title("选择保存到哪个文件夹").blocking_pick_folder(),
    };
    answer?.into_path().ok()
}

/// Shows a folder in the file manager, a file in its program.
#[cfg(not(feature = "e2e"))]
pub fn show(path: &std::path::Path) -> Result<(), String> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|error| error.to_string())
}

#[cfg(feature = "e2e")]
pub use scripted::{ask, show};

/// Answers from the lines of the file that `MINGCE_E2E_DIALOGS` names, one line a question, an empty line for
/// cancelled; every question and everything shown is written beside it, in `….log`.
#[cfg(feature = "e2e")]
mod scripted {
    use mingce_app::desk::Question;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tauri::WebviewWindow;

    static ASKED: AtomicUsize = AtomicUsize::new(0);

    pub fn ask(_window: &WebviewWindow, question: &Question) -> Option<PathBuf> {
        note(&format!("ask {question:?}"));
        let script = std::fs::read_to_string(script()?).ok()?;
        let answer = script.lines().nth(ASKED.fetch_add(1, Ordering::SeqCst))?.trim().to_string();
        (!answer.is_empty()).then(|| PathBuf::from(answer))
    }

    pub fn show(path: &Path) -> Result<(), String> {
        note(&format!("show {}", path.display()));
        Ok(())
    }

    fn script() -> Option<PathBuf> {
        std::env::var_os("MINGCE_E2E_DIALOGS").map(PathBuf::from)
    }

    fn note(line: &str) {
        let Some(path) = script().map(|script| script.with_extension("log")) else { return };
        if let Ok(mut log) = std::fs::OpenOptions::new().create(true).append(true).open(path) {
            // The journey reads the log and fails when a line is missing.
            let _ = writeln!(log, "{line}");
        }
    }
}
