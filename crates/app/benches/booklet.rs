//! A booklet of 500 items, each with a chart of its own, as the window makes it: the first pages, a key press in the title
//! to the new visible page, and its PDF and DOCX from the file to the disk, charts laid out.
//!
//!     cargo bench -p mingce-app --bench booklet [-- ITEMS]

use mingce_app::booklet::BookletRequest;
use mingce_app::booklet::Edition;
use mingce_app::booklet::view::BookletChoice;
use mingce_app::process::Process;
use mingce_app::view::{AppError, NewFileRequest};
use mingce_app::{AgencyId, Assets, Continue, Now, Preview, Session};
use mingce_domain::catalogue::ItemId;
use mingce_store::{ProcessId, Stamp, Store, StoredProcess};
use std::path::Path;
use std::time::{Duration, Instant};

const ITEMS: usize = 500;
const RUNS: usize = 30;
const STEPS: [&str; 5] = ["收件登记", "材料初审", "实地查看", "集体研究", "结果公示"];

fn main() -> Result<(), AppError> {
    let count = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(ITEMS);
    let folder = std::env::temp_dir().join(format!("mingce-booklet-{}", std::process::id()));
    let answer = measure(&folder, count);
    let _ = std::fs::remove_dir_all(&folder);
    answer
}

fn measure(folder: &Path, count: usize) -> Result<(), AppError> {
    let now = Now::at(1_768_867_200);
    let file = folder.join("读本.mingce");
    let assets = Assets::find()?;
    write(folder, &file, count, &assets, &now)?;
    let mut session = Session::new(assets.clone());
    session.open(&file)?;
    let choice = BookletChoice { edition: Edition::Township.key().into(), ..BookletChoice::default() };

    for format in ["pdf", "docx"] {
        let request = BookletRequest { formats: vec![format.parse()?], ..BookletRequest::of(Edition::Township) };
        let start = Instant::now();
        session.export_booklet(&request, &folder.join(format), &now, &mut |_| Continue::Yes)?;
        let took = start.elapsed().as_secs_f64();
        println!(
            "{format}, from the file to the disk, charts laid out: {took:.2} s; memory at most so far {}",
            memory()
        );
        // The charts of the next one are laid out anew.
        session.close()?;
        session.open(&file)?;
    }

    let preview = Preview::new(&assets);
    preview.warm()?;
    let start = Instant::now();
    let mut shown = preview.pages(preview.ask(), session.booklet_printed(&choice, &now)?)?;
    println!("first pages ({}): {:.2} s", shown.pages.len(), start.elapsed().as_secs_f64());
    let (mut composing, mut laying, mut drawing, mut all) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let choice = BookletChoice { title: format!("政务公开指导读本{run}"), ..choice.clone() };
        let start = Instant::now();
        let printed = session.booklet_printed(&choice, &now)?;
        let composed = start.elapsed();
        let pages = preview.pages(preview.ask(), printed)?;
        let laid_out = start.elapsed();
        let page = pages.pages.iter().position(|page| page.since > shown.version).unwrap_or_default();
        preview.page(pages.version, page as u32)?;
        let drawn = start.elapsed();
        shown = pages;
        // The first run reads outlines that later ones find.
        if run > 0 {
            composing.push(composed);
            laying.push(laid_out - composed);
            drawing.push(drawn - laid_out);
            all.push(drawn);
        }
    }
    say("a key in the title: compose", &mut composing);
    say("    lay out", &mut laying);
    say("    SVG of the first page that changed", &mut drawing);
    say("    all of it (wanted: p95 300 ms)", &mut all);
    session.close()
}

/// Items of the standard catalogue over and over, each with a process of its own of eight nodes and a way back.
fn write(folder: &Path, file: &Path, count: usize, assets: &Assets, now: &Now) -> Result<(), AppError> {
    std::fs::create_dir_all(folder).map_err(|error| AppError::with_detail("不能准备数据文件".into(), &error))?;
    let mut session = Session::new(assets.clone());
    let request =
        NewFileRequest {
            agency: "清溪县青石镇人民政府".into(), kind: "township".into(), code: String::new()
        };
    session.create(file, &request, now)?;
    let own = AgencyId(session.agency(None)?.0);
    session.close()?;
    let mut store = Store::open(file)?;
    let stamp = Stamp::new(&now.at_utc, "测量")?;
    let ids: Vec<&str> =
        assets.standard.sectors.iter().flat_map(|sector| &sector.entries).map(|entry| entry.id.as_str()).collect();
    store.act(&stamp, "写入", |act| {
        for n in 0..count {
            let Some(snapshot) = assets.standard.snapshot(ids[n % ids.len()], &assets.library) else { continue };
            let mut item = snapshot.item(ItemId(act.new_id()), own.clone());
            item.adopted = None;
            item.number = format!("{}", n + 1);
            let id = act.new_id();
            let stored = StoredProcess {
                id: ProcessId(id.clone()),
                agency: None,
                process: process(n),
                position: n as i64,
                adopted: None,
            };
            act.put_process(&stored)?;
            item.process = Some(id);
            act.put_item(&item, n as i64)?;
        }
        Ok(())
    })?;
    Ok(store.close()?)
}

fn process(n: usize) -> Process {
    let node = |id: &str, kind: &str, text: String| serde_json::json!({ "id": id, "kind": kind, "text": text, "actor": "经办人", "limit": "1个工作日" });
    let step = |at: usize| node(&format!("s{at}"), "step", format!("{}（{}）", STEPS[(n + at) % 5], n % (7 + at)));
    let edge = |from: &str, to: &str, label: &str| serde_json::json!({ "from": from, "to": to, "label": label });
    let json = serde_json::json!({
        "id": format!("p{n}"), "title": format!("事项{}办理流程", n + 1),
        "nodes": [node("a", "start", "申请人提出".into()), step(1), step(2), node("d", "decision", "材料是否齐全".into()),
            step(3), step(4), node("e", "decision", format!("是否符合条件{}", n % 3)), node("z", "end", "办结".into())],
        "edges": [edge("a", "s1", ""), edge("s1", "s2", ""), edge("s2", "d", ""), edge("d", "s3", "是"),
            edge("d", "s1", "否"), edge("s3", "s4", ""), edge("s4", "e", ""), edge("e", "z", "是"), edge("e", "s3", "否")],
    });
    serde_json::from_value(json).unwrap_or_default()
}

fn say(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1e3;
    println!("{what}: p50 {:.0}, p95 {:.0} ms", at(0.5), at(0.95));
}

fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.trim().strip_suffix(" kB"));
    peak.and_then(|peak| peak.trim().parse::<f64>().ok())
        .map_or("unknown".into(), |kb| format!("{:.0} MiB", kb / 1024.0))
}
