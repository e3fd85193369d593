//! `mingce application …`.

use super::report::tell;
use super::{Answer, reading, writing};
use crate::arguments::application::{Application, Event, Import, Letter, Office, Outcome, Register};
use crate::say::line as say;
use mingce_app::application::import::{LedgerImport, whole};
use mingce_app::application::input::{ApplicantInput, CloseInput, EventInput, LetterRequest, RegisterInput};
use mingce_app::application::sheets::DueSheetRequest;
use mingce_app::application::view::{ApplicationEdited, ApplicationRow, ApplicationView, DueView, OutcomeView};
use mingce_app::export::Continue;
use mingce_app::view::AppError;
use mingce_app::{AgencyId, Assets, Now};
use serde_json::json;
use std::collections::BTreeMap;

pub fn run(application: &Application, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    match application {
        Application::Register(register) => {
            let (mut session, agency) = writing(&register.place, assets)?;
            let edited = session.register_application(&agency, &input(register)?, now)?;
            session.close()?;
            told(&edited, register.place.json);
            if !register.place.json {
                say(&format!("受理号：{}", edited.application.row.number));
            }
            Ok(Answer::Yes)
        }
        Application::List(list) => {
            let (session, agency) = reading(&list.place, assets)?;
            let rows = session.applications(&agency, list.open, now)?;
            if list.place.json {
                say(&json!({ "schema": "applications/1", "applications": rows }).to_string());
            } else if rows.is_empty() {
                say("台账中没有申请");
            } else {
                rows.iter().for_each(|row| say(&line(row)));
            }
            Ok(Answer::Yes)
        }
        Application::Show(show) => {
            let (session, _) = reading(&show.place, assets)?;
            let view = session.application(&show.id, now)?;
            if show.place.json {
                say(&serde_json::to_string_pretty(&view).unwrap_or_default());
            } else {
                describe(&view, show.explain);
            }
            Ok(Answer::Yes)
        }
        Application::Event(event) => {
            let (mut session, _) = writing(&event.place, assets)?;
            let edited = session.add_application_event(&event.id, &happened(event), now)?;
            session.close()?;
            told(&edited, event.place.json);
            Ok(Answer::Yes)
        }
        Application::Outcome(outcome) => ended(outcome, assets, now),
        Application::Letter(letter) => written(letter, assets, now),
        Application::Due(due) => {
            let (session, agency) = reading(&due.place, assets)?;
            if let Some(folder) = &due.out {
                let formats = if due.format.is_empty() { vec!["pdf".to_string()] } else { due.format.clone() };
                let request = DueSheetRequest { agency, full: due.full, formats };
                let made = session.export_due_sheet(&request, folder, now, &mut |_| Continue::Yes)?;
                tell(&made, due.place.json);
                return Ok(Answer::Yes);
            }
            let all = match &due.id {
                Some(id) => session.application(id, now)?.due,
                None => session.applications_due(&agency, now)?,
            };
            let late = all.iter().any(|it| it.ours && it.days.is_some_and(|days| days < 0) && it.duty != "proof");
            if due.place.json {
                say(&json!({ "schema": "due/1", "due": all }).to_string());
            } else if all.is_empty() {
                say("没有要办的");
            } else {
                all.iter().for_each(|it| say(&duty(it)));
            }
            Ok(if late { Answer::No } else { Answer::Yes })
        }
        Application::Void(void) => {
            let (mut session, _) = writing(&void.place, assets)?;
            let edited = session.void_application(&void.id, &void.reason, now)?;
            session.close()?;
            told(&edited, void.place.json);
            Ok(Answer::Yes)
        }
        Application::Check(place) => {
            let (session, agency) = reading(&place.place, assets)?;
            let findings = session.check_applications(&agency, now)?;
            let wrong = findings.errors().next().is_some();
            if place.place.json {
                let findings = json!({ "schema": "findings/1", "findings": findings.findings, "unchecked": [] });
                say(&findings.to_string());
            } else {
                for finding in &findings.findings {
                    say(&format!("[{}] {} {}", finding.severity.label(), finding.rule, finding.message));
                    say(&format!("    依据：{}　处理：{}", finding.basis, finding.remedy));
                }
                say(&format!("共{}条", findings.findings.len()));
            }
            Ok(if wrong { Answer::No } else { Answer::Yes })
        }
        Application::Numbers(place) => {
            let (session, agency) = reading(&place.place, assets)?;
            let lines = session.letter_register(&agency)?;
            if place.place.json {
                say(&json!({ "schema": "letters/1", "letters": lines }).to_string());
            } else {
                for it in &lines {
                    let number = if it.number.is_empty() {
                        format!("{}〔{}〕{}号", it.series, it.year, it.place)
                    } else {
                        it.number.clone()
                    };
                    say(&format!("{number}　{}　{}", it.label, it.state));
                }
            }
            Ok(Answer::Yes)
        }
        Application::Office(office) => settled(office, assets, now),
        Application::Export(export) => {
            let (session, agency) = reading(&export.place, assets)?;
            let formats = if export.format.is_empty() { vec!["xlsx".to_string()] } else { export.format.clone() };
            let made =
                session.export_ledger(&agency, export.year, &formats, &export.out, now, &mut |_| Continue::Yes)?;
            tell(&made, export.place.json);
            Ok(Answer::Yes)
        }
        Application::Bundle(bundle) => {
            let (session, _) = reading(&bundle.place, assets)?;
            let folder = session.bundle_folder(&bundle.id, &bundle.out)?;
            let made = session.export_bundle(&bundle.id, bundle.full, &folder, now, &mut |_| Continue::Yes)?;
            tell(&made, bundle.place.json);
            Ok(Answer::Yes)
        }
        Application::Import(import) => imported(import, assets, now),
    }
}

fn imported(import: &Import, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let (mut session, agency) =
        if import.dry_run { reading(&import.place, assets)? } else { writing(&import.place, assets)? };
    let name = import.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let from = LedgerImport {
        name,
        bytes: super::read(&import.file)?,
        columns: map(&import.columns),
        year: import.year,
        dry_run: import.dry_run,
    };
    let told = session.import_ledger(&agency, &from, now)?;
    session.close()?;
    whole(&told)?;
    if import.place.json {
        let at = |all: &[(String, String)]| {
            all.iter().map(|(at, reason)| json!({ "at": at, "reason": reason })).collect::<Vec<_>>()
        };
        let answer = json!({
            "schema": "import/1", "added": told.added, "changed": 0, "unchanged": told.unchanged,
            "skipped": told.skipped, "refused": at(&told.refused), "doubts": at(&told.doubts),
            "columns": told.columns,
        });
        say(&answer.to_string());
    } else {
        for column in told.columns.iter().filter(|column| column.column.is_none()) {
            say(&format!("没有认出的栏目：{}（不读入；可用 --column 指明）", column.head));
        }
        told.doubts.iter().for_each(|(at, what)| say(&format!("请核对 {at}：{what}")));
        told.refused.iter().for_each(|(at, why)| say(&format!("不能读入 {at}：{why}")));
        let verb = if import.dry_run { "将新增" } else { "新增" };
        let (added, there) = (told.added, told.unchanged);
        say(&format!("{verb}{added}件，已有{there}件，不能读入{}行，其他{}行", told.refused.len(), told.skipped));
    }
    Ok(if told.refused.is_empty() { Answer::Yes } else { Answer::No })
}

fn input(register: &Register) -> Result<RegisterInput, AppError> {
    let (people, kinds) = (register.applicant.len(), register.kind.len());
    if kinds != 1 && kinds != people {
        let message = format!("写了{people}个申请人、{kinds}个类型。--kind 写一次（都是这一类），或者每人写一次");
        return Err(AppError::plain(message));
    }
    let (document_kind, document) = register.document.split_once([':', '：']).unwrap_or(("", &register.document));
    let applicants = register.applicant.iter().enumerate().map(|(nth, name)| {
        let kind = register.kind.get(nth).or(register.kind.first()).cloned().unwrap_or_default();
        let mut one = ApplicantInput { kind, name: name.clone(), ..Default::default() };
        if nth == 0 {
            one.document_kind = document_kind.trim().into();
            one.document = document.trim().into();
            one.contact.clone_from(&register.contact);
            one.phone.clone_from(&register.phone);
            one.email.clone_from(&register.email);
            one.address.clone_from(&register.address);
        }
        one
    });
    Ok(RegisterInput {
        channel: register.channel.clone(),
        arrived_on: register.arrived.clone(),
        confirmed_on: register.confirmed.clone(),
        applicants: applicants.collect(),
        subject: register.subject.clone(),
        description: register.description.clone(),
        form: register.form.clone(),
        way: register.way.clone(),
        note: register.note.clone(),
        letter: register.letter.clone(),
    })
}

fn happened(event: &Event) -> EventInput {
    EventInput {
        kind: event.kind.clone(),
        on: event.on.clone(),
        until: event.until.clone(),
        working_days: event.days,
        approved_by: event.approved_by.clone(),
        to: event.to.clone(),
        proof: event.proof.clone(),
        cause: event.cause.clone(),
        applicant_kind: event.applicant_kind.clone(),
        pages: event.pages,
        nth: event.items,
        public: event.public,
        event: event.event.clone(),
        new_on: event.new_on.clone(),
        channel: event.channel.clone(),
        arrived_on: event.arrived.clone(),
        confirmed_on: event.confirmed.clone(),
        reason: event.reason.clone(),
    }
}

fn ended(outcome: &Outcome, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let given = match &outcome.from {
        Some(path) => serde_json::from_slice::<CloseInput>(&super::read(path)?).map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain("文件不是办理结果的回答：写明 answers，另可有 on、reason、note、fields".into())
        })?,
        None => CloseInput {
            answers: map(&outcome.answers),
            on: outcome.on.clone(),
            reason: outcome.reason.clone(),
            note: outcome.note.clone(),
            fields: map(&outcome.fields),
        },
    };
    if outcome.close {
        let (mut session, _) = writing(&outcome.place, assets)?;
        let edited = session.close_application(&outcome.id, &given, now)?;
        session.close()?;
        told(&edited, outcome.place.json);
        if !outcome.place.json
            && let Some(letter) = edited.application.letters.last()
        {
            say(&format!("已签发《{}》{}", letter.label, letter.number));
        }
        return Ok(Answer::Yes);
    }
    let (session, _) = reading(&outcome.place, assets)?;
    session.application(&outcome.id, now)?;
    let view = session.outcome_of(&given.answers, now.today)?;
    if outcome.place.json {
        say(&serde_json::to_string_pretty(&view).unwrap_or_default());
    } else {
        step(&view);
    }
    Ok(Answer::Yes)
}

fn step(view: &OutcomeView) {
    if !view.question.is_empty() {
        say(&format!("{}（{}）", view.text, view.question));
        if !view.help.is_empty() {
            say(&format!("    {}", view.help));
        }
        for answer in &view.answers {
            say(&format!("    --answer {}={}　{}", view.question, answer.key, answer.label));
        }
        return;
    }
    if view.outcome.is_empty() {
        say(&format!("还不办结：{}", view.next_step));
    } else {
        say(&format!("办理结果：{}（表三 {}）", view.outcome_label, view.outcome));
    }
    let unchecked = if view.checked { "" } else { "【依据待核】" };
    say(&format!("依据：{}{unchecked}", view.article));
    say(&format!("文书：{}（{}）", view.letter_label, view.letter));
    for field in &view.must_say {
        let how = if field.key == "reason" { "--reason".to_string() } else { format!("--field {}", field.key) };
        say(&format!("    要写明：{}（{how}）", field.label));
    }
    if !view.remedy.is_empty() {
        say(&format!("救济途径：{}", view.remedy));
    }
}

fn written(letter: &Letter, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let changes = letter.issue || letter.void.is_some();
    let (mut session, _) = if changes { writing(&letter.place, assets)? } else { reading(&letter.place, assets)? };
    if let Some(reason) = &letter.void {
        let edited = session.void_letter(&letter.id, &letter.number, reason, now)?;
        session.close()?;
        told(&edited, letter.place.json);
        return Ok(Answer::Yes);
    }
    let mut number = letter.number.clone();
    if letter.issue {
        let edited = session.issue_letter(&letter.id, &letter.kind, &map(&letter.fields), &letter.on, now)?;
        number = edited.application.letters.last().map(|it| it.id.clone()).unwrap_or_default();
        if !letter.place.json {
            say(&edited.said);
        } else if letter.out.is_none() {
            told(&edited, true);
        }
    }
    if let Some(folder) = &letter.out {
        let formats =
            if letter.format.is_empty() { ["docx", "pdf"].map(str::to_string).to_vec() } else { letter.format.clone() };
        let request = LetterRequest {
            kind: letter.kind.clone(),
            fields: map(&letter.fields),
            formats,
            number,
            masked: letter.masked,
            draft: letter.draft,
            original: letter.original,
        };
        let made = session.export_letter(&letter.id, &request, folder, now, &mut |_| Continue::Yes)?;
        tell(&made, letter.place.json);
    } else if !letter.issue {
        for kind in session.letter_kinds() {
            say(&format!("{}　{}", kind.kind, kind.label));
        }
        say("用 --kind 写明种类，--out 写明写到哪里，--issue 签发");
    }
    session.close()?;
    Ok(Answer::Yes)
}

fn settled(office: &Office, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let texts = [&office.code, &office.review_organ, &office.court];
    let changes = office.remedies_checked || office.template.is_some() || texts.iter().any(|text| text.is_some());
    let (mut session, agency) = if changes { writing(&office.place, assets)? } else { reading(&office.place, assets)? };
    let agency = AgencyId(agency);
    let mut set = session.letter_office(&agency)?;
    for (to, given) in
        [(&mut set.code, &office.code), (&mut set.review_organ, &office.review_organ), (&mut set.court, &office.court)]
    {
        if let Some(given) = given {
            to.clone_from(given);
        }
    }
    if office.remedies_checked {
        set.remedies_checked_on = Some(now.today);
    }
    if changes {
        session.set_letter_office(&agency, &set, now)?;
    }
    if let Some(path) = &office.template {
        say(&session.set_letter_template(&agency, &super::read(path)?, now)?);
    }
    session.close()?;
    if office.place.json {
        say(&json!({ "schema": "letter_office/1", "office": set }).to_string());
    } else {
        let shown = |text: &str| if text.is_empty() { "（未设定）".to_string() } else { text.to_string() };
        say(&format!("发文代字：{}", shown(&set.code)));
        say(&format!("行政复议机关：{}", shown(&set.review_organ)));
        say(&format!("管辖法院：{}", shown(&set.court)));
        let checked = set.remedies_checked_on.map(|day| day.to_string()).unwrap_or_default();
        say(&format!("救济途径核对日期：{}", shown(&checked)));
    }
    Ok(Answer::Yes)
}

fn map(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    pairs.iter().cloned().collect()
}

fn told(edited: &ApplicationEdited, as_json: bool) {
    if as_json {
        say(&serde_json::to_string_pretty(&edited.application).unwrap_or_default());
        return;
    }
    say(&edited.said);
    for it in &edited.application.due {
        say(&duty(it));
    }
    for finding in &edited.application.findings {
        say(&format!("{}：{}。{}", finding.severity.label(), finding.message, finding.remedy));
    }
}

fn line(row: &ApplicationRow) -> String {
    let mut words = vec![format!("{} [{}]", row.number, row.stage_label), row.subject.clone()];
    words.push(format!("{}（{}）", row.applicant, row.applicant_kind));
    words.push(format!("{}收到", row.received_on));
    if !row.closed_on.is_empty() {
        words.push(format!("{}办结：{}", row.closed_on, row.outcome_label));
    } else if !row.due.is_empty() {
        let provisional = if row.provisional { "（暂定）" } else { "" };
        words.push(format!("期限{}{provisional}{}", row.due, left(row.days)));
    }
    words.join("　")
}

fn left(days: Option<i32>) -> String {
    match days {
        Some(days) if days < 0 => format!("，逾期{}日", -days),
        Some(days) => format!("，还有{days}日"),
        None => String::new(),
    }
}

fn duty(it: &DueView) -> String {
    let when = if it.on.is_empty() {
        "期限未定".to_string()
    } else {
        let provisional = if it.provisional { "（暂定）" } else { "" };
        format!("{}{provisional}{}", it.on, left(it.days))
    };
    format!("{}　{}：{when}。{}（{}）", it.number, it.label, it.why, it.article)
}

fn describe(view: &ApplicationView, explain: bool) {
    say(&line(&view.row));
    for (label, text) in [("描述", &view.description), ("方式", &view.form), ("途径", &view.way), ("备注", &view.note)]
    {
        if !text.is_empty() {
            say(&format!("{label}：{text}"));
        }
    }
    say("经过：");
    for event in &view.events {
        let what = if event.what.is_empty() { String::new() } else { format!("（{}）", event.what) };
        let changed = if event.changed.is_empty() { String::new() } else { format!("　{}", event.changed) };
        say(&format!("    {}　{}{what}{changed}", event.on, event.label));
    }
    for it in &view.due {
        say(&duty(it));
    }
    if let Some(told) = view.deadline.as_ref().filter(|_| explain) {
        say(&format!("{}（{}）", told.sentence, told.article));
        for day in &told.explained {
            say(&format!("    {}　{}", day.on, day.why));
        }
    }
    for letter in &view.letters {
        let void =
            if letter.void_reason.is_empty() { String::new() } else { format!("　作废：{}", letter.void_reason) };
        say(&format!("文书：{}　{}　{}{void}", letter.label, letter.number, letter.issued_on));
    }
    for it in &view.disputes {
        let name = if it.number.is_empty() { String::new() } else { format!("　{}", it.number) };
        say(&format!("争议：{}{name}　{}", it.kind_label, it.result_label));
        for happened in &it.happened {
            say(&format!("    {}　{}", happened.on, happened.what));
        }
    }
    let next: Vec<String> = view.next.iter().map(|next| format!("{}（{}）", next.kind, next.label)).collect();
    say(&format!("可以登记：{}", next.join("、")));
    for finding in &view.findings {
        say(&format!("{}：{} {}。{}", finding.severity.label(), finding.rule, finding.message, finding.remedy));
    }
}
