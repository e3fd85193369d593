//! What stands in and around a report besides figures: sections, head, reasons, 信息处理费.

use crate::act::Act;
use crate::error::Result;
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{InformationFee, Reason, ReportHead, Sections};
use rusqlite::types::Value;

pub(crate) const SECTION: Table = Table { name: "report_section", columns: &["agency", "year", "key", "text"] };
pub(crate) const HEAD: Table = Table {
    name: "report_head",
    columns: &[
        "agency",
        "year",
        "title",
        "preamble",
        "headings",
        "signed_by",
        "signed_on",
        "published_on",
        "version",
        "corrects",
    ],
};
pub(crate) const REASON: Table =
    Table { name: "report_reason", columns: &["agency", "year", "rule", "place", "reason", "given_by", "given_on"] };
pub(crate) const FEE: Table =
    Table { name: "information_fee", columns: &["agency", "year", "notices", "noticed_yuan", "received_yuan"] };

impl Store {
    /// The sections of text of a report.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn sections(&self, agency: &AgencyId, year: i32) -> Result<Sections> {
        let sql = "SELECT key, text FROM report_section WHERE agency = ?1 AND year = ?2";
        let rows =
            sql::all(&self.connection, sql, (&agency.0, year), |row| Ok((sql::get(row, 0)?, sql::get(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// What stands around the sections; empty when nothing was written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn head(&self, agency: &AgencyId, year: i32) -> Result<ReportHead> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2", HEAD.select());
        let head = sql::first(&self.connection, &sql, (&agency.0, year), |row| {
            let headings = match sql::get::<Option<String>>(row, 5)? {
                Some(_) => Some(sql::json(row, 5)?),
                None => None,
            };
            Ok(ReportHead {
                title: sql::get(row, 3)?,
                preamble: sql::get(row, 4)?,
                headings,
                signed_by: sql::get(row, 6)?,
                signed_on: sql::day_or_none(row, 7)?,
                published_on: sql::day_or_none(row, 8)?,
                version: sql::get(row, 9)?,
                corrects: sql::get(row, 10)?,
            })
        })?;
        Ok(head.unwrap_or_default())
    }

    /// The written reasons for exceptions.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reasons(&self, agency: &AgencyId, year: i32) -> Result<Vec<Reason>> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2 ORDER BY rule, place", REASON.select());
        sql::all(&self.connection, &sql, (&agency.0, year), |row| {
            Ok(Reason {
                rule: sql::get(row, 3)?,
                at: sql::get(row, 4)?,
                reason: sql::get(row, 5)?,
                by: sql::get(row, 6)?,
                on: sql::day_or_none(row, 7)?,
            })
        })
    }

    /// 信息处理费 of a year; `None` when nothing was entered.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn information_fee(&self, agency: &AgencyId, year: i32) -> Result<Option<InformationFee>> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2", FEE.select());
        sql::first(&self.connection, &sql, (&agency.0, year), |row| {
            Ok(InformationFee {
                notices: sql::get(row, 3)?,
                noticed_yuan: sql::get(row, 4)?,
                received_yuan: sql::get(row, 5)?,
            })
        })
    }
}

impl Act<'_> {
    /// Writes a section of text.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn set_section(&mut self, agency: &AgencyId, year: i32, key: &str, text: &str) -> Result<()> {
        let sql = "SELECT uid FROM report_section WHERE agency = ?1 AND year = ?2 AND key = ?3";
        let uid = self.uid_of(sql, (&agency.0, year, key))?;
        let values = vec![sql::text(&agency.0), i64::from(year).into(), sql::text(key), sql::text(text)];
        self.put(&SECTION, &uid, values)
    }

    /// Writes what stands around the sections.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn set_head(&mut self, agency: &AgencyId, year: i32, head: &ReportHead) -> Result<()> {
        let uid = self.uid_of("SELECT uid FROM report_head WHERE agency = ?1 AND year = ?2", (&agency.0, year))?;
        let number = |n: Option<u32>| n.map_or(Value::Null, |n| Value::Integer(i64::from(n)));
        let values = vec![
            sql::text(&agency.0),
            i64::from(year).into(),
            sql::text_or_null(head.title.as_deref()),
            sql::text_or_null(head.preamble.as_deref()),
            head.headings.as_ref().map_or(Ok(Value::Null), sql::json_value)?,
            sql::text_or_null(head.signed_by.as_deref()),
            sql::day_or_null(head.signed_on)?,
            sql::day_or_null(head.published_on)?,
            number(head.version),
            number(head.corrects),
        ];
        self.put(&HEAD, &uid, values)
    }

    /// Writes the reason for an exception; one for each rule and place.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn set_reason(&mut self, agency: &AgencyId, year: i32, reason: &Reason) -> Result<()> {
        let sql = "SELECT uid FROM report_reason WHERE agency = ?1 AND year = ?2 AND rule = ?3 AND place = ?4";
        let uid = self.uid_of(sql, (&agency.0, year, &reason.rule, &reason.at))?;
        let values = vec![
            sql::text(&agency.0),
            i64::from(year).into(),
            sql::text(&reason.rule),
            sql::text(&reason.at),
            sql::text(&reason.reason),
            sql::text(&reason.by),
            sql::day_or_null(reason.on)?,
        ];
        self.put(&REASON, &uid, values)
    }

    /// Takes the reason for an exception back.
    ///
    /// # Errors
    /// When there is none.
    pub fn remove_reason(&mut self, agency: &AgencyId, year: i32, rule: &str, at: &str) -> Result<()> {
        let sql = "SELECT uid FROM report_reason WHERE agency = ?1 AND year = ?2 AND rule = ?3 AND place = ?4";
        let uid = self.uid_of(sql, (&agency.0, year, rule, at))?;
        self.remove(&REASON, "例外理由", &uid)
    }

    /// Writes 信息处理费 of a year.
    ///
    /// # Errors
    /// When the agency is unknown or it cannot be written.
    pub fn set_information_fee(&mut self, agency: &AgencyId, year: i32, fee: &InformationFee) -> Result<()> {
        let uid = self.uid_of("SELECT uid FROM information_fee WHERE agency = ?1 AND year = ?2", (&agency.0, year))?;
        let values = vec![
            sql::text(&agency.0),
            i64::from(year).into(),
            fee.notices.into(),
            sql::text(&fee.noticed_yuan),
            sql::text(&fee.received_yuan),
        ];
        self.put(&FEE, &uid, values)
    }
}
