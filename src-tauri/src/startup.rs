//! Before the window: is there a display, which file was asked for, what a second start does.

use mingce_app::desk::Desk;
use std::any::Any;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

/// Said when the toolkit gives up.
pub const NOT_STARTED: &str = "明册的窗口没能打开：图形界面不可用。\n请在有桌面的会话里启动；没有桌面时可用命令行程序 mingce（mingce --help 查看用法）。";

/// Why no window can open: nobody named a display. `None` when one is named, or the system needs no name.
pub fn no_display() -> Option<&'static str> {
    let named = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let needs_name = cfg!(all(unix, not(target_os = "macos")));
    (needs_name && !named("DISPLAY") && !named("WAYLAND_DISPLAY")).then_some(NOT_STARTED)
}

/// The text of a panic.
pub fn panic_text(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_string()))
        .unwrap_or_default()
}

/// The file to open: the first argument that is no option.
pub fn file_argument(arguments: impl IntoIterator<Item = impl Into<OsString>>) -> Option<PathBuf> {
    let mut arguments = arguments.into_iter().skip(1).map(Into::into);
    arguments.find(|argument: &OsString| !argument.to_string_lossy().starts_with('-')).map(PathBuf::from)
}

/// The program was started again: this window comes to the front, and opens the file that was asked for.
pub fn second_start(app: &AppHandle, arguments: &[String], folder: &str) {
    let Some(window) = app.get_webview_window("main") else { return };
    // A window that cannot be raised is still there; nothing is lost.
    let _ = window.unminimize();
    let _ = window.set_focus();
    let Some(file) = file_argument(arguments.iter().map(OsString::from)) else { return };
    let file = Path::new(folder).join(file);
    app.state::<Desk>().ask_for(file);
    // The page starts anew and asks which file is open. Should that fail, it does so when the clerk opens one.
    let _ = window.reload();
}

/// What the window needs of a browser, and no more. It shows one page that is on the disk: nothing is gone back to, played,
/// looked up or kept for a second visit. Where there is no graphics card it draws by itself: it would otherwise load a
/// card made of software, which takes memory and start-up time and draws no faster.
#[cfg(target_os = "linux")]
pub fn keep_to_one_page(app: &tauri::App) {
    use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};
    let is_card = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("renderD");
    let card = std::fs::read_dir("/dev/dri").is_ok_and(|cards| cards.flatten().any(is_card));
    for window in app.webview_windows().values() {
        // A view that keeps its usual ways is slower and larger, and no worse.
        let _ = window.with_webview(move |view| {
            let view = view.inner();
            if let Some(context) = view.context() {
                context.set_cache_model(CacheModel::DocumentViewer);
            }
            let Some(settings) = view.settings() else { return };
            if !card {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            }
            settings.set_enable_page_cache(false);
            settings.set_enable_dns_prefetching(false);
            settings.set_enable_html5_database(false);
            settings.set_enable_media(false);
            settings.set_enable_mediasource(false);
            settings.set_enable_webaudio(false);
            settings.set_enable_webgl(false);
        });
    }
}

/// Elsewhere the system's web view knows.
#[cfg(not(target_os = "linux"))]
pub fn keep_to_one_page(_app: &tauri::App) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_the_first_argument_that_is_no_option() {
        let file = |arguments: &[&str]| file_argument(arguments.iter().map(OsString::from));
        assert_eq!(file(&["mingce-window"]), None);
        assert_eq!(file(&["mingce-window", "甲县.mingce"]), Some(PathBuf::from("甲县.mingce")));
        assert_eq!(
            file(&["mingce-window", "--automation", "/数据/甲县.mingce"]),
            Some(PathBuf::from("/数据/甲县.mingce"))
        );
    }

    #[test]
    fn a_panic_keeps_its_text() {
        assert_eq!(panic_text(&"no display"), "no display");
        assert_eq!(panic_text(&String::from("no display")), "no display");
        assert_eq!(panic_text(&7_u8), "");
    }
}
