use crate::application::import::LedgerImport;
use crate::application::input::{ApplicantInput, CloseInput, EventInput, LetterOffice, LetterRequest, RegisterInput};
use crate::application::view::{ApplicationEdited, ApplicationView};
use crate::prepare::Now;
use crate::session::Session;
use crate::session::test_file::session;
use crate::view::AppError;
use mingce_document::Block;
use mingce_domain::agency::AgencyId;
use mingce_domain::application::letter::{LetterKind, LetterTemplate};
use mingce_domain::application::{Outcome, Remedy, letter, remedy_on};
use std::collections::{BTreeMap, BTreeSet};

/// A day at noon in China.
pub(super) fn on(day: &str) -> Now {
    Now { today: day.parse().unwrap(), at_utc: format!("{day}T04:00:00Z") }
}

pub(super) fn input() -> RegisterInput {
    RegisterInput {
        channel: "in_person".into(),
        arrived_on: "2026-03-02".into(),
        applicants: vec![ApplicantInput {
            kind: "natural_person".into(),
            name: "示例甲乙".into(),
            document_kind: "身份证".into(),
            document: "000000199001010000".into(),
            phone: "10000000001".into(),
            address: "示例县示例镇示例村一组一号".into(),
            ..Default::default()
        }],
        subject: "土地征收补偿安置方案".into(),
        ..Default::default()
    }
}

pub(super) fn desk() -> (tempfile::TempDir, Session, String) {
    let (folder, mut session, own) = session("township");
    let office = LetterOffice {
        code: "青政".into(),
        review_organ: "清溪县人民政府".into(),
        court: "清溪县人民法院".into(),
        remedies_checked_on: Some(on("2026-03-01").today),
    };
    session.set_letter_office(&AgencyId(own.clone()), &office, &on("2026-03-01")).unwrap();
    (folder, session, own)
}

pub(super) fn registered(session: &mut Session, own: &str) -> String {
    session.register_application(own, &input(), &on("2026-03-02")).unwrap().application.row.id
}

pub(super) fn event(
    session: &mut Session,
    id: &str,
    day: &str,
    input: EventInput,
) -> Result<ApplicationEdited, AppError> {
    session.add_application_event(id, &EventInput { on: day.into(), ..input }, &on("2026-12-31"))
}

pub(super) fn kind(kind: &str) -> EventInput {
    EventInput { kind: kind.into(), ..Default::default() }
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

/// The answers that lead to a refusal for deliberation.
fn deliberative(separable: &str) -> BTreeMap<String, String> {
    answers(&[
        ("ended", "no"),
        ("supplement", "clear"),
        ("nature", "information"),
        ("excessive", "no"),
        ("search", "held"),
        ("public", "no"),
        ("special_law", "no"),
        ("consulted", "no"),
        ("ground", "deliberative"),
        ("separable_deliberative", separable),
    ])
}

fn refuse(session: &mut Session, id: &str, day: &str) -> Result<ApplicationView, AppError> {
    let close = CloseInput {
        answers: deliberative("no"),
        on: day.into(),
        reason: "所申请的方案仍在讨论".into(),
        ..Default::default()
    };
    Ok(session.close_application(id, &close, &on("2026-12-31"))?.application)
}

/// Every number of the report of a year, by its address.
fn report(session: &Session, own: &str, year: i32) -> BTreeMap<String, String> {
    let prepared = session.prepare(&AgencyId(own.to_string()), year, false, &on("2027-01-10")).unwrap();
    let cells = prepared.figures.cells.iter();
    cells.filter(|(_, value)| !value.is_blank()).map(|(at, value)| (at.to_string(), value.to_string())).collect()
}

fn printed(session: &Session, id: &str, request: &LetterRequest) -> String {
    let document = session.letter_document(id, request, &on("2026-12-31")).unwrap().0.document;
    let mut text = String::new();
    for block in &document.sections[0].blocks {
        match block {
            Block::Paragraph(paragraph) => text.push_str(&paragraph.plain_text()),
            Block::Table(table) => table.placed().iter().for_each(|(.., cell)| text.push_str(&cell.plain_text())),
            _ => {}
        }
        text.push('\n');
    }
    text
}

#[test]
fn a_case_runs_from_the_counter_to_its_cell_in_the_report_which_moves_by_exactly_that_case() {
    let (_folder, mut session, own) = desk();
    let first = registered(&mut session, &own);
    refuse(&mut session, &first, "2026-03-05").unwrap();
    let before = report(&session, &own, 2026);

    let mut second = input();
    (second.channel, second.confirmed_on) = ("internet".into(), "2026-03-04".into());
    second.subject = "会议纪要".into();
    let made = session.register_application(&own, &second, &on("2026-03-04")).unwrap().application;
    let id = made.row.id.clone();
    assert_eq!((made.row.received_on.as_str(), made.row.due.as_str()), ("2026-03-04", "2026-04-01"));
    assert_eq!(made.row.number, "青政公开申〔2026〕002号");
    let asked = EventInput { until: "2026-03-25".into(), ..kind("supplement_asked") };
    event(&mut session, &id, "2026-03-06", asked).unwrap();
    event(&mut session, &id, "2026-03-12", kind("supplement_received")).unwrap();
    event(&mut session, &id, "2026-03-13", kind("third_party_asked")).unwrap();
    event(&mut session, &id, "2026-03-20", kind("third_party_answered")).unwrap();
    let view = session.application(&id, &on("2026-03-21")).unwrap();
    let told = view.deadline.unwrap();
    // 12 March, then 13 March is day 1, five working days stand still.
    assert_eq!((told.counted_from.as_str(), told.due_on.as_str()), ("2026-03-12", "2026-04-17"));
    assert_eq!(told.explained.iter().filter(|day| day.counts).count(), 20);
    assert!(told.explained.iter().any(|day| day.why.contains("征求第三方意见")));
    let due = session.applications_due(&own, &on("2026-03-21")).unwrap();
    assert!(due.iter().any(|it| it.application == id && it.duty == "answer" && it.on == "2026-04-17"), "{due:?}");

    let view = refuse(&mut session, &id, "2026-03-23").unwrap();
    assert_eq!(view.letters[0].number, "青政告〔2026〕2号");
    event(&mut session, &id, "2026-03-24", EventInput { proof: "单号".into(), ..kind("delivered") }).unwrap();
    let view = session.application(&id, &on("2026-04-01")).unwrap();
    assert!(view.due.is_empty() && view.findings.is_empty(), "{:?} {:?}", view.due, view.findings);

    let after = report(&session, &own, 2026);
    let moved: BTreeSet<&str> =
        after.iter().filter(|(at, value)| before.get(*at) != Some(value)).map(|(at, _)| at.as_str()).collect();
    let expected = [
        "requests.new.natural",
        "requests.new.total",
        "requests.total.natural",
        "requests.total.total",
        "requests.withheld_deliberative.natural",
        "requests.withheld_deliberative.total",
    ];
    assert_eq!(moved, BTreeSet::from(expected));
    assert!(expected.iter().all(|at| (before[*at].as_str(), after[*at].as_str()) == ("1", "2")));
}

#[test]
fn what_the_law_does_not_let_pass_is_refused_at_its_field() {
    let (_folder, mut session, own) = desk();
    let mut field = |change: fn(&mut RegisterInput)| {
        let mut given = input();
        change(&mut given);
        session.register_application(&own, &given, &on("2026-03-02")).unwrap_err().field.unwrap_or_default()
    };
    assert_eq!(field(|it| it.channel = "鸽子".into()), "channel");
    assert_eq!(field(|it| it.channel = "fax".into()), "confirmed_on");
    assert_eq!(field(|it| it.arrived_on = "2月30日".into()), "arrived_on");
    assert_eq!(field(|it| it.arrived_on = "2026-03-03".into()), "arrived_on");
    assert_eq!(field(|it| it.subject = " ".into()), "subject");
    assert_eq!(field(|it| it.applicants.clear()), "applicants");
    assert_eq!(field(|it| it.applicants[0].kind = String::new()), "applicant_kind");
    let id = registered(&mut session, &own);
    let wrong = |session: &mut Session, close: CloseInput| {
        session.close_application(&id, &close, &on("2026-03-10")).unwrap_err()
    };
    let part = CloseInput { answers: answers(&[("ended", "no")]), ..Default::default() };
    assert!(wrong(&mut session, part).message.contains("supplement"));
    let unclear = answers(&[("ended", "no"), ("supplement", "not_asked")]);
    let why = wrong(&mut session, CloseInput { answers: unclear, ..Default::default() });
    assert!(why.message.contains("补正告知书"), "a step that does not close: {why:?}");
    let bare = CloseInput { answers: deliberative("no"), ..Default::default() };
    assert_eq!(wrong(&mut session, bare).field.as_deref(), Some("reason"));
    let part = CloseInput { answers: deliberative("yes"), reason: "讨论".into(), ..Default::default() };
    assert!(wrong(&mut session, part).message.contains("公开的部分"), "what is given has to be said");
    session.set_letter_office(&AgencyId(own.clone()), &LetterOffice::default(), &on("2026-03-10")).unwrap();
    let why = refuse(&mut session, &id, "2026-03-10").unwrap_err();
    assert!(why.message.contains("管辖法院"), "a court is never guessed: {why:?}");
    let unchecked =
        LetterOffice {
            court: "清溪县人民法院".into(), review_organ: "清溪县人民政府".into(), ..Default::default()
        };
    session.set_letter_office(&AgencyId(own.clone()), &unchecked, &on("2026-03-10")).unwrap();
    let why = refuse(&mut session, &id, "2026-03-10").unwrap_err();
    assert!(why.message.contains("依据待核"), "terms that nobody has checked are in no letter: {why:?}");
    assert!(session.application("没有的号", &on("2026-03-10")).is_err());
}

#[test]
fn numbers_have_no_gaps_and_none_is_given_twice_also_after_an_undo() {
    let (_folder, mut session, own) = desk();
    let id = registered(&mut session, &own);
    refuse(&mut session, &id, "2026-03-05").unwrap();
    session.undo(&on("2026-03-05")).unwrap();
    let open = session.application(&id, &on("2026-03-05")).unwrap();
    assert!(open.letters.is_empty() && open.row.closed_on.is_empty());
    let again = refuse(&mut session, &id, "2026-03-06").unwrap();
    assert_eq!(again.letters[0].number, "青政告〔2026〕2号");
    let states: Vec<String> = session.letter_register(&own).unwrap().into_iter().map(|it| it.state).collect();
    assert_eq!(states, ["作废：签发已撤销，文号不再使用", "有效"]);
    let check = session.check_applications(&own, &on("2026-03-10")).unwrap();
    assert!(check.findings.iter().any(|finding| finding.rule == "L15"));

    let later = on("2026-12-31");
    let twice = session.issue_letter(&id, "reply_withheld", &BTreeMap::new(), "2026-03-07", &later);
    assert!(twice.unwrap_err().message.contains("先作废"));
    session.void_letter(&id, "青政告〔2026〕2号", "盖章有误", &later).unwrap();
    let other = session.issue_letter(&id, "reply_granted", &BTreeMap::new(), "2026-03-07", &later);
    assert!(other.unwrap_err().message.contains("应当用"), "the outcome decides the letter");
    let new = session.issue_letter(&id, "reply_withheld", &BTreeMap::new(), "2026-03-07", &later).unwrap();
    assert_eq!(new.application.letters.last().unwrap().number, "青政告〔2026〕3号");
    let closed = new.application.events.iter().find(|event| event.kind == "closed").unwrap();
    assert!(closed.changed.contains("青政告〔2026〕3号"), "the ledger follows: {closed:?}");
    let text = printed(&session, &id, &LetterRequest { number: "青政告〔2026〕2号".into(), ..Default::default() });
    assert!(text.contains("青政告〔2026〕2号"), "a void letter can still be looked at");
}

#[test]
fn only_the_applicants_own_copy_shows_personal_data() {
    let (_folder, mut session, own) = desk();
    let id = registered(&mut session, &own);
    let secrets = ["示例甲乙", "000000199001010000", "10000000001", "一组一号"];
    for kind in LetterKind::ALL {
        let request = LetterRequest { kind: kind.key().into(), ..Default::default() };
        let template = session.assets().letters.iter().find(|it| it.kind == *kind).unwrap();
        let to_applicant = template.to == letter::Recipient::Applicant;
        let text = printed(&session, &id, &request);
        let shows = secrets.iter().any(|secret| text.contains(secret));
        assert!(to_applicant || !shows, "{}: {text}", kind.label());
        let masked = printed(&session, &id, &LetterRequest { masked: true, ..request });
        assert!(!secrets.iter().any(|secret| masked.contains(secret)), "{}: {masked}", kind.label());
    }
    let form = printed(&session, &id, &LetterRequest { kind: "form".into(), ..Default::default() });
    assert!(secrets.iter().all(|secret| form.contains(secret)), "{form}");
    let row = session.applications(&own, false, &on("2026-03-10")).unwrap().remove(0);
    assert_eq!(row.applicant, "示***");
}

#[test]
fn letters_say_the_remedy_that_the_law_of_their_day_gives() {
    let (_folder, session, _) = desk();
    let rows = &session.assets().remedies;
    let way = |outcome, day: &str| remedy_on(rows, outcome, day.parse().unwrap()).map(|row| row.remedy);
    for outcome in Outcome::ALL {
        for day in ["2019-05-15", "2023-12-31", "2024-01-01", "2026-06-01"] {
            assert!(way(outcome, day).is_some(), "{outcome:?} {day}");
        }
        let first = outcome == Outcome::PartlyGranted
            || (outcome.key().starts_with("withheld_") && outcome != Outcome::WithheldInquiry);
        assert_eq!(way(outcome, "2026-06-01") == Some(Remedy::ReviewFirst), first, "{outcome:?}");
        assert_ne!(way(outcome, "2023-12-31"), Some(Remedy::ReviewFirst), "{outcome:?}: not before 2024");
    }
}

#[test]
fn every_leaf_of_the_tree_is_reached_and_says_row_article_and_letter() {
    let (_folder, session, _) = desk();
    let tree = &session.assets().outcome_tree;
    let ways = tree.ways().unwrap();
    let reached: BTreeSet<&str> = ways.iter().map(|(_, leaf)| leaf.id.as_str()).collect();
    assert_eq!(reached.len(), tree.leaves.len());
    let outcomes: BTreeSet<Outcome> = ways.iter().filter_map(|(_, leaf)| leaf.outcome).collect();
    assert_eq!(outcomes.len(), Outcome::ALL.len(), "every row of table three has its way");
    for (_, leaf) in &ways {
        let kind = LetterKind::from_key(&leaf.letter).unwrap_or_else(|| panic!("{}: its letter", leaf.id));
        let template = session.assets().letters.iter().find(|it| it.kind == kind).unwrap();
        let fields: Vec<&str> = template.fields.iter().map(|field| field.key.as_str()).collect();
        for key in leaf.must_say.iter().filter(|key| *key != "reason") {
            let fact = letter::FACTS.iter().any(|fact| fact.key == key);
            assert!(fields.contains(&key.as_str()) || fact, "{}: {key}", leaf.id);
        }
        match leaf.outcome {
            Some(outcome) => assert!(LetterKind::for_outcome(outcome).contains(&kind), "{}", leaf.id),
            None => assert!(!leaf.next_step.is_empty() && !kind.is_reply(), "{}", leaf.id),
        }
        assert!(!leaf.checked || leaf.article.contains('条') || leaf.article.contains('〔'), "{}", leaf.id);
    }
    let wrong = tree.walk(&answers(&[("ended", "maybe")])).unwrap_err().to_string();
    assert!(wrong.contains("withdrawn"), "it says what can be answered: {wrong}");
    assert!(tree.walk(&answers(&[("search", "held")])).unwrap_err().to_string().contains("用不上"));
}

#[test]
fn each_leaf_stands_in_the_row_and_on_the_article_that_the_regulation_gives_it() {
    let (_folder, session, _) = desk();
    let tree = &session.assets().outcome_tree;
    // By hand from the regulation: the leaf, the row of table three, the articles, whether the refused part is reviewed first.
    let told = [
        ("leaf_public", "granted", "第三十六条第（一）项"),
        ("leaf_granted", "granted", "第三十六条第（二）项"),
        ("leaf_withheld_secret", "withheld_state_secret", "第十四条、第三十六条第（三）项"),
        ("leaf_withheld_law", "withheld_by_law", "第十四条、第三十六条第（三）项"),
        ("leaf_withheld_security", "withheld_security_stability", "第十四条、第三十六条第（三）项"),
        ("leaf_withheld_third", "withheld_third_party", "第十五条、第三十六条第（三）项"),
        ("leaf_withheld_internal", "withheld_internal_affairs", "第十六条、第三十六条第（三）项"),
        ("leaf_withheld_deliberative", "withheld_deliberative", "第十六条、第三十六条第（三）项"),
        ("leaf_withheld_enforcement", "withheld_enforcement_file", "第十六条、第三十六条第（三）项"),
        ("leaf_special", "withheld_inquiry", "第三十六条第（七）项"),
        ("leaf_none", "unavailable_not_held", "第三十六条第（四）项"),
        ("leaf_not_ours", "unavailable_not_held", "第三十六条第（五）项"),
        ("leaf_making", "unavailable_needs_making", "第三十八条"),
        ("leaf_unclear", "unavailable_unclear", "第三十条"),
        ("leaf_petition", "not_processed_petition", "第三十九条第一款"),
        ("leaf_publication", "not_processed_published_matter", "第三十九条第二款"),
        ("leaf_repeat", "not_processed_repeated", "第三十六条第（六）项"),
        ("leaf_excessive", "not_processed_excessive", "第三十五条"),
        ("leaf_reconfirm", "not_processed_reconfirm", ""),
        ("leaf_no_supplement", "other_no_supplement", "第三十条"),
        ("leaf_unpaid", "other_fee_unpaid", "第四十二条，国办函〔2020〕109号"),
        ("leaf_withdrawn", "other_other", ""),
        ("leaf_merged", "other_other", ""),
        ("leaf_other", "other_other", ""),
        ("leaf_partly_secret", "partly_granted", "第十四条、第三十七条"),
        ("leaf_partly_law", "partly_granted", "第十四条、第三十七条"),
        ("leaf_partly_security", "partly_granted", "第十四条、第三十七条"),
        ("leaf_partly_third", "partly_granted", "第十五条、第三十七条"),
        ("leaf_partly_internal", "partly_granted", "第十六条、第三十七条"),
        ("leaf_partly_deliberative", "partly_granted", "第十六条、第三十七条"),
        ("leaf_partly_enforcement", "partly_granted", "第十六条、第三十七条"),
    ];
    let ending = tree.leaves.iter().filter(|leaf| leaf.outcome.is_some());
    assert_eq!(ending.count(), told.len(), "each leaf that ends a case");
    for (id, row, article) in told {
        let leaf = tree.leaves.iter().find(|leaf| leaf.id == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(leaf.outcome.map(Outcome::key), Some(row), "{id}");
        assert_eq!(leaf.article.trim_start_matches("《中华人民共和国政府信息公开条例》"), article, "{id}");
        // What it must say cannot be left out of its letter.
        let template = session.assets().letters.iter().find(|it| it.kind.key() == leaf.letter).unwrap();
        for key in leaf.must_say.iter().filter(|key| *key != "reason") {
            assert!(template.fields.iter().any(|field| field.key == *key && field.required), "{id}: {key}");
        }
        // The reason closes the case and stands in its letter.
        if leaf.must_say.iter().any(|key| key == "reason") {
            assert!(template.body.iter().any(|text| text.contains("{basis}")), "{id}");
        }
    }
    // Only what was found separable is partly granted.
    for (answers, leaf) in tree.ways().unwrap() {
        let separated = answers.iter().any(|(question, answer)| question.starts_with("separable_") && answer == "yes");
        assert_eq!(separated, leaf.outcome == Some(Outcome::PartlyGranted), "{}", leaf.id);
    }
}

#[test]
fn shipped_templates_are_whole_and_an_office_may_have_its_own() {
    let (_folder, mut session, own) = desk();
    let kinds: BTreeSet<&str> = session.assets().letters.iter().map(|it| it.kind.key()).collect();
    assert_eq!(kinds.len(), LetterKind::ALL.len());
    for template in &session.assets().letters {
        assert_eq!(template.unknown(), Vec::<String>::new(), "{}", template.kind.label());
        assert!(!mingce_domain::check::old_term(template), "{}", template.kind.label());
    }
    let agency = AgencyId(own.clone());
    let now = on("2026-03-02");
    let shipped = session.assets().letters.iter().find(|it| it.kind == LetterKind::Receipt).unwrap().clone();
    let wrong = LetterTemplate { body: vec!["{unheard_of}".into()], ..shipped.clone() };
    let refused = session.set_letter_template(&agency, &serde_json::to_vec(&wrong).unwrap(), &now).unwrap_err();
    assert!(refused.message.contains("unheard_of"), "{refused:?}");
    assert!(session.set_letter_template(&agency, b"{}", &now).is_err());
    let right = LetterTemplate { body: vec!["本单位自己的话，受理号{case_number}。".into()], ..shipped };
    session.set_letter_template(&agency, &serde_json::to_vec(&right).unwrap(), &now).unwrap();
    let id = registered(&mut session, &own);
    let issued = session.issue_letter(&id, "receipt", &BTreeMap::new(), "", &now).unwrap();
    assert_eq!(issued.application.letters[0].number, "青政登〔2026〕1号");
    session.undo(&now).unwrap();
    let text = printed(&session, &id, &LetterRequest { kind: "receipt".into(), ..Default::default() });
    assert!(text.contains("本单位自己的话，受理号青政公开申〔2026〕001号"), "{text}");
}

#[test]
fn a_draft_before_the_outcome_holds_every_paragraph_with_what_is_still_to_be_filled_in() {
    let (_folder, session, _own) = desk();
    for template in session.assets().letters.iter().filter(|it| it.kind.is_reply()) {
        let may_be_left_out = |text: &&String| {
            let field = template.fields.iter().any(|it| !it.required && text.contains(&format!("{{{}}}", it.key)));
            field || (template.kind == LetterKind::ClosingNotice && text.contains("{article}"))
        };
        let left_out = template.body.iter().filter(may_be_left_out).count();
        let filled = template.fill(&Default::default());
        assert_eq!(filled.body.len() + left_out, template.body.len(), "{}", template.kind.label());
    }
}

#[test]
fn a_notice_that_comes_late_moves_open_cases_and_an_undo_moves_them_back() {
    let (_folder, mut session, own) = desk();
    let mut late = input();
    late.arrived_on = "2026-12-15".into();
    let made = session.register_application(&own, &late, &on("2026-12-15")).unwrap().application;
    assert_eq!((made.row.due.as_str(), made.row.provisional), ("2027-01-12", true));
    let now = on("2026-12-20");
    let refused =
        |session: &mut Session, json: &str| session.add_calendar(json.as_bytes(), false, &now).unwrap_err().message;
    assert!(refused(&mut session, "[]").contains("calendar/1"));
    let other = r#"{"year":2026,"source":"另一份","off":["2026-01-01"],"make_up":[]}"#;
    assert!(refused(&mut session, other).contains("不一致"));
    let both = r#"{"year":2027,"source":"示例","off":["2027-01-01"],"make_up":["2027-01-01"]}"#;
    assert!(refused(&mut session, both).contains("既列为放假又列为上班"));
    let weekday = r#"{"year":2027,"source":"示例","off":["2027-01-01"],"make_up":["2027-01-05"]}"#;
    assert!(refused(&mut session, weekday).contains("本来就上班"));
    let local = r#"{"local":[{"on":"2026-12-22","working":true,"source":"示例"}]}"#;
    assert!(refused(&mut session, local).contains("不需要另列"));
    let thirtieth = r#"{"year":2027,"source":"示例","off":["2027-02-30"],"make_up":[]}"#;
    assert!(refused(&mut session, thirtieth).contains("“2027-02-30”不是日历上有的日子"));
    let one_day_both = r#"{"year":2027,"source":"示例","off":["2027-01-01"],"make_up":[],"local":[
        {"on":"2027-01-05","working":false,"source":"一份"},{"on":"2027-01-05","working":true,"source":"另一份"}]}"#;
    assert!(
        refused(&mut session, one_day_both).contains("2027-01-05已经列为放假"),
        "local days beside a year are read"
    );
    let notice = r#"{"schema":"calendar/1","year":2027,"source":"示例通知","off":["2027-01-01","2027-01-04"],"make_up":["2027-01-09"]}"#;
    let added = session.add_calendar(notice.as_bytes(), false, &now).unwrap();
    assert_eq!((added.last_year, added.moved.len()), (2027, 1));
    assert_eq!((added.moved[0].to.as_str(), added.moved[0].provisional), ("2027-01-13", false));
    assert!(refused(&mut session, notice).contains("没有变化"));
    let flood = r#"{"local":[{"on":"2026-12-22","working":false,"source":"县政府通知"}]}"#;
    assert_eq!(session.add_calendar(flood.as_bytes(), false, &now).unwrap().moved[0].to, "2027-01-14");
    // What the office itself added wrongly is put right when it says so; what ships is not.
    let right = r#"{"year":2027,"source":"示例通知","off":["2027-01-01","2027-01-04"],"make_up":[]}"#;
    let why = session.add_calendar(right.as_bytes(), false, &now).unwrap_err();
    assert_eq!(why.code, super::calendar::CALENDAR_OWN, "{}", why.message);
    assert!(!why.message.contains("--"), "the window shows this, too: {}", why.message);
    let put = session.add_calendar(right.as_bytes(), true, &now).unwrap();
    assert!(put.said.contains("更正") && put.moved[0].to == "2027-01-15", "{put:?}");
    let none = r#"{"local":[{"on":"2026-12-22","working":true,"source":"没有放假"}]}"#;
    assert_eq!(session.add_calendar(none.as_bytes(), true, &now).unwrap().moved[0].to, "2027-01-14");
    assert!(session.add_calendar(other.as_bytes(), true, &now).unwrap_err().message.contains("不一致"));
    session.undo(&now).unwrap();
    session.undo(&now).unwrap();
    session.undo(&now).unwrap();
    session.undo(&now).unwrap();
    let back = session.application(&made.row.id, &now).unwrap();
    assert_eq!((back.row.due.as_str(), back.row.provisional), ("2027-01-12", true));
}

#[test]
fn an_old_ledger_is_shown_first_taken_over_in_one_step_and_only_once() {
    let (_folder, mut session, own) = desk();
    let csv = "2025年度台账\n受理号,申请人,申请人类型,申请方式,申请内容,收到日期,法定答复期限,答复日期,办理结果\n\
               1号,示例甲,公民,网上,批复,3/7,4/4,3/20,予以公开\n2号,示例公司,企业,邮寄,纪要,2025.5.6,6/4,,\n\
               3号,示例乙,公民,当面,预算,2月30日,,,\n合计,3\n";
    let now = on("2026-03-02");
    let mut from =
        LedgerImport {
            name: "旧台账.csv".into(), bytes: csv.as_bytes().to_vec(), dry_run: true, ..Default::default()
        };
    let told = session.import_ledger(&own, &from, &now).unwrap();
    assert_eq!((told.added, told.unchanged, told.refused.len(), told.skipped), (2, 0, 1, 1), "{told:?}");
    assert!(told.refused[0].1.contains("2月30日"));
    assert!(session.applications(&own, false, &now).unwrap().is_empty(), "a trial writes nothing");
    from.dry_run = false;
    session.import_ledger(&own, &from, &now).unwrap();
    let rows = session.applications(&own, false, &now).unwrap();
    assert_eq!(rows.len(), 2);
    let first = rows.iter().find(|row| row.number == "1号").unwrap();
    assert_eq!((first.closed_on.as_str(), first.outcome.as_str()), ("2025-03-20", "granted"));
    assert_eq!(report(&session, &own, 2025)["requests.granted.natural"], "1");
    assert_eq!(session.import_ledger(&own, &from, &now).unwrap().unchanged, 2);
    session.undo(&now).unwrap();
    assert!(session.applications(&own, false, &now).unwrap().is_empty());
}

#[test]
fn two_copies_of_a_ledger_lose_no_case_and_overwrite_none() {
    let (_folder, mut session, own) = desk();
    let now = on("2026-03-02");
    let heads = "编号,申请人,申请人类型,申请方式,申请内容,收到日期,答复日期,办理结果";
    let mut read = |rows: &[&str]| {
        let csv = format!("{heads}\n{}\n", rows.join("\n"));
        let from = LedgerImport { name: "台账.csv".into(), bytes: csv.into_bytes(), ..Default::default() };
        let told = session.import_ledger(&own, &from, &now).unwrap();
        (told.added, told.unchanged, told.refused, told.doubts)
    };
    // One clerk numbers each sheet from 1; two people ask for the same on one day.
    let first = read(&[
        "1,示例甲,公民,当面,批复,2025-03-07,,",
        "1,示例乙,公民,当面,批复,2025-03-07,,",
        "青2025-3,示例丙,公民,当面,预算,2025-03-08,,",
    ]);
    assert_eq!((first.0, first.1, first.2.len()), (3, 0, 0), "{first:?}");
    // The other clerk's copy: one answered meanwhile, one number used for something else, one new.
    let second = read(&[
        "1,示例甲,公民,当面,批复,2025-03-07,2025-03-20,予以公开",
        "2,示例乙,公民,当面,批复,2025-03-07,,",
        "青2025-3,示例丁,公民,当面,决算,2025-03-09,,",
        "青2025-4,示例丁,公民,当面,决算,2025-03-09,,",
    ]);
    assert_eq!((second.0, second.1), (1, 2), "{second:?}");
    assert!(second.2[0].1.contains("青2025-3") && second.2[0].1.contains("预算"), "{second:?}");
    assert!(second.3.iter().any(|(_, said)| said.contains("没有改动")), "{second:?}");
    let rows = session.applications(&own, false, &now).unwrap();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.closed_on.is_empty()), "nothing was overwritten");
    assert!(rows.iter().all(|row| row.number.chars().count() > 4), "each has a number of its own: {rows:?}");
}

#[test]
fn the_ledger_goes_out_masked_and_comes_back() {
    let (folder, mut session, own) = desk();
    let id = registered(&mut session, &own);
    refuse(&mut session, &id, "2026-03-05").unwrap();
    let formats = ["csv", "json", "xlsx"].map(str::to_string);
    let now = on("2026-03-10");
    let go = &mut |_: &_| crate::export::Continue::Yes;
    let made = session.export_ledger(&own, Some(2026), &formats, folder.path(), &now, go).unwrap();
    let read = |nth: usize| std::fs::read(folder.path().join(&made.files[nth].name)).unwrap();
    let text = String::from_utf8(read(0)).unwrap();
    assert!(text.contains("土地征收补偿安置方案") && text.contains("示***") && !text.contains("示例甲乙"));
    let json: serde_json::Value = serde_json::from_slice(&read(1)).unwrap();
    assert_eq!(
        (&json["schema"], &json["applications"][0]["outcome"]),
        (&"ledger/1".into(), &Outcome::WithheldDeliberative.label().into())
    );
    assert!(session.export_ledger(&own, Some(2020), &formats, folder.path(), &now, go).is_err());
    let (_other, mut fresh, own) = desk();
    let from = LedgerImport { name: made.files[0].name.clone(), bytes: read(0), ..Default::default() };
    let told = fresh.import_ledger(&own, &from, &now).unwrap();
    assert_eq!((told.added, told.refused.len()), (1, 0), "{told:?}");
    assert_eq!(report(&fresh, &own, 2026)["requests.withheld_deliberative.natural"], "1");
}

#[test]
fn a_fee_follows_the_tariff_and_the_checks_see_what_does_not() {
    let (_folder, mut session, own) = desk();
    let id = registered(&mut session, &own);
    let fee = |pages, nth, public| EventInput { pages, nth, public, ..kind("fee_noticed") };
    let mut refused = |input| event(&mut session, &id, "2026-03-10", input).unwrap_err().message;
    assert!(refused(fee(Some(57), Some(12), false)).contains("不能并用"));
    assert!(refused(fee(Some(30), None, false)).contains("不收费"));
    assert!(refused(fee(None, Some(10), false)).contains("不收费"));
    assert!(refused(fee(Some(57), None, true)).contains("已经主动公开"));
    let noticed = event(&mut session, &id, "2026-03-10", fee(None, Some(12), false)).unwrap();
    assert_eq!(noticed.application.row.stage, "awaiting_payment");
    let check = session.check_applications(&own, &on("2026-03-11")).unwrap();
    let rules: Vec<&str> = check.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["F04"], "it is the first of the month, not the twelfth");
    let paid = event(&mut session, &id, "2026-03-16", kind("fee_paid")).unwrap();
    assert_eq!(paid.application.deadline.unwrap().counted_from, "2026-03-16");
}
