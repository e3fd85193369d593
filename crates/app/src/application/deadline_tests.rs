use super::deadline::{DeadlineRequest, deadline};
use crate::assets::Assets;
use crate::prepare::Now;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;
use std::path::Path;

fn assets() -> Assets {
    Assets::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(assets: &Assets, received: NaiveDate, days: u32) -> (String, bool) {
    let request = DeadlineRequest {
        received: Some(received),
        channel: "in_person".into(),
        days: Some(days),
        ..Default::default()
    };
    let view = deadline(assets, &request, &Now { today: received, at_utc: String::new() }).unwrap();
    assert_eq!(view.explained.iter().filter(|it| it.counts).count(), days as usize);
    assert_eq!(view.explained.last().unwrap().on, view.due_on);
    (view.due_on, view.provisional)
}

/// The same from the files, by texts and plain loops: nothing of the program takes part.
struct Plain {
    off: BTreeSet<String>,
    make_up: BTreeSet<String>,
}

impl Plain {
    fn read() -> Plain {
        let (mut off, mut make_up) = (BTreeSet::new(), BTreeSet::new());
        for year in 2019..=2026 {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../assets/calendars/{year}.json"));
            let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            for (key, to) in [("off", &mut off), ("make_up", &mut make_up)] {
                to.extend(file[key].as_array().unwrap().iter().map(|day| day.as_str().unwrap().to_string()));
            }
        }
        Plain { off, make_up }
    }

    fn works(&self, day: NaiveDate) -> bool {
        let text = day.format("%Y-%m-%d").to_string();
        if self.make_up.contains(&text) {
            return true;
        }
        if self.off.contains(&text) {
            return false;
        }
        day.weekday().number_from_monday() <= 5
    }

    fn due(&self, received: NaiveDate, days: u32) -> String {
        let mut day = received;
        let mut counted = 0;
        while counted < days {
            day = day + Days::new(1);
            if self.works(day) {
                counted += 1;
            }
        }
        day.to_string()
    }
}

#[test]
fn every_day_of_receipt_from_2019_to_2026_falls_due_as_plain_counting_has_it() {
    let (assets, plain) = (assets(), Plain::read());
    let mut received = day("2019-01-01");
    while received <= day("2026-12-31") {
        for days in [7, 15, 20, 40] {
            let (on, provisional) = due(&assets, received, days);
            assert_eq!(on, plain.due(received, days), "{received} + {days}");
            assert_eq!(provisional, on.as_str() >= "2027", "{received} + {days}");
        }
        received = received + Days::new(1);
    }
}

#[test]
fn known_dates_around_holidays_come_out() {
    let assets = assets();
    let known = [
        ("2025-01-20", ["2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"]),
        ("2025-01-26", ["2025-02-11", "2025-02-21", "2025-02-28", "2025-03-28"]),
        ("2025-09-26", ["2025-10-13", "2025-10-23", "2025-10-30", "2025-11-27"]),
        ("2026-01-30", ["2026-02-10", "2026-02-27", "2026-03-05", "2026-04-02"]),
        ("2026-02-10", ["2026-02-26", "2026-03-09", "2026-03-16", "2026-04-14"]),
        ("2026-02-14", ["2026-03-03", "2026-03-13", "2026-03-20", "2026-04-20"]),
        ("2026-04-28", ["2026-05-11", "2026-05-21", "2026-05-28", "2026-06-26"]),
        ("2026-09-18", ["2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"]),
        ("2026-09-30", ["2026-10-15", "2026-10-27", "2026-11-03", "2026-12-01"]),
        ("2026-10-10", ["2026-10-20", "2026-10-30", "2026-11-06", "2026-12-04"]),
    ];
    for (received, dates) in known {
        for (days, on) in [7, 15, 20, 40].into_iter().zip(dates) {
            assert_eq!(due(&assets, day(received), days).0, on, "{received} + {days}");
        }
    }
}

#[test]
fn stops_and_extensions_are_told_and_bad_ones_refused() {
    let assets = assets();
    let now = Now { today: day("2026-03-02"), at_utc: String::new() };
    let request = DeadlineRequest {
        received: Some(day("2026-03-02")),
        channel: "in_person".into(),
        extend: 5,
        stops: vec![(day("2026-03-05"), day("2026-03-11"))],
        ..Default::default()
    };
    let view = deadline(&assets, &request, &now).unwrap();
    // 25 working days and five that stand still.
    assert_eq!((view.days, view.due_on.as_str()), (25, "2026-04-14"));
    let paused: Vec<&str> =
        view.explained.iter().filter(|it| it.why.contains("不计入")).map(|it| it.on.as_str()).collect();
    assert_eq!((paused.len(), paused[0], paused[6]), (7, "2026-03-05", "2026-03-11"));
    let long = DeadlineRequest { extend: 21, ..request.clone() };
    assert!(deadline(&assets, &long, &now).unwrap_err().message.contains("1至20个"));
    let unconfirmed = DeadlineRequest {
        received: None,
        arrived: Some(day("2026-03-02")),
        channel: "ordinary_post".into(),
        ..request.clone()
    };
    assert!(deadline(&assets, &unconfirmed, &now).unwrap_err().message.contains("第三十一条"));
    let odd = DeadlineRequest { events: Some(b"{".to_vec()), ..request };
    assert!(deadline(&assets, &odd, &now).is_err());
}
