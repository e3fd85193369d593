use super::tests::{desk, on, registered};
use crate::application::input::{EventInput, LetterRequest};
use crate::session::Session;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::letter::LetterKind;
use std::collections::BTreeMap;
use std::path::Path;

/// The PDF of a case's receipt, as it is exported.
fn exported(session: &Session, id: &str, number: &str, masked: bool, folder: &Path) -> Vec<u8> {
    let request = LetterRequest {
        kind: "receipt".into(),
        formats: vec!["pdf".into()],
        number: number.into(),
        masked,
        ..Default::default()
    };
    let folder = folder.join(if masked { "遮盖" } else { "原件" });
    let made =
        session.export_letter(id, &request, &folder, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes).unwrap();
    std::fs::read(folder.join(&made.files[0].name)).unwrap()
}

fn issued(session: &mut Session, own: &str) -> (String, String) {
    let id = registered(session, own);
    let edited = session.issue_letter(&id, "receipt", &BTreeMap::new(), "", &on("2026-03-02")).unwrap();
    (id, edited.application.letters[0].id.clone())
}

#[test]
fn a_letter_is_given_out_as_it_went_out_whatever_changes_later() {
    let (folder, mut session, own) = desk();
    let (id, letter) = issued(&mut session, &own);
    let view = session.application(&id, &on("2026-03-03")).unwrap();
    let kept = &view.letters[0].kept;
    assert_eq!(kept.iter().map(|copy| copy.name.as_str()).collect::<Vec<_>>(), ["原件.pdf", "遮盖.pdf"]);
    let (full, masked) =
        (exported(&session, &id, &letter, false, folder.path()), exported(&session, &id, &letter, true, folder.path()));
    assert_eq!(crate::output::sha256(&full), kept[0].sha256);
    assert_eq!(crate::output::sha256(&masked), kept[1].sha256);
    assert_ne!(full, masked);
    // The office's style, its template and the applicant's record change.
    session.set_style(None, &[("line_pitch".into(), "30".into())], &on("2026-05-01")).unwrap();
    let mut template = session.template(&AgencyId(own.clone()), LetterKind::Receipt).unwrap();
    template.title = "另一个标题".into();
    let json = serde_json::to_vec(&template).unwrap();
    session.set_letter_template(&AgencyId(own.clone()), &json, &on("2026-05-01")).unwrap();
    let mut applicant = session.case(&id).unwrap().applicants[0].clone();
    applicant.name = mingce_domain::personal::Personal::new(mingce_domain::personal::PersonalKind::Name, "改了名");
    session.act_with_law("改", &on("2026-05-01"), |act, _| act.put_applicant(&applicant)).unwrap();
    assert_eq!(exported(&session, &id, &letter, false, folder.path()), full);
    assert_eq!(exported(&session, &id, &letter, true, folder.path()), masked);
    // The file of the case has the same bytes.
    let bundle = folder.path().join("案卷");
    let made =
        session.export_bundle(&id, true, &bundle, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes).unwrap();
    assert!(made.files.iter().any(|file| file.sha256 == kept[0].sha256), "{:?}", made.files);
    // In the file of everything, and in what is printed of many cases, the pages are those that went out.
    let whole = made.files.iter().find(|file| file.name.ends_with("_全卷.pdf")).unwrap();
    let whole = text(&std::fs::read(bundle.join(&whole.name)).unwrap());
    assert!(whole.ends_with(&text(&full)), "{whole}");
    let print = crate::application::sheets::PrintRequest {
        agency: own,
        ids: vec![id],
        what: crate::application::sheets::PrintWhat::Letters,
        full: true,
    };
    let printed = folder.path().join("打印");
    let made =
        session.print_applications(&print, &printed, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes).unwrap();
    assert_eq!(text(&std::fs::read(printed.join(&made.files[0].name)).unwrap()), text(&full));
}

/// What a PDF says, without the spaces that its layout makes.
fn text(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf).unwrap();
    let out = std::process::Command::new("pdftotext").args(["-raw", file.to_str().unwrap(), "-"]).output().unwrap();
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_preview_and_the_docx_of_an_issued_letter_show_what_went_out() {
    let (folder, mut session, own) = desk();
    let (id, letter) = issued(&mut session, &own);
    let request = |masked: bool| LetterRequest { number: letter.clone(), masked, ..Default::default() };
    let docx = |session: &Session, masked: bool, name: &str| {
        let request = LetterRequest { formats: vec!["docx".into()], ..request(masked) };
        let folder = folder.path().join(name);
        let made = session
            .export_letter(&id, &request, &folder, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes)
            .unwrap();
        std::fs::read(folder.join(&made.files[0].name)).unwrap()
    };
    let shown =
        |session: &Session, masked: bool| session.letter_printed(&id, &request(masked), &on("2026-06-01")).unwrap();
    let before: Vec<_> = [false, true].map(|it| (docx(&session, it, &format!("前{it}")), shown(&session, it))).into();
    // What the preview is laid out from gives the very bytes that are kept.
    for (masked, (_, printed)) in [false, true].into_iter().zip(&before) {
        let writers = crate::formats::Writers::new(&session.assets).styled(&printed.style, None).unwrap();
        let made = writers.outputs(&printed.document, "x", crate::formats::Format::Pdf, &mut Vec::new()).unwrap();
        assert_eq!(made[0].bytes, exported(&session, &id, &letter, masked, folder.path()));
    }
    session.set_style(None, &[("line_pitch".into(), "30".into())], &on("2026-05-01")).unwrap();
    let mut applicant = session.case(&id).unwrap().applicants[0].clone();
    applicant.name = mingce_domain::personal::Personal::new(mingce_domain::personal::PersonalKind::Name, "改了名");
    session.act_with_law("改", &on("2026-05-01"), |act, _| act.put_applicant(&applicant)).unwrap();
    for (masked, (bytes, printed)) in [false, true].into_iter().zip(before) {
        assert_eq!(shown(&session, masked), printed);
        assert!(docx(&session, masked, &format!("后{masked}")) == bytes, "masked: {masked}");
    }
}

#[test]
fn a_void_letter_keeps_its_number_and_what_went_out_and_its_copies_are_marked() {
    let (folder, mut session, own) = desk();
    let (id, letter) = issued(&mut session, &own);
    let full = exported(&session, &id, &letter, false, folder.path());
    session.void_letter(&id, &letter, "写错了", &on("2026-03-04")).unwrap();
    let view = session.application(&id, &on("2026-03-04")).unwrap();
    let names: Vec<&str> = view.letters[0].kept.iter().map(|copy| copy.name.as_str()).collect();
    assert_eq!(names, ["原件.pdf", "遮盖.pdf", "作废.pdf", "作废_遮盖.pdf"]);
    let marked = exported(&session, &id, &letter, false, folder.path());
    assert_ne!(marked, full);
    assert_eq!(crate::output::sha256(&marked), view.letters[0].kept[2].sha256);
    assert_eq!(crate::output::sha256(&full), view.letters[0].kept[0].sha256);
    // What went out before can still be had, as a PDF and on the screen.
    let request =
        LetterRequest { number: letter.clone(), formats: vec!["pdf".into()], original: true, ..Default::default() };
    let made = session
        .export_letter(&id, &request, folder.path(), &on("2026-06-01"), &mut |_| crate::export::Continue::Yes)
        .unwrap();
    assert_eq!(std::fs::read(folder.path().join(&made.files[0].name)).unwrap(), full);
    assert!(made.files[0].name.contains("作废前"), "{:?}", made.files);
    let shown = |original| {
        let request = LetterRequest { original, ..request.clone() };
        session.letter_printed(&id, &request, &on("2026-06-01")).unwrap().document.watermark
    };
    assert_eq!((shown(true), shown(false).map(|it| it.text)), (None, Some("作废".into())));
    // One step back: what stood, stands.
    session.undo(&on("2026-03-05")).unwrap();
    assert_eq!(exported(&session, &id, &letter, false, folder.path()), full);
    session.undo(&on("2026-03-05")).unwrap();
    assert!(session.application(&id, &on("2026-03-05")).unwrap().letters.is_empty());
}

#[test]
fn erasing_personal_data_takes_the_full_copy_and_leaves_the_masked_one() {
    let (folder, mut session, own) = desk();
    let (id, letter) = issued(&mut session, &own);
    let masked = exported(&session, &id, &letter, true, folder.path());
    let applicant = session.case(&id).unwrap().applicants[0].id.clone();
    let stamp = mingce_store::Stamp::new("2026-09-01T00:00:00Z", "试").unwrap();
    session.open.as_mut().unwrap().store.erase_personal(&stamp, &applicant, "保管期限届满").unwrap();
    let kept = session.application(&id, &on("2026-09-01")).unwrap().letters[0].kept.clone();
    assert_eq!(kept.iter().map(|copy| copy.erased).collect::<Vec<_>>(), [true, false]);
    assert_eq!(exported(&session, &id, &letter, true, folder.path()), masked);
    let raw = std::fs::read(folder.path().join("a.mingce")).unwrap();
    assert!(!raw.windows(12).any(|bytes| bytes == "示例甲乙".as_bytes()), "the name is nowhere in the file");
}

#[test]
fn a_joint_application_counts_once_names_all_and_is_found_again_by_any_of_them() {
    use super::tests::input;
    use crate::application::input::{ApplicantInput, RegisterInput};
    let (folder, mut session, own) = desk();
    let other = ApplicantInput { kind: "enterprise".into(), name: "示例丙丁商行".into(), ..Default::default() };
    let mut joint = input();
    joint.applicants.push(ApplicantInput { name: " ".into(), ..other.clone() });
    let refused = session.register_application(&own, &joint, &on("2026-03-02")).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("applicants.1.name"), "{}", refused.message);
    joint.applicants[1] = joint.applicants[0].clone();
    let twice = session.register_application(&own, &joint, &on("2026-03-02")).unwrap_err();
    assert!(twice.message.contains("已经写过"), "{}", twice.message);
    joint.applicants[1] = other.clone();
    let made = session.register_application(&own, &joint, &on("2026-03-02")).unwrap().application;
    assert_eq!((made.applicants.len(), made.row.applicant_kind.as_str()), (2, "自然人"));
    let id = made.row.id;
    // One case, in the column of the first.
    let prepared = session.prepare(&AgencyId(own.clone()), 2026, false, &on("2026-12-31")).unwrap();
    let counted = |column: &str| {
        let at = mingce_domain::annual_report::Address::new(format!("requests.new.{column}").as_str());
        prepared.figures.count(&at)
    };
    assert_eq!((counted("natural"), counted("enterprise"), counted("total")), (Some(1), Some(0), Some(1)));
    // The second one asks again alone.
    let again = RegisterInput { applicants: vec![other], ..input() };
    let before = session.before_registering(&own, &again, &on("2026-03-20")).unwrap();
    assert!(before.repeats.len() == 1 && before.repeats[0].same_applicant);
    // The letter names both; masked, neither.
    let letter = session.issue_letter(&id, "receipt", &BTreeMap::new(), "", &on("2026-03-02")).unwrap();
    let letter = letter.application.letters[0].id.clone();
    let text = |masked: bool| {
        let request = LetterRequest { kind: "receipt".into(), number: letter.clone(), masked, ..Default::default() };
        format!("{:?}", session.letter_document(&id, &request, &on("2026-03-03")).unwrap().0.document.sections)
    };
    assert!(text(false).contains("示例甲乙、示例丙丁商行"), "{}", text(false));
    assert!(!text(true).contains("甲乙"));
    // Whoever of them is erased, the full copy goes.
    let second = session.case(&id).unwrap().applicants[1].id.clone();
    let stamp = mingce_store::Stamp::new("2026-09-01T00:00:00Z", "试").unwrap();
    session.open.as_mut().unwrap().store.erase_personal(&stamp, &second, "保管期限届满").unwrap();
    let kept = session.application(&id, &on("2026-09-01")).unwrap().letters[0].kept.clone();
    assert_eq!(kept.iter().map(|copy| copy.erased).collect::<Vec<_>>(), [true, false]);
    drop(folder);
}

#[test]
fn a_letter_is_found_by_its_name_its_initials_and_its_number_and_leads_to_its_case() {
    let (_folder, mut session, own) = desk();
    let (id, _) = issued(&mut session, &own);
    let number = session.application(&id, &on("2026-03-03")).unwrap().letters[0].number.clone();
    assert!(!number.is_empty());
    let found = |session: &Session, words: &str| -> Vec<(String, String)> {
        let groups = session.search(words, None, 50).unwrap().groups;
        let hits = groups.into_iter().filter(|group| group.kind == "application").flat_map(|group| group.hits);
        hits.map(|hit| (hit.id, hit.field)).collect()
    };
    for words in ["登记回执", "djhz", number.as_str()] {
        assert_eq!(found(&session, words), [(id.clone(), "文书".to_string())], "{words}");
    }
    session.undo(&on("2026-03-05")).unwrap();
    assert!(found(&session, "登记回执").is_empty(), "what was taken back is not found");
}

/// A case about which a person and a company were asked, named wherever a clerk may name them.
fn with_third_parties(session: &mut Session, own: &str) -> String {
    let subject = "李四承包土地的补偿方案".to_string();
    let asked = crate::application::input::RegisterInput { subject, ..super::tests::input() };
    let id = session.register_application(own, &asked, &on("2026-03-02")).unwrap().application.row.id;
    session.issue_letter(&id, "receipt", &BTreeMap::new(), "2026-03-02", &on("2026-03-02")).unwrap();
    let transfer =
        EventInput { to: "自然资源所李四家所在片区".into(), ..super::tests::kind("transferred") };
    super::tests::event(session, &id, "2026-03-03", transfer).unwrap();
    super::tests::event(session, &id, "2026-03-05", super::tests::kind("third_party_asked")).unwrap();
    let fields = [("third_party", "李四、清溪县某某建材有限公司"), ("concern", "李四的补偿金额和示例甲乙的相邻地块")];
    let fields: BTreeMap<String, String> = fields.map(|(key, text)| (key.to_string(), text.to_string())).into();
    session.issue_letter(&id, "third_party_inquiry", &fields, "2026-03-05", &on("2026-03-06")).unwrap();
    id
}

#[test]
fn the_masked_file_of_a_case_names_no_person_and_the_full_one_does() {
    let (folder, mut session, own) = desk();
    let id = with_third_parties(&mut session, &own);
    for full in [false, true] {
        let to = folder.path().join(format!("案卷{full}"));
        let made =
            session.export_bundle(&id, full, &to, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes).unwrap();
        let pdfs: Vec<(String, String)> = made
            .files
            .iter()
            .map(|file| (file.name.clone(), text(&std::fs::read(to.join(&file.name)).unwrap())))
            .collect();
        let inquiry = pdfs.iter().find(|(name, _)| name.contains("征求第三方意见书")).unwrap();
        assert!(inquiry.1.contains("某某建材有限公司"), "an organisation keeps its name: {inquiry:?}");
        for (name, said) in &pdfs {
            assert!(full || !(said.contains("李四") || said.contains("甲乙")), "{name}: {said}");
        }
        let named = |part: &str| pdfs.iter().any(|(name, said)| name.contains(part) && said.contains("李四"));
        if full {
            let parts = ["意见书", "全卷", "卷内目录", "办理经过", "登记回执"];
            assert!(parts.iter().all(|part| named(part)), "{pdfs:?}");
        } else {
            assert!(inquiry.1.contains("李*"), "{inquiry:?}");
            let hidden = |part: &str, words| pdfs.iter().any(|(name, it)| name.contains(part) && it.contains(words));
            assert!(hidden("卷内目录", "李*承包土地") && hidden("办理经过", "李*家所在"), "{pdfs:?}");
        }
        // What is printed of chosen cases is masked likewise.
        for what in [crate::application::sheets::PrintWhat::Sheets, crate::application::sheets::PrintWhat::Letters] {
            let print =
                crate::application::sheets::PrintRequest { agency: own.clone(), ids: vec![id.clone()], what, full };
            let to = to.join(what.label());
            let made = session
                .print_applications(&print, &to, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes)
                .unwrap();
            let said = text(&std::fs::read(to.join(&made.files[0].name)).unwrap());
            assert_eq!(said.contains("李四"), full, "{}: {said}", what.label());
        }
    }
}

#[test]
fn a_masked_letter_to_third_parties_names_no_person_in_any_format_and_what_goes_to_them_does() {
    let (folder, mut session, own) = desk();
    let id = with_third_parties(&mut session, &own);
    let number = session.application(&id, &on("2026-03-06")).unwrap().letters[1].number.clone();
    let issued = LetterRequest { number, ..Default::default() };
    let draft = LetterRequest { kind: "third_party_answer".into(), draft: true, ..Default::default() };
    for (request, masked) in [(&issued, false), (&issued, true), (&draft, false), (&draft, true)] {
        let formats = ["pdf", "docx", "html"].map(String::from).to_vec();
        let request = LetterRequest { formats, masked, ..request.clone() };
        let to = folder.path().join(format!("{}{}{masked}", request.kind, request.number));
        let made = session
            .export_letter(&id, &request, &to, &on("2026-06-01"), &mut |_| crate::export::Continue::Yes)
            .unwrap();
        assert_eq!(made.files.len(), 3);
        for file in &made.files {
            let bytes = std::fs::read(to.join(&file.name)).unwrap();
            let said = match file.name.rsplit('.').next() {
                Some("pdf") => text(&bytes),
                Some("docx") => words_of_docx(&bytes),
                _ => String::from_utf8(bytes).unwrap(),
            };
            assert_eq!(said.contains("李四"), !masked, "{}: {said}", file.name);
            assert!(said.contains("某某建材有限公司"), "{}: {said}", file.name);
            assert_eq!(file.name.contains("遮盖"), masked, "{}", file.name);
        }
        let shown = format!("{:?}", session.letter_printed(&id, &request, &on("2026-06-01")).unwrap().document);
        assert_eq!(shown.contains("李四"), !masked, "{shown}");
    }
}

#[test]
fn the_ledger_that_goes_out_names_no_third_party() {
    let (folder, mut session, own) = desk();
    with_third_parties(&mut session, &own);
    let formats = ["json", "html", "csv"].map(String::from);
    let made = session
        .export_ledger(&own, None, &formats, folder.path(), &on("2026-06-01"), &mut |_| crate::export::Continue::Yes)
        .unwrap();
    for file in &made.files {
        let said = String::from_utf8(std::fs::read(folder.path().join(&file.name)).unwrap()).unwrap();
        assert!(said.contains("李*承包土地的补偿方案") && !said.contains("李四"), "{}: {said}", file.name);
    }
}

/// The text of a DOCX: its parts as XML, marks included.
fn words_of_docx(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    std::fs::write(&file, bytes).unwrap();
    let out = std::process::Command::new("unzip").args(["-p", file.to_str().unwrap()]).output().unwrap();
    String::from_utf8_lossy(&out.stdout).into_owned()
}
