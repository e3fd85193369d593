//! The ledger as a file, and old ledgers taken over.

use super::Session;
use super::known::{Found, Known, no_number};
use crate::application::facts;
use crate::application::import::{LedgerImport, LedgerImportRequest, LedgerImportView, LedgerImported, read};
use crate::export::{self, Report};
use crate::formats::Format;
use crate::output::Output;
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use chrono::{Datelike, NaiveDate};
use mingce_compose::application_sheet;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::old::OldCase;
use mingce_domain::application::{Application, ApplicationFact, ApplicationId, EventData, standing};
use mingce_store::{Applicant, ApplicantId};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

impl Session {
    /// Writes the ledger of an agency: `xlsx`, `csv` or `json` (`ledger/1`). Applicants are masked, and so are the names of
    /// applicants and third parties in what was written freely.
    ///
    /// # Errors
    /// When there is nothing in it, a format is unknown, or the folder fails.
    pub fn export_ledger(
        &self,
        agency: &str,
        year: Option<i32>,
        formats: &[String],
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let store = &self.opened()?.store;
        let id = AgencyId(agency.to_string());
        let mut facts = store.applications_of(std::slice::from_ref(&id))?;
        let of_year = |day: Option<NaiveDate>| day.is_some_and(|day| Some(day.year()) == year);
        facts.retain(|fact| {
            let dates = &fact.projection;
            !fact.application.void && (year.is_none() || of_year(dates.received_on) || of_year(dates.closed_on))
        });
        facts.sort_by_key(|fact| fact.projection.received_on);
        if facts.is_empty() {
            return Err(AppError::plain("台账中没有这样的申请，没有可以导出的内容".into()));
        }
        let mut events = store.events_of_agency(&id)?;
        let mut rows = Vec::with_capacity(facts.len());
        for (nth, fact) in facts.iter().enumerate() {
            let events = events.remove(&fact.application.id).unwrap_or_default();
            let applicants = store.applicants_of(&fact.application.id)?;
            let mut row = cells(nth + 1, fact, &applicants, &standing(&events), now);
            let veil = facts::veil(&applicants, &store.letters_of(&fact.application.id)?, None);
            row.iter_mut().for_each(|text| {
                veil.hide_in(text);
            });
            rows.push(row);
        }
        let found = store.agency(&id)?;
        let name = found.map_or_else(String::new, |agency| agency.name_on(now.today).to_string());
        let years = year.map(|year| format!("{year}年度")).unwrap_or_default();
        let document = application_sheet::ledger(&rows, &name, &years, store.is_sample(), &now.at_utc);
        let title = document.meta.title.clone();
        let total = formats.len() as u32 + 1;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for (done, key) in (0..).zip(formats) {
            export::step(report, done, total, format!("依申请公开台账（{}）", key.to_uppercase()))?;
            match key.as_str() {
                // A spreadsheet opens a CSV rightly only with this mark in front.
                "csv" => {
                    let bytes = format!("\u{feff}{}", csv(&rows)).into_bytes();
                    outputs.push((Format::Xlsx, Output { name: format!("{title}.csv"), bytes }));
                }
                "json" => {
                    let rows: Vec<_> = rows.iter().map(|row| named(row)).collect();
                    let whole = json!({ "schema": "ledger/1", "agency": name, "applications": rows });
                    let bytes = whole.to_string().into_bytes();
                    outputs.push((Format::Json, Output { name: format!("{title}.json"), bytes }));
                }
                "xlsx" | "docx" | "pdf" | "html" => {
                    let format: Format = key.parse()?;
                    let files = self.writers(&id, None)?.outputs(&document, &title, format, &mut notes)?;
                    outputs.extend(files.into_iter().map(|output| (format, output)));
                }
                other => return Err(AppError::plain(format!("台账没有 {other} 格式，可以用 xlsx、csv、json"))),
            }
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }

    /// The same for a file that the window hands over.
    ///
    /// # Errors
    /// As [`Session::import_ledger`].
    pub fn import_ledger_view(
        &mut self,
        agency: &str,
        request: &LedgerImportRequest,
        now: &Now,
    ) -> Result<LedgerImportView, AppError> {
        let told = self.import_ledger(agency, &request.given()?, now)?;
        let applied = request.apply && told.missing.is_empty();
        Ok(LedgerImportView::of(&request.name, applied, told))
    }

    /// What would become of an old ledger, and, unless it is a trial, what became of it: one step. Where a column is
    /// missing, that is told and nothing is changed.
    ///
    /// # Errors
    /// When no table in it has the heads of a ledger, or the file cannot be written.
    pub fn import_ledger(&mut self, agency: &str, from: &LedgerImport, now: &Now) -> Result<LedgerImported, AppError> {
        let (mut told, cases) = read(from)?;
        if !told.missing.is_empty() {
            return Ok(told);
        }
        let id = AgencyId(agency.to_string());
        let store = &self.opened()?.store;
        let facts = store.applications_of(std::slice::from_ref(&id))?;
        let mut numbers: BTreeSet<String> = facts.iter().map(|fact| fact.application.number.clone()).collect();
        let mut known = Known::of(&facts, &store.applicants_by_case()?);
        let mut new: Vec<&OldCase> = Vec::new();
        for (at, case) in &cases {
            let future = case.received_on > now.today || case.closed.is_some_and(|(on, _)| on > now.today);
            if future {
                told.refused.push((at.clone(), "收到或者答复的日期还没有到，请核对年份".into()));
                continue;
            }
            match known.find(case) {
                Found::New => {
                    numbers.insert(case.number.clone());
                    known.add(case);
                    new.push(case);
                }
                Found::There(difference) => {
                    told.unchanged += 1;
                    told.doubts.extend(difference.map(|it| (at.clone(), it)));
                }
                Found::OtherCase(why) => told.refused.push((at.clone(), why)),
            }
        }
        told.added = new.len();
        if from.dry_run || new.is_empty() {
            return Ok(told);
        }
        let first = new.iter().map(|case| case.received_on.year()).min();
        let mut begun = store.agency(&id)?;
        if let Some(agency) = &mut begun
            && agency.ledger_since.is_none()
        {
            agency.ledger_since = first.and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1));
        }
        let code = self.letter_office(&id)?.code;
        let said = format!("导入旧台账“{}”（{}件）", from.name, new.len());
        self.act_with_law(&said, now, |act, law| {
            if let Some(agency) = &begun {
                act.put_agency(agency)?;
            }
            for case in &new {
                let number = if no_number(&case.number) {
                    loop {
                        let n = act.next_number(&id, "application", case.received_on.year())?;
                        let number = format!("{code}公开申〔{}〕{n:03}号", case.received_on.year());
                        if numbers.insert(number.clone()) {
                            break number;
                        }
                    }
                } else {
                    case.number.clone()
                };
                let application = Application {
                    id: ApplicationId(act.new_id()),
                    agency: id.clone(),
                    number,
                    subject: case.subject.clone(),
                    letter: None,
                    void: false,
                };
                act.put_application(&application)?;
                let applicant = Applicant::named(ApplicantId(act.new_id()), case.kind, case.applicant.clone());
                act.put_applicant(&applicant)?;
                act.set_applicants(&application.id, std::slice::from_ref(&applicant.id))?;
                act.append_events(&application.id, &happened(case), law)?;
            }
            Ok(())
        })?;
        told.said = said;
        Ok(told)
    }
}

fn happened(case: &OldCase) -> Vec<(NaiveDate, EventData)> {
    let receipt = EventData::Received { channel: case.channel, applicant_kind: case.kind, arrived_on: None };
    let mut events = vec![(case.received_on, receipt), (case.received_on, EventData::Registered)];
    let text = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
    if let Some((on, outcome)) = case.closed {
        let (letter_number, note) = (text(&case.letter_number), text(&case.note));
        events.push((on, EventData::Closed { outcome, letter_number, note, basis: None }));
    }
    events.extend(case.delivered_on.map(|on| (on, EventData::Delivered { proof: None })));
    events
}

fn cells(
    nth: usize,
    fact: &ApplicationFact,
    applicants: &[Applicant],
    events: &[mingce_domain::application::Event],
    now: &Now,
) -> Vec<String> {
    let row = facts::row(fact, applicants, now.today);
    let (mut supplement, mut extension, mut number, mut delivered, mut note) =
        (String::new(), 0, String::new(), String::new(), String::new());
    for event in events {
        match &event.data {
            EventData::SupplementAsked { .. } => supplement = event.on.to_string(),
            EventData::Extended { working_days, .. } => extension += working_days,
            EventData::Closed { letter_number, note: said, .. } => {
                number = letter_number.clone().unwrap_or_default();
                note = said.clone().unwrap_or_default();
            }
            EventData::Delivered { .. } => delivered = event.on.to_string(),
            _ => {}
        }
    }
    let extension = if extension > 0 { format!("{extension}个工作日") } else { String::new() };
    vec![
        nth.to_string(),
        row.number,
        row.received_on,
        row.channel,
        row.applicant,
        row.applicant_kind,
        row.subject,
        supplement,
        extension,
        row.due,
        row.closed_on,
        row.outcome_label,
        number,
        delivered,
        note,
    ]
}

fn named(row: &[String]) -> serde_json::Value {
    const KEYS: [&str; 15] = [
        "position",
        "number",
        "received_on",
        "channel",
        "applicant",
        "applicant_kind",
        "subject",
        "supplement_asked_on",
        "extension",
        "due_on",
        "closed_on",
        "outcome",
        "letter_number",
        "delivered_on",
        "note",
    ];
    KEYS.iter().zip(row).map(|(key, text)| (key.to_string(), json!(text))).collect::<serde_json::Map<_, _>>().into()
}

fn csv(rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = application_sheet::HEADS.iter().map(|head| head.to_string()).collect();
    let line = |row: &Vec<String>| row.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\r\n";
    std::iter::once(&heads).chain(rows).map(line).collect()
}

/// A field of CSV. What a spreadsheet would run as a formula gets an apostrophe in front.
fn quoted(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text };
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
