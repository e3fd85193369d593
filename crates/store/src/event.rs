//! Events of a case, and its projection, which is written with them.

use crate::act::Act;
use crate::application;
use crate::error::{ErrorCode, Result, StoreError};
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use chrono::NaiveDate;
use mingce_domain::application::{ApplicationId, Event, EventData, EventId, Projection, project};
use mingce_domain::deadline::{Calendar, Term};
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior};

pub(crate) const EVENT: Table = Table {
    name: "application_event",
    columns: &["application", "kind", "occurred_on", "data", "recorded_at", "recorded_by"],
};

/// The law by which due dates are reckoned: holiday calendars and the terms of the Regulation over time.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    /// Holidays and make-up days of the known years.
    pub calendar: &'a Calendar,
    /// The rows of the terms; the one that holds on the day of receipt counts.
    pub terms: &'a [Term],
}

impl<'a> Law<'a> {
    /// The projection of a case's events.
    fn project(&self, events: &[Event]) -> Result<Projection> {
        Ok(project(events, self.calendar, self.term(events)?))
    }

    /// The terms that hold for a case: those of its day of receipt.
    ///
    /// # Errors
    /// When there are none at all.
    pub fn term(&self, events: &[Event]) -> Result<&'a Term> {
        let received = |event: &&Event| matches!(event.data, EventData::Received { .. });
        let day = events.iter().find(received).or(events.first()).map(|event| event.on);
        let holds =
            |term: &&Term| day.is_none_or(|day| term.valid_from <= day && term.valid_to.is_none_or(|last| day <= last));
        // A case from before the first row still gets a due date: the oldest row is nearest to it.
        let term = self.terms.iter().find(holds).or_else(|| self.terms.iter().min_by_key(|term| term.valid_from));
        term.ok_or_else(|| {
            StoreError::new(
                ErrorCode::Failed,
                "没有法定期限的数据，无法推算答复期限",
                "请重新安装程序，补齐 assets/law 中的数据",
            )
        })
    }
}

impl Store {
    /// The events of a case in the order in which they were entered, corrections and revocations included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, application: &ApplicationId) -> Result<Vec<Event>> {
        read(&self.connection, &application.0)
    }

    /// Works out every projection anew and puts right those that differ: after a new holiday notice, or when somebody
    /// doubts them. Gives the cases that were put right.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn rebuild_projections(&mut self, law: &Law<'_>) -> Result<Vec<ApplicationId>> {
        if self.is_read_only() {
            return Err(StoreError::opened_for_reading());
        }
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let uids = sql::all(&tx, "SELECT uid FROM application ORDER BY id", [], |row| sql::get::<String>(row, 0))?;
        let mut changed = Vec::new();
        for uid in uids {
            let projection = law.project(&read(&tx, &uid)?)?;
            if application::stored_projection(&tx, &uid)?.as_ref() != Some(&projection) {
                write(&tx, &uid, &projection)?;
                changed.push(ApplicationId(uid));
            }
        }
        tx.commit()?;
        Ok(changed)
    }
}

impl Act<'_> {
    /// Appends what happened to a case on a day, and brings its projection up to date.
    ///
    /// # Errors
    /// When the case, or the event that is corrected or revoked, is unknown; when it cannot be written.
    pub fn append_event(
        &mut self,
        application: &ApplicationId,
        on: NaiveDate,
        data: &EventData,
        law: &Law<'_>,
    ) -> Result<EventId> {
        let event = self.add_event(application, on, data)?;
        self.reproject(&application.0, law)?;
        Ok(event)
    }

    /// Appends several events in the order given; the projection is worked out once. For imports.
    ///
    /// # Errors
    /// As [`Act::append_event`].
    pub fn append_events(
        &mut self,
        application: &ApplicationId,
        events: &[(NaiveDate, EventData)],
        law: &Law<'_>,
    ) -> Result<Vec<EventId>> {
        let ids = events.iter().map(|(on, data)| self.add_event(application, *on, data)).collect::<Result<_>>()?;
        self.reproject(&application.0, law)?;
        Ok(ids)
    }

    fn add_event(&mut self, application: &ApplicationId, on: NaiveDate, data: &EventData) -> Result<EventId> {
        if let EventData::Corrected { event, .. } | EventData::Revoked { event, .. } = data {
            let sql = "SELECT 1 FROM application_event WHERE uid = ?1 AND application = ?2";
            sql::first(self.tx, sql, [&event.0, &application.0], |_| Ok(()))?
                .ok_or_else(|| StoreError::not_found("办理记录", &event.0))?;
        }
        let json = serde_json::to_value(data)
            .map_err(|e| StoreError::invalid("办理记录无法保存", "请把技术信息交给维护人员").detailed(e))?;
        let kind = json.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default();
        let values = vec![
            sql::text(&application.0),
            sql::text(kind),
            sql::day_value(on)?,
            sql::text(json.to_string()),
            sql::text(self.stamp.at_utc()),
            sql::text(self.stamp.who()),
        ];
        let id = EventId(self.new_id());
        self.insert(&EVENT, &id.0, values)?;
        Ok(id)
    }

    /// Works out the projection of a case from its events and writes it. Not logged: it follows from them.
    pub(crate) fn reproject(&mut self, application: &str, law: &Law<'_>) -> Result<()> {
        let projection = law.project(&read(self.tx, application)?)?;
        write(self.tx, application, &projection)
    }
}

fn read(connection: &Connection, application: &str) -> Result<Vec<Event>> {
    let sql = "SELECT uid, occurred_on, data, recorded_at, recorded_by FROM application_event
        WHERE application = ?1 ORDER BY recorded_at, uid";
    sql::all(connection, sql, [application], |row| {
        Ok(Event {
            id: EventId(sql::get(row, 0)?),
            on: sql::day(row, 1)?,
            data: sql::json(row, 2)?,
            recorded_at: sql::get(row, 3)?,
            by: sql::get(row, 4)?,
        })
    })
}

fn write(connection: &Connection, application: &str, projection: &Projection) -> Result<()> {
    let values: [Value; 9] = [
        sql::text(application),
        sql::word_value(projection.stage)?,
        sql::word_or_null(projection.outcome)?,
        sql::day_or_null(projection.received_on)?,
        sql::day_or_null(projection.closed_on)?,
        sql::day_or_null(projection.due_on)?,
        projection.due_is_provisional.into(),
        sql::word_or_null(projection.applicant_kind)?,
        sql::word_or_null(projection.channel)?,
    ];
    connection
        .prepare_cached(
            "UPDATE application SET stage = ?2, outcome = ?3, received_on = ?4, closed_on = ?5, due_on = ?6,
                due_is_provisional = ?7, applicant_kind = ?8, channel = ?9 WHERE uid = ?1",
        )?
        .execute(rusqlite::params_from_iter(values))?;
    connection.prepare_cached("DELETE FROM application_episode WHERE application = ?1")?.execute([application])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO application_episode (application, ordinal, opened_on, cause, closed_on, outcome)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ordinal, episode) in (0_i64..).zip(&projection.episodes) {
        let values: [Value; 6] = [
            sql::text(application),
            ordinal.into(),
            sql::day_value(episode.opened_on)?,
            sql::word_or_null(episode.cause)?,
            sql::day_or_null(episode.closed_on)?,
            sql::word_or_null(episode.outcome)?,
        ];
        insert.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(())
}
