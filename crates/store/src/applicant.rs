//! Applicants: records of their own, with everything personal as [`Personal`].

use crate::act::Act;
use crate::error::{Result, StoreError};
use crate::record::{Table, Values};
use crate::sql;
use crate::store::Store;
use mingce_domain::application::{ApplicantKind, ApplicationId};
use mingce_domain::personal::{Personal, PersonalKind, Purpose};
use rusqlite::Row;

pub(crate) const APPLICANT: Table = Table {
    name: "applicant",
    columns: &[
        "kind",
        "name",
        "document_kind",
        "document",
        "organisation_code",
        "contact",
        "phone",
        "email",
        "address",
        "bank",
        "erased_at",
        "erased_reason",
    ],
};

/// The columns that hold personal data: they are blanked when that is erased, in the row and in the change log.
pub(crate) const PERSONAL_COLUMNS: [&str; 9] =
    ["name", "document_kind", "document", "organisation_code", "contact", "phone", "email", "address", "bank"];

/// The stable identity of an applicant (UUIDv7 text).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicantId(pub String);

/// A person or organisation that asks. Two records may be the same person: they are suggested as such elsewhere, never
/// merged silently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Identity.
    pub id: ApplicantId,
    /// Column of 表三.
    pub kind: ApplicantKind,
    /// Of the person or the organisation.
    pub name: Personal,
    /// 身份证, 营业执照 and the like; may be empty.
    pub document_kind: String,
    /// The document's number.
    pub document: Personal,
    /// 统一社会信用代码 of an organisation; may be empty.
    pub organisation_code: String,
    /// 法定代表人 or 联系人 of an organisation.
    pub contact: Personal,
    /// Telephone.
    pub phone: Personal,
    /// Electronic mail.
    pub email: Personal,
    /// Postal address.
    pub address: Personal,
    /// Bank account, where a fee is paid back.
    pub bank: Personal,
    /// Set once the personal data was erased.
    pub erased: Option<Erased>,
}

/// That personal data was erased: when and why. The fact that somebody asked stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// RFC 3339 in UTC.
    pub at: String,
    /// The reason given.
    pub reason: String,
}

impl Applicant {
    /// An applicant of whom only kind and name are known.
    pub fn named(id: ApplicantId, kind: ApplicantKind, name: impl Into<String>) -> Applicant {
        Applicant {
            id,
            kind,
            name: Personal::new(PersonalKind::Name, name),
            document_kind: String::new(),
            document: Personal::new(PersonalKind::Document, ""),
            organisation_code: String::new(),
            contact: Personal::new(PersonalKind::Name, ""),
            phone: Personal::new(PersonalKind::Phone, ""),
            email: Personal::new(PersonalKind::Phone, ""),
            address: Personal::new(PersonalKind::Address, ""),
            bank: Personal::new(PersonalKind::Bank, ""),
            erased: None,
        }
    }
}

fn read(row: &Row<'_>) -> Result<Applicant> {
    let personal =
        |column: usize, kind: PersonalKind| Ok::<_, StoreError>(Personal::new(kind, sql::get::<String>(row, column)?));
    let erased = match (sql::get::<Option<String>>(row, 11)?, sql::get::<Option<String>>(row, 12)?) {
        (Some(at), Some(reason)) => Some(Erased { at, reason }),
        _ => None,
    };
    Ok(Applicant {
        id: ApplicantId(sql::get(row, 0)?),
        kind: sql::word(row, 1)?,
        name: personal(2, PersonalKind::Name)?,
        document_kind: sql::get(row, 3)?,
        document: personal(4, PersonalKind::Document)?,
        organisation_code: sql::get(row, 5)?,
        contact: personal(6, PersonalKind::Name)?,
        phone: personal(7, PersonalKind::Phone)?,
        // Like a telephone number: its ends are enough to know it again.
        email: personal(8, PersonalKind::Phone)?,
        address: personal(9, PersonalKind::Address)?,
        bank: personal(10, PersonalKind::Bank)?,
        erased,
    })
}

impl Store {
    /// One applicant.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applicant(&self, id: &ApplicantId) -> Result<Option<Applicant>> {
        let sql = format!("{} WHERE uid = ?1", APPLICANT.select());
        sql::first(&self.connection, &sql, [&id.0], read)
    }

    /// The applicants of a case, the first-named one first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applicants_of(&self, application: &ApplicationId) -> Result<Vec<Applicant>> {
        let columns: Vec<String> = APPLICANT.columns.iter().map(|column| format!("p.{column}")).collect();
        let sql = format!(
            "SELECT p.uid, {} FROM application_applicant link JOIN applicant p ON p.uid = link.applicant
             WHERE link.application = ?1 ORDER BY link.position",
            columns.join(", ")
        );
        sql::all(&self.connection, &sql, [&application.0], read)
    }
}

impl Act<'_> {
    /// Writes an applicant, a new one or a changed one.
    ///
    /// # Errors
    /// For one whose personal data was erased; when it cannot be written.
    pub fn put_applicant(&mut self, applicant: &Applicant) -> Result<()> {
        let erased = "SELECT erased_at IS NOT NULL FROM applicant WHERE uid = ?1";
        if sql::first(self.tx, erased, [&applicant.id.0], |row| sql::get(row, 0))? == Some(true) {
            return Err(StoreError::invalid(
                "该申请人的个人信息已经清除，不能再修改",
                "确需使用的，请作为新的申请人登记",
            ));
        }
        let personal = |value: &Personal| sql::text(value.reveal(Purpose::Store));
        let values: Values = vec![
            sql::word_value(applicant.kind)?,
            personal(&applicant.name),
            sql::text(&applicant.document_kind),
            personal(&applicant.document),
            sql::text(&applicant.organisation_code),
            personal(&applicant.contact),
            personal(&applicant.phone),
            personal(&applicant.email),
            personal(&applicant.address),
            personal(&applicant.bank),
            rusqlite::types::Value::Null,
            rusqlite::types::Value::Null,
        ];
        self.put(&APPLICANT, &applicant.id.0, values)
    }
}
