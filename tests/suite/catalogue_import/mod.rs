//! Foreign tables of many shapes through the open file: what comes in right, what is flagged, and that nothing is
//! silently wrong. The figure is 95 % of the cells of tables that nobody has seen.

mod compare;
mod desk;
mod files;
mod items;
mod office_files;
mod own;
mod rubbish;
mod shape;
mod sheets;
mod speed;
mod variants;
mod words;
mod writing;

use compare::{Outcome, run};
use desk::Desk;
use shape::Variant;

#[test]
fn nearly_all_cells_of_unseen_tables_come_in_right_and_none_is_silently_wrong() {
    let variants = variants::all();
    assert!(variants.len() >= 60, "{} variants", variants.len());
    let outcomes: Vec<Outcome> = std::thread::scope(|scope| {
        let part = |variants: &[Variant]| {
            let mut desk = Desk::new();
            variants.iter().map(|variant| run(&mut desk, variant)).collect::<Vec<_>>()
        };
        let parts = variants.chunks(variants.len().div_ceil(4));
        let running: Vec<_> = parts.map(|variants| scope.spawn(move || part(variants))).collect();
        running.into_iter().flat_map(|part| part.join().expect("no panic")).collect()
    });
    let sum = |of: fn(&Outcome) -> usize| outcomes.iter().map(of).sum::<usize>();
    let (cells, wrong) = (sum(|it| it.cells), sum(|it| it.wrong));
    let share = 100.0 * (cells - wrong) as f64 / cells as f64;
    let figures = format!(
        "{} variants, {cells} cells, {wrong} wrong, {share:.2} % right, {} doubts",
        variants.len(),
        sum(|it| it.doubts),
    );
    println!("{figures}");
    let mut report = String::new();
    for (variant, outcome) in variants.iter().zip(&outcomes) {
        for said in &outcome.flagged {
            println!("flagged: {} ({:?}): {said}", variant.name, variant.format);
        }
        for said in outcome.silent.iter().take(6) {
            report.push_str(&format!("{} ({:?}): {said}\n", variant.name, variant.format));
        }
    }
    assert!(report.is_empty(), "silently wrong, {figures}:\n{report}");
    assert!(share >= 95.0, "{figures}");
}
