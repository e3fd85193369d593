//! `mingce booklet …`.

use super::report::tell;
use super::{Answer, style};
use crate::arguments::booklet::{Booklet, Build, Choice, Forget, Keep, List};
use crate::say;
use mingce_app::booklet::{BookletRequest, Edition, FORMATS};
use mingce_app::formats::Format;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session, process};
use serde_json::json;

pub fn run(booklet: &Booklet, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match booklet {
        Booklet::Build(build) => self::build(build, assets, now),
        Booklet::Keep(keep) => self::keep(keep, assets, now),
        Booklet::List(list) => self::list(list, assets),
        Booklet::Forget(forget) => self::forget(forget, assets, now),
    }
}

fn build(build: &Build, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut formats = match build.format.as_slice() {
        [] => FORMATS.to_vec(),
        asked => asked.iter().map(|text| text.parse()).collect::<Result<Vec<Format>, _>>()?,
    };
    // Asked for twice, written once.
    formats.sort_unstable();
    formats.dedup();
    let fonts = style::fonts(build.fonts.as_deref())?;
    let mut session = Session::new(assets);
    session.open_read_only(&build.data)?;
    let (chosen, gone) = match &build.booklet {
        Some(name) => session.booklet_again(name)?,
        None => (request(&build.choice)?, Vec::new()),
    };
    let request = BookletRequest {
        title: build.choice.title.clone().or(chosen.title),
        compiler: build.choice.compiled_by.clone().or(chosen.compiler),
        day: build.as_of,
        formats,
        fonts,
        texts_checked: build.texts_checked,
        is_final: build.r#final,
        ..chosen
    };
    let outcome = session.export_booklet(&request, &build.out, now, &mut say::progress());
    session.close()?;
    match outcome {
        Err(error) if error.code == process::GATE_SHUT => {
            say::line(&error.message);
            Ok(Answer::No)
        }
        outcome => {
            let mut outcome = outcome?;
            outcome.notes.splice(0..0, gone);
            tell(&outcome, build.json);
            Ok(Answer::Yes)
        }
    }
}

fn keep(keep: &Keep, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let request = request(&keep.choice)?;
    let mut session = Session::new(assets);
    session.open(&keep.data)?;
    let said = session.keep_booklet(&keep.name, &request, now);
    session.close()?;
    say::line(&said?);
    Ok(Answer::Yes)
}

fn list(list: &List, assets: Assets) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&list.data)?;
    let kept = session.kept_booklets();
    session.close()?;
    let kept = kept?;
    if list.json {
        say::line(&json!({ "schema": "booklets/1", "booklets": kept }).to_string());
        return Ok(Answer::Yes);
    }
    for booklet in &kept {
        let number = |count: usize, unit: &str| if count == 0 { "全部".into() } else { format!("{count}{unit}") };
        let (agencies, items) = (number(booklet.agencies.len(), "个"), number(booklet.items.len(), "项"));
        say::line(&format!("{}（{}，单位：{agencies}，事项：{items}）", booklet.name, booklet.edition.label()));
    }
    if kept.is_empty() {
        say::line("数据文件中还没有存下的读本");
    }
    Ok(Answer::Yes)
}

fn forget(forget: &Forget, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open(&forget.data)?;
    let said = session.forget_booklet(&forget.name, now);
    session.close()?;
    say::line(&said?);
    Ok(Answer::Yes)
}

/// The choices of a command as a draft of them.
fn request(choice: &Choice) -> Result<BookletRequest, AppError> {
    let known = || {
        let known: Vec<String> = Edition::ALL.iter().map(|it| format!("{}（{}）", it.key(), it.label())).collect();
        known.join("、")
    };
    let asked = choice.edition.as_deref().map(str::trim);
    let asked = asked.ok_or_else(|| AppError::plain(format!("请用 --edition 写明哪一种：{}", known())))?;
    let edition = Edition::ALL.iter().find(|edition| edition.key() == asked || edition.label() == asked);
    let edition = *edition.ok_or_else(|| AppError::plain(format!("没有“{asked}”这一种。可以写：{}", known())))?;
    Ok(BookletRequest {
        agencies: choice.agency.clone(),
        items: choice.item.clone(),
        title: choice.title.clone(),
        compiler: choice.compiled_by.clone(),
        ..BookletRequest::of(edition)
    })
}
