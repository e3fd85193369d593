//! The crate's tests: files, migrations, records, cases, undo, personal data.

mod cases;
mod files;
mod migrations;
mod personal;
mod publications;
mod records;
mod undo;

use crate::{Applicant, ApplicantId, Ids, Law, NewFile, Stamp, Store};
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, AgencyLevel, DatedName};
use mingce_domain::application::{ApplicantKind, Application, ApplicationId, Channel, EventData, Outcome};
use mingce_domain::deadline::{Calendar, Term};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a new file in it, open.
pub(super) struct Desk {
    pub(super) folder: TempDir,
    pub(super) path: PathBuf,
    pub(super) store: Store,
}

impl Desk {
    pub(super) fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("清溪.mingce");
        let store = Store::create(&path, new_file()).expect("a new file");
        Desk { folder, path, store }
    }

    /// A desk with one agency and its ledger's beginning.
    pub(super) fn with_agency() -> (Desk, AgencyId) {
        let mut desk = Desk::new();
        let agency = desk.act("登记单位", |act| {
            let agency = agency(act.new_id(), "清溪县示例局");
            act.put_agency(&agency)?;
            Ok(agency.id)
        });
        (desk, agency)
    }

    pub(super) fn act<T>(&mut self, label: &str, work: impl FnOnce(&mut crate::Act<'_>) -> crate::Result<T>) -> T {
        self.store.act(&stamp(), label, work).expect("an action")
    }

    /// Everything in the tables, the log and what numbers rows left out.
    pub(super) fn picture(&self) -> Vec<String> {
        let mut tables: Vec<&str> = crate::record::TABLES.iter().map(|table| table.name).collect();
        tables.push("application_episode");
        let mut lines = Vec::new();
        for table in tables {
            let sql = format!("SELECT * FROM {table}");
            let mut statement = self.store.connection.prepare(&sql).expect("a table");
            let names: Vec<String> = statement.column_names().map(str::to_string).collect();
            let mut rows = statement.query([]).expect("rows");
            while let Some(row) = rows.next().expect("a row") {
                let cells: Vec<String> = (0..names.len())
                    .filter(|n| names[*n] != "id")
                    .map(|n| format!("{}={:?}", names[n], row.get_ref(n).expect("a cell")))
                    .collect();
                lines.push(format!("{table}: {}", cells.join(" ")));
            }
        }
        lines.sort();
        lines
    }
}

pub(super) fn new_file() -> NewFile {
    NewFile { stamp: stamp(), program: "mingce 0.1.0".into(), sample: false, ids: Ids::sequence("测试") }
}

pub(super) fn stamp() -> Stamp {
    Stamp::new("2025-03-04T09:00:00+08:00", "示例员").expect("an instant")
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn agency(id: String, name: &str) -> Agency {
    Agency {
        id: AgencyId(id),
        code: None,
        kind: AgencyKind::Department,
        level: AgencyLevel::County,
        names: vec![DatedName { from: day("2000-01-01"), name: name.into() }],
        parents: Vec::new(),
        since: None,
        ended: None,
        ledger_since: Some(day("2022-01-01")),
        position: 1,
    }
}

pub(super) fn terms() -> Vec<Term> {
    vec![Term {
        valid_from: day("2019-05-15"),
        valid_to: None,
        article: String::new(),
        checked: false,
        answer_working_days: 20,
        longest_extension: 20,
        supplement_working_days: 7,
        third_party_working_days: 15,
    }]
}

/// Runs with a law that knows no holidays.
pub(super) fn with_law<T>(work: impl FnOnce(&Law<'_>) -> T) -> T {
    let (calendar, terms) = (Calendar::default(), terms());
    work(&Law { calendar: &calendar, terms: &terms })
}

pub(super) fn received() -> EventData {
    EventData::Received { channel: Channel::Internet, applicant_kind: ApplicantKind::NaturalPerson, arrived_on: None }
}

pub(super) fn closed(outcome: Outcome) -> EventData {
    EventData::Closed { outcome, letter_number: None, note: None, basis: None }
}

/// Registers a case with one applicant; gives both.
pub(super) fn register(desk: &mut Desk, agency: &AgencyId, number: &str) -> (ApplicationId, ApplicantId) {
    desk.act("登记申请", |act| {
        let applicant = Applicant::named(ApplicantId(act.new_id()), ApplicantKind::NaturalPerson, "示例甲子乙");
        act.put_applicant(&applicant)?;
        let id = ApplicationId(act.new_id());
        act.put_application(&Application {
            id: id.clone(),
            agency: agency.clone(),
            number: number.into(),
            subject: "示例事项".into(),
            letter: None,
            void: false,
        })?;
        act.set_applicants(&id, std::slice::from_ref(&applicant.id))?;
        with_law(|law| act.append_event(&id, day("2025-02-03"), &received(), law))?;
        Ok((id, applicant.id))
    })
}

/// Names of the files in a folder.
pub(super) fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
