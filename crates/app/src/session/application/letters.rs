//! The letters of a case: drafted, issued with a number, made void, written as files.

use super::close::issue;
use super::kept::{Which, hide};
use super::{Case, day, line};
use crate::application::facts;
use crate::application::input::{LetterOffice, LetterRequest};
use crate::application::view::ApplicationEdited;
use crate::prepare::Now;
use crate::preview::Printed;
use crate::session::Session;
use crate::view::AppError;
use mingce_compose::letter::{LetterParts, compose};
use mingce_domain::agency::{AgencyId, AgencyKind};
use mingce_domain::application::course::Kind;
use mingce_domain::application::letter::{FACTS, Facts, Filled, Letter, LetterKind, LetterTemplate, Recipient};
use mingce_domain::application::{ApplicationId, EventData, Outcome, course};
use std::collections::BTreeMap;

/// The setting's key: what the office writes into all its letters, by agency.
const OFFICE: &str = "letters.office:";
/// The setting's key: an office's own template, by agency and kind.
const TEMPLATE: &str = "letters.template:";

impl Session {
    /// What the office writes into all its letters. Where nothing is set, reconsideration goes to the agency above, if
    /// the file knows it; a court is never guessed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letter_office(&self, agency: &AgencyId) -> Result<LetterOffice, AppError> {
        let store = &self.opened()?.store;
        let mut office: LetterOffice = store.setting(&format!("{OFFICE}{}", agency.0))?.unwrap_or_default();
        if office.review_organ.is_empty()
            && let Some(own) = store.agency(agency)?
            && matches!(own.kind, AgencyKind::Department | AgencyKind::Township | AgencyKind::Subdistrict)
            && let Some((_, above)) = own.parents.last()
            && let Some(above) = store.agency(above)?
            && above.kind == AgencyKind::Government
        {
            office.review_organ = above.names.last().map(|dated| dated.name.clone()).unwrap_or_default();
        }
        Ok(office)
    }

    /// Says what the office writes into all its letters.
    ///
    /// # Errors
    /// When a text is too long, or the file cannot be written.
    pub fn set_letter_office(&mut self, agency: &AgencyId, office: &LetterOffice, now: &Now) -> Result<(), AppError> {
        let office = LetterOffice {
            code: line(&office.code, "code", "发文代字")?,
            review_organ: line(&office.review_organ, "review_organ", "行政复议机关")?,
            court: line(&office.court, "court", "管辖法院")?,
            remedies_checked_on: office.remedies_checked_on,
        };
        let key = format!("{OFFICE}{}", agency.0);
        self.act_with_law("设定文书的代字、复议机关和法院", now, |act, _| act.set_setting(&key, &office))
    }

    /// Replaces a template by the office's own (`letter/1`).
    ///
    /// # Errors
    /// When it is no template, or names what there is not.
    pub fn set_letter_template(&mut self, agency: &AgencyId, json: &[u8], now: &Now) -> Result<String, AppError> {
        let template: LetterTemplate = serde_json::from_slice(json).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain("文件不是文书模板（letter/1）。请在程序自带模板的基础上修改".into())
        })?;
        let known: Vec<&str> = FACTS.iter().map(|fact| fact.key).collect();
        let unknown = template.unknown();
        if !unknown.is_empty() {
            let message = format!(
                "模板用到了没有的内容：{}。请写成模板自己的填空（fields），或者用这些：{}",
                unknown.join("、"),
                known.join("、")
            );
            return Err(AppError::plain(message));
        }
        let key = format!("{TEMPLATE}{}:{}", agency.0, template.kind.key());
        let said = format!("改用本单位的《{}》模板", template.kind.label());
        self.act_with_law(&said, now, |act, _| act.set_setting(&key, &template))?;
        Ok(said)
    }

    /// The template of a kind: the office's own, or the shipped one.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn template(&self, agency: &AgencyId, kind: LetterKind) -> Result<LetterTemplate, AppError> {
        let own = self.opened()?.store.setting(&format!("{TEMPLATE}{}:{}", agency.0, kind.key()))?;
        let shipped = || self.assets.letters.iter().find(|template| template.kind == kind).cloned();
        own.or_else(shipped).ok_or_else(|| AppError::plain(format!("没有《{}》的模板，请重新安装程序", kind.label())))
    }

    /// The facts of a case that a letter is made from; what the clerk gives comes on top.
    pub(super) fn facts_for(
        &self,
        case: &Case,
        template: &LetterTemplate,
        given: &BTreeMap<String, String>,
    ) -> Result<Facts, AppError> {
        let store = &self.opened()?.store;
        let application = &case.fact.application;
        let on = case.fact.projection.received_on;
        let name = store.agency(&application.agency)?;
        let name = name.map(|agency| on.map_or_else(String::new, |on| agency.name_on(on).to_string()));
        let stands = mingce_domain::application::standing(&case.events);
        let data: Vec<&EventData> = stands.iter().map(|event| &event.data).collect();
        let wish = store.wish(&application.id)?;
        let mut facts = facts::of_case(&case.fact, &wish, &data, &name.unwrap_or_default());
        let days = self.law().term(&case.events)?.third_party_working_days;
        facts.insert("third_party_days".into(), days.to_string());
        let letters = store.letters_of(&application.id)?;
        let last = |of: &dyn Fn(&LetterKind) -> bool| {
            letters.iter().rev().find(|letter| letter.void_reason.is_none() && of(&letter.kind))
        };
        if let Some(inquiry) = last(&|kind| *kind == LetterKind::ThirdPartyInquiry) {
            facts.insert("inquiry_number".into(), inquiry.number.clone());
            for key in [facts::THIRD_PARTY, "concern"] {
                facts.extend(inquiry.facts.get(key).map(|text| (key.to_string(), text.clone())));
            }
        }
        if let Some(reply) = last(&|kind| kind.is_reply()) {
            facts.insert("letter_title".into(), reply.template.title.clone());
            facts.insert("letter_number".into(), reply.number.clone());
        }
        let fields: Vec<&str> = template.fields.iter().map(|field| field.key.as_str()).collect();
        for (key, text) in given {
            let own = ["basis", "article", "outcome"].contains(&key.as_str());
            if !own && !fields.contains(&key.as_str()) {
                let known: Vec<String> =
                    template.fields.iter().map(|field| format!("{}（{}）", field.key, field.label)).collect();
                let message = format!("《{}》没有“{key}”这一项。可以填写：{}", template.kind.label(), known.join("、"));
                return Err(AppError::plain(message).at("fields"));
            }
            facts.insert(key.clone(), line(text, key, "填写的内容")?);
        }
        Ok(facts)
    }

    /// Issues a letter: it gets the next number of its series and stands in the register from then on.
    ///
    /// # Errors
    /// When what it tells has not been entered, it was issued already, or something that it must say is missing.
    pub fn issue_letter(
        &mut self,
        id: &str,
        kind: &str,
        fields: &BTreeMap<String, String>,
        on: &str,
        now: &Now,
    ) -> Result<ApplicationEdited, AppError> {
        let case = self.case(id)?;
        let kind = known_kind(kind)?;
        let on = if on.trim().is_empty() { now.today } else { day(on, "on", "签发日期")? };
        if on > now.today {
            return Err(AppError::plain("签发日期还没有到，请在签发之后登记".into()).at("on"));
        }
        let application = case.fact.application.clone();
        let (needed, outcome) = self.told_by(&case, kind, now)?;
        let mut given = fields.clone();
        let letters = self.opened()?.store.letters_of(&application.id)?;
        if kind.is_reply() {
            if let Some(message) = answered_by(&letters, needed) {
                return Err(AppError::plain(message).at("kind"));
            }
            // What the void one said still holds, where the clerk says nothing else.
            if let Some(before) = letters.iter().rev().find(|it| it.kind == kind) {
                let template = self.template(&application.agency, kind)?;
                let keys =
                    template.fields.iter().map(|field| field.key.as_str()).chain(["basis", "article", "outcome"]);
                for key in keys {
                    if let Some(text) = before.facts.get(key) {
                        given.entry(key.to_string()).or_insert_with(|| text.clone());
                    }
                }
            }
        }
        let draft = self.drafted(&case, kind, &given, outcome, on)?;
        let closing = kind.is_reply().then(|| closing(&case)).flatten();
        let said = format!("{}：签发《{}》", application.number, kind.label());
        let number = self.act_and_print(&said, &case, now, |act, law, printer| {
            let letter = issue(act, &application.agency, draft, on, printer)?;
            if let Some((event, EventData::Closed { outcome, letter_number, note, basis })) = closing
                && letter_number.as_deref() != Some(letter.number.as_str())
            {
                let data = EventData::Closed { outcome, letter_number: Some(letter.number.clone()), note, basis };
                let reason = "重新签发告知书".to_string();
                let data = EventData::Corrected { event, on: None, data: Some(Box::new(data)), reason };
                act.append_event(&application.id, now.today, &data, law)?;
            }
            Ok(letter.number)
        })?;
        let said = if number.is_empty() { said } else { format!("{said} {number}") };
        self.application_edited(&application.id.0, said, now)
    }

    /// What a letter tells must have been entered. Gives the day of it and, for replies, the outcome.
    pub(super) fn told_by(
        &self,
        case: &Case,
        kind: LetterKind,
        now: &Now,
    ) -> Result<(Option<chrono::NaiveDate>, Option<Outcome>), AppError> {
        let stands = mingce_domain::application::standing(&case.events);
        let needed = match kind {
            LetterKind::SupplementNotice => Some(Kind::SupplementAsked),
            LetterKind::ExtensionNotice => Some(Kind::Extended),
            LetterKind::DelayNotice => Some(Kind::DelayFixed),
            LetterKind::ThirdPartyInquiry | LetterKind::ThirdPartyAnswer => Some(Kind::ThirdPartyAsked),
            LetterKind::OrganInquiry => Some(Kind::OtherOrganAsked),
            LetterKind::ReasonsNotice => Some(Kind::ReasonsAsked),
            LetterKind::FeeNotice => Some(Kind::FeeNoticed),
            LetterKind::Transfer => Some(Kind::Transferred),
            _ => None,
        };
        if let Some(needed) = needed {
            let found = stands.iter().rev().find(|event| event.data.kind() == needed);
            let found = found.ok_or_else(|| {
                AppError::plain(format!(
                    "还没有登记“{}”，《{}》的内容从那里来。请先登记，再签发；只看样子的，请作草稿",
                    needed.label(),
                    kind.label()
                ))
                .at("kind")
            })?;
            return Ok((Some(found.on), None));
        }
        if !kind.is_reply() {
            return Ok((None, None));
        }
        let rules = self.rules(&case.events, now.today)?;
        let (situation, _) = course::replay(&case.events, &rules);
        let (on, outcome) = situation.closed.ok_or_else(|| {
            AppError::plain(format!("还没有办结，不能签发《{}》。请先按办理结果办结", kind.label())).at("kind")
        })?;
        if !LetterKind::for_outcome(outcome).contains(&kind) {
            let fits: Vec<&str> = LetterKind::for_outcome(outcome).iter().map(|kind| kind.label()).collect();
            let message = format!(
                "办理结果是“{}”，应当用《{}》，不是《{}》",
                outcome.label(),
                fits.join("》或者《"),
                kind.label()
            );
            return Err(AppError::plain(message).at("kind"));
        }
        Ok((Some(on), Some(outcome)))
    }

    /// 作废 a letter: it keeps its number, which is never given again.
    ///
    /// # Errors
    /// Without a reason, or when there is no such letter.
    pub fn void_letter(
        &mut self,
        id: &str,
        number: &str,
        reason: &str,
        now: &Now,
    ) -> Result<ApplicationEdited, AppError> {
        let case = self.case(id)?;
        let reason = line(reason, "reason", "作废原因")?;
        if reason.is_empty() {
            return Err(AppError::plain("请写明文书作废的原因；文号保留，不再使用".into()).at("reason"));
        }
        let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
        let mut letter = letters
            .into_iter()
            .find(|it| (it.number == number || it.id.0 == number) && !number.is_empty())
            .ok_or_else(|| AppError::plain(format!("这件申请没有文号是“{number}”的文书")))?;
        if letter.void_reason.is_some() {
            return Err(AppError::plain(format!("{number}已经作废")));
        }
        letter.void_reason = Some(reason);
        let said = format!("作废《{}》{}", letter.kind.label(), letter.number);
        self.act_and_print(&said, &case, now, |act, _, printer| {
            act.put_letter(&letter)?;
            printer.keep(act, &letter)
        })?;
        self.application_edited(&case.fact.application.id.0, said, now)
    }

    /// A letter as a document: an issued one as it was issued, else a draft with what is still missing marked.
    ///
    /// # Errors
    /// When there is no such letter or template.
    pub fn letter_document(&self, id: &str, request: &LetterRequest, now: &Now) -> Result<(Printed, String), AppError> {
        let case = self.case(id)?;
        let is_sample = self.opened()?.store.is_sample();
        let called = |template: &LetterTemplate, number: &str| {
            let mut name = format!("{}_{}", case.fact.application.number, template.kind.label());
            if !number.is_empty() {
                name.push_str(&format!("_{number}"));
            }
            if [Recipient::Applicant, Recipient::ThirdParty].contains(&template.to) && request.masked {
                name.push_str("_遮盖");
            }
            if request.original {
                name.push_str("_作废前");
            }
            name
        };
        if let Some(letter) = self.issued(&case.fact.application.id, request)? {
            let printed = self.as_issued(&case, &letter, which(request), now)?;
            return Ok((printed, called(&letter.template, &letter.number)));
        }
        let kind = known_kind(&request.kind)?;
        let template = self.template(&case.fact.application.agency, kind)?;
        let mut facts = self.facts_for(&case, &template, &request.fields)?;
        // A form to be filled in by hand is no draft of anything.
        let blank = template.series.is_empty() && !kind.is_reply();
        let watermark = if blank { is_sample.then_some("示例") } else { Some("草稿") };
        let in_full = template.to == Recipient::Applicant && !request.masked;
        facts.extend(facts::personal(&case.applicants, in_full));
        facts.insert("number".into(), String::new());
        facts.insert("issued_on".into(), String::new());
        let filled: Filled = template.fill(&facts);
        let agency = facts.get("agency").cloned().unwrap_or_default();
        let parts = LetterParts {
            filled: &filled,
            number: "",
            remedy: &self.draft_remedy(&case, &template, now),
            agency: &agency,
            signed: template.signed.then_some(None),
            watermark,
            created: &now.at_utc,
        };
        let style = self.style(Some(&case.fact.application.agency))?;
        let mut document = compose(&parts);
        if request.masked {
            let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
            hide(&facts::veil(&case.applicants, &letters, Some(&facts)), &mut document);
        }
        Ok((Printed { document, style }, called(&template, "")))
    }

    /// The issued letter that a request means; `None`: a draft.
    ///
    /// # Errors
    /// When there is no letter of that number, or no such kind.
    pub(super) fn issued(&self, id: &ApplicationId, request: &LetterRequest) -> Result<Option<Letter>, AppError> {
        if request.draft {
            return Ok(None);
        }
        let letters = self.opened()?.store.letters_of(id)?;
        if request.number.is_empty() {
            let kind = known_kind(&request.kind)?;
            return Ok(letters.into_iter().rev().find(|it| it.kind == kind && it.void_reason.is_none()));
        }
        let found = letters.into_iter().find(|it| it.number == request.number || it.id.0 == request.number);
        let none = || AppError::plain(format!("这件申请没有文号是“{}”的文书", request.number));
        found.map(Some).ok_or_else(none)
    }

    fn draft_remedy(&self, case: &Case, template: &LetterTemplate, now: &Now) -> String {
        let outcome = case.fact.projection.outcome.filter(|_| template.remedy);
        let text = outcome.map(|outcome| self.remedy_text(&case.fact.application.agency, outcome, now.today));
        match text {
            Some(Ok(text)) => text,
            _ if template.remedy => "【救济途径：签发时按办理结果写明】".into(),
            _ => String::new(),
        }
    }
}

/// The copy that a request means.
pub(super) fn which(request: &LetterRequest) -> Which {
    Which { masked: request.masked, original: request.original }
}

/// That the case has been answered by a letter since it was closed last; a second one would contradict it.
pub(super) fn answered_by(letters: &[Letter], closed: Option<chrono::NaiveDate>) -> Option<String> {
    let stands = letters.iter().find(|it| it.kind.is_reply() && it.void_reason.is_none())?;
    let reopened = closed.is_some_and(|since| stands.issued_on < since);
    let message = || format!("已签发《{}》{}；要重新签发，请先作废原来的", stands.kind.label(), stands.number);
    (!reopened).then(message)
}

/// The last closing that stands.
fn closing(case: &Case) -> Option<(mingce_domain::application::EventId, EventData)> {
    let stands = mingce_domain::application::standing(&case.events);
    let found = stands.into_iter().rev().find(|event| event.data.kind() == Kind::Closed)?;
    Some((found.id, found.data))
}

pub(super) fn known_kind(word: &str) -> Result<LetterKind, AppError> {
    let word = word.trim();
    let found = LetterKind::ALL.iter().copied().find(|kind| kind.key() == word || kind.label() == word);
    found.ok_or_else(|| {
        let known: Vec<String> =
            LetterKind::ALL.iter().map(|kind| format!("{}（{}）", kind.key(), kind.label())).collect();
        AppError::plain(format!("没有“{word}”这种文书。可以用：{}", known.join("、"))).at("kind")
    })
}
