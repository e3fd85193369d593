//! 清除个人信息: the values go, from the records, from the change log and from attachments; that somebody asked, and why
//! the values are gone, stays.

use crate::act::Act;
use crate::applicant::{APPLICANT, ApplicantId, PERSONAL_COLUMNS};
use crate::error::{Result, StoreError};
use crate::record;
use crate::sql;
use crate::stamp::Stamp;
use crate::store::Store;
use rusqlite::types::Value;
use serde_json::Value as Json;

impl Store {
    /// Erases the personal data of an applicant. It cannot be undone. Attachments that hold personal data go, too: those
    /// of the applicant, those of cases in which nobody else asks whose data is still kept, and the full copies of all
    /// letters of its cases, of which a masked one stays.
    ///
    /// Copies made earlier still hold it: say so to the clerk.
    ///
    /// # Errors
    /// Without a reason; when the applicant is unknown or erased already; when the file cannot be written.
    pub fn erase_personal(&mut self, stamp: &Stamp, applicant: &ApplicantId, reason: &str) -> Result<()> {
        if reason.trim().is_empty() {
            return Err(StoreError::invalid("没有填写清除个人信息的理由", "请填写理由后再试"));
        }
        self.act(stamp, "清除个人信息", |act| {
            act.reversible = false;
            act.blank_applicant(applicant, reason)?;
            act.blank_log(APPLICANT.name, &applicant.0)?;
            act.blank_attachments(applicant)
        })?;
        // Deleted pages are overwritten; older states of them stand in the log until it is written back.
        self.checkpoint()
    }
}

impl Act<'_> {
    fn blank_applicant(&mut self, applicant: &ApplicantId, reason: &str) -> Result<()> {
        let now = record::read(self.tx, &APPLICANT, &applicant.0)?
            .ok_or_else(|| StoreError::not_found("申请人", &applicant.0))?;
        let erased_at = APPLICANT.position("erased_at").and_then(|at| now.get(at));
        if erased_at != Some(&Value::Null) {
            return Err(StoreError::invalid("该申请人的个人信息已经清除", "不需要再次清除"));
        }
        let blanks: Vec<String> = PERSONAL_COLUMNS.iter().map(|column| format!("{column} = ''")).collect();
        let sql =
            format!("UPDATE applicant SET {}, erased_at = ?2, erased_reason = ?3 WHERE uid = ?1", blanks.join(", "));
        self.tx.execute(&sql, (&applicant.0, self.stamp.at_utc(), reason))?;
        // The log has the fact and the reason, not what was there.
        for (column, value) in [("erased_at", self.stamp.at_utc()), ("erased_reason", reason.to_string())] {
            self.log(&APPLICANT, &applicant.0, Some(column), Some(&Json::Null), Some(&Json::from(value)))?;
        }
        Ok(())
    }

    fn blank_log(&mut self, table: &str, uid: &str) -> Result<()> {
        let sql = "SELECT seq, field, before, after FROM change WHERE table_name = ?1 AND uid = ?2";
        let entries = sql::all(self.tx, sql, (table, uid), |row| {
            let text = |column: usize| sql::get::<Option<String>>(row, column);
            Ok((sql::get::<i64>(row, 0)?, text(1)?, text(2)?, text(3)?))
        })?;
        for (seq, field, before, after) in entries {
            let blank = |value: Option<String>| value.map(|json| blanked(field.as_deref(), &json)).transpose();
            self.tx.execute(
                "UPDATE change SET before = ?2, after = ?3 WHERE seq = ?1",
                (seq, blank(before)?, blank(after)?),
            )?;
        }
        Ok(())
    }

    fn blank_attachments(&mut self, applicant: &ApplicantId) -> Result<()> {
        let sql = "SELECT uid, attachment FROM attachment_link WHERE holds_personal AND (
                (owner_table = 'applicant' AND owner = ?1)
                OR (owner_table = 'letter' AND owner IN (
                    SELECT letter.uid FROM letter JOIN application_applicant mine
                        ON mine.application = letter.application WHERE mine.applicant = ?1))
                OR (owner_table = 'application' AND owner IN (
                    SELECT mine.application FROM application_applicant mine
                    WHERE mine.applicant = ?1 AND NOT EXISTS (
                        SELECT 1 FROM application_applicant other JOIN applicant p ON p.uid = other.applicant
                        WHERE other.application = mine.application AND p.erased_at IS NULL))))";
        let links = sql::all(self.tx, sql, [&applicant.0], |row| {
            Ok((sql::get::<String>(row, 0)?, sql::get::<String>(row, 1)?))
        })?;
        for (link, attachment) in links {
            self.tx.execute("UPDATE attachment_link SET name = '' WHERE uid = ?1", [&link])?;
            self.blank_log("attachment_link", &link)?;
            self.tx.execute("DELETE FROM attachment_chunk WHERE attachment = ?1", [&attachment])?;
            let sql = "UPDATE attachment SET erased_at = ?2 WHERE uid = ?1";
            self.tx.execute(sql, (&attachment, self.stamp.at_utc()))?;
        }
        Ok(())
    }
}

/// A logged value without its personal content: a field's value, or the fields inside a whole record.
fn blanked(field: Option<&str>, json: &str) -> Result<String> {
    let value: Json = serde_json::from_str(json).map_err(|e| StoreError::unreadable("change", e))?;
    let value = match (field, value) {
        (Some(field), _) if PERSONAL_COLUMNS.contains(&field) => Json::from(""),
        (None, Json::Object(mut record)) => {
            for column in PERSONAL_COLUMNS {
                if let Some(value) = record.get_mut(column) {
                    *value = Json::from("");
                }
            }
            Json::Object(record)
        }
        (_, value) => value,
    };
    Ok(value.to_string())
}
