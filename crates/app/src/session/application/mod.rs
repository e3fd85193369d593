//! Applications of the open file: registered, handled, answered, closed.

#[cfg(test)]
mod around_tests;
mod bundle;
mod calendar;
mod check;
mod close;
mod events;
mod kept;
#[cfg(test)]
mod kept_tests;
mod known;
mod ledger;
mod letters;
mod letters_out;
#[cfg(test)]
mod receipt_tests;
mod register;
mod sheets;
#[cfg(test)]
mod tests;
mod views;
mod window;
#[cfg(test)]
mod window_tests;

pub use calendar::{CALENDAR_OWN, CalendarAdded, Moved};
pub(in crate::session) use check::LedgerTold;
pub use letters_out::RegisterLine;

use super::Session;
use crate::application::facts;
use crate::application::view::{
    ApplicantView, ApplicationEdited, ApplicationRow, ApplicationView, DeadlineView, DueView, LetterCopyView,
    LetterView, NextView,
};
use crate::new_file::WHO;
use crate::prepare::Now;
use crate::view::AppError;
use chrono::NaiveDate;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::clock::explain;
use mingce_domain::application::course::{self, Rules};
use mingce_domain::application::due::due;
use mingce_domain::application::letter::Letter;
use mingce_domain::application::{ApplicationFact, ApplicationId, Event};
use mingce_store::{Act, Applicant, Law, Stamp};

/// A case as it was read.
pub(super) struct Case {
    pub fact: ApplicationFact,
    pub events: Vec<Event>,
    pub applicants: Vec<Applicant>,
}

impl Session {
    /// The ledger of an agency, newest first; `open`: only what is not closed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applications(&self, agency: &str, open: bool, now: &Now) -> Result<Vec<ApplicationRow>, AppError> {
        let store = &self.opened()?.store;
        let mut facts = store.applications_of(&[AgencyId(agency.to_string())])?;
        facts.retain(|fact| !open || (fact.projection.closed_on.is_none() && !fact.application.void));
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.projection.received_on));
        facts.iter().map(|fact| Ok(facts::row(fact, &store.applicants_of(&fact.application.id)?, now.today))).collect()
    }

    /// One case with all that happened to it.
    ///
    /// # Errors
    /// When it is unknown, or the file cannot be read.
    pub fn application(&self, words: &str, now: &Now) -> Result<ApplicationView, AppError> {
        let case = self.case(words)?;
        let store = &self.opened()?.store;
        let rules = self.rules(&case.events, now.today)?;
        let id = &case.fact.application.id;
        let wish = store.wish(id)?;
        let next = course::possible(&case.events, &rules).into_iter().map(|kind| NextView {
            kind: kind.key().into(),
            label: kind.label().into(),
            article: kind.article().into(),
        });
        let applicants = case.applicants.iter().map(|one| ApplicantView {
            kind: one.kind.label().into(),
            name: one.name.masked(),
            document: one.document.masked(),
            phone: one.phone.masked(),
            address: one.address.masked(),
        });
        Ok(ApplicationView {
            schema: "application/1".into(),
            row: facts::row(&case.fact, &case.applicants, now.today),
            letter: case.fact.application.letter.clone().unwrap_or_default(),
            description: wish.description,
            form: wish.form,
            way: wish.way,
            note: wish.note,
            applicants: applicants.collect(),
            events: facts::events(&case.events),
            deadline: self.deadline_of(&case, now.today)?,
            due: due(&case.events, &rules).iter().map(|it| facts::due(&case.fact.application, it, now.today)).collect(),
            next: next.collect(),
            letters: self.letter_views(id)?,
            findings: self.findings_of(&case, now)?,
            disputes: self.disputes_about(&case.fact.application.agency, id, now)?,
            late: self.late_in_case(id, now)?,
        })
    }

    /// What is due in the cases of an agency, soonest first; what waits for others comes after.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn applications_due(&self, agency: &str, now: &Now) -> Result<Vec<DueView>, AppError> {
        let store = &self.opened()?.store;
        let agency = AgencyId(agency.to_string());
        let mut events = store.events_of_agency(&agency)?;
        let mut all = Vec::new();
        for fact in store.applications_of(&[agency])? {
            let events = events.remove(&fact.application.id).unwrap_or_default();
            if fact.application.void {
                continue;
            }
            let rules = self.rules(&events, now.today)?;
            all.extend(due(&events, &rules).iter().map(|it| facts::due(&fact.application, it, now.today)));
        }
        all.sort_by(|a, b| (!a.ours, a.on.is_empty(), &a.on).cmp(&(!b.ours, b.on.is_empty(), &b.on)));
        Ok(all)
    }

    /// The case that is meant by its identity or its 受理号.
    pub(super) fn case(&self, words: &str) -> Result<Case, AppError> {
        let store = &self.opened()?.store;
        let words = words.trim();
        let found = match store.application(&ApplicationId(words.to_string()))? {
            Some(fact) => vec![fact],
            None => store.applications_numbered(words)?,
        };
        match found.as_slice() {
            [fact] => Ok(Case {
                fact: fact.clone(),
                events: store.events(&fact.application.id)?,
                applicants: store.applicants_of(&fact.application.id)?,
            }),
            [] => Err(AppError::plain(format!("没有受理号或者编号是“{words}”的申请，请核对（可能已撤销登记）"))),
            _ => Err(AppError::plain(format!("受理号“{words}”的申请不止一件，请改用编号（list --json 的 id）"))),
        }
    }

    pub(super) fn law(&self) -> Law<'_> {
        Law { calendar: &self.assets.calendar, terms: &self.assets.terms }
    }

    pub(super) fn rules(&self, events: &[Event], today: NaiveDate) -> Result<Rules<'_>, AppError> {
        Ok(Rules { calendar: &self.assets.calendar, term: self.law().term(events)?, today })
    }

    /// The explained due date of a case; `None` when nothing was received.
    fn deadline_of(&self, case: &Case, today: NaiveDate) -> Result<Option<DeadlineView>, AppError> {
        let rules = self.rules(&case.events, today)?;
        let until = case.fact.projection.closed_on.unwrap_or(today);
        let told = explain(&case.events, rules.calendar, rules.term, until);
        Ok(told.zip(case.fact.projection.received_on).map(|(told, received)| facts::deadline(received, &told)))
    }

    /// One step that can be undone, with the law at hand.
    pub(super) fn act_with_law<T>(
        &mut self,
        said: &str,
        now: &Now,
        work: impl FnOnce(&mut Act<'_>, &Law<'_>) -> mingce_store::Result<T>,
    ) -> Result<T, AppError> {
        let stamp = Stamp::new(&now.at_utc, WHO)?;
        self.opened()?;
        let Session { assets, open, .. } = self;
        let law = Law { calendar: &assets.calendar, terms: &assets.terms };
        match open {
            Some(open) => Ok(open.store.act(&stamp, said, |act| work(act, &law))?),
            None => Err(AppError::plain("还没有打开数据文件".into()).coded("no_file")),
        }
    }

    fn letter_views(&self, id: &ApplicationId) -> Result<Vec<LetterView>, AppError> {
        let view = |letter: &Letter| {
            let copies = self.kept_copies(letter)?;
            let kept = copies.into_iter().map(|copy| LetterCopyView {
                name: copy.name,
                size: copy.size,
                sha256: copy.sha256,
                erased: copy.erased_at.is_some(),
            });
            Ok(LetterView { kept: kept.collect(), ..letter_view(letter) })
        };
        self.opened()?.store.letters_of(id)?.iter().map(view).collect()
    }

    pub(super) fn application_edited(&self, id: &str, said: String, now: &Now) -> Result<ApplicationEdited, AppError> {
        Ok(ApplicationEdited { application: self.application(id, now)?, history: self.history(now)?, said })
    }
}

/// A letter in a list; without its copies.
fn letter_view(letter: &Letter) -> LetterView {
    LetterView {
        kept: Vec::new(),
        id: letter.id.0.clone(),
        kind: letter.kind.key().into(),
        label: letter.kind.label().into(),
        number: letter.number.clone(),
        issued_on: letter.issued_on.to_string(),
        void_reason: letter.void_reason.clone().unwrap_or_default(),
    }
}

/// A day as people write it.
pub(super) fn day(text: &str, field: &str, what: &str) -> Result<NaiveDate, AppError> {
    mingce_domain::catalogue::foreign::read_day(text).ok_or_else(|| {
        let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let message = match parts[..] {
            // Written as a day, but the calendar has none.
            [year, _, _] if year.len() == 4 => format!("{what}写的是“{}”，日历上没有这一天，请核对", text.trim()),
            _ => format!("{what}看不出是哪一天，请写成 2026-01-20 的样子"),
        };
        AppError::plain(message).at(field)
    })
}

/// A text without line ends, of a bearable length.
pub(super) fn line(text: &str, field: &str, what: &str) -> Result<String, AppError> {
    let text: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > 2_000 {
        return Err(AppError::plain(format!("{what}过长（最多2000字），没有保存")).at(field));
    }
    Ok(text)
}
