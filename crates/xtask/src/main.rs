//! `cargo xtask demo` and `cargo xtask test`: install what is missing, build, run. What CI runs is what is here.

mod demo;
mod setup;
mod stage;
mod test;

use std::process::ExitCode;

const USAGE: &str = "用法：
  cargo xtask demo [--yes] [--out 目录] [--no-window]   建立示例县数据文件，生成年度报告和流程图页，并打开窗口
  cargo xtask test [--yes] [--quick]                    安装所需软件并运行全部测试（--quick：不含窗口和 LibreOffice）

  --yes  不询问，直接安装缺少的软件包
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let known = ["--yes", "--quick", "--no-window", "--out"];
    let value_of_out = arguments.iter().position(|a| a == "--out").map(|i| arguments.get(i + 1).cloned());
    let unknown = arguments
        .iter()
        .enumerate()
        .skip(1)
        .find(|(i, argument)| !known.contains(&argument.as_str()) && !(*i > 1 && arguments[i - 1] == "--out"));
    if let Some((_, argument)) = unknown {
        eprintln!("不认识的参数：{argument}\n\n{USAGE}");
        return ExitCode::from(2);
    }
    if value_of_out == Some(None) {
        eprintln!("--out 后面要写目录\n\n{USAGE}");
        return ExitCode::from(2);
    }
    let done = match arguments.first().map(String::as_str) {
        Some("demo") => demo::run(flag("--yes"), value_of_out.flatten(), !flag("--no-window")),
        Some("test") => test::run(flag("--yes"), flag("--quick")),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n失败：{message}");
            ExitCode::FAILURE
        }
    }
}
