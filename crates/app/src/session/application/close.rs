//! How a case ends: plain questions, one outcome, its basis, its letter with its number, in one step.

use super::kept::Printer;
use super::{Case, day, line};
use crate::application::facts;
use crate::application::input::CloseInput;
use crate::application::view::{AnswerView, ApplicationEdited, OutcomeView};
use crate::prepare::Now;
use crate::session::Session;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::application::course::check;
use mingce_domain::application::letter::{Facts, Letter, LetterId, LetterKind, LetterTemplate, number};
use mingce_domain::application::{EventData, Leaf, Outcome, Remedy, Step, remedy_on};
use std::collections::BTreeMap;

/// What the field of the reason is called in the tree.
const REASON: &str = "reason";

impl Session {
    /// The next question on the way to the outcome, or the outcome with what it needs. Nothing is changed.
    ///
    /// # Errors
    /// An answer that is none.
    pub fn outcome_of(&self, answers: &BTreeMap<String, String>, on: NaiveDate) -> Result<OutcomeView, AppError> {
        let step = self.assets.outcome_tree.walk(answers).map_err(|why| AppError::plain(why.to_string()))?;
        let mut view = OutcomeView {
            schema: "outcome/1".into(),
            question: String::new(),
            text: String::new(),
            help: String::new(),
            answers: Vec::new(),
            outcome: String::new(),
            outcome_label: String::new(),
            next_step: String::new(),
            article: String::new(),
            checked: true,
            letter: String::new(),
            letter_label: String::new(),
            must_say: Vec::new(),
            remedy: String::new(),
        };
        match step {
            Step::Ask(question) => {
                view.question.clone_from(&question.id);
                view.text.clone_from(&question.text);
                view.help.clone_from(&question.help);
                let answers = question.answers.iter();
                view.answers = answers.map(|it| AnswerView { key: it.key.clone(), label: it.label.clone() }).collect();
            }
            Step::Done(leaf) => {
                let kind = LetterKind::from_key(&leaf.letter);
                view.outcome = leaf.outcome.map(|it| it.key().to_string()).unwrap_or_default();
                view.outcome_label = leaf.outcome.map(|it| it.label().to_string()).unwrap_or_default();
                view.next_step.clone_from(&leaf.next_step);
                view.article.clone_from(&leaf.article);
                view.checked = leaf.checked;
                view.letter.clone_from(&leaf.letter);
                view.letter_label = kind.map(|it| it.label().to_string()).unwrap_or_default();
                view.must_say = self.must_say(leaf, kind);
                let row = leaf.outcome.and_then(|outcome| remedy_on(&self.assets.remedies, outcome, on));
                view.remedy = row.map(|row| row.remedy.label().to_string()).unwrap_or_default();
            }
        }
        Ok(view)
    }

    fn must_say(&self, leaf: &Leaf, kind: Option<LetterKind>) -> Vec<AnswerView> {
        let template = kind.and_then(|kind| self.assets.letters.iter().find(|it| it.kind == kind));
        let label = |key: &str| {
            let field = template.and_then(|template| template.fields.iter().find(|field| field.key == key));
            field.map_or_else(|| "理由".to_string(), |field| field.label.clone())
        };
        let mut named: Vec<&str> = leaf.must_say.iter().map(String::as_str).collect();
        let required = template.into_iter().flat_map(|it| &it.fields).filter(|field| field.required);
        for field in required {
            if !named.contains(&field.key.as_str()) {
                named.push(&field.key);
            }
        }
        named.into_iter().map(|key| AnswerView { key: key.to_string(), label: label(key) }).collect()
    }

    /// Answers the application, or closes it: the outcome that the answers lead to, with its basis, and its letter with
    /// the next number. One step.
    ///
    /// # Errors
    /// When the answers do not lead to an end, the basis or a field of the letter is missing, or the case may not end so.
    pub fn close_application(
        &mut self,
        id: &str,
        input: &CloseInput,
        now: &Now,
    ) -> Result<ApplicationEdited, AppError> {
        let case = self.case(id)?;
        let application = case.fact.application.clone();
        if application.void {
            return Err(AppError::plain("这件申请已作废，不能再办理".into()));
        }
        let on = if input.on.trim().is_empty() { now.today } else { day(&input.on, "on", "答复日期")? };
        let tree = &self.assets.outcome_tree;
        let leaf = match tree.walk(&input.answers).map_err(|why| AppError::plain(why.to_string()).at("answers"))? {
            Step::Done(leaf) => leaf.clone(),
            Step::Ask(question) => {
                let known: Vec<String> =
                    question.answers.iter().map(|it| format!("{}（{}）", it.key, it.label)).collect();
                let message =
                    format!("还不能确定办理结果，请回答 {}：{}　{}", question.id, question.text, known.join("、"));
                return Err(AppError::plain(message).at("answers"));
            }
        };
        let Some(outcome) = leaf.outcome else {
            return Err(AppError::plain(format!("还不能办结：{}（{}）", leaf.next_step, leaf.article)).at("answers"));
        };
        let reason = line(&input.reason, "reason", "理由")?;
        let note = line(&input.note, "note", "说明")?;
        if leaf.must_say.iter().any(|key| key == REASON) && reason.is_empty() {
            let message = format!("按“{}”办结要写明理由，告知书中会印出（{}）", outcome.label(), article(&leaf));
            return Err(AppError::plain(message).at("reason"));
        }
        let basis = [leaf.article.as_str(), reason.as_str()].into_iter().filter(|text| !text.is_empty());
        let basis = basis.collect::<Vec<_>>().join("：");
        let said_note = if note.is_empty() && outcome == Outcome::OtherOther { reason.clone() } else { note };
        let closed = |number: Option<String>| EventData::Closed {
            outcome,
            letter_number: number.filter(|number| !number.is_empty()),
            note: Some(said_note.clone()).filter(|text| !text.is_empty()),
            basis: Some(basis.clone()),
        };
        let rules = self.rules(&case.events, now.today)?;
        check(&case.events, on, &closed(None), &rules).map_err(|why| AppError::plain(why.to_string()).at("answers"))?;
        let kind = LetterKind::from_key(&leaf.letter)
            .ok_or_else(|| AppError::plain("判断办理结果的数据有误，请重新安装程序".into()))?;
        let mut given = input.fields.clone();
        given.insert("basis".into(), if reason.is_empty() { leaf.article.clone() } else { reason });
        given.insert("article".into(), leaf.article.clone());
        given.insert("outcome".into(), outcome.label().into());
        let draft = self.drafted(&case, kind, &given, Some(outcome), on)?;
        let said = format!("{}：{}（{}）", application.number, outcome.label(), on.format("%Y年%-m月%-d日"));
        self.act_and_print(&said, &case, now, |act, law, printer| {
            let letter = issue(act, &application.agency, draft.clone(), on, printer)?;
            act.append_event(&application.id, on, &closed(Some(letter.number)), law)?;
            Ok(())
        })?;
        self.application_edited(&application.id.0, said, now)
    }

    /// A letter that is ready to be issued, still without its number.
    ///
    /// # Errors
    /// When something that it must say is missing.
    pub(super) fn drafted(
        &self,
        case: &Case,
        kind: LetterKind,
        given: &BTreeMap<String, String>,
        outcome: Option<Outcome>,
        on: NaiveDate,
    ) -> Result<Draft, AppError> {
        let application = &case.fact.application;
        let template = self.template(&application.agency, kind)?;
        let facts = self.facts_for(case, &template, given)?;
        let mut filled = facts.clone();
        filled.extend(facts::personal(&case.applicants, false));
        let missing = template.fill(&filled).missing;
        if !missing.is_empty() {
            let keys: Vec<&str> = template
                .fields
                .iter()
                .filter(|field| missing.contains(&field.label))
                .map(|field| field.key.as_str())
                .collect();
            let message = format!("《{}》还缺：{}，不能签发", kind.label(), missing.join("、"));
            let how: Vec<String> = keys.iter().map(|key| format!("--field {key}=…")).collect();
            let at = keys.first().map_or_else(|| "fields".to_string(), |key| format!("fields.{key}"));
            return Err(AppError {
                detail: format!("命令行用 {} 写明", how.join(" ")),
                ..AppError::plain(message).at(&at)
            });
        }
        let remedy = match outcome.filter(|_| template.remedy) {
            Some(outcome) => self.remedy_text(&application.agency, outcome, on)?,
            None => String::new(),
        };
        let code = self.letter_office(&application.agency)?.code;
        Ok(Draft { application: application.id.clone(), kind, template, facts, remedy, code })
    }

    /// What a letter says of remedies against an outcome. Empty where there is nothing to say.
    ///
    /// # Errors
    /// When the reviewing organ or the court is not known: they are never guessed; when nobody has checked the terms.
    pub(super) fn remedy_text(
        &self,
        agency: &mingce_domain::agency::AgencyId,
        outcome: Outcome,
        on: NaiveDate,
    ) -> Result<String, AppError> {
        let Some(row) = remedy_on(&self.assets.remedies, outcome, on) else { return Ok(String::new()) };
        if row.remedy == Remedy::None {
            return Ok(String::new());
        }
        let office = self.letter_office(agency)?;
        let mut lacking = Vec::new();
        for (name, value, label) in
            [("{review_organ}", &office.review_organ, "行政复议机关"), ("{court}", &office.court, "管辖法院")]
        {
            if row.text.contains(name) && value.is_empty() {
                lacking.push(label);
            }
        }
        if !lacking.is_empty() {
            let message = format!(
                "告知书要写明救济途径，还没有设定{}，程序不代为推断。请先在“设置—申请文书”中设定，再签发",
                lacking.join("和")
            );
            let detail = "命令行：mingce application office --review-organ 名称 --court 名称".to_string();
            return Err(AppError { detail, ..AppError::plain(message).at("office") });
        }
        let text = row.text.replace("{review_organ}", &office.review_organ).replace("{court}", &office.court);
        if !row.checked && office.remedies_checked_on.is_none() {
            let message = format!(
                "告知书要写明救济途径：“{text}”其中的期限是程序自带的，依据待核，不能签发。请对照现行法律核对，\
                 再在“设置—申请文书”中登记已核对"
            );
            let detail = "命令行：mingce application office --remedies-checked".to_string();
            return Err(AppError { detail, ..AppError::plain(message).at("office") });
        }
        Ok(text)
    }
}

fn article(leaf: &Leaf) -> &str {
    if leaf.article.is_empty() { "条例第三十六条" } else { &leaf.article }
}

/// A letter without its number.
#[derive(Clone)]
pub(super) struct Draft {
    pub application: mingce_domain::application::ApplicationId,
    pub kind: LetterKind,
    pub template: LetterTemplate,
    pub facts: Facts,
    pub remedy: String,
    pub code: String,
}

/// Gives a letter the next number of its kind and year, writes it and keeps its copies.
pub(super) fn issue(
    act: &mut mingce_store::Act<'_>,
    agency: &mingce_domain::agency::AgencyId,
    draft: Draft,
    on: NaiveDate,
    printer: &Printer<'_>,
) -> mingce_store::Result<Letter> {
    let Draft { application, kind, template, facts, remedy, code } = draft;
    let year = on.year();
    let series = template.counted_in().to_string();
    let place = act.next_place(agency, &series, year)?;
    let number = if template.series.is_empty() { String::new() } else { number(&code, &template.series, year, place) };
    let letter = Letter {
        id: LetterId(act.new_id()),
        application,
        agency: agency.clone(),
        kind,
        series,
        year,
        place,
        number,
        issued_on: on,
        template,
        facts,
        remedy,
        void_reason: None,
    };
    act.put_letter(&letter)?;
    printer.keep(act, &letter)?;
    Ok(letter)
}
