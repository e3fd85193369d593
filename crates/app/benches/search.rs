//! The search over everything, as one types: 100,000 items in one file, through the session as both doors use it.
//!
//!     cargo bench -p mingce-app --bench search [-- ITEMS]
//!
//! The file is written by a process of its own, so that the memory that is told is the search's. Its items are those of
//! the standard catalogue, each with a village, a number, a telephone and one content element that no other has, and every
//! fifth with a note of its own.

use mingce_app::catalogue::view::CatalogueEdit;
use mingce_app::view::{AppError, NewFileRequest};
use mingce_app::{AgencyId, Assets, Now, Session};
use mingce_domain::catalogue::{ContentElement, ItemId};
use mingce_store::{Stamp, Store};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ITEMS: usize = 100_000;
/// As many as the window asks for of each kind.
const HITS: usize = 8;
const RUNS: usize = 40;
/// What is asked, by kind of question.
const ASKED: &[(&str, &[&str])] = &[
    ("one character", &["公", "的", "老", "镇", "𬭎", "鼎"]),
    ("common words", &["公开", "信息", "服务", "申请材料", "政府信息公开条例", "办公室"]),
    ("rare words", &["柳树庄乙17", "05500012345", "第00777号"]),
    ("several words", &["养老 补贴", "公开 信息 服务", "白沙 公租房 审核", "青石 养老 电话 05500"]),
    ("one letter", &["z", "g", "y"]),
    ("initials", &["zfxx", "ylfw", "gzf", "bsbtsq"]),
    ("syllables", &["yang", "yanglao", "yanglaofuwu", "butie", "xinxigong"]),
    ("traditional, full width", &["養老服務", "公開", "ＺＦＸＸ"]),
    ("nothing found", &["这里没有", "开公府政", "qqqq", "养老 这里没有"]),
    ("word by letters (as typed)", &["y", "ya", "yan", "yang", "yangl", "yangla", "yanglao", "养", "养老", "养老服"]),
];

fn main() -> Result<(), AppError> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if let [task, file, count] = words.as_slice()
        && task == "write"
    {
        return write(Path::new(file), count.parse().unwrap_or(ITEMS));
    }
    let count = words.first().and_then(|word| word.parse().ok()).unwrap_or(ITEMS);
    let folder = std::env::temp_dir().join(format!("mingce-search-{}", std::process::id()));
    let file = folder.join("大目录.mingce");
    let failed = |error: std::io::Error| AppError::with_detail("不能准备数据文件".into(), &error);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let program: PathBuf = std::env::current_exe().map_err(failed)?;
    let mut writing = std::process::Command::new(program);
    writing.arg("write").arg(&file).arg(count.to_string()).status().map_err(failed)?;
    let answer = measure(&file, count);
    let _ = std::fs::remove_dir_all(&folder);
    answer
}

fn write(file: &Path, count: usize) -> Result<(), AppError> {
    let assets = Assets::find()?;
    let now = Now::at(1_768_867_200);
    let mut session = Session::new(assets.clone());
    let request =
        NewFileRequest {
            agency: "清溪县青石镇人民政府".into(), kind: "township".into(), code: String::new()
        };
    session.create(file, &request, &now)?;
    let own = AgencyId(session.agency(None)?.0);
    session.close()?;
    let mut store = Store::open(file)?;
    let stamp = Stamp::new(&now.at_utc, "测量")?;
    let ids: Vec<&str> =
        assets.standard.sectors.iter().flat_map(|sector| &sector.entries).map(|entry| entry.id.as_str()).collect();
    let villages = ["柳树庄", "白沙", "石桥", "东岭", "西河", "南关", "北坡", "新桥", "老街", "上坝", "下湾"];
    for from in (0..count).step_by(10_000) {
        store.act(&stamp, "写入", |act| {
            for n in from..(from + 10_000).min(count) {
                let Some(snapshot) = assets.standard.snapshot(ids[n % ids.len()], &assets.library) else { continue };
                let mut item = snapshot.item(ItemId(act.new_id()), own.clone());
                item.adopted = None;
                let place = format!("{}{}{}", villages[n % 11], ["甲", "乙", "丙"][n % 3], n / ids.len());
                item.secondary = format!("{place}{}", item.secondary);
                item.number = format!("第{n:05}号");
                item.contacts.phone = format!("0550-{n:07}");
                let text = format!("{place}办事人员、办理地点和时间（{}）", n * 7 % 9973);
                item.content_elements.push(ContentElement { text, required: false });
                if n % 5 == 0 {
                    item.note = format!("{n}：{place}的这一事项自2024年起由党政和便民服务办公室办理，原承办人员已调整");
                }
                act.put_item(&item, n as i64)?;
            }
            Ok(())
        })?;
    }
    Ok(store.close()?)
}

fn measure(file: &Path, count: usize) -> Result<(), AppError> {
    let now = Now::at(1_768_867_200);
    let mut session = Session::new(Assets::find()?);
    let start = Instant::now();
    session.open(file)?;
    println!("{count} items, file {:.0} MB; open: {:.0} ms; memory {}", size(file), ms(start.elapsed()), memory());
    let own = session.agency(None)?.0;
    let start = Instant::now();
    session.search_ready()?;
    println!("made ready: {:.0} ms; memory {}", ms(start.elapsed()), memory());
    let (mut all, mut all_worked) = (Vec::new(), Vec::new());
    for (what, questions) in ASKED {
        let (mut times, mut worked) = (Vec::new(), Vec::new());
        let mut totals = Vec::new();
        for run in 0..=RUNS {
            for question in *questions {
                let (start, before) = (Instant::now(), processor());
                let found = session.search(question, Some(&own), HITS)?;
                if run > 0 {
                    times.push(start.elapsed());
                    worked.push(processor() - before);
                } else {
                    totals.push(found.total);
                }
            }
        }
        all.extend_from_slice(&times);
        all_worked.extend_from_slice(&worked);
        say(what, &mut times, &format!("found {totals:?}"));
        say("    processor", &mut worked, "");
    }
    say("all of them", &mut all, "");
    say("    processor", &mut all_worked, "");
    println!("memory {}", memory());
    let mut after = Vec::new();
    // Adding answers with the whole list, which takes its time and its memory; only the search is measured.
    for n in 0..5 {
        let edit =
            CatalogueEdit::Add { sector: String::new(), primary: "新增".into(), secondary: format!("事项{n}") };
        session.edit_catalogue(&own, &edit, &now)?;
        let start = Instant::now();
        let found = session.search(&format!("新增 事项{n}"), Some(&own), HITS)?;
        after.push(start.elapsed());
        assert!(found.total > 0, "what was added is found");
    }
    say("the first question after a change", &mut after, "");
    session.close()
}

fn say(what: &str, times: &mut [Duration], more: &str) {
    times.sort();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share).round() as usize]);
    println!("{what}: p50 {:.1}, p95 {:.1}, longest {:.1} ms {more}", at(0.5), at(0.95), at(1.0));
}

/// What this thread has worked, where the system says so: what others take of the machine is not in it.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|ns| ns.parse().ok()).unwrap_or_default())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn size(file: &Path) -> f64 {
    std::fs::metadata(file).map_or(0.0, |facts| facts.len() as f64 / 1e6)
}

/// What the process holds now and at most held, where the system says so.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("?").trim();
        line.trim_end_matches("kB").trim().parse::<f64>().map_or("?".into(), |kb| format!("{:.0} MB", kb / 1024.0))
    };
    format!("{} (at most {})", of("VmRSS:"), of("VmHWM:"))
}
