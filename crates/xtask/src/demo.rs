//! The demo: the sample county's data file, its reports in all formats, a guide page, booklets, and the window on it.

use crate::setup;
use crate::stage::{Stages, cargo, command, npm, root};
use std::path::PathBuf;

/// Builds what is needed, writes the sample into `out` (default `demo/`), opens the window when a display is there.
pub fn run(yes: bool, out: Option<String>, window: bool) -> Result<(), String> {
    let mut stages = Stages::default();
    let out = out.map_or_else(|| root().join("demo"), PathBuf::from);
    setup::packages(&[setup::WINDOW], yes, &mut stages)?;
    setup::node()?;
    stages.run("安装界面依赖", &mut npm("ui", &["ci", "--no-audit", "--no-fund"]))?;
    stages.run("构建界面", &mut npm("ui", &["run", "build"]))?;
    // In one call, so that both share what they are made of.
    stages.run("编译", &mut cargo(&["build", "--package", "mingce-cli", "--package", "mingce-window"]))?;
    let program = target().join("debug/mingce");
    stages.run("生成示例县", command(&program.display().to_string(), &["demo", "--booklets"]).arg(&out))?;
    stages.report();
    println!("\n示例县文件在：{}", out.display());
    let display = std::env::var_os("DISPLAY").or_else(|| std::env::var_os("WAYLAND_DISPLAY"));
    if window && display.is_some_and(|display| !display.is_empty()) {
        println!("正在打开窗口……");
        let file = out.join("示例县.mingce");
        let mut program = command(&target().join("debug/mingce-window").display().to_string(), &[]);
        program.arg(file).spawn().map_err(|error| format!("窗口没有打开：{error}"))?;
    } else {
        println!("没有图形显示，未打开窗口。");
    }
    Ok(())
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
