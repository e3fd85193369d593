//! From a case to words: its events in a line, its row, the facts that letters name.

use super::view::{ApplicationRow, DayView, DeadlineView, DueView, EventView};
use chrono::NaiveDate;
use mingce_compose::annual_report::chinese_date;
use mingce_domain::application::clock::Explanation;
use mingce_domain::application::due::Due;
use mingce_domain::application::letter::{Facts, Letter};
use mingce_domain::application::{ApplicantKind, Application, ApplicationFact, Event, EventData, Wish};
use mingce_domain::personal::{Personal, Purpose};
use mingce_domain::veil::Veil;
use mingce_store::Applicant;
use std::collections::BTreeMap;

/// A line of the ledger.
pub fn row(fact: &ApplicationFact, applicants: &[Applicant], today: NaiveDate) -> ApplicationRow {
    let ApplicationFact { application, projection } = fact;
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let outcome = projection.outcome.filter(|_| projection.closed_on.is_some());
    let names = match applicants {
        [] => String::new(),
        [one] => one.name.masked(),
        [first, ..] => format!("{}等{}人", first.name.masked(), applicants.len()),
    };
    ApplicationRow {
        id: application.id.0.clone(),
        number: application.number.clone(),
        subject: application.subject.clone(),
        applicant: names,
        applicant_kind: projection.applicant_kind.map(|kind| kind.label().to_string()).unwrap_or_default(),
        channel: projection.channel.map(|channel| channel.label().to_string()).unwrap_or_default(),
        received_on: day(projection.received_on),
        stage: projection.stage.key().into(),
        stage_label: if application.void { "作废".into() } else { projection.stage.label().into() },
        outcome: outcome.map(|outcome| outcome.key().to_string()).unwrap_or_default(),
        outcome_label: outcome.map(|outcome| outcome.label().to_string()).unwrap_or_default(),
        due: day(projection.due_on),
        provisional: projection.due_is_provisional,
        days: projection.due_on.and_then(|due| i32::try_from((due - today).num_days()).ok()),
        closed_on: day(projection.closed_on),
        void: application.void,
    }
}

/// A duty as it is shown.
pub fn due(application: &Application, due: &Due, today: NaiveDate) -> DueView {
    DueView {
        application: application.id.0.clone(),
        number: application.number.clone(),
        subject: application.subject.clone(),
        duty: due.duty.key().into(),
        label: due.duty.label().into(),
        on: due.on.map(|day| day.to_string()).unwrap_or_default(),
        provisional: due.provisional,
        days: due.on.and_then(|day| i32::try_from((day - today).num_days()).ok()),
        ours: due.ours,
        why: due.why.clone(),
        article: due.article.clone(),
    }
}

/// A due date told day by day.
pub fn deadline(received_on: NaiveDate, told: &Explanation) -> DeadlineView {
    DeadlineView {
        schema: "deadline/1".into(),
        received_on: received_on.to_string(),
        counted_from: told.start.to_string(),
        days: told.working_days,
        due_on: told.due.map(|due| due.on.to_string()).unwrap_or_default(),
        provisional: told.due.is_some_and(|due| due.provisional),
        sentence: told.sentence.clone(),
        article: told.started_by.article().into(),
        explained: told
            .days
            .iter()
            .map(|day| DayView {
                on: day.on.to_string(),
                counts: day.nth.is_some(),
                nth: day.nth,
                sort: day.sort.key().into(),
                why: day.why.clone(),
            })
            .collect(),
    }
}

/// What is particular about an event, in words.
pub fn words(data: &EventData) -> String {
    match data {
        EventData::Received { channel, applicant_kind, arrived_on } => {
            let arrived = arrived_on.map(|on| format!("，{on}到达")).unwrap_or_default();
            format!("{}，{}{arrived}", channel.label(), applicant_kind.label())
        }
        EventData::SupplementAsked { reply_by } => format!("请于{reply_by}前补正"),
        EventData::DelayFixed { until } => format!("最迟于{until}答复"),
        EventData::FeeNoticed { amount_fen, charge } => match charge {
            Some(charge) => charge.sentence(),
            None => format!("{}.{:02}元", amount_fen / 100, amount_fen % 100),
        },
        EventData::Extended { working_days, approved_by } => format!("{working_days}个工作日，经{approved_by}同意"),
        EventData::Transferred { to } => format!("转{to}"),
        EventData::Closed { outcome, letter_number, note, basis } => {
            let mut said = vec![outcome.label().to_string()];
            said.extend(letter_number.clone());
            said.extend(basis.clone());
            said.extend(note.clone());
            said.retain(|text| !text.trim().is_empty());
            said.join("；")
        }
        EventData::Delivered { proof } => proof.clone().unwrap_or_else(|| "没有凭证".into()),
        EventData::Reopened { cause } => cause.label().into(),
        EventData::KindCorrected { applicant_kind } => applicant_kind.label().into(),
        EventData::Corrected { on, data, .. } => {
            let mut said: Vec<String> = on.iter().map(|on| format!("日期应为{on}")).collect();
            said.extend(data.as_deref().map(words));
            said.join("；")
        }
        _ => String::new(),
    }
}

/// The events of a case as they are shown, in the order of their days; corrections stand at what they are about.
pub fn events(all: &[Event]) -> Vec<EventView> {
    let mut changes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for event in all {
        match &event.data {
            EventData::Corrected { event: target, reason, .. } => {
                let words = words(&event.data);
                changes.entry(&target.0).or_default().push(format!("已更正：{words}{}", because(reason)));
            }
            EventData::Revoked { event: target, reason } => {
                changes.entry(&target.0).or_default().push(format!("已撤销{}", because(reason)));
            }
            _ => {}
        }
    }
    let mut shown: Vec<EventView> = all
        .iter()
        .filter(|event| !matches!(event.data, EventData::Corrected { .. } | EventData::Revoked { .. }))
        .map(|event| EventView {
            id: event.id.0.clone(),
            on: event.on.to_string(),
            kind: event.data.kind().key().into(),
            label: event.data.kind().label().into(),
            what: words(&event.data),
            recorded_at: event.recorded_at.clone(),
            by: event.by.clone(),
            changed: changes.get(event.id.0.as_str()).map(|said| said.join("；")).unwrap_or_default(),
        })
        .collect();
    shown.sort_by(|a, b| a.on.cmp(&b.on));
    shown
}

fn because(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { format!("（{reason}）") }
}

/// The facts of a case that are no personal data.
pub fn of_case(fact: &ApplicationFact, wish: &Wish, effective: &[&EventData], agency: &str) -> Facts {
    let ApplicationFact { application, projection } = fact;
    let mut facts = Facts::new();
    let mut put = |key: &str, text: String| drop(facts.insert(key.to_string(), text));
    put("agency", agency.to_string());
    put("case_number", application.number.clone());
    put("subject", application.subject.clone());
    let description = if wish.description.is_empty() { &application.subject } else { &wish.description };
    put("description", description.clone());
    put("form", wish.form.clone());
    put("way", wish.way.clone());
    put("wish_note", wish.note.clone());
    put("received_on", projection.received_on.map(chinese_date).unwrap_or_default());
    put("due_on", projection.due_on.map(chinese_date).unwrap_or_default());
    put("closed_on", projection.closed_on.map(chinese_date).unwrap_or_default());
    put("applicant_kind", projection.applicant_kind.map(|kind| kind.label().to_string()).unwrap_or_default());
    if let Some(channel) = projection.channel {
        put("channel", channel.label().into());
        put("receipt_rule", channel.receipt_rule().into());
    }
    let mut extended = 0;
    for data in effective {
        match data {
            EventData::Received { arrived_on: Some(on), .. } => put("arrived_on", chinese_date(*on)),
            EventData::SupplementAsked { reply_by } => put("reply_by", chinese_date(*reply_by)),
            EventData::Extended { working_days, approved_by } => {
                extended += working_days;
                put("extension_days", extended.to_string());
                put("approved_by", approved_by.clone());
            }
            EventData::DelayFixed { until } => put("delay_until", chinese_date(*until)),
            EventData::FeeNoticed { amount_fen, charge } => {
                let cents = amount_fen % 100;
                let yuan = amount_fen / 100;
                put("amount_yuan", if cents == 0 { yuan.to_string() } else { format!("{yuan}.{cents:02}") });
                put("charge", charge.map(|charge| charge.sentence()).unwrap_or_default());
            }
            EventData::Transferred { to } => put("transferred_to", to.clone()),
            EventData::Closed { outcome, basis, letter_number, .. } => {
                put("outcome", outcome.label().into());
                put("basis", basis.clone().unwrap_or_default());
                put("letter_number", letter_number.clone().unwrap_or_default());
            }
            _ => {}
        }
    }
    facts
}

/// What hides the names of natural persons in masked copies of a case: its applicants, and the third parties that its
/// letters name. `given`: facts of a letter that is still being drafted.
pub fn veil(applicants: &[Applicant], letters: &[Letter], given: Option<&Facts>) -> Veil {
    let persons = applicants.iter().filter(|it| it.kind == ApplicantKind::NaturalPerson);
    let facts = letters.iter().map(|letter| &letter.facts).chain(given);
    Veil::over_persons(persons.map(|it| it.name.reveal(Purpose::FindCase)))
        .and_third_parties(facts.filter_map(|facts| facts.get(THIRD_PARTY)).map(String::as_str))
}

/// The field of a letter that names the third parties who are asked (条例 art. 32).
pub const THIRD_PARTY: &str = "third_party";

/// The facts that are personal data: in full for the applicant's own letter, masked for every other copy.
pub fn personal(applicants: &[Applicant], in_full: bool) -> Facts {
    let say = |datum: &Personal| {
        if in_full { datum.reveal(Purpose::ApplicantsLetter).to_string() } else { datum.masked() }
    };
    let mut facts = Facts::new();
    let names: Vec<String> = applicants.iter().map(|applicant| say(&applicant.name)).collect();
    facts.insert("applicant".into(), names.join("、"));
    let Some(first) = applicants.first() else { return facts };
    let document = match (first.document_kind.is_empty(), first.document.is_empty()) {
        (_, true) => first.document_kind.clone(),
        (true, false) => say(&first.document),
        (false, false) => format!("{} {}", first.document_kind, say(&first.document)),
    };
    let each = [
        ("applicant_document", document),
        ("applicant_contact", say(&first.contact)),
        ("applicant_phone", say(&first.phone)),
        ("applicant_email", say(&first.email)),
        ("applicant_address", say(&first.address)),
    ];
    facts.extend(each.map(|(key, text)| (key.to_string(), text)));
    facts
}
