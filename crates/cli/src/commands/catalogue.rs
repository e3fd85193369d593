//! `mingce catalogue …`.

use super::Answer;
use super::follow;
use super::report::tell;
use crate::arguments::catalogue::{Adopt, Catalogue, Check, Diff, Export, Import, Receive, Standard};
use crate::say::line as say;
use mingce_app::AgencyLevel;
use mingce_app::catalogue::view::{CatalogueEdit, CatalogueExportRequest, NoticeRequest};
use mingce_app::export::Continue;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session, findings_text};

pub fn run(catalogue: &Catalogue, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match catalogue {
        Catalogue::Standard(which) => standard(which, &assets),
        Catalogue::Adopt(adopting) => adopt(adopting, assets, now),
        Catalogue::Upstream(which) => follow::upstream(which, assets, now),
        Catalogue::Bases(which) => follow::bases(which, assets, now),
        Catalogue::IndexNumber(which) => follow::index_number(which, assets, now),
        Catalogue::Coverage(which) => follow::coverage(which, assets, now),
        Catalogue::Import(importing) => import(importing, assets, now),
        Catalogue::Receive(receiving) => receive(receiving, assets, now),
        Catalogue::Files(which) => super::files::files(which, assets, now),
        Catalogue::Export(exporting) => export(exporting, assets, now),
        Catalogue::Check(checking) => check(checking, assets, now),
        Catalogue::Diff(comparing) => diff(comparing, assets, now),
    }
}

fn receive(receiving: &Receive, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let bytes = super::read(&receiving.file)?;
    let mut session = Session::new(assets);
    if receiving.dry_run {
        session.open_read_only(&receiving.data)?;
    } else {
        session.open(&receiving.data)?;
    }
    let name = receiving.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let view = session.receive_catalogue_file(&bytes, &name, !receiving.dry_run, now)?;
    session.close()?;
    if receiving.json {
        say(&serde_json::to_string_pretty(&view).unwrap_or_default());
    } else {
        say(&format!("{}{}", if view.applied { "" } else { "（没有写入）" }, view.said));
        if view.applied && !view.known {
            say(&format!("采用：mingce catalogue adopt --from-agency {}", view.name));
        }
    }
    Ok(Answer::Yes)
}

fn standard(which: &Standard, assets: &Assets) -> Result<Answer, AppError> {
    let sectors = &assets.standard.sectors;
    match &which.sector {
        None => {
            for sector in sectors {
                let checked = sector.entries.iter().filter(|entry| entry.checked).count();
                say(&format!("{}：{}项，其中在公开目录中逐条见到的{checked}项", sector.name, sector.entries.len()));
            }
        }
        Some(name) => {
            let sector = assets.standard.sector_in(name).ok_or_else(|| no_sector(name))?;
            for entry in &sector.entries {
                let mark = if entry.checked { "" } else { "【依据待核】" };
                say(&format!("{} {} / {}{mark}", entry.id, entry.primary, entry.secondary));
            }
        }
    }
    Ok(Answer::Yes)
}

fn no_sector(name: &str) -> AppError {
    AppError::plain(format!("标准目录中没有“{name}”领域，请用 mingce catalogue standard 查看领域名称"))
}

/// The key of a tier by its key or its label.
fn tier_key(tier: &str) -> Result<String, AppError> {
    let known = AgencyLevel::ALL.into_iter().find(|level| level.key() == tier || level.label() == tier);
    let known = known.ok_or_else(|| AppError::plain(format!("没有“{tier}”这一层级，可写县级、乡级、村级")))?;
    Ok(known.key().into())
}

fn adopt(adopting: &Adopt, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open(&adopting.target.data)?;
    let agency = session.agency(adopting.target.agency.as_deref())?.0;
    let source = adopting.from_agency.as_deref().map(|name| session.agency(Some(name))).transpose()?.map(|id| id.0);
    let view = session.standard_catalogue(&agency, source.as_deref(), now)?;
    let tier = match (&adopting.tier, &source) {
        (Some(tier), _) => Some(tier_key(tier)?),
        (None, Some(_)) => session.tier(&agency)?,
        (None, None) => None,
    };
    let mut sectors = view.sectors;
    if let Some(wanted) = &adopting.sector {
        let shipped = session.assets().standard.sector_in(wanted).map(|sector| sector.name.clone());
        sectors.retain(|sector| sector.name == *wanted || Some(&sector.name) == shipped.as_ref());
        if sectors.is_empty() {
            return Err(no_sector(wanted));
        }
    }
    let wanted = sectors.into_iter().flat_map(|sector| sector.entries);
    // What a superior publishes it has answered for: the mark of what it did not check comes along.
    let wanted = wanted.filter(|entry| !entry.adopted && (adopting.unchecked || entry.checked || source.is_some()));
    let wanted = wanted.filter(|entry| tier.as_ref().is_none_or(|tier| entry.tier_keys.contains(tier)));
    let entries: Vec<String> = wanted.map(|entry| entry.id).collect();
    if entries.is_empty() {
        say(match source {
            Some(_) => "没有可以采用的条目：都已采用过，或不涉及这一层级",
            None => "没有可以采用的条目：都已采用过，或未经核对（可加 --unchecked）",
        });
    } else {
        let edit = match source {
            Some(source) => CatalogueEdit::AdoptFrom { source, items: entries },
            None => CatalogueEdit::Adopt { entries },
        };
        let edited = session.edit_catalogue(&agency, &edit, now)?;
        say(&edited.said);
    }
    session.close()?;
    Ok(Answer::Yes)
}

fn import(importing: &Import, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let bytes = super::read(&importing.file)?;
    let name = importing.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut session = Session::new(assets);
    if importing.dry_run {
        session.open_read_only(&importing.target.data)?;
    } else {
        session.open(&importing.target.data)?;
    }
    let agency = session.agency(importing.target.agency.as_deref())?.0;
    let import = session.import_catalogue_file(&agency, &bytes, &name, !importing.dry_run, now)?;
    session.close()?;
    if importing.json {
        say(&serde_json::to_string_pretty(&import.json(!importing.dry_run)).unwrap_or_default());
        return Ok(Answer::Yes);
    }
    let view = import.view(!importing.dry_run);
    let done = if importing.dry_run { "将" } else { "已" };
    for note in &view.notes {
        say(note);
    }
    for table in &view.tables {
        let left = if table.read { format!("{}项", table.items) } else { "没有读入".into() };
        say(&format!("{}：{left}", table.name));
        for column in table.columns.iter().filter(|column| column.column.is_none()) {
            say(&format!("    “{}”一栏没有读入", column.head));
        }
    }
    say(&format!(
        "{done}新增{}项、修改{}项，{}项没有变化，{}行不能读入",
        view.added,
        view.changed,
        view.unchanged,
        view.refused.len()
    ));
    for refused in &view.refused {
        say(&format!("不能读入 {}：{}", refused.at, refused.reason));
    }
    for row in &view.rows {
        for doubt in &row.doubts {
            say(&format!("请核对 {}（{}）：{}", doubt.at, row.name, doubt.reason));
        }
        for change in &row.changes {
            say(&format!("修改 {}（{}）：{}", row.at, row.name, change.field));
        }
    }
    Ok(Answer::Yes)
}

fn export(exporting: &Export, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&exporting.target.data)?;
    let agency = session.agency(exporting.target.agency.as_deref())?.0;
    let formats = match (exporting.format.as_slice(), exporting.sheet.as_str()) {
        ([], "notice") => ["docx", "pdf", "html"].map(str::to_string).to_vec(),
        ([], _) => ["xlsx", "docx", "pdf", "html"].map(str::to_string).to_vec(),
        (asked, _) => asked.to_vec(),
    };
    let named = exporting.items.iter().map(|item| session.item_named(&agency, item.trim()));
    let ids = named.collect::<Result<Vec<_>, _>>()?;
    let notice = exporting.period.as_ref().map(|period| {
        let (from, to) = period.split_once("..").unwrap_or((period, ""));
        let paper = exporting.paper.clone();
        NoticeRequest { paper, landscape: exporting.landscape, from: from.into(), to: to.into() }
    });
    let request = CatalogueExportRequest {
        agency,
        sheet: exporting.sheet.clone(),
        formats,
        ids,
        all_carriers: exporting.all_carriers,
        is_final: exporting.r#final,
        notice,
    };
    let refused = exporting.r#final && session.check_catalogue(&request.agency, now)?.errors().next().is_some();
    match session.export_catalogue(&request, &exporting.out, now, &mut |_| Continue::Yes) {
        Err(error) if refused => {
            say(&error.message);
            Ok(Answer::No)
        }
        answer => {
            tell(&answer?, exporting.json);
            session.close()?;
            Ok(Answer::Yes)
        }
    }
}

fn diff(comparing: &Diff, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let bytes = super::read(&comparing.earlier)?;
    let name = comparing.earlier.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut session = Session::new(assets);
    session.open_read_only(&comparing.target.data)?;
    let agency = session.agency(comparing.target.agency.as_deref())?.0;
    let comparison = session.compare_edition_file(&agency, &bytes, &name)?;
    let written = match &comparing.out {
        Some(folder) => {
            let formats = match comparing.format.as_slice() {
                [] => ["docx", "pdf"].map(str::to_string).to_vec(),
                asked => asked.to_vec(),
            };
            Some(session.export_comparison(&agency, &comparison, &formats, folder, now)?)
        }
        None => None,
    };
    session.close()?;
    if comparing.json {
        say(&serde_json::to_string_pretty(&comparison.json()).unwrap_or_default());
    } else {
        let view = comparison.view();
        view.notes.iter().for_each(|note| say(note));
        say(&format!("与“{}”相比：{}", view.earlier, view.summary));
        for item in &view.items {
            say(&format!("{} {}", item.label, item.name));
            for field in item.fields.iter().filter(|_| item.became == "changed") {
                let one_line =
                    |text: &str| if text.is_empty() { "（空）".into() } else { text.replace('\n', "；") };
                say(&format!("    {}：{} → {}", field.field, one_line(&field.before), one_line(&field.after)));
            }
        }
        if let Some(outcome) = &written {
            tell(outcome, false);
        }
    }
    Ok(if comparison.is_same() { Answer::Yes } else { Answer::No })
}

fn check(checking: &Check, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    session.open_read_only(&checking.target.data)?;
    let agency = session.agency(checking.target.agency.as_deref())?.0;
    let findings = session.check_catalogue(&agency, now)?;
    session.close()?;
    say(&if checking.json { findings_text::json(&findings) } else { findings_text::plain(&findings) });
    let any = findings.errors().next().is_some();
    Ok(if any { Answer::No } else { Answer::Yes })
}
