//! The disclosure catalogue: shown, edited, taken over from the standard, imported, exported.

pub mod bases_view;
pub mod export;
pub mod import;
pub mod index_number_view;
pub(crate) mod originals;
pub mod standard;
pub mod upstream_view;
pub mod view;

use crate::view::AppError;
use mingce_domain::agency::AgencyLevel;
use mingce_domain::catalogue::{ARTICLE_21, Channel, DisclosureItem, LegalBasis, Mode, Origin, article_20};
use mingce_domain::check::{Finding, Findings, Severity};
use originals::Standing;
use std::collections::HashMap;
use view::{BasisView, CatalogueView, ItemRow, ItemView, SectorView};

/// The list of an agency.
pub(crate) fn list(
    agency: &str,
    items: &[DisclosureItem],
    findings: Findings,
    standing: &dyn Fn(&DisclosureItem) -> Standing,
) -> CatalogueView {
    let mut counts: HashMap<&str, (u32, u32)> = HashMap::new();
    for finding in &findings.findings {
        let Some(id) = item_of(finding) else { continue };
        let count = counts.entry(id).or_default();
        match finding.severity {
            Severity::Error => count.0 += 1,
            Severity::Warning => count.1 += 1,
            Severity::Note => {}
        }
    }
    let rows = items.iter().map(|item| {
        let (errors, warnings) = counts.get(item.id.0.as_str()).copied().unwrap_or_default();
        row(item, errors, warnings, standing(item))
    });
    let mut sectors: Vec<SectorView> = Vec::new();
    for item in items {
        match sectors.iter_mut().find(|sector| sector.name == item.sector) {
            Some(sector) => sector.count += 1,
            None => sectors.push(SectorView { name: item.sector.clone(), count: 1 }),
        }
    }
    CatalogueView { agency: agency.to_string(), items: rows.collect(), sectors, findings }
}

/// The item that a finding is about.
fn item_of(finding: &Finding) -> Option<&str> {
    finding.at.strip_prefix("item.")?.split('.').next()
}

fn row(item: &DisclosureItem, errors: u32, warnings: u32, standing: Standing) -> ItemRow {
    ItemRow {
        id: item.id.0.clone(),
        number: item.number.clone(),
        sector: item.sector.clone(),
        primary: item.primary.clone(),
        secondary: item.secondary.clone(),
        tertiary: item.tertiary.clone(),
        time_limit: item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
        body: item.responsible_body.clone(),
        modes: item.modes.iter().map(|mode| mode.label()).collect::<Vec<_>>().join("、"),
        standard: item.adopted.is_some(),
        superior: standing.superior,
        later: standing.later,
        withdrawn: standing.withdrawn,
        errors,
        warnings,
    }
}

/// One item with all its fields.
pub(crate) fn item(
    item: &DisclosureItem,
    standing: Standing,
    whose: String,
    compared: Vec<view::CompareView>,
) -> ItemView {
    let contacts = &item.contacts;
    let join = |texts: Vec<String>| texts.join("\n");
    ItemView {
        id: item.id.0.clone(),
        number: item.number.clone(),
        index_number: item.index_number.clone(),
        sector: item.sector.clone(),
        primary: item.primary.clone(),
        secondary: item.secondary.clone(),
        tertiary: item.tertiary.clone(),
        summary: item.summary.clone(),
        elements: join(mingce_domain::catalogue::element_lines(&item.content_elements)),
        bases: item.legal_basis.iter().map(basis).collect(),
        time_limit: item.time_limit.as_ref().map(|limit| limit.text.clone()).unwrap_or_default(),
        limit_kind: item.time_limit.as_ref().map(limit_words).unwrap_or_default(),
        body: item.responsible_body.clone(),
        office: contacts.office.clone(),
        phone: contacts.phone.clone(),
        supervision_phone: contacts.supervision_phone.clone(),
        channels: item.channels.iter().map(|channel| channel.key().to_string()).collect(),
        other_channels: item.other_channels.join("、"),
        whole_society: item.audience.whole_society,
        groups: item.audience.specific_groups.join("、"),
        modes: item.modes.iter().map(|mode| mode.key().to_string()).collect(),
        tiers: item.tiers.iter().map(|tier| tier.key().to_string()).collect(),
        clause: item.clause.clone(),
        stage: item.stage.map(|stage| stage.key().to_string()).unwrap_or_default(),
        formed_on: item.formed_on.map(|day| day.to_string()).unwrap_or_default(),
        published_on: item.published_on.map(|day| day.to_string()).unwrap_or_default(),
        next_due_on: item.next_due_on.map(|day| day.to_string()).unwrap_or_default(),
        note: item.note.clone(),
        standard: item.adopted.as_ref().and_then(|adopted| match adopted.origin() {
            Origin::Standard(id) => Some(id.to_string()),
            Origin::Item(_) => None,
        }),
        superior: standing.superior,
        withdrawn: standing.withdrawn,
        whose,
        compared,
    }
}

/// How a limit was understood, for the clerk to see.
fn limit_words(limit: &mingce_domain::catalogue::TimeLimit) -> String {
    use mingce_domain::catalogue::TimeLimitKind::*;
    match (limit.kind, limit.n) {
        (Workdays, Some(n)) => format!("{n}个工作日"),
        (Days, Some(n)) => format!("{n}日（自然日）"),
        (Other, _) => "未能识别为一个期限".into(),
        (kind, _) => kind.label().into(),
    }
}

fn basis(basis: &LegalBasis) -> BasisView {
    BasisView { text: basis.printed(), checked: basis.checked, known: basis.id.is_some() }
}

/// A tier, a mode or a carrier of its key, or what to say.
pub(crate) fn tier(key: &str) -> Result<AgencyLevel, AppError> {
    AgencyLevel::from_key(key).ok_or_else(unknown)
}

pub(crate) fn mode(key: &str) -> Result<Mode, AppError> {
    Mode::from_key(key).ok_or_else(unknown)
}

pub(crate) fn channel(key: &str) -> Result<Channel, AppError> {
    Channel::from_key(key).ok_or_else(unknown)
}

/// A clause of arts 20–21 of its key; none of none.
pub(crate) fn clause(keys: &[String]) -> Result<String, AppError> {
    let known = |key: &String| article_20().any(|(known, _)| known == *key) || ARTICLE_21.contains(&key.as_str());
    match keys {
        [] => Ok(String::new()),
        [key] if known(key) => Ok(key.clone()),
        _ => Err(unknown()),
    }
}

fn unknown() -> AppError {
    AppError::plain("这一选项不存在，请刷新后重试".into())
}
