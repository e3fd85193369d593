//! What an office adds to the calendar: the holiday notice of a year that this program does not know yet, a local day.
//! What contradicts what is known is refused, never silently preferred.

use super::{Calendar, DayKind, LocalDay, YearCalendar};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A local day as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalNotice {
    /// Which day.
    pub on: NaiveDate,
    /// Whether the office works on it.
    pub working: bool,
    /// The notice behind it.
    pub source: String,
}

/// What one file adds (`calendar/1`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CalendarNotice {
    /// Holiday notices of whole years.
    #[serde(default)]
    pub years: Vec<YearCalendar>,
    /// Local days.
    #[serde(default)]
    pub local: Vec<LocalNotice>,
}

/// Why a notice cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeRefusal {
    /// There is nothing in it.
    #[error("文件中没有年度放假安排（years），也没有本地日期（local），没有可以加入的内容")]
    Nothing,
    /// It does not say where it comes from.
    #[error("{0}没有写明来源（source）：请写通知的名称和文号")]
    NoSource(String),
    /// A day of another year.
    #[error("{year}年的安排里有{on}，不是这一年的日期，请核对")]
    OtherYear {
        /// The notice's year.
        year: i32,
        /// The day.
        on: NaiveDate,
    },
    /// A day that is both.
    #[error("{0}既列为放假又列为上班，请核对通知原文")]
    Both(NaiveDate),
    /// A make-up day on a day that is worked anyhow.
    #[error("{0}是星期一至星期五，本来就上班，不会是调休上班日，请核对日期")]
    WeekdayMakeUp(NaiveDate),
    /// The whole year without a day off.
    #[error("{0}年的安排没有一天放假，请核对文件")]
    NoHoliday(i32),
    /// Another list of the same year is known.
    #[error("{year}年的放假安排已经有了（{source_known}），与这份不一致：{days}。两份只能有一份对，请核对通知原文")]
    OtherList {
        /// The year.
        year: i32,
        /// Where the known one comes from.
        source_known: String,
        /// The days that differ.
        days: String,
    },
    /// A local day that is as the national calendar has it.
    #[error("{on}按全国安排本来就{what}，不需要另列")]
    NoDifference {
        /// The day.
        on: NaiveDate,
        /// 上班 or 放假.
        what: &'static str,
    },
    /// The same day was written down otherwise.
    #[error("{on}已经列为{what}（{source_known}），与这份不一致，请核对")]
    OtherLocal {
        /// The day.
        on: NaiveDate,
        /// 上班 or 放假.
        what: &'static str,
        /// Where that comes from.
        source_known: String,
    },
}

fn word(working: bool) -> &'static str {
    if working { "上班" } else { "放假" }
}

impl Calendar {
    /// The calendar with a notice. What it already says changes nothing.
    ///
    /// # Errors
    /// The first contradiction; nothing is taken over then.
    pub fn with(&self, notice: &CalendarNotice) -> Result<Calendar, NoticeRefusal> {
        if notice.years.is_empty() && notice.local.is_empty() {
            return Err(NoticeRefusal::Nothing);
        }
        let mut next = self.clone();
        for year in &notice.years {
            sound(year)?;
            match next.years.get(&year.year) {
                Some(known) if known.off == year.off && known.make_up == year.make_up => {}
                Some(known) => {
                    return Err(NoticeRefusal::OtherList {
                        year: year.year,
                        source_known: known.source.clone(),
                        days: differing(known, year),
                    });
                }
                None => {
                    next.years.insert(year.year, year.clone());
                }
            }
        }
        let mut local: BTreeMap<NaiveDate, LocalDay> = next.local.clone();
        for one in &notice.local {
            if one.source.trim().is_empty() {
                return Err(NoticeRefusal::NoSource(one.on.to_string()));
            }
            if let Some(known) = local.get(&one.on) {
                if known.working != one.working {
                    return Err(NoticeRefusal::OtherLocal {
                        on: one.on,
                        what: word(known.working),
                        source_known: known.source.clone(),
                    });
                }
                continue;
            }
            if next.kind(one.on).counts() == one.working {
                return Err(NoticeRefusal::NoDifference { on: one.on, what: word(one.working) });
            }
            local.insert(one.on, LocalDay { working: one.working, source: one.source.trim().to_string() });
        }
        next.local = local;
        Ok(next)
    }

    /// The last year whose holiday notice is known.
    pub fn last_known_year(&self) -> Option<i32> {
        self.years.keys().next_back().copied()
    }
}

fn sound(year: &YearCalendar) -> Result<(), NoticeRefusal> {
    if year.source.trim().is_empty() {
        return Err(NoticeRefusal::NoSource(format!("{}年的放假安排", year.year)));
    }
    if let Some(on) = year.off.iter().chain(&year.make_up).find(|day| day.year() != year.year) {
        return Err(NoticeRefusal::OtherYear { year: year.year, on: *on });
    }
    if let Some(on) = year.off.intersection(&year.make_up).next() {
        return Err(NoticeRefusal::Both(*on));
    }
    if year.off.is_empty() {
        return Err(NoticeRefusal::NoHoliday(year.year));
    }
    let plain = Calendar::default();
    match year.make_up.iter().find(|day| plain.kind(**day) == DayKind::Working) {
        Some(on) => Err(NoticeRefusal::WeekdayMakeUp(*on)),
        None => Ok(()),
    }
}

fn differing(known: &YearCalendar, given: &YearCalendar) -> String {
    let side =
        |days: Vec<&NaiveDate>, what: &str| days.into_iter().map(|day| format!("{day}（{what}）")).collect::<Vec<_>>();
    let mut all = side(known.off.difference(&given.off).collect(), "原为放假");
    all.extend(side(given.off.difference(&known.off).collect(), "新为放假"));
    all.extend(side(known.make_up.difference(&given.make_up).collect(), "原为调休上班"));
    all.extend(side(given.make_up.difference(&known.make_up).collect(), "新为调休上班"));
    let many = all.len();
    all.truncate(6);
    if many > 6 { format!("{}等{many}天", all.join("、")) } else { all.join("、") }
}
