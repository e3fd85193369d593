//! Publications: kept as they are, undone whole, evidence beside them; files of the version before get the tables.

use super::{Desk, day};
use crate::migrate::MIGRATIONS;
use crate::{NewAttachment, Owner, Store};
use mingce_domain::agency::AgencyId;
use mingce_domain::catalogue::{Channel, ItemId, blank_item};
use mingce_domain::publication::*;

fn publication(act: &mut crate::Act<'_>, agency: &AgencyId, item: &ItemId) -> Publication {
    let signed = |by: &str, on| Some(Signature { by: by.into(), on: day(on) });
    Publication {
        id: PublicationId(act.new_id()),
        agency: agency.clone(),
        item: item.clone(),
        title: "关于示例事项的通知".into(),
        document_number: "清示〔2025〕1号".into(),
        index_number: "1".into(),
        summary: "概述".into(),
        formed_on: Some(day("2025-03-03")),
        review: SecrecyReview {
            publisher: signed("甲", "2025-03-03"),
            reviewer: signed("乙", "2025-03-04"),
            result: Some(ReviewResult::PublishPart),
            opinion: "遮盖账号".into(),
            leader: signed("丙", "2025-03-05"),
            on_paper: String::new(),
        },
        placings: vec![
            Placing {
                id: PlacingId(act.new_id()),
                channel: Channel::Website,
                place: "门户网站".into(),
                published_on: day("2025-03-06"),
                removed_on: None,
            },
            Placing {
                id: PlacingId(act.new_id()),
                channel: Channel::NoticeBoard,
                place: "院内公开栏".into(),
                published_on: day("2025-03-07"),
                removed_on: Some(day("2025-04-07")),
            },
        ],
        feedback: vec![Feedback {
            id: FeedbackId(act.new_id()),
            received_on: day("2025-03-08"),
            way: "来电".into(),
            text: "电话号码有误".into(),
            handling: "已更正".into(),
            handled_on: Some(day("2025-03-09")),
        }],
        archive: Some(ArchiveFile {
            year: 2025,
            retention: Retention::TenYears,
            box_number: 2,
            piece: 7,
            pages: 3,
            filed_on: day("2025-04-01"),
        }),
        void_reason: None,
        note: "备注".into(),
    }
}

/// A desk with one agency, one item and one publication.
fn with_publication() -> (Desk, AgencyId, Publication) {
    let (mut desk, agency) = Desk::with_agency();
    let one = desk.act("登记公开信息", |act| {
        let mut item = blank_item(ItemId(act.new_id()), agency.clone());
        item.primary = "公示公告".into();
        act.put_item(&item, 1)?;
        let one = publication(act, &agency, &item.id);
        act.put_publication(&one)?;
        Ok(one)
    });
    (desk, agency, one)
}

#[test]
fn a_publication_comes_back_as_it_was_written_with_all_that_belongs_to_it() {
    let (mut desk, agency, mut one) = with_publication();
    assert_eq!(desk.store.publications(&agency).expect("read"), std::slice::from_ref(&one));
    assert_eq!(desk.store.publications_under(&one.item).expect("read").len(), 1);
    assert_eq!(desk.store.last_piece(&agency, 2025, Retention::TenYears).expect("read"), 7);
    assert_eq!(desk.store.last_piece(&agency, 2025, Retention::Permanent).expect("read"), 0);
    assert!(desk.store.publications_awaited().expect("read").is_empty(), "it is out");

    let before = desk.picture();
    one.placings.remove(0);
    one.feedback.clear();
    one.archive = None;
    one.review = SecrecyReview { on_paper: "纸质第3号".into(), ..SecrecyReview::default() };
    desk.act("修改", |act| act.put_publication(&one));
    assert_eq!(desk.store.publication(&one.id).expect("read"), Some(one.clone()));
    one.placings.clear();
    desk.act("撤下", |act| act.put_publication(&one));
    assert_eq!(desk.store.publications_awaited().expect("read").len(), 1);
    let records =
        |picture: Vec<String>| picture.into_iter().filter(|line| !line.starts_with("change")).collect::<Vec<_>>();
    let steps = desk.store.actions(2).expect("the steps");
    for step in steps {
        super::with_law(|law| desk.store.undo(&super::stamp(), &step.id, law)).expect("undone");
    }
    assert_eq!(records(desk.picture()), records(before), "both steps undone");
}

#[test]
fn evidence_is_kept_with_its_day_and_hash_and_an_item_with_publications_stays() {
    let (mut desk, agency, one) = with_publication();
    let new = NewAttachment {
        name: "截图.png",
        media_type: "image/png",
        holds_personal: false,
        taken_on: Some(day("2025-03-06")),
        bytes: b"png",
    };
    let id = desk.act("添加证据", |act| act.attach(Owner::Publication(&one.id.0), &new));
    let facts = desk.store.attachments(Owner::Publication(&one.id.0)).expect("read");
    assert_eq!((facts[0].taken_on, facts[0].size, facts[0].sha256.len()), (Some(day("2025-03-06")), 3, 64));
    assert_eq!(desk.store.attachment_bytes(&id).expect("whole"), b"png");
    assert_eq!(desk.store.evidence_counts(&agency).expect("read").get(&one.id), Some(&1));
    let refused =
        desk.store.act(&super::stamp(), "删除", |act| act.remove_item(&one.item)).expect_err("it is referred to");
    assert!(refused.message.contains("不能删除"), "{refused:?}");
}

#[test]
fn a_file_of_the_first_version_gets_the_tables_and_keeps_its_attachments() {
    let (mut desk, agency) = Desk::with_agency();
    let new = NewAttachment { name: "a", media_type: "", holds_personal: false, taken_on: None, bytes: b"a" };
    let attached = desk.act("加附件", |act| act.attach(Owner::Agency(&agency.0), &new));
    let agencies = desk.store.agencies().expect("read");
    desk.store.close().expect("closed");

    let old = desk.folder.path().join("第一版.mingce");
    let connection = rusqlite::Connection::open(&old).expect("a file");
    connection.execute_batch(MIGRATIONS[0]).expect("the first tables");
    connection.execute("ATTACH ?1 AS latest", [desk.path.to_string_lossy()]).expect("attached");
    for table in ["meta", "agency", "agency_name", "attachment", "attachment_chunk", "action", "change"] {
        connection.execute_batch(&format!("INSERT INTO main.{table} SELECT * FROM latest.{table}")).expect(table);
    }
    let columns = "id, uid, attachment, owner_table, owner, name, media_type, holds_personal, position";
    connection
        .execute_batch(&format!(
            "INSERT INTO main.attachment_link ({columns}) SELECT {columns} FROM latest.attachment_link"
        ))
        .expect("the links");
    connection.pragma_update(None, "application_id", crate::connection::APPLICATION_ID).expect("ours");
    connection.pragma_update(None, "user_version", 1).expect("version 1");
    drop(connection);

    let store = Store::open(&old).expect("upgraded");
    assert!(store.copy_before_migration().is_some());
    assert_eq!(store.agencies().expect("read"), agencies);
    assert_eq!(store.attachment_bytes(&attached).expect("still there"), b"a");
    assert_eq!(store.attachments(Owner::Agency(&agency.0)).expect("read")[0].taken_on, None);
    assert!(store.publications(&agency).expect("the new tables").is_empty());
}
