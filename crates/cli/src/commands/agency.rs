//! `mingce agency …`.

use super::Answer;
use crate::arguments::agency::{Agency, In};
use crate::say::line as say;
use mingce_app::agencies_view::{AgenciesView, AgencyDetail, AgencyEdit, AgencyField};
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session};

pub fn run(agency: &Agency, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let place = match agency {
        Agency::List(it) => &it.place,
        Agency::Add(it) => &it.place,
        Agency::Set(it) => &it.place,
        Agency::Rename(it) => &it.place,
        Agency::End(it) => &it.place,
        Agency::Remove(it) | Agency::Forget(it) => &it.place,
    };
    let mut session = Session::new(assets);
    if let Agency::List(_) = agency {
        session.open_read_only(&place.data)?;
        show(&session.agencies()?, place)?;
        return Ok(Answer::Yes);
    }
    session.open(&place.data)?;
    let edit = edit(agency, &session)?;
    let edited = session.edit_agencies(&edit, now)?;
    session.close()?;
    if place.json {
        show(&edited.view, place)?;
    } else {
        say(&edited.said);
    }
    Ok(Answer::Yes)
}

fn edit(agency: &Agency, session: &Session) -> Result<AgencyEdit, AppError> {
    let id = |name: &str| session.agency(Some(name)).map(|id| id.0);
    let or_none = |name: Option<&String>| name.map_or(Ok(String::new()), |name| id(name));
    Ok(match agency {
        Agency::Add(add) => AgencyEdit::Add {
            name: add.name.clone(),
            kind: add.kind.clone(),
            code: add.code.clone(),
            parent: or_none(add.parent.as_ref())?,
        },
        Agency::Set(set) => {
            let unknown = || {
                AppError::plain(format!(
                    "没有“{}”这一项，可写 name、kind、level、code、parent、ledger_since、since",
                    set.field
                ))
            };
            let field: AgencyField = serde_json::from_value(set.field.clone().into()).map_err(|_| unknown())?;
            let text = match (field, set.value.trim()) {
                (AgencyField::Parent, name) if !name.is_empty() => id(name)?,
                (_, text) => text.to_string(),
            };
            AgencyEdit::Set { id: id(&set.name)?, field, text }
        }
        Agency::Rename(it) => AgencyEdit::Rename { id: id(&it.name)?, name: it.to.clone(), from: it.from.clone() },
        Agency::End(it) => AgencyEdit::End {
            id: id(&it.name)?,
            on: if it.undo { String::new() } else { it.on.clone().unwrap_or_default() },
            successor: or_none(it.successor.as_ref())?,
        },
        Agency::Remove(it) => AgencyEdit::Remove { id: id(&it.name)? },
        Agency::Forget(it) => AgencyEdit::Forget { id: id(&it.name)? },
        // Answered before a file is opened for writing.
        Agency::List(_) => return Err(AppError::plain("没有要修改的内容".into())),
    })
}

fn show(view: &AgenciesView, place: &In) -> Result<(), AppError> {
    if place.json {
        let text = serde_json::to_string_pretty(view)
            .map_err(|error| AppError {
                detail: error.to_string(), ..AppError::plain("结果无法写成 JSON".into())
            })?;
        say(&text);
        return Ok(());
    }
    let label = |pairs: &[(String, String)], key: &str| {
        pairs.iter().find(|(known, _)| known == key).map(|(_, label)| label.clone()).unwrap_or_default()
    };
    for agency in &view.agencies {
        let kind = format!("{}，{}", label(&view.kinds, &agency.kind), label(&view.levels, &agency.level));
        say(&format!("{}{}（{kind}）{}", "　".repeat(agency.depth as usize), agency.name, remarks(agency)));
    }
    for one in &view.received {
        say(&format!("上级目录：{}（{}，{}项，{}读入）", one.name, one.level, one.items, one.taken_on));
    }
    Ok(())
}

fn remarks(agency: &AgencyDetail) -> String {
    let mut said = String::new();
    if agency.own {
        said += "，本单位";
    }
    for (name, until) in &agency.earlier {
        said += &format!("，{until}前称{name}");
    }
    if !agency.ended_on.is_empty() {
        said += &format!("，{}撤并", agency.ended_on);
    }
    said
}
