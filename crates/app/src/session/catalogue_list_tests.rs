use crate::catalogue::list_view::{ItemFilter, ItemSort, ListFindings, ListRequest, Only, SortKey};
use crate::catalogue::view::{CatalogueEdit, ImportRequest, ImportSource, ItemCell, ItemRow, MaterialView};
use crate::session::Session;
use crate::session::test_file::{now, session};
use mingce_domain::catalogue::Field;
use mingce_domain::catalogue::foreign::Column;

/// A list of so many items, in which some lack something, some look the same, and texts come in several kinds.
fn long(count: usize) -> (tempfile::TempDir, Session, String) {
    let (folder, mut session, own) = session("township");
    let mut text = "序号\t领域\t一级事项\t二级事项\t公开内容\t公开依据\t公开时限\t公开主体\t公开渠道和载体\t全社会\t主动\t公开层级\n".to_string();
    for n in 0..count {
        let sector = ["养老服务", "社会救助", ""][n % 3];
        let limit = if n % 7 == 0 { "" } else { "20个工作日" };
        let body = format!("第{}办公室", n % 5);
        text.push_str(&format!(
            "{n}\t{sector}\t事项{}\t名称{n}\t●内容{n}\t《办法》\t{limit}\t{body}\t■政府网站\t√\t√\t乡级\n",
            n % 4
        ));
    }
    let source = ImportSource::Pasted { text, html: None };
    let request = ImportRequest { source, columns: Default::default(), without: None, apply: true };
    assert_eq!(session.import_catalogue(&own, &request, &now()).unwrap().added as usize, count);
    (folder, session, own)
}

fn page(
    session: &Session,
    own: &str,
    filter: &ItemFilter,
    sort: Option<ItemSort>,
    from: u32,
    most: u32,
) -> (u32, Vec<ItemRow>) {
    let request = ListRequest { filter: filter.clone(), sort, from, most };
    let view = session.catalogue_page(own, &request, &now()).unwrap();
    (view.total, view.items)
}

fn findings(session: &Session, own: &str) -> ListFindings {
    loop {
        if let Some(findings) = session.catalogue_findings(own, &now()).unwrap() {
            return findings;
        }
    }
}

#[test]
fn windows_laid_side_by_side_are_the_filter_of_the_whole_list() {
    let (_folder, session, own) = long(1203);
    findings(&session, &own);
    let (all, _) = page(&session, &own, &ItemFilter::default(), None, 0, 1);
    let mut whole = Vec::new();
    while whole.len() < all as usize {
        whole.extend(page(&session, &own, &ItemFilter::default(), None, whole.len() as u32, 500).1);
    }
    assert_eq!(whole.len(), 1203);
    type Fits = fn(&ItemRow) -> bool;
    let some = |text: &str| Some(text.to_string());
    let cases: [(ItemFilter, Fits); 10] = [
        (ItemFilter { sector: some("养老服务"), ..Default::default() }, |row| row.sector == "养老服务"),
        (ItemFilter { sector: some(""), body: some("第2办公室"), ..Default::default() }, |row| {
            row.sector.is_empty() && row.body == "第2办公室"
        }),
        (ItemFilter { kind: some("service"), ..Default::default() }, |_| false),
        (ItemFilter { words: "名称１１ 救助".into(), ..Default::default() }, |row| {
            row.secondary.contains("名称11") && row.sector == "社会救助"
        }),
        // By syllables, the last one cut short; by first letters; in traditional characters.
        (ItemFilter { words: "mingcheng11 shehuijiu".into(), ..Default::default() }, |row| {
            row.secondary.contains("名称11") && row.sector == "社会救助"
        }),
        (ItemFilter { words: "shjz".into(), ..Default::default() }, |row| row.sector == "社会救助"),
        (ItemFilter { words: "社會救助".into(), ..Default::default() }, |row| row.sector == "社会救助"),
        (ItemFilter { only: Some(Only::Errors), ..Default::default() }, |row| row.errors > 0),
        (ItemFilter { only: Some(Only::Unpublished), ..Default::default() }, |row| row.published_on.is_empty()),
        (ItemFilter { rule: some("C02"), ..Default::default() }, |row| row.time_limit.is_empty()),
    ];
    for (filter, fits) in cases {
        let expected: Vec<&str> = whole.iter().filter(|row| fits(row)).map(|row| row.id.as_str()).collect();
        for step in [7, 100, 500] {
            let mut got = Vec::new();
            loop {
                let (total, rows) = page(&session, &own, &filter, None, got.len() as u32, step);
                assert_eq!(total as usize, expected.len(), "{filter:?}");
                if rows.is_empty() {
                    break;
                }
                got.extend(rows.into_iter().map(|row| row.id));
            }
            assert_eq!(got, expected, "{filter:?} by {step}");
        }
        assert_eq!(session.catalogue_ids(&own, &filter, None, &now()).unwrap(), expected);
        let tree = session.catalogue_tree(&own, &filter, &now()).unwrap();
        for groups in [&tree.sectors, &tree.bodies, &tree.kinds] {
            assert_eq!(groups.iter().map(|group| group.count).sum::<u32>(), tree.all, "{filter:?}");
        }
    }
    let down = Some(ItemSort { key: SortKey::Number, down: true });
    let (_, rows) = page(&session, &own, &ItemFilter::default(), down, 0, 3);
    assert_eq!(rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>(), ["1202", "1201", "1200"]);
}

#[test]
fn a_question_of_too_many_words_says_so_instead_of_finding_nothing() {
    let (_folder, session, own) = long(3);
    let words = (0..21).map(|n| format!("词{n}")).collect::<Vec<_>>().join(" ");
    let filter = ItemFilter { words, ..Default::default() };
    let said = session.catalogue_ids(&own, &filter, None, &now()).unwrap_err();
    assert!(said.message.contains("21个"), "{}", said.message);
}

#[test]
fn the_first_window_of_a_long_list_waits_for_no_check_and_what_is_kept_equals_what_is_read_anew() {
    let (_folder, mut session, own) = long(1203);
    let request = ListRequest { filter: ItemFilter::default(), sort: None, from: 0, most: 100 };
    let first = session.catalogue_page(&own, &request, &now()).unwrap();
    assert!(!first.checked && first.items.len() == 100 && first.total == 1203);
    assert!(session.catalogue_findings(&own, &now()).unwrap().is_none(), "a long list is checked piece by piece");
    let before = findings(&session, &own);
    let whole = session.check_catalogue(&own, &now()).unwrap();
    assert_eq!(before.counts.iter().map(|it| it.count as usize).sum::<usize>(), whole.findings.len());
    assert!(before.findings.findings.len() < whole.findings.len(), "a few of each kind");
    // Changed, emptied, made alike, taken away and added: the kept list is renewed piece by piece …
    let ids: Vec<String> = first.items.iter().map(|row| row.id.clone()).collect();
    let edits = [
        CatalogueEdit::Text { ids: ids[..40].to_vec(), column: Column::TimeLimit, text: String::new() },
        CatalogueEdit::Text { ids: vec![ids[50].clone()], column: Column::Basis, text: String::new() },
        CatalogueEdit::Cells {
            cells: vec![
                ItemCell { id: ids[61].clone(), column: Column::Secondary, text: "名称62".into() },
                ItemCell { id: ids[61].clone(), column: Column::Primary, text: "事项2".into() },
                ItemCell { id: ids[61].clone(), column: Column::Sector, text: "".into() },
            ],
        },
        CatalogueEdit::Field { ids: ids[..3].to_vec(), field: Field::Kind, text: "service".into() },
        CatalogueEdit::Remove { ids: ids[70..90].to_vec() },
        CatalogueEdit::Add { sector: "".into(), primary: "新".into(), secondary: "新事项".into() },
    ];
    for edit in edits {
        session.edit_catalogue(&own, &edit, &now()).unwrap();
        let kept = session.catalogue_findings(&own, &now()).unwrap();
        let kept = kept.expect("nothing has to be checked anew");
        let rows = page(&session, &own, &ItemFilter::default(), None, 700, 500);
        let only = ItemFilter { only: Some(Only::Errors), ..Default::default() };
        let bad = session.catalogue_ids(&own, &only, None, &now()).unwrap();
        // … and is what reading it from the file gives.
        session.open.as_ref().unwrap().listed.borrow_mut().take();
        assert_eq!(findings(&session, &own), kept, "{edit:?}");
        assert_eq!(page(&session, &own, &ItemFilter::default(), None, 700, 500), rows, "{edit:?}");
        assert_eq!(session.catalogue_ids(&own, &only, None, &now()).unwrap(), bad, "{edit:?}");
    }
    session.undo(&now()).unwrap();
    assert!(
        page(&session, &own, &ItemFilter { words: "新事项".into(), ..Default::default() }, None, 0, 9).1.is_empty()
    );
}

#[test]
fn a_pasted_block_is_one_step_and_nothing_of_it_stays_when_one_cell_is_refused() {
    let (_folder, mut session, own) = long(3);
    let rows = page(&session, &own, &ItemFilter::default(), None, 0, 9).1;
    let cell = |at: usize, column, text: &str| ItemCell { id: rows[at].id.clone(), column, text: text.into() };
    let block =
        vec![cell(0, Column::Body, "甲办"), cell(1, Column::Body, "乙办"), cell(1, Column::TimeLimit, "实时公开")];
    let said = session.edit_catalogue(&own, &CatalogueEdit::Cells { cells: block }, &now()).unwrap().said;
    assert_eq!(said, "粘贴到公开目录（2项）");
    let bodies = |session: &Session| {
        let rows = page(session, &own, &ItemFilter::default(), None, 0, 9).1;
        rows.into_iter().map(|row| row.body).collect::<Vec<_>>()
    };
    assert_eq!(bodies(&session), ["甲办", "乙办", "第2办公室"]);
    session.undo(&now()).unwrap();
    assert_eq!(bodies(&session), ["第0办公室", "第1办公室", "第2办公室"]);
    let block = vec![cell(0, Column::Body, "甲办"), cell(1, Column::Secondary, ""), cell(1, Column::Primary, "")];
    let error = session.edit_catalogue(&own, &CatalogueEdit::Cells { cells: block }, &now()).unwrap_err();
    assert_eq!(error.field, Some(format!("{}.primary", rows[1].id)));
    assert_eq!(bodies(&session), ["第0办公室", "第1办公室", "第2办公室"]);
}

#[test]
fn every_field_can_be_written_and_says_itself_what_cannot_stand_in_it() {
    let (_folder, mut session, own) = long(1);
    let id = page(&session, &own, &ItemFilter::default(), None, 0, 1).1[0].id.clone();
    let mut field = |field, text: &str| {
        let edit = CatalogueEdit::Field { ids: vec![id.clone()], field, text: text.into() };
        session.edit_catalogue(&own, &edit, &now()).map_err(|error| error.field.unwrap_or_default())
    };
    for (name, text) in [
        (Field::Kind, "service"),
        (Field::Clause, "20-5"),
        (Field::TimeClass, "always"),
        (Field::Reach, "group"),
        (Field::WithheldArticle, "第十五条"),
        (Field::WithheldReason, "商业秘密"),
        (Field::AssessedOn, "2026年1月5日"),
        (Field::Validity, "in_force"),
        (Field::Conditions, "年满80周岁"),
        (Field::Fees, "不收费"),
        (Field::Place, "便民服务中心"),
    ] {
        field(name, text).unwrap();
    }
    assert_eq!(field(Field::AssessedOn, "某日").unwrap_err(), "assessed_on");
    assert_eq!(field(Field::WithheldArticle, "第九条").unwrap_err(), "withheld_article");
    let phone = CatalogueEdit::Text { ids: vec![id.clone()], column: Column::Phone, text: "张三".into() };
    assert_eq!(session.edit_catalogue(&own, &phone, &now()).unwrap_err().field.as_deref(), Some("phone"));
    let row =
        |name: &str, copies: &str| MaterialView { name: name.into(), copies: copies.into(), ..Default::default() };
    let materials = |rows| CatalogueEdit::Materials { id: id.clone(), rows };
    session
        .edit_catalogue(&own, &materials(vec![row("申请表", "2份"), row("", ""), row("身份证", "")]), &now())
        .unwrap();
    let error = session.edit_catalogue(&own, &materials(vec![row("申请表", "很多")]), &now()).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("materials.0.copies"));
    let view = session.catalogue_item(&id).unwrap();
    assert_eq!(view.materials, [row("申请表", "2"), row("身份证", "")]);
    assert_eq!(
        (view.kind.as_str(), view.clause.as_str(), view.assessed_on.as_str(), view.reach.as_str(), view.handled),
        ("service", "20-5", "2026-01-05", "group", true)
    );
    let lacking: Vec<&str> = view.lacking.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(lacking, ["公开时限", "办事程序", "办理时限", "联系电话", "监督电话"]);
}
