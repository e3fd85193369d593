//! One open data file and what is done with it.

use crate::assets::Assets;
use crate::booklet::LastCharts;
use crate::compile::{Compiler, Ledgers};
use crate::export::{self, Job, Report};
use crate::formats::Format;
use crate::prepare::{Material, Now, Prepared, Wish};
use crate::preview::Printed;
use crate::search::Searching;
use crate::view::{
    AdjustmentView, AgencyView, AppError, ExportOutcome, ExportRequest, FileView, NewFileRequest, RecordView,
    ReportView, TraceView,
};
use crate::{new_file, report_view, sample};
use mingce_document::PdfFonts;
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::annual_report::{Address, Adjustment, TraceKind, TraceRecord, period, units_for_year};
use mingce_domain::application::ApplicationId;
use mingce_domain::deadline::Calendar;
use mingce_domain::dispute::DisputeId;
use mingce_store::Store;
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod agencies;
#[cfg(test)]
mod agencies_tests;
mod application;
mod attached;
mod bases;
mod booklet;
mod booklet_kept;
#[cfg(test)]
mod booklet_tests;
mod booklet_window;
#[cfg(test)]
mod booklet_window_tests;
mod catalogue;
mod catalogue_fields;
mod catalogue_import;
mod catalogue_list;
#[cfg(test)]
mod catalogue_list_tests;
#[cfg(test)]
mod catalogue_tests;
mod dispute;
#[cfg(test)]
mod dispute_tests;
mod edit;
mod edit_around;
#[cfg(test)]
mod edition_tests;
mod frozen;
mod index_number;
mod inherit;
#[cfg(test)]
mod inherit_tests;
mod item_files;
mod item_process;
mod process;
mod process_edit;
#[cfg(test)]
mod process_edit_tests;
#[cfg(test)]
mod process_tests;
mod publication;
#[cfg(test)]
mod publication_tests;
mod received;
mod search;
#[cfg(test)]
mod search_tests;
mod style;
#[cfg(test)]
mod test_file;
mod version;
mod workbench;
mod year_lock;

pub use application::{CALENDAR_OWN, CalendarAdded, Moved, RegisterLine};
pub use process::Compared;
pub(crate) use received::received;
pub use year_lock::LATE;

/// The program's state: the shipped data and at most one open file.
pub struct Session {
    assets: Assets,
    /// The calendars that came with the program; `assets` has those of the open file, too.
    shipped: Calendar,
    open: Option<Open>,
    lock: year_lock::YearLock,
}

/// The report that was prepared last: it is asked for again and again, by the editor, the checks and the preview.
struct Last {
    agency: AgencyId,
    year: i32,
    today: chrono::NaiveDate,
    changes: u64,
    prepared: Arc<Prepared>,
}

struct Open {
    store: Store,
    path: PathBuf,
    read_only: Option<String>,
    last: RefCell<Option<Last>>,
    ledgers: Ledgers,
    listed: RefCell<Option<catalogue_list::Kept>>,
    searching: RefCell<Searching>,
    ledger_told: RefCell<Option<application::LedgerTold>>,
    drawn: RefCell<LastCharts>,
}

impl Open {
    fn compiler<'a>(&'a self, assets: &'a Assets) -> Result<Compiler<'a>, AppError> {
        Compiler::new(&self.store, &assets.forms, &self.ledgers)
    }

    fn view(&self) -> Result<FileView, AppError> {
        let mut agencies = self.store.agencies()?;
        let received = received(&self.store)?;
        agencies.retain(|agency| !received.contains_key(&agency.id.0));
        let ids: Vec<AgencyId> = agencies.iter().map(|agency| agency.id.clone()).collect();
        Ok(FileView {
            name: self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            path: self.path.display().to_string(),
            sample: self.store.is_sample(),
            read_only: self.read_only.clone(),
            agencies: tree(&agencies),
            years: self.store.years_of(&ids)?,
        })
    }
}

impl Session {
    /// A session without a file.
    pub fn new(assets: Assets) -> Session {
        Session { shipped: assets.calendar.clone(), assets, open: None, lock: Default::default() }
    }

    /// The shipped data.
    pub fn assets(&self) -> &Assets {
        &self.assets
    }

    /// Makes a data file and opens it.
    ///
    /// # Errors
    /// When the request is incomplete, the file exists, or cannot be written.
    pub fn create(&mut self, path: &Path, request: &NewFileRequest, now: &Now) -> Result<FileView, AppError> {
        let store = new_file::create(path, request, now)?;
        self.hold(store, path)
    }

    /// Opens a data file.
    ///
    /// # Errors
    /// When it is missing, foreign, newer, damaged, or open elsewhere.
    pub fn open(&mut self, path: &Path) -> Result<FileView, AppError> {
        // Closed first: it may be the same file.
        self.close()?;
        let store = Store::open(path)?;
        self.hold(store, path)
    }

    /// Opens a data file for reading: the window may hold it at the same time.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub fn open_read_only(&mut self, path: &Path) -> Result<(), AppError> {
        let store = Store::open_read_only(path)?;
        self.hold(store, path).map(|_| ())
    }

    /// Makes the sample county's file in a folder and opens it; opens the one that is there.
    ///
    /// # Errors
    /// When the folder cannot be written, or a file of that name is something else.
    pub fn create_sample(&mut self, folder: &Path) -> Result<FileView, AppError> {
        self.close()?;
        std::fs::create_dir_all(folder).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain(format!("无法建立文件夹“{}”：{}", folder.display(), crate::output::reason(&error)))
        })?;
        let path = folder.join(sample::FILE_NAME);
        if path.exists() {
            let store = Store::open(&path)?;
            if !store.is_sample() {
                return Err(AppError::plain(format!(
                    "“{}”已存在，且不是示例数据。请换一个文件夹，以免混淆",
                    path.display()
                )));
            }
            return self.hold(store, &path);
        }
        let store = sample::create(&path, &self.assets)?;
        self.hold(store, &path)
    }

    fn hold(&mut self, mut store: Store, path: &Path) -> Result<FileView, AppError> {
        self.close()?;
        // A question about another file is no question any more.
        self.lock = year_lock::YearLock::default();
        store.set_lookout(Box::new(self.lock.guard(&self.assets.forms)));
        let read_only = store.is_read_only().then(|| "以只读方式打开".to_string());
        let open = Open {
            store,
            path: path.to_path_buf(),
            read_only,
            last: RefCell::new(None),
            ledgers: Ledgers::default(),
            listed: RefCell::new(None),
            drawn: RefCell::default(),
            searching: RefCell::default(),
            ledger_told: RefCell::default(),
        };
        let view = open.view()?;
        self.open = Some(open);
        self.follow_calendar()?;
        Ok(view)
    }

    /// Closes the file.
    ///
    /// # Errors
    /// When the last writing fails.
    pub fn close(&mut self) -> Result<(), AppError> {
        match self.open.take() {
            Some(open) => {
                self.assets.calendar = self.shipped.clone();
                Ok(open.store.close()?)
            }
            None => Ok(()),
        }
    }

    fn opened(&self) -> Result<&Open, AppError> {
        self.open.as_ref().ok_or_else(|| AppError::plain("还没有打开数据文件".into()).coded("no_file"))
    }

    /// The open file, if any.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn current(&self) -> Result<Option<FileView>, AppError> {
        self.open.as_ref().map(Open::view).transpose()
    }

    /// The agency that a command means: by today's or an earlier name or by its code; without a name the file's own.
    ///
    /// # Errors
    /// When no agency, or more than one, answers to the name.
    pub fn agency(&self, name: Option<&str>) -> Result<AgencyId, AppError> {
        let agencies = self.opened()?.store.agencies()?;
        let Some(name) = name.map(str::trim) else {
            let own = self.opened()?.store.own_agency()?;
            return own.ok_or_else(|| AppError::plain("数据文件没有指明本单位，请用 --agency 写明单位".into()));
        };
        let known = |agency: &&Agency| {
            agency.code.as_deref() == Some(name) || agency.names.iter().any(|dated| dated.name == name)
        };
        let found: Vec<&Agency> = agencies.iter().filter(known).collect();
        match found.as_slice() {
            [agency] => Ok(agency.id.clone()),
            [] => {
                let names: Vec<&str> =
                    agencies.iter().filter_map(|agency| Some(agency.names.last()?.name.as_str())).collect();
                let names = if names.len() > 12 {
                    format!("{}等{}个", names[..12].join("、"), names.len())
                } else {
                    names.join("、")
                };
                Err(AppError::plain(format!("数据文件中没有“{name}”。文件中的单位：{names}")))
            }
            _ => Err(AppError::plain(format!("有不止一个单位叫“{name}”，请改用统一社会信用代码指明"))),
        }
    }

    /// Every agency that reports for a year: the file's own, and the units of its area.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reporting_agencies(&self, year: i32) -> Result<Vec<AgencyId>, AppError> {
        let own = self.agency(None)?;
        let agencies = self.opened()?.store.agencies()?;
        let units = units_for_year(&agencies, &own, year);
        let mut all = vec![own.clone()];
        all.extend(units.units.into_iter().map(|unit| unit.id).filter(|id| *id != own));
        Ok(all)
    }

    /// A report with document, findings and gate: from 定稿 on the version that is final, before that what the ledger says
    /// and what was typed.
    ///
    /// # Errors
    /// When the file cannot be read, the agency did not exist at the end of the year, or no form is known for it.
    pub fn prepare(&self, agency: &AgencyId, year: i32, wish_final: bool, now: &Now) -> Result<Prepared, AppError> {
        let mut material = self.material(agency, year)?;
        if let (Some(previous), Some(last)) = (&mut material.previous, self.frozen(agency, year - 1)?) {
            *previous = last.into_figures();
        }
        let Some(frozen) = self.frozen(agency, year)? else {
            material.read_findings.extend(self.ledger_in_report(agency, year, now)?);
            let wish = if wish_final { Wish::FinalIfOpen } else { Wish::Draft };
            return Prepared::new(material, wish, &self.assets, now);
        };
        let why = frozen.why.clone();
        let compiler = self.opened()?.compiler(&self.assets)?;
        frozen.hold(&mut material, compiler.form(year)?);
        Prepared::new(material, Wish::Frozen { why }, &self.assets, now)
    }

    /// A report as the editor shows it: as it was prepared last, when nothing has been written since.
    fn shown(&self, agency: &AgencyId, year: i32, now: &Now) -> Result<Arc<Prepared>, AppError> {
        let open = self.opened()?;
        let changes = open.store.changes()?;
        if let Some(last) = open.last.borrow().as_ref()
            && (&last.agency, last.year, last.today, last.changes) == (agency, year, now.today, changes)
        {
            return Ok(last.prepared.clone());
        }
        let prepared = Arc::new(self.prepare(agency, year, false, now)?);
        let last = Last { agency: agency.clone(), year, today: now.today, changes, prepared: prepared.clone() };
        *open.last.borrow_mut() = Some(last);
        Ok(prepared)
    }

    /// A report as the ledger and what was typed make it, whatever is final.
    fn prepare_live(&self, agency: &AgencyId, year: i32, now: &Now) -> Result<Prepared, AppError> {
        Prepared::new(self.material(agency, year)?, Wish::Draft, &self.assets, now)
    }

    fn material(&self, agency: &AgencyId, year: i32) -> Result<Material, AppError> {
        let open = self.opened()?;
        let compiler = open.compiler(&self.assets)?;
        compiler.form(year)?;
        let of = compiler.agency(agency)?;
        if let Some((_, last)) = period(year).filter(|(_, last)| !of.exists_on(*last)) {
            let successor = of.ended.as_ref().and_then(|ending| ending.successor.as_ref());
            let successor = successor.and_then(|id| compiler.agency(id).ok());
            let advice = successor
                .map_or("请核对单位的起止日期".to_string(), |s| format!("请编制“{}”的报告", s.name_on(last)));
            return Err(AppError::plain(format!("“{}”在{year}年末已不存在，{advice}", of.name_on(last))));
        }
        compiler.material(agency, year)
    }

    /// A report for the window.
    ///
    /// # Errors
    /// As [`Session::prepare`].
    pub fn report(&self, agency: &str, year: i32, now: &Now) -> Result<ReportView, AppError> {
        let id = AgencyId(agency.to_string());
        Ok(report_view::of(agency, self.shown(&id, year, now)?.as_ref()))
    }

    /// A report as the document that is printed, for its pages.
    ///
    /// # Errors
    /// As [`Session::prepare`].
    pub fn report_printed(&self, agency: &str, year: i32, now: &Now) -> Result<Printed, AppError> {
        let id = AgencyId(agency.to_string());
        let document = self.shown(&id, year, now)?.document.clone();
        Ok(Printed { document, style: self.style(Some(&id))? })
    }

    /// The records behind a cell.
    ///
    /// # Errors
    /// When the form has no such cell or the file cannot be read.
    pub fn trace(&self, agency: &str, year: i32, cell: &str) -> Result<TraceView, AppError> {
        let open = self.opened()?;
        let id = AgencyId(agency.to_string());
        let compiler = open.compiler(&self.assets)?;
        let trace = compiler.trace(&id, year, &Address::new(cell))?;
        let unit = compiler.form(year)?.unit(&trace.cell);
        let known = open.store.adjustment_records(&id, year)?;
        let identity = |adjustment: &Adjustment| {
            known.iter().find(|(_, known)| known == adjustment).map(|(id, _)| id.0.clone()).unwrap_or_default()
        };
        let parts = trace.parts.iter().map(|part| RecordView {
            kind: part.kind.key().to_string(),
            id: part.id.clone(),
            number: part.name.clone(),
            summary: if part.value.is_blank() { "未填写".into() } else { format!("{}{unit}", part.value) },
            agency: String::new(),
        });
        let owner = |record: &TraceRecord| -> Result<String, AppError> {
            let owner = match record.kind {
                TraceKind::Application => {
                    open.store.application(&ApplicationId(record.id.clone()))?.map(|fact| fact.application.agency)
                }
                TraceKind::Dispute => open.store.dispute(&DisputeId(record.id.clone()))?.map(|it| it.agency),
                TraceKind::Unit | TraceKind::Cell => None,
            };
            Ok(owner.map(|agency| agency.0).unwrap_or_default())
        };
        let owners = trace.records.iter().map(owner).collect::<Result<Vec<_>, _>>()?;
        let records = trace.records.iter().zip(owners).map(|(record, agency)| RecordView {
            kind: record.kind.key().to_string(),
            id: record.id.clone(),
            number: record.number.clone(),
            summary: record.summary.clone(),
            agency,
        });
        Ok(TraceView {
            schema: "trace/1".into(),
            cell: trace.cell.to_string(),
            label: trace.label.clone(),
            value: (!trace.value.is_blank()).then(|| trace.value.to_string()),
            counted: trace.counted,
            adjusted: trace.adjusted,
            adjustments: trace
                .adjustments
                .iter()
                .map(|a| AdjustmentView {
                    id: identity(a),
                    delta: a.delta,
                    reason: a.reason.clone(),
                    source: a.source.clone(),
                    by: a.by.clone(),
                    on: a.on.to_string(),
                })
                .collect(),
            sentence: trace.sentence.clone(),
            records: parts.chain(records).collect(),
        })
    }

    /// Exports a report into a folder.
    ///
    /// # Errors
    /// When the final version is asked for and the gate is shut, a writer or the folder fails, or it is cancelled.
    pub fn export(
        &self,
        request: &ExportRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report,
    ) -> Result<ExportOutcome, AppError> {
        let formats: Vec<Format> = request.formats.iter().map(|text| text.parse()).collect::<Result<_, _>>()?;
        if formats.is_empty() {
            return Err(AppError::plain("请至少选择一种格式".into()).at("formats"));
        }
        let prepared = self.prepare(&AgencyId(request.agency.clone()), request.year, request.is_final, now)?;
        if request.is_final && !prepared.gate.open && prepared.locked.is_none() {
            let first = prepared.gate.blocking.first().map(|blocker| blocker.message()).unwrap_or_default();
            let count = prepared.gate.blocking.len();
            return Err(
                AppError::plain(format!("未通过正式稿检查（{count}项），没有生成文件。{first}")).coded("gate_shut")
            );
        }
        let writers = self.writers(&AgencyId(request.agency.clone()), None)?;
        export::write(&[(&prepared, &writers)], &formats, folder, report)
    }

    /// A report as HTML to be pasted into a website's editor.
    ///
    /// # Errors
    /// As [`Session::prepare`], and when the writer fails.
    pub fn fragment(&self, agency: &str, year: i32, now: &Now) -> Result<String, AppError> {
        let id = AgencyId(agency.to_string());
        let prepared = self.prepare(&id, year, false, now)?;
        let outputs = prepared.write(Format::HtmlInline, &self.writers(&id, None)?, &mut Vec::new())?;
        let bytes = outputs.into_iter().flat_map(|output| output.bytes).collect();
        String::from_utf8(bytes).map_err(|error| AppError::with_detail("网页内容无法生成".into(), &error))
    }

    /// Exports the guide page of an item.
    ///
    /// # Errors
    /// When there is no such item, or a writer or the folder fails.
    pub fn export_guide(
        &self,
        number: Option<&str>,
        formats: &[Format],
        folder: &Path,
        fonts: Option<PdfFonts>,
        now: &Now,
    ) -> Result<ExportOutcome, AppError> {
        let mut notes = Vec::new();
        let writers = |agency: &AgencyId| self.writers(agency, fonts);
        let outputs = crate::guide::outputs(&self.opened()?.store, number, formats, &writers, now, &mut notes)?;
        export::finish(outputs, folder, notes)
    }

    /// What the demo shows: 2025 reports of a bureau, a township and the county in all formats, and a guide page.
    ///
    /// # Errors
    /// When the open file is not the sample, or something cannot be written.
    pub fn demo_outputs(&self, folder: &Path, now: &Now, report: &mut Report) -> Result<ExportOutcome, AppError> {
        let mut prepared = Vec::new();
        for name in sample::SHOWN {
            let agency = self.agency(Some(name))?;
            prepared.push((self.prepare(&agency, sample::YEAR, false, now)?, self.writers(&agency, None)?));
        }
        let jobs: Vec<Job<'_>> = prepared.iter().map(|(report, writers)| (report, writers)).collect();
        let formats: Vec<Format> = Format::ALL.into_iter().chain([Format::HtmlInline]).collect();
        let mut outcome = export::write(&jobs, &formats, folder, report)?;
        let formats = [Format::Docx, Format::Pdf, Format::Html, Format::HtmlInline];
        let guide = self.export_guide(Some(sample::GUIDE), &formats, folder, None, now)?;
        outcome.files.extend(guide.files);
        outcome.notes.extend(guide.notes);
        Ok(outcome)
    }
}

/// Agencies in the order of the tree, each with its depth, under their latest names. One whose parent is unknown, or
/// that stands in a circle, is shown at the top: it must not vanish.
fn tree(agencies: &[Agency]) -> Vec<AgencyView> {
    let mut sorted: Vec<&Agency> = agencies.iter().collect();
    sorted.sort_by_key(|agency| agency.position);
    let mut out = Vec::new();
    let mut placed = vec![false; sorted.len()];
    for at in 0..sorted.len() {
        if !parent(sorted[at]).is_some_and(|parent| sorted.iter().any(|agency| agency.id == *parent)) {
            place(&sorted, at, 0, &mut placed, &mut out);
        }
    }
    for at in 0..sorted.len() {
        place(&sorted, at, 0, &mut placed, &mut out);
    }
    out
}

fn parent(agency: &Agency) -> Option<&AgencyId> {
    agency.parents.last().map(|(_, id)| id)
}

fn place(agencies: &[&Agency], at: usize, depth: u32, placed: &mut [bool], out: &mut Vec<AgencyView>) {
    if std::mem::replace(&mut placed[at], true) {
        return;
    }
    let agency = agencies[at];
    let name = agency.names.last().map_or("（未命名单位）", |dated| dated.name.as_str());
    let ended = agency.ended.as_ref().map_or(String::new(), |ending| format!("（{}年撤并）", ending.on.format("%Y")));
    out.push(AgencyView {
        id: agency.id.0.clone(),
        name: format!("{name}{ended}"),
        kind: agency.kind.label().to_string(),
        depth,
        area: agency.kind.reports_area(),
    });
    for (child, other) in agencies.iter().enumerate() {
        if parent(other) == Some(&agency.id) {
            place(agencies, child, depth + 1, placed, out);
        }
    }
}
