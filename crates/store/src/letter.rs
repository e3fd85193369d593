//! Letters that were issued, and what an applicant asks for in full.

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::letter::{Letter, LetterId};
use mingce_domain::application::{ApplicationId, Event, EventId, Wish};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use std::collections::HashMap;

pub(crate) const WISH: Table = Table { name: "application_wish", columns: &["description", "form", "way", "note"] };

pub(crate) const LETTER: Table = Table {
    name: "letter",
    columns: &[
        "application",
        "agency",
        "kind",
        "series",
        "year",
        "place",
        "number",
        "issued_on",
        "template",
        "facts",
        "remedy",
        "void_reason",
    ],
};

impl Store {
    /// What an applicant asks for in full; empty where only the one line is known.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn wish(&self, application: &ApplicationId) -> Result<Wish> {
        let sql = format!("{} WHERE uid = ?1", WISH.select());
        let found = sql::first(&self.connection, &sql, [&application.0], |row| {
            Ok(Wish {
                description: sql::get(row, 1)?,
                form: sql::get(row, 2)?,
                way: sql::get(row, 3)?,
                note: sql::get(row, 4)?,
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    /// The letters of a case in the order in which they were issued, void ones included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letters_of(&self, application: &ApplicationId) -> Result<Vec<Letter>> {
        let sql = format!("{} WHERE application = ?1 ORDER BY issued_on, id", LETTER.select());
        sql::all(&self.connection, &sql, [&application.0], read)
    }

    /// The letters of an agency by kind, year and number, void ones included.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letters(&self, agency: &AgencyId) -> Result<Vec<Letter>> {
        let sql = format!("{} WHERE agency = ?1 ORDER BY year, series, place", LETTER.select());
        sql::all(&self.connection, &sql, [&agency.0], read)
    }

    /// The events of all cases of an agency, each in the order of entry.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of_agency(&self, agency: &AgencyId) -> Result<HashMap<ApplicationId, Vec<Event>>> {
        let sql = "SELECT e.application, e.uid, e.occurred_on, e.data, e.recorded_at, e.recorded_by
            FROM application_event e JOIN application a ON a.uid = e.application
            WHERE a.agency = ?1 ORDER BY e.recorded_at, e.uid";
        let mut found: HashMap<ApplicationId, Vec<Event>> = HashMap::new();
        sql::all(&self.connection, sql, [&agency.0], |row| {
            let event = Event {
                id: EventId(sql::get(row, 1)?),
                on: sql::day(row, 2)?,
                data: sql::json(row, 3)?,
                recorded_at: sql::get(row, 4)?,
                by: sql::get(row, 5)?,
            };
            found.entry(ApplicationId(sql::get(row, 0)?)).or_default().push(event);
            Ok(())
        })?;
        Ok(found)
    }
}

fn read(row: &Row<'_>) -> Result<Letter> {
    Ok(Letter {
        id: LetterId(sql::get(row, 0)?),
        application: ApplicationId(sql::get(row, 1)?),
        agency: AgencyId(sql::get(row, 2)?),
        kind: sql::word(row, 3)?,
        series: sql::get(row, 4)?,
        year: sql::get(row, 5)?,
        place: sql::get(row, 6)?,
        number: sql::get(row, 7)?,
        issued_on: sql::day(row, 8)?,
        template: sql::json(row, 9)?,
        facts: sql::json(row, 10)?,
        remedy: sql::get(row, 11)?,
        void_reason: sql::get(row, 12)?,
    })
}

/// The highest place in a series, void letters included.
pub(crate) fn last_place(connection: &Connection, agency: &AgencyId, series: &str, year: i32) -> Result<i64> {
    let sql = "SELECT coalesce(max(place), 0) FROM letter WHERE agency = ?1 AND series = ?2 AND year = ?3";
    Ok(connection.query_row(sql, (&agency.0, series, year), |row| row.get(0))?)
}

/// The series of a letter's numbers, among those of 受理号 and 索引号: for [`Store::last_number`].
pub fn letter_series(series: &str) -> String {
    format!("letter.{series}")
}

impl Act<'_> {
    /// Writes what an applicant asks for.
    ///
    /// # Errors
    /// When the application is unknown, or it cannot be written.
    pub fn put_wish(&mut self, application: &ApplicationId, wish: &Wish) -> Result<()> {
        let values = [&wish.description, &wish.form, &wish.way, &wish.note].map(sql::text).to_vec();
        self.put(&WISH, &application.0, values)
    }

    /// Writes a letter, a new one or one that became void.
    ///
    /// # Errors
    /// When its number is taken, or it cannot be written.
    pub fn put_letter(&mut self, letter: &Letter) -> Result<()> {
        let values: Vec<Value> = vec![
            sql::text(&letter.application.0),
            sql::text(&letter.agency.0),
            sql::text(letter.kind.key()),
            sql::text(&letter.series),
            letter.year.into(),
            letter.place.into(),
            sql::text(&letter.number),
            sql::day_value(letter.issued_on)?,
            sql::json_value(&letter.template)?,
            sql::json_value(&letter.facts)?,
            sql::text(&letter.remedy),
            sql::text_or_null(letter.void_reason.as_deref()),
        ];
        self.put(&LETTER, &letter.id.0, values)
    }

    /// The place after the last one that was given in a series, from 1. It only grows, also over an undo: a number that
    /// may be on paper is never given again.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn next_place(&mut self, agency: &AgencyId, series: &str, year: i32) -> Result<i64> {
        let counter = letter_series(series);
        loop {
            let next = self.next_number(agency, &counter, year)?;
            // Letters may have come in with an import.
            if next > last_place(self.tx, agency, series, year)? {
                return Ok(next);
            }
        }
    }
}
