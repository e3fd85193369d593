//! The rows of the sample's files.

use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::{Adjustment, InformationFee, Reason};
use mingce_domain::application::{ApplicantKind, EventData};
use mingce_domain::catalogue::{self, DisclosureItem, ItemId, blank_item};
use mingce_domain::dispute::{DisputeKind, DisputeResult, DisputeRole};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A file of rows.
#[derive(Debug, Deserialize)]
pub struct Rows<T> {
    /// The rows.
    pub rows: Vec<T>,
}

#[derive(Debug, Deserialize)]
pub struct AgencyRow {
    pub key: String,
    pub kind: String,
    pub level: String,
    pub parent: Option<String>,
    pub code: String,
    pub names: Vec<NameRow>,
    pub ledger_since: Option<NaiveDate>,
    pub ended: Option<EndedRow>,
}

#[derive(Debug, Deserialize)]
pub struct NameRow {
    pub from: NaiveDate,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct EndedRow {
    pub on: NaiveDate,
    pub successor: String,
}

#[derive(Debug, Deserialize)]
pub struct ApplicationRow {
    pub agency: String,
    pub number: String,
    pub subject: String,
    pub letter: Option<String>,
    #[serde(default)]
    pub void: bool,
    pub applicants: Vec<ApplicantRow>,
    pub events: Vec<EventRow>,
}

#[derive(Debug, Deserialize)]
pub struct ApplicantRow {
    pub kind: ApplicantKind,
    pub name: String,
}

/// An event; corrections and revocations name their target by its place in the list.
#[derive(Debug, Deserialize)]
pub struct EventRow {
    pub on: NaiveDate,
    #[serde(flatten)]
    pub what: EventWhat,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum EventWhat {
    /// Any event in the store's own words; a correction names no event there that could be known here.
    Plain(EventData),
    /// A correction of the day of an event of this list.
    Corrected { event: usize, to_on: NaiveDate },
    /// A revocation of an event of this list.
    Revoked { event: usize },
}

#[derive(Debug, Deserialize)]
pub struct DisputeRow {
    pub agency: String,
    pub number: String,
    pub kind: DisputeKind,
    pub role: DisputeRole,
    pub decided_by: String,
    pub filed_on: NaiveDate,
    pub decided_on: Option<NaiveDate>,
    pub in_force_on: Option<NaiveDate>,
    pub result: Option<DisputeResult>,
    pub applications: Vec<String>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
pub struct FigureRow {
    pub agency: String,
    pub year: i32,
    pub source: String,
    pub by: String,
    pub on: NaiveDate,
    /// Tables whose other cells are 0 (零报告).
    #[serde(default)]
    pub rest_zero: Vec<String>,
    pub cells: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
pub struct AdjustmentRow {
    pub agency: String,
    pub year: i32,
    #[serde(flatten)]
    pub adjustment: Adjustment,
}

#[derive(Debug, Deserialize)]
pub struct SectionRow {
    pub agency: String,
    pub year: i32,
    pub overview: String,
    pub problems: String,
    pub other_matters: String,
}

#[derive(Debug, Deserialize)]
pub struct HeadRow {
    pub agency: String,
    pub year: i32,
    pub signed_on: NaiveDate,
    pub preamble: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct FeeRow {
    pub agency: String,
    pub year: i32,
    #[serde(flatten)]
    pub fee: InformationFee,
}

#[derive(Debug, Deserialize)]
pub struct ReasonRow {
    pub agency: String,
    pub year: i32,
    #[serde(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Deserialize)]
pub struct ItemRow {
    pub agency: String,
    pub number: String,
    pub kind: catalogue::ItemKind,
    pub sector: String,
    pub primary: String,
    pub secondary: String,
    pub summary: String,
    pub content_elements: Vec<catalogue::ContentElement>,
    pub legal_basis: Vec<catalogue::LegalBasis>,
    pub clause: String,
    pub time_limit: catalogue::TimeLimit,
    pub time_class: catalogue::TimeClass,
    pub responsible_body: String,
    pub channels: Vec<catalogue::Channel>,
    pub audience: catalogue::Audience,
    pub modes: Vec<catalogue::Mode>,
    pub tiers: Vec<mingce_domain::agency::AgencyLevel>,
    pub reach: catalogue::Reach,
    pub contacts: catalogue::Contacts,
    pub materials: Vec<catalogue::Material>,
    pub fees: String,
    pub statutory_limit: String,
    pub promised_limit: String,
    pub conditions: String,
    /// A shipped process, by the name of its file; empty for none.
    pub process: String,
}

impl ItemRow {
    /// The item of an agency, with its process in the data file.
    pub fn item(&self, id: ItemId, agency: AgencyId, process: Option<String>) -> DisclosureItem {
        DisclosureItem {
            number: self.number.clone(),
            kind: self.kind,
            sector: self.sector.clone(),
            primary: self.primary.clone(),
            secondary: self.secondary.clone(),
            summary: self.summary.clone(),
            content_elements: self.content_elements.clone(),
            legal_basis: self.legal_basis.clone(),
            clause: self.clause.clone(),
            time_limit: Some(self.time_limit.clone()),
            time_class: Some(self.time_class),
            responsible_body: self.responsible_body.clone(),
            channels: self.channels.clone(),
            audience: self.audience.clone(),
            modes: self.modes.clone(),
            tiers: self.tiers.clone(),
            reach: self.reach,
            contacts: self.contacts.clone(),
            materials: self.materials.clone(),
            fees: self.fees.clone(),
            statutory_limit: self.statutory_limit.clone(),
            promised_limit: self.promised_limit.clone(),
            conditions: self.conditions.clone(),
            process,
            ..blank_item(id, agency)
        }
    }
}
