//! `mingce catalogue upstream`, `bases`, `index-number`, `coverage`.

use super::{Answer, print};
use crate::arguments::catalogue::{Bases, Coverage, IndexNumber, Upstream};
use crate::say::line as say;
use mingce_app::catalogue::bases_view::BasisRow;
use mingce_app::catalogue::view::CatalogueEdit;
use mingce_app::view::AppError;
use mingce_app::{AgencyId, Assets, ClauseCover, Now, Session};
use serde_json::json;
use std::path::Path;

/// A session on the file, and the agency that is meant.
fn open(assets: Assets, data: &Path, agency: Option<&str>, writing: bool) -> Result<(Session, String), AppError> {
    let mut session = Session::new(assets);
    if writing {
        session.open(data)?;
    } else {
        session.open_read_only(data)?;
    }
    let agency = session.agency(agency)?.0;
    Ok((session, agency))
}

/// Nothing to decide on: yes. Something: no.
pub fn upstream(which: &Upstream, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (mut session, agency) = open(assets, &which.target.data, which.target.agency.as_deref(), which.take_over)?;
    if which.take_over {
        let ids: Vec<String> = session.upstream(&agency)?.changed.into_iter().map(|it| it.item.id).collect();
        if !ids.is_empty() {
            let edited = session.edit_catalogue(&agency, &CatalogueEdit::TakeOverAll { ids }, now)?;
            if !which.json {
                say(&edited.said);
            }
        }
    }
    let view = session.upstream(&agency)?;
    session.close()?;
    if which.json {
        print(&view)?;
    } else if view.is_empty() {
        say("标准目录和上级单位没有需要决定的修改");
    } else {
        for change in &view.changed {
            for field in &change.fields {
                let both = if field.changed_here { "（本单位也改过）" } else { "" };
                say(&format!("修改 {}：{}{both}（{}）", change.item.name, field.label, change.item.from));
            }
        }
        for item in &view.withdrawn {
            say(&format!("已取消 {}（{}）", item.name, item.from));
        }
        for item in &view.added {
            say(&format!("新增 {}（{}）", item.name, item.from));
        }
    }
    Ok(if view.is_empty() { Answer::Yes } else { Answer::No })
}

pub fn bases(which: &Bases, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (mut session, agency) = open(assets, &which.target.data, which.target.agency.as_deref(), which.replace)?;
    if which.replace && session.bases(&agency)?.replaceable > 0 {
        let edited = session.edit_catalogue(&agency, &CatalogueEdit::ReplaceBases { only: None }, now)?;
        if !which.json {
            say(&edited.said);
        }
    }
    let mut view = session.bases(&agency)?;
    session.close()?;
    if which.stale {
        view.bases.retain(|basis| basis.stale && !basis.cited.is_empty());
        view.unknown.clear();
    }
    if which.json {
        print(&view)?;
        return Ok(Answer::Yes);
    }
    view.bases.iter().for_each(|basis| say(&line(basis)));
    for unknown in &view.unknown {
        say(&format!("{} 【依据库中没有】 引用{}项", unknown.text, unknown.cited.len()));
    }
    if which.stale && view.bases.is_empty() {
        say("目录没有引用已失效的依据");
    }
    Ok(Answer::Yes)
}

fn line(basis: &BasisRow) -> String {
    let number = if basis.number.is_empty() { String::new() } else { format!("（{}）", basis.number) };
    let mark = if basis.checked { "" } else { "【依据待核】" };
    let now = basis.successors.last().map(|it| format!(" → {}", it.text)).unwrap_or_default();
    let cited = if basis.cited.is_empty() { String::new() } else { format!(" 引用{}项", basis.cited.len()) };
    format!("《{}》{number} {}{mark}{now}{cited}", basis.name, basis.state_label)
}

pub fn index_number(which: &IndexNumber, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (mut session, agency) = open(assets, &which.target.data, which.target.agency.as_deref(), which.set.is_some())?;
    let view = match &which.set {
        Some(template) => session.set_index_template(&agency, template, now)?,
        None => session.index_number(&agency, None, now)?,
    };
    session.close()?;
    if which.json {
        print(&view)?;
    } else {
        say(&format!("格式：{}{}", view.template, if view.usual { "（通常的格式）" } else { "" }));
        say(&if view.problem.is_empty() {
            format!("下一个索引号：{}", view.next)
        } else {
            view.problem.clone()
        });
    }
    Ok(if view.problem.is_empty() { Answer::Yes } else { Answer::No })
}

/// The answer is no when a clause has no item.
pub fn coverage(which: &Coverage, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (mut session, agency) = open(assets, &which.data, which.agency.as_deref(), false)?;
    let mut agencies = session.agency_names(now.today)?;
    if !which.all {
        agencies.retain(|(id, _)| id.0 == agency);
    }
    let cover = |(id, name): (AgencyId, String)| Ok((name, session.clause_cover(&id.0)?));
    let covers: Vec<(String, Vec<ClauseCover>)> = agencies.into_iter().map(cover).collect::<Result<_, AppError>>()?;
    session.close()?;
    let open = |clauses: &[ClauseCover]| clauses.iter().filter(|clause| clause.items == 0).count();
    if which.json {
        let clause =
            |it: &ClauseCover| json!({ "clause": it.clause, "label": it.label, "about": it.about, "items": it.items });
        let agency = |(name, clauses): &(String, Vec<ClauseCover>)| json!({ "agency": name, "open": open(clauses), "clauses": clauses.iter().map(clause).collect::<Vec<_>>() });
        print(&json!({ "schema": "coverage/1", "agencies": covers.iter().map(agency).collect::<Vec<_>>() }))?;
    } else {
        for (name, clauses) in &covers {
            say(&format!("{name}：{}项中{}项没有对应的事项", clauses.len(), open(clauses)));
            if !which.all {
                for it in clauses {
                    let items = if it.items == 0 { "没有".to_string() } else { format!("{}项", it.items) };
                    say(&format!("  {} {}：{items}", it.label, it.about));
                }
            }
        }
    }
    Ok(if covers.iter().all(|(_, clauses)| open(clauses) == 0) { Answer::Yes } else { Answer::No })
}
