//! Runs `mingce` as its user would: in a temporary folder, looking at exit status, words and files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The source tree.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The program, built once for all tests, unless whoever runs the tests has built it already and says where (`MINGCE_PROGRAM`).
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(path) = std::env::var_os("MINGCE_PROGRAM") {
            return path.into();
        }
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "mingce-cli"])
            .current_dir(root())
            .status()
            .expect("cargo runs");
        assert!(built.success(), "mingce builds");
        // target/debug/deps/suite-… → target/debug/mingce
        let here = std::env::current_exe().expect("a path of our own");
        let folder = here.parent().and_then(Path::parent).expect("target/debug");
        folder.join(format!("mingce{}", std::env::consts::EXE_SUFFIX))
    })
}

/// What a run said.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Asserts the exit status, showing what was said.
    #[track_caller]
    pub fn exits(self, status: i32) -> Run {
        assert_eq!(self.status, status, "\nstdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

/// Runs `mingce` with these words in a folder, on 20 January 2026.
pub fn mingce(folder: &Path, words: &[&str]) -> Run {
    let output: Output = Command::new(program())
        .args(["--today", "2026-01-20"])
        .args(words)
        .current_dir(folder)
        .env("MINGCE_ASSETS", root().join("assets"))
        .output()
        .expect("mingce runs");
    Run {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The names in a folder, sorted; none when it does not exist.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// An outside program that looks into documents. Missing: the test fails in a full run, and is passed over (with a
/// word) in the quick loop of a machine that has none.
pub fn outside(name: &str) -> Option<Command> {
    let there = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|p| p.join(name).is_file());
    if there {
        return Some(Command::new(name));
    }
    assert!(std::env::var_os("MINGCE_TEST_FULL").is_none(), "{name} is needed; cargo xtask test installs it");
    eprintln!("{name} is not here: not looked at");
    None
}
