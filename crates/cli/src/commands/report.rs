//! `mingce report …`.

use super::{Answer, style};
use crate::arguments::{Build, Check, Output, Render, Report, Trace};
use crate::say;
use mingce_app::export::Job;
use mingce_app::formats::{Format, Writers};
use mingce_app::prepare::{Material, Prepared, Wish};
use mingce_app::view::{AppError, ExportOutcome};
use mingce_app::{Assets, Now, Session, export, files, findings_text};
use serde_json::json;

pub fn run(report: &Report, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match report {
        Report::Render(render) => self::render(render, &assets, now),
        Report::Check(check) => self::check(check, assets, now),
        Report::Build(build) => self::build(build, assets, now),
        Report::Trace(trace) => self::trace(trace, assets),
    }
}

fn formats(output: &Output) -> Result<Vec<Format>, AppError> {
    if output.format.is_empty() {
        return Ok(Format::ALL.to_vec());
    }
    let mut formats: Vec<Format> = output.format.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
    formats.sort_unstable();
    formats.dedup();
    Ok(formats)
}

fn render(render: &Render, assets: &Assets, now: &Now) -> Result<Answer, AppError> {
    let mut material = Material::from_file(files::figures(&render.figures, assets)?);
    if let Some(previous) = &render.previous {
        material.previous = Some(files::figures(previous, assets)?.figures);
    }
    let formats = formats(&render.output)?;
    let style = render.style.as_deref().map(files::style).transpose()?.unwrap_or_default();
    let writers = Writers::new(assets).styled(&style, style::fonts(render.output.fonts.as_deref())?)?;
    let wish = if render.output.is_final { Wish::FinalIfOpen } else { Wish::Draft };
    let prepared = Prepared::new(material, wish, assets, now)?;
    write(&[(&prepared, &writers)], &formats, &render.output)
}

fn build(build: &Build, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let formats = formats(&build.output)?;
    let mut session = Session::new(assets);
    session.open_read_only(&build.data)?;
    let agencies = if build.all {
        session.reporting_agencies(build.year)?
    } else {
        vec![session.agency(build.agency.as_deref())?]
    };
    let fonts = style::fonts(build.output.fonts.as_deref())?;
    let mut prepared = Vec::new();
    for agency in &agencies {
        let report = session.prepare(agency, build.year, build.output.is_final, now)?;
        prepared.push((report, session.writers(agency, fonts)?));
    }
    let jobs: Vec<Job<'_>> = prepared.iter().map(|(report, writers)| (report, writers)).collect();
    let answer = write(&jobs, &formats, &build.output);
    drop(prepared);
    session.close()?;
    answer
}

/// Writes reports; with `--final`, all or nothing.
fn write(reports: &[Job<'_>], formats: &[Format], output: &Output) -> Result<Answer, AppError> {
    if output.is_final {
        let shut: Vec<&Prepared> = reports
            .iter()
            .map(|(report, _)| *report)
            .filter(|report| !report.gate.open && report.locked.is_none())
            .collect();
        if !shut.is_empty() {
            for report in &shut {
                if output.json {
                    say::line(&findings_text::json(&report.findings));
                } else {
                    say::line(&format!("“{}”未通过正式稿检查，没有生成文件：", report.figures.title(&report.form)));
                    for line in findings_text::gate(&report.gate, &report.form) {
                        say::line(&format!("  {line}"));
                    }
                }
            }
            return Ok(Answer::No);
        }
    }
    let outcome = export::write(reports, formats, &output.out, &mut say::progress())?;
    tell(&outcome, output.json);
    Ok(Answer::Yes)
}

/// Says what was written.
pub fn tell(outcome: &ExportOutcome, as_json: bool) {
    if as_json {
        let files: Vec<_> = outcome
            .files
            .iter()
            .map(|file| json!({ "name": file.name, "format": file.format, "bytes": file.bytes, "sha256": file.sha256 }))
            .collect();
        let answer = json!({ "schema": "export/1", "folder": outcome.folder, "files": files, "notes": outcome.notes });
        say::line(&answer.to_string());
        return;
    }
    say::line(&format!("已写入 {}：", outcome.folder));
    for file in &outcome.files {
        say::line(&format!("  {}（{} 字节）", file.name, file.bytes));
    }
    for note in &outcome.notes {
        say::line(&format!("提示：{note}"));
    }
}

fn check(check: &Check, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let prepared = match (&check.figures, &check.data, check.year) {
        (Some(figures), _, _) => {
            let mut material = Material::from_file(files::figures(figures, &assets)?);
            if let Some(previous) = &check.previous {
                material.previous = Some(files::figures(previous, &assets)?.figures);
            }
            if let Some(children) = &check.children {
                let files = files::children(children, &assets)?;
                material.children = Some(files.into_iter().map(|file| file.figures).collect());
            }
            Prepared::new(material, Wish::Draft, &assets, now)?
        }
        (None, Some(data), Some(year)) => {
            let mut session = Session::new(assets);
            session.open_read_only(data)?;
            let agency = session.agency(check.agency.as_deref())?;
            let prepared = session.prepare(&agency, year, false, now)?;
            session.close()?;
            prepared
        }
        _ => return Err(AppError::plain("请写明要校验的数据文件，或用 --data 和 --year 指明".into())),
    };
    if check.json {
        say::line(&findings_text::json(&prepared.findings));
    } else {
        say::line(&findings_text::text(&prepared.findings, &prepared.form));
        for note in &prepared.notes {
            say::line(&format!("说明：{note}"));
        }
    }
    let no = prepared.findings.errors().next().is_some() || (check.is_final && !prepared.gate.open);
    Ok(if no { Answer::No } else { Answer::Yes })
}

fn trace(trace: &Trace, assets: Assets) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&trace.data)?;
    let agency = session.agency(trace.agency.as_deref())?;
    let view = session.trace(&agency.0, trace.year, &trace.cell)?;
    session.close()?;
    if trace.json {
        say::line(&serde_json::to_string(&view).unwrap_or_default());
        return Ok(Answer::Yes);
    }
    say::line(&view.sentence);
    for record in &view.records {
        say::line(&format!("  {}  {}", record.number, record.summary));
    }
    for adjustment in &view.adjustments {
        say::line(&format!(
            "  调整 {:+}：{}（来源：{}；{}，{}）",
            adjustment.delta, adjustment.reason, adjustment.source, adjustment.by, adjustment.on
        ));
    }
    Ok(Answer::Yes)
}
