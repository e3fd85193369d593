//! All tests, in stages that print what they took.

use crate::demo::target;
use crate::setup;
use crate::stage::{Stages, cargo, command, npm};
use std::path::PathBuf;
use std::process::Command;

/// Runs every test; `quick` leaves out the window and LibreOffice.
///
/// All Rust code is compiled by one call, the window included: cargo unifies the features of dependencies within a call, so
/// that asking for the program, the tests and the window one after the other would compile the shared crates three times.
pub fn run(yes: bool, quick: bool) -> Result<(), String> {
    let mut stages = Stages::default();
    if !quick {
        setup::packages(&[setup::WINDOW, setup::DOCUMENTS, setup::BROWSING, setup::DRIVING], yes, &mut stages)?;
    }
    setup::node()?;
    stages.run("格式", &mut cargo(&["fmt", "--all", "--check"]))?;
    stages.run("安装界面依赖", &mut npm("ui", &["ci", "--no-audit", "--no-fund"]))?;
    stages.run("界面测试", &mut npm("ui", &["test"]))?;
    // The window's program carries the built interface in itself, so this comes before all compiling.
    stages.run("构建界面", &mut npm("ui", &["run", "build"]))?;
    // Without `e2e`: this is the window as it ships; the one that is compiled and driven below has the feature.
    let members: &[&str] = if quick { &[] } else { &["--workspace"] };
    let mut clippy = cargo(&["clippy", "--quiet", "--all-targets"]);
    stages.run("静态检查", clippy.args(members).args(["--", "-D", "warnings"]))?;
    let members: &[&str] = if quick { &[] } else { &["--workspace", "--features", "mingce-window/e2e"] };
    let mut build = cargo(&["build", "--quiet", "--bins", "--tests", "--examples"]);
    stages.run("编译", build.args(members))?;
    // No crate has code in its documentation: asking each of them for it takes a minute.
    let mut tests = cargo(&["test", "--quiet", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    tests.args(members).env("MINGCE_PROGRAM", debug("mingce"));
    if !quick {
        // The validator of Open XML, axe and the drivers of browser and window come from here. Not `ci`: it insists on the lock
        // entries of the validator's other platforms, which not every registry mirror serves.
        stages.run("安装验证工具", &mut npm("tests/e2e", &["install", "--no-save", "--no-audit", "--no-fund"]))?;
        // Tests that need an outside program fail without it, instead of passing unseen.
        tests.env("MINGCE_TEST_FULL", "1");
    }
    stages.run("单元测试和集成测试", &mut tests)?;
    if !quick {
        browse(&mut stages)?;
        stages.journey("浏览器中的界面", || journey("tests/e2e/serve.mjs", "mingce"))?;
        setup::tauri_driver(&mut stages)?;
        stages.journey("真实窗口", || journey("tests/e2e/run.mjs", "mingce-window"))?;
    }
    stages.report();
    Ok(())
}

/// A program that the build has written.
fn debug(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// A journey through the interface of a program that the build has written.
fn journey(script: &str, program: &str) -> Command {
    let mut journey = command("node", &[script, "--app"]);
    journey.arg(debug(program));
    journey
}

/// Looks at every HTML of the demo, at a draft full of errors and at a document of ugly cases in a browser.
fn browse(stages: &mut Stages) -> Result<(), String> {
    let folder = target().join("html");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("无法清空 {}：{error}", folder.display()))?;
    }
    let program = debug("mingce").display().to_string();
    let draft =
        ["report", "render", "samples/faulty/柳河镇2025_含错草稿.json", "--format", "html,html-inline", "--out"];
    stages.run("示例县的网页", command(&program, &["demo"]).arg(&folder))?;
    stages.run("含错草稿的网页", command(&program, &draft).arg(&folder))?;
    let specimen = debug("examples/specimen").display().to_string();
    stages.run("样张的网页", command(&specimen, &[]).arg(&folder))?;
    stages.run("浏览器中的网页", command("node", &["tests/e2e/html.mjs"]).arg(&folder))
}
