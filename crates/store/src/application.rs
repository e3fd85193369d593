//! Applications: identity and projection. What happened in them is in `event`.

use crate::act::Act;
use crate::applicant::ApplicantId;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::{Application, ApplicationFact, ApplicationId, Episode, Projection};
use rusqlite::{Connection, Row};
use std::collections::HashMap;

pub(crate) const APPLICATION: Table =
    Table { name: "application", columns: &["agency", "number", "subject", "letter", "void"] };
pub(crate) const APPLICANTS: Table =
    Table { name: "application_applicant", columns: &["application", "applicant", "position"] };

/// Identity, then projection.
const FACT: &str = "SELECT uid, agency, number, subject, letter, void, stage, outcome, received_on, closed_on, due_on,
    due_is_provisional, applicant_kind, channel FROM application";

impl Store {
    /// The applications in the ledgers of these agencies, of any year, with the projection of their events; in the
    /// order in which they were entered.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applications_of(&self, agencies: &[AgencyId]) -> Result<Vec<ApplicationFact>> {
        let ids = sql::id_list(agencies.iter().map(|id| id.0.as_str()))?;
        let among = "agency IN (SELECT value FROM json_each(?1))";
        facts(&self.connection, among, &ids)
    }

    /// One application.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn application(&self, id: &ApplicationId) -> Result<Option<ApplicationFact>> {
        Ok(facts(&self.connection, "uid = ?1", &id.0)?.pop())
    }

    /// The applications under a 受理号. More than one is a mistake of the ledger, not of this file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applications_numbered(&self, number: &str) -> Result<Vec<ApplicationFact>> {
        // Said as the index says it, so that it is used.
        facts(&self.connection, "number = ?1 AND number <> ''", number)
    }

    /// The years in which any of these agencies has something for a report: receipts, closings, disputes, figures or
    /// text. Newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn years_of(&self, agencies: &[AgencyId]) -> Result<Vec<i32>> {
        let ids = sql::id_list(agencies.iter().map(|id| id.0.as_str()))?;
        let sql = "WITH mine AS (SELECT value AS agency FROM json_each(?1)), found AS (
                SELECT substr(received_on, 1, 4) AS year FROM application JOIN mine USING (agency) WHERE NOT void
                UNION SELECT substr(closed_on, 1, 4) FROM application JOIN mine USING (agency) WHERE NOT void
                UNION SELECT substr(filed_on, 1, 4) FROM dispute JOIN mine USING (agency) WHERE void_reason IS NULL
                UNION SELECT substr(decided_on, 1, 4) FROM dispute JOIN mine USING (agency) WHERE void_reason IS NULL
                UNION SELECT substr(in_force_on, 1, 4) FROM dispute JOIN mine USING (agency) WHERE void_reason IS NULL
                UNION SELECT substr(value ->> 'in_force_on', 1, 4) FROM dispute JOIN mine USING (agency),
                    json_each(further) WHERE void_reason IS NULL
                UNION SELECT year FROM figure JOIN mine USING (agency)
                UNION SELECT year FROM report_section JOIN mine USING (agency)
                UNION SELECT year FROM report_version JOIN mine USING (agency))
            SELECT DISTINCT CAST(year AS INTEGER) FROM found WHERE year IS NOT NULL ORDER BY 1 DESC";
        sql::all(&self.connection, sql, [ids], |row| sql::get(row, 0))
    }
}

fn facts(connection: &Connection, which: &str, parameter: &str) -> Result<Vec<ApplicationFact>> {
    let mut episodes: HashMap<String, Vec<Episode>> = HashMap::new();
    let sql = format!(
        "SELECT application, opened_on, cause, closed_on, outcome FROM application_episode
         WHERE application IN (SELECT uid FROM application WHERE {which}) ORDER BY application, ordinal"
    );
    sql::all(connection, &sql, [parameter], |row| {
        let episode = Episode {
            opened_on: sql::day(row, 1)?,
            cause: sql::word_or_none(row, 2)?,
            closed_on: sql::day_or_none(row, 3)?,
            outcome: sql::word_or_none(row, 4)?,
        };
        episodes.entry(sql::get(row, 0)?).or_default().push(episode);
        Ok(())
    })?;
    let sql = format!("{FACT} WHERE {which} ORDER BY id");
    sql::all(connection, &sql, [parameter], |row| {
        let id: String = sql::get(row, 0)?;
        let episodes = episodes.remove(&id).unwrap_or_default();
        fact(row, id, episodes)
    })
}

fn fact(row: &Row<'_>, id: String, episodes: Vec<Episode>) -> Result<ApplicationFact> {
    Ok(ApplicationFact {
        application: Application {
            id: ApplicationId(id),
            agency: AgencyId(sql::get(row, 1)?),
            number: sql::get(row, 2)?,
            subject: sql::get(row, 3)?,
            letter: sql::get(row, 4)?,
            void: sql::get(row, 5)?,
        },
        projection: Projection {
            stage: sql::word(row, 6)?,
            outcome: sql::word_or_none(row, 7)?,
            received_on: sql::day_or_none(row, 8)?,
            closed_on: sql::day_or_none(row, 9)?,
            due_on: sql::day_or_none(row, 10)?,
            due_is_provisional: sql::get(row, 11)?,
            applicant_kind: sql::word_or_none(row, 12)?,
            channel: sql::word_or_none(row, 13)?,
            episodes,
        },
    })
}

/// The projections as stored, by application.
pub(crate) fn stored_projection(connection: &Connection, id: &str) -> Result<Option<Projection>> {
    Ok(facts(connection, "uid = ?1", id)?.pop().map(|fact| fact.projection))
}

impl Act<'_> {
    /// Writes an application's identity, a new one or a changed one. Its events are appended on their own.
    ///
    /// # Errors
    /// When its agency is unknown or it cannot be written.
    pub fn put_application(&mut self, application: &Application) -> Result<()> {
        let values = vec![
            sql::text(&application.agency.0),
            sql::text(&application.number),
            sql::text(&application.subject),
            sql::text_or_null(application.letter.as_deref()),
            application.void.into(),
        ];
        self.put(&APPLICATION, &application.id.0, values)
    }

    /// Says who asks, the first-named one first.
    ///
    /// # Errors
    /// When one of them is unknown or named twice, or it cannot be written.
    pub fn set_applicants(&mut self, application: &ApplicationId, applicants: &[ApplicantId]) -> Result<()> {
        let sql = "SELECT applicant, uid FROM application_applicant WHERE application = ?1";
        let mut there: HashMap<String, String> =
            sql::all(self.tx, sql, [&application.0], |row| Ok((sql::get(row, 0)?, sql::get(row, 1)?)))?
                .into_iter()
                .collect();
        for (position, applicant) in (0_i64..).zip(applicants) {
            let uid = there.remove(&applicant.0).unwrap_or_else(|| self.new_id());
            let values = vec![sql::text(&application.0), sql::text(&applicant.0), position.into()];
            self.put(&APPLICANTS, &uid, values)?;
        }
        let mut gone: Vec<String> = there.into_values().collect();
        gone.sort();
        gone.iter().try_for_each(|uid| self.remove(&APPLICANTS, "申请人", uid))
    }
}
