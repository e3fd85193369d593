//! Short ways to write down agencies, applications and disputes in tests.

use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, DatedName, Ending};
use mingce_domain::annual_report::{Address, Adjustment, TypedFigure, Value};
use mingce_domain::application::{
    ApplicantKind, Application, ApplicationFact, ApplicationId, Channel, Event, EventData, EventId, Outcome, project,
};
use mingce_domain::deadline::Calendar;
use mingce_domain::dispute::{Dispute, DisputeId, DisputeKind, DisputeResult, DisputeRole};

/// A day from its text.
pub fn on(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn id(text: &str) -> AgencyId {
    AgencyId(text.to_string())
}

/// An agency directly beneath `县`, with a ledger since 2020, named like its id.
pub fn agency(name: &str, kind: AgencyKind) -> Agency {
    let long_ago = on("2000-01-01");
    Agency {
        id: id(name),
        code: None,
        kind,
        level: kind.usual_level(),
        names: vec![DatedName { from: long_ago, name: name.to_string() }],
        parents: if name == "县" { Vec::new() } else { vec![(long_ago, id("县"))] },
        since: None,
        ended: None,
        ledger_since: Some(on("2020-01-01")),
        position: 0,
    }
}

pub fn ended(mut agency: Agency, day: &str, successor: Option<&str>) -> Agency {
    agency.ended = Some(Ending { on: on(day), successor: successor.map(id) });
    agency
}

pub fn beneath(mut agency: Agency, parent: &str) -> Agency {
    agency.parents = vec![(on("2000-01-01"), id(parent))];
    agency
}

pub fn ledger_since(mut agency: Agency, day: Option<&str>) -> Agency {
    agency.ledger_since = day.map(on);
    agency
}

/// An application of a natural person to `局`, with these events after its receipt.
pub fn application(number: &str, received: &str, then: &[(&str, EventData)]) -> ApplicationFact {
    application_of(number, "局", ApplicantKind::NaturalPerson, received, then)
}

pub fn application_of(
    number: &str,
    agency: &str,
    applicant_kind: ApplicantKind,
    received: &str,
    then: &[(&str, EventData)],
) -> ApplicationFact {
    let receipt = EventData::Received { channel: Channel::InPerson, applicant_kind, arrived_on: None };
    let events: Vec<Event> = std::iter::once((received, receipt))
        .chain(then.iter().cloned())
        .enumerate()
        .map(|(nth, (day, data))| Event {
            id: EventId(format!("{number}-{nth}")),
            on: on(day),
            data,
            recorded_at: format!("2026-01-01T00:00:{nth:02}.000Z"),
            by: "示例经办人".into(),
        })
        .collect();
    let application = Application {
        id: ApplicationId(number.to_string()),
        agency: id(agency),
        number: number.to_string(),
        subject: "某人家中某事".into(),
        letter: None,
        void: false,
    };
    ApplicationFact { application, projection: project(&events, &Calendar::default(), &super::own::term()) }
}

pub fn closed(outcome: Outcome) -> EventData {
    EventData::Closed { outcome, letter_number: None, note: None, basis: None }
}

/// A dispute of `局` filed on a day; for lawsuits, `decided` is also the day from which the judgment is in force.
pub fn dispute(kind: DisputeKind, filed: &str, decided: Option<(&str, DisputeResult)>) -> Dispute {
    let decided_on = decided.map(|(day, _)| on(day));
    Dispute {
        id: DisputeId(format!("{}-{filed}", kind.key())),
        agency: id("局"),
        number: "示例〔2025〕1号".into(),
        kind,
        role: DisputeRole::OwnConduct,
        decided_by: "示例机关".into(),
        filed_on: on(filed),
        decided_on,
        in_force_on: decided_on.filter(|_| kind != DisputeKind::Reconsideration),
        result: decided.map(|(_, result)| result),
        applications: Vec::new(),
        further: Vec::new(),
        note: String::new(),
        void_reason: None,
    }
}

pub fn typed(at: &str, text: &str) -> TypedFigure {
    TypedFigure {
        at: Address::new(at),
        value: Value::parse(text),
        by: Some("示例经办人".into()),
        from: Some("法规股报表".into()),
        on: Some(on("2026-01-06")),
    }
}

pub fn adjustment(at: &str, delta: i64, reason: &str) -> Adjustment {
    Adjustment {
        at: Address::new(at),
        delta,
        reason: reason.into(),
        source: "纸质登记本".into(),
        by: "示例经办人".into(),
        on: on("2026-01-08"),
    }
}
