//! Processes in the window: the list, one with its chart, and every change as a step that can be undone.

use super::Session;
use crate::export::{self, Report};
use crate::formats::{Format, Pen};
use crate::output::Output;
use crate::prepare::Now;
use crate::process::editor::{
    BoxView, ChartView, LimitView, ProcessDiff, ProcessDraft, ProcessEdit, ProcessEdited, ProcessExportRequest,
    ProcessFinding, ProcessPart, ProcessSummary, ProcessView, ProcessesView, ShippedProcess,
};
use crate::process::view::limits;
use crate::process::{Picture, from_bytes, mermaid_file, outputs, shipped, version_of};
use crate::view::{AppError, ExportOutcome};
use base64::Engine;
use mingce_compose::chart;
use mingce_document::ShapeKind;
use mingce_domain::agency::AgencyId;
use mingce_domain::check::Severity;
use mingce_domain::process::lint::lint;
use mingce_domain::process::{BASIS_UNCHECKED, Level, NodeKind, Process, ProcessEdge, ProcessNode, SCHEMA};
use mingce_store::{ProcessId, StoredProcess};
use std::cmp::Ordering;
use std::path::Path;

/// The formats that a process has, Mermaid apart.
const FORMATS: [&str; 6] = ["docx", "pdf", "svg", "png", "html", "json"];
/// How the name of a shipped process begins where it stands beside those of the file.
const SHIPPED: &str = "shipped:";

impl Session {
    /// The processes of an agency and the shipped ones.
    ///
    /// # Errors
    /// When the agency is unknown, or the file or the shipped data cannot be read.
    pub fn process_list(&self, agency: &str) -> Result<ProcessesView, AppError> {
        let agency = self.known_agency(agency)?;
        let there = self.processes(Some(&agency))?;
        let uses = self.opened()?.store.process_uses()?;
        let all = shipped(&self.assets)?;
        let own = there.iter().map(|stored| self.summary(stored, &all, uses.get(&stored.id).copied()));
        let adopted = |id: &str| there.iter().any(|it| it.adopted.as_ref().is_some_and(|base| base.base_id == id));
        let shipped = all.iter().map(|process| ShippedProcess {
            id: process.id.clone(),
            title: process.title.clone(),
            level: process.level.label().to_string(),
            steps: process.nodes.len() as u32,
            unchecked: unchecked(process) as u32,
            adopted: adopted(&process.id),
        });
        Ok(ProcessesView {
            schema: "processes/1".into(),
            own: own.collect::<Result<_, _>>()?,
            shipped: shipped.collect(),
            kinds: NodeKind::KNOWN.iter().map(|kind| (kind.key().to_string(), kind.label().to_string())).collect(),
            levels: Level::KNOWN.iter().map(|level| (level.key().to_string(), level.label().to_string())).collect(),
        })
    }

    fn summary(
        &self,
        stored: &StoredProcess,
        shipped: &[Process],
        items: Option<u32>,
    ) -> Result<ProcessSummary, AppError> {
        let findings = lint(&stored.process);
        let base = stored.adopted.as_ref().and_then(|base| shipped.iter().find(|it| it.id == base.base_id));
        // Most copies are of the version that is shipped: only others are compared.
        let undecided = match (&stored.adopted, base) {
            (Some(adopted), Some(now)) if adopted.base_version != version_of(now)? => {
                let compared = self.compare_process(stored.clone())?;
                compared.parts.iter().filter(|part| part.changed_there()).count()
            }
            _ => 0,
        };
        Ok(ProcessSummary {
            id: stored.id.0.clone(),
            title: stored.process.title.clone(),
            level: stored.process.level.label().to_string(),
            steps: stored.process.nodes.len() as u32,
            errors: findings.errors().count() as u32,
            warnings: findings.warnings().count() as u32,
            base: base.map(|it| it.title.clone()).unwrap_or_default(),
            undecided: undecided as u32,
            items: items.unwrap_or_default(),
        })
    }

    /// One process with what the checks say, not drawn; a shipped one is only looked at.
    ///
    /// # Errors
    /// When there is none.
    pub fn process_view(&self, agency: &str, id: &str) -> Result<ProcessView, AppError> {
        Ok(checked(id, &self.process_shown(agency, id)?))
    }

    /// One process as it would be with a draft that is not kept, with its chart: what is being typed is seen in it.
    ///
    /// # Errors
    /// As [`Session::process_view`], or when fonts are missing.
    pub fn process_draft(&self, agency: &str, id: &str, draft: &ProcessDraft) -> Result<ProcessView, AppError> {
        self.to_draw(agency, id, draft)?.drawn()
    }

    /// The same, still to be drawn: that needs no session, and may take long.
    ///
    /// # Errors
    /// As [`Session::process_view`].
    pub(crate) fn to_draw(&self, agency: &str, id: &str, draft: &ProcessDraft) -> Result<ToDraw, AppError> {
        Ok(ToDraw {
            id: id.to_string(),
            process: draft.onto(&self.process_shown(agency, id)?),
            pen: self.writers(&AgencyId(agency.to_string()), None)?.pen(),
        })
    }

    fn process_shown(&self, agency: &str, id: &str) -> Result<Process, AppError> {
        match id.strip_prefix(SHIPPED) {
            Some(name) => shipped(&self.assets)?.into_iter().find(|process| process.id == name).ok_or_else(gone),
            None => Ok(self.stored_process(agency, id)?.process),
        }
    }

    fn stored_process(&self, agency: &str, id: &str) -> Result<StoredProcess, AppError> {
        let agency = self.known_agency(agency)?;
        self.processes(Some(&agency))?.into_iter().find(|stored| stored.id.0 == id).ok_or_else(gone)
    }

    /// Changes the processes: one step that can be undone.
    ///
    /// # Errors
    /// When what it is about is not there, it cannot be done, or the file cannot be written.
    pub fn edit_process(&mut self, agency: &str, edit: &ProcessEdit, now: &Now) -> Result<ProcessEdited, AppError> {
        let mut notes = Vec::new();
        let (said, id) = match edit {
            ProcessEdit::New { title } => self.begin_process(agency, title, now)?,
            ProcessEdit::Adopt { id } => {
                let stored = self.adopt_process(agency, id, now)?;
                (format!("采用标准流程“{}”", stored.process.title), Some(stored.id.0))
            }
            ProcessEdit::Save { id, draft } => self.save_process(agency, id, draft, now)?,
            ProcessEdit::Remove { id } => self.delete_process(agency, id, now)?,
            ProcessEdit::Decide { id, keys, keep } => {
                let compared = self.compare_process(self.stored_process(agency, id)?)?;
                let (said, stored) = self.decide_process(&compared, keys, *keep, now)?;
                (said, Some(stored.id.0))
            }
            ProcessEdit::Import { name, content } => {
                let bytes = base64::engine::general_purpose::STANDARD
                    .decode(content)
                    .map_err(|error| AppError::with_detail("文件没有完整送到，请重新选择".into(), &error))?;
                let read = from_bytes(&bytes)?.titled(name);
                let import = self.import_process(agency, &read, true, now)?;
                notes.extend(import.left.iter().map(|left| match left.place().as_str() {
                    "" => left.what.clone(),
                    place => format!("{place}：{}", left.what),
                }));
                (import.said(true), import.id)
            }
        };
        let process = id.as_deref().map(|id| self.process_view(agency, id)).transpose()?;
        Ok(ProcessEdited { said, notes, list: self.process_list(agency)?, process })
    }

    fn begin_process(&mut self, agency: &str, title: &str, now: &Now) -> Result<(String, Option<String>), AppError> {
        let id = self.known_agency(agency)?;
        let title = title.trim();
        if title.is_empty() {
            return Err(AppError::plain("请写流程的名称".into()).at("title"));
        }
        if self.processes(Some(&id))?.iter().any(|stored| stored.process.title == title) {
            return Err(AppError::plain(format!("已有流程“{title}”，请换一个名称")).at("title"));
        }
        let said = format!("新建流程“{title}”");
        let stored = self.new_process(&id, skeleton(title), None)?;
        let id = self.put_process(stored, &said, now)?;
        Ok((said, Some(id)))
    }

    fn save_process(
        &mut self,
        agency: &str,
        id: &str,
        draft: &ProcessDraft,
        now: &Now,
    ) -> Result<(String, Option<String>), AppError> {
        let before = self.stored_process(agency, id)?;
        let process = draft.onto(&before.process);
        if process.title.is_empty() {
            return Err(AppError::plain("流程要有名称".into()).at("title"));
        }
        if process == before.process {
            return Ok(("没有变化".into(), Some(id.to_string())));
        }
        let findings = lint(&process);
        let too_large = |findings: &mingce_domain::check::Findings| {
            findings
                .findings
                .iter()
                .find(|it| it.rule == "G25" && it.severity == Severity::Error)
                .map(|it| format!("{}{}", it.message, it.remedy))
        };
        // What is too large already (from another program) may still be made smaller.
        if let Some(message) = too_large(&findings)
            && too_large(&lint(&before.process)).is_none()
        {
            return Err(AppError::plain(message));
        }
        let said = format!("流程“{}”：{}", process.title, change(&before.process, &process));
        self.put_process(StoredProcess { process, ..before }, &said, now)?;
        Ok((said, Some(id.to_string())))
    }

    fn delete_process(&mut self, agency: &str, id: &str, now: &Now) -> Result<(String, Option<String>), AppError> {
        let stored = self.stored_process(agency, id)?;
        let title = &stored.process.title;
        let items = self.opened()?.store.process_uses()?.get(&stored.id).copied().unwrap_or_default();
        if items > 0 {
            return Err(AppError::plain(format!(
                "目录中有{items}个事项的办事程序是“{title}”，请先在公开目录中改选或者去掉，再删除"
            )));
        }
        let said = format!("删除流程“{title}”");
        let stamp = mingce_store::Stamp::new(&now.at_utc, crate::new_file::WHO)?;
        self.opened_mut()?.store.act(&stamp, &said, |act| act.remove_process(&ProcessId(id.to_string())))?;
        Ok((said, None))
    }

    /// A copied process beside the shipped one.
    ///
    /// # Errors
    /// As [`Session::compare_process`].
    pub fn process_diff(&self, agency: &str, id: &str) -> Result<ProcessDiff, AppError> {
        let compared = self.compare_process(self.stored_process(agency, id)?)?;
        let of = [&compared.stored.process, &compared.now];
        let parts = compared.parts.iter().map(|it| ProcessPart {
            key: it.part.key(),
            label: it.part.label(&of),
            group: it.group as u32,
            base: it.base.clone(),
            own: it.own.clone(),
            standard: it.standard.clone(),
            changed_here: it.changed_here(),
            changed_there: it.changed_there(),
        });
        Ok(ProcessDiff { base: compared.now.title.clone(), parts: parts.collect() })
    }

    /// Writes a process into a folder, in several formats.
    ///
    /// # Errors
    /// When the final version is wanted and something stands in its way, a format is unknown, or a writer or the folder
    /// fails.
    pub fn export_process(
        &self,
        request: &ProcessExportRequest,
        folder: &Path,
        now: &Now,
        report: &mut Report<'_>,
    ) -> Result<ExportOutcome, AppError> {
        let process = self.process_shown(&request.agency, &request.id)?;
        let agency = AgencyId(request.agency.clone());
        let names = self.agency_names(now.today)?;
        let name = names.into_iter().find(|(of, _)| *of == agency).map(|(_, name)| name).unwrap_or_default();
        let writers = self.writers(&agency, None)?;
        let picture =
            Picture { process: &process, agency: &name, sample: self.is_sample()?, is_final: request.is_final };
        let total = request.formats.len() as u32 + 1;
        let (mut notes, mut files) = (Vec::new(), Vec::new());
        for (done, format) in (0..).zip(&request.formats) {
            export::step(report, done, total, format!("“{}”（{}）", process.title, format.to_uppercase()))?;
            if format == "mmd" {
                let made = mermaid_file(&picture, &mut notes)?;
                files.push((Format::Json, made));
                continue;
            }
            if !FORMATS.contains(&format.as_str()) {
                return Err(AppError::plain(format!("流程没有 {} 格式", format.to_uppercase())));
            }
            let format: Format = format.parse()?;
            let made: Vec<Output> = outputs(&picture, format, &writers, now, &mut notes)?;
            files.extend(made.into_iter().map(|output| (format, output)));
        }
        export::step(report, total - 1, total, "写入磁盘".into())?;
        export::finish(files, folder, notes)
    }
}

/// A process whose chart is to be drawn.
pub(crate) struct ToDraw {
    pub(crate) id: String,
    pub(crate) process: Process,
    pen: Pen,
}

impl ToDraw {
    /// The process with its chart.
    ///
    /// # Errors
    /// When fonts are missing.
    pub(crate) fn drawn(&self) -> Result<ProcessView, AppError> {
        let view = checked(&self.id, &self.process);
        let too_large = view.findings.iter().find(|finding| finding.rule == "G25" && finding.severity == "error");
        let chart = match too_large {
            Some(finding) => ChartView {
                svg: String::new(),
                width: 0.0,
                height: 0.0,
                boxes: Vec::new(),
                problems: vec![format!("{}{}", finding.message, finding.remedy)],
            },
            None => {
                let (layout, _) = chart::draw_turned(&self.process);
                let drawing = &layout.drawing;
                let steps = drawing.shapes.iter().filter(|shape| shape.kind != ShapeKind::Lane);
                let boxes = steps.map(|shape| BoxView {
                    step: shape.id.clone(),
                    x: shape.rect.x.0,
                    y: shape.rect.y.0,
                    width: shape.rect.width.0,
                    height: shape.rect.height.0,
                });
                ChartView {
                    svg: if drawing.shapes.is_empty() { String::new() } else { self.pen.chart(drawing)? },
                    width: drawing.width.0,
                    height: drawing.height.0,
                    boxes: boxes.collect(),
                    problems: layout.problems.iter().map(ToString::to_string).collect(),
                }
            }
        };
        Ok(ProcessView { chart: Some(chart), ..view })
    }
}

/// A process with what the checks say, not drawn.
pub(crate) fn checked(id: &str, process: &Process) -> ProcessView {
    ProcessView {
        id: id.to_string(),
        reading: id.starts_with(SHIPPED),
        draft: ProcessDraft::of(process),
        findings: lint(process).findings.iter().map(ProcessFinding::of).collect(),
        limits: limits(process).into_iter().map(|it| LimitView { longest: it.longest, loops: it.loops }).collect(),
        chart: None,
    }
}

fn gone() -> AppError {
    AppError::plain("没有这个流程，请刷新后重试".into())
}

/// The least that a chart is: a start, a step, an end.
fn skeleton(title: &str) -> Process {
    let node = |id: &str, kind, text: &str| ProcessNode {
        id: id.to_string(),
        kind,
        text: text.to_string(),
        ..ProcessNode::default()
    };
    let edge = |from: &str, to: &str| ProcessEdge { from: from.into(), to: to.into(), label: String::new() };
    Process {
        schema: SCHEMA.into(),
        title: title.to_string(),
        nodes: vec![
            node("n1", NodeKind::Start, "开始"),
            node("n2", NodeKind::Process, "第一个环节"),
            node("n3", NodeKind::End, "结束"),
        ],
        edges: vec![edge("n1", "n2"), edge("n2", "n3")],
        ..Process::default()
    }
}

/// How many bases of a process nobody has checked.
fn unchecked(process: &Process) -> usize {
    let limits = process.statutory_limits.iter().map(|limit| limit.basis.as_str());
    let bases = process.nodes.iter().filter_map(|node| node.basis.as_deref());
    bases.chain(limits).filter(|basis| basis.contains(BASIS_UNCHECKED)).count()
}

/// What became of the statutory limits: which one, where it was one.
fn about_limits(before: &Process, after: &Process) -> String {
    let (was, is) = (&before.statutory_limits, &after.statutory_limits);
    let verb = match is.len().cmp(&was.len()) {
        Ordering::Less => "删除",
        Ordering::Equal => "修改",
        Ordering::Greater => "增加",
    };
    let longer = if is.len() < was.len() { was } else { is };
    match longer.iter().zip(0..).find(|(limit, at)| was.get(*at) != Some(limit) || is.get(*at) != Some(limit)) {
        Some((_, at)) if longer.len() > 1 => format!("{verb}法定时限第{}条", at + 1),
        _ => format!("{verb}法定时限"),
    }
}

/// What changed from one state to the next, in a few words: the history shows it.
fn change(before: &Process, after: &Process) -> String {
    let find = |process: &Process, id: &str| process.nodes.iter().find(|node| node.id == id).cloned();
    let added: Vec<&ProcessNode> = after.nodes.iter().filter(|node| find(before, &node.id).is_none()).collect();
    let removed: Vec<&ProcessNode> = before.nodes.iter().filter(|node| find(after, &node.id).is_none()).collect();
    let changed: Vec<&ProcessNode> =
        after.nodes.iter().filter(|node| find(before, &node.id).is_some_and(|was| was != **node)).collect();
    let about = |verb: &str, nodes: &[&ProcessNode]| match nodes {
        [one] if !one.text.is_empty() => Some(format!("{verb}环节“{}”", one.text)),
        [] => None,
        many => Some(format!("{verb}{}个环节", many.len())),
    };
    let parts = [about("增加", &added), about("删除", &removed), about("修改", &changed)];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if !said.is_empty() {
        return said.join("，");
    }
    let order = |process: &Process| process.nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>();
    if before.title != after.title {
        format!("改名（原名“{}”）", before.title)
    } else if before.edges != after.edges {
        "修改流线".into()
    } else if order(before) != order(after) {
        "调整环节的顺序".into()
    } else if before.statutory_limits != after.statutory_limits {
        about_limits(before, after)
    } else {
        "修改层级或者泳道".into()
    }
}
