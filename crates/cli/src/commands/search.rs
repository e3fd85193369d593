//! `mingce search`.

use super::Answer;
use crate::arguments::Search;
use crate::say::line as say;
use mingce_app::search::kinds::KINDS;
use mingce_app::search::view::{HitView, MarkedPiece};
use mingce_app::view::AppError;
use mingce_app::{Assets, Session};

pub fn run(search: &Search, assets: Assets) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&search.data)?;
    let agency = match &search.agency {
        Some(name) => Some(session.agency(Some(name))?.0),
        None => None,
    };
    let words = search.words.join(" ");
    let (total, hits) = session.search_best(&words, &search.kind, agency.as_deref(), search.limit as usize)?;
    session.close()?;
    if search.json {
        say(&json(total, &hits));
    } else {
        plain(total, &hits);
    }
    Ok(if total > 0 { Answer::Yes } else { Answer::No })
}

fn json(total: usize, hits: &[HitView]) -> String {
    let hits: Vec<serde_json::Value> = hits
        .iter()
        .map(|hit| {
            serde_json::json!({
                "kind": hit.kind, "id": hit.id, "title": text(&hit.title), "snippet": snippet(hit), "agency": hit.owner,
            })
        })
        .collect();
    let answer = serde_json::json!({ "schema": "hits/1", "total": total, "hits": hits });
    serde_json::to_string_pretty(&answer).unwrap_or_default()
}

fn plain(total: usize, hits: &[HitView]) {
    if total == 0 {
        return say("没有找到。可以少写几个词，或改用全称、文号、拼音首字母");
    }
    for hit in hits {
        let kind = KINDS.iter().find(|kind| kind.key == hit.kind).map_or("", |kind| kind.label);
        let owner = if hit.owner.is_empty() { String::new() } else { format!("（{}）", hit.owner) };
        say(&format!("{kind}  {}{owner}", text(&hit.title)));
        let about = std::iter::once(snippet(hit)).chain(hit.facts.iter().take(3).cloned());
        let about: Vec<String> = about.filter(|line| !line.is_empty()).collect();
        if !about.is_empty() {
            say(&format!("    {}", about.join("；")));
        }
    }
    say(&if hits.len() < total {
        format!("共{total}条，列出前{}条", hits.len())
    } else {
        format!("共{total}条")
    });
}

fn snippet(hit: &HitView) -> String {
    if hit.field.is_empty() { String::new() } else { format!("{}：{}", hit.field, text(&hit.snippet)) }
}

fn text(pieces: &[MarkedPiece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
