//! Migrations: shipped ones never change, and an upgrade is whole or not at all.

use super::{Desk, names_in, register};
use crate::migrate::MIGRATIONS;
use crate::{ErrorCode, NewAttachment, Owner, Store};
use sha2::{Digest, Sha256};

/// One for each shipped file. A line here is never edited; a new migration adds one.
const SHIPPED: &[&str] = &[
    "5f303234a5cf278abb91c62e4f026687bbcc45c982362aa9382e4cd06e71c4f7",
    "c75d49b31e9abfdd05d296b819a02ef022753ce03180581ad52f9beeb9a4dd9c",
    "97e5151f9cc02f92e4206bc9ece5b434a3cf95d377e56ed112fbc387003a8cc7",
    "40d2412c3d78c32fa0a35ddbb829c490df398f41b867361d131e5c1333eb4583",
    "e10285911a9fbe2d0ec19f2776615722d98c2d57d204115de084757378ed06c8",
    "442d5a8adb50c56974c8b9daf7fdd98f52386d9b6ee545f144c21fcfe674bd40",
];

#[test]
fn shipped_migrations_never_change() {
    let found: Vec<String> = MIGRATIONS
        .iter()
        .map(|sql| Sha256::digest(sql.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect())
        .collect();
    assert_eq!(found, SHIPPED, "a shipped migration was edited, or a new one has no hash here yet");
}

const NEXT: &str = "ALTER TABLE agency ADD COLUMN nickname TEXT; UPDATE agency SET nickname = '示例';";

#[test]
fn an_upgrade_keeps_a_copy_of_the_file_as_it_was_without_contents_of_attachments() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, _) = register(&mut desk, &agency, "1号");
    let new = NewAttachment {
        name: "申请表.pdf",
        media_type: "",
        holds_personal: true,
        taken_on: None,
        bytes: &[7; 3_000_000],
    };
    let attached = desk.act("加附件", |act| act.attach(Owner::Application(&case.0), &new));
    let agencies = desk.store.agencies().expect("read");
    desk.store.close().expect("closed");

    let upgraded = Store::open_with(&desk.path, &[MIGRATIONS, &[NEXT]].concat()).expect("upgraded");
    let copy = upgraded.copy_before_migration().expect("a copy").to_path_buf();
    assert_eq!(copy.file_name().expect("a name").to_string_lossy(), "清溪.升级前第6版.mingce");
    let nickname: String =
        upgraded.connection.query_row("SELECT nickname FROM agency", [], |row| row.get(0)).expect("the new column");
    assert_eq!(nickname, "示例");
    assert_eq!(upgraded.attachment_bytes(&attached).expect("still there").len(), 3_000_000);
    upgraded.close().expect("closed");

    let old = Store::open(&copy).expect("the copy is a file of the version before");
    assert_eq!(old.agencies().expect("read"), agencies);
    assert_eq!(old.attachment_bytes(&attached).expect_err("left out").code, ErrorCode::Invalid);
    old.close().expect("closed");
    assert!(copy.metadata().expect("there").len() < 1_000_000);
    assert_eq!(Store::open(&desk.path).expect_err("now newer than this program").code, ErrorCode::Newer);

    // Once more from the copy: the earlier copy is not overwritten.
    std::fs::rename(&copy, &desk.path).expect("put back");
    std::fs::write(&copy, "别的").expect("a name in use");
    let again = Store::open_with(&desk.path, &[MIGRATIONS, &[NEXT]].concat()).expect("upgraded");
    assert!(again.copy_before_migration().expect("a copy").to_string_lossy().contains("（2）"));
}

#[test]
fn an_upgrade_that_fails_changes_nothing() {
    let (desk, _) = Desk::with_agency();
    let picture = desk.picture();
    desk.store.close().expect("closed");
    let orphan = "PRAGMA foreign_keys = OFF; UPDATE agency_name SET agency = '000000000000000000000000000000000000';";
    for failing in ["CREATE TABLE agency (x)", orphan] {
        let error = Store::open_with(&desk.path, &[MIGRATIONS, &[NEXT, failing]].concat()).expect_err("fails");
        assert!(!error.detail.is_empty(), "{error:?}");
    }
    let desk = Desk { store: Store::open(&desk.path).expect("still the old version"), ..desk };
    assert_eq!(desk.picture(), picture);
    assert!(desk.store.copy_before_migration().is_none());
}

#[test]
fn a_new_file_needs_no_copy() {
    let desk = Desk::new();
    desk.store.close().expect("closed");
    assert_eq!(names_in(desk.folder.path()), ["清溪.mingce"]);
}
