//! A new application, and one that was registered by mistake.

use super::{day, line};
use crate::application::input::{ApplicantInput, RegisterInput};
use crate::application::view::ApplicationEdited;
use crate::prepare::Now;
use crate::session::Session;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::agency::{Agency, AgencyId};
use mingce_domain::application::course::{Rules, check};
use mingce_domain::application::{
    ApplicantKind, Application, ApplicationId, Arrival, Channel, EventData, Wish, received_on,
};
use mingce_domain::personal::{Personal, PersonalKind};
use mingce_store::{Applicant, ApplicantId};

/// The longest 所需信息 in one line, in characters.
const LONGEST_SUBJECT: usize = 200;

impl Session {
    /// Registers an application: its day of receipt follows from the channel (art. 31), its 受理号 is given here.
    ///
    /// # Errors
    /// What is missing or contradicts itself, at its field. Nothing is changed then.
    pub fn register_application(
        &mut self,
        agency: &str,
        input: &RegisterInput,
        now: &Now,
    ) -> Result<ApplicationEdited, AppError> {
        let channel = Channel::from_word(input.channel.trim()).ok_or_else(|| {
            let known: Vec<&str> = Channel::ALL.iter().map(|it| it.label()).collect();
            AppError::plain(format!("请写明申请的渠道：{}", known.join("、"))).at("channel")
        })?;
        let arrived_on = day(&input.arrived_on, "arrived_on", "申请到达的日期")?;
        let confirmed_on = match input.confirmed_on.trim() {
            "" => None,
            text => Some(day(text, "confirmed_on", "确认日期")?),
        };
        let arrival = Arrival { channel, arrived_on, confirmed_on };
        let (received, arrived) =
            received_on(&arrival).map_err(|why| AppError::plain(why.to_string()).at("confirmed_on"))?;
        let subject = line(&input.subject, "subject", "所需信息")?;
        if subject.is_empty() {
            let message = "请写明申请公开什么（名称、文号或者其他特征，条例第二十九条）";
            return Err(AppError::plain(message.into()).at("subject"));
        }
        if subject.chars().count() > LONGEST_SUBJECT {
            let message = format!("所需信息一行写不下（最多{LONGEST_SUBJECT}字），请概括，全文写在“详细描述”中");
            return Err(AppError::plain(message).at("subject"));
        }
        let applicants = applicants(&input.applicants)?;
        let Some(first) = applicants.first() else {
            return Err(AppError::plain("请写明申请人的姓名或者名称（条例第二十九条）".into()).at("applicants"));
        };
        let receipt = EventData::Received { channel, applicant_kind: first.kind, arrived_on: arrived };
        let rules = Rules { calendar: &self.assets.calendar, term: self.assets.term_on(received), today: now.today };
        check(&[], received, &receipt, &rules).map_err(|why| AppError::plain(why.to_string()).at("arrived_on"))?;
        let wish = Wish {
            description: long(&input.description, "description", "详细描述")?,
            form: line(&input.form, "form", "获取方式")?,
            way: line(&input.way, "way", "获取途径")?,
            note: line(&input.note, "note", "备注")?,
        };
        let agency = AgencyId(agency.to_string());
        let shared = Some(line(&input.letter, "letter", "来件")?).filter(|text| !text.is_empty());
        let code = self.letter_office(&agency)?.code;
        let taken = self.numbers_taken(&agency)?;
        let reaching = self.ledger_reaching(&agency, received)?;
        let registered = now.today.max(received);
        let said = format!("登记申请“{subject}”（{}收到）", received.format("%Y年%-m月%-d日"));
        let id = self.act_with_law(&said, now, |act, law| {
            if let Some(agency) = &reaching {
                act.put_agency(agency)?;
            }
            let number = loop {
                let n = act.next_number(&agency, "application", received.year())?;
                let number = format!("{code}公开申〔{}〕{n:03}号", received.year());
                if !taken.contains(&number) {
                    break number;
                }
            };
            let id = ApplicationId(act.new_id());
            let application = Application {
                id: id.clone(),
                agency: agency.clone(),
                number,
                subject: subject.clone(),
                letter: shared.clone(),
                void: false,
            };
            act.put_application(&application)?;
            let mut ids = Vec::new();
            for mut one in applicants.clone() {
                one.id = ApplicantId(act.new_id());
                act.put_applicant(&one)?;
                ids.push(one.id);
            }
            act.set_applicants(&id, &ids)?;
            if wish != Wish::default() {
                act.put_wish(&id, &wish)?;
            }
            let events = [(received, receipt.clone()), (registered, EventData::Registered)];
            act.append_events(&id, &events, law)?;
            Ok(id.0)
        })?;
        let since = reaching.and_then(|agency| agency.ledger_since);
        let said = match since {
            Some(since) => format!("{said}。这是本单位的第一件，年度报告表三从{}年起由台账计数", since.year()),
            None => said,
        };
        self.application_edited(&id, said, now)
    }

    /// 作废: registered by mistake; kept, counted nowhere. An empty reason is refused.
    ///
    /// # Errors
    /// Without a reason, or when the case is unknown.
    pub fn void_application(&mut self, id: &str, reason: &str, now: &Now) -> Result<ApplicationEdited, AppError> {
        let reason = line(reason, "reason", "作废原因")?;
        if reason.is_empty() {
            return Err(AppError::plain("请写明作废的原因，登记会保留，不计入报告".into()).at("reason"));
        }
        let mut application = self.case(id)?.fact.application;
        if application.void {
            return Err(AppError::plain("这件申请已经作废".into()));
        }
        application.void = true;
        let said = format!("作废申请“{}”（{reason}）", application.number);
        self.act_with_law(&said, now, |act, _| act.put_application(&application))?;
        self.application_edited(&application.id.0, said, now)
    }

    fn numbers_taken(&self, agency: &AgencyId) -> Result<std::collections::BTreeSet<String>, AppError> {
        let facts = self.opened()?.store.applications_of(std::slice::from_ref(agency))?;
        Ok(facts.into_iter().map(|fact| fact.application.number).collect())
    }

    /// The agency with its ledger begun, when this is its first application: from then on 表三 is counted. Not when
    /// somebody typed 表三 of that year: that is for the clerk to decide.
    fn ledger_reaching(&self, agency: &AgencyId, received: NaiveDate) -> Result<Option<Agency>, AppError> {
        let store = &self.opened()?.store;
        let found = store.agency(agency)?;
        let mut found = found.ok_or_else(|| AppError::plain("数据文件中没有这个单位，请刷新后重试".into()))?;
        let typed = store.typed_figures(agency, received.year())?;
        let by_hand = typed.iter().any(|figure| figure.at.table() == "requests" && !figure.value.is_blank());
        if found.ledger_since.is_some() || by_hand {
            return Ok(None);
        }
        found.ledger_since = NaiveDate::from_ymd_opt(received.year(), 1, 1);
        Ok(Some(found))
    }
}

/// The kind by its key, its column or its label.
pub(super) fn kind(word: &str) -> Option<ApplicantKind> {
    let word = word.trim();
    ApplicantKind::ALL.into_iter().find(|kind| [kind.key(), kind.column(), kind.label()].contains(&word))
}

pub(super) fn no_kind() -> AppError {
    let known: Vec<&str> = ApplicantKind::ALL.iter().map(|kind| kind.label()).collect();
    AppError::plain(format!("请选择申请人类型，它决定计入表三的哪一列：{}", known.join("、"))).at("applicant_kind")
}

/// Those who ask together, the first-named one first: it decides the column, the others stand in letters beside it.
fn applicants(input: &[ApplicantInput]) -> Result<Vec<Applicant>, AppError> {
    let mut all: Vec<Applicant> = Vec::new();
    for (nth, one) in input.iter().enumerate() {
        // The fields of the first one are those of the form; the others' say whose they are.
        let place = |error: AppError| match (&error.field, nth) {
            (Some(field), 1..) => {
                let field = format!("applicants.{nth}.{field}");
                AppError { message: format!("第{}名申请人：{}", nth + 1, error.message), ..error }.at(&field)
            }
            _ => error,
        };
        let one = applicant(one).map_err(place)?;
        if all.iter().any(|other| other.name == one.name && other.document == one.document) {
            let message = "这名申请人已经写过了；同名的另一人请写明证件号码".to_string();
            return Err(place(AppError::plain(message).at("name")));
        }
        all.push(one);
    }
    Ok(all)
}

fn applicant(input: &ApplicantInput) -> Result<Applicant, AppError> {
    let name = line(&input.name, "name", "姓名或者名称")?;
    if name.is_empty() {
        return Err(AppError::plain("请写明申请人的姓名或者名称（条例第二十九条）".into()).at("name"));
    }
    let mut one = Applicant::named(ApplicantId(String::new()), kind(&input.kind).ok_or_else(no_kind)?, name);
    let datum =
        |kind, text: &str, field: &str, what: &str| Ok::<_, AppError>(Personal::new(kind, line(text, field, what)?));
    one.document_kind = line(&input.document_kind, "document_kind", "证件名称")?;
    one.document = datum(PersonalKind::Document, &input.document, "document", "证件号码")?;
    one.contact = datum(PersonalKind::Name, &input.contact, "contact", "联系人")?;
    one.phone = datum(PersonalKind::Phone, &input.phone, "phone", "联系电话")?;
    one.email = datum(PersonalKind::Phone, &input.email, "email", "电子邮箱")?;
    one.address = datum(PersonalKind::Address, &input.address, "address", "通信地址")?;
    Ok(one)
}

fn long(text: &str, field: &str, what: &str) -> Result<String, AppError> {
    if text.chars().count() > 10_000 {
        return Err(AppError::plain(format!("{what}过长（最多10000字），没有保存")).at(field));
    }
    Ok(text.trim().to_string())
}
