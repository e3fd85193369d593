//! Attached files: their content once by hash, in pieces; links say where they belong.

use crate::act::Act;
use crate::error::{Result, StoreError};
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use chrono::NaiveDate;
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};
use std::fmt::Write;

pub(crate) const LINK: Table = Table {
    name: "attachment_link",
    columns: &["attachment", "owner_table", "owner", "name", "media_type", "holds_personal", "position", "taken_on"],
};

/// The largest file that can be attached, in bytes.
pub const ATTACHMENT_LIMIT: usize = 100 * 1024 * 1024;

const CHUNK: usize = 1024 * 1024;

/// The stable identity of an attachment at its place (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId(pub String);

/// What a file is attached to, with its identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'a> {
    /// An agency.
    Agency(&'a str),
    /// An applicant.
    Applicant(&'a str),
    /// A case.
    Application(&'a str),
    /// A dispute.
    Dispute(&'a str),
    /// A disclosure item.
    Item(&'a str),
    /// A process.
    Process(&'a str),
    /// A version of a report.
    Version(&'a str),
    /// A publication: evidence of it.
    Publication(&'a str),
    /// A letter: the copies that went out.
    Letter(&'a str),
}

impl<'a> Owner<'a> {
    fn table(self) -> &'static str {
        match self {
            Owner::Agency(_) => "agency",
            Owner::Applicant(_) => "applicant",
            Owner::Application(_) => "application",
            Owner::Dispute(_) => "dispute",
            Owner::Item(_) => "catalogue_item",
            Owner::Process(_) => "process",
            Owner::Version(_) => "report_version",
            Owner::Publication(_) => "publication",
            Owner::Letter(_) => "letter",
        }
    }

    fn uid(self) -> &'a str {
        match self {
            Owner::Agency(uid)
            | Owner::Applicant(uid)
            | Owner::Application(uid)
            | Owner::Dispute(uid)
            | Owner::Item(uid)
            | Owner::Process(uid)
            | Owner::Version(uid)
            | Owner::Publication(uid)
            | Owner::Letter(uid) => uid,
        }
    }
}

/// A file to attach.
#[derive(Debug, Clone, Copy)]
pub struct NewAttachment<'a> {
    /// Its name as given.
    pub name: &'a str,
    /// Its media type; may be empty.
    pub media_type: &'a str,
    /// Whether it holds personal data (a filled-in form, a copy of an identity card): erased together with it.
    pub holds_personal: bool,
    /// Of evidence: the day on which it was taken.
    pub taken_on: Option<NaiveDate>,
    /// Its content.
    pub bytes: &'a [u8],
}

/// An attached file without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFact {
    /// Identity at this place.
    pub id: AttachmentId,
    /// Its name as given; empty once erased.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// Whether it holds personal data.
    pub holds_personal: bool,
    /// Of evidence: the day on which it was taken.
    pub taken_on: Option<NaiveDate>,
    /// When its content was erased.
    pub erased_at: Option<String>,
}

impl Store {
    /// The files attached to something, in their order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn attachments(&self, owner: Owner<'_>) -> Result<Vec<AttachmentFact>> {
        let sql = "SELECT l.uid, l.name, l.media_type, a.size, a.sha256, l.holds_personal, l.taken_on, a.erased_at
            FROM attachment_link l JOIN attachment a ON a.uid = l.attachment
            WHERE l.owner_table = ?1 AND l.owner = ?2 ORDER BY l.position, l.uid";
        sql::all(&self.connection, sql, (owner.table(), owner.uid()), |row| {
            Ok(AttachmentFact {
                id: AttachmentId(sql::get(row, 0)?),
                name: sql::get(row, 1)?,
                media_type: sql::get(row, 2)?,
                size: u64::try_from(sql::get::<i64>(row, 3)?).unwrap_or_default(),
                sha256: sql::get(row, 4)?,
                holds_personal: sql::get(row, 5)?,
                taken_on: sql::day_or_none(row, 6)?,
                erased_at: sql::get(row, 7)?,
            })
        })
    }

    /// The content of an attached file, checked against its hash.
    ///
    /// # Errors
    /// When it is unknown, was erased, was left out of this copy of the file, or differs from its hash.
    pub fn attachment_bytes(&self, id: &AttachmentId) -> Result<Vec<u8>> {
        let sql = "SELECT a.uid, a.sha256, a.size FROM attachment_link l JOIN attachment a ON a.uid = l.attachment
            WHERE l.uid = ?1";
        let found = sql::first(&self.connection, sql, [&id.0], |row| {
            Ok((sql::get::<String>(row, 0)?, sql::get::<String>(row, 1)?, sql::get::<i64>(row, 2)?))
        })?;
        let (uid, sha256, size) = found.ok_or_else(|| StoreError::not_found("附件", &id.0))?;
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default().min(ATTACHMENT_LIMIT));
        let sql = "SELECT bytes FROM attachment_chunk WHERE attachment = ?1 ORDER BY ordinal";
        sql::all(&self.connection, sql, [&uid], |row| {
            bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|e| StoreError::unreadable("chunk", e))?);
            Ok(())
        })?;
        if bytes.is_empty() && size > 0 {
            return Err(StoreError::invalid(
                "附件的内容不在这份文件里（已经清除，或者这是升级前留的副本）",
                "请在原来的数据文件或者备份中查找",
            ));
        }
        if hash(&bytes) == sha256 { Ok(bytes) } else { Err(StoreError::damaged(format!("attachment {uid}"))) }
    }

    /// Deletes contents that nothing links to any more. Gives how many. They stay until this is asked for, so that an
    /// undo can bring a link back.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn drop_unused_contents(&mut self) -> Result<usize> {
        if self.is_read_only() {
            return Err(StoreError::opened_for_reading());
        }
        let sql = "DELETE FROM attachment WHERE uid NOT IN (SELECT attachment FROM attachment_link)";
        Ok(self.connection.execute(sql, [])?)
    }
}

impl Act<'_> {
    /// Attaches a file. Content that is there already is not stored again.
    ///
    /// # Errors
    /// Above [`ATTACHMENT_LIMIT`]; when the owner is unknown; when it cannot be written.
    pub fn attach(&mut self, owner: Owner<'_>, new: &NewAttachment<'_>) -> Result<AttachmentId> {
        if new.bytes.len() > ATTACHMENT_LIMIT {
            return Err(StoreError::invalid(
                format!("附件“{}”超过100兆字节，没有保存", new.name),
                "请压缩或者拆分后再添加",
            ));
        }
        let sql = format!("SELECT 1 FROM {} WHERE uid = ?1", owner.table());
        sql::first(self.tx, &sql, [owner.uid()], |_| Ok(()))?
            .ok_or_else(|| StoreError::not_found("记录", owner.uid()))?;
        let attachment = self.store_content(new.bytes)?;
        let sql = "SELECT coalesce(max(position), -1) + 1 FROM attachment_link WHERE owner_table = ?1 AND owner = ?2";
        let position: i64 = self.tx.query_row(sql, (owner.table(), owner.uid()), |row| row.get(0))?;
        let id = AttachmentId(self.new_id());
        let values = vec![
            sql::text(attachment),
            sql::text(owner.table()),
            sql::text(owner.uid()),
            sql::text(new.name),
            sql::text(new.media_type),
            new.holds_personal.into(),
            position.into(),
            sql::text_or_null(new.taken_on.map(|day| day.to_string()).as_deref()),
        ];
        self.insert(&LINK, &id.0, values)?;
        Ok(id)
    }

    /// Takes a file off. Its content stays until [`Store::drop_unused_contents`].
    ///
    /// # Errors
    /// When it is unknown.
    pub fn detach(&mut self, id: &AttachmentId) -> Result<()> {
        self.remove(&LINK, "附件", &id.0)
    }

    fn store_content(&mut self, bytes: &[u8]) -> Result<String> {
        let sha256 = hash(bytes);
        let sql = "SELECT uid, erased_at IS NOT NULL FROM attachment WHERE sha256 = ?1";
        let there: Option<(String, bool)> =
            self.tx.query_row(sql, [&sha256], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let uid = match there {
            Some((uid, false)) => return Ok(uid),
            Some((uid, true)) => {
                self.tx.execute("UPDATE attachment SET erased_at = NULL WHERE uid = ?1", [&uid])?;
                uid
            }
            None => {
                let uid = self.new_id();
                let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
                self.tx.execute(
                    "INSERT INTO attachment (uid, sha256, size, added_at) VALUES (?1, ?2, ?3, ?4)",
                    (&uid, &sha256, size, self.stamp.at_utc()),
                )?;
                uid
            }
        };
        let mut insert =
            self.tx.prepare_cached("INSERT INTO attachment_chunk (attachment, ordinal, bytes) VALUES (?1, ?2, ?3)")?;
        for (ordinal, chunk) in (0_i64..).zip(bytes.chunks(CHUNK)) {
            insert.execute((&uid, ordinal, chunk))?;
        }
        drop(insert);
        Ok(uid)
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
