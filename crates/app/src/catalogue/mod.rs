//! The disclosure catalogue: shown, edited, taken over from the standard, imported, exported.

pub mod bases_view;
pub mod edition;
pub mod export;
pub mod import;
pub mod index_number_view;
pub mod json;
pub(crate) mod list;
pub mod list_view;
pub mod notice;
pub(crate) mod originals;
pub mod standard;
pub mod upstream_view;
pub mod view;

use crate::view::AppError;
use mingce_domain::agency::AgencyLevel;
use mingce_domain::catalogue::{Channel, DisclosureItem, LegalBasis, Material, Mode, Origin, lacking};
use originals::Standing;
use view::{BasisView, ItemView, LackingView, MaterialView};

/// An item with all its fields, compared with nothing.
pub fn fields(item: &DisclosureItem) -> ItemView {
    self::item(item, Standing::default(), String::new(), Vec::new())
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
    let withheld = item.withheld.as_ref();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    ItemView {
        id: item.id.0.clone(),
        number: item.number.clone(),
        index_number: item.index_number.clone(),
        kind: item.kind.key().into(),
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
        stage: item.stage.map(|stage| stage.key().to_string()).unwrap_or_default(),
        formed_on: day(item.formed_on),
        published_on: day(item.published_on),
        next_due_on: day(item.next_due_on),
        note: item.note.clone(),
        clause: item.clause.clone(),
        time_class: item.time_class.map(|class| class.key().to_string()).unwrap_or_default(),
        withheld_article: withheld.map(|ground| ground.article.clone()).unwrap_or_default(),
        withheld_reason: withheld.map(|ground| ground.reason.clone()).unwrap_or_default(),
        assessed_on: day(withheld.and_then(|ground| ground.assessed_on)),
        reach: item.reach.key().into(),
        validity: item.validity.map(|validity| validity.key().to_string()).unwrap_or_default(),
        post: contacts.post.clone(),
        place: contacts.place.clone(),
        hours: contacts.hours.clone(),
        materials: item.materials.iter().map(material).collect(),
        fees: item.fees.clone(),
        statutory_limit: item.statutory_limit.clone(),
        promised_limit: item.promised_limit.clone(),
        conditions: item.conditions.clone(),
        process: item.process.clone().unwrap_or_default(),
        process_title: String::new(),
        archive_place: item.archive_place.clone(),
        files: Vec::new(),
        handled: item.kind.is_handled(),
        lacking: lacking(item)
            .into_iter()
            .map(|it| LackingView { field: it.field.into(), label: it.label.into() })
            .collect(),
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

fn material(material: &Material) -> MaterialView {
    MaterialView {
        name: material.name.clone(),
        copies: material.copies.map(|copies| copies.to_string()).unwrap_or_default(),
        form: material.form.clone(),
        source: material.source.clone(),
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

fn unknown() -> AppError {
    AppError::plain("这一选项不存在，请刷新后重试".into())
}
