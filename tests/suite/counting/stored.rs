//! Invented counties as rows of the real data file, and the other counter over them.

use super::county::{Case, County};
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Address, ReopenedCases};
use mingce_domain::application::{ApplicantKind, EventData};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;

/// The shape of the real data file.
const SCHEMA: &str = concat!(
    include_str!("../../../crates/store/migrations/0001_initial.sql"),
    include_str!("../../../crates/store/migrations/0004_dispute.sql")
);

/// Counting in SQL, over the events.
const COUNTER: &str = include_str!("counter.sql");

/// The cells of each unit (or area) and year that are not 0.
pub type CellsByUnit = BTreeMap<(AgencyId, i32), BTreeMap<Address, i64>>;

/// What the other counter says under one setting for reopened applications.
#[derive(Default)]
struct UnderSetting {
    units: CellsByUnit,
    areas: CellsByUnit,
}

/// What the other counter says.
pub struct Counted {
    not_counted: UnderSetting,
    counted_as_new: UnderSetting,
}

impl Counted {
    fn under(&self, reopened: ReopenedCases) -> &UnderSetting {
        match reopened {
            ReopenedCases::NotCounted => &self.not_counted,
            ReopenedCases::CountedAsNew => &self.counted_as_new,
        }
    }

    /// The cells of the units.
    pub fn units(&self, reopened: ReopenedCases) -> &CellsByUnit {
        &self.under(reopened).units
    }

    /// The cells of the counties.
    pub fn areas(&self, reopened: ReopenedCases) -> &CellsByUnit {
        &self.under(reopened).areas
    }
}

/// A data file in memory with these counties.
pub fn stored(counties: &[County]) -> Connection {
    let mut connection = Connection::open_in_memory().expect("a database in memory");
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF;").expect("settings");
    connection.execute_batch(SCHEMA).expect("the schema");
    let transaction = connection.transaction().expect("a transaction");
    for county in counties {
        write_agencies(&transaction, county).expect("agencies");
        for case in &county.cases {
            write_case(&transaction, case).expect("a case");
        }
        write_disputes(&transaction, county).expect("disputes");
    }
    transaction.commit().expect("committed");
    let broken: i64 = connection
        .query_row("SELECT COUNT(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
        .expect("checked references");
    assert_eq!(broken, 0, "every reference leads somewhere");
    connection
}

/// Counts by the other counter.
pub fn count(connection: &Connection) -> Counted {
    connection.execute_batch(COUNTER).expect("the counter");
    let cells = |column: &str, table: &str, unit: &str| {
        let query = format!("SELECT {unit}, y, address, {column} FROM {table} WHERE {column} <> 0");
        let mut statement = connection.prepare(&query).expect("a query");
        let mut rows = statement.query([]).expect("rows");
        let mut cells = CellsByUnit::new();
        while let Some(row) = rows.next().expect("a row") {
            let unit = (AgencyId(row.get(0).expect("a unit")), row.get(1).expect("a year"));
            let at = Address::new(row.get::<_, String>(2).expect("an address"));
            cells.entry(unit).or_default().insert(at, row.get(3).expect("a number"));
        }
        cells
    };
    let under =
        |column| UnderSetting { units: cells(column, "cell", "unit"), areas: cells(column, "county_cell", "county") };
    Counted { not_counted: under("once"), counted_as_new: under("anew") }
}

/// A further identity for rows that nobody refers to.
fn beside(uid: &str, letter: char, nth: usize) -> String {
    format!("{letter}{nth:02}{}", &uid[3..])
}

fn write_agencies(connection: &Connection, county: &County) -> rusqlite::Result<()> {
    let mut agency_row = connection.prepare_cached(
        "INSERT INTO agency (uid, kind, level, since, ended_on, successor, ledger_since, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let mut name_row =
        connection.prepare_cached("INSERT INTO agency_name (uid, agency, from_on, name) VALUES (?1, ?2, ?3, ?4)")?;
    let mut parent_row = connection
        .prepare_cached("INSERT INTO agency_parent (uid, agency, from_on, parent) VALUES (?1, ?2, ?3, ?4)")?;
    for agency in &county.agencies {
        let ending = agency.ended.as_ref();
        agency_row.execute(params![
            agency.id.0,
            agency.kind.key(),
            agency.level.key(),
            agency.since.map(|day| day.to_string()),
            ending.map(|ending| ending.on.to_string()),
            ending.and_then(|ending| ending.successor.as_ref()).map(|id| id.0.as_str()),
            agency.ledger_since.map(|day| day.to_string()),
            agency.position,
        ])?;
        for (nth, name) in agency.names.iter().enumerate() {
            name_row.execute(params![beside(&agency.id.0, 'n', nth), agency.id.0, name.from.to_string(), name.name])?;
        }
        for (nth, (from, parent)) in agency.parents.iter().enumerate() {
            parent_row.execute(params![beside(&agency.id.0, 'p', nth), agency.id.0, from.to_string(), parent.0])?;
        }
    }
    Ok(())
}

/// Identity, applicants and events; the projection's columns stay as they are: the other counter must not need them.
fn write_case(connection: &Connection, case: &Case) -> rusqlite::Result<()> {
    let application = &case.application;
    connection
        .prepare_cached(
            "INSERT INTO application (uid, agency, number, subject, letter, void) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            application.id.0,
            application.agency.0,
            application.number,
            application.subject,
            application.letter,
            application.void,
        ])?;
    for position in 0..case.applicants {
        let applicant = beside(&application.id.0, 'a', position);
        connection
            .prepare_cached("INSERT INTO applicant (uid, kind, name) VALUES (?1, ?2, '示例申请人')")?
            .execute(params![applicant, ApplicantKind::ALL[position % 6].key()])?;
        connection
            .prepare_cached(
                "INSERT INTO application_applicant (uid, application, applicant, position) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![beside(&application.id.0, 'b', position), application.id.0, applicant, position as i64])?;
    }
    for event in &case.events {
        connection
            .prepare_cached(
                "INSERT INTO application_event (uid, application, kind, occurred_on, data, recorded_at, recorded_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                event.id.0,
                application.id.0,
                kind_word(&event.data),
                event.on.to_string(),
                serde_json::to_string(&event.data).expect("an event as JSON"),
                event.recorded_at,
                event.by,
            ])?;
    }
    Ok(())
}

fn kind_word(data: &EventData) -> String {
    let json = serde_json::to_value(data).expect("an event as JSON");
    json["kind"].as_str().expect("a kind").to_string()
}

fn write_disputes(connection: &Connection, county: &County) -> rusqlite::Result<()> {
    let mut dispute_row = connection.prepare_cached(
        "INSERT INTO dispute (uid, agency, number, kind, role, decided_by, filed_on, decided_on, in_force_on, result,
            further, void_reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut link_row =
        connection.prepare_cached("INSERT INTO dispute_application (uid, dispute, application) VALUES (?1, ?2, ?3)")?;
    for dispute in &county.disputes {
        dispute_row.execute(params![
            dispute.id.0,
            dispute.agency.0,
            dispute.number,
            dispute.kind.key(),
            dispute.role.key(),
            dispute.decided_by,
            dispute.filed_on.to_string(),
            dispute.decided_on.map(|day| day.to_string()),
            dispute.in_force_on.map(|day| day.to_string()),
            dispute.result.map(|result| result.key()),
            serde_json::to_string(&dispute.further).expect("instances as JSON"),
            dispute.void_reason,
        ])?;
        for (nth, application) in dispute.applications.iter().enumerate() {
            link_row.execute(params![beside(&dispute.id.0, 'l', nth), dispute.id.0, application.0])?;
        }
    }
    Ok(())
}
