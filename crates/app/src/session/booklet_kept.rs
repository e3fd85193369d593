//! Booklets that the office keeps in its data file, to make them again with the catalogue as it then is.
//!
//! They are a setting: a list of some choices, with undo and a line in the log like any other.

use super::Session;
use super::booklet::cover_line;
use crate::booklet::{BookletRequest, Content, KeptBooklet};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::AppError;
use mingce_store::Stamp;

/// The setting.
const KEPT: &str = "booklets";
/// More are not kept: a list of booklets is read by people.
const MOST: usize = 100;

impl Session {
    /// The booklets that are kept, in the order in which they were added.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn kept_booklets(&self) -> Result<Vec<KeptBooklet>, AppError> {
        Ok(self.opened()?.store.setting(KEPT)?.unwrap_or_default())
    }

    /// Keeps a booklet under a name, in place of the one that bears it: one step that can be undone. Day, formats and
    /// whether it is final are no part of it.
    ///
    /// # Errors
    /// When such a booklet could not be made, or the file cannot be written.
    pub fn keep_booklet(&mut self, name: &str, request: &BookletRequest, now: &Now) -> Result<String, AppError> {
        let name = cover_line(name, "名称", "name")?;
        let line = |text: &Option<String>, what, field| match text {
            Some(text) => cover_line(text, what, field),
            None => Ok(String::new()),
        };
        let offices = self.booklet_offices(request, request.day.unwrap_or(now.today))?;
        let all = request.agencies.is_empty();
        let agencies = offices.iter().map(|office| office.id.clone()).filter(|_| !all).collect();
        // Whether there is anything to show is asked when it is made: a catalogue may be filled later.
        let items = if request.items.is_empty() {
            Vec::new()
        } else {
            Content::of(offices, &request.items)?.items().map(|item| item.id.clone()).collect()
        };
        let booklet = KeptBooklet {
            edition: request.edition,
            title: line(&request.title, "书名", "title")?,
            compiler: line(&request.compiler, "编印单位", "compiler")?,
            agencies,
            items,
            name,
        };
        let mut kept = self.kept_booklets()?;
        let place = kept.iter().position(|it| it.name == booklet.name);
        let said = match place {
            Some(at) if kept[at] == booklet => return Ok(format!("读本“{}”没有变化", booklet.name)),
            Some(at) => {
                let said = format!("修改读本“{}”", booklet.name);
                kept[at] = booklet;
                said
            }
            None if kept.len() >= MOST => {
                return Err(AppError::plain(format!("已保存{MOST}种读本，请先删去不用的")));
            }
            None => {
                let said = format!("保存读本“{}”", booklet.name);
                kept.push(booklet);
                said
            }
        };
        self.put_booklets(&kept, &said, now)?;
        Ok(said)
    }

    /// Forgets a booklet: one step that can be undone.
    ///
    /// # Errors
    /// When there is none of this name, or the file cannot be written.
    pub fn forget_booklet(&mut self, name: &str, now: &Now) -> Result<String, AppError> {
        let booklet = self.kept_booklet(name)?;
        let mut kept = self.kept_booklets()?;
        kept.retain(|it| *it != booklet);
        let said = format!("删去读本“{}”", booklet.name);
        self.put_booklets(&kept, &said, now)?;
        Ok(said)
    }

    /// A kept booklet as a request, and what of it is there no more.
    ///
    /// # Errors
    /// When there is none of this name, or all that it was chosen from is gone.
    pub fn booklet_again(&self, name: &str) -> Result<(BookletRequest, Vec<String>), AppError> {
        let booklet = self.kept_booklet(name)?;
        let store = &self.opened()?.store;
        let known = store.agencies()?;
        let agencies: Vec<String> =
            booklet.agencies.iter().filter(|id| known.iter().any(|it| it.id == **id)).map(|id| id.0.clone()).collect();
        let mut items = Vec::new();
        for id in &booklet.items {
            items.extend(store.catalogue_item(id)?.map(|item| item.id.0));
        }
        let mut notes = Vec::new();
        for (what, before, left) in
            [("单位", booklet.agencies.len(), agencies.len()), ("事项", booklet.items.len(), items.len())]
        {
            if before > 0 && left == 0 {
                return Err(AppError::plain(format!("读本“{}”所选的{what}都已删除，请重新选择", booklet.name)));
            }
            if left < before {
                notes.push(format!("读本“{}”所选的{what}有{}个已删除", booklet.name, before - left));
            }
        }
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let request = BookletRequest {
            agencies,
            items,
            title: chosen(&booklet.title),
            compiler: chosen(&booklet.compiler),
            ..BookletRequest::of(booklet.edition)
        };
        Ok((request, notes))
    }

    pub(super) fn kept_booklet(&self, name: &str) -> Result<KeptBooklet, AppError> {
        let kept = self.kept_booklets()?;
        let found = kept.iter().find(|it| it.name == name.trim()).cloned();
        found.ok_or_else(|| {
            let names: Vec<&str> = kept.iter().map(|it| it.name.as_str()).collect();
            let known = if names.is_empty() {
                "还没有保存读本".into()
            } else {
                format!("有的是：{}", names.join("、"))
            };
            AppError::plain(format!("没有叫“{name}”的读本。{known}"))
        })
    }

    fn put_booklets(&mut self, kept: &[KeptBooklet], said: &str, now: &Now) -> Result<(), AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let store = &mut self.opened_mut()?.store;
        store.act(&stamp, said, |act| {
            if kept.is_empty() { act.clear_setting(KEPT) } else { act.set_setting(KEPT, &kept) }
        })?;
        Ok(())
    }
}
