//! Counting: which records make which cell of 表三 and 表四 in a report year.
//!
//! A cell's number is the number of its records, nothing else: what is counted can always be listed.

use super::tally_rules::{CountingRule, CountingSettings, ReopenedCases};
use super::{Address, Form, period};
use crate::application::{ApplicantKind, ApplicationFact, ApplicationId, Episode, Outcome};
use crate::dispute::{Dispute, DisputeId, DisputeKind, DisputeRole};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted: one run of handling of an application, or one dispute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// An application. `run` is 0 for its first handling, and n for the one after its nth reopening.
    Application {
        /// Which application.
        id: ApplicationId,
        /// Which run: the index in its projection's episodes.
        run: usize,
    },
    /// A dispute.
    Dispute {
        /// Which dispute.
        id: DisputeId,
    },
}

/// The records behind every counted cell of one report year.
///
/// Cells are those that records can fall into: the six columns of `new`, `carried_in`, the result rows and
/// `carried_forward`, and the four columns of each group of disputes. Totals are sums and hold no records of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    cells: BTreeMap<Address, Vec<Record>>,
    set_aside: BTreeMap<Address, Vec<Record>>,
}

impl Tally {
    /// The records of a cell, in the order of the ledger; empty when there are none.
    pub fn records(&self, at: &Address) -> &[Record] {
        self.cells.get(at).map_or(&[], Vec::as_slice)
    }

    /// How many records a cell has.
    pub fn count(&self, at: &Address) -> i64 {
        i64::try_from(self.records(at).len()).unwrap_or(i64::MAX)
    }

    /// The reopened runs that would stand in this cell, had the office not set them aside
    /// ([`ReopenedCases::NotCounted`]).
    pub fn set_aside(&self, at: &Address) -> &[Record] {
        self.set_aside.get(at).map_or(&[], Vec::as_slice)
    }

    /// All cells that have records.
    pub fn cells(&self) -> impl Iterator<Item = (&Address, &[Record])> {
        self.cells.iter().map(|(at, records)| (at, records.as_slice()))
    }

    /// The same records in the rows of a form: where it has no rows for the three kinds of 其他处理 (2019 and 2020),
    /// they stand in its one row `other`.
    #[must_use]
    pub fn in_form(self, form: &Form) -> Tally {
        let place = |cells: BTreeMap<Address, Vec<Record>>| {
            let mut placed: BTreeMap<Address, Vec<Record>> = BTreeMap::new();
            for (at, records) in cells {
                placed.entry(row_in_form(form, at)).or_default().extend(records);
            }
            placed
        };
        Tally { cells: place(self.cells), set_aside: place(self.set_aside) }
    }
}

fn row_in_form(form: &Form, at: Address) -> Address {
    let split = [Outcome::OtherNoSupplement, Outcome::OtherFeeUnpaid, Outcome::OtherOther];
    if form.cell(&at).is_none() && split.iter().any(|outcome| outcome.key() == at.row()) {
        return Address::request("other", at.column());
    }
    at
}

/// Counts applications and disputes of one reporting unit for a report year (annual_report.md §3, 条例 art. 50).
///
/// The caller gives the unit's own records and those that it took over ([`super::contributors`]). A year beyond what
/// calendar dates can hold has no records.
pub fn tally(year: i32, applications: &[ApplicationFact], disputes: &[Dispute], settings: &CountingSettings) -> Tally {
    let Some(window) = Window::of(year, settings) else { return Tally::default() };
    let mut tally = Tally::default();
    let mut letters = BTreeSet::new();
    for fact in applications {
        if fact.application.void && settings.rules.has(CountingRule::VoidNowhere) {
            continue;
        }
        if let Some(letter) = &fact.application.letter
            && !letters.insert((&fact.application.agency, letter))
            && !settings.rules.has(CountingRule::LetterPartsCountEach)
        {
            continue;
        }
        tally.count_application(fact, &window, settings);
    }
    let void_counts = !settings.rules.has(CountingRule::VoidNowhere);
    let disputes: Vec<&Dispute> = disputes.iter().filter(|it| void_counts || it.void_reason.is_none()).collect();
    for dispute in &disputes {
        tally.count_dispute(dispute, &disputes, &window, settings);
    }
    tally
}

/// The days of the report year, both included.
struct Window {
    first: NaiveDate,
    last: NaiveDate,
}

impl Window {
    fn of(year: i32, settings: &CountingSettings) -> Option<Window> {
        let (mut first, mut last) = period(year)?;
        if !settings.rules.has(CountingRule::FirstDayInside) {
            first = first.succ_opt()?;
        }
        if !settings.rules.has(CountingRule::LastDayInside) {
            last = last.pred_opt()?;
        }
        Some(Window { first, last })
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A run of handling as counting sees it: open from a day, and closed with a result on another.
struct Run {
    opened_on: NaiveDate,
    /// A closing without a result is not one: the run stays open.
    closed: Option<(NaiveDate, Outcome)>,
}

impl Run {
    fn of(episode: &Episode) -> Run {
        Run { opened_on: episode.opened_on, closed: episode.closed_on.zip(episode.outcome) }
    }

    fn is_new(&self, window: &Window, settings: &CountingSettings) -> bool {
        window.holds(self.opened_on)
            || (!settings.rules.has(CountingRule::NewByReceipt) && self.is_carried_in(window, settings))
    }

    fn is_carried_in(&self, window: &Window, settings: &CountingSettings) -> bool {
        self.opened_on < window.first
            && self.closed.is_none_or(|(on, _)| on >= window.first)
            && (settings.rules.has(CountingRule::CarriedFromAnyYear)
                || self.opened_on.year() == window.first.year() - 1)
    }

    fn result(&self, window: &Window, settings: &CountingSettings) -> Option<Outcome> {
        let (closed_on, outcome) = self.closed?;
        let day = if settings.rules.has(CountingRule::ResultByClosing) { closed_on } else { self.opened_on };
        window.holds(day).then_some(outcome)
    }

    fn is_carried_forward(&self, window: &Window, settings: &CountingSettings) -> bool {
        self.opened_on <= window.last
            && self.closed.is_none_or(|(on, _)| on > window.last)
            && (settings.rules.has(CountingRule::CarriedEveryYear) || window.holds(self.opened_on))
    }
}

impl Tally {
    fn count_application(&mut self, fact: &ApplicationFact, window: &Window, settings: &CountingSettings) {
        // Without a receipt there is no kind and no run: counted nowhere.
        let Some(kind) = fact.projection.applicant_kind else { return };
        for (index, episode) in fact.projection.episodes.iter().enumerate() {
            let record = Record::Application { id: fact.application.id.clone(), run: index };
            let run = Run::of(episode);
            if index == 0 || settings.reopened == ReopenedCases::CountedAsNew {
                let results_alone = index > 0 && !settings.rules.has(CountingRule::ReopenedAsSet);
                count_run(&mut self.cells, &run, kind, &record, window, settings, results_alone);
            } else {
                if !settings.rules.has(CountingRule::ReopenedAsSet) {
                    count_run(&mut self.cells, &run, kind, &record, window, settings, true);
                }
                count_run(&mut self.set_aside, &run, kind, &record, window, settings, false);
            }
        }
    }

    fn count_dispute(&mut self, dispute: &Dispute, all: &[&Dispute], window: &Window, settings: &CountingSettings) {
        let rules = settings.rules;
        if rules.has(CountingRule::ReviewerNotCounted) && dispute.role == DisputeRole::ReviewingCoDefendant {
            return;
        }
        if !rules.has(CountingRule::ReviewAndSuitBoth) && all.iter().any(|other| is_suit_after(other, dispute)) {
            return;
        }
        let Some(column) = dispute_column(dispute, window, settings) else { return };
        let times = if rules.has(CountingRule::DisputeCountsOnce) { 1 } else { dispute.applications.len().max(1) };
        let records = self.cells.entry(Address::dispute(dispute.kind.key(), column)).or_default();
        records.extend(std::iter::repeat_n(Record::Dispute { id: dispute.id.clone() }, times));
    }
}

fn count_run(
    cells: &mut BTreeMap<Address, Vec<Record>>,
    run: &Run,
    kind: ApplicantKind,
    record: &Record,
    window: &Window,
    settings: &CountingSettings,
    results_alone: bool,
) {
    let mut put = |row: &str| {
        cells.entry(Address::request(row, kind.column())).or_default().push(record.clone());
    };
    if let Some(outcome) = run.result(window, settings) {
        put(outcome.key());
    }
    if results_alone {
        return;
    }
    if run.is_new(window, settings) {
        put("new");
    }
    if run.is_carried_in(window, settings) {
        put("carried_in");
    }
    if run.is_carried_forward(window, settings) {
        put("carried_forward");
    }
}

/// The years in which a dispute stands in 表四 up to one, each with its column (`upheld`, `pending`); empty for one that
/// is counted nowhere.
pub fn dispute_years(dispute: &Dispute, until: i32) -> Vec<(i32, &'static str)> {
    // How reopened applications are counted says nothing of disputes.
    let settings = CountingSettings::new(ReopenedCases::default());
    if dispute.void_reason.is_some() || dispute.role != DisputeRole::OwnConduct {
        return Vec::new();
    }
    (dispute.filed_on.year()..=until)
        .filter_map(|year| Some((year, dispute_column(dispute, &Window::of(year, &settings)?, &settings)?)))
        .collect()
}

/// The column of 表四 in which a dispute stands in the year, if it stands there at all.
fn dispute_column(dispute: &Dispute, window: &Window, settings: &CountingSettings) -> Option<&'static str> {
    let rules = settings.rules;
    let settled = if rules.has(CountingRule::LawsuitInForce) { dispute.settled() } else { dispute.first_decision() };
    if let Some((on, result)) = settled {
        let day = if rules.has(CountingRule::DisputeByDecision) { on } else { dispute.filed_on };
        if window.holds(day) {
            let was_pending = dispute.filed_on < window.first;
            return (rules.has(CountingRule::PendingReturns) || !was_pending).then(|| result.key());
        }
    }
    let pending = dispute.filed_on <= window.last && settled.is_none_or(|(on, _)| on > window.last);
    (pending && rules.has(CountingRule::PendingCounted)).then_some("pending")
}

/// Whether `other` is the lawsuit that followed the reconsideration `review`: they concern a common application.
fn is_suit_after(other: &Dispute, review: &Dispute) -> bool {
    review.kind == DisputeKind::Reconsideration
        && other.kind == DisputeKind::LitigationAfterReconsideration
        && other.filed_on >= review.filed_on
        && other.applications.iter().any(|id| review.applications.contains(id))
}
