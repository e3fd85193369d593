//! Booklets of the open file.

use super::Session;
use crate::booklet::{
    BookletRequest, Charts, Content, FORMATS, LONGEST_TITLE, Named, index, office, refuse_unfinished,
};
use crate::catalogue::export::mark;
use crate::export::{self, Report, step};
use crate::prepare::Now;
use crate::process::{self, Process};
use crate::sample;
use crate::view::{AppError, ExportOutcome};
use chrono::NaiveDate;
use mingce_compose::annual_report::Status;
use mingce_compose::booklet::{BookletParts, Chapter, Common, Division, Entry, Office, compose};
use mingce_document::Document;
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::booklet::Edition;
use mingce_domain::check::Severity;
use mingce_store::{ProcessId, StoredProcess};
use std::collections::BTreeSet;
use std::path::Path;

/// The shipped processes of [`Common`]: those of every edition, and those of the reader.
const COMMON: [&str; 2] = ["active_disclosure", "on_application"];
const OF_READER: [&str; 2] = ["secrecy_review", "annual_report"];
/// What names them among the charts: identities of the file have no colon.
const COMMON_PREFIX: &str = "common:";
/// The shipped processes that an edition has beside those of its items.
fn common(edition: Edition) -> Vec<&'static str> {
    let of_reader = OF_READER.into_iter().filter(|_| edition == Edition::Reader);
    COMMON.into_iter().chain(of_reader).collect()
}

/// Progress of the layout is told in so many steps.
const LAYOUT_STEPS: u32 = 20;

/// A booklet that is not laid out yet.
pub(super) struct Composed {
    /// The document.
    pub document: Document,
    /// What its files are called.
    pub name: String,
    /// What the clerk should know.
    pub notes: Vec<String>,
    /// How many steps were told.
    pub done: u32,
    /// As whom it is set.
    pub owner: AgencyId,
}

impl Session {
    /// Writes a booklet into a folder.
    ///
    /// # Errors
    /// When nothing can be shown, something that was asked for is not there, the final version is wanted and something
    /// stands in its way, a writer or the folder fails, or the work is cancelled; the folder is then as it was.
    pub fn export_booklet(
        &self,
        request: &BookletRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report,
    ) -> Result<ExportOutcome, AppError> {
        if request.formats.is_empty() {
            return Err(AppError::plain("请至少选择一种格式".into()).at("formats"));
        }
        if let Some(format) = request.formats.iter().find(|format| !FORMATS.contains(format)) {
            let key = format.key().to_uppercase();
            return Err(AppError::plain(format!("读本没有 {key} 格式，可以用 docx、pdf")).at("formats"));
        }
        let after = LAYOUT_STEPS + request.formats.len() as u32 + 1;
        let booklet = self.compose_booklet(request, after, now, report)?;
        let Composed { document, name, mut notes, done, owner } = booklet;
        let total = done + after;
        let writers = self.writers(&owner, request.fonts)?;
        let mut told = None;
        let pages = writers.lay_out(&document, &mut |share| {
            let at = ((share * f64::from(LAYOUT_STEPS)) as u32).min(LAYOUT_STEPS - 1);
            if told.replace(at) == Some(at) {
                return Ok(());
            }
            step(report, done + at, total, format!("排版（{}%）", at * 100 / LAYOUT_STEPS))
        })?;
        let mut outputs = Vec::new();
        for (n, format) in (0..).zip(&request.formats) {
            let what = format!("{name}（{}，{}页）", format.key().to_uppercase(), pages.pages.len());
            step(report, done + LAYOUT_STEPS + n, total, what)?;
            outputs.push((*format, writers.laid_out(&document, &pages, (&name, *format), &mut notes)?));
        }
        step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(outputs, folder, notes)
    }

    /// A booklet as a document. `after` says how many steps come when it is composed.
    pub(super) fn compose_booklet(
        &self,
        request: &BookletRequest,
        after: u32,
        now: &Now,
        report: &mut Report,
    ) -> Result<Composed, AppError> {
        let day = request.day.unwrap_or(now.today);
        let title = cover_line(request.title.as_deref().unwrap_or(request.edition.usual_title()), "书名", "title")?;
        let compiler = match &request.compiler {
            Some(name) => cover_line(name, "编印单位", "compiler")?,
            None => self.own_name(day)?,
        };
        let content = Content::of(self.booklet_offices(request, day)?, &request.items)?;
        let with_process = content.items().filter_map(|item| item.process.as_deref()).collect::<BTreeSet<_>>().len();
        let common_ids = common(request.edition);
        let done = (with_process + common_ids.len()) as u32;
        let charts = self.booklet_charts(&content, &common_ids, done + after, report)?;
        let sample = self.is_sample()?;
        let status = match (sample, request.is_final) {
            (true, _) => Status::Sample,
            (false, true) => Status::Final,
            (false, false) => Status::Draft,
        };
        let chart = |id: &str| {
            let missing = || AppError::plain("流程图没有画完，请重试".into());
            charts.get(&format!("{COMMON_PREFIX}{id}")).ok_or_else(missing)
        };
        let of_reader = |id: &str| if common_ids.contains(&id) { chart(id).map(Some) } else { Ok(None) };
        let ([publication, application], [secrecy, annual_report]) = (COMMON, OF_READER);
        let offices: Vec<Office> = content.offices.iter().filter(|it| !it.items.is_empty()).map(office).collect();
        let document = compose(&BookletParts {
            edition: request.edition,
            title: &title,
            compiler: &compiler,
            day,
            divisions: &divisions(&content, request.edition, &charts),
            common: Common {
                publication: chart(publication)?,
                application: chart(application)?,
                secrecy: of_reader(secrecy)?,
                annual_report: of_reader(annual_report)?,
            },
            texts: &self.assets.booklet_texts()?,
            texts_checked: request.texts_checked,
            letters: &self.assets.letters,
            third_party_days: self.assets.term_on(day).third_party_working_days,
            offices: &offices,
            index: &index(&content),
            status,
            created: &now.at_utc,
        });
        if request.is_final {
            refuse_unfinished(&document, &charts, &self.booklet_errors(&content, now)?, sample)?;
        }
        let owner = self.style_owner(&content)?;
        let notes = content.notes.into_iter().chain(charts.problems).collect();
        Ok(Composed { document, name: format!("{title}{}", mark(status)), notes, done, owner })
    }

    /// The sample's three editions and its reader, as DOCX and PDF; items are added to the sample for it, once.
    ///
    /// # Errors
    /// When the open file is not the sample, or something cannot be written.
    pub fn demo_booklets(&mut self, folder: &Path, now: &Now, report: &mut Report) -> Result<ExportOutcome, AppError> {
        if !self.is_sample()? {
            return Err(AppError::plain("这不是示例数据文件，不加入示例公开目录".into()));
        }
        let assets = self.assets.clone();
        sample::add_booklet_items(&mut self.opened_mut()?.store, &assets)?;
        let mut all: Option<ExportOutcome> = None;
        for edition in Edition::ALL {
            let outcome = self.export_booklet(&BookletRequest::of(*edition), folder, now, report)?;
            match &mut all {
                None => all = Some(outcome),
                Some(all) => {
                    all.files.extend(outcome.files);
                    all.notes.extend(outcome.notes);
                }
            }
        }
        all.ok_or_else(|| AppError::plain("没有写出读本".into()))
    }

    /// The offices of an edition with all their items.
    pub(super) fn booklet_offices(&self, request: &BookletRequest, day: NaiveDate) -> Result<Vec<Named>, AppError> {
        let store = &self.opened()?.store;
        let received = self.received()?;
        let mut agencies: Vec<Agency> = store.agencies()?;
        agencies.retain(|agency| agency.exists_on(day) && !received.contains_key(&agency.id.0));
        agencies.sort_by_key(|agency| agency.position);
        let tiers = request.edition.tiers();
        let label = request.edition.label();
        if request.agencies.is_empty() {
            agencies.retain(|agency| tiers.contains(&Edition::of_kind(agency.kind)));
            if agencies.is_empty() {
                let message = format!("数据文件中没有编入“{label}”的单位，请另选一种，或者先新增单位");
                return Err(AppError::plain(message).at("edition"));
            }
        } else {
            let meant = |name: &String| match agencies.iter().find(|agency| agency.id.0 == *name) {
                Some(agency) => Ok(agency.id.clone()),
                None => self.agency(Some(name)),
            };
            let chosen: Vec<AgencyId> = request.agencies.iter().map(meant).collect::<Result<_, _>>()?;
            for (id, name) in chosen.iter().zip(&request.agencies) {
                let kind = agencies.iter().find(|agency| agency.id == *id).map(|agency| agency.kind);
                let Some(kind) = kind else {
                    let message = format!("“{name}”在{day}已撤并，或者只是读入的上级目录，不能编入");
                    return Err(AppError::plain(message).at("agencies"));
                };
                if !tiers.contains(&Edition::of_kind(kind)) {
                    let message = format!("“{name}”是{}，不编入“{label}”", kind.label());
                    return Err(AppError::plain(message).at("agencies"));
                }
            }
            agencies.retain(|agency| chosen.contains(&agency.id));
        }
        agencies
            .into_iter()
            .map(|agency| {
                Ok(Named {
                    name: agency.name_on(day).to_string(),
                    tier: Edition::of_kind(agency.kind),
                    items: store.catalogue_items(&agency.id)?,
                    id: agency.id,
                })
            })
            .collect()
    }

    /// Draws the processes of the items, and the common ones: the office's own copy of one goes before the shipped one.
    fn booklet_charts(
        &self,
        content: &Content,
        common: &[&str],
        total: u32,
        report: &mut Report,
    ) -> Result<Charts, AppError> {
        let store = &self.opened()?.store;
        let mut wanted: Vec<(String, Process)> = Vec::new();
        let mut seen = BTreeSet::new();
        for id in content.items().filter_map(|item| item.process.as_deref()).filter(|id| seen.insert(*id)) {
            let found = store.process(&ProcessId(id.to_string()))?;
            wanted.extend(found.map(|found| (id.to_string(), found.process)));
        }
        let shipped = process::shipped(&self.assets)?;
        let own = self.agency(None).ok();
        let stored = store.processes()?;
        for id in common {
            let is_copy = |it: &&StoredProcess| {
                let of_office = it.agency.is_none() || it.agency == own;
                of_office && it.adopted.as_ref().is_some_and(|adopted| adopted.base_id == *id)
            };
            let of_file = stored.iter().find(is_copy).map(|it| &it.process);
            let process: Option<&Process> = of_file.or_else(|| shipped.iter().find(|process| process.id == *id));
            let process =
                process.ok_or_else(|| AppError::plain(format!("程序自带的流程 {id} 缺失，请重新安装本程序")))?;
            wanted.push((format!("{COMMON_PREFIX}{id}"), process.clone()));
        }
        let mut done = 0;
        Charts::draw_all(wanted, &mut self.opened()?.drawn.borrow_mut(), |process| {
            done += 1;
            step(report, done - 1, total, format!("流程图：{}", process.title))
        })
    }

    /// The errors of the catalogue that are about the items in the booklet.
    fn booklet_errors(&self, content: &Content, now: &Now) -> Result<Vec<String>, AppError> {
        let mut errors = Vec::new();
        for office in content.offices.iter().filter(|office| !office.items.is_empty()) {
            let findings = self.check_items(&office.id.0, &office.items, now)?;
            let wrong = findings.findings.iter().filter(|finding| finding.severity == Severity::Error);
            errors.extend(wrong.map(|finding| finding.message.trim_end_matches('。').to_string()));
        }
        Ok(errors)
    }

    /// The name of the file's own office.
    fn own_name(&self, day: NaiveDate) -> Result<String, AppError> {
        let own = self.opened()?.store.own_agency()?;
        let agencies = self.opened()?.store.agencies()?;
        let found = agencies.iter().find(|agency| Some(&agency.id) == own.as_ref());
        let unknown = || AppError::plain("数据文件没有指明本单位，请写明编印单位".into()).at("compiler");
        found.map(|agency| agency.name_on(day).to_string()).ok_or_else(unknown)
    }

    /// As whom the booklet is set: the file's own office, or its first one.
    fn style_owner(&self, content: &Content) -> Result<AgencyId, AppError> {
        let own = self.opened()?.store.own_agency()?;
        let first = content.offices.first().map(|office| office.id.clone());
        own.or(first).ok_or_else(|| AppError::plain("数据文件中没有单位".into()))
    }
}

/// A line of the cover.
pub(super) fn cover_line(text: &str, what: &str, field: &str) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AppError::plain(format!("请填写{what}")).at(field));
    }
    if text.chars().any(char::is_control) {
        return Err(AppError::plain(format!("{what}里有换行或者看不见的字符，请删去")).at(field));
    }
    let length = text.chars().count();
    if length > LONGEST_TITLE {
        return Err(AppError::plain(format!("{what}有{length}个字，封面放不下，请不超过{LONGEST_TITLE}个字")).at(field));
    }
    Ok(text.to_string())
}

/// The offices by tier; a tier whose offices have no items at all is left out.
fn divisions<'a>(content: &'a Content, edition: Edition, charts: &'a Charts) -> Vec<Division<'a>> {
    let chapter = |office: &'a Named| Chapter {
        agency: &office.name,
        entries: office
            .items
            .iter()
            .map(|item| Entry { item, chart: item.process.as_deref().and_then(|id| charts.get(id)) })
            .collect(),
    };
    let division = |tier: Edition| {
        let (with, without): (Vec<&Named>, Vec<&Named>) =
            content.offices.iter().filter(|it| it.tier == tier).partition(|it| !it.items.is_empty());
        Division {
            tier,
            chapters: with.into_iter().map(chapter).collect(),
            without: without.into_iter().map(|it| it.name.as_str()).collect(),
        }
    };
    edition.tiers().iter().map(|tier| division(*tier)).filter(|division| !division.chapters.is_empty()).collect()
}
