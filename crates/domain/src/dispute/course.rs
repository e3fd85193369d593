//! What may be entered of a dispute and when: its steps, the order of its days, what it has to name.

use super::{Dispute, DisputeResult, Instance, InstanceStage};
use crate::application::ApplicationFact;
use chrono::NaiveDate;

/// Why something cannot be entered: the field that it is about, and what the clerk is told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// `kind`, `filed_on`, `on`, `in_force_on`, `decided_by`, `number`, `applications`, `note`, `step`.
    pub field: &'static str,
    /// In Chinese, with the values and what to do.
    pub message: String,
}

fn refused<T>(field: &'static str, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { field, message: message.into() })
}

fn date(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// What happens to a dispute after it was filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The decision or judgment of the instance that is open.
    Decided {
        /// Its day.
        on: NaiveDate,
        /// How it ended.
        result: DisputeResult,
        /// From when it is in force, if that is known; of a second instance the day itself.
        in_force_on: Option<NaiveDate>,
    },
    /// The last judgment came into force.
    InForce {
        /// From this day.
        on: NaiveDate,
    },
    /// A further instance.
    Further {
        /// Which.
        stage: InstanceStage,
        /// The day of the appeal, the remand, the retrial's opening.
        on: NaiveDate,
        /// The court; empty for the one of first instance.
        court: String,
        /// Its number; may be empty.
        number: String,
    },
    /// The last step was entered by mistake.
    TakenBack,
}

/// The facts of one instance.
struct Open<'a> {
    name: &'static str,
    stage: Option<InstanceStage>,
    decided_on: &'a mut Option<NaiveDate>,
    in_force_on: &'a mut Option<NaiveDate>,
    result: &'a mut Option<DisputeResult>,
}

impl Dispute {
    fn last(&mut self) -> Open<'_> {
        match self.further.last_mut() {
            Some(it) => Open {
                name: it.stage.label(),
                stage: Some(it.stage),
                decided_on: &mut it.decided_on,
                in_force_on: &mut it.in_force_on,
                result: &mut it.result,
            },
            None => Open {
                name: if self.kind.is_lawsuit() { "一审" } else { "行政复议" },
                stage: None,
                decided_on: &mut self.decided_on,
                in_force_on: &mut self.in_force_on,
                result: &mut self.result,
            },
        }
    }

    /// The dispute after a step.
    ///
    /// # Errors
    /// When the step does not fit where the dispute stands, or its days are out of order or still to come.
    pub fn after(&self, step: &Step, today: NaiveDate) -> Result<Dispute, Refusal> {
        if self.void_reason.is_some() {
            return refused("step", "这件争议已作废，不能再登记");
        }
        let mut next = self.clone();
        match step {
            Step::Decided { on, result, in_force_on } => next.decide(*on, *result, *in_force_on)?,
            Step::InForce { on } => {
                if !self.kind.is_lawsuit() {
                    return refused("step", "行政复议自复议决定之日计为审结，不另登记生效日期");
                }
                let last = next.last();
                if last.result.is_none() {
                    return refused("step", format!("{}还没有登记裁判，请先登记裁判日期和结果", last.name));
                }
                if let Some(since) = *last.in_force_on {
                    return refused(
                        "step",
                        format!("{}裁判已于{}生效；登记错了的，先撤销上一步", last.name, date(since)),
                    );
                }
                *last.in_force_on = Some(*on);
            }
            Step::Further { stage, on, court, number } => {
                next.goes_on(*stage, *on)?;
                let court = if court.is_empty() { self.decided_by.clone() } else { court.clone() };
                let (stage, number, filed_on) = (*stage, number.clone(), *on);
                let (decided_on, in_force_on, result) = (None, None, None);
                next.further.push(Instance { stage, court, number, filed_on, decided_on, in_force_on, result });
            }
            Step::TakenBack => next.take_back()?,
        }
        in_order(&next, today)?;
        Ok(next)
    }

    fn decide(&mut self, on: NaiveDate, result: DisputeResult, in_force_on: Option<NaiveDate>) -> Result<(), Refusal> {
        let lawsuit = self.kind.is_lawsuit();
        if !lawsuit && in_force_on.is_some() {
            return refused("in_force_on", "行政复议自复议决定之日计为审结，不填生效日期");
        }
        let last = self.last();
        if let Some(since) = *last.decided_on {
            let message = format!("{}已登记{}的结果；登记错了的，先撤销上一步再登记", last.name, date(since));
            return refused("step", message);
        }
        // No appeal lies against a second instance: its judgment is in force when it is given.
        let final_now = last.stage == Some(InstanceStage::Second);
        *last.in_force_on = in_force_on.or(final_now.then_some(on));
        *last.decided_on = Some(on);
        *last.result = Some(result);
        Ok(())
    }

    /// Whether an instance can follow, and what that does to the one before.
    fn goes_on(&mut self, stage: InstanceStage, on: NaiveDate) -> Result<(), Refusal> {
        if !self.kind.is_lawsuit() {
            let message = "行政复议没有二审、再审。对复议决定不服起诉的，另登记一件“复议后起诉”";
            return refused("step", message);
        }
        let settled = self.settled();
        let last = self.last();
        let (first_ended, in_force) = (last.result.is_some(), last.in_force_on.is_some());
        match stage {
            InstanceStage::Second => {
                if last.stage == Some(InstanceStage::Second) {
                    return refused("step", "二审之后没有再上诉；发回重审的登记“发回重审”，再审的登记“再审”");
                }
                if !first_ended {
                    return refused("step", format!("{}还没有登记裁判，请先登记裁判日期和结果，再登记上诉", last.name));
                }
                if in_force {
                    return refused("step", format!("{}裁判已登记生效，不能上诉；登记错了的，先撤销上一步", last.name));
                }
            }
            InstanceStage::Remand => {
                if last.stage != Some(InstanceStage::Second) || first_ended {
                    return refused("step", "发回重审只在二审还没有登记裁判结果时登记");
                }
                *last.decided_on = Some(on);
            }
            InstanceStage::Retrial => {
                if settled.is_none() || !in_force {
                    return refused("step", "还没有生效的裁判，不能登记再审");
                }
            }
        }
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Refusal> {
        let last = self.last();
        let apart = *last.in_force_on != *last.decided_on || last.stage != Some(InstanceStage::Second);
        if last.in_force_on.is_some() && apart {
            *last.in_force_on = None;
        } else if last.decided_on.is_some() {
            (*last.decided_on, *last.in_force_on, *last.result) = (None, None, None);
        } else if let Some(gone) = self.further.pop() {
            if gone.stage == InstanceStage::Remand {
                *self.last().decided_on = None;
            }
        } else {
            return refused("step", "只有登记本身，没有可以撤销的一步。整件登记错了的，请作废");
        }
        Ok(())
    }
}

/// What happened in a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub on: NaiveDate,
    /// What, in a few words: 申请行政复议, 一审裁判：结果维持.
    pub what: String,
}

/// What happened in a dispute, in the order of its days.
pub fn happenings(dispute: &Dispute) -> Vec<Happening> {
    let kind = dispute.kind;
    let first = if kind.is_lawsuit() { "提起行政诉讼" } else { "申请行政复议" };
    let mut all = vec![Happening { on: dispute.filed_on, what: first.to_string() }];
    let court = if kind.is_lawsuit() { "一审" } else { "" };
    let mut ended =
        |name: &str, decided: Option<NaiveDate>, result: Option<DisputeResult>, force: Option<NaiveDate>| {
            if let (Some(on), Some(result)) = (decided, result) {
                all.push(Happening { on, what: format!("{name}{}：{}", kind.deciding(), result.label()) });
            }
            all.extend(force.map(|on| Happening { on, what: format!("{name}裁判生效") }));
        };
    ended(court, dispute.decided_on, dispute.result, dispute.in_force_on);
    for it in &dispute.further {
        let filed = match it.stage {
            InstanceStage::Second => "上诉，进入二审",
            InstanceStage::Remand => "二审发回重审",
            InstanceStage::Retrial => "进入再审",
        };
        all.push(Happening { on: it.filed_on, what: filed.to_string() });
        let name = if it.stage == InstanceStage::Remand { "重审" } else { it.stage.label() };
        if let (Some(on), Some(result)) = (it.decided_on, it.result) {
            all.push(Happening { on, what: format!("{name}裁判：{}", result.label()) });
        }
        all.extend(it.in_force_on.map(|on| Happening { on, what: format!("{name}裁判生效") }));
    }
    all
}

/// Whether a dispute can stand in the ledger: it names what it must, its days are in order and none is still to come.
/// `cases` are the applications it concerns; `others` the disputes of the same ledger.
///
/// # Errors
/// The first thing that is wrong.
pub fn fits(dispute: &Dispute, cases: &[ApplicationFact], others: &[Dispute], today: NaiveDate) -> Result<(), Refusal> {
    let kind = dispute.kind;
    if dispute.decided_by.is_empty() {
        let who = if kind.is_lawsuit() { "受理的法院" } else { "行政复议机关" };
        return refused("decided_by", format!("请写明{who}"));
    }
    if dispute.applications.is_empty() && dispute.note.is_empty() {
        let message = "请写明所涉申请的受理号；不涉及台账中的申请的（例如台账启用以前的），在备注中写明因什么事";
        return refused("applications", message);
    }
    let number = |it: &Dispute| it.number.replace(char::is_whitespace, "");
    let twice = others.iter().find(|it| {
        it.id != dispute.id
            && it.void_reason.is_none()
            && it.kind == kind
            && !dispute.number.is_empty()
            && number(it) == number(dispute)
            && it.decided_by == dispute.decided_by
    });
    if let Some(twice) = twice {
        let message = format!("案号{}已经登记过（{}{}），请核对", twice.number, date(twice.filed_on), kind.filing());
        return refused("number", message);
    }
    for case in cases {
        let name = &case.application.number;
        if case.application.agency != dispute.agency {
            return refused("applications", format!("申请{name}不在本单位的台账里"));
        }
        if let Some(received) = case.projection.received_on.filter(|received| dispute.filed_on < *received) {
            let message = format!(
                "{}日期{}早于申请{name}的收到日期{}，请核对",
                kind.filing(),
                date(dispute.filed_on),
                date(received)
            );
            return refused("filed_on", message);
        }
    }
    in_order(dispute, today)
}

fn in_order(dispute: &Dispute, today: NaiveDate) -> Result<(), Refusal> {
    let kind = dispute.kind;
    let filed = (format!("{}日期", kind.filing()), dispute.filed_on);
    let mut before = filed;
    if before.1 > today {
        return refused("filed_on", format!("{}{}还没有到，请核对", before.0, date(before.1)));
    }
    let first = if kind.is_lawsuit() { "一审裁判" } else { "复议决定" };
    let mut days: Vec<(&'static str, String, Option<NaiveDate>)> = vec![
        ("on", format!("{first}日期"), dispute.decided_on),
        ("in_force_on", "裁判生效日期".to_string(), dispute.in_force_on),
    ];
    for it in &dispute.further {
        let name = it.stage.label();
        days.push(("on", format!("{name}的日期"), Some(it.filed_on)));
        // That a second instance sends a case back is told by the remand's own day.
        let decided = it.decided_on.filter(|_| it.result.is_some());
        days.push(("on", format!("{name}裁判日期"), decided));
        days.push(("in_force_on", format!("{name}裁判生效日期"), it.in_force_on));
    }
    for (field, name, day) in days {
        let Some(day) = day else { continue };
        if day > today {
            return refused(field, format!("{name}{}还没有到，到了再登记", date(day)));
        }
        if day < before.1 {
            return refused(field, format!("{name}{}早于{}{}，请核对", date(day), before.0, date(before.1)));
        }
        before = (name, day);
    }
    Ok(())
}
