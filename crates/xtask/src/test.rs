//! All tests, in stages that print what they took.

use crate::demo::target;
use crate::setup;
use crate::stage::{Stages, cargo, command, npm};

/// Runs every test; `quick` leaves out the window and LibreOffice.
pub fn run(yes: bool, quick: bool) -> Result<(), String> {
    let mut stages = Stages::default();
    if !quick {
        setup::packages(&[setup::WINDOW, setup::DOCUMENTS, setup::BROWSING, setup::DRIVING], yes, &mut stages)?;
    }
    setup::node()?;
    stages.run("格式", &mut cargo(&["fmt", "--all", "--check"]))?;
    stages.run("静态检查", &mut cargo(&["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]))?;
    // No crate has code in its documentation: asking each of them for it takes a minute.
    let mut tests = cargo(&["test", "--quiet", "--no-fail-fast", "--lib", "--bins", "--tests"]);
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
    }
    stages.run("安装界面依赖", &mut npm("ui", &["ci", "--no-audit", "--no-fund"]))?;
    stages.run("界面测试", &mut npm("ui", &["test"]))?;
    stages.run("构建界面", &mut npm("ui", &["run", "build"]))?;
    if !quick {
        let program = target().join("debug/mingce").display().to_string();
        stages.run("浏览器中的界面", command("node", &["tests/e2e/serve.mjs", "--app"]).arg(program))?;
        setup::tauri_driver(&mut stages)?;
        let window = ["clippy", "--quiet", "--package", "mingce-window", "--all-targets", "--", "-D", "warnings"];
        stages.run("静态检查（窗口）", &mut cargo(&window))?;
        stages.run("单元测试（窗口）", &mut cargo(&["test", "--quiet", "--package", "mingce-window"]))?;
        stages.run("编译窗口程序", &mut cargo(&["build", "--package", "mingce-window", "--features", "e2e"]))?;
        let window = target().join("debug/mingce-window").display().to_string();
        stages.run("真实窗口", &mut command("node", &["tests/e2e/run.mjs", "--app", &window]))?;
    }
    stages.report();
    Ok(())
}

/// Looks at every HTML of the demo, at a draft full of errors and at a document of ugly cases in a browser.
fn browse(stages: &mut Stages) -> Result<(), String> {
    let folder = target().join("html");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("无法清空 {}：{error}", folder.display()))?;
    }
    let out = folder.display().to_string();
    let program = target().join("debug/mingce").display().to_string();
    let draft =
        ["report", "render", "samples/faulty/柳河镇2025_含错草稿.json", "--format", "html,html-inline", "--out"];
    stages.run("编译命令行程序", &mut cargo(&["build", "--quiet", "--package", "mingce-cli"]))?;
    stages.run("示例县的网页", command(&program, &["demo"]).arg(&out))?;
    stages.run("含错草稿的网页", command(&program, &draft).arg(&out))?;
    let specimen = ["run", "--quiet", "--package", "mingce-html", "--example", "specimen", "--"];
    stages.run("样张的网页", cargo(&specimen).arg(&out))?;
    stages.run("浏览器中的网页", command("node", &["tests/e2e/html.mjs"]).arg(&out))
}
