//! Holiday notices and local days that the office adds; open cases follow.

use super::Session;
use crate::application::calendar::{
    CalendarEdited, CalendarInput, CalendarView, CalendarYear, LocalDayView, MovedView,
};
use crate::prepare::Now;
use crate::view::AppError;
use mingce_domain::application::ApplicationId;
use mingce_domain::deadline::{Calendar, CalendarNotice, NoticeRefusal};
use mingce_store::Law;
use serde::{Deserialize, Serialize};

/// The setting's key: what was added to the shipped calendars.
const CALENDAR: &str = "calendar";

/// The code of the refusal of what contradicts something that this office added itself, and may put right.
pub const CALENDAR_OWN: &str = "calendar_own";

/// A case whose due date moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The application.
    pub application: String,
    /// 受理号.
    pub number: String,
    /// The due date before; empty when there was none.
    pub from: String,
    /// The due date now.
    pub to: String,
    /// Whether it is still 暂定.
    pub provisional: bool,
}

/// An open case with its due date as it stood, and whether that was 暂定.
type OpenDue = (ApplicationId, (String, bool));

/// What became of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarAdded {
    /// What was done, in one sentence.
    pub said: String,
    /// The last year whose holidays are known now.
    pub last_year: i32,
    /// Open cases whose due date moved.
    pub moved: Vec<Moved>,
}

impl Session {
    /// Adds a holiday notice or local days (`calendar/1`, one year or a list) to the file, and recomputes what is open.
    ///
    /// # Errors
    /// When it is no such file, or contradicts what is known. Nothing is changed then. With `replace`, what this office
    /// added itself gives way; what ships never does.
    pub fn add_calendar(&mut self, json: &[u8], replace: bool, now: &Now) -> Result<CalendarAdded, AppError> {
        self.add_notice(&notice(json)?, replace, now)
    }

    /// What is known of working days: what ships and what this office added.
    pub fn calendar_view(&self) -> CalendarView {
        let calendar = &self.assets.calendar;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let years = calendar.years.values().rev().map(|it| CalendarYear {
            year: it.year,
            source: it.source.clone(),
            off: count(it.off.len()),
            make_up: count(it.make_up.len()),
            own: !self.shipped.years.contains_key(&it.year),
        });
        let local = calendar.local.iter().map(|(on, it)| LocalDayView {
            on: on.to_string(),
            working: it.working,
            source: it.source.clone(),
        });
        CalendarView { years: years.collect(), local: local.collect() }
    }

    /// Adds a notice or a local day as it was typed.
    ///
    /// # Errors
    /// As [`Session::add_calendar`], at the field.
    pub fn add_calendar_input(&mut self, input: &CalendarInput, now: &Now) -> Result<CalendarEdited, AppError> {
        let added = self.add_notice(&input.notice()?, input.replace, now)?;
        let moved = added.moved.into_iter().map(|it| MovedView {
            number: it.number,
            from: it.from,
            to: it.to,
            provisional: it.provisional,
        });
        Ok(CalendarEdited {
            calendar: self.calendar_view(),
            said: added.said,
            moved: moved.collect(),
            history: self.history(now)?,
        })
    }

    fn add_notice(&mut self, given: &CalendarNotice, replace: bool, now: &Now) -> Result<CalendarAdded, AppError> {
        let without = self.without_own(given);
        let own = without != self.assets.calendar;
        let base = if replace { &without } else { &self.assets.calendar };
        let mut given = given.clone();
        if replace {
            // A local day that is worked or free as everywhere: the one that was added goes, none takes its place.
            given.local.retain(|day| base.is_working_day(day.on) != day.working);
        }
        let given = &given;
        let nothing = replace && own && given.years.is_empty() && given.local.is_empty();
        let next = if nothing { Ok(base.clone()) } else { base.with(given) };
        let next = next.map_err(|why| match why {
            NoticeRefusal::OtherList { .. } | NoticeRefusal::OtherLocal { .. } | NoticeRefusal::NoDifference { .. }
                if own && !replace =>
            {
                let message = format!("{why}。原来的是本单位加入的，确属登记错误的，可以更正");
                AppError::plain(message).coded(CALENDAR_OWN)
            }
            _ => AppError::plain(why.to_string()),
        })?;
        if next == self.assets.calendar {
            return Err(AppError::plain("这些安排都已经有了，没有变化".into()));
        }
        let added = Calendar {
            years: next
                .years
                .iter()
                .filter(|(year, _)| !self.shipped.years.contains_key(year))
                .map(|(year, it)| (*year, it.clone()))
                .collect(),
            local: next.local.clone(),
        };
        let said = if replace && own { format!("更正：{}", told(given)) } else { told(given) };
        let before = self.open_due()?;
        self.act_with_law(&said, now, |act, _| act.set_setting(CALENDAR, &added))?;
        self.follow_calendar()?;
        let mut moved = Vec::new();
        for (id, was) in before {
            let Some(fact) = self.opened()?.store.application(&id)? else { continue };
            let due = fact.projection.due_on.map(|day| day.to_string()).unwrap_or_default();
            if due != was.0 || fact.projection.due_is_provisional != was.1 {
                moved.push(Moved {
                    application: id.0,
                    number: fact.application.number,
                    from: was.0,
                    to: due,
                    provisional: fact.projection.due_is_provisional,
                });
            }
        }
        Ok(CalendarAdded { said, last_year: self.assets.calendar.last_known_year().unwrap_or_default(), moved })
    }

    /// The calendar without what this office added of the years and days that a notice is about.
    fn without_own(&self, given: &CalendarNotice) -> Calendar {
        let mut without = self.assets.calendar.clone();
        for year in &given.years {
            if !self.shipped.years.contains_key(&year.year) {
                without.years.remove(&year.year);
            }
        }
        for day in &given.local {
            without.local.remove(&day.on);
        }
        without
    }

    /// Takes the calendar of the open file, and puts the due dates of its open cases right. Called whenever the file, or
    /// what it adds, changes.
    pub(in crate::session) fn follow_calendar(&mut self) -> Result<(), AppError> {
        let added: Option<Calendar> = match &self.open {
            Some(open) => open.store.setting(CALENDAR)?,
            None => None,
        };
        let mut calendar = self.shipped.clone();
        if let Some(added) = added {
            // A later version of this program may know the year itself: its own list counts then.
            for (year, notice) in added.years {
                calendar.years.entry(year).or_insert(notice);
            }
            calendar.local = added.local;
        }
        if calendar == self.assets.calendar {
            return Ok(());
        }
        self.assets.calendar = calendar;
        let Session { assets, open, .. } = self;
        if let Some(open) = open.as_mut().filter(|open| open.read_only.is_none()) {
            open.store.rebuild_projections(&Law { calendar: &assets.calendar, terms: &assets.terms })?;
        }
        Ok(())
    }

    fn open_due(&self) -> Result<Vec<OpenDue>, AppError> {
        let store = &self.opened()?.store;
        let agencies: Vec<_> = store.agencies()?.into_iter().map(|agency| agency.id).collect();
        let facts = store.applications_of(&agencies)?;
        let open = facts.into_iter().filter(|fact| fact.projection.closed_on.is_none());
        Ok(open
            .map(|fact| {
                let due = fact.projection.due_on.map(|day| day.to_string()).unwrap_or_default();
                (fact.application.id, (due, fact.projection.due_is_provisional))
            })
            .collect())
    }
}

fn notice(json: &[u8]) -> Result<CalendarNotice, AppError> {
    let unusable = |error: serde_json::Error| {
        AppError {
        detail: error.to_string(),
        ..AppError::plain(
            "文件不是放假安排（calendar/1）。写明 year、source、off、make_up；本地日期写在 local 中，各有 on、working、source"
                .into(),
        )
    }
    };
    let whole: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(json).map_err(unusable)?;
    if whole.get("schema").and_then(|it| it.as_str()).is_some_and(|schema| schema != "calendar/1") {
        return Err(AppError::plain("文件不是放假安排（calendar/1），或者由更新版本的程序写出".into()));
    }
    if let Some(wrong) = no_day(&whole) {
        let message = format!("文件里的“{wrong}”不是日历上有的日子，请核对，并写成 2027-01-01 的样子");
        return Err(AppError::plain(message));
    }
    if whole.get("year").is_some() {
        let local = whole.get("local").cloned().unwrap_or_else(|| serde_json::Value::Array(Vec::new()));
        let local = serde_json::from_value(local).map_err(unusable)?;
        let year = serde_json::from_value(whole.into()).map_err(unusable)?;
        return Ok(CalendarNotice { years: vec![year], local });
    }
    serde_json::from_value(whole.into()).map_err(unusable)
}

/// The first text that stands where a day belongs and is none.
fn no_day(whole: &serde_json::Map<String, serde_json::Value>) -> Option<String> {
    let list = |it: Option<&serde_json::Value>| it.and_then(|it| it.as_array()).cloned().unwrap_or_default();
    let years = list(whole.get("years")).into_iter().filter_map(|year| year.as_object().cloned());
    let all = std::iter::once(whole.clone()).chain(years);
    let days = all.flat_map(|year| [list(year.get("off")), list(year.get("make_up"))].concat());
    let local = list(whole.get("local")).into_iter().filter_map(|day| day.get("on").cloned());
    let texts = days.chain(local).filter_map(|day| day.as_str().map(str::to_string));
    texts.into_iter().find(|text| text.parse::<chrono::NaiveDate>().is_err())
}

fn told(given: &CalendarNotice) -> String {
    let years: Vec<String> = given.years.iter().map(|year| format!("{}年", year.year)).collect();
    match (years.is_empty(), given.local.len()) {
        (false, 0) => format!("加入{}放假安排", years.join("、")),
        (true, 0) => "去掉本地日期".to_string(),
        (true, local) => format!("加入本地日期{local}天"),
        (false, local) => format!("加入{}放假安排和本地日期{local}天", years.join("、")),
    }
}
