//! Steps with a name, a time and a clear end.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Instant;

/// The root of the source tree.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Runs stages one after the other and prints at the end what each took.
#[derive(Default)]
pub struct Stages {
    took: Vec<(String, f64)>,
}

impl Stages {
    /// Runs a command in the root folder; its output goes through.
    pub fn run(&mut self, name: &str, command: &mut Command) -> Result<(), String> {
        let status = self.time(name, command)?;
        if status.success() {
            Ok(())
        } else {
            self.report();
            Err(format!("{name}（{status}）"))
        }
    }

    fn time(&mut self, name: &str, command: &mut Command) -> Result<ExitStatus, String> {
        println!("\n== {name}");
        let start = Instant::now();
        let status = command.current_dir(root()).status().map_err(|error| format!("{name}：无法启动（{error}）"))?;
        self.took.push((name.to_string(), start.elapsed().as_secs_f64()));
        Ok(status)
    }

    /// Runs a journey through the interface, and once more from its beginning when it was not gone through to the end: a
    /// machine that stands still for seconds is not a fault of the program. The first failure stays in the output and in
    /// the report, to be looked into; what fails twice fails.
    pub fn journey(&mut self, name: &str, command: impl Fn() -> Command) -> Result<(), String> {
        if self.time(name, &mut command())?.success() {
            return Ok(());
        }
        println!("\n{name}：没有走通（原因见上），从头再走一次。");
        if let Some((said, _)) = self.took.last_mut() {
            said.push_str("（没有走通）");
        }
        self.run(&format!("{name}（再走一次）"), &mut command())
    }

    /// Prints what each stage took.
    pub fn report(&self) {
        println!("\n用时：");
        for (name, seconds) in &self.took {
            println!("  {seconds:7.1} 秒  {name}");
        }
        println!("  {:7.1} 秒  合计", self.took.iter().map(|(_, seconds)| seconds).sum::<f64>());
    }
}

/// A command from its words.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// `cargo` as it called us.
pub fn cargo(arguments: &[&str]) -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// `npm` in a folder.
pub fn npm(folder: &str, arguments: &[&str]) -> Command {
    let mut npm = command("npm", &["--prefix", folder]);
    npm.args(arguments);
    npm
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_journey_that_fails_once_is_walked_again_and_the_report_says_so_and_one_that_fails_twice_fails() {
        let folder = tempfile::tempdir().unwrap();
        let been = folder.path().join("been here");
        let mut stages = Stages::default();
        let walk = || {
            let mut walk = command("sh", &["-c", "test -e \"$0\" || { touch \"$0\"; exit 1; }"]);
            walk.arg(&been);
            walk
        };
        stages.journey("走查", walk).unwrap();
        let names: Vec<&str> = stages.took.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["走查（没有走通）", "走查（再走一次）"]);
        stages.journey("走查", walk).unwrap();
        assert_eq!(stages.took.len(), 3, "what succeeds is walked once");
        assert!(stages.journey("走查", || command("false", &[])).unwrap_err().starts_with("走查（再走一次）"));
    }
}
