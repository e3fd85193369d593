//! The comparisons. In each, ours and the peers take turns, so that what else the machine does meets all alike.

mod booklet;
mod docx;
mod edit;
mod pages;
mod report;
mod scale;

use crate::meter::Reading;
use crate::peer::{self, measured};
use crate::table::Line;
use mingce_document::{Document, StyleSheet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The comparisons by name.
pub const NAMES: [&str; 6] = ["report", "pages", "booklet", "docx", "edit", "scale"];

/// Runs one.
///
/// # Errors
/// When something cannot be made or a measured process fails.
pub fn run(name: &str, runs: usize) -> Result<(), Box<dyn Error>> {
    match name {
        "report" => report::run(runs),
        "pages" => pages::run(runs),
        "booklet" => booklet::run(runs),
        "docx" => docx::run(runs),
        "edit" => edit::run(runs),
        _ => scale::run(runs),
    }
}

/// What the numbers mean, above them.
pub fn about() {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    println!("# 明册与同类软件的速度\n\n处理器{} × {cores}；", model.trim_start_matches([' ', '\t', ':']));
    println!("各方轮流运行，取最小值（中位数供参考）；“处理器”是所有线程的处理器时间之和，受同机其他程序影响小。");
    println!("“进程内”在预热之后计时，字体已载入；“整个进程”从启动到退出。");
    if !peer::installed() {
        println!("未安装用来比较的软件（tests/benches/setup.sh），只测本程序。");
    }
}

/// The folder for what is measured and made.
pub fn folder(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let folder = peer::root().canonicalize()?.join("target/benches").join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Writes a document where a measured process reads it.
pub fn put(document: &Document, file: &Path) -> Result<(), Box<dyn Error>> {
    Ok(std::fs::write(file, serde_json::to_vec(document)?)?)
}

/// Writes the style sheet for peers that take it as data.
pub fn put_sheet(file: &Path) -> Result<(), Box<dyn Error>> {
    Ok(std::fs::write(file, serde_json::to_vec(&StyleSheet::gb9704())?)?)
}

/// Makes the process that does a contestant's work so many timed times; 0: once, for the life of the whole process.
type Make<'a> = Box<dyn Fn(usize) -> Result<Command, Box<dyn Error>> + 'a>;

/// One who takes part.
pub struct Contestant<'a> {
    /// Who, doing what.
    pub name: String,
    /// How.
    pub make: Make<'a>,
    /// Timed runs in each process; 0 for who is only timed as a whole.
    pub inside: usize,
}

impl<'a> Contestant<'a> {
    /// One whose process is made so.
    pub fn new(name: &str, inside: usize, make: impl Fn(usize) -> Result<Command, Box<dyn Error>> + 'a) -> Self {
        Contestant { name: name.into(), make: Box::new(make), inside }
    }
}

/// Lets all take turns, `rounds` times.
pub fn race(contestants: &[Contestant<'_>], rounds: usize) -> Result<Vec<Line>, Box<dyn Error>> {
    let line = |c: &Contestant<'_>| Line {
        name: c.name.clone(),
        inside: Reading::default(),
        whole: Vec::new(),
        peak: 0.0,
        valid: None,
    };
    let mut lines: Vec<Line> = contestants.iter().map(line).collect();
    for _ in 0..rounds {
        for (contestant, line) in contestants.iter().zip(&mut lines) {
            if contestant.inside > 0 {
                let (reading, _) = measured((contestant.make)(contestant.inside)?)?;
                line.inside.join(reading);
            }
        }
        for (contestant, line) in contestants.iter().zip(&mut lines) {
            let (reading, lived) = measured((contestant.make)(0)?)?;
            line.whole.push(lived);
            // The peak of one that worked once: what a user's machine must have.
            line.peak = line.peak.max(reading.peak);
            if contestant.inside == 0 {
                (line.inside.bytes, line.inside.pages) = (reading.bytes, reading.pages);
            }
        }
    }
    Ok(lines)
}

/// Ours, laying a document out and writing it as PDF.
pub fn our_pdf<'a>(source: &'a Path, target: &'a Path, inside: usize) -> Contestant<'a> {
    Contestant::new("明册：版面 + PDF", inside, move |runs| {
        peer::ours("pdf", &[&source.to_string_lossy(), &target.to_string_lossy(), &runs.to_string()])
    })
}

/// Typst, compiling the same. Tagged when ours is.
pub fn typst<'a>(source: &'a Path, target: &'a Path, tagged: bool, inside: usize) -> Contestant<'a> {
    let fonts = peer::root().join("assets/fonts");
    let name = format!("Typst 0.15.2（{}标签）", if tagged { "有" } else { "无" });
    Contestant::new(&name, inside, move |runs| {
        let tags = if tagged { "tags" } else { "plain" };
        let arguments = [source, target].map(|path| path.to_string_lossy().into_owned());
        Ok(peer::script(
            "typst_pdf.py",
            &[&arguments[0], &arguments[1], &runs.to_string(), &fonts.to_string_lossy(), tags],
        ))
    })
}

/// Says how much of the text two PDFs have in common.
pub fn compare(ours: &Path, theirs: &Path, who: &str) -> Result<(), Box<dyn Error>> {
    let (share, differ) =
        crate::verify::agreement(&crate::verify::characters(ours)?, &crate::verify::characters(theirs)?);
    let shown: Vec<String> = differ.iter().take(8).map(|(ch, by)| format!("{ch}{by:+}")).collect();
    let rest = if shown.is_empty() {
        String::new()
    } else {
        format!("；差别最大的字（本程序减对方）：{}", shown.join(" "))
    };
    println!("\n与{who}的文字一致：{:.3}%{rest}", share * 100.0);
    Ok(())
}
