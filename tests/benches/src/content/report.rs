//! The sample county's annual reports: what `mingce demo` prints.

use mingce_app::compile::{Compiler, Ledgers};
use mingce_app::prepare::{Material, Prepared, Wish};
use mingce_app::{Assets, Now, Session};
use mingce_document::Document;
use mingce_store::Store;
use std::error::Error;
use std::path::Path;

/// Whose report is measured: the whole county's, the longest.
pub const AGENCY: &str = "清溪县人民政府";
const YEAR: i32 = 2025;

/// 2026-01-20 in China.
pub fn now() -> Now {
    Now::at(1_768_896_000)
}

/// The shipped data of the source tree.
pub fn assets() -> Result<Assets, Box<dyn Error>> {
    Ok(Assets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets"))?)
}

/// The reports of all agencies of the sample, the county's first.
pub fn all() -> Result<Vec<Prepared>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut session = Session::new(assets()?);
    session.create_sample(folder.path())?;
    let agencies = session.reporting_agencies(YEAR)?;
    let reports = agencies.iter().map(|id| session.prepare(id, YEAR, false, &now())).collect::<Result<Vec<_>, _>>()?;
    session.close()?;
    Ok(reports)
}

/// What the county's report is made from.
pub fn county_material(assets: &Assets) -> Result<Material, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut session = Session::new(assets.clone());
    let file = session.create_sample(folder.path())?;
    let id = session.agency(Some(AGENCY))?;
    session.close()?;
    let store = Store::open_read_only(Path::new(&file.path))?;
    let material = Compiler::new(&store, &assets.forms, &Ledgers::default())?.material(&id, YEAR)?;
    store.close()?;
    Ok(material)
}

/// The material after somebody has typed a word into the overview, behind its first comma.
pub fn edited(material: &Material, word: &str) -> Material {
    let mut material = material.clone();
    let text = material.figures.section("overview").replacen('，', &format!("，{word}"), 1);
    material.figures.sections.insert("overview".into(), text);
    material
}

/// The word of an edit: never the same twice, so that no cache knows it.
pub fn edit_word(edit: usize) -> String {
    format!("第{edit:03}次")
}

/// The county's report as a document.
pub fn county() -> Result<Document, Box<dyn Error>> {
    county_with("")
}

/// The county's report as a document, with this word in its overview.
pub fn county_with(word: &str) -> Result<Document, Box<dyn Error>> {
    let assets = assets()?;
    let material = edited(&county_material(&assets)?, word);
    Ok(Prepared::new(material, Wish::Draft, &assets, &now())?.document)
}
