//! Working days and due dates (条例 arts 30–35), by the State-Council holiday calendars.

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

/// All known years.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    /// By year.
    pub years: BTreeMap<i32, YearCalendar>,
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
        let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        match self.years.get(&day.year()) {
            Some(year) => year.make_up.contains(&day) || (weekday && !year.off.contains(&day)),
            None => weekday,
        }
    }

    /// The `n`th working day after `start` (the day after it is day 1), counting only days outside every stop.
    /// `None` only at the end of representable time.
    pub fn due(&self, start: NaiveDate, n: u32, stops: &[Span]) -> Option<DueDate> {
        let mut day = start;
        let mut left = n;
        let mut provisional = false;
        while left > 0 {
            day = day.succ_opt()?;
            provisional |= !self.years.contains_key(&day.year());
            let stopped = stops.iter().any(|s| s.from <= day && s.to.is_none_or(|to| day <= to));
            if !stopped && self.is_working_day(day) {
                left -= 1;
            }
        }
        Some(DueDate { on: day, provisional })
    }
}
