//! `mingce process …`.

use super::{Answer, style};
use crate::arguments::process::{Adopt, Diff, Export, Import, Lint, List, Process, Show, Which};
use crate::say::line as say;
use mingce_app::export::Continue;
use mingce_app::process::export::{Wanted, write_file};
use mingce_app::process::view::{ProcessRow, diff_json, limits};
use mingce_app::process::{self, ReadProcess};
use mingce_app::view::AppError;
use mingce_app::{AgencyId, Assets, Compared, Now, PartThreeWay, Session, findings_text};
use serde_json::json;
use std::path::Path;

pub fn run(command: &Process, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match command {
        Process::List(list) => self::list(list, assets, now),
        Process::Lint(lint) => self::lint(lint, assets),
        Process::Show(show) => self::show(show, assets),
        Process::Export(export) => self::export(export, assets, now),
        Process::Import(import) => self::import(import, assets, now),
        Process::Adopt(adopt) => self::adopt(adopt, assets, now),
        Process::Diff(diff) => self::diff(diff, assets, now),
    }
}

fn list(list: &List, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let rows = match &list.data {
        None => process::shipped(&assets)?.iter().map(|it| ProcessRow::of(&it.id, it, "", "")).collect(),
        Some(data) => {
            let mut session = Session::new(assets);
            session.open_read_only(data)?;
            let agency = list.agency.as_deref().map(|name| session.agency(Some(name))).transpose()?;
            let rows = session.process_rows(agency.as_ref(), now)?;
            session.close()?;
            rows
        }
    };
    if list.json {
        say(&json!({ "schema": "processes/1", "processes": rows }).to_string());
        return Ok(Answer::Yes);
    }
    for row in &rows {
        let of = if row.agency.is_empty() { String::new() } else { format!(" {}", row.agency) };
        let base = if row.base.is_empty() { String::new() } else { format!(" 采自 {}", row.base) };
        let found = format!("{}个错误、{}个警告", row.errors, row.warnings);
        say(&format!("{} {}（{}，{}个环节，{found}）{of}{base}", row.id, row.title, row.level, row.nodes));
    }
    if rows.is_empty() {
        say("数据文件中还没有流程");
    }
    Ok(Answer::Yes)
}

/// A process from wherever it is, the session that it may have come from, and whose it is there.
fn find(which: &Which, assets: Assets) -> Result<(ReadProcess, Session, Option<AgencyId>), AppError> {
    let mut session = Session::new(assets);
    let Some(data) = &which.data else {
        let read = from_outside(&which.process, session.assets())?;
        return Ok((read, session, None));
    };
    session.open_read_only(data)?;
    let agency = which.agency.as_deref().map(|name| session.agency(Some(name))).transpose()?;
    let stored = session.process_named(agency.as_ref(), &which.process)?;
    let of = match stored.agency {
        Some(of) => of,
        None => session.agency(which.agency.as_deref())?,
    };
    Ok((ReadProcess::known(stored.process), session, Some(of)))
}

/// A file, or a shipped process.
fn from_outside(name: &str, assets: &Assets) -> Result<ReadProcess, AppError> {
    let path = Path::new(name);
    if path.exists() || name.contains(['.', '/', '\\']) {
        return process::from_file(path);
    }
    let all = process::shipped(assets)?;
    process::named(&all, |it| (&it.id, &it.title), name).cloned().map(ReadProcess::known)
}

fn lint(lint: &Lint, assets: Assets) -> Result<Answer, AppError> {
    let (read, mut session, _) = find(&lint.which, assets)?;
    session.close()?;
    let findings = read.findings();
    say(&if lint.json { findings_text::json(&findings) } else { findings_text::plain(&findings) });
    Ok(if findings.errors().next().is_some() { Answer::No } else { Answer::Yes })
}

fn show(show: &Show, assets: Assets) -> Result<Answer, AppError> {
    let (read, mut session, _) = find(&show.which, assets)?;
    session.close()?;
    let process = &read.process;
    if show.json {
        say(String::from_utf8_lossy(&process::write_json(process)?).trim_end());
        return Ok(Answer::Yes);
    }
    say(&format!("{}（{}）", process.title, process.level.label()));
    for step in process.steps() {
        let more = [step.post(), step.limit(), step.basis(), &step.materials().join("、")]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("，");
        let more = if more.is_empty() { String::new() } else { format!("（{more}）") };
        say(&format!("{}. {} {}{more}", step.number, step.node.kind.label(), step.name()));
    }
    for limit in limits(process) {
        say(&format!("{}：{}", limit.allowed, limit.longest));
        limit.loops.iter().for_each(|it| say(&format!("    {it}")));
    }
    Ok(Answer::Yes)
}

fn export(export: &Export, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let fonts = style::fonts(export.fonts.as_deref())?;
    let (mut read, mut session, agency) = find(&export.which, assets)?;
    if export.lanes || export.no_lanes {
        read.process.lanes = export.lanes;
    }
    let wanted = Wanted { process: &read.process, agency: agency.as_ref(), is_final: export.r#final, fonts };
    let outcome = write_file(&session, &wanted, &export.out, now, &mut |_| Continue::Yes);
    session.close()?;
    match outcome {
        Err(error) if error.code == process::GATE_SHUT => {
            say(&error.message);
            Ok(Answer::No)
        }
        outcome => {
            super::report::tell(&outcome?, export.json);
            Ok(Answer::Yes)
        }
    }
}

fn import(import: &Import, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let name = import.file.file_name().unwrap_or_default().to_string_lossy();
    let read = process::from_file(&import.file)?.titled(&name);
    let mut session = Session::new(assets);
    if import.dry_run {
        session.open_read_only(&import.data)?;
    } else {
        session.open(&import.data)?;
    }
    let agency = session.agency(import.agency.as_deref())?.0;
    let done = session.import_process(&agency, &read, !import.dry_run, now)?;
    session.close()?;
    if import.json {
        say(&serde_json::to_string_pretty(&done.json(!import.dry_run)).unwrap_or_default());
        return Ok(Answer::Yes);
    }
    for left in &done.left {
        say(&format!("没有读入 {}：{}", left.place(), left.what));
    }
    say(&done.said(!import.dry_run));
    let of: Vec<_> = std::iter::once(&done.process).chain(done.replaces.iter().map(|it| &it.process)).collect();
    done.changes.iter().for_each(|part| say(&changed(part, &part.base, &part.own, &of)));
    let (errors, warnings) = (done.findings.errors().count(), done.findings.warnings().count());
    if errors + warnings > 0 {
        say(&format!("检查：{errors}个错误、{warnings}个警告，用 mingce process lint 查看"));
    }
    Ok(Answer::Yes)
}

fn adopt(adopt: &Adopt, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open(&adopt.data)?;
    let agency = session.agency(adopt.agency.as_deref())?.0;
    let stored = session.adopt_process(&agency, &adopt.process, now)?;
    session.close()?;
    if adopt.json {
        say(&json!({ "schema": "adopted/1", "id": stored.id.0, "title": stored.process.title }).to_string());
    } else {
        say(&format!("已采用“{}”，编号 {}", stored.process.title, stored.id.0));
    }
    Ok(Answer::Yes)
}

fn diff(diff: &Diff, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    if let Some(other) = &diff.with {
        let (own, mut session, _) = find(&diff.which, assets)?;
        let other = from_outside(other, session.assets())?;
        session.close()?;
        let parts = process::compare(&own.process, &other.process);
        if diff.json {
            say(&diff_json(&own.process, &other.process, &parts).to_string());
        } else {
            parts.iter().for_each(|part| say(&changed(part, &part.base, &part.own, &[&own.process, &other.process])));
            say(&format!("共{}处不同", parts.len()));
        }
        return Ok(if parts.is_empty() { Answer::Yes } else { Answer::No });
    }
    let Some(data) = &diff.which.data else {
        return Err(AppError::plain("请用 --data 指明数据文件，或用 --with 指明与哪一份流程比较".into()));
    };
    let decides = diff.take_all || !diff.take.is_empty() || !diff.keep.is_empty();
    let mut session = Session::new(assets);
    if decides {
        session.open(data)?;
    } else {
        session.open_read_only(data)?;
    }
    let agency = diff.which.agency.as_deref().map(|name| session.agency(Some(name))).transpose()?;
    let stored = session.process_named(agency.as_ref(), &diff.which.process)?;
    let mut compared = session.compare_process(stored)?;
    if decides {
        let keys = if diff.keep.is_empty() { &diff.take } else { &diff.keep };
        let (said, stored) = session.decide_process(&compared, keys, !diff.keep.is_empty(), now)?;
        if !diff.json {
            say(&said);
        }
        compared = session.compare_process(stored)?;
    }
    session.close()?;
    if diff.json {
        say(&diff_json(&compared.stored.process, &compared.now, &compared.parts).to_string());
    } else {
        three_way(&compared);
    }
    let open = compared.parts.iter().any(PartThreeWay::changed_there);
    Ok(if open { Answer::No } else { Answer::Yes })
}

fn three_way(compared: &Compared) {
    let own = &compared.stored.process;
    for part in &compared.parts {
        let label = part.part.label(&[own, &compared.now, &compared.base]);
        let (open, here) = (part.changed_there(), part.changed_here());
        let what = match (open, here) {
            (true, true) => "双方都改过",
            (true, false) => "标准有修改",
            (false, _) => "本单位改过",
        };
        let group =
            if open && part.group > 0 { format!("，与第{}组一并决定", part.group) } else { String::new() };
        say(&format!("{what} {label}（{}{group}）", part.part.key()));
        say(&format!("    采用时：{}", word(&part.base)));
        if here {
            say(&format!("    本单位：{}", word(&part.own)));
        }
        if open {
            say(&format!("    标准现在：{}", word(&part.standard)));
        }
    }
    let open = compared.parts.iter().filter(|part| part.changed_there()).count();
    say(&format!("共{}处不同，其中标准有修改、尚未决定的{open}处", compared.parts.len()));
}

fn changed(part: &PartThreeWay, before: &Option<String>, after: &Option<String>, of: &[&process::Process]) -> String {
    format!("{}：{} → {}", part.part.label(of), word(before), word(after))
}

fn word(text: &Option<String>) -> String {
    match text.as_deref() {
        None => "（没有）".into(),
        Some("") => "（空）".into(),
        Some(text) => text.replace('\n', "；"),
    }
}
