//! Disputes and the applications they concern.

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::ApplicationId;
use mingce_domain::dispute::{Dispute, DisputeId};
use rusqlite::Connection;
use std::collections::HashMap;

pub(crate) const DISPUTE: Table = Table {
    name: "dispute",
    columns: &[
        "agency",
        "number",
        "kind",
        "role",
        "decided_by",
        "filed_on",
        "decided_on",
        "in_force_on",
        "result",
        "further",
        "note",
        "void_reason",
    ],
};
pub(crate) const APPLICATIONS: Table = Table { name: "dispute_application", columns: &["dispute", "application"] };

impl Store {
    /// The disputes in the ledgers of these agencies, of any year, by the day of filing.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn disputes_of(&self, agencies: &[AgencyId]) -> Result<Vec<Dispute>> {
        let ids = sql::id_list(agencies.iter().map(|id| id.0.as_str()))?;
        read(&self.connection, "agency IN (SELECT value FROM json_each(?1))", &ids)
    }

    /// One dispute.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dispute(&self, id: &DisputeId) -> Result<Option<Dispute>> {
        Ok(read(&self.connection, "uid = ?1", &id.0)?.pop())
    }
}

fn read(connection: &Connection, which: &str, parameter: &str) -> Result<Vec<Dispute>> {
    let mut applications: HashMap<String, Vec<ApplicationId>> = HashMap::new();
    let sql = format!(
        "SELECT dispute, application FROM dispute_application
         WHERE dispute IN (SELECT uid FROM dispute WHERE {which}) ORDER BY uid"
    );
    sql::all(connection, &sql, [parameter], |row| {
        applications.entry(sql::get(row, 0)?).or_default().push(ApplicationId(sql::get(row, 1)?));
        Ok(())
    })?;
    let sql = format!("{} WHERE {which} ORDER BY filed_on, id", DISPUTE.select());
    sql::all(connection, &sql, [parameter], |row| {
        let id: String = sql::get(row, 0)?;
        Ok(Dispute {
            agency: AgencyId(sql::get(row, 1)?),
            number: sql::get(row, 2)?,
            kind: sql::word(row, 3)?,
            role: sql::word(row, 4)?,
            decided_by: sql::get(row, 5)?,
            filed_on: sql::day(row, 6)?,
            decided_on: sql::day_or_none(row, 7)?,
            in_force_on: sql::day_or_none(row, 8)?,
            result: sql::word_or_none(row, 9)?,
            applications: applications.remove(&id).unwrap_or_default(),
            further: sql::json(row, 10)?,
            note: sql::get(row, 11)?,
            void_reason: sql::get(row, 12)?,
            id: DisputeId(id),
        })
    })
}

impl Act<'_> {
    /// Writes a dispute, a new one or a changed one, with the applications it concerns.
    ///
    /// # Errors
    /// When its agency or an application is unknown, one is named twice, or it cannot be written.
    pub fn put_dispute(&mut self, dispute: &Dispute) -> Result<()> {
        let values = vec![
            sql::text(&dispute.agency.0),
            sql::text(&dispute.number),
            sql::word_value(dispute.kind)?,
            sql::word_value(dispute.role)?,
            sql::text(&dispute.decided_by),
            sql::day_value(dispute.filed_on)?,
            sql::day_or_null(dispute.decided_on)?,
            sql::day_or_null(dispute.in_force_on)?,
            sql::word_or_null(dispute.result)?,
            sql::json_value(&dispute.further)?,
            sql::text(&dispute.note),
            sql::text_or_null(dispute.void_reason.as_deref()),
        ];
        self.put(&DISPUTE, &dispute.id.0, values)?;
        let sql = "SELECT application, uid FROM dispute_application WHERE dispute = ?1";
        let mut there: HashMap<String, String> =
            sql::all(self.tx, sql, [&dispute.id.0], |row| Ok((sql::get(row, 0)?, sql::get(row, 1)?)))?
                .into_iter()
                .collect();
        for application in &dispute.applications {
            let uid = there.remove(&application.0).unwrap_or_else(|| self.new_id());
            self.put(&APPLICATIONS, &uid, vec![sql::text(&dispute.id.0), sql::text(&application.0)])?;
        }
        let mut gone: Vec<String> = there.into_values().collect();
        gone.sort();
        gone.iter().try_for_each(|uid| self.remove(&APPLICATIONS, "争议与申请的关联", uid))
    }
}
