//! What happens to the file as a file.

use super::{Desk, names_in, new_file, register, stamp};
use crate::migrate::MIGRATIONS;
use crate::{ErrorCode, Store, StoreError};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

fn refused(path: &Path) -> StoreError {
    let before = std::fs::read(path).ok();
    let error = Store::open(path).expect_err("must be refused");
    assert_eq!(std::fs::read(path).ok(), before, "a refused file stays as it was");
    error
}

/// Chinese for the clerk, with something to do, and no technical English in it.
fn is_for_the_clerk(error: &StoreError) {
    let text = error.to_string().replace(['/', '.'], "");
    assert!(text.chars().any(|c| ('一'..='龥').contains(&c)), "{error}");
    assert!(!error.remedy.is_empty(), "{error}");
    for word in ["database", "SQLITE", "error", "file is", "malformed"] {
        assert!(!text.contains(word), "{error}");
    }
}

#[test]
fn a_closed_file_is_one_file_and_opens_again_with_what_was_in_it() {
    let (mut desk, agency) = Desk::with_agency();
    register(&mut desk, &agency, "1号");
    assert!(names_in(desk.folder.path()).contains(&"清溪.mingce.lock".to_string()));
    let picture = desk.picture();
    desk.store.close().expect("a clean close");
    assert_eq!(names_in(desk.folder.path()), ["清溪.mingce"]);
    let header = std::fs::read(&desk.path).expect("the file");
    assert_eq!(&header[18..20], [1, 1], "no write-ahead log at rest");
    let store = Store::open(&desk.path).expect("opens again");
    let desk = Desk { store, ..desk };
    assert_eq!(desk.picture(), picture);
    drop(desk.store);
    assert_eq!(names_in(desk.folder.path()), ["清溪.mingce"], "dropping cleans up, too");
}

#[test]
fn the_connection_keeps_what_it_promises() {
    let desk = Desk::new();
    let pragma = |name: &str| {
        desk.store.connection.pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0)).expect(name)
    };
    use rusqlite::types::Value::{Integer, Text};
    let promised = [
        ("foreign_keys", Integer(1)),
        ("secure_delete", Integer(1)),
        ("trusted_schema", Integer(0)),
        ("synchronous", Integer(2)),
        ("busy_timeout", Integer(5000)),
        ("user_version", Integer(crate::migrate::latest(MIGRATIONS))),
        ("application_id", Integer(0x4D47_4345)),
        ("journal_mode", Text(if desk.store.place_warning().is_some() { "delete" } else { "wal" }.into())),
    ];
    for (name, value) in promised {
        assert_eq!(pragma(name), value, "{name}");
    }
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    };
    let foreign = folder.path().join("foreign.mingce");
    let other = rusqlite::Connection::open(&foreign).expect("a database");
    other.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('x')").expect("a table");
    drop(other);
    let cases = [
        (folder.path().join("没有.mingce"), ErrorCode::Missing),
        (folder.path().join("没有/也没有.mingce"), ErrorCode::Missing),
        (write("text.mingce", "这是一份普通的文字，不是数据库。".repeat(100).as_bytes()), ErrorCode::NotOurs),
        (write("empty.mingce", b""), ErrorCode::NotOurs),
        (write("zip.mingce", b"PK\x03\x04 and so on"), ErrorCode::NotOurs),
        (folder.path().to_path_buf(), ErrorCode::NotOurs),
        (foreign, ErrorCode::NotOurs),
    ];
    for (path, code) in cases {
        let error = refused(&path);
        assert_eq!(error.code, code, "{}: {error:?}", path.display());
        is_for_the_clerk(&error);
        assert_eq!(Store::open_read_only(&path).expect_err("for reading, too").code, code, "{}", path.display());
    }
    assert!(names_in(folder.path()).iter().all(|name| !name.ends_with(".lock")), "no lock stays");
}

#[test]
fn a_newer_file_is_refused_and_says_which_version_it_needs() {
    let desk = Desk::new();
    desk.store.close().expect("closed");
    let raw = rusqlite::Connection::open(&desk.path).expect("a database");
    raw.pragma_update(None, "user_version", 7).expect("a later version");
    drop(raw);
    let error = refused(&desk.path);
    assert_eq!(error.code, ErrorCode::Newer);
    assert!(
        error.message.contains("第7版")
            && error.message.contains(&format!("第{}版", crate::migrate::latest(MIGRATIONS))),
        "{error}"
    );
    is_for_the_clerk(&error);
    assert_eq!(Store::open_read_only(&desk.path).expect_err("for reading, too").code, ErrorCode::Newer);
}

#[test]
fn a_damaged_file_is_refused_wherever_the_damage_is() {
    let (mut desk, agency) = Desk::with_agency();
    for n in 0..40 {
        register(&mut desk, &agency, &format!("{n}号"));
    }
    desk.store.close().expect("closed");
    let good = std::fs::read(&desk.path).expect("the file");
    let (page, pages) = (4096, good.len() / 4096);
    let mut refusals = 0;
    for n in 1..pages {
        let mut bad = good.clone();
        bad[n * page..n * page + 64].fill(0xA5);
        std::fs::write(&desk.path, &bad).expect("damaged");
        if let Err(error) = Store::open(&desk.path) {
            assert_eq!(error.code, ErrorCode::Damaged, "page {n}: {error:?}");
            is_for_the_clerk(&error);
            refusals += 1;
        }
    }
    // Overflow and free pages have no structure of their own to check.
    assert!(refusals * 10 >= (pages - 1) * 9, "{refusals} of {} damaged files were refused", pages - 1);
    for cut in [good.len() / 2, 5000, 4096, 100] {
        std::fs::write(&desk.path, &good[..cut]).expect("cut short");
        let error = refused(&desk.path);
        assert!(matches!(error.code, ErrorCode::Damaged | ErrorCode::NotOurs), "{cut}: {error:?}");
    }
}

#[test]
fn a_second_window_on_one_file_is_told_who_has_it_and_may_read() {
    let (mut desk, agency) = Desk::with_agency();
    register(&mut desk, &agency, "1号");
    let error = Store::open(&desk.path).expect_err("one writer");
    assert_eq!(error.code, ErrorCode::InUse);
    assert!(error.message.contains("已在另一个窗口或程序中打开（电脑“"), "{error}");
    is_for_the_clerk(&error);

    let reader = Store::open_read_only(&desk.path).expect("readers may");
    let agencies = [agency.clone()];
    assert_eq!(reader.applications_of(&agencies).expect("read").len(), 1);
    register(&mut desk, &agency, "2号");
    assert_eq!(reader.applications_of(&agencies).expect("read").len(), 2, "a reader sees what was saved last");

    let before = (reader.changes().expect("read"), reader.ledger_changes().expect("read"));
    assert_eq!((reader.changes().expect("read"), reader.ledger_changes().expect("read")), before);
    register(&mut desk, &agency, "3号");
    assert_ne!(reader.changes().expect("read"), before.0, "what a reader read before may be old now");
    assert_ne!(reader.ledger_changes().expect("read"), before.1);

    let mut reader = reader;
    let error = reader.act(&stamp(), "改", |act| act.set_setting("a", &1)).expect_err("readers do not write");
    assert_eq!(error.code, ErrorCode::ReadOnly);
    desk.store.close().expect("closes while somebody reads");
    drop(reader);
    Store::open(&desk.path).expect("free again").close().expect("closed");
    assert_eq!(names_in(desk.folder.path()), ["清溪.mingce"]);
}

/// Not a test of its own: the other program in the next one. Opens the file, writes, and waits to be killed.
#[test]
#[ignore = "started by another test"]
fn another_program_holds_the_file() {
    let Ok(path) = std::env::var("MINGCE_TEST_HOLD") else { return };
    let mut store = Store::open(Path::new(&path)).expect("opens");
    store.act(&stamp(), "存", |act| act.set_setting("kept", &"已保存")).expect("saved");
    println!("\nholding");
    let _ = store.act(&stamp(), "没有存完", |act| {
        act.set_setting("lost", &"未保存")?;
        std::thread::sleep(std::time::Duration::from_secs(60));
        Ok(())
    });
}

fn start_holder(path: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "tests::files::another_program_holds_the_file", "--ignored", "--nocapture"])
        .env("MINGCE_TEST_HOLD", path)
        .stdout(Stdio::piped())
        .spawn()
        .expect("a second process");
    let out = BufReader::new(child.stdout.take().expect("its output"));
    assert!(out.lines().map_while(Result::ok).any(|line| line == "holding"), "it holds the file");
    child
}

#[test]
fn a_program_killed_in_the_middle_leaves_no_lock_and_loses_only_what_it_had_not_saved() {
    let desk = Desk::new();
    let path = desk.path.clone();
    desk.store.close().expect("closed");
    let mut child = start_holder(&path);
    let error = Store::open(&path).expect_err("the other program has it");
    assert_eq!(error.code, ErrorCode::InUse, "{error:?}");
    let reader = Store::open_read_only(&path).expect("readers may");
    assert_eq!(reader.setting::<String>("kept").expect("read").as_deref(), Some("已保存"));
    drop(reader);
    child.kill().expect("killed");
    child.wait().expect("gone");
    let store = Store::open(&path).expect("the lock went with the process");
    assert_eq!(store.setting::<String>("kept").expect("read").as_deref(), Some("已保存"));
    assert_eq!(store.setting::<String>("lost").expect("read"), None);
    store.close().expect("closed");
    assert_eq!(names_in(desk.folder.path()), ["清溪.mingce"]);
}

#[test]
fn a_folder_that_takes_no_files_is_said_to_be_so() {
    let desk = Desk::new();
    desk.store.close().expect("closed");
    // Also for root, whom permissions do not stop: a folder stands where the lock would be.
    std::fs::create_dir(desk.folder.path().join("清溪.mingce.lock")).expect("in the way");
    let error = refused(&desk.path);
    assert_eq!(error.code, ErrorCode::ReadOnly);
    is_for_the_clerk(&error);
    Store::open_read_only(&desk.path).expect("can still be read");
}

#[test]
fn nothing_is_overwritten_or_left_half_made_by_making_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.mingce");
    std::fs::write(&path, "别人的").expect("a file of somebody else's");
    assert_eq!(Store::create(&path, new_file()).expect_err("exists").code, ErrorCode::Exists);
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), "别人的");
    let error = Store::create(&folder.path().join("没有/a.mingce"), new_file()).expect_err("no such folder");
    assert_eq!(error.code, ErrorCode::Missing);
    is_for_the_clerk(&error);
    assert_eq!(names_in(folder.path()), ["a.mingce"]);
}

#[test]
fn the_same_steps_make_the_same_records() {
    let make = || {
        let (mut desk, agency) = Desk::with_agency();
        register(&mut desk, &agency, "1号");
        desk.picture()
    };
    assert_eq!(make(), make());
}

#[test]
fn a_backup_is_a_sound_file_of_its_own_and_never_replaces_another() {
    let (mut desk, agency) = Desk::with_agency();
    register(&mut desk, &agency, "1号");
    let path = desk.folder.path().join("备份.mingce");
    let facts = desk.store.backup_to(&path).expect("a copy");
    assert_eq!((facts.applications, facts.bytes), (1, path.metadata().expect("there").len()));
    assert_eq!(desk.store.backup_to(&path).expect_err("exists").code, ErrorCode::Exists);
    let copy = Store::open(&path).expect("opens while the original is open");
    assert_eq!(copy.agencies().expect("read"), desk.store.agencies().expect("read"));
    assert_eq!(copy.applications_of(std::slice::from_ref(&agency)).expect("read").len(), 1);
    copy.close().expect("closed");
    let nowhere = desk.folder.path().join("没有/备份.mingce");
    is_for_the_clerk(&desk.store.backup_to(&nowhere).expect_err("no such folder"));
    desk.store.close().expect("closed");
    assert_eq!(names_in(desk.folder.path()), ["备份.mingce", "清溪.mingce"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_moved_away_while_open_takes_nothing_and_goes_on_when_it_is_back() {
    let Desk { folder, path, mut store } = Desk::new();
    let away = folder.path().join("乙.mingce");
    let write = |store: &mut Store| store.act(&stamp(), "改", |act| act.set_setting("k", &1));
    std::fs::rename(&path, &away).expect("moved");
    let error = write(&mut store).expect_err("nothing is at the path");
    assert_eq!(error.code, ErrorCode::Missing);
    assert!(error.to_string().contains("没有保存") && error.to_string().contains("放回原处"), "{error}");
    std::fs::copy(&away, &path).expect("another file in its place");
    assert_eq!(write(&mut store).expect_err("another file").code, ErrorCode::Missing);
    std::fs::rename(&away, &path).expect("back");
    write(&mut store).expect("it is back");
}

/// SQLite says the same of a full disk and of a file that may not grow.
#[test]
fn a_disk_that_fills_up_loses_nothing_and_says_so() {
    let (mut desk, agency) = Desk::with_agency();
    let limit = |desk: &Desk, pages: i64| {
        desk.store.connection.pragma_update(None, "max_page_count", pages).expect("a limit");
    };
    let full: i64 = desk.store.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("pages");
    limit(&desk, full);
    let before = desk.picture();
    let long = "长".repeat(200_000);
    let error =
        desk.store.act(&stamp(), "改", |act| act.set_section(&agency, 2025, "overview", &long)).expect_err("no room");
    assert!(error.message.contains("磁盘空间不足"), "{error}");
    is_for_the_clerk(&error);
    assert_eq!(desk.picture(), before, "nothing half written");
    // With room again it goes on, in the same program.
    limit(&desk, full * 100);
    desk.act("改", |act| act.set_section(&agency, 2025, "overview", &long));
    assert_eq!(desk.store.sections(&agency, 2025).expect("read").get("overview"), Some(&long));
    let path = desk.path.clone();
    desk.store.close().expect("closed");
    Store::open(&path).expect("a sound file").close().expect("closed");
}
