//! `mingce catalogue files`.

use super::{Answer, print, read, reading, writing};
use crate::arguments::catalogue::Files;
use crate::say::line as say;
use mingce_app::catalogue::view::CatalogueEdit;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now};

/// The files of an item: listed, added, taken off, taken out.
pub fn files(which: &Files, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let changing = !which.add.is_empty() || !which.remove.is_empty();
    let open = if changing { writing } else { reading };
    let (mut session, agency) = open(&which.place, assets)?;
    let item = session.item_named(&agency, &which.item)?;
    let mut said = Vec::new();
    for path in &which.add {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        said.push(session.add_item_file(&item, &name, &read(path)?, now)?);
    }
    for name in &which.remove {
        let files = session.item_files(&item)?;
        let found = files.into_iter().find(|it| it.name == *name || it.id == *name);
        let file = found.ok_or_else(|| AppError::plain(format!("这一事项没有名为“{name}”的附件")))?.id;
        let edit = CatalogueEdit::DetachFile { id: item.clone(), file };
        said.push(session.edit_catalogue(&agency, &edit, now)?.said);
    }
    let files = session.item_files(&item)?;
    if let Some(folder) = &which.save {
        for file in &files {
            said.push(format!("已写入 {}", session.save_item_file(&item, &file.id, folder)?.display()));
        }
    }
    session.close()?;
    if which.place.json {
        print(&files)?;
        return Ok(Answer::Yes);
    }
    said.iter().for_each(|line| say(line));
    if said.is_empty() {
        files.iter().for_each(|file| say(&format!("{}　{}字节　{}", file.name, file.bytes, file.sha256)));
        if files.is_empty() {
            say("这一事项没有附件");
        }
    }
    Ok(Answer::Yes)
}
