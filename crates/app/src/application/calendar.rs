//! Holiday notices and local days as the window shows them and as people type them.

use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::catalogue::foreign::read_day;
use mingce_domain::deadline::{CalendarNotice, LocalNotice, YearCalendar};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest stretch of days off that is believed, in days: a longer one is a slip of the pen.
const LONGEST_HOLIDAY: i64 = 31;

/// What is known of working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarView {
    /// The years whose notices are known, newest first.
    pub years: Vec<CalendarYear>,
    /// Local days, by day.
    pub local: Vec<LocalDayView>,
}

/// A year's notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The notice.
    pub source: String,
    /// How many days off.
    pub off: u32,
    /// How many make-up days.
    pub make_up: u32,
    /// Whether this office added it.
    pub own: bool,
}

/// A local day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LocalDayView {
    /// Which.
    pub on: String,
    /// Whether the office works on it.
    pub working: bool,
    /// The notice.
    pub source: String,
}

/// A notice, or a local day, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CalendarInput {
    /// The year of a notice; empty: a local day.
    pub year: String,
    /// The notice's name and number.
    pub source: String,
    /// Days off: `1月1日至3日、2月5日至11日`.
    pub off: String,
    /// Make-up days.
    pub make_up: String,
    /// The local day.
    pub on: String,
    /// Whether the office works on it.
    pub working: bool,
    /// Whether it takes the place of what this office added before.
    pub replace: bool,
}

/// A case whose due date moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MovedView {
    /// 受理号.
    pub number: String,
    /// The due date before; empty when there was none.
    pub from: String,
    /// The due date now.
    pub to: String,
    /// Whether it is still 暂定.
    pub provisional: bool,
}

/// What became of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarEdited {
    /// What is known now.
    pub calendar: CalendarView,
    /// What was done, in one sentence.
    pub said: String,
    /// Open cases whose due date moved.
    pub moved: Vec<MovedView>,
    /// What can be undone.
    pub history: crate::view::HistoryView,
}

impl CalendarInput {
    /// What is added.
    ///
    /// # Errors
    /// What is missing or cannot be read, at its field.
    pub fn notice(&self) -> Result<CalendarNotice, AppError> {
        let source = self.source.trim().to_string();
        if source.is_empty() {
            return Err(AppError::plain("请写明通知的名称和文号".into()).at("source"));
        }
        if self.year.trim().is_empty() {
            let on = read_day(&self.on);
            let on = on.ok_or_else(|| AppError::plain("请写明是哪一天，如 2026-08-01".into()).at("on"))?;
            let local = vec![LocalNotice { on, working: self.working, source }];
            return Ok(CalendarNotice { years: Vec::new(), local });
        }
        let year: Option<i32> = self.year.trim().trim_end_matches('年').parse().ok();
        let year = year.filter(|year| (2000..=2200).contains(year));
        let year = year.ok_or_else(|| AppError::plain("年份请写成 2027 的样子".into()).at("year"))?;
        let (off, make_up) = (days(&self.off, year, "off")?, days(&self.make_up, year, "make_up")?);
        Ok(CalendarNotice { years: vec![YearCalendar { year, source, off, make_up }], local: Vec::new() })
    }
}

/// A list of days and stretches of days of a year: `1月1日至3日、2027-02-05—2027-02-11`.
fn days(text: &str, year: i32, field: &str) -> Result<BTreeSet<NaiveDate>, AppError> {
    let mut all = BTreeSet::new();
    let parts = text.split(|c: char| "、，,；;。\n".contains(c)).map(str::trim).filter(|part| !part.is_empty());
    for part in parts {
        let wrong = || {
            let message = format!("“{part}”看不出是哪一天或者哪几天，请写成“1月1日至3日、2月5日至11日”的样子");
            AppError::plain(message).at(field)
        };
        let ends = ["至", "到", "—", "–", "~", "～", ".."].iter().find_map(|mark| part.split_once(mark));
        let (first, last) = ends.unwrap_or((part, part));
        let first = one(first, year, None).ok_or_else(wrong)?;
        // 2月5日——11日 has two dashes.
        let last = one(last.trim_start_matches(['—', '–']), year, Some(first)).ok_or_else(wrong)?;
        if last < first || (last - first).num_days() > LONGEST_HOLIDAY {
            return Err(AppError::plain(format!("“{part}”的首末日不对，请核对通知原文")).at(field));
        }
        all.extend(first.iter_days().take_while(|day| *day <= last));
    }
    Ok(all)
}

/// One day; without its year it is of `year`, without its month of the month in which the stretch began.
fn one(text: &str, year: i32, first: Option<NaiveDate>) -> Option<NaiveDate> {
    // （星期五）, as notices have it.
    let text = text.split(['（', '(']).next().unwrap_or_default().trim();
    if text.contains('年') || text.contains(['-', '/', '.']) {
        return read_day(text);
    }
    if text.contains('月') {
        return read_day(&format!("{year}年{text}"));
    }
    let digits = text.trim_end_matches(['日', '号']);
    first.filter(|_| digits != text).and_then(|first| read_day(&format!("{}-{}-{digits}", first.year(), first.month())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, AppError> {
        Ok(days(text, 2027, "off")?.into_iter().map(|day| day.to_string()).collect())
    }

    #[test]
    fn days_are_read_as_notices_write_them() {
        let read = |text: &str| read(text).unwrap();
        assert_eq!(read("1月1日至3日"), ["2027-01-01", "2027-01-02", "2027-01-03"]);
        assert_eq!(read("4月30日（星期五）至5月1日，2027-06-09"), ["2027-04-30", "2027-05-01", "2027-06-09"]);
        assert_eq!(read("2027-02-05—2027-02-06"), ["2027-02-05", "2027-02-06"]);
        assert_eq!(read("2月5日——6日\n"), ["2027-02-05", "2027-02-06"]);
        assert!(read(" ").is_empty());
    }

    #[test]
    fn what_is_no_day_is_refused_at_its_field_and_named() {
        for text in ["春节", "2月30日", "3日", "1月5日至1日", "1月1日至12月31日"] {
            let why = read(text).unwrap_err();
            assert!(why.message.contains(text) && why.field.as_deref() == Some("off"), "{text}: {}", why.message);
        }
        let input = CalendarInput { year: "27".into(), source: "某通知".into(), ..Default::default() };
        assert_eq!(input.notice().unwrap_err().field.as_deref(), Some("year"));
        assert_eq!(CalendarInput::default().notice().unwrap_err().field.as_deref(), Some("source"));
    }
}
