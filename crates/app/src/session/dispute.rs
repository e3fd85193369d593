//! Disputes of the open file: registered, decided, corrected, made void.

use super::Session;
use super::application::{day, line};
use crate::dispute::input::{DisputeInput, DisputeStep};
use crate::dispute::view::{DisputeCase, DisputeEdited, DisputeView, DisputesView, HappenedView};
use crate::prepare::Now;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::agency::AgencyId;
use mingce_domain::annual_report::dispute_years;
use mingce_domain::application::{ApplicationFact, ApplicationId};
use mingce_domain::check::{Finding, check_disputes};
use mingce_domain::dispute::{
    Dispute, DisputeId, DisputeKind, DisputeResult, DisputeRole, InstanceStage, Refusal, Step, fits, happenings,
};

/// What people can enter after the registration: the word, its label.
const STEPS: [(&str, &str); 6] = [
    ("decided", "审结、裁判"),
    ("in_force", "裁判生效"),
    ("second", "上诉"),
    ("remand", "发回重审"),
    ("retrial", "再审"),
    ("taken_back", "撤销上一步"),
];

fn told(why: Refusal) -> AppError {
    AppError::plain(why.message).at(why.field)
}

impl Session {
    /// The disputes of an agency, newest first, and the words that their forms offer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn disputes(&self, agency: &str, now: &Now) -> Result<DisputesView, AppError> {
        let store = &self.opened()?.store;
        let id = AgencyId(agency.to_string());
        let office = self.letter_office(&id)?;
        let since = store.agency(&id)?.and_then(|it| it.ledger_since);
        let pair = |key: &str, label: &str| (key.to_string(), label.to_string());
        let mut rows = self.dispute_views(&id, now)?;
        rows.reverse();
        Ok(DisputesView {
            schema: "disputes/1".into(),
            today: now.today.to_string(),
            rows,
            kinds: DisputeKind::ALL.iter().map(|it| pair(it.key(), it.label())).collect(),
            roles: DisputeRole::ALL.iter().map(|it| pair(it.key(), it.label())).collect(),
            results: DisputeResult::ALL.iter().map(|it| pair(it.key(), it.label())).collect(),
            review_organ: office.review_organ,
            court: office.court,
            counted: since.is_some_and(|since| since <= now.today),
        })
    }

    /// One dispute by its identity or its number.
    ///
    /// # Errors
    /// When it is unknown, its number is not unique, or the file cannot be read.
    pub fn dispute(&self, agency: &str, words: &str, now: &Now) -> Result<DisputeView, AppError> {
        let found = self.found_dispute(agency, words)?;
        let all = self.dispute_views(&found.agency, now)?;
        let view = all.into_iter().find(|it| it.id == found.id.0);
        view.ok_or_else(|| AppError::plain("这件争议已经不在数据文件中，请刷新后重试".into()))
    }

    /// The disputes that concern one application, in the order in which they were filed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::session) fn disputes_about(
        &self,
        agency: &AgencyId,
        application: &ApplicationId,
        now: &Now,
    ) -> Result<Vec<DisputeView>, AppError> {
        let mut all = self.dispute_views(agency, now)?;
        all.retain(|it| it.applications.iter().any(|case| case.id == application.0));
        Ok(all)
    }

    /// What the checks say of the disputes of an agency.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub(in crate::session) fn dispute_findings(&self, agency: &AgencyId) -> Result<Vec<Finding>, AppError> {
        let store = &self.opened()?.store;
        let disputes = store.disputes_of(std::slice::from_ref(agency))?;
        if disputes.is_empty() {
            return Ok(Vec::new());
        }
        let cases = store.applications_of(std::slice::from_ref(agency))?;
        Ok(check_disputes(&disputes, &cases, &self.assets.remedies))
    }

    fn dispute_views(&self, agency: &AgencyId, now: &Now) -> Result<Vec<DisputeView>, AppError> {
        let store = &self.opened()?.store;
        let agencies = std::slice::from_ref(agency);
        let disputes = store.disputes_of(agencies)?;
        if disputes.is_empty() {
            return Ok(Vec::new());
        }
        let cases = store.applications_of(agencies)?;
        let findings = check_disputes(&disputes, &cases, &self.assets.remedies);
        let since = store.agency(agency)?.and_then(|it| it.ledger_since).map(|since| since.year());
        Ok(disputes.iter().map(|it| shown(it, &cases, &findings, since, now.today)).collect())
    }

    fn found_dispute(&self, agency: &str, words: &str) -> Result<Dispute, AppError> {
        let store = &self.opened()?.store;
        let words = words.trim();
        if let Some(found) = store.dispute(&DisputeId(words.to_string()))? {
            return Ok(found);
        }
        let mut all = store.disputes_of(&[AgencyId(agency.to_string())])?;
        all.retain(|it| it.number == words && !words.is_empty());
        match all.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(AppError::plain(format!("没有案号或者编号是“{words}”的复议诉讼，请核对（可能已撤销登记）"))),
            _ => Err(AppError::plain(format!("案号“{words}”的复议诉讼不止一件，请改用编号（list --json 的 id）"))),
        }
    }

    /// Registers a dispute.
    ///
    /// # Errors
    /// What is missing or contradicts itself, at its field. Nothing is changed then.
    pub fn register_dispute(
        &mut self,
        agency: &str,
        input: &DisputeInput,
        now: &Now,
    ) -> Result<DisputeEdited, AppError> {
        let empty = Dispute {
            id: DisputeId(String::new()),
            agency: AgencyId(agency.to_string()),
            number: String::new(),
            kind: DisputeKind::Reconsideration,
            role: DisputeRole::OwnConduct,
            decided_by: String::new(),
            filed_on: now.today,
            decided_on: None,
            in_force_on: None,
            result: None,
            applications: Vec::new(),
            further: Vec::new(),
            note: String::new(),
            void_reason: None,
        };
        let mut dispute = self.written(&empty, input, now)?;
        let said = format!("登记{}{}", dispute.kind.label(), numbered(&dispute));
        let id = self.act_with_law(&said, now, |act, _| {
            dispute.id = DisputeId(act.new_id());
            act.put_dispute(&dispute)?;
            Ok(dispute.id.0.clone())
        })?;
        self.dispute_edited(agency, &id, said, now)
    }

    /// Corrects what was registered of a dispute; its steps are taken back one by one instead. What stood before is in the
    /// log of changes.
    ///
    /// # Errors
    /// As [`Session::register_dispute`]; without a reason, or when nothing differs.
    pub fn correct_dispute(
        &mut self,
        agency: &str,
        words: &str,
        input: &DisputeInput,
        now: &Now,
    ) -> Result<DisputeEdited, AppError> {
        let before = self.found_dispute(agency, words)?;
        if before.void_reason.is_some() {
            return Err(AppError::plain("这件争议已作废，不能更正".into()));
        }
        let after = self.written(&before, input, now)?;
        if after == before {
            return Err(AppError::plain("没有要更正的内容".into()));
        }
        let reason = line(&input.reason, "reason", "更正的原因")?;
        if reason.is_empty() {
            return Err(AppError::plain("请写明更正的原因".into()).at("reason"));
        }
        let said = format!("更正{}{}（{reason}）", after.kind.label(), numbered(&after));
        self.act_with_law(&said, now, |act, _| act.put_dispute(&after))?;
        self.dispute_edited(agency, &after.id.0, said, now)
    }

    /// Enters what happened to a dispute.
    ///
    /// # Errors
    /// When it does not fit where the dispute stands, or its days are out of order. Nothing is changed then.
    pub fn dispute_step(
        &mut self,
        agency: &str,
        words: &str,
        input: &DisputeStep,
        now: &Now,
    ) -> Result<DisputeEdited, AppError> {
        let before = self.found_dispute(agency, words)?;
        let (step, what) = step(input, now)?;
        let after = before.after(&step, now.today).map_err(told)?;
        let said = format!("{}{}：{what}", after.kind.label(), numbered(&after));
        self.act_with_law(&said, now, |act, _| act.put_dispute(&after))?;
        self.dispute_edited(agency, &after.id.0, said, now)
    }

    /// 作废 a dispute that was registered by mistake: kept, counted nowhere.
    ///
    /// # Errors
    /// Without a reason, when it is unknown or void already.
    pub fn void_dispute(
        &mut self,
        agency: &str,
        words: &str,
        reason: &str,
        now: &Now,
    ) -> Result<DisputeEdited, AppError> {
        let mut dispute = self.found_dispute(agency, words)?;
        let reason = line(reason, "reason", "作废原因")?;
        if reason.is_empty() {
            return Err(AppError::plain("请写明作废的原因，登记会保留，不计入表四".into()).at("reason"));
        }
        if dispute.void_reason.is_some() {
            return Err(AppError::plain("这件争议已经作废".into()));
        }
        let said = format!("作废{}{}（{reason}）", dispute.kind.label(), numbered(&dispute));
        dispute.void_reason = Some(reason);
        self.act_with_law(&said, now, |act, _| act.put_dispute(&dispute))?;
        self.dispute_edited(agency, &dispute.id.0, said, now)
    }

    /// What the input makes of a dispute, checked.
    fn written(&self, before: &Dispute, input: &DisputeInput, now: &Now) -> Result<Dispute, AppError> {
        let kind = DisputeKind::from_word(&input.kind).ok_or_else(|| {
            let known: Vec<&str> = DisputeKind::ALL.iter().map(|it| it.label()).collect();
            AppError::plain(format!("请选择种类，它决定计入表四的哪一栏：{}", known.join("、"))).at("kind")
        })?;
        if kind.is_lawsuit() != before.kind.is_lawsuit() && before.decided_on.is_some() {
            let message = "已经登记了结果，复议和诉讼不能互改。请先撤销各步，再更正种类";
            return Err(AppError::plain(message.into()).at("kind"));
        }
        let role = match input.role.trim() {
            "" => DisputeRole::OwnConduct,
            word => DisputeRole::from_key(word)
                .ok_or_else(|| AppError::plain(format!("没有“{word}”这种身份")).at("role"))?,
        };
        if role == DisputeRole::ReviewingCoDefendant && kind != DisputeKind::LitigationAfterReconsideration {
            let message = "作为复议机关的共同被告，只能是复议后起诉的诉讼";
            return Err(AppError::plain(message.into()).at("role"));
        }
        let mut cases: Vec<ApplicationFact> = Vec::new();
        for word in input.applications.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
            let fact = self.case(word).map_err(|why| why.at("applications"))?.fact;
            if fact.application.void {
                let message = format!("申请{}已作废，不能登记因它发生的争议", fact.application.number);
                return Err(AppError::plain(message).at("applications"));
            }
            if !cases.iter().any(|it| it.application.id == fact.application.id) {
                cases.push(fact);
            }
        }
        let dispute = Dispute {
            kind,
            role,
            number: line(&input.number, "number", "案号")?,
            decided_by: line(&input.decided_by, "decided_by", "审理机关")?,
            filed_on: day(&input.filed_on, "filed_on", if kind.is_lawsuit() { "起诉日期" } else { "申请复议的日期" })?,
            applications: cases.iter().map(|it| it.application.id.clone()).collect(),
            note: line(&input.note, "note", "备注")?,
            ..before.clone()
        };
        let others = self.opened()?.store.disputes_of(std::slice::from_ref(&dispute.agency))?;
        fits(&dispute, &cases, &others, now.today).map_err(told)?;
        Ok(dispute)
    }

    fn dispute_edited(&self, agency: &str, id: &str, said: String, now: &Now) -> Result<DisputeEdited, AppError> {
        Ok(DisputeEdited { dispute: self.dispute(agency, id, now)?, history: self.history(now)?, said })
    }
}

/// ` 清政复决〔2025〕2号`, or nothing.
fn numbered(dispute: &Dispute) -> String {
    if dispute.number.is_empty() { String::new() } else { format!(" {}", dispute.number) }
}

/// The step that is meant, and what it is called in the history.
fn step(input: &DisputeStep, now: &Now) -> Result<(Step, String), AppError> {
    let on = |text: &str, field: &str, what: &str| match text.trim() {
        "" => Ok(now.today),
        text => day(text, field, what),
    };
    let word = input.kind.trim();
    let label = STEPS.iter().find(|(key, _)| *key == word).map(|(_, label)| *label).unwrap_or_default();
    if let Some(stage) = InstanceStage::from_key(word) {
        let step = Step::Further {
            stage,
            on: on(&input.on, "on", "日期")?,
            court: line(&input.court, "court", "法院")?,
            number: line(&input.number, "number", "案号")?,
        };
        return Ok((step, label.to_string()));
    }
    match word {
        "decided" => {
            let result = DisputeResult::from_word(&input.result).ok_or_else(|| {
                let known: Vec<&str> = DisputeResult::ALL.iter().map(|it| it.label()).collect();
                let message = format!("请选择结果：{}；还没有结果的不用登记，表四自动计为尚未审结", known.join("、"));
                AppError::plain(message).at("result")
            })?;
            let in_force_on = match input.in_force_on.trim() {
                "" => None,
                text => Some(day(text, "in_force_on", "生效日期")?),
            };
            Ok((Step::Decided { on: on(&input.on, "on", "日期")?, result, in_force_on }, result.label().to_string()))
        }
        "in_force" => Ok((Step::InForce { on: on(&input.on, "on", "生效日期")? }, label.to_string())),
        "taken_back" => {
            let reason = line(&input.reason, "reason", "撤销的原因")?;
            if reason.is_empty() {
                return Err(AppError::plain("请写明为什么撤销".into()).at("reason"));
            }
            Ok((Step::TakenBack, format!("{label}（{reason}）")))
        }
        _ => {
            let known: Vec<String> = STEPS.iter().map(|(key, label)| format!("{key}（{label}）")).collect();
            Err(AppError::plain(format!("没有“{word}”这一步。可以用：{}", known.join("、"))).at("step"))
        }
    }
}

/// Whether a step of this kind can come now, on any day.
fn may_come(dispute: &Dispute, word: &str) -> bool {
    // A day that no other can be later than: only the course decides.
    let last = happenings(dispute).iter().map(|it| it.on).max().unwrap_or(dispute.filed_on);
    let (court, number) = (String::new(), String::new());
    let step = match word {
        "decided" => Step::Decided { on: last, result: DisputeResult::Other, in_force_on: None },
        "in_force" => Step::InForce { on: last },
        "taken_back" => Step::TakenBack,
        word => match InstanceStage::from_key(word) {
            Some(stage) => Step::Further { stage, on: last, court, number },
            None => return false,
        },
    };
    dispute.after(&step, NaiveDate::MAX).is_ok()
}

fn shown(
    dispute: &Dispute,
    cases: &[ApplicationFact],
    findings: &[Finding],
    since: Option<i32>,
    today: NaiveDate,
) -> DisputeView {
    let at = format!("dispute.{}", dispute.id.0);
    let settled = dispute.settled();
    let label = |column: &str| DisputeResult::from_key(column).map_or("尚未审结", |result| result.label());
    let years = dispute_years(dispute, today.year()).into_iter();
    let counted = years.filter(|(year, _)| since.is_some_and(|since| since <= *year));
    DisputeView {
        id: dispute.id.0.clone(),
        number: dispute.number.clone(),
        kind: dispute.kind.key().into(),
        kind_label: dispute.kind.label().into(),
        role: dispute.role.key().into(),
        role_label: dispute.role.label().into(),
        decided_by: dispute.decided_by.clone(),
        filed_on: dispute.filed_on.to_string(),
        settled_on: settled.map(|(on, _)| on.to_string()).unwrap_or_default(),
        result_label: settled.map_or("尚未审结", |(_, result)| result.label()).into(),
        applications: dispute
            .applications
            .iter()
            .filter_map(|id| cases.iter().find(|case| case.application.id == *id))
            .map(|case| DisputeCase {
                id: case.application.id.0.clone(),
                number: case.application.number.clone(),
                subject: case.application.subject.clone(),
            })
            .collect(),
        note: dispute.note.clone(),
        void_reason: dispute.void_reason.clone().unwrap_or_default(),
        happened: happenings(dispute)
            .into_iter()
            .map(|it| HappenedView { on: it.on.to_string(), what: it.what })
            .collect(),
        counted: counted
            .map(|(year, column)| {
                // That year is not over: it may still be decided in it.
                let so_far = if settled.is_none() && year == today.year() { "（至今）" } else { "" };
                format!("{year}年度：{}—{}{so_far}", dispute.kind.label(), label(column))
            })
            .collect(),
        next: STEPS
            .iter()
            .filter(|(word, _)| may_come(dispute, word))
            .map(|(word, label)| ((*word).to_string(), (*label).to_string()))
            .collect(),
        findings: findings.iter().filter(|it| it.at == at).cloned().collect(),
    }
}
