//! The peers, and the same content in their words.

pub mod typst;

use crate::meter::Reading;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Where `setup.sh` has put what comes from Python's registry.
fn python() -> PathBuf {
    root().join("target/bench-peers/bin/python")
}

/// The source tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Whether the peers are installed.
pub fn installed() -> bool {
    python().exists()
}

/// A script of `peers/` with its arguments.
pub fn script(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(python());
    command.arg(root().join("tests/benches/peers").join(name)).args(arguments);
    command
}

/// This program again, for one task.
pub fn ours(task: &str, arguments: &[&str]) -> Result<Command, Box<dyn Error>> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("child").arg(task).args(arguments);
    Ok(command)
}

/// Runs a measured process to its end: its reading, and how long it lived in milliseconds.
///
/// # Errors
/// When it cannot be started, fails, or does not say its reading in its last line.
pub fn measured(mut command: Command) -> Result<(Reading, f64), Box<dyn Error>> {
    let start = Instant::now();
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| format!("{command:?}: {error}"))?;
    let lived = start.elapsed().as_secs_f64() * 1e3;
    if !output.status.success() {
        return Err(format!("{command:?}: {}", output.status).into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    Ok((serde_json::from_str(line).map_err(|error| format!("{command:?} said {line:?}: {error}"))?, lived))
}
