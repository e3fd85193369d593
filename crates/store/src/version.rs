//! Versions of a report: drafts, and from 送审 on frozen ones that never recompute.

use crate::act::Act;
use crate::error::{ErrorCode, Result, StoreError};
use crate::record::Table;
use crate::sql;
use crate::store::Store;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Scope, Sections};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

pub(crate) const VERSION: Table = Table {
    name: "report_version",
    columns: &[
        "agency",
        "year",
        "number",
        "status",
        "scope",
        "corrects",
        "figures",
        "sections",
        "form",
        "form_sha256",
        "calendars",
        "fonts",
        "program_version",
        "created_at",
        "created_by",
    ],
};
pub(crate) const FILE: Table =
    Table { name: "report_file", columns: &["version", "name", "format", "size", "sha256", "made_at"] };

/// The stable identity of a version (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionId(pub String);

/// How far a version has come. It only goes forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VersionStatus {
    /// 草稿.
    Draft,
    /// 送审: frozen from here on.
    Submitted,
    /// 定稿: passed the gate; no undo goes back behind it.
    Final,
    /// 发布.
    Published,
    /// 更正: published, and since corrected by a later version.
    Corrected,
}

impl VersionStatus {
    /// All of them, in their order.
    pub const ALL: [VersionStatus; 5] = [
        VersionStatus::Draft,
        VersionStatus::Submitted,
        VersionStatus::Final,
        VersionStatus::Published,
        VersionStatus::Corrected,
    ];

    /// The word in the data file.
    pub fn key(self) -> &'static str {
        match self {
            VersionStatus::Draft => "draft",
            VersionStatus::Submitted => "submitted",
            VersionStatus::Final => "final",
            VersionStatus::Published => "published",
            VersionStatus::Corrected => "corrected",
        }
    }

    /// Its Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            VersionStatus::Draft => "草稿",
            VersionStatus::Submitted => "送审",
            VersionStatus::Final => "定稿",
            VersionStatus::Published => "发布",
            VersionStatus::Corrected => "更正",
        }
    }
}

/// A version of a report with all it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportVersion {
    /// Identity.
    pub id: VersionId,
    /// Who reports.
    pub agency: AgencyId,
    /// Report year.
    pub year: i32,
    /// From 1, per agency and year; given by [`Act::add_version`].
    pub number: u32,
    /// How far it has come.
    pub status: VersionStatus,
    /// Own or area.
    pub scope: Scope,
    /// The version that it corrects.
    pub corrects: Option<VersionId>,
    /// What it was made from.
    pub content: VersionContent,
    /// When it was made: RFC 3339 in UTC.
    pub created_at: String,
    /// Who made it.
    pub created_by: String,
}

/// What a version was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionContent {
    /// `figures/1` as JSON text.
    pub figures: String,
    /// The sections as printed, live numbers resolved.
    pub sections: Sections,
    /// The form's id.
    pub form: String,
    /// SHA-256 of the form's file, hexadecimal.
    pub form_sha256: String,
    /// Ids of the holiday calendars.
    pub calendars: Vec<String>,
    /// The faces: name and hash.
    pub fonts: Vec<String>,
    /// The program's version.
    pub program_version: String,
}

/// What a new version is made for.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVersion {
    /// Who reports.
    pub agency: AgencyId,
    /// Report year.
    pub year: i32,
    /// Own or area.
    pub scope: Scope,
    /// The version that it corrects.
    pub corrects: Option<VersionId>,
    /// What it is made from.
    pub content: VersionContent,
}

/// A file made from a version and given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportFile {
    /// Its name.
    pub name: String,
    /// docx, pdf, html, xlsx, json.
    pub format: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// When: RFC 3339 in UTC.
    pub made_at: String,
}

/// The newest version of a report that is final or published: what stands in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalVersion {
    /// Identity.
    pub id: VersionId,
    /// Who reports.
    pub agency: AgencyId,
    /// Report year.
    pub year: i32,
    /// Its number.
    pub number: u32,
    /// 定稿, 发布 or 更正.
    pub status: VersionStatus,
    /// `figures/1` as JSON text.
    pub figures: String,
}

impl Store {
    /// The newest final or published version of every report that has one, also while a correction of it is being made.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn final_versions(&self) -> Result<Vec<FinalVersion>> {
        let sql = "SELECT uid, agency, year, max(number), status, figures FROM report_version
            WHERE status IN ('final', 'published', 'corrected') GROUP BY agency, year ORDER BY year, agency";
        sql::all(&self.connection, sql, [], |row| {
            Ok(FinalVersion {
                id: VersionId(sql::get(row, 0)?),
                agency: AgencyId(sql::get(row, 1)?),
                year: sql::get(row, 2)?,
                number: sql::get(row, 3)?,
                status: sql::word(row, 4)?,
                figures: sql::get(row, 5)?,
            })
        })
    }

    /// The versions of an agency's report, newest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn versions(&self, agency: &AgencyId, year: i32) -> Result<Vec<ReportVersion>> {
        let sql = format!("{} WHERE agency = ?1 AND year = ?2 ORDER BY number DESC", VERSION.select());
        sql::all(&self.connection, &sql, (&agency.0, year), read)
    }

    /// One version.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn version(&self, id: &VersionId) -> Result<Option<ReportVersion>> {
        one(&self.connection, id)
    }

    /// The files given out from a version, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn report_files(&self, version: &VersionId) -> Result<Vec<ReportFile>> {
        let sql = format!("{} WHERE version = ?1 ORDER BY made_at, uid", FILE.select());
        sql::all(&self.connection, &sql, [&version.0], |row| {
            Ok(ReportFile {
                name: sql::get(row, 2)?,
                format: sql::get(row, 3)?,
                size: u64::try_from(sql::get::<i64>(row, 4)?).unwrap_or_default(),
                sha256: sql::get(row, 5)?,
                made_at: sql::get(row, 6)?,
            })
        })
    }
}

fn one(connection: &Connection, id: &VersionId) -> Result<Option<ReportVersion>> {
    sql::first(connection, &format!("{} WHERE uid = ?1", VERSION.select()), [&id.0], read)
}

fn read(row: &Row<'_>) -> Result<ReportVersion> {
    Ok(ReportVersion {
        id: VersionId(sql::get(row, 0)?),
        agency: AgencyId(sql::get(row, 1)?),
        year: sql::get(row, 2)?,
        number: sql::get(row, 3)?,
        status: sql::word(row, 4)?,
        scope: sql::word(row, 5)?,
        corrects: sql::get::<Option<String>>(row, 6)?.map(VersionId),
        content: VersionContent {
            figures: sql::get(row, 7)?,
            sections: sql::json(row, 8)?,
            form: sql::get(row, 9)?,
            form_sha256: sql::get(row, 10)?,
            calendars: sql::json(row, 11)?,
            fonts: sql::json(row, 12)?,
            program_version: sql::get(row, 13)?,
        },
        created_at: sql::get(row, 14)?,
        created_by: sql::get(row, 15)?,
    })
}

impl Act<'_> {
    /// Adds a draft version with the next number of its agency and year.
    ///
    /// # Errors
    /// When the agency or the corrected version is unknown, or it cannot be written.
    pub fn add_version(&mut self, new: &NewVersion) -> Result<VersionId> {
        let sql = "SELECT coalesce(max(number), 0) + 1 FROM report_version WHERE agency = ?1 AND year = ?2";
        let number: u32 = self.tx.query_row(sql, (&new.agency.0, new.year), |row| row.get(0))?;
        let id = VersionId(self.new_id());
        let version = ReportVersion {
            id: id.clone(),
            agency: new.agency.clone(),
            year: new.year,
            number,
            status: VersionStatus::Draft,
            scope: new.scope,
            corrects: new.corrects.clone(),
            content: new.content.clone(),
            created_at: self.stamp.at_utc(),
            created_by: self.stamp.who().to_string(),
        };
        self.put_version(&version)?;
        Ok(id)
    }

    /// Gives a draft other content.
    ///
    /// # Errors
    /// [`ErrorCode::Frozen`] from 送审 on.
    pub fn replace_draft(&mut self, id: &VersionId, content: &VersionContent) -> Result<()> {
        let mut version = self.known_version(id)?;
        if version.status != VersionStatus::Draft {
            return Err(frozen(&version));
        }
        version.content = content.clone();
        self.put_version(&version)
    }

    /// Moves a version forward. From 送审 on its content is frozen, and the action cannot be undone from 定稿 on.
    ///
    /// # Errors
    /// [`ErrorCode::Frozen`] when the status is not a later one.
    pub fn advance_version(&mut self, id: &VersionId, status: VersionStatus) -> Result<()> {
        let mut version = self.known_version(id)?;
        if status <= version.status {
            return Err(frozen(&version));
        }
        version.status = status;
        self.reversible &= status < VersionStatus::Final;
        self.put_version(&version)
    }

    /// Notes a file that was made from a version and given out.
    ///
    /// # Errors
    /// When the version is unknown or it cannot be written.
    pub fn add_report_file(&mut self, version: &VersionId, file: &ReportFile) -> Result<()> {
        let sql = "SELECT uid FROM report_file WHERE version = ?1 AND name = ?2 AND sha256 = ?3";
        let uid = self.uid_of(sql, (&version.0, &file.name, &file.sha256))?;
        let values = vec![
            sql::text(&version.0),
            sql::text(&file.name),
            sql::text(&file.format),
            i64::try_from(file.size).unwrap_or(i64::MAX).into(),
            sql::text(&file.sha256),
            sql::text(&file.made_at),
        ];
        self.put(&FILE, &uid, values)
    }

    fn known_version(&self, id: &VersionId) -> Result<ReportVersion> {
        one(self.tx, id)?.ok_or_else(|| StoreError::not_found("年报版本", &id.0))
    }

    fn put_version(&mut self, version: &ReportVersion) -> Result<()> {
        let content = &version.content;
        let values = vec![
            sql::text(&version.agency.0),
            i64::from(version.year).into(),
            i64::from(version.number).into(),
            sql::text(version.status.key()),
            sql::word_value(version.scope)?,
            sql::text_or_null(version.corrects.as_ref().map(|id| id.0.as_str())),
            sql::text(&content.figures),
            sql::json_value(&content.sections)?,
            sql::text(&content.form),
            sql::text(&content.form_sha256),
            sql::json_value(&content.calendars)?,
            sql::json_value(&content.fonts)?,
            sql::text(&content.program_version),
            sql::text(&version.created_at),
            sql::text(&version.created_by),
        ];
        self.put(&VERSION, &version.id.0, values)
    }
}

fn frozen(version: &ReportVersion) -> StoreError {
    StoreError::new(
        ErrorCode::Frozen,
        format!(
            "第{}版已{}，不能再这样改动",
            version.number,
            match version.status {
                VersionStatus::Draft => "存为草稿",
                status => status.label(),
            }
        ),
        "需要修改的，请另建一个新版本",
    )
}
