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

/// The words behind the sub-command.
#[derive(Default)]
struct Options {
    yes: bool,
    quick: bool,
    window: bool,
    out: Option<String>,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options { window: true, ..Options::default() };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--yes" => options.yes = true,
                "--quick" => options.quick = true,
                "--no-window" => options.window = false,
                "--out" => options.out = Some(words.next().ok_or("--out 后面要写目录")?),
                _ => return Err(format!("不认识的参数：{word}")),
            }
        }
        Ok(options)
    }
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let options = match Options::parse(words) {
        Ok(options) => options,
        Err(message) => {
            eprintln!("{message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command.as_str() {
        "demo" => demo::run(options.yes, options.out, options.window),
        "test" => test::run(options.yes, options.quick),
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
