//! What the window sees of the catalogue, and what it can ask to be done with it.

mod edit;
mod export;
mod import;
mod item;

pub use edit::{CatalogueEdit, CatalogueEdited};
pub use export::{CatalogueExportRequest, EditionField, EditionItem, EditionRequest, EditionView, NoticeRequest};
pub use import::{
    ImportChange, ImportColumn, ImportRemark, ImportRequest, ImportRow, ImportSource, ImportTable, ImportView,
};
pub use item::{
    BasisView, CompareView, ItemCell, ItemRow, ItemView, LackingView, MaterialView, ProcessChoice, StandardEntryView,
    StandardSectorView, StandardView,
};
