//! 明册's window: Tauri commands of a few lines each over `mingce-app`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("feature e2e answers file dialogs from a script: it must never be in a release build");

mod clock;
mod commands;
mod desk;
mod dialogs;
mod startup;

use desk::Desk;
use std::process::ExitCode;
use tauri::Manager;

fn main() -> ExitCode {
    if let Some(refusal) = startup::no_display() {
        eprintln!("{refusal}");
        return ExitCode::from(2);
    }
    // The toolkit panics when a display is named but cannot be reached; the clerk gets a sentence, not a stack.
    std::panic::set_hook(Box::new(|_| {}));
    match std::panic::catch_unwind(run) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("{}\n技术信息：{error}", startup::NOT_STARTED);
            ExitCode::from(2)
        }
        Err(panic) => {
            eprintln!("{}\n技术信息：{}", startup::NOT_STARTED, startup::panic_text(&*panic));
            ExitCode::from(2)
        }
    }
}

fn run() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            startup::second_start(app, &arguments, &folder);
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(Desk::new(startup::file_argument(std::env::args_os())))
        .invoke_handler(tauri::generate_handler![
            commands::file_current,
            commands::file_create,
            commands::file_open,
            commands::file_sample,
            commands::file_close,
            commands::report_view,
            commands::report_versions,
            commands::version_step,
            commands::version_compare,
            commands::workbench_view,
            commands::report_date_set,
            commands::report_edit,
            commands::history_view,
            commands::history_undo,
            commands::history_redo,
            commands::report_pages,
            commands::report_find,
            commands::report_page,
            commands::report_trace,
            commands::report_export,
            commands::export_cancel,
            commands::export_reveal,
            commands::style_view,
            commands::style_set,
            commands::style_standard,
            commands::style_follow,
            commands::style_undo,
        ])
        .build(tauri::generate_context!())?;
    // From here on a panic is a defect of ours and is worth its text.
    drop(std::panic::take_hook());
    app.run(|app, event| {
        if let tauri::RunEvent::Exit = event {
            app.state::<Desk>().leave();
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_page_may_call_exactly_the_commands_that_exist() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).expect("the capability file is JSON");
        let allowed: BTreeSet<String> = capability["permissions"]
            .as_array()
            .expect("permissions are a list")
            .iter()
            .map(|permission| {
                let name = permission.as_str().expect("a permission is a text");
                name.strip_prefix("allow-").expect("only our own commands are allowed").replace('-', "_")
            })
            .collect();
        let between = |text: &str, start: &str, end: &str| -> BTreeSet<String> {
            let after = text.split_once(start).expect("the list begins").1;
            let list = after.split_once(end).expect("the list ends").0;
            list.split(',')
                .map(|name| name.trim().trim_matches('"').trim_start_matches("commands::").to_string())
                .filter(|name| !name.is_empty())
                .collect()
        };
        let handled = between(include_str!("main.rs"), "generate_handler![\n", "]");
        let declared = between(include_str!("../build.rs"), "COMMANDS: &[&str] = &[", "]");
        assert_eq!(allowed, handled, "capabilities/main.json against main.rs");
        assert_eq!(declared, handled, "build.rs against main.rs");
    }

    #[test]
    fn the_page_runs_no_foreign_and_no_inline_code() {
        let config: serde_json::Value =
            serde_json::from_str(include_str!("../tauri.conf.json")).expect("the configuration is JSON");
        let security = &config["app"]["security"];
        let csp = security["csp"].to_string();
        assert!(!csp.contains("unsafe-inline") && !csp.contains("unsafe-eval") && !csp.contains('*'), "{csp}");
        assert_eq!(security["csp"]["default-src"], "'none'");
        assert_eq!(security["freezePrototype"], true);
        assert_eq!(config["app"]["withGlobalTauri"], false);
    }
}
