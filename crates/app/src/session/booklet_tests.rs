use crate::booklet::{BookletRequest, Edition};
use crate::catalogue::view::CatalogueEdit;
use crate::export::{CANCELLED, Continue};
use crate::formats::Format;
use crate::process::GATE_SHUT;
use crate::sample;
use crate::session::Session;
use crate::session::test_file::{county, now, session};
use mingce_document::{Block, Document, Inline, PageNumbering, SectionStart};
use mingce_domain::catalogue::{Adopted, DisclosureItem, ItemId};
use mingce_domain::process::{BASIS_UNCHECKED, Process};
use mingce_store::{ProcessId, StoredProcess};
use mingce_typeset::{Pages, Role};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The sample county with items for each tier.
pub(super) fn filled_county() -> (TempDir, Session) {
    let (folder, mut session) = county();
    let assets = session.assets().clone();
    sample::add_booklet_items(&mut session.open.as_mut().unwrap().store, &assets).unwrap();
    (folder, session)
}

/// A booklet on its pages.
fn laid_out(session: &Session, request: &BookletRequest) -> (Document, Pages) {
    let composed = session.compose_booklet(request, 0, &now(), &mut |_| Continue::Yes).unwrap();
    let writers = session.writers(&composed.owner, None).unwrap();
    let pages = writers.lay_out(&composed.document, &mut |_| Ok(())).unwrap();
    (composed.document, pages)
}

/// Every edition of the sample county on its pages, made once.
fn editions() -> &'static [(Edition, Document, Pages)] {
    static EDITIONS: OnceLock<Vec<(Edition, Document, Pages)>> = OnceLock::new();
    EDITIONS.get_or_init(|| {
        let (_folder, session) = filled_county();
        let all = Edition::ALL.iter().map(|edition| {
            let (document, pages) = laid_out(&session, &BookletRequest::of(*edition));
            (*edition, document, pages)
        });
        all.collect()
    })
}

fn edition(wanted: Edition) -> (&'static Document, &'static Pages) {
    editions().iter().find(|(edition, ..)| *edition == wanted).map(|(_, document, pages)| (document, pages)).unwrap()
}

fn plain(page: &mingce_typeset::Page) -> String {
    page.text(false).replace('\n', "")
}

/// The printed number of the page where a node stands.
fn number(pages: &Pages, node: &str) -> u32 {
    pages.pages[pages.anchors[&node.into()].page].number.unwrap_or_else(|| panic!("{node} stands on a numbered page"))
}

/// The contents as they are printed: text and number, in order.
fn contents(pages: &Pages) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let ops = pages.pages.iter().flat_map(|page| &page.ops).filter(|op| op.role == Role::Contents);
    let mut text = String::new();
    for op in ops {
        let mingce_typeset::Draw::Glyphs(run) = &op.draw else { continue };
        let piece = run.text();
        if !text.is_empty() && piece.trim().chars().all(|c| c.is_ascii_digit()) {
            entries.push((std::mem::take(&mut text), piece.trim().to_string()));
        } else {
            text.push_str(piece.trim());
        }
    }
    entries
}

#[test]
fn the_contents_give_the_page_of_every_part_chapter_and_item() {
    for (edition, document, pages) in editions() {
        let headings: Vec<_> = document.headings().filter(|(level, _)| *level <= 3).collect();
        let expected: Vec<String> = headings.iter().map(|(_, it)| number(pages, &it.id.0).to_string()).collect();
        let printed = contents(pages);
        assert_eq!(printed.iter().map(|(_, number)| number).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
        for ((_, heading), (text, _)) in headings.iter().zip(&printed) {
            let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(squeezed(text), squeezed(&heading.plain_text()), "{edition:?}");
        }
    }
}

#[test]
fn every_item_begins_a_page_with_its_name_and_its_fields_and_none_is_lost() {
    let (_folder, session) = filled_county();
    let (document, pages) = edition(Edition::Reader);
    let composed = session.compose_booklet(&BookletRequest::of(Edition::Reader), 0, &now(), &mut |_| Continue::Yes);
    assert!(composed.unwrap().notes.iter().any(|note| note.contains("云岭民族乡")), "an office without items is named");
    let agencies = session.opened().unwrap().store.agencies().unwrap();
    let mut names = BTreeMap::new();
    for agency in &agencies {
        for item in session.opened().unwrap().store.catalogue_items(&agency.id).unwrap() {
            *names.entry(item.name().to_string()).or_insert(0) += 1;
        }
    }
    let mut seen: Vec<usize> = Vec::new();
    for (_, heading) in document.headings().filter(|(level, heading)| *level == 3 && heading.id.0.starts_with("item."))
    {
        let page = pages.anchors[&heading.id].page;
        assert!(!seen.contains(&page), "{}: two items on one page", heading.plain_text());
        seen.push(page);
        let text = plain(&pages.pages[page]);
        let name = heading.plain_text().split_once('.').unwrap().1.to_string();
        assert!(text.matches(&name).count() >= 2 || name.chars().count() > 20, "{name} as heading and field: {text}");
        let fields = pages.anchors[&format!("{}.fields", heading.id.0).as_str().into()];
        assert_eq!(fields.page, page, "{name}: the fields stand below the heading");
        *names.get_mut(&name).unwrap() -= 1;
    }
    assert!(names.values().all(|left| *left == 0), "{names:?}");
}

#[test]
fn parts_and_appendices_stand_on_right_hand_pages_behind_empty_ones() {
    for (edition, document, pages) in editions() {
        for section in document.sections.iter().filter(|section| section.start == SectionStart::OddPage) {
            let page = pages.anchors[&section.id].page;
            assert_eq!(page % 2, 0, "{edition:?}, {}: sheet {}", section.id.0, page + 1);
            let number = pages.pages[page].number;
            assert_eq!(number.is_none(), section.page_numbers == PageNumbering::None, "{}", section.id.0);
            assert!(number.is_none_or(|number| number % 2 == 1), "{}: {number:?}", section.id.0);
        }
        for page in pages.pages.iter().filter(|page| page.ops.is_empty()) {
            assert_eq!(page.number, None, "an empty page bears no number");
        }
    }
}

/// What stands in the reader, in order.
fn reader_blocks() -> impl Iterator<Item = &'static Block> {
    edition(Edition::Reader).0.sections.iter().flat_map(|section| &section.blocks)
}

/// The paragraphs of the reader by their names.
fn reader_paragraph(name: &str) -> &'static mingce_document::Paragraph {
    let mut found = reader_blocks().filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.id.0 == name => Some(paragraph),
        _ => None,
    });
    found.next().unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn a_blank_of_a_letter_has_room_for_what_is_written_there_and_pulls_no_line_apart() {
    let first = reader_paragraph("letter.receipt.body.1");
    let widths: Vec<f64> = (first.inlines.iter())
        .filter_map(|inline| if let Inline::Blank { width } = inline { Some(width.0) } else { None })
        .collect();
    assert_eq!(widths, [14.0, 9.0, 9.0, 28.0, 84.0], "a date in three, a number, a sentence");
    let text: String = first.plain_text().chars().filter(|c| c.is_alphabetic()).collect();
    assert!(text.starts_with("年月日本机关收到"), "{text}");
    assert_eq!(first.align, Some(mingce_document::Align::Start));
    // Nothing of what stood for the blanks is printed, neither in sentences nor in the cells of forms.
    let (document, _) = edition(Edition::Reader);
    let printed = serde_json::to_string(document).unwrap();
    assert!(!printed.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c)));
}

#[test]
fn the_chart_of_all_offices_is_not_called_after_one_tier() {
    for (edition, document, _) in editions() {
        let figures = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Figure(figure) if figure.id.0.starts_with("common.publication.") => Some(figure),
            _ => None,
        });
        let told: Vec<_> = figures.map(|figure| (figure.caption.as_ref().unwrap().plain_text(), &figure.alt)).collect();
        assert!(told.iter().any(|(caption, _)| caption == "主动公开的一般流程图"), "{edition:?}: {told:?}");
        assert!(
            told.iter().all(|(caption, alt)| !format!("{caption}{alt}").contains("县直部门")),
            "{edition:?}: {told:?}"
        );
    }
}

#[test]
fn the_basis_of_a_passage_closes_its_last_paragraph() {
    let answer = reader_paragraph("passage.question.4.0");
    assert!(answer.plain_text().ends_with("视为放弃申请。（《条例》第三十条）"), "{}", answer.plain_text());
}

/// The tables of the reader by their names.
fn reader_table(name: &str) -> &'static mingce_document::Table {
    let mut found = reader_blocks().filter_map(|block| match block {
        Block::Table(table) if table.id.0 == name => Some(table),
        _ => None,
    });
    found.next().unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn the_form_with_the_rules_of_publication_is_that_of_publication_and_the_one_of_applications_is_a_letter() {
    let heads = |table: &mingce_document::Table| -> Vec<String> {
        table.rows.iter().map(|row| row.cells[0].plain_text()).collect()
    };
    let review = heads(reader_table("review.form"));
    assert!(review.contains(&"信息名称".to_string()) && review.contains(&"保密审查意见".to_string()), "{review:?}");
    let printed = serde_json::to_string(reader_table("review.form")).unwrap();
    assert!(
        printed.contains("信息发布员：　　") && printed.contains("☐可以公开") && !printed.contains('☑'),
        "{printed}"
    );
    let (document, pages) = edition(Edition::Reader);
    let page_of = |id: &str| pages.anchors[&id.into()].page;
    assert!(page_of("review.form") > page_of("section.systems"));
    let letter = document.headings().find(|(_, it)| it.id.0 == "letter.secrecy_review").unwrap().1;
    assert!(letter.plain_text().ends_with("保密审查表") && page_of(&letter.id.0) < page_of("section.systems"));
}

#[test]
fn what_the_law_fixes_is_no_blank_in_a_letter() {
    let inquiry = reader_paragraph("letter.third_party_inquiry.body.3").plain_text();
    assert!(inquiry.starts_with("请自收到本意见书之日起15个工作日内"), "{inquiry}");
}

#[test]
fn a_booklet_calls_the_regulation_by_the_short_name_that_its_preface_gives() {
    let tables = reader_blocks().filter_map(|block| match block {
        Block::Table(table) if table.id.0.ends_with("steps") => Some(table),
        _ => None,
    });
    let heads: Vec<String> =
        tables.flat_map(|table| table.rows[0].cells.iter().map(|cell| cell.plain_text())).collect();
    assert!(heads.contains(&"依据（《条例》）".to_string()), "{heads:?}");
    assert!(heads.iter().all(|head| !head.contains("中华人民共和国政府信息公开条例")), "{heads:?}");
    assert!(reader_paragraph("preface.5").plain_text().contains("所称《条例》，指《中华人民共和国政府信息公开条例》"));
}

#[test]
fn the_index_goes_by_pinyin_and_gives_the_items_pages() {
    let (document, pages) = edition(Edition::Reader);
    let index = document.sections.iter().flat_map(|section| &section.blocks).find_map(|block| match block {
        Block::Table(table) if table.id.0 == "index" => Some(table),
        _ => None,
    });
    let mut letters = Vec::new();
    let mut names = Vec::new();
    for row in index.unwrap().rows.iter().skip(1) {
        if let [letter] = row.cells.as_slice() {
            assert!(row.keeps_with_next(), "a letter alone at the foot of a page says nothing");
            letters.push(letter.plain_text());
            continue;
        }
        names.push((letters.last().unwrap().clone(), row.cells[0].plain_text()));
        let Inline::PageRef { target } = &row.cells[2].blocks[0].inlines[0] else { panic!("a page reference") };
        let heading = document.headings().find(|(_, heading)| heading.id == *target).unwrap().1.plain_text();
        assert!(heading.ends_with(&row.cells[0].plain_text()), "{heading} for {}", row.cells[0].plain_text());
        let printed = pages.anchors[&row.cells[2].id].page;
        let text = plain(&pages.pages[printed]);
        assert!(text.contains(&number(pages, &target.0).to_string()), "{heading}: {text}");
    }
    assert!(letters.windows(2).all(|pair| pair[0] < pair[1]), "each letter once, in order: {letters:?}");
    let of =
        |letter: &str| names.iter().filter(|(l, _)| l == letter).map(|(_, name)| name.as_str()).collect::<Vec<_>>();
    assert_eq!(
        of("G"),
        [
            "耕地地力保护补贴",
            "耕地地力保护补贴",
            "公共租赁住房保障资格审核和轮候、分配、退出全过程情况",
            "公开栏更新",
            "国民经济和社会发展规划"
        ]
    );
    assert_eq!(of("Z"), ["宅基地使用情况审核", "政府常务会议议定事项", "最低生活保障", "最低生活保障"]);
    assert_eq!(names.len(), 20);
}

#[test]
fn an_item_without_a_process_leads_to_the_page_of_the_common_one() {
    let (document, pages) = edition(Edition::Township);
    let common = number(pages, "chapter.publication");
    let without = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.id.0.ends_with(".common") => Some(paragraph),
        _ => None,
    });
    let mut count = 0;
    for paragraph in without {
        count += 1;
        let text = plain(&pages.pages[pages.anchors[&paragraph.id].page]);
        assert!(text.contains(&format!("流程图见第{common}页")), "{text}");
    }
    assert_eq!(count, 4);
}

#[test]
fn work_that_is_cancelled_at_any_step_leaves_nothing_behind() {
    let (folder, session) = filled_county();
    let out = folder.path().join("输出");
    let request = BookletRequest {
        items: vec!["惠农补贴/耕地地力保护补贴".into()],
        ..BookletRequest::of(Edition::Township)
    };
    let mut steps = 0;
    session
        .export_booklet(&request, &out, &now(), &mut |_| {
            steps += 1;
            Continue::Yes
        })
        .unwrap();
    assert!(steps > 10, "{steps} steps");
    let names = || {
        let entries = std::fs::read_dir(&out).map(|all| all.map(|it| it.unwrap().file_name()).collect::<Vec<_>>());
        entries.unwrap_or_default()
    };
    assert_eq!(names().len(), 2);
    std::fs::remove_dir_all(&out).unwrap();
    for stop in [1, 3, steps / 2, steps - 2, steps] {
        let mut left = stop;
        let error = session.export_booklet(&request, &out, &now(), &mut |step| {
            assert!(step.done < step.total, "{step:?}");
            left -= 1;
            if left == 0 { Continue::No } else { Continue::Yes }
        });
        assert_eq!(error.unwrap_err().code, CANCELLED, "stopped at step {stop}");
        assert!(names().is_empty(), "stopped at step {stop}");
    }
}

#[test]
fn what_cannot_be_done_is_said_where_it_was_asked() {
    let (folder, session) = filled_county();
    let of = BookletRequest::of;
    let long = "长".repeat(61);
    for (request, said) in [
        (
            BookletRequest { agencies: vec!["清溪县青石镇人民政府".into()], ..of(Edition::County) },
            "是乡镇人民政府，不编入“县本级”",
        ),
        (BookletRequest { agencies: vec!["清溪县规划局".into()], ..of(Edition::Department) }, "已撤并"),
        (BookletRequest { agencies: vec!["没有的局".into()], ..of(Edition::Reader) }, "没有“没有的局”"),
        (
            BookletRequest { agencies: vec!["清溪县云岭民族乡人民政府".into()], ..of(Edition::Township) },
            "还没有可以编入的公开事项",
        ),
        (BookletRequest { items: vec!["没有的事项".into()], ..of(Edition::Reader) }, "“没有的事项”"),
        (BookletRequest { title: Some(long), ..of(Edition::Reader) }, "书名有61个字"),
        (BookletRequest { title: Some(" ".into()), ..of(Edition::Reader) }, "请填写书名"),
        (BookletRequest { compiler: Some("甲\n乙".into()), ..of(Edition::Reader) }, "编印单位里有换行"),
        (BookletRequest { formats: vec![Format::Html], ..of(Edition::Reader) }, "没有 HTML 格式"),
        (BookletRequest { formats: Vec::new(), ..of(Edition::Reader) }, "至少选择一种"),
    ] {
        let error = session.export_booklet(&request, folder.path(), &now(), &mut |_| Continue::Yes).unwrap_err();
        assert!(error.message.contains(said), "{}", error.message);
    }
    let (_other, empty, _) = self::session("township");
    let error = empty.export_booklet(&of(Edition::County), folder.path(), &now(), &mut |_| Continue::Yes).unwrap_err();
    assert!(error.message.contains("没有编入“县本级”的单位"), "{}", error.message);
}

#[test]
fn a_final_version_has_nothing_invented_missing_or_unchecked() {
    let (folder, county) = filled_county();
    let wanted = |edition| BookletRequest { is_final: true, ..BookletRequest::of(edition) };
    let refused = |session: &Session, request: &BookletRequest| {
        let error = session.export_booklet(request, folder.path(), &now(), &mut |_| Continue::Yes).unwrap_err();
        assert_eq!(error.code, GATE_SHUT, "{}", error.message);
        error.message
    };
    assert!(refused(&county, &wanted(Edition::Reader)).contains("示例数据"));

    let (_town, mut town, own) = session("township");
    let add = CatalogueEdit::Add {
        sector: String::new(), primary: "镇务公开".into(), secondary: "公开栏更新".into()
    };
    town.edit_catalogue(&own, &add, &now()).unwrap();
    assert!(refused(&town, &wanted(Edition::Township)).contains("公开目录还有"));
    // A draft is written all the same.
    let draft =
        town.export_booklet(&BookletRequest::of(Edition::Township), folder.path(), &now(), &mut |_| Continue::Yes);
    assert!(draft.unwrap().files.iter().all(|file| file.name.contains("（草稿）")));
}

#[test]
fn a_kept_booklet_is_made_again_undone_and_forgotten() {
    let (_folder, mut session) = filled_county();
    let request = BookletRequest {
        agencies: vec!["清溪县青石镇人民政府".into(), "清溪县白沙镇人民政府".into()],
        items: vec!["耕地地力保护补贴".into(), "QS-102".into()],
        compiler: Some("清溪县政务公开办".into()),
        ..BookletRequest::of(Edition::Township)
    };
    assert_eq!(session.keep_booklet("两镇补贴", &request, &now()).unwrap(), "保存读本“两镇补贴”");
    assert_eq!(session.keep_booklet("两镇补贴", &request, &now()).unwrap(), "读本“两镇补贴”没有变化");
    let kept = session.kept_booklets().unwrap().remove(0);
    assert_eq!((kept.agencies.len(), kept.items.len()), (2, 3), "identities, not names: one subsidy of each town");
    let headings = |session: &Session, request: &BookletRequest| -> Vec<String> {
        let composed = session.compose_booklet(request, 0, &now(), &mut |_| Continue::Yes).unwrap();
        let items = composed.document.headings().filter(|(level, it)| *level == 3 && it.id.0.starts_with("item."));
        items.map(|(_, heading)| heading.plain_text()).collect()
    };
    let (again, notes) = session.booklet_again("两镇补贴").unwrap();
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(again.compiler, request.compiler);
    assert_eq!(headings(&session, &again), headings(&session, &request));
    assert_eq!(headings(&session, &again), ["1.耕地地力保护补贴", "2.最低生活保障", "1.耕地地力保护补贴"]);

    // An item that is removed is missed, and said to be.
    let town = session.agency(Some("清溪县白沙镇人民政府")).unwrap();
    let gone = session.opened().unwrap().store.catalogue_items(&town).unwrap().remove(0);
    session.edit_catalogue(&town.0, &CatalogueEdit::Remove { ids: vec![gone.id.0] }, &now()).unwrap();
    let (again, notes) = session.booklet_again("两镇补贴").unwrap();
    assert_eq!((again.items.len(), notes.len()), (2, 1));
    assert!(notes[0].contains("事项有1个已删除"), "{notes:?}");

    assert_eq!(session.forget_booklet("两镇补贴", &now()).unwrap(), "删去读本“两镇补贴”");
    let error = session.booklet_again("两镇补贴").unwrap_err();
    assert!(error.message.contains("还没有保存读本"), "{}", error.message);
    session.undo(&now()).unwrap();
    assert_eq!(session.kept_booklets().unwrap(), [kept]);
    let wrong = BookletRequest { agencies: vec!["清溪县教育局".into()], ..BookletRequest::of(Edition::Township) };
    let error = session.keep_booklet("错", &wrong, &now()).unwrap_err();
    assert!(error.message.contains("不编入“乡镇”"), "{}", error.message);
}

/// A process in which everything was checked.
fn checked(mut process: Process) -> Process {
    let clean = |basis: &mut String| *basis = basis.replace(BASIS_UNCHECKED, "");
    process.nodes.iter_mut().filter_map(|node| node.basis.as_mut()).for_each(clean);
    process.statutory_limits.iter_mut().for_each(|limit| clean(&mut limit.basis));
    process
}

#[test]
fn an_office_that_has_checked_everything_gets_its_final_version() {
    let (_county, county) = filled_county();
    let township = county.agency(Some("清溪县青石镇人民政府")).unwrap();
    let mut item = county.opened().unwrap().store.catalogue_items(&township).unwrap().remove(0);
    let (folder, mut town, _) = session("township");
    let own = town.agency(None).unwrap();
    let shipped = crate::process::shipped(town.assets()).unwrap();
    let stamp = mingce_store::Stamp::new(&now().at_utc, "示例").unwrap();
    let put = |town: &mut Session, clean: bool, item: &mut DisclosureItem| {
        let store = &mut town.open.as_mut().unwrap().store;
        store
            .act(&stamp, "流程和事项", |act| {
                for (position, process) in (0_i64..).zip(&shipped) {
                    let adopted = Adopted {
                        base_id: process.id.clone(),
                        base_version: String::new(),
                        base_snapshot: "{}".into(),
                    };
                    let id = ProcessId(format!("00000000-0000-7000-8000-{position:012}"));
                    if process.id == "town_subsidy_notice" {
                        item.process = Some(id.0.clone());
                    }
                    let process = if clean { checked(process.clone()) } else { process.clone() };
                    let agency = Some(own.clone());
                    act.put_process(&StoredProcess { id, agency, process, position, adopted: Some(adopted) })?;
                }
                item.id = ItemId("00000000-0000-7000-8000-000000000099".into());
                item.agency = own.clone();
                act.put_item(item, 0)
            })
            .unwrap();
    };
    let request = BookletRequest { is_final: true, ..BookletRequest::of(Edition::Township) };
    let out = folder.path().join("输出");
    let export =
        |town: &Session, request: &BookletRequest| town.export_booklet(request, &out, &now(), &mut |_| Continue::Yes);
    put(&mut town, false, &mut item);
    let refused = export(&town, &request).unwrap_err();
    assert_eq!(refused.code, GATE_SHUT);
    assert!(refused.message.contains("流程“"), "{}", refused.message);
    put(&mut town, true, &mut item);
    let refused = export(&town, &request).unwrap_err();
    assert!(refused.message.contains("信息处理费怎样算"), "{}", refused.message);
    assert!(!out.exists(), "nothing is written");
    let written = export(&town, &BookletRequest { texts_checked: true, ..request }).unwrap();
    let names: Vec<&str> = written.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["乡镇政府信息公开内容及流程图.docx", "乡镇政府信息公开内容及流程图.pdf"]);
}

#[test]
fn withheld_and_internal_items_do_not_stand_in_a_booklet() {
    let (_folder, mut session, own) = session("township");
    for name in ["公开的事项", "内部的事项"] {
        let add = CatalogueEdit::Add { sector: String::new(), primary: "镇务".into(), secondary: name.into() };
        session.edit_catalogue(&own, &add, &now()).unwrap();
    }
    let agency = session.agency(None).unwrap();
    let stamp = mingce_store::Stamp::new(&now().at_utc, "示例").unwrap();
    let store = &mut session.open.as_mut().unwrap().store;
    let mut hidden = store.catalogue_items(&agency).unwrap().pop().unwrap();
    hidden.reach = mingce_domain::catalogue::Reach::Internal;
    store.act(&stamp, "内部", |act| act.put_item(&hidden, 9)).unwrap();
    let request = BookletRequest::of(Edition::Township);
    let composed = session.compose_booklet(&request, 0, &now(), &mut |_| Continue::Yes).unwrap();
    let all: Vec<String> = composed.document.headings().map(|(_, heading)| heading.plain_text()).collect();
    assert!(all.contains(&"1.公开的事项".to_string()), "{all:?}");
    assert!(!all.iter().any(|heading| heading.contains("内部的事项")), "{all:?}");
    assert!(composed.notes.iter().any(|note| note.contains("有1项不予公开或者只在内部公开")), "{:?}", composed.notes);
}
