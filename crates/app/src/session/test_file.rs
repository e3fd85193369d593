//! A small file to try things on.

use super::Session;
use crate::assets::Assets;
use crate::catalogue::list_view::{ListRequest, ListView};
use crate::prepare::Now;
use crate::view::NewFileRequest;
use std::path::Path;
use tempfile::TempDir;

/// 2026-01-21 20:53 in China.
pub fn now() -> Now {
    Now::at(1_769_000_000)
}

/// A session with a new file of one agency of this kind, in a folder that goes with it; and the agency's id.
pub fn session(kind: &str) -> (TempDir, Session, String) {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let mut session = Session::new(Assets::load(&assets).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let request =
        NewFileRequest { agency: "清溪县青石镇人民政府".into(), kind: kind.into(), code: String::new() };
    session.create(&folder.path().join("a.mingce"), &request, &now()).unwrap();
    let own = session.agency(None).unwrap().0;
    (folder, session, own)
}

/// The list of an agency, in its order.
pub fn list(session: &Session, own: &str) -> ListView {
    let request = ListRequest { filter: Default::default(), sort: None, from: 0, most: 500 };
    session.catalogue_page(own, &request, &now()).unwrap()
}

/// A session with the sample county.
pub fn county() -> (TempDir, Session) {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets");
    let mut session = Session::new(Assets::load(&assets).unwrap());
    let folder = tempfile::tempdir().unwrap();
    session.create_sample(folder.path()).unwrap();
    (folder, session)
}
