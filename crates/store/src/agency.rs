//! Agencies with their names, parents and successors over time.

use crate::act::Act;
use crate::error::{Result, StoreError};
use crate::record::{Table, Values};
use crate::sql;
use crate::store::Store;
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, DatedName, Ending};
use rusqlite::Connection;
use std::collections::HashMap;

pub(crate) const AGENCY: Table = Table {
    name: "agency",
    columns: &["kind", "level", "code", "since", "ended_on", "successor", "ledger_since", "position"],
};
pub(crate) const NAME: Table = Table { name: "agency_name", columns: &["agency", "from_on", "name"] };
pub(crate) const PARENT: Table = Table { name: "agency_parent", columns: &["agency", "from_on", "parent"] };

/// What refers to an agency, beside its own names and parents: table, column, and what that is called.
pub(crate) const HOLDERS: [(&str, &str, &str); 16] = [
    ("catalogue_item", "agency", "公开事项"),
    ("publication", "agency", "公开记录"),
    ("application", "agency", "申请"),
    ("dispute", "agency", "复议诉讼"),
    ("letter", "agency", "文书"),
    ("report_version", "agency", "年度报告版本"),
    ("report_head", "agency", "年度报告"),
    ("report_section", "agency", "年度报告文字"),
    ("figure", "agency", "年度报告数据"),
    ("adjustment", "agency", "年度报告数据调整"),
    ("report_reason", "agency", "年度报告情况说明"),
    ("information_fee", "agency", "信息处理费"),
    ("process", "agency", "流程"),
    ("number_series", "agency", "编过的号"),
    ("agency_parent", "parent", "下级单位"),
    ("agency", "successor", "它承接的撤并单位"),
];

impl Store {
    /// All agencies in the order of lists.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agencies(&self) -> Result<Vec<Agency>> {
        read(&self.connection)
    }

    /// One agency.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agency(&self, id: &AgencyId) -> Result<Option<Agency>> {
        Ok(self.agencies()?.into_iter().find(|agency| agency.id == *id))
    }

    /// What is recorded of an agency, in words: as long as there is any, it cannot be deleted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn agency_holders(&self, id: &AgencyId) -> Result<Vec<&'static str>> {
        let mut held = Vec::new();
        for (table, column, label) in HOLDERS {
            let sql = format!("SELECT 1 FROM {table} WHERE {column} = ?1 LIMIT 1");
            if sql::first(&self.connection, &sql, [&id.0], |row| sql::get::<i64>(row, 0))?.is_some() {
                held.push(label);
            }
        }
        Ok(held)
    }
}

fn read(connection: &Connection) -> Result<Vec<Agency>> {
    let mut names: HashMap<String, Vec<DatedName>> = HashMap::new();
    sql::all(connection, "SELECT agency, from_on, name FROM agency_name ORDER BY from_on", [], |row| {
        let name = DatedName { from: sql::day(row, 1)?, name: sql::get(row, 2)? };
        names.entry(sql::get(row, 0)?).or_default().push(name);
        Ok(())
    })?;
    let mut parents: HashMap<String, Vec<(NaiveDate, AgencyId)>> = HashMap::new();
    sql::all(connection, "SELECT agency, from_on, parent FROM agency_parent ORDER BY from_on", [], |row| {
        let parent = (sql::day(row, 1)?, AgencyId(sql::get(row, 2)?));
        parents.entry(sql::get(row, 0)?).or_default().push(parent);
        Ok(())
    })?;
    sql::all(connection, &format!("{} ORDER BY position, id", AGENCY.select()), [], |row| {
        let uid: String = sql::get(row, 0)?;
        let ended = match (sql::day_or_none(row, 5)?, sql::get::<Option<String>>(row, 6)?) {
            (Some(on), successor) => Some(Ending { on, successor: successor.map(AgencyId) }),
            (None, _) => None,
        };
        Ok(Agency {
            code: sql::get(row, 3)?,
            kind: sql::word(row, 1)?,
            level: sql::word(row, 2)?,
            names: names.remove(&uid).unwrap_or_default(),
            parents: parents.remove(&uid).unwrap_or_default(),
            since: sql::day_or_none(row, 4)?,
            ended,
            ledger_since: sql::day_or_none(row, 7)?,
            position: sql::get(row, 8)?,
            id: AgencyId(uid),
        })
    })
}

impl Act<'_> {
    /// Writes an agency, a new one or a changed one, with its names and parents. A new id comes from
    /// [`Act::new_id`]. Parents and successor must have been written before it.
    ///
    /// # Errors
    /// Without a name, with two names or parents from one day, or when it cannot be written.
    pub fn put_agency(&mut self, agency: &Agency) -> Result<()> {
        if agency.names.is_empty() || agency.names.iter().any(|name| name.name.trim().is_empty()) {
            return Err(StoreError::invalid("单位没有名称", "请填写单位全称"));
        }
        let ended = agency.ended.as_ref();
        let successor = ended.and_then(|ending| ending.successor.as_ref());
        let values = vec![
            sql::word_value(agency.kind)?,
            sql::word_value(agency.level)?,
            sql::text_or_null(agency.code.as_deref()),
            sql::day_or_null(agency.since)?,
            sql::day_or_null(ended.map(|ending| ending.on))?,
            sql::text_or_null(successor.map(|id| id.0.as_str())),
            sql::day_or_null(agency.ledger_since)?,
            agency.position.into(),
        ];
        self.put(&AGENCY, &agency.id.0, values)?;
        let names: Vec<_> = agency.names.iter().map(|name| (name.from, name.name.as_str())).collect();
        self.put_dated(&NAME, &agency.id, &names)?;
        let parents: Vec<_> = agency.parents.iter().map(|(from, id)| (*from, id.0.as_str())).collect();
        self.put_dated(&PARENT, &agency.id, &parents)
    }

    /// Deletes an agency of which nothing is recorded, with its names and parents.
    ///
    /// # Errors
    /// When it is unknown, or something refers to it.
    pub fn remove_agency(&mut self, id: &AgencyId) -> Result<()> {
        self.put_dated(&NAME, id, &[])?;
        self.put_dated(&PARENT, id, &[])?;
        self.remove(&AGENCY, "单位", &id.0)
    }

    /// Makes the dated rows of an agency these; a row is known by its day.
    fn put_dated(&mut self, table: &'static Table, agency: &AgencyId, wanted: &[(NaiveDate, &str)]) -> Result<()> {
        let sql = format!("SELECT from_on, uid FROM {} WHERE agency = ?1", table.name);
        let mut there: HashMap<NaiveDate, String> =
            sql::all(self.tx, &sql, [&agency.0], |row| Ok((sql::day(row, 0)?, sql::get(row, 1)?)))?
                .into_iter()
                .collect();
        for (from, text) in wanted {
            let uid = there.remove(from).unwrap_or_else(|| self.new_id());
            let values: Values = vec![sql::text(&agency.0), sql::day_value(*from)?, sql::text(*text)];
            self.put(table, &uid, values)?;
        }
        let mut gone: Vec<String> = there.into_values().collect();
        gone.sort();
        gone.iter().try_for_each(|uid| self.remove(table, "单位沿革", uid))
    }
}
