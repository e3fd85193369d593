//! `mingce deadline`, `mingce fee`, `mingce calendar …`: what can be asked without a case.

use super::Answer;
use crate::arguments::application::{Calendar, Deadline, Fee};
use crate::say::line as say;
use mingce_app::application::deadline::{DeadlineRequest, deadline};
use mingce_app::application::view::DeadlineView;
use mingce_app::view::AppError;
use mingce_app::{Assets, CALENDAR_OWN, Now, Session};
use serde_json::json;

pub fn deadline_of(asked: &Deadline, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    if let Some(data) = &asked.data {
        session.open_read_only(data)?;
    }
    let events = match &asked.events {
        Some(path) => Some(super::read(path)?),
        None => None,
    };
    let request = DeadlineRequest {
        received: asked.on,
        arrived: asked.received,
        channel: asked.channel.clone(),
        confirmed: asked.confirmed,
        days: asked.days,
        extend: asked.extend,
        stops: asked.stop.clone(),
        events,
    };
    let view = deadline(session.assets(), &request, now)?;
    session.close()?;
    if asked.json {
        say(&serde_json::to_string_pretty(&view).unwrap_or_default());
    } else {
        told(&view, asked.explain);
    }
    Ok(Answer::Yes)
}

fn told(view: &DeadlineView, explain: bool) {
    say(&format!("{}（{}）", view.sentence, view.article));
    if explain {
        for day in &view.explained {
            say(&format!("    {}　{}", day.on, day.why));
        }
    }
}

pub fn fee(asked: &Fee) -> Result<Answer, AppError> {
    let (view, rule) = mingce_app::application::deadline::fee(asked.pages, asked.items)?;
    if asked.json {
        say(&view.to_string());
        return Ok(Answer::Yes);
    }
    say(&format!("应收{}元（{rule}）", view["amount_yuan"]));
    for step in view["steps"].as_array().into_iter().flatten() {
        say(&format!(
            "    第{}至{}：每{}{}元，计{}元",
            step["from"],
            step["to"],
            if asked.pages.is_some() { "页" } else { "件" },
            step["unit_price"],
            step["amount_yuan"]
        ));
    }
    Ok(Answer::Yes)
}

/// What the window does with a button, the command line does with an option.
fn with_option(error: AppError) -> AppError {
    if error.code == CALENDAR_OWN {
        return AppError { message: format!("{}：加上 --replace", error.message), ..error };
    }
    error
}

pub fn calendar(calendar: &Calendar, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let Calendar::Add(add) = calendar;
    let mut session = Session::new(assets);
    session.open(&add.data)?;
    let added = session.add_calendar(&super::read(&add.file)?, add.replace, now).map_err(with_option)?;
    session.close()?;
    if add.json {
        say(&json!({ "schema": "calendar_added/1", "said": added.said, "last_year": added.last_year, "moved": added.moved }).to_string());
        return Ok(Answer::Yes);
    }
    say(&format!("{}；放假安排已知到{}年", added.said, added.last_year));
    if added.moved.is_empty() {
        say("没有办结的申请，期限都不变");
    }
    for moved in &added.moved {
        let provisional = if moved.provisional { "（暂定）" } else { "" };
        say(&format!("{}：期限由{}改为{}{provisional}", moved.number, moved.from, moved.to));
    }
    Ok(Answer::Yes)
}
