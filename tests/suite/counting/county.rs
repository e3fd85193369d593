//! Invented counties: agencies that merge and end, ledgers in which everything happens at the turn of the year.

use super::history::history;
use super::random::{Random, day, later};
use chrono::NaiveDate;
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, DatedName, Ending};
use mingce_domain::application::{Application, ApplicationId, Event};
use mingce_domain::dispute::{Dispute, DisputeId, DisputeKind, DisputeResult, DisputeRole, Instance, InstanceStage};

/// The report years that are compared.
pub const YEARS: [i32; 4] = [2022, 2023, 2024, 2025];

/// An application as entered.
pub struct Case {
    pub application: Application,
    pub events: Vec<Event>,
    /// How many applicants signed it.
    pub applicants: usize,
}

/// One county with its ledgers.
pub struct County {
    pub id: AgencyId,
    /// The county first.
    pub agencies: Vec<Agency>,
    pub cases: Vec<Case>,
    pub disputes: Vec<Dispute>,
}

struct Builder {
    number: usize,
    random: Random,
    county: County,
    serial: usize,
}

/// An identity of the data file's length: a letter for its sort, the county, and a number within it.
pub fn uid(sort: char, county: usize, nth: usize) -> String {
    format!("{sort}00{nth:05}-0000-7000-8000-{county:012}")
}

/// The county with this number. Its identities are unique among all counties.
pub fn county(number: usize) -> County {
    let mut builder = Builder {
        number,
        random: Random::seeded(0x6D69_6E67_6365 + number as u64),
        county: County {
            id: AgencyId(uid('c', number, 0)),
            agencies: Vec::new(),
            cases: Vec::new(),
            disputes: Vec::new(),
        },
        serial: 0,
    };
    builder.agencies();
    for index in 0..builder.county.agencies.len() {
        builder.ledger(index);
    }
    builder.county
}

/// The agencies of a county by their numbers in it.
const GOVERNMENT: usize = 0;
const OFFICE: usize = 1;
const BUREAU: usize = 2;
const TOWNSHIP: usize = 3;
const MERGED: usize = 4;
const MERGED_LATER: usize = 5;
const ABOLISHED: usize = 6;
const VERTICAL: usize = 7;
const VILLAGE: usize = 8;
const BRANCH: usize = 9;

impl Builder {
    fn agencies(&mut self) {
        self.agency(GOVERNMENT, AgencyKind::Government, None, GOVERNMENT);
        // Some governments have no office of their own in the file.
        if self.random.chance(90) {
            self.agency(OFFICE, AgencyKind::GovernmentOffice, None, GOVERNMENT);
        }
        self.agency(BUREAU, AgencyKind::Department, None, GOVERNMENT);
        self.agency(TOWNSHIP, AgencyKind::Township, None, GOVERNMENT);
        if self.random.chance(50) {
            // A bureau that goes into the first one; sometimes by way of another.
            let on = self.ending_day();
            let by_way = self.random.chance(30);
            let successor = if by_way { MERGED_LATER } else { BUREAU };
            self.agency(MERGED, AgencyKind::Department, Some((on, Some(successor))), GOVERNMENT);
            if by_way {
                let on = later(on, self.random.pick(&[0, 1, 200, 366]));
                self.agency(MERGED_LATER, AgencyKind::Department, Some((on, Some(BUREAU))), GOVERNMENT);
            }
            if self.random.chance(20) {
                self.agency(BRANCH, AgencyKind::Other, None, MERGED);
            }
        }
        if self.random.chance(10) {
            let on = self.ending_day();
            self.agency(ABOLISHED, AgencyKind::Department, Some((on, None)), GOVERNMENT);
        }
        if self.random.chance(20) {
            self.agency(VERTICAL, AgencyKind::Vertical, None, GOVERNMENT);
        }
        if self.random.chance(20) {
            self.agency(VILLAGE, AgencyKind::Village, None, TOWNSHIP);
        }
    }

    fn ending_day(&mut self) -> NaiveDate {
        let year = self.random.pick(&[2023, 2024]);
        let (month, date) = self.random.pick(&[(12, 30), (12, 31), (1, 1), (6, 30), (3, 31)]);
        day(year, month, date)
    }

    fn agency(&mut self, index: usize, kind: AgencyKind, ended: Option<(NaiveDate, Option<usize>)>, parent: usize) {
        let id = |index| AgencyId(uid('c', self.number, index));
        let long_ago = day(2000, 1, 1);
        self.county.agencies.push(Agency {
            id: id(index),
            code: None,
            kind,
            level: kind.usual_level(),
            names: vec![DatedName { from: long_ago, name: format!("示例{}县{}", self.number, kind.label()) }],
            parents: if index == parent { Vec::new() } else { vec![(long_ago, id(parent))] },
            since: None,
            ended: ended.map(|(on, successor)| Ending { on, successor: successor.map(id) }),
            ledger_since: Some(day(2015, 1, 1)),
            position: index as i64,
        });
    }

    fn ledger(&mut self, agency: usize) {
        let id = self.county.agencies[agency].id.clone();
        let last = self.county.agencies[agency].ended.as_ref().map(|ending| ending.on);
        let from = self.county.cases.len();
        let few = self.county.agencies[agency].kind == AgencyKind::Government;
        for _ in 0..self.random.between(2, if few { 3 } else { 9 }) {
            let mut received = self.random.day_of_receipt();
            if last.is_some_and(|last| received > last) {
                received = last.unwrap_or(received);
            }
            if self.random.chance(10) {
                // One letter, split into several applications.
                let letter = format!("信{}", self.serial);
                for _ in 0..self.random.between(2, 3) {
                    self.case(&id, received, Some(letter.clone()));
                }
            } else {
                self.case(&id, received, None);
            }
        }
        let cases: Vec<ApplicationId> =
            self.county.cases[from..].iter().map(|case| case.application.id.clone()).collect();
        for _ in 0..self.random.between(0, 4) {
            self.dispute(&id, &cases);
        }
    }

    fn case(&mut self, agency: &AgencyId, received: NaiveDate, letter: Option<String>) {
        self.serial += 1;
        let id = ApplicationId(uid('f', self.number, self.serial));
        let void = self.random.chance(4);
        let number = format!("示公开申{}-{}号", self.number, self.serial);
        let application =
            Application {
                id: id.clone(), agency: agency.clone(), number, subject: "示例事项".into(), letter, void
            };
        let applicants = if self.random.chance(12) { self.random.between(2, 3) } else { 1 };
        let events = history(&id, received, &mut self.random);
        self.county.cases.push(Case { application, events, applicants });
    }

    fn dispute(&mut self, agency: &AgencyId, cases: &[ApplicationId]) {
        self.serial += 1;
        let kind = self.random.pick(&DisputeKind::ALL);
        let filed_on = self.random.day_of_receipt();
        let decided_on = self.random.chance(80).then(|| self.random.day_after(filed_on));
        let in_force_on = decided_on
            .filter(|_| kind != DisputeKind::Reconsideration && self.random.chance(75))
            .map(|on| self.random.day_after(on));
        let mut applications = Vec::new();
        for _ in 0..self.random.pick(&[0, 1, 1, 1, 2, 3]) {
            let application = cases[self.random.below(cases.len())].clone();
            if !applications.contains(&application) {
                applications.push(application);
            }
        }
        let further = match decided_on {
            Some(on) if kind != DisputeKind::Reconsideration => self.further(on, in_force_on),
            _ => Vec::new(),
        };
        let void_reason = self.random.chance(5).then(|| "登记错了".to_string());
        let co_defendant = kind != DisputeKind::Reconsideration && self.random.chance(20);
        self.county.disputes.push(Dispute {
            id: DisputeId(uid('d', self.number, self.serial)),
            agency: agency.clone(),
            number: format!("示复诉{}号", self.serial),
            kind,
            role: if co_defendant { DisputeRole::ReviewingCoDefendant } else { DisputeRole::OwnConduct },
            decided_by: "示例机关".into(),
            filed_on,
            decided_on,
            in_force_on,
            result: decided_on.map(|_| self.random.pick(&DisputeResult::ALL)),
            applications,
            further,
            note: String::new(),
            void_reason,
        });
    }

    /// A second instance of a judgment that is not in force, and sometimes a retrial of one that is.
    fn further(&mut self, decided_on: NaiveDate, in_force_on: Option<NaiveDate>) -> Vec<Instance> {
        let mut all = Vec::new();
        let mut in_force_on = in_force_on;
        if in_force_on.is_none() && self.random.chance(60) {
            let second = self.instance(InstanceStage::Second, decided_on);
            in_force_on = second.in_force_on;
            all.push(second);
        }
        if let Some(since) = in_force_on.filter(|_| self.random.chance(20)) {
            all.push(self.instance(InstanceStage::Retrial, since));
        }
        all
    }

    fn instance(&mut self, stage: InstanceStage, after: NaiveDate) -> Instance {
        let filed_on = self.random.day_after(after);
        let decided_on = self.random.chance(80).then(|| self.random.day_after(filed_on));
        let result = decided_on.map(|_| self.random.pick(&DisputeResult::ALL));
        let (court, number) = ("示例中院".into(), String::new());
        Instance { stage, court, number, filed_on, decided_on, in_force_on: decided_on, result }
    }
}
