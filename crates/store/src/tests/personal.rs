//! Personal data: it comes back only as such, and goes for good when it is erased.

use super::{Desk, register, stamp, with_law};
use crate::{Applicant, ApplicantId, ErrorCode, NewAttachment, Owner};
use mingce_domain::application::ApplicantKind;
use mingce_domain::personal::{Personal, PersonalKind, Purpose};

/// Invented words that stand nowhere else in a file.
const SECRETS: [&str; 8] = [
    "示甲乙丙丁",
    "000000197001010017",
    "示例代表戊己",
    "10000098765",
    "secret.mail@example.invalid",
    "示例县秘密路九十九号",
    "6200000000007777",
    "秘密证照",
];

fn applicant(id: String) -> Applicant {
    let [name, document, contact, phone, email, address, bank, document_kind] = SECRETS;
    Applicant {
        document_kind: document_kind.into(),
        document: Personal::new(PersonalKind::Document, document),
        contact: Personal::new(PersonalKind::Name, contact),
        phone: Personal::new(PersonalKind::Phone, phone),
        email: Personal::new(PersonalKind::Phone, email),
        address: Personal::new(PersonalKind::Address, address),
        bank: Personal::new(PersonalKind::Bank, bank),
        ..Applicant::named(ApplicantId(id), ApplicantKind::Enterprise, name)
    }
}

#[test]
fn an_applicant_comes_back_whole_and_shows_only_masks() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, first) = register(&mut desk, &agency, "1号");
    let second = desk.act("登记申请人", |act| {
        let second = applicant(act.new_id());
        act.put_applicant(&second)?;
        act.set_applicants(&case, &[second.id.clone(), first.clone()])?;
        Ok(second)
    });
    let read = desk.store.applicants_of(&case).expect("read");
    assert_eq!(read.iter().map(|a| &a.id).collect::<Vec<_>>(), [&second.id, &first], "in their order");
    assert_eq!(read[0], second);
    assert_eq!(read[0].email.reveal(Purpose::HandleCase), SECRETS[4]);
    let shown = format!("{read:?}");
    for secret in &SECRETS[..7] {
        assert!(!shown.contains(secret), "{secret} shows in {shown}");
    }
}

#[test]
fn erasing_leaves_no_byte_of_it_in_the_file_but_the_fact_and_the_reason() {
    let (mut desk, agency) = Desk::with_agency();
    let (case, other) = register(&mut desk, &agency, "1号");
    let (own_case, _) = register(&mut desk, &agency, "2号");
    let id = desk.act("登记申请人", |act| {
        let applicant = applicant(act.new_id());
        act.put_applicant(&applicant)?;
        act.set_applicants(&case, &[other.clone(), applicant.id.clone()])?;
        act.set_applicants(&own_case, std::slice::from_ref(&applicant.id))?;
        Ok(applicant.id)
    });
    let form = |content: &'static [u8]| NewAttachment {
        name: "示甲乙丙丁的申请表.pdf",
        media_type: "",
        holds_personal: true,
        taken_on: None,
        bytes: content,
    };
    let (own, shared, plain) = desk.act("加附件", |act| {
        Ok((
            act.attach(Owner::Application(&own_case.0), &form("申请表：示甲乙丙丁".as_bytes()))?,
            act.attach(
                Owner::Application(&case.0),
                &NewAttachment { name: "共同申请.pdf", ..form("另一份".as_bytes()) },
            )?,
            act.attach(
                Owner::Application(&own_case.0),
                &NewAttachment { name: "答复书", holds_personal: false, ..form("答复".as_bytes()) },
            )?,
        ))
    });
    desk.act("改电话", |act| {
        let mut changed = applicant(id.0.clone());
        changed.phone = Personal::new(PersonalKind::Phone, "10000011223");
        act.put_applicant(&changed)
    });
    let changed = desk.store.actions(1).expect("read").remove(0);

    assert_eq!(desk.store.erase_personal(&stamp(), &id, " ").expect_err("no reason").code, ErrorCode::Invalid);
    desk.store.erase_personal(&stamp(), &id, "本人要求").expect("erased");
    let erased = desk.store.applicant(&id).expect("read").expect("still there");
    assert!(erased.name.is_empty() && erased.document.is_empty() && erased.address.is_empty());
    assert_eq!(erased.kind, ApplicantKind::Enterprise);
    assert_eq!(erased.erased.as_ref().map(|erased| erased.reason.as_str()), Some("本人要求"));
    assert_eq!(desk.store.applicants_of(&own_case).expect("read"), [erased], "that they asked stays");
    assert_eq!(desk.store.attachment_bytes(&own).expect_err("gone").code, ErrorCode::Invalid);
    desk.store.attachment_bytes(&plain).expect("holds nothing personal");
    desk.store.attachment_bytes(&shared).expect("somebody else's case, too");

    // It cannot be undone, by no way.
    assert_eq!(desk.store.erase_personal(&stamp(), &id, "再次").expect_err("once").code, ErrorCode::Invalid);
    let erasing = desk.store.actions(1).expect("read").remove(0);
    assert_eq!(erasing.label, "清除个人信息");
    assert_ne!(desk.store.next_undo().expect("read").expect("another").id, erasing.id);
    let error = with_law(|law| desk.store.undo(&stamp(), &erasing.id, law)).expect_err("not undone");
    assert_eq!(error.code, ErrorCode::Frozen);
    let rewritten = desk.store.act(&stamp(), "再填", |act| act.put_applicant(&applicant(id.0.clone())));
    assert_eq!(rewritten.expect_err("erased").code, ErrorCode::Invalid);
    let _ = with_law(|law| desk.store.undo(&stamp(), &changed.id, law));

    desk.store.close().expect("closed");
    let file = std::fs::read(&desk.path).expect("the file");
    let holds = |text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    for secret in SECRETS.iter().copied().chain(["10000011223"]) {
        assert!(!holds(secret), "{secret} is still in the file");
    }
    assert!(holds("本人要求"));
}
