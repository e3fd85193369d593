//! An open file into which tables are imported.

use super::files::Given;
use super::items;
use mingce_app::catalogue::view::{ImportRequest, ImportSource, ImportView, ItemView};
use mingce_app::view::NewFileRequest;
use mingce_app::{Assets, Now, Session};
use std::path::Path;

/// 2026-01-21 in China.
pub fn now() -> Now {
    Now::at(1_769_000_000)
}

/// An open file of one office without items.
pub struct Desk {
    pub session: Session,
    pub agency: String,
    _folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Desk {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets");
        let mut session = Session::new(Assets::load(&assets).expect("assets"));
        let folder = tempfile::tempdir().expect("a folder");
        let request = NewFileRequest { agency: items::OFFICE.into(), kind: "township".into(), code: String::new() };
        session.create(&folder.path().join("a.mingce"), &request, &now()).expect("a new file");
        let agency = session.agency(None).expect("its agency").0;
        Desk { session, agency, _folder: folder }
    }

    pub fn import(&mut self, given: &Given) -> Result<ImportView, String> {
        let read = match given {
            Given::File { name, bytes } => self
                .session
                .import_catalogue_file(&self.agency, bytes, name, true, &now())
                .map(|import| import.view(true)),
            Given::Pasted { text, html } => {
                let source = ImportSource::Pasted { text: text.clone(), html: html.clone() };
                let request = ImportRequest { source, columns: Default::default(), without: None, apply: true };
                self.session.import_catalogue(&self.agency, &request, &now())
            }
        };
        read.map_err(|error| format!("{error:?}"))
    }

    pub fn items(&self) -> Vec<ItemView> {
        let ids = self.session.catalogue_ids(&self.agency, &Default::default(), None, &now()).expect("the list");
        ids.iter().map(|id| self.session.catalogue_item(id).expect("an item")).collect()
    }

    pub fn undo(&mut self) {
        self.session.undo(&now()).expect("one step back");
    }
}
