//! `mingce dispute …`.

use super::{Answer, reading, writing};
use crate::arguments::dispute::{Correct, Dispute, Register};
use crate::say::line as say;
use mingce_app::dispute::input::{DisputeInput, DisputeStep};
use mingce_app::dispute::view::{DisputeEdited, DisputeView};
use mingce_app::view::AppError;
use mingce_app::{Assets, Now};
use serde_json::json;

pub fn run(dispute: &Dispute, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (edited, as_json) = match dispute {
        Dispute::List(list) => {
            let (session, agency) = reading(&list.place, assets)?;
            let view = session.disputes(&agency, now)?;
            let open = |it: &&DisputeView| !list.open || (it.void_reason.is_empty() && it.settled_on.is_empty());
            let rows: Vec<&DisputeView> = view.rows.iter().filter(open).collect();
            if list.place.json {
                say(&json!({ "schema": "disputes/1", "counted": view.counted, "disputes": rows }).to_string());
            } else {
                if rows.is_empty() {
                    say("没有登记复议诉讼");
                }
                rows.iter().for_each(|it| say(&line(it)));
                if !view.counted && !rows.is_empty() {
                    say("本单位还没有启用申请台账，表四仍按手工填写的数，不由这里计数");
                }
            }
            return Ok(Answer::Yes);
        }
        Dispute::Show(show) => {
            let (session, agency) = reading(&show.place, assets)?;
            let view = session.dispute(&agency, &show.id, now)?;
            if show.place.json {
                say(&json!({ "schema": "dispute/1", "dispute": view }).to_string());
            } else {
                describe(&view);
            }
            return Ok(Answer::Yes);
        }
        Dispute::Register(register) => {
            let (mut session, agency) = writing(&register.place, assets)?;
            let mut input = input(register);
            if input.decided_by.is_empty() {
                let office = session.disputes(&agency, now)?;
                input.decided_by = if register.kind.contains("诉") { office.court } else { office.review_organ };
            }
            let edited = session.register_dispute(&agency, &input, now)?;
            session.close()?;
            (edited, register.place.json)
        }
        Dispute::Outcome(outcome) => {
            let (mut session, agency) = writing(&outcome.place, assets)?;
            let step = DisputeStep {
                kind: "decided".into(),
                on: outcome.on.clone(),
                result: outcome.result.clone(),
                in_force_on: outcome.in_force.clone(),
                ..Default::default()
            };
            let edited = session.dispute_step(&agency, &outcome.id, &step, now)?;
            session.close()?;
            (edited, outcome.place.json)
        }
        Dispute::Event(event) => {
            let (mut session, agency) = writing(&event.place, assets)?;
            let step = DisputeStep {
                kind: event.kind.clone(),
                on: event.on.clone(),
                court: event.court.clone(),
                number: event.number.clone(),
                reason: event.reason.clone(),
                ..Default::default()
            };
            let edited = session.dispute_step(&agency, &event.id, &step, now)?;
            session.close()?;
            (edited, event.place.json)
        }
        Dispute::Correct(correct) => {
            let (mut session, agency) = writing(&correct.place, assets)?;
            let before = session.dispute(&agency, &correct.id, now)?;
            let edited = session.correct_dispute(&agency, &before.id, &corrected(correct, &before), now)?;
            session.close()?;
            (edited, correct.place.json)
        }
        Dispute::Void(void) => {
            let (mut session, agency) = writing(&void.place, assets)?;
            let edited = session.void_dispute(&agency, &void.id, &void.reason, now)?;
            session.close()?;
            (edited, void.place.json)
        }
    };
    told(&edited, as_json);
    Ok(Answer::Yes)
}

fn input(register: &Register) -> DisputeInput {
    DisputeInput {
        kind: register.kind.clone(),
        role: if register.co_defendant { "reviewing_co_defendant".into() } else { String::new() },
        number: register.number.clone(),
        decided_by: register.by.clone(),
        filed_on: register.filed.clone(),
        applications: register.applications.clone(),
        note: register.note.clone(),
        reason: String::new(),
    }
}

/// What stands, with what is to be changed on top.
fn corrected(correct: &Correct, before: &DisputeView) -> DisputeInput {
    let or = |given: &Option<String>, stood: &str| given.clone().unwrap_or_else(|| stood.to_string());
    DisputeInput {
        kind: or(&correct.kind, &before.kind),
        role: before.role.clone(),
        number: or(&correct.number, &before.number),
        decided_by: or(&correct.by, &before.decided_by),
        filed_on: or(&correct.filed, &before.filed_on),
        applications: if correct.applications.is_empty() {
            before.applications.iter().map(|it| it.id.clone()).collect()
        } else {
            correct.applications.clone()
        },
        note: or(&correct.note, &before.note),
        reason: correct.reason.clone(),
    }
}

fn told(edited: &DisputeEdited, as_json: bool) {
    if as_json {
        say(&json!({ "schema": "dispute/1", "dispute": edited.dispute }).to_string());
        return;
    }
    say(&edited.said);
    say(&counted(&edited.dispute));
    findings(&edited.dispute);
}

fn counted(view: &DisputeView) -> String {
    if view.counted.is_empty() {
        "不计入表四".to_string()
    } else {
        format!("表四：{}", view.counted.join("；"))
    }
}

fn findings(view: &DisputeView) {
    for it in &view.findings {
        let basis = if it.basis.is_empty() { String::new() } else { format!("（{}）", it.basis) };
        say(&format!("{}：{} {}。{}{basis}", it.severity.label(), it.rule, it.message, it.remedy));
    }
}

fn line(view: &DisputeView) -> String {
    let name = if view.number.is_empty() { "（案号未填）" } else { &view.number };
    let mut words = vec![format!("{name} [{}]", view.result_label), view.kind_label.clone(), view.decided_by.clone()];
    words.push(format!("{}提出", view.filed_on));
    if !view.settled_on.is_empty() {
        words.push(format!("{}审结", view.settled_on));
    }
    words.extend(view.applications.iter().map(|it| it.number.clone()));
    if !view.void_reason.is_empty() {
        words.push(format!("已作废：{}", view.void_reason));
    }
    words.join("　")
}

fn describe(view: &DisputeView) {
    say(&line(view));
    say(&format!("编号：{}", view.id));
    for it in &view.applications {
        say(&format!("所涉申请：{} {}", it.number, it.subject));
    }
    if !view.note.is_empty() {
        say(&format!("备注：{}", view.note));
    }
    say("经过：");
    for it in &view.happened {
        say(&format!("    {}　{}", it.on, it.what));
    }
    say(&counted(view));
    let next: Vec<String> = view.next.iter().map(|(key, label)| format!("{key}（{label}）")).collect();
    say(&format!("可以登记：{}", next.join("、")));
    findings(view);
}
