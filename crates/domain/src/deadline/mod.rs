//! Working days and due dates (条例 arts 30–35), by the State-Council holiday calendars.

mod notice;

pub use notice::{CalendarNotice, LocalNotice, NoticeRefusal};

use crate::application::Span;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The terms of the Regulation that run in working days, as a row of law data with its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// First day on which the row holds.
    pub valid_from: NaiveDate,
    /// Last day, if it no longer holds.
    pub valid_to: Option<NaiveDate>,
    /// The article.
    pub article: String,
    /// Whether the row was checked against the official text.
    pub checked: bool,
    /// Working days for the reply (art. 33: 20).
    pub answer_working_days: u32,
    /// The longest extension (art. 33: 20).
    pub longest_extension: u32,
    /// Working days for the supplement notice (art. 30: 7).
    pub supplement_working_days: u32,
    /// Working days for the third party's opinion (art. 32: 15).
    pub third_party_working_days: u32,
}

/// One year's holiday notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCalendar {
    /// The year.
    pub year: i32,
    /// The notice, with its number where that was checked.
    pub source: String,
    /// Days off, weekends inside holidays included.
    pub off: BTreeSet<NaiveDate>,
    /// Make-up working days (调休上班) on weekends.
    pub make_up: BTreeSet<NaiveDate>,
}

/// A day that is not as the national calendar has it, in one place: a flood, a local festival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalDay {
    /// Whether the office works on it.
    pub working: bool,
    /// The notice behind it.
    pub source: String,
}

/// All known years.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// By year.
    pub years: BTreeMap<i32, YearCalendar>,
    /// Days that differ here.
    #[serde(default)]
    pub local: BTreeMap<NaiveDate, LocalDay>,
}

words! {
    /// What a day is to the calendar.
    DayKind {
        Working "working" "工作日",
        MakeUp "make_up" "调休上班日",
        LocalWorking "local_working" "本地上班日",
        Weekend "weekend" "周末",
        Holiday "holiday" "法定节假日放假",
        LocalOff "local_off" "本地放假",
    }
}

impl DayKind {
    /// Whether it counts as a working day.
    pub fn counts(self) -> bool {
        matches!(self, DayKind::Working | DayKind::MakeUp | DayKind::LocalWorking)
    }
}

/// A day with its kind and, for a local one, the notice behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedDay {
    /// What it is.
    pub kind: DayKind,
    /// The local notice; empty otherwise.
    pub note: String,
}

/// A due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// The day.
    pub on: NaiveDate,
    /// Whether a day on the way lies in a year without a known notice (暂按周末推算).
    pub provisional: bool,
}

impl Calendar {
    /// Whether the day is a working day: Monday to Friday and not off, or a make-up day. Years without a notice go by
    /// weekends.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.kind(day).counts()
    }

    fn kind(&self, day: NaiveDate) -> DayKind {
        if let Some(local) = self.local.get(&day) {
            return if local.working { DayKind::LocalWorking } else { DayKind::LocalOff };
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.years.get(&day.year()) {
            Some(year) if year.make_up.contains(&day) => DayKind::MakeUp,
            Some(year) if year.off.contains(&day) => DayKind::Holiday,
            _ if weekend => DayKind::Weekend,
            _ => DayKind::Working,
        }
    }

    /// What a day is, and why.
    pub fn day(&self, day: NaiveDate) -> CountedDay {
        let note = self.local.get(&day).map(|local| local.source.clone()).unwrap_or_default();
        CountedDay { kind: self.kind(day), note }
    }

    /// Whether the holiday notice of the day's year is known.
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.years.contains_key(&day.year())
    }

    /// How many working days lie after `from` up to and including `to`; 0 when `to` is not later.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> u32 {
        let later = from.iter_days().skip(1).take_while(|day| *day <= to);
        u32::try_from(later.filter(|day| self.is_working_day(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The `n`th working day after `start` (the day after it is day 1), counting only days outside every stop.
    /// `None` only at the end of representable time.
    pub fn due(&self, start: NaiveDate, n: u32, stops: &[Span]) -> Option<DueDate> {
        let mut day = start;
        let mut left = n;
        let mut provisional = false;
        while left > 0 {
            day = day.succ_opt()?;
            provisional |= !self.knows(day);
            let stopped = stops.iter().any(|stop| stop.holds(day));
            if !stopped && self.is_working_day(day) {
                left -= 1;
            }
        }
        Some(DueDate { on: day, provisional })
    }
}

/// What several modules' tests share.
#[cfg(test)]
pub(crate) mod tests {
    use super::Term;

    /// A term with the Regulation's numbers.
    pub(crate) fn term() -> Term {
        Term {
            valid_from: "2019-05-15".parse().unwrap(),
            valid_to: None,
            article: String::new(),
            checked: false,
            answer_working_days: 20,
            longest_extension: 20,
            supplement_working_days: 7,
            third_party_working_days: 15,
        }
    }
}
