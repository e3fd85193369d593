//! The architecture's invariants, read off manifests and imports. See ARCHITECTURE.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names in `[dependencies]` of a manifest (build and dev dependencies left out).
fn dependencies(manifest: &Path) -> Vec<String> {
    let text = fs::read_to_string(manifest).unwrap_or_else(|e| panic!("{}: {e}", manifest.display()));
    let mut inside = false;
    let mut names = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
        } else if inside && !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            names.push(name.to_string());
        }
    }
    names
}

fn crates() -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(root().join("crates")).expect("crates/ is there") {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|n| n.to_str()).expect("UTF-8 names").to_string();
        out.insert(name, dependencies(&path.join("Cargo.toml")));
    }
    out.insert("src-tauri".into(), dependencies(&root().join("src-tauri/Cargo.toml")));
    assert!(out.len() >= 13, "all crates were read: {:?}", out.keys());
    out
}

/// All files below a folder with one of these endings, without build output.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return out };
    for entry in entries {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !["target", "node_modules", "dist", "gen", ".git"].contains(&name) {
                out.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            out.push(path);
        }
    }
    out
}

#[test]
fn the_domain_depends_on_nothing_that_reads_writes_or_tells_the_time() {
    let allowed = ["serde", "thiserror", "chrono"];
    for name in &crates()["domain"] {
        assert!(allowed.contains(&name.as_str()), "domain must not depend on {name}");
    }
    for file in files(&root().join("crates/domain/src"), &[".rs"]) {
        let text = fs::read_to_string(&file).expect("readable");
        for forbidden in ["std::fs", "std::time", "SystemTime", "Utc::now", "Local::now", "std::net", "std::env"] {
            assert!(!text.contains(forbidden), "{} uses {forbidden}", file.display());
        }
    }
}

#[test]
fn crates_depend_only_on_what_the_architecture_draws() {
    let drawn: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("domain", &[][..]),
        ("document", &[][..]),
        ("diagram", &["document"][..]),
        ("compose", &["domain", "document", "diagram"][..]),
        ("docx", &["document"][..]),
        ("typeset", &["document"][..]),
        ("html", &["document"][..]),
        ("sheet", &["document"][..]),
        ("pdf", &["typeset", "document"][..]),
        ("svg", &["typeset", "document"][..]),
        ("search", &[][..]),
        ("store", &["domain"][..]),
        (
            "app",
            &[
                "domain", "document", "diagram", "compose", "docx", "typeset", "pdf", "svg", "html", "sheet", "search",
                "store",
            ][..],
        ),
        ("serve", &["app"][..]),
        ("cli", &["app", "serve"][..]),
        ("xtask", &[][..]),
        ("src-tauri", &["app"][..]),
    ]);
    for (name, dependencies) in crates() {
        let allowed = drawn.get(name.as_str()).unwrap_or_else(|| panic!("{name} is not in the drawing"));
        for dependency in dependencies.iter().filter_map(|d| d.strip_prefix("mingce-")) {
            assert!(allowed.contains(&dependency), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn each_heavy_library_stands_behind_one_crate() {
    let owners = [
        ("rusqlite", "store"),
        ("docx-rs", "docx"),
        ("printpdf", "pdf"),
        ("rust_xlsxwriter", "sheet"),
        ("tiny-skia", "svg"),
        ("axum", "serve"),
        ("tokio", "serve"),
        ("pinyin", "search"),
    ];
    for (name, dependencies) in crates() {
        for (library, owner) in owners {
            assert!(
                name == owner || !dependencies.iter().any(|d| d == library),
                "{library} belongs to {owner}, but {name} depends on it"
            );
        }
        let window = dependencies.iter().any(|d| d == "tauri" || d.starts_with("tauri-plugin"));
        assert!(name == "src-tauri" || !window, "{name} depends on tauri");
    }
}

#[test]
fn only_one_folder_of_the_interface_speaks_to_tauri() {
    let mut speakers = 0;
    for file in files(&root().join("ui/src"), &[".ts", ".vue"]) {
        let text = fs::read_to_string(&file).expect("readable");
        if text.contains("@tauri-apps/") {
            speakers += 1;
            let path = file.display().to_string().replace('\\', "/");
            assert!(path.contains("ui/src/ipc/"), "{path} imports @tauri-apps");
        }
        assert!(!text.contains("v-html"), "{} uses v-html", file.display());
    }
    assert!(speakers > 0, "the window speaks to its core somewhere");
}

#[test]
fn shipped_code_speaks_no_format_numbers_of_law() {
    // The numbers of the Regulation are rows in assets/law; the domain takes them as arguments.
    for file in files(&root().join("crates/domain/src/deadline"), &[".rs"]) {
        let text = fs::read_to_string(&file).expect("readable");
        let code: String = text.lines().take_while(|line| !line.contains("#[cfg(test)]")).collect();
        for constant in ["const ANSWER", "const EXTENSION", "= 20;"] {
            assert!(!code.contains(constant), "{} holds a number of law", file.display());
        }
    }
}

#[test]
fn no_code_stands_in_documentation_where_the_test_run_would_not_try_it() {
    for file in files(&root().join("crates"), &[".rs"]) {
        let text = fs::read_to_string(&file).expect("readable");
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start();
            let documents = line.starts_with("///") || line.starts_with("//!");
            assert!(!(documents && line.contains("```")), "{}:{}: {line}", file.display(), number + 1);
        }
    }
}
