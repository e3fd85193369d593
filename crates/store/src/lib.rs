//! The data file (`*.mingce`): one SQLite file with everything an office keeps: agencies, applications and their events,
//! disputes, figures, text and versions of reports, disclosure items, processes, attachments, and the log of changes.
//!
//! [`Store`] opens it and reads; [`Store::act`] writes, as one undo step, with the verbs of [`Act`]. Nothing here asks
//! the clock: who and when is a [`Stamp`], identities come from [`Ids`]. Errors are for the clerk ([`StoreError`]).
//!
//! The tables stand in `migrations/`. Every write of a record goes through `record`, which keeps the change log.

mod act;
mod agency;
mod applicant;
mod application;
mod attachment;
mod backup;
mod catalogue;
mod catalogue_heads;
mod connection;
mod dispute;
mod erase;
mod error;
mod event;
mod figure;
mod history;
mod ids;
mod letter;
mod lock;
mod lookout;
mod migrate;
mod place;
mod process;
mod publication;
mod record;
mod report;
mod searched;
mod setting;
mod sql;
mod stamp;
mod store;
mod undo;
mod version;

#[cfg(test)]
mod tests;

pub use act::Act;
pub use applicant::{Applicant, ApplicantId, Erased};
pub use attachment::{ATTACHMENT_LIMIT, AttachmentFact, AttachmentId, NewAttachment, Owner};
pub use backup::BackupFacts;
pub use catalogue_heads::ItemHead;
pub use error::{ErrorCode, Result, StoreError};
pub use event::Law;
pub use figure::AdjustmentId;
pub use history::{Action, ActionId, Change};
pub use ids::Ids;
pub use letter::letter_series;
pub use lookout::{LateCell, LateChange, Lookout, NewLateChange};
pub use place::PlaceWarning;
pub use process::{ProcessId, StoredProcess};
pub use searched::{ChangedRows, Searched};
pub use stamp::Stamp;
pub use store::{NewFile, Store};
pub use version::{FinalVersion, NewVersion, ReportFile, ReportVersion, VersionContent, VersionId, VersionStatus};
