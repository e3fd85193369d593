//! One file per sub-command: parse, call `app`, print.

mod agency;
mod application;
mod booklet;
mod catalogue;
mod deadline;
mod demo;
mod dispute;
mod files;
mod follow;
mod guide;
mod init;
mod process;
mod publication;
mod report;
mod search;
mod serve;
mod style;

use crate::arguments::{Arguments, Command, In};
use chrono::NaiveDate;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session};
use std::time::{SystemTime, UNIX_EPOCH};

/// What a command answers.
pub enum Answer {
    /// All is well.
    Yes,
    /// The answer is no: findings.
    No,
}

/// Runs a command.
///
/// # Errors
/// Bad input or failure, in Chinese.
pub fn run(arguments: Arguments) -> Result<Answer, AppError> {
    let assets = Assets::find()?;
    let now = now(arguments.today);
    match arguments.command {
        Command::Init(init) => init::run(&init, assets, &now),
        Command::Demo(demo) => demo::run(&demo, assets, &now),
        Command::Report(report) => report::run(&report, assets, &now),
        Command::Catalogue(catalogue) => catalogue::run(&catalogue, assets, &now),
        Command::Agency(agency) => agency::run(&agency, assets, &now),
        Command::Publication(publication) => publication::run(&publication, assets, &now),
        Command::Application(application) => application::run(&application, assets, &now),
        Command::Dispute(dispute) => dispute::run(&dispute, assets, &now),
        Command::Deadline(asked) => deadline::deadline_of(&asked, assets, &now),
        Command::Fee(asked) => deadline::fee(&asked),
        Command::Calendar(calendar) => deadline::calendar(&calendar, assets, &now),
        Command::Process(process) => process::run(&process, assets, &now),
        Command::Search(search) => search::run(&search, assets),
        Command::Guide(guide) => guide::run(&guide, assets, &now),
        Command::Booklet(booklet) => booklet::run(&booklet, assets, &now),
        Command::Style(style) => style::run(&style, assets, &now),
        Command::Serve(serve) => serve::run(&serve, arguments.today),
    }
}

/// A file's bytes.
fn read(path: &std::path::Path) -> Result<Vec<u8>, AppError> {
    std::fs::read(path).map_err(|error| {
        let message = format!("不能读取“{}”：{}", path.display(), mingce_app::output::reason(&error));
        AppError { detail: error.to_string(), ..AppError::plain(message) }
    })
}

/// An answer as JSON.
fn print(answer: &impl serde::Serialize) -> Result<(), AppError> {
    let text = serde_json::to_string_pretty(answer)
        .map_err(|error| AppError { detail: error.to_string(), ..AppError::plain("结果无法写成 JSON".into()) })?;
    crate::say::line(&text);
    Ok(())
}

/// A session on the file to be read, and the agency that is meant.
fn reading(place: &In, assets: Assets) -> Result<(Session, String), AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&place.target.data)?;
    let agency = session.agency(place.target.agency.as_deref())?.0;
    Ok((session, agency))
}

/// The same on a file to be changed.
fn writing(place: &In, assets: Assets) -> Result<(Session, String), AppError> {
    let mut session = Session::new(assets);
    session.open(&place.target.data)?;
    if let Some(reason) = &place.late_reason {
        session.give_late_reason(None, reason)?;
    }
    let agency = session.agency(place.target.agency.as_deref())?.0;
    Ok((session, agency))
}

/// Now, as China has it; `--today` sets the day and, so that the same command gives the same files, the instant too.
fn now(today: Option<NaiveDate>) -> Now {
    match today {
        Some(today) => Now { today, at_utc: format!("{today}T00:00:00Z") },
        None => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Now::at(i64::try_from(since.as_secs()).unwrap_or_default())
        }
    }
}
