//! `mingce style …`: what an office does otherwise than GB/T 9704.

use super::Answer;
use crate::arguments::{Style, StyleOf, StyleSet};
use crate::say;
use mingce_app::style::{Choice, PdfFonts};
use mingce_app::view::AppError;
use mingce_app::{AgencyId, Assets, Now, Session, files, style};

pub fn run(command: &Style, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    match command {
        Style::Show(of) => {
            session.open_read_only(&of.data)?;
            show(&session, of)?;
        }
        Style::Set(StyleSet { of, from, choices }) => {
            // Read before the data file is opened: a wrong word should not leave a trace anywhere.
            let whole = from.as_deref().map(files::style).transpose()?;
            let choices = choices.iter().map(|words| pair(words)).collect::<Result<Vec<_>, _>>()?;
            session.open(&of.data)?;
            let agency = agency(&session, of)?;
            match whole {
                Some(style) => session.put_style(agency.as_ref(), &style, "由文件读入", now)?,
                None => session.set_style(agency.as_ref(), &choices, now)?,
            }
            show(&session, of)?;
        }
        Style::Reset(of) => {
            session.open(&of.data)?;
            let agency = agency(&session, of)?;
            session.clear_style(agency.as_ref(), now)?;
            show(&session, of)?;
        }
    }
    session.close()?;
    Ok(Answer::Yes)
}

/// Which fonts the word means; `None` leaves it to the style.
///
/// # Errors
/// When the word means none.
pub fn fonts(word: Option<&str>) -> Result<Option<PdfFonts>, AppError> {
    match word {
        None => Ok(None),
        Some("bundled") => Ok(Some(PdfFonts::Bundled)),
        Some("office") => Ok(Some(PdfFonts::Office)),
        Some(other) => Err(AppError::plain(format!(
            "不认识的字体来源“{other}”。可以用：bundled（程序自带）、office（本机安装的同名字体）"
        ))),
    }
}

fn agency(session: &Session, of: &StyleOf) -> Result<Option<AgencyId>, AppError> {
    of.agency.as_deref().map(|name| session.agency(Some(name))).transpose()
}

fn pair(words: &str) -> Result<(String, String), AppError> {
    let (key, value) = words.split_once('=').ok_or_else(|| {
        AppError::plain(format!("“{words}”应写作 项=值，如 line_pitch=28。各项名称用 mingce style show 查看"))
    })?;
    Ok((key.trim().to_string(), value.to_string()))
}

fn show(session: &Session, of: &StyleOf) -> Result<(), AppError> {
    let agency = agency(session, of)?;
    let style = session.style(agency.as_ref())?;
    if of.json {
        say::line(style::write(&style).trim_end());
        return Ok(());
    }
    let view = session.style_view(agency.as_ref().map(|id| id.0.as_str()))?;
    let whose = match (&of.agency, view.own) {
        (None, _) => "全部单位的版式".to_string(),
        (Some(name), true) => format!("{name}自己的版式"),
        (Some(name), false) => format!("{name}的版式（与全部单位相同）"),
    };
    let grid = format!("每页{}行，每行{}字，版心 {}", view.lines, view.chars, view.text_area);
    say::line(&format!("{whose}：{grid}"));
    for choice in Choice::ALL {
        let (value, standard) = (style.value(choice), choice.standard());
        let differs = if value == standard {
            String::new()
        } else {
            format!("（{}：{}）", choice.authority(), choice.say(&standard))
        };
        say::line(&format!("  {}  {}：{}{differs}", choice.key(), choice.label(), choice.say(&value)));
    }
    Ok(())
}
