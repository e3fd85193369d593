//! From a key press to the new page: one word of a report's overview changes; the report is composed and checked, laid
//! out, and the page that changed drawn as SVG. The sample county's reports, 200 changes each.
//!
//!     cargo bench -p mingce-app --bench preview

use mingce_app::prepare::{Material, Prepared, Wish};
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Preview, Printed, Session};
use mingce_domain::annual_report::Figures;
use std::time::{Duration, Instant};

const RUNS: usize = 200;
const YEAR: i32 = 2025;

fn main() -> Result<(), AppError> {
    let assets = Assets::find()?;
    let folder = std::env::temp_dir().join(format!("mingce-bench-{}", std::process::id()));
    let now = Now::at(1_768_867_200);
    let mut session = Session::new(assets.clone());
    session.create_sample(&folder)?;
    for name in ["清溪县自然资源局", "清溪县人民政府"] {
        let agency = session.agency(Some(name))?;
        let mut compiling = Vec::new();
        for _ in 0..20 {
            let start = Instant::now();
            session.prepare(&agency, YEAR, false, &now)?;
            compiling.push(start.elapsed());
        }
        let prepared = session.prepare(&agency, YEAR, false, &now)?;
        say(&format!("{name}: compile from the file, compose, check (20 runs)"), &mut compiling);
        typing(name, &prepared.figures, &assets, &now)?;
    }
    session.close()?;
    // The folder is the system's for such things; what stays behind is its business.
    let _ = std::fs::remove_dir_all(&folder);
    Ok(())
}

/// Types into the overview and looks at the page that changes.
fn typing(name: &str, figures: &Figures, assets: &Assets, now: &Now) -> Result<(), AppError> {
    let preview = Preview::new(assets);
    let start = Instant::now();
    preview.warm()?;
    println!("{name}: fonts read once {:.1} ms", ms(start.elapsed()));
    let mut shown = preview.pages(preview.ask(), printed(document(figures, assets, now)?))?;
    let (mut composing, mut laying, mut drawing, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut changed, mut bytes) = (0, 0);
    let key = "overview".to_string();
    let text = figures.section(&key).to_string();
    for run in 0..=RUNS {
        let mut figures = figures.clone();
        figures.sections.insert(key.clone(), format!("{text}今年新增第{run}项。"));
        let start = Instant::now();
        let document = document(&figures, assets, now)?;
        let composed = start.elapsed();
        let pages = preview.pages(preview.ask(), printed(document))?;
        let laid_out = start.elapsed();
        let page = pages.pages.iter().position(|page| page.since > shown.version).unwrap_or_default();
        let svg = preview.page(pages.version, page as u32)?;
        let drawn = start.elapsed();
        changed += pages.pages.iter().filter(|page| page.since > shown.version).count();
        bytes += svg.len();
        shown = pages;
        // The first run reads outlines that later ones find.
        if run > 0 {
            composing.push(composed);
            laying.push(laid_out - composed);
            drawing.push(drawn - laid_out);
            all.push(drawn);
        }
    }
    say(&format!("{name}: compose and check"), &mut composing);
    say(&format!("{name}: lay out {} pages", shown.pages.len()), &mut laying);
    say(&format!("{name}: SVG of the first page that changed"), &mut drawing);
    say(&format!("{name}: all of it"), &mut all);
    println!("{name}: {} pages changed and {} bytes of SVG a run", changed / (RUNS + 1), bytes / (RUNS + 1));
    Ok(())
}

/// As an office prints it that does as the standard says.
fn printed(document: mingce_document::Document) -> Printed {
    Printed { document, style: mingce_document::OfficeStyle::default() }
}

fn document(figures: &Figures, assets: &Assets, now: &Now) -> Result<mingce_document::Document, AppError> {
    let material = Material {
        figures: figures.clone(),
        read_findings: Vec::new(),
        unknown: serde_json::Map::new(),
        previous: None,
        children: None,
        units: None,
        notes: Vec::new(),
    };
    Ok(Prepared::new(material, Wish::Draft, assets, now)?.document)
}

fn say(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share).round() as usize]);
    println!("{what}: p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms", at(0.5), at(0.95), at(1.0));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
