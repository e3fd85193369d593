//! Speed and memory beside Typst, LibreOffice and python-docx, on the same content in one run. See README.md.

mod child;
mod content;
mod meter;
mod peer;
mod suite;
mod table;
mod verify;

use std::error::Error;
use std::process::ExitCode;

/// How it is called.
const USAGE: &str =
    "用法：cargo run --release -p mingce-benches -- [report|pages|booklet|docx|edit|scale|all] [--runs 次数]
先运行一次 tests/benches/setup.sh，安装用来比较的软件；没有安装时只测本程序。";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    if let [first, task, rest @ ..] = arguments
        && first == "child"
    {
        let reading = child::run(task, rest)?;
        println!("{}", serde_json::to_string(&reading)?);
        return Ok(());
    }
    let mut runs = 7;
    let mut chosen = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--runs" => runs = arguments.next().ok_or(USAGE)?.parse::<usize>().map_err(|_| USAGE)?.max(1),
            name if suite::NAMES.contains(&name) || name == "all" => chosen.push(name),
            _ => return Err(USAGE.into()),
        }
    }
    if chosen.is_empty() || chosen.contains(&"all") {
        chosen = suite::NAMES.to_vec();
    }
    if cfg!(debug_assertions) {
        return Err("没有优化的程序测不出速度，请加 --release".into());
    }
    suite::about();
    chosen.into_iter().try_for_each(|name| suite::run(name, runs))
}
