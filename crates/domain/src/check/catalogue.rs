//! The rules of the catalogue (C) that can be known from the data file alone, and stale words in it.

use super::catalogue_whole::{Part, whole};
use super::finding::{Finding, Findings, Severity, Unchecked};
use crate::agency::AgencyKind;
use crate::catalogue::{
    ARTICLE_UNCHECKED, BasisLibrary, DisclosureItem, ItemKind, LegalBasis, Mode, TimeLimit, TimeLimitKind, Validity,
    likeness,
};
use crate::deadline::Calendar;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What the catalogue is checked with.
#[derive(Debug, Clone, Copy)]
pub struct CatalogueContext<'a> {
    /// The items, in the order of the list.
    pub items: &'a [DisclosureItem],
    /// The acts.
    pub library: &'a BasisLibrary,
    /// What the agency is, if arts 20 and 21 are to be gone through.
    pub kind: Option<AgencyKind>,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Today.
    pub today: NaiveDate,
}

const REGULATION: &str = "《中华人民共和国政府信息公开条例》";

/// Rules, or their greater part, that need what is outside the data file.
const OUTSIDE: [(&str, &str); 6] = [
    ("C10", "目录之外：栏目是否空白、是否及时更新须看网站，本机不联网"),
    ("C11", "目录之外：解读与文件、征求意见与采纳情况是否逐件对应须看网站"),
    ("C12", "内容是否放错栏目须看网站"),
    ("C15", "领导名单是否最新须由单位核对"),
    ("C16", "目录之外：“三公”经费表的内容和批复日期须看预决算文本"),
    ("C17", "正文是否以图片发布须看网站"),
];

/// Checks a catalogue. Places are `item.<identity>.<field>`.
pub fn check_catalogue(context: &CatalogueContext<'_>) -> Findings {
    let mut findings = Findings { unchecked: catalogue_unchecked(), ..Findings::default() };
    for item in context.items {
        findings.findings.extend(check_item(item, context));
    }
    let twins: Vec<Twin> = context.items.iter().map(Twin::of).collect();
    findings.findings.extend(check_twins(&twins, context.kind));
    findings
}

/// The rules about one item alone; of the context only what it is checked with is asked, not the list.
pub fn check_item(item: &DisclosureItem, context: &CatalogueContext<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    completeness(item, &mut found);
    bases(item, context.library, &mut found);
    dates(item, context, &mut found);
    bodies(item, &mut found);
    service(item, &mut found);
    stale_words(item, &mut found);
    found
}

/// The rules that nobody can check from the data file, each with why.
pub fn catalogue_unchecked() -> Vec<Unchecked> {
    OUTSIDE.iter().map(|(rule, why)| Unchecked { rule: rule.to_string(), reason: why.to_string() }).collect()
}

fn at(item: &DisclosureItem, field: &str) -> String {
    format!("item.{}.{field}", item.id.0)
}

fn named(item: &DisclosureItem) -> String {
    format!("“{}”", item.name())
}

fn completeness(item: &DisclosureItem, found: &mut Vec<Finding>) {
    let mut missing = |rule: &str, severity, field: &str, what: &str, remedy: &str| {
        found.push(Finding::new(rule, severity, at(item, field), format!("{}{what}", named(item))).remedy(remedy));
    };
    if item.legal_basis.is_empty() {
        missing("C03", Severity::Error, "legal_basis", "没有公开依据", "填写公开依据，可从依据库中选取");
    }
    if item.channels.is_empty() && item.other_channels.is_empty() {
        missing("C05", Severity::Warning, "channels", "没有公开渠道和载体", "至少选一种载体");
    }
    // What is withheld is disclosed in no way.
    if item.modes.is_empty() && item.withheld.is_none() {
        missing(
            "C07",
            Severity::Error,
            "modes",
            "的公开方式一项都没有勾选",
            "勾选“主动”或“依申请”；不予公开的写明条款和理由",
        );
    }
    if item.tiers.is_empty() {
        missing("C07", Severity::Error, "tiers", "的公开层级一级都没有勾选", "勾选本事项由哪一级公开");
    }
    if item.audience.printed().is_empty() && item.withheld.is_none() {
        missing("C07", Severity::Error, "audience", "没有公开对象", "勾选“全社会”，或写明特定群体是谁");
    }
    if item.content_elements.is_empty() {
        missing("C07", Severity::Error, "content_elements", "没有公开内容（要素）", "逐条写明公开什么");
    }
    if item.responsible_body.is_empty() {
        missing("C04", Severity::Warning, "responsible_body", "没有公开主体", "填写负责公开的单位");
    }
    match &item.time_limit {
        None => missing(
            "C02",
            Severity::Error,
            "time_limit",
            "没有公开时限",
            "填写公开时限；法律、法规没有另外规定的为20个工作日",
        ),
        Some(limit) if limit.kind == TimeLimitKind::Other => {
            missing(
                "C02",
                Severity::Note,
                "time_limit",
                "的公开时限含有两个以上的期限或看不出期限，到期提醒无法计算",
                "需要提醒时，把事项按期限分开填写",
            );
        }
        Some(_) => {}
    }
    if let Some(ground) = &item.withheld
        && (ground.article.trim().is_empty() || ground.reason.trim().is_empty())
    {
        missing(
            "C07",
            Severity::Error,
            "withheld",
            "不予公开而没有写明条款和理由",
            "写明依据条例第十四条、第十五条还是第十六条，以及理由",
        );
    }
}

fn bases(item: &DisclosureItem, library: &BasisLibrary, found: &mut Vec<Finding>) {
    let place = at(item, "legal_basis");
    for basis in &item.legal_basis {
        let name = basis.printed();
        let known = library.meant(basis);
        if is_old_regulation(basis) {
            let message = format!("{}的依据{name}是修订前的条例", named(item));
            let now = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
            found.push(
                Finding::new("C03", Severity::Error, &place, message)
                    .actual(&name)
                    .expected(now)
                    .remedy("改引2019年修订后的条例"),
            );
        } else if let Some(stale) = known.filter(|basis| basis.state.is_stale()) {
            let instead = library.current(stale).and_then(|now| library.cite(&now.id, "")).map(|basis| basis.printed());
            let instead = instead.unwrap_or_else(|| stale.replaced_by.clone());
            let message = format!("{}的依据{name}{}", named(item), stale.state.label());
            let mut finding = Finding::new("C03", Severity::Error, &place, message)
                .actual(&name)
                .remedy("换成现行有效的依据，或删去");
            if !instead.is_empty() {
                finding = finding.expected(instead);
            }
            found.push(finding);
        } else if basis.number.is_empty() && !basis.name.is_empty() {
            let mut finding =
                Finding::new("C03", Severity::Warning, &place, format!("{}的依据{name}没有文号", named(item)))
                    .actual(&name)
                    .remedy("补写文号、令号");
            if let Some(known) = known.filter(|known| known.checked) {
                finding = finding.expected(&known.number);
            }
            found.push(finding);
        } else if !basis.checked {
            let message = format!("{}的依据{name}未经核对，打印时带【依据待核】", named(item));
            found.push(
                Finding::new("C03", Severity::Error, &place, message)
                    .actual(&name)
                    .remedy("对照公布的文本核对名称、文号和条款后，点“标为已核对”"),
            );
        }
    }
}

/// 492号 alone; 「492号公布、711号修订」 is right.
fn is_old_regulation(basis: &LegalBasis) -> bool {
    let text = format!("{}{}", basis.name, basis.number);
    text.contains("政府信息公开条例") && text.contains("492") && !text.contains("711")
}

fn dates(item: &DisclosureItem, context: &CatalogueContext<'_>, found: &mut Vec<Finding>) {
    if let Some(due) = item.next_due_on.filter(|due| *due < context.today) {
        let message = format!("{}应于{}公开，已过期", named(item), long_date(due));
        found.push(Finding::new("C01", Severity::Error, at(item, "next_due_on"), message).remedy("公开后登记公开记录"));
    }
    let limit = item.time_limit.as_ref().filter(|limit| limit.kind == TimeLimitKind::Workdays);
    let days = limit.and_then(|limit| limit.n).unwrap_or(TimeLimit::STATUTORY_WORKDAYS);
    if let (Some(formed), Some(published)) = (item.formed_on, item.published_on) {
        let due = context.calendar.due(formed, days, &[]);
        if let Some(due) = due.filter(|due| published > due.on) {
            let message = format!(
                "{}{}形成，{}公开，超过{days}个工作日（应于{}前）",
                named(item),
                long_date(formed),
                long_date(published),
                long_date(due.on)
            );
            let basis = format!("{REGULATION}第二十六条");
            found.push(
                Finding::new("C02", Severity::Error, at(item, "published_on"), message)
                    .basis(basis)
                    .remedy("核对两个日期；确已超期的，今后按时公开"),
            );
        }
        if published < formed {
            let message = format!("{}的公开日期早于生成日期", named(item));
            found.push(Finding::new("C02", Severity::Error, at(item, "published_on"), message).remedy("核对两个日期"));
        }
    }
    // What was formed and never registered as published: overdue, or somebody forgot to register it.
    let proactive = item.modes.contains(&Mode::Proactive) && item.withheld.is_none();
    if let (Some(formed), None, true) = (item.formed_on, item.published_on, proactive) {
        let due = context.calendar.due(formed, days, &[]);
        if let Some(due) = due.filter(|due| due.on < context.today) {
            let message =
                format!("{}{}形成，应于{}前公开，还没有登记公开", named(item), long_date(formed), long_date(due.on));
            found.push(
                Finding::new("C02", Severity::Warning, at(item, "published_on"), message)
                    .basis(format!("{REGULATION}第二十六条"))
                    .remedy("已公开的登记公开日期；没有公开的抓紧公开"),
            );
        }
    }
    let ended = matches!(item.validity, Some(Validity::Lapsed | Validity::Repealed));
    if ended && item.next_due_on.is_some() {
        let message = format!("{}已经失效或废止，仍列有下次公开日期", named(item));
        found.push(
            Finding::new("C09", Severity::Error, at(item, "validity"), message)
                .remedy("核对有效性；失效的删去下次公开日期"),
        );
    }
}

fn long_date(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// Bodies that the reform of 2018 and later ones ended, by what their names contain, and what to look for instead.
const ENDED_BODIES: [(&str, &str); 14] = [
    ("国土资源", "自然资源主管部门"),
    ("环境保护局", "生态环境部门"),
    ("环保局", "生态环境部门"),
    ("卫生和计划生育", "卫生健康部门"),
    ("卫计", "卫生健康部门"),
    ("食品药品监督管理局", "市场监督管理部门"),
    ("工商行政管理", "市场监督管理部门"),
    ("质量技术监督", "市场监督管理部门"),
    ("安全生产监督管理局", "应急管理部门"),
    ("安监局", "应急管理部门"),
    ("扶贫开发办公室", "农业农村部门"),
    ("扶贫办", "农业农村部门"),
    ("乡村振兴局", "农业农村部门"),
    ("国税局", "税务部门"),
];

fn bodies(item: &DisclosureItem, found: &mut Vec<Finding>) {
    let body = &item.responsible_body;
    if let Some((_, now)) = ENDED_BODIES.iter().find(|(name, _)| body.contains(name)) {
        let message = format!("{}的公开主体“{body}”可能已在机构改革中撤并或更名", named(item));
        let finding =
            Finding::new("C04", Severity::Warning, at(item, "responsible_body"), message).actual(body).expected(*now);
        found.push(finding.remedy("核对现在的机构名称后改写"));
    }
}

/// 办事类: what must stand there, and a promise that is longer than the law's term.
fn service(item: &DisclosureItem, found: &mut Vec<Finding>) {
    if item.kind == ItemKind::Service && item.fees.trim().is_empty() {
        let message = format!("{}没有写收费标准", named(item));
        found.push(
            Finding::new("C13", Severity::Warning, at(item, "fees"), message)
                .remedy("写明收费标准和依据；不收费的写“不收费”"),
        );
    }
    let limit = |text: &str| TimeLimit::read(text).filter(|it| it.n.is_some());
    if let (Some(law), Some(promise)) = (limit(&item.statutory_limit), limit(&item.promised_limit))
        && law.kind == promise.kind
        && promise.n > law.n
    {
        let message = format!("{}的承诺时限“{}”长于法定时限“{}”", named(item), promise.text, law.text);
        found.push(
            Finding::new("C14", Severity::Error, at(item, "promised_limit"), message)
                .remedy("承诺时限不得长于法定时限"),
        );
    }
}

/// Rules of the Regulation before 2019 that live on in old tables.
const STALE_WORDS: [(&str, &str, &str); 3] = [
    ("15个工作日内答复", "修订前的答复期限", "现为20个工作日（条例第三十三条）"),
    ("特殊需要", "修订前的申请条件", "2019年修订后申请人不再需要说明生产、生活、科研等特殊需要"),
    ("国务院令第492号", "修订前的条例", "改引国务院令第711号"),
];

fn stale_words(item: &DisclosureItem, found: &mut Vec<Finding>) {
    let texts = [("summary", &item.summary), ("note", &item.note), ("conditions", &item.conditions)];
    for (field, text) in texts {
        for (word, what, now) in STALE_WORDS {
            if text.contains(word) && !text.contains("711") {
                let message = format!("{}中写着“{word}”，是{what}", named(item));
                found.push(Finding::new("C03", Severity::Warning, at(item, field), message).actual(word).remedy(now));
            }
        }
    }
    if item.note.contains(ARTICLE_UNCHECKED) {
        let message = format!("{}的备注写着“{ARTICLE_UNCHECKED}”", named(item));
        found.push(
            Finding::new("C03", Severity::Note, at(item, "note"), message)
                .remedy("查对新依据的条款，写进公开依据，再删去备注中的这一句"),
        );
    }
    // 同上 has no meaning once rows are sorted or printed alone.
    let ditto = |text: &str| text.trim() == "同上";
    let bodies = ditto(&item.responsible_body) || item.time_limit.as_ref().is_some_and(|limit| ditto(&limit.text));
    if bodies || item.other_channels.iter().any(|it| ditto(it)) || item.legal_basis.iter().any(|it| ditto(&it.name)) {
        let message = format!("{}有一栏写着“同上”", named(item));
        found.push(Finding::new("C05", Severity::Warning, at(item, "channels"), message).remedy("写出具体内容"));
    }
    if item.modes.contains(&Mode::Proactive) && item.withheld.is_some() {
        let message = format!("{}既勾选主动公开，又写着不予公开", named(item));
        found.push(Finding::new("C07", Severity::Error, at(item, "modes"), message).remedy("二者只能取一"));
    }
}

/// What is compared between items: little enough to be kept for a hundred thousand of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twin {
    id: String,
    name: String,
    index_number: String,
    /// Of sector, names and content without blanks and punctuation; two hashes, so that chance makes no twins.
    likeness: (u64, u64),
    part: Part,
}

impl Twin {
    /// What of an item is compared.
    pub fn of(item: &DisclosureItem) -> Twin {
        let content = crate::catalogue::element_lines(&item.content_elements).concat();
        let key =
            [&item.sector, &item.primary, &item.secondary, &item.tertiary, &content].map(|it| likeness(it)).join("|");
        let hash = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, &key).hash(&mut hasher);
            hasher.finish()
        };
        Twin {
            id: item.id.0.clone(),
            name: item.name().to_string(),
            index_number: item.index_number.clone(),
            likeness: (hash(0), hash(1)),
            part: Part::of(item),
        }
    }

    fn at(&self, field: &str) -> String {
        format!("item.{}.{field}", self.id)
    }
}

/// The rules between items, given in the order of the list, and about the list as a whole; `kind` is what its agency is.
pub fn check_twins(twins: &[Twin], kind: Option<AgencyKind>) -> Vec<Finding> {
    let parts: Vec<_> = twins.iter().map(|twin| (twin.id.as_str(), twin.name.as_str(), &twin.part)).collect();
    let mut found = Vec::new();
    whole(&parts, kind, &mut found);
    let mut contents: HashMap<(u64, u64), &Twin> = HashMap::new();
    let mut indices: HashMap<&str, &Twin> = HashMap::new();
    for twin in twins {
        if let Some(first) = contents.insert(twin.likeness, twin) {
            let message = format!("“{}”与另一事项的领域、名称和内容完全相同", twin.name);
            let finding = Finding::new("C08", Severity::Error, twin.at("secondary"), message);
            found.push(finding.related([first.at("secondary")]).remedy("删去一项，或写明区别"));
        }
        if twin.index_number.is_empty() {
            continue;
        }
        if let Some(first) = indices.insert(&twin.index_number, twin) {
            let message = format!("“{}”的索引号{}与“{}”相同", twin.name, twin.index_number, first.name);
            let finding = Finding::new("C08", Severity::Error, twin.at("index_number"), message);
            found.push(finding.related([first.at("index_number")]).remedy("索引号一件一号，改正其中一个"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{AgencyId, AgencyLevel};
    use crate::catalogue::{Basis, BasisState, Channel, ContentElement, ItemId, blank_item};

    fn library() -> BasisLibrary {
        let basis = |id: &str, name: &str, number: &str, state, successor: Option<&str>| Basis {
            id: id.into(),
            name: name.into(),
            number: number.into(),
            issuer: String::new(),
            issued: String::new(),
            effective: String::new(),
            state,
            replaced_by: String::new(),
            successor: successor.map(str::to_string),
            checked: true,
            note: String::new(),
        };
        BasisLibrary::new(vec![
            basis("N", "新办法", "甲令第2号", BasisState::InForce, None),
            basis("O", "旧办法", "甲令第1号", BasisState::Replaced, Some("N")),
        ])
    }

    fn good(id: &str) -> DisclosureItem {
        let mut item = blank_item(ItemId(id.into()), AgencyId("a".into()));
        item.secondary = format!("事项{id}");
        item.content_elements = vec![ContentElement { text: "内容".into(), required: true }];
        item.legal_basis = library().cite("N", "").into_iter().collect();
        item.time_limit = Some(TimeLimit::statutory());
        item.responsible_body = "某镇人民政府".into();
        item.channels = vec![Channel::Website];
        item.audience.whole_society = true;
        item.modes = vec![Mode::Proactive];
        item.tiers = vec![AgencyLevel::Township];
        item
    }

    fn rules(items: &[DisclosureItem]) -> Vec<(String, String)> {
        let (library, calendar) = (library(), Calendar::default());
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let context = CatalogueContext { items, library: &library, kind: None, calendar: &calendar, today };
        check_catalogue(&context).findings.into_iter().map(|it| (it.rule, it.at)).collect()
    }

    fn broken(change: impl FnOnce(&mut DisclosureItem)) -> Vec<(String, String)> {
        let mut item = good("x");
        change(&mut item);
        rules(&[item])
    }

    fn one(rule: &str, field: &str) -> Vec<(String, String)> {
        vec![(rule.into(), format!("item.x.{field}"))]
    }

    #[test]
    fn a_complete_item_has_no_finding_and_each_gap_is_named_at_its_field() {
        assert_eq!(rules(&[good("x")]), []);
        assert_eq!(broken(|it| it.legal_basis.clear()), one("C03", "legal_basis"));
        assert_eq!(broken(|it| it.channels.clear()), one("C05", "channels"));
        assert_eq!(broken(|it| it.modes.clear()), one("C07", "modes"));
        assert_eq!(broken(|it| it.tiers.clear()), one("C07", "tiers"));
        assert_eq!(broken(|it| it.audience.whole_society = false), one("C07", "audience"));
        assert_eq!(broken(|it| it.time_limit = None), one("C02", "time_limit"));
        assert_eq!(broken(|it| it.responsible_body = "某县国土资源局".into()), one("C04", "responsible_body"));
    }

    #[test]
    fn replaced_unnumbered_and_unchecked_bases_are_told_apart() {
        let basis = |name: &str, number: &str, checked| LegalBasis {
            id: None,
            name: name.into(),
            number: number.into(),
            article: String::new(),
            checked,
        };
        let with = |it: LegalBasis| {
            let mut item = good("x");
            item.legal_basis = vec![it];
            let (library, calendar) = (library(), Calendar::default());
            let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
            let context =
                CatalogueContext { items: &[item], library: &library, kind: None, calendar: &calendar, today };
            let findings = check_catalogue(&context).findings;
            findings.into_iter().map(|it| (it.severity, it.expected)).collect::<Vec<_>>()
        };
        assert_eq!(
            with(basis("旧办法", "甲令第1号", true)),
            [(Severity::Error, Some("《新办法》（甲令第2号）".into()))]
        );
        assert_eq!(with(basis("新办法", "", true)), [(Severity::Warning, Some("甲令第2号".into()))]);
        assert_eq!(with(basis("别的办法", "乙令第1号", false)), [(Severity::Error, None)]);
        assert_eq!(with(basis("别的办法", "乙令第1号", true)), [], "an office confirmed it");
        let old = basis("政府信息公开条例", "国务院令第492号", true);
        assert_eq!(with(old.clone())[0].0, Severity::Error);
        let both = LegalBasis { number: "国务院令第492号公布，第711号修订".into(), ..old };
        assert_eq!(with(both), [], "published as 492 and revised as 711 is right");
    }

    #[test]
    fn late_overdue_and_contradicting_dates_are_found() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        assert_eq!(broken(|it| it.next_due_on = day(2026, 3, 1)), one("C01", "next_due_on"));
        assert_eq!(broken(|it| it.next_due_on = day(2026, 3, 2)), [], "due today is not late");
        assert_eq!(broken(|it| it.formed_on = day(2026, 1, 20)), one("C02", "published_on"));
        assert_eq!(broken(|it| it.formed_on = day(2026, 2, 27)), [], "there is time yet");
        assert_eq!(
            broken(|it| (it.formed_on, it.modes) = (day(2026, 1, 20), vec![Mode::OnApplication])),
            [],
            "what is only given on application has no such day"
        );
        assert_eq!(broken(|it| it.note = "《新办法》条款待核（原引《旧办法》第三条）".into()), one("C03", "note"));
        assert_eq!(
            broken(|it| (it.formed_on, it.published_on) = (day(2026, 3, 2), day(2026, 3, 31))),
            one("C02", "published_on")
        );
        assert_eq!(
            broken(|it| (it.formed_on, it.published_on) = (day(2026, 3, 2), day(2026, 3, 30))),
            [],
            "the 20th working day"
        );
        assert_eq!(
            broken(|it| (it.promised_limit, it.statutory_limit) = ("20个工作日".into(), "15个工作日".into())),
            one("C14", "promised_limit")
        );
    }

    #[test]
    fn duplicates_by_name_and_by_index_number_are_found_once() {
        let (mut a, mut b) = (good("x"), good("y"));
        b.secondary = a.secondary.clone();
        assert_eq!(rules(&[a.clone(), b.clone()]), [("C08".into(), "item.y.secondary".to_string())]);
        b.secondary = "别的".into();
        a.index_number = "1".into();
        b.index_number = "1".into();
        assert_eq!(rules(&[a, b]), [("C08".into(), "item.y.index_number".to_string())]);
    }
}
