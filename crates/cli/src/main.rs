//! `mingce`: a thin door to the same use cases as the window.
//!
//! Exit status: 0 good, 1 the answer is no (findings), 2 bad input or failure.

mod arguments;
mod commands;
mod say;

use std::process::ExitCode;

/// A third of an export's time goes into getting and giving back memory; this allocator takes less of it than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(arguments::Stop::Shown(text)) => {
            say::line(&text);
            return ExitCode::SUCCESS;
        }
        Err(arguments::Stop::Wrong(message)) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match commands::run(arguments) {
        Ok(commands::Answer::Yes) => ExitCode::SUCCESS,
        Ok(commands::Answer::No) => ExitCode::from(1),
        Err(error) => {
            eprintln!("错误：{}", error.message);
            if error.code == mingce_app::LATE {
                eprintln!("用 --late-reason 写明理由，再执行一次");
            }
            if !error.detail.is_empty() {
                eprintln!("（技术信息：{}）", error.detail);
            }
            ExitCode::from(2)
        }
    }
}
