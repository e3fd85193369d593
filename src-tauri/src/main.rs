//! 明册's window: Tauri commands of a few lines each over `mingce-app`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(all(feature = "e2e", not(debug_assertions)))]
compile_error!("feature e2e answers file dialogs from a script: it must never be in a release build");

mod commands;
mod dialogs;
mod fonts;
mod host;
mod startup;

use mingce_app::desk::Desk;
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

macro_rules! handler {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty,)*) => {
        tauri::generate_handler![$(commands::$name,)* commands::report_page, commands::report_export]
    };
}

fn run() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            startup::second_start(app, &arguments, &folder);
        }))
        .plugin(tauri_plugin_dialog::init())
        .manage(Desk::with_fonts(startup::file_argument(std::env::args_os()), fonts::BUILT_IN))
        .setup(|app| {
            startup::keep_to_one_page(app);
            Ok(())
        })
        .invoke_handler(mingce_app::commands!(handler))
        .build(tauri::generate_context!())?;
    // From here on a panic is a defect of ours and is worth its text.
    drop(std::panic::take_hook());
    app.run(|app, event| {
        if let tauri::RunEvent::Exit = event
            && let Err(error) = app.state::<Desk>().leave()
        {
            eprintln!("{error}\n{}", error.detail);
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use mingce_app::desk::{COMMANDS, STREAMED};
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
        let list = include_str!("../build.rs").split_once("COMMANDS: &[&str] = &[").expect("the list begins").1;
        let declared: BTreeSet<String> = list
            .split_once(']')
            .expect("the list ends")
            .0
            .split(',')
            .map(|name| name.trim().trim_matches('"').to_string())
            .filter(|name| !name.is_empty())
            .collect();
        let there: BTreeSet<String> = COMMANDS.iter().chain(STREAMED).map(|name| (*name).to_string()).collect();
        assert_eq!(allowed, there, "capabilities/main.json against the table of commands");
        assert_eq!(declared, there, "build.rs against the table of commands");
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
