//! What the window asks of applications beside the cases themselves. Nothing here changes the file, except what the
//! office says in all its letters.

use super::letters::answered_by;
use super::{Case, Session, day};
use crate::application::facts;
use crate::application::input::{LetterOffice, LetterRequest, RegisterInput};
use crate::application::window::{
    ApplicationsView, BeforeView, ChannelView, LetterChoice, LetterFieldView, LetterFormView, LetterOfficeView,
    RemedyView, RepeatView,
};
use crate::prepare::Now;
use crate::preview::Printed;
use crate::view::AppError;
use chrono::{Datelike, NaiveDate};
use mingce_domain::agency::AgencyId;
use mingce_domain::application::again::likeness;
use mingce_domain::application::clock::explain;
use mingce_domain::application::due::Duty;
use mingce_domain::application::letter::{Letter, LetterKind, number};
use mingce_domain::application::{
    ApplicantKind, ApplicationFact, Arrival, Channel, Event, EventData, EventId, Remedy, ReopenCause, again,
    received_on,
};
use mingce_domain::personal::Purpose;

/// How many cases that may have asked for the same are shown.
const MOST_REPEATS: usize = 5;

impl Session {
    /// The ledger of an agency with what is due in it, and the words that its forms offer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn application_list(&self, agency: &str, now: &Now) -> Result<ApplicationsView, AppError> {
        let since = self.opened()?.store.agency(&AgencyId(agency.to_string()))?.and_then(|it| it.ledger_since);
        Ok(ApplicationsView {
            schema: "applications/1".into(),
            today: now.today.to_string(),
            rows: self.applications(agency, false, now)?,
            due: self.applications_due(agency, now)?.into_iter().filter(|it| it.duty != Duty::Proof.key()).collect(),
            channels: Channel::ALL
                .into_iter()
                .map(|channel| ChannelView {
                    key: channel.key().into(),
                    label: channel.label().into(),
                    rule: channel.receipt_rule().into(),
                    confirmed: channel.counts_from_confirmation(),
                })
                .collect(),
            kinds: ApplicantKind::ALL.into_iter().map(|kind| (kind.key().into(), kind.label().into())).collect(),
            causes: [ReopenCause::Reconsideration, ReopenCause::Judgment, ReopenCause::OwnCorrection]
                .map(|cause| cause.label().into())
                .to_vec(),
            counted: since.is_some(),
        })
    }

    /// What would follow from registering an application as far as it is written down: its day of receipt, its due date,
    /// cases that may have asked for the same.
    ///
    /// # Errors
    /// When the file cannot be read. What is still missing or wrong is told, not refused.
    pub fn before_registering(&self, agency: &str, input: &RegisterInput, now: &Now) -> Result<BeforeView, AppError> {
        let mut view = BeforeView::default();
        match self.would_be_received(input) {
            Ok(received) => self.tell_due(&mut view, received, now),
            Err(why) => view.why = why.message,
        }
        // Of a joint application, any of those who ask may have asked before.
        let names: Vec<&str> =
            input.applicants.iter().map(|one| one.name.trim()).filter(|name| !name.is_empty()).collect();
        let received = view.received_on.parse().unwrap_or(now.today);
        self.tell_repeats(&mut view, agency, (&names, input.subject.trim()), received, now)?;
        Ok(view)
    }

    fn would_be_received(&self, input: &RegisterInput) -> Result<NaiveDate, AppError> {
        let unknown = || AppError::plain("选定渠道后，这里写明哪一天算收到（条例第三十一条）".into());
        let channel = Channel::from_word(input.channel.trim()).ok_or_else(unknown)?;
        let arrived_on = day(&input.arrived_on, "arrived_on", "申请到达的日期")?;
        let confirmed_on = match input.confirmed_on.trim() {
            "" => None,
            text => Some(day(text, "confirmed_on", "确认日期")?),
        };
        let found = received_on(&Arrival { channel, arrived_on, confirmed_on });
        found.map(|(received, _)| received).map_err(|why| AppError::plain(why.to_string()))
    }

    fn tell_due(&self, view: &mut BeforeView, received: NaiveDate, now: &Now) {
        let data = EventData::Received {
            channel: Channel::InPerson,
            applicant_kind: ApplicantKind::NaturalPerson,
            arrived_on: None,
        };
        let (id, recorded_at) = (EventId("1".into()), "1".into());
        let receipt = Event { id, on: received, data, recorded_at, by: String::new() };
        let term = self.assets.term_on(received);
        view.received_on = received.to_string();
        if let Some(told) = explain(&[receipt], &self.assets.calendar, term, now.today) {
            view.due_on = told.due.map(|due| due.on.to_string()).unwrap_or_default();
            view.provisional = told.due.is_some_and(|due| due.provisional);
            view.why = told.sentence;
        }
    }

    fn tell_repeats(
        &self,
        view: &mut BeforeView,
        agency: &str,
        (asking, subject): (&[&str], &str),
        received: NaiveDate,
        now: &Now,
    ) -> Result<(), AppError> {
        let store = &self.opened()?.store;
        let names = store.applicants_by_case()?;
        let asked_by = |fact: &ApplicationFact| {
            let all = names.get(&fact.application.id).map(Vec::as_slice).unwrap_or_default();
            all.iter().any(|(_, known)| asking.contains(&known.reveal(Purpose::FindCase).trim()))
        };
        let mut alike: Vec<(bool, f64, ApplicationFact)> = Vec::new();
        let mut in_month = 0;
        for fact in store.applications_of(&[AgencyId(agency.to_string())])? {
            if fact.application.void {
                continue;
            }
            let same = asked_by(&fact);
            let on = fact.projection.received_on;
            let in_one_month = on.is_some_and(|on| (on.year(), on.month()) == (received.year(), received.month()));
            in_month += u32::from(same && in_one_month);
            let how = likeness(subject, &fact.application.subject);
            // What anybody else asked for is worth a look only when it is the very same.
            if again::is_alike(subject, &fact.application.subject) && (same || how >= 1.0) {
                alike.push((same, how, fact));
            }
        }
        view.nth_in_month = if asking.is_empty() { 0 } else { in_month + 1 };
        alike.sort_by(|a, b| {
            b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then(b.2.projection.received_on.cmp(&a.2.projection.received_on))
        });
        for (same_applicant, _, fact) in alike.into_iter().take(MOST_REPEATS) {
            let row = facts::row(&fact, &store.applicants_of(&fact.application.id)?, now.today);
            view.repeats.push(RepeatView { row, same_applicant });
        }
        Ok(())
    }

    /// The kinds of letters, each with why a case cannot have it now.
    ///
    /// # Errors
    /// When the case is unknown, or the file cannot be read.
    pub fn letter_choices(&self, id: &str, now: &Now) -> Result<Vec<LetterChoice>, AppError> {
        let case = self.case(id)?;
        let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
        let choice = |kind: &LetterKind| {
            let (_, barred) = self.letter_stands(&case, *kind, &letters, now);
            LetterChoice { kind: kind.key().into(), label: kind.label().into(), barred }
        };
        Ok(LetterKind::ALL.iter().map(choice).collect())
    }

    /// The blanks of a letter, with what is known already.
    ///
    /// # Errors
    /// When there is no such case or letter.
    pub fn letter_form(&self, id: &str, kind: &str, now: &Now) -> Result<LetterFormView, AppError> {
        let case = self.case(id)?;
        let kind = super::letters::known_kind(kind)?;
        let template = self.template(&case.fact.application.agency, kind)?;
        let known = self.facts_for(&case, &template, &Default::default())?;
        let letters = self.opened()?.store.letters_of(&case.fact.application.id)?;
        let before = letters.iter().rev().find(|letter| letter.kind == kind);
        let fields = template.fields.iter().map(|field| {
            let text = known.get(&field.key).or_else(|| before.and_then(|letter| letter.facts.get(&field.key)));
            LetterFieldView {
                key: field.key.clone(),
                label: field.label.clone(),
                required: field.required,
                text: text.cloned().unwrap_or_default(),
            }
        });
        let (on, barred) = self.letter_stands(&case, kind, &letters, now);
        Ok(LetterFormView {
            kind: kind.key().into(),
            label: kind.label().into(),
            to: template.to.label().into(),
            numbered: !template.series.is_empty(),
            barred,
            on: on.to_string(),
            fields: fields.collect(),
        })
    }

    /// The usual date of a letter, and why it cannot be issued now; empty when it can.
    fn letter_stands(&self, case: &Case, kind: LetterKind, letters: &[Letter], now: &Now) -> (NaiveDate, String) {
        if case.fact.application.void {
            return (now.today, "这件申请已作废，不再签发文书".into());
        }
        match self.told_by(case, kind, now) {
            Ok((on, _)) => {
                let answered = if kind.is_reply() { answered_by(letters, on) } else { None };
                (on.unwrap_or(now.today), answered.unwrap_or_default())
            }
            Err(why) => (now.today, why.message),
        }
    }

    /// A letter as its office prints it, for the preview.
    ///
    /// # Errors
    /// As [`Session::letter_document`].
    pub fn letter_printed(&self, id: &str, request: &LetterRequest, now: &Now) -> Result<Printed, AppError> {
        Ok(self.letter_document(id, request, now)?.0)
    }

    /// What the office says in all its letters.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn letter_office_view(&self, agency: &str, now: &Now) -> Result<LetterOfficeView, AppError> {
        let office = self.letter_office(&AgencyId(agency.to_string()))?;
        let or = |text: &str, label: &str| if text.is_empty() { format!("【{label}】") } else { text.to_string() };
        let holds = self.assets.remedies.iter().filter(|row| {
            row.remedy != Remedy::None
                && row.valid_from <= now.today
                && row.valid_to.is_none_or(|last| now.today <= last)
        });
        let remedies = holds.map(|row| RemedyView {
            way: row.remedy.label().into(),
            outcomes: row.outcomes.iter().map(|outcome| outcome.label().to_string()).collect(),
            text: row
                .text
                .replace("{review_organ}", &or(&office.review_organ, "行政复议机关"))
                .replace("{court}", &or(&office.court, "管辖法院")),
            article: row.article.clone(),
            checked: row.checked,
        });
        Ok(LetterOfficeView {
            example: number(&office.code, "告", now.today.year(), 1),
            remedies: remedies.collect(),
            office,
        })
    }

    /// Says what the office writes into all its letters; `checked`: whether the terms of remedies were held against the
    /// law in force, today if they were not before.
    ///
    /// # Errors
    /// As [`Session::set_letter_office`].
    pub fn set_letter_office_view(
        &mut self,
        agency: &str,
        office: &LetterOffice,
        checked: bool,
        now: &Now,
    ) -> Result<LetterOfficeView, AppError> {
        let id = AgencyId(agency.to_string());
        let before = self.letter_office(&id)?.remedies_checked_on;
        let on = checked.then(|| before.unwrap_or(now.today));
        self.set_letter_office(&id, &LetterOffice { remedies_checked_on: on, ..office.clone() }, now)?;
        self.letter_office_view(agency, now)
    }
}
