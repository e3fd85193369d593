//! What can be found: a kind of record is one row of [`KINDS`] and one function that says what its records are made of.

use super::Source;
use super::view::HitPlace;
use crate::session::received;
use crate::view::AppError;
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::period;
use mingce_domain::application::ApplicantKind;
use mingce_domain::catalogue::{BasisState, DisclosureItem};
use mingce_domain::personal::Purpose;
use mingce_search::{Field, Key, Record, Role, Sealed};

/// Reads records and hands them over one by one.
pub type Reading = fn(&Source<'_>, &mut dyn FnMut(Draft)) -> Result<(), AppError>;

/// A kind of record.
pub struct Kind {
    /// The word in public JSON.
    pub key: &'static str,
    /// Its name.
    pub label: &'static str,
    /// The tables it is read from. One in which rows are changed one by one stands alone.
    pub tables: &'static [&'static str],
    /// Whether it can be read by the rows of its table; otherwise all of it is read again when something changed.
    pub by_row: bool,
    /// Reads the records, all of them or those in [`Source::rows`].
    pub read: Reading,
    /// Where a record is opened, from its agency and its id.
    pub place: fn(agency: Option<&AgencyId>, id: &str) -> Option<HitPlace>,
}

/// All kinds, in the order in which hits of one rank are listed.
pub const KINDS: &[Kind] = &[
    Kind {
        key: "item",
        label: "公开事项",
        tables: &["catalogue_item"],
        by_row: true,
        read: items,
        place: |agency, id| Some(HitPlace::Catalogue { agency: agency?.0.clone(), item: id.into() }),
    },
    Kind {
        key: "publication",
        label: "公开记录",
        tables: &["publication", "publication_placing"],
        by_row: false,
        read: publications,
        place: |agency, id| Some(HitPlace::Publications { agency: agency?.0.clone(), publication: id.into() }),
    },
    Kind {
        key: "application",
        label: "依申请公开",
        tables: &["application", "applicant", "application_applicant", "letter"],
        by_row: false,
        read: applications,
        place: |agency, id| Some(HitPlace::Applications { agency: agency?.0.clone(), application: id.into() }),
    },
    Kind {
        key: "dispute",
        label: "复议诉讼",
        tables: &["dispute", "dispute_application", "application"],
        by_row: false,
        read: disputes,
        place: |agency, id| Some(HitPlace::Disputes { agency: agency?.0.clone(), dispute: id.into() }),
    },
    Kind {
        key: "report",
        label: "年度报告",
        tables: &["report_section"],
        by_row: false,
        read: sections,
        place: |agency, id| {
            let (year, section) = id.rsplit_once('/').and_then(|(rest, key)| Some((rest.rsplit_once('/')?.1, key)))?;
            let at = Some(if section == "preamble" { section.to_string() } else { format!("sections.{section}") });
            Some(HitPlace::Report { agency: agency?.0.clone(), year: year.parse().ok(), at })
        },
    },
    Kind { key: "process", label: "流程", tables: &["process"], by_row: false, read: processes, place: |_, _| None },
    Kind { key: "basis", label: "依据库", tables: &[], by_row: false, read: bases, place: |_, _| None },
    Kind { key: "standard", label: "标准目录", tables: &[], by_row: false, read: standard, place: |_, _| None },
    Kind {
        key: "agency",
        label: "单位",
        tables: &["agency", "agency_name"],
        by_row: false,
        read: agencies,
        place: |agency, _| Some(HitPlace::Report { agency: agency?.0.clone(), year: None, at: None }),
    },
];

/// The names of fields, as a snippet is introduced. A field's label is its place here.
pub const FIELDS: [&str; 37] = [
    "名称",
    "一级事项",
    "二级事项",
    "编号",
    "索引号",
    "领域",
    "内容概述",
    "公开内容",
    "公开依据",
    "文号",
    "公开时限",
    "公开主体",
    "责任科室",
    "岗位",
    "联系电话",
    "监督电话",
    "办理地点",
    "其他载体",
    "特定群体",
    "申报材料",
    "收费",
    "办理条件",
    "存档位置",
    "备注",
    "受理号",
    "文书",
    "申请人",
    "案号",
    "审理机关",
    "所涉申请",
    "正文",
    "环节",
    "发布机关",
    "取代情况",
    "曾用名",
    "单位",
    "公开位置",
];

fn long_date(day: chrono::NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

fn label(name: &str) -> u8 {
    FIELDS.iter().position(|field| *field == name).unwrap_or_default() as u8
}

/// A record being put together.
pub struct Draft {
    row: i64,
    id: String,
    agency: Option<AgencyId>,
    order: u64,
    facts: Vec<String>,
    fields: Vec<Field>,
    sealed: Vec<Sealed>,
}

impl Draft {
    fn new(row: usize, id: &str, agency: Option<&AgencyId>, title: &str) -> Draft {
        let fields = vec![Field::new(label("名称"), Role::Name, title)];
        let (row, order) = (row as i64, row as u64);
        Draft { row, id: id.into(), agency: agency.cloned(), order, facts: Vec::new(), fields, sealed: Vec::new() }
    }

    fn field(&mut self, name: &str, role: Role, text: &str) -> &mut Draft {
        if !text.is_empty() {
            self.fields.push(Field::new(label(name), role, text));
        }
        self
    }

    fn text(&mut self, name: &str, text: &str) -> &mut Draft {
        self.field(name, Role::Text, text)
    }

    fn fact(&mut self, name: &str, text: &str) -> &mut Draft {
        if !text.is_empty() {
            self.facts.push(format!("{name}：{text}"));
        }
        self
    }

    /// The record, of the kind with this number.
    pub fn record(self, kind: u16, source: &Source<'_>) -> Record {
        Record {
            key: Key { kind, row: self.row },
            place: self.id,
            owner: self.agency.and_then(|agency| source.number(&agency)),
            order: self.order,
            line: self.facts.join("\n"),
            fields: self.fields,
            sealed: self.sealed,
        }
    }
}

fn items(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    // A superior's catalogue is looked at where one adopts from it.
    let received = received(source.store)?;
    source.store.each_item(source.rows, |searched| {
        if received.contains_key(&searched.item.agency.0) {
            return;
        }
        let mut draft = item(&searched.item);
        draft.row = searched.row;
        let agency = source.number(&searched.item.agency).unwrap_or(u32::MAX);
        draft.order = u64::from(agency) << 32 | u64::from(u32::try_from(searched.position).unwrap_or_default());
        put(draft);
    })?;
    Ok(())
}

fn item(item: &DisclosureItem) -> Draft {
    let mut draft = Draft::new(0, &item.id.0, Some(&item.agency), item.name());
    for (name, text) in [("一级事项", &item.primary), ("二级事项", &item.secondary)] {
        if text != item.name() {
            draft.field(name, Role::Heading, text);
        }
    }
    draft.field("编号", Role::Number, &item.number).field("索引号", Role::Number, &item.index_number);
    draft.text("领域", &item.sector).text("内容概述", &item.summary);
    item.content_elements.iter().for_each(|element| _ = draft.text("公开内容", &element.text));
    for basis in &item.legal_basis {
        draft.text("公开依据", &basis.name).text("文号", &basis.number);
    }
    let contacts = &item.contacts;
    draft
        .text("公开时限", item.time_limit.as_ref().map_or("", |limit| &limit.text))
        .text("公开主体", &item.responsible_body)
        .text("责任科室", &contacts.office)
        .text("岗位", &contacts.post)
        .text("联系电话", &contacts.phone)
        .text("监督电话", &contacts.supervision_phone)
        .text("办理地点", &contacts.place)
        .text("收费", &item.fees)
        .text("办理条件", &item.conditions)
        .text("存档位置", &item.archive_place)
        .text("备注", &item.note);
    item.other_channels.iter().for_each(|channel| _ = draft.text("其他载体", channel));
    item.audience.specific_groups.iter().for_each(|group| _ = draft.text("特定群体", group));
    item.materials.iter().for_each(|material| _ = draft.text("申报材料", &material.name));
    draft.fact("编号", &item.number).fact("领域", &item.sector);
    draft.fact("一级事项", if item.primary == item.name() { "" } else { &item.primary });
    draft
}

fn publications(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    let mut row = 0;
    for agency in source.agency_ids() {
        for one in source.store.publications(&agency)? {
            let mut draft = Draft::new(row, &one.id.0, Some(&agency), &one.title);
            row += 1;
            draft.field("文号", Role::Number, &one.document_number).field("索引号", Role::Number, &one.index_number);
            draft.text("内容概述", &one.summary).text("备注", &one.note);
            one.placings.iter().for_each(|placing| _ = draft.text("公开位置", &placing.place));
            draft.fact("进展", one.stage().label()).fact("文号", &one.document_number);
            draft.fact("公开日期", &one.first_published_on().map(long_date).unwrap_or_default());
            put(draft);
        }
    }
    Ok(())
}

fn applications(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    let mut applicants = source.store.applicants_by_case()?;
    let mut letters = source.store.letters_by_case()?;
    for (row, fact) in source.store.applications_of(&source.agency_ids())?.iter().enumerate() {
        let (application, projection) = (&fact.application, &fact.projection);
        let title = if application.subject.is_empty() { "（未填写所需信息）" } else { &application.subject };
        let mut draft = Draft::new(row, &application.id.0, Some(&application.agency), title);
        draft.field("受理号", Role::Number, &application.number).fact("受理号", &application.number);
        draft.fact("收到", &projection.received_on.map(long_date).unwrap_or_default());
        draft.fact("办理状态", projection.stage.label());
        draft.fact("办理结果", projection.outcome.map_or("", |outcome| outcome.label()));
        draft.fact("答复期限", &projection.due_on.map(long_date).unwrap_or_default());
        draft.fact("说明", if application.void { "已作废，不计入报告" } else { "" });
        for (kind, number) in letters.remove(&application.id).unwrap_or_default() {
            draft.field("文书", Role::Heading, kind.label()).field("文书", Role::Number, &number);
        }
        for (kind, name) in applicants.remove(&application.id).unwrap_or_default() {
            draft.sealed.push(Sealed {
                label: label("申请人"),
                text: name.reveal(Purpose::FindCase).to_string(),
                shown: name.masked(),
                // A part of a person's name would tell the rest of it by trying.
                whole: kind == ApplicantKind::NaturalPerson,
            });
        }
        put(draft);
    }
    Ok(())
}

fn disputes(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    let agencies = source.agency_ids();
    let applications = source.store.applications_of(&agencies)?;
    let concerned: std::collections::HashMap<_, _> =
        applications.iter().map(|fact| (&fact.application.id, &fact.application)).collect();
    for (row, dispute) in source.store.disputes_of(&agencies)?.iter().enumerate() {
        let mut draft = Draft::new(row, &dispute.id.0, Some(&dispute.agency), dispute.name());
        draft.field("案号", Role::Number, &dispute.number).text("审理机关", &dispute.decided_by);
        draft.text("备注", &dispute.note);
        draft.fact("种类", dispute.kind.label()).fact("审理机关", &dispute.decided_by);
        draft.fact("受理", &long_date(dispute.filed_on));
        draft.fact("审结", &dispute.settled().map(|(on, _)| long_date(on)).unwrap_or_default());
        draft.fact("结果", dispute.settled().map_or("尚未审结", |(_, result)| result.label()));
        draft.fact("说明", if dispute.void_reason.is_some() { "已作废，不计入报告" } else { "" });
        for application in dispute.applications.iter().filter_map(|id| concerned.get(id)) {
            draft.text("所涉申请", &application.number).text("所涉申请", &application.subject);
            draft.fact("所涉申请", format!("{} {}", application.number, application.subject).trim());
        }
        put(draft);
    }
    Ok(())
}

/// A section without its live numbers: how they are written is nothing that anybody looks for or should be shown.
fn without_live_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn sections(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    for (row, (agency, year, key, text)) in source.store.all_sections()?.iter().enumerate() {
        let form = source.assets.forms.for_year(*year);
        let mut headings = form.into_iter().flat_map(|form| &form.headings);
        let heading = headings.find(|heading| heading.section.as_ref() == Some(key));
        let name = source.name(agency, period(*year).map(|(_, last)| last));
        let title = format!("{year}年年度报告 {}", heading.map_or("", |heading| &heading.text));
        let mut draft = Draft::new(row, &format!("{}/{year}/{key}", agency.0), Some(agency), title.trim());
        draft.field("单位", Role::Heading, name).text("正文", &without_live_numbers(text));
        put(draft);
    }
    Ok(())
}

fn processes(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    for (row, stored) in source.store.processes()?.iter().enumerate() {
        let process = &stored.process;
        let mut draft = Draft::new(row, &stored.id.0, stored.agency.as_ref(), &process.title);
        for node in &process.nodes {
            draft.text("环节", &node.text).text("岗位", &node.actor);
        }
        draft.fact("环节", &format!("{}个", process.nodes.len()));
        put(draft);
    }
    Ok(())
}

fn bases(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    for (row, basis) in source.assets.library.all().iter().enumerate() {
        let mut draft = Draft::new(row, &basis.id, None, &basis.name);
        draft.field("文号", Role::Number, &basis.number).text("发布机关", &basis.issuer);
        draft.text("取代情况", &basis.replaced_by).text("备注", &basis.note);
        let number = if basis.number.is_empty() { "未查到" } else { &basis.number };
        let state = if basis.checked || basis.state == BasisState::Check {
            basis.state.label().to_string()
        } else {
            format!("{}（依据待核）", basis.state.label())
        };
        draft.fact("文号", number).fact("状态", &state).fact("发布机关", &basis.issuer);
        draft.fact("发布", &basis.issued).fact("施行", &basis.effective).fact("取代情况", &basis.replaced_by);
        put(draft);
    }
    Ok(())
}

fn standard(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    let sectors = source.assets.standard.sectors.iter();
    let entries = sectors.flat_map(|sector| sector.entries.iter().map(move |entry| (sector, entry)));
    for (row, (sector, entry)) in entries.enumerate() {
        let title = if entry.secondary.is_empty() { &entry.primary } else { &entry.secondary };
        let mut draft = Draft::new(row, &entry.id, None, title);
        draft.field("编号", Role::Number, &entry.id).text("领域", &sector.name);
        if *title != entry.primary {
            draft.field("一级事项", Role::Heading, &entry.primary).fact("一级事项", &entry.primary);
        }
        entry.elements.iter().for_each(|element| _ = draft.text("公开内容", element));
        let bases: Vec<_> = entry.bases.iter().filter_map(|id| source.assets.library.get(id)).collect();
        for basis in &bases {
            draft.text("公开依据", &basis.name).text("文号", &basis.number);
        }
        draft.text("公开时限", &entry.time_limit).text("公开主体", &entry.responsible_body);
        draft.fact("领域", &sector.name).fact("公开时限", &entry.time_limit);
        draft.fact("公开依据", &bases.iter().map(|basis| format!("《{}》", basis.name)).collect::<String>());
        draft.fact("状态", if entry.checked { "在公开目录中逐条见到" } else { "依据待核" });
        put(draft);
    }
    Ok(())
}

fn agencies(source: &Source<'_>, put: &mut dyn FnMut(Draft)) -> Result<(), AppError> {
    for (row, agency) in source.agencies.iter().enumerate() {
        let Some((name, earlier)) = agency.names.split_last() else { continue };
        let mut draft = Draft::new(row, &agency.id.0, Some(&agency.id), &name.name);
        draft.field("编号", Role::Number, agency.code.as_deref().unwrap_or_default());
        earlier.iter().for_each(|earlier| _ = draft.field("曾用名", Role::Heading, &earlier.name));
        draft.fact("类型", agency.kind.label()).fact("统一社会信用代码", agency.code.as_deref().unwrap_or_default());
        put(draft);
    }
    Ok(())
}
