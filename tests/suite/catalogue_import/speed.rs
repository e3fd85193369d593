//! A county's catalogue is large: five thousand rows come in while the clerk waits.

use super::desk::Desk;
use super::files::write;
use super::items;
use super::shape::{Format, Same, Variant};
use super::sheets::sheets;
use std::time::Instant;

/// The twelve items again and again under new names.
fn many(count: usize) -> Vec<mingce_domain::catalogue::DisclosureItem> {
    let twelve = items::all();
    let of = |at: usize| {
        let mut item = twelve[at % twelve.len()].clone();
        item.number = (at + 1).to_string();
        item.secondary = format!("{}之{}", item.secondary, at / twelve.len() + 1);
        item
    };
    (0..count).map(of).collect()
}

#[test]
fn a_countys_rows_come_in_within_seconds_and_again_without_a_change() {
    let mut variant = Variant::new("large", Format::Xlsx);
    variant.same = Same::Merged;
    variant.same_in = vec![super::shape::Col::Primary, super::shape::Col::Body];
    // Unoptimised code gets a part of it: the whole figure is that of a release build.
    let count = if cfg!(debug_assertions) { 1_000 } else { 5_000 };
    let given = write(&variant, &sheets(&variant, &many(count)));
    let mut desk = Desk::new();
    let began = Instant::now();
    let first = desk.import(&given).expect("read");
    let taken = began.elapsed();
    let began = Instant::now();
    let again = desk.import(&given).expect("read again");
    println!("{count} rows: {:.2} s, again {:.2} s", taken.as_secs_f64(), began.elapsed().as_secs_f64());
    assert_eq!((first.added, again.added, again.changed), (count as u32, 0, 0));
    // On a busy machine; two seconds are what a clerk should wait.
    assert!(taken.as_secs() < 10, "{taken:?}");
}

#[test]
fn thousands_of_rows_of_one_name_are_compared_in_one_pass() {
    use mingce_domain::catalogue::foreign::{Planned, ReadItem, plan};
    let item = |at: usize| {
        let mut item = items::all().remove(0);
        item.content_elements[0].text = format!("内容{at}");
        item
    };
    let read: Vec<ReadItem> = (0..2_000)
        .map(|at| ReadItem { item: item(at), row: at, given: Default::default(), doubts: Vec::new() })
        .collect();
    let there: Vec<_> = (0..2_000).rev().map(item).collect();
    let began = Instant::now();
    assert!(plan(&read, &there).items.iter().all(|it| *it == Planned::Unchanged));
    assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
}
