//! The county's annual report as PDF, beside Typst; all the sample's reports, beside LibreOffice.

use super::{Contestant, compare, folder, our_pdf, put, race, typst};
use crate::content::report;
use crate::peer;
use crate::table::print;
use crate::verify::{docx_is_valid, pdf_info, pdf_is_sound};
use mingce_document::StyleSheet;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Timed runs in each process.
const INSIDE: usize = 10;

pub fn run(runs: usize) -> Result<(), Box<dyn Error>> {
    single(runs)?;
    batch(runs)
}

fn single(runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder("report")?;
    let document = report::county()?;
    let [source, markup, ours, theirs] =
        ["report.json", "report.typ", "report.pdf", "report-typst.pdf"].map(|n| folder.join(n));
    put(&document, &source)?;
    std::fs::write(&markup, peer::typst::source(&document, &StyleSheet::gb9704()))?;
    let mut contestants = vec![our_pdf(&source, &ours, INSIDE)];
    if peer::installed() {
        peer::measured((contestants[0].make)(0)?)?;
        let tagged = pdf_info(&ours)?.1;
        contestants.push(typst(&markup, &theirs, tagged, INSIDE));
    }
    let mut lines = race(&contestants, runs)?;
    for (line, file) in lines.iter_mut().zip([&ours, &theirs]) {
        line.inside.pages = pdf_info(file)?.0;
        line.valid = Some(pdf_is_sound(file));
    }
    print(&format!("{}年度报告 → PDF", report::AGENCY), &lines);
    if peer::installed() {
        compare(&ours, &theirs, "Typst")?;
        println!(
            "本程序另写书签、文档信息；水印是图形（Typst 的是文字）。Typst 由 Python 启动，整个进程含约 20 ms 的启动。"
        );
    }
    Ok(())
}

/// All reports of the sample: LibreOffice converts our DOCX of each, all in one process.
fn batch(runs: usize) -> Result<(), Box<dyn Error>> {
    let folder = folder("batch")?;
    let sheet = StyleSheet::gb9704();
    let mut words: Vec<PathBuf> = Vec::new();
    for (at, report) in report::all()?.iter().enumerate() {
        put(&report.document, &folder.join(format!("{at:02}.json")))?;
        let word = folder.join(format!("{at:02}.docx"));
        std::fs::write(&word, mingce_docx::write(&report.document, &sheet)?)?;
        words.push(word);
    }
    let (from, ours, theirs) = (folder.display().to_string(), folder.join("ours"), folder.join("office"));
    std::fs::create_dir_all(&ours)?;
    std::fs::create_dir_all(&theirs)?;
    let target = ours.display().to_string();
    let mut contestants = vec![Contestant::new("明册：全部报告", 3, |runs| {
        peer::ours("pdf-batch", &[&from, &target, &runs.to_string()])
    })];
    if peer::installed() {
        contestants.push(office("LibreOffice：全部，一个进程", &words, &folder, &theirs));
        contestants.push(office("LibreOffice：只一份", &words[..1], &folder, &theirs));
    }
    let mut lines = race(&contestants, runs.min(5))?;
    let all_sound = |folder: &Path| -> Result<(usize, bool), Box<dyn Error>> {
        let files: Vec<PathBuf> = (0..words.len()).map(|at| folder.join(format!("{at:02}.pdf"))).collect();
        let pages = files.iter().map(|file| Ok(pdf_info(file)?.0)).sum::<Result<usize, Box<dyn Error>>>()?;
        Ok((pages, files.iter().all(|file| pdf_is_sound(file))))
    };
    (lines[0].inside.pages, _) = all_sound(&ours)?;
    lines[0].valid = Some(all_sound(&ours)?.1);
    if lines.len() > 1 {
        let (pages, sound) = all_sound(&theirs)?;
        (lines[1].inside.pages, lines[1].valid) = (pages, Some(sound));
    }
    print(&format!("示例县全部 {} 份年度报告 → PDF", words.len()), &lines);
    if lines.len() > 2 {
        // Without its start: what each further file costs it.
        let [all, one] = [1, 2].map(|at| crate::meter::least(&lines[at].whole));
        let each = (all - one) / (words.len() - 1) as f64;
        let ours = crate::meter::least(&lines[0].inside.wall) / words.len() as f64;
        println!("\n除去启动，LibreOffice 每份 {each:.0} ms，本程序每份 {ours:.2} ms：{:.0} 倍", each / ours);
        let valid = words.iter().filter(|word| docx_is_valid(word)).count();
        println!("\n所用 DOCX 经 Open XML 校验：{valid}/{} 份无误", words.len());
        compare(&ours_file(&folder, "ours"), &ours_file(&folder, "office"), "LibreOffice（第一份）")?;
    }
    Ok(())
}

fn ours_file(folder: &Path, side: &str) -> PathBuf {
    folder.join(side).join("00.pdf")
}

fn office<'a>(name: &str, words: &'a [PathBuf], folder: &'a Path, target: &'a Path) -> Contestant<'a> {
    Contestant::new(name, 0, move |_| {
        let profile = folder.join("profile").display().to_string();
        let mut command = peer::script("office.py", &[&profile, &target.display().to_string()]);
        command.args(words);
        Ok(command)
    })
}
