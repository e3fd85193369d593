//! 工作台: what is due, how far each agency's report is, what was done lately.

use super::Session;
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::AppError;
use crate::workbench_view::{AgencyProgress, Done, DueCase, DueItem, LocalDate, WorkbenchView};
use chrono::{Datelike, Days, NaiveDate};
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::annual_report::{ReportDate, ValueKind, period};
use mingce_domain::application::due::Duty;
use mingce_store::{Stamp, VersionStatus};

/// The setting's key: month and day by which the superior office wants the report, `MM-DD`.
const LOCAL_DATE: &str = "report_date";
/// How many steps are shown of what was done lately.
const LATELY: u32 = 10;
/// How many days before its day an item of the catalogue is named.
const SOON: u64 = 14;
/// How many items of the catalogue are named at most.
const MOST_ITEMS: u32 = 50;
/// How many calendar days before its day an application is named.
const SOON_CASES: i32 = 14;
/// How many applications are named at most.
const MOST_CASES: usize = 20;
/// How many steps back the last day of work is looked for.
const LOOKED_THROUGH: u32 = 500;

impl Session {
    /// The workbench of the report that is due next: that of last year.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn workbench(&self, now: &Now) -> Result<WorkbenchView, AppError> {
        let year = now.today.year() - 1;
        let local = self.local_report_date()?;
        let agencies = self.opened()?.store.agencies()?;
        let last_used = self.last_used(now)?;
        let mut progress = Vec::new();
        for id in self.reporting_agencies(year)? {
            let Some(agency) = agencies.iter().find(|agency| agency.id == id) else { continue };
            let statutory = ReportDate::of(&self.assets().report_dates, agency.kind, year);
            let (due, basis, checked) = match (local.as_deref().and_then(|day| on(day, year)), statutory) {
                // The earlier one: a local date can bring the law's forward, not put it off.
                (Some(local), Some((_, law))) if local < law => (Some(local), "上级要求的日期".to_string(), true),
                (_, Some((row, law))) => (Some(law), row.article.clone(), row.checked),
                (Some(local), None) => (Some(local), "上级要求的日期".to_string(), true),
                (None, None) => (None, String::new(), true),
            };
            let newest = self.opened()?.store.versions(&id, year)?.into_iter().next().map(|version| version.status);
            let published = newest.is_some_and(|status| status == VersionStatus::Published);
            let meanwhile = |day: NaiveDate| day < now.today && last_used.is_some_and(|last| last <= day);
            progress.push(AgencyProgress {
                version: newest.map(|status| status.label().to_string()),
                published,
                fell_due: !published && due.is_some_and(meanwhile),
                due: due.map(|day| day.to_string()),
                days: due.and_then(|day| i32::try_from((day - now.today).num_days()).ok()),
                basis,
                checked,
                ..self.progress(&id, year, now)?
            });
        }
        let soon = now.today.checked_add_days(Days::new(SOON)).unwrap_or(now.today);
        let items = self.opened()?.store.items_due(soon, MOST_ITEMS)?;
        let items = items.into_iter().filter_map(|item| {
            let due = item.next_due_on?;
            let agency = agencies.iter().find(|agency| agency.id == item.agency)?;
            Some(DueItem {
                id: item.id.0.clone(),
                agency: item.agency.0.clone(),
                agency_name: agency.name_on(now.today).to_string(),
                name: item.name().to_string(),
                due: due.to_string(),
                days: i32::try_from((due - now.today).num_days()).unwrap_or(i32::MAX),
                publication: None,
            })
        });
        let mut items: Vec<DueItem> = items.collect();
        items.extend(self.due_publications(soon, &agencies, now)?);
        items.sort_by(|a, b| a.due.cmp(&b.due));
        items.truncate(MOST_ITEMS as usize);
        let done = self.opened()?.store.actions(LATELY)?;
        Ok(WorkbenchView {
            year,
            today: now.today.to_string(),
            agencies: progress,
            local: local.unwrap_or_default(),
            last_used: last_used.map(|day| day.to_string()).unwrap_or_default(),
            items,
            cases: self.due_cases(&agencies, now)?,
            done: done
                .iter()
                .map(|action| Done { at: super::edit::saved(&action.at_utc, now), what: action.label.clone() })
                .collect(),
        })
    }

    /// What the office has to do soon in open applications, of all agencies. The supplement notice is none of it: whether
    /// one is needed at all is seen when the case is opened.
    fn due_cases(&self, agencies: &[Agency], now: &Now) -> Result<Vec<DueCase>, AppError> {
        let mut cases = Vec::new();
        for agency in agencies {
            let due = self.applications_due(&agency.id.0, now)?;
            let soon = due.into_iter().filter(|it| {
                it.ours
                    && it.days.is_some_and(|days| days <= SOON_CASES)
                    && ![Duty::SupplementNotice, Duty::Proof].iter().any(|duty| duty.key() == it.duty)
            });
            let name = agency.name_on(now.today);
            cases.extend(soon.map(|due| DueCase { agency: agency.id.0.clone(), agency_name: name.to_string(), due }));
        }
        cases.sort_by(|a, b| a.due.on.cmp(&b.due.on));
        cases.truncate(MOST_CASES);
        Ok(cases)
    }

    /// Information that is not out yet and must be by a day.
    fn due_publications(&self, until: NaiveDate, agencies: &[Agency], now: &Now) -> Result<Vec<DueItem>, AppError> {
        let due = self.publications_due(until, now)?.into_iter().filter_map(|(of, row)| {
            let agency = agencies.iter().find(|agency| agency.id == of)?;
            Some(DueItem {
                id: row.item,
                agency: of.0,
                agency_name: agency.name_on(now.today).to_string(),
                name: row.title,
                due: row.due,
                days: row.days?,
                publication: Some(row.id),
            })
        });
        Ok(due.collect())
    }

    /// The last day before today on which something was done in the file.
    fn last_used(&self, now: &Now) -> Result<Option<NaiveDate>, AppError> {
        // Today's own steps are few; what came before them is what one comes back from.
        let days = self.opened()?.store.actions(LOOKED_THROUGH)?;
        Ok(days.iter().filter_map(|action| super::edit::day_in_china(&action.at_utc)).find(|day| *day < now.today))
    }

    /// How far one report is; a report that cannot be made says why, and does not hide the others.
    fn progress(&self, id: &AgencyId, year: i32, now: &Now) -> Result<AgencyProgress, AppError> {
        let name = self.opened()?.store.agency(id)?.map(|agency| year_end_name(&agency, year)).unwrap_or_default();
        let empty = AgencyProgress { id: id.0.clone(), name, ..AgencyProgress::default() };
        let prepared = match self.prepare(id, year, false, now) {
            Ok(prepared) => prepared,
            Err(error) => return Ok(AgencyProgress { trouble: Some(error.message), ..empty }),
        };
        let leaves = prepared.form.cells().filter(|cell| cell.sum_of.is_empty() && cell.kind != ValueKind::Word);
        let (mut cells, mut filled) = (0, 0);
        for cell in leaves {
            cells += 1;
            filled += u32::from(!prepared.figures.value(&cell.at).is_blank());
        }
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(AgencyProgress {
            cells,
            filled,
            errors: number(prepared.findings.errors().count()),
            warnings: number(prepared.findings.warnings().count()),
            ready: prepared.gate.open,
            ..empty
        })
    }

    /// The day by which the superior office wants the report, as `MM-DD`.
    fn local_report_date(&self) -> Result<Option<String>, AppError> {
        Ok(self.opened()?.store.setting::<String>(LOCAL_DATE)?)
    }

    /// Says by which day the superior office wants the report: `01-20` or `1月20日`; an empty text takes it back.
    ///
    /// # Errors
    /// With the field `local`, when it is no day of the year; when the file cannot be written.
    pub fn set_local_report_date(&mut self, text: &str, now: &Now) -> Result<LocalDate, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        let text = text.trim();
        if text.is_empty() {
            self.opened_mut()?
                .store
                .act(&stamp, "取消上级要求的报送日期", |act| act.clear_setting(LOCAL_DATE))?;
            return Ok(LocalDate { local: String::new() });
        }
        let day = month_and_day(text).ok_or_else(|| {
            AppError::plain(format!("“{text}”不是可以识别的日期，请写作 1月20日 或 01-20")).at("local")
        })?;
        let label = format!("上级要求的报送日期：{day}");
        self.opened_mut()?.store.act(&stamp, &label, |act| act.set_setting(LOCAL_DATE, &day))?;
        Ok(LocalDate { local: day })
    }
}

/// `MM-DD` of a day in every year (not 29 February), from `1月20日`, `01-20`, `1.20` or `1/20`.
fn month_and_day(text: &str) -> Option<String> {
    let (month, day) = text.trim_end_matches(['日', '号']).split_once(['月', '-', '.', '/'])?;
    let (month, day) = (month.trim().parse().ok()?, day.trim().parse().ok()?);
    NaiveDate::from_ymd_opt(2025, month, day).map(|date| date.format("%m-%d").to_string())
}

/// That day in the year after a report's.
fn on(day: &str, year: i32) -> Option<NaiveDate> {
    let (month, day) = day.split_once('-')?;
    NaiveDate::from_ymd_opt(year.checked_add(1)?, month.parse().ok()?, day.parse().ok()?)
}

fn year_end_name(agency: &Agency, year: i32) -> String {
    period(year).map_or_else(String::new, |(_, last)| agency.name_on(last).to_string())
}

#[cfg(test)]
mod tests {
    use crate::session::test_file::{county, now, session};
    use crate::view::Edit;

    #[test]
    fn departments_have_until_january_and_governments_until_march() {
        for (kind, due, days, checked) in [
            ("department", "2026-01-31", 10, true),
            ("government", "2026-03-31", 69, true),
            ("township", "2026-01-31", 10, false),
        ] {
            let (_folder, session, _) = session(kind);
            let view = session.workbench(&now()).unwrap();
            let agency = &view.agencies[0];
            assert_eq!((view.year, agency.due.as_deref(), agency.days), (2025, Some(due), Some(days)), "{kind}");
            assert_eq!(agency.checked, checked, "{kind}: {}", agency.basis);
        }
    }

    /// What fell due while nobody looked is said on coming back, and only then.
    #[test]
    fn what_fell_due_since_the_file_was_last_used_is_said() {
        let (_folder, mut session, own) = session("township");
        let on = |day: &str| {
            crate::Now::at(
                chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d")
                    .unwrap()
                    .and_hms_opt(2, 0, 0)
                    .unwrap()
                    .and_utc()
                    .timestamp(),
            )
        };
        let edit = |session: &mut crate::Session, day: &str| {
            session.edit(&own, 2025, &Edit::Section { key: "problems".into(), text: day.into() }, &on(day)).unwrap();
        };
        edit(&mut session, "2026-01-28");
        let told = |session: &crate::Session, day: &str| {
            let view = session.workbench(&on(day)).unwrap();
            (view.last_used, view.agencies[0].fell_due, view.agencies[0].published)
        };
        assert_eq!(told(&session, "2026-01-30"), ("2026-01-28".into(), false, false));
        assert_eq!(told(&session, "2026-01-31"), ("2026-01-28".into(), false, false), "due today is not over");
        assert_eq!(told(&session, "2026-02-03"), ("2026-01-28".into(), true, false));
        edit(&mut session, "2026-02-03");
        assert_eq!(told(&session, "2026-02-03"), ("2026-01-28".into(), true, false), "all of that day");
        assert_eq!(told(&session, "2026-02-04"), ("2026-02-03".into(), false, false), "one was told");
    }

    #[test]
    fn a_local_date_brings_the_laws_forward_and_never_puts_it_off() {
        let (_folder, mut session, _) = session("department");
        session.set_local_report_date("1月15日", &now()).unwrap();
        let agency = session.workbench(&now()).unwrap().agencies.remove(0);
        assert_eq!((agency.due.as_deref(), agency.days), (Some("2026-01-15"), Some(-6)));
        session.set_local_report_date("02-20", &now()).unwrap();
        assert_eq!(session.workbench(&now()).unwrap().agencies[0].due.as_deref(), Some("2026-01-31"));
        let error = session.set_local_report_date("2月30日", &now()).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("local"));
        assert_eq!(session.workbench(&now()).unwrap().local, "02-20");
        session.set_local_report_date("", &now()).unwrap();
        assert_eq!(session.workbench(&now()).unwrap().local, "");
    }

    #[test]
    fn progress_counts_what_is_filled_in_and_what_was_done_is_listed() {
        let (_folder, mut session, own) = session("township");
        let before = session.workbench(&now()).unwrap().agencies.remove(0);
        assert_eq!(before.filled, 0);
        assert!(before.cells > 150 && before.errors > 0 && !before.ready);
        session.edit(&own, 2025, &Edit::Zero { source: String::new() }, &now()).unwrap();
        let view = session.workbench(&now()).unwrap();
        assert_eq!(view.agencies[0].filled, view.agencies[0].cells);
        assert!(view.done[0].what.contains("零报告") && view.done[0].at == "20:53", "{:?}", view.done[0]);
    }

    #[test]
    fn every_reporting_agency_of_the_county_is_there_with_its_state() {
        let (_folder, session) = county();
        let view = session.workbench(&now()).unwrap();
        assert_eq!(view.agencies.len(), session.reporting_agencies(2025).unwrap().len());
        assert!(view.agencies.len() > 5);
        assert!(
            view.agencies
                .iter()
                .all(|agency| agency.trouble.is_none() && agency.due.is_some() && !agency.name.is_empty())
        );
    }
}
