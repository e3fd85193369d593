//! Undo brings back exactly what was; it never goes behind what is final.

use super::{Desk, closed, day, received, register, stamp, with_law};
use crate::{Action, ErrorCode, NewAttachment, NewVersion, Owner, Result, VersionContent, VersionStatus};
use mingce_domain::annual_report::{Address, Scope, TypedFigure, Value};
use mingce_domain::application::{Application, ApplicationId, EventData, Outcome};

fn undo(desk: &mut Desk, action: &Action) -> Result<()> {
    with_law(|law| desk.store.undo(&stamp(), &action.id, law))
}

fn last(desk: &Desk) -> Action {
    desk.store.actions(1).expect("read").remove(0)
}

fn undo_next(desk: &mut Desk) -> String {
    let action = desk.store.next_undo().expect("read").expect("something to undo");
    undo(desk, &action).expect("undone");
    action.label
}

fn redo_next(desk: &mut Desk) -> String {
    let action = desk.store.next_redo().expect("read").expect("something to redo");
    undo(desk, &action).expect("redone");
    last(desk).label
}

#[test]
fn steps_are_undone_and_redone_one_by_one_also_after_reopening_the_file() {
    let (mut desk, agency) = Desk::with_agency();
    let mut pictures = vec![desk.picture()];
    let (case, _) = register(&mut desk, &agency, "1号");
    pictures.push(desk.picture());
    let reply = desk.act("答复", |act| {
        with_law(|law| act.append_event(&case, day("2025-02-20"), &closed(Outcome::Granted), law))
    });
    pictures.push(desk.picture());
    desk.act("更正", |act| {
        let data = EventData::Corrected {
            event: reply,
            on: None,
            data: Some(Box::new(closed(Outcome::PartlyGranted))),
            reason: String::new(),
        };
        with_law(|law| act.append_event(&case, day("2025-02-21"), &data, law))
    });
    pictures.push(desk.picture());
    desk.act("改名", |act| {
        let mut agency = super::agency(agency.0.clone(), "清溪县新局");
        agency.names[0].from = day("2024-01-01");
        agency.code = Some("11999900MB0000001K".into());
        act.put_agency(&agency)?;
        act.set_applicants(&case, &[])
    });
    pictures.push(desk.picture());
    let application = desk.store.application(&case).expect("read").expect("there").application;
    desk.act("作废", |act| {
        act.put_application(&Application { void: true, letter: Some("一信".into()), ..application })
    });
    pictures.push(desk.picture());

    for n in (0..5).rev() {
        if n == 2 {
            desk.store.close().expect("closed");
            desk = Desk { store: crate::Store::open(&desk.path).expect("opens"), ..desk };
        }
        undo_next(&mut desk);
        assert_eq!(desk.picture(), pictures[n], "step {n}");
    }
    let labels: Vec<String> = (1..6)
        .map(|n| {
            let label = redo_next(&mut desk);
            assert_eq!(desk.picture(), pictures[n], "step {n} again");
            label
        })
        .collect();
    assert_eq!(labels, ["重做：登记申请", "重做：答复", "重做：更正", "重做：改名", "重做：作废"]);
    assert_eq!(desk.store.next_redo().expect("read"), None);
    assert_eq!([undo_next(&mut desk), undo_next(&mut desk)], ["重做：作废", "重做：改名"]);
    assert_eq!(desk.picture(), pictures[3]);
    assert!(with_law(|law| desk.store.rebuild_projections(law)).expect("rebuilt").is_empty());

    // Something new: what was undone cannot be redone over it.
    desk.act("新", |act| act.set_setting("a", &1));
    assert_eq!(desk.store.next_redo().expect("read"), None);
    assert_eq!(undo_next(&mut desk), "新");
}

#[test]
fn an_import_of_many_rows_is_one_step() {
    let (mut desk, agency) = Desk::with_agency();
    let before = desk.picture();
    desk.act("导入台账", |act| {
        for n in 0..500 {
            let id = ApplicationId(act.new_id());
            act.put_application(&Application {
                id: id.clone(),
                agency: agency.clone(),
                number: format!("{n}号"),
                subject: String::new(),
                letter: None,
                void: false,
            })?;
            let events = [(day("2025-01-02"), received()), (day("2025-01-09"), closed(Outcome::Granted))];
            with_law(|law| act.append_events(&id, &events, law))?;
        }
        Ok(())
    });
    assert_eq!(last(&desk).changes, 1500);
    assert_eq!(undo_next(&mut desk), "导入台账");
    assert_eq!(desk.picture(), before);
}

#[test]
fn what_was_changed_or_used_later_is_not_undone_and_nothing_is_half_undone() {
    let (mut desk, agency) = Desk::with_agency();
    let made_agency = last(&desk);
    let (case, _) = register(&mut desk, &agency, "1号");
    let registered = last(&desk);
    let figure = |n: i64| TypedFigure {
        at: Address::new("proactive.licences"),
        value: Value::Integer(n),
        by: None,
        from: None,
        on: None,
    };
    desk.act("填报", |act| act.set_figure(&agency, 2025, &figure(1)));
    let typed = last(&desk);
    desk.act("改数", |act| act.set_figure(&agency, 2025, &figure(2)));
    let changed = last(&desk);
    desk.act("再改", |act| act.set_figure(&agency, 2025, &figure(3)));
    desk.act("办理", |act| with_law(|law| act.append_event(&case, day("2025-02-10"), &EventData::Withdrawn, law)));
    let picture = desk.picture();
    let log = |desk: &Desk| desk.store.actions(99).expect("read").len();
    let actions = log(&desk);
    for (action, why) in [(&made_agency, "用到"), (&registered, "用到"), (&typed, "又改过"), (&changed, "又改过")]
    {
        let error = undo(&mut desk, action).expect_err(&action.label);
        assert_eq!(error.code, ErrorCode::Conflict, "{}: {error:?}", action.label);
        assert!(error.message.contains(why), "{error}");
        assert_eq!((desk.picture(), log(&desk)), (picture.clone(), actions), "{}", action.label);
    }
    undo_next(&mut desk);
    undo_next(&mut desk);
    undo(&mut desk, &changed).expect("now it is the last change of that cell");
    assert_eq!(undo(&mut desk, &changed).expect_err("once").code, ErrorCode::Conflict);
    assert_eq!(desk.store.typed_figures(&agency, 2025).expect("read"), [figure(1)]);

    // A later attachment counts as use, although no reference of SQL's holds it.
    let new = NewAttachment { name: "a", media_type: "", holds_personal: false, taken_on: None, bytes: b"a" };
    desk.act("加附件", |act| act.attach(Owner::Application(&case.0), &new));
    assert!(undo(&mut desk, &registered).expect_err("has an attachment").message.contains("附件"));
}

#[test]
fn no_undo_goes_behind_a_final_report() {
    let (mut desk, agency) = Desk::with_agency();
    desk.act("填报", |act| act.set_setting("a", &1));
    let before = last(&desk);
    let new = NewVersion {
        agency: agency.clone(),
        year: 2025,
        scope: Scope::Own,
        corrects: None,
        content: VersionContent {
            figures: "{}".into(),
            sections: Default::default(),
            form: "2021".into(),
            form_sha256: String::new(),
            calendars: vec![],
            fonts: vec![],
            program_version: String::new(),
        },
    };
    let id = desk.act("起草", |act| act.add_version(&new));
    desk.act("送审", |act| act.advance_version(&id, VersionStatus::Submitted));
    assert_eq!(undo_next(&mut desk), "送审", "what is only submitted can be taken back");
    assert_eq!(redo_next(&mut desk), "重做：送审");
    desk.act("定稿", |act| act.advance_version(&id, VersionStatus::Final));
    let finalised = last(&desk);
    assert_eq!(desk.store.next_undo().expect("read"), None);
    assert_eq!(desk.store.next_redo().expect("read"), None);
    for action in [&before, &finalised] {
        let error = undo(&mut desk, action).expect_err("behind the final report");
        assert_eq!(error.code, ErrorCode::Frozen, "{error}");
    }
    desk.act("之后", |act| act.set_setting("a", &2));
    assert_eq!(undo_next(&mut desk), "之后");
    assert_eq!(desk.store.setting::<i64>("a").expect("read"), Some(1));
    let status = desk.store.version(&id).expect("read").expect("there").status;
    assert_eq!(status, VersionStatus::Final);
}

#[test]
fn an_action_that_fails_or_changes_nothing_leaves_no_trace() {
    let (mut desk, _) = Desk::with_agency();
    let (picture, actions) = (desk.picture(), desk.store.actions(9).expect("read").len());
    let failed = desk.store.act(&stamp(), "失败", |act| {
        act.set_setting("a", &1)?;
        act.remove_adjustment(&crate::AdjustmentId("无".into()))
    });
    assert_eq!(failed.expect_err("fails").code, ErrorCode::NotFound);
    desk.act("什么也没做", |_| Ok(()));
    assert_eq!((desk.picture(), desk.store.actions(9).expect("read").len()), (picture, actions));
}

#[test]
fn the_log_says_who_changed_which_field_when() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, _) = register(&mut desk, &agency, "1号");
    let application = desk.store.application(&case).expect("read").expect("there").application;
    desk.act("改题", |act| act.put_application(&Application { subject: "新题".into(), ..application }));
    let changes = desk.store.changes_of("application", &case.0).expect("read");
    let said: Vec<_> = changes.iter().map(|c| (c.field.as_deref(), c.who.as_str(), c.at_utc.as_str())).collect();
    let at = "2025-03-04T01:00:00.000Z";
    assert_eq!(said, [(None, "示例员", at), (Some("subject"), "示例员", at)], "derived columns are not in the log");
}

/// What is typed key by key is kept key by key, and taken back stretch by stretch.
#[test]
fn more_of_the_same_within_ten_seconds_is_one_step_and_one_entry_of_the_log() {
    let (mut desk, agency) = Desk::with_agency();
    let at = |second: u32| crate::Stamp::new(&format!("2025-02-03T08:00:{second:02}Z"), "示例").expect("a stamp");
    let nothing = desk.picture();
    let write = |desk: &mut Desk, second: u32, label: &str, text: &str| {
        desk.store.act_on(&at(second), label, |act| act.set_section(&agency, 2025, "overview", text)).expect("kept");
    };
    let written = |desk: &Desk| desk.store.sections(&agency, 2025).expect("read").get("overview").cloned();
    let begun = desk.store.actions(100).expect("read").len();
    for (second, text) in [(0, "主"), (1, "主动"), (9, "主动公")] {
        write(&mut desk, second, "修改", text);
    }
    assert_eq!(desk.store.actions(100).expect("read").len(), begun + 1);
    assert_eq!(last(&desk).changes, 1, "one entry: the record with its last text");
    // A later stretch, another field of the same kind, something else in between: steps of their own.
    write(&mut desk, 12, "修改", "主动公开");
    write(&mut desk, 13, "修改", "主动公开。");
    write(&mut desk, 14, "改写", "另一");
    assert_eq!(last(&desk).changes, 1);
    assert_eq!(desk.store.actions(100).expect("read").len(), begun + 3);

    assert_eq!(undo_next(&mut desk), "改写");
    assert_eq!(written(&desk).as_deref(), Some("主动公开。"));
    assert_eq!(undo_next(&mut desk), "修改");
    assert_eq!(written(&desk).as_deref(), Some("主动公"));
    // An undo is not gone on with, and ends what can be done again.
    write(&mut desk, 15, "修改", "主动公布");
    assert_eq!(undo_next(&mut desk), "修改");
    assert_eq!(undo_next(&mut desk), "修改");
    assert_eq!(written(&desk), None);
    let without_log = |picture: Vec<String>| -> Vec<String> {
        picture.into_iter().filter(|line| line.starts_with("report_section")).collect()
    };
    assert_eq!(without_log(desk.picture()), without_log(nothing));
    redo_next(&mut desk);
    assert_eq!(written(&desk).as_deref(), Some("主动公"));
}

/// Two reports have a section of the same name: going from one to the other within ten seconds is two steps.
#[test]
fn what_is_written_in_two_reports_is_never_one_step() {
    let (mut desk, first) = Desk::with_agency();
    let second = desk.act("登记单位", |act| {
        let agency = super::agency(act.new_id(), "清溪县另一局");
        act.put_agency(&agency)?;
        Ok(agency.id)
    });
    let write = |desk: &mut Desk, agency: &mingce_domain::agency::AgencyId, text: &str| {
        desk.store.act_on(&stamp(), "修改", |act| act.set_section(agency, 2025, "overview", text)).expect("kept");
    };
    let written = |desk: &Desk, agency| desk.store.sections(agency, 2025).expect("read").get("overview").cloned();
    for agency in [&first, &second] {
        write(&mut desk, agency, "甲");
    }
    // Records that are there already, too.
    for agency in [&first, &second] {
        write(&mut desk, agency, "甲乙");
    }
    undo_next(&mut desk);
    assert_eq!(written(&desk, &second).as_deref(), Some("甲"));
    assert_eq!(written(&desk, &first).as_deref(), Some("甲乙"), "the other report stays as it is");
    undo_next(&mut desk);
    assert_eq!(written(&desk, &first).as_deref(), Some("甲"));
}
