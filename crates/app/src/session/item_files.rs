//! The files of an item (附件): the printed guide, the form, the notice, kept with it in the data file.

use super::Session;
use super::attached::{decoded, fit_to_keep, media_type};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::{AppError, AttachedView};
use mingce_store::{NewAttachment, Owner, Stamp};
use std::path::{Path, PathBuf};

/// Where in the window a file is picked.
const AT: &str = "files";

impl Session {
    /// The files of an item, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn item_files(&self, id: &str) -> Result<Vec<AttachedView>, AppError> {
        let facts = self.opened()?.store.attachments(Owner::Item(id))?;
        Ok(facts.iter().map(AttachedView::of).collect())
    }

    /// Keeps a file with an item, from bytes; gives what was done.
    ///
    /// # Errors
    /// When the item is unknown, the file empty or too large, or the data file cannot be written.
    pub fn add_item_file(&mut self, id: &str, name: &str, bytes: &[u8], now: &Now) -> Result<String, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        Ok(self.attach_file(id, name, bytes, &stamp)?.0)
    }

    /// Writes a copy of a file of an item into a folder, over nothing that is there. Gives its path.
    ///
    /// # Errors
    /// When it is unknown, differs from its hash, or cannot be written.
    pub fn save_item_file(&self, id: &str, file: &str, folder: &Path) -> Result<PathBuf, AppError> {
        self.save_attached(Owner::Item(id), file, folder)
    }

    /// The same from a page.
    pub(super) fn attach_picked(
        &mut self,
        id: &str,
        name: &str,
        content: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        self.attach_file(id, name, &decoded(content, AT)?, stamp)
    }

    fn attach_file(
        &mut self,
        id: &str,
        name: &str,
        bytes: &[u8],
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let item = self.item(id)?;
        self.refuse_received(&item.agency.0)?;
        let name = fit_to_keep(name, bytes, AT)?;
        let said = format!("为“{}”添加附件“{name}”", item.name());
        let new =
            NewAttachment { name: &name, media_type: media_type(&name), holds_personal: false, taken_on: None, bytes };
        self.opened_mut()?.store.act(stamp, &said, |act| act.attach(Owner::Item(id), &new))?;
        Ok((said, Some(id.to_string())))
    }

    /// Takes a file off an item.
    pub(super) fn detach_file(
        &mut self,
        id: &str,
        file: &str,
        stamp: &Stamp,
    ) -> Result<(String, Option<String>), AppError> {
        let item = self.item(id)?;
        let fact = self.attached(Owner::Item(id), file)?;
        let said = format!("去掉“{}”的附件“{}”", item.name(), fact.name);
        self.opened_mut()?.store.act(stamp, &said, |act| act.detach(&fact.id))?;
        Ok((said, Some(id.to_string())))
    }
}
