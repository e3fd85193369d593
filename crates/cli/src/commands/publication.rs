//! `mingce publication …`.

use super::report::tell;
use super::{Answer, reading, writing};
use crate::arguments::publication::Publication;
use crate::say::line as say;
use mingce_app::export::Continue;
use mingce_app::publication::view::{PublicationEdit, PublicationExportRequest, PublicationRow, PublicationView};
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session};
use serde_json::json;

/// Days before its day from which something is listed as due.
const SOON: i32 = 14;

pub fn run(publication: &Publication, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match publication {
        Publication::List(list) => {
            let (session, agency) = reading(&list.place, assets)?;
            let view = session.publications(&agency, None, now)?;
            let due = |row: &PublicationRow| row.days.is_some_and(|days| days <= SOON);
            let rows: Vec<PublicationRow> = view.rows.into_iter().filter(|row| !list.due || due(row)).collect();
            if list.place.json {
                say(&json!({ "schema": "publications/1", "publications": rows }).to_string());
            } else {
                rows.iter().for_each(|row| say(&line(row)));
                if rows.is_empty() {
                    say(if list.due {
                        "没有临近期限或者逾期未公开的信息"
                    } else {
                        "还没有公开记录"
                    });
                }
            }
            Ok(if list.due && !rows.is_empty() { Answer::No } else { Answer::Yes })
        }
        Publication::Show(show) => {
            let (session, _) = reading(&show.place, assets)?;
            let view = session.publication(&show.id, now)?;
            if show.place.json {
                say(&serde_json::to_string_pretty(&view).unwrap_or_default());
            } else {
                describe(&view);
            }
            Ok(Answer::Yes)
        }
        Publication::Export(export) => {
            let (session, agency) = reading(&export.place, assets)?;
            let formats = if export.format.is_empty() {
                ["docx", "pdf"].map(str::to_string).to_vec()
            } else {
                export.format.clone()
            };
            let request =
                PublicationExportRequest { agency, sheet: export.sheet.clone(), formats, ids: export.ids.clone() };
            tell(&session.export_publications(&request, &export.out, now, &mut |_| Continue::Yes)?, export.place.json);
            Ok(Answer::Yes)
        }
        Publication::Evidence(evidence) => match (&evidence.file, &evidence.save) {
            (Some(file), _) => {
                let (mut session, _) = writing(&evidence.place, assets)?;
                let bytes = super::read(file)?;
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let said = session.add_evidence(&evidence.id, &name, &bytes, &evidence.on, now)?;
                session.close()?;
                say(&said);
                Ok(Answer::Yes)
            }
            (None, Some(folder)) => {
                let (session, _) = reading(&evidence.place, assets)?;
                for one in session.publication(&evidence.id, now)?.evidence {
                    let path = session.save_evidence(&evidence.id, &one.id, folder)?;
                    say(&format!("已写入 {}（{}）", path.display(), one.sha256));
                }
                Ok(Answer::Yes)
            }
            (None, None) => Err(AppError::plain("请写明要留存的文件，或者用 --save 写明取出到哪个文件夹".into())),
        },
        changing => change(changing, assets, now),
    }
}

/// What is one edit.
fn change(publication: &Publication, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let place = match publication {
        Publication::Add(it) => &it.place,
        Publication::Sign(it) => &it.place,
        Publication::Paper(it) => &it.place,
        Publication::Place(it) => &it.place,
        Publication::Feedback(it) => &it.place,
        Publication::Archive(it) => &it.place,
        Publication::Void(it) => &it.place,
        Publication::List(_) | Publication::Show(_) | Publication::Export(_) | Publication::Evidence(_) => {
            return Ok(Answer::Yes);
        }
    };
    let (mut session, agency) = writing(place, assets)?;
    let edit = edit(publication, &session, &agency, now)?;
    let edited = session.edit_publication(&agency, &edit, now)?;
    session.close()?;
    if place.json {
        say(&serde_json::to_string_pretty(&edited.publication).unwrap_or_default());
    } else {
        say(&edited.said);
        if let (Publication::Add(_), Some(made)) = (publication, &edited.publication) {
            say(&format!("记录号：{}", made.row.id));
        }
        for remark in edited.publication.iter().flat_map(|view| &view.remarks) {
            say(&format!("提示：{}。{}", remark.message, remark.remedy));
        }
    }
    Ok(Answer::Yes)
}

fn edit(publication: &Publication, session: &Session, agency: &str, now: &Now) -> Result<PublicationEdit, AppError> {
    Ok(match publication {
        Publication::Add(add) => PublicationEdit::New {
            item: session.item_named(agency, &add.item)?,
            title: add.title.clone(),
            document_number: add.number.clone(),
            formed_on: add.formed.clone(),
            summary: add.summary.clone(),
        },
        Publication::Sign(sign) if sign.undo => {
            PublicationEdit::Unsign { id: sign.id.clone(), role: sign.role.clone() }
        }
        Publication::Sign(sign) => PublicationEdit::Sign {
            id: sign.id.clone(),
            role: sign.role.clone(),
            by: sign.by.clone(),
            on: sign.on.clone(),
            result: sign.result.clone(),
        },
        Publication::Paper(paper) => {
            PublicationEdit::Text { id: paper.id.clone(), field: "on_paper".into(), text: paper.form.clone() }
        }
        Publication::Place(place) => PublicationEdit::Place {
            id: place.id.clone(),
            channels: place.channel.clone(),
            place: place.at.clone(),
            on: place.on.clone(),
        },
        Publication::Feedback(feedback) => match feedback.answer {
            None => PublicationEdit::Hear {
                id: feedback.id.clone(),
                on: feedback.on.clone(),
                way: feedback.way.clone(),
                text: feedback.text.clone(),
            },
            Some(at) => {
                let view = session.publication(&feedback.id, now)?;
                let heard = at.checked_sub(1).and_then(|at| view.feedback.get(at));
                let heard = heard.ok_or_else(|| AppError::plain(format!("没有第{at}条意见反馈")))?;
                PublicationEdit::Answer {
                    id: feedback.id.clone(),
                    feedback: heard.id.clone(),
                    handling: feedback.text.clone(),
                    on: feedback.on.clone(),
                }
            }
        },
        Publication::Archive(archive) => PublicationEdit::File {
            ids: archive.ids.clone(),
            year: archive.year,
            retention: archive.retention.clone(),
            box_number: archive.box_number,
            on: archive.on.clone(),
        },
        Publication::Void(void) => PublicationEdit::Void { id: void.id.clone(), reason: void.reason.clone() },
        Publication::List(_) | Publication::Show(_) | Publication::Export(_) | Publication::Evidence(_) => {
            return Err(AppError::plain("这个子命令不改动数据".into()));
        }
    })
}

fn line(row: &PublicationRow) -> String {
    let when = match row.days {
        Some(days) if days < 0 => format!("，逾期{}日", -days),
        Some(days) => format!("，还有{days}日"),
        None => String::new(),
    };
    let due = if row.due.is_empty() { String::new() } else { format!("，期限{}{when}", row.due) };
    format!("{} [{}] {}（{}{due}）", row.id, row.stage_label, row.title, row.item_name)
}

fn describe(view: &PublicationView) {
    say(&line(&view.row));
    if !view.due_why.is_empty() {
        say(&format!("期限：{}，{}", view.row.due, view.due_why));
    }
    for signature in view.signatures.iter().filter(|signature| !signature.by.is_empty()) {
        say(&format!("{}：{} {}", signature.label, signature.by, signature.on));
    }
    for placing in &view.placings {
        say(&format!("公开：{} {} {}", placing.published_on, placing.channel, placing.place));
    }
    for evidence in &view.evidence {
        say(&format!(
            "证据：{}（{}，{}字节，SHA-256 {}）",
            evidence.name, evidence.taken_on, evidence.bytes, evidence.sha256
        ));
    }
    for feedback in &view.feedback {
        let handled = if feedback.handled_on.is_empty() { "未办结" } else { &feedback.handled_on };
        say(&format!("反馈：{} {} {}（{handled}）", feedback.received_on, feedback.way, feedback.text));
    }
    if !view.row.archive.is_empty() {
        say(&format!("归档：{}", view.row.archive));
    }
    for remark in &view.remarks {
        say(&format!("提示：{}。{}", remark.message, remark.remedy));
    }
}
