//! `mingce booklet …`.

use super::report::tell;
use super::{Answer, style};
use crate::arguments::booklet::{Booklet, Build};
use crate::say;
use mingce_app::booklet::{BookletRequest, Edition, FORMATS};
use mingce_app::formats::Format;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session, process};

pub fn run(booklet: &Booklet, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let Booklet::Build(build) = booklet;
    let request = request(build)?;
    let mut session = Session::new(assets);
    session.open_read_only(&build.data)?;
    let outcome = session.export_booklet(&request, &build.out, now, &mut say::progress());
    session.close()?;
    match outcome {
        Err(error) if error.code == process::GATE_SHUT => {
            say::line(&error.message);
            Ok(Answer::No)
        }
        outcome => {
            tell(&outcome?, build.json);
            Ok(Answer::Yes)
        }
    }
}

fn request(build: &Build) -> Result<BookletRequest, AppError> {
    let asked = build.edition.trim();
    let edition = Edition::ALL.iter().find(|edition| edition.key() == asked || edition.label() == asked);
    let edition = *edition.ok_or_else(|| {
        let known: Vec<String> = Edition::ALL.iter().map(|it| format!("{}（{}）", it.key(), it.label())).collect();
        AppError::plain(format!("没有“{asked}”这一种。可以写：{}", known.join("、")))
    })?;
    let formats = match build.format.as_slice() {
        [] => FORMATS.to_vec(),
        asked => asked.iter().map(|text| text.parse()).collect::<Result<Vec<Format>, _>>()?,
    };
    Ok(BookletRequest {
        edition,
        agencies: build.agency.clone(),
        items: build.item.clone(),
        title: build.title.clone(),
        compiler: build.compiled_by.clone(),
        day: build.as_of,
        formats,
        fonts: style::fonts(build.fonts.as_deref())?,
        texts_checked: build.texts_checked,
        is_final: build.r#final,
    })
}
