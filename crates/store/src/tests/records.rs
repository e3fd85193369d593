//! What is written comes back as it was.

use super::{Desk, agency, day, register, stamp};
use crate::{
    ATTACHMENT_LIMIT, ErrorCode, NewAttachment, NewVersion, Owner, ProcessId, ReportFile, StoredProcess,
    VersionContent, VersionStatus,
};
use mingce_domain::agency::{AgencyId, DatedName, Ending};
use mingce_domain::annual_report::{
    Address, Adjustment, Decimal, InformationFee, Reason, ReportHead, Scope, TypedFigure, Value,
};
use mingce_domain::catalogue::*;
use mingce_domain::dispute::{Dispute, DisputeId, DisputeKind, DisputeResult, DisputeRole, Instance, InstanceStage};
use mingce_domain::process::{Process, ProcessNode};

#[test]
fn agencies_keep_names_parents_and_successors_by_date() {
    let mut desk = Desk::new();
    let (top, mut old) = desk.act("登记单位", |act| {
        let top = agency(act.new_id(), "清溪县人民政府");
        act.put_agency(&top)?;
        let mut old = agency(act.new_id(), "清溪县规划局");
        old.names.push(DatedName { from: day("2019-03-01"), name: "清溪县规划管理局".into() });
        old.parents = vec![(day("2000-01-01"), top.id.clone())];
        old.code = Some("11999900MB0000001K".into());
        old.position = 2;
        act.put_agency(&old)?;
        Ok((top, old))
    });
    assert_eq!(desk.store.agencies().expect("read"), [top.clone(), old.clone()]);
    old.names.remove(0);
    old.ended = Some(Ending { on: day("2024-12-31"), successor: Some(top.id.clone()) });
    old.since = Some(day("2000-01-01"));
    desk.act("机构改革", |act| act.put_agency(&old));
    assert_eq!(desk.store.agency(&old.id).expect("read"), Some(old.clone()));

    let nameless = |names: Vec<DatedName>| {
        let mut agency = old.clone();
        agency.names = names;
        agency
    };
    let twice = DatedName { from: day("2020-01-01"), name: "甲".into() };
    for bad in [nameless(vec![]), nameless(vec![twice.clone(), twice])] {
        let error = desk.store.act(&stamp(), "改名", |act| act.put_agency(&bad)).expect_err("refused");
        assert_eq!(error.code, ErrorCode::Invalid);
    }
    assert_eq!(desk.store.agency(&old.id).expect("read"), Some(old), "nothing of a failed action stays");
}

#[test]
fn disputes_keep_the_applications_they_concern() {
    let (mut desk, agency) = Desk::with_agency();
    let (one, _) = register(&mut desk, &agency, "1号");
    let (two, _) = register(&mut desk, &agency, "2号");
    let mut dispute = desk.act("登记争议", |act| {
        let dispute = Dispute {
            id: DisputeId(act.new_id()),
            agency: agency.clone(),
            number: "示复〔2025〕1号".into(),
            kind: DisputeKind::LitigationAfterReconsideration,
            role: DisputeRole::OwnConduct,
            decided_by: "示例法院".into(),
            filed_on: day("2025-04-01"),
            decided_on: None,
            in_force_on: None,
            result: None,
            applications: vec![one.clone(), two.clone()],
            further: Vec::new(),
            note: String::new(),
            void_reason: None,
        };
        act.put_dispute(&dispute)?;
        Ok(dispute)
    });
    let agencies = [agency];
    assert_eq!(desk.store.disputes_of(&agencies).expect("read"), [dispute.clone()]);
    dispute.applications = vec![two];
    dispute.decided_on = Some(day("2025-08-01"));
    dispute.in_force_on = Some(day("2025-09-01"));
    dispute.result = Some(DisputeResult::Corrected);
    desk.act("判决", |act| act.put_dispute(&dispute));
    assert_eq!(desk.store.dispute(&dispute.id).expect("read"), Some(dispute.clone()));
    dispute.further.push(Instance {
        stage: InstanceStage::Retrial,
        court: "示例法院".into(),
        number: "示再1号".into(),
        filed_on: day("2025-10-01"),
        decided_on: None,
        in_force_on: None,
        result: None,
    });
    dispute.note = "备注".into();
    dispute.void_reason = Some("登记错了".into());
    desk.act("再审、作废", |act| act.put_dispute(&dispute));
    assert_eq!(desk.store.disputes_of(&agencies).expect("read"), [dispute]);
}

#[test]
fn figures_tell_blank_nought_and_not_applicable_apart() {
    let (mut desk, agency) = Desk::with_agency();
    let figure = |at: &str, value: Value| TypedFigure {
        at: Address::new(at),
        value,
        by: Some("示例员".into()),
        from: Some("法规股报表".into()),
        on: Some(day("2026-01-05")),
    };
    let mut figures = vec![
        figure("a", Value::Blank),
        figure("b", Value::NotApplicable),
        figure("c", Value::Integer(0)),
        figure("d", Value::Integer(-4)),
        figure("e", Value::Decimal(Decimal::parse("59237.2450").expect("a decimal"))),
        figure("f", Value::Text("/".into())),
        TypedFigure { by: None, from: None, on: None, ..figure("g", Value::Integer(i64::MAX)) },
    ];
    let all = figures.clone();
    desk.act("填报", |act| all.iter().try_for_each(|figure| act.set_figure(&agency, 2025, figure)));
    assert_eq!(desk.store.typed_figures(&agency, 2025).expect("read"), figures);
    figures[0].value = Value::Integer(7);
    desk.act("填报", |act| act.set_figure(&agency, 2025, &figures[0]));
    let read = desk.store.typed_figures(&agency, 2025).expect("read");
    assert_eq!(read, figures, "a cell is there once");
    assert_eq!(read[4].value.to_string(), "59237.2450", "as written");
    assert!(desk.store.typed_figures(&agency, 2024).expect("read").is_empty());
    assert_eq!(desk.store.years_of(std::slice::from_ref(&agency)).expect("read"), [2025]);

    let adjustment = Adjustment {
        at: Address::request("granted", "natural"),
        delta: 3,
        reason: "纸质登记3件未录入".into(),
        source: "纸质登记本".into(),
        by: "示例员".into(),
        on: day("2026-01-06"),
    };
    let id = desk.act("调整", |act| act.add_adjustment(&agency, 2025, &adjustment));
    assert_eq!(desk.store.adjustment_records(&agency, 2025).expect("read"), [(id.clone(), adjustment)]);
    desk.act("撤回调整", |act| act.remove_adjustment(&id));
    assert!(desk.store.adjustments(&agency, 2025).expect("read").is_empty());
}

#[test]
fn what_stands_around_the_figures_comes_back() {
    let (mut desk, agency) = Desk::with_agency();
    assert_eq!(desk.store.head(&agency, 2025).expect("read"), ReportHead::default());
    let head = ReportHead {
        title: Some("标题".into()),
        preamble: Some("根据".into()),
        headings: Some(vec!["一、总体情况".into(), "二、".into()]),
        signed_by: Some("清溪县示例局".into()),
        signed_on: Some(day("2026-01-20")),
        published_on: None,
        version: Some(2),
        corrects: Some(1),
    };
    let reason = Reason {
        rule: "A05".into(),
        at: "requests.carried_in.total".into(),
        reason: "上年漏计".into(),
        by: "示例员".into(),
        on: Some(day("2026-01-07")),
    };
    let fee = InformationFee { notices: 2, noticed_yuan: "120.50".into(), received_yuan: "100".into() };
    for _ in 0..2 {
        desk.act("起草", |act| {
            act.set_section(&agency, 2025, "overview", "全年共{{requests.new.total}}件")?;
            act.set_head(&agency, 2025, &head)?;
            act.set_reason(&agency, 2025, &reason)?;
            act.set_information_fee(&agency, 2025, &fee)
        });
    }
    assert_eq!(desk.store.actions(9).expect("read").len(), 2, "writing the same again leaves no trace");
    assert_eq!(desk.store.sections(&agency, 2025).expect("read")["overview"], "全年共{{requests.new.total}}件");
    assert_eq!(desk.store.head(&agency, 2025).expect("read"), head);
    assert_eq!(desk.store.reasons(&agency, 2025).expect("read"), std::slice::from_ref(&reason));
    assert_eq!(desk.store.information_fee(&agency, 2025).expect("read"), Some(fee));
    desk.act("撤回理由", |act| act.remove_reason(&agency, 2025, &reason.rule, &reason.at));
    assert!(desk.store.reasons(&agency, 2025).expect("read").is_empty());
}

fn full_item(id: String, agency: &AgencyId, process: &ProcessId) -> DisclosureItem {
    let text = |word: &str| format!("示例{word}");
    DisclosureItem {
        id: ItemId(id),
        agency: agency.clone(),
        number: text("编号"),
        index_number: text("索引号"),
        kind: ItemKind::OtherPower,
        sector: text("领域"),
        primary: text("一级"),
        secondary: text("二级"),
        tertiary: text("三级"),
        summary: text("概述"),
        content_elements: vec![ContentElement { text: text("要素"), required: true }],
        legal_basis: vec![LegalBasis {
            id: Some("TL".into()),
            name: text("依据"),
            number: text("文号"),
            article: text("条文"),
            checked: false,
        }],
        clause: "20-5".into(),
        time_limit: Some(TimeLimit { kind: TimeLimitKind::Workdays, n: Some(20), text: text("时限") }),
        time_class: Some(TimeClass::Regular),
        responsible_body: text("主体"),
        channels: vec![Channel::Website, Channel::Push],
        other_channels: vec![text("载体")],
        audience: Audience { whole_society: true, specific_groups: vec![text("群体")] },
        modes: vec![Mode::Proactive, Mode::OnApplication],
        withheld: Some(Withholding {
            article: text("条"), reason: text("理由"), assessed_on: Some(day("2025-01-02"))
        }),
        tiers: vec![mingce_domain::agency::AgencyLevel::County],
        stage: Some(DisclosureStage::Result),
        reach: Reach::Group,
        contacts: Contacts {
            office: text("科室"),
            post: text("岗位"),
            phone: text("电话"),
            supervision_phone: text("监督"),
            place: text("地点"),
            hours: text("时间"),
        },
        materials: vec![Material {
            name: text("材料"), copies: Some(2), form: text("原件"), source: text("来源")
        }],
        fees: text("收费"),
        statutory_limit: text("法定"),
        promised_limit: text("承诺"),
        conditions: text("条件"),
        process: Some(process.0.clone()),
        validity: Some(Validity::Lapsed),
        formed_on: Some(day("2025-01-03")),
        published_on: Some(day("2025-01-04")),
        next_due_on: Some(day("2026-01-05")),
        archive_place: text("存档"),
        note: text("备注"),
        adopted: Some(Adopted { base_id: "b".into(), base_version: "1".into(), base_snapshot: "{}".into() }),
    }
}

#[test]
fn an_item_keeps_every_field_and_so_does_an_empty_one() {
    let (mut desk, agency) = Desk::with_agency();
    let process = desk.act("登记流程", |act| {
        let process = StoredProcess {
            id: ProcessId(act.new_id()),
            agency: Some(agency.clone()),
            process: Process {
                schema: "process/1".into(),
                id: "on_application".into(),
                title: "依申请公开".into(),
                nodes: vec![ProcessNode { id: "n1".into(), working_days: Some(3), ..ProcessNode::default() }],
                ..Process::default()
            },
            position: 0,
            adopted: None,
        };
        act.put_process(&process)?;
        Ok(process)
    });
    assert_eq!(desk.store.process(&process.id).expect("read"), Some(process.clone()));
    assert_eq!(desk.store.processes().expect("read"), std::slice::from_ref(&process));
    let (full, empty) = desk.act("登记事项", |act| {
        let full = full_item(act.new_id(), &agency, &process.id);
        let empty = DisclosureItem {
            id: ItemId(act.new_id()),
            time_limit: None,
            time_class: None,
            withheld: None,
            stage: None,
            process: None,
            validity: None,
            formed_on: None,
            adopted: None,
            materials: vec![],
            channels: vec![],
            ..full.clone()
        };
        act.put_item(&full, 2)?;
        act.put_item(&empty, 1)?;
        Ok((full, empty))
    });
    assert_eq!(desk.store.catalogue_items(&agency).expect("read"), [empty, full.clone()]);
    let error = desk.store.act(&stamp(), "删流程", |act| act.remove_process(&process.id)).expect_err("in use");
    assert!(error.message.contains("引用"), "{error}");
    desk.act("删事项", |act| act.remove_item(&full.id));
    assert_eq!(desk.store.catalogue_item(&full.id).expect("read"), None);
}

#[test]
fn every_column_of_an_item_is_read_from_where_it_was_written() {
    // All texts of the full item differ, so a swapped pair of columns would show; here the columns of the table are
    // those of the record, none forgotten.
    let desk = Desk::new();
    for table in crate::record::TABLES {
        let sql = "SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('id', 'uid') ORDER BY cid";
        let mut columns: Vec<String> =
            crate::sql::all(&desk.store.connection, sql, [table.name], |row| crate::sql::get(row, 0)).expect("columns");
        let derived = [
            "stage",
            "outcome",
            "received_on",
            "closed_on",
            "due_on",
            "due_is_provisional",
            "applicant_kind",
            "channel",
        ];
        if table.name == "application" {
            columns.retain(|column| !derived.contains(&column.as_str()));
        }
        assert_eq!(columns, table.columns, "{}", table.name);
    }
}

fn content(figures: &str) -> VersionContent {
    VersionContent {
        figures: figures.into(),
        sections: [("overview".to_string(), "全文".to_string())].into(),
        form: "2021".into(),
        form_sha256: "0".repeat(64),
        calendars: vec!["2025".into()],
        fonts: vec!["MingceFangSong".into()],
        program_version: "0.1.0".into(),
    }
}

#[test]
fn a_version_is_frozen_when_it_is_submitted_and_only_goes_forward() {
    let (mut desk, agency) = Desk::with_agency();
    let new =
        NewVersion { agency: agency.clone(), year: 2025, scope: Scope::Own, corrects: None, content: content("{}") };
    let id = desk.act("起草", |act| act.add_version(&new));
    desk.act("重新起草", |act| act.replace_draft(&id, &content("{\"a\":1}")));
    desk.act("送审", |act| act.advance_version(&id, VersionStatus::Submitted));
    let frozen = desk.store.version(&id).expect("read").expect("there");
    assert_eq!((frozen.number, frozen.status, &frozen.content), (1, VersionStatus::Submitted, &content("{\"a\":1}")));

    let error = desk.store.act(&stamp(), "改", |act| act.replace_draft(&id, &content("{}"))).expect_err("frozen");
    assert_eq!(error.code, ErrorCode::Frozen);
    let back = desk.store.act(&stamp(), "退", |act| act.advance_version(&id, VersionStatus::Draft));
    assert_eq!(back.expect_err("only forward").code, ErrorCode::Frozen);
    for sql in ["UPDATE report_version SET figures = '{}'", "DELETE FROM report_version"] {
        assert!(desk.store.connection.execute(sql, []).is_err(), "{sql}");
    }
    let file = ReportFile {
        name: "年报.pdf".into(),
        format: "pdf".into(),
        size: 12,
        sha256: "a".repeat(64),
        made_at: stamp().at_utc(),
    };
    desk.act("发布", |act| {
        act.advance_version(&id, VersionStatus::Published)?;
        act.add_report_file(&id, &file)
    });
    assert_eq!(desk.store.report_files(&id).expect("read"), [file]);
    let correction = NewVersion { corrects: Some(id.clone()), ..new };
    let second = desk.act("更正", |act| {
        act.advance_version(&id, VersionStatus::Corrected)?;
        act.add_version(&correction)
    });
    let versions = desk.store.versions(&agency, 2025).expect("read");
    assert_eq!(
        versions.iter().map(|v| (v.number, v.status)).collect::<Vec<_>>(),
        [(2, VersionStatus::Draft), (1, VersionStatus::Corrected)]
    );
    assert_eq!((&versions[0].id, &versions[0].corrects), (&second, &Some(id)));
    for status in VersionStatus::ALL {
        assert_eq!(serde_json::to_value(status).expect("a word"), status.key());
    }
}

#[test]
fn attached_files_are_stored_once_and_come_back_byte_by_byte() {
    let (mut desk, agency) = Desk::with_agency();
    let bytes: Vec<u8> = (0..2_500_000_u32).map(|n| (n % 251) as u8).collect();
    let new = NewAttachment {
        name: "附件.pdf",
        media_type: "application/pdf",
        holds_personal: false,
        taken_on: None,
        bytes: &bytes,
    };
    let owner = Owner::Agency(&agency.0);
    let ids = desk.act("加附件", |act| Ok([act.attach(owner, &new)?, act.attach(owner, &new)?]));
    let empty = desk.act("加附件", |act| act.attach(owner, &NewAttachment { bytes: &[], ..new }));
    let count = |desk: &Desk, table: &str| -> i64 {
        desk.store
            .connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .expect("a number")
    };
    assert_eq!((count(&desk, "attachment"), count(&desk, "attachment_chunk")), (2, 3));
    assert_eq!(desk.store.attachment_bytes(&ids[1]).expect("read"), bytes);
    assert!(desk.store.attachment_bytes(&empty).expect("read").is_empty());
    assert_eq!(desk.store.attachments(owner).expect("read").len(), 3);

    desk.act("去附件", |act| ids.iter().try_for_each(|id| act.detach(id)));
    assert_eq!(count(&desk, "attachment_chunk"), 3, "an undo can bring it back");
    assert_eq!(desk.store.drop_unused_contents().expect("dropped"), 1);
    assert_eq!(count(&desk, "attachment_chunk"), 0);

    let large = vec![0; ATTACHMENT_LIMIT + 1];
    let refused =
        desk.store.act(&stamp(), "加附件", |act| act.attach(owner, &NewAttachment { bytes: &large, ..new }));
    assert!(refused.expect_err("too large").message.contains("100兆字节"));
    let nobody = desk.store.act(&stamp(), "加附件", |act| act.attach(Owner::Dispute("无"), &new));
    assert_eq!(nobody.expect_err("no such record").code, ErrorCode::NotFound);
}

#[test]
fn whatever_refers_to_an_agency_keeps_it_from_being_deleted() {
    let desk = Desk::new();
    let tables: Vec<String> = crate::sql::all(
        &desk.store.connection,
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        [],
        |row| crate::sql::get(row, 0),
    )
    .expect("tables");
    let mut referring = Vec::new();
    for table in tables {
        let sql = format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}') WHERE \"table\" = 'agency'");
        let columns: Vec<String> =
            crate::sql::all(&desk.store.connection, &sql, [], |row| crate::sql::get(row, 0)).expect("keys");
        referring.extend(columns.into_iter().map(|column| (table.clone(), column)));
    }
    // Its own names and parents go with it.
    referring
        .retain(|(table, column)| !(column == "agency" && ["agency_name", "agency_parent"].contains(&table.as_str())));
    let mut known: Vec<(String, String)> =
        crate::agency::HOLDERS.iter().map(|(table, column, _)| (table.to_string(), column.to_string())).collect();
    known.sort();
    referring.sort();
    assert_eq!(known, referring);
}
