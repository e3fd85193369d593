//! Puts the sample's rows into a new data file, every time the same.

use super::rows::{
    AdjustmentRow, AgencyRow, ApplicationRow, DisputeRow, EventWhat, FeeRow, FigureRow, HeadRow, ItemRow, ReasonRow,
    Rows, SectionRow,
};
use crate::assets::Assets;
use crate::new_file::PROGRAM;
use crate::view::AppError;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, AgencyLevel, DatedName, Ending};
use mingce_domain::annual_report::{Address, ReportHead, TypedFigure, Value, ValueKind};
use mingce_domain::application::{Application, ApplicationId, EventData, EventId};
use mingce_domain::catalogue::ItemId;
use mingce_domain::dispute::{Dispute, DisputeId};
use mingce_store::{
    Act, Applicant, ApplicantId, Ids, Law, NewFile, ProcessId, Stamp, Store, StoreError, StoredProcess,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

/// The instant that the sample's records bear.
pub(super) const AT: &str = "2026-01-10T01:00:00Z";
pub(super) const WHO: &str = "示例经办人";

type Keys = BTreeMap<String, AgencyId>;

/// Makes the sample's data file.
///
/// # Errors
/// When the sample's rows are missing or damaged, or the file cannot be written; no file is left then.
pub fn create(path: &Path, assets: &Assets) -> Result<Store, AppError> {
    let rows = Sample::read(assets)?;
    let stamp = Stamp::new(AT, WHO)?;
    let new = NewFile { stamp: stamp.clone(), program: PROGRAM.into(), sample: true, ids: Ids::sequence("清溪县") };
    let mut store = Store::create(path, new)?;
    let filled = store.act(&stamp, "建立示例县", |act| {
        act.keep_for_good();
        rows.put(act, assets)
    });
    if let Err(error) = filled {
        drop(store);
        // Half a sample is worse than none.
        let _ = std::fs::remove_file(path);
        return Err(error.into());
    }
    Ok(store)
}

struct Sample {
    agencies: Vec<AgencyRow>,
    applications: Vec<ApplicationRow>,
    disputes: Vec<DisputeRow>,
    figures: Vec<FigureRow>,
    adjustments: Vec<AdjustmentRow>,
    sections: Vec<SectionRow>,
    heads: Vec<HeadRow>,
    fees: Vec<FeeRow>,
    reasons: Vec<ReasonRow>,
    items: Vec<ItemRow>,
    processes: BTreeMap<String, String>,
}

impl Sample {
    fn read(assets: &Assets) -> Result<Sample, AppError> {
        let folder = assets.samples().join("qingxi");
        let items: Vec<ItemRow> = rows(&folder, "catalogue")?;
        let mut processes = BTreeMap::new();
        for item in &items {
            let text = assets.text(&format!("processes/{}.json", item.process))?;
            processes.insert(item.process.clone(), text);
        }
        Ok(Sample {
            agencies: rows(&folder, "agencies")?,
            applications: rows(&folder, "applications")?,
            disputes: rows(&folder, "disputes")?,
            figures: rows(&folder, "figures")?,
            adjustments: rows(&folder, "adjustments")?,
            sections: rows(&folder, "sections")?,
            heads: rows(&folder, "heads")?,
            fees: rows(&folder, "fees")?,
            reasons: rows(&folder, "reasons")?,
            items,
            processes,
        })
    }

    fn put(&self, act: &mut Act<'_>, assets: &Assets) -> Result<(), StoreError> {
        let keys = self.put_agencies(act)?;
        let law = Law { calendar: &assets.calendar, terms: &assets.terms };
        let numbers = self.put_applications(act, &keys, &law)?;
        for row in &self.disputes {
            let id = DisputeId(act.new_id());
            act.put_dispute(&Dispute {
                id,
                agency: known(&keys, &row.agency)?.clone(),
                number: row.number.clone(),
                kind: row.kind,
                role: row.role,
                decided_by: row.decided_by.clone(),
                filed_on: row.filed_on,
                decided_on: row.decided_on,
                in_force_on: row.in_force_on,
                result: row.result,
                applications: row
                    .applications
                    .iter()
                    .map(|number| known(&numbers, number).cloned())
                    .collect::<Result<_, _>>()?,
                further: Vec::new(),
                note: row.note.clone(),
                void_reason: None,
            })?;
        }
        self.put_figures(act, &keys, assets)?;
        self.put_reports(act, &keys)?;
        self.put_items(act, &keys)
    }

    fn put_agencies(&self, act: &mut Act<'_>) -> Result<Keys, StoreError> {
        let keys: Keys = self.agencies.iter().map(|row| (row.key.clone(), AgencyId(act.new_id()))).collect();
        // Parents and successors first, by writing each agency twice: bare, then with its links.
        for linked in [false, true] {
            for (position, row) in (0_i64..).zip(&self.agencies) {
                let kind = AgencyKind::from_key(&row.kind).ok_or_else(|| damaged(&row.kind))?;
                let level = AgencyLevel::from_key(&row.level).ok_or_else(|| damaged(&row.level))?;
                let first = row.names.first().ok_or_else(|| damaged(&row.key))?.from;
                let mut agency = Agency {
                    id: known(&keys, &row.key)?.clone(),
                    code: Some(row.code.clone()),
                    kind,
                    level,
                    names: row.names.iter().map(|n| DatedName { from: n.from, name: n.name.clone() }).collect(),
                    parents: Vec::new(),
                    since: None,
                    ended: None,
                    ledger_since: row.ledger_since,
                    position,
                };
                if linked {
                    if let Some(parent) = &row.parent {
                        agency.parents.push((first, known(&keys, parent)?.clone()));
                    }
                    if let Some(ended) = &row.ended {
                        let successor = Some(known(&keys, &ended.successor)?.clone());
                        agency.ended = Some(Ending { on: ended.on, successor });
                    }
                }
                act.put_agency(&agency)?;
            }
        }
        if let Some(row) = self.agencies.iter().find(|row| row.parent.is_none()) {
            act.set_own_agency(known(&keys, &row.key)?)?;
        }
        Ok(keys)
    }

    fn put_applications(
        &self,
        act: &mut Act<'_>,
        keys: &Keys,
        law: &Law<'_>,
    ) -> Result<BTreeMap<String, ApplicationId>, StoreError> {
        let mut numbers = BTreeMap::new();
        for row in &self.applications {
            let id = ApplicationId(act.new_id());
            act.put_application(&Application {
                id: id.clone(),
                agency: known(keys, &row.agency)?.clone(),
                number: row.number.clone(),
                subject: row.subject.clone(),
                letter: row.letter.clone(),
                void: row.void,
            })?;
            let mut applicants = Vec::new();
            for applicant in &row.applicants {
                let record = Applicant::named(ApplicantId(act.new_id()), applicant.kind, applicant.name.clone());
                act.put_applicant(&record)?;
                applicants.push(record.id);
            }
            act.set_applicants(&id, &applicants)?;
            let mut events: Vec<EventId> = Vec::new();
            for event in &row.events {
                let target = |place: usize| events.get(place).cloned().ok_or_else(|| damaged(&row.number));
                let data = match &event.what {
                    EventWhat::Plain(data) => data.clone(),
                    EventWhat::Corrected { event, to_on } => EventData::Corrected {
                        event: target(*event)?,
                        on: Some(*to_on),
                        data: None,
                        reason: String::new(),
                    },
                    EventWhat::Revoked { event } => {
                        EventData::Revoked { event: target(*event)?, reason: String::new() }
                    }
                };
                events.push(act.append_event(&id, event.on, &data, law)?);
            }
            numbers.insert(row.number.clone(), id);
        }
        Ok(numbers)
    }

    fn put_figures(&self, act: &mut Act<'_>, keys: &Keys, assets: &Assets) -> Result<(), StoreError> {
        for row in &self.figures {
            let agency = known(keys, &row.agency)?;
            let mut cells: BTreeMap<Address, Value> = BTreeMap::new();
            if let Some(form) = assets.forms.for_year(row.year) {
                let zero = form.cells().filter(|cell| {
                    cell.kind == ValueKind::Count
                        && cell.sum_of.is_empty()
                        && row.rest_zero.iter().any(|table| table == cell.at.table())
                });
                cells.extend(zero.map(|cell| (cell.at.clone(), Value::Integer(0))));
            }
            cells.extend(row.cells.iter().map(|(at, text)| (Address::new(at.clone()), Value::parse(text))));
            for (at, value) in cells {
                let (by, from) = (Some(row.by.clone()), Some(row.source.clone()));
                act.set_figure(agency, row.year, &TypedFigure { at, value, by, from, on: Some(row.on) })?;
            }
        }
        for row in &self.adjustments {
            act.add_adjustment(known(keys, &row.agency)?, row.year, &row.adjustment)?;
        }
        Ok(())
    }

    fn put_reports(&self, act: &mut Act<'_>, keys: &Keys) -> Result<(), StoreError> {
        for row in &self.sections {
            let agency = known(keys, &row.agency)?;
            let texts =
                [("overview", &row.overview), ("problems", &row.problems), ("other_matters", &row.other_matters)];
            for (key, text) in texts {
                act.set_section(agency, row.year, key, text)?;
            }
        }
        for row in &self.heads {
            let head =
                ReportHead { signed_on: Some(row.signed_on), preamble: row.preamble.clone(), ..ReportHead::default() };
            act.set_head(known(keys, &row.agency)?, row.year, &head)?;
        }
        for row in &self.fees {
            act.set_information_fee(known(keys, &row.agency)?, row.year, &row.fee)?;
        }
        for row in &self.reasons {
            act.set_reason(known(keys, &row.agency)?, row.year, &row.reason)?;
        }
        Ok(())
    }

    fn put_items(&self, act: &mut Act<'_>, keys: &Keys) -> Result<(), StoreError> {
        for (position, row) in (0_i64..).zip(&self.items) {
            let agency = known(keys, &row.agency)?.clone();
            let body = known(&self.processes, &row.process)?;
            let process = serde_json::from_str(body).map_err(|error| damaged(&error.to_string()))?;
            let uid = act.new_id();
            let id = ProcessId(uid.clone());
            act.put_process(&StoredProcess { id, agency: Some(agency.clone()), process, position, adopted: None })?;
            let item = row.item(ItemId(act.new_id()), agency, Some(uid));
            act.put_item(&item, position)?;
        }
        Ok(())
    }
}

/// What stands under a key of the sample.
pub(super) fn known<'a, T>(map: &'a BTreeMap<String, T>, key: &str) -> Result<&'a T, StoreError> {
    map.get(key).ok_or_else(|| damaged(key))
}

pub(super) fn damaged(what: &str) -> StoreError {
    StoreError {
        code: mingce_store::ErrorCode::Invalid,
        message: "示例数据损坏".into(),
        remedy: "请重新安装本程序".into(),
        detail: what.to_string(),
    }
}

pub(super) fn rows<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>, AppError> {
    let path = folder.join(format!("{name}.json"));
    let unusable = |detail: String| AppError {
        detail,
        ..AppError::plain(format!("示例数据文件“{}”缺失或损坏，请重新安装本程序", path.display()))
    };
    let text = std::fs::read_to_string(&path).map_err(|error| unusable(error.to_string()))?;
    let rows: Rows<T> = serde_json::from_str(&text).map_err(|error| unusable(error.to_string()))?;
    Ok(rows.rows)
}
