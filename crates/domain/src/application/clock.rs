//! The answering clock of a case (条例 arts 30–35): when it began, when it stood still, by when the answer is due, and
//! the same told day by day.

use super::project::run;
use super::{Event, Projection, Span};
use crate::deadline::{Calendar, CountedDay, DayKind, DueDate, Term};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

words! {
    /// What set the clock going.
    StartedBy {
        Receipt "receipt" "收到申请",
        Supplement "supplement" "收到补正的申请（期限重新计算）",
        Payment "payment" "缴费（期限重新计算）",
        Reopening "reopening" "重新办理",
    }
}

words! {
    /// Whose opinion is awaited while the clock stands still.
    Inquiry {
        ThirdParty "third_party" "征求第三方意见",
        OtherOrgan "other_organ" "征求其他机关意见",
    }
}

impl StartedBy {
    /// What the start rests on.
    pub fn article(self) -> &'static str {
        match self {
            StartedBy::Receipt => "条例第三十一条、第三十三条",
            StartedBy::Supplement => "条例第三十条",
            StartedBy::Payment => "国办函〔2020〕109号（缴费后重新起算的起点【依据待核】）",
            StartedBy::Reopening => "复议决定、判决或者本机关的纠正所定的期限；没有定的，按条例第三十三条【依据待核】",
        }
    }
}

/// A time for which the clock stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// From the day after the inquiry was sent to the day on which the opinion arrived.
    pub span: Span,
    /// Why.
    pub of: Inquiry,
}

/// The answering clock of one run of handling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clock {
    /// The day whose next day is day 1; `None` while nothing was received.
    pub start: Option<NaiveDate>,
    /// What set it going.
    pub started_by: Option<StartedBy>,
    /// When it stood still.
    pub stops: Vec<Stop>,
    /// Working days by which the term was extended.
    pub extension: u32,
    /// The date that replaces the due date (art. 35).
    pub fixed: Option<NaiveDate>,
    /// Since when it does not run at all: it begins anew with the supplement or the payment.
    pub paused: Option<NaiveDate>,
}

impl Clock {
    pub(super) fn from(start: NaiveDate, by: StartedBy) -> Self {
        Clock { start: Some(start), started_by: Some(by), ..Clock::default() }
    }

    /// A stop runs from the day after the inquiry is sent.
    pub(super) fn stop(&mut self, asked_on: NaiveDate, of: Inquiry) {
        let from = asked_on.succ_opt().unwrap_or(asked_on);
        self.stops.push(Stop { span: Span { from, to: None }, of });
    }

    /// ... up to and including the day on which the opinion arrives.
    pub(super) fn go(&mut self, answered_on: NaiveDate, of: Inquiry) {
        let open = |stop: &&mut Stop| stop.span.to.is_none();
        let same = self.stops.iter_mut().find(|stop| stop.span.to.is_none() && stop.of == of);
        // Ledgers that mix the two kinds up still go on: one opinion ends one stop.
        let found = match same {
            Some(stop) => Some(stop),
            None => self.stops.iter_mut().find(open),
        };
        if let Some(stop) = found {
            stop.span.to = Some(answered_on);
        }
    }

    pub(super) fn pause(&mut self, on: NaiveDate) {
        self.paused = Some(on);
    }

    /// Whether an opinion is still awaited.
    pub fn stopped(&self) -> bool {
        self.stops.iter().any(|stop| stop.span.to.is_none())
    }

    fn spans(&self) -> Vec<Span> {
        self.stops.iter().map(|stop| stop.span).collect()
    }

    /// The due date. None while a stop is open: it would move every day.
    pub fn due(&self, calendar: &Calendar, term: &Term) -> Option<DueDate> {
        if let Some(until) = self.fixed {
            return Some(DueDate { on: until, provisional: false });
        }
        if self.stopped() {
            return None;
        }
        calendar.due(self.start?, term.answer_working_days + self.extension, &self.spans())
    }

    /// How many working days of the term had run by the end of a day.
    pub fn run_by(&self, day: NaiveDate, calendar: &Calendar) -> u32 {
        let Some(start) = self.start else { return 0 };
        let (mut on, mut run) = (start, 0);
        while on < day {
            let Some(next) = on.succ_opt() else { break };
            on = next;
            if self.paused.is_some_and(|since| on > since) {
                break;
            }
            run += u32::from(!self.spans().iter().any(|span| span.holds(on)) && calendar.is_working_day(on));
        }
        run
    }
}

words! {
    /// What a day on the way to the due date is to the clock: a kind of the calendar, or a day on which it stands still.
    DaySort {
        Working "working" "工作日",
        MakeUp "make_up" "调休上班日",
        LocalWorking "local_working" "本地上班日",
        Weekend "weekend" "周末",
        Holiday "holiday" "法定节假日放假",
        LocalOff "local_off" "本地放假",
        Stopped "stopped" "征求意见，不计入",
        Paused "paused" "等候补正或者缴费，不计算",
    }
}

impl From<DayKind> for DaySort {
    fn from(kind: DayKind) -> Self {
        match kind {
            DayKind::Working => DaySort::Working,
            DayKind::MakeUp => DaySort::MakeUp,
            DayKind::LocalWorking => DaySort::LocalWorking,
            DayKind::Weekend => DaySort::Weekend,
            DayKind::Holiday => DaySort::Holiday,
            DayKind::LocalOff => DaySort::LocalOff,
        }
    }
}

/// A day on the way to the due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedDay {
    /// Which.
    pub on: NaiveDate,
    /// Which of the term's days it is; `None` when it does not count.
    pub nth: Option<u32>,
    /// What it is.
    pub sort: DaySort,
    /// Why, in a few words.
    pub why: String,
}

/// A due date with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The day after which counting begins.
    pub start: NaiveDate,
    /// What set the clock going.
    pub started_by: StartedBy,
    /// How many working days the term has, with its extension.
    pub working_days: u32,
    /// How many of them are the extension.
    pub extension: u32,
    /// When the clock stood still.
    pub stops: Vec<Stop>,
    /// The date that replaced the due date (art. 35).
    pub fixed: Option<NaiveDate>,
    /// The due date; `None` while the clock stands still.
    pub due: Option<DueDate>,
    /// Each day from the start on, up to the due date, or up to `until` while there is none.
    pub days: Vec<ExplainedDay>,
    /// The whole in one sentence.
    pub sentence: String,
}

/// The due date of a case, explained day by day. `until`: the last day that is told while the clock stands still.
/// `None` when nothing was received.
pub fn explain(events: &[Event], calendar: &Calendar, term: &Term, until: NaiveDate) -> Option<Explanation> {
    let (state, clock) = run(events, calendar, term);
    explained(&state, &clock, calendar, term, until)
}

/// The state of a case and its clock.
pub fn clock(events: &[Event], calendar: &Calendar, term: &Term) -> (Projection, Clock) {
    run(events, calendar, term)
}

fn explained(
    state: &Projection,
    clock: &Clock,
    calendar: &Calendar,
    term: &Term,
    until: NaiveDate,
) -> Option<Explanation> {
    let (start, started_by) = (clock.start?, clock.started_by?);
    let working_days = term.answer_working_days + clock.extension;
    let due = if clock.paused.is_some() { None } else { clock.due(calendar, term) };
    let counted_to = match (due, clock.fixed, clock.paused) {
        (Some(_), Some(_), _) | (None, ..) => until.max(start),
        (Some(due), None, _) => due.on,
    };
    let mut days = Vec::new();
    let mut nth = 0;
    let mut on = start;
    while on < counted_to && nth < working_days {
        let Some(next) = on.succ_opt() else { break };
        on = next;
        days.push(day(on, &mut nth, clock, calendar));
    }
    let sentence = sentence(state, clock, (start, started_by), working_days, due);
    Some(Explanation {
        start,
        started_by,
        working_days,
        extension: clock.extension,
        stops: clock.stops.clone(),
        fixed: clock.fixed,
        due,
        days,
        sentence,
    })
}

fn day(on: NaiveDate, nth: &mut u32, clock: &Clock, calendar: &Calendar) -> ExplainedDay {
    if clock.paused.is_some_and(|since| on > since) {
        let why = "等候申请人补正或者缴费，期限不计算".into();
        return ExplainedDay { on, nth: None, sort: DaySort::Paused, why };
    }
    if let Some(stop) = clock.stops.iter().find(|stop| stop.span.holds(on)) {
        let why = format!("{}，不计入（条例第三十三条）", stop.of.label());
        return ExplainedDay { on, nth: None, sort: DaySort::Stopped, why };
    }
    let CountedDay { kind, note } = calendar.day(on);
    let note = if note.is_empty() { String::new() } else { format!("：{note}") };
    let sort = DaySort::from(kind);
    if kind.counts() {
        *nth += 1;
        let known = if calendar.knows(on) { "" } else { "（该年放假安排未公布，暂按周末推算）" };
        ExplainedDay { on, nth: Some(*nth), sort, why: format!("{}，第{nth}个工作日{note}{known}", kind.label()) }
    } else {
        ExplainedDay { on, nth: None, sort, why: format!("{}，不计算{note}", kind.label()) }
    }
}

fn sentence(
    state: &Projection,
    clock: &Clock,
    (start, by): (NaiveDate, StartedBy),
    working_days: u32,
    due: Option<DueDate>,
) -> String {
    let chinese = |day: NaiveDate| day.format("%Y年%-m月%-d日").to_string();
    let began = format!("{}为{}，次日起算", chinese(start), by.label());
    let extension =
        if clock.extension > 0 { format!("，含延长{}个工作日", clock.extension) } else { String::new() };
    let stops: Vec<String> = clock
        .stops
        .iter()
        .map(|stop| match stop.span.to {
            Some(to) => format!("{}（{}至{}）", stop.of.label(), chinese(stop.span.from), chinese(to)),
            None => format!("{}（{}起，尚未结束）", stop.of.label(), chinese(stop.span.from)),
        })
        .collect();
    let stops =
        if stops.is_empty() { String::new() } else { format!("，其间{}的时间不计入", stops.join("、")) };
    match (due, clock.fixed) {
        (_, Some(until)) => format!("{began}；已告知延迟答复，最迟应在{}答复（条例第三十五条）", chinese(until)),
        (Some(due), None) => {
            let provisional = if due.provisional { "（暂定：跨入放假安排未公布的年份）" } else { "" };
            format!("{began}，{working_days}个工作日{extension}{stops}，最迟应在{}答复{provisional}", chinese(due.on))
        }
        (None, None) if clock.paused.is_some() => {
            format!("{began}；现在{}，期限不计算，收到补正或者缴费后重新起算", state.stage.label())
        }
        (None, None) => format!("{began}，{working_days}个工作日{extension}{stops}；征求意见结束后才能算出届满日"),
    }
}
