//! From the data file to the figures of a year: one unit's own, or an area's with all its units.

use crate::prepare::Material;
use crate::view::AppError;
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::annual_report::{
    Address, AreaCompiled, AreaYear, Compiled, CountingSettings, Figures, FiguresAgency, Form, Forms, ReopenedCases,
    Scope, Trace, UnitYear, area, compile, contributors, period, trace, trace_area, units_for_year,
};
use mingce_domain::application::ApplicationFact;
use mingce_store::Store;
use serde_json::Map;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// How deep governments may stand below one another: 国 to 村 are six; more is a circle in the data.
const DEEPEST: usize = 8;

/// The setting's key: how reopened applications are counted ([`ReopenedCases`]).
const REOPENED_CASES: &str = "reopened_cases";

/// The ledgers of a data file as they were read last: an edit of a report leaves them as they are.
#[derive(Debug, Default)]
pub struct Ledgers {
    /// What [`Store::ledger_changes`] said when they were read.
    at: Cell<u64>,
    read: RefCell<BTreeMap<Vec<AgencyId>, Vec<ApplicationFact>>>,
}

impl Ledgers {
    fn applications(&self, store: &Store, ids: &[AgencyId]) -> Result<Vec<ApplicationFact>, AppError> {
        let mut read = self.read.borrow_mut();
        let changes = store.ledger_changes()?;
        if self.at.replace(changes) != changes {
            read.clear();
        }
        if let Some(read) = read.get(ids) {
            return Ok(read.clone());
        }
        let facts = store.applications_of(ids)?;
        read.insert(ids.to_vec(), facts.clone());
        Ok(facts)
    }
}

/// The compiled reports of one data file.
pub struct Compiler<'a> {
    store: &'a Store,
    forms: &'a Forms,
    agencies: Vec<Agency>,
    sample: bool,
    settings: CountingSettings,
    ledgers: &'a Ledgers,
}

/// One agency's compiled report of one year.
pub enum CompiledReport {
    /// The agency's own figures, with what they were compiled from.
    Own(Box<UnitYear>, Box<Compiled>),
    /// The area's figures.
    Area(Box<AreaCompiled>),
}

impl CompiledReport {
    /// The figures.
    pub fn figures(&self) -> &Figures {
        match self {
            CompiledReport::Own(_, compiled) => &compiled.figures,
            CompiledReport::Area(area) => &area.figures,
        }
    }
}

impl<'a> Compiler<'a> {
    /// A compiler over an open file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn new(store: &'a Store, forms: &'a Forms, ledgers: &'a Ledgers) -> Result<Compiler<'a>, AppError> {
        let agencies = store.agencies()?;
        let sample = store.is_sample();
        // Reopened cases are not counted again unless the office has chosen otherwise.
        let reopened = match store.setting::<String>(REOPENED_CASES)? {
            None => ReopenedCases::NotCounted,
            Some(key) => ReopenedCases::from_key(&key).ok_or_else(|| {
                AppError::plain(format!("数据文件中“重新办理的申请”的统计口径“{key}”无法识别，请升级本程序"))
            })?,
        };
        Ok(Compiler { store, forms, agencies, sample, settings: CountingSettings::new(reopened), ledgers })
    }

    /// All agencies of the file, in the order of lists.
    pub fn agencies(&self) -> &[Agency] {
        &self.agencies
    }

    /// The agency with this id.
    ///
    /// # Errors
    /// When the file has none.
    pub fn agency(&self, id: &AgencyId) -> Result<&Agency, AppError> {
        self.agencies
            .iter()
            .find(|agency| agency.id == *id)
            .ok_or_else(|| AppError::plain("数据文件中没有这个单位，请刷新后重试".into()))
    }

    /// The form of a year.
    ///
    /// # Errors
    /// When no form is known for it.
    pub fn form(&self, year: i32) -> Result<&'a Form, AppError> {
        self.forms.for_year(year).ok_or_else(|| {
            AppError::plain(format!("没有{year}年度报告的格式。请核对年份（可编制2008年以后的报告）")).at("year")
        })
    }

    /// Compiles the report of an agency: a government's covers its area, any other is its own.
    ///
    /// # Errors
    /// When the file cannot be read or there is no form for the year.
    pub fn report(&self, id: &AgencyId, year: i32) -> Result<CompiledReport, AppError> {
        self.report_within(id, year, DEEPEST)
    }

    fn report_within(&self, id: &AgencyId, year: i32, deepest: usize) -> Result<CompiledReport, AppError> {
        if self.agency(id)?.kind.reports_area() {
            Ok(CompiledReport::Area(Box::new(self.area(id, year, deepest)?)))
        } else {
            let (unit, compiled) = self.own(id, year)?;
            Ok(CompiledReport::Own(Box::new(unit), Box::new(compiled)))
        }
    }

    fn own(&self, id: &AgencyId, year: i32) -> Result<(UnitYear, Compiled), AppError> {
        let form = self.form(year)?;
        let unit = self.unit_year(id, year)?;
        let compiled = compile(form, &unit, &self.settings);
        Ok((unit, compiled))
    }

    fn unit_year(&self, id: &AgencyId, year: i32) -> Result<UnitYear, AppError> {
        let agency = self.agency(id)?.clone();
        let contributors = contributors(&self.agencies, id, year);
        let taken_over: Vec<Agency> = contributors.iter().filter(|a| a.id != *id).map(|a| (*a).clone()).collect();
        let mut ids: Vec<AgencyId> = vec![id.clone()];
        ids.extend(taken_over.iter().map(|agency| agency.id.clone()));
        Ok(UnitYear {
            taken_over,
            applications: self.ledgers.applications(self.store, &ids)?,
            disputes: self.store.disputes_of(&ids)?,
            typed: self.store.typed_figures(id, year)?,
            adjustments: self.store.adjustments(id, year)?,
            sections: self.store.sections(id, year)?,
            head: self.store.head(id, year)?,
            reasons: self.store.reasons(id, year)?,
            information_fee: self.store.information_fee(id, year)?,
            sample: self.sample,
            ..UnitYear::empty(agency, year)
        })
    }

    fn area(&self, id: &AgencyId, year: i32, deepest: usize) -> Result<AreaCompiled, AppError> {
        let form = self.form(year)?;
        let units = units_for_year(&self.agencies, id, year);
        let mut figures = BTreeMap::new();
        for unit in &units.units {
            let compiled = match unit.scope {
                Scope::Area if deepest > 0 && unit.id != *id => {
                    self.report_within(&unit.id, year, deepest - 1)?.figures().clone()
                }
                Scope::Area | Scope::Own => self.own(&unit.id, year)?.1.figures,
            };
            figures.insert(unit.id.clone(), compiled);
        }
        let year_of = AreaYear {
            government: self.agency(id)?.clone(),
            year,
            units,
            sections: self.store.sections(id, year)?,
            head: self.store.head(id, year)?,
            reasons: self.store.reasons(id, year)?,
            information_fee: self.store.information_fee(id, year)?,
            sample: self.sample,
        };
        Ok(area(form, &year_of, figures))
    }

    /// A report with everything that it can be compared with: last year's, the units' below.
    ///
    /// # Errors
    /// When the file cannot be read or there is no form for the year.
    pub fn material(&self, id: &AgencyId, year: i32) -> Result<Material, AppError> {
        let report = self.report(id, year)?;
        let previous = self.previous(id, year)?;
        let (children, units) = match &report {
            CompiledReport::Own(..) => (None, None),
            CompiledReport::Area(area) => {
                let children: Vec<Figures> = area.parts.iter().map(|part| part.figures.clone()).collect();
                let absent = area.missing.iter().filter_map(|unit| {
                    let agency = self.agencies.iter().find(|agency| agency.id == unit.id)?;
                    Some(FiguresAgency {
                        name: unit.name.clone(),
                        code: agency.code.clone(),
                        kind: agency.kind,
                        level: agency.level,
                    })
                });
                let units = children.iter().map(|figures| figures.agency.clone()).chain(absent).collect();
                (Some(children), Some(units))
            }
        };
        Ok(Material {
            figures: report.figures().clone(),
            read_findings: Vec::new(),
            unknown: Map::new(),
            previous,
            children,
            units,
            notes: self.notes(&report, year)?,
        })
    }

    /// What the clerk should know of how the figures came about; an area's are those of its cells that cannot be added up.
    fn notes(&self, report: &CompiledReport, year: i32) -> Result<Vec<String>, AppError> {
        let form = self.form(year)?;
        Ok(match report {
            CompiledReport::Own(_, compiled) => compiled.notes.iter().map(|note| note.sentence(form)).collect(),
            CompiledReport::Area(area) if area.incomplete.is_empty() => Vec::new(),
            CompiledReport::Area(area) => {
                let mut units: Vec<&str> = Vec::new();
                for (_, name) in area.incomplete.iter().flat_map(|cell| &cell.units) {
                    if !units.contains(&name.as_str()) {
                        units.push(name);
                    }
                }
                let first = area.incomplete.first().map_or("", |cell| form.label(&cell.at));
                let count = area.incomplete.len();
                vec![format!("有{count}格暂不能汇总（如“{first}”），尚未填全的单位：{}", units.join("、"))]
            }
        })
    }

    /// Last year's report, if the file holds anything of that year for this agency.
    fn previous(&self, id: &AgencyId, year: i32) -> Result<Option<Figures>, AppError> {
        let last = year - 1;
        let existed = period(last).is_some_and(|(_, day)| self.agency(id).is_ok_and(|agency| agency.exists_on(day)));
        if !existed || self.forms.for_year(last).is_none() {
            return Ok(None);
        }
        let figures = self.report(id, last)?.figures().clone();
        let has_something = figures.cells.values().any(|value| !value.is_blank());
        Ok(has_something.then_some(figures))
    }

    /// What is behind one cell.
    ///
    /// # Errors
    /// When the form has no such cell, or the file cannot be read.
    pub fn trace(&self, id: &AgencyId, year: i32, at: &Address) -> Result<Trace, AppError> {
        let form = self.form(year)?;
        let found = match self.report(id, year)? {
            CompiledReport::Own(unit, compiled) => trace(form, &unit, &compiled, &self.settings, at),
            CompiledReport::Area(area) => trace_area(form, &area, at, |unit| self.trace(unit, year, at).ok()),
        };
        found.ok_or_else(|| {
            AppError::plain(format!("{}年度的格式中没有“{at}”这个格子。格子写作 requests.granted.natural 的形式", year))
                .at("cell")
        })
    }
}
