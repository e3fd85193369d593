//! Views of the ledger kept under a name: one list for the whole data file, in a setting, so that each change is a step that
//! can be undone.

use super::{Session, line};
use crate::application::sheets::{LedgerView, LedgerViewEdit, LedgerViewsEdited};
use crate::prepare::Now;
use crate::view::AppError;

/// The setting's key.
const VIEWS: &str = "applications.views";
/// The longest name, in characters.
const LONGEST_NAME: usize = 30;
/// How many are kept at most: more would not be found again.
const MOST: usize = 50;

impl Session {
    /// The kept views of the ledger.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledger_views(&self) -> Result<Vec<LedgerView>, AppError> {
        Ok(self.opened()?.store.setting(VIEWS)?.unwrap_or_default())
    }

    /// Keeps, renames or forgets a view.
    ///
    /// # Errors
    /// When a name is empty, too long or taken, or there is no such view, with the field `name`. Nothing is changed then.
    pub fn edit_ledger_view(&mut self, edit: &LedgerViewEdit, now: &Now) -> Result<LedgerViewsEdited, AppError> {
        let mut views = self.ledger_views()?;
        let unknown = |name: &str| AppError::plain(format!("没有叫“{name}”的视图，请刷新后重试")).at("name");
        let said = match edit {
            LedgerViewEdit::Keep { view } => {
                let view = LedgerView {
                    name: named(&view.name)?,
                    filter: line(&view.filter, "name", "筛选")?,
                    question: line(&view.question, "name", "查找的词")?,
                    sort: line(&view.sort, "name", "排序")?,
                };
                let said = format!("保存台账视图“{}”", view.name);
                match views.iter().position(|it| it.name == view.name) {
                    Some(at) => views[at] = view,
                    None if views.len() >= MOST => {
                        return Err(AppError::plain(format!("最多保存{MOST}个视图，请先删去不用的")).at("name"));
                    }
                    None => views.push(view),
                }
                said
            }
            LedgerViewEdit::Rename { name, to } => {
                let to = named(to)?;
                if views.iter().any(|it| it.name == to && it.name != *name) {
                    return Err(AppError::plain(format!("已有叫“{to}”的视图，请换一个名称")).at("name"));
                }
                let found = views.iter_mut().find(|it| it.name == *name).ok_or_else(|| unknown(name))?;
                let said = format!("台账视图“{name}”改名为“{to}”");
                found.name = to;
                said
            }
            LedgerViewEdit::Remove { name } => {
                let at = views.iter().position(|it| it.name == *name).ok_or_else(|| unknown(name))?;
                views.remove(at);
                format!("删除台账视图“{name}”")
            }
        };
        self.act_with_law(&said, now, |act, _| {
            if views.is_empty() { act.clear_setting(VIEWS) } else { act.set_setting(VIEWS, &views) }
        })?;
        Ok(LedgerViewsEdited { views: self.ledger_views()?, history: self.history(now)? })
    }
}

fn named(text: &str) -> Result<String, AppError> {
    let name = line(text, "name", "名称")?;
    if name.is_empty() {
        return Err(AppError::plain("请给视图写一个名称，如“逾期的”".into()).at("name"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(AppError::plain(format!("名称过长（最多{LONGEST_NAME}字）")).at("name"));
    }
    Ok(name)
}
