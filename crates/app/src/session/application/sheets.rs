//! What is printed of many cases at once: the sheet of what is due, and letters or case sheets of chosen ones in one PDF.

use super::Session;
use super::kept::Which;
use crate::application::sheets::{DueSheetRequest, PrintRequest, PrintWhat};
use crate::export::{self, Report};
use crate::formats::{Format, output};
use crate::prepare::Now;
use crate::view::{AppError, ExportOutcome};
use chrono::{Datelike, Days, NaiveDate};
use mingce_compose::annual_report::chinese_date;
use mingce_compose::case_bundle::joined;
use mingce_compose::due_sheet::{DueGroup, DueSheet};
use mingce_document::{Document, Meta, Watermark};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::due::{Due, Duty, due};
use mingce_domain::application::{ApplicationFact, Event, EventData, standing};
use mingce_domain::personal::Purpose;
use mingce_pdf::Part;
use mingce_store::Applicant;
use std::path::Path;

/// The formats of the sheet of what is due.
const SHEET_FORMATS: [Format; 3] = [Format::Pdf, Format::Docx, Format::Xlsx];

/// How pressing a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pressing {
    Overdue,
    ThisWeek,
    Later,
    Waiting,
}

impl Pressing {
    const ALL: [Pressing; 4] = [Pressing::Overdue, Pressing::ThisWeek, Pressing::Later, Pressing::Waiting];

    fn label(self) -> &'static str {
        match self {
            Pressing::Overdue => "已逾期",
            Pressing::ThisWeek => "本周到期",
            Pressing::Later => "以后到期",
            Pressing::Waiting => "等待申请人、第三方或者其他机关，期限暂停",
        }
    }
}

impl Session {
    /// Writes 时限表: the open cases of an agency, the most pressing first.
    ///
    /// # Errors
    /// When nothing is open, a format is none of the sheet's, or the folder fails.
    pub fn export_due_sheet(
        &self,
        request: &DueSheetRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let formats: Vec<Format> = request.formats.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        if formats.is_empty() {
            return Err(AppError::plain("请至少选择一种格式".into()).at("formats"));
        }
        if let Some(other) = formats.iter().find(|format| !SHEET_FORMATS.contains(format)) {
            let key = other.key();
            return Err(AppError::plain(format!("时限表没有{key}格式，可以用 pdf、docx、xlsx")).at("formats"));
        }
        let id = AgencyId(request.agency.clone());
        let groups = self.due_groups(&id, request.full, now)?;
        if groups.iter().all(|group| group.rows.is_empty()) {
            return Err(AppError::plain("没有未办结的申请，不需要时限表".into()));
        }
        let store = &self.opened()?.store;
        let agency = store.agency(&id)?.map(|it| it.name_on(now.today).to_string()).unwrap_or_default();
        let sheet = DueSheet {
            agency: &agency,
            on: &chinese_date(now.today),
            masked: !request.full,
            sample: store.is_sample(),
            created: &now.at_utc,
        };
        let document = sheet.document(&groups);
        let title = format!("{agency}时限表_{}", now.today);
        let writers = self.writers(&id, None)?;
        let total = formats.len() as u32 + 1;
        let (mut notes, mut outputs) = (Vec::new(), Vec::new());
        for (done, format) in (0..).zip(&formats) {
            export::step(report, done, total, format!("时限表（{}）", format.key().to_uppercase()))?;
            let files = writers.outputs(&document, &title, *format, &mut notes)?;
            outputs.extend(files.into_iter().map(|file| (*format, file)));
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }

    fn due_groups(&self, agency: &AgencyId, full: bool, now: &Now) -> Result<Vec<DueGroup>, AppError> {
        let store = &self.opened()?.store;
        let mut events = store.events_of_agency(agency)?;
        let mut found = Vec::new();
        for fact in store.applications_of(std::slice::from_ref(agency))? {
            if fact.application.void || fact.projection.closed_on.is_some() {
                continue;
            }
            let events = events.remove(&fact.application.id).unwrap_or_default();
            let all = due(&events, &self.rules(&events, now.today)?);
            let Some(lead) = leading(&all) else { continue };
            let applicants = store.applicants_of(&fact.application.id)?;
            let row = self.due_row(&fact, &events, &applicants, (&all, lead), full, now.today);
            found.push((pressing(lead, now.today), lead.on, row));
        }
        found.sort_by(|a, b| (a.0, a.1.is_none(), a.1, &a.2[1]).cmp(&(b.0, b.1.is_none(), b.1, &b.2[1])));
        let mut groups: Vec<DueGroup> =
            Pressing::ALL.iter().map(|it| DueGroup { label: it.label().into(), rows: Vec::new() }).collect();
        for (nth, (pressing, _, mut row)) in found.into_iter().enumerate() {
            row[0] = (nth + 1).to_string();
            groups[pressing as usize].rows.push(row);
        }
        Ok(groups)
    }

    fn due_row(
        &self,
        fact: &ApplicationFact,
        events: &[Event],
        applicants: &[Applicant],
        (all, lead): (&[Due], &Due),
        full: bool,
        today: NaiveDate,
    ) -> [String; 9] {
        let name = |one: &Applicant| {
            if full { one.name.reveal(Purpose::HandleCase).to_string() } else { one.name.masked() }
        };
        let names: Vec<String> = applicants.iter().map(name).collect();
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let calendar = &self.assets.calendar;
        let left = match lead.on {
            None => "—".into(),
            Some(on) if on < today => format!("逾期{}", calendar.working_days_between(on, today)),
            Some(on) => calendar.working_days_between(today, on).to_string(),
        };
        let provisional = if lead.provisional { "（暂定）" } else { "" };
        // While the term stands still, what it waits for is what comes next.
        let dated = |it: &&Due| it.on.is_some() || all.len() == 1;
        let next = all.iter().filter(dated).map(|it| {
            let who = if it.ours { "" } else { "等待：" };
            let on = it.on.map(|on| format!("（{on}）")).unwrap_or_default();
            format!("{who}{}{on}", it.duty.label())
        });
        let handler = standing(events).into_iter().rev().find_map(|event| match event.data {
            EventData::Transferred { to } => Some(to),
            _ => None,
        });
        [
            String::new(),
            fact.application.number.clone(),
            names.join("、"),
            day(fact.projection.received_on),
            format!("{}{provisional}", day(lead.on)),
            left,
            lead.why.clone(),
            next.collect::<Vec<_>>().join("；"),
            handler.unwrap_or_else(|| "公开工作机构".into()),
        ]
    }

    /// Writes the letters or the case sheets of chosen cases into one PDF, in the order given. Letters are those that went
    /// out, page by page; void ones are left out.
    ///
    /// # Errors
    /// When none is chosen, none of them has a letter, or the folder fails.
    pub fn print_applications(
        &self,
        request: &PrintRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        if request.ids.is_empty() {
            return Err(AppError::plain("请先勾选要打印的申请".into()));
        }
        let sample = self.opened()?.store.is_sample();
        let mut bound: Vec<(String, Vec<u8>)> = Vec::new();
        let total = u32::try_from(request.ids.len()).unwrap_or(u32::MAX).saturating_add(2);
        let (mut notes, mut documents) = (Vec::new(), Vec::<Document>::new());
        for (done, id) in (0..).zip(&request.ids) {
            let case = self.case(id)?;
            export::step(report, done, total, case.fact.application.number.clone())?;
            match request.what {
                PrintWhat::Sheets => {
                    let texts = self.bundle_texts(&case, request.full, now)?;
                    documents.push(texts.parts(&[], &now.at_utc).sheet());
                }
                PrintWhat::Letters => {
                    let mut letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
                    letters.retain(|letter| letter.void_reason.is_none());
                    if letters.is_empty() {
                        notes.push(format!("{}还没有签发文书", case.fact.application.number));
                    }
                    let which = Which { masked: !request.full, original: false };
                    for letter in &letters {
                        let title = format!("{} {}", letter.kind.label(), letter.number);
                        bound.push((title, self.letter_pdf(&case, letter, which, now, &mut notes)?));
                    }
                }
            }
        }
        if documents.is_empty() && bound.is_empty() {
            return Err(AppError::plain("所选的申请都还没有签发文书，没有可以打印的".into()));
        }
        let id = AgencyId(request.agency.clone());
        let agency = self.opened()?.store.agency(&id)?.map(|it| it.name_on(now.today).to_string()).unwrap_or_default();
        let title = format!("{agency}{}_{}件_{}", request.what.label(), request.ids.len(), now.today);
        let meta = Meta {
            subject: "依申请公开".into(),
            title: title.clone(),
            author: agency,
            keywords: vec!["政府信息公开".into(), "依申请公开".into()],
            language: "zh-CN".into(),
            created: now.at_utc.clone(),
        };
        export::step(report, total - 2, total, "排版".into())?;
        let writers = self.writers(&id, None)?;
        let files = match request.what {
            PrintWhat::Sheets => {
                let whole = joined(meta, &documents, sample.then(|| Watermark { text: "示例".into() }));
                writers.outputs(&whole, &title, Format::Pdf, &mut notes)?
            }
            PrintWhat::Letters => {
                let parts: Vec<Part<'_>> =
                    bound.iter().map(|(title, bytes)| Part { title: title.trim(), bytes }).collect();
                let bytes = writers.bind(&meta, &parts, false)?;
                vec![output(&title, Format::Pdf, bytes, &mut notes)]
            }
        };
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(files.into_iter().map(|file| (Format::Pdf, file)).collect(), folder, notes)
    }
}

/// The duty by which a case is filed: the reply while its term runs, else what it waits for.
fn leading(all: &[Due]) -> Option<&Due> {
    let answer = all.iter().find(|it| it.duty == Duty::Answer && it.on.is_some());
    answer.or_else(|| all.iter().find(|it| it.duty != Duty::Answer)).or(all.first())
}

fn pressing(lead: &Due, today: NaiveDate) -> Pressing {
    let sunday = today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()));
    match lead.on {
        _ if !lead.ours => Pressing::Waiting,
        Some(on) if on < today => Pressing::Overdue,
        Some(on) if on <= sunday => Pressing::ThisWeek,
        _ => Pressing::Later,
    }
}

#[cfg(test)]
#[path = "sheets_tests.rs"]
mod tests;
