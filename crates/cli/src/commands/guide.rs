//! `mingce guide …`.

use super::Answer;
use super::report::tell;
use crate::arguments::Guide;
use mingce_app::formats::Format;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session};

pub fn run(guide: &Guide, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let Guide::Build(build) = guide;
    let mut formats = if build.format.is_empty() {
        vec![Format::Docx, Format::Pdf]
    } else {
        build.format.iter().map(|text| text.parse()).collect::<Result<Vec<Format>, _>>()?
    };
    formats.sort_unstable();
    formats.dedup();
    let fonts = super::style::fonts(build.fonts.as_deref())?;
    let mut session = Session::new(assets);
    session.open_read_only(&build.data)?;
    let outcome = session.export_guide(build.item.as_deref(), &formats, &build.out, fonts, now)?;
    session.close()?;
    tell(&outcome, build.json);
    Ok(Answer::Yes)
}
