//! From a typed figure to recomputed totals, findings and pages, through the session as both doors use it.
//!
//!     cargo bench -p mingce-app --bench edit [-- FILE]
//!
//! FILE is changed; without one the sample county is written anew. `tests/benches/interface/bigfile.py` makes a large one.

use mingce_app::view::{AppError, Edit};
use mingce_app::{Assets, Now, Preview, Session};
use std::path::Path;
use std::time::{Duration, Instant};

const RUNS: usize = 100;
const YEAR: i32 = 2025;

fn main() -> Result<(), AppError> {
    let assets = Assets::find()?;
    let now = Now::at(1_768_867_200);
    let mut session = Session::new(assets.clone());
    let folder = std::env::temp_dir().join(format!("mingce-bench-{}", std::process::id()));
    let start = Instant::now();
    match std::env::args().skip(1).find(|word| !word.starts_with('-')) {
        Some(file) => session.open(Path::new(&file))?,
        None => session.create_sample(&folder)?,
    };
    println!("open: {:.1} ms", ms(start.elapsed()));
    let start = Instant::now();
    session.workbench(&now)?;
    println!("workbench: {:.1} ms", ms(start.elapsed()));
    let preview = Preview::new(&assets);
    preview.warm()?;
    for name in ["清溪县自然资源局", "清溪县白沙镇人民政府"] {
        let agency = session.agency(Some(name))?.0;
        let (mut edits, mut pages) = (Vec::new(), Vec::new());
        for run in 0..=RUNS {
            let edit =
                Edit::Cell { at: "proactive.licences".into(), text: (1000 + run).to_string(), source: "甲".into() };
            let start = Instant::now();
            session.edit(&agency, YEAR, &edit, &now)?;
            let edited = start.elapsed();
            let start = Instant::now();
            let shown = preview.pages(preview.ask(), session.report_printed(&agency, YEAR, &now)?)?;
            let page = shown.pages.iter().position(|page| page.since == shown.version).unwrap_or_default();
            preview.page(shown.version, page as u32)?;
            if run > 0 {
                edits.push(edited);
                pages.push(start.elapsed());
            }
        }
        say(&format!("{name}: write, count, compose, check"), &mut edits);
        say(&format!("{name}: then the page that changed"), &mut pages);
        for _ in 0..=RUNS {
            session.undo(&now)?;
        }
    }
    session.close()?;
    // The folder is the system's for such things; what stays behind is its business.
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}

fn say(what: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share).round() as usize]);
    println!("{what}: p50 {:.1}, p95 {:.1}, longest {:.1} ms", at(0.5), at(0.95), at(1.0));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
