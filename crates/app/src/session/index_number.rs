//! 索引号: its pattern is the office's choice, its serial is never given twice.

use super::Session;
use crate::catalogue::index_number_view::IndexNumberView;
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::AppError;
use chrono::Datelike;
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{IndexTemplate, USUAL_INDEX_TEMPLATE};
use mingce_store::{Act, Stamp};
use std::collections::HashSet;

/// The setting that keeps an agency's pattern.
const TEMPLATE: &str = "catalogue.index_number:";
/// The series from which serials are given.
const SERIES: &str = "index";

/// Gives index numbers to one agency.
pub(super) struct IndexNumbers {
    agency: AgencyId,
    template: IndexTemplate,
    code: Option<String>,
    /// Those that stand in its catalogue and its publications, imported ones too.
    used: HashSet<String>,
}

impl IndexNumbers {
    /// Why no number can be given, if so.
    pub(super) fn problem(&self) -> Option<String> {
        self.template.number(self.code.as_deref(), 2000, 1).err().map(|error| error.to_string())
    }

    /// The next number of a year: one that stands nowhere in the catalogue.
    pub(super) fn give(&mut self, act: &mut Act<'_>, year: i32) -> mingce_store::Result<Option<String>> {
        loop {
            let serial = act.next_number(&self.agency, SERIES, year)?;
            let Ok(number) = self.template.number(self.code.as_deref(), year, serial) else { return Ok(None) };
            if self.used.insert(number.clone()) {
                return Ok(Some(number));
            }
        }
    }
}

impl Session {
    pub(super) fn index_numbers(&self, agency: &str) -> Result<IndexNumbers, AppError> {
        let template = self.index_template(agency)?;
        let parsed = IndexTemplate::parse(&template).map_err(|error| {
            AppError::plain(format!("本单位的索引号格式“{template}”不能用：{error}。请在设置中改正"))
        })?;
        self.numbers_of(agency, parsed)
    }

    fn numbers_of(&self, agency: &str, template: IndexTemplate) -> Result<IndexNumbers, AppError> {
        let code = self.opened()?.store.agencies()?.into_iter().find(|it| it.id.0 == agency).and_then(|it| it.code);
        let items = self.catalogue_items(agency)?;
        let id = AgencyId(agency.to_string());
        let published = self.opened()?.store.publications(&id)?.into_iter().map(|one| one.index_number);
        let used = items.into_iter().map(|item| item.index_number).chain(published);
        let used = used.filter(|number| !number.is_empty()).collect();
        Ok(IndexNumbers { agency: id, template, code, used })
    }

    fn index_template(&self, agency: &str) -> Result<String, AppError> {
        let set: Option<String> = self.opened()?.store.setting(&format!("{TEMPLATE}{agency}"))?;
        Ok(set.unwrap_or_else(|| USUAL_INDEX_TEMPLATE.into()))
    }

    /// The pattern of an agency's index numbers and the next number; with `trial`, what another pattern would give. Nothing
    /// is written.
    ///
    /// # Errors
    /// As [`Session::catalogue`]. What is wrong with a pattern stands in the answer.
    pub fn index_number(&self, agency: &str, trial: Option<&str>, now: &Now) -> Result<IndexNumberView, AppError> {
        let kept: Option<String> = self.opened()?.store.setting(&format!("{TEMPLATE}{agency}"))?;
        let usual = trial.is_none() && kept.is_none();
        let template = match trial {
            Some(trial) => trial.trim().to_string(),
            None => kept.unwrap_or_else(|| USUAL_INDEX_TEMPLATE.into()),
        };
        let (next, problem) = match self.parse_index_template(agency, &template) {
            Ok(parsed) => self.next_index_number(self.numbers_of(agency, parsed)?, now.today.year())?,
            Err(error) => (String::new(), error.message),
        };
        Ok(IndexNumberView { usual, template, next, problem })
    }

    /// The number that would be given next, or why none can be.
    fn next_index_number(&self, numbers: IndexNumbers, year: i32) -> Result<(String, String), AppError> {
        let mut serial = self.opened()?.store.last_number(&numbers.agency, SERIES, year)?;
        loop {
            serial += 1;
            match numbers.template.number(numbers.code.as_deref(), year, serial) {
                Err(error) => return Ok((String::new(), error.to_string())),
                Ok(number) if !numbers.used.contains(&number) => return Ok((number, String::new())),
                Ok(_) => {}
            }
        }
    }

    /// A pattern that this agency can have: two agencies never give the same number.
    fn parse_index_template(&self, agency: &str, text: &str) -> Result<IndexTemplate, AppError> {
        let template = IndexTemplate::parse(text).map_err(|error| AppError::plain(error.to_string()).at("template"))?;
        if !template.names_agency() {
            for other in self.opened()?.store.agencies()?.iter().filter(|it| it.id.0 != agency) {
                if self.index_template(&other.id.0)? == text.trim() {
                    let name = other.names.last().map_or("", |dated| dated.name.as_str());
                    let message =
                        format!("“{name}”已用这一格式，两个单位的索引号会重复。请加上 {{org}} 或本单位的代号");
                    return Err(AppError::plain(message).at("template"));
                }
            }
        }
        Ok(template)
    }

    /// Sets the pattern of an agency; an empty text goes back to the usual one. Numbers that were given stay; the serial
    /// goes on.
    ///
    /// # Errors
    /// With the field `template` when the pattern cannot be used. Nothing is changed then.
    pub fn set_index_template(&mut self, agency: &str, text: &str, now: &Now) -> Result<IndexNumberView, AppError> {
        let key = format!("{TEMPLATE}{agency}");
        let text = text.trim();
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        if !self.opened()?.store.agencies()?.iter().any(|it| it.id.0 == agency) {
            return Err(AppError::plain("数据文件中没有这个单位，请刷新后重试".into()));
        }
        if text.is_empty() || text == USUAL_INDEX_TEMPLATE {
            let store = &mut self.opened_mut()?.store;
            store.act(&stamp, "索引号恢复通常的格式", |act| act.clear_setting(&key))?;
        } else {
            self.parse_index_template(agency, text)?;
            let store = &mut self.opened_mut()?.store;
            store.act(&stamp, &format!("索引号的格式改为{text}"), |act| act.set_setting(&key, &text))?;
        }
        self.index_number(agency, None, now)
    }
}
