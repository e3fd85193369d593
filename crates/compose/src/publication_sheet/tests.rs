use super::*;
use mingce_domain::catalogue::Channel;
use mingce_domain::publication::{LimitSource, Placing, PlacingId, SecrecyReview, Signature};

fn day(d: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

fn publication(id: &str, archive: Option<(i32, Retention, u32, u32, u32)>) -> Publication {
    let archive = archive.map(|(year, retention, box_number, piece, pages)| ArchiveFile {
        year,
        retention,
        box_number,
        piece,
        pages,
        filed_on: day(30),
    });
    let placing = Placing {
        id: PlacingId(id.into()),
        channel: Channel::NoticeBoard,
        place: "院内".into(),
        published_on: day(6),
        removed_on: Some(day(20)),
    };
    Publication {
        id: PublicationId(id.into()),
        agency: AgencyId("a".into()),
        item: ItemId("i".into()),
        title: format!("通知{id}"),
        document_number: "甲〔2026〕1号".into(),
        index_number: String::new(),
        summary: String::new(),
        formed_on: Some(day(2)),
        review: SecrecyReview {
            publisher: Some(Signature { by: "甲".into(), on: day(3) }),
            reviewer: Some(Signature { by: "乙".into(), on: day(4) }),
            result: Some(ReviewResult::PublishPart),
            ..SecrecyReview::default()
        },
        placings: vec![placing],
        feedback: Vec::new(),
        archive,
        void_reason: None,
        note: String::new(),
    }
}

fn with_parts<T>(all: &[Publication], work: impl FnOnce(&PublicationParts<'_>) -> T) -> T {
    let item = blank_item(ItemId("i".into()), AgencyId("a".into()));
    let due = Some(PublicationDue { on: day(30), provisional: false, source: LimitSource::Law });
    let entry = |publication| Entry { publication, item: &item, due, evidence: 2 };
    let entries: Vec<Entry<'_>> = all.iter().map(entry).collect();
    work(&PublicationParts { entries: &entries, agency: "某镇人民政府", sample: false, created: "" })
}

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

fn text(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| row.cells.iter().map(Cell::plain_text).collect::<Vec<_>>().join("|"));
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_sheet_fills_its_grid() {
    use Retention::*;
    let all = [publication("1", Some((2026, TenYears, 1, 1, 2))), publication("2", None)];
    with_parts(&all, |parts| {
        for document in [ledger(parts), review_forms(parts), archive_list(parts), box_labels(parts)] {
            assert!(!tables(&document).is_empty(), "{}", document.meta.title);
            for table in tables(&document) {
                let places: usize = table.placed().iter().map(|(_, _, cell)| cell.col_span * cell.row_span).sum();
                assert_eq!(places, table.columns.len() * table.rows.len(), "{}", table.id.0);
                assert!((table.columns.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{}", table.id.0);
            }
        }
    });
}

#[test]
fn a_form_shows_what_was_signed_and_leaves_room_for_what_was_not() {
    let document = with_parts(&[publication("1", None), publication("2", None)], review_forms);
    assert_eq!(document.sections.len(), 2, "a page each");
    let form = text(tables(&document)[0]);
    assert!(form.contains("☑区分处理后公开") && form.contains("☐可以公开"), "{form}");
    assert!(form.contains("保密审查员：乙　2026年3月4日"), "{form}");
    assert!(form.contains("分管负责人：　"), "room to sign: {form}");
}

#[test]
fn the_archive_lists_by_year_and_retention_and_labels_say_from_where_to_where() {
    use Retention::*;
    let all = [
        publication("3", Some((2026, TenYears, 2, 3, 1))),
        publication("1", Some((2026, TenYears, 1, 1, 2))),
        publication("2", Some((2026, TenYears, 1, 2, 4))),
        publication("4", Some((2026, Permanent, 1, 1, 0))),
        publication("5", None),
    ];
    let list = with_parts(&all, archive_list);
    let lists = tables(&list);
    assert_eq!(lists.iter().map(|table| table.rows.len() - 1).collect::<Vec<_>>(), [1, 3]);
    let pieces: Vec<String> = lists[1].rows[1..].iter().map(|row| row.cells[0].plain_text()).collect();
    assert_eq!(pieces, ["1", "2", "3"]);
    let labels = with_parts(&all, box_labels);
    let said: Vec<String> = tables(&labels).iter().map(|table| text(table)).collect();
    assert_eq!(said.len(), 3, "a label for each box");
    assert!(said[0].contains("保管期限|永久") && said[0].ends_with("页数|"), "not counted: {}", said[0]);
    assert!(said[1].contains("起止件号|1—2（共2件）") && said[1].contains("页数|6"), "{}", said[1]);
}

#[test]
fn the_ledger_says_where_it_stood_and_until_when() {
    let document = with_parts(&[publication("1", None)], ledger);
    let row = text(tables(&document)[0]);
    assert!(row.contains("2026-03-06社区/企事业单位/村公示栏（电子屏）：院内，2026-03-20撤下"), "{row}");
    assert!(row.contains("区分处理后公开\n甲、乙"), "{row}");
}
