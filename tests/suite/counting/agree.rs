//! Ten thousand invented ledgers: both counters agree on every cell, and stop agreeing as soon as one rule is off.

use super::county::{Case, County, county};
use super::own::{AS_ENTERED, Reading, count_area, count_units};
use super::stored::{CellsByUnit, count, stored};
use mingce_domain::annual_report::{CountingRule, CountingRules, CountingSettings, ReopenedCases};
use mingce_domain::application::{Event, EventData};

/// How many ledgers are compared. Each agency of a county keeps one.
const LEDGERS: usize = 10_000;

/// Counties in one data file.
const AT_ONCE: usize = 200;

#[test]
fn ten_thousand_ledgers_agree_with_the_other_counter_on_every_cell() {
    let (mut ledgers, mut first) = (0, 0);
    while ledgers < LEDGERS {
        let counties: Vec<County> = (first..first + AT_ONCE).map(county).collect();
        let other = count(&stored(&counties));
        for reopened in ReopenedCases::ALL {
            let (mut units, mut areas) = (CellsByUnit::new(), CellsByUnit::new());
            for county in &counties {
                let counted = count_units(county, &AS_ENTERED, &CountingSettings::new(reopened));
                areas.extend(count_area(county, &counted));
                units.extend(counted);
            }
            assert_same(&units, other.units(reopened));
            assert_same(&areas, other.areas(reopened));
        }
        ledgers += counties.iter().map(|county| county.agencies.len()).sum::<usize>();
        first += AT_ONCE;
    }
}

fn assert_same(own: &CellsByUnit, other: &CellsByUnit) {
    for (unit, cells) in own {
        assert_eq!(Some(cells), other.get(unit), "cells of {unit:?}");
    }
    assert_eq!(own.len(), other.len(), "units and years with anything in them");
}

/// Whether a way of counting differs from the other counter's anywhere in a few counties.
struct Comparison {
    counties: Vec<County>,
    other: super::stored::Counted,
}

impl Comparison {
    fn small() -> Comparison {
        let counties: Vec<County> = (0..40).map(county).collect();
        let other = count(&stored(&counties));
        Comparison { counties, other }
    }

    fn agrees(&self, reading: &Reading, settings: &CountingSettings) -> bool {
        let mut units = CellsByUnit::new();
        for county in &self.counties {
            units.extend(count_units(county, reading, settings));
        }
        units == *self.other.units(settings.reopened)
    }
}

#[test]
fn with_any_one_rule_switched_off_the_counters_disagree() {
    let comparison = Comparison::small();
    for reopened in ReopenedCases::ALL {
        assert!(comparison.agrees(&AS_ENTERED, &CountingSettings::new(reopened)), "all rules, {reopened:?}");
        let unnoticed: Vec<CountingRule> = CountingRule::ALL
            .iter()
            .copied()
            .filter(|rule| {
                let rules = CountingRules::statutory().without(*rule);
                comparison.agrees(&AS_ENTERED, &CountingSettings { reopened, rules })
            })
            .collect();
        assert_eq!(unnoticed, [], "{reopened:?}");
    }
    let swapped = |mine, theirs| {
        let counted = count_units(&comparison.counties[0], &AS_ENTERED, &CountingSettings::new(mine));
        counted.iter().all(|(unit, cells)| comparison.other.units(theirs).get(unit) == Some(cells))
    };
    assert!(!swapped(ReopenedCases::NotCounted, ReopenedCases::CountedAsNew));
}

fn without(case: &Case, unwanted: fn(&EventData) -> bool) -> Vec<Event> {
    case.events.iter().filter(|event| !unwanted(&event.data)).cloned().collect()
}

#[test]
fn with_the_events_of_a_case_misread_in_any_way_the_counters_disagree() {
    let misreadings: [(&str, Reading); 8] = [
        (
            "a correction is ignored",
            Reading { events: |case| without(case, |data| matches!(data, EventData::Corrected { .. })), ..AS_ENTERED },
        ),
        (
            "a revocation is ignored",
            Reading { events: |case| without(case, |data| matches!(data, EventData::Revoked { .. })), ..AS_ENTERED },
        ),
        (
            "a corrected kind of applicant is ignored",
            Reading {
                events: |case| without(case, |data| matches!(data, EventData::KindCorrected { .. })),
                ..AS_ENTERED
            },
        ),
        (
            "a withdrawal is ignored",
            Reading { events: |case| without(case, |data| matches!(data, EventData::Withdrawn)), ..AS_ENTERED },
        ),
        ("a reply counts on the day of its delivery", Reading { events: closed_when_delivered, ..AS_ENTERED }),
        ("events hold in the order of entry", Reading { events: as_of_entry, ..AS_ENTERED }),
        ("joint applicants count one by one", Reading { times: |case| case.applicants, ..AS_ENTERED }),
        ("a successor does not take over", Reading { follows_successors: false, ..AS_ENTERED }),
    ];
    let comparison = Comparison::small();
    let settings = CountingSettings::default();
    for (misreading, reading) in misreadings {
        assert!(!comparison.agrees(&reading, &settings), "nobody notices when {misreading}");
    }
}

fn closed_when_delivered(case: &Case) -> Vec<Event> {
    let mut events = case.events.clone();
    let deliveries: Vec<Event> =
        events.iter().filter(|event| matches!(event.data, EventData::Delivered { .. })).cloned().collect();
    for event in &mut events {
        if matches!(event.data, EventData::Closed { .. })
            && let Some(delivery) = deliveries.iter().find(|delivery| delivery.id > event.id)
        {
            event.on = delivery.on;
        }
    }
    events
}

/// Every event on the day of the latest one entered before it.
fn as_of_entry(case: &Case) -> Vec<Event> {
    let mut events = case.events.clone();
    for at in 1..events.len() {
        events[at].on = events[at].on.max(events[at - 1].on);
    }
    events
}
