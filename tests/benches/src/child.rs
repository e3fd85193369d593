//! What runs in a process of its own: one thing, so that its memory and its start are its own.

use crate::content::{report, scale::Growing};
use crate::meter::{Reading, peak};
use mingce_app::prepare::{Prepared, Wish};
use mingce_document::{Document, StyleSheet};
use mingce_typeset::{FontSet, layout};
use std::error::Error;
use std::path::Path;

/// Does what the arguments say and returns its reading. `runs` of 0: once, untimed, as a program that is started for it.
pub fn run(task: &str, arguments: &[String]) -> Result<Reading, Box<dyn Error>> {
    let argument = |at: usize| arguments.get(at).map(String::as_str).ok_or("an argument is missing");
    let mut reading = match task {
        "pdf" => pdf(&[(argument(0)?.into(), argument(1)?.into())], argument(2)?.parse()?)?,
        "pdf-batch" => pdf(&batch(argument(0)?, argument(1)?)?, argument(2)?.parse()?)?,
        "docx" => docx(argument(0)?, argument(1)?, argument(2)?.parse()?)?,
        "edit" => edit(argument(0)?.parse()?)?,
        "scale" => scale(argument(0)?.parse()?, argument(1)?.parse()?, argument(2)?.parse()?)?,
        _ => return Err(format!("no task {task}").into()),
    };
    reading.peak = peak();
    Ok(reading)
}

fn fonts() -> Result<FontSet, Box<dyn Error>> {
    Ok(FontSet::bundled(&report::assets()?.folder.join("fonts"))?)
}

fn read(path: &str) -> Result<Document, Box<dyn Error>> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// Sources and targets of a batch: every JSON document of a folder.
fn batch(from: &str, to: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut jobs = Vec::new();
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "json") {
            let target = Path::new(to).join(path.file_stem().unwrap_or_default()).with_extension("pdf");
            jobs.push((path.display().to_string(), target.display().to_string()));
        }
    }
    jobs.sort();
    Ok(jobs)
}

/// A PDF: its pages and its bytes.
type Made = (usize, Vec<u8>);

/// Lays documents out and writes them as PDF.
fn pdf(jobs: &[(String, String)], runs: usize) -> Result<Reading, Box<dyn Error>> {
    let (sheet, fonts) = (StyleSheet::gb9704(), fonts()?);
    let mut reading = Reading::default();
    let documents = jobs.iter().map(|(source, _)| read(source)).collect::<Result<Vec<_>, _>>()?;
    for warm in 0..=runs {
        let (mut timed, mut timed_parts) = (Reading::default(), Reading::default());
        let made = timed.time(|| -> Result<Vec<Made>, Box<dyn Error>> {
            let mut made = Vec::new();
            for document in &documents {
                made.push(one_pdf(document, &sheet, &fonts, &mut timed_parts)?);
            }
            Ok(made)
        })?;
        if warm > 0 {
            timed.parts = timed_parts.parts;
            reading.add(timed);
        } else {
            for ((_, target), (_, bytes)) in jobs.iter().zip(&made) {
                std::fs::write(target, bytes)?;
            }
            reading.pages = made.iter().map(|(pages, _)| pages).sum();
            reading.bytes = made.iter().map(|(_, bytes)| bytes.len()).sum();
        }
    }
    Ok(reading)
}

fn one_pdf(
    document: &Document,
    sheet: &StyleSheet,
    fonts: &FontSet,
    reading: &mut Reading,
) -> Result<Made, Box<dyn Error>> {
    let pages = reading.part("layout", || layout(document, sheet, fonts));
    let bytes = reading.part("pdf", || mingce_pdf::write(&pages, document, fonts))?;
    Ok((pages.pages.len(), bytes))
}

fn docx(source: &str, target: &str, runs: usize) -> Result<Reading, Box<dyn Error>> {
    let sheet = StyleSheet::gb9704();
    let document = read(source)?;
    let mut reading = Reading::default();
    let bytes = mingce_docx::write(&document, &sheet)?;
    reading.bytes = bytes.len();
    std::fs::write(target, bytes)?;
    for _ in 0..runs {
        reading.time(|| mingce_docx::write(&document, &sheet))?;
    }
    Ok(reading)
}

/// Edits that are made before the clock runs.
const WARM_UP: usize = 5;

/// Changes a word of the county report's overview again and again, each time up to the pages and on to the PDF.
fn edit(runs: usize) -> Result<Reading, Box<dyn Error>> {
    let (sheet, fonts, assets) = (StyleSheet::gb9704(), fonts()?, report::assets()?);
    let material = report::county_material(&assets)?;
    let mut reading = Reading::default();
    for run in 0..runs + WARM_UP {
        let material = report::edited(&material, &report::edit_word(run));
        let (mut timed, mut parts) = (Reading::default(), Reading::default());
        let made = timed.time(|| -> Result<_, Box<dyn Error>> {
            let prepared =
                parts.part("组稿和校验", || Prepared::new(material, Wish::Draft, &assets, &report::now()))?;
            one_pdf(&prepared.document, &sheet, &fonts, &mut parts)
        })?;
        (reading.pages, reading.bytes) = (made.0, made.1.len());
        if run >= WARM_UP {
            timed.parts = parts.parts;
            reading.add(timed);
        }
    }
    Ok(reading)
}

fn scale(which: usize, size: usize, runs: usize) -> Result<Reading, Box<dyn Error>> {
    let (sheet, fonts) = (StyleSheet::gb9704(), fonts()?);
    let (growing, ..) = Growing::ALL.get(which).ok_or("no such document")?;
    let document = growing.document(size);
    let mut reading = Reading::default();
    for _ in 0..runs {
        let (pages, bytes) = one_pdf(&document, &sheet, &fonts, &mut reading)?;
        (reading.pages, reading.bytes) = (pages, bytes.len());
        reading.part("docx", || mingce_docx::write(&document, &sheet))?;
    }
    Ok(reading)
}
